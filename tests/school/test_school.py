"""All tabs together: which are there, which are read twice, and the roster that everything else leans on."""

from __future__ import annotations

import pytest

from sheets_sync.language import translator
from sheets_sync.model import Month, SchoolYear
from sheets_sync.pipeline import compute
from sheets_sync.results.results import Results
from sheets_sync.rules.problems import remedy
from sheets_sync.school.school import is_form, named_month
from tests.drawn import BEFORE_ANY_DEADLINE, MONTH, ROSTER, assert_as_drawn, problems, school_of, sheets
from tests.made_up import made_up_config

YEAR = SchoolYear(2023)


def months(*titles: str) -> list[int]:
    """The months that these tabs are read as."""
    drawn = [f"== {title}\n" + MONTH.split("\n", 2)[2] + "TV01 | 18 | 60" for title in titles]
    return [month.number for month in school_of(*drawn).school.months]


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Tháng 9", 9),
        (" THÁNG   9", 9),
        ("Tháng 09", 9),
        ("Tháng 10/2023", 10),
        ("Tháng 1/2024", 1),
        ("Tháng 10/2022", None),
        ("Tháng 1/2023", None),
        ("Tháng 9 (2)", None),
        ("Tháng 8", None),
        ("Tháng 13", None),
        ("9", None),
        ("Tháng chín", None),
    ],
)
def test_titles_of_month_tabs(title: str, month: int | None) -> None:
    named = named_month(title, YEAR)
    assert (named.number if named in YEAR.months and named else None) == month
    assert months("Tháng 12", title) == ([month, 12] if month in (9, 10) else [12, month] if month else [12])


def test_is_form_finds_what_need_not_be_read() -> None:
    wanted = is_form(made_up_config(tabs={"Sáng kiến": ["SKKN"]}))
    titles = ("DANH  SÁCH", "Tháng 09", "skkn", "Tháng 8", "Tổng hợp", "Sheet1")
    assert [wanted(title) for title in titles] == [True, True, True, False, False, False]


def test_roster_and_one_month_are_required() -> None:
    assert problems(compute_only("== Sáng kiến")) == ["Danh sách tab-missing", "Tháng 9 tab-missing"]


def compute_only(text: str) -> Results:
    """What follows from these tabs and no others."""
    return compute(sheets(text), made_up_config(), BEFORE_ANY_DEADLINE)


def test_without_a_roster_no_id_is_a_problem_of_its_own() -> None:
    text = "== Danh sách\nMã CB | Họ và tên\n" + MONTH + "TV01 | 18 | 60"
    assert {problem.split()[-1] for problem in problems(compute_only(text))} == {"column-missing"}


def test_two_tabs_of_one_title() -> None:
    results = assert_as_drawn("""
    == Hội đồng
    Mã CB | Vai trò
    TV01  | Thư ký
    == HỘI ĐỒNG  <- tab-duplicate
    Mã CB | Vai trò
    TV99  | Thư ký
    """)
    assert len(results.school.council) == 1


def test_several_books_are_read_together() -> None:
    results = assert_as_drawn(
        ROSTER.replace("== Danh sách", "== Danh sách @ to-van.xlsx"),
        """
        == Danh sách @ to-toan.xlsx
        Mã CB | Họ và tên  | Tổ   | Nhóm | Trạng thái
        TT02  | Lê Văn Ba  | Toán | GV   | Đang làm việc
        TV01  | Lê Văn Tư  | Toán | GV   | Đang làm việc   <- A staff-duplicate
        == Tháng 9 @ to-van.xlsx
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
        TV01  | 18                      | 60
        == Tháng 9 @ to-toan.xlsx
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
        TT02  | 18                      | 160              <- C out-of-range
        """,
    )
    assert len(results.school.roster.people) == 5
    assert len(results.school.scores[Month(2023, 9)]) == 2


def test_a_book_whose_roster_leaves_out_the_codes_that_others_have() -> None:
    assert_as_drawn(
        ROSTER.replace("== Danh sách", "== Danh sách @ to-van.xlsx"),
        """
        == Danh sách @ to-toan.xlsx <- column-missing
        Họ và tên  | Tổ   | Nhóm | Trạng thái
        Lê Văn Ba  | Toán | GV   | Đang làm việc
        """,
    )


# --- the roster -----------------------------------------------------------------------------------------------


def test_a_person_stays_one_as_long_as_id_and_name_can_be_read() -> None:
    results = assert_as_drawn(
        """
        == Danh sách
        Mã CB | Họ và tên     | Tổ         | Nhóm | Trạng thái    | Ngày sinh
        TV01  | Nguyễn Thị An | //         | x    | Nghỉ phép     | 31/2/1980     <- C value-missing, D not-in-list, E not-in-list, F not-a-date
        TV02  | #REF!         | Văn        | GV   | Đang làm việc |               <- B formula-error
              | Lê Thị Hoà    | Văn        | GV   | Đang làm việc |               <- A value-missing
        6     | Phạm Ánh      | "V¨n th­"  | nv   | đang làm việc |               <- C legacy-encoding
        TV03  | "TrÇn V¨n B×nh" | Văn      | GV   | Đang làm việc |               <- B legacy-encoding
        TV01  | Lê Thị Hoà    | Văn        | GV   | Đang làm việc |               <- A staff-duplicate
        """
    )
    people = results.school.roster.people
    assert [(person.staff_id, person.name, person.team) for person in people] == [
        ("TV01", "Nguyễn Thị An", None),
        ("6", "Phạm Ánh", None),
        ("TV03", "Trần Văn Bình", "Văn"),
    ]


def test_only_the_teams_that_the_config_lists() -> None:
    results = assert_as_drawn(
        """
        == Danh sách
        Mã CB | Họ và tên     | Tổ      | Nhóm | Trạng thái
        TV01  | Nguyễn Thị An | Văn     | GV   | Đang làm việc
        TV02  | Trần Văn Bình | Vawn    | GV   | Đang làm việc    <- C team-unknown
        """,
        school={"name": "x", "year": "2023-2024", "teams": ["Tổ Văn", "Toán"]},
    )
    assert "Tổ Văn, Toán" in remedy(results.problems[0], translator("vi"))


def test_listed_teams_and_an_empty_roster() -> None:
    empty = "== Danh sách\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái"
    results = school_of(empty, school={"name": "x", "year": "2023-2024", "teams": ["Văn"]})
    assert results.school.roster.people == ()


# --- nobody ---------------------------------------------------------------------------------------------------


def test_a_roster_without_anybody_is_one_problem_below_its_header():
    assert_as_drawn(
        """
== Danh sách
TRƯỜNG THCS ÁI MỘ

STT | Mã CB | Họ và tên | Tổ | Nhóm | Trạng thái
    | <- B value-missing
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
TV01  | 20                      | 60
"""
    )


def test_without_a_column_for_ids_it_is_at_the_name():
    assert_as_drawn("== Danh sách\nHọ và tên | Tổ | Nhóm | Trạng thái\n | <- A value-missing")


def test_people_who_cannot_be_read_are_problems_enough():
    assert_as_drawn(
        "== Danh sách\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái\nTV01 | | Văn | GV | Đang làm việc <- B value-missing"
    )
