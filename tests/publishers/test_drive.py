"""Documents on Drive: each once, always under the same link, and never over what a person has written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import docx
import pytest

from sheets_sync.commands.documents import FORMATS
from sheets_sync.config import parse_config
from sheets_sync.documents import Document
from sheets_sync.errors import ConfigError, RefusedError
from sheets_sync.google import PATIENT, Session
from sheets_sync.google_drive import Media
from sheets_sync.google_errors import GoogleError
from sheets_sync.google_signin import PERSON_SCOPES, sign_in
from sheets_sync.journal import Journal
from sheets_sync.model import Month
from sheets_sync.publishers import Published
from sheets_sync.publishers.drive import TYPES, DrivePublisher
from sheets_sync.publishers.drive_marks import KEY, WRITTEN, Standing, key_of, metadata_of
from sheets_sync.word_file import seal
from tests.google_emulator.drive.state import DOCUMENT, DOCX, PDF, File, Revision
from tests.google_emulator.faults import Fault

OCTOBER, NOVEMBER = Month(2023, 10), Month(2023, 11)
SECRETARY = "thu-ky@truong.example"
WORD, GOOGLE_DOC = "docx", "gdoc"
CREATE = r"POST .*/upload/drive/v3/files"
ONE_TIME_FAULTS = (
    "429",
    "500",
    "502",
    "503",
    "401",
    "reset-before",
    "reset-during",
    "lost-reply",
    "token-down",
)
KINDS_MADE = {"docx": [DOCX], "gdoc": [DOCUMENT], "pdf": [DOCUMENT, PDF]}
LIST = r"GET .*/drive/v3/files$"
WRITES = ("POST", "PATCH", "PUT", "DELETE")


@cache
def word_file(text: str) -> bytes:
    """A Word file of one paragraph, sealed as a report is."""
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph(text)
    file.save(out)
    return seal(out.getvalue(), "monthly", str(OCTOBER))


def document(text: str, form: str = WORD, name: str = "Bao-cao-10-2023.docx") -> Document:
    return Document("monthly", OCTOBER, form, name, word_file(text))


class Desk:
    """A computer of the school's: its config, its sign-in, and its journal."""

    def __init__(self, google: Any, folder: str | None, journal: Path, key: Path, **files: str) -> None:
        self.google, self.journal = google, journal
        reports = {"files": files} | ({"drive": folder} if folder else {})
        school = {"name": "Trường THCS Thử", "year": "2023-2024"}
        credentials = {"credentials": str(key), "endpoint": google.endpoint}
        config = {"school": school, "google": credentials, "reports": reports}
        self.config = parse_config(config, journal.parent / "config.toml")
        self.told = ""

    def publish(self, text: str, form: str = WORD, again: bool = False, **other: Any) -> Published:
        """A run of its own that publishes one document; `again` overwrites what a person has edited."""
        return self.put(document(text, form, **other), again)

    def put(self, wanted: Document, again: bool = False) -> Published:
        with Journal(self.journal) as journal:
            session = Session(
                sign_in(self.config.google, self.config.folder),
                self.google.endpoint,
                PATIENT,
                sleep=self.google.world.clock.advance,
            )
            publisher = DrivePublisher(self.config, session, journal)
            published = publisher.publish(wanted, again)
        self.told = "\n".join(str(message) for message in publisher.told)
        return published

    def forget(self) -> None:
        """The computer loses its journal."""
        self.journal.unlink()


@pytest.fixture
def folder(google: Any) -> str:
    return new_folder(google)


def new_folder(google: Any) -> str:
    """A folder of the secretary's, shared with both accounts of the program."""
    person = json.loads(google.person_key_file.read_text())["client_email"]
    service = json.loads(google.key_file.read_text())["client_email"]
    made: str = google.new_folder("Báo cáo", owner=SECRETARY, share_with=(person, service))
    return made


@pytest.fixture
def desk(google: Any, folder: str, tmp_path: Path) -> Desk:
    """A computer whose account may own files."""
    return Desk(google, folder, tmp_path / "journal.sqlite", google.person_key_file)


@pytest.fixture
def other(google: Any, folder: str, tmp_path: Path) -> Desk:
    """Another computer with the same config."""
    return Desk(google, folder, tmp_path / "other.sqlite", google.person_key_file)


