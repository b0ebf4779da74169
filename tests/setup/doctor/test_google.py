"""The doctor on a school in Google Sheets: a healthy one, faults at any call, and what the command shows."""

from __future__ import annotations

import json
import time

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import SERVICE
from tests.setup.doctor.clinic import IN_TERM
from tests.setup.doctor.clinic_google import MONTH, TABS


def test_a_healthy_school_hears_only_good(clinic, google):
    drive = google.new_drive()
    folder = google.new_folder(parent=drive, share_with=())
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{folder}"\n')
    clinic.sync()

    visit = clinic.visit()

    assert visit.not_well == []
    assert visit.exit_code == 0
    assert SERVICE in visit.text("account")


def test_nothing_is_written_anywhere(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH})
    clinic.has(spreadsheet, more=f'[reports]\ndrive = "{google.new_folder()}"\n')
    before = dict(google.world.files), google.world.files[spreadsheet].version
    here = sorted(path.name for path in clinic.folder.iterdir())

    clinic.visit()

    assert set(clinic.writes) == {"POST /token"}
    assert (dict(google.world.files), google.world.files[spreadsheet].version) == before
    assert sorted(path.name for path in clinic.folder.iterdir()) == here


def test_each_thing_is_asked_for_once(clinic, google):
    one, two = google.new_spreadsheet(tabs=TABS), google.new_spreadsheet("Tổ Toán", tabs=TABS)
    clinic.has(one, two, f"https://docs.google.com/spreadsheets/d/{one}/edit#gid=0")

    clinic.visit()

    paths = [call.path for call in google.calls if call.api != "oauth"]
    assert len(paths) == len(set(paths))


# --- whatever goes wrong --------------------------------------------------------------------------------------


FAULTS = ["429", "500", "502", "503", "401", "reset-before", "reset-during", "lost-reply"]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_at_any_call_is_a_finding_and_never_a_crash(clinic, google, kind, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{google.new_folder()}"\n')
    clinic.visit()
    calls = len(google.calls)

    for at in range(1, calls + 1):
        google.faults.clear()
        google.quotas.on = False
        google.faults.add(Fault(kind, at=at))
        assert clinic.visit().findings

    assert calls > 5


# --- the command ----------------------------------------------------------------------------------------------


def doctor(clinic, *words: str):
    path = str(clinic.folder / "config.toml")
    return CliRunner().invoke(
        cli, ["doctor", "--config", path, "--today", str(IN_TERM), *words], standalone_mode=False
    )


def test_one_line_for_each_finding(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH}, locale="en_US"))

    shown = doctor(clinic)

    lines = shown.stdout.splitlines()
    assert {line[:2] for line in lines} == {"✓ ", "! "}
    assert len(lines) == len(clinic.visit().findings)
    assert shown.return_value == 0


def test_quiet_says_only_what_is_wrong(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS, locale="en_US", share_with=()))

    shown = doctor(clinic, "--quiet")

    assert shown.stdout == ""
    assert shown.stderr.startswith("✗")
    assert shown.return_value == 4


def test_json_says_whether_all_is_well(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS, share_with=()))

    shown = doctor(clinic, "--json")

    found = json.loads(shown.stdout)
    assert not found["ok"]
    assert {each["level"] for each in found["findings"]} == {"ok", "warning", "error"}
    assert shown.return_value == 4


def test_no_secret_is_told(clinic, google):
    key = json.loads(google.key_file.read_text())["private_key"]
    google.tokens.delete_keys(SERVICE)
    clinic.has(google.new_spreadsheet())

    said = doctor(clinic).output

    assert not any(line in said for line in key.splitlines() if line)
