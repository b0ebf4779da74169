"""What every store must do: give the staff's cells as they stand, and keep output tabs whole.

A store's test module runs both classes, each with the fixtures that it asks for.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from sheets_sync.errors import RefusedError
from sheets_sync.model import CellError, Sheet, Where
from sheets_sync.results.closed_months import ClosedBook, Reopening, read_book
from sheets_sync.results.closing import freeze
from sheets_sync.tables import LONGEST_TEXT, Ageing, Cell, Chart, OutputTab, Series
from sheets_sync.views.changes import plan

FACTS = {"roster": "2", "months": "2023-09 2023-10"}


def tab(*rows, title="Xếp hạng tháng", **looks):
    cells = tuple(tuple(each if isinstance(each, Cell) else Cell(each) for each in row) for row in rows)
    return OutputTab(title, cells, **looks)


FULL = tab(
    [Cell("Xếp hạng", "title", span=3)],
    ["Mã CB", "Họ và tên", "Điểm"],
    ["006", "Trần Thị Hoà", Cell(Decimal("92.50"), "points")],
    ["007", None, Cell(Decimal("0.1"), "points")],
    [Cell(date(2023, 11, 20), "date"), Cell(3, "integer"), Cell(Decimal("0.2833"), "percent")],
    heading_row=2,
    filtered=True,
    frozen_rows=2,
    charts=(Chart("bars", "Điểm", Series("", 2, 3, 4), (Series("Điểm", 3, 3, 4),), 7, 1),),
)


AGEING = tab([Ageing(date(2023, 11, 20), 2, "mới", "cũ")], title="Tổng hợp")


def closed_tab_and_book():
    """`Chốt tháng` of a school with a rounded, a whole and no total, and what it tells."""
    from sheets_sync import pipeline
    from sheets_sync.views.tabs import output_tabs
    from tests.drawn import ROSTER, sheets
    from tests.made_up import made_up_config

    config = made_up_config()
    marks = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
TV01 | 20 | 60.25
TV02 | 20 | 65
TT01 | x |
"""
    fresh = pipeline.from_cells(sheets(ROSTER + marks), config, date(2023, 11, 20))
    month = freeze(fresh, fresh.ranked_months[0], date(2023, 11, 20))
    reopening = Reopening(config.year.month(9), date(2023, 10, 3), "nhập\nnhầm", "an", "0000-0000-0000")
    book = ClosedBook({month.month: month}, (reopening,))
    tabs = output_tabs(pipeline.with_closed(fresh, book))
    return next(tab for tab in tabs if tab.title == "Chốt tháng"), book


def refuse(planned):
    """As a sync does."""
    if planned.refusals:
        raise RefusedError(*planned.refusals)


class ReadingContract:
    """Subclasses give the fixture `store_with`: a function from sheets to a store whose staff tabs hold them."""

    @pytest.mark.parametrize(
        "cell",
        [
            "007",
            "NA",
            "8,5",
            " lùi  vào ",
            "a\nb",
            "TRUE",
            "05/09/2023",
            7,
            -3,
            8.5,
            0,
            True,
            False,
            CellError("#N/A"),
        ],
    )
    def test_a_cell_comes_back_as_it_stands(self, store_with, cell):
        [sheet] = store_with([Sheet("Danh sách", [["Mã CB"], [cell]])]).read()
        found = sheet.rows[1][0]
        assert (found, isinstance(found, bool)) == (cell, isinstance(cell, bool))

    def test_a_day_comes_back_as_that_day(self, store_with):
        [sheet] = store_with([Sheet("Danh sách", [["Ngày sinh"], [date(1985, 3, 8)]])]).read()
        found = sheet.rows[1][0]
        assert (found.date() if isinstance(found, datetime) else found) == date(1985, 3, 8)

    def test_a_blank_row_and_a_blank_cell_keep_what_follows_in_its_place(self, store_with):
        rows = [["Trường THCS"], [], [None, "Mã CB", None, "Tổ"], [None, "006", None, "Văn"]]
        [sheet] = store_with([Sheet("Danh sách", rows)]).read()
        assert [filled(row) for row in sheet.rows] == [filled(row) for row in rows]

    def test_the_tabs_come_in_their_order(self, store_with):
        titles = ["Tháng 9", "Danh sách", "Tháng 10"]
        assert [
            sheet.title for sheet in store_with([Sheet(title, [["Mã CB"]]) for title in titles]).read()
        ] == titles


def filled(row):
    """The cells of a row that hold something, with the columns they stand in."""
    return {column: cell for column, cell in enumerate(row) if cell is not None}


