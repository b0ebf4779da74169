"""Whole spreadsheets on the emulator: creating, reading with masks and ranges, copying tabs, who may do it."""

from __future__ import annotations

import pytest
from googleapiclient.errors import HttpError

from tests.emulator.sheets_book import Book, Caller, grid, rows, sheets_api, write
from tests.google_emulator.drive.state import DOCUMENT, XLSX
from tests.google_emulator.server import KEY_PERSON, SERVICE

# --- create -------------------------------------------------------------------------------------------------


class TestCreate:
    def test_it_has_one_tab(self, person):
        [sheet] = person.create(properties={"title": "Sổ"})["sheets"]
        assert sheet["properties"] == {
            "sheetId": 0,
            "title": "Sheet1",
            "index": 0,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": 1000, "columnCount": 26},
        }

    def test_the_locale_is_american_unless_said(self, person):
        assert person.create()["properties"]["locale"] == "en_US"

    def test_tabs_are_called_as_the_locale_does(self, person):
        [sheet] = person.create(properties={"locale": "vi_VN"})["sheets"]
        assert sheet["properties"]["title"] == "Trang tính1"

    def test_properties_come_with_a_default_format_and_a_theme(self, person):
        properties = person.create()["properties"]
        assert {"defaultFormat", "spreadsheetTheme", "timeZone", "autoRecalc"} <= set(properties)

    def test_tabs_that_are_given_are_made(self, person):
        tabs = [{"properties": {"title": "A", "sheetId": 5}}, {"properties": {"title": "B"}}]
        made = person.create(sheets=tabs)
        assert [sheet["properties"]["title"] for sheet in made["sheets"]] == ["A", "B"]

    def test_cells_that_are_given_are_written(self, google, person):
        data = [{"rowData": rows(["x", 2])}]
        made = person.create(sheets=[{"properties": {"title": "A"}, "data": data}])
        assert Book(google, made["spreadsheetId"], person).texts("A!A1:B1") == [["x", 2]]

    def test_an_account_without_storage_is_refused(self, google):
        with pytest.raises(HttpError) as caught:
            Caller(google, google.key_file).create()
        assert (caught.value.status_code, caught.value.reason) == (403, "The caller does not have permission")

    def test_a_refused_spreadsheet_leaves_no_file(self, google, person):
        before = set(google.world.files)
        with pytest.raises(HttpError):
            person.create(sheets=[{"properties": {"title": "A"}}, {"properties": {"title": "a"}}])
        assert {file for file in set(google.world.files) - before if not file.startswith("root-")} == set()


# --- get ----------------------------------------------------------------------------------------------------


class TestGet:
    def test_without_a_mask_there_is_no_grid_data(self, book):
        assert all("data" not in sheet for sheet in book.get()["sheets"])

    def test_include_grid_data_gives_all_of_it(self, book):
        [data] = book.get(includeGridData=True)["sheets"][0]["data"]
        assert (len(data["rowMetadata"]), len(data["columnMetadata"])) == (1000, 26)

    def test_a_mask_overrides_include_grid_data(self, book):
        assert book.get("spreadsheetId", includeGridData=True) == {"spreadsheetId": book.id}

    def test_a_mask_of_grid_data_gives_it(self, book):
        book.do(write(["x"]))
        assert book.get("sheets.data.rowData.values.userEnteredValue") == {
            "sheets": [{"data": [{"rowData": [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]}]}]
        }

    def test_an_empty_grid_has_no_rows(self, book):
        assert book.get("sheets.data.rowData")["sheets"] == [{"data": [{}]}]

    def test_rows_end_with_the_last_kept_cell(self, book):
        book.do(write(["a", None, "c"], [], ["d"]))
        lengths = [len(row) for row in book.cells("Sheet1")]
        assert lengths == [3, 0, 1]

    def test_cells_between_are_empty(self, book):
        book.do(write(["a", None, "c"]))
        assert book.cells("Sheet1")[0][1] == {}

    def test_ranges_restrict_the_data_and_say_where_it_starts(self, book):
        book.do(write(["a", "b"], ["c", "d"]))
        mask = "sheets.data(startRow,startColumn,rowData.values.formattedValue)"
        [data] = book.get(mask, ranges="Sheet1!B2:C3")["sheets"][0]["data"]
        assert data == {"startRow": 1, "startColumn": 1, "rowData": [{"values": [{"formattedValue": "d"}]}]}

    def test_every_range_of_a_tab_has_data_of_its_own(self, book):
        shown = book.get("sheets.data.startRow", ranges=["Sheet1!A2:B2", "Sheet1!A5:B5"])
        assert shown["sheets"][0]["data"] == [{"startRow": 1}, {"startRow": 4}]

    def test_ranges_restrict_the_tabs(self, book):
        book.do({"addSheet": {"properties": {"title": "B"}}})
        shown = book.get("sheets.properties.title", ranges="B!A1")
        assert shown["sheets"] == [{"properties": {"title": "B"}}]

    def test_a_range_that_is_none_is_refused(self, book):
        with pytest.raises(HttpError, match="Unable to parse range: Nowhere!A1"):
            book.get(ranges="Nowhere!A1")

    def test_a_formula_has_an_effective_value(self, book):
        book.do(write([2, "=A1*3"]))
        cell = book.cells("Sheet1!B1", "userEnteredValue,effectiveValue")[0][0]
        assert cell == {"userEnteredValue": {"formulaValue": "=A1*3"}, "effectiveValue": {"numberValue": 6}}

    def test_the_effective_format_tells_how_a_value_is_aligned(self, book):
        book.do(write(["a", 1, True, "=1/0"]))
        (cells,) = book.cells("Sheet1!A1:D1", "effectiveFormat(horizontalAlignment,hyperlinkDisplayType)")
        assert [cell["effectiveFormat"]["horizontalAlignment"] for cell in cells] == [
            "LEFT",
            "RIGHT",
            "CENTER",
            "CENTER",
        ]
        assert cells[0]["effectiveFormat"]["hyperlinkDisplayType"] == "PLAIN_TEXT"

    def test_the_effective_format_joins_the_default_and_the_own(self, book):
        look = {"userEnteredFormat": {"textFormat": {"bold": True}}}
        book.do({"repeatCell": {"range": grid(0, 1, 0, 1), "cell": look, "fields": "userEnteredFormat"}})
        cell = book.cells("Sheet1!A1", "effectiveFormat(textFormat(bold,fontSize),wrapStrategy)")[0][0]
        assert cell["effectiveFormat"] == {
            "textFormat": {"bold": True, "fontSize": 10},
            "wrapStrategy": "OVERFLOW_CELL",
        }

    def test_a_hyperlink_formula_is_a_hyperlink(self, book):
        book.do(write(['=HYPERLINK("https://truong.example";"Trường")'.replace(";", ",")]))
        assert book.cells("Sheet1!A1", "hyperlink") == [[{"hyperlink": "https://truong.example"}]]

    def test_row_sizes_are_told(self, book):
        change = {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}
        book.do(
            {
                "updateDimensionProperties": {
                    "range": {"sheetId": 0, **change},
                    "properties": {"pixelSize": 40},
                    "fields": "pixelSize",
                }
            }
        )
        [data] = book.get("sheets.data.rowMetadata.pixelSize", ranges="Sheet1!A1:A3")["sheets"][0]["data"]
        assert data["rowMetadata"] == [{"pixelSize": 21}, {"pixelSize": 40}, {"pixelSize": 21}]


