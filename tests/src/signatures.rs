//! The public signatures of a Kotlin or Swift source, without a compiler: enough of both languages for sources that follow
//! the usual form, and for what UniFFI writes.

use std::collections::BTreeSet;

/// Which language a source is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Kotlin,
    Swift,
}

/// What UniFFI needs and no app does.
const INTERNAL: [&str; 13] = [
    "uniffi",
    "FfiConverter",
    "RustBuffer",
    "ForeignBytes",
    "NoHandle",
    "noHandle",
    "unsafeFromHandle",
    "Disposable",
    "InternalException",
    "rustCall",
    "ListenerImpl",
    "JNA_",
    "errorDescription",
];

const WORDS: [&str; 16] = [
    "fun",
    "val",
    "var",
    "class",
    "interface",
    "object",
    "typealias",
    "constructor",
    "func",
    "let",
    "struct",
    "enum",
    "protocol",
    "extension",
    "init",
    "case",
];

const TYPES: [&str; 7] = ["class", "interface", "object", "struct", "enum", "protocol", "extension"];

/// A line of the list and its place: by type, its own line, then fields and cases as written, as their order is part of how
/// they are called, then functions by name.
type Line = (String, u8, usize, String);

/// All signatures of these sources, a line each.
pub(crate) fn signatures(sources: &[String], language: Language) -> Vec<String> {
    let mut lines = BTreeSet::new();
    for source in sources {
        let mut reader = Reader::new(language);
        reader.read(&without_comments(source));
        lines.extend(reader.lines);
    }
    lines.into_iter().map(|(_, _, _, text)| text).collect()
}

struct Scope {
    /// The names of the types around; `None` within bodies, where nothing is public.
    path: Option<String>,
    /// The statement that opened it.
    head: String,
    /// Open parentheses outside.
    depth: usize,
}

struct Reader {
    language: Language,
    scopes: Vec<Scope>,
    statement: String,
    depth: usize,
    lines: Vec<Line>,
}

impl Reader {
    fn new(language: Language) -> Self {
        let file = Scope { path: Some(String::new()), head: String::new(), depth: 0 };
        Self { language, scopes: vec![file], statement: String::new(), depth: 0, lines: Vec::new() }
    }

