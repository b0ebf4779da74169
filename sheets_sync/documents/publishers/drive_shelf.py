"""Our documents on Drive: found by their keys, each once.

Google's lists lag behind: a file may be missing from them, or still be listed, for some seconds. So a list only says
which files to look at, and each is then fetched by its id, which is always up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sheets_sync.documents.publishers.drive_marks import FIELDS, KEY, DriveFile
from sheets_sync.errors import ConfigError
from sheets_sync.google.drive import DOCUMENT, FOLDER, Drive, quoted
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import DRIVE
from sheets_sync.journal.journal import Journal
from sheets_sync.language import N_, Message

Notify = Callable[[Message], None]


class DriveFolder(NamedTuple):
    """Where new documents go: a folder (My Drive without one), and the shared drive that it lies in, if any."""

    folder: str | None = None
    drive_id: str | None = None


class DriveDocuments:
    """The documents of one school on Drive; `notify` takes messages for people. Its methods raise GoogleError."""

    def __init__(self, drive: Drive, journal: Journal, folder: str | None, notify: Notify) -> None:
        self.drive, self.journal, self.folder, self.notify = drive, journal, folder, notify
        self._place: DriveFolder | None = None

    @property
    def place(self) -> DriveFolder:
        """Where new documents go, fetched when it is first needed; raises ConfigError for what is no folder."""
        self._place = self._place or self._found_place()
        return self._place

    def _found_place(self) -> DriveFolder:
        if not self.folder:
            return DriveFolder()
        try:
            found = self.drive.get(self.folder, "id,name,mimeType,trashed,driveId")
        except GoogleError as error:
            if error.kind != "missing" or self.drive.session.sign_in.kind != "person":
                raise
            self.notify(_out_of_reach(self.folder))
            return DriveFolder()
        if found["mimeType"] != FOLDER or found.get("trashed"):
            raise ConfigError(_no_folder(found.get("name", self.folder)))
        return DriveFolder(found["id"], found.get("driveId"))

    def remembered(self, key: str) -> DriveFile | None:
        """The document that the journal remembers, if it still is one and nobody put it into the bin."""
        file = self.journal.document(key)
        return self._look(file, key) if file else None

    def settle(self, key: str, known: DriveFile | None) -> DriveFile | None:
        """Of all documents of this key the oldest, so that all who look choose the same; its twins go away.

        Twins come of two runs at once, and of an answer that was lost while Google's lists lagged behind.
        """
        others = set(self.search(key)) - {known.id if known else ""}
        if not others:
            return known
        files = others | ({known.id} if known else set())
        found = sorted(filter(None, (self._look(file, key) for file in files)), key=lambda each: each.age)
        for twin in found[1:]:
            self._remove(twin)
        return found[0] if found else None

    def search(self, key: str) -> list[str]:
        """The ids of the files that a list names for this key."""
        query = f"appProperties has {{ key={quoted(KEY)} and value={quoted(key)} }} and trashed = false"
        return [each["id"] for each in self.drive.find(query, "id", self.place.drive_id)]

    def is_edited(self, file: DriveFile) -> bool:
        """Whether a person has changed its contents since we wrote them; a new name or folder does not count."""
        if not file.looks_edited:
            return False
        only_renamed = file.type == DOCUMENT and file.is_renamed and not self._is_newest_revision_theirs(file)
        return not only_renamed

    # --- single files -------------------------------------------------------------------------------------------

    def _look(self, file: str, key: str) -> DriveFile | None:
        try:
            found = DriveFile.of(self.drive.get(file, FIELDS))
        except GoogleError as error:
            if error.kind not in ("missing", "forbidden"):
                raise
            return None
        return found if found.key == key and not found.trashed else None

    def _is_newest_revision_theirs(self, file: DriveFile) -> bool:
        """A Google Doc that was renamed looks edited; a new name adds no revision, so the newest revision decides."""
        params = {"fields": "revisions(modifiedTime,lastModifyingUser(me))", "pageSize": "1000"}
        answer = self.drive.session.call(
            "GET", f"{DRIVE}/files/{file.id}/revisions", about=file.name, params=params
        )
        revisions = answer.json().get("revisions", [])
        newest = max(revisions, key=lambda each: str(each["modifiedTime"]), default=None)
        if newest is None or not newest.get("lastModifyingUser", {}).get("me", False):
            return True
        return file.is_touched_since(newest["modifiedTime"])

    def _remove(self, twin: DriveFile) -> None:
        """Put a twin into the bin; one that a person has edited, or made by copying ours, stays."""
        if not self.is_edited(twin) and twin.by_us:
            try:
                self.drive.update(twin.id, {"trashed": True}, None, "id")
                return
            except GoogleError as error:
                if error.kind not in ("missing", "forbidden"):
                    raise
        self.notify(_twin(twin))


def _out_of_reach(folder: str) -> Message:
    text = N_(
        "Lần đăng nhập cá nhân chỉ mở được những tệp do chương trình tạo ra, không mở được thư mục {folder}; văn bản "
        "được đặt ở Drive của tôi. Kéo sang thư mục nào cũng được, đường dẫn không đổi."
    )
    return Message(text, {"folder": folder})


def _no_folder(name: str) -> Message:
    text = N_(
        "[reports] drive chỉ tới “{name}”, không phải là thư mục, hoặc đang nằm trong thùng rác. "
        "Mở thư mục đặt văn bản trên Drive rồi chép địa chỉ của nó vào config.toml."
    )
    return Message(text, {"name": name})


def _twin(twin: DriveFile) -> Message:
    text = N_(
        "Có thêm một bản nữa của văn bản này, “{name}” ({link}), được giữ nguyên vì đã có người sửa hoặc sao chép. "
        "Cần thì chép phần đã sửa sang bản chính, rồi xoá bản ấy."
    )
    return Message(text, {"name": twin.name, "link": twin.link})
