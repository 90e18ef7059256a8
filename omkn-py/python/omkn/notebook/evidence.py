"""What public figures show about a claim: the answer, the numbers behind it, the caveats."""

from __future__ import annotations

from typing import Any

from .html import best_isolated, table, text, view


def evidence(shown: Any) -> str:
    """The verdict first, then the numbers behind it."""
    rows = [
        (best_isolated(one.name), f"{one.before:,.2f}", f"{one.after:,.2f}", f"{one.change:+.1%}")
        for one in [*([shown.own] if shown.own else []), *shown.peers]
    ]
    numbers = (
        table(("Municipality", "Before", "After", "Change"), rows, "Dollars for each resident and year") if rows else ""
    )
    caveats = "".join(f"<li>{best_isolated(caveat.text)}</li>" for caveat in shown.caveats)
    verdict = text(shown.verdict.replace("_", " "))
    return view("Evidence", f"<h3>{verdict}</h3><p>{best_isolated(shown.summary)}</p>{numbers}<ul>{caveats}</ul>")