class StoreContract:
    """Subclasses give the fixtures `store`, and `foreign_store`: one where somebody else's output lies."""

    def test_no_facts_come_back_before_the_first_write(self, store):
        assert store.facts() == {}

    def test_nothing_stands_before_the_first_write(self, store):
        assert not store.current_tabs().tabs

    def test_what_is_written_stands(self, store):
        store.write([FULL], FACTS)
        assert store.current_tabs().tabs == {"Xếp hạng tháng": FULL.values()}

    def test_one_tab_comes_back_alone(self, store):
        store.write([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS)
        assert (store.tab("Xếp hạng tháng"), store.tab("Tổng hợp")) == (FULL.values(), ())

    def test_no_tab_comes_back_of_what_is_not_ours(self, foreign_store):
        assert foreign_store.tab("Tổng hợp") == ()

    def test_closed_months_come_back_as_they_were_closed(self, store):
        closed, book = closed_tab_and_book()
        store.write([closed], FACTS)
        back = read_book(store.tab("Chốt tháng"))
        assert back.months.keys() == book.months.keys()
        assert all(month.intact for month in back.months.values())
        assert back.reopened == book.reopened

    def test_points_come_back_exact(self, store):
        store.write([FULL], FACTS)
        assert store.current_tabs().tabs["Xếp hạng tháng"][2][2] == Decimal("92.5")

    def test_dates_come_back_as_dates(self, store):
        store.write([FULL], FACTS)
        assert store.current_tabs().tabs["Xếp hạng tháng"][4][0] == date(2023, 11, 20)

    def test_a_blank_fact_comes_back_blank(self, store):
        store.write([FULL], {"months": ""})
        assert store.current_tabs().facts == {"months": ""}

    def test_facts_come_back(self, store):
        store.write([FULL], FACTS)
        assert store.current_tabs().facts == FACTS
        assert store.facts() == FACTS

    def test_no_facts_come_back_of_what_is_not_ours(self, foreign_store):
        assert foreign_store.facts() == {}

    def test_a_second_plan_is_empty(self, store):
        store.write([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS)
        assert not plan([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS, store.current_tabs()).changed

    def test_another_look_is_a_change(self, store):
        store.write([tab(["a"])], FACTS)
        assert plan([tab([Cell("a", "section")])], FACTS, store.current_tabs()).changed

    def test_a_write_leaves_nothing_of_the_former_one(self, store):
        store.write([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS)
        store.write([tab(["b"])], {"roster": "1"})
        standing = store.current_tabs()
        assert (dict(standing.tabs), dict(standing.facts)) == ({"Xếp hạng tháng": (("b",),)}, {"roster": "1"})

    def test_what_somebody_else_made_is_refused(self, foreign_store):
        with pytest.raises(RefusedError):
            refuse(plan([tab(["a"], title="Tổng hợp")], FACTS, foreign_store.current_tabs()))

    @pytest.mark.parametrize(
        "text",
        [
            "=1+1",
            "+84 912",
            "@home",
            "-5",
            "http://a.vn",
            "{=A1}",
            "_x0041_",
            " lùi  vào ",
            "a\nb",
            "#REF!",
            "007",
            "🏆",
        ],
    )
    def test_text_stays_text(self, store, text):
        store.write([tab([text])], FACTS)
        assert store.current_tabs().tabs["Xếp hạng tháng"] == ((text,),)

    def test_a_very_long_text_is_cut_visibly(self, store):
        store.write([tab(["ă" * 50_000])], FACTS)
        text = store.current_tabs().tabs["Xếp hạng tháng"][0][0]
        assert (len(text), text[-5:]) == (LONGEST_TEXT, "ă […]"[-5:])

    def test_a_cut_text_is_no_change_the_next_time(self, store):
        store.write([tab(["ă" * 50_000])], FACTS)
        assert not plan([tab(["ă" * 50_000])], FACTS, store.current_tabs()).changed

    def test_the_one_formula_of_ours_says_what_it_says_on_its_day(self, store):
        store.write([AGEING], FACTS)
        assert store.current_tabs().tabs["Tổng hợp"] in ((("mới",),), (("cũ",),))
        assert not plan([AGEING], FACTS, store.current_tabs()).changed

    @pytest.mark.parametrize("text", ["a\x00b\x1fc", "a\ud800bc", "a\ufffebc"])
    def test_what_no_cell_can_hold_is_left_out(self, store, text):
        store.write([tab([text])], FACTS)
        assert store.current_tabs().tabs["Xếp hạng tháng"] == (("abc",),)

    def test_a_link_shows_its_text(self, store):
        store.write([tab([Cell("F12", "link", Where("Tháng 10", 12, 6))])], FACTS)
        assert store.current_tabs().tabs["Xếp hạng tháng"] == (("F12",),)
