"""The few pieces every view is made of. Text goes through :func:`text`, and nothing else does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .._omkn import built_in_label, word_labels

#: No single text is shown longer than this, in characters; no list longer than that many entries.
MOST_CHARS = 2_000
MOST_ENTRIES = 200

_LANGUAGE: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The language in which things are shown: ``en`` or ``fr``."""
    return _LANGUAGE.get()


def set_language(language: str) -> None:
    """Show things in English (``"en"``) or French (``"fr"``) from now on."""
    _LANGUAGE.set(checked(language))


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Show things in a language for a while."""
    before = _LANGUAGE.set(checked(language))
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def checked(language: str) -> str:
    """A language in which things can be shown."""
    if language not in ("en", "fr"):
        raise ValueError(f'language is "en" or "fr", not {language!r}')
    return language


def said(english: str, french: str) -> str:
    """A text in the language of the reader."""
    return french if language() == "fr" else english


def number(value: float, digits: int = 0) -> str:
    """A number as it is written in the language of the reader."""
    shown = f"{value:,.{digits}f}"
    return shown.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") if language() == "fr" else shown


def many(count: int, one: tuple[str, str], more: tuple[str, str]) -> str:
    """A count with its noun, in English and French; nothing is singular in French."""
    singular = count == 1 or (count == 0 and language() == "fr")
    return f"{number(count)} {said(*(one if singular else more))}"


def word(of: str, code: str | None) -> str:
    """A word of a closed list in the language of the reader."""
    return word_labels(of, language()).get(code or "", code or "") if language() == "fr" else code or ""  # type: ignore[arg-type]


def name_of(id: str) -> str:
    """What a service area or organization of the library is called; the id of any other."""
    return built_in_label(id, [language()]) or id


# Controls, and marks that would turn the text around them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()]{1,500}")

_STYLE = """
.omkn{font:14px/1.5 system-ui,sans-serif;color:inherit;max-width:60rem}
.omkn h3,.omkn h4{margin:.2em 0;font-size:1.1em;line-height:1.3}
.omkn article,.omkn details.card{border:1px solid rgba(127,127,127,.5);border-radius:6px;padding:.5em .8em;margin:.5em 0}
.omkn ol,.omkn ul{padding-left:1.2em;margin:.3em 0}.omkn ol.cards{list-style:none;padding:0}
.omkn table{border-collapse:collapse;margin:.4em 0}.omkn th,.omkn td{text-align:left!important;padding:.15em .8em .15em 0;
border-bottom:1px solid rgba(127,127,127,.35);vertical-align:top}.omkn td.n{text-align:right!important;font-variant-numeric:tabular-nums}
.omkn mark{background:#ffe08a;color:#1a1a1a;padding:0 .1em;border-radius:2px}
.omkn ins{background:#c6f0cf;color:#10331a;text-decoration:none}.omkn del{background:#ffd3d0;color:#4a100c}
.omkn .meta{opacity:.85}.omkn .kind{border:1px solid currentColor;border-radius:3px;padding:0 .4em;font-size:.9em}
.omkn .bar{display:inline-block;height:.7em;background:currentColor;opacity:.55;vertical-align:middle}
.omkn .text{white-space:pre-wrap;margin:.3em 0;overflow-wrap:anywhere}.omkn a{color:inherit;text-decoration:underline}
"""


def text(value: Any, most: int = MOST_CHARS) -> str:
    """Any value as text that is only text."""
    shown = value if isinstance(value, str) else str(value)
    if len(shown) > most:
        shown = shown[:most] + "…"
    return html.escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", shown), quote=True)


def isolated(value: Any, language: str | None = None, most: int = MOST_CHARS) -> str:
    """A text of a record: marked with its language, and kept from turning the text around it."""
    mark = f' lang="{text(language, 40)}"' if language else ""
    return f'<bdi{mark} dir="auto">{text(value, most)}</bdi>'


def link(address: str | None, label: Any = None) -> str:
    """A link where the address leads to the web or a mailbox; the text alone where it leads anywhere else."""
    shown = isolated(label if label else address or "", most=300)
    if (
        address
        and re.match(r"(https?://[^\s/]|mailto:[^\s@]+@)", address, re.IGNORECASE)
        and not re.search(r"\s", address)
    ):
        return f'<a href="{text(address)}" rel="noopener noreferrer nofollow" target="_blank">{shown}</a>'
    return shown


def with_links(value: str, most: int = MOST_CHARS) -> str:
    """A text whose web addresses are links."""
    value, parts, at = value[:most] + ("…" if len(value) > most else ""), [], 0
    for found in _ADDRESS.finditer(value):
        address = found.group().rstrip(".,;:!?")
        parts += [text(value[at : found.start()], most), link(address)]
        at = found.start() + len(address)
    return "".join([*parts, text(value[at:], most + 1)])


def best(texts: dict[str, str]) -> tuple[str, str | None]:
    """The text to show, and its language: the reader's, English, French, or the first there is."""
    for choice in (language(), "en", "fr"):
        if choice in texts:
            return texts[choice], choice
    return next(((shown, choice) for choice, shown in texts.items()), ("", None))


def best_isolated(texts: dict[str, str], most: int = MOST_CHARS) -> str:
    """The text to show, marked with its language."""
    shown, language = best(texts)
    return isolated(shown, language, most)


def table(headers: Iterable[str], rows: Iterable[Iterable[Any]], caption: str) -> str:
    """A table; cells are HTML already, numbers are set right."""
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in headers)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><caption>{text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    return f'<td class="n">{number(value)}</td>' if isinstance(value, int) else f"<td>{value}</td>"


def bar(share: float) -> str:
    """A bar for people who see; the number stands beside it."""
    return f'<span class="bar" aria-hidden="true" style="width:{max(0.0, min(share, 1.0)) * 8:.2f}em"></span>'


def view(title: str, body: str) -> str:
    """A whole view, with its style."""
    return f'<section class="omkn" aria-label="{text(title)}"><style>{_STYLE}</style>{body}</section>'
