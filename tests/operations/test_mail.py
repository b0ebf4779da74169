"""One mail to each recipient: a refusal stops nobody else, who was served is remembered, no secret gets out, all ends."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from contextlib import closing, suppress

import openpyxl
import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.files.lock import one_at_a_time
from sheets_sync.operations import alerts
from sheets_sync.operations.mail import MOST_LATE, PASSWORD, Letter, deliver
from tests.made_up import made_up_config
from tests.mail_server import MailServer
from tests.one_month_school import MARKS, TODAY, write_school
from tests.scripted_server import Answer, ScriptedServer, drip
from tests.shell import Shell

CONFIG = """\
[school]
name = "Trường THCS Thử"
year = "2023-2024"
[journal]
path = "nhat-ky.sqlite"
[alerts]
log = "nhat-trinh.log"
smtp_security = "none"
mail_from = "td@truong.example"
"""
AN, BINH, HOA = "an@truong.example", "bình@truong.example", "hoa@truong.example"
SECONDS = 0.4


@pytest.fixture
def server():
    with MailServer() as found:
        yield found


def school(folder, server, more="", **emails):
    """A school with one wrong mark for each person who has an address here."""
    write_school(folder, MARKS)
    (folder / "config.toml").write_text(CONFIG + f'smtp = "{server.address}"\n' + more, encoding="utf-8")
    book = openpyxl.load_workbook(folder / "so-thi-dua.xlsx")
    book["Danh sách"].cell(1, 6, "Email")
    for row in book["Danh sách"].iter_rows(min_row=2):
        book["Danh sách"].cell(row[0].row, 6, emails.get(row[0].value))
    for row in book["Tháng 10"].iter_rows(min_row=2):
        row[2].value = "x" if row[0].value in emails else row[2].value
    book.save(folder / "so-thi-dua.xlsx")
    book.close()
    return Shell(folder)


def remind(shell, **environment):
    """Exit code, who was sent a mail, who had it earlier and who could not be sent one."""
    done = shell.run("remind", "--send", "--json", *TODAY, environment=environment)
    rows = json.loads(done.stdout)["reminders"]
    columns = [[row["staff_id"] for row in rows if row[name]] for name in ("sent", "sent_earlier", "failed")]
    return done.returncode, *columns


# --- one refused address ------------------------------------------------------------------------------------------


def test_a_refused_address_stops_nobody_else(tmp_path, server):
    server.replies = {f"RCPT TO:<{AN}>": "550 no such user"}
    shell = school(tmp_path, server, TV01=AN, TV02="binh@truong.example", TT01=HOA)
    assert remind(shell) == (4, ["TV02", "TT01"], [], ["TV01"])
    assert sorted(server.rcpt) == ["binh@truong.example", HOA]


def test_an_address_with_marks_stops_nobody_else_where_the_server_takes_none(tmp_path, server):
    shell = school(tmp_path, server, TV01=AN, TV02=BINH, TT01=HOA)
    assert remind(shell) == (4, ["TV01", "TT01"], [], ["TV02"])


def test_an_address_with_marks_gets_its_mail_where_the_server_takes_them(tmp_path):
    with MailServer("SMTPUTF8", "8BITMIME") as server:
        shell = school(tmp_path, server, TV01=AN, TV02=BINH)
        assert remind(shell) == (0, ["TV01", "TV02"], [], [])
        assert sorted(server.rcpt) == [AN, BINH]


@pytest.mark.parametrize("line", ["MAIL FROM", "RCPT", "taken"])
def test_a_server_that_hangs_up_is_called_again_for_the_next(server, line):
    server.replies = {line: "421 too many errors"}
    failed, sent = delivered(server, AN, HOA)
    assert (list(failed), sent, server.connections) == ([AN, HOA], [], 2)


def test_who_failed_is_listed_by_id_and_reason_and_no_log_names_them(tmp_path, server):
    server.replies = {"RCPT": "550 no such user an@truong.example"}
    shell = school(tmp_path, server, TV01=AN, TV02=BINH, TT01=HOA)
    done = shell.run("--lang", "en", "remind", "--send", "--quiet", *TODAY)
    assert (done.returncode, done.stdout) == (4, "")
    counted, refused, accented = done.stderr.splitlines()
    assert "3 of the 3 mails" in counted
    assert sorted(word.strip(":,") for word in refused.split() if word[:1] == "T") == ["TT01", "TV01"]
    assert ("550" in refused, "TV02" in accented) == (True, True)
    [line] = (tmp_path / "nhat-trinh.log").read_text(encoding="utf-8").splitlines()
    assert "command=remind outcome=failed code=4" in line
    assert not any(word in line + done.stderr for word in ("Nguyễn", "@truong"))
    assert "TV01" not in line


def test_the_history_says_who_was_served_and_that_some_were_not(tmp_path, server):
    server.replies = {f"RCPT TO:<{AN}>": "550 no such user"}
    shell = school(tmp_path, server, TV01=AN, TT01=HOA)
    remind(shell)
    [run] = shell.json("history")["runs"]
    assert (run["outcome"], run["written"]) == ("failed", ["TT01"])
    assert run["reason"].startswith("Không gửi được 1 trong 2 thư.")


def test_each_administrator_gets_a_mail_of_their_own_and_a_refused_one_stops_no_other(tmp_path, server):
    server.replies = {f"RCPT TO:<{AN}>": "550 no such user"}
    shell = school(tmp_path, server, f'mail_to = ["{AN}", "{BINH}", "{HOA}"]\n')
    (tmp_path / "so-thi-dua.xlsx").write_bytes(b"no workbook")
    done = shell.run("sync", *TODAY)
    assert (done.returncode, server.rcpt, [mail["To"] for mail in server.texts()]) == (4, [HOA], [HOA])
    assert [f"địa chỉ thứ {number} của" in done.stderr for number in (1, 2, 3)] == [True, True, False]
    assert "@truong" not in done.stderr


# --- who was served ------------------------------------------------------------------------------------------------


def test_after_a_failure_nobody_gets_the_same_mail_again(tmp_path, server):
    server.replies = {f"RCPT TO:<{AN}>": "450 try later"}
    shell = school(tmp_path, server, TV01=AN, TT01=HOA)
    assert remind(shell) == (4, ["TT01"], [], ["TV01"])
    server.replies = {}
    assert remind(shell) == (0, ["TV01"], ["TT01"], [])
    assert server.rcpt == [HOA, AN]


def test_whoever_has_something_else_to_mend_by_now_is_reminded_again(tmp_path, server):
    shell = school(tmp_path, server, TV01=AN)
    remind(shell)
    book = openpyxl.load_workbook(tmp_path / "so-thi-dua.xlsx")
    next(row for row in book["Tháng 10"].iter_rows(min_row=2) if row[0].value == "TV01")[2].value = "y"
    book.save(tmp_path / "so-thi-dua.xlsx")
    book.close()
    assert remind(shell) == (0, ["TV01"], [], [])


def test_another_day_is_another_reminder(tmp_path, server):
    shell = school(tmp_path, server, TV01=AN)
    remind(shell)
    shell.run("remind", "--send", "--today", "2024-04-11")
    assert server.rcpt == [AN, AN]


def test_without_a_journal_everybody_is_reminded(tmp_path, server):
    shell = school(tmp_path, server, TV01=AN)
    (tmp_path / "nhat-ky.sqlite").write_text("no journal")
    assert [remind(shell), remind(shell)] == [(0, ["TV01"], [], [])] * 2


# --- secrets -------------------------------------------------------------------------------------------------------

SECRETS = (
    "hush-hush",
    base64.b64encode(b"hush-hush").decode(),
    base64.b64encode(b"\0td\0hush-hush").decode(),
)


def everything_told(folder, done):
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return done.stdout + done.stderr + files.decode("latin-1")


@pytest.mark.parametrize("method", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("words", [("remind", "--send"), ("remind", "--send", "--json"), ("sync",)])
def test_a_password_that_a_server_refuses_and_repeats_is_told_nowhere(tmp_path, method, words):
    with MailServer(f"AUTH {method}") as server:
        shell = school(tmp_path, server, f'smtp_user = "td"\nmail_to = ["{HOA}"]\n', TV01=AN)
        if words == ("sync",):
            (tmp_path / "so-thi-dua.xlsx").write_bytes(b"no workbook")
        done = shell.run(*words, "--verbose", *TODAY, environment={PASSWORD: "hush-hush"})
        assert done.returncode == 4
        assert "SMTPAuthenticationError" in everything_told(tmp_path, done)
        assert [secret for secret in SECRETS if secret in everything_told(tmp_path, done)] == []


@pytest.mark.parametrize("words", [("remind", "--send"), ("sync",)])
def test_no_character_of_a_password_with_marks_is_told(tmp_path, words):
    with MailServer("AUTH PLAIN LOGIN") as server:
        shell = school(tmp_path, server, f'smtp_user = "td"\nmail_to = ["{HOA}"]\n', TV01=AN)
        if words == ("sync",):
            (tmp_path / "so-thi-dua.xlsx").write_bytes(b"no workbook")
        done = shell.run(*words, "--verbose", *TODAY, environment={PASSWORD: "hush-ỷ"})
        assert done.returncode == (4 if words == ("sync",) else 2)
        assert PASSWORD in done.stderr
        assert not any(secret in everything_told(tmp_path, done) for secret in ("ỷ", "1ef7", "hush"))


@pytest.mark.parametrize(
    "address",
    [
        "http://td:hush-hush@127.0.0.1:9/x",
        "http://td:hush/hush@127.0.0.1:9/x",
        "http://td:a@hush#hush@127.0.0.1:9/x",
        "http://td:hush@hush?b@127.0.0.1:9/x",
        "http://td:hush@[127.0.0.1/x",
        "htp://td:hush@127.0.0.1:9/x",
        "127.0.0.1:9/hush",
    ],
)
def test_no_part_of_a_password_in_the_address_of_a_ping_is_told(tmp_path, server, address):
    shell = school(tmp_path, server, f'ping = "{address}"\n')
    done = shell.run("sync", *TODAY)
    assert done.returncode in (0, 2)
    assert "hush" not in everything_told(tmp_path, done).replace(address, "")
    for command in ("doctor", "handover"):
        done = shell.run(command, *TODAY)
        assert "hush" not in done.stdout + done.stderr
    assert not any("hush" in page.read_text(encoding="utf-8") for page in tmp_path.glob("*.md"))


def test_a_password_has_no_place_in_the_address_of_the_mail_server(tmp_path, server):
    shell = school(tmp_path, server)
    config = (
        (tmp_path / "config.toml").read_text(encoding="utf-8").replace(server.address, "td:hush@mail.example")
    )
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    done = shell.run("sync", *TODAY)
    assert (done.returncode, "“smtp”" in done.stderr) == (2, True)
    assert "hush" not in everything_told(tmp_path, done).replace("td:hush@mail.example", "")


# --- the clock -----------------------------------------------------------------------------------------------------


def config_of(server, **more):
    named = {"smtp": server.address, "smtp_security": "none", "mail_from": "td@truong.example"}
    return made_up_config(alerts={**named, **more})


def delivered(server, *to, **more):
    """By address why it got no mail, and who got one."""
    sent = []
    letters = [Letter(each, each, "Sổ thi đua", "Nhờ sửa giúp.") for each in to]
    failed = deliver(config_of(server, **more), letters, lambda letter: sent.append(letter.to), SECONDS)
    return failed, sent


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize("how", ["slow", "endless"])
@pytest.mark.parametrize("line", ["hello", "ehlo"])
def test_signing_in_ends(server, line, how, security):
    setattr(server, how, line)
    began = time.monotonic()
    failed, _ = delivered(server, AN, HOA, smtp_security=security)
    assert (list(failed), time.monotonic() - began < SECONDS + 2) == ([AN, HOA], True)


def test_a_handshake_of_tls_that_comes_in_a_byte_at_a_time_ends():
    with socket.create_server(("127.0.0.1", 0)) as listening, closing(Over()) as over:
        threading.Thread(target=over.shake_hands, args=(listening,), daemon=True).start()
        config = made_up_config(
            alerts={
                "smtp": f"127.0.0.1:{listening.getsockname()[1]}",
                "smtp_security": "tls",
                "mail_from": HOA,
            }
        )
        began = time.monotonic()
        failed = deliver(config, [Letter("TV01", AN, "x", "x")], lambda _: None, SECONDS)
        assert time.monotonic() - began < SECONDS + 2
        assert "TimeoutError" in str(failed["TV01"])


class Over(threading.Event):
    """Whether a test is over."""

    close = threading.Event.set

    def shake_hands(self, listening):
        line, _ = listening.accept()
        with line, suppress(OSError), line.makefile("wb") as out:
            drip(out, b"\x16\x03\x03\x40\x00" + bytes(16384), self)


@pytest.mark.parametrize("how", ["slow", "endless"])
@pytest.mark.parametrize("line", ["MAIL FROM", "RCPT", "DATA", "taken"])
def test_a_mail_ends_and_the_next_one_is_sent(server, line, how):
    setattr(server, how, line)
    server.at_most = 1
    began = time.monotonic()
    failed, sent = delivered(server, AN, HOA)
    assert (list(failed), sent, time.monotonic() - began < SECONDS + 2) == ([AN], [HOA], True)


def test_a_slow_farewell_is_no_failure(server):
    server.slow = "quit"
    assert delivered(server, AN) == ({}, [AN])


def test_a_server_that_is_late_again_and_again_is_given_up(server):
    server.slow = "MAIL FROM"
    failed, sent = delivered(server, *(f"{number}@truong.example" for number in range(9)))
    assert (len(failed), sent, server.connections) == (9, [], MOST_LATE)


@pytest.mark.parametrize("answer", [Answer(drip="headers"), Answer(body="x" * 4000, drip="body")])
def test_a_ping_ends(answer, caplog):
    with closing(ScriptedServer()) as switch:
        switch.always = answer
        began = time.monotonic()
        alerts.ping(made_up_config(alerts={"ping": f"{switch.endpoint}/secret"}), SECONDS)
        assert time.monotonic() - began < SECONDS + 2
    assert "secret" not in caplog.text
    assert "ReadTimeout" in caplog.text


def test_a_ping_with_an_endless_answer_ends(caplog):
    with closing(ScriptedServer()) as switch:
        switch.always = Answer(body=b"x" * (alerts.MOST_BYTES + 1))
        alerts.ping(made_up_config(alerts={"ping": switch.endpoint}))
    assert "AnswerTooLong" in caplog.text


# --- after the lock ------------------------------------------------------------------------------------------------


def test_the_ping_comes_when_the_lock_is_free_again(tmp_path, server):
    with closing(Asking(tmp_path)) as switch:
        shell = school(tmp_path, server, f'ping = "{switch.endpoint}"\n')
        assert shell.run("sync", *TODAY).returncode == 0
        assert switch.free == [True]


class Asking(ScriptedServer):
    """Looks at each ping whether the lock is free."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.free = folder, []

    def answer(self, asked):
        self.free.append(is_free(self.folder / "nhat-ky.sqlite.lock"))
        return super().answer(asked)


