"""The story of a run: what follows from the sheets, whatever their order, and with parts of them missing."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync import pipeline
from sheets_sync.model import Sheet
from sheets_sync.stores.xlsx import XlsxStore
from tests.drawn import problems, school_of, sheets
from tests.made_up import made_up_config
from tests.places import SAMPLES
from tests.stores.memory import MemoryStore

TODAY = date(2024, 4, 10)
HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tự chấm | Xếp loại"
OCTOBER = f"""
== Tháng 10
{HEAD}
TV01 | 10 | 60 | 70 | B
TV02 | 15 | 60 | 70 | C
TT01 | 20 | 70 |    | A
006  | x  | 60 |    |
"""


def tidy_sheets():
    config = made_up_config(store={"input": str(SAMPLES / "tidy-school" / "so-thi-dua.xlsx")})
    return XlsxStore(config, lambda title: True).read()


def what_matters(results):
    """Everything but the rows that cells stand in."""
    found = sorted((p.code, p.where.tab, p.value or "", p.staff_id or "") for p in results.problems)
    rankings = [results.ranking(month).rows for month in results.ranked_months]
    return found, rankings


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers())
def test_the_order_of_rows_and_tabs_never_matters(seed):
    shuffled = []
    for sheet in tidy_sheets():
        if sheet.title in ("Danh sách", "Sáng kiến", "Bình xét", "Đăng ký"):
            shuffled.append(sheet)  # of twins there the later row is listed
        else:
            rows = list(sheet.rows[1:])
            random.Random(seed).shuffle(rows)
            shuffled.append(Sheet(sheet.title, [sheet.rows[0], *rows]))
    random.Random(seed).shuffle(shuffled)
    config = made_up_config()
    straight = what_matters(pipeline.compute(tidy_sheets(), config, TODAY))
    assert what_matters(pipeline.compute(shuffled, config, TODAY)) == straight


def test_each_team_may_keep_its_own_workbook():
    first, second = (
        f"== Tháng 10 @ {book}\n{HEAD}\n{rows}\n"
        for book, rows in (
            ("văn", "TV01 | 10 | 60\nTV02 | 15 | 60"),
            ("toán", "TT01 | 20 | 70\n006 | x | 60"),
        )
    )
    roster = "== Danh sách @ ban\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái\n" + "\n".join(
        f"{each} | {each} | {each[:2]} | GV | Đang làm việc" for each in ("TV01", "TV02", "TT01", "006")
    )
    results = school_of(roster, first, second, store={"input": ["ban", "văn", "toán"]})
    assert [row.staff_id for row in results.ranking(results.ranked_months[0]).rows] == [
        "TT01",
        "TV02",
        "TV01",
    ]
    assert "toán: Tháng 10!B3 not-a-number" in problems(results)


def test_a_book_keeps_its_name_where_the_others_have_no_tabs():
    results = school_of(
        "== Danh sách @ a\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái\nTV01 | An | Văn | XX | Đang làm việc",
        "== Tháng 10 @ a\n" + HEAD,
        store={"input": ["a", "b"]},
    )
    assert problems(results) == ["a: Danh sách!D2 not-in-list"]


def test_a_missing_roster_is_one_problem():
    results = pipeline.compute(sheets(OCTOBER), made_up_config(), TODAY)
    assert [(p.code, p.where.tab) for p in results.problems] == [("tab-missing", "Danh sách")]


@pytest.mark.parametrize("head", ["Mã CB | Tổ | Nhóm | Trạng thái", "a | b | c | d", ""])
def test_a_roster_that_cannot_be_read_is_one_problem(head):
    results = pipeline.compute(
        sheets(f"== Danh sách\n{head}\nTV01 | Văn | GV | Đang làm việc\n" + OCTOBER), made_up_config(), TODAY
    )
    assert [(p.code, p.where.tab) for p in results.problems] == [("column-missing", "Danh sách")]


def test_a_broken_optional_tab_is_left_out_and_listed():
    results = school_of(OCTOBER, "== Sáng kiến\nMã SK | Tên sáng kiến | Kết quả\nSK1 | a | Công nhận")
    assert "Sáng kiến column-missing" in problems(results)
    assert (results.school.initiatives, len(results.grades[results.ranked_months[0]])) == ((), 3)


def test_problems_stand_in_the_order_of_the_sheets():
    results = school_of(
        OCTOBER,
        "== Sáng kiến\nMã SK | Tên sáng kiến | Tác giả | Kết quả\nSK1 | a | ? | Công nhận",
        today=date(2023, 10, 1),
    )
    assert [p.where.tab for p in results.problems] == ["Tháng 10"] * 4 + ["Sáng kiến"] * 2
    cells = [
        (p.where.row, p.where.column) for p in results.problems if p.where.tab == "Tháng 10" and p.where.row
    ]
    assert cells == sorted(cells)


def test_a_second_sync_writes_nothing():
    store, config = MemoryStore(tidy_sheets()), made_up_config()
    pipeline.apply(pipeline.plan(store, config, TODAY), store)
    second = pipeline.plan(store, config, TODAY)
    pipeline.apply(second, store)
    assert (second.plan.changed, store.writes) == (False, 1)


def test_a_plan_writes_nothing():
    store = MemoryStore(tidy_sheets())
    pipeline.plan(store, made_up_config(), TODAY)
    assert store.writes == 0


def test_progress_names_the_steps():
    said = []
    pipeline.compute(sheets(OCTOBER), made_up_config(), TODAY, said.append)
    assert [str(message) for message in said] == ["Đọc các tab", "Tính điểm và kiểm tra"]
