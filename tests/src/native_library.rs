//! The native library of Kotlin and Swift, and what is generated from it.

use crate::{
    cargo_stages::BUILD,
    command,
    context::{self, Context},
};
use std::{
    env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX},
    path::{Path, PathBuf},
};

const ADVICE: &str = "the build did not make it";

/// The folder the library is built into.
pub(crate) fn folder(context: &Context) -> PathBuf {
    context.target.join("debug")
}

/// The library itself.
pub(crate) fn path(context: &Context) -> PathBuf {
    folder(context).join(format!("{DLL_PREFIX}omkn_ffi{DLL_SUFFIX}"))
}

/// Writes the sources of the library in this language into a fresh folder.
pub(crate) fn generate(context: &Context, language: &str, out: &Path) -> Result<(), String> {
    context::remove(out)?;
    let arguments = ["generate", "--language", language, "--no-format", "--out-dir", &out.to_string_lossy()];
    run(context, "uniffi-bindgen", &arguments).map(drop)
}

/// What the library exports, a line each.
pub(crate) fn exports(context: &Context) -> Result<String, String> {
    run(context, "uniffi-exports", &[])
}

/// Runs a program of `omkn-ffi` on the library; both are built first, once.
fn run(context: &Context, program: &str, arguments: &[&str]) -> Result<String, String> {
    let build = || {
        let mut build = context.cargo(&["build", "--lib", "--bins", "--examples"]);
        build.args(BUILD);
        command::succeed(build, ADVICE).map(drop)
    };
    context.native_library.get_or_init(build).clone()?;
    let mut program = context.command(folder(context).join(format!("{program}{EXE_SUFFIX}")));
    program.args(arguments).arg(path(context));
    command::succeed(program, ADVICE)
}
