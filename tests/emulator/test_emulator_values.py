"""The calls on values, by google-api-python-client and by gspread."""

from __future__ import annotations

from datetime import date

import gspread
import pytest
from google.oauth2 import service_account
from googleapiclient.errors import HttpError

from tests.emulator.sheets_book import Caller, sheets_api

SCHOOL = [
    ["Tên", "Điểm", "Ngày"],
    ["An", 8.5, date(2023, 9, 5)],
    ["Bình", 6],
    [],
    ["Cường", None, None, True],
]


class Values:
    """The values of one spreadsheet, called as a stranger's program would."""

    def __init__(self, google, spreadsheet_id, key_file=None):
        self.google, self.id = google, spreadsheet_id
        self._caller = Caller(google, key_file or google.person_key_file)

    @property
    def state(self):
        return self.google.spreadsheet(self.id)

    def call(self, method, **given):
        """The reply to a method of the client's `values` resource."""
        return self._caller.send(getattr(sheets_api().values(), method)(spreadsheetId=self.id, **given))

    def get(self, text, **query):
        return self.call("get", range=text, **query)

    def of(self, text, **query):
        return self.get(text, **query).get("values")

    def update(self, text, values, option="RAW", **query):
        return self.call("update", range=text, valueInputOption=option, body={"values": values}, **query)

    def append(self, text, values, option="RAW", **query):
        return self.call("append", range=text, valueInputOption=option, body={"values": values}, **query)

    def batch(self, *data, option="RAW", **more):
        blocks = [{"range": text, "values": values} for text, values in data]
        return self.call("batchUpdate", body={"valueInputOption": option, "data": blocks, **more})


@pytest.fixture
def school(google):
    """A spreadsheet with the tab `Tháng 10`."""
    return Values(google, google.new_spreadsheet(tabs={"Tháng 10": SCHOOL, "Trống": []}))


def refusal(call, *arguments, **more):
    """The status and message of the error that a call gets."""
    with pytest.raises(HttpError) as caught:
        call(*arguments, **more)
    return caught.value.status_code, caught.value.reason


