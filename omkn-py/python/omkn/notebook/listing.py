"""Lists and tables as they are first seen: a heading and the first rows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from .._listing import columns_of
from .html import best_isolated, isolated, many, name_of, number, said, table, text, view

#: So many rows are shown, and so many characters of a value.
_ROWS = 50
_CHARS = 200
#: Columns of ids that are shown by their names.
_IDS = ("concept", "concepts", "organization", "organizations")


def listing(items: Any, title: str = "List", caption: str = "") -> str:
    """The first rows of a list."""
    return view(title, rows(items, len(items), caption))


def table_of(shown: Any) -> str:
    """The first rows of a table; one of selected columns shows these."""
    name = type(shown).__name__
    if name == "Table":
        return view(name, f"<p>{_rows(len(shown))}{said(': ', ' : ')}{', '.join(map(isolated, shown.columns))}</p>")
    if name == "CoverageTable":
        return view(name, _coverage(shown))
    return view(name, rows(islice(shown, _ROWS), len(shown)))


def _coverage(shown: Any) -> str:
    by = [text(side.replace("_", " ")) for side in shown.by]
    cells = [
        (*map(_value, shown.by, cell.values), cell.records, cell.municipalities, cell.residents)
        for cell in islice(shown, _ROWS)
    ]
    caption = said(
        f"{number(min(len(shown), _ROWS))} of {number(len(shown))} cells, {number(shown.records)} records",
        f"{number(min(len(shown), _ROWS))} cases sur {number(len(shown))}, {number(shown.records)} fiches",
    )
    caveats = "".join(f"<li>{best_isolated(caveat.text)}</li>" for caveat in shown.caveats)
    headers = (*by, said("records", "fiches"), said("municipalities", "municipalités"), said("residents", "habitants"))
    return f"{table(headers, cells, caption)}<ul>{caveats}</ul>"


def _value(side: str, value: str) -> str:
    """A value of a side of a cell, by its name."""
    return isolated(name_of(value)) if side in ("area", "municipality") else isolated(value)


def _rows(count: int) -> str:
    return many(count, ("row", "ligne"), ("rows", "lignes"))


def rows(items: Iterable[Any], count: int, caption: str = "") -> str:
    """The first rows, as a table with how many there are."""
    columns = columns_of(islice(items, _ROWS))
    if not columns:
        return f"<p>{said('Nothing to show.', 'Rien à afficher.')}</p>"
    shown = zip(*([_shown(value, name) for value in values] for name, values in columns.items()), strict=True)
    first = len(next(iter(columns.values())))
    counted = _rows(count) if first == count else said(f"{first} of {_rows(count)}", f"{first} sur {_rows(count)}")
    return table((name.replace("_", " ") for name in columns), shown, caption or counted)


def _shown(value: Any, column: str) -> Any:
    if value is None:
        return ""
    if column in _IDS:
        return isolated("; ".join(map(name_of, value.split("; "))), most=_CHARS)
    if isinstance(value, bool):
        return text(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return number(value, 3)
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    return isolated(value, most=_CHARS)
