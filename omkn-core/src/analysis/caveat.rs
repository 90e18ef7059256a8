//! What an analysis cannot show, as a closed list and in words.

use serde::{Deserialize, Serialize};

use crate::base::{LanguageMap, LanguageTag, word_enum};
use crate::language::Language;

word_enum! {
    /// A limit of an analysis that a reader should know.
    CaveatKind {
        /// A cell without a record is no proof that nobody does it.
        NotShared = "not_shared",
            "A cell without a record says that nobody shared one here, not that nobody does it.",
            "Une case sans fiche indique que personne n'en a partagé ici, non que personne ne le fait.";
        /// A county and its towns are both counted.
        TiersOverlap = "tiers_overlap",
            "Upper tiers and the towns in them both count as municipalities; residents are those of lower and single tiers.",
            "Les paliers supérieurs et leurs municipalités locales sont tous comptés; la population est celle des paliers inférieurs et uniques.";
        /// Where a record is counted that names no organization.
        OwnPlace = "own_place",
            "A record without an organization counts for the places its coverage names, and for none where it names none.",
            "Une fiche sans organisme compte pour les endroits nommés dans sa couverture, et pour aucun si elle n'en nomme pas.";
        /// Some records are in no cell.
        Unplaced = "unplaced",
            "Some records are in no cell, because they lack a value of one of its sides.",
            "Certaines fiches ne figurent dans aucune case, car il leur manque une des valeurs demandées.";
        /// Savings that are not yearly or not in Canadian dollars.
        OtherSavings = "other_savings",
            "Savings that are not yearly amounts in Canadian dollars are left out.",
            "Les économies qui ne sont pas des montants annuels en dollars canadiens sont exclues.";
        /// Names in the figures that lead to no municipality.
        UnknownMunicipalities = "unknown_municipalities",
            "Rows whose municipality is not in the register, or whose name fits more than one, are left out.",
            "Les lignes dont la municipalité est absente du répertoire, ou dont le nom est ambigu, sont exclues.";
        /// The figures are those of the upper tier.
        UpperTierFigures = "upper_tier_figures",
            "The figures are those of the upper tier with all its municipalities.",
            "Les chiffres sont ceux du palier supérieur et de toutes ses municipalités.";
        /// A population changes faster than populations do.
        PopulationJump = "population_jump",
            "A population jumps from one year to the next: costs per resident before and after may not be comparable.",
            "Une population fait un bond d'une année à l'autre : les coûts par habitant avant et après pourraient ne pas être comparables.";
        /// The service is broader than the practice.
        WholeService = "whole_service",
            "Costs are those of the whole service, in the dollars of each year; a practice is only part of it.",
            "Les coûts sont ceux du service entier, en dollars de chaque année; une pratique n'en est qu'une partie.";
        /// A difference has many causes.
        OtherCauses = "other_causes",
            "A difference in costs has many causes; it does not prove that the practice made it.",
            "Un écart de coûts a de nombreuses causes; il ne prouve pas que la pratique en est à l'origine.";
        /// Costs that were avoided are in no ledger.
        AvoidedCosts = "avoided_costs",
            "A saving against what would have been built or bought instead never shows as lower costs.",
            "Une économie par rapport à ce qui aurait été construit ou acheté ne se traduit jamais par des coûts plus bas.";
    }
}

/// A limit of one answer: which, and in words that name the numbers and municipalities concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caveat {
    /// Which limit.
    pub kind: CaveatKind,
    /// A sentence or two for readers, in English and French.
    pub text: LanguageMap,
}

impl Caveat {
    /// The general words of its kind.
    pub(super) fn of(kind: CaveatKind) -> Self {
        Self::naming(kind, |_| String::new())
    }

    /// The general words, followed by what they concern in this answer.
    pub(super) fn naming(kind: CaveatKind, detail: impl Fn(Language) -> String) -> Self {
        let text = |tag: LanguageTag, language| format!("{} {}", kind.label(&tag), detail(language)).trim().to_owned();
        let (en, fr) = (text(LanguageTag::en(), Language::English), text(LanguageTag::fr(), Language::French));
        Self { kind, text: LanguageMap::new().with("en", en).with("fr", fr) }
    }
}
