"""What an import did, with the rows that have problems."""

from __future__ import annotations

from typing import Any

from .html import isolated, many, number, said, text, view
from .listing import rows

_COUNTS = {
    "rows": "lignes",
    "created": "créées",
    "updated": "mises à jour",
    "unchanged": "inchangées",
    "rejected": "rejetées",
}


def import_report(shown: Any) -> str:
    """The counts, the remarks, and the first problems."""
    counts = " · ".join(f"{number(getattr(shown, name))} {said(name, french)}" for name, french in _COUNTS.items())
    state = said("written", "enregistré") if shown.committed else said("nothing was written", "rien n’a été enregistré")
    remarks = "".join(f"<li>{isolated(remark)}</li>" for remark in shown.remarks)
    found = shown.rows_with_problems()
    caption = many(len(found), ("problem", "problème"), ("problems", "problèmes"))
    problems = rows(found, len(found), caption) if found else ""
    return view(said("Import", "Importation"), f"<p>{text(counts)} · {text(state)}</p><ul>{remarks}</ul>{problems}")
