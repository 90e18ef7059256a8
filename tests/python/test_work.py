"""Long work: progress, Ctrl-C, threads, and Python's lock."""

import json
import os
import subprocess
import sys
import threading

import pytest
from omkn import errors

PRACTICE = {"kind": "practice", "title": {"en": "Brine"}}


def test_progress_is_told_to_a_function(kb):
    seen = []
    kb.capture_all((dict(PRACTICE) for _ in range(1000)), progress=seen.append)
    assert {told.stage for told in seen} == {"storing"}
    assert seen[-1].done == seen[-1].total == 1000
    assert [told.done for told in seen] == sorted(told.done for told in seen)


def test_progress_is_shown_by_tqdm_where_it_is_installed(kb, capsys):
    pytest.importorskip("tqdm")
    kb.capture_all((dict(PRACTICE) for _ in range(1000)), progress=True)
    assert "storing" in capsys.readouterr().err


def test_without_being_asked_nothing_is_shown(kb, capsys):
    kb.capture_all(dict(PRACTICE) for _ in range(1000))
    assert capsys.readouterr() == ("", "")


def test_what_a_progress_function_raises_ends_the_work(kb):
    def progress(told):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        kb.capture_all((dict(PRACTICE) for _ in range(600)), progress=progress)
    assert kb.count() == 0


def test_a_progress_function_must_not_call_the_knowledge_base(kb):
    with pytest.raises(errors.BusyError, match="progress function"):
        kb.capture_all((dict(PRACTICE) for _ in range(600)), progress=lambda told: kb.count())
    assert kb.count() == 0
    with pytest.raises(TypeError):
        kb.refresh(progress=3)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_interrupts_long_work(tmp_path):
    """In a process of its own, because the signal goes to a whole process."""
    lines = "\n".join(json.dumps({**PRACTICE, "subjects": [str(number)]}) for number in range(60_000))
    (tmp_path / "big.jsonl").write_text(lines)
    program = f"""
import omkn, os, signal, sys
kb = omkn.open({str(tmp_path / "kb")!r})
def progress(told):
    if told.done >= 512:
        os.kill(os.getpid(), signal.SIGINT)
try:
    kb.import_jsonl({str(tmp_path / "big.jsonl")!r}, progress=progress)
except KeyboardInterrupt:
    print("interrupted", kb.count(), kb.search("brine").total)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["interrupted", "0", "0"], done.stderr


def test_other_threads_run_during_a_call(kb):
    """One thread captures; the other one counts while the first is inside of the core."""
    inside, ticks = threading.Event(), []

    def tick(told):
        inside.set()

    def count():
        inside.wait()
        while worker.is_alive():
            ticks.append(None)

    worker = threading.Thread(target=lambda: kb.capture_all([dict(PRACTICE)] * 20_000, progress=tick))
    counter = threading.Thread(target=count)
    counter.start()
    worker.start()
    worker.join()
    counter.join()
    assert len(ticks) > 100


def test_threads_share_one_handle(kb):
    failures = []

    def work(name):
        try:
            for number in range(40):
                record = kb.capture({"kind": "event", "title": {"en": f"Event {name} {number}"}})
                assert kb.search(f"event {name}", limit=1).total >= 1
                kb.revise(record.id, 1, {"kind": "event", "title": {"en": f"Meeting {name} {number}"}})
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and kb.count() == 320 and kb.search("meeting", limit=0).total == 320
