"""The vectors of ``tests/conformance`` in Python; Rust and Kotlin run the same files."""

import dataclasses
import datetime
import decimal
import json
import pathlib
import sys

import omkn
import pytest

sys.path.append(str(pathlib.Path(__file__).parents[1] / "conformance"))

import vectors  # noqa: E402


def plain(value):
    """Any answer in its JSON form."""
    if dataclasses.is_dataclass(value):
        # A word of Python, such as `from`, has a line behind it here.
        named = {field.name.removesuffix("_"): getattr(value, field.name) for field in dataclasses.fields(value)}
        return plain(named)
    if isinstance(value, omkn.SearchHits):
        fields = ("total", "facets", "interpretation", "watermark", "next")
        return {"hits": plain(list(value))} | {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, omkn.CoverageTable):
        fields = ("by", "records", "unplaced", "caveats")
        return {"cells": plain(list(value))} | {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, omkn.Records):
        return {"items": plain(list(value)), "next": value.next}
    if isinstance(value, omkn.Taxonomy):
        return None
    if isinstance(value, (list, tuple, omkn.Table)):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value


def options(request):
    """A search or filter as arguments by name."""
    if "facets" in request:
        request = request | {"facets": {one["facet"]: one["limit"] for one in request["facets"]}}
    return request


def without(arguments, name):
    return {key: value for key, value in arguments.items() if key != name}


def exported(kb, path, filter=None):
    count = kb.export_jsonl(path, **(filter or {}))
    return {"count": count, "lines": [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]}


def imported(kb, path, arguments):
    path.write_bytes(vectors.content(arguments).encode())
    return kb.import_jsonl(path, **arguments.get("options", {}))


def edit(edits):
    def make(work):
        for name, arguments in map(vectors.call, edits):
            getattr(work, name)(**arguments)

    return make


def run(kb, path, name, arguments):
    """One call as Python writes it."""
    owner, _, method = name.rpartition(".")
    if owner == "taxonomy":
        member = getattr(kb.taxonomy(), method)
        return member(**arguments) if callable(member) else member
    special = {
        "search": lambda request: kb.search(**options(request)),
        "explain": lambda request, id: kb.explain(id=id, **options(request)),
        "suggest": lambda request: kb.suggest(**request),
        "coverage": lambda request: kb.coverage(**request),
        "gaps": lambda request: kb.gaps(**request),
        "evidence": lambda request, costs: kb.evidence(request["record"], costs, **without(request, "record")),
        "records": lambda filter: kb.records(**({"limit": 100} | filter)),
        "edit_taxonomy": lambda edits: kb.edit_taxonomy(edit(edits)),
        "parse_query": omkn.parse_query,
        "export_jsonl": lambda **given: exported(kb, path, **given),
        "import_jsonl": lambda **given: imported(kb, path, given),
        "import_csv": lambda options={}, csv={}, **given: kb.import_csv(vectors.content(given).encode(), **options, **csv),
    }
    return special.get(name, getattr(kb, name, None))(**arguments)


def piece(text, place):
    return text[place["start"] : place["end"]]


@pytest.mark.parametrize(("file", "vector"), [pytest.param(*one, id=f"{one[0]}: {one[1]['name']}") for one in vectors.vectors()])
def test_every_vector_holds(file, vector, tmp_path):
    with omkn.in_memory() as kb:

        def plainly(name, arguments):
            text = arguments.get("text", "")
            try:
                return vectors.marked(plain(run(kb, tmp_path / "records", name, arguments)), piece, text)
            except omkn.OmknError as error:
                told = {"kind": error.kind} | plain(vars(error)["_fields"])
                return {"error": vectors.marked(told, piece, text)}

        failed = vectors.failure(vector, plainly)
    assert failed is None, f"{file}: {vector['name']}\n    {failed}"
