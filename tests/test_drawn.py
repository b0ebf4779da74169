"""The drawn schools themselves: what is drawn is what is meant."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from sheets_sync.model import CellError, Sheet, Uncached
from tests.drawn import assert_as_drawn, cell, expected, problems, school_of, sheets


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("", None),
        ("An", "An"),
        ("8", 8),
        ("8.5", 8.5),
        ("-0.5", -0.5),
        ("1e308", 1e308),
        ("8,5", "8,5"),
        ("006", "006"),
        ('"8"', "8"),
        (r'" a\n\u00a0b "', " a\n\u00a0b "),
        ("@2023-10-05", date(2023, 10, 5)),
        ("@2023-10-05T07:30", datetime(2023, 10, 5, 7, 30)),
        ("@07:30", time(7, 30)),
        ("TRUE", True),
        ("#REF!", CellError("#REF!")),
        ("#N/A", CellError("#N/A")),
        ("=", Uncached("=")),
        ("=SUM(B2:C2)", Uncached("=SUM(B2:C2)")),
    ],
)
def test_a_drawn_cell(drawn: str, meant: object) -> None:
    read = cell(drawn)
    assert (read, type(read)) == (meant, type(meant))


def test_drawn_tabs() -> None:
    text = """
    == Một
    a | b  <- A code

    | 2
    == Hai @ to-van.xlsx  <- code TV01

    """
    assert sheets(text) == (
        Sheet("Một", [["a", "b"], [], [None, 2]]),
        Sheet("Hai", [], "to-van.xlsx"),
    )
    assert list(expected(text)) == ["Một!A1 code", "to-van.xlsx: Hai code TV01"]


def test_the_drawn_school_is_without_problems() -> None:
    assert problems(school_of()) == []


def test_problems_are_told_as_they_are_drawn() -> None:
    assert_as_drawn(
        """
        == Tháng 9  <- score-missing TV02, score-missing TT01, score-missing 006
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tự chấm
        TV01  | 25                      |                  | x        <- B out-of-range, C value-missing, D not-a-number
        """,
        today=date(2023, 10, 1),
    )


def test_a_problem_that_is_not_drawn_fails() -> None:
    with pytest.raises(AssertionError, match=r"not drawn.*staff-unknown"):
        assert_as_drawn("""
        == Hội đồng
        Mã CB | Vai trò
        TV99  | Thư ký
        """)
