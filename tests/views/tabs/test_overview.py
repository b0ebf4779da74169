from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from sheets_sync import pipeline
from sheets_sync.model import Place, Problem, Score, Where
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.rules.rubric import Band
from sheets_sync.school.school import School
from sheets_sync.school.scorebook import Scores
from sheets_sync.views import tabs
from tests.drawn import school_of
from tests.made_up import RUBRIC, YEAR, made_up_config, made_up_results

SCHOOL = """
01 | Trần Văn Ánh | Toán | 92,50 | 80    | 95
02 | Lê Thị Bình  | Toán | 85    | 90,01 | 60
03 | Phạm Văn Chi | Văn  | 92,50 | -     | 91
04 | Đỗ Thị Dung  | Văn  | 60    | 70    | 72,5
"""
LATER = date(2023, 12, 5)


def results(**options):
    return made_up_results(SCHOOL, 9, 10, 11, today=options.pop("today", LATER), **options)


def tab(title, made):
    return next(each for each in tabs.output_tabs(made) if each.title == title)


def rows(title, made, start=0):
    """The values of a tab as lines, blanks as dots."""
    lines = (
        " ".join("." if value is None else str(value) for value in row) for row in tab(title, made).values()
    )
    return list(lines)[start:]


def texts(title, made):
    return "\n".join(rows(title, made))


def figures(made):
    """What each card says: `label: figure`."""
    values = tab("Tổng hợp", made).values()
    return {label: figure for figure, label in zip(values[4], values[5], strict=False) if label}


def test_the_tabs_stand_in_the_order_of_interest():
    titles = [each.title for each in tabs.output_tabs(results())]
    assert titles == [
        "Tổng hợp",
        "Xếp hạng tháng",
        "Xếp hạng tổ",
        "Xếp loại năm",
        "Đề xuất danh hiệu",
        "Đăng ký tổng hợp",
        "Lịch việc",
        "Lỗi dữ liệu",
    ]


def test_a_school_may_name_the_tabs():
    config = made_up_config(store={"titles": {"Lỗi dữ liệu": "Sửa giúp"}})
    assert tabs.output_tabs(results(config=config))[-1].title == "Sửa giúp"


# --- Tổng hợp ---------------------------------------------------------------------------------------------


def test_the_principals_page_is_about_the_last_month_that_is_over():
    assert rows("Tổng hợp", results(today=date(2023, 11, 30)))[0] == "Tổng hợp thi đua tháng 10/2023"


def test_the_figures_of_the_month():
    found = figures(results())
    assert found == {
        "người đã có điểm": "4/4",
        "chưa có điểm": "0",
        "Hiệu trưởng chưa duyệt": "0",
        "loại A, trần 30 %": Decimal("0.5"),
        "tổ dẫn đầu, 81,75 điểm": "Văn",
        "lỗi cần sửa, 0 cảnh báo": "0",
    }


def test_only_the_months_own_rows_wait_for_approval():
    places = [Where("Tháng 10", 5, 6), Where("Tháng 11", 5, 6), Where("Tháng 11", 6, 6)]
    made = results(
        problems=tuple(
            Problem("not-approved", where, params={"column": "Hiệu trưởng duyệt"}) for where in places
        )
    )
    school = replace(made.school, months={YEAR.month(11): Scores(tabs=[Where("Tháng 11")])})
    assert figures(replace(made, school=school))["Hiệu trưởng chưa duyệt"] == "2"


def test_the_card_leads_to_the_first_cells_that_wait():
    wait = "T0{0} | 20 | 50 |\n"
    people = "".join(f"T0{n} | Người {n} | Văn | GV | Đang làm việc\n" for n in (1, 2, 3))
    drawn = (
        "== Danh sách\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái\n" + people + "== Tháng 9\n"
        "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Hiệu trưởng duyệt\n"
    )
    made = tab("Tổng hợp", school_of(drawn + "".join(map(wait.format, (1, 2, 3))), today=LATER))
    [cell] = [cell for cell in made.rows[6] if cell.value]
    assert (cell.value, cell.link) == ("D2, D3, …", Where("Tháng 9", 2, 4))


def test_a_share_above_the_limit_is_marked():
    styles = {
        cell.style for row in tab("Tổng hợp", results()).rows for cell in row if cell.value == Decimal("0.5")
    }
    assert styles == {"alert", "percent-over"}


def test_every_month_has_its_ratings():
    assert "T9 4 0 2 1 1 0 0.5\nT10 3 1 1 2 0 0 0.3333\nT11 4 0 2 1 1 0 0.5" in texts("Tổng hợp", results())


def test_who_rose_and_who_fell_most_with_both_figures():
    assert "Trần Văn Ánh . . 80.0 95.0 15.0 Lê Thị Bình . . 90.01 60.0 -30.01" in texts("Tổng hợp", results())


