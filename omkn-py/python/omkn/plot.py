"""Pictures: each function returns a figure of matplotlib, which a notebook shows and ``figure.savefig`` keeps.

Matplotlib, not altair: its pictures are still images, so that a notebook needs no script from elsewhere to show them, prints and
stays readable offline. ``pip install matplotlib pandas pyarrow`` brings what is needed. Colours are told apart by those who see few of them, and every
colour has a label, a number or a hatch besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._omkn import words
from .errors import AmbiguousError, NotFoundError
from .frames import need, rows_of

# After Okabe and Ito, in an order that keeps neighbours apart.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999")

__all__ = ["costs", "coverage", "map_of_sharing", "measures", "practices"]


def _figure(width: float, height: float) -> tuple[Any, Any]:
    pyplot = need("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(width, height), layout="constrained")
    # The figure is the result: the notebook shows what a cell returns, not what is open besides.
    pyplot.close(figure)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _labels(kb: Any, language: str) -> dict[str, str]:
    return {
        one.id: one.pref_label.get(language) or next(iter(one.pref_label.values()), one.id) for one in kb.taxonomy()
    }


def _number(value: float) -> str:
    """A number with its thousands parted, and not more digits than it has."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _short(label: str, most: int, keep: int = 0) -> str:
    """A text that fits, cut before its last ``keep`` characters."""
    return label if len(label) <= most else f"{label[: most - keep - 1]}…{label[len(label) - keep :] if keep else ''}"


def practices(kb: Any, *, areas: int = 7, language: str = "en") -> Any:
    """Records by service area and year: the ``areas`` most frequent top areas, the rest together.

    A record counts once for each of its areas; records without a date are told below the picture.
    """
    pandas = need("pandas")
    taxonomy, labels = kb.taxonomy(), _labels(kb, language)
    frame = kb.records(statuses=["published", "review_due"]).select(["year", "concepts"]).to_pandas()
    rows = [
        (int(row["year"]), area)
        for row in frame.dropna(subset=["year"]).to_dict("records")
        for area in {top for concept in row["concepts"] for top in taxonomy.path(concept)[:1]}
    ]
    table = pandas.DataFrame(rows, columns=["year", "area"])
    counts = table.groupby(["year", "area"]).size().unstack(fill_value=0)
    first = list(counts.sum().sort_values(ascending=False).index[:areas])
    shown = counts[first].rename(columns=labels)
    rest = counts.drop(columns=first).sum(axis=1)
    if rest.any():
        shown["all others"] = rest
    figure, axes = _figure(9, 4.2)
    bottom = 0
    for number, (area, values) in enumerate(shown.items()):
        hatch = "//" if number >= len(_COLOURS) // 2 else None
        axes.bar(
            shown.index,
            values,
            bottom=bottom,
            label=area,
            color=_COLOURS[number % len(_COLOURS)],
            hatch=hatch,
            edgecolor="white",
            linewidth=0.4,
        )
        bottom = bottom + values
    axes.set(
        title="Records by service area and year", xlabel="Year of the practice", ylabel="Records, once for each area"
    )
    axes.yaxis.get_major_locator().set_params(integer=True)
    if len(shown.columns):
        # Beside the bars: twenty areas are taller than the picture has room for.
        axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    undated = int(frame["year"].isna().sum())
    figure.supxlabel(f"{undated} of {len(frame)} records have no date and are not shown", fontsize=8)
    return figure


