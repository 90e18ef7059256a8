"""One record, and the difference between two versions."""

from __future__ import annotations

import json
import os
from typing import Any

from .html import MOST_ENTRIES, best, best_isolated, isolated, link, table, text, view, with_links

#: So many characters of what is the same are shown around what differs.
_AROUND = 80


def record(shown: Any) -> str:
    """Everything a reader would ask of a record first; the sections are folded."""
    content = shown.content
    facts = [content.kind, content.level, content.date, f"version {shown.version}", shown.status]
    line = " · ".join(text(fact) for fact in facts if fact)
    concepts = ", ".join(f"<code>{text(concept)}</code>" for concept in content.concepts[:20])
    places = ", ".join(isolated(place) for place in content.coverage.organizations[:20])
    parts = [f'<h3>{best_isolated(content.title, 500)}</h3><p class="meta">{line}</p>']
    parts += [
        f'<p class="meta">{label}: {value}</p>'
        for label, value in (("Areas", concepts), ("Organizations", places))
        if value
    ]
    if content.summary:
        parts.append(f"<p>{best_isolated(content.summary)}</p>")
    parts += [_section(name, texts) for name, texts in content.sections.items()]
    parts += [_measures(content), _money(content), _sources(content)]
    return view("Record", f"<article>{''.join(parts)}</article>")


def _section(name: str, texts: dict[str, str]) -> str:
    shown, language = best(texts)
    heading = text(name.replace("_", " ").capitalize())
    inner = f'<div class="text" lang="{text(language or "")}" dir="auto">{with_links(shown)}</div>'
    return f'<details class="card"><summary>{heading}</summary>{inner}</details>'


def _measures(content: Any) -> str:
    def value(one: Any) -> str:
        return "" if one is None else text(one.value) + (f" ({text(one.period)})" if one.period else "")

    rows = [
        (
            best_isolated(one.name) if one.name else isolated(one.id),
            isolated(one.unit),
            value(one.before),
            value(one.after),
        )
        for one in content.measures[:MOST_ENTRIES]
    ]
    return table(("Measure", "Unit", "Before", "After"), rows, "Measures") if rows else ""


def _money(content: Any) -> str:
    rows = [
        (what, f"{one.amount:,} {text(one.currency)}", text(one.basis or ""), text(one.dollar_year or ""))
        for what, list_of in (("Cost", content.costs), ("Saving", content.savings))
        for one in list_of[:MOST_ENTRIES]
    ]
    return (
        table(("What", "Amount", "Basis", "Dollars of"), rows, "Costs and savings as the record states them")
        if rows
        else ""
    )


def _sources(content: Any) -> str:
    links = [link(one.url, one.citation) for one in content.sources[:20]]
    links += [link(one.url, best(one.title)[0]) for one in content.resources[:20] if one.url]
    return f"<ul>{''.join(f'<li>{one}</li>' for one in links)}</ul>" if links else ""


def diff(changes: Any) -> str:
    """The fields that differ, the earlier value beside the later one."""
    rows = [
        (f"<code>{text(change.path)}</code>", *map(_value, ("del", "ins"), _apart(change.before, change.after)))
        for change, _ in zip(changes, range(MOST_ENTRIES), strict=False)
    ]
    if not rows:
        return view("Differences", "<p>The two versions say the same.</p>")
    return view("Differences", table(("Field", "Before", "After"), rows, f"{len(changes):,} fields differ"))


def _apart(before: Any, after: Any) -> tuple[Any, Any]:
    """Two values; of long texts what they share at either end is left out, but for the words around what differs."""
    if not (isinstance(before, str) and isinstance(after, str)) or max(len(before), len(after)) < 4 * _AROUND:
        return before, after
    same = len(os.path.commonprefix([before, after]))
    same_end = len(os.path.commonprefix([before[same:][::-1], after[same:][::-1]]))
    start, end = max(same - _AROUND, 0), max(same_end - _AROUND, 0)
    cut = [f"{'…' if start else ''}{one[start : len(one) - end]}{'…' if end else ''}" for one in (before, after)]
    return cut[0], cut[1]


def _value(mark: str, value: Any) -> str:
    if value is None:
        return '<span class="meta">nothing</span>'
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'<{mark} class="text">{isolated(shown)}</{mark}>'
