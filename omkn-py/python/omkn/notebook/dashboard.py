"""The knowledge base in one cell: counts, coverage by area, freshness."""

from __future__ import annotations

import datetime
from typing import Any

from ..errors import ClosedError
from .html import bar, best, isolated, language, many, number, said, table, text, view


def knowledge_base(kb: Any) -> str:
    """What is in it, where it is thick and thin, and how old it is."""
    try:
        return view(said("Knowledge base", "Base de connaissances"), _counts(kb) + _coverage(kb) + _freshness(kb))
    except ClosedError as error:
        return view(said("Knowledge base", "Base de connaissances"), f"<p>{text(error)}</p>")


def _counts(kb: Any) -> str:
    found = kb.search("", facets={"kind": 12, "language": 6}, limit=0, languages=[language()])
    kinds, languages = (
        [f"{number(one.count)} {isolated(one.label)}" for one in counts.counts] for counts in found.facets
    )
    rest = kb.count() - found.total
    others = said(
        f"; {number(rest)} more are drafts, in review, archived or withdrawn",
        f"; {number(rest)} autres sont à l’état d’ébauche, en révision, archivées ou retirées",
    )
    unseen = others if rest else ""
    mode = said(" (read-only)", " (lecture seule)") if kb.is_read_only else ""
    count = many(found.total, ("published record", "fiche publiée"), ("published records", "fiches publiées"))
    return (
        f"<h3>{count}{mode}</h3><p class='meta'>{' · '.join(kinds)}{unseen}</p>"
        f"<p class='meta'>{said('Titles: ', 'Titres : ')}{' · '.join(languages)}</p>"
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
    headers = said("Service area", "Domaine de service"), said("Records", "Fiches"), ""
    shown = table(headers, rows, said("Coverage by service area", "Couverture par domaine de service"))
    lacking = many(
        len(empty),
        ("service area without a record", "domaine sans fiche"),
        ("service areas without a record", "domaines sans fiche"),
    )
    gaps = f"<details><summary>{lacking}</summary><p>{', '.join(empty)}</p></details>"
    return shown + (gaps if empty else "")


def _label(labels: dict[str, str]) -> str:
    return isolated(*best(labels))


def _freshness(kb: Any) -> str:
    last = kb.records(order="modified", limit=1)
    when = (
        f"{said('Last change', 'Dernière modification :')} {last[0].modified:%Y-%m-%d %H:%M} UTC"
        if len(last)
        else said("Nothing captured yet", "Rien n’a encore été saisi")
    )
    status = kb.index_status()
    index = (
        said("up to date", "à jour")
        if status.watermark == status.latest
        else said(
            f"at change {number(status.watermark)} of {number(status.latest)}",
            f"à la modification {number(status.watermark)} sur {number(status.latest)}",
        )
    )
    years = kb.search("", facets={"year": 1000}, limit=0).facets[0].counts
    dated = sum(one.count for one in years)
    recent = sum(one.count for one in years if int(one.value) >= datetime.date.today().year - 5)
    due = kb.search("status:review_due", limit=0).total
    age = said(
        f"{number(recent)} of {number(dated)} dated records are from the last five years",
        f"{number(recent)} des {number(dated)} fiches datées sont des cinq dernières années",
    )
    undated = said("no record has a date", "aucune fiche n’est datée")
    size = f"{number(status.bytes / 1e6, 1)} {said('MB', 'Mo')}"
    review = said(f"{number(due)} due for review", f"{number(due)} à réviser")
    return f"<p class='meta'>{when} · {age if dated else undated} · {review} · index {index}, {size}</p>"
