"""A Drive file as it is kept; a spreadsheet is one too, its tabs are in `World.spreadsheets` under the same id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


@dataclass
class File:
    """A file or folder. `owner` is an e-mail address, or nothing in a shared drive (`drive_id`).

    `app_properties` are kept by the OAuth client (or project) that wrote them, which alone sees them; times are
    seconds on the world's clock.
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
    version: int = 1
    content: bytes = b""
    content_type: str = ""  # of the bytes that were uploaded: a converted file keeps them for export
    head_revision: int = 1
    trashed: bool = False
    description: str | None = None
    starred: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, dict[str, str]] = field(default_factory=dict)
    permissions: list[Json] = field(default_factory=list)  # Permission resources, with emailAddress


@dataclass
class SharedDrive:
    """A shared drive; its members are permissions on it, its id is also the id of its root folder."""

    id: str
    name: str
    permissions: list[Json] = field(default_factory=list)
