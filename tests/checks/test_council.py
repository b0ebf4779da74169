"""The rules on what the council decides: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

import pytest

from tests.checks.drawn_tabs import tab
from tests.drawn import assert_as_drawn, problems, school_of

INITIATIVES = "Mã SK | Tên sáng kiến | Tác giả | Kết quả | Số quyết định | Ngày quyết định"


@pytest.mark.parametrize(
    "row",
    [
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | @2024-04-01",
        "SK1 | Dạy học | 006 | Công nhận | | @2024-04-01 <- E decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | <- F decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | | <- E decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | 31/02/2024 <- F not-a-date",
        "SK1 | Dạy học | 006 | Chờ xét | |",
        "SK1 | Dạy học | 006 | Không công nhận | |",
    ],
)
def test_a_recognised_initiative_has_its_decision(row):
    assert_as_drawn(tab("Sáng kiến", INITIATIVES, row))


def test_an_initiative_without_the_columns_of_its_decision_is_listed_once():
    head, row = "Mã SK | Tên sáng kiến | Tác giả | Kết quả", "SK1 | Dạy học | 006 | Công nhận"
    assert problems(school_of(tab("Sáng kiến", head, row))) == ["Sáng kiến decision-missing"]


def test_the_same_initiative_twice():
    assert_as_drawn(
        tab(
            "Sáng kiến",
            INITIATIVES,
            "SK1 | Dạy học | 006 | Chờ xét",
            "SK2 | Dạy học | 006 | Chờ xét",
            "sk1 | Dạy học | 006 | Chờ xét <- A row-duplicate",
        )
    )


def test_the_same_initiative_in_the_same_row_of_two_books():
    row = "SK1 | Dạy học | 006 | Chờ xét"
    assert_as_drawn(
        tab("Sáng kiến @ một", INITIATIVES, row),
        tab("Sáng kiến @ hai", INITIATIVES, row + " <- A row-duplicate"),
        store={"input": ["một", "hai"]},
    )


VOTES = "Mã CB | Tổ | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ | Đồng ý"


@pytest.mark.parametrize(
    "rows",
    [
        ["006 | | LĐTT | 9 | 9 | 9 | 9"],
        ["006 | | LĐTT | 9 | 9 | 8 | 9 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | 7 | 8 | 8 <- F votes-inconsistent"],
        ["006 | | LĐTT | 6 | 7 | 7 | 7 <- E votes-inconsistent"],
        ["006 | | LĐTT | 5 | 6 | 7 | 8 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | 9 | 9 | -1 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | x | 9 | 9 <- E not-a-number"],
        ["006 | | LĐTT | 9 | 9 | 9 | <- G value-missing"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "006 | | LĐTT | 9 | 9 | 9 | 9 <- C row-duplicate"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "006 | | CSTĐCS | 9 | 9 | 9 | 9"],
        ["006 | | LĐTT, CSTĐCS | 9 | 9 | 9 | 9", "006 | | LĐTT, CSTĐCS | 9 | 9 | 9 | 9 <- C row-duplicate"],
        ["006 | | | 9 | 9 | 9 | 9 <- C value-missing", "006 | | LĐTT | 9 | 9 | 9 | 9"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "TV01 | | LĐTT | 9 | 9 | 9 | 9"],
        [" | Văn | TTLĐTT | 9 | 9 | 9 | 9", " | Văn | TTLĐTT | 9 | 9 | 9 | 9 <- C row-duplicate"],
    ],
)
def test_votes(rows):
    assert_as_drawn(tab("Bình xét", VOTES, *rows))


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("006 | | LĐTT | 9 | 9 | 9 | 9", "006 – Lao động tiên tiến"),
        (" | Văn | TTLĐTT | 9 | 9 | 9 | 9", "Văn – Tập thể lao động tiên tiến"),
    ],
)
def test_a_second_vote_names_whom_and_what_it_is_about(row, named):
    assert [problem.value for problem in school_of(tab("Bình xét", VOTES, row, row)).problems] == [named]
