"""What checks, imports and long work report; part of :mod:`omkn.results`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ._listing import Listing
from ._typing import PandasFrame, PolarsFrame


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One finding of validation: where, why for programs, and why for people."""

    path: str
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ValidationReport:
    """All findings of validation at once."""

    problems: list[Problem]

    @property
    def is_ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems

    def to_pandas(self) -> PandasFrame:
        """The problems as a frame of pandas."""
        return Listing(self.problems, "Problem").to_pandas()

    def to_polars(self) -> PolarsFrame:
        """The problems as a frame of polars."""
        return Listing(self.problems, "Problem").to_polars()

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self.problems, "Validation", f"{len(self.problems):,} problems")


@dataclass(frozen=True, kw_only=True)
class RowProblems:
    """The problems of one row; ``line`` is where it begins, from 1."""

    line: int
    problems: list[Problem]


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import did, or would do."""

    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    problems: list[RowProblems]
    remarks: list[str]
    committed: bool
    indexed: bool

    def rows_with_problems(self) -> Listing[RowProblem]:
        """Every problem in a row of its own, with the line it is on."""
        found = ((row.line, problem) for row in self.problems for problem in row.problems)
        return Listing(RowProblem(line=line, path=one.path, code=one.code, reason=one.reason) for line, one in found)

    def to_pandas(self) -> PandasFrame:
        """The problems as a frame of pandas, each with its line."""
        return self.rows_with_problems().to_pandas()

    def to_polars(self) -> PolarsFrame:
        """The problems as a frame of polars, each with its line."""
        return self.rows_with_problems().to_polars()

    def _repr_html_(self) -> str:
        from .notebook.report import import_report

        return import_report(self)


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """One problem and the line it is on, from 1."""

    line: int
    path: str
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding of a check, and what to do about it."""

    code: str
    what: str
    repair: str


@dataclass(frozen=True, kw_only=True)
class HealthReport:
    """What a check found."""

    level: Literal["quick", "full", "index"]
    records: int
    revisions: int
    findings: list[Finding]

    @property
    def is_healthy(self) -> bool:
        """Whether nothing is damaged."""
        return not self.findings

    def to_pandas(self) -> PandasFrame:
        """The findings as a frame of pandas."""
        return Listing(self.findings, "Finding").to_pandas()

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self.findings, "Health", f"{len(self.findings):,} findings")


@dataclass(frozen=True, kw_only=True)
class IndexStatus:
    """How far the index is, and how large."""

    watermark: int
    latest: int
    records: int
    segments: int
    bytes: int


class Progress(NamedTuple):
    """How far long work has come; ``total`` is ``None`` where it is not known."""

    stage: str
    done: int
    total: int | None
