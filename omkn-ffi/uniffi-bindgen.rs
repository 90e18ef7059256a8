//! Writes the sources of a binding from the built library.

use std::path::Path;

/// What the generated Kotlin lacks, and what is put in its place.
const MENDED: [(&str, &str); 3] = [
    // Half of a surrogate pair, as `take` leaves it of an emoji, would end a call by an exception that is no
    // `OmknException`. It becomes U+FFFD, as in `String.encodeToByteArray`.
    (
        "onMalformedInput(CodingErrorAction.REPORT)",
        "onMalformedInput(CodingErrorAction.REPLACE).replaceWith(byteArrayOf(-17, -65, -67))",
    ),
    // A listener may be a lambda.
    ("public interface ChangeListener {", "public fun interface ChangeListener {"),
    ("public interface ProgressListener {", "public fun interface ProgressListener {"),
];

fn main() -> Result<(), String> {
    uniffi::uniffi_bindgen_main();
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    match (after("--language").map(String::as_str), after("--out-dir")) {
        (Some("kotlin"), Some(out)) => mend(&Path::new(out).join("ca/omkn/omkn.kt")),
        _ => Ok(()),
    }
}

fn mend(path: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut source = std::fs::read_to_string(path).map_err(failed)?;
    for (from, to) in MENDED {
        if source.matches(from).count() != 1 {
            return Err(format!("{}: no longer has \"{from}\" once: see what UniFFI writes now", path.display()));
        }
        source = source.replacen(from, to, 1);
    }
    std::fs::write(path, source).map_err(failed)
}
