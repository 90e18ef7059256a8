"""Coverage, gaps, evidence and pictures, as Python gives them; the numbers are those of the library."""

import pathlib

import omkn
import pytest
from omkn import errors
from omkn.results import ServiceCost

pandas = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

COSTS = pathlib.Path(__file__).parents[2] / "examples" / "python" / "data" / "service_costs.csv"


def test_gaps_are_the_cells_without_a_record_that_hold_a_municipality(kb):
    town = kb.organization("Adjala-Tosorontio")
    kb.capture(
        {
            "kind": "practice",
            "title": {"en": "Brine"},
            "concepts": ["roads/winter-control"],
            "coverage": {"organizations": [town.id]},
        }
    )
    gaps = kb.gaps()
    assert gaps.by == ["area", "population_band", "region"] and isinstance(gaps, omkn.CoverageTable)
    cells = {tuple(cell.values) for cell in gaps}
    assert ("roads", "10000-29999", "Simcoe") not in cells
    assert ("roads", "10000-29999", "Grey") in cells and ("fire", "10000-29999", "Simcoe") in cells
    municipalities = [cell.municipalities for cell in gaps]
    assert min(municipalities) > 0 and municipalities == sorted(municipalities, reverse=True)
    bands = kb.gaps(by=("population_band",), least=2).to_pandas()
    assert bands["municipalities"].sum() == 444
    assert bands.set_index("population_band")["records"].to_dict()["10000-29999"] == 1


def test_a_coverage_table_is_a_sequence_a_frame_and_what_it_cannot_show(sample):
    table = sample.coverage(by=["year", "kind"], selected={"area": "water", "status": ["published"]})
    assert (table.records, table.unplaced) == (
        sample.search("", selected={"area": ["water"], "status": ["published"]}, limit=0).total,
        sum(
            not (one.content.date or one.content.issued)
            for one in sample.records(concept="water", statuses="published")
        ),
    )
    assert [caveat.kind for caveat in table.caveats] == ["not_shared", "tiers_overlap", "own_place", "unplaced"]
    frame = table.to_pandas()
    assert list(frame.columns) == ["year", "kind", "records", "municipalities", "residents"] == table.columns
    assert [str(year) for year in frame["year"]] == [cell.values[0] for cell in table]
    assert frame["records"].sum() == table.records - table.unplaced
    assert frame.attrs["caveats"] == [caveat.text["en"] for caveat in table.caveats]
    assert all(caveat.text["fr"] for caveat in table.caveats)


def test_chosen_values_and_statuses_narrow_what_is_counted(kb):
    draft = {"kind": "practice", "title": {"en": "Brine"}, "coverage": {"population_band": "0-999"}}
    record = kb.capture(draft | {"concepts": ["roads/winter-control"]})

    def counted(**options):
        return kb.coverage(by="population_band", **options)[0].records

    assert (counted(), counted(selected={"area": "fire"}), counted(selected={"area": "roads"})) == (1, 0, 1)
    kb.withdraw(record.id, "wrong")
    assert (counted(), counted(selected={"status": ["withdrawn"]})) == (0, 1)


def test_a_view_counts_what_was_there_when_it_was_made(kb):
    id = claim(kb, 1_000_000)
    with kb.view() as view:
        before = (list(view.coverage(by="kind")), list(view.gaps(by="kind")), view.evidence(id, costs(kb, 100.0)))
        kb.capture({"kind": "guide", "title": {"en": "Brine"}, "coverage": {"population_band": "0-999"}})
        kb.withdraw(id, "wrong")
        assert before == (
            list(view.coverage(by="kind")),
            list(view.gaps(by="kind")),
            view.evidence(id, costs(kb, 100.0)),
        )
        assert before[0] != list(kb.coverage(by="kind"))


@pytest.mark.parametrize(
    ("by", "path", "code"),
    [("colour", "by", "invalid_format"), (["area", "subject"], "by[1]", "out_of_range"), ([], "by", "required")],
)
def test_sides_that_cells_are_not_made_of_are_refused(kb, by, path, code):
    with pytest.raises(errors.ValidationError) as raised:
        kb.gaps(by=by)
    assert [(problem.path, problem.code) for problem in raised.value.problems] == [(path, code)]


