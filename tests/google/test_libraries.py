"""Facts of gspread and google-auth that we rely on: when one fails, read the notes of the library's new version."""

from __future__ import annotations

import pytest
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials

from tests.google.scripted_session import ACCESS, PAGE, read
from tests.scripted_server import Answer


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
