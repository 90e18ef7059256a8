"""Between Python objects and the JSON form in which records cross to the core."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import json
import os
import types
import typing
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: Any) -> str:
    """The JSON text of anything that looks like a record: dicts, dataclasses, models, plain objects; gaps of frames are nothing."""
    try:
        return json.dumps(value, default=_plain, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        if not str(error).startswith("Out of range float"):
            raise
    return json.dumps(_without_gaps(value), default=_plain, ensure_ascii=False, allow_nan=False)


def is_gap(value: Any) -> bool:
    """How frames say that there is no value: NaN, and ``NA`` and ``NaT`` of pandas."""
    return (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")


def _without_gaps(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_gaps(one) for name, one in value.items() if not is_gap(one)}
    if isinstance(value, (list, tuple)):
        return [_without_gaps(one) for one in value if not is_gap(one)]
    return value


def _plain(value: Any) -> Any:
    if is_gap(value):
        return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        # A word of Python, such as `from`, has a line behind it here.
        return {name.removesuffix("_"): given for name, given in fields if given is not None}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return _foreign(value)


def _foreign(value: Any) -> Any:
    """Objects of other libraries: pydantic models, numpy scalars and arrays, anything with attributes."""
    for method in ("model_dump", "tolist"):
        if callable(getattr(value, method, None)):
            return getattr(value, method)()
    if hasattr(value, "__dict__") and not isinstance(value, (type, types.FunctionType, types.ModuleType)):
        return {name: given for name, given in vars(value).items() if given is not None and not name.startswith("_")}
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(f"a {type(value).__name__} has no place in a record")


def read(cls: type[T], text: str) -> T:
    """An object of this class from its JSON text."""
    return make(cls, json.loads(text))


def make(cls: type[T], data: Any) -> T:
    """An object of this class from its JSON tree."""
    hint: Any = cls
    made: T = _maker(hint)(data)
    return made


def _same(value: Any) -> Any:
    return value


_MAKERS: dict[Any, Callable[[Any], Any]] = {}


def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type hint from its JSON tree; made once for each."""
    if hint not in _MAKERS:
        _MAKERS[hint] = _new_maker(hint)
    return _MAKERS[hint]


def _new_maker(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _maker(next(one for one in arguments if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is list:
        element = _maker(arguments[0])
        return _same if element is _same else lambda value: [element(one) for one in value]
    if origin is dict:
        element = _maker(arguments[1])
        return _same if element is _same else lambda value: {key: element(one) for key, one in value.items()}
    if hint is decimal.Decimal:
        return lambda value: decimal.Decimal(str(value))
    if hint is datetime.datetime:
        return lambda value: _instant(value)
    if dataclasses.is_dataclass(hint):
        return _dataclass_maker(hint)
    return _same


def _instant(text: str) -> datetime.datetime:
    """RFC 3339 in UTC; Python 3.10 reads neither the Z nor fractions of other lengths than three and six."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    instant = datetime.datetime.fromisoformat(whole).replace(tzinfo=datetime.timezone.utc)
    return instant.replace(microsecond=int(fraction[:6].ljust(6, "0"))) if fraction else instant


def _dataclass_maker(cls: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    # Filled on first use: classes may hold themselves.
    makers: dict[str, tuple[str, Callable[[Any], Any]]] = {}

    def make_one(data: dict[str, Any]) -> Any:
        if not makers:
            for field in dataclasses.fields(cls):
                makers[field.name.removesuffix("_")] = (field.name, _maker(hints[field.name]))
        # A newer core may tell more than this class knows.
        known = ((makers[name], value) for name, value in data.items() if name in makers)
        return cls(**{name: convert(value) for (name, convert), value in known})

    return make_one
