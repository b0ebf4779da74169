"""Did you mean …?"""

from __future__ import annotations

import pytest

from sheets_sync.nearest import nearest

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
