"""Tables and lists as sequences: slices, both directions, membership, pickle, and all of a result at once."""

import multiprocessing
import pickle

import omkn
import pytest
from omkn import errors


@pytest.fixture(scope="module")
def tables(sample):
    """One table of each kind."""
    record = sample.records()[0]
    return {
        "records": sample.records(),
        "hits": sample.search("", facets={"kind": 3, "area": 2}, limit=20),
        "facets": sample.search("", facets=["kind", "area"]).facets,
        "taxonomy": sample.taxonomy(),
        "organizations": sample.organizations(),
        "coverage": sample.coverage(by="area"),
        "changes": sample.changes_since(),
        "diff": sample.diff(record),
    }


NAMES = ["records", "hits", "facets", "taxonomy", "organizations", "coverage", "changes", "diff"]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_a_sequence(tables, name):
    table = tables[name]
    items = list(table)
    assert list(table[:3]) == items[:3] and list(table[::-2]) == items[::-2] and len(table[5:2]) == 0
    assert list(table[1:][1:]) == items[2:] and type(table[:1]) is type(table)
    assert list(reversed(table)) == items[::-1]
    if items:
        assert items[-1] in table and table.index(items[0]) == 0 and table.count(items[0]) >= 1
    assert object() not in table
    with pytest.raises(IndexError, match=str(len(items))):
        table[len(items)]
    with pytest.raises(ValueError):
        table.index(object())
    with pytest.raises(TypeError, match="slices"):
        table[1.5]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_survives_pickle_with_its_rows_and_columns(tables, name):
    pyarrow = pytest.importorskip("pyarrow")
    table = tables[name][:7]
    again = pickle.loads(pickle.dumps(table))
    assert type(again) is type(table) and list(again) == list(table)
    assert pyarrow.table(again).equals(pyarrow.table(table))


@pytest.mark.parametrize("name", NAMES)
def test_a_slice_is_a_table_of_its_rows(tables, name):
    pyarrow = pytest.importorskip("pyarrow")
    table = tables[name]
    if name != "facets" and len(table):
        assert pyarrow.table(table[1:9:3]).equals(pyarrow.table(table).take(list(range(1, min(9, len(table)), 3))))
    assert table[:2].select(table.columns[:1]).columns == table.columns[:1]


def test_hits_keep_what_is_true_of_all_of_them(tables):
    hits = tables["hits"]
    few = pickle.loads(pickle.dumps(hits[:2]))
    assert (few.total, few.watermark, list(few.facets)) == (hits.total, hits.watermark, list(hits.facets))
    assert hits[3].id in hits and "no such id" not in hits
    assert hits[0].title.text[:10] in few._repr_html_()


def test_a_facet_is_found_by_its_name(tables):
    facets = tables["facets"]
    assert facets["area"] is not None and facets["area"] == facets[1]
    assert "area" in facets and "region" not in facets
    with pytest.raises(KeyError, match="kind, area"):
        facets["region"]


def _titles(hits):
    return [hit.title.text for hit in hits]


def test_hits_go_to_other_processes(tables):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_titles, (tables["hits"],)) == _titles(tables["hits"])


def test_no_limit_gives_all(kb):
    kb.capture_all({"kind": "event", "title": {"en": f"Brine {number}"}} for number in range(2_345))
    hits = kb.search("brine", limit=None, facets={"kind": 1})
    assert len(hits) == hits.total == 2_345 and hits.next is None
    assert len({hit.id for hit in hits}) == 2_345 and [hit.rank for hit in hits] == list(range(1, 2_346))
    assert hits.facets["kind"].counts[0].count == 2_345
    assert len(kb.records(limit=None)) == len(kb.changes_since()) == 2_345
    with kb.view() as view:
        kb.capture({"kind": "event", "title": {"en": "Brine later"}})
        assert len(view.search("brine", limit=None)) == len(view.records()) == 2_345
    with pytest.raises(errors.ValidationError, match="limit"):
        kb.search("brine", limit=None, offset=5)
    with pytest.raises(errors.ValidationError, match="limit"):
        kb.search("brine", limit=1_001)


def test_lists_without_a_limit_are_whole(sample):
    every = sample.search(facets={"municipality": None}, limit=0).facets["municipality"]
    assert len(every.counts) == every.distinct > 10
    everyone = len(sample.organizations().municipalities())
    assert len(sample.peers("Mulmur", None)) == everyone - 1
    record = sample.search("snow", limit=1)[0]
    assert len(sample.similar(record, None)) >= len(sample.similar(record, 5)) > 0
    assert len(sample.classify("Snow and waste and water", None)) > 1


def test_lists_are_tables_of_their_items(sample):
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    peers = sample.peers("Mulmur", 4)
    assert isinstance(peers, list) and isinstance(peers[:2], omkn.results.Listing)
    frame = peers.to_pandas()
    assert frame["id"].tolist() == [peer.organization.id for peer in peers] and frame["likeness"].between(0, 1).all()
    assert peers.to_polars().height == 4
    assert isinstance(sample.suggest("snow").to_pandas(), pandas.DataFrame)
    assert isinstance(sample.history(sample.records()[0]).to_polars(), polars.DataFrame)
    again = pickle.loads(pickle.dumps(peers))
    assert again == peers and again[:0].to_pandas().columns.tolist() == frame.columns.tolist()
    with omkn.in_memory() as empty:
        assert empty.saved_searches().to_pandas().columns.tolist() == ["name", "query", "sort", "created"]
        assert "search" in empty.alerts_since().to_pandas().columns


def test_every_list_and_table_has_a_view(kb):
    record = kb.capture(
        {"kind": "practice", "title": {"en": "Salt <b>guide</b>"}, "concepts": ["roads/winter-control"]}
    )
    other = kb.capture({"kind": "practice", "title": {"en": "Salt guide again"}, "concepts": ["roads/winter-control"]})
    kb.save_search("salt", "salt guide")
    shown = {
        "peers": kb.peers("Mulmur", 3),
        "history": kb.history(record),
        "suggestions": kb.suggest("salt"),
        "similar": kb.similar(record),
        "saved": kb.saved_searches(),
        "alerts": kb.alerts_since(),
        "explanation": kb.explain("salt", other),
        "classification": kb.classify("snow plowing"),
        "validation": kb.validate({"kind": "practice", "title": {}}),
        "likeness": kb.organizations().likeness("Mulmur", "Barrie"),
        "report": kb.import_csv(b'Title\nSalt\n""\n', skip_bad_rows=True),
        "records": kb.records(),
        "organizations": kb.organizations(),
        "facets": kb.search("salt", facets=["kind"]).facets,
        "changes": kb.changes_since(),
        "gaps": kb.gaps(by="area"),
        "health": kb.check(),
    }
    for name, one in shown.items():
        view = one._repr_html_()
        assert "<section" in view and "<b>guide" not in view, name
        if name not in ("health",):
            assert "<table" in view or "Import" in view, name
    assert shown["alerts"].to_pandas()["search"].tolist() == ["salt", "salt"]
    assert shown["explanation"].to_pandas()["value"].iloc[0] == pytest.approx(shown["explanation"].value)
