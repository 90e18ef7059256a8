"""The knowledge base in one cell: counts, coverage by area, freshness."""

from __future__ import annotations

import datetime
from typing import Any

from ..errors import ClosedError
from .html import bar, isolated, table, text, view


def knowledge_base(kb: Any) -> str:
    """What is in it, where it is thick and thin, and how old it is."""
    try:
        return view("Knowledge base", _counts(kb) + _coverage(kb) + _freshness(kb))
    except ClosedError as error:
        return view("Knowledge base", f"<p>{text(error)}</p>")


def _counts(kb: Any) -> str:
    found = kb.search("", facets={"kind": 12, "language": 6}, limit=0)
    kinds, languages = ([f"{one.count:,} {isolated(one.label)}" for one in counts.counts] for counts in found.facets)
    rest = kb.count() - found.total
    unseen = f"; {rest:,} more are drafts, in review, archived or withdrawn" if rest else ""
    mode = " (read-only)" if kb.is_read_only else ""
    return (
        f"<h3>{found.total:,} published records{mode}</h3><p class='meta'>{' · '.join(kinds)}{unseen}</p>"
        f"<p class='meta'>Titles: {' · '.join(languages)}</p>"
    )


def _coverage(kb: Any) -> str:
    tops = {concept.id: 0 for scheme in kb.taxonomy().schemes for concept in kb.taxonomy().top_concepts(scheme.id)}
    labels = {concept.id: concept.pref_label for concept in kb.taxonomy() if concept.id in tops}
    for one in kb.search("", facets={"area": 1000}, limit=0).facets[0].counts:
        if one.value in tops:
            tops[one.value] = one.count
    most = max(tops.values(), default=0) or 1
    held = sorted((item for item in tops.items() if item[1]), key=lambda item: (-item[1], item[0]))
    rows = [(_label(labels[id]), count, bar(count / most)) for id, count in held[:15]]
    empty = [_label(labels[id]) for id, count in tops.items() if not count]
    shown = table(("Service area", "Records", ""), rows, "Coverage by service area")
    gaps = f"<details><summary>{len(empty)} service areas without a record</summary><p>{', '.join(empty)}</p></details>"
    return shown + (gaps if empty else "")


def _label(labels: dict[str, str]) -> str:
    return isolated(labels.get("en") or next(iter(labels.values()), ""))


def _freshness(kb: Any) -> str:
    last = kb.records(order="modified", limit=1)
    when = f"Last change {last[0].modified:%Y-%m-%d %H:%M} UTC" if len(last) else "Nothing captured yet"
    status = kb.index_status()
    index = (
        "up to date" if status.watermark == status.latest else f"at change {status.watermark:,} of {status.latest:,}"
    )
    years = kb.search("", facets={"year": 1000}, limit=0).facets[0].counts
    dated = sum(one.count for one in years)
    recent = sum(one.count for one in years if int(one.value) >= datetime.date.today().year - 5)
    due = kb.search("status:review_due", limit=0).total
    age = f"{recent:,} of {dated:,} dated records are from the last five years" if dated else "no record has a date"
    return f"<p class='meta'>{when} · {age} · {due:,} due for review · index {index}, {status.bytes / 1e6:.1f} MB</p>"
