//! Lists what the built library exports, from UniFFI's own metadata: a line for each type, field, case and function, in
//! Rust's names. Kotlin and Swift are generated from the same metadata, each in its own spelling.
#![allow(clippy::print_stdout, reason = "a command-line program")]

use std::{collections::BTreeSet, error::Error};
use uniffi_bindgen::macro_metadata::extract_from_bytes;
use uniffi_meta::{
    CallbackInterfaceMetadata, DefaultValueMetadata, EnumMetadata, FieldMetadata, FnParamMetadata, LiteralMetadata,
    Metadata, Type,
};

/// The place of a line: its type, the part of it, the order in which it was declared; then its text.
type Line = (String, Part, usize, String);

/// The parts of a type in the order of the list. Fields and cases keep their order: calls depend on it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Heading,
    Field,
    Constructor,
    Method,
}

fn main() -> Result<(), Box<dyn Error>> {
    let library = std::env::args_os().nth(1).ok_or("usage: uniffi-exports LIBRARY")?;
    let mut lines = BTreeSet::new();
    for item in extract_from_bytes(&std::fs::read(library)?)? {
        add(&mut lines, item);
    }
    for (_, _, _, text) in lines {
        println!("{text}");
    }
    Ok(())
}

fn add(lines: &mut BTreeSet<Line>, item: Metadata) {
    let mut line = |owner: &str, part, place, text| lines.insert((owner.to_owned(), part, place, text));
    let mut heading = |word: &str, name: &str| line(name, Part::Heading, 0, format!("{word} {name}"));
    match item {
        Metadata::Namespace(_) | Metadata::UdlFile(_) => {}
        Metadata::Object(object) => {
            heading(if object.imp.is_trait_interface() { "interface" } else { "object" }, &object.name);
        }
        Metadata::CallbackInterface(CallbackInterfaceMetadata { name, .. }) => {
            heading("interface", &name);
        }
        Metadata::CustomType(custom) => {
            heading("value", &format!("{} = {}", custom.name, type_name(&custom.builtin)));
        }
        Metadata::Record(record) => {
            heading("record", &record.name);
            for (place, text) in record.fields.iter().map(field).enumerate() {
                line(&record.name, Part::Field, place, format!("{}: {text}", record.name));
            }
        }
        Metadata::Enum(EnumMetadata { name, shape, variants, .. }) => {
            heading(if shape.is_error() { "error" } else { "enum" }, &name);
            for (place, variant) in variants.iter().enumerate() {
                let fields = listed(variant.fields.iter().map(field));
                let fields = if fields.is_empty() { fields } else { format!("({fields})") };
                line(&name, Part::Field, place, format!("{name}: case {}{fields}", variant.name));
            }
        }
        Metadata::Func(found) => {
            let text = call(&found.name, &found.inputs, found.return_type.as_ref(), found.throws.as_ref());
            // After all types, whose names begin with a letter.
            line("~", Part::Method, 0, format!("{}fn {text}", word(found.is_async)));
        }
        Metadata::Constructor(found) => {
            let text = call(&found.name, &found.inputs, None, found.throws.as_ref());
            let text = format!("{}: {}constructor {text}", found.self_name, word(found.is_async));
            line(&found.self_name, Part::Constructor, 0, text);
        }
        Metadata::Method(found) => {
            let text = call(&found.name, &found.inputs, found.return_type.as_ref(), found.throws.as_ref());
            let text = format!("{}: {}fn {text}", found.self_name, word(found.is_async));
            line(&found.self_name, Part::Method, 0, text);
        }
        Metadata::TraitMethod(found) => add(lines, Metadata::Method(found.into())),
        Metadata::UniffiTrait(found) => {
            let owner = found.self_name();
            line(owner, Part::Heading, 1, format!("{owner}: through the trait method {}", found.name()));
        }
        Metadata::ObjectTraitImpl(found) => {
            let name = type_name(&found.ty);
            line(&name, Part::Heading, 1, format!("{name}: is a {}", type_name(&found.trait_ty)));
        }
    }
}

fn word(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn call(name: &str, inputs: &[FnParamMetadata], output: Option<&Type>, error: Option<&Type>) -> String {
    let inputs = listed(inputs.iter().map(|input| valued(&input.name, &input.ty, input.default.as_ref())));
    let output = output.map(|output| format!(" -> {}", type_name(output))).unwrap_or_default();
    let error = error.map(|error| format!(" throws {}", type_name(error))).unwrap_or_default();
    format!("{name}({inputs}){output}{error}")
}

fn field(field: &FieldMetadata) -> String {
    valued(&field.name, &field.ty, field.default.as_ref())
}

fn valued(name: &str, kind: &Type, default: Option<&DefaultValueMetadata>) -> String {
    let default = default.map(|default| format!(" = {}", value(default))).unwrap_or_default();
    format!("{name}: {}{default}", type_name(kind))
}

fn value(default: &DefaultValueMetadata) -> String {
    let DefaultValueMetadata::Literal(literal) = default else { return "default".to_owned() };
    match literal {
        LiteralMetadata::Boolean(value) => value.to_string(),
        LiteralMetadata::String(value) => format!("{value:?}"),
        LiteralMetadata::UInt(value, ..) => value.to_string(),
        LiteralMetadata::Int(value, ..) => value.to_string(),
        LiteralMetadata::Float(value, _) | LiteralMetadata::Enum(value, _) => value.clone(),
        LiteralMetadata::EmptySequence | LiteralMetadata::EmptySet => "[]".to_owned(),
        LiteralMetadata::EmptyMap => "[:]".to_owned(),
        LiteralMetadata::None => "none".to_owned(),
        LiteralMetadata::Some { inner } => value(inner),
    }
}

fn type_name(kind: &Type) -> String {
    match kind {
        Type::Optional { inner_type } => format!("{}?", type_name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", type_name(inner_type)),
        Type::Set { inner_type } => format!("Set<{}>", type_name(inner_type)),
        Type::Map { key_type, value_type } => format!("[{}: {}]", type_name(key_type), type_name(value_type)),
        Type::Box { inner_type } => type_name(inner_type),
        // Numbers and texts have no name of their own; theirs in the metadata, such as `UInt32`, reads well.
        plain => plain.name().map_or_else(|| format!("{plain:?}"), str::to_owned),
    }
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