    fn read(&mut self, text: &str) {
        let mut rest = text.chars();
        while let Some(found) = rest.next() {
            match found {
                '"' => self.string(&mut rest),
                '(' | '[' => {
                    self.depth += 1;
                    self.statement.push(found);
                }
                ')' | ']' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.statement.push(found);
                }
                '{' => self.enter(),
                '}' => self.leave(),
                '\n' if self.depth == 0 && self.ends_here(rest.as_str()) => self.finish(),
                ';' if self.depth == 0 => self.finish(),
                _ => self.statement.push(found),
            }
        }
        self.finish();
    }

    /// A literal, whose braces and parentheses mean nothing.
    fn string(&mut self, rest: &mut std::str::Chars<'_>) {
        self.statement.push('"');
        let mut escaped = false;
        for found in rest.by_ref() {
            self.statement.push(found);
            match found {
                '"' if !escaped => return,
                _ => escaped = found == '\\' && !escaped,
            }
        }
    }

    /// Whether a line that ends here ends its statement, given what follows.
    fn ends_here(&self, rest: &str) -> bool {
        let statement = self.statement.trim_end();
        let goes_on = statement.ends_with([',', ':']) || statement.ends_with("->") || statement.trim() == "public";
        !goes_on && !rest.trim_start().starts_with('{')
    }

    fn finish(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        self.declare(&statement);
    }

    fn enter(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        // A constructor of Kotlin may call another with work in braces.
        let is_constructor = statement.trim_start().starts_with("constructor(");
        let path = if self.depth == 0 || is_constructor { self.declare(&statement) } else { None };
        self.scopes.push(Scope { path, head: tidy(&statement), depth: self.depth });
        self.depth = 0;
    }

    fn leave(&mut self) {
        self.finish();
        if self.scopes.len() > 1
            && let Some(scope) = self.scopes.pop()
        {
            self.depth = scope.depth;
        }
    }

    /// Keeps what a statement declares; gives the path of a type, whose members are looked at too.
    fn declare(&mut self, statement: &str) -> Option<String> {
        let scope = self.scopes.last()?;
        let (path, head) = (scope.path.clone()?, scope.head.clone());
        let text = tidy(statement);
        if INTERNAL.iter().any(|word| text.to_lowercase().contains(&word.to_lowercase())) && !kept(&text) {
            return None;
        }
        if self.language == Language::Kotlin && head.contains("enum class") && is_constants(&text) {
            text.split(',').for_each(|constant| self.add(&path, 1, constant.trim().to_owned()));
            return None;
        }
        let words: Vec<&str> = text.split([' ', '(', ':', '<']).collect();
        let first = words.iter().position(|word| WORDS.contains(word))?;
        // Kotlin's interfaces that a lambda may implement.
        let at = if words.get(first..first + 2) == Some(&["fun", "interface"]) { first + 1 } else { first };
        let (modifiers, word) = words.split_at_checked(at)?;
        if !self.is_public(modifiers, word.first()?, &head) {
            return None;
        }
        let word = if word.starts_with(&["enum", "class"]) { "class" } else { word.first()? };
        if TYPES.contains(&word) {
            Some(self.declare_type(&path, word, &text))
        } else {
            self.declare_member(&path, word, &text, &head)
        }
    }

    fn is_public(&self, modifiers: &[&str], word: &str, head: &str) -> bool {
        let has = |modifier: &str| modifiers.contains(&modifier);
        match self.language {
            Language::Kotlin => {
                let overridden = has("override") && (head.contains("Disposable") || head.contains("Exception()"));
                !(has("private") || has("internal") || has("protected") || overridden)
            }
            Language::Swift => {
                let public = has("public") || has("open");
                // The protocol of a class repeats it without its defaults.
                public
                    || head.contains("protocol ") && !head.contains("Protocol:")
                    || word == "extension"
                    || word == "case" && head.contains("enum ")
            }
        }
    }

    fn declare_type(&mut self, path: &str, word: &str, text: &str) -> String {
        let after = text.split_once(&format!("{word} ")).map_or("", |(_, after)| after);
        let name: String = after.chars().take_while(|found| found.is_alphanumeric() || *found == '_').collect();
        let name = if name.is_empty() { "Companion".to_owned() } else { name };
        let pair = name.strip_suffix("Interface").or_else(|| name.strip_suffix("Protocol"));
        let inner = pair.unwrap_or(&name);
        let inner = if path.is_empty() { inner.to_owned() } else { format!("{path}.{inner}") };
        let (heading, fields) = parameters(text);
        if pair.is_none() && word != "extension" && name != "Companion" {
            self.add(&inner, 0, heading.replace(" private constructor", ""));
        }
        for field in fields.iter().filter(|field| field.starts_with("val ") || field.starts_with("var ")) {
            self.add(&inner, 1, field.clone());
        }
        inner
    }

    fn declare_member(&mut self, path: &str, word: &str, text: &str, head: &str) -> Option<String> {
        let is_record = self.language == Language::Swift && head.contains("struct ");
        if is_record && word == "init" {
            parameters(text).1.into_iter().for_each(|field| self.add(path, 1, field));
        } else if !is_record {
            let group = if ["case", "let", "val", "var"].contains(&word) { 1 } else { 2 };
            let signature = if word == "typealias" || word == "case" { text } else { without_body(text) };
            self.add(path, group, signature.replace("override ", "").trim().to_owned());
        }
        None
    }

    fn add(&mut self, path: &str, group: u8, text: String) {
        let place = if group == 1 { self.lines.len() } else { 0 };
        let text = if path.is_empty() || group == 0 { text } else { format!("{path}: {text}") };
        // Types first by name; free functions and type names after them.
        let key = if path.is_empty() { "~".to_owned() } else { path.to_owned() };
        self.lines.push((key, group, place, text));
    }
}

/// A supertype of UniFFI does not make a type internal.
fn kept(text: &str) -> bool {
    text.contains("class ") && text.contains(": Disposable") && !text.contains("ListenerImpl")
}

fn is_constants(text: &str) -> bool {
    let constant =
        |found: char| found.is_ascii_uppercase() || found.is_ascii_digit() || matches!(found, '_' | ',' | ' ');
    !text.is_empty() && text.chars().all(constant)
}

/// The text around its first parentheses, and what lies between, by parameter.
fn parameters(text: &str) -> (String, Vec<String>) {
    let Some((before, rest)) = text.split_once('(') else { return (text.to_owned(), Vec::new()) };
    let (mut depth, mut fields, mut field, mut after) = (1_usize, Vec::new(), String::new(), String::new());
    for found in rest.chars() {
        match found {
            _ if depth == 0 => after.push(found),
            '(' | '[' | '<' => {
                depth += 1;
                field.push(found);
            }
            ')' | ']' | '>' => {
                depth -= 1;
                if depth > 0 {
                    field.push(found);
                }
            }
            ',' if depth == 1 => fields.push(std::mem::take(&mut field)),
            _ => field.push(found),
        }
    }
    fields.push(field);
    let fields = fields.iter().map(|field| field.trim().to_owned()).filter(|field| !field.is_empty()).collect();
    (format!("{}{after}", before.trim_end()), fields)
}

