//! Kotlin.

use crate::docs::{Names, rename_docs};
use crate::replace;

/// What is replaced, by what, and how often it must be there; `None` for once or more.
const MENDED: [(&str, &str, Option<usize>); 10] = [
    // Half of a surrogate pair, as `take` leaves it of an emoji, would end a call by an exception that is no
    // `OmknException`. It becomes U+FFFD, as in `String.encodeToByteArray`.
    (
        "onMalformedInput(CodingErrorAction.REPORT)",
        "onMalformedInput(CodingErrorAction.REPLACE).replaceWith(byteArrayOf(-17, -65, -67))",
        Some(1),
    ),
    // A listener may be a lambda.
    ("public interface ChangeListener {", "public fun interface ChangeListener {", Some(1)),
    ("public interface ProgressListener {", "public fun interface ProgressListener {", Some(1)),
    // A call of a closed object fails as every other call does.
    (
        r#"throw IllegalStateException("${this.javaClass.simpleName} object has already been destroyed")"#,
        r#"throw OmknException.Closed("this ${this.javaClass.simpleName} was closed: open or make another one")"#,
        None,
    ),
    // What a listener throws, an `Error` too, stops the work, and is the cause of what the work throws.
    ("catch(e: kotlin.Exception) {", "catch(e: kotlin.Throwable) {", Some(2)),
    (r#"try { e.stackTraceToString() } catch(_: Throwable) { "" }"#, "ListenerFailure.noted(e)", Some(2)),
    ("if (e is E) {", "if (e is E) {\n            ListenerFailure.noted(e)", Some(1)),
    (
        "var status = UniffiRustCallStatus()\n    val return_value = callback(status)",
        "// Not for calls that cannot fail: buffers are made and freed by such.\n    \
         if (errorHandler !== UniffiNullRustCallStatusErrorHandler) ListenerFailure.forget()\n    var status = UniffiRustCallStatus()\n    val return_value = callback(status)",
        Some(1),
    ),
    (
        "throw errorHandler.lift(status.error_buf)",
        "throw ListenerFailure.explained(errorHandler.lift(status.error_buf))",
        Some(1),
    ),
    // Java sees one thread for each subscription, and does not wait for it to end.
    (
        "lib.uniffi_omkn_ffi_fn_init_callback_vtable_changelistener(vtable)",
        "val thread = com.sun.jna.CallbackThreadInitializer(true, false, \"omkn-changes\")\n        \
         listOf(`onChange`, uniffiFree).forEach { com.sun.jna.Native.setCallbackThreadInitializer(it, thread) }\n        \
         lib.uniffi_omkn_ffi_fn_init_callback_vtable_changelistener(vtable)",
        Some(1),
    ),
];

/// The Kotlin source with what it lacks.
///
/// # Errors
///
/// What is to be replaced is not there: UniFFI writes something else now.
pub fn mend_kotlin(source: &str) -> Result<String, String> {
    let mut mended = source.to_owned();
    for (from, to, times) in MENDED {
        mended = replace(&mended, from, to, times)?;
    }
    Ok(rename_docs(&with_messages(&mended), Names::Kotlin))
}

/// The message of an exception is its sentence, not a list of its fields.
fn with_messages(source: &str) -> String {
    let line = |line: &str| match line.split_once("get() = \"reason=${ `reason` }") {
        Some((indent, _)) => format!("{indent}get() = `reason`\n"),
        None => format!("{line}\n"),
    };
    source.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_of_an_exception_is_its_sentence() {
        let source = "    override val message\n        get() = \"reason=${ `reason` }, key=${ `key` }\"\n    }\n";
        assert_eq!(with_messages(source), "    override val message\n        get() = `reason`\n    }\n");
    }
}
