"""A Drive file as it is kept; a spreadsheet is one too, its tabs are in `World.spreadsheets` under the same id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.google_emulator.wire import Call

Json = dict[str, Any]

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv"
TEXT = "text/plain"
ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


def permission_id(email: str) -> str:
    """The id that an account, group or domain has in permissions."""
    return str(int.from_bytes(email.lower().encode(), "big") % 10**20).zfill(20)


@dataclass
class Revision:
    """The bytes of a file as somebody once put them there."""

    id: str
    content: bytes
    content_type: str
    modified: float
    modified_by: str
    name: str


@dataclass
class File:
    """A file or folder. `owner` is an e-mail address, or nothing in a shared drive (`drive_id`).

    `app_properties` are kept by the OAuth client (or project) that wrote them, which alone sees them; times are
    seconds on the world's clock. `opened_by` are the clients that made the file or were given it by its user,
    whose `drive.file` scope covers it; `seen_by` the accounts that have had to do with it; `born` is when it really
    was created, `change` the number of its last change among all, `changed` when that was.
    """

    id: str
    name: str
    mime: str
    parents: list[str]
    owner: str | None
    drive_id: str | None
    created: float
    modified: float
    modified_by: str
    version: int = 0
    content: bytes = b""
    content_type: str = ""  # of the bytes that were uploaded: a converted file keeps them for export
    head_revision: int = 1
    trashed: bool = False
    description: str | None = None
    starred: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, dict[str, str]] = field(default_factory=dict)
    permissions: list[Json] = field(default_factory=list)  # Permission resources, with emailAddress
    original_name: str = ""  # of the upload
    settings: Json = field(
        default_factory=dict
    )  # copyRequiresWriterPermission and the like, as they were set
    revisions: list[Revision] = field(default_factory=list)
    comments: list[Json] = field(default_factory=list)
    opened_by: set[str] = field(default_factory=set)
    seen_by: set[str] = field(default_factory=set)
    born: float = 0.0
    change: int = 0
    changed: float = 0.0

    @property
    def is_google_native(self) -> bool:
        """Whether it is a folder or one of Google's own formats, which have no bytes to download."""
        return self.mime.startswith("application/vnd.google-apps.")


@dataclass
class SharedDrive:
    """A shared drive; its members are permissions on it, its id is also the id of its root folder."""

    id: str
    name: str
    permissions: list[Json] = field(default_factory=list)
    created: float = 0.0
    settings: Json = field(default_factory=dict)  # restrictions, colorRgb, hidden, as they were set
    request_id: str = ""


@dataclass
class UploadSession:
    """A resumable upload that has begun: the call that began it, and what has come so far."""

    id: str
    call: Call
    metadata: Json
    media_type: str
    total: int | None
    began: float
    received: bytearray = field(default_factory=bytearray)
    result: Json | None = None  # the file, once all has come
