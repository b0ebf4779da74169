"""The real clients on the emulator, through our session: gspread's own methods, and no call that leaves this machine."""

from __future__ import annotations

import ipaddress
import json
import logging
import socket
import time
from datetime import date

import gspread
import pytest
from click.testing import CliRunner
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

from sheets_sync import pipeline
from sheets_sync.cli import cli
from sheets_sync.errors import ConfigError
from sheets_sync.google.drive import Drive, Media
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import Session
from sheets_sync.google.signin import PERSON_SCOPES, SERVICE_SCOPES, sign_in
from sheets_sync.settings.config import GoogleSettings
from tests.drawn import ROSTER, sheets
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import PERSON, SERVICE
from tests.google_school import google_config, google_session, google_store, spreadsheet_of

TODAY = date(2023, 11, 20)
SCORES = (
    ROSTER
    + """
== Tháng 10
Mã CB | Họ và tên       | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | Nguyễn Thị An   | 20                      | 68,5             | 3           | 91
"""
)


GOOGLE_AUTH_CALLS_OUT = "GOOGLE_SDK_EXPERIMENTAL_PYTHON_REGIONAL_ACCESS_BOUNDARY_LOOKUP_ENABLED"


@pytest.fixture
def strangers(monkeypatch):
    """Whoever else than this machine was called: addresses and names."""
    found: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def is_here(host: str) -> bool:
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def watched_connect(self, address):
        if isinstance(address, tuple) and not is_here(address[0]):
            found.append(address[0])
            raise OSError("not from a test")
        return connect(self, address)

    def watched_look_up(host, *args, **kwargs):
        if not is_here(str(host)):
            found.append(str(host))
            raise socket.gaierror("not from a test")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", watched_connect)
    monkeypatch.setattr(socket, "getaddrinfo", watched_look_up)
    monkeypatch.setenv(GOOGLE_AUTH_CALLS_OUT, "true")  # as google-auth 2.55 does unasked
    return found


def account(google, kind: str) -> dict[str, str]:
    """The [google] section of a config for each kind of sign-in."""
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    kept = google.signed_in_file(PERSON, *PERSON_SCOPES)
    return {
        "service": {"credentials": str(google.key_file)},
        "delegated": {"credentials": str(google.key_file), "subject": PERSON},
        "person": {"credentials": str(kept)},
    }[kind]


# --- nobody else is called ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["service", "delegated", "person"])
def test_a_whole_sync_calls_nobody_else(google, tmp_path, strangers, kind):
    spreadsheet = spreadsheet_of(google, sheets(ROSTER))
    signed_in = GoogleSettings(**account(google, kind), endpoint=google.endpoint)
    config = google_config(google, tmp_path, spreadsheet)._replace(google=signed_in)

    pipeline.sync(google_store(google, config), config, TODAY)
    pipeline.sync(google_store(google, config), config, TODAY)

    assert len(google.calls) > 2
    assert strangers == []


@pytest.mark.parametrize(
    "words", [("doctor",), ("init",), ("sync",), ("check",), ("report", "--format", "docx,gdoc,pdf")]
)
def test_no_command_calls_anybody_else(google, tmp_path, strangers, words):
    folder = google.new_folder(parent=google.new_drive(), share_with=())
    (tmp_path / "config.toml").write_text(
        f'[school]\nname = "Ái Mộ"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
        f'[store]\nkind = "google"\ninput = "{spreadsheet_of(google, sheets(SCORES))}"\n[reports]\ndrive = "{folder}"\n'
        f'[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n',
        encoding="utf-8",
    )
    shared = ["--config", str(tmp_path / "config.toml"), "--today", str(TODAY)]

    ran = CliRunner().invoke(cli, [*words, *shared], standalone_mode=False)

    assert ran.exception is None
    assert len(google.calls) > 1
    assert strangers == []


@pytest.mark.parametrize("kind", ["service", "person"])
def test_default_credentials_call_nobody_else(google, tmp_path, strangers, monkeypatch, kind):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", account(google, kind)["credentials"])
    spreadsheet = google.new_spreadsheet()
    config = GoogleSettings(endpoint=google.endpoint)

    Session(sign_in(config, tmp_path), google.endpoint).spreadsheet(spreadsheet, "spreadsheetId")

    assert strangers == []


def test_no_metadata_server_is_looked_for(google, tmp_path, strangers, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))

    with pytest.raises(ConfigError):
        sign_in(GoogleSettings(endpoint=google.endpoint), tmp_path)

    assert strangers == []


