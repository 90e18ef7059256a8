"""
The extension module behind the Python package `omkn`.
"""

from _typeshed import SupportsGetItem
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from omkn._sequence import ItemOf, NamedItemOf
from omkn._typing import PandasFrame, PolarsFrame
from omkn.frames import FrameImport
from omkn.model import Change, Concept, ConceptScheme, FieldChange, Kind, Mapping as Mapping2, Organization, Record, RecordDraft, Revision, Status
from omkn.results import Alert, Alerts, Boosts, Caveat, Classification, ConceptMatch, CoverageCell, Evidence, Explanation, FacetCounts, FacetName, FacetRequest, FitTarget, GoldenQuery, HealthReport, ImportReport, IndexStatus, Interpretation, Likeness, Listing, ParsedQuery, Peer, Progress, Relevance, SavedSearch, SearchHit, SearchRequest, SimilarRecord, Suggestion, SuggestionKind, ValidationReport
from os import PathLike
from typing import Any, Final, Literal, SupportsFloat, SupportsIndex, final
from typing_extensions import disjoint_base

__all__ = ["Changes", "CoverageTable", "Diff", "Facets", "Interrupter", "KnowledgeBase", "Organizations", "Records", "SearchHits", "Subscription", "Table", "Taxonomy", "TaxonomyEdit", "View", "built_in_label", "error_kinds", "in_memory", "open", "parse_query", "service_of_area", "version", "word_labels", "words"]