class TestReading:
    def test_empty_rows_and_cells_at_the_end_are_left_out(self, school):
        assert school.get("Tháng 10!A1:Z99") == {
            "range": "'Tháng 10'!A1:Z99",
            "majorDimension": "ROWS",
            "values": [
                ["Tên", "Điểm", "Ngày"],
                ["An", "8,5", "05/09/2023"],
                ["Bình", "6"],
                [],
                ["Cường", "", "", "TRUE"],
            ],
        }

    def test_an_empty_range_has_no_values(self, school):
        assert school.get("Trống") == {"range": "'Trống'!A1:Z1000", "majorDimension": "ROWS"}

    def test_by_columns(self, school):
        assert school.of("A1:B4", majorDimension="COLUMNS") == [["Tên", "An", "Bình"], ["Điểm", "8,5", "6"]]

    def test_a_range_that_begins_inside(self, school):
        assert school.of("'Tháng 10'!B2:C3") == [["8,5", "05/09/2023"], ["6"]]

    @pytest.mark.parametrize(
        ("render", "dates", "row"),
        [
            ("FORMATTED_VALUE", "SERIAL_NUMBER", ["An", "8,5", "05/09/2023", "9,5"]),
            ("FORMATTED_VALUE", "FORMATTED_STRING", ["An", "8,5", "05/09/2023", "9,5"]),
            ("UNFORMATTED_VALUE", "SERIAL_NUMBER", ["An", 8.5, 45174, 9.5]),
            ("UNFORMATTED_VALUE", "FORMATTED_STRING", ["An", 8.5, "05/09/2023", 9.5]),
            ("FORMULA", "SERIAL_NUMBER", ["An", 8.5, 45174, "=B2+1"]),
        ],
    )
    def test_render_options(self, school, render, dates, row):
        school.update("D2", [["=B2+1"]], "USER_ENTERED")
        assert school.of("2:2", valueRenderOption=render, dateTimeRenderOption=dates) == [row]

    def test_whole_numbers_have_no_decimal_point(self, school):
        [[six]] = school.of("B3", valueRenderOption="UNFORMATTED_VALUE")
        assert (six, type(six)) == (6, int)

    def test_truth_values_and_errors(self, school):
        school.update("E5", [["=1/0"]], "USER_ENTERED")
        assert school.of("D5:E5") == [["TRUE", "#DIV/0!"]]
        assert school.of("D5:E5", valueRenderOption="UNFORMATTED_VALUE") == [[True, "#DIV/0!"]]

    def test_today_follows_the_clock(self, school):
        school.update("F1:G1", [["=TODAY()", "=F1+0"]], "USER_ENTERED")
        before, _ = school.of("F1:G1", valueRenderOption="UNFORMATTED_VALUE")[0]
        school.google.world.clock.advance(86_400)
        assert school.of("F1:G1", valueRenderOption="UNFORMATTED_VALUE") == [[before + 1, before + 1]]

    def test_several_ranges(self, school):
        assert school.call("batchGet", ranges=["Tháng 10!A2", "Trống!A:A"]) == {
            "spreadsheetId": school.id,
            "valueRanges": [
                {"range": "'Tháng 10'!A2", "majorDimension": "ROWS", "values": [["An"]]},
                {"range": "'Trống'!A1:A1000", "majorDimension": "ROWS"},
            ],
        }

    def test_by_data_filter(self, school):
        [sheet, _] = school.state.sheets
        body = {"dataFilters": [{"a1Range": "A2"}, {"gridRange": {"sheetId": sheet.id, "endRowIndex": 1}}]}
        reply = school.call("batchGetByDataFilter", body=body)
        assert [each["valueRange"]["values"] for each in reply["valueRanges"]] == [
            [["An"]],
            [["Tên", "Điểm", "Ngày"]],
        ]
        assert [each["dataFilters"] for each in reply["valueRanges"]] == [
            [each] for each in body["dataFilters"]
        ]

    def test_refusals(self, school):
        assert refusal(school.get, "Nope!A1") == (400, "Unable to parse range: Nope!A1")
        assert refusal(school.get, "AA1") == (
            400,
            "Range ('Tháng 10'!AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
        )

    def test_a_mask(self, school):
        assert school.get("A1", fields="range") == {"range": "'Tháng 10'!A1"}