/// A signature ends where its value or body begins; the defaults of parameters stay.
fn without_body(text: &str) -> &str {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, found)| match found {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0 && *found == '=',
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// One line with single spaces, and names as short as readers write them.
fn tidy(statement: &str) -> String {
    let mut text = statement.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "");
    if let Some((own, _)) = text.split_once(" : this(") {
        text = own.to_owned();
    }
    let shorter = [
        ("kotlin.", ""),
        ("ca.omkn.", ""),
        ("Swift.Error", "Error"),
        ("Foundation.", ""),
        ("@unchecked ", ""),
        ("@Throws(OmknException::class)", ""),
        ("@Throws(ListenerException::class)", ""),
        (")throws", ") throws"),
        ("( ", "("),
        (" )", ")"),
        (" ,", ","),
        (" :", ":"),
    ];
    for (long, short) in shorter {
        text = text.replace(long, short);
    }
    text.trim().to_owned()
}

/// The source without comments, which both languages nest.
fn without_comments(source: &str) -> String {
    let (mut text, mut depth, mut in_string) = (String::with_capacity(source.len()), 0_usize, false);
    let mut rest = source.chars().peekable();
    while let Some(found) = rest.next() {
        match (found, rest.peek()) {
            ('\\', Some(_)) if in_string => {
                text.push(found);
                text.extend(rest.next());
            }
            ('"', _) if depth == 0 => {
                in_string = !in_string;
                text.push(found);
            }
            ('/', Some('/')) if depth == 0 && !in_string => while rest.next_if(|next| *next != '\n').is_some() {},
            ('/', Some('*')) if !in_string => {
                rest.next();
                depth += 1;
            }
            ('*', Some('/')) if depth > 0 => {
                rest.next();
                depth -= 1;
            }
            _ if depth == 0 => text.push(found),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kotlin_is_read() {
        let source = "
            public interface KbInterface {
                /** Find, or { not }. */
                fun `find`(`id`: kotlin.String, `limit`: kotlin.UInt = 5u): List<Hit>
                companion object
            }
            open class Kb: Disposable, AutoCloseable, KbInterface
            {
                override fun `find`(`id`: kotlin.String, `limit`: kotlin.UInt): List<Hit> { return \"}\" }
                @Throws(OmknException::class)override fun `refresh`() = call { 1 }
                constructor() : this(UniffiWithHandle, uniffiRustCall() { 1 })
                internal fun secret() = 1
                companion object { fun `open`(`folder`: kotlin.String): Kb { return uniffiRustCall() } }
            }
            public fun interface Listener { fun `onChange`(`seq`: kotlin.ULong) }
            data class Hit (
                /** A title. */
                val `title`: kotlin.String,
                val `more`: Map<kotlin.String, kotlin.String> = mapOf()
            ) { companion object }
            enum class Kind { NEW, OLD; companion object }
            public object FfiConverterTypeHit { fun lift() = 1 }";
        let expected = [
            "data class Hit",
            "Hit: val title: String",
            "Hit: val more: Map<String, String> = mapOf()",
            "open class Kb: Disposable, AutoCloseable, KbInterface",
            "Kb: constructor()",
            "Kb: fun find(id: String, limit: UInt = 5u): List<Hit>",
            "Kb.Companion: fun open(folder: String): Kb",
            "enum class Kind",
            "Kind: NEW",
            "Kind: OLD",
            "public fun interface Listener",
            "Listener: fun onChange(seq: ULong)",
        ];
        assert_eq!(signatures(&[source.to_owned()], Language::Kotlin), expected);
    }

    #[test]
    fn swift_is_read() {
        let source = "
            public protocol KbProtocol: AnyObject, Sendable {
                func find(id: String, limit: UInt32)throws  -> [Hit]
            }
            open class Kb: KbProtocol, @unchecked Sendable {
                public struct NoHandle { public init() {} }
                open func find(id: String, limit: UInt32 = UInt32(5))throws  -> [Hit]  { let a = 1 }
                func hidden() {}
            }
            public struct Hit: Equatable {
                public let title: String
                public init(
                    /** A title. */title: String,
                    more: [String: String] = [:]) { self.title = title }
            }
            public enum Edit { case add(concept: String
            )
            case none }
            fileprivate enum Other { case none }
            public func version() -> String { \"{\" }";
        let expected = ["public struct Hit: Equatable", "Hit: title: String", "Hit: more: [String: String] = [:]"];
        let lines = signatures(&[source.to_owned()], Language::Swift);
        for line in expected {
            assert!(lines.contains(&line.to_owned()), "{line} of {lines:#?}");
        }
        assert!(
            lines.contains(&"Kb: open func find(id: String, limit: UInt32 = UInt32(5)) throws -> [Hit]".to_owned())
        );
        assert!(lines.contains(&"Edit: case add(concept: String)".to_owned()), "{lines:#?}");
        assert_eq!(lines.last().map(String::as_str), Some("public func version() -> String"));
        assert!(
            !lines.iter().any(|line| line.contains("hidden") || line.contains("NoHandle") || line.contains("Other"))
        );
    }
}
