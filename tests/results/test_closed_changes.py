"""Closed months: what was announced stays announced, and every difference is told with before and after."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.views import tabs
from sheets_sync.views.explain import explain
from tests.closed_month import (
    CONFIG,
    MARKS,
    OPEN,
    OVERRIDE,
    book_of,
    cells,
    later,
    ranking,
    stricter_book,
    told,
)
from tests.drawn import ROSTER
from tests.made_up import made_up_config

NAMED = """
== Tháng 10
Mã CB | Họ và tên | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
TV01  | Nguyễn Thị An | 20 | 60.5
"""


def test_a_closed_month_without_an_edit_is_as_before_and_no_problem():
    results = later(ROSTER, MARKS)
    assert (ranking(results), ranking(results, "team")) == (ranking(OPEN), ranking(OPEN, "team"))
    assert told(results) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("60.5 ", "70", ("Tháng 10!C2", "", "TV01", "60,5", "70"), id="a mark"),
        pytest.param(
            "60.5 ", "   ", ("Tháng 10!C2", "", "TV01", "60,5", "(trống)"), id="a mark that was deleted"
        ),
        pytest.param("60.5 ", "x", ("Tháng 10!C2", "", "TV01", "60,5", "x"), id="a mark that cannot be read"),
        pytest.param("92.25", "50", ("Tháng 10!E3", "", "TV02", "92,25", "50"), id="the principal's total"),
        pytest.param(
            "| 5 ", "|  ", ("Tháng 10!D3", "", "TV02", "5", "(trống)"), id="a mark that does not decide"
        ),
        pytest.param("TT01  | 18 ", "006  | 18 ", None, id="a row given to somebody else"),
    ],
)
def test_an_edit_is_reported_and_changes_nothing(old, new, found):
    assert old in MARKS
    results = later(ROSTER, MARKS.replace(old, new, 1))
    assert (ranking(results), ranking(results, "team")) == (ranking(OPEN), ranking(OPEN, "team"))
    assert results.damaged == ()
    if found:
        assert told(results) == [found]
    else:
        assert {(variant, who) for _, variant, who, _, _ in told(results)} == {
            ("row-gone", "TT01"),
            ("row-new", "006"),
        }


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("| ", "| ", []),  # names that stand there beforehand
        ("| x", "| x", []),
        ("| ", "| x", []),  # which is an error of its own
        ("| ", "| 18", ["row-new"]),
        ("", "| ", []),
        ("", "| 18", ["row-new"]),
    ],
)
@pytest.mark.parametrize("at_work", [True, False])
def test_a_row_without_a_mark_is_no_new_row_after_closing(at_work, before, after, found):
    roster = ROSTER if at_work else ROSTER.replace("NV   | Đang làm việc", "NV   | Nghỉ dài ngày")
    first, then = (f"{NAMED}006 | Phạm Ngọc Ánh {each}" if each else NAMED for each in (before, after))
    results = later(roster, then, closed=book_of(roster, first))
    assert [variant for _, variant, _, _, _ in told(results)] == found


@pytest.mark.parametrize(
    ("before", "after"), [("Tốt", "Khá"), ("Tốt", ""), ("", "Tốt")], ids=["another", "deleted", "come"]
)
def test_an_edit_of_a_grade_is_reported_like_one_of_a_number(before, after):
    config = made_up_config(rules={"rubric": "25-diem"})
    graded = "== Tháng 10\nMã CB | Xếp loại lớp | Chuyên môn | Hiệu trưởng duyệt\nTV01 | A | {} | 20"
    closed = book_of(ROSTER, graded.format(before), config=config)
    results = later(ROSTER, graded.format(after), closed=closed, config=config)
    assert told(results) == [("Tháng 10!C2", "", "TV01", before or "(trống)", after or "(trống)")]


def test_an_edit_is_reported_once_not_again_by_what_follows_from_it():
    rated = MARKS.replace("Hiệu trưởng duyệt\n", "Hiệu trưởng duyệt | Xếp loại\n").replace(
        "92.25\n", "92.25 | A\n"
    )
    closed = book_of(ROSTER, rated)
    results = later(ROSTER, rated.replace("92.25", "60"), closed=closed)
    codes = {problem.code for problem in results.problems if problem.staff_id == "TV02"}
    assert codes == {"closed-month-changed"}


def test_a_total_that_does_not_add_up_is_reported_of_rows_that_nobody_edited():
    totals = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tự chấm
TV01  | 20                      | 60.5             | 80.5
TT01  | 18                      | 50               | 70
"""
    results = later(ROSTER, totals.replace("60.5", "61"), closed=book_of(ROSTER, totals))
    assert [p.staff_id for p in results.problems if p.code == "total-mismatch"] == ["TT01"]


