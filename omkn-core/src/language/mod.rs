//! The two languages: folding, words, stems, function words, spelling, completion, highlighting. One tokenizer and one list of
//! function words for texts and queries.

mod completion;
mod detect;
mod distance;
mod fold;
mod function_words;
mod highlight;
#[expect(clippy::module_inception, reason = "the type the room is named after")]
mod language;
mod message;
mod spelling;
mod stem_english;
mod stem_french;
mod stem_memory;
mod title_order;
mod tokenizer;
mod tokens;
mod word_list;
mod word_pairs;
mod written;

pub(crate) use completion::{NameList, TypedText, typed_in};
pub(crate) use distance::distance;
pub(crate) use fold::fold;
pub(crate) use function_words::is_function_word;
pub(crate) use highlight::Wanted;
pub(crate) use language::{ByLanguage, Language};
pub(crate) use message::{Message, message_language};
pub(crate) use spelling::misspelling;
pub(crate) use stem_memory::StemMemory;
pub(crate) use title_order::title_order;
pub(crate) use tokenizer::Words;
pub(crate) use tokens::{first_word, for_each_token, for_each_word};
pub(crate) use word_list::WordList;
pub(crate) use word_pairs::in_other_language;
pub(crate) use written::{WrittenWords, compound, is_hyphen, is_part};
