"""What discovery says, against the emulator: its methods, bodies, queries, replies."""

from __future__ import annotations

import pytest

from tests.google_emulator import answering, bodies, discovery, schemas
from tests.google_emulator.wire import ApiError


def problem(schema, body, api="sheets"):
    """Google's message for a body that it does not take."""
    with pytest.raises(ApiError) as caught:
        discovery.check_body(schema, body, api)
    assert caught.value.code == 400
    return caught.value.message


def batch(*requests):
    return {"requests": list(requests)}


BATCH = "BatchUpdateSpreadsheetRequest"


def test_every_handler_is_a_method_of_google_s():
    assert set(answering.handlers()) <= set(discovery.methods())


@pytest.mark.parametrize("api", ["sheets"])
def test_every_method_of_sheets_has_a_handler(api):
    wanted = {name for name, method in discovery.methods().items() if method.api == api}
    assert wanted <= set(answering.handlers())


def test_every_reply_has_a_schema_that_compiles():
    assert all(
        schemas.validator(method.api, method.response)
        for method in discovery.methods().values()
        if method.response
    )


# --- routes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("http", "path", "method"),
    [
        ("GET", "/v4/spreadsheets/x", "sheets.spreadsheets.get"),
        ("POST", "/v4/spreadsheets/x:batchUpdate", "sheets.spreadsheets.batchUpdate"),
        ("GET", "/v4/spreadsheets/x/values/A1%3AB2", "sheets.spreadsheets.values.get"),
        ("GET", "/v4/spreadsheets/x/values:batchGet", "sheets.spreadsheets.values.batchGet"),
        ("POST", "/v4/spreadsheets/x/values/A1:append", "sheets.spreadsheets.values.append"),
        ("GET", "/drive/v3/files/generateIds", "drive.files.generateIds"),
        ("GET", "/drive/v3/files/x", "drive.files.get"),
        ("PATCH", "/upload/drive/v3/files/x", "drive.files.update"),
        ("POST", "/resumable/upload/drive/v3/files", "drive.files.create"),
    ],
)
def test_routes(http, path, method):
    assert discovery.route(http, path)[0].id == method


def test_path_parameters_are_decoded():
    assert discovery.route("GET", "/v4/spreadsheets/x/values/%27Th%C3%A1ng%2010%27%21A1")[1] == {
        "spreadsheetId": "x",
        "range": "'Tháng 10'!A1",
    }


def test_what_leads_nowhere():
    assert discovery.route("DELETE", "/v4/spreadsheets/x") is None


# --- bodies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (
            {"addShet": {}},
            "Invalid JSON payload received. Unknown name \"addShet\" at 'requests[0]': Cannot find field.",
        ),
        (
            {"addSheet": {"properties": {"titel": "x"}}},
            'Invalid JSON payload received. Unknown name "titel" at '
            "'requests[0].add_sheet.properties': Cannot find field.",
        ),
        (
            {"addSheet": {"properties": {"title": 5}}},
            "Invalid value at 'requests[0].add_sheet.properties.title' (TYPE_STRING), 5",
        ),
        (
            {"addSheet": {"properties": {"sheetId": "x"}}},
            "Invalid value at 'requests[0].add_sheet.properties.sheet_id' (TYPE_INT32), \"x\"",
        ),
        (
            {"addSheet": {"properties": {"hidden": "no"}}},
            "Invalid value at 'requests[0].add_sheet.properties.hidden' (TYPE_BOOL), \"no\"",
        ),
        (
            {"mergeCells": {"mergeType": "ALL"}},
            "Invalid value at 'requests[0].merge_cells.merge_type' "
            '(type.googleapis.com/google.apps.sheets.v4.MergeCellsRequest.MergeType), "ALL"',
        ),
        (
            {"addSheet": {}, "deleteSheet": {}},
            "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'",
        ),
        (
            {"addSheet": {"properties": []}},
            "Invalid JSON payload received. Unknown name \"properties\" at 'requests[0].add_sheet': "
            "Proto field is not repeating, cannot start list.",
        ),
    ],
)
def test_what_google_says_of_a_wrong_request(request_, text):
    assert problem(BATCH, batch(request_)) == text


