"""Signing in: with a key, as somebody else, with a refresh token, in the browser; and what a token may do."""

from __future__ import annotations

import json
import time
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow

from tests.emulator.drive_clients import credentials, session
from tests.google_emulator.server import PERSON, SERVICE

AUTH = "https://www.googleapis.com/auth/"
SHEETS = f"{AUTH}spreadsheets"


@cache
def signer_of(key_file):
    """The signer of a key file; reading its key takes long."""
    return crypt.RSASigner.from_service_account_info(json.loads(key_file.read_text("utf-8")))


@pytest.fixture
def assertion(google):
    """An assertion of the service account, with other claims if wanted."""
    signer = signer_of(google.key_file)

    def make(signer=signer, **claims):
        now = int(time.time())
        usual = {
            "iss": SERVICE,
            "scope": SHEETS,
            "aud": "https://oauth2.googleapis.com/token",
            "iat": now,
            "exp": now + 3600,
        }
        return jwt.encode(signer, usual | claims).decode()

    return make


@pytest.fixture
def refused(google):
    """Error and description of a token call."""

    def ask(assertion="", **form):
        kind = "urn:ietf:params:oauth:grant-type:jwt-bearer"
        reply = requests.post(
            f"{google.endpoint}/token", {"grant_type": kind, "assertion": assertion} | form, timeout=5
        )
        return reply.status_code, reply.json().get("error"), reply.json().get("error_description", "")

    return ask


@pytest.fixture
def spreadsheet(google):
    return f"{google.endpoint}/v4/spreadsheets/{google.new_spreadsheet()}"


# --- keys -------------------------------------------------------------------------------------------------------


def test_a_key_gets_in(google, spreadsheet):
    assert session(google.key_file, [SHEETS]).get(spreadsheet).ok


def test_the_own_address_is_an_audience_too(google, assertion, refused):
    assert refused(assertion(aud=f"{google.endpoint}/token"))[0] == 200


@pytest.mark.parametrize(
    ("claims", "error", "description"),
    [
        ({"aud": "https://example.com"}, "invalid_grant", "Invalid JWT: Failed audience check."),
        ({"iss": "nobody@example.com"}, "invalid_grant", "Invalid grant: account not found"),
        ({"scope": ""}, "invalid_scope", "Empty or missing scope not allowed."),
        ({"sub": PERSON}, "unauthorized_client", "Client is unauthorized to retrieve access tokens"),
        ({"exp": 1_000_000}, "invalid_grant", "Invalid JWT: Token must be a short-lived token"),
        ({"iat": 9_000_000_000, "exp": 9_000_003_600}, "invalid_grant", "Check your iat and exp values"),
        (
            {"exp": int(time.time()) + 86400},
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token",
        ),
    ],
)
def test_assertions_that_do_not_count(assertion, refused, claims, error, description):
    _, told, text = refused(assertion(**claims))
    assert told == error and description in text


def test_a_signature_of_another_key(google, assertion, refused):
    assert refused(assertion(signer_of(google.person_key_file))) == (
        400,
        "invalid_grant",
        "Invalid JWT Signature.",
    )


def test_a_deleted_key(google, assertion, refused):
    google.tokens.delete_keys(SERVICE)
    assert refused(assertion()) == (400, "invalid_grant", "Invalid JWT Signature.")


def test_another_grant(refused):
    assert refused(grant_type="password") == (400, "unsupported_grant_type", "Invalid grant_type: password")


# --- delegation -------------------------------------------------------------------------------------------------


def test_a_service_account_acts_for_whom_it_may(google):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    acting = AuthorizedSession(credentials(google.key_file, [f"{AUTH}drive"]).with_subject(PERSON))
    user = acting.get(f"{google.endpoint}/drive/v3/about?fields=user").json()["user"]
    assert user["emailAddress"] == PERSON


def test_it_acts_for_nobody_else(google):
    with pytest.raises(RefreshError, match="unauthorized_client"):
        credentials(google.key_file, [SHEETS]).with_subject(PERSON).refresh(Request())


# --- the browser ------------------------------------------------------------------------------------------------


