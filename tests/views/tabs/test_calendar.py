"""`Lịch việc`, and what of it the principal's page shows."""

from __future__ import annotations

from datetime import date

from sheets_sync.model import Where
from sheets_sync.views import tabs
from sheets_sync.views.changes import facts, plan
from tests.drawn import school_of
from tests.stores.memory import MemoryStore

TODAY = date(2024, 2, 6)
SCHOOL = """
== Văn bản
Loại         | Kỳ    | Ngày nộp
registration |       | @2023-11-02
Tờ trình     | quý 1 | @2024-02-05
== Người tốt việc tốt
Tháng | Tên bài | Tác giả | Ngày gửi
9     | Bài một | TV01    | @2023-09-14
"""
QUIET = {
    "entries": 1,
    "without": ["movements-closing", "contest-2023-10", "contest-2023-11", "contest-2023-12"],
}


def tab(title="Lịch việc", school=SCHOOL, today=TODAY, language="vi", **deadlines):
    made = school_of(school, today=today, deadlines=deadlines, language=language)
    return next(each for each in tabs.output_tabs(made) if each.title == title)


def row(key_text, **options):
    """The row of a duty, found by a part of its text."""
    return next(row for row in tab(**options).rows if len(row) == 6 and key_text in str(row[1].value))


def test_every_duty_is_by_its_date():
    dates = [row[0].value for row in tab().rows if row and isinstance(row[0].value, date)]
    assert len(dates) == 16 and dates == sorted(dates)


def test_what_is_done_leads_to_the_cell_that_proves_it():
    cells = row("đăng ký danh hiệu")
    assert [cell.value for cell in cells] == [
        date(2023, 10, 31),
        "Nộp đăng ký danh hiệu thi đua, hình thức khen thưởng năm học 2023-2024",
        "UBND quận",
        "xong 02/11/2023, sau hạn 2 ngày",
        "Văn bản!C2",
        "Kế hoạch, mục II.2 và mục III, tháng 10",
    ]
    assert cells[4].link == Where("Văn bản", 2, 3)


def test_what_is_late_is_marked_and_leads_to_where_it_is_to_be_written():
    cells = row("Tổng kết các phong trào")
    assert (cells[3].value, cells[3].style) == ("trễ 37 ngày", "error")
    assert (cells[4].value, cells[4].link) == ("ghi ở Văn bản", Where("Văn bản"))


def test_what_comes_next_is_marked_however_far_away():
    without = {"without": ["contest", "medal-proposal"]}
    assert row("hồ sơ Kỷ niệm chương", **without)[3].style == "warning"
    assert row("Nộp hồ sơ thi đua", **without)[3].style == "center"


def test_what_is_over_is_not_called_late():
    assert (row("20/11")[3].value, row("20/11")[3].style) == ("đã qua", "center")


def values(**options):
    return [" ".join(str(value) for value in row if value) for row in tab(**options).values()]


def test_a_paper_in_doubt_is_shown_with_its_cell():
    lines = values()
    at = lines.index("Văn bản đã nộp nhưng chưa tính được")
    assert lines[at + 1] == "Văn bản!B3 Chưa đọc được Kỳ “quý 1”; ghi như 10/2023, HK1 hoặc 2023-2024."


def test_what_has_no_date_is_listed_with_its_key():
    lines = values(dates={"year-plan": date(2023, 9, 15)})
    [at] = [number for number, line in enumerate(lines) if line.startswith("Chưa định ngày")]
    assert [line.split()[0] for line in lines[at + 1 :]] == ["term-summary", "year-summary"]


def test_it_is_in_the_schools_language():
    assert row("Staff conference".lower(), language="en")[3].value == "over"
    assert row("registrations", language="en")[2].value == "The district's people's committee"


def test_the_tab_may_become_empty():
    every = [
        "contest",
        "registrations",
        "staff-conference",
        "ceremony",
        "movements-closing",
        "medal-proposal",
    ]
    every += ["medal-dossier", "year-dossier", "year-plan", "term-summary", "year-summary"]
    full, empty = (school_of("", today=TODAY, deadlines=some) for some in ({}, {"without": every}))
    store = MemoryStore()
    store.write(tabs.output_tabs(full), facts(full))
    change = plan(tabs.output_tabs(empty), facts(empty), store.current_tabs())
    assert change.refusals == () and change.changed
    assert "Lịch chưa có việc nào." in values(without=every)


# --- Tổng hợp ---------------------------------------------------------------------------------------------


def pressing(**options):
    """The lines of the page's section about what is due, from its heading on."""
    lines = values(title="Tổng hợp", **options)
    at = next(number for number, line in enumerate(lines) if "việc sắp tới" in line or "Việc sắp tới" in line)
    return lines[at : lines.index("", at)]


def test_the_principal_sees_what_is_late_first_and_nothing_that_is_done():
    lines = pressing(**QUIET | {"without": QUIET["without"][1:]})
    assert [line.split()[0] for line in lines] == [
        "Việc",
        "2023-12-31",
        "2024-01-15",
        "2024-02-15",
        "2024-02-29",
        "2024-03-15",
    ]
    assert lines[0] == "Việc trễ hạn và việc sắp tới"
    assert lines[1].endswith("trễ 37 ngày")


def test_without_anything_late_only_what_comes_next():
    lines = pressing(**QUIET | {"without": [*QUIET["without"], "contest-2024-01"]})
    assert lines[0] == "Việc sắp tới" and lines[1].endswith("còn 9 ngày")


def test_what_is_late_and_has_no_room_is_counted():
    lines = pressing(today=date(2024, 4, 20))
    assert [line.split()[-3] for line in lines[1:-1]] == ["trễ", "trễ", "trễ", "còn", "còn"]
    assert lines[-1] == "Còn 8 việc trễ khác; xem tab “Lịch việc”"
