"""Write the notebooks of this folder from the cells below, run them, and keep their outputs.

Run ``python make_notebooks.py`` in an environment with ``omkn[plot,polars]``, ``nbclient``, ``nbformat`` and ``ipykernel``.
"""

from __future__ import annotations

import pathlib
import re

import nbformat
from nbclient import NotebookClient

HERE = pathlib.Path(__file__).parent

QUICKSTART = """
# A knowledge base of municipal practices, in ten minutes

OMKN keeps what municipalities tried, and what came of it, in one folder on your own machine. It finds it again in English and
French, and hands it to pandas or polars. No server, no network.
---
import pathlib
import tempfile

import omkn

folder = tempfile.TemporaryDirectory()
kb = omkn.open(folder.name, author="Quickstart")
report = kb.import_jsonl(pathlib.Path("..") / "data" / "practices.jsonl")
report.created, report.rejected
---
The knowledge base shows itself: what is in it, where it is thick and thin, how old it is.
---
kb
---
## Search

Words, phrases and filters; nothing you type is an error. Names of service areas are understood in both languages.
---
hits = kb.search("déchets organiques OR compost", facets={"area": 5, "population_band": 7}, limit=3)
hits
---
The counts of the facets as a frame:
---
hits.facets.to_pandas()[["facet", "label", "count"]]
---
Typing errors are corrected, and told:
---
kb.search("watermian breaks", limit=1).interpretation.corrections
---
## One record
---
record = kb.get(hits[0].id)
record
---
## Capture, revise, compare

A record is made from a dict, or from `omkn.RecordDraft` if you like completion in your editor. What breaks a rule is told, all of it at once.
---
draft = {
    "kind": "practice",
    "title": {"en": "Winter maintenance by road class", "fr": "Entretien hivernal par classe de route"},
    "concepts": ["roads/snow"],
    "coverage": {"organizations": [kb.organization("Twp. of Adjala Tosorontio").id]},
    "date": "2012-13",
}
try:
    kb.capture(draft)
except omkn.errors.ValidationError as error:
    print(error)
---
draft["date"] = "2012-11"
for problem in kb.validate(draft).problems:
    print(problem.path, "·", problem.reason)
print([match.concept for match in kb.taxonomy().lookup("snow")][:3])
---
import dataclasses

first = kb.capture(draft | {"concepts": ["roads/winter-control"]})
second = kb.revise(first.id, first.version, dataclasses.replace(first.content, subjects=["road classes"], date="2012-12"))
kb.diff(first.id, 1, 2)
---
## Data out

Everything that comes back is a table for whoever speaks Arrow: pandas, polars, pyarrow, DuckDB. `help(omkn.tables)` describes the columns.
---
import polars as pl

records = pl.DataFrame(kb.records())
records.group_by("kind").len().sort("len", descending=True)
---
areas = records.explode("concepts").group_by("concepts").len().sort(["len", "concepts"], descending=[True, False])
areas.head(5)
---
## Data in

A frame is tried first; nothing is kept until you say so.
---
import pandas as pd

sheet = pd.DataFrame(
    {
        "Name of practice": ["Sharing a road grader", "", "Pooled purchasing of salt"],
        "Where": ["Grey Highlands", "Grey Highlands", "A town nobody knows"],
        "Began": [2016, 2017, 2018],
    }
)
mapping = {"Name of practice": "title", "Where": "organizations", "Began": "date"}
trial = kb.import_frame(sheet, mapping=mapping, dry_run=True)
trial.report.created, trial.report.rejected
---
trial.problems.to_pandas()
---
kb.import_frame(sheet, mapping=mapping, skip_bad_rows=True).report.created
---
## Keep it safe
---
kb.check("index").is_healthy
---
kb.close()
folder.cleanup()
"""

