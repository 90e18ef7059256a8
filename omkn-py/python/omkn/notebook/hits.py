"""Hits as cards."""

from __future__ import annotations

from typing import Any

from ..errors import OmknError
from .html import (
    MOST_CHARS,
    MOST_ENTRIES,
    best,
    isolated,
    link,
    many,
    name_of,
    number,
    said,
    text,
    view,
    with_links,
    word,
)


def hits(found: Any, kb: Any = None) -> str:
    """The page of hits, with what was understood and the facets."""
    shown = [_card(hit, kb) for hit, _ in zip(found, range(MOST_ENTRIES), strict=False)]
    query = found.interpretation.query
    count = said(f"{number(found.total)} found", many(found.total, ("", "fiche trouvée"), ("", "fiches trouvées")))
    asked = f"{said(' for ', ' pour ')}{isolated(query, most=300)}" if query else ""
    head = f"<h3>{count}{asked}</h3>"
    notices = "".join(f"<li>{text(notice.reason)}</li>" for notice in found.interpretation.notices)
    if notices:
        head += f"<ul>{notices}</ul>"
    facets = "".join(map(_facet, found.facets))
    more = "" if found.next is None else f'<p class="meta">{_more(len(found), found.total)}</p>'
    return view(said("Hits", "Résultats"), f'{head}{facets}<ol class="cards">{"".join(shown)}</ol>{more}')


def _more(shown: int, total: int) -> str:
    return said(
        f"{number(shown)} of {number(total)} shown; the next page is after=hits.next, all of them limit=None.",
        f"{number(shown)} sur {number(total)} affichées; la page suivante : after=hits.next, toutes : limit=None.",
    )


def _card(hit: Any, kb: Any) -> str:
    title = _highlighted(hit.title)
    facts = [f'<span class="kind">{text(word("kind", hit.kind))}</span>']
    facts += [text(fact) for fact in (word("level", hit.level), hit.date) if fact]
    names, links = _names_and_links(hit, kb)
    facts += names
    facts += [f"{said('found by', 'trouvée par')} {isolated(one.label)}" for one in hit.matched_by]
    if hit.fit:
        facts.append(f"{said('likeness', 'ressemblance')} {number(hit.fit.likeness.value, 2)}")
    snippet = f'<p class="text">{_highlighted(hit.snippet.text)}</p>' if hit.snippet else ""
    tail = f'<p class="meta">{" · ".join(links)}</p>' if links else ""
    return (
        f'<li><article><h4>{hit.rank}. {title}</h4><p class="meta">{" · ".join(facts)}</p>{snippet}{tail}'
        f'<p class="meta"><code>{text(hit.id)}</code></p></article></li>'
    )


def _highlighted(shown: Any) -> str:
    parts, left = [], MOST_CHARS
    for part, is_highlighted in shown.parts():
        parts.append(f"<mark>{text(part, left)}</mark>" if is_highlighted else with_links(part, left))
        left -= len(part)
        if left <= 0:
            break
    return f'<bdi lang="{text(shown.language)}" dir="auto">{"".join(parts)}</bdi>'


def _names_and_links(hit: Any, kb: Any) -> tuple[list[str], list[str]]:
    """What the knowledge base says besides; a closed one says nothing, and the card stands without."""
    try:
        known = [kb.find_organization(id) for id in hit.organizations[:5]] if kb is not None else []
        names = [isolated(best(one.official_name or one.name)[0]) for one in known if one]
        names = names if kb is not None else [isolated(name_of(id)) for id in hit.organizations[:5]]
        record = kb.find(hit.id) if kb is not None else None
    except OmknError:
        return [isolated(name_of(id)) for id in hit.organizations[:5]], []
    sources = record.content.sources[:3] if record else []
    return names, [link(source.url, source.citation) for source in sources if source.url]


def _facet(counts: Any) -> str:
    values = " · ".join(f"{isolated(one.label)} ({number(one.count)})" for one in counts.counts[:12])
    return f'<p class="meta"><strong>{text(counts.facet)}</strong>: {values}</p>' if values else ""
