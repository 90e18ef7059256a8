"""What the knowledge base answers, as plain data classes; the names and meanings are those of the Rust library."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal

from ._analyses import Caveat, CostChange, CoverageCell, Evidence, ServiceCost
from ._listing import Listing
from ._reports import (
    Finding,
    HealthReport,
    ImportReport,
    IndexStatus,
    Problem,
    Progress,
    RowProblem,
    RowProblems,
    ValidationReport,
)
from ._typing import PandasFrame, PolarsFrame
from .model import Kind, Level, Organization, Status

__all__ = [
    "Alert", "Alerts", "Boosts", "Caveat", "Classification", "ConceptMatch", "Correction", "CostChange", "CoverageCell",
    "Evidence", "Expansion", "Explanation", "ExplanationLine", "FacetCount", "FacetCounts", "FacetRequest", "Finding", "HitFit", "FitTarget",
    "GoldenQuery", "HealthReport", "HitText", "ImportReport", "IndexStatus", "Interpretation", "Likeness",
    "LikenessReason", "Listing", "Notice", "ParsedQuery", "Peer", "Problem", "Progress", "QueryNotice", "QuerySpan", "Reason",
    "Relevance", "ResolvedName", "RowProblem", "RowProblems", "SavedSearch", "SearchHit", "SearchRequest", "ServiceCost",
    "SimilarRecord", "SimilarityReason", "Snippet", "Suggestion", "TextRange", "MatchedBy", "ValidationReport",
]  # fmt: skip

#: A side from which records are counted and narrowed.
FacetName = Literal[
    "area", "kind", "level", "municipality", "region", "tier", "population_band", "year", "language", "subject",
    "status", "visibility", "publisher",
]  # fmt: skip

#: What a suggestion is.
SuggestionKind = Literal["query", "concept", "organization", "record"]


@dataclass(frozen=True, kw_only=True)
class TextRange:
    """A stretch of a text, in code points as Python counts: ``text[range.start : range.end]``."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class HitText:
    """A text of a hit with what to highlight in it.

    Examples
    --------
    >>> import omkn
    >>> with omkn.in_memory() as kb:
    ...     _ = kb.capture({"kind": "practice", "title": {"fr": "🚒 L’été : du sel"}})
    ...     title = kb.search("sel")[0].title
    >>> [title.text[range.start : range.end] for range in title.highlights], title.parts()
    (['sel'], [('🚒 L’été : du ', False), ('sel', True)])
    """

    text: str
    language: str
    is_fallback: bool
    highlights: list[TextRange]

    def __str__(self) -> str:
        return self.text

    def parts(self) -> list[tuple[str, bool]]:
        """The text in parts, each with whether it is highlighted."""
        parts, at = [], 0
        for found in self.highlights:
            parts += [(self.text[at : found.start], False), (self.text[found.start : found.end], True)]
            at = found.end
        return [part for part in [*parts, (self.text[at:], False)] if part[0]]


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """The part of a record's text that answers the query best; ``section`` is ``None`` for the summary."""

    section: str | None
    text: HitText


@dataclass(kw_only=True)
class FacetRequest:
    """Ask for the counts of one facet: the ``limit`` most frequent values, up to 1,000."""

    facet: FacetName
    limit: int = 10


@dataclass(kw_only=True)
class SearchRequest:
    """A search as it is saved; the fields are the options of ``KnowledgeBase.search``, in the same forms."""

    query: Any = ""
    languages: list[str] = field(default_factory=list)
    facets: list[FacetRequest] | list[FacetName] | dict[FacetName, int | None] = field(default_factory=list)
    selected: dict[FacetName, list[str] | str] = field(default_factory=dict)
    sort: Literal["relevance", "newest", "oldest", "title"] = "relevance"
    limit: int = 10
    offset: int = 0
    after: str | None = None
    snippet_chars: int = 240
    correct: bool = True
    expand: bool = True
    relax: bool = True
    boosts: Boosts | None = None
    fits: FitTarget | str | None = None

    def options(self) -> dict[str, Any]:
        """What ``KnowledgeBase.search`` takes to ask for the same: ``kb.search(**saved.request.options())``."""
        options = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if any(isinstance(one, FacetRequest) for one in self.facets):
            options["facets"] = {one.facet: one.limit for one in self.facets if isinstance(one, FacetRequest)}
        return options


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """A search kept under a name."""

    name: str
    request: SearchRequest
    created: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Alert:
    """What became of a record, as a saved search sees it: ``new``, ``changed``, ``left`` or ``erased``."""

    search: str
    record: str
    kind: Literal["new", "changed", "left", "erased"]
    version: int | None = None
    seq: int


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """Alerts, the ``seq`` to go on with, and whether there are more changes to look at already."""

    alerts: list[Alert]
    next: int
    has_more: bool

    def to_pandas(self) -> PandasFrame:
        """The alerts as a frame of pandas."""
        return Listing(self.alerts, "Alert").to_pandas()

    def to_polars(self) -> PolarsFrame:
        """The alerts as a frame of polars."""
        return Listing(self.alerts, "Alert").to_polars()

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self.alerts, "Alerts")


@dataclass(frozen=True, kw_only=True)
class MatchedBy:
    """Why a record answers that does not have the words: a name in the query, and what the record has for it."""

    typed: str
    field: str
    ids: list[str]
    label: str