@pytest.fixture
def shared(google: Any, tmp_path: Path) -> Desk:
    """A computer with a service account that is a content manager of a shared drive."""
    return shared_desk(google, tmp_path, "fileOrganizer")


def shared_desk(google: Any, tmp_path: Path, role: str) -> Desk:
    service = json.loads(google.key_file.read_text())["client_email"]
    drive = google.new_drive("Thi đua", {service: role, SECRETARY: "organizer"})
    return Desk(google, drive, tmp_path / "shared.sqlite", google.key_file)


# --- what a person does in Drive ----------------------------------------------------------------------------------


class Hand:
    """The secretary at her computer."""

    def __init__(self, google: Any) -> None:
        self.world = google.world
        self.account = google.new_account(SECRETARY, name="Cô Hà")

    def edit(self, published: Published, text: str) -> None:
        file = file_of(self.world, published)
        self._touch(file)
        file.content = word_file(text)
        file.revisions.append(
            Revision("theirs", file.content, file.content_type, file.modified, SECRETARY, file.name)
        )

    def rename(self, published: Published, name: str) -> None:
        file = file_of(self.world, published)
        file.name = name
        self._touch(file)

    def move(self, published: Published, folder: str) -> None:
        file_of(self.world, published).parents = [folder]

    def trash(self, published: Published) -> None:
        file_of(self.world, published).trashed = True

    def copy(self, published: Published) -> File:
        """A copy as Drive makes it, with all marks."""
        file = deepcopy(file_of(self.world, published))
        self.world.clock.advance(600)
        file.id, file.name = self.world.new_id(), f"Bản sao của {file.name}"
        file.created = file.modified = self.world.clock.now()
        file.owner = file.modified_by = SECRETARY
        self.world.files[file.id] = file
        return file

    def _touch(self, file: File) -> None:
        self.world.clock.advance(600)
        self.world.touch(file.id, self.account)


@pytest.fixture
def hand(google: Any) -> Hand:
    return Hand(google)


def file_of(world: Any, published: Published) -> File:
    return next(file for file in world.files.values() if f"/d/{file.id}/" in published.location)


def standing(google: Any, kind: str = "") -> list[File]:
    """The documents that are not in the bin, oldest first."""
    files = [file for file in google.world.files.values() if file.mime in (kind or TYPES.values())]
    return sorted((file for file in files if not file.trashed), key=lambda file: (file.created, file.id))


def text_of(google: Any, published: Published) -> str:
    return docx.Document(io.BytesIO(file_of(google.world, published).content)).paragraphs[0].text


def calls(google: Any, act: Callable[[], object]) -> list[str]:
    """The calls to Drive that something makes."""
    before = len(google.calls)
    act()
    return [f"{call.method} {call.path}" for call in google.calls[before:] if "/drive/" in call.path]


def let_publish(google: Any, act: Callable[[], object]) -> None:
    """Do something with calls of its own from within a hook, during which the emulator keeps the world to itself."""
    google.world.lock.release()
    try:
        act()
    finally:
        google.world.lock.acquire()


both_forms = pytest.mark.parametrize("form", [WORD, GOOGLE_DOC])


# --- the ordinary life of a document ------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "kind"), [(WORD, DOCX), (GOOGLE_DOC, DOCUMENT)])
def test_a_new_document_stands_in_the_folder(google, folder, desk, form, kind) -> None:
    published = desk.publish("1", form)

    (file,) = standing(google)
    assert (file.mime, file.parents, file.name) == (kind, [folder], published.name)
    assert (published.kind, published.period, published.format) == ("monthly", "2023-10", form)
    assert published.changed and f"/d/{file.id}/" in published.location


def test_names_are_those_of_files_only_where_there_is_a_file(desk) -> None:
    assert desk.publish("1", WORD).name == "Bao-cao-10-2023.docx"
    assert desk.publish("1", GOOGLE_DOC).name == "Bao-cao-10-2023"
    assert desk.publish("1", "pdf").name == "Bao-cao-10-2023.pdf"


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_asks_once_and_writes_nothing(google, desk, form) -> None:
    first = desk.publish("1", form)
    asked = calls(google, lambda: desk.publish("1", form))

    assert len(asked) == 1 and not asked[0].startswith(WRITES)
    assert desk.publish("1", form) == first._replace(changed=False)


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_document_is_written_in_its_place(google, desk, form) -> None:
    first = desk.publish("1", form)
    second = desk.publish("2", form)

    assert second == first
    assert len(standing(google, TYPES[form])) == 1


