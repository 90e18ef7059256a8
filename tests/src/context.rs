//! Where everything is, and how programs are run there.

use std::{
    cell::OnceCell,
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// What stages know and share.
pub(crate) struct Context {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// The folder that everything is built into.
    pub(crate) target: PathBuf,
    /// The Cargo that runs us, so that all builds use one toolchain.
    cargo: OsString,
    /// The native library: built by the first stage that needs it.
    pub(crate) native_library: OnceCell<Result<(), String>>,
}

impl Context {
    /// Reads what Cargo says; the manifest's folder known at build time serves when we are run by hand.
    pub(crate) fn from_environment() -> Self {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let mut root = PathBuf::from(manifest);
        root.pop();
        let target = env::var_os("CARGO_TARGET_DIR").and_then(|folder| std::path::absolute(folder).ok());
        Self {
            target: target.unwrap_or_else(|| root.join("target")),
            root,
            cargo: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            native_library: OnceCell::new(),
        }
    }

    /// A program, to be run in the root of the project.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command.env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_QUIET", "true");
        // What Cargo told us about our own package would only mislead the build scripts of others.
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Cargo with these arguments.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&self.cargo);
        command.args(arguments);
        command
    }
}

/// Removes a folder, if it is there, with all that an earlier run left in it.
pub(crate) fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_folder_of_the_workspace() {
        assert!(Context::from_environment().root.join("Cargo.lock").exists());
    }
}
