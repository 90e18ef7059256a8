//! The native library of Kotlin and Swift, and the sources generated from it.

use crate::{cargo_stages, command::Finished, stage::Context};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder the library is built into.
pub(crate) fn folder(context: &Context) -> PathBuf {
    target(context).join("debug")
}

pub(crate) fn target(context: &Context) -> PathBuf {
    context.target_dir.clone().unwrap_or_else(|| context.root.join("target"))
}

/// Builds the library and writes its sources in this language into a fresh folder.
pub(crate) fn generate(context: &Context, language: &str, out: &Path) -> Result<(), String> {
    cargo(context, &["build", "--package", "omkn-ffi"])?;
    if let Err(error) = fs::remove_dir_all(out)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(format!("cannot remove {}: {error}", out.display()));
    }
    let library = path(context);
    let (library, out) = (library.to_string_lossy(), out.to_string_lossy());
    let bindgen = ["run", "--package", "omkn-ffi", "--features", "cli", "--bin", "uniffi-bindgen", "--"];
    let generate = ["generate", "--language", language, "--no-format", "--out-dir", &out, &library];
    cargo(context, &[&bindgen[..], &generate[..]].concat())
}

/// The library itself.
pub(crate) fn path(context: &Context) -> PathBuf {
    folder(context).join(if cfg!(windows) {
        "omkn_ffi.dll"
    } else if cfg!(target_os = "macos") {
        "libomkn_ffi.dylib"
    } else {
        "libomkn_ffi.so"
    })
}

fn cargo(context: &Context, arguments: &[&str]) -> Result<(), String> {
    match cargo_stages::cargo(context, arguments, &[])? {
        Finished { succeeded: true, .. } => Ok(()),
        Finished { output, .. } => Err(output),
    }
}