class TestGetByDataFilter:
    def get(self, book, *filters):
        return book.get_by(*filters, fields="sheets.data(startRow,rowData.values.formattedValue)")

    def test_by_range(self, book):
        book.do(write(["a"], ["b"]))
        shown = self.get(book, {"a1Range": "Sheet1!A2:A2"})
        assert shown["sheets"][0]["data"][0]["rowData"] == [{"values": [{"formattedValue": "b"}]}]

    def test_by_metadata_of_a_row(self, book):
        book.do(write(["a"], ["b"]))
        place = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}
        entry = {"metadataKey": "k", "visibility": "DOCUMENT", "location": place}
        book.do({"createDeveloperMetadata": {"developerMetadata": entry}})
        shown = self.get(book, {"developerMetadataLookup": {"metadataKey": "k"}})
        assert shown["sheets"][0]["data"][0]["startRow"] == 1

    def test_a_filter_that_finds_nothing_shows_no_tab(self, book):
        assert self.get(book, {"developerMetadataLookup": {"metadataKey": "none"}}) == {}


# --- who may ------------------------------------------------------------------------------------------------


class TestAccess:
    def test_an_unknown_spreadsheet_is_not_found(self, google, person):
        with pytest.raises(HttpError) as caught:
            Book(google, "1" + "x" * 43, person).get()
        assert (caught.value.status_code, caught.value.reason) == (404, "Requested entity was not found.")

    @pytest.mark.parametrize(
        ("mime", "more"), [(DOCUMENT, ""), (XLSX, ". The document must not be an Office file.")]
    )
    def test_another_kind_of_file_is_no_spreadsheet(self, google, person, mime, more):
        file = google.world.create_file(google.world.accounts[KEY_PERSON], "Sổ", mime)
        with pytest.raises(HttpError) as caught:
            Book(google, file.id, person).get()
        assert caught.value.reason == f"This operation is not supported for this document{more}"

    def test_a_stranger_is_refused(self, google, book):
        with pytest.raises(HttpError) as caught:
            book.seen_by(google.key_file).get()
        assert (caught.value.status_code, caught.value.reason) == (403, "The caller does not have permission")

    def test_a_reader_reads(self, google, book):
        google.share(book.id, SERVICE, "reader")
        assert book.seen_by(google.key_file).get("spreadsheetId") == {"spreadsheetId": book.id}

    def test_a_reader_writes_nothing(self, google, book):
        google.share(book.id, SERVICE, "reader")
        with pytest.raises(HttpError) as caught:
            book.seen_by(google.key_file).do(write(["x"]))
        assert caught.value.status_code == 403

    def test_a_write_shows_in_drive(self, google, book):
        before = google.world.files[book.id].version
        book.do(write(["x"]))
        assert google.world.files[book.id].version > before


# --- copying a tab ------------------------------------------------------------------------------------------


class TestCopyTo:
    def copy(self, book, target):
        body = {"destinationSpreadsheetId": target.id}
        return book.send(sheets_api().sheets().copyTo(spreadsheetId=book.id, sheetId=0, body=body))

    def test_the_copy_lies_at_the_end_of_the_other(self, google, person, book):
        other = Book(google, person.create()["spreadsheetId"], person)
        assert self.copy(book, other)["title"] == "Copy of Sheet1"
        assert [sheet["properties"]["index"] for sheet in other.get()["sheets"]] == [0, 1]

    def test_the_cells_come_along(self, google, person, book):
        other = Book(google, person.create()["spreadsheetId"], person)
        book.do(write(["x"]))
        self.copy(book, other)
        assert other.texts("'Copy of Sheet1'!A1:B2") == [["x"]]