FITS = """
# What works for towns our size?

A practice of a city of a million may not help a town of ten thousand. Here the question is asked the other way round: who is like
us, what did they share, and where has nobody shared anything yet?
---
import pathlib

import omkn
from omkn import plot

kb = omkn.in_memory()
kb.import_jsonl(pathlib.Path("..") / "data" / "practices.jsonl")
ours = kb.organization("Town of Innisfil")
print(ours.official_name["en"], "·", ours.region, "·", ours.populations[-1].population, "people at the census of", ours.populations[-1].year)
---
## Who is like us?

Likeness compares population, density, tier and region; it says in what two municipalities are alike.
---
import pandas as pd

peers = kb.peers("Town of Innisfil", 8)
pd.DataFrame(
    {
        "municipality": [peer.organization.official_name["en"] for peer in peers],
        "likeness": [round(peer.likeness.value, 2) for peer in peers],
        "population": [peer.organization.populations[-1].population for peer in peers],
        "least alike in": [min(peer.likeness.reasons, key=lambda reason: reason.value).aspect for peer in peers],
    }
)
---
## What did municipalities like us share?

`fits` puts records of municipalities like ours first; `least` leaves out those too different.
---
hits = kb.search("", fits=omkn.results.FitTarget(organization="Town of Innisfil", weight=3.0, least=0.6), limit=8)
hits
---
Each hit says how it fits:
---
best = next(hit for hit in hits if hit.fit and hit.fit.organization != ours.id)
print(kb.find_organization(best.fit.organization).official_name["en"], round(best.fit.likeness.value, 2))
pd.DataFrame([(one.aspect, one.ours, one.theirs, round(one.value, 2)) for one in best.fit.likeness.reasons], columns=["aspect", "ours", "theirs", "alike"])
---
## Where is nothing shared yet?

Service areas by size of municipality. Hatched cells are gaps: nobody of that size shared anything here. That is not to say that nobody does it.
---
figure = plot.coverage(kb, areas=20)
figure.savefig("pictures/coverage.png", dpi=110)
figure
---
gaps = kb.gaps(by=("area", "population_band"))
frame = gaps.to_pandas()
frame[frame["population_band"] == "30000-99999"].head(8)
---
for caveat in gaps.caveats:
    print("·", caveat.text["en"])
---
## Who shared?
---
figure = plot.map_of_sharing(kb)
figure.savefig("pictures/map.png", dpi=110)
figure
---
figure = plot.practices(kb)
figure.savefig("pictures/practices.png", dpi=110)
figure
---
kb.close()
"""

