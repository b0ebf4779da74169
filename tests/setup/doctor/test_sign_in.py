"""How the program signs in to Google: its key, its clock and network, its token, and what Google lets it do."""

from __future__ import annotations

import time

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.google.signin import PERSON_SCOPES
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import PERSON, SERVICE
from tests.google_emulator.wire import ApiError
from tests.setup.doctor.clinic_google import TABS

# --- where calls go -------------------------------------------------------------------------------------------


def first_lines(clinic) -> str:
    ran = CliRunner().invoke(cli, ["doctor", "--config", str(clinic.folder / "config.toml")])
    return "\n".join(ran.output.splitlines()[:4])


def test_calls_that_go_elsewhere_are_said_first(clinic, google):
    clinic.has(google.new_spreadsheet())

    assert f"✓ Mọi lệnh gọi Google và mọi lần đăng nhập đi tới {google.endpoint}" in first_lines(clinic)


def test_calls_that_leave_this_machine_for_another_host_are_doubtful(clinic, google):
    clinic.has(google.new_spreadsheet(), endpoint="https://127.0.0.1.example", credentials="none.json")

    visit = clinic.visit()

    assert visit.level("endpoint") == "warning"
    assert "https://127.0.0.1.example, không tới Google" in visit.text("endpoint")
    assert "! Mọi lệnh gọi Google" in first_lines(clinic)


def test_calls_that_go_to_google_are_no_news(clinic, google):
    clinic.has(google.new_spreadsheet(), endpoint="", credentials="none.json")

    assert clinic.visit().of("endpoint") == []


# --- the key --------------------------------------------------------------------------------------------------


def test_no_key_file(clinic, google):
    clinic.has(google.new_spreadsheet(), credentials="key.json")

    visit = clinic.visit()

    assert "Không thấy tệp khoá" in visit.text("key")
    assert visit.exit_code == 2
    assert "khoá đăng nhập còn hỏng" in visit.text("spreadsheet")
    assert google.calls == []


def test_a_key_that_others_can_read(clinic, google):
    key = clinic.folder / "key.json"
    key.write_bytes(google.key_file.read_bytes())
    key.chmod(0o644)
    clinic.has(google.new_spreadsheet(), credentials="key.json")

    assert "chmod 600" in clinic.visit().text("key")


def test_the_oauth_client_instead_of_a_sign_in(clinic, google):
    clinic.has(google.new_spreadsheet(), credentials=str(google.client_file))

    visit = clinic.visit()

    assert "sheets-sync login" in visit.text("key")
    assert visit.exit_code == 2


def test_no_sign_in_of_any_kind(clinic, google, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("HOME", str(clinic.folder))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(clinic.folder))
    clinic.has(google.new_spreadsheet(), credentials="")

    assert "Chưa có cách đăng nhập" in clinic.visit().text("key")


# --- the clock and the network --------------------------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "said"), [(600, "nhanh 10 phút"), (-5400, "chậm 90 phút")])
def test_a_clock_that_is_off(clinic, google, ahead, said):
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit(now=lambda: time.time() + ahead)

    assert said in visit.text("clock")
    assert visit.level("token") == "warning"
    assert visit.exit_code == 4


def test_a_clock_that_is_a_little_off(clinic, google):
    clinic.has(google.new_spreadsheet())

    assert clinic.visit(now=lambda: time.time() + 200).level("clock") == "ok"


def test_a_persons_sign_in_does_not_mind_the_clock(clinic, google):
    kept = google.signed_in_file(PERSON, *PERSON_SCOPES)
    clinic.has(google.new_spreadsheet(tabs=TABS), credentials=str(kept))

    visit = clinic.visit(now=lambda: time.time() + 600)

    assert visit.level("clock") == "warning"
    assert visit.level("token") == "ok"


def test_no_network(clinic, google):
    clinic.has(google.new_spreadsheet(), endpoint="http://127.0.0.1:1")

    visit = clinic.visit()

    assert "Không nối được" in visit.text("clock")
    assert [each for each in visit.not_well if visit.level(each) == "error"] == ["clock"]
    assert visit.exit_code == 4


# --- the token ------------------------------------------------------------------------------------------------