class TestWriting:
    def test_raw_values(self, school):
        school.update("A7", [["8,5", "=A1", "5/9/2023", True, 7]])
        assert school.of("A7:E7", valueRenderOption="FORMULA") == [["8,5", "=A1", "5/9/2023", True, 7]]

    def test_as_typed(self, school):
        school.update("A7", [["8,5", "=B2*2", "5/9/2023", "true", "'7", "50%"]], "USER_ENTERED")
        assert school.of("A7:F7", valueRenderOption="UNFORMATTED_VALUE") == [[8.5, 17, 45174, True, "7", 0.5]]
        assert school.of("A7:F7") == [["8,5", "17", "5/9/2023", "TRUE", "7", "50%"]]

    def test_the_reply(self, school):
        assert school.update("A7:C9", [["a", "b"], ["c"]]) == {
            "spreadsheetId": school.id,
            "updatedRange": "'Tháng 10'!A7:B8",
            "updatedRows": 2,
            "updatedColumns": 2,
            "updatedCells": 3,
        }

    def test_nothing_is_left_as_it_was_and_an_empty_text_empties(self, school):
        reply = school.update("A2", [[None, ""]])
        assert (reply["updatedCells"], school.of("A2:C2")) == (1, [["An", "", "05/09/2023"]])

    def test_by_columns(self, school):
        body = {"values": [["a", "b"], ["c"]], "majorDimension": "COLUMNS"}
        school.call("update", range="A7", valueInputOption="RAW", body=body)
        assert school.of("A7:B8") == [["a", "c"], ["b"]]

    def test_the_values_in_the_reply(self, school):
        reply = school.update("A2:B3", [["Em", "9,5"]], "USER_ENTERED", includeValuesInResponse=True)
        assert reply["updatedData"] == {
            "range": "'Tháng 10'!A2:B3",
            "majorDimension": "ROWS",
            "values": [["Em", "9,5"], ["Bình", "6"]],
        }

    def test_formats_stay(self, school):
        school.update("C2", [[45175]])
        assert school.of("C2") == [["06/09/2023"]]

    @pytest.mark.parametrize(
        ("text", "values", "message"),
        [
            (
                "'Trống'!A1:B2",
                [[1, 2, 3]],
                "Requested writing within range ['Trống'!A1:B2], but tried writing to column [C]",
            ),
            (
                "Trống!A1:B2",
                [[1], [2], [3]],
                "Requested writing within range [Trống!A1:B2], but tried writing to row [3]",
            ),
            (
                "Trống!A999",
                [[1], [2], [3]],
                "Requested writing within range [Trống!A999], but tried writing to row [1001]",
            ),
            (
                "Trống!A1001",
                [[1]],
                "Range ('Trống'!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
            ),
            (
                "Trống!A1",
                [["x" * 50_001]],
                "Your input contains more than the maximum of 50000 characters in a single cell.",
            ),
        ],
    )
    def test_what_does_not_fit(self, school, text, values, message):
        assert refusal(school.update, text, values) == (400, message)

    def test_the_input_option_must_be_said(self, school):
        message = "'valueInputOption' is required but not specified"
        assert refusal(school.call, "update", range="A1", body={"values": [[1]]}) == (400, message)
        assert refusal(school.batch, ("A1", [[1]]), option="INPUT_VALUE_OPTION_UNSPECIFIED") == (400, message)

    def test_the_range_of_the_body_must_be_the_same(self, school):
        body = {"range": "A2", "values": [[1]]}
        assert refusal(school.call, "update", range="A1", valueInputOption="RAW", body=body) == (
            400,
            "Request range[A1] does not match value's range[A2]",
        )

    def test_a_list_is_no_value(self, school):
        status, message = refusal(school.update, "A1", [["a", ["b"]]])
        assert (status, message.split("{")[0]) == (400, "Invalid values[0][1]: list_value ")


class TestWritingSeveralRanges:
    def test_the_reply(self, school):
        reply = school.batch(("A2", [["x", "y"]]), ("Trống!A2:A3", [["z"], ["z"]]))
        assert reply == {
            "spreadsheetId": school.id,
            "totalUpdatedRows": 3,
            "totalUpdatedColumns": 3,
            "totalUpdatedCells": 4,
            "totalUpdatedSheets": 2,
            "responses": [
                {
                    "spreadsheetId": school.id,
                    "updatedRange": "'Tháng 10'!A2:B2",
                    "updatedRows": 1,
                    "updatedColumns": 2,
                    "updatedCells": 2,
                },
                {
                    "spreadsheetId": school.id,
                    "updatedRange": "'Trống'!A2:A3",
                    "updatedRows": 2,
                    "updatedColumns": 1,
                    "updatedCells": 2,
                },
            ],
        }

    @pytest.mark.parametrize(
        ("text", "values", "message"),
        [
            ("Nope!A1", [[1]], "Unable to parse range: Nope!A1"),
            ("AA1", [[1]], "Range ('Tháng 10'!AA1) exceeds grid limits. Max rows: 1000, max columns: 26"),
            (
                "A1",
                [["x" * 50_001]],
                "Your input contains more than the maximum of 50000 characters in a single cell.",
            ),
        ],
    )
    def test_all_or_nothing(self, school, text, values, message):
        before = school.of("Tháng 10")
        assert refusal(school.batch, ("A1", [["x"]]), (text, values)) == (400, f"Invalid data[1]: {message}")
        assert school.of("Tháng 10") == before

    def test_the_values_in_the_reply(self, school):
        reply = school.batch(
            ("A7", [["8,5"]]),
            option="USER_ENTERED",
            includeValuesInResponse=True,
            responseValueRenderOption="UNFORMATTED_VALUE",
        )
        assert reply["responses"][0]["updatedData"]["values"] == [[8.5]]

    def test_by_data_filter(self, school):
        [sheet, _] = school.state.sheets
        where = {"gridRange": {"sheetId": sheet.id, "startRowIndex": 6, "endRowIndex": 7}}
        body = {"valueInputOption": "RAW", "data": [{"dataFilter": where, "values": [["x"]]}]}
        reply = school.call("batchUpdateByDataFilter", body=body)
        assert (reply["responses"][0]["updatedRange"], school.of("A7")) == ("'Tháng 10'!A7", [["x"]])
        assert reply["responses"][0]["dataFilter"] == where


