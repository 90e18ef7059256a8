//! Every sentence that readers get, in English and French.

use super::language::Language;
use crate::base::{LanguageTag, Word};

/// The language of messages: the first the reader prefers of English and French, else English.
pub(crate) fn message_language(preferred: &[LanguageTag]) -> Language {
    let known = preferred.iter().find_map(|tag| match Language::of(tag) {
        [one] => Some(*one),
        _ => None,
    });
    known.unwrap_or(Language::English)
}

/// A sentence or label for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message<'m> {
    // How the text of a query was read.
    QueryCut,
    TooManyTerms,
    TooDeep,
    QuoteClosed,
    ParenthesisClosed,
    ParenthesisNotOpened,
    EmptyParentheses,
    OperatorAlone,
    OperatorAtEnd,
    /// What was typed, and the fields there are.
    UnknownField(&'m str, String),
    /// What was typed, and what the field takes.
    UnknownValue(&'m str, Box<Message<'m>>),
    ShortPrefix(&'m str),
    CapitalOperators,
    NoWords,

    // What values a field takes.
    NeedsValue(&'m str),
    TakesWords(&'m str),
    TakesPopulation,
    TakesYears,
    TakesLanguages(String),
    /// What was typed, and the list.
    NotInList(String, &'static [Word]),

    // What a search did.
    /// What was typed, and what was searched instead.
    Corrected(String, String),
    RelaxedWords,
    RelaxedFilters,
    NothingFound,
    NothingFoundWithSelected,
    /// What the name should be of, in both languages; the name; similar names.
    UnknownName([&'m str; 2], &'m str, String),

    // Why a hit has its score.
    Title,
    Summary,
    SumOfWords,
    WordWeight,
    WordFrequency,
    PhraseOrPrefix,
    WholeTitle,
    SameSubject(&'m str),
    /// Words, and how often they are next to each other.
    Adjacent(String, &'m str),
    /// A word, and the fields that have it.
    WordIn(&'m str, String),
    ScoreOfWords,
    ScoreOfWordsAndBoosts,
    Boosts,
    Base,
    Recency(String),
    NoDate,
    EvidenceLevel(String),
    NoLevel,
    LikeYours,
}

impl Message<'_> {
    /// The message in one language.
    pub(crate) fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::French => self.french(),
        }
    }

    fn english(&self) -> String {
        let fixed = match self {
            Self::UnknownField(typed, fields) => {
                return format!("\"{typed}\" was searched as words: the fields are {fields}");
            }
            Self::UnknownValue(typed, takes) => {
                return format!("\"{typed}\" was searched as words: {}", takes.english());
            }
            Self::ShortPrefix(typed) => {
                return format!("\"{typed}\" is too short before a *: it was searched as a whole word");
            }
            Self::NeedsValue(field) => return format!("{field} takes a value after the colon"),
            Self::TakesWords(field) => return format!("{field} takes words"),
            Self::TakesLanguages(typed) => return format!("\"{typed}\" is not a language tag such as en or fr"),
            Self::NotInList(typed, words) => {
                let codes: Vec<&str> = words.iter().map(|word| word.code).collect();
                return format!("\"{typed}\" is not one of {}", codes.join(", "));
            }
            Self::Corrected(typed, meant) => {
                return format!(
                    "showing results for \"{meant}\": no record contains \"{typed}\"; turn correction off to search for it"
                );
            }
            Self::UnknownName([what, _], name, similar) => {
                let similar = if similar.is_empty() { String::new() } else { format!("; similar names: {similar}") };
                return format!("unknown {}: \"{name}\" was searched as words{similar}", what.to_lowercase());
            }
            Self::SameSubject(subject) => return format!("same subject: {subject}"),
            Self::Adjacent(words, times) => return format!("\"{words}\" next to each other ({times}×)"),
            Self::WordIn(word, fields) => return format!("\"{word}\" in {fields}"),
            Self::Recency(date) => return format!("recency ({date})"),
            Self::EvidenceLevel(level) => return format!("level of evidence ({level})"),
            Self::QueryCut => "the query was cut after 1,024 bytes",
            Self::TooManyTerms => "only the first 64 terms were searched",
            Self::TooDeep => "parentheses nested more than 16 deep were ignored",
            Self::QuoteClosed => "a closing quotation mark was missing: it was added at the end",
            Self::ParenthesisClosed => "a closing parenthesis was missing: it was added at the end",
            Self::ParenthesisNotOpened => "a closing parenthesis without an opening one was ignored",
            Self::EmptyParentheses => "empty parentheses were ignored",
            Self::OperatorAlone => "AND and OR need something on both sides: one was ignored",
            Self::OperatorAtEnd => "an operator with nothing after it was ignored",
            Self::CapitalOperators => "everything is in capitals: AND, OR and NOT were searched as words",
            Self::NoWords => "no word to search for: type at least one letter or digit",
            Self::TakesPopulation => {
                "population takes a number or a range such as 10k..50k, 10k.., ..50k or <50k, small, medium or large"
            }
            Self::TakesYears => "year takes a year or a range such as 2009..2014, 2009.. or ..2014",
            Self::RelaxedWords => "no record contains all the words: showing records with some of them",
            Self::RelaxedFilters => "no results with these filters: showing results without them",
            Self::NothingFound => "no results: try fewer or more common words, or browse a service area",
            Self::NothingFoundWithSelected => "no results with the selected facet values: remove one",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::SumOfWords => "sum over the words",
            Self::WordWeight => "weight of the word: rare words weigh more, alternatives weigh less",
            Self::WordFrequency => "how often it occurs, relative to the length of the text",
            Self::PhraseOrPrefix => "a phrase or the beginning of a word",
            Self::WholeTitle => "the title was typed in full or nearly",
            Self::ScoreOfWords => "score: the words",
            Self::ScoreOfWordsAndBoosts => "score: the words times the boosts",
            Self::Boosts => "times the boosts",
            Self::Base => "base",
            Self::NoDate => "no date",
            Self::NoLevel => "no level",
            Self::LikeYours => "likeness to your municipality",
        };
        fixed.to_owned()
    }

    fn french(&self) -> String {
        let fixed = match self {
            Self::UnknownField(typed, fields) => {
                return format!("«\u{a0}{typed}\u{a0}» a été cherché comme des mots\u{a0}: les champs sont {fields}");
            }
            Self::UnknownValue(typed, takes) => {
                return format!("«\u{a0}{typed}\u{a0}» a été cherché comme des mots\u{a0}: {}", takes.french());
            }
            Self::ShortPrefix(typed) => {
                return format!(
                    "«\u{a0}{typed}\u{a0}» est trop court devant *\u{a0}: il a été cherché comme un mot entier"
                );
            }
            Self::NeedsValue(field) => return format!("il faut une valeur après «\u{a0}{field}:\u{a0}»"),
            Self::TakesWords(field) => return format!("il faut des mots après «\u{a0}{field}:\u{a0}»"),
            Self::TakesLanguages(typed) => {
                return format!("«\u{a0}{typed}\u{a0}» n’est pas un code de langue comme en ou fr");
            }
            Self::NotInList(typed, words) => {
                let labels: Vec<String> = words.iter().map(|word| word.french.to_lowercase()).collect();
                return format!("«\u{a0}{typed}\u{a0}» ne fait pas partie de la liste {}", labels.join(", "));
            }
            Self::Corrected(typed, meant) => {
                return format!(
                    "résultats pour «\u{a0}{meant}\u{a0}»\u{a0}: aucune fiche ne contient «\u{a0}{typed}\u{a0}»; désactivez la correction pour le chercher"
                );
            }
            Self::UnknownName([_, what], name, similar) => {
                let similar =
                    if similar.is_empty() { String::new() } else { format!("; noms semblables\u{a0}: {similar}") };
                return format!(
                    "{what}\u{a0}: nom inconnu; «\u{a0}{name}\u{a0}» a été cherché comme des mots{similar}"
                );
            }
            Self::SameSubject(subject) => return format!("même sujet\u{a0}: {subject}"),
            Self::Adjacent(words, times) => return format!("«\u{a0}{words}\u{a0}» côte à côte ({times}×)"),
            Self::WordIn(word, fields) => return format!("«\u{a0}{word}\u{a0}» dans {fields}"),
            Self::Recency(date) => return format!("date récente ({date})"),
            Self::EvidenceLevel(level) => return format!("niveau de preuve ({level})"),
            Self::QueryCut => "la requête a été coupée après 1\u{a0}024 octets",
            Self::TooManyTerms => "seuls les 64 premiers termes ont été cherchés",
            Self::TooDeep => "les parenthèses imbriquées sur plus de 16 niveaux ont été ignorées",
            Self::QuoteClosed => "il manquait un guillemet fermant\u{a0}: il a été ajouté à la fin",
            Self::ParenthesisClosed => "il manquait une parenthèse fermante\u{a0}: elle a été ajoutée à la fin",
            Self::ParenthesisNotOpened => "une parenthèse fermante sans parenthèse ouvrante a été ignorée",
            Self::EmptyParentheses => "des parenthèses vides ont été ignorées",
            Self::OperatorAlone => "ET et OU vont entre deux termes\u{a0}: un opérateur a été ignoré",
            Self::OperatorAtEnd => "un opérateur sans rien après lui a été ignoré",
            Self::CapitalOperators => "tout est en majuscules\u{a0}: ET, OU et SAUF ont été cherchés comme des mots",
            Self::NoWords => "aucun mot à chercher\u{a0}: tapez au moins une lettre ou un chiffre",
            Self::TakesPopulation => {
                "il faut un nombre d’habitants ou un intervalle comme 10k..50k, 10k.., ..50k ou <50k, ou petite, moyenne ou grande"
            }
            Self::TakesYears => "il faut une année ou un intervalle comme 2009..2014, 2009.. ou ..2014",
            Self::RelaxedWords => {
                "aucune fiche ne contient tous les mots\u{a0}: voici celles qui en contiennent une partie"
            }
            Self::RelaxedFilters => "aucun résultat avec ces filtres\u{a0}: voici les résultats sans filtre",
            Self::NothingFound => {
                "aucun résultat\u{a0}: essayez moins de mots ou des mots plus courants, ou parcourez un secteur de service"
            }
            Self::NothingFoundWithSelected => "aucun résultat avec les facettes choisies\u{a0}: retirez-en une",
            Self::Title => "titre",
            Self::Summary => "résumé",
            Self::SumOfWords => "somme pour tous les mots",
            Self::WordWeight => "poids du mot\u{a0}: un mot rare pèse plus, une variante pèse moins",
            Self::WordFrequency => "fréquence dans le texte, selon sa longueur",
            Self::PhraseOrPrefix => "une expression ou un début de mot",
            Self::WholeTitle => "le titre a été tapé en entier ou presque",
            Self::ScoreOfWords => "note\u{a0}: les mots",
            Self::ScoreOfWordsAndBoosts => "note\u{a0}: les mots, multipliés par les autres critères",
            Self::Boosts => "multiplié par les autres critères",
            Self::Base => "base",
            Self::NoDate => "sans date",
            Self::NoLevel => "sans niveau",
            Self::LikeYours => "ressemblance avec votre municipalité",
        };
        fixed.to_owned()
    }
}
