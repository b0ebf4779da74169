"""Telling data from the separators, totals, signatures and notes that stand among it."""

from __future__ import annotations

import pytest

from sheets_sync.model import Month
from tests.drawn import assert_as_drawn

SEPTEMBER = Month(2023, 9)


@pytest.mark.parametrize(
    "row",
    [
        "",
        "| - | ",
        "Tổ Văn",
        " | Văn",
        "Tổng cộng | | 5",
        " | CỘNG | 2 | 1,5",
        "Ghi chú: chấm theo quyết định 3814",
        " | | | | Hiệu trưởng",
        "3",
        "3 | | ghi chú",
        "I | | Tổ Văn",
        "II | TỔ  TOÁN",
    ],
)
def test_rows_passed_over_on_a_month_tab(row: str) -> None:
    results = assert_as_drawn(f"""
    == Tháng 9
    STT | Mã CB | Họ và tên     | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng
    1   | TV01  | Nguyễn Thị An | 20                      | 60               |
    {row}
    2   | TV02  | Trần Văn Bình | 20                      | 65               |
    """)
    assert [score.staff_id for score in results.school.scores[SEPTEMBER]] == ["TV01", "TV02"]


def test_rows_passed_over_on_the_roster() -> None:
    results = assert_as_drawn("""
    == Danh sách
    TRƯỜNG THCS
     | Họ và tên, Mã CB, Tổ
    STT | "MÃ\\nCB" | "Họ  và tên"     | Tổ   | Nhóm | Trạng thái
    Tổ Văn
    1   | TV01     | Nguyễn Thị An    | Văn  | GV   | Đang làm việc
    I   |          | Tổ Toán
    1   | TT01     | Lê Thị Hoà       | Toán | GV   | Đang làm việc
    Tổng cộng |    | 2
        |          | Người lập        |      |      | Hiệu trưởng
    """)
    assert [person.staff_id for person in results.school.roster.people] == ["TV01", "TT01"]


def test_rows_below_a_total() -> None:
    assert_as_drawn("""
    == Tháng 9
    STT | Mã CB | Họ và tên | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng
    1   | TV01  |           | 20                      | 60               |
        | Cộng  | 1
        | Người lập biểu | |                         |                  | Hiệu trưởng
    nữ  |       | 1
    2   | TV99  |           |                         |                  | 5             <- B staff-unknown, D value-missing, E value-missing
        |       |           | 20                      | 60               |               <- B value-missing
    """)


def test_rows_below_a_total_whose_figures_are_not_filled_in() -> None:
    assert_as_drawn("""
    == Tháng 9
    STT  | Mã CB          | Họ và tên | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Xếp loại
    1    | TV01           |           | 20                      | 60               |
    Cộng
         | Người lập biểu |           |                         |                  | Hiệu trưởng
    """)


def test_only_the_word_itself_makes_a_total() -> None:
    assert_as_drawn("""
    == Tháng 9
    STT  | Mã CB | Họ và tên      | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
    Cộng | TV99  |                | 20                      | 60                  <- B staff-unknown
         |       | Cộng Văn Hoà   | 20                      | 60                  <- B value-missing
    """)


def test_below_a_total_where_there_are_no_codes_a_figure_decides() -> None:
    results = assert_as_drawn("""
    == Phong trào
    Tên phong trào | Cấp phát động | Bắt đầu     | Kết quả
    Dạy tốt        | Trường        | @2023-09-05 |
    Cộng           | 1
    Học tốt        | Trường        | @2023-10-05 |
    Người lập      |               |             | Hiệu trưởng
    """)
    assert [row.name for row in results.school.movements] == ["Dạy tốt", "Học tốt"]


def test_a_row_that_names_only_its_subject_is_no_note() -> None:
    assert_as_drawn("""
    == Đánh giá năm
    Mã CB | Họ và tên     | Tổ  | Mức
    TV01  | Nguyễn Thị An |     |       <- D value-missing
          | Ghi chú       |     |
    """)


def test_rows_may_be_shorter_than_the_header() -> None:
    assert_as_drawn("""
    == Tháng 9
    Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Mã CB | Điểm thưởng | Ghi chú
    20                      | 60               | TV01
    20                      | 60                                                    <- C value-missing
    """)


def test_a_numbered_row_of_a_team_is_data_where_teams_are_required() -> None:
    assert_as_drawn("""
    == Đăng ký tập thể
    STT | Ngày đăng ký | Tổ      | Danh hiệu | Đợt
    1   |              | Tổ Toán |           |     <- B value-missing, D value-missing, E value-missing
    """)
