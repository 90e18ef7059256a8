//! Values from their JSON form, with what is wrong in words that people understand.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use super::error::{Error, Result};
use super::problem::{Problem, ProblemCode};

/// No more keys of one object than this are tried to find the one that cannot be read.
const MOST_KEYS: usize = 200;

/// What of a JSON form is not as it should be, and where.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) place: Vec<Segment>,
    pub(crate) message: String,
}

/// A value from its JSON form, or the first thing that is wrong with it.
pub(crate) fn read<T: DeserializeOwned>(json: &Value) -> Result<T, Misfit> {
    let mut misfit = match attempt::<T>(json) {
        Ok(value) => return Ok(value),
        Err(misfit) => misfit,
    };
    // Keys that are words of a list have no place of their own until they are found.
    while let Some(at) = misfit.place.iter().position(|segment| matches!(segment, Segment::Unknown)) {
        let (whole, rest) =
            (misfit.place.get(..at).unwrap_or_default(), misfit.place.get(at + 1..).unwrap_or_default());
        let Some(key) = culprit::<T>(json, whole, &misfit) else {
            misfit.place.truncate(at);
            break;
        };
        misfit.place = [whole, &[Segment::Map { key }], rest].concat();
    }
    let unknown = misfit.message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    if let Some(name) = unknown
        && !matches!(misfit.place.last(), Some(Segment::Map { key }) if key == name)
    {
        misfit.place.push(Segment::Map { key: name.to_owned() });
    }
    Err(misfit)
}

fn attempt<T: DeserializeOwned>(json: &Value) -> Result<T, Misfit> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| Misfit { place: error.path().iter().cloned().collect(), message: error.inner().to_string() })
}

/// The key of an object without which something else is wrong, or nothing.
fn culprit<T: DeserializeOwned>(json: &Value, whole: &[Segment], misfit: &Misfit) -> Option<String> {
    let mut json = json.clone();
    let object = whole.iter().try_fold(&json, |json, segment| inside(json, segment))?.as_object()?;
    let keys: Vec<String> = object.keys().take(MOST_KEYS).cloned().collect();
    keys.into_iter().find(|key| {
        let object = whole.iter().try_fold(&mut json, |json, segment| inside_mut(json, segment));
        let Some(fields) = object.and_then(Value::as_object_mut) else { return false };
        let Some(value) = fields.remove(key) else { return false };
        let is_culprit = attempt::<T>(&json)
            .err()
            .is_none_or(|other| other.message != misfit.message || written(&other.place) != written(&misfit.place));
        let object = whole.iter().try_fold(&mut json, |json, segment| inside_mut(json, segment));
        if let Some(fields) = object.and_then(Value::as_object_mut) {
            fields.insert(key.clone(), value);
        }
        is_culprit
    })
}

/// A part of a JSON value.
fn inside<'j>(json: &'j Value, segment: &Segment) -> Option<&'j Value> {
    match segment {
        Segment::Map { key } => json.get(key),
        Segment::Seq { index } => json.get(index),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// The same, to be changed.
pub(crate) fn inside_mut<'j>(json: &'j mut Value, segment: &Segment) -> Option<&'j mut Value> {
    match segment {
        Segment::Map { key } => json.get_mut(key),
        Segment::Seq { index } => json.get_mut(index),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// A place as paths are written, such as `measures[0].unit`; empty for the whole.
pub(crate) fn written(place: &[Segment]) -> String {
    let mut path = String::new();
    for segment in place {
        let dot = if path.is_empty() || matches!(segment, Segment::Seq { .. }) { "" } else { "." };
        path.push_str(dot);
        path.push_str(&segment.to_string());
    }
    path
}

impl Misfit {
    /// The same as a finding, at a path of the caller's.
    pub(crate) fn problem(&self, path: String) -> Problem {
        let is_missing = self.message.starts_with("missing field");
        let code = if is_missing { ProblemCode::Required } else { ProblemCode::InvalidFormat };
        Problem { path, code, reason: plain(&self.message) }
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
    read(json).map_err(|misfit| Error::Validation { problems: vec![misfit.problem(written(&misfit.place))] })
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