def costs(kb, own_after, spread=0.01, peers=12):
    """Cost rows in which every peer's cost grows by 10 % (more or less `spread`), and the own one's to `own_after`."""
    names = [peer.organization.id for peer in kb.peers("Barrie", peers)]
    rows = []
    for number, name in enumerate([kb.organization("Barrie").id, *names]):
        after = own_after if number == 0 else 110.0 * (1 + spread * ((number % 5) - 2))
        for year in range(2015, 2022):
            cost = 100.0 if year <= 2018 else after
            rows.append((year, name, "Fire", 100_000, cost * 100_000))
    return pandas.DataFrame(rows, columns=["year", "municipality", "service", "population", "operating_cost"])


def claim(kb, amount, **changes):
    draft = {
        "kind": "practice",
        "title": {"en": "Shared fire dispatch"},
        "concepts": ["fire"],
        "coverage": {"organizations": [kb.organization("Barrie").id]},
        "date": "2018-06",
        "savings": [{"amount": amount, "basis": "annual"}],
    }
    return kb.capture(draft | changes).id


def test_the_numbers_are_those_of_the_formulas(kb):
    evidence = kb.evidence(claim(kb, 1_000_000), costs(kb, 100.0))
    assert evidence.own.change == pytest.approx(0.0)
    # Expected are 110 dollars for each of 100,000 residents, paid were 100.
    assert evidence.implied == pytest.approx(1_000_000, rel=0.01)
    assert evidence.claimed == 1_000_000 and len(evidence.peers) == 10
    assert evidence.verdict == "consistent" and evidence.reasons == []
    assert [caveat.kind for caveat in evidence.caveats] == ["whole_service", "other_causes", "avoided_costs"]
    frame = evidence.to_pandas()
    assert list(frame["organization"]) == [evidence.own.organization, *(peer.organization for peer in evidence.peers)]
    assert frame["name_en"][0] == evidence.own.name["en"]
    assert "consistent" in evidence._repr_html_() and evidence.caveats[1].text["en"] in evidence._repr_html_()


@pytest.mark.parametrize(
    ("changes", "options", "reason"),
    [
        ({"date": None}, {}, "no_year"),
        ({"concepts": []}, {}, "no_service"),
        ({"coverage": {}}, {}, "no_municipality"),
        ({"date": "2030"}, {}, "no_full_years"),
        ({"savings": []}, {}, "no_claim"),
        ({}, {"peers": 3}, "too_few_peers"),
    ],
)
def test_what_is_missing_is_named(kb, changes, options, reason):
    evidence = kb.evidence(claim(kb, 1_000_000, **changes), costs(kb, 100.0), **options)
    assert (evidence.verdict, evidence.reasons) == ("cannot_tell", [reason])
    assert reason in omkn.words("cannot_tell") and evidence.verdict in omkn.words("verdict")
    assert set(evidence.summary) == {"en", "fr"}


def test_cost_rows_of_every_sort_say_the_same(kb):
    polars, pyarrow, duckdb = map(pytest.importorskip, ("polars", "pyarrow", "duckdb"))
    frame = costs(kb, 100.0)
    rows = frame.to_dict("records")
    id = claim(kb, 1_000_000)
    expected = kb.evidence(id, frame)
    assert expected.verdict == "consistent"
    others = [
        frame.astype({"year": "Int64", "service": "category", "population": "float64"}),
        frame.assign(note="a column more")[["note", *reversed(frame.columns)]],
        polars.DataFrame(rows),
        polars.LazyFrame(rows),
        pyarrow.Table.from_pylist(rows),
        duckdb.from_arrow(pyarrow.Table.from_pylist(rows)),
        rows,
        [ServiceCost(**row) for row in rows],
    ]
    for other in others:
        assert kb.evidence(id, other) == expected, type(other)


def test_rows_with_gaps_are_left_out(kb):
    polars = pytest.importorskip("polars")
    frame = costs(kb, 100.0)
    id = claim(kb, 1_000_000)
    expected = kb.evidence(id, frame)
    gaps = [dict.fromkeys(frame.columns) | {"municipality": "Barrie", "service": "Fire", "year": 2019} | gap for gap in (
        {}, {"service": None, "population": 1, "operating_cost": 1}, {"municipality": None}, {"year": None, "population": 9},
    )]  # fmt: skip
    rows = [*gaps, *frame.to_dict("records")]
    for with_gaps in (rows, pandas.DataFrame(rows), polars.DataFrame(rows, infer_schema_length=None)):
        assert kb.evidence(id, with_gaps) == expected, type(with_gaps)


