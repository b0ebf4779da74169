"""The server as clients meet it: gspread, google-api-python-client, and plain HTTP for what they hide."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
from urllib.parse import urlsplit

import gspread
import pytest
import requests
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from tests.emulator.drive_clients import DRIVE, credentials, drive, media, session
from tests.google_emulator.sheets import hand

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", DRIVE]


@pytest.fixture
def plain(google):
    """Plain HTTP with a token."""
    made = session(google.key_file, SCOPES)
    made.address = f"{google.endpoint}/v4/spreadsheets/{google.new_spreadsheet(tabs={'A': [['x', 1]]})}"
    return made


@pytest.fixture
def client(google):
    """gspread, sent here by its own means."""

    class Client(gspread.http_client.HTTPClient):
        def request(self, method, endpoint, *args, **options):
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, google.endpoint)
            return super().request(method, endpoint, *args, **options)

    return gspread.Client(auth=credentials(google.key_file, SCOPES), http_client=Client)


# --- the clients that people use --------------------------------------------------------------------------------


def test_gspread_reads_and_writes(google, client):
    tab = client.open_by_key(google.new_spreadsheet(tabs={"Tháng 10": [["Mã", "Điểm"]]})).worksheet(
        "Tháng 10"
    )
    tab.update([["TV01", 8.5]], "A2")
    assert tab.get_all_values() == [["Mã", "Điểm"], ["TV01", "8,5"]]


def test_gspread_adds_and_deletes_tabs(google, client):
    book = client.open_by_key(google.new_spreadsheet(tabs={"A": []}))
    book.add_worksheet("B", 10, 5)
    book.del_worksheet(book.worksheet("A"))
    assert [tab.title for tab in book.worksheets()] == ["B"]


def test_gspread_finds_by_title(google, client):
    google.new_spreadsheet("Sổ điểm")
    assert client.open("Sổ điểm").title == "Sổ điểm"


def test_gspread_creates_nothing_for_an_account_without_storage(client):
    with pytest.raises(gspread.exceptions.APIError, match="Service Accounts do not have storage quota"):
        client.create("x")


def test_gspread_creates_for_a_person(google):
    api = drive(google, google.person_key_file).files()
    made = api.create(body={"name": "x", "mimeType": "application/vnd.google-apps.spreadsheet"}).execute()
    assert google.spreadsheet(made["id"]).properties["title"] == "x"


def test_what_drive_shows_of_a_file_by_itself(google):
    made = (
        drive(google, google.person_key_file)
        .files()
        .create(body={"name": "a"}, media_body=media(b"x", "text/plain"))
    )
    assert set(made.execute()) == {"kind", "id", "name", "mimeType"}


def test_what_drive_shows_of_a_permission_by_itself(google):
    shown = drive(google, google.key_file).permissions().list(fileId=google.new_spreadsheet()).execute()
    assert {key for each in shown["permissions"] for key in each} == {"kind", "id", "type", "role"}


def test_google_s_client_as_it_is_built_usually(google):
    options = {"api_endpoint": google.endpoint}
    api = build("sheets", "v4", credentials=credentials(google.key_file, SCOPES), client_options=options)
    book = api.spreadsheets().get(spreadsheetId=google.new_spreadsheet("Sổ")).execute()
    assert book["properties"]["title"] == "Sổ"


def test_a_call_too_long_for_an_address_comes_by_post(google):
    names = " or ".join(f"name = 'tệp số {number}'" for number in range(150))
    assert drive(google, google.key_file).files().list(q=names).execute()["files"] == []
    assert google.calls[-1].method == "POST" and google.calls[-1].method_id == "drive.files.list"


def test_many_calls_in_one_batch(google):
    api = drive(google, google.key_file)
    found = []
    batch = api.new_batch_http_request(
        callback=lambda _, reply, error: found.append(reply or error.status_code)
    )
    batch.add(api.files().get(fileId=google.new_spreadsheet("Sổ"), fields="name"))
    batch.add(api.files().get(fileId="nowhere"))
    batch.execute()
    assert found == [{"name": "Sổ"}, 404]


# --- masks ------------------------------------------------------------------------------------------------------


def test_only_what_the_mask_names(plain):
    reply = plain.get(plain.address, params={"fields": "properties.locale,sheets/properties(title)"})
    assert reply.json() == {"properties": {"locale": "vi_VN"}, "sheets": [{"properties": {"title": "A"}}]}


def test_a_mask_that_names_what_there_is_not(plain):
    error = plain.get(plain.address, params={"fields": "sheets.titel"}).json()["error"]
    (violation,) = error["details"][0]["fieldViolations"]
    assert (error["message"], violation["description"]) == (
        "Request contains an invalid argument.",
        "Error expanding 'fields' parameter. Cannot find matching fields for path 'sheets.titel'.",
    )


def test_sheets_takes_no_space_in_a_mask(plain):
    assert plain.get(plain.address, params={"fields": "spreadsheetId, properties"}).status_code == 400


def test_drive_does(google, plain):
    assert plain.get(f"{google.endpoint}/drive/v3/files", params={"fields": "kind, files(id, name)"}).ok


def test_a_wrong_mask_in_drive_s_words(google):
    with pytest.raises(HttpError, match="Invalid field selection title"):
        drive(google, google.key_file).files().list(fields="files(title)").execute()


# --- errors -----------------------------------------------------------------------------------------------------


def test_errors_of_sheets(plain):
    reply = plain.post(f"{plain.address}:batchUpdate", json={"requests": [{"addShet": {}}]})
    error = reply.json()["error"]
    assert (reply.status_code, sorted(error), error["status"]) == (
        400,
        ["code", "details", "message", "status"],
        "INVALID_ARGUMENT",
    )


def test_errors_of_drive(google, plain):
    error = plain.get(f"{google.endpoint}/drive/v3/files/x").json()["error"]
    assert (error["code"], error["errors"][0]) == (
        404,
        {
            "domain": "global",
            "reason": "notFound",
            "message": "File not found: x.",
            "locationType": "parameter",
            "location": "fileId",
        },
    )


def test_an_address_that_leads_nowhere(google, plain):
    reply = plain.get(f"{google.endpoint}/v5/spreadsheets")
    assert (reply.status_code, reply.headers["Content-Type"]) == (404, "text/html; charset=UTF-8")


def test_a_method_that_the_emulator_does_not_know(google, plain):
    assert plain.get(f"{google.endpoint}/drive/v3/files/x/listLabels").status_code == 501


def test_drive_v2_in_words_that_its_clients_can_read(google, plain):
    reply = plain.get(f"{google.endpoint}/drive/v2/files")
    assert (reply.status_code, reply.json()["error"]["message"]) == (
        501,
        "The emulator does not know Drive v2.",
    )


def test_json_that_is_none(plain):
    reply = plain.post(f"{plain.address}:batchUpdate", data="{", headers={"Content-Type": "application/json"})
    assert reply.json()["error"]["message"].startswith("Invalid JSON payload received.")


@pytest.mark.parametrize("fails", [lambda world, call: {"titel": ""}, lambda world, call: 1 / 0])
def test_a_bug_of_the_emulator_is_loud_and_remembered(google, plain, fails):
    google.desk.handlers["sheets.spreadsheets.get"] = fails
    reply = plain.get(plain.address)
    remembered = list(google.violations)
    google.violations.clear()
    assert (reply.status_code, len(remembered)) == (500, 1) and "BUG OF THE EMULATOR" in reply.text


# --- HTTP -------------------------------------------------------------------------------------------------------


def raw(google, plain, **headers):
    """A reply as it comes over the wire."""
    plain.get(plain.address)
    connection = http.client.HTTPConnection(urlsplit(google.endpoint).netloc, timeout=5)
    bearer = {"Authorization": f"Bearer {plain.credentials.token}"}
    connection.request("GET", urlsplit(plain.address).path, headers=bearer | headers)
    reply = connection.getresponse()
    return reply, reply.read()


def test_replies_are_compressed_where_that_is_wanted(google, plain):
    reply, body = raw(google, plain, **{"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip" and json.loads(gzip.decompress(body))["sheets"]


def test_the_log_counts_what_is_sent(google, plain):
    _, body = raw(google, plain, **{"Accept-Encoding": "gzip"})
    assert google.calls[-1].response_bytes == len(body)


def test_replies_are_indented_unless_that_is_not_wanted(plain):
    texts = [plain.get(plain.address, params=params).text for params in ({}, {"prettyPrint": "false"})]
    assert ["\n" in text.strip() for text in texts] == [True, False]


def test_a_connection_serves_many_calls(google, plain):
    connection = http.client.HTTPConnection(urlsplit(google.endpoint).netloc, timeout=5)
    sockets = set()
    for _ in range(3):
        connection.request("GET", "/nowhere")
        connection.getresponse().read()
        sockets.add(id(connection.sock))
    assert len(sockets) == 1


def test_a_body_in_chunks(plain):
    body = json.dumps({"requests": [{"addSheet": {"properties": {"title": "B"}}}]}).encode()
    kind = {"Content-Type": "application/json"}
    assert plain.post(f"{plain.address}:batchUpdate", data=iter([body[:10], body[10:]]), headers=kind).ok


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Length": "many"}, b""),
        ({"Content-Length": "-1"}, b""),
        ({"Transfer-Encoding": "chunked"}, b"zz\r\n"),
        ({"Content-Length": "3", "Content-Encoding": "gzip"}, b"abc"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_and_logged(google, headers, body):
    sent = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reply = spoken(google, f"POST /v4/spreadsheets HTTP/1.1\r\nHost: x\r\n{sent}\r\n".encode() + body)
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert [call.status for call in google.calls] == [400]


def test_half_a_body_is_no_call(google):
    spoken(google, b"POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
    assert google.calls == []


def spoken(google, sent):
    """What the emulator says to these bytes."""
    address = urlsplit(google.endpoint)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"values": [[1e999]]}', "exceeds the range of double"),
        (b'{"values": [[' + b"9" * 400 + b"]]}", "exceeds the range of double"),
        (b'{"values": ' + b"[" * 5000 + b"]" * 5000 + b"}", "too deep"),
    ],
)
def test_json_that_google_does_not_read(plain, body, why):
    reply = plain.put(f"{plain.address}/values/A1?valueInputOption=RAW", data=body)
    assert why in reply.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/token", "/o/oauth2/token", "/oauth2/v4/token"])
def test_a_token_request_that_is_no_text(google, path):
    reply = requests.post(f"{google.endpoint}{path}", data=b"\xff\xfe")
    assert (reply.status_code, google.violations) == (400, [])


def test_a_batch_with_a_part_that_holds_no_call(google, plain):
    headers = {"Content-Type": "multipart/mixed; boundary=b"}
    part = "--b\r\nContent-Type: application/http\r\n\r\nGET\r\n--b--"
    reply = plain.post(f"{google.endpoint}/batch/drive/v3", data=part, headers=headers)
    assert (reply.status_code, google.violations) == (400, [])


def test_many_clients_at_once(google):
    spreadsheet = google.new_spreadsheet(tabs={"A": []})
    sessions = [session(google.key_file, SCOPES) for _ in range(5)]
    address = f"{google.endpoint}/v4/spreadsheets/{spreadsheet}:batchUpdate"
    work = [
        threading.Thread(target=lambda each=each: each.post(address, json={"requests": [{"addSheet": {}}]}))
        for each in sessions
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(google.spreadsheet(spreadsheet).sheets) == 6


# --- between two calls ------------------------------------------------------------------------------------------


def test_a_hand_types_right_before_a_call(google, plain):
    spreadsheet = google.spreadsheet(plain.address.rpartition("/")[2])
    google.before_call("values.get", lambda: hand.type_in(spreadsheet, "A!A1", "y"))
    found = [plain.get(f"{plain.address}/values/A!A1").json()["values"] for _ in range(2)]
    assert found == [[["y"]], [["y"]]]


def test_a_hand_types_right_after_a_call(google, plain):
    spreadsheet = google.spreadsheet(plain.address.rpartition("/")[2])
    google.after_call("GET .*/values/", lambda: hand.type_in(spreadsheet, "A!A1", "y"))
    found = [plain.get(f"{plain.address}/values/A!A1").json()["values"] for _ in range(2)]
    assert found == [[["x"]], [["y"]]]


def test_what_a_hand_does_after_a_call_is_not_in_its_reply(google, plain):
    spreadsheet = google.spreadsheet(plain.address.rpartition("/")[2])
    google.after_call("spreadsheets.get", lambda: hand.rename_tab(spreadsheet, "A", "B"))
    titles = [plain.get(plain.address).json()["sheets"][0]["properties"]["title"] for _ in range(2)]
    assert titles == ["A", "B"]


def test_a_test_begins_with_an_empty_world(google):
    google.new_spreadsheet()
    google.reset()
    assert (google.world.files, google.calls, google.faults.hit) == ({}, [], 0)
