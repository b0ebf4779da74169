"""A school that publishes on Drive: its computers, the secretary's hand, and what is on Drive."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from sheets_sync.documents.make import Document
from sheets_sync.documents.publishers import Published
from sheets_sync.documents.publishers.drive import TYPES, DrivePublisher
from sheets_sync.documents.word_file import seal
from sheets_sync.google.session import PATIENT, Session
from sheets_sync.google.signin import sign_in
from sheets_sync.journal.journal import Journal
from sheets_sync.model import Month, SchoolYear
from sheets_sync.settings.config_file import parse_config
from tests.google_emulator.drive.state import DOCX, File, Revision

OCTOBER, NOVEMBER = Month(2023, 10), Month(2023, 11)
SECRETARY = "thu-ky@truong.example"
WORD, GOOGLE_DOC = "docx", "gdoc"
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


def plan_of(movement: str, text: str, form: str = WORD) -> Document:
    """The plan of a movement, named as all those are that come to the same letters."""
    return Document(
        "movement", SchoolYear(2023), form, "Ke-hoach-thi-dua-20-11.docx", word_file(text), movement
    )


class Desk:
    """A computer of the school's: its config, its sign-in, and its journal."""

    def __init__(self, google: Any, folder: str | None, journal: Path, key: Path, **files: str) -> None:
        self.google, self.journal = google, journal
        reports = {"files": files} | ({"drive": folder} if folder else {})
        school = {"name": "Trường THCS Thử", "year": "2023-2024"}
        credentials = {"credentials": str(key), "endpoint": google.endpoint}
        config = {"school": school, "google": credentials, "reports": reports}
        self.config = parse_config(config, journal.parent / "config.toml")
        self.messages = ""

    def publish(self, text: str, form: str = WORD, again: bool = False, **other: Any) -> Published:
        """A run of its own that publishes one document; `again` overwrites what a person has edited."""
        return self.put(document(text, form, **other), again)

    def put(self, wanted: Document, again: bool = False) -> Published:
        return self.put_all(wanted, again=again)[0]

    def put_all(self, *wanted: Document, again: bool = False) -> list[Published]:
        """One run that publishes several documents."""
        with Journal(self.journal) as journal:
            session = Session(
                sign_in(self.config.google, self.config.folder),
                self.google.endpoint,
                PATIENT,
                sleep=self.google.world.clock.advance,
            )
            publisher = DrivePublisher(self.config, session, journal)
            published = [publisher.publish(each, again) for each in wanted]
        self.messages = "\n".join(str(message) for message in publisher.messages)
        return published

    def forget(self) -> None:
        """The computer loses its journal."""
        self.journal.unlink()


def new_folder(google: Any) -> str:
    """A folder of the secretary's, shared with both accounts of the program."""
    person = json.loads(google.person_key_file.read_text())["client_email"]
    service = json.loads(google.key_file.read_text())["client_email"]
    made: str = google.new_folder("Báo cáo", owner=SECRETARY, share_with=(person, service))
    return made


def shared_desk(google: Any, tmp_path: Path, role: str) -> Desk:
    """A computer with a service account that has this role in a shared drive."""
    service = json.loads(google.key_file.read_text())["client_email"]
    drive = google.new_drive("Thi đua", {service: role, SECRETARY: "organizer"})
    return Desk(google, drive, tmp_path / "shared.sqlite", google.key_file)


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


def made_by_hand(google: Any, kind: str, content: bytes = b"", name: str = "Báo cáo tháng") -> File:
    """A file in the secretary's Drive that she shares with the service account."""
    world, account = google.world, Hand(google).account
    service = json.loads(google.key_file.read_text())["client_email"]
    file: File = world.create_file(account, name, kind)
    file.content, file.content_type = content, DOCX if content else ""
    google.share(file.id, service, "writer")
    return file


def file_of(world: Any, published: Published) -> File:
    """The file on Drive that was published."""
    return next(file for file in world.files.values() if f"/d/{file.id}/" in published.location)


def files_on_drive(google: Any, kind: str = "") -> list[File]:
    """The documents that are not in the bin, oldest first."""
    files = [file for file in google.world.files.values() if file.mime in (kind or TYPES.values())]
    return sorted((file for file in files if not file.trashed), key=lambda file: (file.created, file.id))


def text_of(google: Any, published: Published) -> str:
    """The text of a published document."""
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
