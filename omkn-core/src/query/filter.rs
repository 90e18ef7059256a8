//! Filters: properties that a record has or has not.

use std::fmt;

use serde::de::{EnumAccess, Error as _, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::Language;
use crate::model::{Facet, FacetValues, HasField};

/// A property that a record has or has not; several values mean any of them.
///
/// In JSON it is an object with one key: the code of the facet, `population` or `has`.
///
/// # Examples
///
/// ```
/// use omkn_core::{Facet, Filter, Query, RecordKind};
///
/// let filter = Filter::any_of(Facet::Kind, [RecordKind::Guide, RecordKind::Template]);
/// assert_eq!(Query::filter(filter.clone()).to_string(), "kind:guide,template");
/// assert_eq!(serde_json::to_string(&filter)?, r#"{"kind":["guide","template"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Filter {
    /// Records with one of these values of a facet. Service areas bring their narrower ones and are named by id, label or
    /// synonym; organizations and regions by id or name; statuses let readers see more than published records.
    Values(Facet, Vec<String>),
    /// Year of the date, both ends included.
    Year(Range),
    /// Population at the latest census, both ends included.
    Population(Range),
    /// Records that have something of this sort.
    Has(Vec<HasField>),
}

/// A range of whole numbers, both ends included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The least, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The most, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
}

impl Filter {
    /// Records with one of these values of a facet: ids, codes, names or texts. A search with a value that is not in the
    /// facet's closed list is refused with an error that names the list.
    #[must_use]
    pub fn any_of<V: ToString>(facet: Facet, values: impl IntoIterator<Item = V>) -> Self {
        Self::Values(facet, values.into_iter().map(|value| value.to_string()).collect())
    }
}

const POPULATION: &str = "population";
const HAS: &str = "has";

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Values(facet, values) => serializer.serialize_newtype_variant("Filter", 0, facet.as_str(), values),
            Self::Year(range) => serializer.serialize_newtype_variant("Filter", 0, Facet::Year.as_str(), range),
            Self::Population(range) => serializer.serialize_newtype_variant("Filter", 0, POPULATION, range),
            Self::Has(fields) => serializer.serialize_newtype_variant("Filter", 0, HAS, fields),
        }
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("Filter", &[], FilterVisitor)
    }
}

struct FilterVisitor;

impl<'de> Visitor<'de> for FilterVisitor {
    type Value = Filter;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a filter such as {\"kind\": [\"guide\"]}")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Filter, A::Error> {
        let (name, content) = data.variant::<String>()?;
        if name == POPULATION {
            return content.newtype_variant().map(Filter::Population);
        }
        if name == HAS {
            return content.newtype_variant().map(Filter::Has);
        }
        let Some(facet) = Facet::ALL.iter().copied().find(|facet| facet.as_str() == name) else {
            let facets: Vec<_> = Facet::ALL.iter().map(|facet| facet.as_str()).collect();
            return Err(A::Error::custom(format!(
                "no filter is called {name}: use {POPULATION}, {HAS} or {}",
                facets.join(", ")
            )));
        };
        if matches!(facet.values(), FacetValues::Years) {
            return content.newtype_variant().map(Filter::Year);
        }
        let values: Vec<String> = content.newtype_variant()?;
        let values = facet.checked(&values);
        values
            .map(|values| Filter::Values(facet, values))
            .map_err(|message| A::Error::custom(message.text(Language::English)))
    }
}
