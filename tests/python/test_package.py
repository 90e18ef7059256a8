"""The package as it is installed."""

import pathlib
import subprocess
import sys
import typing

import omkn
import pytest


def test_importing_it_draws_in_no_other_library():
    program = "import sys, omkn; print(*sorted({'pandas', 'polars', 'pyarrow', 'matplotlib', 'tqdm', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_it_is_typed_and_has_a_version():
    folder = pathlib.Path(omkn.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "_omkn.pyi").exists()
    assert omkn.__version__ == omkn.version() and omkn.version().count(".") == 2


def test_every_name_it_promises_is_there():
    assert all(hasattr(omkn, name) for name in omkn.__all__)
    for module in (omkn.model, omkn.results):
        assert all(hasattr(module, name) for name in module.__all__)


def test_tables_count_from_both_ends(sample):
    records = sample.records()
    assert records[-1] == records[len(records) - 1] and f"{len(records)} rows" in repr(records)
    assert isinstance(records, omkn.Table)


def test_a_type_checker_knows_the_closed_lists():
    pytest.importorskip("mypy")
    program = pathlib.Path(__file__).with_name("typed.py")
    command = [sys.executable, "-m", "mypy", "--strict", "--warn-unused-ignores", str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=pathlib.Path(sys.prefix))
    assert done.returncode == 0, done.stdout


def test_the_closed_lists_of_the_types_are_those_of_the_library():
    lists = {
        "kind": omkn.model.Kind, "level": omkn.model.Level, "status": omkn.model.Status,
        "visibility": omkn.model.Visibility, "tier": omkn.model.Tier, "population_band": omkn.model.PopulationBand,
    }  # fmt: skip
    for name, words in lists.items():
        assert list(typing.get_args(words)) == omkn.words(name)
    for field, cls in (("verdict", omkn.results.Evidence),):
        assert list(typing.get_args(typing.get_type_hints(cls)[field])) == omkn.words("verdict")
    with omkn.in_memory() as kb:
        for facet in typing.get_args(omkn.results.FacetName):
            assert kb.search(facets=[facet]).facets[0].facet == facet
        with pytest.raises(omkn.errors.ValidationError) as caught:
            kb.search(facets=["none"])
        assert str(caught.value).partition("is not one of ")[2].split(", ") == list(
            typing.get_args(omkn.results.FacetName)
        )
        for kind in typing.get_args(omkn.results.SuggestionKind):
            kb.suggest("salt", kinds=[kind])
        for annotated, call in (
            (omkn.results.SearchRequest, lambda word: kb.search(sort=word)),
            (omkn.results.HealthReport, lambda word: kb.check(word)),
        ):
            field = "sort" if annotated is omkn.results.SearchRequest else "level"
            for word in typing.get_args(typing.get_type_hints(annotated)[field]):
                call(word)
