"""Errors are in words that people understand, whatever is given."""

import re

import omkn
import pytest

#: Words of the programming language and its libraries, which say nothing to the people who read an error.
JARGON = re.compile(
    r"unknown variant|unknown field|expected struct|expected enum|invalid type|invalid value|missing field|untagged"
    r"|\b[uif](8|16|32|64|128)\b|\busize\b|integral|Decimal type|\bserde\b|Option<|at line \d+ column|\\x[0-9a-f]{2}"
    r"|\bPK\b|did not match any|\bstruct\b|PyO3|panicked|\.\?"
)

WRONG = [5, -5, 2**40, 3.5, "x", "", None, True, [], ["x"], {}, {"x": 1}, object(), b"x", float("nan")]

DRAFT = {"kind": "guide", "title": {"en": "Salt"}}

FIELDS = [
    "kind", "title", "summary", "sections", "original_language", "translations", "slug", "aliases", "external_ids",
    "concepts", "subjects", "coverage", "creators", "publisher", "contacts", "date", "level", "evidence", "measures", "costs",
    "staffing", "duration_months", "funding", "awards", "resources", "relations", "adoptions", "sources", "rights",
    "visibility", "no_such_field",
]  # fmt: skip

NESTED = [
    {"sections": {"resultz": {"en": "x"}}}, {"sections": {"results": {"e n": "x"}}}, {"title": {"en": 5}},
    {"measures": [{"id": "a"}]}, {"measures": [{"id": "a", "unit": "t", "before": 5}]},
    {"measures": [{"id": "a", "unit": "t", "before": {"value": "much"}}]}, {"costs": [{"amount": "many"}]},
    {"costs": [{"amount": 1, "basis": "weekly"}]}, {"costs": [{"amount": 1, "dollar_year": 2**30}]},
    {"coverage": {"population_band": "many"}}, {"coverage": {"organizations": "Innisfil"}}, {"awards": [{"year": "x"}]},
    {"relations": [{"kind": "likes"}]}, {"staffing": {"full_time_equivalents": "two"}}, {"contacts": [{"consent": "yes"}]},
]  # fmt: skip


