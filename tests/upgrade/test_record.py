"""The next version's school can be recorded with today's program."""

from __future__ import annotations

import pytest

from tests.upgrade import kept
from tests.upgrade.record import CLOSED, STORY, record

pytestmark = pytest.mark.slow  # a school year in many runs


def test_a_school_that_is_played_today_can_be_kept(tmp_path):
    record(tmp_path / "school_today")
    school = kept.KeptSchool(tmp_path / "school_today", tmp_path / "copy")
    said = school.recorded
    assert said["runs"] == [words.split()[0] for commands in STORY.values() for words in commands]
    assert tuple(said["closed"]) == CLOSED
    assert [paper["edited"] for paper in said["papers"].values()].count(True) == 1
    assert kept.verdict(school, next(iter(said["papers"])), max(STORY))["run_id"]
    assert kept.problems(school, max(STORY)) == said["problems"][max(STORY)]
