//! What a record may have or not, for the filter `has:`.

use super::draft::RecordDraft;
use crate::base::word_enum;

word_enum! {
    /// Something a record may have or not, for `has:`.
    #[repr(u8)]
    HasField {
        /// Measures.
        Measures = "measures", "Measures", "Mesures";
        /// Costs.
        Costs = "costs", "Costs", "Coûts";
        /// Savings.
        Savings = "savings", "Savings", "Économies";
        /// Funding.
        Funding = "funding", "Funding", "Financement";
        /// Staffing.
        Staffing = "staffing", "Staffing", "Personnel";
        /// Awards.
        Awards = "awards", "Awards", "Prix";
        /// Links and files.
        Resources = "resources", "Resources", "Ressources";
        /// Attached files.
        Attachments = "attachments", "Attachments", "Pièces jointes";
        /// Contacts.
        Contacts = "contacts", "Contacts", "Personnes-ressources";
        /// Adoptions by others.
        Adoptions = "adoptions", "Adoptions", "Adoptions";
        /// Relations to other records.
        Relations = "relations", "Relations", "Relations";
    }
}

impl HasField {
    /// Whether a draft has it.
    pub(crate) fn is_in(self, draft: &RecordDraft) -> bool {
        match self {
            Self::Measures => !draft.measures.is_empty(),
            Self::Costs => !draft.costs.is_empty(),
            Self::Savings => !draft.savings.is_empty(),
            Self::Funding => !draft.funding.is_empty(),
            Self::Staffing => draft.staffing.is_some(),
            Self::Awards => !draft.awards.is_empty(),
            Self::Resources => !draft.resources.is_empty(),
            Self::Attachments => draft.resources.iter().any(|resource| resource.content_hash.is_some()),
            Self::Contacts => !draft.contacts.is_empty(),
            Self::Adoptions => !draft.adoptions.is_empty(),
            Self::Relations => !draft.relations.is_empty(),
        }
    }
}
