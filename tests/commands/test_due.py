"""`due` as people and programs call it."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.shell import TODAY, VIETNAMESE, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.config()
    return shell


def test_the_calendar_as_lines(shell):
    done = shell.run("due", *TODAY, environment=VIETNAMESE)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert ["20/11/2023", "đã qua"] in [line[:2] for line in lines]
    [last] = lines[-1]
    assert last.startswith("Chưa định ngày, trường ghi ở [deadlines.dates] trong cấu hình: ")
    assert all(f" ({key})" in last for key in ("year-plan", "term-summary", "year-summary"))


def test_json_holds_the_whole_year(shell):
    found = shell.json("due", "--today", "2024-05-30")
    assert (found["today"], len(found["rows"]), found["doubts"]) == ("2024-05-30", 16, [])
    last = found["rows"][-1]
    assert last | {"text": "", "to": "", "source": ""} == {
        "key": "year-dossier",
        "text": "",
        "due": "2024-05-31",
        "state": "due",
        "days": 1,
        "days_late": 0,
        "done_on": None,
        "evidence": None,
        "kind": "proposal",
        "period": "2023-2024",
        "to": "",
        "source": "",
    }


def test_quietly_it_says_nothing(shell):
    assert shell.run("due", "--quiet", *TODAY).stdout == ""


def test_a_file_for_a_phone_written_again_in_place(shell):
    for _ in range(2):
        assert shell.run("due", "--ics", "lịch.ics", *TODAY).returncode == 0
    events = Calendar.from_ical((shell.folder / "lịch.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 16
    assert {path.name for path in shell.folder.iterdir()} == {"lịch.ics", "config.toml", "sổ thi đua.xlsx"}


def test_json_names_the_file(shell):
    assert shell.json("due", "--ics", "lich.ics", *TODAY)["ics"] == "lich.ics"
    assert (shell.folder / "lich.ics").exists()


def test_a_file_of_somebodys_own_is_refused(shell):
    notes = shell.folder / "ghi-chu.ics"
    notes.write_text("Việc phải làm", encoding="utf-8")
    done = shell.run("due", "--ics", notes.name, *TODAY, environment=VIETNAMESE)
    assert done.returncode == 5 and "không ghi đè" in done.stderr
    assert notes.read_text(encoding="utf-8") == "Việc phải làm"


def test_a_folder_is_no_file(shell):
    done = shell.run("due", "--ics", ".", *TODAY, environment=VIETNAMESE)
    assert done.returncode == 4 and "Không ghi được ." in done.stderr


@pytest.mark.parametrize("command", ["check", "due", "sync"])
def test_a_mistake_in_the_schools_calendar_is_told_with_its_line(shell, command):
    (shell.folder / "lich.toml").write_text('[[task]]\nkey = "a"\ntext = "A"\nmonth = 13\n', encoding="utf-8")
    shell.config(more='\n[deadlines]\ncalendar = "lich.toml"\n')
    done = shell.run(command, *TODAY, environment=VIETNAMESE)
    assert (done.returncode, done.stderr) == (2, "lich.toml, dòng 4: “month” phải là số nguyên từ 1 đến 12\n")
