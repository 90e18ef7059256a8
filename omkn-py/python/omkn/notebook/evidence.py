"""What public figures show about a claim: the answer, the numbers behind it, the caveats."""

from __future__ import annotations

from typing import Any

from .html import best_isolated, number, said, table, text, view

_FRENCH = {
    "consistent": "concordant",
    "not_shown": "non démontré",
    "too_small": "trop petit",
    "cannot_tell": "indéterminé",
}


def _change(share: float) -> str:
    sign = "+" if share >= 0 else "\N{MINUS SIGN}"
    return f"{sign}{number(abs(share) * 100, 1)}{said('%', chr(160) + '%')}"


def evidence(shown: Any) -> str:
    """The verdict first, then the numbers behind it."""
    rows = [
        (best_isolated(one.name), number(one.before, 2), number(one.after, 2), _change(one.change))
        for one in [*([shown.own] if shown.own else []), *shown.peers]
    ]
    headers = (
        said("Municipality", "Municipalité"),
        said("Before", "Avant"),
        said("After", "Après"),
        said("Change", "Variation"),
    )
    numbers = (
        table(headers, rows, said("Dollars for each resident and year", "Dollars par habitant et par an"))
        if rows
        else ""
    )
    caveats = "".join(f"<li>{best_isolated(caveat.text)}</li>" for caveat in shown.caveats)
    verdict = text(said(shown.verdict.replace("_", " "), _FRENCH.get(shown.verdict, shown.verdict)))
    return view(
        said("Evidence", "Preuve"),
        f"<h3>{verdict}</h3><p>{best_isolated(shown.summary)}</p>{numbers}<ul>{caveats}</ul>",
    )
