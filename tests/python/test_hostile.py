"""Hostile input is refused with a reason, or shown harmlessly; it never ends the process."""

import math

import pytest
from omkn import errors

PRACTICE = {"kind": "practice", "title": {"en": "Brine"}}


class Circle:
    def __init__(self):
        self.circle = self


def deep(levels):
    nested = {}
    for _ in range(levels):
        nested = {"a": nested}
    return nested


@pytest.mark.parametrize(
    "draft",
    [
        None,
        1,
        "practice",
        [],
        object(),
        len,
        {"kind": "practice"},
        {"kind": "no such kind", "title": {"en": "a"}},
        {**PRACTICE, "unknown": 1},
        {**PRACTICE, 1: 2},
        {**PRACTICE, "title": "not a map"},
        {**PRACTICE, "title": {"en": "lone \ud800 surrogate"}},
        {**PRACTICE, "title": {"not a tag at all": "a"}},
        {**PRACTICE, "title": {"en": "a" * 10_000_000}},
        {**PRACTICE, "date": "tomorrow"},
        {**PRACTICE, "duration_months": 2**80},
        {**PRACTICE, "savings": [{"amount": math.nan}]},
        {**PRACTICE, "savings": [{"amount": math.inf}]},
        {**PRACTICE, "staffing": deep(100_000)},
        {**PRACTICE, "staffing": Circle()},
        {**PRACTICE, "subjects": b"bytes"},
        {**PRACTICE, "resources": [{"url": "javascript:alert(1)"}]},
    ],
    ids=lambda draft: repr(draft)[:40] if not isinstance(draft, dict) else "+".join(map(str, draft)),
)
def test_drafts_that_are_none_are_refused_with_a_reason(kb, draft):
    with pytest.raises(errors.ValidationError) as caught:
        kb.capture(draft)
    assert caught.value.problems[0].reason
    assert kb.count() == 0


@pytest.mark.parametrize(
    "text", ["(" * 20_000, '"' * 999, "AND OR NOT", "a:" * 5000, "\x00\uffff\u202e", "*", "-" * 3000, "é" * 100_000]
)
def test_no_text_is_an_error_in_a_search(sample, text):
    hits = sample.search(text)
    assert hits.total >= 0 and isinstance(hits.interpretation.query, str)


@pytest.mark.parametrize(
    "options",
    [
        {"sort": "best"},
        {"facets": {"colour": 3}},
        {"selected": {"colour": ["red"]}},
        {"languages": ["not a tag"]},
        {"after": "nonsense"},
        {"query": {"no_such_node": 1}},
        {"query": 5},
    ],
)
def test_options_that_are_none_are_refused(sample, options):
    with pytest.raises(errors.ValidationError):
        sample.search(**options)


@pytest.mark.parametrize("options", [{"limit": 2**80}, {"offset": "ten"}, {"limit": 1.5}, {"no_such": 1}])
def test_what_is_no_number_is_the_error_python_has_for_it(sample, options):
    with pytest.raises((OverflowError, TypeError)):
        sample.search("salt", **options)


@pytest.mark.parametrize("number", [-1, 2**40])
def test_numbers_that_do_not_fit_are_named_with_their_argument(sample, number):
    for argument in ("limit", "offset", "snippet_chars"):
        with pytest.raises(errors.ValidationError, match=f"{argument}: .*{number}"):
            sample.search("salt", **{argument: number})


def test_options_are_given_by_name(sample):
    with pytest.raises(TypeError):
        sample.search("salt", ["en"])


def test_an_error_in_a_callers_object_is_the_callers(kb):
    class Angry:
        @property
        def __dict__(self):
            raise RuntimeError("mine")

    with pytest.raises((RuntimeError, errors.ValidationError)):
        kb.capture({**PRACTICE, "staffing": Angry()})


def test_an_edit_cannot_be_used_after_its_end(kb):
    kept = []
    kb.edit_taxonomy(kept.append)
    with pytest.raises(errors.ClosedError):
        kept[0].set_pref_label("roads", "en", "Streets")


def test_what_an_edit_raises_comes_through_and_nothing_is_kept(kb):
    def edit(work):
        work.set_pref_label("roads", "en", "Streets")
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        kb.edit_taxonomy(edit)
    assert kb.taxonomy().get("roads").pref_label["en"] != "Streets"
