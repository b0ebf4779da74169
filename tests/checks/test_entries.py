"""The rule on the entries for the contest `Người tốt việc tốt`, and its near misses."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.drawn_tabs import tab
from tests.drawn import school_of

ENTRIES = "Tháng | Tên bài | Tác giả"


@pytest.mark.parametrize(
    ("today", "count", "short"),
    [
        (date(2023, 9, 15), 0, []),
        (date(2023, 9, 16), 0, ["2023-09"]),
        (date(2023, 9, 16), 2, ["2023-09"]),
        (date(2023, 9, 16), 3, []),
        (date(2023, 10, 16), 3, ["2023-10"]),
    ],
)
def test_contest_entries(today, count, short):
    drawn = tab("Người tốt việc tốt", ENTRIES, *(f"9 | Bài {n} | 006" for n in range(count)))
    found = [p for p in school_of(drawn, today=today).problems if p.code == "entries-short"]
    assert [(p.value, str(p.where)) for p in found] == [(value, "Người tốt việc tốt") for value in short]


@pytest.mark.parametrize(
    ("deadlines", "short"),
    [
        ({"dates": {"contest-2023-10": "2023-10-25"}}, ["2023-09"]),
        ({"without": ["contest-2023-09"]}, ["2023-10"]),
        ({"without": ["contest"]}, []),
    ],
)
def test_contest_entries_are_wanted_as_the_calendar_says(deadlines, short):
    drawn = "== Người tốt việc tốt\nTháng | Tên bài | Tác giả"
    found = school_of(drawn, today=date(2023, 10, 20), deadlines=deadlines).problems
    assert [p.value for p in found if p.code == "entries-short"] == short


def test_without_the_tab_no_entries_are_wanted():
    assert "entries-short" not in {p.code for p in school_of(today=date(2024, 5, 20)).problems}
