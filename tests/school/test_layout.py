"""Finding tabs, header rows and columns."""

from __future__ import annotations

import unicodedata

import pytest

from sheets_sync.model import Month
from sheets_sync.results.results import Results
from tests.drawn import ROSTER, assert_as_drawn, school_of

SEPTEMBER = Month(2023, 9)
COUNCIL = """
== Hội đồng
Mã CB | Họ và tên     | Vai trò
TV01  | Nguyễn Thị An | Chủ tịch
TV02  | Trần Văn Bình | Thư ký
"""
MEMBERS = [("TV01", "Chủ tịch"), ("TV02", "Thư ký")]


def members(results: Results) -> list[tuple[str | None, str | None]]:
    return [(row.staff_id, row.role) for row in results.school.council]


# --- tabs and headers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "drawn",
    [
        COUNCIL,
        COUNCIL.replace("Hội đồng", "  HỘI   ĐỒNG"),
        unicodedata.normalize("NFD", COUNCIL),
        COUNCIL.replace("Vai trò", r'"VAI \n\u00a0trò "'),
        COUNCIL.replace(
            "== Hội đồng", "== Hội đồng\nTRƯỜNG THCS\n\n | DANH SÁCH HỘI ĐỒNG |\nHọ và tên và vai trò"
        ),
        COUNCIL.replace("== Hội đồng", "== Hội đồng\nHọ và tên | | x"),
        COUNCIL.replace("== Hội đồng", "== Hội đồng" + "\n|" * 14),
        "\n".join("x | " + line if "|" in line else line for line in COUNCIL.splitlines()),
        "\n".join(line + " | thừa | 5" if "|" in line else line for line in COUNCIL.splitlines()),
    ],
)
def test_the_look_of_a_tab_never_changes_its_records(drawn: str) -> None:
    assert members(assert_as_drawn(drawn)) == MEMBERS


def test_the_order_of_columns_does_not_matter() -> None:
    results = assert_as_drawn("""
    == Hội đồng
    Vai trò  | Ghi chú | Mã CB
    Chủ tịch | x       | TV01
    Thư ký   |         | TV02
    """)
    assert members(results) == MEMBERS


def test_a_header_below_row_15_is_not_looked_for() -> None:
    assert_as_drawn(COUNCIL.replace("== Hội đồng", "== Hội đồng <- column-missing" + "\n|" * 15))


def test_aliases_of_tabs_and_columns() -> None:
    results = assert_as_drawn(
        COUNCIL.replace("Hội đồng", "HĐ thi đua").replace("Vai trò", "Chức danh HĐ"),
        tabs={"Hội đồng": ["HĐ Thi đua"]},
        columns={"Vai trò": ["chức danh hđ"]},
    )
    assert members(results) == MEMBERS


def test_a_second_column_of_one_name() -> None:
    assert_as_drawn("""
    == Hội đồng
    Mã CB | Vai trò  | VAI TRÒ    <- C column-duplicate
    TV01  | Chủ tịch | Thư ký
    """)


def test_a_missing_column_leaves_an_optional_tab_out() -> None:
    results = assert_as_drawn("""
    == Hội đồng   <- column-missing
    Mã CB | Họ và tên | Vai tro
    TV01  |           | Chủ tịch
    """)
    assert members(results) == []
    assert results.problems[0].params["near"] == "Vai tro"


def test_a_month_without_one_criterion_keeps_its_totals() -> None:
    results = assert_as_drawn("""
    == Tháng 9                            <- column-missing
    Mã CB | Ý thức kỷ luật, đạo đức | Tổ chấm
    TV01  | 20                      | 80
    """)
    assert results.grades[SEPTEMBER]["TV01"].points == 8000


def test_a_tab_about_persons_or_teams_needs_a_column_for_either() -> None:
    assert_as_drawn("""
    == Thành tích <- column-missing
    Ngày          | Loại    | Nội dung
    @2023-10-05   | Đột xuất | Cứu người
    """)


def test_a_misspelt_code_column_is_reported_even_where_names_do() -> None:
    results = assert_as_drawn(
        COUNCIL.replace("Mã CB", "Ma CB").replace("== Hội đồng", "== Hội đồng <- column-missing")
    )
    assert members(results) == MEMBERS


def test_blank_tabs_are_empty_tabs() -> None:
    assert_as_drawn("== Hội đồng\n == Sáng kiến\n|\n - | | ")


def test_unknown_tabs_are_left_alone() -> None:
    assert_as_drawn("== Linh tinh\nMã CB | Mã CB\n#REF! | =")


def test_where_a_cell_is_counts_from_the_sheets_own_corner() -> None:
    results = school_of(ROSTER.replace("== Danh sách", "== Danh sách\nTRƯỜNG\n"))
    assert results.school.roster.people[0].place.at("name").cell == "B4"
