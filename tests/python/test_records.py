"""Records: what goes in comes back, whatever form it is given in, and every change is kept."""

import collections
import dataclasses
import datetime
import decimal
import enum
import json
import types

import omkn
import pytest
from omkn import errors, model
from omkn._convert import to_json


def test_what_the_sample_says_comes_back_word_for_word(kb, drafts):
    for draft in drafts:
        content = kb.capture(draft).content
        assert without_empty(json.loads(to_json(content))) == {"visibility": "public", **without_empty(draft)}


def without_empty(tree):
    """The tree without what is empty or the default, money in Canadian dollars included."""
    if isinstance(tree, list):
        return [without_empty(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    inner = {name: without_empty(one) for name, one in tree.items()}
    return {
        name: one for name, one in inner.items() if one not in ({}, [], False) and (name, one) != ("currency", "CAD")
    }


class Kind(enum.Enum):
    PRACTICE = "practice"


@pytest.mark.parametrize(
    "draft",
    [
        {"kind": "practice", "title": {"en": "Brine"}},
        omkn.RecordDraft(kind="practice", title={"en": "Brine"}),
        types.SimpleNamespace(kind="practice", title={"en": "Brine"}, summary=None),
        types.MappingProxyType({"kind": Kind.PRACTICE, "title": {"en": "Brine"}}),
        collections.OrderedDict(kind="practice", title=collections.ChainMap({"en": "Brine"})),
    ],
    ids=["dict", "dataclass", "object", "mapping", "ordered"],
)
def test_a_draft_may_be_anything_that_looks_like_one(kb, draft):
    assert kb.capture(draft).content == omkn.RecordDraft(kind="practice", title={"en": "Brine"})


def test_every_field_survives_the_way_there_and_back(kb):
    draft = omkn.RecordDraft(
        kind="practice",
        title={"en": "Brine", "fr": "Saumure"},
        sections={"results": {"en": "A third less salt."}},
        original_language="en",
        translations={"fr": "machine"},
        external_ids=[model.ExternalId(source="test", source_id="1")],
        coverage=model.Coverage(country="CA", population_band="1000-4999"),
        contacts=[model.Contact(role="Manager of Roads", review_by=datetime.date(2027, 1, 2))],
        date=datetime.date(2012, 11, 3),
        issued="2013-01",
        measures=[
            model.Measure(
                id="salt",
                unit="t",
                before=model.MeasuredValue(value=decimal.Decimal("12.50"), period="2011"),
                after=model.MeasuredValue(value=8),
            )
        ],
        savings=[model.Money(amount=decimal.Decimal("1000.10"), basis="annual", dollar_year=2012)],
        funding=[model.Funding(from_="A ministry")],
        staffing=model.Staffing(full_time_equivalents=1.5),
        rights=model.Rights(licence="CC-BY-4.0"),
        visibility="members",
    )
    content = kb.capture(draft).content
    assert content.measures[0].before.value == decimal.Decimal("12.50")
    assert str(content.measures[0].before.value) == "12.50"
    assert content.savings[0].amount == decimal.Decimal("1000.10") and content.savings[0].currency == "CAD"
    assert content.funding[0].from_ == "A ministry"
    assert content.date == "2012-11-03" and content.contacts[0].review_by == "2027-01-02"
    assert kb.capture(dataclasses.replace(content, external_ids=[])).content.sections == draft.sections


def test_times_are_in_utc(folder):
    with omkn.open(folder, clock="2024-02-29T12:00:00.5Z") as kb:
        record = kb.capture({"kind": "guide", "title": {"en": "Guide"}})
    assert record.created == datetime.datetime(2024, 2, 29, 12, 0, 0, 500_000, datetime.timezone.utc)


def test_revisions_are_kept_and_told_apart(kb):
    first = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}})
    second = kb.revise(first.id, 1, dataclasses.replace(first.content, title={"en": "Brine guide"}))
    assert (second.version, kb.get(first.id).content.title) == (2, {"en": "Brine guide"})
    assert kb.get_version(first.id, 1).content.title == {"en": "Salt guide"}
    assert [(change.path, change.before, change.after) for change in kb.diff(first.id, 1, 2)] == [
        ("title.en", "Salt guide", "Brine guide")
    ]
    assert kb.withdraw(first.id, "outdated").status == "withdrawn"
    assert [revision.action for revision in kb.history(first.id)] == ["capture", "revise", "withdraw"]
    assert kb.history(first.id)[2].reason == "outdated"
    assert kb.restore(first.id, 1).status == "published"
    kb.erase(first.id)
    assert kb.find(first.id) is None and kb.count() == 0
    kinds = [change.kind for change in kb.changes_since(0, 100)]
    assert kinds == ["captured", "revised", "withdrawn", "revised", "erased"]


