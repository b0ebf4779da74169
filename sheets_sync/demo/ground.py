"""The folder in which the demo's year is played: an empty one, or one where it was played and nobody touched since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.demo import CONFIG, CONFIG_TEXT
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message

JOURNAL = "nhat-ky.sqlite"
PLAYED = "nam-hoc-mau.json"
"""Which files the year has left, each with its digest, so that a later play knows what it may take away."""
_CONFIG_TEXT = f"""\
{CONFIG_TEXT}
[deadlines.dates]
year-plan = "2023-09-15"
term-summary = "2024-02-06"
year-summary = "2024-05-31"

[journal]
path = "{JOURNAL}"             # nhật ký và khoá nằm ngay đây: năm học mẫu không chạm vào đâu khác trên máy
"""


def prepare(folder: Path) -> None:
    """Make the folder ready, with the config and nothing else in it.

    Raises RefusedError where there is anything that the year has not left just so, UnavailableError where writing fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        replace_file(folder / CONFIG, _CONFIG_TEXT.encode())
    except OSError as error:
        text = N_("Không ghi được vào thư mục {path}: {error}. Chọn thư mục khác.")
        raise UnavailableError(Message(text, {"path": folder, "error": error.strerror or error})) from error


def remember(folder: Path) -> None:
    """Note what is in the folder by now."""
    digests = {path.relative_to(folder).as_posix(): _digest(path) for path in _files(folder)}
    replace_file(folder / PLAYED, json.dumps(digests, ensure_ascii=False, indent=1).encode())


def _clear(folder: Path) -> None:
    """Take away what an earlier play has left, all of it or nothing."""
    left = _left(folder / PLAYED)
    files = list(_files(folder))
    for path in files:
        if left.get(path.relative_to(folder).as_posix()) != _digest(path):
            text = N_(
                "{path} không phải do năm học mẫu để lại, hoặc đã có người sửa, nên không xoá. Chọn một thư mục trống."
            )
            raise RefusedError(Message(text, {"path": path}))
    for path in (*files, *_own(folder)):
        path.unlink()


def _left(note: Path) -> dict[str, str]:
    try:
        return dict(json.loads(note.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def _files(folder: Path) -> Iterator[Path]:
    """Every file that a person may have put there or changed."""
    own = set(_own(folder))
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in own)


def _own(folder: Path) -> Iterator[Path]:
    """The journal with its lock, and the note; a journal alone is no sign of a play, and stays."""
    if (folder / PLAYED).is_file():
        yield folder / PLAYED
        yield from sorted(folder.glob(f"{JOURNAL}*"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
