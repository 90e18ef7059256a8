"""What records say, as plain data classes; the names and meanings are those of the Rust library.

Everything here is made of plain values, so ``dataclasses.replace`` and ``dataclasses.asdict`` work. A text in several
languages is a dict from language tag to text. A date of which only the year may be known is a text such as ``"2011"``,
``"2011-05"`` or ``"2011-05-04"``; where one is given, a :class:`datetime.date` will do, too. Words of closed lists, such as the
kind of a record, are the texts the query language knows.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

__all__ = [
    "Adoption", "Agent", "Award", "CensusPopulation", "Change", "Concept", "ConceptScheme", "Contact", "Coverage",
    "ExternalId", "FieldChange", "Funding", "Mapping", "Measure", "MeasuredValue", "Money", "Organization",
    "OrganizationName", "Position", "Record", "RecordDraft", "Relation", "Resource", "Revision", "Rights",
    "SourceCitation", "Staffing",
]  # fmt: skip

#: A text in several languages, by language tag.
LanguageMap = dict[str, str]

# The closed lists; a test compares them with those of the library, which `omkn.words` gives.
Kind = Literal["practice", "research", "methodology", "success", "attempt", "guide", "template", "event", "question"]
Level = Literal["best", "leading", "beneficial", "innovative", "emerging"]
Status = Literal[
    "draft", "submitted", "in_review", "returned", "approved", "published", "review_due", "archived", "withdrawn"
]
Visibility = Literal["public", "members", "private"]
Tier = Literal["upper", "lower", "single"]
PopulationBand = Literal["0-999", "1000-4999", "5000-9999", "10000-29999", "30000-99999", "100000-499999", "500000+"]


@dataclass(kw_only=True)
class ExternalId:
    """The name of a record in the system it came from."""

    source: str
    source_id: str


@dataclass(kw_only=True)
class Coverage:
    """Where a record applies: whose practice it is, and for what places."""

    organizations: list[str] = field(default_factory=list)
    country: str | None = None
    region: str | None = None
    population_band: PopulationBand | None = None


@dataclass(kw_only=True)
class Agent:
    """A person or organization that made or contributed to a record."""

    name: str
    organization: str | None = None
    role: str | None = None


@dataclass(kw_only=True)
class Contact:
    """Whom to ask. A role comes first; a name or personal address needs consent."""

    role: str
    name: str | None = None
    organization: str | None = None
    email: str | None = None
    phone: str | None = None
    consent: bool = False
    review_by: str | int | datetime.date | None = None


@dataclass(kw_only=True)
class MeasuredValue:
    """A value and when it was measured."""

    value: Decimal
    period: str | int | datetime.date | None = None


@dataclass(kw_only=True)
class Measure:
    """One measured quantity, before and after."""

    id: str
    unit: str
    name: LanguageMap = field(default_factory=dict)
    before: MeasuredValue | None = None
    after: MeasuredValue | None = None
    source: str | None = None
    verifier: str | None = None


@dataclass(kw_only=True)
class Money:
    """An amount of money, with the year of its dollars."""

    amount: Decimal
    currency: str = "CAD"
    dollar_year: int | None = None
    basis: str | None = None
    unit: str | None = None
    purpose: LanguageMap = field(default_factory=dict)


@dataclass(kw_only=True)
class Funding:
    """Money from elsewhere."""

    # Without the line it would be a word of Python.
    from_: str
    money: Money | None = None


@dataclass(kw_only=True)
class Staffing:
    """The people a practice needs."""

    full_time_equivalents: Decimal | None = None
    description: LanguageMap = field(default_factory=dict)


@dataclass(kw_only=True)
class Resource:
    """A link or an attached file."""

    title: LanguageMap = field(default_factory=dict)
    url: str | None = None
    content_hash: str | None = None
    media_type: str | None = None
    language: str | None = None
    size: int | None = None
    health: str | None = None
    checked: str | int | datetime.date | None = None


@dataclass(kw_only=True)
class Relation:
    """A typed link to another record: one of this knowledge base by id, or one elsewhere by address."""

    kind: str
    record: str | None = None
    url: str | None = None


@dataclass(kw_only=True)
class Award:
    """A prize or recognition."""

    name: str
    awarded_by: str | None = None
    year: int | None = None


@dataclass(kw_only=True)
class SourceCitation:
    """Where the knowledge in a record comes from."""

    url: str | None = None
    citation: str | None = None
    accessed: str | int | datetime.date | None = None


@dataclass(kw_only=True)
class Rights:
    """Who holds the rights and what others may do."""

    licence: str | None = None
    holder: str | None = None
    statement: LanguageMap = field(default_factory=dict)


@dataclass(kw_only=True)
class Adoption:
    """Another organization took the practice up."""

    organization: str
    date: str | int | datetime.date | None = None
    results: LanguageMap = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)


@dataclass(kw_only=True)
class RecordDraft:
    """Everything a record says, before it has an id; give it to ``capture`` to make a record of it.

    Examples
    --------
    >>> from omkn import RecordDraft
    >>> draft = RecordDraft(kind="practice", title={"en": "Two-bag garbage limit"}, concepts=["waste/collection"])
    >>> draft.title["en"]
    'Two-bag garbage limit'
    """

    kind: Kind
    title: LanguageMap
    summary: LanguageMap = field(default_factory=dict)
    sections: dict[str, LanguageMap] = field(default_factory=dict)
    original_language: str | None = None
    translations: dict[str, str] = field(default_factory=dict)
    slug: str | None = None
    aliases: list[str] = field(default_factory=list)
    external_ids: list[ExternalId] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    creators: list[Agent] = field(default_factory=list)
    contributors: list[Agent] = field(default_factory=list)
    publisher: Agent | None = None
    contacts: list[Contact] = field(default_factory=list)
    date: str | int | datetime.date | None = None
    issued: str | int | datetime.date | None = None
    review_by: str | int | datetime.date | None = None
    valid_until: str | int | datetime.date | None = None
    level: Level | None = None
    level_rule: str | None = None
    evidence: str | None = None
    measures: list[Measure] = field(default_factory=list)
    costs: list[Money] = field(default_factory=list)
    savings: list[Money] = field(default_factory=list)
    staffing: Staffing | None = None
    duration_months: int | None = None
    funding: list[Funding] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    adoptions: list[Adoption] = field(default_factory=list)
    sources: list[SourceCitation] = field(default_factory=list)
    rights: Rights = field(default_factory=Rights)
    visibility: Visibility = "public"


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record as it is stored: its id, its latest version, and what it says."""

    id: str
    version: int
    status: Status
    created: datetime.datetime
    modified: datetime.datetime
    hash: str
    content: RecordDraft

    def _repr_html_(self) -> str:
        from .notebook.record import record

        return record(self)


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One immutable state of a record; what it says is read with ``get_version``."""

    version: int
    hash: str
    parents: list[str]
    action: str
    status: Status
    time: datetime.datetime
    author: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One entry of the change log."""

    seq: int
    record: str | None = None
    version: int | None = None
    kind: str
    time: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """How one field differs between two versions; ``path`` leads into the JSON form, such as ``title.en``."""

    path: str
    before: Any = None
    after: Any = None


