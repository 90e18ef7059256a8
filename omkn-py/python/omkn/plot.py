"""Pictures: each function returns a figure of matplotlib, which a notebook shows and ``figure.savefig`` keeps.

Matplotlib, not altair: its pictures are still images, so that a notebook needs no script from elsewhere to show them, prints and
stays readable offline. ``pip install matplotlib pandas pyarrow`` brings what is needed. Colours are told apart by those who see few of them, and every
colour has a label, a number or a hatch besides.

Every function takes ``language``, ``"en"`` or ``"fr"``, for all of its texts, and ``ax``, the axes of matplotlib to draw on; without
them it makes a figure of its own. Where there is nothing to show, the picture is a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._omkn import word_labels, words
from ._pictures import COLOURS, GREY, Picture, label_of, short
from .errors import AmbiguousError, NotFoundError
from .frames import need, rows_of

__all__ = ["costs", "coverage", "map_of_sharing", "measures", "practices"]

#: So many of the largest municipalities are named on a map, and those that shared most.
_LARGEST = 6


def _labels(kb: Any, language: str) -> dict[str, str]:
    return {one.id: label_of(one.pref_label, one.id, language) for one in kb.taxonomy()}


def practices(kb: Any, *, areas: int = 7, language: str = "en", ax: Any = None) -> Any:
    """Records by service area and year: the ``areas`` most frequent top areas, the rest together.

    A record counts once for each of its areas; a note below says how many have no date or no area.
    """
    picture = Picture(ax, language, 9, 4.2)
    pandas = need("pandas")
    taxonomy, labels = kb.taxonomy(), _labels(kb, language)
    frame = kb.records(statuses=["published", "review_due"]).select(["year", "concepts"]).to_pandas()
    dated = frame.dropna(subset=["year"])
    rows = [
        (int(row["year"]), area)
        for row in dated.to_dict("records")
        for area in {top for concept in row["concepts"] for top in taxonomy.path(concept)[:1]}
    ]
    if not rows:
        return picture.nothing(
            "No published record has both a date and a service area yet.",
            "Aucune fiche publiée n’a encore à la fois une date et un domaine de service.",
        )
    table = pandas.DataFrame(rows, columns=["year", "area"])
    counts = table.groupby(["year", "area"]).size().unstack(fill_value=0)
    first = list(counts.sum().sort_values(ascending=False).index[:areas])
    shown = counts[first].rename(columns=labels)
    rest = counts.drop(columns=first).sum(axis=1)
    if rest.any():
        shown[picture.said("all others", "tous les autres")] = rest
    bottom = 0
    for number, (area, values) in enumerate(shown.items()):
        hatch = "//" if number >= len(COLOURS) // 2 else None
        picture.axes.bar(
            shown.index, values, bottom=bottom, label=area, color=COLOURS[number % len(COLOURS)], hatch=hatch,
            edgecolor="white", linewidth=0.4,
        )  # fmt: skip
        bottom = bottom + values
    picture.axes.set(
        title=picture.said("Records by service area and year", "Fiches par domaine de service et par année"),
        xlabel=picture.said("Year of the practice", "Année de la pratique"),
        ylabel=picture.said("Records, once for each area", "Fiches, une fois par domaine"),
    )
    picture.axes.yaxis.get_major_locator().set_params(integer=True)
    picture.axes.xaxis.get_major_locator().set_params(integer=True)
    # Beside the bars: twenty areas are taller than the picture has room for. What is beside given axes may not be free.
    beside = {"bbox_to_anchor": (1, 1)} if picture.is_own else {}
    picture.axes.legend(frameon=False, fontsize=8, loc="upper left", **beside)
    undated, total = len(frame) - len(dated), picture.number(len(frame))
    without = int(sum(1 for concepts in dated["concepts"] if not any(taxonomy.path(one) for one in concepts)))
    picture.note(
        picture.said(
            f"Of {total} records, {picture.number(undated)} have no date and {picture.number(without)} with a date have no "
            "service area; they are not shown",
            f"Sur {total} fiches, {picture.number(undated)} n’ont pas de date et {picture.number(without)} fiches datées "
            "n’ont pas de domaine de service; elles ne sont pas montrées",
        )
    )
    return picture.figure


def coverage(kb: Any, *, areas: int = 50, language: str = "en", ax: Any = None) -> Any:
    """Records by service area and population band; a cell without a record is hatched: a gap."""
    labels, bands = _labels(kb, language), word_labels("population_band", language)
    counted = kb.coverage(by=("area", "population_band"))
    table = counted.to_pandas().pivot(index="area", columns="population_band", values="records")
    table = table[[band for band in words("population_band") if band in table.columns]]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:areas]
    table = table.loc[order]
    picture = Picture(ax, language, 8, 1.2 + 0.24 * len(table))
    if not counted.records:
        return picture.nothing("There is no published record yet.", "Il n’y a encore aucune fiche publiée.")
    axes = picture.axes
    image = axes.imshow(table.to_numpy(dtype=float), aspect="auto", cmap="Blues", vmin=0)
    rectangle = need("matplotlib.patches").Rectangle
    middle = float(table.to_numpy().max()) / 2
    for row, column in ((row, column) for row in range(table.shape[0]) for column in range(table.shape[1])):
        count = int(table.iat[row, column])
        if count:
            colour = "white" if count > middle else "black"
            axes.text(column, row, picture.number(count), ha="center", va="center", fontsize=7, color=colour)
        else:
            axes.add_patch(
                rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="///", edgecolor=GREY, linewidth=0)
            )
    names = [bands.get(band, band) if picture.is_french else band for band in table.columns]
    axes.set_xticks(range(table.shape[1]), names, rotation=30, ha="right")
    axes.set_yticks(range(table.shape[0]), [labels.get(area, area) for area in table.index], fontsize=8)
    axes.set(
        title=picture.said(
            "Records by service area and population; hatched: none yet",
            "Fiches par domaine de service et population; hachuré : aucune",
        ),
        xlabel=picture.said("People in the municipality", "Habitants de la municipalité"),
    )
    picture.figure.colorbar(image, ax=axes, label=picture.said("Records", "Fiches"), shrink=0.5)
    unplaced, records = picture.number(counted.unplaced), picture.number(counted.records)
    picture.note(
        picture.said(
            f"{unplaced} of {records} records name no service area or no municipality of known size and are not shown",
            f"{unplaced} fiches sur {records} ne nomment ni domaine ni municipalité de taille connue; elles ne sont pas montrées",
        )
    )
    return picture.figure


def map_of_sharing(kb: Any, *, language: str = "en", ax: Any = None) -> Any:
    """Who shared what: every municipality whose position is known, the larger the more records name it.

    Those that shared most are named with how many records, and the largest ones, to find one's way.
    """
    picture = Picture(ax, language, 8, 7)
    organizations = kb.organizations()
    columns = ["id", "name_en", "name_fr", "population", "latitude", "longitude"]
    frame = organizations.select(columns).to_pandas().dropna(subset=["latitude", "longitude"])
    shared: dict[str, int] = {}
    records = kb.records(statuses=["published", "review_due"]).select("organizations").to_pandas()
    for named in records["organizations"]:
        for id in set(named):
            shared[id] = shared.get(id, 0) + 1
    counts = frame["id"].map(shared).fillna(0)
    some = counts > 0
    if not some.any():
        return picture.nothing(
            "No published record names a municipality with a known position yet.",
            "Aucune fiche publiée ne nomme encore de municipalité dont la position est connue.",
        )
    axes = picture.axes
    axes.scatter(
        frame["longitude"][~some], frame["latitude"][~some], s=6, color=GREY,
        label=picture.said("nothing shared here yet", "rien de partagé ici"),
    )  # fmt: skip
    axes.scatter(
        frame["longitude"][some], frame["latitude"][some], s=25 * counts[some], color=COLOURS[0], alpha=0.7,
        edgecolor="black", linewidth=0.5,
        label=picture.said("shared, larger for more records", "partagé, plus grand pour plus de fiches"),
    )  # fmt: skip
    known = frame.assign(count=counts, people=frame["population"].fillna(0).astype(float))
    largest = known.sort_values("people", ascending=False, kind="stable").index[:_LARGEST]
    most = known[some].sort_values(["count", "people"], ascending=False, kind="stable").index
    labelled: list[tuple[float, float]] = []
    for at in dict.fromkeys([*largest, *most]):
        here = (float(frame["longitude"][at]), float(frame["latitude"][at]))
        # A label is about two degrees long and a third of one high; those that would lie on another are left out.
        if len(labelled) < 18 and all(abs(here[0] - x) > 2.2 or abs(here[1] - y) > 0.3 for x, y in labelled):
            names = {"en": frame["name_en"][at], "fr": frame["name_fr"][at]}
            name = label_of(
                {key: text for key, text in names.items() if isinstance(text, str)}, frame["id"][at], language
            )
            label = f"{name} ({int(counts[at])})" if counts[at] else name
            axes.annotate(label, here, xytext=(5, 3), textcoords="offset points", fontsize=8)
            labelled.append(here)
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude, here of 45 degrees.
    axes.set_aspect(1 / 0.707)
    axes.set(
        title=picture.said("Who shared practices", "Qui a partagé des pratiques"),
        xlabel=picture.said("Longitude, degrees", "Longitude, degrés"),
        ylabel=picture.said("Latitude, degrees", "Latitude, degrés"),
    )
    # Below the map: no corner of it is free of dots for every collection.
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=2, fontsize=8)
    away = sum(1 for id in shared if id not in set(frame["id"]))
    if away:
        picture.note(
            picture.said(
                f"{away} organizations that shared have no known position",
                f"{away} organisations qui ont partagé n’ont pas de position connue",
            )
        )
    return picture.figure


def measures(record: Any, *, language: str = "en", ax: Any = None) -> Any:
    """The measures of a record, before and after; each on its own scale, because units differ."""
    held = [one for one in record.content.measures if one.before is not None or one.after is not None]
    if not held:
        raise ValueError("the record has no measures to show")
    picture = Picture(ax, language, 7, 1.3 + 0.9 * len(held))
    first = picture.axes
    if picture.is_own:
        first.remove()
        every = list(picture.figure.subplots(len(held), 1, squeeze=False)[:, 0])
    else:
        first.set_axis_off()
        height = 1 / len(held)
        every = [first.inset_axes((0, 1 - (at + 0.8) * height, 1, 0.5 * height)) for at in range(len(held))]
    before, after = picture.said("before", "avant"), picture.said("after", "après")
    for axes, measure in zip(every, held, strict=True):
        sides = [(before, measure.before, GREY), (after, measure.after, COLOURS[0])]
        known = [(side, float(value.value), value.period, colour) for side, value, colour in sides if value is not None]
        names = [f"{side}{f' ({period})' if period else ''}" for side, _, period, _ in known]
        at = range(len(known))
        bars = axes.barh(at, [value for _, value, _, _ in known], color=[colour for *_, colour in known])
        axes.set_yticks(at, names)
        axes.bar_label(bars, [picture.exact(value) for _, value, _, _ in known], padding=3, fontsize=8)
        picture.numbers_on(axes.xaxis)
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.spines[["top", "right"]].set_visible(False)
        name = label_of(measure.name, measure.id.replace("_", " "), language)
        axes.set_title(short(f"{name}, {measure.unit}", 85, keep=len(measure.unit) + 2), fontsize=9, loc="left")
    title = short(label_of(record.content.title, record.id, language), 80)
    if picture.is_own:
        picture.figure.suptitle(title, fontsize=10)
    else:
        first.set_title(title, fontsize=10)
    return picture.figure


def costs(
    kb: Any,
    frame: Any,
    organization: Any,
    service: str,
    *,
    peers: int = 10,
    years: Sequence[int] = (),
    language: str = "en",
    ax: Any = None,
) -> Any:
    """The yearly cost of a service for each resident, against comparable municipalities: their median and quartiles.

    ``frame`` has ``year``, ``municipality`` (name, id or number of financial returns), ``service``, ``population`` and
    ``operating_cost``; ``years`` are marked. A municipality whose figures are summed into its upper tier is shown by that one,
    as ``kb.evidence`` compares it.
    """
    asked = kb.organization(organization)
    rows, unknown, services = _costs_per_resident(kb, frame, service)
    if service not in services:
        raise ValueError(f"the cost rows have no service {service!r}; they have {', '.join(services) or 'none'}")
    present = set(rows["organization"])
    own = asked
    if own.id not in present and own.parent in present:
        own = kb.organization(own.parent)
    if own.id not in present:
        raise ValueError(f"the cost rows hold no {service} of {_name(asked, language)}, nor of its upper tier")
    picture = Picture(ax, language, 8, 4)
    axes = picture.axes
    mine = rows[rows["organization"] == own.id].groupby("year")["cost"].sum()
    # Who has not reported most of the years would leave few in which the same municipalities can be compared.
    reported = rows[rows["year"].isin(mine.index)].groupby("organization")["year"].nunique()
    full = set(reported[reported >= 0.9 * len(mine)].index)
    others = [id for id in (peer.organization.id for peer in kb.peers(own.id, None)) if id in full][:peers]
    theirs = rows[rows["organization"].isin(others)].groupby("year")["cost"]
    if others:
        # A year that some have not reported yet would compare with others than the years before.
        quartiles = theirs.quantile([0.25, 0.5, 0.75]).unstack()[theirs.size() == theirs.size().max()]
        axes.fill_between(
            quartiles.index, quartiles[0.25], quartiles[0.75], color=GREY, alpha=0.3,
            label=picture.said("their middle half", "leur moitié centrale"),
        )  # fmt: skip
        median = picture.said(
            f"median of {len(others)} comparable municipalities", f"médiane de {len(others)} municipalités comparables"
        )
        axes.plot(quartiles.index, quartiles[0.5], color="#666666", linestyle="--", label=median)
    axes.plot(mine.index, mine, color=COLOURS[0], marker="o", label=_name(own, language))
    for year in years:
        axes.axvline(year, color=COLOURS[5], linestyle=":")
        axes.annotate(f" {year}", (year, axes.get_ylim()[1]), va="top", fontsize=8)
    axes.set(
        title=picture.said(
            f"{service}: operating cost for each resident", f"{service} : coût de fonctionnement par habitant"
        ),
        xlabel=picture.said("Year", "Année"),
        ylabel=picture.said("Dollars of the year", "Dollars courants"),
    )
    axes.xaxis.get_major_locator().set_params(integer=True)
    picture.numbers_on(axes.yaxis)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, fontsize=8)
    notes = []
    if own.id != asked.id:
        part, whole = _name(asked, language), _name(own, language)
        notes.append(
            picture.said(
                f"The figures of {part} are summed into {whole}", f"Les données de {part} sont comprises dans {whole}"
            )
        )
    if unknown:
        listed = ", ".join(unknown[:10]) + (" …" if len(unknown) > 10 else "")
        notes.append(
            picture.said(
                f"Not found in the register, or ambiguous: {listed}", f"Absents du registre ou ambigus : {listed}"
            )
        )
    if notes:
        picture.note(". ".join(notes))
    return picture.figure


def _name(organization: Any, language: str) -> str:
    return label_of(organization.official_name or organization.name, organization.id, language)


def _costs_per_resident(kb: Any, frame: Any, service: str) -> tuple[Any, list[str], list[str]]:
    """The rows of a service with the ids of their municipalities and the cost for each resident, the names without an id, and the
    services there are."""
    names, rows = rows_of(frame)
    columns = ["year", "municipality", "service", "population", "operating_cost"]
    table = need("pandas").DataFrame(rows, columns=names)[columns].dropna()
    services = sorted(map(str, table["service"].unique()))
    table = table[(table["service"] == service) & (table["population"] > 0) & (table["operating_cost"] > 0)]
    ids = {name: _id_of(kb, name) for name in table["municipality"].unique()}
    table = table.assign(
        organization=table["municipality"].map(ids), cost=table["operating_cost"] / table["population"]
    )
    unknown = sorted(str(name) for name, id in ids.items() if id is None)
    return table.dropna(subset=["organization"]), unknown, services


def _id_of(kb: Any, name: Any) -> str | None:
    # Numbers of financial returns come as numbers.
    name = str(int(name)) if isinstance(name, float) and name.is_integer() else str(name)
    try:
        return str(kb.organization(name).id)
    except (NotFoundError, AmbiguousError):
        return None
