"""How things look in a notebook: plain HTML that escapes what records say, loads nothing and runs nothing.

Colours are taken from the page, so light and dark themes work; highlights bring both of theirs. Tables have headers, lists are
lists, languages are marked, and bars stand beside the numbers they show.

``omkn.notebook.set_language("fr")`` shows everything in French from then on, ``omkn.notebook.card(record, language="fr")`` one
thing.
"""

from __future__ import annotations

from typing import Any

from .html import in_language, set_language

__all__ = ["Card", "card", "set_language"]


class Card:
    """One thing as it looks in a language."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def card(thing: Any, *, language: str = "en") -> Card:
    """A knowledge base, hits, a record, a table or list as a card in English or French.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     record = kb.capture({"kind": "guide", "title": {"fr": "Guide du sel"}})
    >>> "Guide du sel" in omkn.notebook.card(record, language="fr")._repr_html_()
    True
    """
    with in_language(language):
        return Card(thing._repr_html_())
