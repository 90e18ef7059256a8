"""Search: hits, facets, interpretation, and all that comes back as a table."""

import datetime

import omkn
import pytest
from omkn import errors, results


def test_a_page_tells_the_total_the_facets_and_what_was_understood(sample):
    hits = sample.search('salt area:"winter control"', facets={"area": 5, "kind": 3}, limit=3)
    assert len(hits) == min(3, hits.total) and hits.total > 0
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert hits[0].title.text and hits[-1].rank == len(hits)
    assert [counts.facet for counts in hits.facets] == ["area", "kind"]
    assert sum(count.count for count in hits.facets[1].counts) <= hits.total
    assert hits.interpretation.resolved[0].ids == ["roads/winter-control"]
    assert hits.watermark == sample.index_status().latest
    with pytest.raises(IndexError):
        hits[len(hits)]


def test_pages_go_on_without_repeating(sample):
    seen, after = [], None
    while True:
        page = sample.search("municipal", limit=7, after=after, sort="newest")
        seen += [hit.id for hit in page]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == page.total


def test_highlights_lie_on_the_words(sample):
    hit = sample.search("waste")[0]
    marked = [text.lower() for text, is_highlighted in hit.title.parts() + hit.snippet.text.parts() if is_highlighted]
    assert any("waste" in text for text in marked)
    assert "".join(text for text, _ in hit.snippet.text.parts()) == hit.snippet.text.text


def test_both_languages_are_searched_and_the_readers_is_shown(sample):
    hits = sample.search("déchets", languages=["fr"])
    assert hits.total > 0 and hits[0].title.language == "fr"


def test_ranges_slice_their_texts(kb):
    before = ["été", "e\u0301te\u0301", "🚒", "👩🏽\u200d🚒", "𝟚", "ᐃᓄᒃ", "naïve 🧂 œuf"]
    for text in before:
        title, summary = f"{text} sel {text} sel", f"{text} : du sel."
        kb.capture({"kind": "practice", "title": {"en": title}, "summary": {"fr": summary}})
    hits = kb.search("sel", expand=False)
    assert len(hits) == len(before)
    for shown in [part for hit in hits for part in (hit.title, hit.snippet.text)]:
        marked = [shown.text[one.start : one.end] for one in shown.highlights]
        assert marked == ["sel"] * shown.text.count("sel"), shown.text
    text = "🚒 À l’été : weekly garbage collection"
    for found in (kb.classify(text, 5), kb.taxonomy().classify(text, 5)):
        assert {text[one.start : one.end] for one in found[0].reasons} == {"garbage collection"}
    query = "🚒 été kind:recipe"
    (notice,) = omkn.parse_query(query).notices
    assert query[notice.span.start : notice.span.end] == "kind:recipe"
    with pytest.raises(errors.QueryError) as caught:
        omkn.parse_query(query, strict=True)
    assert query[caught.value.span.start : caught.value.span.end] == "kind:recipe"


def test_selected_facets_narrow_and_a_tree_is_a_query(sample):
    every = sample.search("", facets={"kind": 10})
    kind = every.facets[0].counts[0]
    narrowed = sample.search("", selected={"kind": [kind.value]}, limit=0)
    assert narrowed.total == kind.count
    tree = omkn.parse_query(f"kind:{kind.value}").tree
    assert sample.search(tree, limit=0).total == kind.count


def test_a_score_is_explained(sample):
    hit = sample.search("salt")[0]
    explanation = sample.explain("salt", hit.id)
    assert explanation.value == pytest.approx(hit.score, rel=1e-4) and explanation.details
    with pytest.raises(errors.NotFoundError):
        sample.explain("salt -salt", hit.id, relax=False)


def test_the_index_is_refreshed_when_asked_on_a_handle_that_does_not_by_itself(folder):
    with omkn.open(folder, freshness="as_indexed") as kb:
        kb.capture({"kind": "guide", "title": {"en": "Brine guide"}})
        assert kb.search("brine").total == 1, "the first search makes an index"
        kb.capture({"kind": "guide", "title": {"en": "Brine by the truckload"}})
        assert kb.search("brine").total == 1
        kb.refresh()
        assert kb.search("brine").total == 2
        assert kb.index_status().watermark == kb.index_status().latest
        kb.rebuild_index()
        assert kb.check("index").is_healthy


