"""The journal: remembers from run to run, and never stops one."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sheets_sync.journal.journal import STEPS, Journal, journal_path
from sheets_sync.journal.runs import Runs
from sheets_sync.settings.config_file import parse_config

SCHOOL = {"school": {"name": "Trường THCS Ái Mộ", "year": "2023-2024"}}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite"


def remembered(path: Path) -> str | None:
    with Journal(path, patience=0) as journal:
        return journal.document("October")


def remember(path: Path, file: str = "file-1") -> None:
    with Journal(path, patience=0) as journal:
        journal.remember("October", file, "digest")


def test_a_document_is_remembered_from_run_to_run(path: Path) -> None:
    remember(path)

    assert remembered(path) == "file-1"


def test_the_newest_file_of_a_document_counts(path: Path) -> None:
    remember(path)
    remember(path, "file-2")

    assert remembered(path) == "file-2"


def test_nothing_is_known_of_other_documents(path: Path) -> None:
    remember(path)

    with Journal(path) as journal:
        assert journal.document("November") is None


def test_remembering_the_same_again_writes_nothing(path: Path) -> None:
    remember(path)
    os.utime(path, (1, 1))
    remember(path)

    assert path.stat().st_mtime == 1


@POSIX
def test_nobody_else_can_look_into_it(path: Path) -> None:
    remember(path)

    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)]
    assert modes == [0o700, 0o600]


# --- a journal that cannot be used ------------------------------------------------------------------------------


def damaged(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database at all, whatever its name says" * 99)


def cut_short(path: Path) -> None:
    remember(path)
    path.write_bytes(path.read_bytes()[:5000])


def of_a_later_version(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {len(STEPS) + 1}")


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def below_a_file(path: Path) -> None:
    path.parent.write_text("a file")


def without_its_table(path: Path) -> None:
    remember(path)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE document")


def of_another_program(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE account (name TEXT)")


UNUSABLE = (
    damaged,
    cut_short,
    of_a_later_version,
    of_another_program,
    a_folder,
    below_a_file,
    without_its_table,
)


@pytest.mark.parametrize("spoil", UNUSABLE)
def test_an_unusable_journal_knows_nothing_and_says_so(spoil, path, caplog) -> None:
    spoil(path)

    assert remembered(path) is None
    assert "journal.sqlite" in caplog.text


@pytest.mark.parametrize("spoil", UNUSABLE)
def test_an_unusable_journal_takes_a_note_without_a_word(spoil, path) -> None:
    spoil(path)
    remember(path)


@pytest.mark.parametrize("spoil", [damaged, of_another_program])
def test_an_unusable_journal_is_left_as_it_is(spoil, path: Path) -> None:
    spoil(path)
    before = path.read_bytes()
    remember(path)

    assert path.read_bytes() == before


def test_it_complains_once_a_run(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged(path)
    with Journal(path) as journal:
        journal.document("October")
        journal.remember("October", "file-1", "digest")

    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_locked_journal_is_done_without(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    remember(path)
    with sqlite3.connect(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert remembered(path) is None
        other.rollback()

    assert "locked" in caplog.text
    assert remembered(path) == "file-1"


@POSIX
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="who may do all is refused nothing")
def test_a_journal_that_cannot_be_written_still_tells(path: Path) -> None:
    remember(path)
    path.chmod(0o400)
    path.parent.chmod(0o500)
    remember(path, "file-2")

    assert remembered(path) == "file-1"


# --- where it lies ----------------------------------------------------------------------------------------------


def test_it_lies_where_the_config_says(tmp_path: Path) -> None:
    config = parse_config({**SCHOOL, "journal": {"path": "nhat-ky.sqlite"}}, tmp_path / "config.toml")

    assert journal_path(config, tmp_path / "config.toml") == tmp_path / "nhat-ky.sqlite"


def test_each_config_has_its_own_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    config = parse_config(SCHOOL, tmp_path / "config.toml")
    paths = [journal_path(config, tmp_path / name) for name in ("a.toml", "b.toml", "a.toml")]

    assert paths[0] == paths[2] != paths[1]
    assert paths[0].name.startswith("truong-thcs-ai-mo-")


def test_a_journal_of_the_version_before_is_brought_up_to_date(tmp_path):
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as database:
        for step in STEPS[:-1]:
            database.execute(step)
        database.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
        fields = "id, command, began, ended, day, version, host, account, outcome, code, closed, written, counts, calls"
        database.execute(
            f"INSERT INTO run ({fields}) VALUES ('a', 'sync', '', '', '', '', '', '', 'failed', 4, '', '[]', '{{}}', '{{}}')"
        )
        database.commit()
    with Journal(path) as journal:
        [note] = Runs(journal).latest(1)
    assert (note.id, note.outcome, note.reason) == ("a", "failed", "")