class TestClearing:
    def test_values_go_and_formats_stay(self, school):
        reply = school.call("clear", range="Tháng 10!C2")
        assert reply == {"spreadsheetId": school.id, "clearedRange": "'Tháng 10'!C2"}
        school.update("C2", [[45174]])
        assert school.of("A2:C2") == [["An", "8,5", "05/09/2023"]]

    def test_several_ranges(self, school):
        body = {"ranges": ["A2", "B:B"]}
        reply = school.call("batchClear", body=body)
        assert reply["clearedRanges"] == ["'Tháng 10'!A2", "'Tháng 10'!B1:B1000"]
        assert school.of("A1:B3") == [["Tên"], [], ["Bình"]]

    def test_by_data_filter(self, school):
        body = {"dataFilters": [{"a1Range": "A1:B2"}]}
        reply = school.call("batchClearByDataFilter", body=body)
        assert reply["clearedRanges"] == ["'Tháng 10'!A1:B2"]

    def test_all_or_nothing(self, school):
        assert refusal(school.call, "batchClear", body={"ranges": ["A1", "A1001:Z"]}) == (
            400,
            "Invalid range[1]: Range ('Tháng 10'!A1001:Z) exceeds grid limits. "
            "Max rows: 1000, max columns: 26",
        )
        assert school.of("A1") == [["Tên"]]


class TestAppending:
    def test_after_the_last_row_of_the_table(self, school):
        reply = school.append("Tháng 10!A1:B2", [["Dũng", 7]])
        assert reply["tableRange"] == "'Tháng 10'!A1:C3"
        assert (reply["updates"]["updatedRange"], school.of("A4:B4")) == ("'Tháng 10'!A4:B4", [["Dũng", "7"]])

    def test_the_last_table_of_a_tab(self, school):
        reply = school.append("Tháng 10", [["x"]])
        assert (reply["tableRange"], reply["updates"]["updatedRange"]) == ("'Tháng 10'!A5", "'Tháng 10'!A6")

    def test_where_there_is_no_table(self, school):
        reply = school.append("Trống!B3", [["x"]])
        assert ("tableRange" in reply, reply["updates"]["updatedRange"]) == (False, "'Trống'!B3")

    def test_a_table_that_does_not_begin_at_the_left(self, school):
        school.update("Trống!C3:D4", [["a", "b"], ["c", "d"]])
        reply = school.append("Trống!D3", [["x"]])
        assert (reply["tableRange"], reply["updates"]["updatedRange"]) == ("'Trống'!C3:D4", "'Trống'!C5")

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("Trống", "B7"),
            ("Trống!B4", "B7"),
            ("Trống!C5:D5", "B7"),
            ("Trống!B2:D4", "B7"),
            ("Trống!A3:G10", "B7"),
            ("Trống!A1", "A3"),
            ("Trống!E4", "E4"),
        ],
    )
    def test_the_examples_of_google_s_guide(self, school, text, at):
        school.batch(("Trống!A1:C2", [["x"] * 3] * 2), ("Trống!B4:D6", [["y"] * 3] * 3))
        assert school.append(text, [["new"]])["updates"]["updatedRange"] == f"'Trống'!{at}"

    def test_inserted_rows_push_others_down(self, school):
        school.append("A1", [["x"], ["y"]], insertDataOption="INSERT_ROWS")
        assert [row[:1] for row in school.of("A3:A9")] == [["Bình"], ["x"], ["y"], [], ["Cường"]]

    def test_overwriting_leaves_others_in_their_place(self, school):
        school.append("A1", [["x"], ["y"]], insertDataOption="OVERWRITE")
        assert school.of("A3:A9") == [["Bình"], ["x"], ["y"]]

    def test_the_grid_grows(self, school):
        school.update("Trống!A1000", [["last"]])
        reply = school.append("Trống!A1000", [["x"] * 30])
        assert reply["updates"]["updatedRange"] == "'Trống'!A1001:AD1001"
        assert (school.state.sheets[1].row_count, school.state.sheets[1].column_count) == (1001, 30)

    def test_ten_million_cells_are_the_most(self, school):
        school.state.sheets[0].properties["gridProperties"]["rowCount"] = (10_000_000 - 26_000) // 26
        school.update("Trống!A1000", [["last"]])
        assert refusal(school.append, "Trống", [["x"]] * 20) == (
            400,
            "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
        )