SWAPPED = """
== Tháng 9
Mã CB | Họ và tên     | Hiệu trưởng duyệt
TV01  | Trần Văn Bình | 60
TV02  | Nguyễn Thị An | 90
TT01  | Lê Thị Hoà    | 80
== Tháng 10
Mã CB | Họ và tên     | Hiệu trưởng duyệt
TV01  | Nguyễn Thị An | 90
TV02  | Trần Văn Bình | 60
TT01  | Lê Thị Hoà    | 85
"""


def test_nobody_is_accused_by_a_row_that_still_bears_a_warning():
    """Whoever mixed up two rows made one teacher fall and another rise."""
    made = tab("Tổng hợp", school_of(SWAPPED, today=date(2023, 11, 20)))
    doubted = {cell.value: str(cell.link) for row in made.rows for cell in row if "⚠" in str(cell.value)}
    assert doubted.pop("⚠ Nguyễn Thị An") == "Tháng 9!B2"
    assert doubted.pop("⚠ Trần Văn Bình") == "Tháng 9!B3"
    assert "⚠ dòng này còn cảnh báo, xem lại trước" in doubted
    assert "Lê Thị Hoà . . 80.0 85.0 5.0" in texts("Tổng hợp", school_of(SWAPPED, today=date(2023, 11, 20)))


def test_a_rating_that_does_not_fit_puts_nobodys_points_in_doubt():
    drawn = SWAPPED.replace("Trần Văn Bình", "").replace("Nguyễn Thị An", "")
    rated = drawn.replace("Hiệu trưởng duyệt", "Hiệu trưởng duyệt | Xếp loại").replace("| 60", "| 60 | A")
    made = school_of(rated, today=date(2023, 11, 20))
    assert "rating-mismatch" in {each.code for each in made.problems}
    assert "⚠ dòng" not in texts("Tổng hợp", made)


def test_what_is_due_next():
    found = texts("Tổng hợp", results())
    assert "2023-12-15 . Nộp 03 bài dự thi “Người tốt, việc tốt” tháng 12/2023" in found
    assert "còn 10 ngày" in found


def test_problems_are_counted_by_kind_with_the_way_to_them():
    problems = [
        Problem("value-missing", Where("Tháng 9", 5, each), params={"column": "x"}) for each in (4, 5)
    ]
    made = tab("Tổng hợp", results(problems=tuple(problems)))
    assert "Ô bắt buộc còn trống . . . . 2" in texts("Tổng hợp", results(problems=tuple(problems)))
    assert made.rows[-1][0].link == Where("Lỗi dữ liệu")


SLIPS = """
== Tháng 9
Mã CB | Họ và tên      | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
TV01  | Nguyễn Thị Anh | 20                      | tám
TV02  |                | 25                      | 60
TT01  |                | #REF!                   | 60
006   |                | 20                      | =
XX01  |                | 20                      | 60
== Đăng ký
Ngày đăng ký | Mã CB | Danh hiệu | Đợt
hôm qua      | TV01  | LĐTT      | Đầu năm
@2023-10-05  | TV02  | Lao động  | Đầu năm
@2023-10-05  | TT01  | CSTĐ      | Đầu năm
@2023-10-05  | 006   |           | Đầu năm
== Điều chỉnh
Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt
TV02  | 9     | 88   | Sót   | Trần Văn Bình | Trần Văn Bình
"""


def kinds():
    """What the page says of these slips: its cells from the heading on."""
    made = tab("Tổng hợp", school_of(SLIPS, today=date(2023, 10, 10)))
    at = next(at for at, row in enumerate(made.rows) if row[:1] and row[0].value == "Cần sửa trong sổ")
    return [cell for row in made.rows[at + 1 :] for cell in row if cell.value is not None]


def test_a_kind_leads_to_its_first_line():
    listed = tab("Lỗi dữ liệu", school_of(SLIPS, today=date(2023, 10, 10)))
    link = next(cell.link for cell in kinds() if cell.value == "Không phải là ngày")
    assert link.tab == "Lỗi dữ liệu"
    assert "hôm qua" in [cell.value for cell in listed.rows[link.row - 1]]


def test_what_only_the_principal_can_settle_comes_first_and_what_is_not_shown_is_counted():
    found = [cell.value for cell in kinds()]
    assert found[0] == "Điều chỉnh chưa hợp lệ"
    assert found[-1].startswith("Còn 3 loại khác, 2 lỗi, 1 cảnh báo; xem từng ô")


def test_charts_show_what_the_tables_say():
    made = tab("Tổng hợp", results())
    months, teams = made.charts
    values = made.values()
    assert [
        values[row - 1][0] for row in range(months.categories.first_row, months.categories.last_row + 1)
    ] == [
        "T9",
        "T10",
        "T11",
    ]
    assert values[teams.categories.first_row - 1][1] == "Văn"


