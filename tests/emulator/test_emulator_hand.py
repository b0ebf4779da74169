"""A person at the sheet: typing, filling, inserting, sorting, tabs."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tests.google_emulator.sheets import hand, rendering
from tests.google_emulator.sheets.state import Spreadsheet


@pytest.fixture
def book():
    """Three pupils with a header row."""
    made = Spreadsheet("id", {"locale": "vi_VN"})
    hand.fill(made, "Tháng 10", [["Tên", "Điểm"], ["An", 8], ["Bình", 9.5], ["Cường", 7]])
    return made


def shown(book, title="Tháng 10"):
    """What a reader sees in the rows of a tab, down to the last filled one."""
    sheet = book.titled(title)
    bottom, right = (1 + max(at[axis] for at in sheet.cells) for axis in (0, 1))
    return [
        [rendering.formatted_value(book, sheet, row, column) for column in range(right)]
        for row in range(bottom)
    ]


class TestFilling:
    def test_values_are_what_they_are_in_python(self, book):
        hand.fill(book, "Tháng 11", [["8,5", 6, 8.5, True, None, date(2023, 9, 5)]])
        assert shown(book, "Tháng 11") == [["8,5", "6", "8,5", "TRUE", None, "05/09/2023"]]

    def test_a_missing_tab_is_added(self, book):
        hand.fill(book, "Tháng 11", [["x"]])
        assert [sheet.title for sheet in book.sheets] == ["Tháng 10", "Tháng 11"]

    def test_other_cells_stay(self, book):
        hand.fill(book, "Tháng 10", [["Họ tên"]])
        assert shown(book)[:2] == [["Họ tên", "Điểm"], ["An", "8"]]

    def test_nothing_empties_a_cell(self, book):
        hand.fill(book, "Tháng 10", [[None]])
        assert shown(book)[0] == [None, "Điểm"]

    def test_the_grid_grows(self, book):
        hand.fill(book, "Tháng 10", [["x"] * 30] * 1200)
        assert (book.sheets[0].row_count, book.sheets[0].column_count) == (1200, 30)

    def test_a_whole_school_is_filled_at_once(self, book):
        start = time.perf_counter()
        hand.fill(book, "Tháng 10", [["An", 8, 8.5, True, None, date(2023, 9, 5)] * 5] * 1000)
        assert time.perf_counter() - start < 1  # 30,000 cells; 0.05 s on an idle machine


class TestTyping:
    def test_as_at_a_keyboard(self, book):
        hand.type_in(book, "'Tháng 10'!B2", "8,25")
        assert book.sheets[0].at(1, 1).entered == {"numberValue": 8.25}

    def test_an_empty_text_empties_the_cell(self, book):
        hand.type_in(book, "'Tháng 10'!B2", "")
        assert book.sheets[0].at(1, 1).entered is None

    def test_a_formula_is_computed_anew(self, book):
        hand.type_in(book, "C2", "=B2*2")
        assert shown(book)[1][2] == "16"
        hand.type_in(book, "B2", "5")
        assert shown(book)[1][2] == "10"


class TestRowsAndTabs:
    def test_inserting_above_a_row(self, book):
        hand.insert_rows(book, "Tháng 10", 2, 1)
        assert [row[0] for row in shown(book)] == ["Tên", None, "An", "Bình", "Cường"]

    def test_deleting_from_a_row_on(self, book):
        hand.delete_rows(book, "Tháng 10", 2, 2)
        assert [row[0] for row in shown(book)] == ["Tên", "Cường"]

    def test_sorting_below_the_header(self, book):
        hand.sort_rows(book, "Tháng 10", 2, "B")
        assert [row[0] for row in shown(book)] == ["Tên", "Cường", "An", "Bình"]
        hand.sort_rows(book, "Tháng 10", 2, "B", descending=True)
        assert [row[0] for row in shown(book)] == ["Tên", "Bình", "An", "Cường"]

    def test_tabs(self, book):
        hand.add_tab(book, "Mới")
        hand.rename_tab(book, "Tháng 10", "Tháng 9")
        hand.delete_tab(book, "Mới")
        assert [(sheet.title, sheet.properties["index"]) for sheet in book.sheets] == [("Tháng 9", 0)]

    def test_ids_of_tabs_are_the_same_in_every_run(self, book):
        assert [hand.add_tab(book, "a").id, hand.add_tab(book, "b").id] == [1_400_000_001, 1_400_007_920]

    def test_a_tab_that_is_not_there(self, book):
        with pytest.raises(KeyError, match="Tháng 12"):
            hand.delete_rows(book, "Tháng 12", 1)
