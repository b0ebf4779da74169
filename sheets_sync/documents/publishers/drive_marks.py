"""What a file on Drive bears of ours: its key, and by what a later edit by a person shows.

All of it is recorded in the one request that writes the file, so that no lost reply can part a file from its marks.
Of a Word or PDF file the MD5 is known before the upload, and Drive reports that of the current file. A Google Doc
has none, and when it was converted only Google knows; so that request sets `modifiedTime` itself and notes the same
moment. Drive shows the marks (appProperties) to nobody but our own OAuth client, and takes 124 bytes for each. Somebody
who copies our file may copy the marks with it, so they also hold the file's id where it is known beforehand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self

from sheets_sync.google.drive import DOCUMENT, Media

KEY, DIGEST, NAME, ID = "sheetsSyncKey", "sheetsSyncDigest", "sheetsSyncName", "sheetsSyncId"
GROUP = "sheetsSyncGroup"  # of a paper about one subject in a file that a person made: its kind and period
MD5, WRITTEN = "sheetsSyncMd5", "sheetsSyncWritten"
FIELDS = (
    "id,name,mimeType,trashed,createdTime,modifiedTime,md5Checksum,size,webViewLink,appProperties,"
    "lastModifyingUser(me,displayName)"
)
SETTLING = timedelta(
    minutes=2
)  # Google may go on with a conversion for some seconds, and count that as a change


def key_of(*parts: object) -> str:
    """What identifies a document, made short enough for a mark."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def metadata_of(
    kind: str, key: str, digest: str, name: str, media: Media, now: datetime, file: str = ""
) -> dict[str, Any]:
    """What is sent with a document's contents: its type on Drive, and the marks; `file` is its id, if it has one."""
    marks = {KEY: key, DIGEST: digest, NAME: key_of(name)} | ({ID: file} if file else {})
    if kind != DOCUMENT:
        md5 = hashlib.md5(media.content, usedforsecurity=False).hexdigest()
        return {"mimeType": kind, "appProperties": {**marks, MD5: md5}}
    moment = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"mimeType": kind, "modifiedTime": moment, "appProperties": {**marks, WRITTEN: moment}}


class DriveFile(NamedTuple):
    """A file on Drive; `by_us` where nobody else is known to have changed it last."""

    id: str
    name: str
    type: str
    link: str
    trashed: bool
    created: str
    modified: str
    md5: str
    size: int
    by_us: bool
    editor: str
    marks: Mapping[str, str]

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Self:
        """The file that an answer with FIELDS describes."""
        user = answer.get("lastModifyingUser")  # left out for somebody who came by a public link
        return cls(
            answer["id"],
            answer.get("name", ""),
            answer.get("mimeType", ""),
            answer.get("webViewLink", ""),
            answer.get("trashed", False),
            answer.get("createdTime", ""),
            answer.get("modifiedTime", ""),
            answer.get("md5Checksum", ""),
            int(answer.get("size", 0)),
            user is None or user.get("me", False),
            (user or {}).get("displayName", ""),
            answer.get("appProperties", {}),
        )

    @property
    def key(self) -> str | None:
        """The key of the document in it, unless it is none of ours, or somebody's copy."""
        return self.marks.get(KEY) if self.marks.get(ID, self.id) == self.id else None

    @property
    def age(self) -> tuple[str, str]:
        """Sorts the oldest of several files first, in the same order for every run."""
        return self.created, self.id

    @property
    def is_renamed(self) -> bool:
        """Whether it has another name than when we last wrote it."""
        return self.marks.get(NAME) != key_of(self.name)

    @property
    def looks_edited(self) -> bool:
        """Whether its contents may not be ours any more; a new name alone shows on a Google Doc as well."""
        if self.type != DOCUMENT:
            return self.md5 != self.marks.get(MD5)
        return not self.by_us or self.is_touched_since(self.modified)

    def is_touched_since(self, moment: str) -> bool:
        """Whether a moment lies after our last write to this Google Doc, what Google still did then not counted."""
        try:
            written = datetime.fromisoformat(self.marks.get(WRITTEN, ""))
            return datetime.fromisoformat(moment) > written + SETTLING
        except (ValueError, TypeError):  # not our marks as we wrote them
            return True

    @property
    def is_stamped_otherwise(self) -> bool:
        """Whether Google set quite another moment than we did when this Google Doc was written."""
        if self.type != DOCUMENT or WRITTEN not in self.marks:
            return False
        apart = datetime.fromisoformat(self.modified) - datetime.fromisoformat(self.marks[WRITTEN])
        return abs(apart) > SETTLING

    def bears(self, digest: str) -> bool:
        """Whether these contents were the last that we wrote."""
        return self.marks.get(DIGEST) == digest