def test_a_rubric_of_many_ratings_has_its_chart_below():
    bands = tuple(Band(name, (6 - at) * 1500) for at, name in enumerate("ABCDEF"))
    made = tab("Tổng hợp", results(rubric=replace(RUBRIC, bands=bands, quota=None)))
    assert (made.charts[0].column, made.charts[0].row > made.charts[0].categories.last_row) == (1, True)


def test_a_school_without_any_points_still_gets_its_page():
    made = made_up_results("01 | Trần Văn Ánh | Toán", given={}, today=date(2023, 9, 5))
    assert figures(made)["người đã có điểm"] == "0/1"


# --- rankings ---------------------------------------------------------------------------------------------


def test_months_stand_newest_first_with_who_is_not_rated_below():
    assert rows("Xếp hạng tháng", results(), 4)[4:8] == [
        "10/2023 1 1 02 Lê Thị Bình Toán 90.01 A Hiệu trưởng duyệt 5.01",
        "10/2023 2 2 01 Trần Văn Ánh Toán 80.0 B Hiệu trưởng duyệt -12.5",
        "10/2023 3 1 04 Đỗ Thị Dung Văn 70.0 B Hiệu trưởng duyệt 10.0",
        "10/2023 . . 03 Phạm Văn Chi Văn . . Chưa có điểm",
    ]


def test_who_is_not_ranked_for_an_error_has_not_simply_no_points():
    made = school_of(
        """
        == Tháng 9
        Mã CB | Họ và tên     | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
        TV01  | Nguyễn Thị An | 20                      | 60
        TV02  | Trần Văn Bình | x                       | 60
        TT99  | Lê Thị Hoà    | 20                      | 60
        """
    )
    notes = {row[3]: row[8] for row in tab("Xếp hạng tháng", made).values()[4:]}
    assert (notes["TV02"], notes["TT01"]) == ("Còn lỗi, chưa xếp hạng", "Còn lỗi, chưa xếp hạng")
    assert (notes["TV01"], notes["006"]) == ("Tổng các tiêu chí", "Chưa có điểm")


def test_each_month_is_printed_on_its_own_page():
    assert tab("Xếp hạng tháng", results()).page_breaks == (8, 12)


def test_teams_have_their_points_and_ranks_in_time():
    assert rows("Xếp hạng tổ", results(), 3) == [
        "Tổ 9/2023 10/2023 11/2023 Học kỳ 1 Cả năm",
        "Toán 88.75 85.01 77.5 83.76 83.76",
        "Văn 76.25 70.0 81.75 79.63 79.63",
        "",
        "Thứ hạng",
        "Tổ 9/2023 10/2023 11/2023 Học kỳ 1 Cả năm",
        "Toán 1 1 2 1 1",
        "Văn 2 2 1 2 2",
    ]


def test_everybodys_year():
    assert rows("Xếp loại năm", results(), 4)[:2] == [
        "1 03 Phạm Văn Chi Văn 92.5 . 91.0 91.75 91.75 A",
        "2 01 Trần Văn Ánh Toán 92.5 80.0 95.0 89.17 89.17 B",
    ]


def test_who_has_no_year_yet_has_months_all_the_same():
    """The school's year needs both terms, and the second has no month yet."""
    strict = replace(RUBRIC, year_weights=(Fraction(1, 3), Fraction(2, 3)), one_term_is_year=False)
    assert rows("Xếp loại năm", results(rubric=strict), 4)[1:3] == [
        ". 02 Lê Thị Bình Toán 85.0 90.01 60.0 78.34",
        ". 03 Phạm Văn Chi Văn 92.5 . 91.0 91.75",
    ]


@pytest.mark.parametrize("title", ["Xếp hạng tháng", "Xếp loại năm"])
def test_lists_can_be_filtered(title):
    assert tab(title, results()).filtered


def test_a_class_board_has_its_ranking():
    rubric = replace(RUBRIC, subject="class", every="week", adds_weeks=True)
    week = (Score(Place("Tuần 1", None, 2, {}), "6A1", (2000, 7000, 500)),)
    config = made_up_config(classes={"names": ["6A1", "6A2"], "first_week": date(2023, 9, 4)})
    made = replace(results(config=config), class_rubric=rubric, class_scores={YEAR.month(9): {1: week}})
    assert rows("Xếp hạng lớp", made, 3)[:2] == ["Lớp 9/2023 Học kỳ 1 Cả năm", "6A1 95.0 95.0 95.0"]


# --- Lỗi dữ liệu ------------------------------------------------------------------------------------------


def problem(code, tab_title, cell, who=None, value=None, book=None, **params):
    row, column = cell or (None, None)
    variant = next(iter(CODES[code].texts))
    return Problem(
        code, Where(tab_title, row, column, book), value, who, {"column": "Điểm", **params}, variant
    )


