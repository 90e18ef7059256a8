"""Tables of records: every field of the model has a column, and every value is in it."""

import datetime
import json
import pathlib

import omkn
import pytest
from omkn import errors

SCHEMA = json.loads(
    (pathlib.Path(__file__).parents[2] / "omkn-core" / "docs" / "record.schema.json").read_text(encoding="utf-8")
)

MEASURE = {
    "id": "mpmp:1",
    "name": {"en": "Salt used", "oj": "ᓯᐅᑕᑲᓐ"},
    "unit": "tonnes",
    "before": {"value": "12.5", "period": "2009"},
    "after": {"value": "8.25", "period": "2011-04"},
    "source": "Roads ledger",
    "verifier": "Town auditor",
}
MONEY = {
    "amount": "1500.75",
    "currency": "USD",
    "dollar_year": 2013,
    "basis": "per_unit",
    "unit": "lane-km",
    "purpose": {"fr": "Citerne"},
}
AGENT = {"name": "Roads Desk", "organization": "sgc:3543003", "role": "author"}

#: A record that says everything a record can say.
FULL = {
    "kind": "practice",
    "title": {"en": "Brine first", "fr": "Saumure d’abord", "oj": "ᔑᐗᑕᑲᓐ"},
    "summary": {"en": "Before the storm.", "iu": "ᐊᐱᔭᐅᔪᖅ"},
    "sections": {"body": {"en": "Mix 23 percent."}, "results": {"en": "Less salt.", "fr": "Moins de sel."}},
    "original_language": "en",
    "translations": {"fr": "machine"},
    "slug": "brine-first",
    "aliases": ["brine"],
    "external_ids": [{"source": "omkn.ca", "source_id": "A-17"}],
    "concepts": ["roads/winter-control"],
    "subjects": ["anti-icing"],
    "coverage": {
        "organizations": ["sgc:3543003"],
        "country": "CA",
        "region": "Simcoe Uplands",
        "population_band": "10000-29999",
    },
    "creators": [AGENT],
    "contributors": [{"name": "Plow Crew", "organization": "sgc:3543003", "role": "tester"}],
    "publisher": {"name": "Public Works Press", "organization": "sgc:3543003", "role": "publisher"},
    "contacts": [
        {
            "role": "Manager of Roads",
            "name": "Ada Road",
            "organization": "sgc:3543003",
            "email": "roads@example.org",
            "phone": "705 555 0100",
            "consent": True,
            "review_by": "2031-02-03",
        }
    ],
    "date": "2012-11-03",
    "issued": "2013-05",
    "review_by": "2030",
    "valid_until": "2033-06",
    "level": "leading",
    "level_rule": "Panel of 2013",
    "evidence": "moderate",
    "measures": [MEASURE],
    "costs": [MONEY],
    "savings": [{**MONEY, "amount": "99.5", "unit": "storm"}],
    "staffing": {"full_time_equivalents": "1.5", "description": {"en": "Two drivers"}},
    "duration_months": 18,
    "funding": [{"from": "Green Fund", "money": MONEY}, {"from": "A friend"}],
    "awards": [{"name": "Golden Plow", "awarded_by": "Road Guild", "year": 2014}],
    "resources": [
        {
            "title": {"fr": "Fiche"},
            "url": "https://example.org/sheet.pdf",
            "content_hash": "ab" * 32,
            "media_type": "application/pdf",
            "language": "fr",
            "size": 4096,
            "health": "alive",
            "checked": "2024-01-02",
        }
    ],
    "relations": [{"kind": "cites", "url": "https://example.org/other"}],
    "adoptions": [
        {"organization": "sgc:3543003", "date": "2015", "results": {"en": "The same."}, "measures": [MEASURE]}
    ],
    "sources": [{"url": "https://example.org/report", "citation": "Report 7", "accessed": "2023-07"}],
    "rights": {"licence": "CC-BY-4.0", "holder": "The Town", "statement": {"fr": "Avec mention."}},
    "visibility": "members",
}


@pytest.fixture
def full(kb):
    """A table of a record that says nothing, and of one that says everything and cites it."""
    first = kb.capture({"kind": "guide", "title": {"en": "Bare"}})
    draft = {**FULL, "relations": [*FULL["relations"], {"kind": "related", "record": first.id}]}
    kb.capture(draft)
    return kb.records(), draft


def properties(node):
    """The fields of an object of the schema, behind references and alternatives; none for plain values."""
    node = node.get("items", node)
    node = next((one for one in node.get("anyOf", []) if "$ref" in one), node)
    if "$ref" in node:
        node = SCHEMA["$defs"][node["$ref"].rpartition("/")[2]]
    return node.get("properties", {})


def without_column(fields, columns, path=""):
    """The fields of the model for which there is no column. A struct may be spread over columns of the struct around it."""
    missing = []
    for name, node in fields.items():
        inner = properties(node)
        if name not in columns:
            missing += without_column(inner, columns, f"{path}{name}.") if inner else [path + name]
        elif name in ("before", "after"):
            missing += [f"{path}{name}.{one}" for one in inner if one != "value" and f"{name}_{one}" not in columns]
        elif inner:
            missing += without_column(inner, columns[name] or {}, f"{path}{name}.")
    return missing