@dataclass(kw_only=True)
class OrganizationName:
    """One more name of an organization."""

    name: str
    language: str


@dataclass(kw_only=True)
class CensusPopulation:
    """The population at one census."""

    year: int
    population: int


@dataclass(kw_only=True)
class Position:
    """A place on the earth, WGS 84, in degrees."""

    latitude: float
    longitude: float


@dataclass(kw_only=True)
class Organization:
    """A municipality, association, ministry, agency or company."""

    id: str
    kind: str
    name: LanguageMap
    official_name: LanguageMap = field(default_factory=dict)
    aliases: list[OrganizationName] = field(default_factory=list)
    tier: Tier | None = None
    municipal_status: str | None = None
    parent: str | None = None
    region: str | None = None
    is_northern: bool | None = None
    website: str | None = None
    populations: list[CensusPopulation] = field(default_factory=list)
    land_area_km2: float | None = None
    position: Position | None = None
    spending_per_resident: float | None = None


@dataclass(kw_only=True)
class Mapping:
    """A link from a concept to one of another classification."""

    kind: str
    scheme: str
    notation: str


@dataclass(kw_only=True)
class Concept:
    """One idea that records can be about, such as winter control, with its names in every language."""

    id: str
    scheme: str
    notation: str | None = None
    pref_label: LanguageMap = field(default_factory=dict)
    alt_labels: dict[str, list[str]] = field(default_factory=dict)
    hidden_labels: dict[str, list[str]] = field(default_factory=dict)
    definition: LanguageMap = field(default_factory=dict)
    scope_note: LanguageMap = field(default_factory=dict)
    broader: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    deprecated: bool = False
    replaced_by: list[str] = field(default_factory=list)
    mappings: list[Mapping] = field(default_factory=list)
    added_in: int | None = None
    deprecated_in: int | None = None


@dataclass(kw_only=True)
class ConceptScheme:
    """A set of concepts that belong together and are published together, with one version number."""

    id: str
    title: LanguageMap
    description: LanguageMap = field(default_factory=dict)
    version: int = 1
    languages: list[str] = field(default_factory=list)
    licence: str | None = None
    attribution: str | None = None
