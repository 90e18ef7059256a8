"""Errors: one class for each kind, with what the caller needs to go on."""

import errno
import os
import pickle
import sqlite3
import subprocess
import sys
import threading

import omkn
import pytest
from omkn import errors

PRACTICE = {"kind": "practice", "title": {"en": "Brine"}}


def test_every_kind_of_the_core_has_a_class():
    from omkn import _omkn

    assert set(errors.KINDS) == set(_omkn.error_kinds())
    for kind, cls in errors.KINDS.items():
        assert cls.kind == kind and issubclass(cls, errors.OmknError) and cls.__doc__


@pytest.mark.parametrize("kind", errors.KINDS)
def test_every_class_carries_its_fields_through_pickle(kind):
    error = errors._from_core(kind, "something happened", '{"what": "record"}')
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is errors.KINDS[kind] and again.what == "record" and str(again) == "something happened"


def test_a_kind_of_a_newer_core_is_still_an_error_of_omkn():
    error = errors._from_core("Unheard", "new", "{}")
    assert type(error) is errors.OmknError and error.kind == "Unheard"


def test_validation_lists_every_problem(kb):
    with pytest.raises(ValueError) as caught:
        kb.capture(
            {"kind": "practice", "title": {"en": " "}, "concepts": ["roads/snow"], "date": "2011-13"} | {"date": None}
        )
    assert isinstance(caught.value, errors.ValidationError)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("title.en", "blank"),
        ("concepts[0]", "unknown_concept"),
    ]


def test_query_tells_where():
    with pytest.raises(errors.QueryError) as caught:
        omkn.parse_query('salt "brine', strict=True)
    assert caught.value.span.start == 5 and caught.value.expected == "a closing quote"
    assert omkn.parse_query("salt OR brine", strict=True).query == "salt OR brine"


def test_not_found_names_the_nearest(kb):
    with pytest.raises(LookupError) as caught:
        kb.organization("Peterburgh")
    assert isinstance(caught.value, errors.NotFoundError)
    assert caught.value.what == "organization" and caught.value.candidates
    for call in (kb.get, kb.history, kb.erase):
        with pytest.raises(errors.NotFoundError):
            call("0190f5a0-0000-7000-8000-000000000000")
    with pytest.raises(errors.NotFoundError):
        kb.get("no id")


def test_ambiguous_names_what_it_may_mean(kb):
    with pytest.raises(errors.AmbiguousError) as caught:
        kb.organization("Hamilton")
    assert len(caught.value.candidates) >= 2
    assert kb.organization(caught.value.candidates[0]).name["en"] == "Hamilton"


def test_conflict_tells_both_versions(kb):
    record = kb.capture(PRACTICE)
    kb.revise(record.id, 1, {**PRACTICE, "subjects": ["salt"]})
    with pytest.raises(errors.ConflictError) as caught:
        kb.revise(record.id, 1, PRACTICE)
    assert (caught.value.expected, caught.value.actual) == (1, 2)


def test_taxonomy_names_the_condition(kb):
    with pytest.raises(errors.TaxonomyError) as caught:
        kb.edit_taxonomy(lambda edit: edit.add_broader("roads", "roads/winter-control"))
    assert caught.value.condition and caught.value.reason