class TestWhoMay:
    def test_a_reader_reads_only(self, school):
        school.google.share(school.id, "may-chu@sheets-sync-test.iam.gserviceaccount.com", "reader")
        reader = Values(school.google, school.id, school.google.key_file)
        assert reader.of("A1") == [["Tên"]]
        assert refusal(reader.update, "A1", [[1]]) == (403, "The caller does not have permission")

    def test_a_stranger_is_refused(self, google):
        strange = Values(google, google.new_spreadsheet(share_with=()))
        assert refusal(strange.get, "A1") == (403, "The caller does not have permission")

    def test_an_unknown_id(self, google):
        assert refusal(Values(google, "1abc").get, "A1") == (404, "Requested entity was not found.")

    def test_a_write_shows_in_drive(self, school):
        before = school.google.world.files[school.id].version
        school.update("A1", [["x"]])
        assert school.google.world.files[school.id].version > before

    def test_protected_cells_are_refused(self, school):
        [sheet, _] = school.state.sheets
        guarded = {"sheetId": sheet.id, "startRowIndex": 0, "endRowIndex": 1}
        editors = {"users": ["hieu-truong@truong.example"]}
        sheet.protected.append({"protectedRangeId": 1, "range": guarded, "editors": editors})
        text = (
            "You are trying to edit a protected cell or object. "
            "Please contact the spreadsheet owner to remove protection if you need to edit."
        )
        assert refusal(school.batch, ("A1", [[1]])) == (400, f"Invalid data[0]: {text}")
        assert refusal(school.append, "Z1:Z1", [[1]]) == (400, text)
        school.update("A2", [["beside"]])


class TestGspread:
    @pytest.fixture
    def sheet(self, school):
        """The first tab, as gspread opens it."""
        made = service_account.Credentials.from_service_account_file(
            str(school.google.person_key_file), scopes=["https://www.googleapis.com/auth/spreadsheets"]
        )
        made._is_regional_access_boundary_lookup_required = lambda: False
        return (
            gspread.Client(auth=made, http_client=_toward(school.google.endpoint))
            .open_by_key(school.id)
            .sheet1
        )

    def test_reading(self, sheet):
        assert sheet.get("A1:B2") == [["Tên", "Điểm"], ["An", "8,5"]]
        assert sheet.get_all_values()[4] == ["Cường", "", "", "TRUE"]
        assert sheet.acell("B2", value_render_option="UNFORMATTED_VALUE").value == 8.5

    def test_writing(self, sheet):
        sheet.update([["Em", 9]], "A2")
        sheet.update_acell("B3", "7,5")
        sheet.batch_update([{"range": "A7", "values": [["x"]]}])
        assert sheet.get("A2:B3", value_render_option="UNFORMATTED_VALUE") == [["Em", 9], ["Bình", 7.5]]

    def test_appending_and_clearing(self, sheet):
        sheet.append_row(["Dũng"], table_range="A1:B2")
        sheet.batch_clear(["A1:Z1"])
        assert sheet.col_values(1) == ["", "An", "Bình", "Dũng", "Cường"]

    def test_a_refusal(self, sheet):
        with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
            sheet.update([["x"]], "AA1")


def _toward(endpoint):
    """A gspread HTTP client that sends everything to one address."""

    class Client(gspread.http_client.HTTPClient):
        def request(self, method, url, *arguments, **more):
            path = url.partition("googleapis.com")[2]
            return super().request(method, endpoint + path, *arguments, **more)

    return Client
