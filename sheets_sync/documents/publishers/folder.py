"""Documents as files in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count, takewhile
from pathlib import Path

from sheets_sync.documents.libreoffice import to_pdf
from sheets_sync.documents.make import Document
from sheets_sync.documents.publishers import Published, alike_mark
from sheets_sync.documents.trailer import said_in_trailer, trailer_of, with_trailer
from sheets_sync.documents.word_file import Seal, said_of, seal_of, subject_mark
from sheets_sync.errors import UnavailableError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10)}
_LONGEST = 120  # characters: with three bytes to a letter still a file name everywhere


class FolderPublisher:
    """Writes documents into one folder, each whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, document: Document, replace: bool = False) -> Published:
        """Put the document into the folder; raises UnavailableError and leaves the old file whole."""
        seal = _seal_wanted(document)
        names, kept = self._names(document), ""
        for name in names:
            path = self.folder / name
            existing = _read(path)
            sealed = _seal_in(existing, document.format) if existing is not None else None
            done = existing == document.content or (sealed is not None and sealed == seal)
            if not done and (existing is None or replace or _is_ours(sealed, document)):
                _refuse_open(path)
                replace_file(path, _content(document, seal))
            elif not done:
                kept = kept or name
                continue
            left = tuple(takewhile(lambda each: (self.folder / each).exists(), names))
            about = (document.kind, str(document.period), document.format)
            return Published(*about, path.name, str(path), not done, left, kept)
        raise AssertionError("names never end")

    def issued(self, document: Document) -> bytes | None:
        """The Word file there; beside one that a person has edited the new one counts, if there is one."""
        found: bytes | None = None
        for name in self._names(document):
            existing = _read(self.folder / name)
            if existing is None or (found is not None and not _is_ours(seal_of(existing), document)):
                break
            found = existing
            if _is_ours(seal_of(existing), document):
                break
        return found

    # --- which names ----------------------------------------------------------------------------------------------

    def _names(self, document: Document) -> Iterator[str]:
        """The names that may be the document's, the best first; those of other papers are passed over."""
        plain = safe_name(_named(document))
        name = plain if self._may_bear(plain, document) else _marked(plain, document)
        return (each for each in _beside(name) if not self._is_of_another(each, document))

    def _may_bear(self, plain: str, document: Document) -> bool:
        """Whether a document takes its own name: not where it has another one, or another paper has this one."""
        existing = list(takewhile(lambda name: (self.folder / name).exists(), _beside(plain)))
        if any(self._is_named(name, document) for name in existing):
            return True
        if self._is_named(_marked(plain, document), document):
            return False
        return not (existing and self._is_of_another(plain, document))

    def _is_named(self, name: str, document: Document) -> bool:
        """Whether a file, edited since or not, says that it is this document."""
        said = self._said(name)
        return bool(said) and _is_about(said, document)

    def _is_of_another(self, name: str, document: Document) -> bool:
        """Whether a file, edited since or not, says that it is another paper."""
        said = self._said(name)
        return bool(said) and not _is_about(said, document)

    def _said(self, name: str) -> Mapping[str, str]:
        existing = _read(self.folder / name)
        return (said_of(existing) or said_in_trailer(existing)) if existing else {}


def safe_name(name: str) -> str:
    """The name as a plain file name of every system: it can neither leave its folder nor hide there."""
    plain = _UNSAFE.sub("-", name).strip(" .-")
    path = Path(plain or "van-ban")
    stem = path.stem[:_LONGEST].rstrip(" .")
    if stem.partition(".")[0].casefold() in _DEVICES:
        stem = f"{stem}-"
    return f"{stem}{path.suffix[:_LONGEST]}"


def _marked(name: str, document: Document) -> str:
    """The name of a paper whose own name another one bears."""
    path = Path(name)
    return f"{path.stem}-{alike_mark(document)}{path.suffix}"


def _beside(name: str) -> Iterator[str]:
    """The name itself, then those that a new document takes beside one that a person has edited."""
    path = Path(name)
    yield name
    yield f"{path.stem}-ban-moi{path.suffix}"
    for number in count(2):
        yield f"{path.stem}-ban-moi-{number}{path.suffix}"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnavailableError(
            Message(
                N_(
                    "Không đọc được {path}: {error}. Xem lại quyền đọc, ghi của thư mục và tệp ấy rồi chạy lại."
                ),
                {"path": path, "error": error.strerror or error},
            )
        ) from error


def _named(document: Document) -> str:
    """The document's name with the ending of its format."""
    return str(Path(document.name).with_suffix(f".{document.format}"))


def _seal_wanted(document: Document) -> Seal | None:
    """The seal that the file will hold; a PDF holds that of its Word file."""
    return trailer_of(document.content) if document.format == "html" else seal_of(document.content)


def _seal_in(existing: bytes, form: str) -> Seal | None:
    return seal_of(existing) if form == "docx" else trailer_of(existing)


def _content(document: Document, seal: Seal | None) -> bytes:
    if document.format != "pdf":
        return document.content
    assert seal is not None, "a document of ours is sealed"
    return with_trailer(to_pdf(document.content), "pdf", seal)


def _is_ours(sealed: Seal | None, document: Document) -> bool:
    return sealed is not None and _is_about(sealed._asdict(), document)


def _is_about(said: Mapping[str, str], document: Document) -> bool:
    """Whether what a file says of itself is the document's kind, period and subject.

    Papers of version 0.1.0 say nothing of their subject: the first that comes to such a one takes it.
    """
    if (said.get("kind"), said.get("period")) != (document.kind, str(document.period)):
        return False
    return not said.get("subject") or said["subject"] == subject_mark(document.subject)


def _refuse_open(path: Path) -> None:
    """Word puts such a file beside a document that is open in it: `~$` in place of the name's first two letters."""
    lock = path.with_name(f"~${path.name[2:]}")
    if lock.exists():
        raise UnavailableError(
            Message(
                N_(
                    "{path} đang mở trong Word. Đóng văn bản ấy rồi chạy lại; "
                    "nếu không ai mở, xoá tệp {lock} còn sót lại."
                ),
                {"path": path, "lock": lock.name},
            )
        )
