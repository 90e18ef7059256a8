"""What public figures show about a claim: the sentence, the numbers, the caveats."""

from __future__ import annotations

from typing import Any

from .html import isolated, table, text, view


def evidence(shown: Any) -> str:
    """The verdict first, then what it stands on."""
    rows = [
        (isolated(one.name), f"{one.before:,.2f}", f"{one.after:,.2f}", f"{one.change:+.1%}")
        for one in [*([shown.own] if shown.own else []), *shown.peers]
    ]
    numbers = (
        table(("Municipality", "Before", "After", "Change"), rows, "Dollars for each resident and year") if rows else ""
    )
    caveats = "".join(f"<li>{text(caveat)}</li>" for caveat in shown.caveats)
    verdict = text(shown.verdict.replace("_", " "))
    return view("Evidence", f"<h3>{verdict}</h3><p>{text(shown.summary)}</p>{numbers}<ul>{caveats}</ul>")
