"""Form tabs become records that remember their cells, and problems."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.language import LANGUAGES, translator
from sheets_sync.model import Month, Sheet
from sheets_sync.pipeline import compute
from sheets_sync.rules import forms, problems
from tests.drawn import BEFORE_ANY_DEADLINE, assert_as_drawn, school_of, sheets
from tests.made_up import made_up_config
from tests.raw_cells import RAW_CELLS

NO_CODES = """
== Danh sách
Họ và tên     | Tổ   | Nhóm | Trạng thái
Nguyễn Thị An | Văn  | GV   | Đang làm việc
Nguyễn Thị An | Toán | GV   | Đang làm việc
Lê Thị Hoà    | Toán | GV   | Đang làm việc
"""


def test_every_field_of_a_record() -> None:
    results = assert_as_drawn("""
    == Đăng ký
    STT | Ngày đăng ký | Mã CB | Họ và tên | Danh hiệu      | Hình thức khen thưởng | Tên sáng kiến | Đợt     | Ghi chú
    1   | 5/10/2023    | 6     |           | LĐTT + CSTĐCS  | Giấy khen             | "Dạy \\n học" | đầu năm | -
    """)
    (row,) = results.school.registrations
    assert (row.day, row.staff_id, row.titles) == (date(2023, 10, 5), "006", ("LDTT", "CSTDCS"))
    assert (row.name, row.award, row.initiative, row.round, row.note) == (
        None,
        "Giấy khen",
        "Dạy học",
        "Đầu năm",
        None,
    )
    assert row.place.at("staff_id").cell == "C2"


# --- required cells, types, ids -------------------------------------------------------------------------------


def test_required_cells() -> None:
    assert_as_drawn("""
    == Nghỉ dài ngày
    Mã CB | Họ và tên     | Loại nghỉ | Từ ngày     | Đến ngày
    TV01  |               |           | @2023-10-01 |            <- C value-missing
          | Trần Văn Bình | Ốm        | -           |            <- A value-missing, D value-missing
    """)


def test_the_remedy_for_a_blank_id_names_the_one_that_the_name_suggests() -> None:
    results = school_of("""
    == Hội đồng
    Mã CB | Họ và tên      | Vai trò
          | TRẦN VĂN  BÌNH | Thư ký
    """)
    assert "TV02" in problems.remedy(results.problems[0], translator("vi"))


def test_every_type_of_cell() -> None:
    assert_as_drawn("""
    == Thành tích
    Ngày        | Mã CB | Tổ   | Loại       | Nội dung      | Cấp
    5/10/2023   | TV01  |      | ĐỘT XUẤT   | Cứu người     | #N/A    <- F formula-error
    nt          | TV01  |      | Đột suất   | //            | 5       <- A not-a-date, D not-in-list, E value-missing
    @2023-10-05 | TV99  |      | Chuyên đề  | x             | =       <- B staff-unknown, F formula-uncached
    @2022-10-05 |       | Lý   | Chuyên đề  | "c«ng t¸c"    |         <- A date-outside-year, C team-unknown, E legacy-encoding
    == Người tốt việc tốt
    Tháng       | Tên bài | Tác giả
    10          | a       | TV01
    Tháng 13    | a       | TV01                                      <- A not-a-month
    10/2022     | a       | Trần Văn Bình                             <- A date-outside-year, C staff-unknown
    """)


@pytest.mark.parametrize("name", ["LÊ THỊ HÒA", "lê  thị hoà", r'"Lê\u00a0Thị Hoà"'])
def test_names_beside_ids_compare_loosely(name: str) -> None:
    results = assert_as_drawn(f"== Hội đồng\n Mã CB | Họ và tên | Vai trò\n TT01 | {name} | Thư ký")
    assert results.school.roster.by_id["TT01"].name == "Lê Thị Hoà"


def test_a_name_that_is_another() -> None:
    assert_as_drawn("""
    == Hội đồng
    Mã CB | Họ và tên          | Vai trò
    TT01  | Lê Thị Hoa         | Thư ký      <- B name-mismatch
    TV02  | "TrÇn V¨n B×nh"    | Ủy viên     <- B legacy-encoding
    """)


def test_authors() -> None:
    results = assert_as_drawn("""
    == Sáng kiến
    Mã SK | Tên sáng kiến | Tác giả          | Kết quả
    SK1   | a             | TV01; 006 ;      | Chờ xét
    SK2   | b             | 6                | Chờ xét
    SK3   | c             | TV01; TV01       | Chờ xét
    SK4   | d             | TV01; TV99       | Chờ xét    <- C staff-unknown
    SK5   | e             | ;                | Chờ xét    <- C staff-unknown
    SK6   | f             |                  | Chờ xét    <- C value-missing
    """)
    authors = [row.authors for row in results.school.initiatives]
    assert authors == [("TV01", "006"), ("006",), ("TV01",), None, None, None]
    assert "“TV99”" in problems.message(results.problems[0], translator("vi"))


def test_titles_of_earlier_years_may_be_of_any_kind() -> None:
    results = assert_as_drawn("""
    == Danh hiệu đã đạt
    Mã CB | Tổ  | Năm học   | Danh hiệu
    TV01  |     | 2022-2023 | LĐTT
    TV01  |     | 2021-2022 | Bằng khen của Bộ
    TV01  |     | 2021-2022 | CSTĐ                <- D title-ambiguous
    """)
    assert [row.titles for row in results.school.held_titles] == [("LDTT",), (), None]


def test_an_error_spoils_only_its_own_cell() -> None:
    results = school_of("""
    == Hội đồng
    Mã CB | Vai trò | Từ ngày     | Đến ngày
    TV01  | Thư kí  | @2023-10-01 | mai
    """)
    (row,) = results.school.council
    assert (row.staff_id, row.role, row.start, row.end) == ("TV01", None, date(2023, 10, 1), None)
    assert row.place.bad == {"role", "end"}


# --- whom a row is about --------------------------------------------------------------------------------------


def test_one_of_person_and_team() -> None:
    results = assert_as_drawn("""
    == Đánh giá năm
    Mã CB | Họ và tên     | Tổ      | Mức
    TV01  |               |         | HTXS
          |               | Tổ Văn  | HTT
    TV02  |               | Văn     | HTT     <- A subject-unclear
    TV99  |               | Lý      | HTT     <- A subject-unclear
          | Trần Văn Bình |         | HTT     <- A subject-unclear
          |               | Lý      | HTT     <- C team-unknown
    """)
    subjects = [(row.staff_id, row.team) for row in results.school.year_ratings]
    assert subjects == [("TV01", None), (None, "Văn"), (None, None), (None, None), (None, None), (None, None)]
    assert "TV02" in problems.remedy(results.problems[2], translator("vi"))


def test_a_tab_without_codes_goes_by_names() -> None:
    results = assert_as_drawn("""
    == Hội đồng
    Họ và tên      | Vai trò    | Từ ngày
    TRẦN VĂN BÌNH  | Thư ký     |
    Trần Văn Bính  | Thư ký     |             <- A staff-unknown
                   | Thư ký     | @2023-10-01 <- A value-missing
    #REF!          | Thư ký     |             <- A formula-error
    "TrÇn B×nh"    | Thư ký     |             <- A legacy-encoding
    """)
    assert [row.staff_id for row in results.school.council] == ["TV02", None, None, None, None]


def test_a_school_without_codes() -> None:
    results = assert_as_drawn(
        NO_CODES,
        """
        == Hội đồng
        Họ và tên     | Tổ   | Vai trò
        Nguyễn Thị An | Toán | Thư ký
        Nguyễn Thị An |      | Thư ký        <- A name-ambiguous
        Lê Thị Hòa    |      | Thư ký
        Lê Thị Hòa    | Văn  | Thư ký        <- A staff-unknown
        == Sáng kiến
        Mã SK | Tên sáng kiến | Tác giả                  | Kết quả
        SK1   | a             | Lê Thị Hoà               | Chờ xét
        SK2   | b             | Lê Thị Hoà; Nguyễn An    | Chờ xét    <- C staff-unknown
        SK3   | c             | Nguyễn Thị An            | Chờ xét    <- C name-ambiguous
        == Đánh giá năm
        Họ và tên     | Tổ   | Mức  | Ngày
        Nguyễn Thị An | Văn  | HTXS |
                      | Văn  | HTT  |
                      |      | HTT  | 25/5/2024   <- B subject-unclear
        """,
    )
    ids = [row.staff_id for row in results.school.council]
    assert ids == ["nguyen-thi-an-toan", None, "le-thi-hoa", None]
    subjects = [(row.staff_id, row.team) for row in results.school.year_ratings]
    assert subjects == [("nguyen-thi-an-van", None), (None, "Văn"), (None, None)]


def test_a_code_column_left_empty_by_a_school_without_codes() -> None:
    results = assert_as_drawn(NO_CODES, "== Hội đồng\n Mã CB | Họ và tên | Vai trò\n | Lê Thị Hoà | Thư ký")
    assert results.school.council[0].staff_id == "le-thi-hoa"


# --- properties -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: form.key)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_cells_give_records_or_problems_in_both_languages(form: forms.Form, data: st.DataObject) -> None:
    width = len(form.columns)
    rows = data.draw(st.lists(st.lists(RAW_CELLS, max_size=width + 2), max_size=3))
    header = data.draw(st.permutations([column.header for column in form.columns]))
    given_tab = Sheet(form.title, [header, *rows])
    others = [sheet for sheet in sheets(_STOCK) if sheet.title != form.title]
    results = compute([given_tab, *others], made_up_config(), date(2024, 6, 1))
    for language in LANGUAGES:
        for problem in results.problems:
            assert problems.message(problem, translator(language)) and problems.remedy(
                problem, translator(language)
            )


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.permutations(range(6)), st.integers(0, 14))
def test_neither_order_nor_title_block_change_what_is_read(
    rows: list[int], columns: list[int], above: int
) -> None:
    header, *body = _table(
        """
        STT | Mã CB | Họ và tên     | Loại nghỉ | Từ ngày     | Đến ngày
        1   | TV01  | Nguyễn Thị An | Ốm        | 1/10/2023   | 5/10/2023
        2   | 6     | Phạm Ngọc Ánh | Thai sản  | @2023-10-01 |
        3   | TT01  | Lê Thị Hòa    | ỐM        | hôm qua     | 5/10/2023
        4   | TV99  | Ai đó         | Ốm        | 5.10.23     | -
        """
    )
    drawn = [[line[at] for at in columns] for line in (header, *(body[at] for at in rows))]
    tab = Sheet("Nghỉ dài ngày", [*([["Họ và tên"]] * above), *drawn])
    others = [sheet for sheet in sheets(_STOCK) if sheet.title != tab.title]
    read = compute([tab, *others], made_up_config(), BEFORE_ANY_DEADLINE)
    contents = {(row.staff_id, row.kind, row.start, row.end) for row in read.school.leaves}
    assert contents == {
        ("TV01", "Ốm", date(2023, 10, 1), date(2023, 10, 5)),
        ("006", "Thai sản", date(2023, 10, 1), None),
        ("TT01", "Ốm", None, date(2023, 10, 5)),
        (None, "Ốm", date(2023, 10, 5), None),
    }
    assert sorted(problem.code for problem in read.problems) == ["not-a-date", "staff-unknown"]


def _table(text: str) -> list[list[object]]:
    (tab,) = sheets("== x\n" + text.strip())
    return [list(row) for row in tab.rows]


_STOCK = """
== Danh sách
Mã CB | Họ và tên     | Tổ      | Nhóm | Trạng thái
TV01  | Nguyễn Thị An | Văn     | GV   | Đang làm việc
TT01  | Lê Thị Hoà    | Toán    | GV   | Đang làm việc
006   | Phạm Ngọc Ánh | Văn thư | NV   | Đang làm việc
== Tháng 9
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng
"""


def test_months_of_entries() -> None:
    results = school_of("== Người tốt việc tốt\n Tháng | Tên bài | Tác giả\n 1 | a | TV01")
    assert results.school.entries[0].month == Month(2024, 1)