def test_a_backup_opens_like_the_original(folder, tmp_path):
    with omkn.open(folder, author="Roads") as kb:
        record = kb.capture({"kind": "guide", "title": {"en": "Brine guide"}})
        kb.backup(tmp_path / "copy")
        with pytest.raises(errors.IoError):
            kb.backup(tmp_path / "copy")
    with omkn.open(tmp_path / "copy", read_only=True) as copy:
        assert copy.get(record.id) == record and copy.history(record.id)[0].author == "Roads"


def test_what_is_exported_is_imported_unchanged(sample, folder, tmp_path):
    assert sample.export_jsonl(tmp_path / "out.jsonl") == sample.count()
    with omkn.open(folder) as kb:
        assert kb.import_jsonl(tmp_path / "out.jsonl", dry_run=True).created == sample.count()
        assert kb.count() == 0
        assert kb.import_jsonl(tmp_path / "out.jsonl").created == sample.count()
        again = kb.import_jsonl(tmp_path / "out.jsonl")
        assert (again.unchanged, again.created) == (sample.count(), 0)


def test_corrections_and_expansions_are_told_and_switched_off(sample):
    hits = sample.search("watermian")
    assert hits.total > 0 and hits.interpretation.corrections[0].typed == "watermian"
    assert sample.search("watermian", correct=False, relax=False).total == 0
    expanded = sample.search("winter control")
    assert expanded.interpretation.expansions[0].ids == ["roads/winter-control"]
    assert sample.search("winter control", expand=False).interpretation.expansions == []


def test_records_that_fit_a_municipality_come_first(sample):
    hits = sample.search("", fits="Adjala-Tosorontio", limit=20)
    fits = [hit.fit.likeness.value for hit in hits if hit.fit]
    assert fits and 0 <= min(fits) and max(fits) <= 1
    few = sample.search("", fits=results.FitTarget(organization="Adjala-Tosorontio", least=0.6), limit=0)
    assert few.total < hits.total
    with pytest.raises(errors.NotFoundError):
        sample.search("", fits="Nowhere at all")
    newest = sample.search("waste", boosts={"recency": 10})
    assert {hit.id for hit in newest} and newest.total == sample.search("waste").total


def test_typing_is_completed(sample):
    assert sample.suggest("deneig")[0].id == "roads/winter-control"
    assert {one.kind for one in sample.suggest("peter", kinds=["organization"])} == {"organization"}


def test_popular_queries_are_suggested_first(kb):
    kb.set_popular_queries(["road salt", "road brine"])
    assert [one.text for one in kb.suggest("road", kinds=["query"])] == ["road salt", "road brine"]
    kb.set_popular_queries("road salt")
    assert [one.text for one in kb.suggest("road", kinds=["query"])] == ["road salt"]
    kb.set_popular_queries(["road " + "x" * 200, "road sand"])
    assert [one.text for one in kb.suggest("road", kinds=["query"])] == ["road sand"]


def test_likes_and_duplicates_come_with_reasons(sample):
    record = sample.records(limit=1)[0]
    like = sample.similar(record.id, 3)
    assert len(like) == 3 and record.id not in {one.id for one in like} and like[0].reasons
    assert like[0].score >= like[-1].score
    twin = sample.likely_duplicates(record.content, 3)[0]
    assert twin.id == record.id and twin.score == pytest.approx(1, abs=0.01)


def test_saved_searches_tell_what_is_new(kb):
    request = results.SearchRequest(
        query="brine", selected={"kind": ["practice"]}, fits=results.FitTarget(organization="Essa")
    )
    saved = kb.save_search("brine", request)
    assert kb.saved_searches() == [saved] and saved.request.fits.organization == "Essa"
    record = kb.capture({"kind": "practice", "title": {"en": "Brine before the storm"}})
    told = kb.alerts_since(0, 100)
    assert [(alert.record, alert.kind) for alert in told.alerts] == [(record.id, "new")] and not told.has_more
    kb.withdraw(record.id, "wrong")
    assert [alert.kind for alert in kb.alerts_since(told.next, 100).alerts] == ["left"]
    assert kb.remove_saved_search("brine") and not kb.remove_saved_search("brine")
    with pytest.raises(errors.ValidationError):
        kb.save_search(" ", "salt")