@both_forms
def test_the_new_text_stands_in_it(google, desk, form) -> None:
    desk.publish("1", form)

    assert text_of(google, desk.publish("2", form)) == "2"


@both_forms
def test_a_lost_journal_makes_no_twin(google, desk, form) -> None:
    first = desk.publish("1", form)
    desk.forget()

    assert desk.publish("2", form) == first
    assert len(standing(google)) == 1


@both_forms
def test_another_computer_finds_the_same_document(google, desk, other, form) -> None:
    first = desk.publish("1", form)

    assert other.publish("1", form) == first._replace(changed=False)


def test_each_period_has_its_own_document(google, desk) -> None:
    desk.publish("1")
    desk.put(replace(document("1"), period=NOVEMBER))

    assert len(standing(google)) == 2


def test_every_format_has_its_own_document(google, desk) -> None:
    for form in FORMATS:
        desk.publish("1", form)

    assert sorted(file.mime for file in standing(google)) == sorted([DOCUMENT, DOCX, PDF, "text/html"])


def test_the_formats_of_the_command_are_those_of_drive() -> None:
    assert set(FORMATS) == set(TYPES)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.docx", "..\\a.docx", "a/b.docx", "it's.docx", "..", "\\'.docx"]
)
def test_a_strange_name_does_no_harm(google, folder, desk, name) -> None:
    published = desk.publish("1", name=name)

    (file,) = standing(google)
    assert file.parents == [folder] and "/" not in published.name and "\\" not in published.name


# --- what people do with it ---------------------------------------------------------------------------------------


