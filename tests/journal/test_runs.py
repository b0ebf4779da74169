"""What the journal keeps of runs: contents once, everything for a while, some for good."""

from __future__ import annotations

import sqlite3

import pytest

from sheets_sync.journal.journal import Journal
from sheets_sync.journal.runs import KEPT_RUNS, UNFINISHED, RunNote, RunPart, Runs

DAY = "2023-11-20"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.sqlite"


def note(run_id, command="sync", began="2023-11-20 15:00:00", outcome="done", **more):
    ended = "" if outcome == UNFINISHED else began
    plain = {"day": DAY, "version": "1", "host": "pc", "account": "an", "code": 0}
    return RunNote(0, run_id, command, began, ended, outcome=outcome, **{**plain, **more})


def keep(path, run_id, *parts, **more):
    with Journal(path) as journal:
        runs = Runs(journal)
        runs.begin(note(run_id, outcome=UNFINISHED, began=more.get("began", "2023-11-20 15:00:00")))
        runs.finish(note(run_id, **more), parts)


def ids(path):
    with Journal(path) as journal:
        return [each.id for each in Runs(journal).latest(1000)]


def count(path, table):
    with sqlite3.connect(path) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_run_comes_back_with_its_parts(path):
    keep(path, "run-1", RunPart("input", "a", "một"), RunPart("input", "b", "hai"), closed="2023-10")
    with Journal(path) as journal:
        [found] = Runs(journal).find("run-1")
        parts = Runs(journal).parts("run-1", "input")
    assert (found.closed, [part.body for part in parts]) == ("2023-10", ["một", "hai"])


def test_a_run_that_was_killed_is_known_as_unfinished(path):
    with Journal(path) as journal:
        Runs(journal).begin(note("run-1", outcome=UNFINISHED))
    with Journal(path) as journal:
        assert Runs(journal).latest(1)[0].outcome == UNFINISHED


def test_a_content_is_kept_once(path):
    for number in range(5):
        keep(path, f"run-{number}", RunPart("input", "a", "the same"))
    assert (count(path, "part"), count(path, "content")) == (5, 1)


def test_a_beginning_names_a_run_if_it_is_the_only_one(path):
    keep(path, "20231120-1")
    keep(path, "20231121-1")
    with Journal(path) as journal:
        found = [len(Runs(journal).find(text)) for text in ("20231120", "2023", "20231120-1", "x")]
    assert found == [1, 2, 1, 0]


def test_the_last_is_the_last_that_ended_well_whatever_the_clock_said(path):
    keep(path, "first", began="2023-11-20 15:00:00")
    keep(path, "later", began="2001-01-01 00:00:00")
    keep(path, "failed", outcome="failed")
    with Journal(path) as journal:
        assert [each.id for each in Runs(journal).find("last")] == ["later"]


def test_the_state_before_is_that_of_the_last_sync_that_read_something_else(path):
    keep(path, "one", RunPart("input", "a", "1"))
    keep(path, "two", RunPart("input", "a", "2"))
    keep(path, "again", RunPart("input", "a", "2"))
    with Journal(path) as journal:
        runs = Runs(journal)
        assert runs.before([RunPart("input", "a", "2")]).id == "one"
        assert runs.before([RunPart("input", "a", "3")]).id == "again"


def test_old_runs_go_but_those_that_decided_something_stay(path):
    old = {"began": "2020-01-05 15:00:00"}
    keep(path, "closing", RunPart("input", "a", "1"), command="close", **old)
    keep(path, "closing-by-date", closed="2020-01", **old)
    keep(path, "nothing-much", RunPart("input", "a", "2"), **old)
    keep(path, "last-of-the-month", RunPart("input", "a", "3"), **old)
    for number in range(KEPT_RUNS):
        keep(path, f"new-{number}", began="2999-01-01 00:00:00")
    assert set(ids(path)) >= {"closing", "closing-by-date", "last-of-the-month"}
    assert "nothing-much" not in ids(path)
    assert count(path, "content") == 2


def test_damaged_contents_are_unknown_and_stop_nothing(path, caplog):
    keep(path, "run-1", RunPart("input", "a", "một"))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE content SET body = x'00ff'")
    with Journal(path) as journal:
        assert Runs(journal).parts("run-1", "input") == []
    assert "journal.sqlite" in caplog.text
