//! The vectors of `tests/conformance` through the library's own interface. The other languages run the same files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use omkn_core::{
    Concept, ConceptId, CsvField, CsvOptions, Error, ImportOptions, Job, KnowledgeBase, LanguageTag, Problem,
    ProblemCode, Query, RecordFilter, RecordId, Result, SchemeId, Seq, ServiceCost, Taxonomy, TaxonomyEdit, Version,
    parse_query,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

/// Every vector with the name of its file.
fn vectors() -> Vec<(String, Value)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    let read = |path: PathBuf| -> Vec<(String, Value)> {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let list: Vec<Value> =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        list.into_iter().map(|vector| (name.clone(), vector)).collect()
    };
    files.into_iter().flat_map(read).collect()
}

#[test]
fn every_vector_holds() {
    let all = vectors();
    assert!(all.len() > 100, "only {} vectors", all.len());
    let failure = |(file, vector): &(String, Value)| {
        let failure = run(vector)?;
        Some(format!("{file}: {}\n    {failure}", vector["name"].as_str().unwrap_or_default()))
    };
    let failures: Vec<String> = all.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {} vectors fail\n{}", failures.len(), all.len(), failures.join("\n"));
}

#[test]
fn every_vector_has_four_parts_and_a_name_of_its_own() {
    let mut names = HashSet::new();
    for (file, vector) in vectors() {
        let parts: Vec<&String> = vector.as_object().unwrap().keys().collect();
        assert_eq!(parts, ["given", "name", "then", "when"], "{file}: {}", vector["name"]);
        assert!(names.insert(vector["name"].to_string()), "{file}: {} is listed more than once", vector["name"]);
    }
}

/// What is wrong, if anything.
fn run(vector: &Value) -> Option<String> {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut results = Vec::new();
    for (at, given) in vector["given"].as_array().unwrap().iter().enumerate() {
        match one(&kb, &filled(given, &results)) {
            Ok(result) => results.push(result),
            Err(error) => return Some(format!("given[{at}] fails: {error}")),
        }
    }
    let then = filled(&vector["then"], &results);
    let got = one(&kb, &filled(&vector["when"], &results)).unwrap_or_else(|error| json!({ "error": error }));
    if got.get("error").is_some() && then.get("error").is_none() {
        return Some(format!("fails: {got}"));
    }
    difference("then", &then, &got)
}

/// One call: its result or its error, with the places in its texts told as the texts they mark.
fn one(kb: &KnowledgeBase, step: &Value) -> Result<Value, Value> {
    let (name, arguments) = step.as_object().unwrap().iter().next().unwrap();
    let text = arguments["text"].as_str().unwrap_or_default();
    match call(kb, name, &Arguments(arguments.clone())) {
        Ok(result) => Ok(marked(result, text)),
        Err(error) => Err(marked(fields(&error), text)),
    }
}

struct Arguments(Value);

impl Arguments {
    /// An argument by name. In this language a value of the wrong form cannot be given at all: the others say so.
    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        serde_path_to_error::deserialize(&self.0[name])
            .map_err(|error| invalid(&error.path().to_string(), error.inner().to_string()))
    }

    /// A list: what is wrong with one of it is told behind the name of the list.
    fn list<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>> {
        serde_path_to_error::deserialize(&self.0[name])
            .map_err(|error| invalid(&format!("{name}{}", error.path()), error.inner().to_string()))
    }

    /// The same; left out, what the library takes by default.
    fn or_default<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T> {
        if self.0[name].is_null() { Ok(T::default()) } else { self.get(name) }
    }

    fn id(&self) -> Result<RecordId> {
        self.0["id"].as_str().unwrap().parse()
    }

    fn str(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("{name} is missing"))
    }

    /// What is in a file: given as text, or as the name of a file beside the vectors.
    fn content(&self) -> String {
        match self.0["file"].as_str() {
            Some(name) => fs::read_to_string(folder().join(name)).unwrap(),
            None => self.str("text").to_owned(),
        }
    }
}

fn invalid(path: &str, reason: String) -> Error {
    Error::Validation { problems: vec![Problem { path: path.to_owned(), code: ProblemCode::InvalidFormat, reason }] }
}

fn json(value: impl Serialize) -> Result<Value> {
    Ok(serde_json::to_value(value).unwrap())
}

