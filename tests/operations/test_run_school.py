"""A school's run as a library call: the same work as the commands, on record, without a word on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync import demo
from sheets_sync.journal.journal import Journal, journal_path
from sheets_sync.journal.runs import Runs
from sheets_sync.operations.opened_school import OpenedSchool, read_config
from sheets_sync.operations.paper_choice import ChosenPeriod
from sheets_sync.operations.run_school import run_school


@pytest.fixture
def school(tmp_path: Path) -> OpenedSchool:
    demo.make(tmp_path)
    path = tmp_path / demo.CONFIG
    return OpenedSchool(read_config(path), str(path), demo.DEMO_TODAY)


def commands_on_record(school: OpenedSchool) -> list[str]:
    with Journal(journal_path(school.config, school.path)) as journal:
        return [note.command for note in Runs(journal).latest(10)]


def test_check_writes_and_records_nothing(school: OpenedSchool) -> None:
    done = run_school(school, "check")

    assert done.results.problems
    assert done.written == ()
    assert not school.config.output_path.exists()
    assert commands_on_record(school) == []


def test_sync_writes_the_output_tabs_on_record(school: OpenedSchool) -> None:
    done = run_school(school, "sync")

    assert "Tổng hợp" in done.written
    assert school.config.output_path.exists()
    assert commands_on_record(school) == ["sync"]


def test_a_second_sync_writes_nothing(school: OpenedSchool) -> None:
    run_school(school, "sync")

    assert run_school(school, "sync").written == ()


def test_report_writes_the_papers_of_the_named_kinds(school: OpenedSchool) -> None:
    done = run_school(school, "report", ["monthly"], ChosenPeriod(month="10"))

    [paper] = done.written
    assert Path(paper).exists()
    assert commands_on_record(school) == ["report"]


def test_nothing_is_printed(school: OpenedSchool, capfd: pytest.CaptureFixture[str]) -> None:
    run_school(school, "sync")
    run_school(school, "report", ["monthly"], ChosenPeriod(month="10"))

    assert capfd.readouterr() == ("", "")
