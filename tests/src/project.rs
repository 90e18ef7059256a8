//! The stages about the project as a whole: its words, what it draws in, what it publishes, and fuzzing.

use crate::{
    command,
    context::{self, Context},
    libtest,
    outcome::Outcome,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The spelling of every text, after `typos.toml`; skipped where the program is not installed.
pub(crate) fn typos(context: &Context) -> Outcome {
    if !command::is_here("typos", "--version") {
        return Outcome::skipped("typos is not here: cargo install typos-cli, or pip install typos");
    }
    let mut typos = context.command("typos");
    typos.args(["--format", "brief"]);
    Outcome::whole(command::succeed(typos, ""))
}

/// Licences, duplicates, sources and advisories, after `deny.toml`. Without cargo-deny, licences and sources alone.
pub(crate) fn licences(context: &Context) -> Outcome {
    let deny = |arguments: &[&str]| command::succeed(context.cargo(&[&["deny"], arguments].concat()), "");
    if deny(&["--version"]).is_err() {
        let rest = Outcome::skipped("advisories and duplicates: cargo-deny is not here: cargo install cargo-deny");
        return Outcome::whole(permitted(context)).and(rest);
    }
    let outcome = Outcome::whole(deny(&["check", "licenses", "bans", "sources"]));
    outcome.and(match deny(&["fetch", "db"]) {
        Ok(_) => Outcome::whole(deny(&["check", "advisories"])),
        Err(_) => Outcome::skipped("advisories: their database cannot be fetched here"),
    })
}

/// Every package comes from crates.io or this repository, under a licence that `deny.toml` allows.
fn permitted(context: &Context) -> Result<(), String> {
    let rules = context::read(&context.root.join("deny.toml"))?;
    let allowed = rules.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    let allowed: Vec<&str> = allowed.split('"').skip(1).step_by(2).collect();
    let tree = ["tree", "--workspace", "--locked", "--target", "all", "--edges", "normal,build", "--prefix", "none"];
    let packages = command::succeed(context.cargo(&[&tree[..], &["--format", "{p}|{l}|"]].concat()), "")?;
    let refused: Vec<&str> = packages.lines().filter(|line| !is_permitted(line, &allowed)).collect();
    if refused.is_empty() { Ok(()) } else { Err(format!("deny.toml does not allow:\n{}", refused.join("\n"))) }
}

/// Whether a line `name v1.2.3 (where from)|licences|` may be there: each part joined by AND, in one of its alternatives.
fn is_permitted(line: &str, allowed: &[&str]) -> bool {
    let Some((package, licences)) = line.split_once('|') else { return line.is_empty() };
    let one_of = |part: &str| {
        let alternatives = part.trim_matches(['(', ')', ' ', '|', '*']).replace('/', " OR ");
        alternatives.split(" OR ").any(|licence| allowed.contains(&licence.trim()))
    };
    !package.contains("://") && licences.trim_end_matches(" (*)").split(" AND ").all(one_of)
}

/// The crate as it would be published: it has the licences, it builds, and its tests pass, from what is packed alone.
pub(crate) fn package(context: &Context) -> Outcome {
    let test = |packed: PathBuf| {
        has_licences(context, &packed)?;
        let manifest = packed.join("Cargo.toml");
        let mut tests = context.cargo(&["test", "--no-fail-fast", "--manifest-path", &manifest.to_string_lossy()]);
        tests.args(["--", "--show-output"]);
        command::run(tests, "")
    };
    unpacked(context).and_then(test).map_or_else(Outcome::failed, |finished| libtest::read(&finished))
}

/// The folder of the packed crate, where Cargo has built it.
fn unpacked(context: &Context) -> Result<PathBuf, String> {
    let folder = context.target.join("package");
    context::remove(&folder)?;
    command::succeed(context.cargo(&["package", "--package", "omkn-core", "--allow-dirty"]), "")?;
    let mut packed = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    packed.find(|path| path.join("Cargo.toml").exists()).ok_or("nothing was packed".to_owned())
}

/// The licences in the crate's folder are links: where Git makes no links, their names would be packed in place of their texts.
fn has_licences(context: &Context, packed: &Path) -> Result<(), String> {
    ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"].into_iter().try_for_each(|name| {
        let is_whole = context::read(&packed.join(name))? == context::read(&context.root.join(name))?;
        if is_whole { Ok(()) } else { Err(format!("{name} in the crate is not that of the project")) }
    })
}

/// A minute of fuzzing for each target of `fuzz`; without nightly Rust or cargo-fuzz, its seeds changed at random.
pub(crate) fn fuzz(context: &Context) -> Outcome {
    let fuzz = |arguments: &[&str]| {
        let mut command = context.command("cargo");
        // The toolchain that runs us would come before the one named.
        command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("CARGO_TARGET_DIR");
        command.arg("+nightly").arg("fuzz").args(arguments);
        command::succeed(command, "")
    };
    let Ok(targets) = fuzz(&["list"]) else {
        let test = ["test", "--manifest-path", "fuzz/Cargo.toml", "--no-default-features", "--", "--show-output"];
        let seeds = command::run(context.cargo(&test), "");
        let missing = Outcome::skipped("fuzzing: nightly Rust or cargo-fuzz is not here: cargo install cargo-fuzz");
        return seeds.map_or_else(Outcome::failed, |finished| libtest::read(&finished)).and(missing);
    };
    let seconds = env::var("OMKN_FUZZ_SECONDS").unwrap_or_else(|_| "60".to_owned());
    targets.lines().fold(Outcome::default(), |outcome, target| {
        let seeds = format!("fuzz/seeds/{target}");
        let corpus = format!("fuzz/corpus/{target}");
        let time = format!("-max_total_time={seconds}");
        outcome.and(Outcome::whole(fuzz(&["run", target, &corpus, &seeds, "--", &time])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_allowed_if_each_part_has_an_allowed_alternative() {
        let allowed = |line: &str| is_permitted(line, &["MIT", "Unicode-3.0"]);
        assert!(allowed("a v1.0.0|MIT OR Apache-2.0| (*)") && allowed("a v1.0.0|Apache-2.0/MIT|"));
        assert!(allowed("a v1.0.0|(MIT OR Apache-2.0) AND Unicode-3.0|"));
        assert!(!allowed("a v1.0.0|MIT AND GPL-3.0|") && !allowed("a v1.0.0||"));
        assert!(!allowed("a v1.0.0 (https://example.org/a#1)|MIT|"));
    }
}