fn call(kb: &KnowledgeBase, name: &str, a: &Arguments) -> Result<Value> {
    match name {
        "validate" => json(kb.validate(&a.get("draft")?)?),
        "capture" => match a.0["reason"].as_str() {
            None => json(kb.capture(a.get("draft")?)?),
            reason => json(kb.capture_as(a.get("draft")?, omkn_core::Status::Published, reason)?),
        },
        "capture_as" => json(kb.capture_as(a.get("draft")?, a.get("status")?, a.0["reason"].as_str())?),
        "capture_all" => json(kb.capture_all(a.list("drafts")?, &mut Job::new())?),
        "revise" => json(kb.revise(a.id()?, a.get("expected")?, a.get("draft")?, a.0["reason"].as_str())?),
        "move_status" => json(kb.move_status(a.id()?, a.get("expected")?, a.get("status")?, a.0["reason"].as_str())?),
        "withdraw" => json(kb.withdraw(a.id()?, a.str("reason"))?),
        "restore" => json(kb.restore(a.id()?, a.get("version")?, a.0["reason"].as_str())?),
        "erase" => json(kb.erase(a.id()?)?),
        "edit_taxonomy" => json(kb.edit_taxonomy(|edit| edited(edit, a)).map(drop)?),
        "put_organizations" => json(kb.put_organizations(a.list("organizations")?)?),
        "set_popular_queries" => {
            kb.set_popular_queries(a.get::<Vec<String>>("queries")?);
            json(())
        }
        "save_search" => json(kb.save_search(a.str("name"), &a.get("request")?)?),
        "remove_saved_search" => json(kb.remove_saved_search(a.str("name"))?),
        "import_jsonl" => json(kb.import_jsonl(a.content().as_bytes(), &a.or_default("options")?, &mut Job::new())?),
        "import_csv" => {
            let options: ImportOptions = a.or_default("options")?;
            json(kb.import_csv(a.content().as_bytes(), &csv(a)?, &options, &mut Job::new())?)
        }
        "close" => json(kb.close()?),
        _ => asked(kb, name, a),
    }
}

fn asked(kb: &KnowledgeBase, name: &str, a: &Arguments) -> Result<Value> {
    match name {
        "get" => json(kb.get(a.id()?)?),
        // What is no id cannot be given here; elsewhere it is the id of nothing.
        "find" => json(a.id().map_or(Ok(None), |id| kb.find(id))?),
        "find_by_slug" => json(kb.find_by_slug(a.str("slug"))?),
        "find_by_external_id" => json(kb.find_by_external_id(a.str("source"), a.str("source_id"))?),
        "get_version" => json(kb.get_version(a.id()?, a.get("version")?)?),
        "records" => json(kb.records(&a.get("filter")?)?),
        "count" => json(kb.count()?),
        "history" => json(kb.history(a.id()?)?),
        "diff" => json(kb.diff(a.id()?, a.get::<Version>("before")?, a.get("after")?)?),
        "changes_since" => json(kb.changes_since(a.get::<Seq>("seq")?, a.get("limit")?)?),
        "search" => json(kb.search(&a.get("request")?)?),
        "explain" => json(kb.explain(&a.get("request")?, a.id()?)?),
        "suggest" => json(kb.suggest(&a.get("request")?)?),
        "similar" => json(kb.similar(a.id()?, a.get("limit")?)?),
        "likely_duplicates" => json(kb.likely_duplicates(&a.get("draft")?, a.get("limit")?)?),
        "saved_searches" => json(kb.saved_searches()?),
        "alerts_since" => json(kb.alerts_since(a.get("seq")?, a.get("limit")?)?),
        "organization" => json(kb.organization(a.str("name_or_id"))?),
        "find_organization" => json(kb.find_organization(&a.get("id")?)?),
        "peers" => json(kb.peers(a.str("name_or_id"), a.get("limit")?)?),
        "coverage" => json(kb.coverage(&a.get("request")?)?),
        "gaps" => json(kb.gaps(&a.get("request")?)?),
        "evidence" => json(kb.evidence(&a.get("request")?, &a.list::<ServiceCost>("costs")?)?),
        "classify" => json(kb.classify(a.str("text"), a.get("limit")?)?),
        "parse_query" => parsed(a),
        "export_jsonl" => exported(kb, a),
        _ => in_taxonomy(&*kb.taxonomy()?, name, a),
    }
}

