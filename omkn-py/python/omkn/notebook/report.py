"""What an import did, with the rows that have problems."""

from __future__ import annotations

from typing import Any

from .html import isolated, text, view
from .listing import rows


def import_report(shown: Any) -> str:
    """The counts, the remarks, and the first problems."""
    counts = " · ".join(
        f"{getattr(shown, name):,} {name}" for name in ("rows", "created", "updated", "unchanged", "rejected")
    )
    state = "written" if shown.committed else "nothing was written"
    remarks = "".join(f"<li>{isolated(remark)}</li>" for remark in shown.remarks)
    found = shown.rows_with_problems()
    problems = rows(found, len(found), f"{len(found):,} problems") if found else ""
    return view("Import", f"<p>{text(counts)} · {text(state)}</p><ul>{remarks}</ul>{problems}")