def coverage(kb: Any, *, areas: int = 50, language: str = "en") -> Any:
    """Records by service area and population band; a cell without a record is hatched: a gap."""
    labels = _labels(kb, language)
    counted = kb.coverage(by=("area", "population_band"))
    table = counted.to_pandas().pivot(index="area", columns="population_band", values="records")
    table = table[[band for band in words("population_band") if band in table.columns]]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:areas]
    table = table.loc[order]
    figure, axes = _figure(8, 1.2 + 0.24 * len(table))
    image = axes.imshow(table.to_numpy(dtype=float), aspect="auto", cmap="Blues", vmin=0)
    pyplot_patch = need("matplotlib.patches").Rectangle
    middle = float(table.to_numpy().max()) / 2
    for row, column in ((row, column) for row in range(table.shape[0]) for column in range(table.shape[1])):
        count = int(table.iat[row, column])
        if count:
            axes.text(
                column,
                row,
                str(count),
                ha="center",
                va="center",
                fontsize=7,
                color="white" if count > middle else "black",
            )
        else:
            axes.add_patch(
                pyplot_patch((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="///", edgecolor="#999999", linewidth=0)
            )
    axes.set_xticks(range(table.shape[1]), table.columns, rotation=30, ha="right")
    axes.set_yticks(range(table.shape[0]), [labels.get(area, area) for area in table.index], fontsize=8)
    axes.set(title="Records by service area and population; hatched: none yet", xlabel="People in the municipality")
    figure.colorbar(image, ax=axes, label="Records", shrink=0.5)
    unplaced = f"{counted.unplaced} of {counted.records} records"
    figure.supxlabel(f"{unplaced} name no service area or no municipality of known size and are not shown", fontsize=8)
    return figure


def map_of_sharing(kb: Any) -> Any:
    """Who shared what: every municipality whose position is known, the larger the more records name it."""
    frame = kb.organizations().select(["id", "name_en", "latitude", "longitude"]).to_pandas()
    frame = frame.dropna(subset=["latitude", "longitude"])
    shared: dict[str, int] = {}
    records = kb.records(statuses=["published", "review_due"]).select("organizations").to_pandas()
    for organizations in records["organizations"]:
        for id in set(organizations):
            shared[id] = shared.get(id, 0) + 1
    counts = frame["id"].map(shared).fillna(0)
    figure, axes = _figure(8, 7)
    some = counts > 0
    axes.scatter(
        frame["longitude"][~some], frame["latitude"][~some], s=6, color="#999999", label="nothing shared here yet"
    )
    axes.scatter(
        frame["longitude"][some], frame["latitude"][some], s=25 * counts[some], color=_COLOURS[0], alpha=0.7,
        edgecolor="black", linewidth=0.5, label="shared, larger for more records",
    )  # fmt: skip
    labelled: list[tuple[float, float]] = []
    for at in counts[some].sort_values(ascending=False, kind="stable").index:
        here = (float(frame["longitude"][at]), float(frame["latitude"][at]))
        # A label is about two degrees long and a third of one high; those that would lie on another are left out.
        if len(labelled) < 15 and all(abs(here[0] - x) > 2.2 or abs(here[1] - y) > 0.3 for x, y in labelled):
            label = f"{frame['name_en'][at]} ({int(counts[at])})"
            axes.annotate(label, here, xytext=(5, 3), textcoords="offset points", fontsize=8)
            labelled.append(here)
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude, here of 45 degrees.
    axes.set_aspect(1 / 0.707)
    axes.set(title="Who shared practices", xlabel="Longitude, degrees", ylabel="Latitude, degrees")
    axes.legend(frameon=False, loc="upper right")
    known = set(frame["id"])
    away = sum(1 for id in shared if id not in known)
    if away:
        figure.supxlabel(f"{away} organizations that shared have no known position", fontsize=8)
    return figure


def measures(record: Any, *, language: str = "en") -> Any:
    """The measures of a record, before and after; each on its own scale, because units differ."""
    held = [one for one in record.content.measures if one.before is not None or one.after is not None]
    if not held:
        raise ValueError("the record has no measures to show")
    figure, first = _figure(7, 1.3 + 0.9 * len(held))
    first.remove()
    every = figure.subplots(len(held), 1, squeeze=False)[:, 0]
    for axes, measure in zip(every, held, strict=True):
        sides = [("before", measure.before, "#999999"), ("after", measure.after, _COLOURS[0])]
        known = [(side, float(value.value), value.period, colour) for side, value, colour in sides if value is not None]
        names = [f"{side}{f' ({period})' if period else ''}" for side, _, period, _ in known]
        bars = axes.barh(names, [value for _, value, _, _ in known], color=[colour for *_, colour in known])
        axes.bar_label(bars, [_number(value) for _, value, _, _ in known], padding=3, fontsize=8)
        axes.ticklabel_format(axis="x", style="plain")
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.spines[["top", "right"]].set_visible(False)
        name = measure.name.get(language) or measure.id.replace("_", " ")
        axes.set_title(_short(f"{name}, {measure.unit}", 85, keep=len(measure.unit) + 2), fontsize=9, loc="left")
    title = record.content.title.get(language) or next(iter(record.content.title.values()))
    figure.suptitle(_short(title, 80), fontsize=10)
    return figure


def costs(kb: Any, frame: Any, organization: str, service: str, *, peers: int = 10, years: Sequence[int] = ()) -> Any:
    """The yearly cost of a service for each resident, against comparable municipalities: their median and quartiles.

    ``frame`` has ``year``, ``municipality``, ``service``, ``population`` and ``operating_cost``; ``years`` are marked.
    """
    own = kb.organization(organization)
    rows, unknown = _costs_per_resident(kb, frame, service)
    present = set(rows["organization"])
    if own.id not in present:
        raise ValueError(f"the cost rows hold no {service} of {_name(own)}")
    mine = rows[rows["organization"] == own.id].groupby("year")["cost"].sum()
    # Who has not reported most of the years would leave few in which the same municipalities can be compared.
    reported = rows[rows["year"].isin(mine.index)].groupby("organization")["year"].nunique()
    full = set(reported[reported >= 0.9 * len(mine)].index)
    likest = (peer.organization.id for peer in kb.peers(own.id, len(kb.organizations())))
    others = [id for id in likest if id in full][:peers]
    theirs = rows[rows["organization"].isin(others)].groupby("year")["cost"]
    # A year that some have not reported yet would compare with others than the years before.
    quartiles = theirs.quantile([0.25, 0.5, 0.75]).unstack()[theirs.size() == theirs.size().max()]
    figure, axes = _figure(8, 4)
    axes.fill_between(
        quartiles.index, quartiles[0.25], quartiles[0.75], color="#999999", alpha=0.3, label="their middle half"
    )
    axes.plot(
        quartiles.index,
        quartiles[0.5],
        color="#666666",
        linestyle="--",
        label=f"median of {len(others)} comparable municipalities",
    )
    axes.plot(mine.index, mine, color=_COLOURS[0], marker="o", label=_name(own))
    for year in years:
        axes.axvline(year, color=_COLOURS[5], linestyle=":")
        axes.annotate(f" {year}", (year, axes.get_ylim()[1]), va="top", fontsize=8)
    axes.set(title=f"{service}: operating cost for each resident", xlabel="Year", ylabel="Dollars of the year")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, fontsize=8)
    if unknown:
        figure.supxlabel(f"Not found in the register, or ambiguous: {', '.join(unknown)}", fontsize=8, wrap=True)
    return figure


def _name(organization: Any) -> str:
    return str(organization.official_name.get("en") or organization.name.get("en") or organization.id)


def _costs_per_resident(kb: Any, frame: Any, service: str) -> tuple[Any, list[str]]:
    """The rows of a service with the ids of their municipalities and the cost for each resident, and the names without an id."""
    names, rows = rows_of(frame)
    columns = ["year", "municipality", "service", "population", "operating_cost"]
    table = need("pandas").DataFrame(rows, columns=names)[columns].dropna()
    table = table[(table["service"] == service) & (table["population"] > 0) & (table["operating_cost"] > 0)]
    ids = {name: _id_of(kb, name) for name in table["municipality"].unique()}
    table = table.assign(
        organization=table["municipality"].map(ids), cost=table["operating_cost"] / table["population"]
    )
    return table.dropna(subset=["organization"]), sorted(name for name, id in ids.items() if id is None)


def _id_of(kb: Any, name: str) -> str | None:
    try:
        return str(kb.organization(name).id)
    except (NotFoundError, AmbiguousError):
        return None
