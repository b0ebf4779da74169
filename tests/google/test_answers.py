"""What an answer of Google's means, of its APIs and of the token endpoint, and that it tells no secret."""

from __future__ import annotations

import logging
import time

import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.google.drive import Drive
from sheets_sync.google.errors import TEXTS
from sheets_sync.google.session import PATIENT
from tests.google.scripted_session import (
    ACCESS,
    BOOK,
    BUSY,
    DOWN,
    ONCE,
    PAGE,
    REFRESH,
    SECRET,
    failure,
    google_says,
    new_session,
    read,
    write,
)
from tests.scripted_server import Answer

# --- of the APIs ----------------------------------------------------------------------------------------------


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

    assert set(MEANINGS) | {"offline", "slow", "too-long", "revoked", "delegation"} == set(TEXTS)


# --- of the token endpoint ------------------------------------------------------------------------------------


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
