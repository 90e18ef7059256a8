"""OMKN: an embeddable, bilingual, offline knowledge base of municipal practices.

Open a folder with :func:`omkn.open`, ``capture`` what works, ``search`` in English and French, and take what is found into
pandas or polars. The words are those of the Rust library; every call lets other threads run meanwhile.

Examples
--------
>>> import omkn
>>> with omkn.in_memory() as kb:
...     record = kb.capture({"kind": "practice", "title": {"en": "Brine before the storm"}})
...     hits = kb.search("brine")
>>> hits.total, hits[0].id == record.id
(1, True)
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from . import errors, model, results
from ._omkn import (
    Changes,
    CoverageTable,
    Diff,
    Facets,
    Interrupter,
    KnowledgeBase,
    Organizations,
    Records,
    SearchHits,
    Subscription,
    Table,
    Taxonomy,
    TaxonomyEdit,
    View,
    in_memory,
    open,
    parse_query,
    service_of_area,
    version,
    words,
)
from .errors import OmknError
from .model import Concept, Organization, Record, RecordDraft

__version__ = version()

__all__ = [
    "Changes",
    "Concept",
    "CoverageTable",
    "Diff",
    "Facets",
    "Interrupter",
    "KnowledgeBase",
    "OmknError",
    "Organization",
    "Organizations",
    "Record",
    "RecordDraft",
    "Records",
    "SearchHits",
    "Subscription",
    "Table",
    "Taxonomy",
    "TaxonomyEdit",
    "View",
    "errors",
    "in_memory",
    "model",
    "parse_query",
    "results",
    "service_of_area",
    "version",
    "words",
]

# Loaded when they are first used; `open` is not in `__all__`, so that `from omkn import *` leaves Python's own alone.
_LAZY = ("frames", "notebook", "plot", "tables")


def __getattr__(name: str) -> ModuleType:
    if name in _LAZY:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_LAZY, "open"})