def test_a_deleted_key(clinic, google):
    clinic.has(google.new_spreadsheet())
    google.tokens.delete_keys(SERVICE)

    visit = clinic.visit()

    assert "Thêm khoá" in visit.text("token")
    assert visit.level("spreadsheet") == "warning"
    assert visit.exit_code == 4


def test_a_delegation_that_was_never_given(clinic, google):
    clinic.has(google.new_spreadsheet(), subject=PERSON)

    assert "Uỷ quyền trên toàn miền" in clinic.visit().text("token")


def test_a_delegation_to_nobody(clinic, google):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=["ai-do@truong.example"])
    clinic.has(google.new_spreadsheet(), subject="ai-do@truong.example")

    assert "[google] subject" in clinic.visit().text("token")


def test_a_delegation_that_works(clinic, google):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.not_well == []
    assert PERSON in visit.text("account")


def test_a_persons_sign_in_that_was_revoked(clinic, google):
    kept = google.signed_in_file(PERSON, *PERSON_SCOPES)
    google.tokens.revoke(PERSON)
    clinic.has(google.new_spreadsheet(), credentials=str(kept))

    text = clinic.visit().text("token")

    assert "sheets-sync login" in text
    assert "7 ngày" in text


def test_a_persons_sign_in_with_too_few_scopes(clinic, google):
    kept = google.signed_in_file(PERSON, PERSON_SCOPES[0])
    clinic.has(google.new_spreadsheet(), credentials=str(kept))

    visit = clinic.visit()

    assert "thiếu quyền truy cập" in visit.text("token")
    assert visit.exit_code == 4


def test_a_token_endpoint_in_trouble(clinic, google, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # google-auth's waits
    google.faults.add(Fault("token-down", times=99))
    clinic.has(google.new_spreadsheet())

    assert "đang trục trặc" in clinic.visit().text("token")


# --- what Google lets us do -----------------------------------------------------------------------------------


def refusing(reason: str, message: str, place: str = "details"):
    def refuse(world, call):
        found = {"reason": reason, "@type": "type.googleapis.com/google.rpc.ErrorInfo"}
        more = {"details": [found]} if place == "details" else {"reason": reason}
        raise ApiError(403, message, **more)

    return refuse


OFF = "Google {} API has not been used in project 7 before or it is disabled. Enable it by visiting https://x.example"


def test_the_sheets_api_is_off(clinic, google):
    google.desk.handlers["sheets.spreadsheets.get"] = refusing("SERVICE_DISABLED", OFF.format("Sheets"))
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit()

    assert "Bật (Enable)" in visit.text("spreadsheet")
    assert "https://x.example" in visit.text("spreadsheet")


@pytest.mark.parametrize(("wanted", "level"), [(False, "warning"), (True, "error")])
def test_the_drive_api_is_off(clinic, google, wanted, level):
    about = refusing("accessNotConfigured", OFF.format("Drive"), "errors")
    google.desk.handlers |= {
        "drive.about.get": about,
        "drive.files.get": about,
        "drive.permissions.list": about,
    }
    folder = f'[reports]\ndrive = "{google.new_folder()}"\n' if wanted else ""
    clinic.has(google.new_spreadsheet(tabs=TABS), more=folder)

    visit = clinic.visit()

    assert visit.level("account") == level
    assert visit.level("spreadsheet") == "ok"
    assert visit.level("unseen") == "warning"


def test_a_token_with_scopes_that_do_not_do(clinic, google):
    google.desk.handlers["sheets.spreadsheets.get"] = refusing(
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had insufficient authentication scopes."
    )
    clinic.has(google.new_spreadsheet())

    assert "thiếu quyền truy cập" in clinic.visit().text("spreadsheet")


def test_google_is_busy_with_us(clinic, google):
    google.faults.add(Fault("429", matching="spreadsheets.get$", times=99))
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit()

    assert "giới hạn số lệnh" in visit.text("spreadsheet")
    assert visit.exit_code == 4


def test_the_real_quota_of_a_minute_is_told_too(clinic, google):
    clinic.has(*(google.new_spreadsheet(f"Tổ {number}", tabs=TABS) for number in range(62)))

    assert "giới hạn số lệnh" in clinic.visit().text("spreadsheets")
