"""One person's story: every cell, what decided, points, rank and gap, what is theirs to mend."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.rules.rubric_file import STOCK_FOLDER
from sheets_sync.views.explain import explain
from tests.drawn import school_of

HEAD = (
    "Mã CB | Họ và tên | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tự chấm | Tổ chấm | Hiệu trưởng duyệt"
)
OCTOBER = f"""
== Tháng 10
{HEAD}
TV01 | | 10 | 60   | 70 | 72 | 75.5
TV02 | | 20 | 62,5 | 80
TT01 | | x  | 70   | |   |
0060 | Phạm Ngọc Ánh | 10 | 60
"""
OVERRIDE = "== Điều chỉnh\nMã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt\nTV01 | 10 | 92 | Bù | An | Bình"


def month_of(staff_id: str, *more: str):
    [month] = explain(school_of(OCTOBER, *more, today=date(2023, 11, 20)), staff_id).months
    return month


def cells(month):
    return [(str(f.where), f.value, f.usable, f.decided) for f in month.figures]


def test_every_filled_cell_and_the_one_that_decided():
    assert cells(month_of("TV01")) == [
        ("Tháng 10!C2", "10", True, False),
        ("Tháng 10!D2", "60", True, False),
        ("Tháng 10!E2", "70", True, False),
        ("Tháng 10!F2", "72", True, False),
        ("Tháng 10!G2", "75,5", True, True),
    ]


def test_the_criteria_decide_where_no_total_does():
    decided = {f.where.cell for f in month_of("TV02").figures if f.decided}
    assert decided == {"C3", "D3"}


def test_an_unreadable_cell_is_part_of_the_story():
    month = month_of("TT01")
    assert cells(month) == [("Tháng 10!C4", "x", False, False), ("Tháng 10!D4", "70", True, False)]
    assert (month.grade, month.ranked) == (None, None)


def test_an_override_is_shown_at_its_cell():
    month = month_of("TV01", OVERRIDE)
    assert cells(month)[-1] == ("Điều chỉnh!C2", "92", True, True)
    assert [f for f in month.figures[:-1] if f.decided] == []


def test_points_rank_and_the_gap_to_the_next_place():
    month = month_of("TV01")
    assert (month.grade.points, month.ranked.rank, month.gap, month.better) == (7550, 2, 700, 1)


def test_nobody_is_above_the_first():
    month = month_of("TV02")
    assert (month.ranked.rank, month.gap, month.better) == (1, None, None)


def test_terms_and_the_year_as_far_as_they_are_rated():
    story = explain(school_of(OCTOBER), "TV01")
    assert [(str(span.period), span.ranked.rank) for span in story.spans] == [
        ("2023-2024/1", 2),
        ("2023-2024", 2),
    ]


def test_what_is_theirs_to_mend():
    assert [p.code for p in explain(school_of(OCTOBER), "TT01").problems] == ["not-a-number"]


def test_a_row_that_is_very_likely_theirs_is_theirs_to_mend():
    story = explain(school_of(OCTOBER), "006")
    assert [p.code for p in story.problems] == ["staff-unknown"]


def test_a_month_with_a_row_under_a_wrong_id_is_not_without_points():
    assert (month_of("006").named, month_of("TT01").named) == (True, False)


def test_away_the_whole_month():
    leave = "== Nghỉ dài ngày\nMã CB | Loại nghỉ | Từ ngày | Đến ngày\n006 | Ốm | @2023-10-01 | @2023-10-31"
    assert not month_of("006", leave).expected


@pytest.mark.parametrize(("wanted", "said"), [("TV1", "TV01"), ("6", "006"), ("zzzzzz", "cột Mã CB")])
def test_nobody_has_this_id(wanted, said):
    with pytest.raises(UsageError, match=said):
        explain(school_of(OCTOBER), wanted)


def test_of_two_people_with_one_name_the_ids_are_listed():
    two = "== Danh sách\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái\nA1 | Lê Hà | Văn | GV |\nA2 | Lê Hà | Toán | GV |\n"
    with pytest.raises(UsageError, match=r"Có 2 người tên “lê hà”: A1 \(Văn\), A2 \(Toán\)"):
        explain(school_of(two), "lê hà")


def test_a_term_lists_its_months_and_those_that_are_missing():
    november = OCTOBER.replace("Tháng 10", "Tháng 11").replace("TV02 |", "TV09 |")
    story = explain(school_of(OCTOBER, november, today=date(2023, 12, 20)), "TV02")
    term = story.spans[0]
    assert [month.number for month in term.rated] == [10]
    assert [month.number for month in term.missing] == [9, 11]  # September is over too


def test_a_year_of_weighted_terms_is_no_mean():
    tab = "== Tháng 10\nMã CB | Ngày công | Chuyên môn\nTV01 | 5 | Tốt"
    spans = explain(school_of(tab, rules={"rubric": "25-diem"}), "TV01").spans
    assert [span.is_mean for span in spans] in ([], [True, False])


def test_a_rating_held_back_by_a_floor_says_why(tmp_path):
    """The stock rubric, with at least 15 points for discipline in the best rating."""
    stock = (STOCK_FOLDER / "ha-noi-3814.toml").read_text(encoding="utf-8")
    rubric = tmp_path / "quy-che.toml"
    floor = 'name = "A"\nfrom = 90\nfloors = { discipline = 15 }\n'
    rubric.write_text(stock.replace('name = "A"\nfrom = 90\n', floor), encoding="utf-8")
    tab = f"== Tháng 10\n{HEAD}\nTV01 | | 10 | 70 | | | 92"

    results = school_of(tab, today=date(2023, 11, 20), rules={"rubric": str(rubric)})

    story = explain(results, "TV01")
    [month] = story.months
    assert month.grade.rating == "B"
    assert [str(reason) for reason in month.held_back] == [str(each) for each in story.spans[0].held_back]
    assert "15" in str(month.held_back[0])
