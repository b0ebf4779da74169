"""Faults on order: which call they strike, and how a client meets them."""

from __future__ import annotations

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from googleapiclient.errors import HttpError

from tests.emulator.drive_clients import DRIVE, credentials, drive, session
from tests.google_emulator.faults import Fault, Faults

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", DRIVE]


# --- which call -------------------------------------------------------------------------------------------------


def struck(*faults, calls):
    """Which of these calls are struck, counted from 1."""
    script = Faults()
    for fault in faults:
        script.add(fault)
    return [number for number, call in enumerate(calls, 1) if script.strike((call,))]


CALLS = ["POST /token", "GET /a", "POST /a", "GET /b"]


def test_the_next_call():
    assert struck(Fault("500"), calls=CALLS) == [1]


def test_a_call_by_number():
    assert struck(Fault("500", at=3), calls=CALLS) == [3]


def test_a_call_that_matches():
    assert struck(Fault("500", matching="^GET"), calls=CALLS) == [2]


def test_the_second_call_that_matches():
    assert struck(Fault("500", at=2, matching="^GET"), calls=CALLS) == [4]


def test_several_calls():
    assert struck(Fault("500", at=2, times=2), calls=CALLS) == [2, 3]


def test_faults_of_the_token_endpoint_strike_only_there():
    assert struck(Fault("invalid-grant"), calls=CALLS[1:] + CALLS) == [4]


def test_a_fault_that_there_is_not():
    with pytest.raises(ValueError, match="no such fault: 418"):
        Fault("418")


def test_what_struck_is_counted(google, sheet):
    google.faults.add(Fault("500"))
    sheet.read()
    sheet.read()
    assert google.faults.hit == 1


# --- how a client meets them ------------------------------------------------------------------------------------


class Sheet:
    """A spreadsheet as a client that never tries again sees it."""

    def __init__(self, google):
        self.google, self.id = google, google.new_spreadsheet(tabs={"A": []})
        self.session = session(google.key_file, SCOPES)
        self.address = f"{google.endpoint}/v4/spreadsheets/{self.id}"
        self.read()
        google.calls.clear()

    def read(self):
        return self.session.get(self.address, timeout=5)

    def write(self, timeout=5):
        return self.session.post(
            f"{self.address}:batchUpdate", json={"requests": [{"addSheet": {}}]}, timeout=timeout
        )

    @property
    def tabs(self):
        return len(self.google.spreadsheet(self.id).sheets)


@pytest.fixture
def sheet(google):
    return Sheet(google)


@pytest.mark.parametrize("kind", ["429", "500", "503"])
def test_errors_in_json(google, sheet, kind):
    google.faults.add(Fault(kind))
    reply = sheet.write()
    assert (reply.status_code, reply.json()["error"]["code"], sheet.tabs) == (int(kind), int(kind), 1)


def test_how_long_to_wait(google, sheet):
    google.faults.add(Fault("429", retry_after=7))
    assert sheet.read().headers["Retry-After"] == "7"


def test_an_error_in_html(google, sheet):
    google.faults.add(Fault("502"))
    reply = sheet.read()
    assert (reply.status_code, reply.headers["Content-Type"]) == (502, "text/html; charset=UTF-8")


def test_a_token_that_is_refused_once(google, sheet):
    google.faults.add(Fault("401"))
    assert sheet.read().ok and [call.status for call in google.calls] == [401, 200, 200]


def test_a_connection_that_breaks_before_the_call(google, sheet):
    google.faults.add(Fault("reset-before", matching="batchUpdate"))
    with pytest.raises(requests.ConnectionError):
        sheet.write()
    assert sheet.tabs == 1


def test_a_reply_that_is_lost(google, sheet):
    google.faults.add(Fault("lost-reply", matching="batchUpdate"))
    with pytest.raises(requests.ConnectionError):
        sheet.write()
    assert sheet.tabs == 2


def test_a_connection_that_breaks_within_the_reply(google, sheet):
    google.faults.add(Fault("reset-during"))
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        sheet.read()


def test_no_reply_is_logged_as_such(google, sheet):
    google.faults.add(Fault("lost-reply"))
    with pytest.raises(requests.ConnectionError):
        sheet.read()
    assert [(call.status, call.response_bytes) for call in google.calls] == [(0, 0)]


def test_a_reply_that_comes_too_late(google, sheet):
    google.faults.add(Fault("slow", seconds=30))
    with pytest.raises(requests.Timeout):
        sheet.write(timeout=0.1)


def test_nothing_of_a_test_happens_after_its_end(google, sheet):
    google.faults.add(Fault("slow", seconds=0.1))
    with pytest.raises(requests.Timeout):
        sheet.write(timeout=0.02)
    google.reset()
    google.faults.add(Fault("slow", seconds=0.2, matching="nothing"))
    assert not google.calls


def test_every_call_takes_its_time(google, sheet):
    google.latency = 0.05
    assert sheet.read().elapsed.total_seconds() >= 0.05


# --- the token endpoint -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text"), [("invalid-grant", "invalid_grant"), ("unauthorized-client", "unauthorized")]
)
def test_a_token_is_refused(google, kind, text):
    google.faults.add(Fault(kind))
    with pytest.raises(RefreshError, match=text):
        session(google.key_file).get(f"{google.endpoint}/drive/v3/files")


def test_the_token_endpoint_is_down(google, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    google.faults.add(Fault("token-down", times=5))
    with pytest.raises(RefreshError):
        session(google.key_file).get(f"{google.endpoint}/drive/v3/files")


def test_no_connection_to_the_token_endpoint(google):
    google.faults.add(Fault("reset-before", matching="POST /token"))
    with pytest.raises(TransportError):
        session(google.key_file).get(f"{google.endpoint}/drive/v3/files")


# --- the clients that people use --------------------------------------------------------------------------------


def test_gspread_meets_an_error(google):
    google.faults.add(Fault("503", matching="^GET /v4"))
    client = gspread.Client(auth=credentials(google.key_file, SCOPES), http_client=endpoint_client(google))
    with pytest.raises(gspread.exceptions.APIError) as caught:
        client.open_by_key(google.new_spreadsheet())
    assert caught.value.response.status_code == 503


def test_google_s_client_meets_an_error(google):
    google.faults.add(Fault("429", matching="drive.files.list"))
    with pytest.raises(HttpError) as caught:
        drive(google, google.key_file).files().list().execute()
    assert (caught.value.status_code, caught.value.error_details[0]["reason"]) == (429, "rateLimitExceeded")


def endpoint_client(google):
    """gspread's own way to send its calls elsewhere."""

    class Client(gspread.http_client.HTTPClient):
        def request(self, method, endpoint, *args, **options):
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, google.endpoint)
            return super().request(method, endpoint, *args, **options)

    return Client
