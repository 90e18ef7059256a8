//! The command-line benchmark of OMKN, for your own corpus as well as for ours.
//!
//! ```text
//! cargo run --release --example benchmark -- raw-index corpus.jsonl /tmp/raw
//! cargo run --release --example benchmark -- sample-queries corpus.jsonl 500 1 > queries.txt
//! cargo run --release --example benchmark -- raw-search /tmp/raw queries.txt 5
//! ```
//!
//! Every command prints one line of JSON with the figures that apply to it. The `raw-` commands do
//! the same work with SQLite and tantivy used directly: what OMKN costs is the ratio of the two.
//!
//! Compare on a quiet machine, and run the two in turn: where other programs keep all processors busy, single
//! commits wait for the scheduler, 4 ms at a time on a usual Linux, and the ratio says nothing.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

/// The parts of the program, one file each.
mod benchmark {
    pub(crate) mod figures;
    pub(crate) mod omkn;
    pub(crate) mod queries;
    pub(crate) mod raw_facets;
    pub(crate) mod raw_index;
    pub(crate) mod raw_search;
    pub(crate) mod sampler;
    pub(crate) mod typing;
}

use benchmark::{figures::Figures, omkn, raw_index, raw_search, sampler, typing};
use omkn_examples::Result;
use std::{path::Path, process::ExitCode, str::FromStr};

const USAGE: &str = "\
Usage: benchmark COMMAND

  index CORPUS DIR                  capture and index a corpus with OMKN
  search DIR QUERIES ROUNDS         a search page for every query, ROUNDS times, for the words as typed: what
                                    raw-search does
  expanded-search DIR QUERIES ROUNDS  the same with correction and expansion of the words, as people get it
  suggest DIR QUERIES               suggestions after every letter of every query
  hostile DIR N                     N searches for texts made to be costly
  open DIR                          open the knowledge base
  capture DIR N                     N captures, one at a time, each durable
  evaluate BEIR_FOLDER DIR          nDCG@10 and Recall@100 with judged queries

  raw-index CORPUS DIR              the same corpus with SQLite and tantivy used directly
  raw-search DIR QUERIES ROUNDS     the same search page with tantivy used directly
  raw-commit DIR N                  N durable SQLite commits of one row as large as a captured record
  raw-page DIR QUERY                print the search page that raw-search times

  sample-queries CORPUS N SEED      print N queries made of words from titles

CORPUS   JSON Lines {id, title, body, lang, tags[], year, country}, or - for standard input;
         plain text: decompress .zst and .gz files first
QUERIES  a query a line, or JSON Lines with `text`
DIR      a folder; the index commands want it new or empty";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(figures)) => match serde_json::to_string(&figures) {
            Ok(line) => {
                println!("{line}");
                ExitCode::SUCCESS
            }
            Err(error) => fail(&error.to_string()),
        },
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}

/// Runs one command; `None` means that it printed its own output.
fn run(arguments: &[&str]) -> Result<Option<Figures>> {
    let figures = match *arguments {
        ["index", corpus, dir] => omkn::index(corpus, Path::new(dir)),
        ["search", dir, queries, rounds] => omkn::search(Path::new(dir), Path::new(queries), number(rounds)?, false),
        ["expanded-search", dir, queries, rounds] => {
            omkn::search(Path::new(dir), Path::new(queries), number(rounds)?, true)
        }
        ["suggest", dir, queries] => typing::suggest(Path::new(dir), Path::new(queries)),
        ["hostile", dir, count] => typing::hostile(Path::new(dir), number(count)?),
        ["open", dir] => omkn::open(Path::new(dir)),
        ["capture", dir, count] => omkn::capture(Path::new(dir), number(count)?),
        ["evaluate", folder, dir] => omkn::evaluate(Path::new(folder), Path::new(dir)),
        ["raw-index", corpus, dir] => raw_index::index(corpus, Path::new(dir)),
        ["raw-search", dir, queries, rounds] => raw_search::search(Path::new(dir), Path::new(queries), number(rounds)?),
        ["raw-commit", dir, count] => raw_index::commit(Path::new(dir), number(count)?),
        ["raw-page", dir, query] => {
            println!("{}", serde_json::to_string(&raw_search::page(Path::new(dir), query)?)?);
            return Ok(None);
        }
        ["sample-queries", corpus, count, seed] => {
            for query in sampler::sample(corpus, number(count)?, number(seed)?)? {
                println!("{query}");
            }
            return Ok(None);
        }
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return Ok(None);
        }
        _ => return Err(USAGE.into()),
    };
    figures.map(Some)
}

fn number<T: FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| format!("expected a whole number instead of {text:?}").into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_unknown_command_is_answered_with_the_usage() {
        let sentence = super::run(&["raw-index"]).err().map(|error| error.to_string());
        assert!(sentence.is_some_and(|text| text.contains("raw-index CORPUS DIR")));
    }

    #[test]
    fn a_count_that_is_no_number_is_refused() {
        assert!(super::run(&["raw-commit", "/nowhere", "many"]).is_err());
    }
}
