"""Who the program is to Google: every kind of sign-in, and every file that is none."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sheets_sync.errors import ConfigError
from sheets_sync.google.session import Session
from sheets_sync.google.signin import PERSON_SCOPES, SERVICE_SCOPES, sign_in, token_address
from sheets_sync.settings.config import GoogleSettings
from tests.scripted_server import TOKEN, ScriptedServer

ROBOT = "may-chu@thi-dua.iam.gserviceaccount.com"
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture(scope="module")
def private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


@pytest.fixture
def service_key(private_key) -> dict[str, str]:
    return {
        "type": "service_account",
        "client_email": ROBOT,
        "private_key": private_key,
        "private_key_id": "1",
        "token_uri": "https://oauth2.googleapis.com/token",
    }


@pytest.fixture
def person_key() -> dict[str, str]:
    return {
        "type": "authorized_user",
        "client_id": "1.apps",
        "client_secret": "s3cret",
        "refresh_token": "1//refresh",
        "account": "thu-ky@truong.example",
    }


def put(path: Path, content: object, mode: int = 0o600) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    path.chmod(mode)
    return path


def refusal(google: GoogleSettings, folder: Path) -> str:
    with pytest.raises(ConfigError) as refused:
        sign_in(google, folder)
    return str(refused.value)


KEY = GoogleSettings(credentials="key.json")

# --- the kinds ------------------------------------------------------------------------------------------------


def test_a_service_account(tmp_path, service_key):
    put(tmp_path / "key.json", service_key)

    found = sign_in(KEY, tmp_path)

    assert (found.kind, found.account, found.owns_storage) == ("service", ROBOT, False)
    assert tuple(found.credentials.scopes) == SERVICE_SCOPES


def test_a_service_account_that_acts_for_somebody(tmp_path, service_key):
    put(tmp_path / "key.json", service_key)

    found = sign_in(GoogleSettings("key.json", subject="ban@truong.example"), tmp_path)

    assert (found.kind, found.account, found.owns_storage) == ("delegated", "ban@truong.example", True)
    assert found.credentials._subject == "ban@truong.example"


def test_a_person(tmp_path, person_key):
    put(tmp_path / "key.json", person_key)

    found = sign_in(KEY, tmp_path)

    assert (found.kind, found.account) == ("person", "thu-ky@truong.example")
    assert tuple(found.credentials.scopes) == PERSON_SCOPES


def test_a_person_whose_address_is_not_known(tmp_path, person_key):
    del person_key["account"]
    put(tmp_path / "key.json", person_key)

    assert sign_in(KEY, tmp_path).account is None


def test_no_call_to_iamcredentials(tmp_path, service_key):
    put(tmp_path / "key.json", service_key)
    delegated = GoogleSettings("key.json", subject="ban@truong.example")

    for google in (KEY, delegated):
        found = sign_in(google, tmp_path).credentials
        assert not found._is_regional_access_boundary_lookup_required()


def test_a_key_saved_by_notepad(tmp_path, service_key):
    put(tmp_path / "key.json", "\ufeff" + json.dumps(service_key))

    assert sign_in(KEY, tmp_path).kind == "service"


# --- another address in Google's place ------------------------------------------------------------------------


@pytest.fixture
def server():
    found = ScriptedServer()
    yield found
    found.close()


def assertion(server) -> dict[str, object]:
    """What the service account signed for the server."""
    [asked] = server.tokens_asked
    [signed] = parse_qs(asked.body.decode())["assertion"]
    claims = signed.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))


@pytest.mark.parametrize("subject", [None, "ban@truong.example"])
@pytest.mark.parametrize("universe", ["googleapis.com", "evil.example"])
def test_a_service_account_signs_for_the_endpoint_alone(tmp_path, service_key, server, subject, universe):
    put(tmp_path / "key.json", service_key | {"universe_domain": universe})
    google = GoogleSettings("key.json", subject=subject, endpoint=server.endpoint)

    Session(sign_in(google, tmp_path), google.endpoint).spreadsheet("1abc", "spreadsheetId")

    assert assertion(server)["aud"] == f"{server.endpoint}/token"
    assert server.asked[0].headers["Authorization"] == f"Bearer {TOKEN.body['access_token']}"


def test_a_service_account_of_the_environment_signs_for_the_endpoint_alone(
    tmp_path, service_key, server, monkeypatch
):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(put(tmp_path / "adc.json", service_key)))
    google = GoogleSettings(endpoint=server.endpoint)

    Session(sign_in(google, tmp_path), google.endpoint).spreadsheet("1abc", "spreadsheetId")

    assert assertion(server)["aud"] == f"{server.endpoint}/token"


def test_without_an_endpoint_a_service_account_signs_for_google(tmp_path, service_key):
    put(tmp_path / "key.json", service_key | {"token_uri": "https://accounts.google.com/o/oauth2/token"})

    found = sign_in(KEY, tmp_path).credentials

    assert found._token_uri == found._additional_claims["aud"] == "https://oauth2.googleapis.com/token"


def test_a_sign_in_is_used_where_it_was_obtained(tmp_path, person_key):
    put(tmp_path / "key.json", person_key | {"token_uri": "http://127.0.0.1:8080/token"})

    found = sign_in(GoogleSettings("key.json", endpoint="http://127.0.0.1:8080"), tmp_path)

    assert found.credentials._token_uri == token_address("http://127.0.0.1:8080")


@pytest.mark.parametrize(
    ("obtained", "endpoint"),
    [
        (None, "http://127.0.0.1:8080"),
        ("https://oauth2.googleapis.com/token", "https://proxy.example"),
        ("http://127.0.0.1:8080/token", "http://127.0.0.1:8081"),
        ("http://127.0.0.1:8080/token", None),
        ("https://oauth2.googleapis.com.evil.example/token", None),
        ("http://oauth2.googleapis.com/token", None),
        ("https://oauth2.googleapis.com@evil.example/token", None),
        ("http://[", None),
    ],
)
def test_a_sign_in_goes_nowhere_else(tmp_path, person_key, obtained, endpoint):
    put(tmp_path / "key.json", person_key | ({"token_uri": obtained} if obtained else {}))

    said = refusal(GoogleSettings("key.json", endpoint=endpoint), tmp_path)

    assert "không gửi tới" in said
    assert person_key["refresh_token"] not in said


def test_a_key_of_another_place_does_not_go_to_google(tmp_path, service_key):
    put(tmp_path / "key.json", service_key | {"token_uri": "http://127.0.0.1:8080/token"})

    assert "http://127.0.0.1:8080" in refusal(KEY, tmp_path)


def test_a_sign_in_of_the_machine_does_not_go_to_an_endpoint(tmp_path, person_key, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    put(tmp_path / "application_default_credentials.json", person_key)

    assert sign_in(GoogleSettings(), tmp_path).kind == "default"
    assert "không gửi tới" in refusal(GoogleSettings(endpoint="http://127.0.0.1:8080"), tmp_path)


# --- default credentials --------------------------------------------------------------------------------------


def test_a_service_account_of_the_environment(tmp_path, service_key, monkeypatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(put(tmp_path / "adc.json", service_key)))

    found = sign_in(GoogleSettings(), tmp_path)

    assert (found.kind, found.account) == ("service", ROBOT)
    assert not found.credentials._is_regional_access_boundary_lookup_required()


def test_a_person_of_the_environment(tmp_path, person_key, monkeypatch):
    kept = person_key | {"token_uri": "http://127.0.0.1:8080/token"}
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(put(tmp_path / "adc.json", kept)))

    found = sign_in(GoogleSettings(endpoint="http://127.0.0.1:8080"), tmp_path)

    assert (found.kind, found.account) == ("default", "thu-ky@truong.example")
    assert found.credentials._token_uri == "http://127.0.0.1:8080/token"


def test_a_service_account_of_the_environment_that_acts_for_somebody(tmp_path, service_key, monkeypatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(put(tmp_path / "adc.json", service_key)))

    assert sign_in(GoogleSettings(subject="ban@truong.example"), tmp_path).kind == "delegated"


@pytest.mark.parametrize("content", ["nothing", '{"type": "of no kind"}', "{}", '["a"]'])
def test_an_environment_that_names_a_broken_file(tmp_path, monkeypatch, content):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(put(tmp_path / "adc.json", content)))

    assert "credentials" in refusal(GoogleSettings(endpoint="http://127.0.0.1:8080"), tmp_path)


def test_an_environment_that_names_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "gone.json"))

    assert "credentials" in refusal(GoogleSettings(endpoint="http://127.0.0.1:8080"), tmp_path)


def test_no_sign_in_at_all(tmp_path, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))

    assert "sheets-sync login" in refusal(GoogleSettings(endpoint="http://127.0.0.1:8080"), tmp_path)


# --- files that are none --------------------------------------------------------------------------------------


def test_no_file(tmp_path):
    assert "Không thấy tệp khoá" in refusal(KEY, tmp_path)


def test_a_folder(tmp_path):
    (tmp_path / "key.json").mkdir(mode=0o700)

    assert "Không đọc được tệp khoá" in refusal(KEY, tmp_path)


@posix_only
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(tmp_path, service_key, mode):
    path = put(tmp_path / "key.json", service_key, mode)

    assert f"chmod 600 {path}" in refusal(KEY, tmp_path)


@posix_only
def test_a_key_that_only_we_can_read_may_be_read_only(tmp_path, service_key):
    put(tmp_path / "key.json", service_key, 0o400)

    assert sign_in(KEY, tmp_path).kind == "service"


@posix_only
def test_a_path_with_a_space_is_quoted_in_the_remedy(tmp_path, service_key):
    path = put(tmp_path / "khoa cua truong.json", service_key, 0o644)

    assert f"chmod 600 '{path}'" in refusal(GoogleSettings("khoa cua truong.json"), tmp_path)


@pytest.mark.parametrize("content", ["", "nothing", "[]", "null", '"text"', "{}", '{"type": "external"}'])
def test_a_file_of_another_kind(tmp_path, content):
    put(tmp_path / "key.json", content)

    assert "không dùng được" in refusal(KEY, tmp_path)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<!DOCTYPE html><title>Sign in</title>", "là một trang web"),
        ('{"type": "service_account", "private_', "dở dang"),
        ("khoá của trường", "không phải JSON"),
    ],
)
def test_what_was_saved_in_the_place_of_a_key_is_told(tmp_path, content, what):
    (tmp_path / "key.json").write_text(content, encoding="utf-8")
    (tmp_path / "key.json").chmod(0o600)
    told = refusal(GoogleSettings("key.json"), tmp_path)
    assert what in told and "private_" not in told


def test_a_key_that_is_missing_can_be_downloaded(tmp_path):
    assert "console.cloud.google.com" in refusal(GoogleSettings("key.json"), tmp_path)


def test_a_binary_file(tmp_path):
    (tmp_path / "key.json").write_bytes(b"\x30\x82\xff\xfe")
    (tmp_path / "key.json").chmod(0o600)

    assert "không dùng được" in refusal(KEY, tmp_path)


@pytest.mark.parametrize("kind", ["installed", "web"])
def test_the_oauth_client_instead_of_a_sign_in(tmp_path, kind):
    put(tmp_path / "key.json", {kind: {"client_id": "1.apps", "client_secret": "s3cret"}})

    said = refusal(KEY, tmp_path)

    assert "[google] client" in said
    assert "sheets-sync login" in said
    assert "s3cret" not in said


@pytest.mark.parametrize("missing", ["client_email", "private_key", "token_uri"])
def test_a_key_that_lacks_something(tmp_path, service_key, missing):
    del service_key[missing]
    put(tmp_path / "key.json", service_key)

    said = refusal(KEY, tmp_path)

    assert "không dùng được" in said
    assert "PRIVATE" not in said


def test_a_key_that_lacks_its_token_address_works_with_an_endpoint(tmp_path, service_key):
    del service_key["token_uri"]
    put(tmp_path / "key.json", service_key)

    assert sign_in(GoogleSettings("key.json", endpoint="http://127.0.0.1:8080"), tmp_path).kind == "service"


@pytest.mark.parametrize("cut", [lambda pem: pem[:300], lambda pem: "MIIE", lambda pem: 7, lambda pem: None])
def test_a_damaged_private_key_is_never_shown(tmp_path, service_key, private_key, cut):
    service_key["private_key"] = cut(private_key)
    put(tmp_path / "key.json", service_key)

    said = refusal(KEY, tmp_path)

    assert "không dùng được" in said
    assert not any(line in said for line in private_key.splitlines())


@pytest.mark.parametrize("missing", ["client_id", "client_secret", "refresh_token"])
def test_a_stored_sign_in_that_lacks_something(tmp_path, person_key, missing):
    del person_key[missing]
    put(tmp_path / "key.json", person_key)

    said = refusal(KEY, tmp_path)

    assert "không dùng được" in said
    assert "1//refresh" not in said


# --- the command line -----------------------------------------------------------------------------------------


@posix_only
def test_a_key_that_others_can_read_ends_with_exit_code_2(tmp_path, service_key):
    put(tmp_path / "key.json", service_key, 0o644)
    put(
        tmp_path / "config.toml",
        '[school]\nname = "Ái Mộ"\nyear = "2023-2024"\n[store]\nkind = "google"\ninput = "1abc"\n'
        '[google]\ncredentials = "key.json"\n',
    )

    ran = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "--config", str(tmp_path / "config.toml"), "check"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )

    assert ran.returncode == 2
    assert "chmod 600" in ran.stderr