def test_records_are_found_by_their_other_names(kb):
    draft = {"kind": "guide", "title": {"en": "G"}, "slug": "g", "external_ids": [{"source": "s", "source_id": "1"}]}
    record = kb.capture(draft)
    assert kb.find_by_slug("g") == record == kb.find_by_external_id("s", "1") == kb.find(record.id)
    assert kb.find_by_slug("h") is None and kb.find("no id at all") is None


def test_many_are_captured_all_or_none(kb):
    ids = kb.capture_all({"kind": "event", "title": {"en": f"Event {number}"}} for number in range(600))
    assert len(set(ids)) == 600 and kb.count() == 600
    with pytest.raises(errors.ValidationError) as caught:
        kb.capture_all([{"kind": "event", "title": {"en": "Good"}}, {"kind": "event", "title": {"en": " "}}])
    assert caught.value.problems[0].path == "drafts[1].title.en"
    assert kb.count() == 600


def test_listings_page_and_filter(kb):
    kb.capture_all({"kind": "event", "title": {"en": f"Event {number}"}} for number in range(1200))
    kb.capture({"kind": "guide", "title": {"en": "Guide"}, "concepts": ["roads/winter-control"]})
    assert len(kb.records()) == 1201 and kb.records().next is None
    page = kb.records(limit=1000)
    rest = kb.records(limit=1000, after=page.next)
    assert (len(page), len(rest), rest.next) == (1000, 201, None)
    assert [record.content.kind for record in kb.records(concept="roads")] == ["guide"]
    last = kb.records(order="modified", limit=1)[0]
    assert last.content.kind == "guide"
    assert len(kb.records(modified_since=last.modified + datetime.timedelta(seconds=1))) == 0
    assert len(kb.records(statuses=["withdrawn"])) == 0
    with pytest.raises(errors.ValidationError, match="is not one of practice"):
        kb.records(kinds=["article"])


def test_a_status_moves_only_where_the_review_allows(kb):
    record = kb.capture_as({"kind": "practice", "title": {"en": "Brine"}}, "draft")
    assert record.status == "draft" and kb.search("brine").total == 0
    record = kb.move_status(record.id, 1, "submitted", reason="ready")
    assert record.status == "submitted"
    with pytest.raises(errors.ValidationError, match="may become"):
        kb.move_status(record.id, 2, "published")


def test_data_classes_have_the_fields_of_the_core():
    """What the core's exported sample and a full draft hold has a field here; nothing is dropped in silence."""
    from omkn import _convert

    seen = {"kind": "practice", "title": {"en": "a"}}
    for name in (field.name for field in dataclasses.fields(model.RecordDraft)):
        if name not in seen:
            with pytest.raises(errors.ValidationError) as caught, omkn.in_memory() as kb:
                kb.capture({**seen, name: object.__new__(Unreadable)})
            assert "there is no field" not in str(caught.value), name
    with pytest.raises(errors.ValidationError, match="there is no field") as caught, omkn.in_memory() as kb:
        kb.capture({**seen, "no_such_field": 1})
    told = str(caught.value).split("there are ", 1)[1]
    known = {field.name for field in dataclasses.fields(model.RecordDraft)}
    assert {word.strip("` ") for word in told.split(",")} == known
    assert _convert.make(model.ExternalId, {"source": "a", "source_id": "b", "later": 1}).source == "a"


def test_what_is_given_in_the_wrong_form_is_named_with_the_right_one(kb):
    wrong = {"title": "Salt", "date": [2011], "duration_months": 3.5}
    right = {"title": '{"en": "Salt", "fr": "Sel"}', "date": "YYYY-MM-DD", "duration_months": "a whole number"}
    for name, value in wrong.items():
        with pytest.raises(errors.ValidationError) as caught:
            kb.capture({"kind": "guide", "title": {"en": "a"}, name: value})
        assert str(caught.value).startswith(f"1 problem in the input: {name}: expected")
        assert right[name] in str(caught.value) and "line" not in str(caught.value)


def test_gaps_of_a_frame_are_nothing(kb):
    pandas = pytest.importorskip("pandas")
    rows = [{"kind": "guide", "title": {"en": "Salt", "fr": float("nan")}, "date": "2012", "duration_months": 3}]
    rows.append({**rows[0], "date": float("nan"), "duration_months": pandas.NA, "level": None})
    rows.append({**rows[0], "date": pandas.NaT, "duration_months": float("nan")})
    made = [kb.capture(row).content for row in rows]
    assert [one.date for one in made] == ["2012", None, None]
    assert [one.duration_months for one in made] == [3, None, None]
    assert made[0].title == {"en": "Salt"}
    with pytest.raises(errors.ValidationError, match="float"):
        kb.capture({**rows[0], "duration_months": float("inf")})


class Unreadable:
    """Becomes a JSON value that no field takes."""

    def tolist(self):
        return [[[[True]]]]