def test_every_mistake_is_told():
    assert len(problem(BATCH, batch({"a": 1}, {"b": 1})).splitlines()) == 2


def test_mistakes_are_told_field_by_field_in_the_details():
    with pytest.raises(ApiError) as caught:
        discovery.check_body(BATCH, batch({"a": 1}), "sheets")
    (detail,) = caught.value.details
    assert [each["field"] for each in detail["fieldViolations"]] == ["requests[0]"]


@pytest.mark.parametrize(("values", "where"), [("A1", "data.values"), (["A1"], "data.values[0]")])
def test_values_that_are_no_rows(values, where):
    kind = "type.googleapis.com/google.protobuf.ListValue"
    assert problem("ValueRange", {"values": values}) == f"Invalid value at '{where}' ({kind}), \"A1\""


def test_null_counts_as_absent():
    body = batch({"addSheet": None, "deleteSheet": {"sheetId": 5}})
    assert discovery.check_body(BATCH, body, "sheets") == batch({"deleteSheet": {"sheetId": 5}})


def test_null_in_values_stays():
    body = {"range": None, "values": [[None, "x"]]}
    assert discovery.check_body("ValueRange", body, "sheets") == {"values": [[None, "x"]]}


def test_numbers_may_be_texts():
    body = batch({"deleteSheet": {"sheetId": "5"}})
    assert discovery.check_body(BATCH, body, "sheets") == batch({"deleteSheet": {"sheetId": 5}})


def test_names_may_be_in_snake_case():
    body = batch({"delete_sheet": {"sheet_id": 5}})
    assert discovery.check_body(BATCH, body, "sheets") == batch({"deleteSheet": {"sheetId": 5}})


def test_one_value_stands_for_a_list_of_it():
    assert discovery.check_body("BatchClearValuesRequest", {"ranges": "A1"}, "sheets") == {"ranges": ["A1"]}


def test_a_body_that_is_no_message():
    assert problem(BATCH, []).endswith('Unknown name "": Root element must be a message.')


@pytest.mark.parametrize("body", [b"{", b'{"a" 1}', b"[1,]", b'{"a": NaN}', "không".encode()])
def test_what_is_no_json(body):
    with pytest.raises(ApiError, match=r"^Invalid JSON payload received\. "):
        bodies.parse(body)


# --- queries ----------------------------------------------------------------------------------------------------


def query(method, **given):
    return discovery.check_query(discovery.methods()[method], given)


GET = "sheets.spreadsheets.values.get"


def test_sheets_refuses_unknown_parameters():
    with pytest.raises(ApiError, match="Cannot bind query parameter"):
        query(GET, foo=["1"])


def test_drive_takes_no_notice_of_them():
    assert query("drive.files.get", foo=["1"]) == {"foo": ["1"]}


@pytest.mark.parametrize("value", ["True", "true", "1", "False"])
def test_spellings_of_yes_and_no(value):
    assert query("sheets.spreadsheets.get", includeGridData=[value])


def test_a_value_that_is_none_of_the_choices():
    with pytest.raises(
        ApiError, match=r"Invalid value at 'value_render_option' \(.*\.ValueRenderOption\), \"RAW\""
    ):
        query(GET, valueRenderOption=["RAW"])


def test_parameters_may_be_in_snake_case():
    assert query(GET, value_render_option=["FORMULA"]) == {"valueRenderOption": ["FORMULA"]}


def test_a_page_that_is_too_big():
    with pytest.raises(ApiError, match=r"Values must be within the range: \[1, 1000\]"):
        query("drive.files.list", pageSize=["1001"])


# --- replies ----------------------------------------------------------------------------------------------------


def test_a_reply_may_have_nothing_that_discovery_does_not_know():
    assert "titel" in discovery.violation(discovery.methods()["sheets.spreadsheets.get"], {"titel": ""})


def test_a_reply_where_there_should_be_none():
    assert discovery.violation(discovery.methods()["drive.files.delete"], {"id": "x"})