@final
class Changes(Table):
    """
    Entries of the change log; see ``KnowledgeBase.changes_since``.
    """
    __getitem__: Final[ItemOf[Change, Changes]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[Change]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[Change]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Changes: ...
    def _row(self, /, at: SupportsIndex) -> Change: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Changes: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """

@final
class CoverageTable(Table):
    """
    How many records each cell has; see ``KnowledgeBase.coverage`` and ``KnowledgeBase.gaps``.
    """
    __getitem__: Final[ItemOf[CoverageCell, CoverageTable]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[CoverageCell]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[CoverageCell]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> CoverageTable: ...
    def _row(self, /, at: SupportsIndex) -> CoverageCell: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> CoverageTable: ...
    @property
    def by(self, /) -> list[str]:
        """
        The sides of a cell.
        """
    @property
    def caveats(self, /) -> Listing[Caveat]:
        """
        What the table cannot show.
        """
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """
    @property
    def records(self, /) -> int:
        """
        How many records were looked at.
        """
    @property
    def unplaced(self, /) -> int:
        """
        How many of them are in no cell, because a value of one side is missing.
        """

@final
class Diff(Table):
    """
    How a record differs between two versions; see ``KnowledgeBase.diff``.
    """
    __getitem__: Final[ItemOf[FieldChange, Diff]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[FieldChange]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[FieldChange]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Diff: ...
    def _repr_html_(self, /) -> str: ...
    def _row(self, /, at: SupportsIndex) -> FieldChange: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Diff: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """

@final
class Facets(Table):
    """
    Facet counts: a sequence of one :class:`omkn.results.FacetCounts` for each facet asked for; as a table, one row for
    each value. ``facets["area"]`` is that of one facet.
    """
    __getitem__: Final[NamedItemOf[FacetCounts, Facets]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[FacetCounts]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[FacetCounts]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Facets: ...
    def _row(self, /, at: SupportsIndex) -> FacetCounts: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Facets: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """

@final
class Interrupter:
    """
    Stop long work from another thread; the work ends with ``CancelledError`` and keeps nothing.

    Examples
    --------
    >>> import omkn
    >>> interrupter = omkn.Interrupter()
    >>> interrupter.interrupt()
    >>> with omkn.in_memory() as kb:
    ...     kb.capture_all([{"kind": "guide", "title": {"en": "Salt guide"}}], interrupter=interrupter)
    Traceback (most recent call last):
    ...
    omkn.errors.CancelledError: the work was cancelled by the caller; nothing of it was kept
    """
    def __new__(cls, /) -> Interrupter:
        """
        A fresh interrupter that has not been used.
        """
    def interrupt(self, /) -> None:
        """
        Ask the work to stop. It ends at its next step.
        """
    @property
    def is_interrupted(self, /) -> bool:
        """
        Whether ``interrupt`` was called.
        """

@final
class KnowledgeBase:
    """
    A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index.

    It lies in one folder (or in memory). One handle writes, any number read; all methods may be called from any thread, and
    let other threads run meanwhile. What a method has written when it returns is on the disk. Get one from :func:`omkn.open`
    or :func:`omkn.in_memory`, best in a ``with`` block, which closes it.

    A handle does not live through ``fork``: start processes with the method ``spawn``, or open it again in each.

    Within one process a folder that is open for writing may be opened again, as when a cell of a notebook runs twice: the new
    handle is one more for the same knowledge base, which stays open until the last of them is closed or forgotten.
    """
    def __bool__(self, /) -> bool:
        """
        True, also where there is no record yet.
        """
    def __contains__(self, id: Any, /) -> bool:
        """
        Whether there is a record with this id.
        """
    def __enter__(self, /) -> KnowledgeBase: ...
    def __exit__(self, /, *_raised: "object") -> "None": ...
    def __getitem__(self, id: str | Record | SearchHit | SimilarRecord | Alert, /) -> Record:
        """
        The same as ``get``: ``kb[id]``.
        """
    def __iter__(self, /) -> Iterator[Record]:
        """
        All records, in the order of capture.
        """
    def __len__(self, /) -> int:
        """
        How many records there are; see ``count``.
        """
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def alerts_since(self, /, seq: "int | str | SavedSearch | None" = None, limit: SupportsIndex | None = None) -> Alerts:
        """
        Which records answer saved searches anew, have changed, or have ceased to answer.

        By up to ``limit`` (at most 1,000) changes after ``seq``, without it from the beginning. Give ``next`` as ``seq`` the next time: nothing is missed,
        and nothing told twice. Matching is stricter than searching: every word of the text is needed.
        Edits of the taxonomy or the register alert nobody: names are read as they are now.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.save_search("salt", "road salt")
        ...     _ = kb.capture({"kind": "practice", "title": {"en": "Less salt on every road"}})
        ...     told = kb.alerts_since(0, 100)
        ...     [(alert.search, alert.kind) for alert in told.alerts], kb.alerts_since(told.next, 100).alerts
        ([('salt', 'new')], [])

        Parameters
        ----------
        seq : int, str or SavedSearch, optional
            The number of the last change that is known already; or a saved search or its name: then all of its alerts.
        limit : int, optional
            How many changes to look at; without it all of them.

        Raises
        ------
        NotFoundError
            There is no saved search of this name.
        """
    def backup(self, /, folder: str | PathLike[str], *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> None:
        """
        Write a checked copy of the knowledge base into a new or empty folder; it opens like the original.

        Raises
        ------
        IoError
            The folder holds a knowledge base already or cannot be written.
        LowSpaceError, CorruptError, CancelledError
            It could not be finished.
        """
    def capture(self, /, draft: RecordDraft | Mapping[str, Any], *, reason: str | None = None) -> Record:
        """
        Make a record of a draft and publish it.

        Parameters
        ----------
        draft : RecordDraft or dict
            What it says: :class:`omkn.RecordDraft`, a dict, or any object with the same fields.
        reason : str, optional
            Why, for its history: a line of at most 2,000 bytes.

        Raises
        ------
        ValidationError
            The draft breaks rules; every problem is listed.
        ReadOnlyError, ClosedError, LowSpaceError, StorageError
            It cannot be written.

        Examples
        --------
        >>> import datetime, omkn
        >>> with omkn.in_memory() as kb:
        ...     draft = omkn.RecordDraft(kind="practice", title={"en": "Brine"}, date=datetime.date(2012, 11, 3))
        ...     record = kb.capture(draft)
        >>> record.version, record.status, record.content.date
        (1, 'published', '2012-11-03')
        """
    def capture_all(self, /, drafts: Iterable[RecordDraft | Mapping[str, Any]], *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> list[str]:
        """
        Make records of many drafts, all or none, and publish them; give their ids. Much faster than one by one.

        Parameters
        ----------
        drafts : iterable of RecordDraft or dict
            What they say.
        progress : bool or callable
            ``True`` for a bar where tqdm is installed; a function gets an :class:`omkn.results.Progress`.
        interrupter : Interrupter, optional
            What may cancel the work; Ctrl-C does, too.
        """
    def capture_as(self, /, draft: RecordDraft | Mapping[str, Any], status: Status, *, reason: str | None = None) -> Record:
        """
        Make a record of a draft with another status than published, for hosts with a review.
        """
    def changes_since(self, /, seq: SupportsIndex = 0, limit: SupportsIndex | None = None) -> Changes:
        """
        Up to ``limit`` changes after ``seq``, oldest first; give the last one's number as ``seq`` for the next. Without both,
        all changes.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     [change.kind for change in kb.changes_since(0, 100)]
        ['captured']
        """
    def check(self, /, level: "Literal['quick', 'full', 'index']" = "quick", *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> HealthReport:
        """
        Look for damage. Finding some is no error: the report says what and what to do.

        Parameters
        ----------
        level : str
            ``"quick"``: the file's structure. ``"full"``: also every row against its hash, and the change log against its
            chain. ``"index"``: also the index against the store.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.check("full").is_healthy
        True
        """
    def classify(self, /, text: str, limit: SupportsIndex | None = 5) -> Listing[Classification]:
        """
        The service areas a text is about, best first, each with the words that led to it.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     best = kb.classify("Two-bag limit\\nWeekly garbage collection with bag tags.", 3)[0]
        >>> best.concept, best.reasons[0].label
        ('waste/user-pay', 'two-bag limit')
        """
    def close(self, /) -> None:
        """
        Close this handle: later calls raise ``ClosedError``; closing twice is fine. The last open handle of a folder closes the
        knowledge base: it finishes, and releases the lock.
        """
    def count(self, /) -> int:
        """
        How many records there are, of every status; erased ones do not count.
        """
    def coverage(self, /, *, by: FacetName | Sequence[FacetName] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, languages: str | Sequence[str] | None = None) -> CoverageTable:
        """
        How many records there are for each combination of values, such as winter control × 1,000 to 4,999 people × Simcoe.

        Service areas are the top ones; a record counts once for each that its concepts belong to. The sides that describe
        places go together: they are those of one of a record's organizations, or those its coverage names where it has no
        organization. Only cells that hold a municipality are listed.

        Parameters
        ----------
        by : sequence of str, optional
            The sides of a cell, each once: ``"area"``, ``"population_band"``, ``"region"``, ``"tier"``, ``"municipality"``,
            ``"kind"``, ``"level"``, ``"year"``; without it area, population band and region.
        selected : dict of str to str or list of str, optional
            Only records with one of these values of each facet; areas and municipalities by ids or exact names. Without a status, only published records and those due for
            review count.
        languages : list of str, optional
            The languages the reader prefers, best first, for the labels of areas and municipalities.

        Raises
        ------
        ValidationError
            Cells are not made of a side, or there would be more than 100,000 of them.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "coverage": {"population_band": "0-999"}})
        ...     table = kb.coverage(by="population_band")
        >>> table[0].values, table[0].records, table[1].records
        (['0-999'], 1, 0)
        """
    def diff(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, before: SupportsIndex | None = None, after: SupportsIndex | None = None) -> Diff:
        """
        How a record differs between two versions, field by field: without ``after`` from ``before`` to the latest, without
        both between the last two, of which a record that was never revised has one.

        Examples
        --------
        >>> import dataclasses, omkn
        >>> with omkn.in_memory() as kb:
        ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     _ = kb.revise(record.id, 1, dataclasses.replace(record.content, title={"en": "Brine guide"}))
        ...     [(change.path, change.before, change.after) for change in kb.diff(record.id, 1, 2)]
        [('title.en', 'Salt guide', 'Brine guide')]
        """
    def edit_taxonomy(self, /, edit: Callable[[TaxonomyEdit], object]) -> Taxonomy:
        """
        Edit the taxonomy: all of the edit or nothing of it.

        Parameters
        ----------
        edit : callable
            Called with a :class:`omkn.TaxonomyEdit`, whose methods make the changes. What it raises ends the edit.

        Raises
        ------
        TaxonomyError
            The result would break an integrity condition.
        ConflictError
            Another thread edited the taxonomy or the register meanwhile.

        Examples
        --------
        >>> import omkn
        >>> def add_ice_roads(edit):
        ...     label = {"en": "Ice roads", "fr": "Routes de glace"}
        ...     edit.add_concept({"id": "roads/ice", "scheme": "omkn", "pref_label": label, "broader": ["roads"]})
        >>> with omkn.in_memory() as kb:
        ...     kb.edit_taxonomy(add_ice_roads).get("roads/ice").broader
        ['roads']
        """
    def erase(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> None:
        """
        Remove a record for good: what it said, all its versions, and its words in the index.

        Its id and the fact that it was erased remain. Backups and copies elsewhere are not reached.
        """
    def evidence(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, costs: "object", *, service: str | None = None, year: SupportsIndex | None = None, window: SupportsIndex = 3, peers: SupportsIndex = 10) -> Evidence:
        """
        Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.

        For the record's municipality, or its upper tier where the figures are summed into that, and for each of the
        municipalities most like it (see ``peers``) with full figures:

        * cost: the operating cost of the service for each resident, in the dollars of its year;
        * before, after: the median of the ``window`` years before the year the practice began, and of those after it;
        * change: after / before − 1; usual: the median of the comparable municipalities' changes;
        * implied saving: (before × (1 + usual) − after) × residents, a year;
        * noise: how far nine in ten of their changes are from the usual one at most, × before × residents.

        A claim below the noise is ``too_small``; one above what the whole service cost a year before ``cannot_tell``;
        otherwise it is ``consistent`` where the implied saving is at least half of it and above the noise, else ``not_shown``.
        Comparing changes takes out what municipalities have in common, inflation included. It does not show causes.

        Parameters
        ----------
        id : str, Record or SearchHit
            The record.
        costs : frame or list
            Rows with ``year``, ``municipality`` (name or id), ``service``, ``population`` and ``operating_cost`` in dollars: a
            frame of pandas, polars, pyarrow or DuckDB, or a list of :class:`omkn.results.ServiceCost` or dicts. Rows in which
            one of them is missing are left out.
        service : str, optional
            The service of the rows to compare; without it the one that holds the record's first service area that has one
            (see :func:`omkn.service_of_area`).
        year : int, optional
            When the practice began; without it the year of the record's date.
        window : int
            How many years before and after are compared, 1 or more. All of them must be in the figures.
        peers : int
            How many of the most comparable municipalities are compared with; fewer than 5 show nothing.

        Raises
        ------
        NotFoundError
            There is no such record.
        ValidationError
            The window is 0; the rows lack a column, have a value of the wrong kind, or have a year more than once.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     record = kb.capture({"kind": "practice", "title": {"en": "Shared dispatch"}, "concepts": ["fire"]})
        ...     found = kb.evidence(record.id, [])
        >>> found.verdict, found.reasons
        ('cannot_tell', ['no_year', 'no_municipality'])
        """
    def explain(self, /, query: str | Mapping[str, Any], id: str | Record | SearchHit | SimilarRecord | Alert, *, languages: str | Sequence[str] | None = None, correct: bool = True, expand: bool = True, relax: bool = True, boosts: Boosts | Mapping[str, Any] | None = None, fits: str | FitTarget | Organization | Mapping[str, Any] | None = None) -> Explanation:
        """
        Why a record answers a query as well as it does: a tree of numbers that add up to its score.

        The words are French for readers who prefer French, else English.

        Raises
        ------
        NotFoundError
            The record does not answer the query, or does not exist.
        """
    def export_jsonl(self, /, path: str | PathLike[str], *, kinds: Kind | Sequence[Kind] | None = None, statuses: Status | Sequence[Status] | None = None, concept: str | Concept | None = None, organization: str | Organization | None = None, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> int:
        """
        Write records as JSON Lines, one a line; give how many.

        What a record says, its id and status come back by importing; its history is kept by ``backup``.

        Parameters
        ----------
        path : path-like
            The file; one that is there is replaced once the new one is complete, but never a file of a knowledge base
            (``ValidationError``).
        kinds, statuses, concept, organization
            Which records, as for ``records``.
        progress, interrupter
            As for ``import_jsonl``.
        """
    def find(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Record | None:
        """
        The record with this id, or ``None``.
        """
    def find_by_external_id(self, /, source: str, source_id: str) -> Record | None:
        """
        The record that another system calls this, or ``None``.
        """
    def find_by_slug(self, /, slug: str) -> Record | None:
        """
        The record that goes by this slug, now or earlier, or ``None``.
        """
    def find_organization(self, /, id: str) -> Organization | None:
        """
        The organization with exactly this id, or ``None``.
        """
    def gaps(self, /, *, by: FacetName | Sequence[FacetName] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, least: SupportsIndex = 1, languages: str | Sequence[str] | None = None) -> CoverageTable:
        """
        Where nothing is shared yet: the cells of ``coverage`` with fewer than ``least`` records, those of most municipalities
        first.

        Parameters
        ----------
        by, selected, languages
            As for ``coverage``.
        least : int
            A cell with fewer records than this is a gap; 0 gives none.

        Raises
        ------
        ValidationError
            As for ``coverage``.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "concepts": ["roads/winter-control"]})
        ...     gaps = kb.gaps(by="area")
        >>> areas = [cell.values[0] for cell in gaps]
        >>> "roads" in areas, "transit" in areas, gaps.caveats[0].kind
        (False, True, 'not_shared')
        """
    def get(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Record:
        """
        The record with this id, at its latest version.

        Raises
        ------
        NotFoundError
            There is none, also where it was erased.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     id = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}}).id
        ...     kb.get(id).content.title
        {'en': 'Salt guide'}
        """
    def get_version(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, version: SupportsIndex) -> Record:
        """
        The record as it was at one version.
        """
    def history(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Listing[Revision]:
        """
        All revisions of a record, oldest first.
        """
    def import_csv(self, /, file: str | bytes | PathLike[str], *, columns: Mapping[str, Any] | None = None, language: str = "en", source: str = "csv", kind: str = "practice", delimiter: str | None = None, dry_run: bool = False, skip_bad_rows: bool = False, status: str = "published", index: bool = True, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> ImportReport:
        """
        Read a CSV file as spreadsheets write them: encoding, byte order mark and delimiter are found out.

        Parameters
        ----------
        file : path-like or bytes
            The file, or what is in it.
        columns : dict, optional
            What columns hold, by header, such as ``{"Nom": "title_fr"}``; ``"ignored"`` leaves one out. Columns not named
            here are taken by what their header says.
        language : str
            The language of texts whose column does not tell it.
        source : str
            The name of the system the file comes from; with the column of ids it makes importing again harmless.
        kind : str
            The kind of records whose row does not tell it.
        delimiter : str, optional
            The delimiter; without it it is found out.
        dry_run, skip_bad_rows, status, index, progress, interrupter
            As for ``import_jsonl``.

        Examples
        --------
        >>> import omkn
        >>> sheet = b"Title,Municipality,Year\\nTwo-bag limit,Peterborough C,2004\\nGreen bin,Nowhere,2005\\n"
        >>> with omkn.in_memory() as kb:
        ...     report = kb.import_csv(sheet, dry_run=True)
        >>> report.created, report.rejected, report.problems[0].line
        (1, 1, 3)
        """
    def import_frame(self, /, frame: "object", *, mapping: Mapping[str, Any] | None = None, dry_run: bool = False, **options: "object") -> FrameImport:
        """
        Import the rows of a frame: pandas, polars, pyarrow, or anything else that speaks Arrow.

        Rows are read like those of a CSV file: lists become several values, dates become dates. Records of this library, as
        ``kb.records()`` or as its frame, keep all they say and their ids: those that are here already are updated.

        Parameters
        ----------
        frame : object
            The frame.
        mapping : dict, optional
            What columns hold, by name, as ``columns`` of ``import_csv``.
        dry_run : bool
            Only tell what would happen.
        source : str
            What the rows' external ids are counted under; ``"frame"`` if not given.
        language, kind, skip_bad_rows, status, index, progress, interrupter
            As for ``import_csv``.

        Returns
        -------
        FrameImport
            The report, and the problems as a table with the number of each row, from 0.

        Examples
        --------
        >>> import omkn, pandas
        >>> frame = pandas.DataFrame({"nom": ["Deux sacs", ""], "an": [2004, 2005]})
        >>> with omkn.in_memory() as kb:
        ...     trial = kb.import_frame(frame, mapping={"nom": "title", "an": "date"}, language="fr", dry_run=True)
        >>> trial.report.created, [(problem.row, problem.path) for problem in trial.problems]
        (1, [(1, 'title')])
        """
    def import_jsonl(self, /, path: str | bytes | PathLike[str], *, dry_run: bool = False, skip_bad_rows: bool = False, status: str = "published", index: bool = True, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> ImportReport:
        """
        Read JSON Lines: one record a line, as ``export_jsonl`` writes them, or one bare draft a line.

        Reading the same file again changes nothing.

        Parameters
        ----------
        path : path-like or bytes
            The file, or what is in it.
        dry_run : bool
            Only tell what would happen.
        skip_bad_rows : bool
            Keep the good rows although others have problems. Off: one bad row, and nothing is imported.
        status : str
            The status of new records whose row does not tell one.
        index : bool
            Index what was imported before the import ends, under its progress. Off: the next search does it.
        progress : bool or callable
            ``True`` for a bar where tqdm is installed; a function gets an :class:`omkn.results.Progress`.
        interrupter : Interrupter, optional
            What may cancel the work; Ctrl-C does, too.

        Returns
        -------
        ImportReport
            What was done, and what is wrong with which rows.
        """
    def index_status(self, /) -> IndexStatus:
        """
        How far the index is, and how large.
        """
    @property
    def is_read_only(self, /) -> bool:
        """
        Whether this handle only reads.
        """
    def likely_duplicates(self, /, draft: RecordDraft | Mapping[str, Any], limit: SupportsIndex | None = 5) -> Listing[SimilarRecord]:
        """
        Records that a draft may repeat, likeliest first: ask before capturing it.

        A score of 1 means the same name in another system, or the same words; below 0.6 nothing is told.
        """
    def measure_relevance(self, /, golden: Iterable[GoldenQuery | Mapping[str, Any]], *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> Relevance:
        """
        Ask golden queries and measure the answers.

        Parameters
        ----------
        golden : list of GoldenQuery or dict
            Queries with the records that answer them: ``{"query": …, "relevant": {id: grade}}``.
        progress, interrupter
            As for ``import_jsonl``.
        """
    def move_status(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, expected: SupportsIndex, status: Status, *, reason: str | None = None) -> Record:
        """
        Move a record to another status, with the reason.

        Raises
        ------
        ValidationError
            The status it has does not allow the move.
        ConflictError, NotFoundError
            As ``revise``.
        """
    def organization(self, /, name_or_id: str | Organization) -> Organization:
        """
        The organization with this id or name, however it is written.

        Raises
        ------
        NotFoundError
            With the nearest names.
        AmbiguousError
            With what it may mean.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.organization("Grand Sudbury").official_name["en"]
        'City of Greater Sudbury'
        """
    def organizations(self, /) -> Organizations:
        """
        The register of organizations: the 444 municipalities of Ontario and those of the host.
        """
    def peers(self, /, name_or_id: str | Organization, limit: SupportsIndex | None = 10) -> Listing[Peer]:
        """
        The municipalities most like this one, best first, each with what they have in common; itself left out. Without a
        limit, all of them.

        Raises
        ------
        NotFoundError
            With the nearest names.
        AmbiguousError
            With what it may mean.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     peer = kb.peers("Adjala-Tosorontio", 5)[0]
        >>> peer.likeness.value > 0.5, peer.likeness.reasons[0].aspect
        (True, 'population')
        """
    def put_organizations(self, /, organizations: Iterable[Organization | Mapping[str, Any]]) -> None:
        """
        Add organizations to the register, or replace those with the same ids.
        """
    def rebuild_index(self, /, *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> None:
        """
        Throw the index away and make it anew from the store: the repair for everything that may be wrong with it.
        """
    def records(self, /, *, kinds: Kind | Sequence[Kind] | None = None, statuses: Status | Sequence[Status] | None = None, concept: str | Concept | None = None, organization: str | Organization | None = None, modified_since: str | datetime | None = None, order: "Literal['captured', 'modified']" = "captured", limit: SupportsIndex | None = None, after: str | None = None, languages: str | Sequence[str] | None = None) -> Records:
        """
        Records straight from the store, as a table.

        Parameters
        ----------
        kinds, statuses : list of str, optional
            Only these; none means no restriction.
        concept : str or Concept, optional
            Only records of this service area or a narrower one, by its id or exact name.
        organization : str or Organization, optional
            Only records of this organization, by its id or exact name.
        modified_since : str or datetime, optional
            Only records changed at this instant or later.
        order : str
            ``"captured"``: in the order of capture. ``"modified"``: last changed first.
        limit : int, optional
            How many to give at most, 0 to 1,000; the table's ``next`` leads on. Without it all are read, as they are at one
            change.
        after : str, optional
            Go on after an earlier page: its ``next``.
        languages : list of str, optional
            The languages the reader prefers, for the columns of labels and names.

        Raises
        ------
        NotFoundError, AmbiguousError
            There is no such concept or organization, or several have the name; ``candidates`` has what may be meant.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     [record.content.title["en"] for record in kb.records(kinds=["guide"])]
        ['Salt guide']
        """
    def refresh(self, /, *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> None:
        """
        Bring the index up to the latest change. Searches do it by themselves unless the handle was opened otherwise.
        """
    def remove_saved_search(self, /, name: str) -> bool:
        """
        Forget a saved search; false where there was none of this name.
        """
    def restore(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, version: SupportsIndex, *, reason: str | None = None) -> Record:
        """
        Make an earlier version the current one again, as a new version; also brings a withdrawn record back.
        """
    def revise(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, expected: SupportsIndex, draft: RecordDraft | Mapping[str, Any], *, reason: str | None = None) -> Record:
        """
        Change what a record says: its next version is the draft.

        Parameters
        ----------
        id : str, Record or SearchHit
            The record.
        expected : int
            The version the change was made from.
        draft : RecordDraft or dict
            All that the record shall say from now on.
        reason : str, optional
            Why, for its history.

        Raises
        ------
        ConflictError
            The record has moved on since ``expected``.
        NotFoundError
            No such record.

        Examples
        --------
        >>> import dataclasses, omkn
        >>> with omkn.in_memory() as kb:
        ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     draft = dataclasses.replace(record.content, subjects=["salt"])
        ...     kb.revise(record.id, record.version, draft).version
        2
        """
    def save_search(self, /, name: str, request: str | SearchRequest | Mapping[str, Any]) -> SavedSearch:
        """
        Keep a search under a name; one of the same name is replaced.

        Saved searches stay in this knowledge base: they are no part of the change log.

        Parameters
        ----------
        name : str
            The name, at most 200 characters.
        request : str, SearchRequest or dict
            What it asks for: the words alone, or :class:`omkn.results.SearchRequest` with the forms that ``search`` takes,
            such as ``{"query": "waste", "facets": {"area": 5}, "fits": "Mulmur"}``.

        Raises
        ------
        ValidationError
            The name is blank or too long, or there are 1,000 saved searches.
        """
    def saved_searches(self, /) -> Listing[SavedSearch]:
        """
        Every saved search, by name.
        """
    def search(self, /, query: str | Mapping[str, Any] | None = None, *, languages: str | Sequence[str] | None = None, facets: Mapping[FacetName, int | None] | Sequence[FacetName] | Sequence[FacetRequest] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, sort: "Literal['relevance', 'newest', 'oldest', 'title']" = "relevance", limit: SupportsIndex | None = 10, offset: SupportsIndex = 0, after: str | None = None, snippet_chars: SupportsIndex = 240, correct: bool = True, expand: bool = True, relax: bool = True, boosts: Boosts | Mapping[str, Any] | None = None, fits: str | FitTarget | Organization | Mapping[str, Any] | None = None) -> SearchHits:
        """
        Find records: one page of hits, the exact total and the facet counts.

        What a person typed is never an error; the answer's ``interpretation`` says what was understood.

        Parameters
        ----------
        query : str or dict
            What to search for, in the query language, or the tree of a query; empty finds everything.
        languages : list of str, optional
            The languages the reader prefers, best first; decides which texts are shown, never what is found.
        facets : dict of str to int, list of str, or list of FacetRequest, optional
            Which facets to count, each with how many of its most frequent values to give; 10 where only names are given,
            ``None`` for all, at most 1,000. They are ``area``, ``kind``, ``level``, ``municipality``, ``region``, ``tier``,
            ``population_band``, ``year``, ``language``, ``subject``, ``status``, ``visibility`` and ``publisher``.
        selected : dict of str to str or list of str, optional
            Which facet values the reader chose; service areas and municipalities by their ids or exact names.
        sort : str
            ``"relevance"``, ``"newest"``, ``"oldest"`` or ``"title"``.
        limit : int or None
            How many hits to give, at most 1,000; 0 gives totals and facets only, ``None`` all hits as they are at one change.
        offset : int
            How many hits to leave out first, at most 10,000; ``after`` goes as far as there are any.
        after : str, optional
            Go on after an earlier page: its ``next``.
        snippet_chars : int
            The length of snippets, in characters; 0 for none.
        correct : bool
            Whether words that no record has are replaced by what they may be misspelt for.
        expand : bool
            Whether names of service areas and municipalities among the words also find records by other labels, in both
            languages, and records of that service area or municipality.
        relax : bool
            Whether a query that finds nothing is asked again less strictly.
        boosts : Boosts or dict, optional
            What else counts for the order by relevance: ``recency`` and ``level``, each from 0 to 10.
        fits : str, FitTarget or dict, optional
            The municipality that records should fit, by name or id; the table then has a column ``likeness``.

        Raises
        ------
        NotFoundError, AmbiguousError
            A municipality or service area is named that does not exist, or several have the name; see ``candidates``.
        ValidationError
            A word is not in its list, or a number out of its range.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "practice", "title": {"en": "Brine before the storm"}, "date": "2012"})
        ...     hits = kb.search("brine year:2010..2014", facets={"kind": 5})
        >>> hits.total, hits[0].title.text, hits.facets[0].counts[0].value
        (1, 'Brine before the storm', 'practice')
        """
    def set_popular_queries(self, /, queries: str | Sequence[str]) -> None:
        """
        Queries that people asked often, for ``suggest``, most popular first; at most 10,000 are kept as long as
        this handle lives, and none of more than 200 characters.

        The host counts them: the library keeps no record of who searches for what.
        """
    def similar(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, limit: SupportsIndex | None = 5) -> Listing[SimilarRecord]:
        """
        Records like this one, best first, each with what they share: words, service areas, places.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     one = kb.capture({"kind": "practice", "title": {"en": "Two-bag garbage limit"}})
        ...     two = kb.capture({"kind": "practice", "title": {"en": "A garbage limit of one bag"}})
        ...     [like.id == two.id for like in kb.similar(one.id, 5)]
        [True]
        """
    def subscribe(self, /, listener: Callable[[int], object]) -> Subscription:
        """
        Tell a function of every write through this handle from now on, with the number of the latest change.

        Ask ``changes_since`` what they are; writes in quick succession may be told as one. Other handles and processes tell
        their own listeners. The function runs on a thread of its own, where it may block or call the knowledge base; what it
        raises goes to ``sys.unraisablehook``, and it is told no more. Keep what this returns: without it the function is told
        nothing.

        Parameters
        ----------
        listener : callable
            Called with the number of the latest change, ``seq``.

        Raises
        ------
        ClosedError, StorageError, IoError
            The knowledge base cannot be read, or no thread can be started.

        Examples
        --------
        >>> import omkn, queue
        >>> told = queue.Queue()
        >>> with omkn.in_memory() as kb, kb.subscribe(told.put):
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     told.get(timeout=30)
        1
        """
    def suggest(self, /, text: str, *, limit: SupportsIndex = 5, languages: str | Sequence[str] | None = None, kinds: SuggestionKind | Sequence[SuggestionKind] | None = None) -> Listing[Suggestion]:
        """
        Suggest, while someone types: queries of others, service areas, organizations and records, in this order.

        The last word may be unfinished, accents do not matter, and a letter may be wrong.

        Parameters
        ----------
        text : str
            What was typed so far.
        limit : int
            How many suggestions of each kind, at most 50.
        languages : list of str, optional
            The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
        kinds : list of str, optional
            Only these: ``"query"``, ``"concept"``, ``"organization"``, ``"record"``.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.suggest("deneig")[0].id
        'roads/winter-control'
        """
    def taxonomy(self, /) -> Taxonomy:
        """
        The taxonomy as it stands.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     taxonomy = kb.taxonomy()
        >>> taxonomy.get("roads/winter-control").pref_label["fr"]
        'Déneigement et entretien hivernal'
        >>> taxonomy.path("roads/winter-control")
        ['roads', 'roads/winter-control']
        """
    def validate(self, /, draft: RecordDraft | Mapping[str, Any]) -> ValidationReport:
        """
        Check a draft without writing it: all rules of the model, and whether the concepts and organizations it names exist.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     report = kb.validate({"kind": "practice", "title": {"en": " "}, "concepts": ["roads/snow"]})
        >>> [(problem.path, problem.code) for problem in report.problems]
        [('title.en', 'blank'), ('concepts[0]', 'unknown_concept')]
        """
    def view(self, /) -> View:
        """
        The knowledge base as it is now, to be read as often as wanted; see :class:`omkn.View`.
        """
    def withdraw(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, reason: str) -> Record:
        """
        Take a record out of circulation, with the reason; it stays readable, with its history.
        """

@final
class Organizations(Table):
    """
    The register of organizations: the upper tiers first, then the other municipalities, then those of the host.
    """
    __getitem__: Final[ItemOf[Organization, Organizations]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[Organization]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[Organization]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Organizations: ...
    def _row(self, /, at: SupportsIndex) -> Organization: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Organizations: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def get(self, /, id: str) -> Organization | None:
        """
        The organization with this id, or ``None``.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """
    def likeness(self, /, ours: str | Organization, theirs: str | Organization) -> Likeness:
        """
        How alike two organizations are, and in what, by their ids or names. Symmetric.

        Raises
        ------
        NotFoundError, AmbiguousError
            With the names that may be meant.
        """
    def municipalities(self, /) -> Listing[Organization]:
        """
        Every municipality, of all tiers.
        """
    def own(self, /) -> Listing[Organization]:
        """
        The organizations the host added or changed.
        """
    def parts_of(self, /, name_or_id: str | Organization) -> Listing[Organization]:
        """
        The organizations that are part of this one, such as the towns of a county, by its id or name.

        Raises
        ------
        NotFoundError, AmbiguousError
            With the names that may be meant.
        """
    def resolve(self, /, name_or_id: str) -> Organization:
        """
        The organization with this id or name, however it is written; see ``KnowledgeBase.organization``.
        """

@final
class Records(Table):
    """
    Records as they lie in the store; see ``KnowledgeBase.records``.
    """
    __getitem__: Final[ItemOf[Record, Records]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[Record]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[Record]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Records: ...
    def _row(self, /, at: SupportsIndex) -> Record: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Records: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """
    @property
    def next(self, /) -> str | None:
        """
        What to give as ``after`` for the next page; ``None`` where this is the last.
        """

@final
class SearchHits(Table):
    """
    One page of hits, best first, and what is true of all of them; see ``KnowledgeBase.search``.
    """
    __getitem__: Final[ItemOf[SearchHit, SearchHits]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[SearchHit]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __repr__(self, /) -> str: ...
    def __reversed__(self, /) -> Iterator[SearchHit]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> SearchHits: ...
    def _repr_html_(self, /) -> str: ...
    def _row(self, /, at: SupportsIndex) -> SearchHit: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> SearchHits: ...
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    @property
    def facets(self, /) -> Facets:
        """
        The facets asked for, in the order asked.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """
    @property
    def interpretation(self, /) -> Interpretation:
        """
        What was understood.
        """
    @property
    def next(self, /) -> str | None:
        """
        What to give as ``after`` for the next page; ``None`` where this is the last.
        """
    @property
    def total(self, /) -> int:
        """
        How many records answer, exactly.
        """
    @property
    def watermark(self, /) -> int:
        """
        How far the index was when it answered: it covers all changes up to this one.
        """

@final
class Subscription:
    """
    A function that is told of changes; made by ``KnowledgeBase.subscribe``. It is told until ``cancel``, until the end of a
    ``with`` block, until nothing refers to this any more, or until the knowledge base is closed.

    Examples
    --------
    >>> import omkn, threading
    >>> told = threading.Event()
    >>> with omkn.in_memory() as kb, kb.subscribe(lambda seq: told.set()):
    ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    ...     told.wait(30)
    True
    """
    def __enter__(self, /) -> Subscription: ...
    def __exit__(self, /, *_raised: "object") -> "None": ...
    def cancel(self, /) -> None:
        """
        Tell the function no more; a call that has begun goes on to its end. Cancelling twice is fine.
        """

@disjoint_base
class Table:
    """
    Several things of one kind: a sequence, and a table for everything that speaks Arrow.

    ``pandas.DataFrame.from_arrow(table)``, ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it without a
    copy through Python objects. The columns are described in :mod:`omkn.tables`; ``select`` leaves out those that are not needed.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The Arrow C stream of this table, after the PyCapsule interface; any number of times.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        The names of the columns.
        """
    def select(self, /, columns: str | Sequence[str]) -> Table:
        """
        A table of the same rows with these columns only, in this order; the others are never made.

        Raises
        ------
        ValidationError
            There is no such column, or none is named.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"fr": "Guide du sel"}, "date": "2012"})
        ...     kb.records().select(["title_fr", "year"]).to_pandas().values.tolist()
        [['Guide du sel', 2012]]
        """
    def to_pandas(self, /, *, flat: bool = False) -> PandasFrame:
        """
        The table as a frame of pandas, by way of pyarrow; ``pip install pandas pyarrow`` brings both.

        Parameters
        ----------
        flat : bool
            Lists as one text with ``; `` between the values, structs as JSON, instants without their time zone, which is
            UTC: for Excel, Parquet, CSV and ``drop_duplicates``, which do not take the others.
        """
    def to_polars(self, /, *, flat: bool = False) -> PolarsFrame:
        """
        The table as a frame of polars; ``pip install polars`` brings it. ``flat`` as for ``to_pandas``.
        """

@final
class Taxonomy(Table):
    """
    The concept schemes of a knowledge base as they stand; a sequence of all concepts, see ``KnowledgeBase.taxonomy``.
    """
    __getitem__: Final[ItemOf[Concept, Taxonomy]]
    def __contains__(self, item: Any, /) -> bool:
        """
        Whether the table has this item, or one with this id or name.
        """
    def __iter__(self, /) -> Iterator[Concept]: ...
    def __reduce__(self, /) -> "tuple[object, ...]": ...
    def __reversed__(self, /) -> Iterator[Concept]: ...
    def _picked(self, /, positions: SupportsGetItem[int, SupportsIndex]) -> Taxonomy: ...
    def _repr_html_(self, /) -> str: ...
    def _row(self, /, at: SupportsIndex) -> Concept: ...
    @staticmethod
    def _unpickled(json: str, picked: SupportsGetItem[int, SupportsIndex] | None) -> Taxonomy: ...
    def ancestors(self, /, id: str | Concept) -> list[str]:
        """
        The ids of all concepts above this one.
        """
    def broader(self, /, id: str | Concept) -> Listing[Concept]:
        """
        The concepts right above this one.
        """
    def classify(self, /, text: str, limit: SupportsIndex | None = 5) -> Listing[Classification]:
        """
        The concepts in use whose labels stand in a text, best first.
        """
    def count(self, /, item: Any) -> int:
        """
        How many items equal this one.
        """
    def descendants(self, /, id: str | Concept) -> list[str]:
        """
        The ids of all concepts below this one.
        """
    def expand(self, /, id: str | Concept) -> list[str]:
        """
        The ids of all concepts that count as this one: itself, everything below, and what these replaced.
        """
    def get(self, /, id: str) -> Concept | None:
        """
        The concept with this id, or ``None``.
        """
    def index(self, /, item: Any) -> int:
        """
        The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
        """
    def lookup(self, /, text: str) -> Listing[ConceptMatch]:
        """
        The concepts that a text names: by id, notation or any label in any language, best first.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.taxonomy().lookup("bibliotheques")[0].concept
        'libraries'
        """
    def named(self, /, name_or_id: str | Concept) -> Concept:
        """
        The concept with this id, notation or label, in any language; case and accents do not matter.

        Raises
        ------
        NotFoundError, AmbiguousError
            With the ids of what may be meant.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.taxonomy().named("deneigement").id
        'roads/winter-control'
        """
    def narrower(self, /, id: str | Concept) -> Listing[Concept]:
        """
        The concepts right below this one.
        """
    def path(self, /, id: str | Concept) -> list[str]:
        """
        The ids from the top down to this concept, by way of the first broader concept of each.
        """
    def related(self, /, id: str | Concept) -> Listing[Concept]:
        """
        The concepts that have to do with this one.
        """
    def resolve(self, /, id: str | Concept) -> list[str]:
        """
        The ids of the concepts in use that this one stands for: itself, or what replaced it.
        """
    @property
    def schemes(self, /) -> Listing[ConceptScheme]:
        """
        The concept schemes.
        """
    def top_concepts(self, /, scheme: str) -> Listing[Concept]:
        """
        The concepts of a scheme that have no broader one.
        """

@final
class TaxonomyEdit:
    """
    Changes to the taxonomy that are made together; see ``KnowledgeBase.edit_taxonomy``.

    What a change breaks is told when the edit ends, all at once. It is usable only within the function it was given to.
    """
    def add_broader(self, /, id: str, broader: str) -> None:
        """
        Put a concept under one more broader concept.
        """
    def add_concept(self, /, concept: Concept | Mapping[str, Any]) -> None:
        """
        Add a concept.
        """
    def add_related(self, /, id: str, related: str) -> None:
        """
        Relate two concepts with each other.
        """
    def add_scheme(self, /, scheme: ConceptScheme | Mapping[str, Any]) -> None:
        """
        Add a concept scheme.
        """
    def deprecate(self, /, id: str, replaced_by: SupportsGetItem[int, str]) -> None:
        """
        Take a concept out of use; records that name it count for the replacements from then on.
        """
    def merge(self, /, id: str, into: str) -> None:
        """
        Take a concept out of use in favour of another, which gets its labels and links.
        """
    def remove(self, /, id: str) -> None:
        """
        Remove a concept that this edit added.
        """
    def remove_broader(self, /, id: str, broader: str) -> None:
        """
        Take a concept away from under a broader concept.
        """
    def remove_related(self, /, id: str, related: str) -> None:
        """
        Relate two concepts no more, whichever side says so.
        """
    def set_alt_labels(self, /, id: str, language: str, labels: SupportsGetItem[int, str]) -> None:
        """
        Set all alt labels in a language; none takes them away.
        """
    def set_definition(self, /, id: str, language: str, text: str) -> None:
        """
        Set the definition in a language.
        """
    def set_hidden_labels(self, /, id: str, language: str, labels: SupportsGetItem[int, str]) -> None:
        """
        Set all hidden labels in a language; none takes them away.
        """
    def set_mappings(self, /, id: str, mappings: SupportsGetItem[int, Mapping2 | Mapping[str, Any]]) -> None:
        """
        Set all matches in other classifications.
        """
    def set_notation(self, /, id: str, notation: str | None) -> None:
        """
        Set the notation or take it away. The id stays.
        """
    def set_pref_label(self, /, id: str, language: str, label: str) -> None:
        """
        Set the pref label in a language.
        """
    def set_scope_note(self, /, id: str, language: str, text: str) -> None:
        """
        Set the scope note in a language.
        """
    def violations(self, /) -> list[tuple[str, str]]:
        """
        What the edit breaks so far, as pairs of a condition and a reason; empty where it could be applied.
        """

@final
class View:
    """
    A knowledge base as it was at one change: every read of one view agrees with every other, whatever is written meanwhile.

    For answers that belong together: the pages of a long listing, hits and their facets, a table and an export. A view keeps
    the log of changes from being shortened, so use it in a ``with`` block, which lets go of it. After a minute, or the
    ``view_limit`` of :func:`omkn.open`, and once a record was erased, its reads raise ``ViewEndedError``.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    ...     with kb.view() as view:
    ...         _ = kb.capture({"kind": "guide", "title": {"en": "Brine guide"}})
    ...         view.count(), view.search("guide").total, kb.count()
    (1, 1, 2)
    """
    def __bool__(self, /) -> bool:
        """
        True, also where there is no record yet.
        """
    def __contains__(self, id: Any, /) -> bool:
        """
        Whether there is a record with this id.
        """
    def __enter__(self, /) -> View: ...
    def __exit__(self, /, *_raised: "object") -> "None": ...
    def __getitem__(self, id: str | Record | SearchHit | SimilarRecord | Alert, /) -> Record:
        """
        The same as ``get``: ``kb[id]``.
        """
    def __iter__(self, /) -> Iterator[Record]:
        """
        All records, in the order of capture.
        """
    def __len__(self, /) -> int:
        """
        How many records there are; see ``count``.
        """
    def __repr__(self, /) -> str: ...
    @property
    def age(self, /) -> float:
        """
        How long it has lived, in seconds.
        """
    def alerts_since(self, /, seq: "int | str | SavedSearch | None" = None, limit: SupportsIndex | None = None) -> Alerts:
        """
        Which records answer saved searches anew, have changed, or have ceased to answer.

        By up to ``limit`` (at most 1,000) changes after ``seq``, without it from the beginning. Give ``next`` as ``seq`` the next time: nothing is missed,
        and nothing told twice. Matching is stricter than searching: every word of the text is needed.
        Edits of the taxonomy or the register alert nobody: names are read as they are now.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.save_search("salt", "road salt")
        ...     _ = kb.capture({"kind": "practice", "title": {"en": "Less salt on every road"}})
        ...     told = kb.alerts_since(0, 100)
        ...     [(alert.search, alert.kind) for alert in told.alerts], kb.alerts_since(told.next, 100).alerts
        ([('salt', 'new')], [])

        Parameters
        ----------
        seq : int, str or SavedSearch, optional
            The number of the last change that is known already; or a saved search or its name: then all of its alerts.
        limit : int, optional
            How many changes to look at; without it all of them.

        Raises
        ------
        NotFoundError
            There is no saved search of this name.
        """
    def changes_since(self, /, seq: SupportsIndex = 0, limit: SupportsIndex | None = None) -> Changes:
        """
        Up to ``limit`` changes after ``seq``, oldest first; give the last one's number as ``seq`` for the next. Without both,
        all changes.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     [change.kind for change in kb.changes_since(0, 100)]
        ['captured']
        """
    def classify(self, /, text: str, limit: SupportsIndex | None = 5) -> Listing[Classification]:
        """
        The service areas a text is about, best first, each with the words that led to it.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     best = kb.classify("Two-bag limit\\nWeekly garbage collection with bag tags.", 3)[0]
        >>> best.concept, best.reasons[0].label
        ('waste/user-pay', 'two-bag limit')
        """
    def close(self, /) -> None:
        """
        Let go of the view. Later reads raise ``ViewEndedError``; closing twice is fine.
        """
    def count(self, /) -> int:
        """
        How many records there are, of every status; erased ones do not count.
        """
    def coverage(self, /, *, by: FacetName | Sequence[FacetName] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, languages: str | Sequence[str] | None = None) -> CoverageTable:
        """
        How many records there are for each combination of values, such as winter control × 1,000 to 4,999 people × Simcoe.

        Service areas are the top ones; a record counts once for each that its concepts belong to. The sides that describe
        places go together: they are those of one of a record's organizations, or those its coverage names where it has no
        organization. Only cells that hold a municipality are listed.

        Parameters
        ----------
        by : sequence of str, optional
            The sides of a cell, each once: ``"area"``, ``"population_band"``, ``"region"``, ``"tier"``, ``"municipality"``,
            ``"kind"``, ``"level"``, ``"year"``; without it area, population band and region.
        selected : dict of str to str or list of str, optional
            Only records with one of these values of each facet; areas and municipalities by ids or exact names. Without a status, only published records and those due for
            review count.
        languages : list of str, optional
            The languages the reader prefers, best first, for the labels of areas and municipalities.

        Raises
        ------
        ValidationError
            Cells are not made of a side, or there would be more than 100,000 of them.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "coverage": {"population_band": "0-999"}})
        ...     table = kb.coverage(by="population_band")
        >>> table[0].values, table[0].records, table[1].records
        (['0-999'], 1, 0)
        """
    def diff(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, before: SupportsIndex | None = None, after: SupportsIndex | None = None) -> Diff:
        """
        How a record differs between two versions, field by field: without ``after`` from ``before`` to the latest, without
        both between the last two, of which a record that was never revised has one.

        Examples
        --------
        >>> import dataclasses, omkn
        >>> with omkn.in_memory() as kb:
        ...     record = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     _ = kb.revise(record.id, 1, dataclasses.replace(record.content, title={"en": "Brine guide"}))
        ...     [(change.path, change.before, change.after) for change in kb.diff(record.id, 1, 2)]
        [('title.en', 'Salt guide', 'Brine guide')]
        """
    def evidence(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, costs: "object", *, service: str | None = None, year: SupportsIndex | None = None, window: SupportsIndex = 3, peers: SupportsIndex = 10) -> Evidence:
        """
        Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.

        For the record's municipality, or its upper tier where the figures are summed into that, and for each of the
        municipalities most like it (see ``peers``) with full figures:

        * cost: the operating cost of the service for each resident, in the dollars of its year;
        * before, after: the median of the ``window`` years before the year the practice began, and of those after it;
        * change: after / before − 1; usual: the median of the comparable municipalities' changes;
        * implied saving: (before × (1 + usual) − after) × residents, a year;
        * noise: how far nine in ten of their changes are from the usual one at most, × before × residents.

        A claim below the noise is ``too_small``; one above what the whole service cost a year before ``cannot_tell``;
        otherwise it is ``consistent`` where the implied saving is at least half of it and above the noise, else ``not_shown``.
        Comparing changes takes out what municipalities have in common, inflation included. It does not show causes.

        Parameters
        ----------
        id : str, Record or SearchHit
            The record.
        costs : frame or list
            Rows with ``year``, ``municipality`` (name or id), ``service``, ``population`` and ``operating_cost`` in dollars: a
            frame of pandas, polars, pyarrow or DuckDB, or a list of :class:`omkn.results.ServiceCost` or dicts. Rows in which
            one of them is missing are left out.
        service : str, optional
            The service of the rows to compare; without it the one that holds the record's first service area that has one
            (see :func:`omkn.service_of_area`).
        year : int, optional
            When the practice began; without it the year of the record's date.
        window : int
            How many years before and after are compared, 1 or more. All of them must be in the figures.
        peers : int
            How many of the most comparable municipalities are compared with; fewer than 5 show nothing.

        Raises
        ------
        NotFoundError
            There is no such record.
        ValidationError
            The window is 0; the rows lack a column, have a value of the wrong kind, or have a year more than once.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     record = kb.capture({"kind": "practice", "title": {"en": "Shared dispatch"}, "concepts": ["fire"]})
        ...     found = kb.evidence(record.id, [])
        >>> found.verdict, found.reasons
        ('cannot_tell', ['no_year', 'no_municipality'])
        """
    def explain(self, /, query: str | Mapping[str, Any], id: str | Record | SearchHit | SimilarRecord | Alert, *, languages: str | Sequence[str] | None = None, correct: bool = True, expand: bool = True, relax: bool = True, boosts: Boosts | Mapping[str, Any] | None = None, fits: str | FitTarget | Organization | Mapping[str, Any] | None = None) -> Explanation:
        """
        Why a record answers a query as well as it does: a tree of numbers that add up to its score.

        The words are French for readers who prefer French, else English.

        Raises
        ------
        NotFoundError
            The record does not answer the query, or does not exist.
        """
    def export_jsonl(self, /, path: str | PathLike[str], *, kinds: Kind | Sequence[Kind] | None = None, statuses: Status | Sequence[Status] | None = None, concept: str | Concept | None = None, organization: str | Organization | None = None, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> int:
        """
        Write records as JSON Lines, one a line; give how many.

        What a record says, its id and status come back by importing; its history is kept by ``backup``.

        Parameters
        ----------
        path : path-like
            The file; one that is there is replaced once the new one is complete, but never a file of a knowledge base
            (``ValidationError``).
        kinds, statuses, concept, organization
            Which records, as for ``records``.
        progress, interrupter
            As for ``import_jsonl``.
        """
    def find(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Record | None:
        """
        The record with this id, or ``None``.
        """
    def find_by_external_id(self, /, source: str, source_id: str) -> Record | None:
        """
        The record that another system calls this, or ``None``.
        """
    def find_by_slug(self, /, slug: str) -> Record | None:
        """
        The record that goes by this slug, now or earlier, or ``None``.
        """
    def find_organization(self, /, id: str) -> Organization | None:
        """
        The organization with exactly this id, or ``None``.
        """
    def gaps(self, /, *, by: FacetName | Sequence[FacetName] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, least: SupportsIndex = 1, languages: str | Sequence[str] | None = None) -> CoverageTable:
        """
        Where nothing is shared yet: the cells of ``coverage`` with fewer than ``least`` records, those of most municipalities
        first.

        Parameters
        ----------
        by, selected, languages
            As for ``coverage``.
        least : int
            A cell with fewer records than this is a gap; 0 gives none.

        Raises
        ------
        ValidationError
            As for ``coverage``.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "concepts": ["roads/winter-control"]})
        ...     gaps = kb.gaps(by="area")
        >>> areas = [cell.values[0] for cell in gaps]
        >>> "roads" in areas, "transit" in areas, gaps.caveats[0].kind
        (False, True, 'not_shared')
        """
    def get(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Record:
        """
        The record with this id, at its latest version.

        Raises
        ------
        NotFoundError
            There is none, also where it was erased.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     id = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}}).id
        ...     kb.get(id).content.title
        {'en': 'Salt guide'}
        """
    def get_version(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, version: SupportsIndex) -> Record:
        """
        The record as it was at one version.
        """
    def history(self, /, id: str | Record | SearchHit | SimilarRecord | Alert) -> Listing[Revision]:
        """
        All revisions of a record, oldest first.
        """
    def likely_duplicates(self, /, draft: RecordDraft | Mapping[str, Any], limit: SupportsIndex | None = 5) -> Listing[SimilarRecord]:
        """
        Records that a draft may repeat, likeliest first: ask before capturing it.

        A score of 1 means the same name in another system, or the same words; below 0.6 nothing is told.
        """
    def measure_relevance(self, /, golden: Iterable[GoldenQuery | Mapping[str, Any]], *, progress: bool | Callable[[Progress], object] | None = None, interrupter: Interrupter | None = None) -> Relevance:
        """
        Ask golden queries and measure the answers.

        Parameters
        ----------
        golden : list of GoldenQuery or dict
            Queries with the records that answer them: ``{"query": …, "relevant": {id: grade}}``.
        progress, interrupter
            As for ``import_jsonl``.
        """
    def organization(self, /, name_or_id: str | Organization) -> Organization:
        """
        The organization with this id or name, however it is written.

        Raises
        ------
        NotFoundError
            With the nearest names.
        AmbiguousError
            With what it may mean.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.organization("Grand Sudbury").official_name["en"]
        'City of Greater Sudbury'
        """
    def organizations(self, /) -> Organizations:
        """
        The register of organizations: the 444 municipalities of Ontario and those of the host.
        """
    def peers(self, /, name_or_id: str | Organization, limit: SupportsIndex | None = 10) -> Listing[Peer]:
        """
        The municipalities most like this one, best first, each with what they have in common; itself left out. Without a
        limit, all of them.

        Raises
        ------
        NotFoundError
            With the nearest names.
        AmbiguousError
            With what it may mean.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     peer = kb.peers("Adjala-Tosorontio", 5)[0]
        >>> peer.likeness.value > 0.5, peer.likeness.reasons[0].aspect
        (True, 'population')
        """
    def records(self, /, *, kinds: Kind | Sequence[Kind] | None = None, statuses: Status | Sequence[Status] | None = None, concept: str | Concept | None = None, organization: str | Organization | None = None, modified_since: str | datetime | None = None, order: "Literal['captured', 'modified']" = "captured", limit: SupportsIndex | None = None, after: str | None = None, languages: str | Sequence[str] | None = None) -> Records:
        """
        Records straight from the store, as a table.

        Parameters
        ----------
        kinds, statuses : list of str, optional
            Only these; none means no restriction.
        concept : str or Concept, optional
            Only records of this service area or a narrower one, by its id or exact name.
        organization : str or Organization, optional
            Only records of this organization, by its id or exact name.
        modified_since : str or datetime, optional
            Only records changed at this instant or later.
        order : str
            ``"captured"``: in the order of capture. ``"modified"``: last changed first.
        limit : int, optional
            How many to give at most, 0 to 1,000; the table's ``next`` leads on. Without it all are read, as they are at one
            change.
        after : str, optional
            Go on after an earlier page: its ``next``.
        languages : list of str, optional
            The languages the reader prefers, for the columns of labels and names.

        Raises
        ------
        NotFoundError, AmbiguousError
            There is no such concept or organization, or several have the name; ``candidates`` has what may be meant.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
        ...     [record.content.title["en"] for record in kb.records(kinds=["guide"])]
        ['Salt guide']
        """
    def saved_searches(self, /) -> Listing[SavedSearch]:
        """
        Every saved search, by name.
        """
    def search(self, /, query: str | Mapping[str, Any] | None = None, *, languages: str | Sequence[str] | None = None, facets: Mapping[FacetName, int | None] | Sequence[FacetName] | Sequence[FacetRequest] | None = None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, sort: "Literal['relevance', 'newest', 'oldest', 'title']" = "relevance", limit: SupportsIndex | None = 10, offset: SupportsIndex = 0, after: str | None = None, snippet_chars: SupportsIndex = 240, correct: bool = True, expand: bool = True, relax: bool = True, boosts: Boosts | Mapping[str, Any] | None = None, fits: str | FitTarget | Organization | Mapping[str, Any] | None = None) -> SearchHits:
        """
        Find records: one page of hits, the exact total and the facet counts.

        What a person typed is never an error; the answer's ``interpretation`` says what was understood.

        Parameters
        ----------
        query : str or dict
            What to search for, in the query language, or the tree of a query; empty finds everything.
        languages : list of str, optional
            The languages the reader prefers, best first; decides which texts are shown, never what is found.
        facets : dict of str to int, list of str, or list of FacetRequest, optional
            Which facets to count, each with how many of its most frequent values to give; 10 where only names are given,
            ``None`` for all, at most 1,000. They are ``area``, ``kind``, ``level``, ``municipality``, ``region``, ``tier``,
            ``population_band``, ``year``, ``language``, ``subject``, ``status``, ``visibility`` and ``publisher``.
        selected : dict of str to str or list of str, optional
            Which facet values the reader chose; service areas and municipalities by their ids or exact names.
        sort : str
            ``"relevance"``, ``"newest"``, ``"oldest"`` or ``"title"``.
        limit : int or None
            How many hits to give, at most 1,000; 0 gives totals and facets only, ``None`` all hits as they are at one change.
        offset : int
            How many hits to leave out first, at most 10,000; ``after`` goes as far as there are any.
        after : str, optional
            Go on after an earlier page: its ``next``.
        snippet_chars : int
            The length of snippets, in characters; 0 for none.
        correct : bool
            Whether words that no record has are replaced by what they may be misspelt for.
        expand : bool
            Whether names of service areas and municipalities among the words also find records by other labels, in both
            languages, and records of that service area or municipality.
        relax : bool
            Whether a query that finds nothing is asked again less strictly.
        boosts : Boosts or dict, optional
            What else counts for the order by relevance: ``recency`` and ``level``, each from 0 to 10.
        fits : str, FitTarget or dict, optional
            The municipality that records should fit, by name or id; the table then has a column ``likeness``.

        Raises
        ------
        NotFoundError, AmbiguousError
            A municipality or service area is named that does not exist, or several have the name; see ``candidates``.
        ValidationError
            A word is not in its list, or a number out of its range.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     _ = kb.capture({"kind": "practice", "title": {"en": "Brine before the storm"}, "date": "2012"})
        ...     hits = kb.search("brine year:2010..2014", facets={"kind": 5})
        >>> hits.total, hits[0].title.text, hits.facets[0].counts[0].value
        (1, 'Brine before the storm', 'practice')
        """
    @property
    def seq(self, /) -> int:
        """
        The number of the last change it shows.
        """
    def similar(self, /, id: str | Record | SearchHit | SimilarRecord | Alert, limit: SupportsIndex | None = 5) -> Listing[SimilarRecord]:
        """
        Records like this one, best first, each with what they share: words, service areas, places.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     one = kb.capture({"kind": "practice", "title": {"en": "Two-bag garbage limit"}})
        ...     two = kb.capture({"kind": "practice", "title": {"en": "A garbage limit of one bag"}})
        ...     [like.id == two.id for like in kb.similar(one.id, 5)]
        [True]
        """
    def suggest(self, /, text: str, *, limit: SupportsIndex = 5, languages: str | Sequence[str] | None = None, kinds: SuggestionKind | Sequence[SuggestionKind] | None = None) -> Listing[Suggestion]:
        """
        Suggest, while someone types: queries of others, service areas, organizations and records, in this order.

        The last word may be unfinished, accents do not matter, and a letter may be wrong.

        Parameters
        ----------
        text : str
            What was typed so far.
        limit : int
            How many suggestions of each kind, at most 50.
        languages : list of str, optional
            The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
        kinds : list of str, optional
            Only these: ``"query"``, ``"concept"``, ``"organization"``, ``"record"``.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     kb.suggest("deneig")[0].id
        'roads/winter-control'
        """
    def taxonomy(self, /) -> Taxonomy:
        """
        The taxonomy as it stands.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     taxonomy = kb.taxonomy()
        >>> taxonomy.get("roads/winter-control").pref_label["fr"]
        'Déneigement et entretien hivernal'
        >>> taxonomy.path("roads/winter-control")
        ['roads', 'roads/winter-control']
        """
    def validate(self, /, draft: RecordDraft | Mapping[str, Any]) -> ValidationReport:
        """
        Check a draft without writing it: all rules of the model, and whether the concepts and organizations it names exist.

        Examples
        --------
        >>> import omkn
        >>> with omkn.in_memory() as kb:
        ...     report = kb.validate({"kind": "practice", "title": {"en": " "}, "concepts": ["roads/snow"]})
        >>> [(problem.path, problem.code) for problem in report.problems]
        [('title.en', 'blank'), ('concepts[0]', 'unknown_concept')]
        """
    @property
    def watermark(self, /) -> int:
        """
        How far its index is: the same as ``seq``, or less where the knowledge base was opened to search the index as it is.
        """

def built_in_label(id: str, languages: SupportsGetItem[int, str]) -> str | None:
    """
    What the built-in taxonomy or register calls a concept or organization, in the languages preferred; ``None`` for others.
    """

def error_kinds() -> list[str]:
    """
    Return the names of all kinds of errors; :data:`omkn.errors.KINDS` has a class for each.
    """

def in_memory(*, freshness: "Literal['latest', 'as_indexed']" = "latest", author: str | None = None, clock: str | None = None, view_limit: SupportsFloat | SupportsIndex | None = None) -> KnowledgeBase:
    """
    Make an empty knowledge base that lives in memory only.

    Parameters
    ----------
    freshness, author, clock, view_limit
        As for :func:`omkn.open`.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     kb.count()
    0
    """

def open(folder: str | PathLike[str], *, read_only: bool = False, create: bool = True, freshness: "Literal['latest', 'as_indexed']" = "latest", author: str | None = None, clock: str | None = None, view_limit: SupportsFloat | SupportsIndex | None = None) -> KnowledgeBase:
    """
    Open the knowledge base in this folder.

    Parameters
    ----------
    folder : path-like
        The folder; made where it does not exist.
    read_only : bool
        Only read. Any number of handles and processes may read while one writes; nothing is ever written to the folder.
    create : bool
        Whether to create a knowledge base where there is none, or to raise ``NotFoundError``.
    freshness : str
        ``"latest"``: every search sees every change. ``"as_indexed"``: a search uses the index as it stands; bring it up to
        date with ``refresh``.
    author : str, optional
        Who makes the revisions of this handle: a role or name as it shall stand in the history.
    clock : str, optional
        An instant after RFC 3339 at which this handle's clock stands still, for reproducible examples.
    view_limit : float, optional
        How many seconds a view may live; 60 without it. The log of changes grows meanwhile.

    Raises
    ------
    NotFoundError
        Nothing is there, and ``create`` is off or the handle is read-only.
    BusyError
        Another process writes to it, or this one has it open with other options; open it read-only instead.
    IncompatibleError
        A newer library wrote it, or the file is no knowledge base.
    CorruptError, StorageError, IoError, LowSpaceError
        It cannot be read or created.

    Examples
    --------
    >>> import omkn, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> with omkn.open(folder.name, author="Waste Services") as kb:
    ...     record = kb.capture({"kind": "practice", "title": {"en": "Two-bag garbage limit"}})
    >>> with omkn.open(folder.name, read_only=True) as kb:
    ...     kb.get(record.id).content.title["en"]
    'Two-bag garbage limit'
    """

def parse_query(text: str, *, strict: bool = False) -> ParsedQuery:
    """
    Read what a person typed. Never fails: what cannot be read as an operator or field is read as words, and told.

    Parameters
    ----------
    text : str
        The query.
    strict : bool
        Raise ``QueryError`` at the first thing that is not well formed, for queries that programs write.

    Examples
    --------
    >>> import omkn
    >>> parsed = omkn.parse_query("salt OR (brine year:2009..2014")
    >>> parsed.query, [notice.code for notice in parsed.notices]
    ('salt OR (brine year:2009..2014)', ['stray_parenthesis'])
    """

def service_of_area(area: str) -> str | None:
    """
    The service of the cost rows of :meth:`omkn.KnowledgeBase.evidence` that holds a top service area, or ``None``.

    The names are those of published extracts of Ontario's Financial Information Return; nearly all services are broader
    than one practice.

    Examples
    --------
    >>> import omkn
    >>> omkn.service_of_area("water"), omkn.service_of_area("energy")
    ('Environmental', None)
    """

def version() -> str:
    """
    Return the version of OMKN, for example ``"0.1.0"``.
    """

def word_labels(of: Literal["kind", "level", "tier", "population_band", "status", "visibility", "verdict", "cannot_tell", "caveat"], language: str) -> dict[str, str]:
    """
    What the words of a closed list are called in a language, by code; nothing for lists that have no labels.
    """

def words(of: Literal["kind", "level", "tier", "population_band", "status", "visibility", "verdict", "cannot_tell", "caveat"]) -> list[str]:
    """
    The words of a closed list in their order, such as bands from small to large.

    Parameters
    ----------
    of : str
        The list: ``kind``, ``level``, ``tier``, ``population_band``, ``status``, ``visibility``, ``verdict``,
        ``cannot_tell`` (why a verdict cannot be given), ``caveat``.

    Examples
    --------
    >>> import omkn
    >>> omkn.words("population_band")[0]
    '0-999'
    """