def test_busy_read_only_and_closed(folder):
    with omkn.open(folder) as kb:
        kb.capture(PRACTICE)
        program = f"import omkn; omkn.open({str(folder)!r})"
        other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert "BusyError" in other.stderr
        with pytest.raises(errors.BusyError, match="another author") as caught:
            omkn.open(folder, author="Roads Desk")
        assert caught.value.is_retryable
        with omkn.open(folder, read_only=True) as reader, pytest.raises(PermissionError) as denied:
            reader.capture(PRACTICE)
        assert isinstance(denied.value, errors.ReadOnlyError)
    with pytest.raises(errors.ClosedError):
        kb.count()
    with pytest.raises(errors.NotFoundError):
        omkn.open(folder / "elsewhere", create=False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_handle_inherited_through_fork_says_what_to_do(folder):
    kb = omkn.open(folder)
    kb.capture(PRACTICE)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            kb.search("brine")
            answer = b"no error"
        except errors.ClosedError as error:
            answer = error.reason.encode()
            try:
                omkn.open(folder)
            except errors.BusyError:
                answer += b"; the folder is busy"
        except BaseException as error:
            answer = repr(error).encode()
        # The child lets go of its copy: what belongs to its parent stays.
        del kb
        os.write(writing, answer)
        os._exit(0)
    os.waitpid(child, 0)
    answer = os.read(reading, 1000)
    assert b"spawn" in answer and b"busy" in answer
    assert kb.search("brine").total == 1
    kb.close()


def test_cancelled_keeps_nothing(kb):
    interrupter = omkn.Interrupter()
    interrupter.interrupt()
    assert interrupter.is_interrupted
    with pytest.raises(errors.CancelledError):
        kb.capture_all([PRACTICE] * 300, interrupter=interrupter)
    assert kb.count() == 0


def test_work_is_cancelled_from_another_thread(kb):
    interrupter, reached = omkn.Interrupter(), threading.Event()

    def progress(told):
        reached.set()
        stopper.join()

    stopper = threading.Thread(target=lambda: (reached.wait(), interrupter.interrupt()))
    stopper.start()
    with pytest.raises(errors.CancelledError):
        kb.capture_all(
            ({**PRACTICE, "subjects": [str(n)]} for n in range(2000)), progress=progress, interrupter=interrupter
        )
    assert kb.count() == 0


def test_incompatible_is_no_knowledge_base(folder):
    folder.mkdir()
    with omkn.open(folder) as kb:
        kb.capture(PRACTICE)
    (database,) = [file for file in folder.iterdir() if file.suffix in {".db", ".sqlite", ".sqlite3"}]
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 99999")
    connection.close()
    with pytest.raises(errors.IncompatibleError) as caught:
        omkn.open(folder)
    assert caught.value.supported and caught.value.found != caught.value.supported


def test_corrupt_names_what_is_damaged(folder):
    with omkn.open(folder) as kb:
        kb.capture_all({**PRACTICE, "title": {"en": f"Brine {number}"}} for number in range(300))
    (database,) = [file for file in folder.iterdir() if file.suffix in {".db", ".sqlite", ".sqlite3"}]
    content = bytearray(database.read_bytes())
    for at in range(8192, len(content), 4096):
        content[at : at + 64] = b"\xff" * 64
    database.write_bytes(content)
    with pytest.raises(errors.CorruptError) as caught:
        with omkn.open(folder, read_only=True) as kb:
            list(kb.records())
    assert caught.value.what


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_low_space_is_an_os_error(kb):
    kb.capture(PRACTICE)
    with pytest.raises(OSError) as caught:
        kb.export_jsonl("/dev/full")
    assert isinstance(caught.value, errors.LowSpaceError) and caught.value.errno == errno.ENOSPC


def test_a_file_that_cannot_be_opened_as_a_database_is_a_storage_error(tmp_path):
    (tmp_path / "kb" / "omkn.db").mkdir(parents=True)
    with pytest.raises(errors.StorageError, match="opening the database"):
        omkn.open(tmp_path / "kb")


def test_io_tells_the_number_of_the_system(kb, tmp_path):
    with pytest.raises(OSError) as caught:
        kb.import_jsonl(tmp_path / "none.jsonl")
    assert isinstance(caught.value, errors.IoError) and caught.value.errno == errno.ENOENT
    assert "none.jsonl" in str(caught.value)


def test_messages_of_the_core_stand_in_the_exception(kb):
    record = kb.capture(PRACTICE)
    with pytest.raises(errors.ConflictError, match="read it again and repeat"):
        kb.revise(record.id, 5, PRACTICE)


def test_a_view_ends_with_its_own_error_when_it_is_closed_too_old_or_has_an_erased_record(folder):
    with omkn.open(folder) as kb:
        record = kb.capture(PRACTICE)
        with kb.view() as view:
            assert view.count() == 1 and view.seq == view.watermark and view.age >= 0
        with pytest.raises(errors.ViewEndedError, match="closed"):
            view.count()
        view = kb.view()
        kb.erase(record.id)
        with pytest.raises(errors.ViewEndedError, match="erased"):
            view.count()
    with omkn.open(folder, view_limit=0) as kb, pytest.raises(errors.ViewEndedError, match="view_limit"):
        kb.view().count()
    with pytest.raises(errors.ValidationError, match="view_limit"):
        omkn.open(folder, view_limit=-1)