def test_explanations_are_in_the_readers_language(sample):
    hit = sample.search("salt")[0]
    english, french = (sample.explain("salt", hit.id, languages=[language]) for language in ("en", "fr"))
    assert english.value == french.value and english != french


def test_golden_queries_measure_the_search(sample):
    hit = sample.search("salt")[0]
    relevance = sample.measure_relevance([{"query": "salt", "relevant": {hit.id: 1}}])
    assert (relevance.queries, relevance.mrr, relevance.best_first) == (1, 1, 1)


def test_peers_are_alike_for_reasons(kb):
    peers = kb.peers("Twp. of Adjala Tosorontio", 8)
    values = [peer.likeness.value for peer in peers]
    assert len(peers) == 8 and values == sorted(values, reverse=True)
    ours = kb.organization("Adjala-Tosorontio")
    assert kb.organizations().likeness(ours.id, peers[0].organization.id).value == pytest.approx(values[0])
    assert ours.id not in {peer.organization.id for peer in peers}


def test_the_taxonomy_is_walked_and_edited(kb):
    taxonomy = kb.taxonomy()
    top = taxonomy.top_concepts("omkn")
    assert {concept.id for concept in top} <= {concept.id for concept in taxonomy}
    assert taxonomy.get("roads/winter-control") in taxonomy.narrower("roads")
    assert "roads" in taxonomy.ancestors("roads/winter-control")
    assert taxonomy.lookup("bibliotheques")[0].concept == "libraries"

    def edit(work):
        work.add_concept(omkn.Concept(id="roads/ice", scheme="omkn", pref_label={"en": "Ice roads"}, broader=["roads"]))
        work.set_pref_label("roads/ice", "fr", "Routes de glace")
        work.set_alt_labels("roads/ice", "en", ["winter roads"])
        assert work.violations() == []

    edited = kb.edit_taxonomy(edit)
    assert edited.get("roads/ice").pref_label["fr"] == "Routes de glace"
    assert taxonomy.get("roads/ice") is None, "a taxonomy in hand does not change"
    assert kb.classify("Winter roads on the lake", 3)[0].concept == "roads/ice"


def test_organizations_are_found_and_added(kb):
    organizations = kb.organizations()
    assert len(organizations.municipalities()) == 444
    simcoe = organizations.resolve("County of Simcoe")
    assert any(town.name["en"] == "Adjala-Tosorontio" for town in organizations.parts_of(simcoe.id))
    own = omkn.Organization(id="own:1", kind="association", name={"en": "Rural Roads Club"})
    kb.put_organizations([own])
    assert kb.find_organization("own:1") == own and kb.find_organization("own:2") is None
    assert [one.id for one in kb.organizations().own()] == ["own:1"]


def tables(kb):
    record = kb.records(limit=1)[0]
    hits = kb.search("waste", facets={"area": 5}, limit=50)
    return {
        "records": kb.records(),
        "hits": hits,
        "facets": hits.facets,
        "changes": kb.changes_since(0, 50),
        "organizations": kb.organizations(),
        "taxonomy": kb.taxonomy(),
        "diff": kb.diff(record.id, 1, 1),
    }


@pytest.mark.parametrize("name", ["records", "hits", "facets", "changes", "organizations", "taxonomy", "diff"])
def test_every_table_goes_to_every_library_as_documented(sample, name):
    pandas, polars, pyarrow = (pytest.importorskip(module) for module in ("pandas", "polars", "pyarrow"))
    table = tables(sample)[name]
    arrow = pyarrow.table(table)
    arrow.validate(full=True)
    assert polars.DataFrame(table).columns == arrow.column_names == list(table.to_pandas().columns)
    assert table.to_polars().height == arrow.num_rows == len(table.to_pandas())
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert len(pandas.DataFrame.from_arrow(table)) == arrow.num_rows
    if name != "facets":
        assert arrow.num_rows == len(table) == len(list(table))
    documented = omkn.__path__[0] + "/tables.py"
    with open(documented, encoding="utf-8") as text:
        told = text.read()
    assert all(f"``{column}``" in told for column in arrow.column_names)


