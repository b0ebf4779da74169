"""One session for every call to Google: what is repeated and how often, what an answer means, where calls go."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials

from sheets_sync.errors import UnavailableError
from sheets_sync.google import DRIVE, PATIENT, SHEETS, UPLOAD, Policy, Session
from sheets_sync.google_drive import Drive, Media
from sheets_sync.google_errors import TEXTS, GoogleError
from sheets_sync.google_signin import SignIn
from tests.scripted_server import Answer, ScriptedServer

REFRESH, SECRET, ACCESS = "1//refresh-very-secret", "client-very-secret", "ya29.very-secret"
BOOK = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
BUSY = Answer(429, {"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}})
DOWN = Answer(503, {"error": {"code": 503, "message": "The service is currently unavailable."}})
ONCE = Policy(tries=1, tries_when_busy=1)
PAGE = Answer(502, "<html><title>502</title></html>", {"Content-Type": "text/html; charset=UTF-8"})


@pytest.fixture
def server():
    found = ScriptedServer()
    yield found
    found.close()


class Waits(list):
    """What a session would have slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def session(server, waits):
    return new_session(server, waits)


def new_session(server, waits, policy: Policy = PATIENT, **more) -> Session:
    token = {"token_uri": f"{server.endpoint}/token", "client_id": "1.apps", "client_secret": SECRET}
    credentials = Credentials(None, refresh_token=REFRESH, **token)  # type: ignore[no-untyped-call]
    sign_in = SignIn(credentials, "person", "thu-ky@truong.example")
    return Session(sign_in, more.get("endpoint", server.endpoint), policy, sleep=waits)


def failure(call, *args, **kwargs) -> GoogleError:
    with pytest.raises(GoogleError) as failed:
        call(*args, **kwargs)
    return failed.value


def read(session: Session) -> GoogleError:
    return failure(session.spreadsheet, BOOK, "spreadsheetId")


def write(session: Session) -> GoogleError:
    return failure(session.update, BOOK, [{"addSheet": {}}])


# --- what is repeated -----------------------------------------------------------------------------------------

PASSING = {
    "429": BUSY,
    "408": Answer(408),
    "500": Answer(500, {"error": {"code": 500, "message": "Internal error encountered."}}),
    "502 with a page": PAGE,
    "503": DOWN,
    "504": Answer(504),
    "reset before": Answer(drop="before"),
    "reset during": Answer(drop="during"),
    "403 rate": Answer(403, {"error": {"errors": [{"reason": "userRateLimitExceeded"}]}}),
}


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
def test_a_read_is_repeated_until_it_works(server, session, answer):
    server.script += [answer, answer]

    session.spreadsheet(BOOK, "spreadsheetId")

    assert len(server.asked) == 3
    assert session.tally.retries == 2


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
def test_a_read_is_given_up_after_so_many_tries(server, session, waits, answer):
    server.always = answer

    error = read(session)

    assert error.passing
    assert len(server.asked) <= (PATIENT.tries_when_busy if error.kind == "busy" else PATIENT.tries)
    assert len(waits) == len(server.asked) - 1 >= PATIENT.tries - 1
    assert sum(waits) < PATIENT.total


def test_a_minutes_quota_is_outlasted(server, session, waits):
    server.always = BUSY

    read(session)

    assert sum(waits) > 60


@pytest.mark.parametrize("name", PASSING)
def test_a_write_is_repeated_only_when_it_was_turned_away_unheard(server, session, name):
    server.script.append(PASSING[name])
    unheard = name in ("429", "403 rate")

    if unheard:
        session.update(BOOK, [{"addSheet": {}}])
    else:
        assert write(session).uncertain

    assert len(server.asked) == (2 if unheard else 1)


def test_a_write_that_does_no_harm_twice_says_so(server, session):
    server.script += [DOWN, Answer(drop="before")]

    Drive(session).update("1abc", {"name": "x"}, Media("text/plain", b"x"), "id")

    assert [asked.method for asked in server.asked] == ["PATCH"] * 3


def test_a_new_file_is_made_again_only_under_an_id_of_its_own(server, session):
    server.script.append(DOWN)
    assert failure(Drive(session).create, {"name": "x"}, None, "id").uncertain

    server.script.append(DOWN)
    Drive(session).create({"name": "x", "id": "1abc"}, None, "id")

    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 412, 413])