@pytest.fixture
def flow(google, monkeypatch):
    """An installed application's way through the browser, as google-auth-oauthlib goes it."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    made = InstalledAppFlow.from_client_secrets_file(
        str(google.client_file), [SHEETS], autogenerate_code_verifier=True
    )
    made.redirect_uri = "http://localhost:1/"
    return made


def consent(flow, **more):
    """What the browser is sent back with."""
    address, _ = flow.authorization_url(access_type="offline", **more)
    reply = requests.get(address, allow_redirects=False, timeout=5)
    assert reply.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["Location"]).query).items()}


def test_a_person_consents_and_works(google, flow, spreadsheet):
    flow.fetch_token(code=consent(flow)["code"])
    assert AuthorizedSession(flow.credentials).get(spreadsheet).ok


def test_the_state_comes_back(flow):
    assert consent(flow, state="abc")["state"] == "abc"


def test_the_hint_says_who_consents(google, flow):
    google.new_account("hieu-truong@truong.example")
    flow.fetch_token(code=consent(flow, login_hint="hieu-truong@truong.example")["code"])
    assert google.tokens.grant_of(flow.credentials.token).email == "hieu-truong@truong.example"


def test_a_stranger_does_not_get_in(flow):
    assert consent(flow, login_hint="nobody@example.com")["error"] == "access_denied"


def test_a_code_works_once(flow):
    code = consent(flow)["code"]
    flow.fetch_token(code=code)
    with pytest.raises(Exception, match="invalid_grant"):
        flow.fetch_token(code=code)


def test_a_code_needs_its_verifier(flow):
    code = consent(flow)["code"]
    flow.code_verifier = "x" * 50
    with pytest.raises(Exception, match="Invalid code verifier"):
        flow.fetch_token(code=code)


# --- refresh tokens ---------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(google):
    """Credentials of the person as a program keeps them."""
    kept = json.loads(google.signed_in_file(PERSON, SHEETS).read_text("utf-8"))
    return Credentials(
        None, **{name: kept[name] for name in ("refresh_token", "token_uri", "client_id", "client_secret")}
    )


def test_a_refresh_token_works_again_and_again(signed_in):
    signed_in.refresh(Request())
    first = signed_in.token
    signed_in.refresh(Request())
    assert signed_in.token != first


def test_a_revoked_one_does_not(google, signed_in):
    google.tokens.revoke(PERSON)
    with pytest.raises(RefreshError, match=r"invalid_grant: Token has been expired or revoked\."):
        signed_in.refresh(Request())


def test_a_wrong_client_secret(google, refused):
    form = {"grant_type": "refresh_token", "client_id": "x", "refresh_token": "y"}
    assert refused(**form)[:2] == (401, "invalid_client")


# --- what a token may do ----------------------------------------------------------------------------------------


def test_no_token(spreadsheet):
    reply = requests.get(spreadsheet, timeout=5)
    assert (reply.status_code, reply.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_an_unknown_token(spreadsheet):
    reply = requests.get(spreadsheet, headers={"Authorization": "Bearer ya29.x"}, timeout=5)
    assert reply.status_code == 401 and 'error="invalid_token"' in reply.headers["WWW-Authenticate"]


def test_a_token_lives_for_an_hour(google, spreadsheet):
    held = credentials(google.key_file, [SHEETS])
    held.refresh(Request())
    bearer = {"Authorization": f"Bearer {held.token}"}
    google.world.clock.advance(3590)
    before = requests.get(spreadsheet, headers=bearer, timeout=5).status_code
    google.world.clock.advance(10)
    assert (before, requests.get(spreadsheet, headers=bearer, timeout=5).status_code) == (200, 401)


def test_a_client_gets_a_new_token_by_itself(google, spreadsheet):
    caller = session(google.key_file, [SHEETS])
    caller.get(spreadsheet)
    google.world.clock.advance(3600)
    assert caller.get(spreadsheet).ok and [call.status for call in google.calls] == [200, 200, 401, 200, 200]


def test_a_scope_that_does_not_reach(google, spreadsheet):
    reply = session(google.key_file, [f"{SHEETS}.readonly"]).post(
        f"{spreadsheet}:batchUpdate", json={"requests": [{"addSheet": {}}]}
    )
    error = reply.json()["error"]
    assert (reply.status_code, error["message"], error["details"][0]["reason"]) == (
        403,
        "Request had insufficient authentication scopes.",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    )


def test_a_scope_that_does_not_reach_in_drive_s_words(google):
    reply = session(google.key_file, [SHEETS]).get(f"{google.endpoint}/drive/v3/files")
    assert reply.json()["error"]["errors"][0]["reason"] == "insufficientPermissions"