@pytest.mark.parametrize("kind", ["service", "person"])
def test_uploads_call_nobody_else(google, tmp_path, strangers, kind):
    folder = google.new_folder(parent=google.new_drive(), share_with=()) if kind == "service" else None
    config = GoogleSettings(**account(google, kind), endpoint=google.endpoint)
    drive = Drive(Session(sign_in(config, tmp_path), google.endpoint))
    parents = {"parents": [folder]} if folder else {}

    made = drive.create({"name": "x.txt", **parents}, Media("text/plain", b"mot"), "id")
    drive.update(made["id"], {}, Media("text/plain", b"hai"), "id")

    assert drive.content(made["id"]) == b"hai"
    assert strangers == []


def test_the_guard_sees_what_google_auth_does_by_itself(google, strangers):
    """Why our service accounts have a class of their own; drop it when this fails."""
    plain = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
        google.key_file, scopes=SERVICE_SCOPES
    )
    session = AuthorizedSession(plain)
    session.get(f"{google.endpoint}/v4/spreadsheets/x", timeout=5)
    until = time.monotonic() + 5
    while not strangers and time.monotonic() < until:
        time.sleep(0.01)

    assert strangers[:1] == ["iamcredentials.googleapis.com"]


# --- gspread --------------------------------------------------------------------------------------------------


@pytest.fixture
def school(google, tmp_path):
    spreadsheet = google.new_spreadsheet(tabs={"Danh sách": [["Mã CB", "Điểm"], ["006", 8.5]]})
    config = google_config(google, tmp_path, spreadsheet)
    return google_session(google, config), spreadsheet


def gspread_client(session: Session) -> gspread.Client:
    return gspread.Client(auth=None, http_client=lambda auth, session_: session)


def test_gspreads_own_methods_go_through_the_session(school):
    session, spreadsheet = school

    sheet = gspread_client(session).open_by_key(spreadsheet).worksheet("Danh sách")
    sheet.update([["007"]], "A3")

    assert sheet.get_values("A1:B3") == [["Mã CB", "Điểm"], ["006", "8,5"], ["007", ""]]
    assert session.tally.reads >= 3
    assert session.tally.writes == 1


def test_gspreads_requests_have_our_patience(school, google):
    session, spreadsheet = school
    google.faults.add(Fault("429", retry_after=7, matching="spreadsheets.get$"))
    google.faults.add(Fault("502", at=2, matching="spreadsheets.get$"))

    assert session.fetch_sheet_metadata(spreadsheet)["properties"]["title"] == "Sổ thi đua"
    assert session.tally.retries == 2


def test_gspreads_writes_are_not_repeated_blindly(school, google):
    session, spreadsheet = school
    google.faults.add(Fault("lost-reply", matching="values.append|:append"))
    sheet = gspread_client(session).open_by_key(spreadsheet).worksheet("Danh sách")

    with pytest.raises(GoogleError) as failed:
        sheet.append_row(["007", 9])

    assert failed.value.uncertain
    google.faults.clear()
    assert len(sheet.get_values()) == 3


def test_gspreads_errors_are_ours(school):
    session, _ = school

    with pytest.raises(GoogleError) as failed:
        session.fetch_sheet_metadata("1" + "a" * 43)

    assert failed.value.kind == "missing"


def test_a_minutes_quota_is_waited_for(school):
    session, spreadsheet = school

    for _ in range(65):
        session.spreadsheet(spreadsheet, "spreadsheetId")

    assert session.tally.reads >= 66
    assert session.tally.retries >= 1


# --- secrets --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["invalid-grant", "unauthorized-client", "401", "502", "reset-during"])
def test_neither_key_nor_token_is_told_or_logged(google, tmp_path, caplog, monkeypatch, fault):
    caplog.set_level(logging.DEBUG)
    config = google_config(google, tmp_path, google.new_spreadsheet())
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    google.faults.add(Fault(fault, times=99))

    with pytest.raises(GoogleError) as failed:
        google_session(google, config, tries=3).spreadsheet(config.store.input[0], "spreadsheetId")

    told = caplog.text + str(failed.value) + repr(failed.value.__cause__)
    secrets = [
        *json.loads(google.key_file.read_text())["private_key"].splitlines()[1:-1],
        *google.tokens.access,
    ]
    assert not [secret for secret in secrets if secret in told]
