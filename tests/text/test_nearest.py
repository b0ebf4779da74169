"""Did you mean …?"""

from __future__ import annotations

import pytest

from sheets_sync.text.nearest import nearest

TEAMS = ("Toán - Lý", "Ngữ văn", "KHTN")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ngu văn", "Ngữ văn"),
        ("Khoa học tự nhiên", "KHTN"),
        ("Thể dục", None),
        ("", None),
        ("x" * 50_000, None),
    ],
)
def test_nearest(typed: str, meant: str | None) -> None:
    assert nearest(typed, TEAMS) == meant


def test_nothing_known() -> None:
    assert nearest("x", ()) is None


def test_among_names_that_differ_in_accents_the_better_accented_is_meant() -> None:
    assert nearest("Lê Hoá", ("Lê Hoà", "Lê Hoá Ân", "Lê Hoá")) == "Lê Hoá"
    assert nearest("Lê Hòn", ("Lê Hồn", "Lê Hòn")) == "Lê Hòn"
