"""Records from the table of :meth:`omkn.KnowledgeBase.records`, or from its frame, as drafts with their ids again."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

from ._convert import is_gap, to_json
from ._omkn import in_memory

#: Marks a line that holds a whole record.
_FORMAT = "omkn.record/1"
#: Columns that follow from others, or that the knowledge base decides.
_MADE = {
    "version", "created", "modified", "hash", "year", "languages", "concept_labels", "organization_names",
}  # fmt: skip
_COVERAGE = ("organizations", "country", "region", "population_band")
#: The columns of the table of records, once they were asked for.
_columns: set[str] = set()


def is_own(names: Sequence[str]) -> bool:
    """Whether a frame has every column of the table of records."""
    if not _columns:
        with in_memory() as kb:
            _columns.update(kb.records().columns)
    return _columns <= set(names)


def lines_of_records(records: Iterable[Any]) -> bytes:
    """Records as JSON Lines."""
    return "".join(
        f'{{"format":"{_FORMAT}","id":"{one.id}","status":"{one.status}","content":{to_json(one.content)}}}\n'
        for one in records
    ).encode()


def lines_of_frame(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows of the frame of a table of records as JSON Lines."""
    lines = []
    for row in rows:
        fields = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        record = {
            "format": _FORMAT,
            "id": fields.pop("id"),
            "status": fields.pop("status"),
            "content": _content(fields),
        }
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _content(fields: dict[str, Any]) -> dict[str, Any]:
    # The columns of one language are what people edit.
    for name in ("title", "summary"):
        texts = {one["language"]: one["text"] for one in fields.get(name) or []}
        texts |= {
            language: fields.pop(f"{name}_{language}") for language in ("en", "fr") if fields.get(f"{name}_{language}")
        }
        fields[name] = texts
        fields = {key: value for key, value in fields.items() if key not in (f"{name}_en", f"{name}_fr")}
    sections: dict[str, dict[str, str]] = {}
    for one in fields.pop("sections", None) or []:
        sections.setdefault(one["section"], {})[one["language"]] = one["text"]
    translations = {one["language"]: one["status"] for one in fields.pop("translations", None) or []}
    coverage = {name: value for name in _COVERAGE if (value := fields.pop(name, None)) is not None}
    content = _joined({name: value for name, value in fields.items() if name not in _MADE})
    found: dict[str, Any] = content | {"sections": sections, "translations": translations, "coverage": coverage}
    found["publisher"] = found.get("publisher")
    return {name: value for name, value in found.items() if value is not None}


def _joined(value: Any) -> Any:
    """Dates with their precision, values with their periods, and texts by language, as records say them."""
    if isinstance(value, list):
        if value and all(isinstance(one, dict) and set(one) == {"language", "text"} for one in value):
            return {one["language"]: one["text"] for one in value}
        return [_joined(one) for one in value]
    if not isinstance(value, dict):
        return value
    joined: dict[str, Any] = {}
    for name, one in value.items():
        if name.endswith("_precision") and name.removesuffix("_precision") in value:
            continue
        precision = value.get(f"{name}_precision")
        length = {"year": 4, "month": 7}.get(precision or "", 10)
        one = str(one)[:length] if precision and one is not None else _joined(one)
        if one is not None and not (
            one == [] and name in ("name", "title", "results", "purpose", "description", "statement")
        ):
            joined[name] = one
    for side in ("before", "after"):
        period = joined.pop(f"{side}_period", None)
        if side in joined and not isinstance(joined[side], dict) and "unit" in joined:
            joined[side] = {"value": joined[side]} | ({"period": period} if period else {})
    return joined


def _plain(value: Any) -> Any:
    """A cell of any frame as lists, dicts, texts and numbers."""
    if hasattr(value, "as_py"):
        value = value.as_py()
    if hasattr(value, "to_list") and not isinstance(value, (list, dict, str)):
        value = value.to_list()
    elif hasattr(value, "tolist") and not isinstance(value, (list, dict, str)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if value is None or is_gap(value):
        return None
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()[:10]
    return value
