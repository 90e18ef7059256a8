"""Does a claimed saving show in public figures?

Given yearly costs of services by municipality, as Ontario's Financial Information Return has them, for a record with a date:

* cost: operating cost of the service for each resident, in the dollars of its year;
* before: the median of the ``window`` years before the year the practice began; after: of the ``window`` years after it;
* change: after / before − 1; for the municipality, and for each comparable one;
* comparable: the ``peers`` municipalities of the frame most like it (the core's likeness: population, density, tier, region),
  without those whose figures are incomplete;
* expected: before × (1 + the median change of the comparable ones); implied saving: (expected − after) × residents, a year;
* noise: how far nine in ten of the comparable ones' changes lie from their median at most, × before × residents. For them nothing
  is claimed, so this is how far costs move without the practice.

Comparing changes, not levels, takes out what municipalities have in common, inflation included. It does not show causes: a
service costs more or less for many reasons at once.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import Any

from ..errors import AmbiguousError, NotFoundError
from ..frames import _need
from ..model import Record

#: The service of the cost rows that holds a service area; nearly all are broader than one practice.
SERVICES = {
    "fire": "Fire",
    "police": "Police and Courts",
    "paramedics": "Ambulance",
    "roads": "Transportation",
    "transit": "Transit",
    "water": "Environmental",
    "wastewater": "Environmental",
    "stormwater": "Environmental",
    "waste": "Environmental",
    "public-health": "Public Health",
    "housing": "Social Housing",
    "children-services": "Childcare",
    "social-assistance": "General Assistance",
    "cemeteries": "Cemetaries",
    "long-term-care": "Senior Support",
    "parks": "Parks and Recreation",
    "recreation": "Parks and Recreation",
    "libraries": "Culture",
    "culture": "Culture",
    "planning": "Planning",
    "corporate": "Administration",
    "clerks": "Administration",
    "finance": "Administration",
    "information-technology": "Administration",
    "procurement": "Administration",
}

#: Fewer comparable municipalities than this say nothing.
LEAST_PEERS = 5
COLUMNS = ("year", "municipality", "service", "population", "operating_cost")


@dataclass(frozen=True, kw_only=True)
class Change:
    """The cost for each resident of one municipality, before and after."""

    organization: str
    name: str
    before: float
    after: float
    change: float


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What public figures show about a claimed saving; ``verdict`` is one of the four words of :data:`VERDICTS`."""

    record: str
    verdict: str
    summary: str
    caveats: list[str]
    claimed: float | None = None
    implied: float | None = None
    noise: float | None = None
    service: str | None = None
    year: int | None = None
    own: Change | None = None
    peers: list[Change] = field(default_factory=list)

    def to_pandas(self) -> Any:
        """The numbers behind it, the municipality itself first."""
        rows = [self.own, *self.peers] if self.own else list(self.peers)
        columns = ("organization", "name", "before", "after", "change")
        data = {name: [getattr(row, name) for row in rows] for name in columns}
        return _need("pandas").DataFrame(data)

    def _repr_html_(self) -> str:
        from ..notebook.evidence import evidence

        return evidence(self)


#: What can be said, and what it means.
VERDICTS = {
    "consistent": "costs moved as the claim would have it, further than nine in ten of the comparable municipalities' did",
    "not_shown": "the claim is large enough to show in these figures, and they do not show it",
    "too_small": "costs of comparable municipalities move by more than the claim without it: these figures cannot tell",
    "cannot_tell": "something needed for the comparison is missing",
}


def evidence(
    kb: Any,
    id: str,
    costs: Any,
    *,
    service: str | None = None,
    year: int | None = None,
    window: int = 3,
    peers: int = 10,
) -> Evidence:
    """Recompute a record's claimed saving from yearly costs; see :meth:`omkn.KnowledgeBase.evidence`."""
    if window < 1:
        raise ValueError("window is the number of years on either side, 1 or more")
    record = kb.get(id)
    caveats: list[str] = []
    claimed = _claimed(record, caveats)
    service = service or _service(kb, record)
    if year is None:
        year = int(str(record.content.date)[:4]) if record.content.date else None
    known = {"record": id, "claimed": claimed, "service": service, "year": year}
    missing = [
        reason
        for is_missing, reason in (
            (service is None, "no service of the cost rows stands for its service areas: name one as service="),
            (year is None, "the record does not say when the practice began: give year="),
            (not record.content.coverage.organizations, "the record names no municipality"),
        )
        if is_missing
    ]
    if missing or service is None or year is None:
        return _cannot_tell(missing, caveats, known)
    frame = _frame(kb, costs, service, caveats)
    own_id = _own(kb, record, frame, caveats)
    own = _change(kb, frame, own_id, year, window) if own_id else None
    if own is None or own_id is None:
        reason = (
            f"the cost rows hold no full {window} years on both sides of {year} for the municipality, under {service}"
        )
        return _cannot_tell([reason], caveats, known)
    others = _peers(kb, frame, own_id, year, window, peers)
    if len(others) < LEAST_PEERS:
        reason = f"only {len(others)} comparable municipalities have full figures; {LEAST_PEERS} are the least"
        return _cannot_tell([reason], caveats, known | {"own": own, "peers": others})
    return _judge(frame, own, others, year, window, caveats, known)


