"""Lists that are tables, too: what each sort of item shows, in a notebook and as a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, SupportsIndex, TypeVar, overload

from ._typing import PandasFrame, PolarsFrame

T = TypeVar("T")


class Listing(list[T]):
    """A list that a notebook shows as a table, and that pandas and polars take as a frame.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     peers = kb.peers("Mulmur", 3)
    >>> len(peers), peers.to_pandas().columns.tolist()[:3]
    (3, ['id', 'name', 'tier'])
    """

    def __init__(self, items: Iterable[T] = (), of: str = "") -> None:
        super().__init__(items)
        #: The class of the items, by name: what an empty list has columns of.
        self.of = of or (type(self[0]).__name__ if self else "")

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, index: slice, /) -> Listing[T]: ...
    def __getitem__(self, index: Any, /) -> Any:
        found = super().__getitem__(index)
        return Listing(found, self.of) if isinstance(index, slice) else found

    def to_pandas(self) -> PandasFrame:
        """The list as a frame of pandas: one row for each item."""
        from .frames import need

        frame: PandasFrame = need("pandas").DataFrame(columns_of(self, self.of))
        return frame

    def to_polars(self) -> PolarsFrame:
        """The list as a frame of polars: one row for each item."""
        from .frames import need

        frame: PolarsFrame = need("polars").DataFrame(columns_of(self, self.of), strict=False)
        return frame

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self)


def best(texts: dict[str, str]) -> str:
    """The text to show: English, French, or the first there is."""
    return texts.get("en") or texts.get("fr") or next(iter(texts.values()), "")


def joined(values: Iterable[Any]) -> str:
    """Several values as one text."""
    return "; ".join(map(str, values))


def _query(request: Any) -> str:
    return request.query if isinstance(request.query, str) else str(request.query)


Column = tuple[str, Callable[[Any], Any]]


def _same(*names: str) -> list[Column]:
    return [(name, lambda one, name=name: getattr(one, name)) for name in names]  # type: ignore[misc]


#: What is shown of each sort of item, by the name of its class: the columns, and how they come from the item.
COLUMNS: dict[str, list[Column]] = {
    "Alert": _same("search", "kind", "record", "version", "seq"),
    "Caveat": [*_same("kind"), ("text", lambda one: best(one.text))],
    "Change": _same("seq", "kind", "record", "version", "time"),
    "Classification": [*_same("concept", "score"), ("words", lambda one: joined(why.label for why in one.reasons))],
    "Concept": [
        *_same("id"),
        ("label_en", lambda one: one.pref_label.get("en")),
        ("label_fr", lambda one: one.pref_label.get("fr")),
        ("broader", lambda one: joined(one.broader)),
    ],
    "ConceptMatch": _same("concept", "label", "language", "kind", "quality"),
    "ConceptScheme": [*_same("id"), ("title", lambda one: best(one.title)), *_same("version")],
    "CostChange": [
        *_same("organization"),
        ("name", lambda one: best(one.name)),
        *_same("before", "after", "change"),
    ],
    "CoverageCell": [("values", lambda one: joined(one.values)), *_same("records", "municipalities", "residents")],
    "ExplanationLine": _same("description", "value"),
    "FacetCounts": [
        *_same("facet", "distinct"),
        ("most frequent", lambda one: joined(f"{count.label} ({count.count:,})" for count in one.counts[:12])),
    ],
    "FieldChange": _same("path", "before", "after"),
    "Finding": _same("code", "what", "repair"),
    "LikenessReason": _same("aspect", "ours", "theirs", "value", "weight"),
    "Organization": [
        *_same("id"),
        ("name", lambda one: best(one.official_name) or best(one.name)),
        *_same("kind", "tier", "region"),
        ("population", lambda one: max(((it.year, it.population) for it in one.populations), default=(0, None))[1]),
    ],
    "Peer": [
        ("id", lambda one: one.organization.id),
        ("name", lambda one: best(one.organization.official_name) or best(one.organization.name)),
        ("tier", lambda one: one.organization.tier),
        ("region", lambda one: one.organization.region),
        ("likeness", lambda one: round(one.likeness.value, 3)),
        ("compared by", lambda one: joined(f"{why.aspect}: {why.theirs}" for why in one.likeness.reasons)),
    ],
    "Problem": _same("path", "code", "reason"),
    "Record": [
        ("title", lambda one: best(one.content.title)),
        ("kind", lambda one: one.content.kind),
        ("level", lambda one: one.content.level),
        ("date", lambda one: one.content.date),
        *_same("status", "version"),
        ("concepts", lambda one: joined(one.content.concepts)),
        ("organizations", lambda one: joined(one.content.coverage.organizations)),
        *_same("id"),
    ],
    "Revision": _same("version", "action", "status", "time", "author", "reason"),
    "RowProblem": _same("line", "path", "code", "reason"),
    "SavedSearch": [
        *_same("name"),
        ("query", lambda one: _query(one.request)),
        ("sort", lambda one: one.request.sort),
        *_same("created"),
    ],
    "SearchHit": [
        *_same("rank"),
        ("title", lambda one: one.title.text),
        *_same("kind", "level", "date", "score", "id"),
    ],
    "SimilarRecord": [
        ("title", lambda one: best(one.title)),
        *_same("kind", "score"),
        ("shared", lambda one: joined(f"{why.aspect}: {', '.join(why.shared)}" for why in one.reasons)),
        *_same("id"),
    ],
    "Suggestion": _same("kind", "text", "id", "language", "matched"),
}


def columns_of(items: Iterable[Any], of: str = "") -> dict[str, list[Any]]:
    """The columns of a list of items of one class."""
    items = list(items)
    if items:
        named = COLUMNS.get(type(items[0]).__name__) or _same(*vars(items[0]))
    else:
        named = COLUMNS.get(of, [])
    return {name: [value(item) for item in items] for name, value in named}