fn in_taxonomy(taxonomy: &Taxonomy, name: &str, a: &Arguments) -> Result<Value> {
    let id = || a.get::<ConceptId>("id");
    match name {
        "taxonomy.schemes" => json(taxonomy.schemes()),
        "taxonomy.get" => json(taxonomy.get(&id()?)),
        "taxonomy.top_concepts" => json(taxonomy.top_concepts(&a.get::<SchemeId>("scheme")?).collect::<Vec<_>>()),
        "taxonomy.narrower" => json(taxonomy.narrower(&id()?).collect::<Vec<_>>()),
        "taxonomy.broader" => json(taxonomy.broader(&id()?).collect::<Vec<_>>()),
        "taxonomy.related" => json(taxonomy.related(&id()?).collect::<Vec<_>>()),
        "taxonomy.ancestors" => json(taxonomy.ancestors(&id()?)),
        "taxonomy.descendants" => json(taxonomy.descendants(&id()?)),
        "taxonomy.path" => json(taxonomy.path(&id()?)),
        "taxonomy.resolve" => json(taxonomy.resolve(&id()?)),
        "taxonomy.expand" => json(taxonomy.expand(&id()?)),
        "taxonomy.lookup" => json(taxonomy.lookup(a.str("text"))),
        "taxonomy.classify" => json(taxonomy.classify(a.str("text"), a.get("limit")?)),
        _ => panic!("no call is named {name}"),
    }
}

fn edited(edit: &mut TaxonomyEdit, a: &Arguments) -> Result<()> {
    for change in a.get::<Vec<Map<String, Value>>>("edits")? {
        let (name, arguments) = change.into_iter().next().unwrap();
        let a = Arguments(arguments);
        let id = || a.get::<ConceptId>("id");
        let tag = || a.get::<LanguageTag>("language");
        match name.as_str() {
            "add_scheme" => edit.add_scheme(a.get("scheme")?),
            "add_concept" => edit.add_concept(a.get::<Concept>("concept")?),
            "set_pref_label" => edit.set_pref_label(&id()?, tag()?, a.str("label")),
            "set_alt_labels" => edit.set_alt_labels(&id()?, tag()?, a.get("labels")?),
            "set_hidden_labels" => edit.set_hidden_labels(&id()?, tag()?, a.get("labels")?),
            "set_definition" => edit.set_definition(&id()?, tag()?, a.str("text")),
            "set_scope_note" => edit.set_scope_note(&id()?, tag()?, a.str("text")),
            "set_notation" => edit.set_notation(&id()?, a.get("notation")?),
            "set_mappings" => edit.set_mappings(&id()?, a.get("mappings")?),
            "add_broader" => edit.add_broader(&id()?, &a.get("broader")?),
            "remove_broader" => edit.remove_broader(&id()?, &a.get("broader")?),
            "add_related" => edit.add_related(&id()?, &a.get("related")?),
            "remove_related" => edit.remove_related(&id()?, &a.get("related")?),
            "deprecate" => edit.deprecate(&id()?, &a.get::<Vec<ConceptId>>("replaced_by")?),
            "merge" => edit.merge(&id()?, &a.get("into")?),
            "remove" => edit.remove(&id()?),
            _ => panic!("no edit is named {name}"),
        };
    }
    Ok(())
}

/// How a CSV file is read, the columns by the words that headers have.
fn csv(a: &Arguments) -> Result<CsvOptions> {
    let mut given = a.0["csv"].clone();
    let columns = given.as_object_mut().and_then(|given| given.remove("columns")).unwrap_or_default();
    let mut csv: CsvOptions = Arguments(json!({ "csv": given })).or_default("csv")?;
    for (header, word) in columns.as_object().into_iter().flatten() {
        let word = word.as_str().unwrap();
        let field = if word == "ignored" { Some(CsvField::Ignored) } else { CsvField::of_header(word) };
        let unknown = || invalid("columns", format!("{word} is nothing that a column holds"));
        csv.columns.insert(header.clone(), field.ok_or_else(unknown)?);
    }
    Ok(csv)
}