def test_rows_that_cannot_be_read_are_refused_by_their_place(kb):
    id = claim(kb, 1)
    row = {"year": 2018, "municipality": "Barrie", "service": "Fire", "population": 1, "operating_cost": 1}
    for rows, path, code in (
        (pandas.DataFrame([row]).drop(columns="operating_cost"), "operating_cost", "required"),
        ([row, {"year": 2018}], "costs[1].municipality", "invalid_format"),
        ([row, row | {"year": 2018.5}], "costs[1].year", "invalid_format"),
        ([row | {"population": "many"}], "costs[0].population", "invalid_format"),
        ([dict.fromkeys(row), row, row], "costs[2]", "duplicate"),
    ):
        with pytest.raises(errors.ValidationError) as raised:
            kb.evidence(id, rows)
        assert [(problem.path, problem.code) for problem in raised.value.problems] == [(path, code)]
    with pytest.raises(TypeError, match="no frame"):
        kb.evidence(id, 5)
    with pytest.raises(errors.ValidationError, match="1 or more"):
        kb.evidence(id, [], window=0)
    with pytest.raises(errors.NotFoundError):
        kb.evidence("nothing", costs(kb, 100.0))


def test_a_town_is_compared_by_the_figures_of_its_county(kb):
    town = kb.organization("Innisfil")
    id = claim(kb, 8_000_000, coverage={"organizations": [town.id]}, concepts=["transit"], date="2019")
    evidence = kb.evidence(id, pandas.read_csv(COSTS))
    caveat = next(caveat for caveat in evidence.caveats if caveat.kind == "upper_tier_figures")
    assert "Simcoe" in caveat.text["en"] and "Innisfil" in caveat.text["fr"]


def test_the_services_of_the_areas_are_those_of_the_extract(kb):
    extract = pandas.read_csv(COSTS)
    services = {omkn.service_of_area(concept.id) for concept in kb.taxonomy().top_concepts("omkn")}
    assert set(extract["service"]) <= services
    assert not extract.duplicated(["year", "municipality", "service"]).any()
    assert all(kb.find_organization(id) for id in extract["municipality"].unique())


def test_every_picture_is_a_figure(sample, tmp_path):
    pytest.importorskip("matplotlib").use("agg")
    from matplotlib.figure import Figure
    from omkn import plot

    measured = next(record for record in sample.records() if record.content.measures)
    figures = [
        plot.practices(sample),
        plot.coverage(sample),
        plot.map_of_sharing(sample),
        plot.measures(measured),
        plot.costs(sample, pandas.read_csv(COSTS), "Barrie", "Fire", years=[2019]),
    ]
    for number, figure in enumerate(figures):
        assert isinstance(figure, Figure)
        path = tmp_path / f"{number}.png"
        figure.savefig(path)
        assert path.stat().st_size > 5_000
    assert "no date" in figures[0].get_supxlabel()
    plain = next(record for record in sample.records() if not record.content.measures)
    with pytest.raises(ValueError, match="no measures"):
        plot.measures(plain)
    with pytest.raises(ValueError, match="no service 'Hospitals'; they have .*Fire.*Transit"):
        plot.costs(sample, pandas.read_csv(COSTS), "Barrie", "Hospitals")


def words_of(figure):
    """Every text in a figure."""
    from matplotlib.text import Text

    figure.canvas.draw()
    return [found.get_text() for found in figure.findobj(Text) if found.get_text() and found.get_visible()]


def pictures(kb, record):
    from omkn import plot

    costs = pandas.read_csv(COSTS)
    return {
        "practices": lambda **options: plot.practices(kb, **options),
        "coverage": lambda **options: plot.coverage(kb, **options),
        "map": lambda **options: plot.map_of_sharing(kb, **options),
        "measures": lambda **options: plot.measures(record, **options),
        "costs": lambda **options: plot.costs(kb, costs, "Barrie", "Fire", **options),
    }


NAMES = ["practices", "coverage", "map", "measures", "costs"]


