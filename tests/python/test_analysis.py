"""Gaps, evidence and pictures: the numbers are those of a calculation by hand, and nothing is claimed that does not show."""

import pathlib

import pytest
from omkn import errors

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
    gaps = kb.gaps(by=("area", "population_band", "region"))
    cells = set(zip(gaps["area"], gaps["population_band"], gaps["region"], strict=True))
    assert ("roads", "10000-29999", "Simcoe") not in cells
    assert ("roads", "10000-29999", "Grey") in cells and ("fire", "10000-29999", "Simcoe") in cells
    assert (gaps["municipalities"] > 0).all() and gaps["municipalities"].is_monotonic_decreasing
    assert gaps.attrs["caveats"]
    bands = kb.gaps(by=("population_band",), least=2)
    assert bands["municipalities"].sum() == 444
    assert bands.set_index("population_band")["records"].to_dict()["10000-29999"] == 1


def test_a_municipality_whose_population_is_not_known_counts_as_one_without_residents(kb):
    before = kb.gaps(by=("area", "region")).set_index(["area", "region"])
    kb.put_organizations([{"id": "own:1", "kind": "municipality", "name": {"en": "Unknown Shore"}, "region": "Simcoe"}])
    after = kb.gaps(by=("area", "region")).set_index(["area", "region"])
    cell = ("fire", "Simcoe")
    assert after.loc[cell, "municipalities"] == before.loc[cell, "municipalities"] + 1
    assert after.loc[cell, "residents"] == before.loc[cell, "residents"]


def test_a_record_counts_once_for_a_cell_and_withdrawn_ones_do_not(kb):
    draft = {"kind": "practice", "title": {"en": "Brine"}, "concepts": ["roads/winter-control", "roads/maintenance"]}
    draft["concepts"] = [concept for concept in draft["concepts"] if kb.taxonomy().get(concept)]
    draft["coverage"] = {"population_band": "0-999"}
    record = kb.capture(draft)
    cell = (
        kb.gaps(by=("area", "population_band"), least=9).set_index(["area", "population_band"]).loc[("roads", "0-999")]
    )
    assert cell["records"] == 1
    kb.withdraw(record.id, "wrong")
    assert ("roads", "0-999") in set(
        kb.gaps(by=("area", "population_band"))[["area", "population_band"]].itertuples(index=False, name=None)
    )
    with pytest.raises(ValueError, match="not of colour"):
        kb.gaps(by=("colour",))


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
    assert evidence.verdict == "consistent" and "does not show that the practice made it" in " ".join(evidence.caveats)
    assert len(evidence.to_pandas()) == 11 and "consistent" in evidence._repr_html_()


def test_a_window_holds_a_year_at_least(kb):
    for window in (0, -1):
        with pytest.raises(ValueError, match="1 or more"):
            kb.evidence(claim(kb, "100000"), costs(kb, 90), window=window)


@pytest.mark.parametrize(
    ("amount", "own_after", "verdict"),
    [(1_000_000, 125.0, "not_shown"), (1_000, 100.0, "too_small"), (20_000_000, 100.0, "not_shown")],
)
def test_what_the_figures_do_not_show_is_not_claimed(kb, amount, own_after, verdict):
    assert kb.evidence(claim(kb, amount), costs(kb, own_after)).verdict == verdict


@pytest.mark.parametrize(
    ("changes", "options", "reason"),
    [
        ({"date": None}, {}, "give year="),
        ({"concepts": []}, {}, "service="),
        ({"coverage": {}}, {}, "names no municipality"),
        ({"date": "2030"}, {}, "no full 3 years"),
        ({"savings": []}, {}, "nothing to compare with"),
        ({}, {"peers": 3}, "only 3 comparable"),
    ],
)
def test_what_is_missing_is_said(kb, changes, options, reason):
    evidence = kb.evidence(claim(kb, 1_000_000, **changes), costs(kb, 100.0), **options)
    assert evidence.verdict == "cannot_tell"
    assert reason in evidence.summary + " ".join(evidence.caveats)


def test_a_town_is_compared_by_its_county_and_told_so(kb):
    town = kb.organization("Innisfil")
    id = claim(kb, 8_000_000, coverage={"organizations": [town.id]}, concepts=["transit"], date="2019")
    evidence = kb.evidence(id, pandas.read_csv(COSTS))
    assert any("Simcoe" in caveat and "one of them" in caveat for caveat in evidence.caveats)


def test_rows_without_the_columns_are_refused(kb):
    with pytest.raises(ValueError, match="no column operating_cost"):
        kb.evidence(claim(kb, 1), pandas.DataFrame({"year": [], "municipality": [], "service": [], "population": []}))
    with pytest.raises(errors.NotFoundError):
        kb.evidence("nothing", costs(kb, 100.0))


def test_the_services_are_those_of_the_taxonomy_and_of_the_extract(kb):
    from omkn.analysis.evidence import SERVICES

    tops = {concept.id for concept in kb.taxonomy().top_concepts("omkn")}
    assert set(SERVICES) <= tops
    extract = pandas.read_csv(COSTS)
    assert set(extract["service"]) <= set(SERVICES.values())
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
    with pytest.raises(ValueError, match="hold no Hospitals"):
        plot.costs(sample, pandas.read_csv(COSTS), "Barrie", "Hospitals")


def test_pictures_of_an_empty_knowledge_base(kb):
    pytest.importorskip("matplotlib").use("agg")
    from omkn import plot

    for picture in (plot.coverage, plot.map_of_sharing, plot.practices):
        picture(kb)
