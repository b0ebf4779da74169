"""The folder on Drive for the documents: whether they can be put there, whose they would be, and the room."""

from __future__ import annotations

import pytest

from tests.google_emulator.server import KEY_PERSON, PERSON, SERVICE
from tests.setup.doctor.clinic_google import TABS


def reports(clinic, google, drive: str, more: str = "", **account: str) -> None:
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{drive}"\n{more}', **account)


def test_a_folder_that_is_not_shared(clinic, google):
    reports(clinic, google, google.new_folder(share_with=()))

    visit = clinic.visit()

    assert visit.level("folder") == "error"
    assert "thư mục Drive còn hỏng" in visit.text("ownership")


def test_a_folder_that_is_none(clinic, google):
    reports(clinic, google, google.new_spreadsheet("Không phải"))

    assert "không phải là thư mục" in clinic.visit().text("folder")


def test_a_folder_in_the_bin(clinic, google):
    folder = google.new_folder()
    google.world.files[folder].trashed = True
    reports(clinic, google, folder)

    assert "thùng rác" in clinic.visit().text("folder")


def test_a_folder_that_may_only_be_read(clinic, google):
    folder = google.new_folder("Báo cáo", share_with=())
    google.share(folder, SERVICE, "reader")
    reports(clinic, google, folder)

    assert "không được thêm tệp vào thư mục “Báo cáo”" in clinic.visit().text("folder")


def test_a_service_account_outside_a_shared_drive(clinic, google):
    reports(clinic, google, google.new_folder())

    visit = clinic.visit()

    assert visit.not_well == ["ownership"]
    assert all(
        way in visit.text("ownership") for way in ("shared drive", "subject", "login", "[reports.files]")
    )
    assert visit.exit_code == 4


def test_files_made_beforehand_are_a_way_out(clinic, google):
    file = google.new_spreadsheet("Báo cáo tháng")
    reports(clinic, google, google.new_folder(), f'[reports.files]\nmonthly = "{file}"\n')

    visit = clinic.visit()

    assert visit.level("ownership") == "warning"
    assert visit.level("files") == "ok"
    assert visit.exit_code == 0


@pytest.mark.parametrize("role", [None, "reader"])
def test_a_file_made_beforehand_that_we_may_not_write(clinic, google, role):
    file = google.new_spreadsheet("Báo cáo tháng", share_with=())
    if role:
        google.share(file, SERVICE, role)
    reports(clinic, google, google.new_folder(), f'[reports.files]\nmonthly = "{file}"\n')

    assert clinic.visit().level("files") == "error"


def test_a_folder_of_a_person_who_acts_for_himself(clinic, google):
    reports(clinic, google, google.new_folder(owner=KEY_PERSON), credentials=str(google.person_key_file))

    assert clinic.visit().level("folder") == "ok"


def test_a_drive_that_is_full(clinic, google, monkeypatch):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    monkeypatch.setattr("tests.google_emulator.drive.about._ROOM", 0)
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.not_well == ["room"]
    assert "đã đầy" in visit.text("room")
    assert visit.exit_code == 4


def test_a_drive_that_is_nearly_full(clinic, google, monkeypatch):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    monkeypatch.setattr("tests.google_emulator.drive.about._ROOM", 20 * 1024 * 1024)
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.level("room") == "warning"
    assert "20 MB" in visit.text("room")
