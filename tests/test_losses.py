"""What a sync would lose is refused: rows of the roster or a month, ranked months, closed months."""

from __future__ import annotations

import pytest

from sheets_sync.losses import filled_rows, losses_of
from tests.drawn import school_of


def refusals(before, now, shrink=50):
    return [
        str(message) for message in losses_of({"roster": "60", **now}, {"roster": "60", **before}, shrink)
    ]


@pytest.mark.parametrize(
    ("old", "new", "shrink", "refused"),
    [
        (60, 31, 50, False),
        (60, 30, 50, True),
        (60, 43, 30, False),
        (60, 42, 30, True),
        (60, 61, 1, False),
        (2, 1, 50, False),
        (3, 1, 50, True),
    ],
)
def test_a_month_that_lost_its_share_of_rows(old, new, shrink, refused):
    found = refusals({"rows": f"2023-09=60 2023-10={old}"}, {"rows": f"2023-09=60 2023-10={new}"}, shrink)
    assert len(found) == refused
    assert all(
        "Tháng 10/2023" in text and f"{new} dòng" in text and "--allow-shrink" in text for text in found
    )


@pytest.mark.parametrize(("rows", "refused"), [(1, False), (2, False), (3, True), (60, True)])
def test_a_row_typed_into_the_wrong_month_may_be_taken_out_again(rows, refused):
    before = {"months": "2023-09 2024-05", "rows": f"2023-09=60 2024-05={rows}"}
    found = refusals(before, {"months": "2023-09", "rows": "2023-09=60"})
    assert len(found) == refused
    assert all("Tháng 5/2024" in text and "đổi tên" in text for text in found)


def test_a_closed_month_cannot_lose_anything():
    assert refusals({"rows": "2023-10=60"}, {"rows": "2023-10=1", "closed": "2023-10"}) == []


@pytest.mark.parametrize(
    ("old", "new", "refused"), [(60, 31, False), (60, 30, True), (60, 60, False), (2, 1, True)]
)
def test_a_roster_that_lost_its_share(old, new, refused):
    assert bool(refusals({"roster": str(old)}, {"roster": str(new)})) == refused


def test_who_says_so_may_lose_rows_and_months_but_not_everybody_and_nothing_closed():
    before = {"roster": "60", "months": "2023-09 2023-10", "rows": "2023-10=60"}
    assert refusals(before, {"roster": "3", "months": "2023-09", "rows": "2023-10=3"}, None) == []
    assert len(refusals(before, {"roster": "0"}, None)) == 1
    assert len(refusals({"closed": "2023-10"}, {}, None)) == 1


@pytest.mark.parametrize("rows", ["", "x", "2023-10", "2023-10=", "2023-10=x =5"])
def test_facts_that_somebody_damaged_refuse_nothing(rows):
    assert refusals({"rows": rows}, {"rows": "2023-10=1"}) == []


def test_rows_are_counted_whether_or_not_they_can_be_ranked():
    results = school_of(
        """
        == Tháng 10
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Ghi chú
        TV01  | 20                      | 60               |
        TV02  | x                       |                  |
        TT01  |                         |                  | xin nộp sau
        """
    )
    assert filled_rows(results) == "2023-10=2"