def columns(schema):
    """The names of the columns, with those within structs and lists of structs."""
    types = pytest.importorskip("pyarrow").types

    def within(kind):
        kind = kind.value_type if types.is_list(kind) else kind
        return columns(kind) if types.is_struct(kind) else None

    return {field.name: within(field.type) for field in schema}


def test_every_field_of_the_model_has_a_column(full):
    pyarrow = pytest.importorskip("pyarrow")
    made = columns(pyarrow.table(full[0]).schema)
    assert without_column(SCHEMA["properties"], made) == []
    own = set(omkn.Record.__dataclass_fields__) - {"content"}
    assert own <= set(made)
    assert without_column({"shoe_size": {"type": "string"}, **SCHEMA["properties"]}, made) == ["shoe_size"]


def test_the_full_record_says_everything_that_the_model_knows():
    def unsaid(fields, values, path=""):
        said = {name for value in values for name in value}
        missing = [path + name for name in fields if name not in said]
        for name, node in fields.items():
            inner = [one for value in values for one in listed(value.get(name))]
            missing += unsaid(properties(node), inner, f"{path}{name}.") if properties(node) else []
        return missing

    def listed(value):
        return [] if value is None else value if isinstance(value, list) else [value]

    relations = [*FULL["relations"], {"kind": "related", "record": "by the test"}]
    assert unsaid(SCHEMA["properties"], [{**FULL, "relations": relations}]) == []


def leaves(value):
    """Every plain value in a tree, and the names of what its objects hold."""
    if isinstance(value, dict):
        return [leaf for name, one in value.items() for leaf in [name, *leaves(one)]]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]


def first_day(text):
    """The first day that a date may mean, where the text is one."""
    try:
        year, month, day = [*map(int, text.split("-")), 1, 1][:3]
        return datetime.date(year, month, day)
    except (AttributeError, ValueError):
        return None


def test_every_value_of_a_record_is_in_its_row(full):
    pyarrow = pytest.importorskip("pyarrow")
    records, draft = full
    bare, row = pyarrow.table(records).to_pylist()
    held = leaves(row)

    def is_held(value):
        number = float(value) if isinstance(value, str) and value.replace(".", "", 1).isdigit() else value
        return value in held or number in held or first_day(value) in held

    assert [
        value for value in leaves(draft) if not is_held(value) and value not in ("coverage", "value", "period")
    ] == []
    assert sorted(row["sections"], key=lambda one: (one["section"], one["language"])) == [
        {"section": "body", "language": "en", "text": "Mix 23 percent."},
        {"section": "results", "language": "en", "text": "Less salt."},
        {"section": "results", "language": "fr", "text": "Moins de sel."},
    ]
    assert {one["language"]: one["text"] for one in row["title"]} == FULL["title"]
    assert (row["review_by"], row["review_by_precision"]) == (datetime.date(2030, 1, 1), "year")
    assert row["publisher"] == FULL["publisher"]
    assert [one["money"] and one["money"]["amount"] for one in row["funding"]] == [1500.75, None]
    assert row["adoptions"][0]["measures"][0]["before"] == 12.5
    assert row["staffing"]["full_time_equivalents"] == 1.5 and row["duration_months"] == 18
    assert (bare["publisher"], bare["staffing"], bare["funding"], bare["sections"]) == (None, None, [], [])


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_frames_reach_what_is_nested(full, library):
    module, records = pytest.importorskip(library), full[0]
    if library == "pandas":
        frame = records.to_pandas()
        assert frame["rights"].struct.field("licence")[1] == "CC-BY-4.0" and frame["awards"][1][0]["year"] == 2014
        assert frame["duration_months"].dtype == "Int64"
    elif library == "polars":
        frame = records.to_polars().explode("sections").unnest("sections")
        assert frame.filter(section="results", language="fr")["text"].to_list() == ["Moins de sel."]
    else:
        found = module.sql(
            "select staffing.description[1].text, sources[1].citation from records where slug is not null"
        )
        assert found.fetchall() == [("Two drivers", "Report 7")]


def test_columns_are_selected_by_name_and_in_order(full):
    pyarrow, records = pytest.importorskip("pyarrow"), full[0]
    assert records.columns == pyarrow.table(records).column_names
    few = records.select(["year", "title_fr", "id"])
    assert pyarrow.table(few).equals(pyarrow.table(records).select(["year", "title_fr", "id"]))
    assert few.columns == list(few.to_pandas()) == few.to_polars().columns and len(few) == len(records)
    assert records.select("id").columns == ["id"]
    assert few.select(["id", "year"]).columns == ["id", "year"]
    with pytest.raises(errors.ValidationError):
        few.select("sections")
    hits = omkn.in_memory().search("")
    assert pyarrow.table(hits.select(["title"])).num_rows == 0


@pytest.mark.parametrize("names", [["titel"], ["id", "content"], []])
def test_a_column_that_is_none_is_refused(kb, names):
    with pytest.raises(errors.ValidationError) as caught:
        kb.records().select(names)
    assert caught.value.problems[0].path == "columns"
