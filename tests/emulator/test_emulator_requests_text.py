"""Requests that paste cells, push them aside, or work on their texts."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write


def copy(source, destination, **more):
    return {"copyPaste": {"source": source, "destination": destination, **more}}


class TestCopyPaste:
    def test_values_and_formulas(self, book):
        book.do(write([1, "=A1"]), copy(grid(0, 1, 0, 2), grid(2, 3, 0, 2)))
        assert book.texts("Sheet1!A3:B3") == [[1, "=A3"]]

    def test_a_larger_destination_is_filled(self, book):
        book.do(write(["a"]), copy(grid(0, 1, 0, 1), grid(1, 3, 0, 2)))
        assert book.texts("Sheet1") == [["a"], ["a", "a"], ["a", "a"]]

    def test_turned(self, book):
        book.do(write(["a", "b"]), copy(grid(0, 1, 0, 2), grid(2, 3, 0, 1), pasteOrientation="TRANSPOSE"))
        assert book.texts("Sheet1!A3:A4") == [["a"], ["b"]]

    def test_values_only(self, book):
        book.do(write([2, "=A1*2"]), copy(grid(0, 1, 1, 2), grid(2, 3, 0, 1), pasteType="PASTE_VALUES"))
        assert book.texts("Sheet1!A3") == [[4]]

    def test_looks_only(self, book):
        bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
        book.do(
            write(["a"]),
            {"repeatCell": {"range": grid(0, 1, 0, 1), "cell": bold, "fields": "userEnteredFormat"}},
            copy(grid(0, 1, 0, 1), grid(1, 2, 0, 1), pasteType="PASTE_FORMAT"),
        )
        assert book.cells("Sheet1!A2", "userEnteredValue,userEnteredFormat") == [[bold]]

    def test_merges_come_along(self, book):
        book.do({"mergeCells": {"range": grid(0, 1, 0, 2)}}, copy(grid(0, 1, 0, 2), grid(3, 4, 0, 2)))
        assert [merge["startRowIndex"] for merge in book.sheet("merges")["merges"]] == [0, 3]

    def test_beyond_the_grid(self, book):
        assert "exceeds grid limits" in book.refused(copy(grid(0, 2, 0, 1), grid(999, 1000, 0, 1)))


def test_cut_cells_are_gone_where_they_were(book):
    book.do(write(["a"]), {"cutPaste": {"source": grid(0, 1, 0, 1), "destination": {"rowIndex": 2}}})
    assert book.texts("Sheet1") == [[], [], ["a"]]


def test_references_follow_cut_cells(book):
    cut = {"cutPaste": {"source": grid(0, 1, 0, 1), "destination": {"rowIndex": 4, "columnIndex": 1}}}
    book.do(write([1, "=A1+A2"]), cut)
    assert book.texts("Sheet1!B1") == [["=B5+A2"]]


class TestPushingAside:
    def test_references_follow(self, book):
        book.do(write(["a", "=A1"]))
        book.do({"insertRange": {"range": grid(0, 1, 0, 1), "shiftDimension": "ROWS"}})
        assert book.texts("Sheet1!B1") == [["=A2"]]

    def test_inserted_cells_push_down(self, book):
        book.do(write(["a", "x"], ["b", "y"]))
        book.do({"insertRange": {"range": grid(0, 1, 0, 1), "shiftDimension": "ROWS"}})
        assert book.texts("Sheet1") == [[None, "x"], ["a", "y"], ["b"]]

    def test_inserted_cells_push_right(self, book):
        book.do(write(["a", "b"]))
        book.do({"insertRange": {"range": grid(0, 1, 0, 1), "shiftDimension": "COLUMNS"}})
        assert book.texts("Sheet1") == [[None, "a", "b"]]

    def test_deleted_cells_are_closed_up(self, book):
        book.do(write(["a", "x"], ["b", "y"]))
        book.do({"deleteRange": {"range": grid(0, 1, 0, 1), "shiftDimension": "ROWS"}})
        assert book.texts("Sheet1") == [["b", "x"], [None, "y"]]

    def test_deleted_cells_are_closed_up_from_the_right(self, book):
        book.do(write(["a", "b", "c"]))
        book.do({"deleteRange": {"range": grid(0, 1, 0, 2), "shiftDimension": "COLUMNS"}})
        assert book.texts("Sheet1") == [["c"]]


class TestFindReplace:
    def replace(self, book, **request):
        [reply] = book.do({"findReplace": {"allSheets": True, **request}})
        return reply.get("findReplace", {})

    def test_it_counts_what_it_changed(self, book):
        book.do(write(["aa", "b"], ["xa", "=1"]))
        assert self.replace(book, find="A", replacement="z") == {
            "valuesChanged": 2,
            "rowsChanged": 2,
            "sheetsChanged": 1,
            "occurrencesChanged": 3,
        }
        assert book.texts("Sheet1") == [["zz", "b"], ["xz", "=1"]]

    def test_match_case(self, book):
        book.do(write(["a"]))
        assert self.replace(book, find="A", replacement="z", matchCase=True) == {}

    def test_match_the_entire_cell(self, book):
        book.do(write(["a", "ab"]))
        self.replace(book, find="a", replacement="z", matchEntireCell=True)
        assert book.texts("Sheet1") == [["z", "ab"]]

    def test_by_regular_expression(self, book):
        book.do(write(["tổ 1"]))
        self.replace(book, find=r"tổ (\d)", replacement="Tổ $1", searchByRegex=True)
        assert book.texts("Sheet1") == [["Tổ 1"]]

    def test_in_formulas_if_asked(self, book):
        book.do(write(["=A2+1"]))
        self.replace(book, find="A2", replacement="A3", includeFormulas=True)
        assert book.texts("Sheet1") == [["=A3+1"]]

    def test_one_scope_only(self, book):
        request = {"find": "a", "allSheets": True, "sheetId": 0}
        assert "Exactly one of range, sheetId or allSheets" in book.refused({"findReplace": request})


def test_trimming(book):
    book.do(write(["  a   b ", "c"]))
    [reply] = book.do({"trimWhitespace": {"range": grid(0, 1, 0, 2)}})
    assert (reply["trimWhitespace"], book.texts("Sheet1")) == ({"cellsChangedCount": 1}, [["a b", "c"]])


@pytest.mark.parametrize("kind", [{"delimiterType": "COMMA"}, {"delimiterType": "CUSTOM", "delimiter": ","}])
def test_text_to_columns(book, kind):
    book.do(write(["a,2"]), {"textToColumns": {"source": grid(0, 1, 0, 1), **kind}})
    assert book.texts("Sheet1") == [["a", 2]]


def test_pasted_data_is_as_if_typed(book):
    book.do({"pasteData": {"coordinate": {"rowIndex": 1}, "data": "a;2\n=1+1", "delimiter": ";"}})
    assert book.texts("Sheet1") == [[], ["a", 2], ["=1+1"]]


class TestDuplicates:
    def test_the_first_of_each_stays(self, book):
        book.do(write(["a", 1], ["a", 1], ["b", 1]))
        [reply] = book.do({"deleteDuplicates": {"range": grid(0, 3, 0, 2)}})
        assert reply["deleteDuplicates"] == {"duplicatesRemovedCount": 1}
        assert book.texts("Sheet1") == [["a", 1], ["b", 1]]

    def test_by_some_columns(self, book):
        book.do(write(["a", 1], ["a", 2]))
        column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
        book.do({"deleteDuplicates": {"range": grid(0, 2, 0, 2), "comparisonColumns": [column]}})
        assert book.texts("Sheet1") == [["a", 1]]
