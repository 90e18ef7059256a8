"""What a notebook shows: complete, escaped, harmless whatever a record says."""

import dataclasses
import html.parser
import re

import omkn
import pytest

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&evil\u0000"


class Page(html.parser.HTMLParser):
    """Reads a view as a browser would: tags are balanced, and none of them loads or runs anything."""

    VOID = {"br", "hr", "img", "input", "meta", "link"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text, self.links, self.styles = [], [], [], [], 0
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        assert tag not in {"script", "img", "iframe", "object", "link", "meta", "form", "base", "svg", "video"}
        for name, value in attributes:
            assert not name.startswith("on") and name not in {"src", "srcset", "formaction"}
            if name == "href":
                assert re.match(r"(https?://|mailto:)", value)
                self.links.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            assert "url(" not in data and "@import" not in data
        else:
            self.text.append(data)

    @property
    def words(self):
        return "".join(self.text)


@pytest.fixture
def hostile(folder):
    with omkn.open(folder) as kb:
        evil = EVIL.replace("\u0000", "")
        draft = {
            "kind": "practice",
            "title": {"en": "salt " + evil[:400]},
            "summary": {"fr": "salt https://example.org/?a=1&b=<b>javascript:alert(1) " + evil},
            "sections": {"results": {"en": evil}},
            "subjects": [evil],
            "concepts": ["roads/winter-control"],
            "measures": [{"id": evil, "unit": evil, "before": {"value": "1.5"}}],
            "sources": [{"url": 'https://example.org/"><script>', "citation": evil}],
            "coverage": {"region": evil},
        }
        draft["measures"][0] |= {"source": evil}
        record = kb.capture(draft)
        yield kb, record


def test_a_hostile_record_renders_harmlessly_everywhere(hostile):
    kb, record = hostile
    kb.revise(
        record.id, 1, dataclasses.replace(record.content, summary={"en": "salt " + EVIL.replace("\u0000", "") * 2})
    )
    views = [
        kb._repr_html_(),
        kb.search("salt", facets={"subject": 5, "region": 5})._repr_html_(),
        kb.get(record.id)._repr_html_(),
        kb.diff(record.id, 1, 2)._repr_html_(),
        kb.taxonomy()._repr_html_(),
    ]
    for view in views:
        page = Page(view)
        assert "\u202e" not in view and "\u0000" not in view and "<script" not in view.lower()
        assert page.words.strip()
    assert "<script>alert(1)</script>" in Page(views[2]).words, "it is shown as text"
    assert all(address.startswith("https://example.org/") for address in Page(views[1]).links + Page(views[2]).links)


def test_ten_megabytes_of_text_make_a_small_view():
    content = omkn.RecordDraft(
        kind="practice", title={"en": "a" * 10_000_000}, sections={"body": {"en": "<b>" * 4_000_000}}
    )
    import datetime

    now = datetime.datetime.now(datetime.timezone.utc)
    record = omkn.Record(id="x", version=1, status="draft", created=now, modified=now, hash="", content=content)
    view = record._repr_html_()
    assert len(view) < 100_000
    Page(view)


def test_the_dashboard_counts_what_is_there(sample):
    page = Page(sample._repr_html_())
    assert f"{sample.count():,} published records" in page.words
    assert "up to date" in page.words and "Coverage by service area" in page.words
    assert page.tags.count("th") >= 3 and "caption" in page.tags


def test_hits_show_highlights_names_and_links(sample):
    hits = sample.search("waste", facets={"area": 5}, limit=5)
    page = Page(hits._repr_html_())
    assert page.tags.count("mark") >= 1 and page.tags.count("article") == len(hits)
    assert f"{hits.total:,} found" in page.words and page.links
    assert hits[0].title.text[:30] in page.words


def test_hits_say_what_they_were_found_by_and_how_they_fit(sample):
    page = Page(sample.search("winter control", fits="Adjala-Tosorontio", limit=10)._repr_html_())
    assert "found by" in page.words and "likeness 0." in page.words


def test_a_record_shows_its_sections_and_sources(sample):
    record = next(record for record in sample.records() if record.content.sections and record.content.sources)
    page = Page(record._repr_html_())
    assert page.tags.count("details") == len(record.content.sections)
    assert record.content.title["en"] in page.words


def test_the_tree_has_every_concept_in_use(sample):
    taxonomy = sample.taxonomy()
    page = Page(taxonomy._repr_html_())
    assert page.tags.count("code") == sum(not concept.deprecated for concept in taxonomy)


def test_views_of_nothing(folder):
    with omkn.open(folder) as kb:
        Page(kb._repr_html_())
        hits = kb.search("nothing")
        assert "0 found" in Page(hits._repr_html_()).words
        record = kb.capture({"kind": "guide", "title": {"oj": "ᐃ"}})
        hits = kb.search("")
        assert "say the same" in Page(kb.diff(record.id, 1, 1)._repr_html_()).words
    assert "closed" in Page(kb._repr_html_()).words
    Page(hits._repr_html_())


def test_what_differs_at_the_end_of_a_long_text_is_shown(kb):
    begin = "The plough goes out before the storm. " * 100
    draft = {"kind": "guide", "title": {"en": "Salt"}, "summary": {"en": begin + "It saves salt."}}
    record = kb.capture(draft)
    kb.revise(record.id, 1, {**draft, "summary": {"en": begin + "It saves brine."}})
    page = kb.diff(record.id, 1, 2)._repr_html_()
    assert "saves salt." in page and "saves brine." in page and len(page) < 6_000

