//! Documentation with the names of the language: it is written once, in Rust's.

use std::collections::HashSet;

/// Whose names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Kotlin,
    Swift,
}

/// The source with the names in backquotes in its comments as the code of the source has them.
pub(crate) fn rename_docs(source: &str, names: Names) -> String {
    let known: HashSet<&str> = source.lines().filter(|line| !is_comment(line)).flat_map(words).collect();
    let line = |line: &str| {
        let renamed = if is_comment(line) { rename_line(line, names, &known) } else { line.to_owned() };
        renamed + "\n"
    };
    source.lines().map(line).collect()
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    // UniFFI goes on with code behind the end of a comment.
    line.starts_with('*') && !line.starts_with("*/") || line.starts_with("/**") || line.starts_with("///")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Every second piece between backquotes is a name or other code.
fn rename_line(line: &str, names: Names, known: &HashSet<&str>) -> String {
    let pieces = line.split('`').enumerate();
    let renamed = pieces.map(|(at, piece)| if at % 2 == 1 { rename(piece, names, known) } else { piece.to_owned() });
    renamed.collect::<Vec<_>>().join("`")
}

fn rename(name: &str, names: Names, known: &HashSet<&str>) -> String {
    let nothing = if names == Names::Kotlin { "null" } else { "nil" };
    match name.split_once("::") {
        Some((owner, member)) => format!("{owner}.{}", own_name(member, names, known)),
        None if name == "None" => nothing.to_owned(),
        None if known.contains(name) => name.to_owned(),
        None => own_name(name, names, known),
    }
}

/// As the language writes a field, a function or a word of a closed list; other code stays.
fn own_name(name: &str, names: Names, known: &HashSet<&str>) -> String {
    let word = if names == Names::Kotlin { upper_snake(name) } else { lower_first(name) };
    let mut candidates = [camel(name), word].into_iter().filter(|candidate| candidate != name);
    candidates.find(|candidate| known.contains(candidate.as_str())).unwrap_or_else(|| name.to_owned())
}

/// `view_limit_ms` is `viewLimitMs`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| camel + &upper_first(word))
}

/// `PerUnit` is `PER_UNIT`.
fn upper_snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_uppercase());
    }
    snake
}

fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn lower_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_comments_are_those_of_the_language_and_other_code_stays() {
        let comment = " * With `MoneyBasis::PerUnit`, `None`, `skip_bad_rows` or `TooSmall`; `open_quote` is a code.\n";
        let kotlin = format!("{comment}val skipBadRows\nPER_UNIT, TOO_SMALL\n");
        let expected = " * With `MoneyBasis.PER_UNIT`, `null`, `skipBadRows` or `TOO_SMALL`; `open_quote` is a code.\n";
        assert_eq!(rename_docs(&kotlin, Names::Kotlin).lines().next(), Some(expected.trim_end()));
        let swift = format!("{comment}var skipBadRows\ncase perUnit\ncase tooSmall\n");
        let expected = " * With `MoneyBasis.perUnit`, `nil`, `skipBadRows` or `tooSmall`; `open_quote` is a code.\n";
        assert_eq!(rename_docs(&swift, Names::Swift).lines().next(), Some(expected.trim_end()));
    }
}