fn parsed(a: &Arguments) -> Result<Value> {
    if a.or_default("strict")? {
        return Ok(json!({ "query": Query::parse_strict(a.str("text"))?.to_string(), "notices": [] }));
    }
    let parsed = parse_query(a.str("text"));
    Ok(json!({ "query": parsed.query.to_string(), "notices": parsed.notices }))
}

fn exported(kb: &KnowledgeBase, a: &Arguments) -> Result<Value> {
    let mut out = Vec::new();
    let count = kb.export_jsonl(&mut out, &a.or_default::<RecordFilter>("filter")?, &mut Job::new())?;
    let lines = String::from_utf8(out).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Ok(json!({ "count": count, "lines": lines }))
}

fn fields(error: &Error) -> Value {
    let mut fields = match error {
        Error::Validation { problems } => json!({ "problems": problems }),
        Error::Query { span, expected } => json!({ "span": span, "expected": expected }),
        Error::NotFound { what, key, candidates } | Error::Ambiguous { what, key, candidates } => {
            json!({ "what": what, "key": key, "candidates": candidates })
        }
        Error::Conflict { what, expected, actual } => json!({ "what": what, "expected": expected, "actual": actual }),
        Error::Taxonomy { condition, .. } => json!({ "condition": condition }),
        _ => json!({}),
    };
    fields["kind"] = format!("{:?}", error.kind()).into();
    fields
}

/// Places are bytes here and UTF-16 code units elsewhere: what they mark is the same everywhere.
fn marked(value: Value, text: &str) -> Value {
    let piece = |text: &str, range: &Value| -> Value {
        let place = |end: &str| usize::try_from(range[end].as_u64().unwrap()).unwrap();
        text[place("start")..place("end")].into()
    };
    match value {
        Value::Array(items) => items.into_iter().map(|item| marked(item, text)).collect(),
        Value::Object(mut object) => {
            if let (Some(own), Some(ranges)) = (object.get("text"), object.get("highlights")) {
                let own = own.as_str().unwrap();
                let pieces = ranges.as_array().unwrap().iter().map(|range| piece(own, range)).collect();
                object.insert("highlights".to_owned(), pieces);
            } else if let Some(span) = object.get("span") {
                let piece = piece(text, span);
                object.insert("span".to_owned(), piece);
            } else if object.contains_key("start") {
                let piece = piece(text, &Value::Object(object.clone()));
                object.insert("marked".to_owned(), piece);
            }
            object.into_iter().map(|(name, value)| (name, marked(value, text))).collect()
        }
        plain => plain,
    }
}

/// Texts such as `$2.hits[0].id` replaced by what an earlier call gave.
fn filled(value: &Value, results: &[Value]) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| filled(item, results)).collect(),
        Value::Object(object) => object.iter().map(|(name, value)| (name.clone(), filled(value, results))).collect(),
        Value::String(text) => match text.strip_prefix('$') {
            Some(path) => {
                let path = path.replace('[', ".").replace(']', "");
                let mut steps = path.split('.');
                let number: usize = steps.next().unwrap().parse().unwrap();
                let pointer: String = steps.flat_map(|step| ["/", step]).collect();
                let found = results[number - 1].pointer(&pointer);
                found.unwrap_or_else(|| panic!("{text} is nowhere")).clone()
            }
            None => value.clone(),
        },
        plain => plain.clone(),
    }
}

/// Where what was got is not what was expected: objects may have more, lists and plain values may not.
fn difference(path: &str, expected: &Value, got: &Value) -> Option<String> {
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let is_same = match (expected, got) {
        (Value::Object(wanted), Value::Object(_)) => {
            return wanted.iter().find_map(|(name, value)| difference(&format!("{path}.{name}"), value, &got[name]));
        }
        (Value::Array(wanted), Value::Array(given)) if wanted.len() == given.len() => {
            let pairs = wanted.iter().zip(given).enumerate();
            return pairs.into_iter().find_map(|(at, (one, other))| difference(&format!("{path}[{at}]"), one, other));
        }
        (Value::Number(one), Value::Number(other)) => {
            one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| (one - other).abs() <= 1e-4)
        }
        (Value::Array(wanted), _) if wanted.is_empty() => is_empty(got),
        _ => expected == got,
    };
    (!is_same).then(|| format!("{path}: expected {expected}, got {got}"))
}
