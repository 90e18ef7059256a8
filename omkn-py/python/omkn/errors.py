"""What can go wrong: one class for each kind of error, grouped by what a caller can do next.

Every class derives from :class:`OmknError`, and from the built-in class a Python programmer would expect where there is one.
"""

from __future__ import annotations

import errno
from typing import Any


class OmknError(Exception):
    """The base of all errors of OMKN.

    Attributes
    ----------
    kind : str
        The kind, with the name it has in every language, such as ``"NotFound"``.
    is_retryable : bool
        Whether the same call may succeed later without any change by the caller.
    """

    kind: str = ""
    is_retryable: bool = False

    def __init__(self, message: str = "", /, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        self._fields = fields
        for name, value in fields.items():
            setattr(self, name, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.message, self._fields)


def _again(cls: type[OmknError], message: str, fields: dict[str, Any]) -> OmknError:
    return cls(message, **fields)


class ValidationError(OmknError, ValueError):
    """The input breaks rules of the model; ``problems`` lists all of them (:class:`omkn.results.Problem`)."""

    kind = "Validation"
    problems: list[Any]


class QueryError(OmknError, ValueError):
    """A query could not be parsed strictly. ``span`` is where (:class:`omkn.results.QuerySpan`), ``expected`` what would have been
    accepted."""

    kind = "Query"
    span: Any
    expected: str


class NotFoundError(OmknError, LookupError):
    """Nothing has this id or name. ``what`` and ``key`` tell what was asked for, ``candidates`` the nearest names."""

    kind = "NotFound"
    what: str
    key: str
    candidates: list[str]


class AmbiguousError(OmknError, LookupError):
    """More than one thing answers to this name: ask again with one of the ``candidates``."""

    kind = "Ambiguous"
    what: str
    key: str
    candidates: list[str]


class ConflictError(OmknError):
    """Someone else changed the thing since it was read: read it again and repeat the change on what it says now."""

    kind = "Conflict"
    what: str
    expected: int
    actual: int


class TaxonomyError(OmknError, ValueError):
    """A change of the taxonomy would break the integrity ``condition``; ``reason`` says how."""

    kind = "Taxonomy"
    condition: str
    reason: str


class BusyError(OmknError):
    """Another handle or process holds what is needed; the call may be repeated later."""

    kind = "Busy"
    is_retryable = True
    reason: str


class ReadOnlyError(OmknError, PermissionError):
    """The handle was opened read-only, or turned so after a foreign write was noticed; ``reason`` says which."""

    kind = "ReadOnly"
    reason: str


class ClosedError(OmknError, ValueError):
    """The handle cannot be used any more: it was closed, or inherited through a fork. Open the knowledge base again."""

    kind = "Closed"
    reason: str


class ViewEndedError(OmknError, ValueError):
    """A view shows nothing any more: it was closed, lived longer than it may, or a record was erased meanwhile; make another."""

    kind = "ViewEnded"
    reason: str


class CancelledError(OmknError):
    """The caller cancelled the work; nothing of it was kept unless the method says otherwise."""

    kind = "Cancelled"


class IncompatibleError(OmknError):
    """The file was written by a newer or a different program: ``what`` has format ``found``, this reads ``supported``."""

    kind = "Incompatible"
    what: str
    found: str
    supported: str


class CorruptError(OmknError):
    """Stored data is damaged, and nothing was deleted: run ``check``, then restore a backup. ``what`` names it."""

    kind = "Corrupt"
    what: str


class LowSpaceError(OmknError, OSError):
    """The disk is full or nearly so; reading goes on. ``errno`` is ``ENOSPC``."""

    kind = "LowSpace"
    reason: str

    def __init__(self, message: str = "", /, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.errno = errno.ENOSPC


class StorageError(OmknError, RuntimeError):
    """The store failed while ``context``; ``source`` is what SQLite said."""

    kind = "Storage"
    context: str
    source: str


class SearchIndexError(OmknError, RuntimeError):
    """The search index failed while ``context``; it can be rebuilt from the store with ``rebuild_index``."""

    kind = "Index"
    context: str
    source: str


class IoError(OmknError, OSError):
    """A file could not be read or written; ``errno`` is that of the system where it gave one."""

    kind = "Io"
    context: str
    source: str


#: The class of each kind, by the name of the kind.
KINDS: dict[str, type[OmknError]] = {
    cls.kind: cls
    for cls in (
        ValidationError,
        QueryError,
        NotFoundError,
        AmbiguousError,
        ConflictError,
        TaxonomyError,
        BusyError,
        ReadOnlyError,
        ClosedError,
        ViewEndedError,
        CancelledError,
        IncompatibleError,
        CorruptError,
        LowSpaceError,
        StorageError,
        SearchIndexError,
        IoError,
    )
}


def _from_core(kind: str, message: str, fields_json: str) -> OmknError:
    """The error of this kind; a kind that this version has no class for is an :class:`OmknError`."""
    import json

    from . import results
    from ._convert import make

    fields = json.loads(fields_json)
    if "problems" in fields:
        fields["problems"] = [make(results.Problem, problem) for problem in fields["problems"]]
    if "span" in fields:
        fields["span"] = make(results.QuerySpan, fields["span"])
    cls = KINDS.get(kind, OmknError)
    error = cls(message, **fields)
    if cls is OmknError:
        error.kind = kind
    return error
