//! Python bindings of OMKN: conversions only, every decision is made in `omkn-core`.

#![expect(clippy::needless_pass_by_value, reason = "arguments are handed over by Python")]

mod code_points;
mod costs;
mod data;
mod error;
mod hints;
mod job;
mod knowledge_base;
mod subscription;
mod tables;
mod taxonomy_edit;

use pyo3::prelude::*;

/// The extension module behind the Python package `omkn`.
#[pymodule]
mod _omkn {
    use std::collections::BTreeMap;
    use std::sync::OnceLock;

    use omkn_core::{
        CannotTell, CaveatKind, ConceptId, EvidenceLevel, Facet, LanguageTag, OrganizationId, PopulationBand,
        RecordKind, Status, Tier, Verdict,
    };

    use super::{PyResult, Python, pyfunction};
    use crate::code_points;
    use crate::data::object;
    use crate::error::{ToPython, not_readable};
    use crate::hints::{ParsedQuery, WordList};

    #[pymodule_export]
    use crate::job::Interrupter;
    #[pymodule_export]
    use crate::knowledge_base::open::{in_memory, open};
    #[pymodule_export]
    use crate::knowledge_base::{KnowledgeBase, View};
    #[pymodule_export]
    use crate::subscription::Subscription;
    #[pymodule_export]
    use crate::tables::{Changes, CoverageTable, Diff, Facets, Organizations, Records, SearchHits, Table, Taxonomy};
    #[pymodule_export]
    use crate::taxonomy_edit::TaxonomyEdit;

    /// Return the version of OMKN, for example ``"0.1.0"``.
    #[pyfunction]
    fn version() -> &'static str {
        omkn_core::version()
    }

    /// Return the names of all kinds of errors; :data:`omkn.errors.KINDS` has a class for each.
    #[pyfunction]
    fn error_kinds() -> Vec<String> {
        omkn_core::ErrorKind::ALL.iter().map(|kind| format!("{kind:?}")).collect()
    }

    /// The words of a closed list in their order, such as bands from small to large.
    ///
    /// Parameters
    /// ----------
    /// of : str
    ///     The list: ``kind``, ``level``, ``tier``, ``population_band``, ``status``, ``visibility``, ``verdict``,
    ///     ``cannot_tell`` (why a verdict cannot be given), ``caveat``.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> omkn.words("population_band")[0]
    /// '0-999'
    #[pyfunction]
    fn words(of: WordList) -> PyResult<Vec<&'static str>> {
        match of.0.as_str() {
            "verdict" => Ok(Verdict::ALL.iter().map(|word| word.as_str()).collect()),
            "cannot_tell" => Ok(CannotTell::ALL.iter().map(|word| word.as_str()).collect()),
            "caveat" => Ok(CaveatKind::ALL.iter().map(|word| word.as_str()).collect()),
            other => other.parse().ok().and_then(Facet::words).ok_or_else(|| {
                let facets = Facet::ALL.iter().filter(|facet| facet.words().is_some()).map(|facet| facet.as_str());
                let lists: Vec<_> = facets.chain(["verdict", "cannot_tell", "caveat"]).collect();
                not_readable("of", format!("\"{other}\" is not one of {}", lists.join(", ")))
            }),
        }
    }

    /// The service of the cost rows of :meth:`omkn.KnowledgeBase.evidence` that holds a top service area, or ``None``.
    ///
    /// The names are those of published extracts of Ontario's Financial Information Return; nearly all services are broader
    /// than one practice.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> omkn.service_of_area("water"), omkn.service_of_area("energy")
    /// ('Environmental', None)
    #[pyfunction]
    fn service_of_area(area: &str) -> Option<&'static str> {
        omkn_core::service_of_area(&ConceptId::new(area))
    }

    /// What the built-in taxonomy or register calls a concept or organization, in the languages preferred; ``None`` for others.
    #[pyfunction]
    fn built_in_label(id: &str, languages: Vec<String>) -> Option<String> {
        static BUILT_IN: OnceLock<Option<(omkn_core::Taxonomy, omkn_core::Organizations)>> = OnceLock::new();
        let built_in = BUILT_IN
            .get_or_init(|| Some((omkn_core::Taxonomy::built_in().ok()?, omkn_core::Organizations::built_in().ok()?)));
        let (taxonomy, register) = built_in.as_ref()?;
        let languages: Vec<LanguageTag> = languages.iter().filter_map(|tag| tag.parse().ok()).collect();
        let concept = taxonomy.get(&ConceptId::new(id)).map(|concept| &concept.pref_label);
        let name = concept.or_else(|| register.get(&OrganizationId::new(id)).map(|found| &found.name));
        name?.best(&languages).map(|label| label.text.to_owned())
    }

    /// What the words of a closed list are called in a language, by code; nothing for lists that have no labels.
    #[pyfunction]
    fn word_labels(of: WordList, language: &str) -> BTreeMap<&'static str, &'static str> {
        let language = language.parse().unwrap_or_else(|_| LanguageTag::en());
        match of.0.as_str() {
            "kind" => RecordKind::ALL.iter().map(|word| (word.as_str(), word.label(&language))).collect(),
            "level" => EvidenceLevel::ALL.iter().map(|word| (word.as_str(), word.label(&language))).collect(),
            "tier" => Tier::ALL.iter().map(|word| (word.as_str(), word.label(&language))).collect(),
            "status" => Status::ALL.iter().map(|word| (word.as_str(), word.label(&language))).collect(),
            "population_band" => {
                PopulationBand::ALL.iter().map(|word| (word.as_str(), word.label(&language))).collect()
            }
            _ => BTreeMap::new(),
        }
    }

    /// Read what a person typed. Never fails: what cannot be read as an operator or field is read as words, and told.
    ///
    /// Parameters
    /// ----------
    /// text : str
    ///     The query.
    /// strict : bool
    ///     Raise ``QueryError`` at the first thing that is not well formed, for queries that programs write.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> parsed = omkn.parse_query("salt OR (brine year:2009..2014")
    /// >>> parsed.query, [notice.code for notice in parsed.notices]
    /// ('salt OR (brine year:2009..2014)', ['stray_parenthesis'])
    #[pyfunction]
    #[pyo3(signature = (text, *, strict=false))]
    fn parse_query<'py>(py: Python<'py>, text: &str, strict: bool) -> PyResult<ParsedQuery<'py>> {
        let (query, notices) = if strict {
            let query = omkn_core::Query::parse_strict(text);
            (query.map_err(|error| code_points::query_error(text, error)).to_python()?, Vec::new())
        } else {
            let parsed = omkn_core::parse_query(text);
            (parsed.query, code_points::notices(text, parsed.notices))
        };
        let tree = serde_json::json!({ "query": query.to_string(), "tree": query, "notices": notices });
        object(py, "omkn.results", "ParsedQuery", &tree).map(ParsedQuery)
    }
}
