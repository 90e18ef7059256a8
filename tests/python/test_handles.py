"""Handles: a folder may be opened again in one process, and whatever has an id may be given for it."""

import dataclasses
import gc
import subprocess
import sys
import threading

import omkn
import pytest
from omkn import errors

PRACTICE = {"kind": "practice", "title": {"en": "Brine"}}


def busy_elsewhere(folder):
    program = f"import omkn; omkn.open({str(folder)!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "BusyError" in done.stderr, done.stderr
    return done.returncode != 0


def test_a_folder_that_is_open_is_opened_again(folder):
    first = omkn.open(folder)
    first.capture(PRACTICE)
    second = omkn.open(folder / ".." / folder.name)
    second.capture(PRACTICE)
    assert first.count() == second.count() == 2


def test_the_last_handle_closes_the_knowledge_base(folder):
    first, second = omkn.open(folder), omkn.open(folder)
    first.close()
    first.close()
    with pytest.raises(errors.ClosedError):
        first.count()
    assert repr(first) == "<omkn.KnowledgeBase closed>"
    assert second.count() == 0 and busy_elsewhere(folder)
    second.close()
    assert not busy_elsewhere(folder)
    with omkn.open(folder) as third:
        assert third.count() == 0


def test_a_cell_that_runs_twice_leaves_one_handle(folder):
    kb = omkn.open(folder)
    kb = omkn.open(folder)
    gc.collect()
    kb.capture(PRACTICE)
    with omkn.open(folder) as inner:
        assert inner.count() == 1
    assert kb.count() == 1
    del kb
    gc.collect()
    assert not busy_elsewhere(folder)


def test_a_handle_that_could_not_be_closed_can_be_closed_later(folder):
    kb, refused = omkn.open(folder), []

    def close_within(progress):
        try:
            kb.close()
        except errors.BusyError as error:
            refused.append(error)

    kb.capture_all([PRACTICE] * 3, progress=close_within)
    assert refused and kb.count() == 3 and omkn.open(folder).count() == 3
    kb.close()
    gc.collect()
    assert not busy_elsewhere(folder)


def test_other_options_are_refused_with_their_names(folder):
    with omkn.open(folder, author="Roads Desk", view_limit=5) as kb:
        with pytest.raises(errors.BusyError, match="another freshness and author and view_limit"):
            omkn.open(folder, freshness="as_indexed")
        with omkn.open(folder, read_only=True) as reader:
            assert reader.is_read_only
        with omkn.open(folder, author="Roads Desk", view_limit=5.0, create=False) as same:
            same.capture(PRACTICE)
        assert kb.count() == 1
    with omkn.open(folder, freshness="as_indexed") as other:
        assert other.count() == 1


def test_threads_that_open_one_folder_share_it(folder):
    opened, failed, ready = [], [], threading.Barrier(8)

    def work():
        ready.wait()
        try:
            opened.append(omkn.open(folder))
        except errors.OmknError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and len(opened) == 8
    opened[0].capture(PRACTICE)
    assert [kb.count() for kb in opened] == [1] * 8
    for kb in opened[1:]:
        kb.close()
    assert busy_elsewhere(folder)
    opened[0].close()
    assert not busy_elsewhere(folder)


def test_a_folder_that_cannot_be_opened_may_be_tried_again(folder):
    for _ in range(2):
        with pytest.raises(errors.NotFoundError):
            omkn.open(folder, create=False)
    with omkn.open(folder) as kb:
        assert kb.count() == 0


def test_a_knowledge_base_is_read_like_a_mapping_from_ids(kb):
    assert len(kb) == 0 and kb
    record = kb.capture(PRACTICE)
    assert kb[record.id] == kb[record] == record and len(kb) == 1
    assert record in kb and record.id in kb and "no id" not in kb and 5 not in kb and None not in kb
    assert [one.id for one in kb] == [record.id]
    with kb.view() as view:
        assert view[record.id] == record and len(view) == 1 and record in view
    with pytest.raises(LookupError):
        kb["0190f5a0-0000-7000-8000-000000000000"]


def test_whatever_has_an_id_stands_for_it(kb):
    record = kb.capture(PRACTICE)
    hit = kb.search("brine")[0]
    for given in (record.id, record, hit):
        assert kb.get(given) == kb.find(given) == kb.get_version(given, 1) == record
        assert len(kb.history(given)) == 1 and kb.similar(given) == []
        assert kb.evidence(given, []).record == record.id and kb.explain("brine", given).value > 0
    kb.save_search("brine", "brine")
    assert kb.get(kb.alerts_since().alerts[0]) == record
    town = kb.organization("Mulmur")
    assert kb.peers(town, 1) == kb.peers("Mulmur", 1) and kb.search("brine", fits=town).total == 1
    assert list(kb.records(organization=town)) == []
    with pytest.raises(TypeError, match="id"):
        kb.get(5)


def test_what_is_left_out_has_a_meaning(kb):
    record = kb.capture(PRACTICE)
    assert list(kb.diff(record)) == []
    for title in ("Brine first", "Brine last"):
        version = kb.get(record).version
        kb.revise(record, version, dataclasses.replace(record.content, title={"en": title}))
    assert [(change.before, change.after) for change in kb.diff(record)] == [("Brine first", "Brine last")]
    assert [(change.before, change.after) for change in kb.diff(record, 1)] == [("Brine", "Brine last")]
    assert kb.check().level == "quick" and len(kb.changes_since()) == 3
    kb.save_search("brine", "brine")
    kb.save_search("waste", "waste")
    kb.capture({"kind": "guide", "title": {"en": "Waste guide"}})
    assert {alert.search for alert in kb.alerts_since().alerts} == {"brine", "waste"}
    only = kb.alerts_since("waste")
    assert [alert.search for alert in only.alerts] == ["waste"] and not only.has_more
    assert kb.alerts_since(kb.saved_searches()[1]) == only and kb.alerts_since(only.next).alerts == []
    with pytest.raises(errors.NotFoundError) as caught:
        kb.alerts_since("salt")
    assert caught.value.candidates == ["brine", "waste"]