def is_free(lock):
    try:
        with one_at_a_time(lock, "test", patience=0):
            return True
    except UnavailableError:
        return False


class AskingMailServer(MailServer):
    """Looks at each mail whether a lock is free."""

    def __init__(self, folder, lock="nhat-ky.sqlite.lock"):
        super().__init__()
        self.lock, self.free = folder / lock, []

    def hear(self, line):
        if line.upper().startswith("MAIL"):
            self.free.append(is_free(self.lock))


@pytest.mark.parametrize(
    "words", [("sync",), ("close", "10"), ("reopen", "10", "--reason", "x"), ("report",)]
)
def test_the_mail_to_the_administrator_comes_when_the_lock_is_free_again(tmp_path, words):
    with AskingMailServer(tmp_path) as server:
        shell = school(tmp_path, server, f'mail_to = ["{HOA}"]\n')
        (tmp_path / "so-thi-dua.xlsx").write_bytes(b"no workbook")
        assert shell.run(*words, *TODAY).returncode == 4
        assert server.free == [True]


def test_reminders_keep_no_other_run_waiting(tmp_path):
    with AskingMailServer(tmp_path) as server:
        shell = school(tmp_path, server, TV01=AN, TV02=HOA)
        assert remind(shell) == (0, ["TV01", "TV02"], [], [])
        assert server.free == [True, True]


def test_but_two_runs_do_not_send_reminders_at_once(tmp_path):
    with AskingMailServer(tmp_path, "nhat-ky.sqlite.mail.lock") as server:
        remind(school(tmp_path, server, TV01=AN))
        assert server.free == [False]
