"""A run over a fleet: its exit code, and the order in which schools of several accounts are queued."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.fleet.members import Member
from sheets_sync.fleet.outcome import STATES, SchoolOutcome
from sheets_sync.fleet.running.run import FleetRun, in_turn


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["done", "unchanged"], 0),
        (["done", "failed"], 1),
        (["unchanged", "hung", "memory"], 1),
        (["failed", "refused", "lost", "bug"], 4),
        ([], 0),
    ],
)
def test_the_exit_code_says_whether_all_some_or_none_succeeded(states, code):
    assert set(states) <= set(STATES)
    assert FleetRun([SchoolOutcome("a", "A", "sync", state) for state in states]).exit_code == code


def test_no_accounts_budget_lies_idle_behind_anothers():
    schools = [Member(name, Path(name), account=name[0]) for name in ("a1", "a2", "a3", "b1", "c1", "c2")]

    assert [each.key for each in in_turn(schools)] == ["a1", "b1", "c1", "a2", "c2", "a3"]
