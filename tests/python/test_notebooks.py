"""The notebooks run from the first cell to the last, and what is committed is what they are made of."""

import importlib.util
import pathlib
import shutil

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


def maker():
    spec = importlib.util.spec_from_file_location("make_notebooks", EXAMPLES / "python" / "make_notebooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = sorted(path.stem for path in (EXAMPLES / "python").glob("*.ipynb"))


def test_all_three_are_there():
    assert NAMES == sorted(maker().NOTEBOOKS)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_committed_with_its_outputs(name):
    committed = nbformat.read(EXAMPLES / "python" / f"{name}.ipynb", as_version=4)
    nbformat.validate(committed)
    made = maker().cells(maker().NOTEBOOKS[name])
    assert [cell.source for cell in committed.cells] == [cell.source for cell in made], "run make_notebooks.py"
    code = [cell for cell in committed.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code) and sum(bool(cell.outputs) for cell in code) > len(code) / 2
    text = (EXAMPLES / "python" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert '"output_type": "error"' not in text and "<script" not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs(name, tmp_path):
    pytest.importorskip("matplotlib")
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    folder = tmp_path / "python"
    shutil.copytree(EXAMPLES / "python", folder)
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    committed = [len(cell.get("outputs", [])) for cell in notebook.cells]
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    assert [len(cell.get("outputs", [])) for cell in notebook.cells] == committed
