//! Values from their JSON form, with what is wrong in words that people understand.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{Error, Result};
use super::problem::{Problem, ProblemCode};

/// What of a JSON form is not as it should be, and where.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) path: serde_path_to_error::Path,
    pub(crate) message: String,
}

/// A value from its JSON form, or the first thing that is wrong with it.
pub(crate) fn read<T: DeserializeOwned>(json: &Value) -> Result<T, Misfit> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| Misfit { path: error.path().clone(), message: error.inner().to_string() })
}

impl Misfit {
    /// The same as a finding, at a path of the caller's.
    pub(crate) fn problem(&self, path: String) -> Problem {
        let is_missing = self.message.starts_with("missing field");
        let code = if is_missing { ProblemCode::Required } else { ProblemCode::InvalidFormat };
        Problem { path, code, reason: plain(&self.message) }
    }

    /// Where it is, as paths are written; empty for the whole.
    pub(crate) fn place(&self) -> String {
        if self.path.iter().next().is_none() { String::new() } else { self.path.to_string() }
    }
}

/// A value from its JSON form.
///
/// # Errors
///
/// `Validation` with the path of the first part that is not as it should be.
///
/// # Examples
///
/// ```
/// use omkn_core::{FitTarget, from_json};
///
/// let target: FitTarget = from_json(&serde_json::json!({ "organization": "Mulmur" }))?;
/// assert_eq!(target.weight, 1.0);
/// let wrong = from_json::<FitTarget>(&serde_json::json!({ "organization": "Mulmur", "least": "half" }));
/// assert!(wrong.unwrap_err().to_string().contains("least: expected a number"));
/// # Ok::<(), omkn_core::Error>(())
/// ```
pub fn from_json<T: DeserializeOwned>(json: &Value) -> Result<T> {
    read(json).map_err(|misfit| Error::Validation { problems: vec![misfit.problem(misfit.place())] })
}

/// What the reader of JSON says, in plain words. Messages of our own pass as they are.
pub(crate) fn plain(message: &str) -> String {
    let whole = message;
    let message = message.split(" at line ").next().unwrap_or(message);
    if let Some((word, allowed)) = quoted(message, "unknown variant `") {
        return format!("\"{word}\" is not one of {allowed}");
    }
    if let Some((name, known)) = quoted(message, "unknown field `") {
        return format!("there is no field \"{name}\" here; there are {known}");
    }
    if let Some((name, _)) = quoted(message, "missing field `") {
        return format!("\"{name}\" is missing");
    }
    if let Some((name, _)) = quoted(message, "duplicate field `") {
        return format!("\"{name}\" is given more than once");
    }
    for front in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some((found, wanted)) = message.strip_prefix(front).and_then(|rest| rest.rsplit_once(", expected ")) {
            return format!("expected {}, not {}", kind_wanted(wanted), kind_found(found));
        }
    }
    whole.to_owned()
}

/// The name behind `front`, and the names listed after it.
fn quoted<'m>(message: &'m str, front: &str) -> Option<(&'m str, String)> {
    let (name, rest) = message.strip_prefix(front)?.split_once('`')?;
    let list: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    Some((name, if list.is_empty() { "none".to_owned() } else { list.join(", ") }))
}

/// What was expected: types have names that only programmers know.
fn kind_wanted(wanted: &str) -> &str {
    match wanted {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a sequence" => "a list",
        "a map" => "an object with names and values",
        "a string" | "a borrowed string" | "string or map" => "a text",
        "a boolean" => "true or false",
        "unit" => "nothing",
        _ if wanted.contains("Decimal") => "a number",
        _ if wanted.starts_with("struct ") => "an object with named fields",
        _ if wanted.starts_with("enum ") || wanted.starts_with("variant ") => "a word",
        _ => wanted,
    }
}

/// What was found instead, with its value where it is short.
fn kind_found(found: &str) -> String {
    let value = |text: &str| text.trim_matches('`').to_owned();
    match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("integer" | "floating", text)) => value(text.trim_start_matches("point ")),
        Some(("boolean", text)) => value(text),
        _ => match found {
            "map" => "an object".to_owned(),
            "sequence" => "a list".to_owned(),
            "null" | "unit value" => "nothing".to_owned(),
            other => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn messages_name_no_types_of_the_programming_language() {
        for (message, shown) in [
            ("unknown variant `x`, expected one of `a`, `b`", "\"x\" is not one of a, b"),
            ("unknown field `x`, expected `a` or `b`", "there is no field \"x\" here; there are a, b"),
            ("missing field `unit`", "\"unit\" is missing"),
            (
                "invalid type: string \"5\", expected u32 at line 1 column 9",
                "expected a whole number, 0 or more, not the text \"5\"",
            ),
            ("invalid value: integer `-5`, expected u32", "expected a whole number, 0 or more, not -5"),
            ("invalid type: floating point `5.5`, expected a sequence", "expected a list, not 5.5"),
            ("invalid type: map, expected struct MeasuredValue", "expected an object with named fields, not an object"),
            ("a date is a year", "a date is a year"),
        ] {
            assert_eq!(plain(message), shown);
        }
    }
}
