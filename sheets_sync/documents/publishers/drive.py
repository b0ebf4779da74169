"""Documents on Drive: Word files, Google Docs that Drive makes of these, and PDF files that it makes of those.

A document is found by its key, and written in place, so that its link stays valid. One that a person has edited
is not changed; the new one goes beside it, as a document of its own with its own key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace as altered
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from sheets_sync.documents.make import Document
from sheets_sync.documents.publishers import Published, alike_mark
from sheets_sync.documents.publishers.drive_made import (
    file_made_for,
    is_blank,
    is_taken,
    made_group,
    made_key,
    taken_over,
)
from sheets_sync.documents.publishers.drive_marks import (
    FIELDS,
    GROUP,
    WRITTEN,
    DriveFile,
    key_of,
    metadata_of,
)
from sheets_sync.documents.publishers.drive_shelf import DriveDocuments
from sheets_sync.documents.publishers.folder import safe_name
from sheets_sync.documents.word_file import seal_of
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.google.drive import DOCUMENT, DOCX, HTML, PDF, Drive, Media, file_id
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import Session
from sheets_sync.journal.journal import Journal
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config

TYPES: Mapping[str, str] = {"docx": DOCX, "gdoc": DOCUMENT, "pdf": PDF, "html": HTML}
_SUFFIXES = {"docx": ".docx", "gdoc": "", "pdf": ".pdf", "html": ".html"}
_PAUSES = (2.0, 4.0, 8.0)  # seconds: about as long as Google's lists lag behind
_TRIES = 3


class PlannedDocument(NamedTuple):
    """A document under the key and the name that it takes: its own, or those of a new one beside it."""

    document: Document
    digest: str
    key: str
    name: str
    group: str = ""


class DrivePublisher:
    """Puts documents on Drive; `messages` collects what people should know besides."""

    def __init__(self, config: Config, session: Session, journal: Journal) -> None:
        self.config, self.drive, self.journal = config, Drive(session), journal
        self.messages: list[Message] = []
        self.folder = file_id(config.reports.drive) if config.reports.drive else None
        self.shelf = DriveDocuments(self.drive, journal, self.folder, self.messages.append)
        self._google_docs: dict[Document, DriveFile] = {}
        self._doubtful: set[str] = set()
        self._named: dict[str, str] = {}
        """The key of the document that was the first to have a name."""

    def publish(self, document: Document, replace: bool = False) -> Published:
        """Put a Word file on Drive in the format that it names; raises GoogleError, ConfigError or RefusedError."""
        file, changed = self._put(document, replace)
        if document.format == "gdoc":
            self._google_docs[document] = file
        period = str(document.period)
        return Published(document.kind, period, document.format, file.name, file.link, changed)

    def issued(self, document: Document) -> bytes | None:
        """The Word file on Drive from the last time; raises GoogleError or ConfigError."""
        wanted = next(self._names(document))
        made = file_made_for(document, self.config.reports.files, self.drive)
        file = made if made and not is_taken(made, document) else self._current(wanted)
        if file is None:
            return None
        return self.drive.export(file.id, DOCX) if file.type == DOCUMENT else self.drive.content(file.id)

    # --- the decisions ------------------------------------------------------------------------------------------

    def _put(self, document: Document, replace: bool) -> tuple[DriveFile, bool]:
        """The current document, and whether that took a write."""
        made = file_made_for(document, self.config.reports.files, self.drive)
        is_free = made is not None and not is_taken(made, document)
        for number, wanted in enumerate(self._names(document)):
            if made and is_free and number == 0:
                done = self._take(made, wanted, replace)
            else:
                done = self._find_or_create(wanted, replace, made)
            if done:
                if wanted.key not in self._doubtful:  # else the next run had better look for a twin
                    self.journal.remember(wanted.key, done[0].id, wanted.digest)
                return done
        raise AssertionError("names never end")

    def _take(self, made: DriveFile, wanted: PlannedDocument, replace: bool) -> tuple[DriveFile, bool] | None:
        """The file that a person made for this document, with the document in it, unless it was edited since."""
        if made.key is None and not is_blank(made, self.drive):
            self.messages.append(taken_over(made))
        document = wanted.document
        wanted = wanted._replace(key=made_key(document, made), group=made_group(document))
        return self._refreshed(made, wanted, replace)

    def _find_or_create(
        self, wanted: PlannedDocument, replace: bool, made: DriveFile | None
    ) -> tuple[DriveFile, bool] | None:
        file = self._current(wanted)
        if file is None:
            file = self._created(wanted, made)
            if file.bears(wanted.digest):
                return file, True
        return self._refreshed(file, wanted, replace)

    def _current(self, wanted: PlannedDocument) -> DriveFile | None:
        """The document of this key; whoever may have to write also looks for twins."""
        known = self.shelf.remembered(wanted.key)
        if known and known.bears(wanted.digest) and not self.shelf.is_edited(known):
            return known
        return self.shelf.settle(wanted.key, known)

    def _refreshed(
        self, file: DriveFile, wanted: PlannedDocument, replace: bool
    ) -> tuple[DriveFile, bool] | None:
        """The file with the wanted contents and whether that took a write; nothing for one that must stay."""
        edited = file.key is not None and self.shelf.is_edited(file)
        if edited and not replace:
            self.messages.append(_kept(file))
            return None
        if file.bears(wanted.digest) and not edited:
            return file, False
        return self._updated(file, wanted), True

    def _names(self, document: Document) -> Iterator[PlannedDocument]:
        """The document's own key and name, then those of the new ones beside one that a person has edited."""
        seal = seal_of(document.content)
        digest = seal.digest if seal else hashlib.sha256(document.content).hexdigest()
        title, suffix = Path(safe_name(document.name)).stem, _SUFFIXES[document.format]
        about: tuple[object, ...] = (
            self.folder or self.config.school.name,
            self.config.year,
            document.kind,
            document.period,
        )
        about = (*about, document.subject) if document.subject else about
        if self._named.setdefault(f"{title}{suffix}".casefold(), own := key_of(*about)) != own:
            title = f"{title}-{alike_mark(document)}"
        for number in count():
            beside = ("", "-ban-moi")[number] if number < 2 else f"-ban-moi-{number}"
            key = key_of(*about, document.format, number)
            yield PlannedDocument(document, digest, key, f"{title}{beside}{suffix}")

    # --- writing ------------------------------------------------------------------------------------------------

    def _updated(self, file: DriveFile, wanted: PlannedDocument) -> DriveFile:
        media = self._media(file.type, wanted.document)
        now = datetime.now(UTC)
        metadata = metadata_of(file.type, wanted.key, wanted.digest, file.name, media, now, file.id)
        metadata["appProperties"] |= {GROUP: wanted.group} if wanted.group else {}
        return self._stamped(DriveFile.of(self.drive.update(file.id, metadata, media, FIELDS)))

    def _created(self, wanted: PlannedDocument, made: DriveFile | None) -> DriveFile:
        """The document newly made; the oldest if another run has made it at the same time."""
        send = self._converted if TYPES[wanted.document.format] == DOCUMENT else self._uploaded
        try:
            survivor = self.shelf.settle(wanted.key, self._stamped(send(wanted)))
        except GoogleError as error:
            if made and error.kind == "storage":
                taken = is_taken(made, wanted.document)
                raise RefusedError((_no_room_for_another if taken else _no_room_beside)(made)) from error
            raise
        if survivor is None:
            raise UnavailableError(_removed_meanwhile(wanted.name))
        return survivor

    def _uploaded(self, wanted: PlannedDocument) -> DriveFile:
        """A new file with an id that was fixed before, so that sending it twice makes one."""
        media = self._media(TYPES[wanted.document.format], wanted.document)
        file = self.drive.new_id()
        self.journal.remember(wanted.key, file, wanted.digest)  # so that it is found if this run ends here
        try:
            return DriveFile.of(self.drive.create(self._metadata(wanted, media, file), media, FIELDS))
        except GoogleError as error:
            if error.status != 409:  # else an earlier try was heard although no answer came
                raise
            return DriveFile.of(self.drive.get(file, FIELDS))

    def _converted(self, wanted: PlannedDocument) -> DriveFile:
        """A new Google Doc; Google takes no id for it beforehand, so after a lost answer we look before we repeat."""
        media = self._media(DOCUMENT, wanted.document)
        for attempt in count(1):
            try:
                return DriveFile.of(self.drive.create(self._metadata(wanted, media), media, FIELDS))
            except GoogleError as error:
                found = self._look_again(wanted.key) if error.uncertain else None
                if found:
                    return found
                if not error.uncertain or attempt == _TRIES:
                    raise
                self._doubtful.add(wanted.key)
        raise AssertionError("tries end")

    def _metadata(self, wanted: PlannedDocument, media: Media, file: str = "") -> dict[str, Any]:
        """What a new file begins with."""
        kind, now = TYPES[wanted.document.format], datetime.now(UTC)
        metadata = metadata_of(kind, wanted.key, wanted.digest, wanted.name, media, now, file)
        metadata |= {"name": wanted.name} | ({"id": file} if file else {})
        return metadata | ({"parents": [self.shelf.place.folder]} if self.shelf.place.folder else {})

    def _look_again(self, key: str) -> DriveFile | None:
        """The document that a list shows after a while."""
        for pause in _PAUSES:
            self.drive.session.pause(pause)
            found = self.shelf.settle(key, None)
            if found:
                return found
        return None

    def _stamped(self, file: DriveFile) -> DriveFile:
        """Where Google did not take the moment we set, because our clock is wrong, its own counts from now on."""
        if not file.is_stamped_otherwise:
            return file
        marks = {"appProperties": {WRITTEN: file.modified}}
        return DriveFile.of(self.drive.update(file.id, marks, None, FIELDS))

    def _media(self, kind: str, document: Document) -> Media:
        if kind == PDF:
            return Media(PDF, self.drive.export(self._google_doc(document).id, PDF))
        return Media(HTML if kind == HTML else DOCX, document.content)

    def _google_doc(self, document: Document) -> DriveFile:
        """The Google Doc that a PDF is made of; one that a person has edited is left out of it."""
        source = altered(document, format="gdoc")
        if source not in self._google_docs:
            self._google_docs[source], _ = self._put(source, replace=False)
        return self._google_docs[source]


