"""What is wrong with a draft is reported at once: what cannot be read, and what the model and the vocabulary do not accept."""

import omkn
import pytest
from omkn import errors

WRONG = {
    "kind": "practise",
    "title": {"en": " "},
    "date": "2012-13",
    "concepts": ["roads/snow"],
    "level": "bestest",
    "measures": [{"id": "a"}, {"id": "b", "unit": "t", "before": {"value": "much"}}, 5, {"id": "c", "unit": ""}],
    "subject": "salt",
    "sections": {"resultz": {"en": "Less."}, "results": {"en": "Less."}},
    "coverage": {"organizations": ["Innisfil", 7, "sgc:3543017", "Nowhere at all"]},
    "duration_months": -2,
}
PATHS = {
    "kind", "title.en", "date", "concepts[0]", "level", "measures[0].unit", "measures[1].before.value", "measures[2]",
    "measures[3]", "measures[3].unit", "subject", "sections.resultz", "coverage.organizations[0]", "coverage.organizations[1]",
    "coverage.organizations[3]", "duration_months",
}  # fmt: skip


def test_validate_reports_every_problem_of_a_draft_by_its_own_path(kb):
    report = kb.validate(WRONG)
    assert {problem.path for problem in report.problems} == PATHS and len(report.problems) == len(PATHS)
    why = {problem.path: problem.reason for problem in report.problems}
    assert (
        '"2012-13"' in why["date"]
        and "practice" in why["kind"]
        and "sgc:3543017 (Town of Innisfil)" in why["coverage.organizations[0]"]
    )


@pytest.mark.parametrize("write", ["capture", "capture_as", "revise", "likely_duplicates"])
def test_writing_reports_the_same_problems(kb, write):
    record = kb.capture({"kind": "guide", "title": {"en": "Salt"}})
    call = {
        "capture": lambda: kb.capture(WRONG),
        "capture_as": lambda: kb.capture_as(WRONG, "draft"),
        "revise": lambda: kb.revise(record, 1, WRONG),
        "likely_duplicates": lambda: kb.likely_duplicates(WRONG),
    }[write]
    with pytest.raises(errors.ValidationError) as caught:
        call()
    assert {problem.path for problem in caught.value.problems} == PATHS


def test_many_drafts_are_reported_together_and_none_is_kept(kb):
    good = {"kind": "guide", "title": {"en": "Salt"}}
    with pytest.raises(errors.ValidationError) as caught:
        kb.capture_all([good, WRONG, good, {"kind": "guide", "title": {}}])
    found = {problem.path for problem in caught.value.problems}
    assert found == {f"drafts[1].{path}" for path in PATHS} | {"drafts[3].title"}
    with pytest.raises(errors.ValidationError) as caught:
        kb.capture_all([{"kind": "guide", "title": {}}, good, {**good, "concepts": ["roads/snow"]}])
    assert [problem.path for problem in caught.value.problems] == ["drafts[0].title", "drafts[2].concepts[0]"]
    assert kb.count() == 0


def test_what_is_no_record_at_all_is_one_problem(kb):
    for wrong in (5, "salt", [1, 2], None, True):
        with pytest.raises(errors.ValidationError) as caught:
            kb.capture(wrong)
        assert len(caught.value.problems) == 1 and caught.value.problems[0].path == ""
    many = kb.validate({"kind": "guide", "title": {"en": "Salt"}, **{f"field {n}": n for n in range(10_000)}})
    assert len(many.problems) == 102 and "is this a record" in many.problems[-1].reason


def test_needed_parts_that_are_missing_are_reported_once(kb):
    report = kb.validate({"measures": [{"unit": "t"}, {"id": "x"}], "external_ids": [{"source": 5}]})
    paths = [problem.path for problem in report.problems]
    assert set(paths) == {"external_ids[0].source", "kind", "measures[0].id", "measures[1].unit", "title"}
    assert len(set(paths)) == len(paths)


def test_a_year_may_be_a_number(kb):
    record = kb.capture({"kind": "guide", "title": {"en": "Salt"}, "date": 2012, "issued": 1999})
    assert (record.content.date, record.content.issued) == ("2012", "1999")
    assert kb.capture(omkn.RecordDraft(kind="guide", title={"en": "Sel"}, date=2013)).content.date == "2013"
    assert kb.capture({"kind": "guide", "title": {"en": "a"}, "date": 2014.0}).content.date == "2014"
    for wrong in (0, 2012.5, 20_121, -5, 2**70, True):
        assert [
            problem.path for problem in kb.validate({"kind": "guide", "title": {"en": "a"}, "date": wrong}).problems
        ] == ["date"]