@both_forms
def test_an_edited_document_stays_and_the_new_one_goes_beside_it(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")
    second = desk.publish("2", form)

    assert "-ban-moi" in second.name and second.changed
    assert (text_of(google, first), text_of(google, second)) == ("her own words", "2")


@both_forms
def test_who_edited_what_is_told(desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")
    desk.publish("2", form)

    assert "Cô Hà" in desk.told and first.name in desk.told


@both_forms
def test_the_one_beside_it_is_found_again(google, desk, hand, form) -> None:
    hand.edit(desk.publish("1", form), "her own words")
    second = desk.publish("2", form)

    assert desk.publish("2", form) == second._replace(changed=False)
    assert desk.publish("3", form) == second
    assert len(standing(google)) == 2


@both_forms
def test_when_that_one_is_edited_too_a_third_goes_beside_them(desk, hand, form) -> None:
    hand.edit(desk.publish("1", form), "her own words")
    hand.edit(desk.publish("2", form), "more of them")

    assert "-ban-moi-2" in desk.publish("3", form).name


@both_forms
def test_replace_overwrites_an_edited_document(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")

    assert desk.publish("2", form, again=True) == first
    assert text_of(google, first) == "2"


@both_forms
def test_replace_brings_an_edited_document_back_to_what_it_was(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")

    assert desk.publish("1", form, again=True).changed
    assert text_of(google, first) == "1"


def test_what_the_same_account_changes_by_hand_in_a_google_doc_stays(google, desk) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    file = file_of(google.world, first)
    google.world.clock.advance(600)
    google.world.touch(file.id, google.world.accounts[file.modified_by])

    assert desk.publish("2", GOOGLE_DOC).location != first.location


def test_what_google_does_right_after_a_conversion_is_no_edit(google, desk) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    file = file_of(google.world, first)
    file.modified += 30

    assert desk.publish("2", GOOGLE_DOC) == first


@both_forms
def test_a_renamed_document_keeps_its_link_and_its_new_name(desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.rename(first, "Báo cáo gửi quận")

    assert desk.publish("2", form) == first._replace(name="Báo cáo gửi quận")
    assert desk.publish("3", form) == first._replace(name="Báo cáo gửi quận")


def test_a_google_doc_that_was_renamed_and_edited_stays(google, desk, hand) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    hand.edit(first, "her own words")
    hand.rename(first, "Báo cáo gửi quận")

    assert desk.publish("2", GOOGLE_DOC).location != first.location
    assert text_of(google, first) == "her own words"


@both_forms
def test_a_document_that_was_moved_keeps_its_link(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    person = file_of(google.world, first).owner
    hand.move(first, google.new_folder("Đã nộp", owner=SECRETARY, share_with=(person,)))

    assert desk.publish("2", form) == first
    desk.forget()
    assert desk.publish("3", form) == first


@both_forms
def test_a_document_in_the_bin_stays_there_and_a_new_one_is_made(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.trash(first)
    second = desk.publish("1", form)

    assert second.changed and second.location != first.location
    assert (file_of(google.world, first).trashed, second.name) == (True, first.name)


# --- no twins -----------------------------------------------------------------------------------------------------


@both_forms
@pytest.mark.parametrize("kind", ["lost-reply", "reset-before", "503", "500", "502", "429"])
def test_a_failed_create_makes_one_document(google, desk, form, kind) -> None:
    google.faults.add(Fault(kind, matching=CREATE))
    published = desk.publish("1", form)

    assert google.faults.hit == 1 and published.changed
    assert [file.id for file in standing(google)] == [file_of(google.world, published).id]


@pytest.mark.parametrize("form", FORMATS)
def test_a_lost_answer_to_an_update_changes_nothing(google, desk, form) -> None:
    first = desk.publish("1", form)
    google.faults.add(Fault("lost-reply", matching="PATCH .*"))

    assert desk.publish("2", form) == first
    assert len(standing(google, TYPES[form])) == 1


@both_forms
def test_a_run_that_ended_right_after_creating_is_taken_up_again(google, desk, form) -> None:
    google.after_call(CREATE, lambda: google.faults.add(Fault("503", times=999)))
    with pytest.raises(GoogleError):
        desk.publish("1", form)
    google.faults.clear()

    assert not desk.publish("1", form).changed
    assert len(standing(google)) == 1


def test_a_word_file_is_found_by_its_id_while_the_list_lags_behind(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first = desk.publish("1")

    assert desk.publish("2") == first
    assert len(standing(google)) == 1


def test_a_google_doc_whose_answer_was_lost_is_waited_for_until_the_list_shows_it(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    google.faults.add(Fault("lost-reply", matching=CREATE))

    def first_look() -> None:
        google.before_call(LIST, second_look)

    def second_look() -> None:
        google.world.stale_list_until = None

    google.after_call(CREATE, lambda: google.before_call(LIST, first_look))
    desk.publish("1", GOOGLE_DOC)

    assert len(standing(google)) == 1


def test_a_google_doc_that_no_list_shows_in_time_is_cleared_up_by_the_next_run(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    google.faults.add(Fault("lost-reply", matching=CREATE))
    desk.publish("1", GOOGLE_DOC)
    assert len(standing(google)) == 2
    google.world.stale_list_until = None

    assert not desk.publish("1", GOOGLE_DOC).changed
    assert len(standing(google)) == 1


@both_forms
def test_two_runs_at_once_agree_on_one_document(google, desk, other, form) -> None:
    """The other run publishes just after this one has found that there is no document yet."""
    google.before_call(CREATE, lambda: let_publish(google, lambda: other.publish("1", form)))
    published = desk.publish("1", form)

    (file,) = standing(google)
    assert file_of(google.world, published).id == file.id
    assert other.publish("1", form) == published._replace(changed=False)


@both_forms
def test_twins_that_a_lagging_list_hid_are_cleared_up_later(google, desk, other, form) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first, _ = desk.publish("1", form), other.publish("1", form)
    assert len(standing(google)) == 2
    google.world.stale_list_until = None

    assert other.publish("2", form).location == first.location
    assert len(standing(google)) == 1
    assert text_of(google, desk.publish("2", form)) == "2"


@both_forms
def test_a_twin_is_put_into_the_bin_and_not_deleted(google, desk, other, form) -> None:
    google.before_call(CREATE, lambda: let_publish(google, lambda: other.publish("1", form)))
    asked = calls(google, lambda: desk.publish("1", form))

    assert not [call for call in asked if call.startswith("DELETE")]
    assert len([file for file in google.world.files.values() if file.trashed]) == 1


@both_forms
def test_a_twin_that_a_person_has_edited_stays_and_is_named(google, desk, other, hand, form) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first, twin = desk.publish("1", form), other.publish("1", form)
    google.world.stale_list_until = None
    hand.edit(twin, "her own words")
    desk.publish("2", form)

    assert len(standing(google)) == 2
    assert twin.location in desk.told
    assert text_of(google, twin) == "her own words" and text_of(google, first) == "2"


@pytest.mark.slow
@pytest.mark.parametrize("form", [WORD, "pdf"])  # the PDF with its Google Doc
@pytest.mark.parametrize("kind", ONE_TIME_FAULTS)
def test_a_fault_at_any_call_ends_well_or_is_made_good_by_the_next_run(google, tmp_path, form, kind) -> None:
    struck = True
    for call in count(1):
        if not struck:
            break
        google.reset()
        struck = False
        desk = Desk(google, new_folder(google), tmp_path / f"{call}.sqlite", google.person_key_file)
        for text in ("1", "2"):
            google.faults.add(Fault(kind, at=call))
            with suppress(GoogleError):
                desk.publish(text, form)
            struck = struck or google.faults.hit > 0
            google.faults.clear()
            published = desk.publish(text, form)
            assert [file.mime for file in standing(google)] == KINDS_MADE[form]
            assert not desk.publish(text, form).changed and "-ban-moi" not in published.name


# --- copies -------------------------------------------------------------------------------------------------------


@both_forms
def test_a_person_s_copy_is_none_of_our_documents(google, desk, hand, form) -> None:
    desk.publish("0", form)
    first = desk.publish("1", form)
    copied = hand.copy(first)
    second = desk.publish("2", form)

    assert (second, desk.told) == (first, "")
    assert docx.Document(io.BytesIO(copied.content)).paragraphs[0].text == "1"
    assert not copied.trashed


@both_forms
def test_a_copy_is_not_taken_for_the_document_in_the_bin(google, desk, hand, form) -> None:
    desk.publish("0", form)
    first = desk.publish("1", form)
    copied = hand.copy(first)
    hand.trash(first)

    assert f"/d/{copied.id}/" not in desk.publish("2", form).location


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_a_service_account_publishes_into_a_shared_drive(google, shared, form) -> None:
    first = shared.publish("1", form)

    assert shared.publish("2", form) == first
    assert {file.drive_id for file in standing(google)} == {shared.config.reports.drive}


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

    assert twin.location in desk.told


def test_by_delegation_the_documents_belong_to_whom_the_account_acts_for(google, folder, tmp_path) -> None:
    service = json.loads(google.key_file.read_text())["client_email"]
    google.new_account(service, kind="service", storage=False, acts_for=frozenset({SECRETARY}))
    desk = Desk(google, folder, tmp_path / "journal.sqlite", google.key_file)
    desk.config = desk.config._replace(google=desk.config.google._replace(subject=SECRETARY))
    first = desk.publish("1", GOOGLE_DOC)

    assert desk.publish("2", GOOGLE_DOC) == first
    assert {file.owner for file in standing(google)} == {SECRETARY}


@both_forms
def test_a_service_account_without_storage_is_told_the_ways_out(google, folder, tmp_path, form) -> None:
    desk = Desk(google, folder, tmp_path / "journal.sqlite", google.key_file)

    with pytest.raises(GoogleError, match=r"shared drive.*subject.*login.*\[reports.files\]") as caught:
        desk.publish("1", form)
    assert (caught.value.kind, caught.value.exit_code) == ("storage", 4)
    assert standing(google) == []


def test_a_document_given_as_the_folder_is_refused(google, folder, desk, tmp_path) -> None:
    desk.publish("1")
    (file,) = standing(google)

    with pytest.raises(ConfigError, match="không phải là thư mục"):
        Desk(google, file.id, tmp_path / "wrong.sqlite", google.person_key_file).publish("1")


def test_a_folder_that_is_not_shared_is_told(google, tmp_path) -> None:
    private = google.new_folder("Riêng", owner=SECRETARY, share_with=())

    with pytest.raises(GoogleError, match="Chia sẻ"):
        Desk(google, private, tmp_path / "private.sqlite", google.person_key_file).publish("1")


# --- files that a person made once --------------------------------------------------------------------------------


def made_by_hand(google: Any, kind: str, content: bytes = b"", name: str = "Báo cáo tháng") -> File:
    """A file in the secretary's Drive that she shares with the service account."""
    world, account = google.world, Hand(google).account
    service = json.loads(google.key_file.read_text())["client_email"]
    file: File = world.create_file(account, name, kind)
    file.content, file.content_type = content, DOCX if content else ""
    google.share(file.id, service, "writer")
    return file


@pytest.fixture
def gmail(google: Any, tmp_path: Path) -> Callable[..., Desk]:
    """A school with plain Gmail: a service account, and files that the secretary has made."""

    def desk(**files: str) -> Desk:
        return Desk(google, None, tmp_path / "gmail.sqlite", google.key_file, **files)

    return desk


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_takes_every_version(google, gmail, kind) -> None:
    file = made_by_hand(google, kind)
    desk = gmail(monthly=file.id)
    first, second = desk.publish("1"), desk.publish("2")

    assert first == second and f"/d/{file.id}/" in first.location and first.name == "Báo cáo tháng"
    assert (text_of(google, second), file.mime) == ("2", kind)


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_is_unchanged_the_second_time(google, gmail, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    desk.publish("1")
    asked = calls(google, lambda: desk.publish("1"))

    assert len(asked) == 1 and not asked[0].startswith(WRITES)


def test_the_file_serves_the_next_month_too(google, gmail) -> None:
    file = made_by_hand(google, DOCX)
    desk = gmail(monthly=file.id)
    desk.publish("1")
    published = desk.put(replace(document("2"), period=NOVEMBER))

    assert published.changed and text_of(google, published) == "2"
    assert standing(google) == [file]


@pytest.mark.parametrize("entry", ["monthly", "monthly 2023-10", "monthly.docx", "monthly 2023-10.docx"])
def test_the_most_specific_entry_wins(google, gmail, entry) -> None:
    entries = ["monthly", "monthly.docx", "monthly 2023-10", "monthly 2023-10.docx"]
    wider = entries[: entries.index(entry)]
    files = {each: made_by_hand(google, DOCX).id for each in (*wider, entry)}

    assert f"/d/{files[entry]}/" in gmail(**files).publish("1").location


def test_an_entry_may_be_an_address(google, gmail) -> None:
    file = made_by_hand(google, DOCUMENT)

    desk = gmail(monthly=f"https://docs.google.com/document/d/{file.id}/edit#heading=1")
    assert f"/d/{file.id}/" in desk.publish("1").location


def test_a_file_with_contents_of_its_own_is_taken_and_that_is_told(google, gmail) -> None:
    file = made_by_hand(google, DOCX, word_file("notes"))
    desk = gmail(monthly=file.id)

    assert text_of(google, desk.publish("1")) == "1"
    assert file.name in desk.told


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_blank_file_is_taken_without_a_word(google, gmail, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    desk.publish("1")

    assert desk.told == ""


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_that_was_edited_since_is_not_overwritten(google, gmail, hand, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    first = desk.publish("1")
    hand.edit(first, "her own words")

    with pytest.raises(RefusedError, match="--replace"):
        desk.publish("2")
    assert text_of(google, first) == "her own words"
    assert text_of(google, desk.publish("2", again=True)) == "2"


def test_with_a_folder_the_new_one_goes_beside_an_edited_file(google, folder, tmp_path, hand) -> None:
    file = made_by_hand(google, DOCX)
    person = json.loads(google.person_key_file.read_text())["client_email"]
    google.share(file.id, person, "writer")
    desk = Desk(google, folder, tmp_path / "a.sqlite", google.person_key_file, monthly=file.id)
    hand.edit(desk.publish("1"), "her own words")

    assert "-ban-moi" in desk.publish("2").name


def test_a_pdf_goes_into_a_pdf_that_was_made_once(google, gmail) -> None:
    pdf, source = made_by_hand(google, PDF, name="Báo cáo.pdf"), made_by_hand(google, DOCUMENT)
    desk = gmail(**{"monthly": source.id, "monthly.pdf": pdf.id})
    published = desk.publish("1", "pdf")

    assert f"/d/{pdf.id}/" in published.location
    assert pdf.content.startswith(b"%PDF") and source.content == word_file("1")


def test_a_file_of_another_type_is_refused(google, gmail) -> None:
    file = made_by_hand(google, PDF, name="Báo cáo.pdf")

    with pytest.raises(ConfigError, match=r"monthly\.docx.*Báo cáo\.pdf"):
        gmail(**{"monthly.docx": file.id}).publish("1")
    assert file.content == b""


def test_a_sheet_given_for_a_document_is_refused(google, gmail) -> None:
    sheet = google.new_spreadsheet("Sổ thi đua")

    with pytest.raises(ConfigError, match="Sổ thi đua"):
        gmail(monthly=sheet).publish("1")


def test_a_file_in_the_bin_is_told(google, gmail) -> None:
    file = made_by_hand(google, DOCX)
    file.trashed = True

    with pytest.raises(ConfigError, match="thùng rác"):
        gmail(monthly=file.id).publish("1")


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_a_pdf_is_made_of_the_google_doc(google, desk) -> None:
    published = desk.publish("1", "pdf")

    assert file_of(google.world, published).content.startswith(b"%PDF")
    assert [file.mime for file in standing(google)] == [DOCUMENT, PDF]


def test_a_changed_report_refreshes_the_google_doc_with_the_pdf(google, desk) -> None:
    source = desk.publish("1", GOOGLE_DOC)
    desk.publish("1", "pdf")
    desk.publish("2", "pdf")

    assert text_of(google, source) == "2"


def test_an_edited_google_doc_does_not_get_into_the_pdf(google, desk, hand) -> None:
    source = desk.publish("1", GOOGLE_DOC)
    hand.edit(source, "her own words")
    published = desk.publish("1", "pdf", again=True)

    assert text_of(google, source) == "her own words"
    assert len(standing(google, DOCUMENT)) == 2 and published.changed


# --- a person's own sign-in ---------------------------------------------------------------------------------------


@pytest.fixture
def person(google: Any, folder: str, tmp_path: Path) -> Desk:
    """The secretary's own computer, where the program sees only the files that it has made itself."""
    path = google.signed_in_file(SECRETARY, *PERSON_SCOPES)
    return Desk(google, folder, tmp_path / "person.sqlite", path)


@pytest.mark.parametrize("form", FORMATS)
def test_a_person_publishes_into_the_own_drive(google, person, form) -> None:
    first = person.publish("1", form)

    assert "Drive của tôi" in person.told
    assert {file.owner for file in standing(google)} == {SECRETARY}
    assert person.publish("2", form) == first


@both_forms
def test_a_person_s_lost_journal_makes_no_twin(person, form) -> None:
    first = person.publish("1", form)
    person.forget()

    assert person.publish("2", form) == first


# --- two runs at once, whenever the other one comes ---------------------------------------------------------------


@both_forms
@pytest.mark.parametrize("moment", range(1, 7))
def test_whenever_another_run_comes_in_between_one_document_remains(
    google, desk, other, form, moment
) -> None:
    """The other run publishes another state of the same document as a whole, before this one's n-th call."""
    left = iter(range(moment - 1))

    def before_a_call() -> None:
        if next(left, None) is None:
            let_publish(google, lambda: other.publish("2", form))
        else:
            google.before_call("/drive/v3/files", before_a_call)

    google.before_call("/drive/v3/files", before_a_call)
    desk.publish("1", form)
    google.hooks.clear()
    assert len(standing(google)) == 1

    last = desk.publish("3", form)

    assert other.publish("3", form) == last._replace(changed=False)
    assert text_of(google, last) == "3"


# --- marks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "modified", "otherwise"),
    [
        ("2023-11-20T08:00:00.000Z", "2023-11-20T08:00:00.000Z", False),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T08:01:30.000Z", False),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T09:00:00.000Z", True),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T07:00:00.000Z", True),
    ],
)
def test_a_clock_that_is_wrong_shows(written, modified, otherwise) -> None:
    file = Standing.of(
        {"id": "1", "mimeType": DOCUMENT, "modifiedTime": modified, "appProperties": {WRITTEN: written}}
    )

    assert file.is_stamped_otherwise == otherwise


@pytest.mark.parametrize("written", ["", "yesterday", "2023-11-20"])
def test_a_google_doc_with_broken_marks_counts_as_edited(written) -> None:
    answer = {"id": "1", "mimeType": DOCUMENT, "modifiedTime": "2023-11-20T07:00:00.000Z"}

    assert Standing.of({**answer, "appProperties": {KEY: "1", WRITTEN: written}}).looks_edited


def test_marks_fit_into_drive_s_limit() -> None:
    for kind in (DOCX, DOCUMENT):
        media = Media(DOCX, b"1")
        sent = metadata_of(kind, key_of("x" * 999), "f" * 64, "tên" * 99, media, datetime.now(UTC))
        assert all(len(f"{name}{value}".encode()) <= 124 for name, value in sent["appProperties"].items())