def test_a_refusal_is_final(server, session, status):
    server.always = Answer(status)

    error = read(session)

    assert not error.passing
    assert not error.uncertain
    assert session.tally.retries == 0


def test_a_token_that_died_is_renewed_and_the_call_made_again(server, session):
    server.script.append(Answer(401))

    session.update(BOOK, [{"addSheet": {}}])

    assert (len(server.asked), len(server.tokens_asked)) == (2, 2)


def test_a_slow_answer_is_not_waited_for(server, waits):
    server.script.append(Answer(wait=5))
    session = new_session(server, waits, Policy(read=0.2))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert session.tally.retries == 1


def test_a_slow_write_is_uncertain(server, waits):
    server.script.append(Answer(wait=5))

    error = write(new_session(server, waits, Policy(read=0.2)))

    assert (error.kind, error.uncertain, len(server.asked)) == ("slow", True, 1)


def test_nobody_listens(server, waits):
    assert read(new_session(server, waits, endpoint="http://127.0.0.1:1")).kind == "offline"


# --- how long is waited ---------------------------------------------------------------------------------------


def test_waits_are_random_below_a_doubling_limit(server, session, waits):
    server.always = DOWN
    for _ in range(5):
        read(session)

    limits = [1, 2, 4, 8, 16] * 5
    assert all(0 <= wait <= limit for wait, limit in zip(waits, limits, strict=True))
    assert len(set(waits)) == len(waits)


def test_waits_have_a_limit_of_their_own(server, waits):
    server.always = DOWN
    read(new_session(server, waits, Policy(tries=20, total=10_000, longest_wait=3)))

    assert max(waits) <= 3


