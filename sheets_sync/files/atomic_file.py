"""A file's new contents in one step: whoever looks sees the whole old file or the whole new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message


def replace_file(path: Path, contents: bytes) -> None:
    """Write the contents beside the file and move them there; raises UnavailableError, the old file whole.

    What a killed run has left beside it is removed first.
    """
    path = path.resolve()  # a link stays a link
    _refuse_open(path)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        _remove_leftovers(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(new, contents, _mode(path))
        new.replace(path)
    except OSError as error:
        raise _unavailable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write(path: Path, contents: bytes, mode: int | None) -> None:
    with path.open("xb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


def _mode(path: Path) -> int | None:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else None


def _remove_leftovers(path: Path) -> None:
    prefix = f".{path.name}."
    for found in path.parent.iterdir() if path.parent.is_dir() else ():
        if found.name.startswith(prefix) and found.name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                found.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the move itself last through a power cut, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def lock_beside(path: Path) -> str | None:
    """The file that Excel and LibreOffice put beside a workbook that is open in them, if it is there."""
    locks = (f"~${path.name}", f".~lock.{path.name}#")
    return next((lock for lock in locks if path.with_name(lock).exists()), None)


def _refuse_open(path: Path) -> None:
    if lock := lock_beside(path):
        text = N_(
            "{path} đang mở trong Excel hoặc LibreOffice. Đóng tệp ấy rồi chạy lại; nếu không ai mở, xoá tệp {lock} còn sót lại."
        )
        raise UnavailableError(Message(text, {"path": path, "lock": lock}))


def _unavailable(path: Path, error: OSError) -> UnavailableError:
    if isinstance(error, PermissionError):
        text = N_("Không ghi được {path}: tệp đang mở ở chương trình khác hoặc không có quyền ghi. {kept}")
        remedy = N_("Tệp cũ còn nguyên; đóng tệp ấy hoặc xin quyền ghi, rồi chạy lại.")
    else:
        text = N_("Không ghi được {path}: {error}. {kept}")
        remedy = N_("Tệp cũ còn nguyên; xem đĩa còn chỗ không, rồi chạy lại.")
    params = {"path": path, "error": error.strerror or error, "kept": Message(remedy)}
    return UnavailableError(Message(text, params))
