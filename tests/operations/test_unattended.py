"""Ten months without anybody looking: the log, the ping, the mails, the files that start it all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.files.lock import one_at_a_time
from sheets_sync.language import Message, translator
from sheets_sync.operations import alerts
from sheets_sync.operations.mail import PASSWORD
from tests.made_up import made_up_config
from tests.mail_server import MailServer
from tests.one_month_school import MARKS, TODAY, write_school
from tests.places import ROOT
from tests.scripted_server import ScriptedServer
from tests.shell import Shell

UNATTENDED = ROOT / "scripts" / "unattended"
CONFIG = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n[alerts]\nlog = "nhat-trinh.log"\n'
NAMES = ("Nguyễn", "Trần", "Bình", "TV01", "Trường")


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path)
    write_school(tmp_path, MARKS)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return shell


def configure(shell, more):
    (shell.folder / "config.toml").write_text(CONFIG + more, encoding="utf-8")


def log_of(shell):
    return (shell.folder / "nhat-trinh.log").read_text(encoding="utf-8").splitlines()


# --- the log ------------------------------------------------------------------------------------------------------


def test_a_night_is_one_line_without_a_name(shell):
    run_id = shell.json("sync", *TODAY)["run_id"]
    [line] = log_of(shell)
    assert f"run={run_id} command=sync outcome=done code=0" in line
    assert not any(name in line for name in NAMES)


def test_trouble_is_a_line_too(shell):
    shell.run("sync", *TODAY)
    write_school(shell.folder, {"TV01": 60})
    shell.run("sync", *TODAY)
    refused = log_of(shell)[1]
    assert "outcome=refused code=5" in refused
    assert not any(name in refused for name in NAMES)


def test_a_line_of_trouble_says_why_and_so_does_the_history(shell):
    shell.run("sync", *TODAY)
    write_school(shell.folder, {"TV01": 60})
    shell.run("sync", *TODAY)
    why = "“Danh sách” chỉ còn 1 người, lần trước có 3."
    assert f'reason="{why}' in log_of(shell)[1]
    assert "reason" not in log_of(shell)[0]
    reasons = [run["reason"] for run in shell.json("history")["runs"]]
    assert [reasons[0].startswith(why), reasons[1]] == [True, ""]
    assert why in shell.run("history").stdout


def test_the_reason_bears_no_address_and_no_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/an")
    error = UnavailableError(
        Message("{path}: hỏi a.b@truong.example, hai\ndòng", {"path": "/home/an/so.xlsx"})
    )
    assert alerts.reason_of(error, translator("vi")) == "~/so.xlsx: hỏi …@…, hai"
    assert alerts.reason_of(ValueError("Nguyễn Văn An"), translator("vi")) == "ValueError"


def test_a_night_with_a_broken_config_is_a_line_too(shell):
    configure(shell, 'logg = "x"\n')
    assert shell.run("sync", *TODAY).returncode == 2
    [line] = log_of(shell)
    assert "command=sync outcome=failed code=2" in line
    assert "“logg”" in line


def test_a_night_that_another_run_has_taken_is_a_line_too(shell):
    with one_at_a_time(shell.folder / "nhat-ky.sqlite.lock", "report"):
        assert shell.run("sync", "--wait", "0", *TODAY).returncode == 4
    [line] = log_of(shell)
    assert "command=sync outcome=failed code=4" in line
    assert "Đang có lần chạy khác (report" in line


def test_a_config_that_is_no_toml_at_all_leaves_no_line_and_no_trace(shell):
    configure(shell, "mail_to = [\n")
    done = shell.run("sync", *TODAY)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert not (shell.folder / "nhat-trinh.log").exists()


def test_warnings_speak_the_language_of_the_terminal(shell):
    (shell.folder / "nhat-trinh.log").mkdir()
    (shell.folder / "nhat-ky.sqlite").write_text("no journal")
    done = shell.run("--lang", "en", "sync", *TODAY)
    assert done.returncode == 0
    assert "cannot be written" in done.stderr or "could not be written" in done.stderr
    assert "Không" not in done.stderr
    assert "Không ghi được" in shell.run("sync", *TODAY).stderr


def test_a_line_of_json(shell):
    configure(shell, 'log_format = "json"\n')
    shell.run("sync", *TODAY)
    [line] = log_of(shell)
    found = json.loads(line)
    assert (found["command"], found["outcome"], found["tabs"]) == ("sync", "done", 8)
    assert datetime.fromisoformat(found["time"]).tzinfo


def test_a_log_that_has_grown_begins_anew_and_few_are_kept(tmp_path):
    config = made_up_config(alerts={"log": "nights.log"})._replace(folder=tmp_path)
    night = alerts.RunReport("x" * (alerts.LOG_SIZE // 2), "sync", "done", 0, 1.0)
    for _ in range(20):
        alerts.write_log(config, night)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["nights.log", *(f"nights.log.{number}" for number in range(1, alerts.LOG_FILES))]


def test_a_log_that_cannot_be_written_stops_nothing(shell):
    (shell.folder / "nhat-trinh.log").mkdir()
    assert shell.run("sync", *TODAY).returncode == 0


def test_quiet_speaks_only_on_trouble(shell):
    done = shell.run("sync", "--quiet", *TODAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_school(shell.folder, {"TV01": 60})
    done = shell.run("sync", "--quiet", *TODAY)
    assert (done.returncode, done.stdout) == (5, "")
    assert "chỉ còn 1 người" in done.stderr


# --- the ping ------------------------------------------------------------------------------------------------------


def test_the_switch_hears_of_a_night_that_went_well_and_of_no_other(shell):
    with closing(ScriptedServer()) as server:
        configure(shell, f'ping = "{server.endpoint}/secret-of-ours"\n')
        shell.run("sync", *TODAY)
        assert [asked.path for asked in server.asked] == ["/secret-of-ours"]
        write_school(shell.folder, {"TV01": 60})
        shell.run("sync", *TODAY)
        assert len(server.asked) == 1


def test_a_switch_that_does_not_answer_stops_nothing_and_its_address_stays_a_secret(shell):
    configure(shell, 'ping = "http://127.0.0.1:9/secret-of-ours"\n')
    done = Shell(shell.folder).run("sync", *TODAY)
    assert done.returncode == 0
    assert "127.0.0.1" in done.stderr
    assert "secret-of-ours" not in done.stderr + "".join(log_of(shell))
    assert "secret-of-ours" not in (shell.folder / "nhat-ky.sqlite").read_bytes().decode("latin-1")


# --- mail ----------------------------------------------------------------------------------------------------------


def with_mail(shell, server):
    configure(
        shell,
        f'smtp = "{server.address}"\nsmtp_security = "none"\nmail_from = "td@truong.example"\n'
        'mail_to = ["quan-tri@truong.example"]\n',
    )


def test_the_admin_hears_of_trouble_and_not_of_a_good_night(shell, mail_server):
    with_mail(shell, mail_server)
    shell.run("sync", *TODAY)
    assert mail_server.mails == []
    write_school(shell.folder, {"TV01": 60})
    shell.run("sync", *TODAY)
    assert mail_server.rcpt == ["quan-tri@truong.example"]
    assert len(mail_server.mails) == 1


def test_the_admin_hears_once_of_a_month_that_is_left_open_for_its_errors(shell, mail_server):
    with_mail(shell, mail_server)
    with (shell.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write("[closing]\nday = 10\n")
    write_school(shell.folder, {**MARKS, "TV01": 75})
    done = shell.run("sync", *TODAY, "--lang", "vi")
    assert "Tháng 10/2023 tới ngày chốt mà còn 1 lỗi" in done.stdout
    again = shell.run("sync", "--today", "2023-11-21", "--lang", "vi")
    assert (done.returncode, again.returncode) == (0, 0)
    assert "Tháng 10/2023 tới ngày chốt mà còn 1 lỗi" in again.stdout
    assert len(mail_server.mails) == 1
    assert "10/2023" in mail_server.texts()[0].get_content()


def test_a_mail_server_that_fails_changes_no_exit_code(shell, mail_server):
    with_mail(shell, mail_server)
    mail_server.replies = {"hello": "421 not now"}
    shell.run("sync", *TODAY)
    write_school(shell.folder, {"TV01": 60})
    assert shell.run("sync", *TODAY).returncode == 5


def with_slips(shell, **emails):
    write_school(shell.folder, MARKS)
    book = openpyxl.load_workbook(shell.folder / "so-thi-dua.xlsx")
    roster, tab = book["Danh sách"], book["Tháng 10"]
    roster.cell(1, 6, "Email")
    for row in roster.iter_rows(min_row=2):
        roster.cell(row[0].row, 6, emails.get(row[0].value))
    for row in tab.iter_rows(min_row=2):
        if row[0].value != "TT01":
            row[2].value = "x"
    book.save(shell.folder / "so-thi-dua.xlsx")
    book.close()


def test_each_person_is_reminded_of_their_own_cells_alone(shell, mail_server):
    with_mail(shell, mail_server)
    with_slips(shell, TV01="an@truong.example", TV02="binh@truong.example", TT01="hoa@truong.example")
    found = shell.json("remind", "--send", *TODAY)
    assert [(each["staff_id"], each["sent"]) for each in found["reminders"]] == [
        ("TV01", True),
        ("TV02", True),
    ]
    assert mail_server.rcpt == ["an@truong.example", "binh@truong.example"]
    [run] = shell.json("history")["runs"]
    assert (run["command"], run["written"]) == ("remind", ["TV01", "TV02"])
    texts = [mail.get_content() for mail in mail_server.texts()]
    assert ["Tháng 10!C2" in texts[0], "Tháng 10!C3" in texts[0]] == [True, False]
    assert "Bình" not in texts[0]


def test_nothing_is_sent_without_a_word(shell, mail_server):
    with_mail(shell, mail_server)
    with_slips(shell, TV01="an@truong.example")
    done = shell.run("remind", *TODAY)
    assert (done.returncode, mail_server.mails) == (0, [])
    assert "an@truong.example" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("address", ["", "không có", "a@b\nBcc: x@y", "a@b, c@d", "a b@c", "<a@b>"])
def test_what_is_no_address_gets_no_mail(shell, mail_server, address):
    with_mail(shell, mail_server)
    with_slips(shell, TV01=address)
    found = shell.json("remind", "--send", *TODAY)
    assert [each["to"] for each in found["reminders"]] == [None, None]
    assert mail_server.mails == []


def test_mail_without_a_server_is_a_matter_of_the_config(shell):
    with_slips(shell, TV01="an@truong.example")
    assert shell.run("remind", "--send", *TODAY).returncode == 2


def test_the_password_comes_from_the_environment_and_is_told_nowhere(shell, mail_server):
    with_mail(shell, mail_server)
    with (shell.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write('smtp_user = "td"\n')
    with_slips(shell, TV01="an@truong.example")
    done = shell.run("remind", "--send", *TODAY, environment={PASSWORD: "hush-hush"})  # no sign-in offered
    assert done.returncode == 4
    assert "hush-hush" not in done.stdout + done.stderr
    assert_nowhere(shell.folder, b"hush-hush")


def assert_nowhere(folder, secret):
    """No file of the school's folder, the journal and the log among them, holds it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 2
    assert [path.name for path in files if secret in path.read_bytes()] == []


