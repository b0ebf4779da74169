"""One session for every call to Google: where calls go, what is sent, and what is counted."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from sheets_sync.google.drive import Drive
from sheets_sync.google.session import DRIVE, SHEETS, UPLOAD
from tests.google.scripted_session import ACCESS, BOOK, DOWN, new_session, read
from tests.scripted_server import Answer

# --- where calls go -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/google"])
@pytest.mark.parametrize("url", [f"{SHEETS}/x", f"{DRIVE}/files?q=a", f"{UPLOAD}/files"])
def test_an_endpoint_takes_every_address_of_google(server, waits, base, url):
    session = new_session(server, waits, endpoint=base)

    assert session.address(url) == base.rstrip("/") + "/" + url.split("/", 3)[3]
    assert session.address(session.address(url)) == session.address(url)


@pytest.mark.parametrize(
    "url",
    ["https://docs.google.com/x", "http://sheets.googleapis.com/v4/x", "https://example.com/", "http://127.0.0.1:90/x", "//evil.example/x", "/v4/x",
     "https://sheets.googleapis.com@evil.example/"],
)  # fmt: skip
def test_no_other_address_is_called(server, waits, url):
    for endpoint in ("http://127.0.0.1:9", None):
        with pytest.raises(ValueError, match="endpoint"):
            new_session(server, waits, endpoint=endpoint).address(url)


def test_without_an_endpoint_addresses_stay(server, waits):
    assert new_session(server, waits, endpoint=None).address(f"{SHEETS}/x") == f"{SHEETS}/x"


def test_nobody_is_led_elsewhere(server, session):
    server.always = Answer(302, "", {"Location": f"{server.endpoint}/elsewhere"})

    assert read(session).kind == "unreadable"
    assert {urlsplit(asked.path).path for asked in server.asked} == {f"/v4/spreadsheets/{BOOK}"}


def test_no_proxy_of_the_environment_is_in_between(server, session, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")

    session.spreadsheet(BOOK, "spreadsheetId")

    assert len(server.asked) == len(server.tokens_asked) == 1


# --- what is sent, and what is counted ------------------------------------------------------------------------


def test_a_read_asks_for_what_its_mask_names(server, session):
    session.spreadsheet(BOOK, "sheets(properties,data.rowData)")

    asked = server.asked[0]
    assert parse_qs(urlsplit(asked.path).query) == {
        "fields": ["sheets(properties,data.rowData)"],
        "prettyPrint": ["false"],
    }
    assert asked.headers["Authorization"] == f"Bearer {ACCESS}"


@pytest.mark.parametrize(
    ("response", "fields"), [("", "spreadsheetId"), ("sheets(a)", "updatedSpreadsheet(sheets(a))")]
)
def test_a_write_gets_back_what_it_asks_for(server, session, response, fields):
    session.update(BOOK, [{"addSheet": {}}], response)

    asked = server.asked[0]
    assert parse_qs(urlsplit(asked.path).query) == {"fields": [fields], "prettyPrint": ["false"]}
    assert json.loads(asked.body).get("includeSpreadsheetInResponse", False) == bool(response)


def test_calls_and_bytes_are_counted(server, session):
    server.script += [Answer(200, {"spreadsheetId": BOOK}), DOWN]
    session.spreadsheet(BOOK, "spreadsheetId")
    Drive(session).get("1abc", "id")
    session.update(BOOK, [{"addSheet": {}}])

    tally = session.tally
    assert (tally.reads, tally.writes, tally.files, tally.retries) == (1, 1, 2, 1)
    assert tally.sent == sum(len(asked.body) for asked in server.asked)
    assert (
        tally.received
        == sum(len(answer.content) for answer in (Answer(200, {"spreadsheetId": BOOK}), DOWN)) + 4
    )
    assert "1 lệnh đọc, 1 lệnh ghi, 2 lệnh Drive, 1 lần thử lại" in str(tally.message())
