"""The package as it is installed."""

import pathlib
import subprocess
import sys

import omkn


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
