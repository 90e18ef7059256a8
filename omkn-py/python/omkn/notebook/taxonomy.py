"""The taxonomy as a tree that unfolds."""

from __future__ import annotations

from typing import Any

from .html import best_isolated, isolated, number, said, text, view


def taxonomy(shown: Any) -> str:
    """Every concept below its first broader one, in both languages; deprecated ones are left out."""
    below: dict[str | None, list[Any]] = {}
    count = 0
    for concept in shown:
        if not concept.deprecated and count < 2_000:
            below.setdefault(concept.broader[0] if concept.broader else None, []).append(concept)
            count += 1
    schemes = " · ".join(
        f"{best_isolated(scheme.title) if scheme.title else isolated(scheme.id)}, version {scheme.version}"
        for scheme in shown.schemes
    )
    tree = "".join(_node(concept, below, 0) for concept in below.get(None, []))
    return view(
        said("Taxonomy", "Taxonomie"), f"<h3>{number(count)} concepts</h3><p class='meta'>{schemes}</p><ul>{tree}</ul>"
    )


def _node(concept: Any, below: dict[str | None, list[Any]], depth: int) -> str:
    labels = [isolated(label, language) for language, label in list(concept.pref_label.items())[:2]]
    line = f"{' / '.join(labels)} <code>{text(concept.id)}</code>"
    narrower = below.get(concept.id, []) if depth < 20 else []
    if not narrower:
        return f"<li>{line}</li>"
    inner = "".join(_node(one, below, depth + 1) for one in narrower)
    return f"<li><details><summary>{line} ({len(narrower)})</summary><ul>{inner}</ul></details></li>"
