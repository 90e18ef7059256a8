"""Where nothing is shared yet.

A cell is a combination of values, such as winter control × 1,000 to 4,999 people × Simcoe. It counts the published records of it,
the municipalities in it and the people who live there. Service areas are the top concepts: a record counts for those above its
concepts, once each. Places are those of a record's organizations; without any, those its coverage names. Only cells that hold a
municipality are told, because nobody misses a practice where nobody is.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .._omkn import words
from ..frames import _need

#: What cells may be made of.
SIDES = ("area", "population_band", "region", "tier", "kind", "level")
_PLACES = ("population_band", "region", "tier")
#: Small to large.
BANDS = tuple(words("population_band"))

CAVEATS = (
    "A cell without a record says that nobody shared one here, not that nobody does it.",
    "Upper tiers and the towns in them both count as municipalities; residents are those of lower and single tiers.",
    "A record without an organization counts for the places its coverage names, and for none where it names none.",
)


def coverage(kb: Any, *, by: Sequence[str] = ("area", "population_band", "region")) -> Any:
    """Every cell that holds a municipality, as a frame of pandas: the sides, ``records``, ``municipalities``, ``residents``."""
    unknown = [side for side in by if side not in SIDES]
    if unknown or not by:
        raise ValueError(f"cells are made of {', '.join(SIDES)}; not of {', '.join(unknown) or 'nothing'}")
    places = _places(kb)
    held = _counts(kb, by, places)
    rows = []
    for values, (municipalities, residents) in _cells(kb, by, places):
        rows.append((*values, held[values], municipalities, residents))
    frame = _need("pandas").DataFrame(rows, columns=[*by, "records", "municipalities", "residents"])
    frame.attrs["caveats"] = list(CAVEATS)
    return frame


def gaps(kb: Any, *, by: Sequence[str] = ("area", "population_band", "region"), least: int = 1) -> Any:
    """The cells with fewer than ``least`` records, those of most municipalities first.

    The caveats are in the frame's ``attrs["caveats"]``.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "concepts": ["roads/winter-control"]})
    ...     gaps = kb.gaps(by=("area",))
    >>> "roads" in set(gaps["area"]), "transit" in set(gaps["area"])
    (False, True)
    """
    cells = coverage(kb, by=by)
    found = cells[cells["records"] < least]
    order = ["municipalities", "residents", *by]
    found = found.sort_values(order, ascending=[False, False, *[True] * len(by)], kind="stable")
    found = found.reset_index(drop=True)
    found.attrs["caveats"] = list(CAVEATS)
    return found


def _places(kb: Any) -> dict[str, dict[str, Any]]:
    """What is known of each organization, by id."""
    frame = kb.organizations().select(["id", "kind", "population", *_PLACES]).to_pandas()
    return {row["id"]: row for row in frame.to_dict("records")}


def _known(value: Any) -> bool:
    return value is not None and value == value


def _cells(kb: Any, by: Sequence[str], places: dict[str, dict[str, Any]]) -> Iterable[tuple[Any, tuple[int, int]]]:
    """Every combination that holds a municipality, with how many, and how many people live there."""
    sides = [side for side in by if side in _PLACES]
    counts: Counter[Any] = Counter()
    people: Counter[Any] = Counter()
    for place in places.values():
        if place["kind"] not in ("municipality", "upper_tier"):
            continue
        values = tuple(place[side] for side in sides)
        if all(map(_known, values)):
            counts[values] += 1
            people[values] += _residents(place)
    free = [_values(kb, side) if side not in _PLACES else [None] for side in by]
    for values in sorted(counts, key=_order):
        named = dict(zip(sides, values, strict=True))
        for rest in itertools.product(*free):
            cell = tuple(named.get(side, value) for side, value in zip(by, rest, strict=True))
            yield cell, (counts[values], people[values])


def _residents(place: dict[str, Any]) -> int:
    # Those of an upper tier are those of its municipalities.
    lives = place["kind"] == "municipality" and _known(place["population"])
    return int(place["population"]) if lives else 0


def _order(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((BANDS.index(value), "") if value in BANDS else (0, value) for value in values)


def _values(kb: Any, side: str) -> list[str]:
    if side == "area":
        taxonomy = kb.taxonomy()
        return [one.id for scheme in taxonomy.schemes for one in taxonomy.top_concepts(scheme.id) if not one.deprecated]
    return words(side)


def _counts(kb: Any, by: Sequence[str], places: dict[str, dict[str, Any]]) -> Counter[Any]:
    """How many published records each cell has; a record counts once for a cell."""
    taxonomy = kb.taxonomy()
    tops: dict[str, set[str]] = {}

    def top(concept: str) -> set[str]:
        if concept not in tops:
            every = set(taxonomy.resolve(concept)) | {
                above for one in taxonomy.resolve(concept) for above in taxonomy.ancestors(one)
            }
            tops[concept] = {id for id in every if (it := taxonomy.get(id)) and not it.broader}
        return tops[concept]

    held: Counter[Any] = Counter()
    columns = ["kind", "level", "concepts", "organizations", "region", "population_band"]
    frame = kb.records(statuses=["published", "review_due"]).select(columns).to_pandas()
    for row in frame.to_dict("records"):
        areas = {area for concept in row["concepts"] for area in top(concept)}
        own = {"area": areas, "kind": {row["kind"]}, "level": {row["level"]} if _known(row["level"]) else set()}
        at = [places[id] for id in row["organizations"] if id in places]
        at = at or [{side: row.get(side) for side in _PLACES}]
        cells: set[tuple[Any, ...]] = set()
        for place in at:
            sides = [
                own.get(side) or ({place.get(side)} if side in _PLACES and _known(place.get(side)) else set())
                for side in by
            ]
            cells.update(itertools.product(*sides))
        held.update(cells)
    return held
