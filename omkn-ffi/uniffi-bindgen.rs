//! Writes the sources of a binding from the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