def test_columns_say_what_the_data_classes_say(sample):
    pyarrow = pytest.importorskip("pyarrow")
    records = sample.records()
    table = pyarrow.table(records)
    assert table.schema.field("date").type == pyarrow.date32()
    assert table.schema.field("modified").type == pyarrow.timestamp("us", "UTC")
    for record, row in zip(records, table.to_pylist(), strict=True):
        content = record.content
        assert (row["id"], row["version"], row["modified"]) == (record.id, record.version, record.modified)
        assert row["title_fr"] == content.title.get("fr") and row["concepts"] == content.concepts
        assert row["organizations"] == content.coverage.organizations
        if content.date:
            parts = [int(part) for part in content.date.split("-")]
            assert row["date"] == datetime.date(*(parts + [1, 1])[:3] if len(parts) < 3 else parts)
            assert row["date_precision"] == ("year", "month", "day")[len(parts) - 1]
        assert [(one["id"], one["unit"]) for one in row["measures"]] == [(one.id, one.unit) for one in content.measures]
        for one, measure in zip(row["measures"], content.measures, strict=True):
            assert one["after"] == (None if measure.after is None else float(measure.after.value))
        assert [one["amount"] for one in row["savings"]] == [float(money.amount) for money in content.savings]


def test_a_table_is_read_in_batches_and_again(kb):
    pyarrow = pytest.importorskip("pyarrow")
    kb.capture_all({"kind": "event", "title": {"en": f"Event {number}"}} for number in range(20_000))
    records = kb.records()
    table = pyarrow.table(records)
    assert table.num_rows == 20_000 and table.column("id").num_chunks > 1
    assert table.equals(pyarrow.table(records))
    assert pyarrow.table(kb.search("nothing at all here")).num_rows == 0


def test_what_was_read_otherwise_is_told_where_people_look(sample):
    hits = sample.search("garbige bag limits", limit=3)
    assert repr(hits).startswith(f"<omkn.SearchHits 3 of {hits.total} found; ") and "garbage" in repr(hits)
    told = [notice.reason for notice in hits.interpretation.notices]
    assert told and hits.to_pandas().attrs["notices"] == told
    assert str(hits[0].title) == hits[0].title.text


def test_one_text_is_a_list_of_one_and_facets_need_no_number(sample):
    assert sample.search("waste", languages="fr")[0].id == sample.search("waste", languages=["fr"])[0].id
    assert len(sample.records(kinds="practice")) == len(sample.records(kinds=["practice"])) > 0
    by_name = sample.search("waste", facets=["region", "kind"])
    assert list(by_name.facets) == list(sample.search("waste", facets={"region": 10, "kind": 10}).facets)
    assert sample.search("waste", selected={"kind": "practice"}).total == sample.search("waste kind:practice").total
    assert list(sample.gaps(by="area")) == list(sample.gaps(by=["area"]))


def test_a_saved_search_is_asked_again(kb, drafts):
    kb.capture_all(drafts)
    request = {"query": "waste area:waste", "languages": ["fr"], "facets": [{"facet": "region", "limit": 5}]}
    saved = kb.save_search("waste", request)
    again = kb.search(**saved.request.options())
    once = kb.search("waste area:waste", languages=["fr"], facets={"region": 5})
    assert [hit.id for hit in again] == [hit.id for hit in once] and again.facets[0].counts == once.facets[0].counts


def test_pandas_reckons_with_dates_and_years(sample):
    pandas = pytest.importorskip("pandas")
    frame = sample.records().to_pandas()
    assert frame["year"].dtype == "Int16" and frame["year"].isna().any()
    assert (frame["date"].dt.year.dropna().astype(int) == frame["year"].dropna()).all()
    assert frame[frame["date"] > "2010-01-01"]["year"].min() >= 2010
    assert frame["date"].max() > pandas.Timestamp("2012-01-01")


