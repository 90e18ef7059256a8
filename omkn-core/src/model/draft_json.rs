//! Drafts from their JSON form, with everything that is wrong with it at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use serde_path_to_error::Segment;

use super::draft::RecordDraft;
use crate::base::{Problem, ProblemCode, ValidationReport, inside_mut, is_within, read, written};

/// No more parts than this are left out of one draft: one with more is something else altogether.
const MOST_MISFITS: usize = 100;

/// What of a draft could be read from its JSON form.
#[derive(Debug)]
pub(crate) struct DraftForm {
    /// The draft without the parts that cannot be read; `None` where nothing is left.
    pub(crate) draft: Option<RecordDraft>,
    /// What is wrong with the others.
    pub(crate) problems: Vec<Problem>,
    left_out: LeftOut,
}

impl DraftForm {
    /// Reads all that can be read: a wrong date, a word that its list does not have or an unknown field is left out.
    pub(crate) fn read(mut json: Value) -> Self {
        if !json.is_object() {
            let reason = "expected an object with the fields of a record".to_owned();
            let problem = Problem { path: String::new(), code: ProblemCode::InvalidFormat, reason };
            return Self { draft: None, problems: vec![problem], left_out: LeftOut::default() };
        }
        let (mut problems, mut left_out): (Vec<Problem>, _) = (Vec::new(), LeftOut::default());
        loop {
            let misfit = match read::<RecordDraft>(&json) {
                Ok(draft) => return Self { draft: Some(draft), problems, left_out },
                Err(misfit) => misfit,
            };
            let place = misfit.place.clone();
            let missing = misfit.message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
            let mut named = place.clone();
            named.extend(missing.map(|field| Segment::Map { key: field.to_owned() }));
            let problem = misfit.problem(left_out.original(&named));
            // A part that was left out a moment ago may be one that is needed.
            let is_known = problems.iter().any(|known| known.path == problem.path);
            problems.extend((!is_known).then_some(problem));
            if problems.len() > MOST_MISFITS {
                let reason = format!("more than {MOST_MISFITS} parts cannot be read: is this a record?");
                problems.push(Problem { path: String::new(), code: ProblemCode::TooLong, reason });
                return Self { draft: None, problems, left_out };
            }
            let needed = |name: &str| match name {
                "kind" => Some(json!("practice")),
                "title" => Some(json!({})),
                _ => None,
            };
            let stand_in = match named.as_slice() {
                [Segment::Map { key }] => needed(key).map(|value| (key.clone(), value)),
                _ => None,
            };
            let is_left_out = match (stand_in, json.as_object_mut()) {
                (Some((key, value)), Some(fields)) => {
                    fields.insert(key, value);
                    true
                }
                _ => left_out.leave_out(&mut json, &place),
            };
            if !is_left_out {
                return Self { draft: None, problems, left_out };
            }
        }
    }

    /// All problems: those of the form, and those of the rest that do not follow from them.
    pub(crate) fn with(mut self, rest: ValidationReport) -> Vec<Problem> {
        let form: Vec<String> = self.problems.iter().map(|problem| problem.path.clone()).collect();
        for mut problem in rest.problems {
            problem.path = self.left_out.original(&segments(&problem.path));
            if !form.iter().any(|path| is_within(path, &problem.path) || is_within(&problem.path, path)) {
                self.problems.push(problem);
            }
        }
        self.problems
    }
}

/// What was left out of lists, so that the rest keeps the numbers that the caller counts.
#[derive(Debug, Default)]
struct LeftOut(BTreeMap<String, BTreeSet<usize>>);

impl LeftOut {
    /// Take a part away; false where it is the whole.
    fn leave_out(&mut self, json: &mut Value, place: &[Segment]) -> bool {
        let Some((last, whole)) = place.split_last() else { return false };
        let list = self.original(whole);
        let found = whole.iter().try_fold(json, inside_mut);
        match (found, last) {
            (Some(Value::Object(fields)), Segment::Map { key }) => fields.remove(key).is_some(),
            (Some(Value::Array(items)), Segment::Seq { index }) if *index < items.len() => {
                items.remove(*index);
                let number = self.number(&list, *index);
                self.0.entry(list).or_default().insert(number);
                true
            }
            _ => false,
        }
    }

    /// The number that an item of this list had at first.
    fn number(&self, list: &str, mut index: usize) -> usize {
        for left_out in self.0.get(list).into_iter().flatten() {
            index += usize::from(*left_out <= index);
        }
        index
    }

    /// A path with the numbers of the caller.
    fn original(&self, place: &[Segment]) -> String {
        let mut found: Vec<Segment> = Vec::with_capacity(place.len());
        for segment in place {
            found.push(match segment {
                Segment::Seq { index } => Segment::Seq { index: self.number(&written(&found), *index) },
                other => other.clone(),
            });
        }
        written(&found)
    }
}

/// The parts of a path such as `measures[0].unit`.
fn segments(path: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let mut pieces = part.split('[');
        found.extend(pieces.next().filter(|key| !key.is_empty()).map(|key| Segment::Map { key: key.to_owned() }));
        for piece in pieces {
            found.push(match piece.trim_end_matches(']').parse() {
                Ok(index) => Segment::Seq { index },
                Err(_) => Segment::Map { key: format!("[{piece}") },
            });
        }
    }
    found
}