def _kept(file: DriveFile) -> Message:
    if file.editor and not file.by_us:
        text = N_(
            "{editor} đã sửa “{name}” nên tệp ấy được giữ nguyên, bản mới ở bên cạnh (--replace để ghi đè)."
        )
        return Message(text, {"editor": file.editor, "name": file.name})
    text = N_("“{name}” đã có người sửa nên được giữ nguyên, bản mới ở bên cạnh (--replace để ghi đè).")
    return Message(text, {"name": file.name})


def _no_room_beside(made: DriveFile) -> Message:
    text = N_(
        "“{name}” ({link}) đã có người sửa nên không ghi đè, mà tài khoản này không có chỗ để đặt bản mới bên cạnh. "
        "Chạy lại với --replace nếu bỏ phần đã sửa; hoặc tạo thêm một tệp rồi ghi mã vào [reports.files]."
    )
    return Message(text, {"name": made.name, "link": made.link})


def _no_room_for_another(made: DriveFile) -> Message:
    text = N_(
        "“{name}” ({link}) đang giữ một văn bản khác cùng loại, mà tài khoản này không có chỗ để đặt thêm văn bản. Đặt văn bản "
        "vào thư mục của bộ nhớ dùng chung ([reports] drive), hoặc bỏ loại ấy khỏi [reports.files]."
    )
    return Message(text, {"name": made.name, "link": made.link})


def _removed_meanwhile(name: str) -> Message:
    return Message(N_("“{name}” vừa bị bỏ vào thùng rác trong lúc đang ghi. Chạy lại."), {"name": name})
