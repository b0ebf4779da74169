"""Rows and columns that come, go and change places, with everything that lies on them or refers to them."""

from __future__ import annotations

import pytest

from tests.google_emulator.sheets import hand, moving
from tests.google_emulator.sheets.state import Cell, Spreadsheet
from tests.google_emulator.wire import ApiError


@pytest.fixture
def book():
    """Five rows of two columns in the tab `Sheet1`, whose id is 0."""
    made = Spreadsheet("id", {"locale": "vi_VN"})
    hand.fill(made, "Sheet1", [["a", 1], ["b", 2], ["c", 3], ["d", 4], ["e", 5]])
    return made


def tab(book):
    return book.sheets[0]


def column(book, at=0):
    """What stands in a column, from the top to its last value."""
    cells = {row: cell for (row, column), cell in tab(book).cells.items() if column == at and cell.entered}
    rows = range(max(cells) + 1)
    return [next(iter(cells[row].entered.values())) if row in cells else None for row in rows]


def rows(start, end, **more):
    return {"startRowIndex": start, "endRowIndex": end, "startColumnIndex": 0, "endColumnIndex": 2, **more}


def insert(book, at, count, dimension="ROWS", **more):
    moving.insert(book, tab(book), dimension, at, count, **more)


def delete(book, start, end, dimension="ROWS"):
    moving.delete(book, tab(book), dimension, start, end)


class TestCells:
    def test_inserted_rows_push_others_down(self, book):
        insert(book, 1, 2)
        assert (column(book), tab(book).row_count) == (["a", None, None, "b", "c", "d", "e"], 1002)

    def test_inserted_columns_push_others_right(self, book):
        insert(book, 1, 1, "COLUMNS")
        assert (column(book, 2), tab(book).column_count) == ([1, 2, 3, 4, 5], 27)

    def test_deleted_rows_pull_others_up(self, book):
        delete(book, 1, 3)
        assert (column(book), tab(book).row_count) == (["a", "d", "e"], 998)

    @pytest.mark.parametrize("dimension", ["ROWS", "COLUMNS"])
    def test_something_must_remain(self, book, dimension):
        with pytest.raises(ApiError, match=f"You can't delete all the {dimension.lower()} on the sheet."):
            delete(book, 0, 1000, dimension)

    @pytest.mark.parametrize(("before", "look"), [(True, {"bold": True}), (False, {"italic": True})])
    def test_new_rows_look_like_a_neighbour(self, book, before, look):
        tab(book).put(0, 0, Cell({"stringValue": "a"}, {"bold": True}))
        tab(book).put(1, 0, Cell({"stringValue": "b"}, {"italic": True}))
        insert(book, 1, 1, inherit_before=before)
        assert tab(book).at(1, 0) == Cell(format=look)


class TestWhatLiesOnThem:
    def test_frozen_rows(self, book):
        grid = tab(book).properties["gridProperties"]
        grid["frozenRowCount"] = 2
        insert(book, 1, 1)
        assert grid["frozenRowCount"] == 3
        delete(book, 0, 3)
        assert "frozenRowCount" not in grid

    def test_heights(self, book):
        tab(book).rows.update({1: {"pixelSize": 30}, 3: {"pixelSize": 40}})
        insert(book, 2, 1)
        delete(book, 1, 2)
        assert tab(book).rows == {3: {"pixelSize": 40}}

    @pytest.mark.parametrize(
        ("start", "end", "left"),
        [(1, 2, [rows(1, 3)]), (0, 1, [rows(0, 3)]), (1, 4, []), (4, 5, [rows(1, 4)])],
    )
    def test_merges_when_rows_are_deleted(self, book, start, end, left):
        tab(book).merges = [rows(1, 4)]
        delete(book, start, end)
        assert tab(book).merges == left

    def test_a_merge_of_one_cell_is_none(self, book):
        tab(book).merges = [rows(1, 3) | {"endColumnIndex": 1}]
        delete(book, 1, 2)
        assert tab(book).merges == []

    def test_protected_ranges(self, book):
        tab(book).protected = [
            {"protectedRangeId": 1, "range": rows(1, 3)},
            {"protectedRangeId": 2, "range": {"startColumnIndex": 0, "endColumnIndex": 1}},
            {"protectedRangeId": 3, "range": {}, "unprotectedRanges": [rows(1, 2)]},
        ]
        insert(book, 1, 1)
        assert [each["range"] for each in tab(book).protected] == [
            rows(2, 4),
            {"startColumnIndex": 0, "endColumnIndex": 1},
            {},
        ]
        assert tab(book).protected[2]["unprotectedRanges"] == [rows(2, 3)]
        delete(book, 2, 4)
        assert [each["protectedRangeId"] for each in tab(book).protected] == [2, 3]

    def test_ranges_of_other_tabs_stay(self, book):
        tab(book).protected = [{"range": rows(1, 3, sheetId=7)}]
        insert(book, 0, 1)
        assert tab(book).protected == [{"range": rows(1, 3, sheetId=7)}]

    def test_metadata_of_a_row(self, book):
        place = {"dimension": "ROWS", "startIndex": 2, "endIndex": 3}
        entry = {"metadataId": 1, "location": {"locationType": "ROW", "dimensionRange": place}}
        tab(book).metadata = [entry]
        insert(book, 2, 1)
        assert place["startIndex"] == 3
        delete(book, 3, 4)
        assert tab(book).metadata == []

    def test_named_ranges_filters_and_conditional_formats(self, book):
        book.named_ranges = [{"name": "diem", "range": rows(1, 3)}]
        tab(book).basic_filter = {"range": rows(0, 5), "criteria": {"1": {"hiddenValues": ["x"]}}}
        tab(book).conditional = [{"ranges": [rows(1, 3), rows(3, 4)], "booleanRule": {}}]
        delete(book, 3, 4)
        insert(book, 0, 1, "COLUMNS")
        assert book.named_ranges[0]["range"] == rows(1, 3) | {"startColumnIndex": 1, "endColumnIndex": 3}
        assert tab(book).basic_filter["criteria"] == {"2": {"hiddenValues": ["x"]}}
        assert len(tab(book).conditional[0]["ranges"]) == 1

    def test_charts(self, book):
        source = {"sourceRange": {"sources": [rows(0, 5)]}}
        anchor = {"anchorCell": {"rowIndex": 7, "columnIndex": 3}}
        spec = {"basicChart": {"series": [{"series": source}]}}
        tab(book).charts = [{"chartId": 1, "spec": spec, "position": {"overlayPosition": anchor}}]
        insert(book, 2, 2)
        [chart] = tab(book).charts
        assert chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"] == [rows(0, 7)]
        assert chart["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 9, "columnIndex": 3}


class TestWhatRefersToThem:
    def test_formulas_in_all_tabs(self, book):
        hand.type_in(book, "C1", "=SUM(B1:B5)")
        hand.fill(book, "Khác", [])
        hand.type_in(book, "Khác!A1", "=Sheet1!B3+A3")
        delete(book, 1, 2)
        assert tab(book).at(0, 2).entered == {"formulaValue": "=SUM(B1:B4)"}
        assert book.titled("Khác").at(0, 0).entered == {"formulaValue": "=Sheet1!B2+A3"}

    def test_dropdowns_from_a_range(self, book):
        rule = {"condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Sheet1!$A$2:$A$5"}]}}
        tab(book).put(0, 3, Cell(validation=rule))
        insert(book, 1, 1)
        [value] = tab(book).at(0, 3).validation["condition"]["values"]
        assert value == {"userEnteredValue": "=Sheet1!$A$3:$A$6"}

    def test_a_renamed_tab(self, book):
        hand.type_in(book, "C1", "=Sheet1!B1")
        hand.rename_tab(book, "Sheet1", "Tháng 10")
        assert tab(book).at(0, 2).entered == {"formulaValue": "='Tháng 10'!B1"}

    def test_a_deleted_tab(self, book):
        hand.fill(book, "Khác", [])
        hand.type_in(book, "C1", "=Khác!B1")
        hand.delete_tab(book, "Khác")
        assert tab(book).at(0, 2).entered == {"formulaValue": "=#REF!"}


