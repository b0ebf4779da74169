"""Where documents go on Drive, and who owns them: folders, shared drives, a person's own; what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.commands.documents import FORMATS
from sheets_sync.errors import ConfigError
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.signin import PERSON_SCOPES
from tests.documents.publishers.drive_desk import (
    GOOGLE_DOC,
    SECRETARY,
    Desk,
    both_forms,
    files_on_drive,
    shared_desk,
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_service_account_publishes_into_a_shared_drive(google, shared, form) -> None:
    first = shared.publish("1", form)

    assert shared.publish("2", form) == first
    assert {file.drive_id for file in files_on_drive(google)} == {shared.config.reports.drive}


@both_forms
def test_in_a_shared_drive_a_lost_journal_makes_no_twin(google, shared, form) -> None:
    first = shared.publish("1", form)
    shared.forget()

    assert shared.publish("1", form) == first._replace(changed=False)


def test_a_folder_of_a_shared_drive_may_be_given_by_its_address(google, shared, tmp_path) -> None:
    address = f"https://drive.google.com/drive/folders/{shared.config.reports.drive}?usp=sharing"
    desk = Desk(google, address, tmp_path / "address.sqlite", google.key_file)

    assert shared.publish("1") == desk.publish("1")._replace(changed=True)


def test_a_twin_that_may_not_be_put_into_the_bin_is_named(google, tmp_path) -> None:
    desk = shared_desk(google, tmp_path, "writer")
    google.world.stale_list_until = google.world.clock.now()
    desk.publish("1")
    desk.forget()
    twin = desk.publish("1")
    google.world.stale_list_until = None
    desk.publish("2")

    assert twin.location in desk.messages


def test_by_delegation_the_documents_belong_to_whom_the_account_acts_for(google, folder, tmp_path) -> None:
    service = json.loads(google.key_file.read_text())["client_email"]
    google.new_account(service, kind="service", storage=False, acts_for=frozenset({SECRETARY}))
    desk = Desk(google, folder, tmp_path / "journal.sqlite", google.key_file)
    desk.config = desk.config._replace(google=desk.config.google._replace(subject=SECRETARY))
    first = desk.publish("1", GOOGLE_DOC)

    assert desk.publish("2", GOOGLE_DOC) == first
    assert {file.owner for file in files_on_drive(google)} == {SECRETARY}


@both_forms
def test_a_service_account_without_storage_is_shown_the_ways_out(google, folder, tmp_path, form) -> None:
    desk = Desk(google, folder, tmp_path / "journal.sqlite", google.key_file)

    with pytest.raises(GoogleError, match=r"shared drive.*subject.*login.*\[reports.files\]") as caught:
        desk.publish("1", form)
    assert (caught.value.kind, caught.value.exit_code) == ("storage", 4)
    assert files_on_drive(google) == []


def test_a_document_given_as_the_folder_is_refused(google, folder, desk, tmp_path) -> None:
    desk.publish("1")
    (file,) = files_on_drive(google)

    with pytest.raises(ConfigError, match="không phải là thư mục"):
        Desk(google, file.id, tmp_path / "wrong.sqlite", google.person_key_file).publish("1")


def test_a_folder_that_is_not_shared_is_reported(google, tmp_path) -> None:
    private = google.new_folder("Riêng", owner=SECRETARY, share_with=())

    with pytest.raises(GoogleError, match="Chia sẻ"):
        Desk(google, private, tmp_path / "private.sqlite", google.person_key_file).publish("1")


@pytest.fixture
def person(google: Any, folder: str, tmp_path: Path) -> Desk:
    """The secretary's own computer, where the program sees only the files that it has made itself."""
    path = google.signed_in_file(SECRETARY, *PERSON_SCOPES)
    return Desk(google, folder, tmp_path / "person.sqlite", path)


@pytest.mark.parametrize("form", FORMATS)
def test_a_person_publishes_into_the_own_drive(google, person, form) -> None:
    first = person.publish("1", form)

    assert "Drive của tôi" in person.messages
    assert {file.owner for file in files_on_drive(google)} == {SECRETARY}
    assert person.publish("2", form) == first


@both_forms
def test_a_person_s_lost_journal_makes_no_twin(person, form) -> None:
    first = person.publish("1", form)
    person.forget()

    assert person.publish("2", form) == first
