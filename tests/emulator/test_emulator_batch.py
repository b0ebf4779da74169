"""batchUpdate on the emulator as such: all or nothing, replies, error prefixes, the state right after."""

from __future__ import annotations

import gspread
import pytest
from googleapiclient.errors import HttpError

from tests.emulator.sheets_book import write

NO_SUCH_TAB = {"deleteSheet": {"sheetId": 99}}


def test_one_reply_per_request(book):
    replies = book.do(write(["x"]), {"addSheet": {"properties": {"title": "B", "sheetId": 7}}})
    assert (replies[0], replies[1]["addSheet"]["properties"]["sheetId"]) == ({}, 7)


def test_a_bad_request_undoes_the_good_ones_before_it(book):
    book.refused(write(["x"]), {"addSheet": {"properties": {"title": "B"}}}, NO_SUCH_TAB)
    assert (book.texts("Sheet1"), len(book.get()["sheets"])) == ([], 1)


def test_an_error_tells_which_request(book):
    message = book.refused(write(["x"]), NO_SUCH_TAB)
    assert message == "Invalid requests[1].deleteSheet: No sheet with id: 99"


def test_later_requests_see_what_earlier_ones_did(book):
    book.do({"addSheet": {"properties": {"title": "B", "sheetId": 7}}}, write(["x"], sheet=7))
    assert book.texts("B") == [["x"]]


def test_no_requests_are_an_error(book):
    assert book.refused() == "Must specify at least one request."


def test_a_kind_that_is_not_emulated_is_refused(book):
    message = book.refused({"deleteDataSource": {"dataSourceId": "1"}})
    assert message == "Invalid requests[0].deleteDataSource: This kind of request is not emulated."


def test_two_kinds_in_one_request_are_refused(book):
    with pytest.raises(HttpError) as caught:
        book.do({**NO_SUCH_TAB, **write(["x"])})
    assert caught.value.status_code == 400


def test_a_formula_is_computed_anew_after_a_write(book):
    book.do(write([1, "=A1+1"]))
    book.cells("Sheet1!B1", "effectiveValue")
    book.do(write([5]))
    assert book.cells("Sheet1!B1", "effectiveValue") == [[{"effectiveValue": {"numberValue": 6}}]]


# --- the spreadsheet in the reply -----------------------------------------------------------------------------


def test_the_reply_has_no_spreadsheet_unless_asked_for(book):
    assert "updatedSpreadsheet" not in book.batch(write(["x"]))


def test_the_reply_shows_the_state_right_after(book):
    reply = book.batch(
        write(["x"]),
        includeSpreadsheetInResponse=True,
        responseRanges=["Sheet1!A1:A1"],
        responseIncludeGridData=True,
    )
    [data] = reply["updatedSpreadsheet"]["sheets"][0]["data"]
    assert data["rowData"][0]["values"][0]["formattedValue"] == "x"


def test_a_mask_of_the_reply_brings_its_grid_data(book):
    reply = book.batch(
        write(["x"]),
        includeSpreadsheetInResponse=True,
        fields="updatedSpreadsheet(sheets.data.rowData.values.effectiveValue)",
    )
    [sheet] = reply["updatedSpreadsheet"]["sheets"]
    assert sheet == {"data": [{"rowData": [{"values": [{"effectiveValue": {"stringValue": "x"}}]}]}]}


# --- with gspread -----------------------------------------------------------------------------------------------


@pytest.fixture
def spreadsheet(google, book):
    client = gspread.service_account(str(google.person_key_file))
    client.http_client = _Endpoint(client.http_client.auth)
    client.http_client.endpoint = google.endpoint.rstrip("/")
    return client.open_by_key(book.id)


class _Endpoint(gspread.http_client.HTTPClient):
    endpoint = ""

    def request(self, method, endpoint, *args, **more):
        for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            endpoint = endpoint.replace(host, self.endpoint)
        return super().request(method, endpoint, *args, **more)


def test_gspread_adds_and_deletes_tabs(spreadsheet):
    tab = spreadsheet.add_worksheet("Tháng 10", 20, 5)
    spreadsheet.del_worksheet(spreadsheet.worksheet("Sheet1"))
    assert [(each.title, each.row_count) for each in spreadsheet.worksheets()] == [(tab.title, 20)]


def test_gspread_tells_of_a_title_that_is_taken(spreadsheet):
    with pytest.raises(gspread.exceptions.APIError, match='A sheet with the name "Sheet1" already exists'):
        spreadsheet.add_worksheet("Sheet1", 5, 5)


def test_gspread_formats_and_merges(spreadsheet, book):
    tab = spreadsheet.sheet1
    tab.format("A1:B1", {"textFormat": {"bold": True}})
    tab.merge_cells("A1:B1")
    assert book.sheet("merges")["merges"] == [
        {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}
    ]


def test_gspread_inserts_sorts_and_deletes_rows(spreadsheet, book):
    tab = spreadsheet.sheet1
    book.do(write(["b"], ["a"]))
    tab.insert_row(["z"], 1)
    tab.sort((1, "asc"), range="A1:A3")
    tab.delete_rows(1)
    assert book.texts("Sheet1") == [["b"], ["z"]]


def test_gspread_freezes_renames_and_resizes(spreadsheet, book):
    tab = spreadsheet.sheet1
    tab.freeze(rows=2)
    tab.resize(rows=10, cols=4)
    tab.update_title("Điểm")
    properties = book.get()["sheets"][0]["properties"]
    assert properties["gridProperties"] == {"rowCount": 10, "columnCount": 4, "frozenRowCount": 2}
    assert properties["title"] == "Điểm"


def test_gspread_protects_and_names_ranges(spreadsheet, book):
    tab = spreadsheet.sheet1
    tab.add_protected_range("A1:B2", editor_users_emails=["to-truong@truong.example"])
    tab.define_named_range("A1:B2", "Diem")
    shown = book.get("namedRanges.name,sheets.protectedRanges.editors.users")
    assert shown["namedRanges"] == [{"name": "Diem"}]
    assert "to-truong@truong.example" in shown["sheets"][0]["protectedRanges"][0]["editors"]["users"]


def test_gspread_filters_and_notes(spreadsheet, book):
    tab = spreadsheet.sheet1
    tab.set_basic_filter("A1:C5")
    tab.insert_note("B2", "xem lại")
    assert "basicFilter" in book.sheet("basicFilter")
    assert tab.get_note("B2") == "xem lại"