class TestSorting:
    def sort(self, book, *specs, top=0, bottom=1000):
        area = (tab(book), top, 0, bottom, 26)
        moving.sort(
            book, tab(book), area, [{"dimensionIndex": at, "sortOrder": order} for at, order in specs]
        )

    def test_kinds_of_values(self, book):
        hand.fill(book, "Sheet1", [["b"], [True], ["2"], [None], ["A"], [2], ["=1"], [False], [1]])
        hand.type_in(book, "A7", "=1/0")
        hand.type_in(book, "B4", "blank before")
        self.sort(book, (0, "ASCENDING"))
        assert column(book) == [1, 2, "2", "A", "b", False, True, "=1/0"]

    def test_descending_leaves_blanks_at_the_end(self, book):
        hand.fill(book, "Sheet1", [[1], [None, "x"], [3], [2]])
        self.sort(book, (0, "DESCENDING"), bottom=4)
        assert column(book)[:4] == [3, 2, 1, None]
        assert tab(book).at(3, 1).entered == {"stringValue": "x"}

    def test_equal_rows_keep_their_order(self, book):
        hand.fill(book, "Sheet1", [["x", 1], ["y", 2], ["x", 3], ["y", 4], ["x", 5]])
        self.sort(book, (0, "DESCENDING"))
        assert column(book, 1) == [2, 4, 1, 3, 5]

    def test_by_two_columns(self, book):
        hand.fill(book, "Sheet1", [["x", 1], ["y", 2], ["x", 3], ["y", 4], ["x", 5]])
        self.sort(book, (0, "ASCENDING"), (1, "DESCENDING"))
        assert column(book, 1) == [5, 3, 1, 4, 2]

    def test_rows_outside_stay(self, book):
        self.sort(book, (1, "DESCENDING"), top=1, bottom=4)
        assert column(book) == ["a", "d", "c", "b", "e"]

    def test_notes_and_formats_go_along(self, book):
        tab(book).put(4, 0, tab(book).at(4, 0)._replace(note="n", format={"bold": True}))
        self.sort(book, (1, "DESCENDING"))
        assert (tab(book).at(0, 0).note, tab(book).at(0, 0).format) == ("n", {"bold": True})

    def test_formulas_refer_to_their_own_row(self, book):
        hand.type_in(book, "C5", "=B5*2")
        self.sort(book, (1, "DESCENDING"))
        assert tab(book).at(0, 2).entered == {"formulaValue": "=B1*2"}

    def test_metadata_stays_at_its_row(self, book):
        place = {"dimension": "ROWS", "startIndex": 4, "endIndex": 5}
        tab(book).metadata = [{"location": {"locationType": "ROW", "dimensionRange": place}}]
        self.sort(book, (1, "DESCENDING"))
        assert place["startIndex"] == 4

    def test_upright_merges_are_refused(self, book):
        tab(book).merges = [rows(1, 3)]
        with pytest.raises(ApiError):
            self.sort(book, (1, "ASCENDING"))