EVIDENCE = """
# Does the evidence hold?

Records claim savings. Ontario's municipalities report what their services cost, every year, in the Financial Information Return.
Side by side, the two can agree, disagree, or have nothing to do with each other. This notebook shows why the last is the most
common, and how little even agreement would prove.

`data/service_costs.csv` is an extract of these public returns: operating costs in the dollars of each year, 2015 to 2023 (2023 is
partly filed), for 41 upper- and single-tier municipalities, lower tiers summed into their upper tier. Contains information licensed
under the Open Government Licence – Ontario.
---
import pathlib

import pandas as pd

import omkn
from omkn import plot

kb = omkn.in_memory()
kb.import_jsonl(pathlib.Path("..") / "data" / "practices.jsonl")
costs = pd.read_csv("data/service_costs.csv")
costs.groupby("service").agg(rows=("year", "size"), municipalities=("municipality", "nunique"))
---
## Which records claim a saving?
---
records = {record.id: record for record in kb.records() if record.content.savings}
pd.DataFrame(
    [
        (record.content.title["en"][:60], float(money.amount), money.basis, record.content.date)
        for record in records.values()
        for money in record.content.savings
    ],
    columns=["record", "amount", "basis", "date"],
)
---
None of them has a date on which the practice began. Without a year there is nothing to compare, and `evidence` reports that instead of guessing:
---
thunder_bay = kb.find_by_slug("thunder-bay-saving-and-dry-basements")
kb.evidence(thunder_bay.id, costs)
---
## A claim that is too small to show

Thunder Bay saves some 200,000 dollars a year. Suppose that this began in 2018:
---
kb.evidence(thunder_bay.id, costs, year=2018)
---
The city's costs rose less than those of comparable municipalities, by far more than the claim. That confirms nothing: such differences are usual, with or without a practice.

## A claim that these costs cannot be about

Innisfil subsidizes shared rides instead of running buses, and won an award for it in 2018. Conventional buses would cost an estimated eight million dollars a year more. Suppose that it began in 2018:
---
innisfil = kb.find_by_slug("innisfil-people-mover-without-buses")
kb.evidence(innisfil.id, costs, year=2018)
---
figure = plot.costs(kb, costs, "County of Simcoe", "Transit", years=[2018])
figure.savefig("pictures/costs.png", dpi=110)
figure
---
These figures cannot tell: the claim is larger than what all transit in the county cost in a year before. It compares with buses that were never bought, and such a saving is in no ledger. The caveats matter, too. The figures are those of the whole county, where other towns run transit as well, and its population in them grows by two thirds from 2020 to 2021: costs per resident before and after are not comparable.

## How often would we be fooled?

Suppose that *nothing* happened anywhere in 2018, and ask the same question of every municipality and service. How often do costs
fall against comparable municipalities by more than these usually differ?
---
areas = kb.taxonomy().top_concepts("omkn")
nothing = omkn.in_memory()
rows = []
for service in sorted(costs["service"].unique()):
    area = next(area.id for area in areas if omkn.service_of_area(area.id) == service)
    for id in costs.loc[costs["service"] == service, "municipality"].unique():
        draft = {
            "kind": "attempt",
            "title": {"en": "Nothing at all"},
            "concepts": [area],
            "coverage": {"organizations": [id]},
            "date": "2018",
            "savings": [{"amount": 1, "basis": "annual"}],
        }
        found = nothing.evidence(nothing.capture(draft).id, costs)
        if found.noise is not None:
            rows.append((service, found.implied > found.noise, found.implied < -found.noise))
placebo = pd.DataFrame(rows, columns=["service", "looks like a saving", "looks like a loss"])
placebo.groupby("service").agg(["mean"]).round(2)
---
One case in ten or so on either side looks like a saving or a loss, with no practice behind it at all; by chance, by another way of
reporting, by anything. A single municipality's fall in costs is a question to ask, not an answer. That is why `evidence` speaks of what the figures show, and never of what the practice did.
---
nothing.close()
kb.close()
"""

NOTEBOOKS = {"quickstart": QUICKSTART, "what_works_for_our_size": FITS, "does_the_evidence_hold": EVIDENCE}


def cells(text: str) -> list[nbformat.NotebookNode]:
    """The cells of a notebook: prose begins with a capital letter, a heading or a quote mark; code with anything else."""
    made = []
    for number, part in enumerate(text.strip().split("\n---\n")):
        is_prose = part.startswith("#") or re.match(r"[A-Z][a-z]* [^=(]", part) is not None or part.startswith("`")
        # Long lines of prose are one paragraph each.
        source = re.sub(r"(?<!\n)\n(?![\n#\-])", " ", part) if is_prose else part
        cell = nbformat.v4.new_markdown_cell(source) if is_prose else nbformat.v4.new_code_cell(source)
        cell["id"] = f"cell-{number}"
        made.append(cell)
    return made


def main() -> None:
    (HERE / "pictures").mkdir(exist_ok=True)
    for name, text in NOTEBOOKS.items():
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = nbformat.v4.new_notebook(cells=cells(text), metadata={"kernelspec": kernel})
        client = NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": str(HERE)}},
            record_timing=False,
        )
        client.execute()
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, HERE / f"{name}.ipynb")
        print(name, sum(len(cell.get("outputs", [])) for cell in notebook.cells), "outputs")


if __name__ == "__main__":
    main()
