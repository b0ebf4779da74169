"""Requests on rows and columns: sizes, inserting, deleting, appending, moving, sorting."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write


def lines(start, end, dimension="ROWS"):
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def sized(book, a1="Sheet1!A1:D1"):
    [data] = book.get("sheets.data.columnMetadata", ranges=a1)["sheets"][0]["data"]
    return [column["pixelSize"] for column in data["columnMetadata"]]


def size_of_grid(book):
    return book.get("sheets.properties.gridProperties")["sheets"][0]["properties"]["gridProperties"]


class TestProperties:
    def test_a_width(self, book):
        change = {"range": lines(1, 3, "COLUMNS"), "properties": {"pixelSize": 60}, "fields": "pixelSize"}
        book.do({"updateDimensionProperties": change})
        assert sized(book) == [100, 60, 60, 100]

    def test_hiding(self, book):
        change = {
            "range": lines(1, 2, "COLUMNS"),
            "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }
        book.do({"updateDimensionProperties": change})
        [data] = book.get("sheets.data.columnMetadata", ranges="Sheet1!B1:C1")["sheets"][0]["data"]
        assert data["columnMetadata"] == [{"pixelSize": 100, "hiddenByUser": True}, {"pixelSize": 100}]

    def test_auto_resizing_makes_room_for_the_longest_text(self, book):
        book.do(write(["x" * 50, "y"]), {"autoResizeDimensions": {"dimensions": lines(0, 2, "COLUMNS")}})
        first, second, *_ = sized(book)
        assert first > 300 > second

    def test_outside_of_the_grid(self, book):
        change = {"range": lines(1000, 1001), "properties": {"pixelSize": 60}, "fields": "pixelSize"}
        assert "is after last row in grid[999]" in book.refused({"updateDimensionProperties": change})


class TestInserting:
    def insert(self, start, end, inherit=False, dimension="ROWS"):
        request = {"range": lines(start, end, dimension), "inheritFromBefore": inherit}
        return {"insertDimension": request}

    def test_cells_move_down(self, book):
        book.do(write(["a"], ["b"]), self.insert(1, 3))
        assert book.texts("Sheet1") == [["a"], [], [], ["b"]]

    def test_the_grid_grows(self, book):
        book.do(self.insert(1, 3))
        assert size_of_grid(book)["rowCount"] == 1002

    def test_references_follow(self, book):
        book.do(write([1], [2], ["=SUM(A1:A2)"]), self.insert(1, 2))
        assert book.texts("Sheet1!A4") == [["=SUM(A1:A3)"]]

    def test_looks_are_taken_from_before(self, book):
        red = {"userEnteredFormat": {"backgroundColor": {"red": 1}}}
        book.do(
            {"repeatCell": {"range": grid(0, 1, 0, 1), "cell": red, "fields": "userEnteredFormat"}},
            self.insert(1, 2, inherit=True),
        )
        assert "userEnteredFormat" in book.cells("Sheet1!A2", "userEnteredFormat")[0][0]

    def test_nothing_is_before_the_first(self, book):
        assert "inheritFromBefore" in book.refused(self.insert(0, 1, inherit=True))

    def test_beyond_the_grid(self, book):
        assert "range.startIndex[1001] is after last row in grid[999]" in book.refused(
            self.insert(1001, 1002)
        )


class TestDeleting:
    def delete(self, start, end, dimension="ROWS"):
        return {"deleteDimension": {"range": lines(start, end, dimension)}}

    def test_cells_move_up(self, book):
        book.do(write(["a"], ["b"], ["c"]), self.delete(0, 2))
        assert (book.texts("Sheet1"), size_of_grid(book)["rowCount"]) == ([["c"]], 998)

    def test_all_rows(self, book):
        assert "You can't delete all the rows on the sheet." in book.refused(self.delete(0, 1000))

    def test_a_row_that_is_not_there(self, book):
        assert (
            "Cannot delete a row that doesn't exist. "
            "Tried to delete row index 1000 but there are only 1000 rows."
        ) in book.refused(self.delete(1000, 1001))

    def test_all_that_are_not_frozen(self, book):
        frozen = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}}
        book.do({"updateSheetProperties": {"properties": frozen, "fields": "gridProperties.frozenRowCount"}})
        assert "Sorry, it is not possible to delete all non-frozen rows." in book.refused(
            self.delete(1, 1000)
        )

    def test_columns(self, book):
        book.do(write(["a", "b", "c"]), self.delete(0, 1, "COLUMNS"))
        assert book.texts("Sheet1") == [["b", "c"]]


def test_appending_grows_the_grid(book):
    book.do({"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 4}})
    assert size_of_grid(book)["columnCount"] == 30


class TestMoving:
    @pytest.mark.parametrize(
        ("start", "end", "target", "expected"),
        [(0, 1, 3, "bcad"), (2, 4, 0, "cdab"), (1, 3, 2, "abcd"), (3, 4, 1, "adbc")],
    )
    def test_rows_change_places(self, book, start, end, target, expected):
        book.do(write(["a"], ["b"], ["c"], ["d"]))
        book.do({"moveDimension": {"source": lines(start, end), "destinationIndex": target}})
        assert "".join(row[0] for row in book.texts("Sheet1")) == expected

    def test_references_follow(self, book):
        book.do(write(["a"], ["b"], ["c"], ["=A1", "=A1:A3"]))
        book.do({"moveDimension": {"source": lines(0, 1), "destinationIndex": 3}})
        assert book.texts("Sheet1!A4:B4") == [["=A3", "=A1:A3"]]

    def test_a_merge_is_not_torn(self, book):
        book.do({"mergeCells": {"range": grid(0, 2, 0, 1)}})
        assert "part of a merged range" in book.refused(
            {"moveDimension": {"source": lines(0, 1), "destinationIndex": 4}}
        )


class TestSorting:
    def sort(self, area, *columns):
        specs = [{"dimensionIndex": at, "sortOrder": order} for at, order in columns]
        return {"sortRange": {"range": area, "sortSpecs": specs}}

    def test_by_one_column(self, book):
        book.do(write(["b", 2], ["a", 1]), self.sort(grid(0, 2, 0, 2), (0, "ASCENDING")))
        assert book.texts("Sheet1") == [["a", 1], ["b", 2]]

    def test_by_two_columns(self, book):
        book.do(
            write(["a", 1], ["b", 1], ["a", 2]),
            self.sort(grid(0, 3, 0, 2), (0, "ASCENDING"), (1, "DESCENDING")),
        )
        assert book.texts("Sheet1") == [["a", 2], ["a", 1], ["b", 1]]

    def test_cells_beside_stay(self, book):
        book.do(write(["b", 2], ["a", 1]), self.sort(grid(0, 2, 0, 1), (0, "ASCENDING")))
        assert book.texts("Sheet1") == [["a", 2], ["b", 1]]

    def test_by_a_column_outside_of_the_range(self, book):
        assert "must be within the range" in book.refused(self.sort(grid(0, 2, 0, 1), (3, "ASCENDING")))
