"""Long work: progress, Ctrl-C, threads, and Python's lock."""

import json
import os
import queue
import subprocess
import sys
import threading

import omkn
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


def test_what_a_progress_function_raises_at_the_very_end_keeps_nothing_and_no_interrupter_is_used_up(kb):
    def progress(told):
        if told.done == told.total:
            raise ZeroDivisionError("enough")

    interrupter = omkn.Interrupter()
    with pytest.raises(ZeroDivisionError):
        kb.capture_all([dict(PRACTICE) for _ in range(10)], progress=progress, interrupter=interrupter)
    assert kb.count() == 0
    assert not interrupter.is_interrupted


def test_a_progress_function_that_calls_the_knowledge_base_is_refused_instead_of_waiting_for_itself(kb):
    with pytest.raises(errors.BusyError, match="progress listener"):
        kb.capture_all((dict(PRACTICE) for _ in range(600)), progress=lambda told: kb.count())
    assert kb.count() == 0
    with pytest.raises(TypeError):
        kb.refresh(progress=3)


def test_a_function_is_told_of_changes_and_may_ask_what_they_were(kb):
    told = queue.Queue()
    with kb.subscribe(lambda seq: told.put(kb.changes_since(seq - 1, 1)[0])):
        record = kb.capture(PRACTICE)
        assert told.get(timeout=30).record == record.id
    kb.capture(PRACTICE)
    with pytest.raises(queue.Empty):
        told.get(timeout=0.2)
    with pytest.raises(TypeError, match="listener is a function"):
        kb.subscribe("not a function")


def test_functions_that_raise_block_or_outlive_the_knowledge_base_hold_up_no_one(monkeypatch):
    unraisable, release, told = queue.Queue(), threading.Event(), queue.Queue()
    monkeypatch.setattr(sys, "unraisablehook", unraisable.put)
    kb = omkn.in_memory()
    kept = [kb.subscribe(lambda seq: 1 / 0), kb.subscribe(lambda seq: release.wait(30)), kb.subscribe(told.put)]
    kb.capture(PRACTICE)
    assert told.get(timeout=30) == 1
    assert unraisable.get(timeout=30).exc_type is ZeroDivisionError
    kb.capture(PRACTICE)
    assert told.get(timeout=30) == 2
    with pytest.raises(queue.Empty):
        unraisable.get(timeout=0.2)
    kb.close()
    release.set()
    for subscription in kept:
        subscription.cancel()
        subscription.cancel()
    with pytest.raises(errors.ClosedError):
        kb.subscribe(told.put)


def test_python_ends_cleanly_while_functions_are_told(tmp_path):
    program = f"""
import omkn, time
kb = omkn.open({str(tmp_path / "kb")!r})
kept = [kb.subscribe(lambda seq: time.sleep(0.01)) for _ in range(8)]
for number in range(20):
    kb.capture({PRACTICE!r})
"""
    for _ in range(5):
        ended = subprocess.run([sys.executable, "-c", program], timeout=60, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, "")


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


SEARCH = """
import os, signal, threading, time
import omkn

kb = omkn.in_memory()
lines = "".join('{"kind":"guide","title":{"en":"Salt guide %d"}}\\n' % n for n in range(30_000))
report = kb.import_jsonl(lines.encode(), index=False)
assert report.committed and not report.indexed
threading.Thread(target=lambda: (time.sleep(0.1), os.kill(os.getpid(), signal.SIGINT))).start()
try:
    kb.search("salt")
except KeyboardInterrupt:
    print("stopped", kb.count())
print(kb.search("salt", limit=0).total)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole groups of processes")
def test_ctrl_c_ends_a_search_that_has_to_index_first_and_the_next_one_finds_all():
    done = subprocess.run([sys.executable, "-c", SEARCH], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["stopped 30000", "30000"]


def test_an_import_says_whether_it_indexed_what_it_stored(kb):
    line = b'{"kind":"guide","title":{"en":"Salt guide"}}\n'
    stages = []
    report = kb.import_jsonl(line, progress=lambda progress: stages.append(progress.stage))
    assert report.indexed and "indexing" in stages
    assert kb.index_status().records == 1
    assert not kb.import_jsonl(line, dry_run=True).indexed
    assert not kb.import_jsonl(line, index=False).indexed
    assert kb.search("salt").total == 2