def test_duckdb_reads_a_table(sample):
    duckdb = pytest.importorskip("duckdb")
    records = sample.records()
    relation = duckdb.sql("select kind, count(*) from records group by kind order by 2 desc")
    assert sum(row[1] for row in relation.fetchall()) == len(records)


FRAME = {
    "Nom": ["Deux sacs", "", "Bac vert\nen deux lignes", "Sel"],
    "Année": [2004.0, 2005, None, 2007],
    "Où": ["Ottawa", "Ottawa", "Nowhere at all", "Ottawa"],
}


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_is_imported_after_a_trial(kb, library):
    module = pytest.importorskip(library)
    frame = module.table(FRAME) if library == "pyarrow" else module.DataFrame(FRAME)
    mapping = {"Nom": "title_fr", "Année": "date", "Où": "organizations"}
    trial = kb.import_frame(frame, mapping=mapping, dry_run=True)
    assert (trial.report.created, trial.report.committed, kb.count()) == (2, False, 0)
    assert [problem.row for problem in trial.problems] == [1, 2]
    assert list(trial.problems.to_pandas()["row"]) == [1, 2] == list(trial.problems.to_polars()["row"])
    done = kb.import_frame(frame, mapping=mapping, dry_run=False, skip_bad_rows=True, kind="guide")
    assert done.report.committed and kb.count() == 2
    assert {(record.content.title["fr"], record.content.date, record.content.kind) for record in kb.records()} == {
        ("Deux sacs", "2004", "guide"),
        ("Sel", "2007", "guide"),
    }


def test_gaps_of_every_sort_and_lists_are_read_from_a_frame(kb):
    pandas, numpy = pytest.importorskip("pandas"), pytest.importorskip("numpy")
    frame = pandas.DataFrame(
        {
            "title": ["Salt", "Sand"],
            "date": pandas.array([2004, None], dtype="Int64"),
            "summary": pandas.array([None, "Local pits"], dtype="string"),
            "subjects": [numpy.array(["salt", "brine"]), numpy.array([], dtype=object)],
        }
    )
    assert kb.import_frame(frame, dry_run=False).report.created == 2
    salt, sand = (record.content for record in kb.records())
    assert (salt.date, salt.summary, sorted(salt.subjects)) == ("2004", {}, ["brine", "salt"])
    assert (sand.date, sand.summary, sand.subjects) == (None, {"en": "Local pits"}, [])


def test_a_mapping_to_a_column_that_is_not_there_is_told(kb):
    pandas = pytest.importorskip("pandas")
    with pytest.raises(ValueError, match="has no column Titel"):
        kb.import_frame(pandas.DataFrame(FRAME), mapping={"Titel": "title"})
    with pytest.raises(TypeError, match="mapping is a dict"):
        kb.import_frame(pandas.DataFrame(FRAME), mapping="title")
    with pytest.raises(TypeError, match="no frame"):
        kb.import_frame([1, 2, 3])
    with pytest.raises(errors.ValidationError, match="not what a column can hold"):
        kb.import_frame(pandas.DataFrame(FRAME), mapping={"Nom": "colour"})


def test_every_read_of_a_view_agrees_with_every_other(folder, tmp_path):
    with omkn.open(folder) as kb:
        first = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "concepts": ["roads/winter-control"]})
        with kb.view() as view:
            kb.capture({"kind": "guide", "title": {"en": "Salt again"}})
            kb.withdraw(first.id, "too old")
            hits = view.search("salt", facets={"area": 5})
            assert hits.total == len(view.records()) == view.count() == view.export_jsonl(tmp_path / "view.jsonl") == 1
            assert hits.facets[0].counts[0].count == 1
            assert view.get(first.id).status == "published" and "1 s" not in repr(view).split("change")[0]
            assert "Salt" in hits._repr_html_()
        assert kb.search("salt").total == 1 and kb.count() == 2