def test_as_long_as_google_asks(server, session, waits):
    server.script.append(BUSY._replace(headers={"Retry-After": "17"}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert waits == [17]


def test_until_the_moment_that_google_names(server, session, waits):
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    server.script.append(DOWN._replace(headers={"Retry-After": moment}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert len(waits) == 1
    assert 28 <= waits[0] <= 31


@pytest.mark.parametrize(
    "asked", ["soon", "-5", "", "1.5", "Mon, 99 Foo 2023", "Wed, 21 Oct 2015 07:28:00 GMT"]
)
def test_an_odd_wish_does_no_harm(server, session, waits, asked):
    server.script.append(BUSY._replace(headers={"Retry-After": asked}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert 0 <= waits[0] <= 1


def test_nobody_waits_for_an_hour(server, session, waits):
    server.script.append(BUSY._replace(headers={"Retry-After": "3600"}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert waits == [PATIENT.longest_wait]


def test_all_tries_together_have_a_deadline(server, waits):
    server.always = BUSY._replace(headers={"Retry-After": "40"})

    error = read(new_session(server, waits, Policy(total=100)))

    assert (waits, error.kind) == ([40, 40], "busy")


# --- what an answer means -------------------------------------------------------------------------------------


def google_says(status: int, message: str, reason: str = "", where: str = "errors") -> Answer:
    return Answer(status, {"error": {"code": status, "message": message, where: [{"reason": reason}]}})


STORAGE = "Service Accounts do not have storage quota. Leverage shared drives or use OAuth delegation."
PROTECTED = "You are trying to edit a protected cell or object. Please contact the spreadsheet owner."
MEANINGS = {
    "busy": BUSY,
    "down": Answer(500),
    "sign-in": Answer(401),
    "forbidden": google_says(403, "The caller does not have permission"),
    "missing": google_says(404, "Requested entity was not found."),
    "refused": google_says(400, "Invalid requests[0].addSheet: A sheet with the name already exists."),
    "protected": google_says(400, f"Invalid requests[3].updateCells: {PROTECTED}"),
    "storage": google_says(403, STORAGE, "storageQuotaExceeded"),
    "full": google_says(403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"),
    "scopes": google_says(
        403, "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "details"
    ),
    "disabled": google_says(403, "Google Sheets API has not been used", "SERVICE_DISABLED", "details"),
    "unreadable": Answer(200, "<html>Sign in to the wifi</html>", {"Content-Type": "text/html"}),
}


@pytest.mark.parametrize("kind", MEANINGS)
def test_the_kind_of_a_failure(server, waits, kind):
    server.always = MEANINGS[kind]

    error = read(new_session(server, waits, ONCE))

    assert error.kind == kind
    assert error.exit_code == UnavailableError.exit_code == 4


@pytest.mark.parametrize("reason", ["insufficientPermissions", "insufficientScopes"])
def test_drive_words_missing_scopes_in_its_own_way(server, session, reason):
    server.always = google_says(403, "Request had insufficient authentication scopes.", reason)

    assert read(session).kind == "scopes"


def test_drive_says_in_its_own_way_that_an_api_is_off(server, session):
    server.always = google_says(403, "Access Not Configured. Google Drive API is off", "accessNotConfigured")

    assert failure(Drive(session).about, "user").kind == "disabled"


@pytest.mark.parametrize(
    "body",
    ['{"error": "x"}', '{"error": null}', '{"error": []}', "[]", "null", "7", '"x"', "", "{", "<html>",
     '{"error": {"errors": 7}}', '{"error": {"details": [7]}}', '{"error": {"errors": null}}', "\ud7ff"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("status", "kind"), [(400, "refused"), (403, "forbidden"), (404, "missing"), (503, "down")]
)
def test_the_status_counts_whatever_the_body_is(server, waits, status, kind, body):
    server.always = Answer(status, body)

    error = read(new_session(server, waits, ONCE))

    assert (error.kind, error.status) == (kind, status)


@pytest.mark.parametrize("body", ["", "[]", "null", "<html>", "{"])
@pytest.mark.parametrize("method", ["spreadsheet", "update", "drive get", "drive create"])
def test_a_success_that_cannot_be_read(server, waits, body, method):
    server.always = Answer(200, body)
    session = new_session(server, waits, ONCE)
    drive = Drive(session)
    error = {
        "spreadsheet": lambda: read(session),
        "update": lambda: write(session),
        "drive get": lambda: failure(drive.get, "1abc", "id"),
        "drive create": lambda: failure(drive.create, {"name": "x"}, None, "id"),
    }[method]()

    assert error.kind == "unreadable"
    assert error.uncertain == (method in ("update", "drive create"))


def test_every_text_can_be_filled(server, waits):
    for kind in MEANINGS:
        server.always = MEANINGS[kind]
        text = str(read(new_session(server, waits, ONCE)))
        assert "{" not in text

    assert set(MEANINGS) | {"offline", "slow", "revoked", "delegation"} == set(TEXTS)


# --- the token ------------------------------------------------------------------------------------------------


@pytest.fixture
def no_sleep(monkeypatch):
    """google-auth waits by itself between its own tries for a token."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)


@pytest.mark.parametrize(
    "answer", [DOWN, PAGE, Answer(500, ""), Answer(502, ""), Answer(504, {"x": 1}), Answer(429)]
)
def test_the_token_endpoint_is_in_trouble(server, session, no_sleep, answer):
    server.token = answer

    error = write(session)

    assert (error.kind, error.passing, error.uncertain) == ("down", True, False)
    assert server.asked == []
    assert session.tally.retries == PATIENT.tries - 1


@pytest.mark.parametrize("body", ["<html>", "", "[]"])
@pytest.mark.parametrize("status", [200, 302])
def test_the_token_endpoint_is_not_googles(server, waits, status, body):
    server.token = Answer(status, body, {"Location": f"{server.endpoint}/wifi"})

    assert read(new_session(server, waits, ONCE)).kind == "offline"
    assert server.asked == []


def test_the_token_endpoint_recovers(server, session, no_sleep):
    server.tokens.append(PAGE)

    session.update(BOOK, [{"addSheet": {}}])

    assert len(server.asked) == 1


def test_the_token_endpoint_does_not_answer(server, session, no_sleep):
    server.token = Answer(drop="before")

    assert read(session).kind == "offline"


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, "revoked", "invalid_grant"),
        ({"error": "invalid_grant", "error_description": "Invalid JWT: Token must be short-lived."}, "revoked", "invalid_grant"),
        ({"error": "invalid_client", "error_description": "The OAuth client was not found."}, "revoked", "invalid_client"),
        ({"error": "deleted_client"}, "revoked", "deleted_client"),
        ({"error": "unauthorized_client", "error_description": "Client is unauthorized."}, "delegation", "unauthorized_client"),
        ({"error": "invalid_scope", "error_description": "Some requested scopes were invalid."}, "scopes", "invalid_scope"),
    ],
)  # fmt: skip
def test_the_token_endpoint_says_no(server, session, said, kind, reason):
    server.token = Answer(400, said)

    error = read(session)

    assert (error.kind, error.reason, error.passing) == (kind, reason, False)
    assert len(server.tokens_asked) == 1
    assert "thu-ky@truong.example" in str(error)


@pytest.mark.parametrize(
    "trouble",
    [
        lambda server: setattr(server, "token", Answer(400, {"error": "invalid_grant"})),
        lambda server: setattr(server, "token", Answer(drop="before")),
        lambda server: setattr(server, "token", PAGE),
        lambda server: setattr(server, "always", Answer(401)),
        lambda server: setattr(server, "always", google_says(403, "no")),
        lambda server: setattr(server, "always", Answer(drop="during")),
        lambda server: setattr(server, "always", Answer(200, "<html>")),
    ],
)
def test_no_secret_is_told_or_logged(server, session, caplog, no_sleep, trouble):
    caplog.set_level(logging.DEBUG)
    trouble(server)

    error = read(session)

    told = caplog.text + str(error) + repr(error.args)
    assert not [secret for secret in (REFRESH, SECRET, ACCESS) if secret in told]


# --- where calls go -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/google"])
@pytest.mark.parametrize("url", [f"{SHEETS}/x", f"{DRIVE}/files?q=a", f"{UPLOAD}/files"])
def test_an_endpoint_takes_every_address_of_google(server, waits, base, url):
    session = new_session(server, waits, endpoint=base)

    assert session.address(url) == base.rstrip("/") + "/" + url.split("/", 3)[3]
    assert session.address(session.address(url)) == session.address(url)


@pytest.mark.parametrize(
    "url",
    ["https://docs.google.com/x", "https://example.com/", "http://127.0.0.1:90/x", "//evil.example/x", "/v4/x",
     "https://sheets.googleapis.com@evil.example/"],
)  # fmt: skip
def test_an_endpoint_refuses_every_other_address(server, waits, url):
    with pytest.raises(ValueError, match="endpoint"):
        new_session(server, waits, endpoint="http://127.0.0.1:9").address(url)


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


# --- facts that we rely on: when one of these fails, read the notes of the library's new version ------------------


def test_gspread_has_no_timeout_of_its_own(server):
    from gspread.http_client import HTTPClient

    assert HTTPClient(Credentials(ACCESS)).timeout is None  # type: ignore[no-untyped-call]


def test_gspread_loses_the_status_of_a_page(server):
    import gspread
    from gspread.http_client import HTTPClient

    client = HTTPClient(Credentials(ACCESS))  # type: ignore[no-untyped-call]
    server.always = PAGE

    with pytest.raises(gspread.exceptions.APIError) as failed:
        client.request("get", f"{server.endpoint}/x")
    assert failed.value.code == -1
    assert failed.value.response.status_code == 502


def test_gspread_writes_raw_where_nothing_else_is_said():
    import inspect

    from gspread import Worksheet
    from gspread.utils import ValueInputOption

    written = [inspect.signature(getattr(Worksheet, name)) for name in ("append_row", "insert_rows")]
    assert {each.parameters["value_input_option"].default for each in written} == {ValueInputOption.raw}
    assert inspect.signature(Worksheet.update).parameters["raw"].default is True


def test_google_auth_asks_for_locations_unless_told_otherwise():
    from google.oauth2 import service_account

    assert hasattr(service_account.Credentials, "_is_regional_access_boundary_lookup_required")


def test_google_auth_always_takes_googles_token_address():
    info = {
        "client_id": "1",
        "client_secret": "2",
        "refresh_token": "3",
        "token_uri": "http://127.0.0.1:9/token",
    }
    found = Credentials.from_authorized_user_info(info)  # type: ignore[no-untyped-call]

    assert found.token_uri == "https://oauth2.googleapis.com/token"


def test_google_auth_waits_two_minutes_for_a_token_and_makes_two_more_tries(server, session):
    server.always = Answer(401)
    read(session)

    assert len(server.asked) == 3


def test_a_failed_refresh_carries_what_the_token_endpoint_said(server, session):
    from google.auth.transport.requests import Request

    server.token = Answer(400, {"error": "invalid_grant"})

    with pytest.raises(RefreshError) as failed:
        session.sign_in.credentials.refresh(Request())
    assert failed.value.args[1] == {"error": "invalid_grant"}
