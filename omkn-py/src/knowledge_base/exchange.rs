//! Records in from files and frames, and out to files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;

use omkn_core::{CsvField, CsvOptions, ImportOptions, ImportReport, RecordFilter};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::data::{Out, within, word, words};
use crate::error::not_readable;
use crate::hints::{
    ColumnsArgument, ConceptArgument, FileArgument, FrameImport, Kinds, OrganizationArgument, ProgressArgument,
    Statuses,
};
use crate::job::Interrupter;

fn import_options(dry_run: bool, skip_bad_rows: bool, status: &str, index: bool) -> PyResult<ImportOptions> {
    Ok(ImportOptions { dry_run, skip_bad_rows, status: word("status", status)?, index })
}

/// What columns hold: `"title"`, or with a language `{"title": "fr"}`, or a section `{"section": ["results", "fr"]}`.
fn columns(given: Option<ColumnsArgument<'_>>) -> PyResult<BTreeMap<String, CsvField>> {
    let read = |field: &Bound<'_, PyAny>| match field.extract::<String>() {
        // The core's own reading of headers knows the plain names, `title_fr` and `results` included.
        Ok(name) => name.parse().map_err(|reason| not_readable("columns", format!("\"{name}\": {reason}"))),
        Err(_) => within("columns", field),
    };
    let given: Option<BTreeMap<String, Bound<'_, PyAny>>> = given.map(|given| given.0.extract()).transpose()?;
    given.unwrap_or_default().into_iter().map(|(header, field)| Ok((header, read(&field)?))).collect()
}

