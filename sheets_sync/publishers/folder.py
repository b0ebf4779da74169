"""Documents as files in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path

from sheets_sync.documents import Document
from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message
from sheets_sync.office import to_pdf
from sheets_sync.publishers import Published
from sheets_sync.stores.atomic_file import replace_file
from sheets_sync.trailer import trailer_of, with_trailer
from sheets_sync.word_file import Seal, seal_of

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST = 120  # characters: with three bytes to a letter still a file name everywhere


class FolderPublisher:
    """Writes documents into one folder, each whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, document: Document, replace: bool = False) -> Published:
        """Put the document into the folder; raises UnavailableError, what stands there whole."""
        seal = _seal_wanted(document)
        names = _names(safe_name(_named(document)))
        for name in names:
            path = self.folder / name
            standing = _read(path)
            sealed = _seal_standing(standing, document.format) if standing is not None else None
            if standing == document.content or (sealed is not None and sealed == seal):
                return self._published(document, path, False, names)
            if standing is None or replace or _is_ours(sealed, document):
                _refuse_open(path)
                replace_file(path, _content(document, seal))
                return self._published(document, path, True, names)
        raise AssertionError("names never end")

    def issued(self, document: Document) -> bytes | None:
        """The Word file that stands there; beside one that a person has edited the new one counts, if there is one."""
        found: bytes | None = None
        for name in _names(safe_name(document.name)):
            standing = _read(self.folder / name)
            if standing is None or (found is not None and not _is_ours(seal_of(standing), document)):
                break
            found = standing
            if _is_ours(seal_of(standing), document):
                break
        return found

    def _published(self, document: Document, path: Path, changed: bool, later: Iterator[str]) -> Published:
        period, left = str(document.period), takewhile(lambda name: (self.folder / name).exists(), later)
        return Published(document.kind, period, document.format, path.name, str(path), changed, tuple(left))


def safe_name(name: str) -> str:
    """The name as a plain file name of every system: it can neither leave its folder nor hide there."""
    plain = _UNSAFE.sub("-", name).strip(" .-")
    path = Path(plain or "van-ban")
    return f"{path.stem[:_LONGEST].rstrip()}{path.suffix[:_LONGEST]}"


def _names(name: str) -> Iterator[str]:
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
    """What the file will say of itself; a PDF is told by the Word file that it is made of."""
    return trailer_of(document.content) if document.format == "html" else seal_of(document.content)


def _seal_standing(standing: bytes, form: str) -> Seal | None:
    return seal_of(standing) if form == "docx" else trailer_of(standing)


def _content(document: Document, seal: Seal | None) -> bytes:
    if document.format != "pdf":
        return document.content
    assert seal is not None, "a document of ours is sealed"
    return with_trailer(to_pdf(document.content), "pdf", seal)


def _is_ours(sealed: Seal | None, document: Document) -> bool:
    return sealed is not None and (sealed.kind, sealed.period) == (document.kind, str(document.period))


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
