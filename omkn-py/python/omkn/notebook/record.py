"""One record, and the difference between two versions."""

from __future__ import annotations

import json
import os
from typing import Any

from .html import (
    MOST_ENTRIES,
    best,
    best_isolated,
    isolated,
    link,
    many,
    name_of,
    number,
    said,
    table,
    text,
    view,
    with_links,
    word,
)

#: So many characters of what is the same are shown around what differs.
_AROUND = 80


def record(shown: Any) -> str:
    """Everything a reader would ask of a record first; the sections are folded."""
    content = shown.content
    facts = [word("kind", content.kind), word("level", content.level), content.date]
    facts += [f"version {shown.version}", word("status", shown.status)]
    line = " · ".join(text(fact) for fact in facts if fact)
    concepts = ", ".join(
        f"{isolated(name_of(concept))} <code>{text(concept)}</code>" for concept in content.concepts[:20]
    )
    places = ", ".join(_place(id) for id in content.coverage.organizations[:20])
    parts = [f'<h3>{best_isolated(content.title, 500)}</h3><p class="meta">{line}</p>']
    parts += [
        f'<p class="meta">{label}{said(": ", " : ")}{value}</p>'
        for label, value in ((said("Areas", "Domaines"), concepts), (said("Organizations", "Organisations"), places))
        if value
    ]
    if content.summary:
        parts.append(f"<p>{best_isolated(content.summary)}</p>")
    parts += [_section(name, texts) for name, texts in content.sections.items()]
    parts += [_measures(content), _money(content), _sources(content)]
    return view(said("Record", "Fiche"), f"<article>{''.join(parts)}</article>")


def _place(id: str) -> str:
    name = name_of(id)
    return isolated(id) if name == id else f"{isolated(name)} <code>{text(id)}</code>"


#: Sections as they are called in French.
_FRENCH = {
    "challenge": "Défi", "approach": "Approche", "implementation": "Mise en œuvre", "results": "Résultats",
    "barriers": "Obstacles", "lessons": "Leçons", "next_steps": "Prochaines étapes", "adoption_advice": "Conseils",
    "body": "Texte",
}  # fmt: skip


def _section(name: str, texts: dict[str, str]) -> str:
    shown, language = best(texts)
    english = name.replace("_", " ").capitalize()
    heading = text(said(english, _FRENCH.get(name, english)))
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
    headers = said("Measure", "Mesure"), said("Unit", "Unité"), said("Before", "Avant"), said("After", "Après")
    return table(headers, rows, said("Measures", "Mesures")) if rows else ""


def _money(content: Any) -> str:
    rows = [
        (what, f"{_amount(one.amount)} {text(one.currency)}", text(one.basis or ""), text(one.dollar_year or ""))
        for what, list_of in (
            (said("Cost", "Coût"), content.costs),
            (said("Saving", "Économie"), content.savings),
        )
        for one in list_of[:MOST_ENTRIES]
    ]
    return (
        table(
            (said("What", "Quoi"), said("Amount", "Montant"), said("Basis", "Base"), said("Dollars of", "Dollars de")),
            rows,
            said("Costs and savings as the record states them", "Coûts et économies selon la fiche"),
        )
        if rows
        else ""
    )


def _amount(amount: Any) -> str:
    digits = -amount.as_tuple().exponent if hasattr(amount, "as_tuple") else 0
    return number(amount, max(digits, 0))


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
    title = said("Differences", "Différences")
    if not rows:
        same = said("The two versions say the same.", "Les deux versions disent la même chose.")
        return view(title, f"<p>{same}</p>")
    headers = said("Field", "Champ"), said("Before", "Avant"), said("After", "Après")
    count = len(changes)
    caption = many(count, ("field differs", "champ diffère"), ("fields differ", "champs diffèrent"))
    return view(title, table(headers, rows, caption))


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
        return '<span class="meta">' + said("nothing", "rien") + "</span>"
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'<{mark} class="text">{isolated(shown)}</{mark}>'