@pytest.fixture
def measured(sample):
    pytest.importorskip("matplotlib").use("agg")
    return next(record for record in sample.records() if record.content.measures)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_speaks_french(sample, measured, name):
    draw = pictures(sample, measured)[name]
    english, french = words_of(draw()), words_of(draw(language="fr"))
    named = {"measures": ["avant", "après"], "costs": ["coût de fonctionnement"], "map": ["degrés"]}
    assert any(word in text for word in named.get(name, ["Fiches"]) for text in french)
    sentences = [text for text in english if " " in text and not any(mark.isdigit() for mark in text)]
    names = {concept.pref_label["en"] for concept in sample.taxonomy()} | {"City of Barrie", "Thunder Bay"}
    names |= {organization.name["en"] for organization in sample.organizations()}
    kept = [text for text in sentences if text in french and text not in names and name != "measures"]
    assert kept == [], kept
    with pytest.raises(ValueError, match="language"):
        draw(language="de")


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_drawn_on_the_axes_that_are_given(sample, measured, name):
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(16, 6))
    assert pictures(sample, measured)[name](ax=left) is figure
    figure.canvas.draw()
    drawn = len(left.get_children()) + len(left.child_axes)
    assert drawn > len(right.get_children()) and right.get_title() == "" and left.get_title() != ""
    pyplot.close(figure)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pictures_of_an_empty_knowledge_base_say_so(kb, language):
    pytest.importorskip("matplotlib").use("agg")
    from omkn import plot

    for picture in (plot.coverage, plot.map_of_sharing, plot.practices):
        figure = picture(kb, language=language)
        assert len(words_of(figure)) >= 1 and not figure.axes[0].axison
        sentence = figure.axes[0].texts[0].get_text()
        assert sentence.endswith(".") and ("record" in sentence) == (language == "en")


def test_the_legend_of_the_map_is_beside_the_dots_and_the_largest_are_named(sample):
    pytest.importorskip("matplotlib").use("agg")
    from omkn import plot

    figure = plot.map_of_sharing(sample)
    figure.canvas.draw()
    axes = figure.axes[0]
    assert not axes.get_legend().get_window_extent().overlaps(axes.get_window_extent())
    assert any("Toronto" in text.get_text() for text in axes.texts) and any(
        "Ottawa" in text.get_text() for text in axes.texts
    )


def test_costs_of_a_town_are_those_of_the_upper_tier_that_has_them(sample):
    pytest.importorskip("matplotlib").use("agg")
    from omkn import plot

    figure = plot.costs(sample, pandas.read_csv(COSTS), "Innisfil", "Transit")
    assert "Simcoe" in figure.get_supxlabel() and "Innisfil" in figure.get_supxlabel()
    assert any("Simcoe" in text for text in words_of(figure))


def test_costs_know_the_numbers_of_financial_returns(sample):
    pytest.importorskip("matplotlib").use("agg")
    from omkn import plot

    rows = {
        "year": [2015, 2016, 2017],
        "municipality": [15014] * 3,
        "service": ["Fire"] * 3,
        "population": [8000.0] * 3,
    }
    town = sample.organization("15014")
    figure = plot.costs(sample, pandas.DataFrame({**rows, "operating_cost": [1e6, 2e6, 3e6]}), town, "Fire")
    assert any(town.official_name["en"] in text for text in words_of(figure))


def test_cards_are_shown_in_french_and_name_what_has_an_id(sample):
    from omkn import notebook

    record = next(one for one in sample.records() if one.content.coverage.organizations and one.content.concepts)
    place = sample.find_organization(record.content.coverage.organizations[0])
    concept = sample.taxonomy().get(record.content.concepts[0])
    english, french = record._repr_html_(), notebook.card(record, language="fr")._repr_html_()
    assert place.name["en"] in english and concept.pref_label["en"] in english.replace("&amp;", "&")
    assert "Organisations\u00a0:" in french and concept.pref_label["fr"].replace("’", "&#x27;")[:5] in french
    for thing, word in (
        (sample, "fiches publiées"), (sample.search("neige", facets=["kind"]), "trouvées"), (sample.taxonomy(), "Taxonomie"),
        (sample.gaps(by="area"), "municipalités"), (sample.peers("Mulmur", 2), "2 lignes"),
    ):  # fmt: skip
        shown = notebook.card(thing, language="fr")._repr_html_()
        assert word in shown and word not in thing._repr_html_()
    try:
        notebook.set_language("fr")
        assert record._repr_html_() == french
    finally:
        notebook.set_language("en")
    with pytest.raises(ValueError, match="language"):
        notebook.card(record, language="de")
