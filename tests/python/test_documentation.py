"""Every example in the documentation runs: of the package, of the extension module, of the READMEs."""

import doctest
import importlib
import inspect
import pathlib
import pkgutil
import re
import shutil

import omkn
import pytest
from omkn import _omkn

ROOT = pathlib.Path(__file__).parents[2]
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


def members(owner, name):
    """Everything of the extension module that can have documentation; doctest looks at pure Python only."""
    yield name, owner
    for part, value in vars(owner).items() if inspect.isclass(owner) or inspect.ismodule(owner) else ():
        if not part.startswith("_") or part == "__new__":
            yield from members(value, f"{name}.{part}")


PARTS = [(name, part) for name, part in members(_omkn, "omkn") if isinstance(getattr(part, "__doc__", None), str)]
MODULES = [omkn.__name__] + [
    found.name for found in pkgutil.walk_packages(omkn.__path__, "omkn.") if found.name != "omkn._omkn"
]


def run(text, name):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    told = []
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    assert doctest.DocTestRunner(optionflags=FLAGS).run(example, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize(
    ("name", "part"),
    [part for part in PARTS if ">>>" in part[1].__doc__],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_examples_of_the_extension_module(name, part):
    run(part.__doc__, name)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_package(name):
    module = importlib.import_module(name)
    assert module.__doc__
    finder = doctest.DocTestFinder()
    for found in finder.find(module, name):
        if found.examples:
            run(found.docstring, found.name)


def test_everything_public_is_documented():
    bare = [name for name, part in members(_omkn, "omkn") if callable(part) and not (part.__doc__ or "").strip()]
    assert bare == []


@pytest.mark.parametrize("readme", ["README.md", "omkn-py/README.md"])
def test_the_readmes_run(readme, tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    shutil.copytree(ROOT / "examples" / "data", tmp_path / "examples" / "data")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        names = {}
        exec(compile(block, readme, "exec"), names)
        assert len(names["frame"]) == len(names["hits"]) > 0