FOUND = (
    problem("not-a-number", "Tháng 9", (6, 4), "02", "tám"),
    problem("name-mismatch", "Tháng 9", (5, 3), "01", "Anh", name="Trần Văn Ánh", staff_id="01"),
    problem("entries-short", "Người tốt việc tốt", None, month="9/2023", count=1, wanted=3),
    problem("value-missing", "Tháng 10", (5, 4), "01"),
)


def test_each_persons_problems_stand_together_errors_first_in_name_order():
    listed = [line.split(" Điểm")[0] for line in rows("Lỗi dữ liệu", results(problems=FOUND), 4)]
    assert listed == [
        "Trần Văn Ánh 01 Lỗi Tháng 10 D5",
        "Trần Văn Ánh 01 Cảnh báo Tháng 9 C5",
        "Lê Thị Bình 02 Lỗi Tháng 9 D6",
        "Chung . Cảnh báo Người tốt việc tốt mở tab",
    ]


def test_a_problem_says_what_is_there_and_what_to_do():
    line = rows("Lỗi dữ liệu", results(problems=FOUND[:1]), 4)[0]
    assert line.endswith("Điểm tám “tám” ở “Điểm” không phải là số. Gõ lại bằng chữ số, ví dụ 8,5.")


def test_a_problem_leads_to_its_cell():
    cells = [
        cell for row in tab("Lỗi dữ liệu", results(problems=FOUND[:1])).rows for cell in row if cell.link
    ]
    assert [(cell.value, cell.link) for cell in cells] == [("D6", Where("Tháng 9", 6, 4))]


def test_a_missing_tab_leads_nowhere():
    missing = problem("tab-missing", "Danh sách", None)
    assert not any(cell.link for row in tab("Lỗi dữ liệu", results(problems=(missing,))).rows for cell in row)


def test_several_books_are_named():
    two = (problem("value-missing", "Tháng 9", (5, 4), book="to-toan.xlsx"), FOUND[2])
    assert "Chung . Lỗi to-toan.xlsx Tháng 9 D5" in texts("Lỗi dữ liệu", results(problems=two))


def test_a_column_is_named_by_its_header_even_where_the_problem_does_not_say():
    place = Place("Tháng 9", None, 5, {"staff_id": 2, "own_total": 7})
    scores = Scores(rows=[Score(place, "01", (2000, 7000, 0))])
    found = Problem("total-mismatch", Where("Tháng 9", 5, 7), "80", "01", {"sum": "90"})
    made = results(problems=(found,))
    made = replace(made, school=School(made.school.roster, months={YEAR.month(9): scores}))
    assert "G5 Tự chấm 80" in rows("Lỗi dữ liệu", made, 4)[0]


def test_no_problem_at_all_is_said_kindly():
    assert "Không có lỗi nào" in texts("Lỗi dữ liệu", results())


def test_the_same_results_make_the_same_tabs():
    assert [each.digest() for each in tabs.output_tabs(results())] == [
        each.digest() for each in tabs.output_tabs(results())
    ]


def test_nobody_on_the_roster_is_no_crash():
    assert len(tabs.output_tabs(made_up_results("", given={}))) == 8


def test_the_page_says_when_all_was_read_and_warns_of_itself_when_that_is_long_ago(google, tmp_path):
    """By the spreadsheet's own clock: the nightly job that would say so is dead by then."""
    from tests.drawn import ROSTER, sheets
    from tests.google_school import google_config, google_store, spreadsheet_of

    config = google_config(google, tmp_path, spreadsheet_of(google, sheets(ROSTER)))
    today = datetime.fromtimestamp(google.world.clock.now(), ZoneInfo("Asia/Ho_Chi_Minh")).date()
    pipeline.sync(google_store(google, config), config, today)

    def said():
        return google_store(google, config).tab("Tổng hợp")[3][0]

    assert said() == f"Đọc đầy đủ sổ lần cuối: {today:%d/%m/%Y}."
    google.world.clock.advance(2 * 86_400)
    assert said().startswith("Đọc đầy đủ")
    google.world.clock.advance(86_400)
    assert said().startswith("⚠ Đã hơn 2 ngày chưa đọc sổ")


def test_the_page_prints_at_four_fifths_of_its_size_or_more():
    """Below that its ten points become eight and less."""
    from sheets_sync.stores.styles import row_height

    made = tab("Tổng hợp", school_of(SWAPPED, today=date(2024, 4, 10)))
    inches_wide = sum(width * 7 + 5 for width in made.widths) / 96
    inches_high = sum(row_height(made, row) for row in made.rows) / 72
    assert 7.5 / inches_wide >= 0.8
    assert 10.8 / inches_high >= 0.8
