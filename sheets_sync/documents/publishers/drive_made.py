"""Files that a person made once for us: `[reports.files]`, the way for an account that owns no storage."""

from __future__ import annotations

from sheets_sync.documents.make import Document
from sheets_sync.documents.publishers.drive_marks import FIELDS, GROUP, DriveFile, key_of
from sheets_sync.errors import ConfigError
from sheets_sync.google.drive import DOCUMENT, DOCX, HTML, PDF, Drive, file_id
from sheets_sync.language import N_, Message
from sheets_sync.settings.key_types import Names

_FITTING = {"docx": (DOCX, DOCUMENT), "gdoc": (DOCUMENT,), "pdf": (PDF,), "html": (HTML,)}
_KNOWN = (DOCX, DOCUMENT, PDF, HTML)


def file_made_for(document: Document, files: Names, drive: Drive) -> DriveFile | None:
    """The file that the config names for a document, the most specific entry that fits; raises ConfigError.

    Such a file is for the whole of a kind, not for one person's or team's part of it. A Google Doc takes what is wanted as a Word file, too; an entry without a format is not for a file of another.
    """
    if document.is_part:
        return None
    kind, period, form = document.kind, document.period, document.format
    for entry in (f"{kind} {period}.{form}", f"{kind} {period}", f"{kind}.{form}", kind):
        if entry not in files:
            continue
        file = DriveFile.of(drive.get(file_id(files[entry]), FIELDS))
        if file.trashed:
            raise ConfigError(_in_the_bin(entry, file.name))
        if file.type in _FITTING[form]:
            return file
        if entry.endswith(f".{form}") or file.type not in _KNOWN:
            raise ConfigError(_unfit(entry, file))
    return None


def made_key(document: Document, file: DriveFile) -> str:
    """The key that a document has in a file that a person made: one file takes a kind's paper of every period."""
    return key_of("made", file.id, *([document.subject] if document.subject else []))


def made_group(document: Document) -> str:
    """What the papers about the movements or authorities of one period have in common."""
    return key_of(document.kind, document.period) if document.subject else ""


def is_taken(file: DriveFile, document: Document) -> bool:
    """Whether such a file holds the paper of another subject of the same kind and period."""
    group = file.marks.get(GROUP)
    return group is not None and group == made_group(document) and file.key != made_key(document, file)


def is_blank(file: DriveFile, drive: Drive) -> bool:
    """Whether nobody has written anything into a file yet."""
    if file.type == DOCUMENT:
        return not drive.export(file.id, "text/plain").decode("utf-8-sig", "replace").strip()
    return file.size == 0


def taken_over(file: DriveFile) -> Message:
    """That a file had contents before it was written for the first time."""
    text = N_(
        "“{name}” ghi ở [reports.files] vốn đã có nội dung; nội dung ấy nay nằm trong lịch sử phiên bản của tệp "
        "({link})."
    )
    return Message(text, {"name": file.name, "link": file.link})


def _in_the_bin(entry: str, name: str) -> Message:
    text = N_(
        "[reports.files] “{entry}” chỉ tới “{name}”, đang nằm trong thùng rác của Drive. "
        "Khôi phục tệp ấy, hoặc ghi mã của một tệp khác."
    )
    return Message(text, {"entry": entry, "name": name})


def _unfit(entry: str, file: DriveFile) -> Message:
    text = N_(
        "[reports.files] “{entry}” chỉ tới “{name}” ({type}), không phải loại tệp cần dùng: Google Tài liệu hoặc tệp "
        "Word cho docx, Google Tài liệu cho gdoc, tệp PDF cho pdf. Tạo một tệp như thế rồi ghi mã của nó."
    )
    return Message(text, {"entry": entry, "name": file.name, "type": file.type})
