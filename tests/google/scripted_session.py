"""A session with Google whose answers are written beforehand, and what it fails with."""

from __future__ import annotations

import pytest
from google.oauth2.credentials import Credentials

from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import PATIENT, Policy, Session
from sheets_sync.google.signin import SignIn
from tests.scripted_server import Answer

REFRESH, SECRET, ACCESS = "1//refresh-very-secret", "client-very-secret", "ya29.very-secret"
BOOK = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
BUSY = Answer(429, {"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}})
DOWN = Answer(503, {"error": {"code": 503, "message": "The service is currently unavailable."}})
ONCE = Policy(tries=1, tries_when_busy=1)
PAGE = Answer(502, "<html><title>502</title></html>", {"Content-Type": "text/html; charset=UTF-8"})


class Waits(list):
    """What a session would have slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


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


def google_says(status: int, message: str, reason: str = "", where: str = "errors") -> Answer:
    return Answer(status, {"error": {"code": status, "message": message, where: [{"reason": reason}]}})
