"""One run at a time: who comes second waits or leaves, and who was killed holds nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from datetime import datetime

import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.files.lock import holder, one_at_a_time

HOLD = """
import sys, time
from pathlib import Path
from sheets_sync.files.lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1]), "sync"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "journal.sqlite.lock"


@pytest.fixture
def other(path):
    """Starts another process that holds the lock for some seconds."""
    started = []

    def start(seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_second_run_leaves_and_says_who_is_at_work(path, other):
    process = other(60)
    with pytest.raises(UnavailableError) as refused, one_at_a_time(path, "report", patience=0.2):
        pytest.fail("two at once")
    assert f"sync trên máy {holder(path).host}, tiến trình {process.pid}" in str(refused.value)


def test_since_when_is_shown_by_the_clock_of_the_machine(path, other):
    other(60)
    with pytest.raises(UnavailableError) as refused, one_at_a_time(path, "report", patience=0):
        pytest.fail("two at once")
    began = datetime.fromisoformat(holder(path).since)
    assert f"từ {began:%d/%m/%Y %H:%M})" in str(refused.value)


def test_a_second_run_that_may_not_wait_leaves_at_once_without_a_word_of_waiting(path, other):
    other(60)
    said = []
    with pytest.raises(UnavailableError), one_at_a_time(path, "report", patience=0, said=said.append):
        pytest.fail("two at once")
    assert said == []


def test_a_run_that_left_no_note_is_reported_all_the_same(path, other):
    other(60)
    path.with_name(f"{path.name}.by").unlink()
    with pytest.raises(UnavailableError, match=r"\(\?\)"), one_at_a_time(path, "report", patience=0):
        pytest.fail("two at once")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_the_folder_of_the_lock_is_the_accounts_alone(path):
    with one_at_a_time(path, "sync"):
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_second_run_that_may_wait_says_so_and_goes_on(path, other):
    other(1)
    said = []
    with one_at_a_time(path, "report", patience=30, said=said.append):
        assert holder(path).process == os.getpid()
    assert len(said) == 1


def test_a_killed_run_holds_nothing(path, other):
    process = other(60)
    process.kill()
    process.wait()
    began = time.monotonic()
    with one_at_a_time(path, "sync", patience=20):
        assert time.monotonic() - began < 10


def test_a_run_that_failed_holds_nothing(path):
    with pytest.raises(ZeroDivisionError), one_at_a_time(path, "sync"):
        raise ZeroDivisionError
    assert holder(path) is None
    with one_at_a_time(path, "sync", patience=0):
        pass


def test_where_no_lock_can_be_had_the_run_goes_on(tmp_path, caplog):
    (tmp_path / "state").write_text("a file where the folder should be")
    with one_at_a_time(tmp_path / "state" / "lock", "sync", patience=0):
        assert "lock" in caplog.text


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"host": 1}', "\x00"])
def test_a_damaged_note_is_none(path, note):
    path.parent.mkdir()
    path.with_name(f"{path.name}.by").write_text(note)
    assert holder(path) is None


def test_the_note_of_who_holds_it_is_never_written_through_a_link(tmp_path):
    book = tmp_path / "so-thi-dua.xlsx"
    book.write_bytes(b"the staff's workbook")
    (tmp_path / "journal.lock.by").symlink_to(book)
    with one_at_a_time(tmp_path / "journal.lock", "sync"):
        assert holder(tmp_path / "journal.lock") is None
    assert (book.read_bytes(), (tmp_path / "journal.lock.by").is_symlink()) == (b"the staff's workbook", True)


def test_a_note_of_somebodys_own_stays_as_it_is(tmp_path):
    note = tmp_path / "journal.lock.by"
    note.write_text("Việc phải làm: họp tổ.\n", encoding="utf-8")
    with one_at_a_time(tmp_path / "journal.lock", "sync"):
        pass
    assert note.read_text(encoding="utf-8") == "Việc phải làm: họp tổ.\n"


def test_a_note_that_a_killed_run_has_left_gives_way(tmp_path):
    note = tmp_path / "journal.lock.by"
    for left in ("", '{"host": "m", "process": 1, "command": "sync", "since": "2023-11-05T01:00:00+07:00"}'):
        note.write_text(left, encoding="utf-8")
        with one_at_a_time(tmp_path / "journal.lock", "report"):
            assert holder(tmp_path / "journal.lock").command == "report"
