"""A month with errors: what its closing needs, what its block holds, and who is told to mend what afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import RefusedError
from sheets_sync.language import translator
from sheets_sync.operations.reminders import reminders
from sheets_sync.results import closing
from sheets_sync.results.closed_months import ClosedBook, ClosedMonth, book_rows, read_book, seal_of
from sheets_sync.results.month_errors import month_errors
from sheets_sync.rules import problems
from sheets_sync.views import tabs
from sheets_sync.views.explain import explain
from tests.closed_month import OCTOBER, TODAY, book_of, cells, later, told
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config

HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm | Hiệu trưởng duyệt\n"
WRONG = f"""
== Tháng 10
{HEAD}TV01 | 25 | 60 | | |
TV02 | 20 | 65 | | |
TT01 | 18 | 50 | | 70 |
"""
OVERRIDES = """
== Điều chỉnh
Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt
"""
FINE = WRONG.replace("25", "20")
BY_DATE = {"closing": {"day": 10}}


def where(found) -> list[str]:
    return [f"{each.where} {each.code}" for each in found]


# --- by hand --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (FINE, []),
        (WRONG, ["Tháng 10!B3 out-of-range"]),
        (FINE + WRONG.replace("Tháng 10", "Tháng 11"), []),
        (FINE + OVERRIDES + "TV01 | 10 | 90 | | TV02 | TT01", ["Điều chỉnh!D2 override-invalid"]),
        (FINE + OVERRIDES + "TV09 | 10 | 90 | x | TV02 | TT01", ["Điều chỉnh!A2 staff-unknown"]),
        (FINE + OVERRIDES + "TV01 | 11 | 90 | | TV02 | TT01", []),
        (FINE + OVERRIDES + "TV01 | 1O | 90 | x | TV02 | TT01", ["Điều chỉnh!B2 not-a-month"]),
        (FINE + "== Sáng kiến\nMã SK | Tên sáng kiến | Tác giả | Kết quả\nSK1 | a | ? | Công nhận", []),
    ],
    ids=[
        "none",
        "a mark",
        "another month's",
        "an override",
        "whose",
        "of another month",
        "of which month",
        "else",
    ],
)
def test_the_errors_of_a_month_are_those_of_its_tab_and_its_overrides(drawn, found):
    results = cells(ROSTER, drawn.replace("== Tháng 10\n" + HEAD, "== Tháng 10\n\n" + HEAD))
    assert where(month_errors(results, OCTOBER)) == found


def test_a_tab_by_another_name_is_the_months_too():
    config = made_up_config(tabs={"Tháng 10": ["T10"]})
    found = month_errors(cells(ROSTER, WRONG.replace("Tháng 10", "T10"), config=config), OCTOBER)
    assert where(found) == ["T10!B2 out-of-range"]


def test_a_month_with_errors_is_refused_with_all_of_them():
    with pytest.raises(RefusedError) as refused:
        closing.closing_of(OCTOBER)(cells(ROSTER, WRONG), ClosedBook())
    said = str(refused.value)
    assert "Tháng 10/2023 còn 1 lỗi" in said
    assert "close 10 --reason" in said
    assert "Tháng 10!B2: điểm 25 vượt mức tối đa 20" in said


def test_with_a_reason_it_closes_and_the_reason_stays():
    book = closing.closing_of(OCTOBER, "thầy An nghỉ, chưa sửa được")(cells(ROSTER, WRONG), ClosedBook())
    closed = read_book(book_rows(book)).months[OCTOBER]
    assert (closed.errors, closed.reason, closed.intact) == (1, "thầy An nghỉ, chưa sửa được", True)


def test_a_hand_in_the_reason_breaks_the_seal():
    closed = closing.freeze(cells(ROSTER, WRONG), OCTOBER, TODAY, "vì thế")
    head, *table = closed.block
    assert not ClosedMonth(OCTOBER, ((*head[:-1], "vì khác"), *table)).intact


def test_a_month_that_is_closed_already_needs_no_reason():
    book = ClosedBook().closing(closing.freeze(cells(ROSTER, FINE), OCTOBER, TODAY))
    assert closing.closing_of(OCTOBER)(cells(ROSTER, WRONG), book).months[OCTOBER].intact


# --- by date --------------------------------------------------------------------------------------------------


def test_by_date_a_month_with_errors_is_left_open_and_one_without_is_closed():
    config = made_up_config(**BY_DATE)
    drawn = ROSTER + WRONG + FINE.replace("Tháng 10", "Tháng 9")
    fresh = pipeline.from_cells(sheets(drawn), config, TODAY)
    book = closing.by_date(fresh, ClosedBook())
    assert [str(month) for month in book.months] == ["2023-09"]
    assert closing.left_open(pipeline.with_closed(fresh, book)) == {OCTOBER: 1}


def test_where_the_config_says_so_it_is_closed_with_its_errors():
    config = made_up_config(closing={"day": 10, "with_errors": True})
    fresh = cells(ROSTER, WRONG, config=config)
    book = closing.by_date(fresh, ClosedBook())
    assert book.months[OCTOBER].errors == 1
    assert closing.left_open(pipeline.with_closed(fresh, book)) == {}


@pytest.mark.parametrize(("sections", "today"), [({}, TODAY), (BY_DATE, date(2023, 11, 9))])
def test_before_its_day_no_month_is_left_open(sections, today):
    fresh = pipeline.from_cells(sheets(ROSTER + WRONG), made_up_config(**sections), today)
    assert closing.left_open(pipeline.with_closed(fresh, ClosedBook())) == {}


@pytest.mark.parametrize(("language", "said"), [("vi", "tới ngày chốt mà còn 1 lỗi"), ("en", "left open")])
def test_the_summary_tells_of_a_month_that_is_left_open(language, said):
    config = made_up_config(**BY_DATE, language=language)
    results = pipeline.with_closed(cells(ROSTER, WRONG, config=config), ClosedBook())
    overview = tabs.output_tabs(results)[0]
    assert any(
        said in str(cell.value) and "10/2023" in str(cell.value) for row in overview.rows for cell in row
    )


# --- what stood in the cells ------------------------------------------------------------------------------------

CLOSED = book_of(ROSTER, WRONG)


def test_a_cell_that_could_not_be_read_is_no_change_as_long_as_it_stands():
    assert told(later(ROSTER, WRONG, closed=CLOSED)) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("| 25 |", "| 20 |", ("Tháng 10!B2", "", "TV01", "25", "20")),
        ("| 25 |", "|  |", ("Tháng 10!B2", "", "TV01", "25", "(trống)")),
        ("| 25 |", "| 26 |", ("Tháng 10!B2", "", "TV01", "25", "26")),
        ("| 20 | 65", "| 30 | 65", ("Tháng 10!B3", "", "TV02", "20", "30")),
    ],
)
def test_before_and_after_are_what_stood_there(old, new, found):
    assert told(later(ROSTER, WRONG.replace(old, new), closed=CLOSED)) == [found]


def test_a_total_and_a_word_that_could_not_be_read_stand_too():
    wrong = WRONG.replace("TV02 | 20 | 65 | | |", "TV02 | tốt | 65 | | 170 | x")
    closed = book_of(ROSTER, wrong)
    assert told(later(ROSTER, wrong, closed=closed)) == []
    mended = wrong.replace("tốt", "20").replace("| 170 |", "| 85 |").replace("| x", "| 85")
    changes = [(before, after) for *_, before, after in told(later(ROSTER, mended, closed=closed))]
    assert changes == [("tốt", "20"), ("170", "85"), ("x", "85")]


def test_such_a_cell_counts_for_nothing_in_the_closed_month():
    results = later(ROSTER, WRONG, closed=CLOSED)
    [score] = [each for each in results.school.months[OCTOBER].rows if each.staff_id == "TV01"]
    assert (score.marks[0], score.place.bad) == (None, {results.rubric.inputs[0].key})
    assert "TV01" not in results.grades[OCTOBER]


def as_the_first_version_closed(*drawn):
    """A block without notes after its seal, which holds nothing of cells that could not be read."""
    closed = closing.freeze(cells(*drawn), OCTOBER, TODAY)
    head, *table = closed.block
    bare = (*head[:10], None)
    block = ((*head[:10], seal_of([bare, *table])), *table)
    return book_rows(ClosedBook().closing(ClosedMonth(OCTOBER, block)))


def test_a_block_of_the_first_version_stands_without_a_new_problem():
    closed = as_the_first_version_closed(ROSTER, WRONG.replace("25", "  "))
    results = later(ROSTER, WRONG, closed=closed)
    assert read_book(closed).months[OCTOBER].intact
    assert told(results) == []
    assert results.damaged == ()


def test_a_hand_in_such_a_block_is_still_told_by_the_cells():
    closed = [list(row) for row in as_the_first_version_closed(ROSTER, FINE)]
    [row] = [row for row in closed if row and row[0] == "TV02"]
    row[3] = 1
    results = later(ROSTER, FINE, closed=tuple(map(tuple, closed)))
    assert results.damaged == ()
    assert [variant for _, variant, *_ in told(results)] == ["by-hand"]


# --- who is told to mend what -----------------------------------------------------------------------------------


def test_whatever_is_wrong_in_a_closed_month_is_mended_only_after_it_was_opened():
    drawn = ROSTER, WRONG, OVERRIDES + "TV02 | 10 | 90 | | TV01 | TT01"
    results = later(*drawn, closed=book_of(*drawn))
    codes = {each.code for each in results.problems}
    assert codes == {"out-of-range", "total-mismatch", "score-missing", "not-approved", "override-invalid"}
    for language, words in (("vi", "mở lại tháng"), ("en", "open the month again")):
        remedies = [problems.remedy(each, translator(language)) for each in results.problems]
        assert all(words in remedy and "reopen 10" in remedy for remedy in remedies)


def test_an_open_month_beside_it_is_mended_as_ever():
    november = WRONG.replace("Tháng 10", "Tháng 11")
    results = later(ROSTER, WRONG, november, closed=CLOSED)
    [found] = [
        each for each in results.problems if str(each.where) == "Tháng 11!B2" and each.code == "out-of-range"
    ]
    assert problems.remedy(found, translator("vi")) == "Sửa lại từ 0 đến 20."


def test_a_column_that_is_gone_may_be_put_back_without_opening():
    renamed = WRONG.replace("Kết quả nhiệm vụ", "Kết quả")
    [found] = [
        each for each in later(ROSTER, renamed, closed=CLOSED).problems if each.code == "column-missing"
    ]
    assert "Trả lại tên cột" in problems.remedy(found, translator("vi"))


def test_nobody_is_reminded_of_a_closed_month():
    assert {
        each.person.staff_id for each in reminders(later(ROSTER, WRONG, closed=()), translator("vi"))
    } != set()
    assert list(reminders(later(ROSTER, WRONG, closed=CLOSED), translator("vi"))) == []


def test_a_persons_story_says_how_the_closed_month_is_mended():
    story = explain(later(ROSTER, WRONG, closed=CLOSED), "TV01")
    assert story.problems
    assert all("mở lại tháng" in problems.remedy(each, translator("vi")) for each in story.problems)


@pytest.mark.parametrize("variant", ["row-gone", "tab-gone"])
def test_what_is_gone_from_a_closed_month_may_stay_gone_once_it_was_opened(variant):
    drawn = {"row-gone": FINE.replace("TT01", "006"), "tab-gone": f"== Tháng 10\n{HEAD}"}[variant]
    results = later(ROSTER, drawn, closed=book_of(ROSTER, FINE))
    [found] = [each for each in results.problems if each.variant == variant]
    assert "mở lại tháng" in problems.remedy(found, translator("vi"))
