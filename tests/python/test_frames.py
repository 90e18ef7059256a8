"""Frames out for other programs, and in again without loss."""

import datetime

import omkn
import pytest
from omkn import errors
from test_tables import FULL

pandas = pytest.importorskip("pandas")
pyarrow = pytest.importorskip("pyarrow")


def tables(sample):
    yield "records", sample.records()
    yield "hits", sample.search("snow", fits="Mulmur")
    yield "organizations", sample.organizations()
    yield "taxonomy", sample.taxonomy()
    yield "gaps", sample.gaps(by="area")


def test_a_flat_frame_goes_through_files_of_every_kind(sample, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    assert openpyxl
    for name, table in tables(sample):
        frame = table.to_pandas(flat=True)
        frame.attrs = {}
        assert len(frame.drop_duplicates()) == len(table), name
        frame.to_parquet(tmp_path / "table.parquet")
        assert pandas.read_parquet(tmp_path / "table.parquet").shape == frame.shape, name
        frame.to_excel(tmp_path / "table.xlsx")
        assert pandas.read_excel(tmp_path / "table.xlsx", index_col=0).shape == frame.shape, name


def test_a_flat_frame_of_polars_is_written_as_csv(sample, tmp_path):
    polars = pytest.importorskip("polars")
    for name, table in tables(sample):
        frame = table.to_polars(flat=True)
        frame.write_csv(tmp_path / "table.csv")
        assert polars.read_csv(tmp_path / "table.csv", infer_schema=False).height == len(table), name
        assert frame.columns == table.columns


def test_a_flat_frame_has_lists_as_texts_and_instants_without_a_zone(sample):
    nested, flat = sample.records().to_pandas(), sample.records().to_pandas(flat=True)
    assert flat["concepts"].tolist() == ["; ".join(one) for one in nested["concepts"]]
    assert flat["modified"].dt.tz is None and nested["modified"].dt.tz is not None
    assert flat["modified"].tolist() == nested["modified"].dt.tz_localize(None).tolist()
    record = next(one for one in sample.records() if one.content.measures)
    cell = flat.loc[flat["id"] == record.id, "measures"].item()
    assert record.content.measures[0].unit in cell and cell.startswith("[{")
    assert sample.records().select(["id", "concepts"]).to_pandas(flat=True).columns.tolist() == ["id", "concepts"]


def test_ids_have_their_names_beside_them_in_the_language_of_the_reader(kb):
    draft = {"kind": "guide", "title": {"en": "Salt"}, "concepts": ["roads/winter-control"]}
    kb.capture({**draft, "coverage": {"organizations": ["sgc:3553005"]}})
    for languages, concept, town in (
        (None, "Winter control", "Greater Sudbury"),
        (["fr"], "Déneigement et entretien hivernal", "Grand Sudbury"),
    ):
        for table in (kb.search("salt", languages=languages), kb.records(languages=languages)):
            row = pyarrow.table(table).to_pylist()[0]
            assert row["concept_labels"] == [concept] and row["organization_names"] == [town]
            assert row["concepts"] == ["roads/winter-control"] and row["organizations"] == ["sgc:3553005"]
        gaps = pyarrow.table(kb.coverage(by=("area", "municipality"), selected={"area": concept}, languages=languages))
        labels = dict(zip(gaps["municipality"].to_pylist(), gaps["municipality_label"].to_pylist(), strict=True))
        assert labels["sgc:3553005"] == town and len(set(gaps["area_label"].to_pylist())) > 20


def test_likeness_is_a_column_where_a_municipality_was_given(sample):
    hits = sample.search("", fits="Mulmur", limit=50)
    column = hits.to_pandas()["likeness"]
    assert [None if pandas.isna(one) else one for one in column] == [
        None if hit.fit is None else pytest.approx(hit.fit.likeness.value) for hit in hits
    ]
    assert column.notna().any() and "likeness" not in sample.search("").columns


@pytest.mark.parametrize("form", ["table", "pandas", "polars", "pyarrow"])
def test_records_come_back_from_their_table_and_frames_with_all_they_say(sample, form):
    with omkn.in_memory() as full:
        full.capture({"kind": "guide", "title": {"en": "Bare"}})
        full.capture(FULL)
        for source in (sample, full):
            records = source.records()
            if form == "polars":
                pytest.importorskip("polars")
            frame = {
                "table": lambda: records, "pandas": records.to_pandas, "polars": records.to_polars,
                "pyarrow": lambda: pyarrow.table(records),
            }[form]()  # fmt: skip
            with omkn.in_memory() as kb:
                done = kb.import_frame(frame)
                assert (done.report.created, list(done.problems)) == (len(records), [])
                for before, after in zip(records, kb.records(), strict=True):
                    assert (after.id, after.status) == (before.id, before.status)
                    assert after.content == before.content
                assert kb.import_frame(frame).report.unchanged == len(records)


def test_what_is_edited_in_a_frame_of_records_revises_them(kb):
    record = kb.capture(FULL)
    frame = kb.records().to_pandas()
    frame["title_fr"] = "Saumure au printemps"
    frame["level"] = None
    done = kb.import_frame(frame)
    assert (done.report.updated, kb.count()) == (1, 1)
    content = kb.get(record).content
    assert content.title == {**record.content.title, "fr": "Saumure au printemps"} and content.level is None
    assert content.measures == record.content.measures and kb.get(record).version == 2


def test_a_frame_of_some_columns_of_records_is_read_by_their_names(kb):
    kb.capture({"kind": "guide", "title": {"en": "Salt"}, "date": "2012", "concepts": ["roads/winter-control"]})
    few = kb.records().select(["title_en", "date", "year", "concepts", "kind", "hash"])
    with omkn.in_memory() as other:
        done = other.import_frame(few)
        assert done.report.created == 1 and any("hash" in remark for remark in done.report.remarks)
        assert not any("UTF-8" in remark or "separated" in remark for remark in done.report.remarks)
        content = other.records()[0].content
        assert (content.kind, content.concepts, content.date) == ("guide", ["roads/winter-control"], "2012-01-01")


def test_every_import_writes_unless_it_is_a_trial(kb, tmp_path):
    frame = pandas.DataFrame({"title": ["Salt"], "date": [datetime.date(2012, 1, 2)]})
    kb.import_frame(frame)
    kb.import_csv(b"title\nBrine\n")
    lines = b'{"kind": "guide", "title": {"en": "Sand"}}\n'
    kb.import_jsonl(lines)
    assert kb.count() == 3
    file = tmp_path / "lines.jsonl"
    file.write_bytes(lines)
    for call, given in ((kb.import_frame, frame), (kb.import_csv, b"title\nX\n"), (kb.import_jsonl, file)):
        call(given, dry_run=True)
    assert kb.count() == 3


def test_a_search_is_saved_in_the_forms_in_which_it_is_asked(sample):
    with omkn.in_memory() as kb:
        kb.import_frame(sample.records())
        forms = [
            {"query": "waste", "facets": {"area": 5}, "fits": "Mulmur", "selected": {"area": "Waste management"}},
            {"query": "waste", "facets": [{"facet": "area", "limit": 5}], "fits": {"organization": "Mulmur"},
             "selected": {"area": ["Waste management"]}},
            omkn.results.SearchRequest(
                query="waste", facets={"area": 5}, fits="Mulmur", selected={"area": "Waste management"}
            ),
        ]  # fmt: skip
        saved = [kb.save_search("waste", form).request for form in forms]
        assert saved[0] == saved[1] == saved[2] and saved[0].facets == [
            omkn.results.FacetRequest(facet="area", limit=5)
        ]
        asked = kb.search("waste", facets={"area": 5}, fits="Mulmur", selected={"area": "Waste management"})
        again = kb.search(**saved[0].options())
        assert [hit.id for hit in again] == [hit.id for hit in asked] and len(asked) > 0
        assert list(kb.search(**forms[0])) == list(asked) == list(kb.search(**forms[2].options()))
        every = kb.save_search("every", {"facets": {"area": None}}).request.facets
        assert [(one.facet, one.limit) for one in every] == [("area", 1_000)]
        names = kb.save_search("names", {"facets": ["area", "kind"]}).request.facets
        assert [(one.facet, one.limit) for one in names] == [("area", 10), ("kind", 10)]
        with pytest.raises(errors.ValidationError, match="areas.*is not one of area"):
            kb.save_search("x", {"facets": {"areas": 3}})
