"""Frames: tables out to pandas and polars, and rows in from any frame.

Out, nothing is copied through Python objects: pandas and polars read the Arrow stream. In, the rows of a frame are handed to the
core as it reads a CSV file, so that both follow the same rules.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._omkn import CoverageTable, Records, SearchHits
from ._typing import PandasFrame, PolarsFrame
from .results import ImportReport


def to_pandas(table: Any, flat: bool = False) -> PandasFrame:
    """The table as a frame of pandas: dates as ``datetime64``, whole numbers whole; lists and structs stay in their Arrow form.

    ``flat``: lists as texts, structs as JSON, instants in UTC without their time zone.
    """
    pyarrow, pandas = need("pyarrow"), need("pandas")
    types = pyarrow.types
    whole = {16: pandas.Int16Dtype, 64: pandas.Int64Dtype}

    def kept(kind: Any) -> Any:
        if types.is_nested(kind):
            return pandas.ArrowDtype(kind)
        return whole[kind.bit_width]() if types.is_signed_integer(kind) and kind.bit_width in whole else None

    arrow = pyarrow.table(table)
    if flat:
        arrow = pyarrow.table(
            [_flat(column, pyarrow) for column in arrow.columns],
            names=arrow.column_names,
        )
    frame = arrow.to_pandas(types_mapper=kept, date_as_object=False)
    if isinstance(table, SearchHits):
        frame.attrs["notices"] = [notice.reason for notice in table.interpretation.notices]
    if isinstance(table, CoverageTable):
        frame.attrs["caveats"] = [caveat.text["en"] for caveat in table.caveats]
    found: PandasFrame = frame
    return found


def _flat(column: Any, pyarrow: Any) -> Any:
    """A column of plain values."""
    kind = column.type
    if pyarrow.types.is_nested(kind):
        return pyarrow.array([_text(value) for value in column.to_pylist()], pyarrow.string())
    if pyarrow.types.is_timestamp(kind) and kind.tz is not None:
        return column.cast(pyarrow.timestamp(kind.unit))
    return column


def _text(value: Any) -> str | None:
    """A list as its values with ``; `` between them, anything else that has parts as JSON."""
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def to_polars(table: Any, flat: bool = False) -> PolarsFrame:
    """The table as a frame of polars; ``flat`` as for ``to_pandas``."""
    polars = need("polars")
    frame: PolarsFrame = polars.DataFrame(table)
    if not flat:
        return frame
    columns = []
    for name, kind in frame.schema.items():
        column = frame.get_column(name)
        if kind.is_nested():
            texts = [_text(value) for value in column.to_list()]
            column = polars.Series(name, texts, dtype=polars.String)
        elif isinstance(kind, polars.Datetime) and kind.time_zone is not None:
            column = column.dt.replace_time_zone(None)
        columns.append(column)
    flattened: PolarsFrame = polars.DataFrame(columns)
    return flattened


def need(module: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"{module} is not installed: pip install {module.partition('.')[0]}") from error


@dataclass(frozen=True, kw_only=True)
class FrameProblem:
    """One thing that is wrong with one row; ``row`` counts from 0."""

    row: int
    path: str
    code: str
    reason: str


class FrameProblems(Sequence[FrameProblem]):
    """What is wrong with the rows of a frame: a sequence, and a frame itself by ``to_pandas`` or ``to_polars``."""

    def __init__(self, problems: Iterable[FrameProblem]) -> None:
        self._problems = list(problems)

    def __len__(self) -> int:
        return len(self._problems)

    def __getitem__(self, at: Any) -> Any:
        return self._problems[at]

    def __repr__(self) -> str:
        return f"<omkn.frames.FrameProblems of {len(self)} rows>"

    def _columns(self) -> dict[str, list[Any]]:
        names = ("row", "path", "code", "reason")
        return {name: [getattr(problem, name) for problem in self._problems] for name in names}

    def to_pandas(self) -> PandasFrame:
        """The problems as a frame of pandas."""
        frame: PandasFrame = need("pandas").DataFrame(self._columns())
        return frame

    def to_polars(self) -> PolarsFrame:
        """The problems as a frame of polars."""
        schema = {"row": int, "path": str, "code": str, "reason": str}
        frame: PolarsFrame = need("polars").DataFrame(self._columns(), schema=schema)
        return frame

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self, "Problems")


@dataclass(frozen=True)
class FrameImport:
    """What an import of a frame did, or would do."""

    report: ImportReport
    problems: FrameProblems

    def _repr_html_(self) -> str:
        return self.report._repr_html_()


def import_frame(kb: Any, frame: Any, mapping: Any = None, dry_run: bool = False, **options: Any) -> FrameImport:
    """Import the rows of a frame; see :meth:`omkn.KnowledgeBase.import_frame`."""
    from . import _own

    if mapping is not None and not isinstance(mapping, Mapping):
        raise TypeError('mapping is a dict of columns and their fields, such as {"Titre": "title"}')
    if isinstance(frame, Records) and not mapping:
        return _own_records(kb, _own.lines_of_records(frame), dry_run, options)
    names, rows = rows_of(frame)
    if _own.is_own(names) and not mapping:
        held = list(rows)
        # A flat frame has texts where records have parts.
        at = names.index("sections")
        if not any(isinstance(row[at], str) for row in held):
            return _own_records(kb, _own.lines_of_frame(names, held), dry_run, options)
        rows = iter(held)
    # Columns may be named by numbers, as those of a frame made of lists are.
    mapping = {str(name): holds for name, holds in (mapping or {}).items()}
    unknown = sorted(set(mapping) - set(names))
    if unknown:
        raise ValueError(f"the frame has no column {', '.join(unknown)}; it has {', '.join(names)}")
    if "year" in names and "date" in names and not {"year", "date"} & set(mapping):
        # The year of the date, as the tables of this library have it.
        mapping["year"] = "ignored"
    text, starts = _as_csv(names, rows)
    options.setdefault("source", "frame")
    report = kb.import_csv(text, columns=mapping, delimiter=",", dry_run=dry_run, **options)
    # How a file was read says nothing about a frame.
    of_file = ("read as ", "columns separated by ")
    report = dataclasses.replace(report, remarks=[one for one in report.remarks if not one.startswith(of_file)])
    return _import_of(report, {line: row for row, line in enumerate(starts)})


def _own_records(kb: Any, lines: bytes, dry_run: bool, options: dict[str, Any]) -> FrameImport:
    """Whole records, one a line."""
    known = {name: value for name, value in options.items() if name not in ("source", "language", "kind")}
    report = kb.import_jsonl(lines, dry_run=dry_run, **known)
    return _import_of(report, {line + 1: line for line in range(lines.count(b"\n"))})


def _import_of(report: ImportReport, row_of: Mapping[int, int]) -> FrameImport:
    found = (
        FrameProblem(row=row_of[row.line], path=problem.path, code=problem.code, reason=problem.reason)
        for row in report.problems
        for problem in row.problems
    )
    return FrameImport(report, FrameProblems(found))


def rows_of(frame: Any) -> tuple[list[str], Iterator[Sequence[Any]]]:
    """The names of the columns and the rows, by the means of the library that made the frame, or by Arrow."""
    if hasattr(frame, "itertuples"):
        named = [name for name in frame.index.names if name is not None and name not in frame.columns]
        frame = frame.reset_index(level=named) if named else frame
        return [str(name) for name in frame.columns], frame.itertuples(index=False, name=None)
    if hasattr(frame, "collect") and hasattr(frame, "lazy"):
        frame = frame.collect()
    if hasattr(frame, "iter_rows"):
        return list(frame.columns), frame.iter_rows()
    if not hasattr(frame, "__arrow_c_stream__"):
        raise TypeError(f"a {type(frame).__name__} is no frame: give one of pandas, polars, pyarrow or DuckDB")
    table = need("pyarrow").table(frame)
    columns = [column.to_pylist() for column in table.columns]
    return list(table.column_names), zip(*columns, strict=True)


def _as_csv(names: list[str], rows: Iterable[Sequence[Any]]) -> tuple[bytes, list[int]]:
    """The rows as CSV, with the line on which each begins."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    starts, line = [], 1 + sum(name.count("\n") for name in names) + 1
    for row in rows:
        cells = [_cell(value) for value in row]
        starts.append(line)
        line += 1 + sum(cell.count("\n") for cell in cells)
        writer.writerow(cells)
    return out.getvalue().encode("utf-8", errors="replace"), starts


def _cell(value: Any) -> str:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple, set)):
        # The unit separator behind each value, so that values may hold what separates them in spreadsheets.
        return "".join(f"{_cell(one)}\x1f" for one in value)
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:  # NaN differs from itself
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        # A year in a column with gaps is a float.
        return str(int(value))
    return str(value)
