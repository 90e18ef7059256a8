"""What makes a table a sequence: items from either end, slices, and names where there are some.

Tables are not registered as ``collections.abc.Sequence``: polars and pandas take a registered one apart item by item, in place of
reading its columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import index as whole
from typing import Any, Protocol, SupportsIndex, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)
S_co = TypeVar("S_co", covariant=True)


class ItemOf(Protocol[T_co, S_co]):
    """``table[0]`` is one item, ``table[:3]`` a table of three."""

    @overload
    def __call__(self, index: SupportsIndex, /) -> T_co: ...
    @overload
    def __call__(self, index: slice, /) -> S_co: ...


class NamedItemOf(Protocol[T_co, S_co]):
    """The same, and ``table["area"]`` is the item of this name."""

    @overload
    def __call__(self, index: SupportsIndex | str, /) -> T_co: ...
    @overload
    def __call__(self, index: slice, /) -> S_co: ...


def item(table: Any, index: Any, /) -> Any:
    """One item, or a table of those that a slice takes."""
    count = len(table)
    if isinstance(index, slice):
        return table._picked(list(range(*index.indices(count))))
    try:
        at = whole(index)
    except TypeError:
        raise TypeError(f"a table is indexed by whole numbers and slices, not by {index!r}") from None
    if not -count <= at < count:
        raise IndexError(f"{at} is outside of {count} rows")
    return table._row(at % count)


def named_item(table: Any, index: Any, /) -> Any:
    """The same, or the item with this name."""
    if not isinstance(index, str):
        return item(table, index)
    for one in table:
        if one.facet == index:
            return one
    raise KeyError(f"{index!r} is not one of {', '.join(one.facet for one in table) or 'none'}")


def items(table: Any) -> Iterator[Any]:
    """The items of a table, made as they are asked for."""
    return (table._row(at) for at in range(len(table)))


def contains(table: Any, item: Any) -> bool:
    """Whether an item is in the table; a text is looked for among ids and names."""
    if isinstance(item, str):
        return any(item in (getattr(one, "id", None), getattr(one, "facet", None)) for one in items(table))
    return any(one is item or one == item for one in items(table))


def index(table: Any, item: Any) -> int:
    """The number of the first item that equals this one."""
    for at, one in enumerate(items(table)):
        if one == item:
            return at
    raise ValueError("the table has no such item")


def count(table: Any, item: Any) -> int:
    """How many items equal this one."""
    return sum(one == item for one in items(table))
