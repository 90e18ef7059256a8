"""What the tests share."""

import json
import pathlib

import omkn
import pytest

ROOT = pathlib.Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "data" / "practices.jsonl"


@pytest.fixture
def kb():
    """An empty knowledge base in memory."""
    with omkn.in_memory() as opened:
        yield opened


@pytest.fixture(scope="session")
def sample():
    """The sample records, for reading only."""
    with omkn.in_memory() as opened:
        report = opened.import_jsonl(SAMPLE)
        assert report.committed, report.problems
        yield opened


@pytest.fixture
def folder(tmp_path):
    """Where a knowledge base may lie."""
    return tmp_path / "kb"


@pytest.fixture(scope="session")
def drafts():
    """What the sample says, as dicts."""
    return [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
