"""The emulator as a program of its own: its one line, its files, its log, its end."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.emulator.drive_clients import DRIVE, session
from tests.places import ROOT


class Program:
    """The emulator in a process of its own, and the side door that leads into it."""

    def __init__(self, log):
        self.log = log
        command = [sys.executable, "-m", "tests.google_emulator", "--port", "0", "--log", str(log)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.told = json.loads(self.process.stdout.readline())
        self.endpoint = self.told["endpoint"]
        self.key_files = [Path(self.told[name]) for name in ("key_file", "person_key_file")]

    def ask(self, method, path, **given):
        return requests.request(
            method, f"{self.endpoint}/_emulator/{path}", json=given or None, timeout=5
        ).json()

    def session(self):
        return session(self.key_files[0], ["https://www.googleapis.com/auth/spreadsheets", DRIVE])

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(10)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    made = Program(tmp_path_factory.mktemp("log") / "calls.jsonl")
    yield made
    made.stop()
    made.process.stdout.close()


@pytest.fixture
def spreadsheet(program):
    return program.ask("POST", "spreadsheets", title="Sổ", tabs={"Tháng 10": [["Mã CB"], ["TV01"]]})["id"]


def test_it_tells_where_it_is(program):
    assert program.endpoint.startswith("http://127.0.0.1:")


def test_nobody_else_can_read_its_keys(program):
    assert {stat.S_IMODE(path.stat().st_mode) for path in program.key_files} == {0o600}


def test_a_key_of_its_own_gets_in(program, spreadsheet):
    reply = program.session().get(f"{program.endpoint}/v4/spreadsheets/{spreadsheet}")
    assert reply.json()["properties"]["title"] == "Sổ"


def test_every_call_is_a_line_of_its_log(program, spreadsheet):
    reply = program.session().get(f"{program.endpoint}/v4/spreadsheets/{spreadsheet}?fields=spreadsheetId")
    last = json.loads(program.log.read_text("utf-8").splitlines()[-1])
    assert last == {
        "method": "GET",
        "path": f"/v4/spreadsheets/{spreadsheet}?fields=spreadsheetId",
        "status": 200,
        "request_bytes": 0,
        "response_bytes": len(reply.content),
    }


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly(tmp_path, how):
    short = Program(tmp_path / "calls.jsonl")
    assert (short.stop(how), [path.exists() for path in short.key_files]) == (0, [False, False])
    short.process.stdout.close()


# --- the side door ----------------------------------------------------------------------------------------------


def test_a_hand_types_right_before_a_call(program, spreadsheet):
    hand = {"spreadsheet": spreadsheet, "do": "type_in", "args": ["Tháng 10!A2", "TV02"]}
    program.ask("POST", "hand", **hand, before="values.get")
    before = program.ask("GET", f"spreadsheets/{spreadsheet}")["sheets"][0]["rows"]
    read = (
        program.session().get(f"{program.endpoint}/v4/spreadsheets/{spreadsheet}/values/A2").json()["values"]
    )
    assert (before[1], read) == (["TV01"], [["TV02"]])


def test_faults_are_set_and_cleared(program, spreadsheet):
    program.ask("POST", "faults", kind=503, matching="^GET /v4", times=9)
    address = f"{program.endpoint}/v4/spreadsheets/{spreadsheet}"
    first = program.session().get(address).status_code
    program.ask("DELETE", "faults")
    assert (first, program.session().get(address).status_code) == (503, 200)


def test_a_folder_in_a_shared_drive(program):
    drive = program.ask("POST", "drives", name="Trường", members={"ha@truong.example": "organizer"})["id"]
    folder = program.ask("POST", "folders", name="Báo cáo", owner="ha@truong.example", parent=drive)["id"]
    (found,) = [file for file in program.ask("GET", "files")["files"] if file["id"] == folder]
    assert found["drive_id"] == drive


def test_an_account_with_a_key(program):
    made = program.ask("POST", "accounts", email="x@y.iam.gserviceaccount.com", kind="service", key=True)
    assert Path(made["key_file"]).exists()


def test_sharing_can_be_taken_back(program, spreadsheet):
    program.ask(
        "POST",
        "share",
        file=spreadsheet,
        email=json.loads(program.key_files[0].read_text("utf-8"))["client_email"],
        role=None,
    )
    assert program.session().get(f"{program.endpoint}/v4/spreadsheets/{spreadsheet}").status_code == 403


def test_the_clock_is_turned(program):
    before = program.ask("GET", "clock")["now"]
    assert program.ask("POST", "clock", advance=3600)["now"] >= before + 3600


def test_what_it_cannot_do(program):
    assert "no such fault" in program.ask("POST", "faults", kind="x")["error"]


def test_what_there_is_not(program):
    assert "POST /faults" in program.ask("GET", "nowhere")["there is"]