def test_what_else_is_wrong_in_an_edited_row_is_reported_as_well():
    named = MARKS.replace("Mã CB |", "Mã CB | Họ và tên |").replace("TV02  |", "TV02  | Trần Văn Bình |")
    named = named.replace("TV01  |", "TV01  | |").replace("TT01  |", "TT01  | |")
    results = later(ROSTER, named.replace("92.25", "60").replace("Bình", "Bính"))
    codes = {problem.code for problem in results.problems if problem.staff_id == "TV02"}
    assert codes == {"closed-month-changed", "name-mismatch"}


def test_the_share_of_the_best_is_that_of_what_was_announced():
    """One A of three is too many; that it is none by the edited cells is nobody's business."""
    results = later(ROSTER, MARKS.replace("92.25", "60"))
    assert [p.value for p in results.problems if p.code == "quota-exceeded"] == ["1/3"]


def test_the_share_of_a_title_is_that_of_what_was_announced():
    """By the edited cells nobody is a candidate; by what was announced, one of three is more than the 15 % allowed."""
    marks = MARKS.replace("| 5           | 92.25", "| 5           | 100")
    candidate = """
== Đăng ký
Ngày đăng ký | Đợt | Mã CB | Danh hiệu
@2023-10-05  | Đầu năm | TV02 | CSTĐCS
== Sáng kiến
Mã SK | Tên sáng kiến | Số quyết định | Ngày quyết định | Tác giả | Kết quả | Cấp công nhận
SK1 | Một giải pháp | 1/QĐ | @2024-03-01 | TV02 | Công nhận | Trường
"""
    edited = marks.replace("100", "40")
    results = later(ROSTER, edited, candidate, closed=book_of(ROSTER, marks))
    assert [p.value for p in results.problems if p.variant == "title"] == ["CSTDCS"]


def test_cells_are_compared_by_person_and_column_not_by_address():
    moved = """
== Tháng 10
Trường THCS

Hiệu trưởng duyệt | Mã CB | Kết quả nhiệm vụ | Điểm thưởng | Ý thức kỷ luật, đạo đức
                  | TT01  | 50               |             | 18
92.25             | TV02  | 65               | 5           | 20
                  | TV01  | 60.5             |             | 20
"""
    assert told(later(ROSTER, moved)) == []


def test_a_transfer_re_ranks_no_closed_month():
    results = later(ROSTER.replace("Nguyễn Thị An    | Văn ", "Nguyễn Thị An    | Toán"), MARKS)
    assert (ranking(results), ranking(results, "team")) == (ranking(OPEN), ranking(OPEN, "team"))
    year = {row.staff_id: row.team for row in ranking(results, period=CONFIG.year).rows}
    assert year["TV01"] == "Toán"


def test_who_has_left_the_roster_stays_in_the_closed_month():
    gone = "\n".join(line for line in ROSTER.splitlines() if not line.startswith("TV02"))
    results = later(gone, MARKS)
    assert ranking(results) == ranking(OPEN)
    assert explain(results, "TV02").person.name == "Trần Văn Bình"
    assert len(tabs.output_tabs(results)) >= 6
    assert "TV02" in {row.staff_id for row in ranking(results, period=CONFIG.year).rows}


def test_a_deleted_tab_is_one_problem():
    results = later(ROSTER, "== Tháng 9\nMã CB | Kết quả nhiệm vụ | Ý thức kỷ luật, đạo đức")
    assert told(results) == [("Tháng 10", "tab-gone", None, "", "")]
    assert ranking(results) == ranking(OPEN)


