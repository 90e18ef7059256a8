//! The invariants of ARCHITECTURE.md that the code itself shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A source file of the core: its path below `src`, and its code without comments.
struct Source {
    path: PathBuf,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.iter().next().and_then(|part| part.to_str()).unwrap_or_default()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file of a room; `lib.rs` only declares the rooms.
fn sources() -> Vec<Source> {
    let src = root().join("omkn-core/src");
    let mut folders = vec![src.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && path != src.join("lib.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.lines().filter_map(|line| line.split("//").next()).collect::<Vec<_>>().join("\n");
                sources.push(Source { path: path.strip_prefix(&src).unwrap().to_owned(), code });
            }
        }
    }
    assert!(sources.len() > 100, "the sources of the core were not found");
    sources
}

/// The line of each room in the list of ARCHITECTURE.md; the lowest has the highest number.
fn levels() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let list = text.split("```rooms\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a list of rooms");
    let lines = list.lines().enumerate();
    lines.flat_map(|(level, line)| line.split_whitespace().map(move |room| (room.to_owned(), level))).collect()
}

/// The names that follow `prefix` in the code, such as rooms after `crate::`.
fn names_after<'c>(code: &'c str, prefix: &str) -> BTreeSet<&'c str> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let is_whole = !code[..at].ends_with(is_letter);
        let rest = &code[at + prefix.len()..];
        let name = &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())];
        if is_whole && !name.is_empty() {
            names.insert(name);
        }
    }
    names
}

#[test]
fn the_list_of_rooms_names_every_folder() {
    let listed: BTreeSet<String> = levels().into_keys().collect();
    let folders: BTreeSet<String> = sources().iter().map(|source| source.room().to_owned()).collect();
    assert_eq!(listed, folders);
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let levels = levels();
    let mut arrows_up = Vec::new();
    for source in sources() {
        let own = levels[source.room()];
        for used in names_after(&source.code, "crate::").into_iter().filter(|used| *used != source.room()) {
            if levels.get(used).is_none_or(|level| *level <= own) {
                arrows_up.push(format!("{} uses crate::{used}", source.path.display()));
            }
        }
    }
    assert!(arrows_up.is_empty(), "{} arrows up:\n{}", arrows_up.len(), arrows_up.join("\n"));
}

#[test]
fn no_two_files_of_one_room_use_each_other() {
    let sources = sources();
    let files: BTreeSet<&Path> = sources.iter().map(|source| source.path.as_path()).collect();
    let mut arrows = BTreeSet::new();
    for source in sources.iter().filter(|source| !source.path.ends_with("mod.rs")) {
        for name in names_after(&source.code, "super::") {
            let other = source.path.with_file_name(format!("{name}.rs"));
            if files.contains(other.as_path()) && other != source.path {
                arrows.insert((source.path.clone(), other));
            }
        }
    }
    assert!(!arrows.is_empty());
    let pairs: Vec<_> = arrows.iter().filter(|(a, b)| a < b && arrows.contains(&(b.clone(), a.clone()))).collect();
    assert!(pairs.is_empty(), "{pairs:?}");
}

#[test]
fn engines_are_named_only_in_their_rooms() {
    for source in sources() {
        let names = |engine: &str| source.code.contains(&format!("{engine}::"));
        let path = source.path.display();
        assert!(!names("rusqlite") || source.room() == "store", "{path} names rusqlite");
        let may_name_tantivy = matches!(source.room(), "index" | "engine") || source.path.starts_with("search/plan");
        assert!(!names("tantivy") || may_name_tantivy, "{path} names tantivy");
    }
}

#[test]
fn below_the_entry_object_nothing_names_it() {
    for source in sources().iter().filter(|source| source.room() != "knowledge_base") {
        // Unit tests of a room may use the whole library.
        let code = source.code.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(!code.contains("KnowledgeBase"), "{} names KnowledgeBase", source.path.display());
    }
}

/// The types a file declares: whether each is public, and its name.
fn types(source: &Source) -> Vec<(bool, String)> {
    let mut in_word_enum = false;
    let mut types = Vec::new();
    for line in source.code.lines() {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        in_word_enum |= line.trim() == "word_enum! {";
        let declared = match words.as_slice() {
            ["pub", "struct" | "enum" | "trait", name, ..] => Some((true, *name)),
            ["pub", "crate" | "super", "struct" | "enum" | "trait", name, ..]
            | ["struct" | "enum" | "trait", name, ..] => Some((false, *name)),
            [name] if in_word_enum && name.starts_with(char::is_uppercase) && line.ends_with('{') => {
                Some((true, *name))
            }
            _ => None,
        };
        if let Some((is_public, name)) = declared.filter(|(_, name)| !name.starts_with('$')) {
            in_word_enum = false;
            types.push((is_public, name.to_owned()));
        }
    }
    types
}

#[test]
fn every_public_type_is_in_the_glossary() {
    let glossary = std::fs::read_to_string(root().join("omkn-core/docs/glossary.md")).unwrap();
    let types: Vec<_> = sources().iter().flat_map(types).filter(|(is_public, _)| *is_public).collect();
    assert!(types.len() > 120, "only {} public types were found", types.len());
    let missing: Vec<_> = types.iter().filter(|(_, name)| !glossary.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, Vec::<&(bool, String)>::new());
}

#[test]
fn no_two_types_have_the_same_name() {
    let mut declared = BTreeMap::new();
    let mut twice = Vec::new();
    for source in sources() {
        for (_, name) in types(&source) {
            if let Some(first) = declared.insert(name.clone(), source.path.clone()) {
                twice.push((name, first, source.path.clone()));
            }
        }
    }
    assert_eq!(twice, Vec::<(String, PathBuf, PathBuf)>::new());
}
