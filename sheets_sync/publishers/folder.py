"""Documents as files in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from sheets_sync.documents import Document
from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message
from sheets_sync.publishers import Published
from sheets_sync.stores.atomic_file import replace_file
from sheets_sync.word_file import seal_of

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST = 120  # characters: with three bytes to a letter still a file name everywhere


class FolderPublisher:
    """Writes documents into one folder, each whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, document: Document, replace: bool = False) -> Published:
        """Put the document into the folder; raises UnavailableError, what stands there whole."""
        for name in _names(safe_name(document.name)):
            path = self.folder / name
            standing = _read(path)
            if standing == document.content or _same_content(standing, document):
                return self._published(document, path, changed=False)
            if standing is None or replace or _is_ours(standing, document):
                _refuse_open(path)
                replace_file(path, document.content)
                return self._published(document, path, changed=True)
        raise AssertionError("names never end")

    def _published(self, document: Document, path: Path, changed: bool) -> Published:
        return Published(document.kind, str(document.period), document.format, path.name, str(path), changed)


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


def _is_ours(standing: bytes, document: Document) -> bool:
    sealed = seal_of(standing)
    return sealed is not None and (sealed.kind, sealed.period) == (document.kind, str(document.period))


def _same_content(standing: bytes | None, document: Document) -> bool:
    """Untouched and saying the same, though another machine may have zipped it otherwise."""
    sealed = seal_of(standing) if standing else None
    return sealed is not None and sealed == seal_of(document.content)


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