def test_an_override_that_comes_later_is_reported_and_does_not_count():
    results = later(ROSTER, MARKS, OVERRIDE.format(points=99))
    assert told(results) == [("Điều chỉnh!C2", "", "TV01", "(trống)", "99")]
    assert ranking(results) == ranking(OPEN)


def test_an_override_that_was_closed_with_stays_when_its_row_is_deleted():
    closed = book_of(ROSTER, MARKS, OVERRIDE.format(points=99))
    results = later(ROSTER, MARKS, closed=closed)
    assert told(results) == [("Điều chỉnh", "", "TV01", "99", "(trống)")]
    [first, *_] = ranking(results).rows
    assert (first.staff_id, first.points, first.decided_by) == ("TV01", 9900, "override")
    assert any(
        figure.decided and figure.value == "99" for figure in explain(results, "TV01").months[0].figures
    )


def test_term_and_year_come_from_the_closed_points():
    results = later(ROSTER, MARKS.replace("60.5 ", "10  "))
    assert {row.staff_id: row.points for row in ranking(results, period=CONFIG.year).rows}["TV01"] == 8050


def test_explain_lists_the_closed_cells():
    results = later(ROSTER, MARKS.replace("60.5 ", "10  "))
    [month] = explain(results, "TV01").months
    values = {figure.column: figure.value for figure in month.figures}
    assert (month.closed, values["Kết quả nhiệm vụ"], month.grade.points) == (True, "60,5", 8050)


def test_a_rubric_that_changed_is_reported_once_and_changes_nothing():
    results = later(ROSTER, MARKS, closed=stricter_book())
    assert [(variant, where) for where, variant, *_ in told(results)] == [("rubric", "Tháng 10")]
    rated = {row.staff_id: row.rating for row in ranking(results).rows}
    assert (rated["TV02"], {row.staff_id: row.rating for row in ranking(OPEN).rows}["TV02"]) == ("B", "A")


@given(st.data())
def test_whatever_is_typed_into_a_closed_month_changes_nothing_and_is_reported_cell_by_cell(data):
    marks = {"TV01": (20, 60.5, None, None), "TV02": (20, 65, 5, 92.25), "TT01": (18, 50, None, None)}
    limits = (20, 70, 10, 100)
    lines, edits, filled = ["== Tháng 10", MARKS.split("\n")[2]], Counter(), []
    for staff_id in data.draw(st.permutations(sorted(marks))):
        row = []
        for high, old in zip(limits, marks[staff_id], strict=True):
            new = data.draw(st.one_of(st.just(old), st.none(), st.integers(0, high)))
            row.append("" if new is None else str(new))
            edits[staff_id] += new != old
        filled.append(any(row))
        if not any(row):
            edits[staff_id] = 1  # a row of nothing but an id is none
        lines.append(" | ".join((staff_id, *row)))
    if not any(filled):
        edits = Counter([None])  # and a tab without rows is told once
    results = later(ROSTER, "\n".join(lines))
    assert (ranking(results), ranking(results, "team")) == (ranking(OPEN), ranking(OPEN, "team"))
    assert Counter(who for _, _, who, _, _ in told(results)) == +edits


def test_a_rating_is_not_compared_with_points_that_do_not_stand():
    marks = MARKS.replace("Hiệu trưởng duyệt\n", "Hiệu trưởng duyệt | Xếp loại\n")
    marks = marks.replace("60.5             |             |", "60.5             |             | | B")
    override = OVERRIDE.format(points=95)

    assert "rating-mismatch" in {each.code for each in cells(ROSTER, marks, override).problems}
    assert {each.code for each in later(ROSTER, marks, override).problems} & {
        "rating-mismatch",
        "closed-month-changed",
    } == {"closed-month-changed"}


def test_the_story_of_an_edited_cell_says_what_it_held_when_closed():
    [month] = explain(later(ROSTER, MARKS.replace("60.5", "61")), "TV01").months
    assert [(each.where.cell, each.value, each.edited) for each in month.figures] == [
        ("B2", "20", False),
        ("C2", "60,5", True),
    ]
