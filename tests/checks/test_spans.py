"""The rules on spans of days: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

import pytest

from tests.checks.drawn_tabs import tab
from tests.drawn import assert_as_drawn, school_of

LEAVES = "Mã CB | Loại nghỉ | Từ ngày | Đến ngày"


@pytest.mark.parametrize(
    "rows",
    [
        ["006 | Ốm | @2023-10-02 | @2023-10-01 <- D dates-reversed"],
        ["006 | Ốm | @2023-10-02 | @2023-10-02"],
        ["006 | Ốm | @2023-10-02 |"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "006 | Ốm | @2023-10-05 | @2023-10-09 <- C leave-overlap"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "006 | Ốm | @2023-10-06 | @2023-10-09"],
        ["006 | Ốm | @2023-10-05 | @2023-10-09", "006 | Ốm | @2023-10-01 | @2023-10-05 <- C leave-overlap"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "TV01 | Ốm | @2023-10-05 | @2023-10-09"],
        ["006 | Ốm | @2023-10-01 |", "006 | Ốm | @2024-01-05 | @2024-01-09 <- C leave-overlap"],
        ["006 | Ốm | @2023-10-09 | @2023-10-01 <- D dates-reversed", "006 | Ốm | @2023-10-05 | @2023-10-06"],
        ["006 | Ốm | @2023-10-06 | @2023-10-05 <- D dates-reversed", "006 | Ốm | @2023-10-01 | @2023-10-09"],
        ["006 | Ốm | | @2023-10-05 <- C value-missing", "006 | Ốm | @2023-10-01 | @2023-10-09"],
        ["006 | Ốm | @2023-10-01 | 31/02/2024 <- D not-a-date", "006 | Ốm | @2023-11-05 | @2023-11-06"],
        ["009 | Ốm | @2023-10-01 | <- A staff-unknown", "009 | Ốm | @2023-10-01 | <- A staff-unknown"],
    ],
)
def test_leaves(rows):
    assert_as_drawn(tab("Nghỉ dài ngày", LEAVES, *rows))


def test_terms_of_office_and_movements_end_after_they_begin():
    assert_as_drawn(
        tab(
            "Hội đồng",
            "Mã CB | Vai trò | Từ ngày | Đến ngày",
            "006 | Thư ký | @2023-10-02 | @2023-10-01 <- D dates-reversed",
        ),
        tab(
            "Phong trào",
            "Tên phong trào | Bắt đầu | Kết thúc",
            "Hai tốt | @2023-10-02 | @2023-10-01 <- C dates-reversed",
        ),
    )


@pytest.mark.parametrize(
    ("drawn", "staff_id", "column"),
    [
        (tab("Nghỉ dài ngày", LEAVES, "006 | Ốm | @2023-10-02 | @2023-10-01"), "006", "Đến ngày"),
        (
            tab("Phong trào", "Tên phong trào | Bắt đầu | Kết thúc", "a | @2023-10-02 | @2023-10-01"),
            None,
            "Kết thúc",
        ),
    ],
)
def test_the_end_that_comes_before_its_beginning_is_named(drawn, staff_id, column):
    assert [(p.staff_id, p.params["column"]) for p in school_of(drawn).problems] == [(staff_id, column)]