both! {
    /// Write records as JSON Lines, one a line; give how many.
    ///
    /// What a record says, its id and status come back by importing; its history is kept by ``backup``.
    ///
    /// Parameters
    /// ----------
    /// path : path-like
    ///     The file; one that is there is replaced once the new one is complete, but never a file of a knowledge base
    ///     (``ValidationError``).
    /// kinds, statuses, concept, organization
    ///     Which records, as for ``records``.
    /// progress, interrupter
    ///     As for ``import_jsonl``.
    #[pyo3(signature = (path, *, kinds=None, statuses=None, concept=None, organization=None, progress=None, interrupter=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of RecordFilter and of a job")]
    fn export_jsonl(
        &self,
        py: Python<'_>,
        path: PathBuf,
        kinds: Option<Kinds>,
        statuses: Option<Statuses>,
        concept: Option<ConceptArgument>,
        organization: Option<OrganizationArgument>,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<u64> {
        let filter = RecordFilter {
            kinds: words("kinds", kinds.map(|kinds| kinds.0))?,
            statuses: words("statuses", statuses.map(|statuses| statuses.0))?,
            concept: concept.map(|concept| concept.0.into()),
            organization: organization.map(|organization| organization.0.into()),
            ..RecordFilter::default()
        };
        self.work(py, progress, interrupter, |kb, job| kb.export_jsonl_file(path, &filter, job))
    }
}

#[pymethods]
impl KnowledgeBase {
    /// Read JSON Lines: one record a line, as ``export_jsonl`` writes them, or one bare draft a line.
    ///
    /// Reading the same file again changes nothing.
    ///
    /// Parameters
    /// ----------
    /// path : path-like or bytes
    ///     The file, or what is in it.
    /// dry_run : bool
    ///     Only tell what would happen.
    /// skip_bad_rows : bool
    ///     Keep the good rows although others have problems. Off: one bad row, and nothing is imported.
    /// status : str
    ///     The status of new records whose row does not tell one.
    /// index : bool
    ///     Index what was imported before the import ends, under its progress. Off: the next search does it.
    /// progress : bool or callable
    ///     ``True`` for a bar where tqdm is installed; a function gets an :class:`omkn.results.Progress`.
    /// interrupter : Interrupter, optional
    ///     What may cancel the work; Ctrl-C does, too.
    ///
    /// Returns
    /// -------
    /// ImportReport
    ///     What was done, and what is wrong with which rows.
    #[pyo3(signature = (path, *, dry_run=false, skip_bad_rows=false, status="published", index=true, progress=None, interrupter=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of ImportOptions and of a job")]
    fn import_jsonl(
        &self,
        py: Python<'_>,
        path: FileArgument<'_>,
        dry_run: bool,
        skip_bad_rows: bool,
        status: &str,
        index: bool,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Out<ImportReport>> {
        let options = import_options(dry_run, skip_bad_rows, status, index)?;
        if let Ok(bytes) = path.0.extract::<Vec<u8>>() {
            return self
                .work(py, progress, interrupter, |kb, job| kb.import_jsonl(Cursor::new(bytes), &options, job))
                .map(Out);
        }
        let path: PathBuf = path.0.extract()?;
        self.work(py, progress, interrupter, |kb, job| kb.import_jsonl_file(path, &options, job)).map(Out)
    }

    /// Read a CSV file as spreadsheets write them: encoding, byte order mark and delimiter are found out.
    ///
    /// Parameters
    /// ----------
    /// file : path-like or bytes
    ///     The file, or what is in it.
    /// columns : dict, optional
    ///     What columns hold, by header, such as ``{"Nom": "title_fr"}``; ``"ignored"`` leaves one out. Columns not named
    ///     here are taken by what their header says.
    /// language : str
    ///     The language of texts whose column does not tell it.
    /// source : str
    ///     The name of the system the file comes from; with the column of ids it makes importing again harmless.
    /// kind : str
    ///     The kind of records whose row does not tell it.
    /// delimiter : str, optional
    ///     The delimiter; without it it is found out.
    /// dry_run, skip_bad_rows, status, index, progress, interrupter
    ///     As for ``import_jsonl``.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> sheet = b"Title,Municipality,Year\nTwo-bag limit,Peterborough C,2004\nGreen bin,Nowhere,2005\n"
    /// >>> with omkn.in_memory() as kb:
    /// ...     report = kb.import_csv(sheet, dry_run=True)
    /// >>> report.created, report.rejected, report.problems[0].line
    /// (1, 1, 3)
    #[pyo3(signature = (file, *, columns=None,
        language="en", source="csv", kind="practice", delimiter=None, dry_run=false, skip_bad_rows=false,
        status="published", index=true, progress=None, interrupter=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of CsvOptions, ImportOptions and of a job")]
    fn import_csv(
        &self,
        py: Python<'_>,
        file: FileArgument<'_>,
        columns: Option<ColumnsArgument<'_>>,
        language: &str,
        source: &str,
        kind: &str,
        delimiter: Option<char>,
        dry_run: bool,
        skip_bad_rows: bool,
        status: &str,
        index: bool,
        progress: Option<ProgressArgument<'_>>,
        interrupter: Option<&Bound<'_, Interrupter>>,
    ) -> PyResult<Out<ImportReport>> {
        let csv = CsvOptions {
            columns: self::columns(columns)?,
            language: word("language", language)?,
            source: source.to_owned(),
            kind: word("kind", kind)?,
            delimiter,
        };
        let options = import_options(dry_run, skip_bad_rows, status, index)?;
        if let Ok(bytes) = file.0.extract::<Vec<u8>>() {
            return self
                .work(py, progress, interrupter, |kb, job| kb.import_csv(Cursor::new(bytes), &csv, &options, job))
                .map(Out);
        }
        let path: PathBuf = file.0.extract()?;
        self.work(py, progress, interrupter, |kb, job| kb.import_csv_file(path, &csv, &options, job)).map(Out)
    }

    /// Import the rows of a frame: pandas, polars, pyarrow, or anything else that speaks Arrow.
    ///
    /// Rows are read like those of a CSV file: lists become several values, dates become dates. Records of this library, as
    /// ``kb.records()`` or as its frame, keep all they say and their ids: those that are here already are updated.
    ///
    /// Parameters
    /// ----------
    /// frame : object
    ///     The frame.
    /// mapping : dict, optional
    ///     What columns hold, by name, as ``columns`` of ``import_csv``.
    /// dry_run : bool
    ///     Only tell what would happen.
    /// source : str
    ///     What the rows' external ids are counted under; ``"frame"`` if not given.
    /// language, kind, skip_bad_rows, status, index, progress, interrupter
    ///     As for ``import_csv``.
    ///
    /// Returns
    /// -------
    /// FrameImport
    ///     The report, and the problems as a table with the number of each row, from 0.
    ///
    /// Examples
    /// --------
    /// >>> import omkn, pandas
    /// >>> frame = pandas.DataFrame({"nom": ["Deux sacs", ""], "an": [2004, 2005]})
    /// >>> with omkn.in_memory() as kb:
    /// ...     trial = kb.import_frame(frame, mapping={"nom": "title", "an": "date"}, language="fr", dry_run=True)
    /// >>> trial.report.created, [(problem.row, problem.path) for problem in trial.problems]
    /// (1, [(1, 'title')])
    #[pyo3(signature = (frame: "object", *, mapping=None, dry_run=false, **options: "object"))]
    fn import_frame<'py>(
        this: &Bound<'py, Self>,
        frame: &Bound<'py, PyAny>,
        mapping: Option<ColumnsArgument<'py>>,
        dry_run: bool,
        options: Option<&Bound<'py, pyo3::types::PyDict>>,
    ) -> PyResult<FrameImport<'py>> {
        let arguments = (this, frame, mapping, dry_run);
        this.py().import("omkn.frames")?.getattr("import_frame")?.call(arguments, options).map(FrameImport)
    }
}
