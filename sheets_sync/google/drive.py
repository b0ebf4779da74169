"""The few calls to Drive that the program makes, over the one session; shared drives included everywhere."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import DRIVE, UPLOAD, Session, answered

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"

_MOST_PAGES = 200  # of a hundred files or more each; a list without end is no list of ours
_ID_IN_ADDRESS = re.compile(r"/(?:d|folders)/([A-Za-z0-9_-]{10,})|[?&]id=([A-Za-z0-9_-]{10,})")


class Media(NamedTuple):
    """The bytes of a file and what they are."""

    type: str
    content: bytes


def file_id(text: str) -> str:
    """The id in an address of Google's, or the text itself, which then is the id."""
    found = _ID_IN_ADDRESS.search(text)
    return (found[1] or found[2]) if found else text.strip().strip("/")


class Drive:
    """Files by id and by query; every method raises GoogleError."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(
        self, query: str, fields: str, drive_id: str | None = None, size: int = 100
    ) -> Iterator[dict[str, Any]]:
        """The files that a query names, oldest first; those of a shared drive only with its id."""
        params = {"q": query, "fields": f"nextPageToken,files({fields})", "orderBy": "createdTime"}
        params |= {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true", "pageSize": str(size)}
        params |= {"corpora": "drive", "driveId": drive_id} if drive_id else {}
        for _ in range(_MOST_PAGES):
            page = self._json("GET", f"{DRIVE}/files", params, about="Drive")
            yield from page.get("files", ())
            if not page.get("nextPageToken"):
                return
            params["pageToken"] = page["nextPageToken"]
        raise GoogleError("too-long", unheard=True)

    def get(self, file: str, fields: str) -> dict[str, Any]:
        """What the fields name of one file."""
        return self._json("GET", f"{DRIVE}/files/{file}", _params(fields), about=file)

    def content(self, file: str) -> bytes:
        """The bytes of a file that is not Google's own kind."""
        params = {"alt": "media", "supportsAllDrives": "true"}
        return self.session.call("GET", f"{DRIVE}/files/{file}", about=file, params=params).content

    def export(self, file: str, mime: str) -> bytes:
        """A file of Google's own kind as another one; Google exports 10 MB at most."""
        url = f"{DRIVE}/files/{file}/export"
        return self.session.call("GET", url, about=file, params={"mimeType": mime}).content

    def new_id(self) -> str:
        """An id to create a file with, so that creating it twice makes one; not for Google's own kinds."""
        params = {"count": "1", "space": "drive", "type": "files"}
        ids: list[str] = self._json("GET", f"{DRIVE}/files/generateIds", params, about="Drive")["ids"]
        return ids[0]

    def create(self, metadata: Mapping[str, Any], media: Media | None, fields: str) -> dict[str, Any]:
        """A new file; safe to repeat only when the metadata brings an id of `new_id`."""
        repeatable = "id" in metadata
        return self._send("POST", "files", metadata, media, fields, str(metadata.get("name")), repeatable)

    def update(
        self, file: str, metadata: Mapping[str, Any], media: Media | None, fields: str, **params: str
    ) -> dict[str, Any]:
        """The same file with other contents or names; doing it twice does no harm."""
        return self._send("PATCH", f"files/{file}", metadata, media, fields, file, True, params)

    def about(self, fields: str) -> dict[str, Any]:
        """Who is signed in, and how much room there is."""
        return self._json("GET", f"{DRIVE}/about", {"fields": fields}, about="Drive")

    # --- sending ----------------------------------------------------------------------------------------------

    def _json(self, method: str, url: str, params: Mapping[str, str], about: str) -> dict[str, Any]:
        return answered(self.session.call(method, url, about=about, params=params))

    def _send(
        self,
        method: str,
        path: str,
        metadata: Mapping[str, Any],
        media: Media | None,
        fields: str,
        about: str,
        repeatable: bool,
        more: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        params = {**_params(fields), **(more or {})}
        if media is None:
            answer = self.session.call(
                method, f"{DRIVE}/{path}", about=about, repeatable=repeatable, params=params, json=metadata
            )
        else:
            body, kind = multipart(metadata, media)
            answer = self.session.call(
                method,
                f"{UPLOAD}/{path}",
                about=about,
                repeatable=repeatable,
                params={**params, "uploadType": "multipart"},
                data=body,
                headers={"Content-Type": kind},
            )
        return answered(answer)


def _params(fields: str) -> dict[str, str]:
    return {"fields": fields, "supportsAllDrives": "true"}


def multipart(metadata: Mapping[str, Any], media: Media) -> tuple[bytes, str]:
    """The body of a multipart/related upload and its content type."""
    boundary = secrets.token_hex(16)
    head = f"--{boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{json.dumps(metadata)}\r\n"
    middle = f"--{boundary}\r\nContent-Type: {media.type}\r\n\r\n"
    body = head.encode() + middle.encode() + media.content + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/related; boundary={boundary}"


def quoted(text: str) -> str:
    """A text as a query of `find` writes it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