def test_a_night_that_fails_to_mail_puts_the_password_nowhere(shell, mail_server):
    with_mail(shell, mail_server)
    with (shell.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write('smtp_user = "td"\n')
    (shell.folder / "so-thi-dua.xlsx").write_bytes(b"no workbook")
    done = shell.run("sync", *TODAY, environment={PASSWORD: "hush-hush"})
    assert done.returncode == 4
    assert "hush-hush" not in done.stdout + done.stderr
    assert_nowhere(shell.folder, b"hush-hush")


# --- what starts it ------------------------------------------------------------------------------------------------


def line_for_cron():
    lines = [line for line in (UNATTENDED / "crontab").read_text().splitlines() if not line.startswith("#")]
    [(*when, command)] = [line.split(None, 5) for line in lines]
    assert [part.replace("*", "0").isdecimal() for part in when] == [True] * 5
    return command


def by_cron(command, home, program):
    """The command of the line by the shell that cron uses, with a program at its place in this home."""
    place = home / ".local/bin/sheets-sync"
    place.parent.mkdir(parents=True)
    place.write_text(f"#!/bin/sh\n{program}\n")
    place.chmod(0o755)
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(UNATTENDED.parent.parent)}
    return subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, text=True)


def test_the_line_for_cron_runs(shell, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(shell.folder, home / "thi-dua", ignore=shutil.ignore_patterns("home"))
    program = f'exec "{sys.executable}" -m sheets_sync "$@" {" ".join(TODAY)}'
    done = by_cron(line_for_cron(), home, program)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (home / "thi-dua/tong-hop.xlsx").exists()


def test_the_line_for_cron_hands_on_the_password_of_the_mail_with_its_blanks(tmp_path):
    home = tmp_path / "home"
    (home / "thi-dua").mkdir(parents=True)
    (home / "thi-dua/.env").write_text(f"{PASSWORD}='hush hush'\n")
    done = by_cron(line_for_cron(), home, f'printf "%s" "${PASSWORD}"')
    assert done.stdout == "hush hush"


def test_a_password_without_quotes_does_not_keep_the_nightly_run_from_its_work(tmp_path):
    home = tmp_path / "home"
    (home / "thi-dua").mkdir(parents=True)
    (home / "thi-dua/.env").write_text(f"{PASSWORD}=abcd efgh\n")
    assert by_cron(line_for_cron(), home, "echo synced").stdout == "synced\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_its_units(tmp_path):
    units = [shutil.copy(UNATTENDED / f"sheets-sync.{kind}", tmp_path) for kind in ("service", "timer")]
    home = tmp_path / "home"
    (home / ".local/bin").mkdir(parents=True)
    (home / ".local/bin/sheets-sync").write_text("#!/bin/sh\n")
    (home / ".local/bin/sheets-sync").chmod(0o755)
    for unit in units:
        path = Path(unit)
        path.write_text(path.read_text().replace("%h", str(home)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_task_for_windows_is_whole():
    task = ET.parse(UNATTENDED / "sheets-sync.xml").getroot()
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    found = {
        name: task.findtext(f".//t:{name}", namespaces=space)
        for name in (
            "StartBoundary",
            "DaysInterval",
            "Arguments",
            "MultipleInstancesPolicy",
            "StartWhenAvailable",
        )
    }
    assert datetime.fromisoformat(found["StartBoundary"]).hour == 22
    assert found["Arguments"].split()[:2] == ["sync", "--quiet"]
    assert (found["DaysInterval"], found["StartWhenAvailable"]) == ("1", "true")
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"
    order = [child.tag.split("}")[1] for child in task]
    assert order == [
        "RegistrationInfo",
        "Triggers",
        "Principals",
        "Settings",
        "Actions",
    ]  # as its schema asks
