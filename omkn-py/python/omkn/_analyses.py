"""What analyses take and answer; part of :mod:`omkn.results`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ._typing import PandasFrame, PolarsFrame


@dataclass(frozen=True, kw_only=True)
class Caveat:
    """What an analysis cannot show: ``kind`` for programs, ``text`` for readers, in English and French."""

    kind: str
    text: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class CoverageCell:
    """One combination of values, in the order of the table's ``by``.

    ``municipalities`` have the values that describe places, upper tiers included; ``residents`` are those of the latest
    census, counted with lower and single tiers.
    """

    values: list[str]
    records: int
    municipalities: int
    residents: int


@dataclass(frozen=True, kw_only=True)
class ServiceCost:
    """What one service cost in one municipality in one year, as public returns have it.

    ``municipality`` is an id or a name; ``operating_cost`` is in Canadian dollars of that year. A row without a positive
    number of residents and dollars is left out.
    """

    year: int
    municipality: str
    service: str
    population: float
    operating_cost: float


@dataclass(frozen=True, kw_only=True)
class CostChange:
    """How the cost of a service for each resident of one municipality changed.

    ``before`` and ``after`` are medians of yearly costs, in dollars of those years; ``change`` is after / before − 1.
    """

    organization: str
    name: dict[str, str]
    before: float
    after: float
    change: float


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What public figures show about a claimed saving, with the numbers behind it; see ``KnowledgeBase.evidence``.

    ``verdict`` is ``"consistent"``, ``"not_shown"``, ``"too_small"`` or ``"cannot_tell"``, then with ``reasons``;
    ``summary`` is the answer in English and French. ``claimed``, ``implied`` and ``noise`` are Canadian dollars a year.
    """

    record: str
    verdict: Literal["consistent", "not_shown", "too_small", "cannot_tell"]
    reasons: list[str]
    summary: dict[str, str]
    caveats: list[Caveat]
    claimed: float | None = None
    implied: float | None = None
    noise: float | None = None
    usual_change: float | None = None
    service: str | None = None
    year: int | None = None
    own: CostChange | None = None
    peers: list[CostChange]

    def to_pandas(self) -> PandasFrame:
        """The changes of costs as a frame of pandas, the municipality itself first."""
        from .frames import need

        frame: PandasFrame = need("pandas").DataFrame(self._changes())
        return frame

    def to_polars(self) -> PolarsFrame:
        """The changes of costs as a frame of polars, the municipality itself first."""
        from .frames import need

        schema = {"organization": str, "name_en": str, "name_fr": str, "before": float, "after": float, "change": float}
        frame: PolarsFrame = need("polars").DataFrame(self._changes(), schema=schema)
        return frame

    def _changes(self) -> dict[str, list[Any]]:
        rows = [*([self.own] if self.own else []), *self.peers]
        names = {f"name_{language}": [row.name.get(language) for row in rows] for language in ("en", "fr")}
        numbers = {name: [getattr(row, name) for row in rows] for name in ("before", "after", "change")}
        return {"organization": [row.organization for row in rows], **names, **numbers}

    def _repr_html_(self) -> str:
        from .notebook.evidence import evidence

        return evidence(self)
