"""Requests on tabs and on the spreadsheet itself."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write


def add(title, **properties):
    return {"addSheet": {"properties": {"title": title, **properties}}}


def change(fields, sheet=0, **properties):
    return {"updateSheetProperties": {"properties": {"sheetId": sheet, **properties}, "fields": fields}}


def size(rows, columns, sheet=0):
    grid_size = {"rowCount": rows, "columnCount": columns}
    return change("gridProperties(rowCount,columnCount)", sheet, gridProperties=grid_size)


def titles(book):
    return [sheet["properties"]["title"] for sheet in book.get("sheets.properties.title")["sheets"]]


class TestAddSheet:
    def test_the_reply_has_all_its_properties(self, book):
        [reply] = book.do(add("B", sheetId=7, gridProperties={"rowCount": 3, "columnCount": 2}))
        assert reply["addSheet"]["properties"] == {
            "sheetId": 7,
            "title": "B",
            "index": 1,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": 3, "columnCount": 2},
        }

    def test_a_colour_comes_back_rounded_with_its_twin(self, book):
        [reply] = book.do(add("B", tabColorStyle={"rgbColor": {"red": 0.9, "green": 0}}))
        properties = reply["addSheet"]["properties"]
        assert properties["tabColorStyle"] == {"rgbColor": {"red": 0.9019608}}
        assert properties["tabColor"] == {"red": 0.9019608}

    def test_a_title_is_chosen_if_none_is_given(self, book):
        book.do({"addSheet": {}})
        assert titles(book) == ["Sheet1", "Sheet2"]

    def test_an_index_puts_it_there(self, book):
        book.do(add("B", index=0))
        assert titles(book) == ["B", "Sheet1"]

    @pytest.mark.parametrize("title", ["Sheet1", "SHEET1"])
    def test_a_title_that_is_taken(self, book, title):
        assert book.refused(add(title)) == (
            f'Invalid requests[0].addSheet: A sheet with the name "{title}" already exists. '
            "Please enter another name."
        )

    def test_an_id_that_is_taken(self, book):
        assert "id: 0 already exists" in book.refused(add("B", sheetId=0))

    def test_too_many_cells(self, book):
        size_ = {"rowCount": 1_000_000, "columnCount": 10}
        assert book.refused(add("B", gridProperties=size_)) == (
            "Invalid requests[0].addSheet: This action would increase the number of cells in the workbook "
            "above the limit of 10000000 cells."
        )

    def test_too_long_a_title(self, book):
        assert "cannot be greater than 100 characters" in book.refused(add("x" * 101))


class TestDeleteSheet:
    def test_it_is_gone(self, book):
        book.do(add("B", sheetId=7), {"deleteSheet": {"sheetId": 0}})
        assert titles(book) == ["B"]

    def test_the_last_one_stays(self, book):
        assert book.refused({"deleteSheet": {"sheetId": 0}}) == (
            "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document."
        )

    def test_its_named_ranges_go_with_it(self, book):
        named = {"name": "Diem", "range": grid(0, 1, 0, 1, 7)}
        book.do(add("B", sheetId=7), {"addNamedRange": {"namedRange": named}})
        book.do({"deleteSheet": {"sheetId": 7}})
        assert "namedRanges" not in book.get()


class TestUpdateSheetProperties:
    def test_only_what_the_mask_names_changes(self, book):
        book.do(change("title", title="Điểm", hidden=True))
        properties = book.get("sheets.properties(title,hidden)")["sheets"][0]["properties"]
        assert properties == {"title": "Điểm"}

    def test_without_a_mask_it_is_refused(self, book):
        assert book.refused(change("", title="x")) == (
            "Invalid requests[0].updateSheetProperties: "
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )

    def test_a_field_that_is_none_is_refused(self, book):
        assert "Invalid field" in book.refused(change("colour", title="x"))

    def test_an_unknown_tab(self, book):
        assert "No sheet with id: 9" in book.refused(change("title", sheet=9, title="x"))

    def test_a_title_that_is_taken(self, book):
        book.do(add("B"))
        assert 'A sheet with the name "B" already exists' in book.refused(change("title", title="B"))

    def test_an_empty_title(self, book):
        assert "The sheet name cannot be empty." in book.refused(change("title"))

    def test_its_own_title_in_other_letters(self, book):
        book.do(change("title", title="SHEET1"))
        assert titles(book) == ["SHEET1"]

    def test_formulas_follow_a_new_title(self, book):
        book.do(add("B", sheetId=7), write([5]), write(["=Sheet1!A1"], sheet=7), change("title", title="Z"))
        assert book.cells("B!A1", "userEnteredValue,effectiveValue") == [
            [{"userEnteredValue": {"formulaValue": "=Z!A1"}, "effectiveValue": {"numberValue": 5}}]
        ]

    def test_not_all_rows_can_be_frozen(self, book):
        frozen = change("gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 1000})
        assert "You can't freeze all visible rows on the sheet." in book.refused(frozen)

    def test_not_all_tabs_can_be_hidden(self, book):
        assert "can't hide all the sheets" in book.refused(change("hidden", hidden=True))

    def test_an_index_moves_it(self, book):
        book.do(add("B"), add("C"), change("index", index=2))
        assert titles(book) == ["B", "Sheet1", "C"]


class TestShrinking:
    def test_cells_outside_are_gone(self, book):
        book.do(write(["a", "b"], ["c", "d"]), size(1, 1), size(2, 2))
        assert book.texts("Sheet1") == [["a"]]

    def test_merges_are_cut(self, book):
        book.do({"mergeCells": {"range": grid(0, 4, 0, 1)}}, size(2, 5))
        assert book.sheet("merges")["merges"][0]["endRowIndex"] == 2

    def test_filters_outside_are_dropped(self, book):
        book.do({"setBasicFilter": {"filter": {"range": grid(5, 9, 0, 2)}}}, size(3, 5))
        assert "basicFilter" not in book.sheet("basicFilter")

    def test_protected_ranges_are_cut(self, book):
        book.do({"addProtectedRange": {"protectedRange": {"range": grid(0, 9, 0, 2)}}}, size(3, 5))
        assert book.sheet("protectedRanges")["protectedRanges"][0]["range"]["endRowIndex"] == 3


class TestDuplicateSheet:
    def test_the_copy_has_the_cells(self, book):
        book.do(write(["x"]), {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 7, "newSheetName": "B"}})
        assert book.texts("B") == [["x"]]

    def test_what_lies_on_it_points_to_it(self, book):
        book.do(
            {"mergeCells": {"range": grid(0, 2, 0, 1)}},
            {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 7, "newSheetName": "B"}},
        )
        assert book.sheet("merges", "B")["merges"][0]["sheetId"] == 7

    def test_the_copy_is_not_protected(self, book):
        book.do(
            {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}},
            {"duplicateSheet": {"sourceSheetId": 0, "newSheetName": "B"}},
        )
        assert "protectedRanges" not in book.sheet("protectedRanges", "B")


class TestUpdateSpreadsheetProperties:
    def test_the_title(self, book):
        properties = {"properties": {"title": "Sổ mới"}, "fields": "title"}
        book.do({"updateSpreadsheetProperties": properties})
        assert book.get("properties.title") == {"properties": {"title": "Sổ mới"}}

    def test_the_locale_changes_what_is_shown(self, book):
        properties = {"properties": {"locale": "vi_VN"}, "fields": "locale"}
        book.do(write([8.5]), {"updateSpreadsheetProperties": properties})
        assert book.cells("Sheet1!A1", "formattedValue") == [[{"formattedValue": "8,5"}]]
