//! What a check looks at, and what it finds.

use serde::{Deserialize, Serialize};

use crate::base::word_enum;

word_enum! {
    /// How deep a check goes; each level includes those before it.
    CheckLevel {
        /// SQLite's quick check of the file's structure; a tenth of a second for 20,000 records.
        Quick = "quick", "Quick", "Rapide";
        /// Every row against its hash, the change log against its chain, the set of records against its hash.
        Full = "full", "Full", "Complète";
        /// Also the index against the store.
        Index = "index", "With the index", "Avec l'index";
    }
}

word_enum! {
    /// What sort of damage was found.
    FindingCode {
        /// SQLite says that the file's structure is broken.
        Structure = "structure", "File structure", "Structure du fichier";
        /// A link leads nowhere.
        Reference = "reference", "Missing target", "Cible absente";
        /// A row is not what it was when it was written.
        Content = "content", "Changed content", "Contenu modifié";
        /// The change log is not the one that was written.
        ChangeLog = "change_log", "Change log", "Journal des modifications";
        /// Records are missing or too many.
        Set = "set", "Set of records", "Ensemble des fiches";
        /// The index does not agree with the store.
        Index = "index", "Index", "Index";
        /// Changes that were acknowledged are gone, by an older copy or a damaged log of the database.
        Lost = "lost", "Lost changes", "Modifications perdues";
        /// An erasure was interrupted: the files may still hold erased text.
        Erasure = "erasure", "Erasure not finished", "Effacement inachevé";
    }
}

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What sort of damage.
    pub code: FindingCode,
    /// What is damaged, by table, id or file.
    pub what: String,
    /// What to do about it.
    pub repair: String,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthReport {
    /// How deep it went.
    pub level: CheckLevel,
    /// How many records there are that are not erased.
    pub records: u64,
    /// How many revisions there are.
    pub revisions: u64,
    /// The damage; empty where all is well.
    pub findings: Vec<Finding>,
}

impl HealthReport {
    /// Whether nothing is damaged.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn find(&mut self, code: FindingCode, what: impl Into<String>) {
        let repair = match code {
            FindingCode::Index => "call `rebuild_index`",
            FindingCode::Lost => {
                "restore a newer backup; if it is meant to be so, call `rebuild_index` and it is not reported again"
            }
            FindingCode::Erasure => "open the knowledge base for writing, or call `erase` again",
            _ => "restore a backup, or export what is readable and import it into a new knowledge base",
        };
        self.findings.push(Finding { code, what: what.into(), repair: repair.to_owned() });
    }
}