def _judge(
    frame: Any, own: Change, others: list[Change], year: int, window: int, caveats: list[str], known: dict[str, Any]
) -> Evidence:
    changes = sorted(other.change for other in others)
    middle = statistics.median(changes)
    usual = statistics.quantiles([abs(change - middle) for change in changes], n=10, method="inclusive")[-1]
    residents = _residents(frame, own.organization, year, window)
    implied = (own.before * (1 + middle) - own.after) * residents
    noise = usual * own.before * residents
    claimed = known["claimed"]
    caveats += [
        f"Costs are those of all of {known['service']}, in the dollars of each year; a practice is a part of it at most.",
        "A difference in costs has many causes; that it is there does not show that the practice made it.",
        "A saving against what would have been built or bought instead never shows as lower costs.",
    ]
    if claimed is None:
        verdict = "cannot_tell"
        caveats.append("The record claims no yearly saving in dollars, so there is nothing to compare with.")
    elif claimed < noise:
        verdict = "too_small"
    else:
        verdict = "consistent" if implied >= claimed / 2 and implied > noise else "not_shown"
    moved = f"{own.name}: {own.change:+.1%} for each resident from before to after {year}; comparable municipalities {middle:+.1%} (median of {len(others)})"
    against = f"; that is {implied:+,.0f} dollars a year against the expected, where {noise:,.0f} either way is usual"
    claim = "" if claimed is None else f"; claimed are {claimed:,.0f}"
    summary = f"{moved}{against}{claim}. {VERDICTS[verdict].capitalize()}."
    return Evidence(
        verdict=verdict, summary=summary, caveats=caveats, implied=implied, noise=noise, own=own, peers=others, **known
    )


def _cannot_tell(reasons: list[str], caveats: list[str], known: dict[str, Any]) -> Evidence:
    summary = f"These figures cannot tell: {'; '.join(reasons)}."
    return Evidence(verdict="cannot_tell", summary=summary, caveats=caveats, **known)


def _claimed(record: Record, caveats: list[str]) -> float | None:
    """The yearly savings in Canadian dollars; others cannot be compared with yearly costs."""
    yearly = [money for money in record.content.savings if money.basis == "annual" and money.currency == "CAD"]
    others = len(record.content.savings) - len(yearly)
    if others:
        caveats.append(f"{others} savings of the record are not yearly ones in Canadian dollars, and are left out.")
    return float(sum(money.amount for money in yearly)) if yearly else None


def _service(kb: Any, record: Record) -> str | None:
    taxonomy = kb.taxonomy()
    paths = [taxonomy.path(concept) for concept in record.content.concepts]
    return next((SERVICES[path[0]] for path in paths if path and path[0] in SERVICES), None)


def _frame(kb: Any, costs: Any, service: str, caveats: list[str]) -> Any:
    """The rows of the service, each with the id of its municipality and the cost for each resident."""
    frame = costs if hasattr(costs, "itertuples") else _need("pyarrow").table(costs).to_pandas()
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise ValueError(f"the cost rows have no column {', '.join(missing)}; needed are {', '.join(COLUMNS)}")
    frame = frame.loc[frame["service"] == service, list(COLUMNS)].dropna()
    ids: dict[str, str | None] = {name: _resolved(kb, str(name)) for name in frame["municipality"].unique()}
    unknown = [str(name) for name, id in ids.items() if id is None]
    if unknown:
        caveats.append(f"Not found in the register, or the name of more than one, and left out: {', '.join(sorted(unknown))}.")
    frame = frame.assign(organization=frame["municipality"].map(ids)).dropna(subset=["organization"])
    frame = frame[(frame["population"] > 0) & (frame["operating_cost"] > 0)]
    return frame.assign(cost=frame["operating_cost"] / frame["population"])


def _resolved(kb: Any, name: str) -> str | None:
    try:
        return str(kb.organization(name).id)
    except (NotFoundError, AmbiguousError):
        return None


def _own(kb: Any, record: Record, frame: Any, caveats: list[str]) -> str | None:
    """The record's municipality, or the upper tier that sums it up."""
    present = set(frame["organization"])
    for id in record.content.coverage.organizations:
        if id in present:
            return id
        organization = kb.find_organization(id)
        if organization and organization.parent in present:
            upper = kb.find_organization(organization.parent)
            name, above = _name(organization), _name(upper)
            caveats.append(f"The figures are those of {above} with all its municipalities; {name} is one of them.")
            return str(upper.id)
    return None


def _name(organization: Any) -> str:
    return str(organization.official_name.get("en") or organization.name.get("en") or organization.id)


def _change(kb: Any, frame: Any, id: str, year: int, window: int) -> Change | None:
    rows = frame[frame["organization"] == id]
    before = rows[(rows["year"] >= year - window) & (rows["year"] < year)]["cost"]
    after = rows[(rows["year"] > year) & (rows["year"] <= year + window)]["cost"]
    if len(before) < window or len(after) < window:
        return None
    old, new = float(before.median()), float(after.median())
    return Change(organization=id, name=_name(kb.find_organization(id)), before=old, after=new, change=new / old - 1)


def _peers(kb: Any, frame: Any, own: str, year: int, window: int, peers: int) -> list[Change]:
    register = kb.organizations()
    others = [id for id in frame["organization"].unique() if id != own]
    others.sort(key=lambda id: (-register.likeness(own, id).value, id))
    changes = (_change(kb, frame, id, year, window) for id in others)
    return [change for change in changes if change is not None][:peers]


def _residents(frame: Any, id: str, year: int, window: int) -> float:
    rows = frame[(frame["organization"] == id) & (frame["year"] > year) & (frame["year"] <= year + window)]
    return float(rows["population"].median())
