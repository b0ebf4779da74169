"""A person's sign-in in the browser: the whole way, and every way in which it can end badly."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from sheets_sync.errors import ConfigError, RefusedError, SheetsSyncError, UnavailableError
from sheets_sync.google import login
from sheets_sync.google.drive import Drive
from sheets_sync.google.session import Session
from sheets_sync.google.signin import PERSON_SCOPES
from sheets_sync.google.signin import sign_in as signed_in
from sheets_sync.settings.config import GoogleSettings
from sheets_sync.settings.config_file import load_config
from tests.scripted_server import Answer, ScriptedServer

PERSON = "thu-ky@truong.example"
KEPT = {"type", "account", "token_uri", "client_id", "client_secret", "refresh_token", "scopes"}
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def browser(address: str) -> None:
    """A person who opens the address and agrees."""
    with suppress(requests.ConnectionError):
        requests.get(address, timeout=10)


def answering(**answer: str) -> Callable[[str], None]:
    """A browser that comes back with something else than Google would send."""

    def go(address: str) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        given = {"state": asked["state"], **answer}
        browser(f"{asked['redirect_uri']}?{urlencode(given)}")

    return go


class InBackground:
    """A person at the browser while the program waits for them; `finished` when the last page is read."""

    def __init__(self, go: Callable[[str], None]) -> None:
        self._go = go
        self._threads: list[threading.Thread] = []

    def __call__(self, address: str) -> None:
        self._threads.append(threading.Thread(target=self._go, args=(address,), daemon=True))
        self._threads[-1].start()

    def finished(self) -> None:
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()


def sign_in(google, go: Callable[[str], None] = browser, **more: Any) -> dict[str, Any]:
    config = GoogleSettings(endpoint=google.endpoint)
    client = login.read_client(google.client_file, config)
    person = InBackground(go)
    try:
        return login.sign_in(client, config, person, **{"seconds": 10, **more})
    finally:
        person.finished()


def failure(google, go: Callable[[str], None] = browser, **more: Any) -> SheetsSyncError:
    with pytest.raises(SheetsSyncError) as failed:
        sign_in(google, go, **more)
    return failed.value


# --- it works -------------------------------------------------------------------------------------------------


def test_who_signed_in_is_known(google):
    found = sign_in(google)

    assert set(found) == KEPT
    assert found["account"] == PERSON
    assert found["scopes"] == list(PERSON_SCOPES)


def test_where_the_sign_in_was_obtained_is_known(google, tmp_path):
    login.keep(tmp_path / "kept.json", sign_in(google))

    for elsewhere in (None, "http://127.0.0.1:9"):
        with pytest.raises(ConfigError, match="không gửi tới"):
            signed_in(GoogleSettings(credentials="kept.json", endpoint=elsewhere), tmp_path)


def test_the_sign_in_works_afterwards(google, tmp_path):
    login.keep(tmp_path / "kept.json", sign_in(google))
    config = GoogleSettings(credentials="kept.json", endpoint=google.endpoint)

    session = Session(signed_in(config, tmp_path), google.endpoint)

    assert Drive(session).about("user")["user"]["emailAddress"] == PERSON
    assert session.account == PERSON


def test_the_consent_page_gets_a_challenge_and_offline_access(google):
    seen: list[str] = []
    sign_in(google, lambda address: (seen.append(address), browser(address)))

    asked = parse_qs(urlsplit(seen[0]).query)
    assert seen[0].startswith(f"{google.endpoint}/o/oauth2/auth?")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["access_type"] == ["offline"]
    assert asked["prompt"] == ["consent"]
    assert set(asked["scope"][0].split()) == set(PERSON_SCOPES)
    assert asked["redirect_uri"][0].startswith("http://127.0.0.1:")


def test_without_an_endpoint_the_addresses_are_googles(google):
    client = json.loads(google.client_file.read_text())

    assert login.read_client(google.client_file, GoogleSettings()) == client


def test_a_port_can_be_chosen(google):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seen: list[str] = []

    sign_in(google, lambda address: (seen.append(address), browser(address)), port=port)

    assert f"127.0.0.1%3A{port}" in seen[0]


def test_the_page_at_the_end_thanks(google):
    said: list[str] = []

    def go(address: str) -> None:
        said.append(requests.get(address, timeout=10).content.decode())

    sign_in(google, go, thanks="Đã đăng nhập.")

    assert said == ["Đã đăng nhập."]


def test_plain_http_is_allowed_for_this_endpoint_and_only_meanwhile(google, monkeypatch):
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT", raising=False)
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "mine")
    meanwhile: list[str | None] = []

    def go(address: str) -> None:
        meanwhile.append(os.environ.get("OAUTHLIB_INSECURE_TRANSPORT"))
        browser(address)

    sign_in(google, go)

    assert meanwhile == ["1"]
    assert "OAUTHLIB_INSECURE_TRANSPORT" not in os.environ
    assert os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] == "mine"


def test_plain_http_to_another_machine_is_refused(google):
    elsewhere = GoogleSettings(endpoint="http://school.example:8080")
    client = login.read_client(google.client_file, elsewhere)

    with pytest.raises(UnavailableError) as failed:
        login.sign_in(client, elsewhere, InBackground(answering(code="4/abc")), seconds=10)

    assert "insecure_transport" in str(failed.value)


# --- it ends badly --------------------------------------------------------------------------------------------


def test_the_person_says_no(google):
    error = failure(google, answering(error="access_denied"))

    assert "Chưa được đồng ý" in str(error)
    assert error.exit_code == 4


def test_the_person_leaves_a_box_unticked(google):
    def go(address: str) -> None:
        browser(address.replace("+https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive.file", ""))

    assert "mọi ô" in str(failure(google, go))


def test_nobody_opens_the_page(google):
    error = failure(google, lambda address: None, seconds=1)

    assert "1 giây" in str(error)
    assert error.exit_code == 4


def test_somebody_elses_answer_is_not_taken(google):
    assert "mismatching_state" in str(failure(google, answering(code="4/abc", state="forged")))


def test_a_wrong_code(google):
    error = failure(google, answering(code="4/very-secret-code"))

    assert "invalid_grant" in str(error)
    assert "very-secret" not in str(error)


@pytest.fixture
def scripted():
    server = ScriptedServer()
    yield server
    server.close()


def refused_by(scripted, google, **more: Any) -> SheetsSyncError:
    """How the sign-in ends where the token endpoint answers as the script says."""
    config = GoogleSettings(endpoint=scripted.endpoint)
    client = login.read_client(google.client_file, config)
    with pytest.raises(UnavailableError) as failed:
        login.sign_in(client, config, InBackground(answering(code="4/abc")), seconds=10, **more)
    return failed.value


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_token_endpoint_that_drips_is_given_up(scripted, google, part):
    scripted.token = Answer(body=" " * 4000, drip=part)
    began = time.monotonic()

    error = refused_by(scripted, google, token_seconds=0.4)

    assert "không trả lời kịp" in str(error)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("status", [302, 307, 308])
def test_neither_code_nor_secret_follows_a_redirect(scripted, google, status):
    scripted.token = Answer(status, "", {"Location": f"{scripted.endpoint}/elsewhere"})

    refused_by(scripted, google)

    assert len(scripted.tokens_asked) == 1
    assert scripted.asked == []


def test_the_browser_comes_back_with_nothing(google):
    assert "missing_code" in str(failure(google, answering()))


def test_the_client_was_deleted(google, tmp_path):
    config = GoogleSettings(endpoint=google.endpoint)
    client = login.read_client(google.client_file, config)
    client["installed"]["client_secret"] = "another"

    with pytest.raises(UnavailableError) as failed:
        login.sign_in(client, config, InBackground(browser), seconds=10)

    assert "invalid_client" in str(failed.value)


def test_the_token_endpoint_is_down(google):
    from tests.google_emulator.faults import Fault

    google.faults.add(Fault("token-down", times=9))

    assert failure(google).exit_code == 4


def test_a_taken_port(google):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert "--port" in str(failure(google, port=port))


# --- the client's file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", ["", "nothing", "[]", "{}", '{"installed": {}}', '{"installed": 7}', '{"web": {"client_id": "1"}}',
                '{"type": "service_account"}'],
)  # fmt: skip
def test_a_file_that_is_no_desktop_client(tmp_path, content):
    (tmp_path / "client.json").write_text(content)

    with pytest.raises(ConfigError, match="Desktop app"):
        login.read_client(tmp_path / "client.json", GoogleSettings())


def test_no_client_file(tmp_path):
    with pytest.raises(ConfigError, match="--client"):
        login.read_client(tmp_path / "client.json", GoogleSettings())


def test_a_folder_for_a_client_file(tmp_path):
    with pytest.raises(ConfigError, match="Không đọc được"):
        login.read_client(tmp_path, GoogleSettings())


# --- where it is kept -----------------------------------------------------------------------------------------


@posix_only
def test_nobody_else_can_read_what_is_kept_not_for_an_instant(tmp_path, monkeypatch):
    path = tmp_path / "kept.json"
    modes: set[int] = set()
    fsync = os.fsync

    def look(handle: int) -> None:
        modes.update(stat.S_IMODE(found.stat().st_mode) for found in tmp_path.iterdir())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", look)
    before = os.umask(0)
    try:
        login.keep(path, {"type": "authorized_user"})
    finally:
        os.umask(before)

    assert modes == {0o600}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_an_older_sign_in_that_others_could_read_is_replaced_by_one_they_cannot(tmp_path):
    path = tmp_path / "kept.json"
    path.write_text('{"type": "authorized_user"}')
    path.chmod(0o644)

    login.keep(path, {"type": "authorized_user", "account": PERSON})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kept.json").symlink_to(tmp_path / "elsewhere" / "real.json")

    login.keep(tmp_path / "kept.json", {"type": "authorized_user"})

    assert (tmp_path / "kept.json").is_symlink()
    assert (tmp_path / "elsewhere" / "real.json").exists()


def test_a_place_that_cannot_be_written_to(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(UnavailableError, match="Không ghi được"):
        login.keep(tmp_path / "file" / "kept.json", {})


def school(folder: Path, google, more: str = "") -> Path:
    path = folder / "config.toml"
    text = (
        '# của trường\n[school]\nname = "Ái Mộ"\nyear = "2023-2024"\n[store]\nkind = "google"\ninput = "1abcdefghij"\n'
        f'[google]\nclient = "{google.client_file}"\nendpoint = "{google.endpoint}"\n{more}'
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", ['{"type": "service_account"}', "nothing", "[]", '{"installed": {}}'])
def test_whatever_else_stands_there_is_never_written_over(tmp_path, google, content):
    config = load_config(school(tmp_path, google, 'credentials = "key.json"\n'))
    (tmp_path / "key.json").write_text(content)

    with pytest.raises(RefusedError, match="dang-nhap-google"):
        login.kept_at(config)


def test_it_goes_where_the_config_says_else_beside_it(tmp_path, google):
    named = load_config(school(tmp_path, google, 'credentials = "toi.json"\n'))
    unnamed = load_config(school(tmp_path, google))

    assert login.kept_at(named) == tmp_path / "toi.json"
    assert login.kept_at(unnamed) == tmp_path / "dang-nhap-google.json"


# --- the command ----------------------------------------------------------------------------------------------

BROWSER = "import sys, requests; requests.get(sys.argv[1], timeout=20)"


def run(folder: Path, *words: str, browser: str | None = BROWSER) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BROWSER": "nothing-of-the-kind %s"}
    if browser:
        script = folder / "browser.py"
        script.write_text(browser)
        environment["BROWSER"] = f"{sys.executable} {script} %s"
    return subprocess.run(
        [sys.executable, "-m", "sheets_sync", "--config", str(folder / "config.toml"), *words],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )


def test_the_command_signs_in_and_points_the_config_at_it(tmp_path, google):
    path = school(tmp_path, google)

    ran = run(tmp_path, "login", "--json")

    assert (ran.returncode, json.loads(ran.stdout)) == (
        0,
        {"account": PERSON, "path": str(tmp_path / "dang-nhap-google.json"), "config_changed": True},
    )
    written = path.read_text(encoding="utf-8")
    assert tomllib.loads(written)["google"]["credentials"] == "dang-nhap-google.json"
    assert written.startswith("# của trường")
    assert signed_in(load_config(path).google, tmp_path).account == PERSON


def test_a_second_sign_in_replaces_the_first(tmp_path, google):
    school(tmp_path, google, 'credentials = "toi.json"\n')
    login.keep(tmp_path / "toi.json", {"type": "authorized_user", "account": "cu@truong.example"})

    ran = run(tmp_path, "login")

    assert ran.returncode == 0
    assert json.loads((tmp_path / "toi.json").read_text())["account"] == PERSON


def test_a_key_at_that_place_stays_and_nobody_is_asked(tmp_path, google):
    school(tmp_path, google, f'credentials = "{google.key_file}"\n')
    before = google.key_file.read_bytes()

    ran = run(tmp_path, "login")

    assert ran.returncode == 5
    assert google.key_file.read_bytes() == before
    assert google.calls == []


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--no-browser",), ()], ids=["told not to", "has none"])
def test_a_machine_without_a_browser_prints_the_address_and_how_to_get_there(tmp_path, google, words):
    school(tmp_path, google)

    ran = run(tmp_path, "login", "--timeout", "1", *words, browser=None)

    assert ran.returncode == 4
    assert f"\n{google.endpoint}/o/oauth2/auth?" in ran.stderr
    assert "ssh -L" in ran.stderr


@posix_only
def test_ctrl_c_ends_the_waiting_and_keeps_nothing(tmp_path, google):
    school(tmp_path, google)
    command = [
        sys.executable,
        "-m",
        "sheets_sync",
        "--config",
        str(tmp_path / "config.toml"),
        "login",
        "--no-browser",
    ]

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore it
    try:
        waiting = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    finally:
        signal.signal(signal.SIGINT, before)
    with waiting:
        assert waiting.stderr
        while "ssh -L" not in waiting.stderr.readline():
            pass
        waiting.send_signal(signal.SIGINT)
        assert waiting.wait(timeout=20) == 130

    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_without_a_client_it_says_how_to_get_one(tmp_path, google):
    path = school(tmp_path, google)
    path.write_text(path.read_text(encoding="utf-8").replace("client =", "#client ="), encoding="utf-8")

    ran = run(tmp_path, "login")

    assert ran.returncode == 2
    assert "--client" in ran.stderr


def test_a_client_can_be_named_on_the_command_line(tmp_path, google):
    path = school(tmp_path, google)
    path.write_text(path.read_text(encoding="utf-8").replace("client =", "#client ="), encoding="utf-8")

    assert run(tmp_path, "login", "--client", str(google.client_file)).returncode == 0