def calls(kb, record, value, tmp_path):
    """Calls with one wrong argument each."""
    yield lambda: kb.search("salt", limit=value)
    yield lambda: kb.search("salt", offset=value)
    yield lambda: kb.search("salt", sort=value)
    yield lambda: kb.search("salt", facets=value)
    yield lambda: kb.search("salt", facets={"area": value})
    yield lambda: kb.search("salt", selected=value)
    yield lambda: kb.search("salt", selected={"area": value})
    yield lambda: kb.search("salt", selected={"x": ["y"]})
    yield lambda: kb.search("salt", boosts=value)
    yield lambda: kb.search("salt", boosts={"recency": value})
    yield lambda: kb.search("salt", fits=value)
    yield lambda: kb.search("salt", fits={"organization": "Mulmur", "least": value})
    yield lambda: kb.search("salt", languages=value)
    yield lambda: kb.search("salt", snippet_chars=value)
    yield lambda: kb.search("salt", after=value)
    yield lambda: kb.search(value)
    yield lambda: kb.search({"text": value})
    yield lambda: kb.search({"and": [value]})
    yield lambda: kb.records(kinds=value)
    yield lambda: kb.records(statuses=value)
    yield lambda: kb.records(order=value)
    yield lambda: kb.records(limit=value)
    yield lambda: kb.records(after=value)
    yield lambda: kb.records(concept=value)
    yield lambda: kb.records(organization=value)
    yield lambda: kb.records(modified_since=value)
    yield lambda: kb.get(value)
    yield lambda: kb.get_version(record.id, value)
    yield lambda: kb.diff(record.id, value, value)
    yield lambda: kb.changes_since(value)
    yield lambda: kb.alerts_since(value)
    yield lambda: kb.revise(record.id, value, DRAFT)
    yield lambda: kb.move_status(record.id, 1, value)
    yield lambda: kb.restore(record.id, value)
    yield lambda: kb.save_search(value, "salt")
    yield lambda: kb.save_search("salt", value)
    yield lambda: kb.save_search("salt", {"facets": value})
    yield lambda: kb.save_search("salt", {"facets": {"area": value}})
    yield lambda: kb.save_search("salt", {"sort": value, "fits": value})
    yield lambda: kb.save_search("salt", {"selected": {"area": value}})
    yield lambda: kb.suggest("salt", limit=value)
    yield lambda: kb.suggest("salt", kinds=value)
    yield lambda: kb.similar(record, value)
    yield lambda: kb.classify("salt", value)
    yield lambda: kb.peers(value)
    yield lambda: kb.coverage(by=value)
    yield lambda: kb.coverage(selected={"area": value})
    yield lambda: kb.gaps(least=value)
    yield lambda: kb.evidence(record, value)
    yield lambda: kb.evidence(record, [value])
    yield lambda: kb.evidence(record, [], window=value)
    yield lambda: kb.evidence(record, [], year=value)
    yield lambda: kb.check(value)
    yield lambda: kb.capture_all([DRAFT, value])
    yield lambda: kb.put_organizations([value])
    yield lambda: kb.put_organizations([{"id": "x", "kind": value}])
    yield lambda: kb.measure_relevance([value])
    yield lambda: kb.import_csv(b"Title\n", columns={"Title": value})
    yield lambda: kb.import_csv(b"Title\n", kind=value)
    yield lambda: kb.import_csv(b"Title\n", language=value)
    yield lambda: kb.import_csv(b"Title\n", status=value)
    yield lambda: kb.import_csv(value)
    yield lambda: kb.import_jsonl(tmp_path / "none")
    yield lambda: kb.edit_taxonomy(lambda edit: edit.add_concept(value))
    yield lambda: kb.organizations().resolve(value)
    yield lambda: kb.organizations().parts_of(value)
    yield lambda: kb.taxonomy().named(value)
    yield lambda: kb.records().select(value)
    yield lambda: kb.records()[value]
    yield lambda: omkn.words(value)
    yield lambda: omkn.in_memory(freshness=value)
    yield lambda: omkn.in_memory(clock=value)
    yield lambda: omkn.in_memory(view_limit=value)


def message_of(call):
    try:
        call()
    except (omkn.OmknError, TypeError, ValueError, LookupError, OverflowError, OSError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_wrong_argument_gives_an_error_in_plain_words(kb, tmp_path, value):
    record = kb.capture(DRAFT)
    for call in calls(kb, record, value, tmp_path):
        message = message_of(call)
        assert not JARGON.search(message), message


def test_a_wrong_draft_gives_problems_in_plain_words(kb):
    drafts = [{**DRAFT, field: value} for field in FIELDS for value in WRONG[:-3]]
    drafts += [{**DRAFT, **wrong} for wrong in NESTED]
    found = 0
    for draft in drafts:
        for problem in kb.validate(draft).problems:
            found += 1
            assert not JARGON.search(f"{problem.path}: {problem.reason}"), problem
    assert found > 300


def test_lines_of_a_file_give_problems_in_plain_words(kb, tmp_path):
    file = tmp_path / "wrong.jsonl"
    lines = [
        '{"kind": "practise", "title": {"en": "a"}}',
        '{"title": 5}',
        '{"kind": "guide", "title": {"en": "a"}, "x": 1}',
    ]
    file.write_text(
        "\n".join([*lines, '{"kind": "guide", "title": {"en": "a"}, "duration_months": -1}']), encoding="utf-8"
    )
    report = kb.import_jsonl(file)
    assert report.rejected == 4
    for row in report.problems:
        for problem in row.problems:
            assert not JARGON.search(problem.reason), problem


def test_a_workbook_is_called_one(kb, tmp_path):
    openpyxl = b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml" + b"\x00" * 200 + b"xl/workbook.xml"
    file = tmp_path / "records.xlsx"
    file.write_bytes(openpyxl)
    for given in (file, openpyxl):
        message = message_of(lambda given=given: kb.import_csv(given))
        assert "Excel" in message and not JARGON.search(message), message
