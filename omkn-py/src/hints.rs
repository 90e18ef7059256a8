//! Values that pass through as they are, with the types they have in the stubs.

use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::taxonomy_edit::TaxonomyEdit;

macro_rules! hint {
    ($($(#[$doc:meta])* $name:ident = $hint:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name<'py>(pub(crate) Bound<'py, PyAny>);

            impl<'py> FromPyObject<'_, 'py> for $name<'py> {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = $hint;

                fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                    Ok(Self(given.to_owned()))
                }
            }

            impl<'py> IntoPyObject<'py> for $name<'py> {
                type Target = PyAny;
                type Output = Bound<'py, PyAny>;
                type Error = PyErr;
                const OUTPUT_TYPE: PyStaticExpr = $hint;

                fn into_pyobject(self, _: Python<'py>) -> PyResult<Self::Output> {
                    Ok(self.0)
                }
            }
        )+
    };
}

const ANY: PyStaticExpr = type_hint_identifier!("typing", "Any");
const STR: PyStaticExpr = type_hint_identifier!("builtins", "str");
const NONE: PyStaticExpr = PyStaticExpr::Constant { value: PyStaticConstant::None };
const FACET: PyStaticExpr = type_hint_identifier!("omkn.results", "FacetName");
const INT: PyStaticExpr = type_hint_identifier!("builtins", "int");
const OBJECT: PyStaticExpr = type_hint_identifier!("builtins", "object");
/// A dict, or what looks like one.
pub(crate) const DICT: PyStaticExpr =
    type_hint_subscript!(type_hint_identifier!("collections.abc", "Mapping"), STR, ANY);
const PATH: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("os", "PathLike"), STR);
const EDIT: PyStaticExpr = PyStaticExpr::List { elts: &[TaxonomyEdit::TYPE_HINT] };

/// `Literal["one", "two"]`, or one value alone.
macro_rules! literal {
    ($($word:literal),+) => {
        type_hint_subscript!(
            type_hint_identifier!("typing", "Literal"),
            $(PyStaticExpr::Constant { value: PyStaticConstant::Str($word) }),+
        )
    };
}

/// Words of a closed list, where one alone is meant as a list of one.
macro_rules! words_hint {
    ($($(#[$doc:meta])* $name:ident = $hint:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name(pub(crate) Vec<String>);

            impl<'py> FromPyObject<'_, 'py> for $name {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = type_hint_union!(
                    $hint,
                    type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), $hint)
                );

                fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                    Texts::extract(given).map(|texts| Self(texts.0))
                }
            }
        )+
    };
}

words_hint! {
    /// Kinds of record.
    Kinds = type_hint_identifier!("omkn.model", "Kind");
    /// Statuses.
    Statuses = type_hint_identifier!("omkn.model", "Status");
    /// Facets.
    FacetNames = type_hint_identifier!("omkn.results", "FacetName");
    /// Kinds of suggestion.
    SuggestionKinds = type_hint_identifier!("omkn.results", "SuggestionKind");
}

/// One word of a closed list.
macro_rules! word_hint {
    ($($(#[$doc:meta])* $name:ident = $hint:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name(pub(crate) String);

            impl<'py> FromPyObject<'_, 'py> for $name {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = $hint;

                fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                    given.extract().map(Self)
                }
            }
        )+
    };
}

word_hint! {
    /// One status.
    StatusWord = type_hint_identifier!("omkn.model", "Status");
    /// A closed list.
    WordList = literal!(
        "kind", "level", "tier", "population_band", "status", "visibility", "verdict", "cannot_tell", "caveat"
    );
}

/// A thing by its id or name, or the thing itself, which has an id.
macro_rules! id_hint {
    ($($(#[$doc:meta])* $name:ident = $hint:expr, $what:literal;)+) => {
        $(
            $(#[$doc])*
            pub(crate) struct $name(pub(crate) String);

            impl<'py> FromPyObject<'_, 'py> for $name {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = $hint;

                fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                    let id = given.extract::<String>().or_else(|_| given.getattr("id")?.extract());
                    let id = id.or_else(|_| given.getattr("record")?.extract());
                    id.map(Self).map_err(|_| pyo3::exceptions::PyTypeError::new_err($what))
                }
            }
        )+
    };
}

id_hint! {
    /// A record, a hit or an id.
    RecordArgument = type_hint_union!(
        STR, type_hint_identifier!("omkn.model", "Record"), type_hint_identifier!("omkn.results", "SearchHit"),
        type_hint_identifier!("omkn.results", "SimilarRecord"), type_hint_identifier!("omkn.results", "Alert")
    ), "a record is given by its id, or as a record or hit";
    /// An organization, its id or name.
    OrganizationArgument = type_hint_union!(STR, type_hint_identifier!("omkn.model", "Organization")),
        "an organization is given by its id or name";
    /// A concept, its id or name.
    ConceptArgument = type_hint_union!(STR, type_hint_identifier!("omkn.model", "Concept")),
        "a service area is given by its id or name";
}

/// Texts where one alone is meant as a list of one.
pub(crate) struct Texts(pub(crate) Vec<String>);

impl<'py> FromPyObject<'_, 'py> for Texts {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(STR, type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), STR));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        given.extract::<String>().map(|text| vec![text]).or_else(|_| given.extract()).map(Self)
    }
}

hint! {
    /// Facets to count: with how many values each, or by name alone.
    FacetsArgument = type_hint_union!(
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Mapping"),
            FACET,
            type_hint_union!(INT, NONE)
        ),
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Sequence"), FACET),
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Sequence"),
            type_hint_identifier!("omkn.results", "FacetRequest")
        )
    );
    /// Records, one after the other.
    RecordIterator = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Iterator"), type_hint_identifier!("omkn.model", "Record")
    );
    /// A frame of pandas.
    PandasFrame = type_hint_identifier!("omkn._typing", "PandasFrame");
    /// A frame of polars.
    PolarsFrame = type_hint_identifier!("omkn._typing", "PolarsFrame");
    /// What an import of a frame tells.
    FrameImport = type_hint_identifier!("omkn.frames", "FrameImport");
    /// A query that was read.
    ParsedQuery = type_hint_identifier!("omkn.results", "ParsedQuery");
    /// The words of a person, or the tree of a program.
    QueryArgument = type_hint_union!(STR, DICT);
    /// A search by its words alone, or all of it.
    RequestArgument = type_hint_union!(STR, type_hint_identifier!("omkn.results", "SearchRequest"), DICT);
    /// A municipality by its name alone, or with the weights.
    FitsArgument = type_hint_union!(
        STR, type_hint_identifier!("omkn.results", "FitTarget"), type_hint_identifier!("omkn.model", "Organization"), DICT
    );
    /// A text after RFC 3339, or a `datetime` that knows its time zone.
    InstantArgument = type_hint_union!(STR, type_hint_identifier!("datetime", "datetime"));
    /// A file by its path, or what is in it.
    FileArgument = type_hint_union!(STR, type_hint_identifier!("builtins", "bytes"), PATH);
    /// What columns hold, by name.
    ColumnsArgument = DICT;
    /// A function that edits the taxonomy.
    EditArgument = type_hint_subscript!(type_hint_identifier!("collections.abc", "Callable"), EDIT, OBJECT);
    /// A function that is told of changes.
    ListenerArgument = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[INT] },
        OBJECT
    );
    /// Whether and to whom progress is shown.
    ProgressArgument = type_hint_union!(
        type_hint_identifier!("builtins", "bool"),
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Callable"),
            PyStaticExpr::List { elts: &[type_hint_identifier!("omkn.results", "Progress")] },
            OBJECT
        )
    );
}