@dataclass(frozen=True, kw_only=True)
class LikenessReason:
    """One aspect in which two municipalities are compared."""

    aspect: str
    ours: str
    theirs: str
    value: float
    weight: float


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike two municipalities are: the mean of the aspects known for both, by weight, from 0 to 1."""

    value: float
    reasons: list[LikenessReason]

    def to_pandas(self) -> PandasFrame:
        """The aspects as a frame of pandas."""
        return Listing(self.reasons, "LikenessReason").to_pandas()

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self.reasons, "Likeness", f"Likeness {self.value:.2f}")


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A municipality and how alike it is."""

    organization: Organization
    likeness: Likeness


@dataclass(frozen=True, kw_only=True)
class HitFit:
    """How a record fits a municipality: the record's municipality that is most like it, and how alike they are."""

    organization: str
    likeness: Likeness


@dataclass(kw_only=True)
class FitTarget:
    """The municipality that records should fit, how much that counts (0 to 10), and the least likeness (0 to 1)."""

    organization: str
    weight: float = 1.0
    least: float = 0.0


@dataclass(kw_only=True)
class Boosts:
    """What else counts for the order by relevance: a recent date and the level of evidence, each from 0 to 10."""

    recency: float = 0.0
    level: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """One record found."""

    id: str
    version: int
    rank: int
    score: float
    kind: Kind
    status: Status
    level: Level | None = None
    date: str | None = None
    title: HitText
    snippet: Snippet | None = None
    concepts: list[str]
    organizations: list[str]
    languages: list[str]
    matched_by: list[MatchedBy] = field(default_factory=list)
    fit: HitFit | None = None


@dataclass(frozen=True, kw_only=True)
class FacetCount:
    """How many hits have a value."""

    value: str
    label: str
    count: int
    selected: bool
    broader: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class FacetCounts:
    """The counts of one facet, highest first; ``distinct`` is how many different values the hits have in all."""

    facet: FacetName
    counts: list[FacetCount]
    distinct: int


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something a reader should know about how the query was read."""

    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResolvedName:
    """A name in a filter, and what it was taken for."""

    field: str
    typed: str
    ids: list[str]
    label: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A word that was corrected."""

    typed: str
    corrected: str


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """A name among the words of a query, and what else was looked for because of it."""

    field: str
    typed: str
    ids: list[str]
    label: str
    labels: list[str]


@dataclass(frozen=True, kw_only=True)
class Interpretation:
    """How a query was understood."""

    query: str
    notices: list[Notice]
    resolved: list[ResolvedName]
    corrections: list[Correction]
    expansions: list[Expansion]


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Something that may be meant, while someone types; ``highlights`` mark in ``text`` what was typed."""

    kind: SuggestionKind
    id: str | None = None
    text: str
    language: str | None = None
    matched: str | None = None
    highlights: list[TextRange]


@dataclass(frozen=True, kw_only=True)
class SimilarityReason:
    """In what two records are alike, what they share, and what this adds to the score."""

    aspect: str
    shared: list[str]
    value: float


@dataclass(frozen=True, kw_only=True)
class SimilarRecord:
    """A record that is like another, with the reasons, strongest first."""

    id: str
    version: int
    kind: Kind
    title: dict[str, str]
    score: float
    reasons: list[SimilarityReason]


@dataclass(kw_only=True)
class GoldenQuery:
    """A query with the records that answer it: grades from 1, by id or ``source:source_id``."""

    query: str
    language: str | None = None
    purpose: str | None = None
    relevant: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Relevance:
    """How well golden queries were answered; all but ``queries`` from 0 to 1."""

    queries: int
    ndcg_at_10: float
    recall_at_100: float
    mrr: float
    best_first: float
    zero_results: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A number and what it is made of."""

    description: str
    value: float
    details: list[Explanation] = field(default_factory=list)

    def lines(self, depth: int = 0) -> Listing[ExplanationLine]:
        """The tree from the top down, a line for each number."""
        own = ExplanationLine(description="\u2003" * depth + self.description, value=self.value)
        return Listing([own, *(line for part in self.details for line in part.lines(depth + 1))])

    def to_pandas(self) -> PandasFrame:
        """The lines as a frame of pandas."""
        return self.lines().to_pandas()

    def to_polars(self) -> PolarsFrame:
        """The lines as a frame of polars."""
        return self.lines().to_polars()

    def _repr_html_(self) -> str:
        from .notebook.listing import listing

        return listing(self.lines(), "Explanation", "Parts of the score")


@dataclass(frozen=True, kw_only=True)
class ExplanationLine:
    """One number of an explanation; what it is a part of is above it, with less space before it."""

    description: str
    value: float


@dataclass(frozen=True, kw_only=True)
class QuerySpan:
    """A stretch of a query text, in code points: ``query[span.start : span.end]``."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class QueryNotice:
    """Something in a query that was not read as written."""

    code: str
    span: QuerySpan
    reason: str


@dataclass(frozen=True, kw_only=True)
class ParsedQuery:
    """What a forgiving parse understood: the query printed in the query language, its tree, and notices."""

    query: str
    tree: Any
    notices: list[QueryNotice]


@dataclass(frozen=True, kw_only=True)
class ConceptMatch:
    """A concept that a text may mean."""

    concept: str
    label: str
    language: str | None = None
    kind: str | None = None
    quality: str


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A label of a concept that stands in a text; ``text[reason.start : reason.end]`` is where it comes first."""

    label: str
    language: str
    kind: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Classification:
    """A concept that a text is about, with what speaks for it."""

    concept: str
    score: float
    reasons: list[Reason]
