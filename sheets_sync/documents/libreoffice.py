"""LibreOffice, where it is installed, makes a PDF of a Word file: with a profile of its own, and not for ever."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message

TIMEOUT = 180  # seconds for one document; a first start on a slow machine takes half a minute
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_office() -> str | None:
    """The program, or nothing where it is not installed."""
    return next(_candidates(), None)


def _candidates() -> Iterator[str]:
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            yield found
    yield from (path for path in _ELSEWHERE if Path(path).is_file())


def require_office() -> str:
    """The program; raises UnavailableError saying how to get it."""
    office = find_office()
    if office is None:
        raise UnavailableError(
            Message(
                N_(
                    "Chưa thấy LibreOffice trên máy này nên chưa viết được pdf. Cài LibreOffice (libreoffice.org) rồi chạy "
                    "lại, hoặc viết docx rồi lưu thành PDF trong Word."
                )
            )
        )
    return office


def to_pdf(content: bytes, timeout: float = TIMEOUT) -> bytes:
    """The Word file as a PDF; raises UnavailableError where that fails or takes too long."""
    office = require_office()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "van-ban.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "van-ban.docx"]
        try:
            subprocess.run(
                command,
                cwd=folder,
                check=True,
                capture_output=True,
                timeout=timeout,
                env=_environment(folder),
            )
            return (folder / "van-ban.pdf").read_bytes()
        except subprocess.TimeoutExpired as error:
            text = N_(
                "LibreOffice chạy quá {seconds} giây mà chưa xong. Đóng các cửa sổ LibreOffice rồi chạy lại."
            )
            raise UnavailableError(Message(text, {"seconds": int(timeout)})) from error
        except (subprocess.CalledProcessError, OSError) as error:
            text = N_(
                "LibreOffice không chuyển được văn bản sang pdf ({error}). Mở thử LibreOffice rồi chạy lại."
            )
            raise UnavailableError(Message(text, {"error": error})) from error


def _environment(folder: Path) -> dict[str, str]:
    """Ours, with a home of its own where there is none to write to, as under cron."""
    return {**os.environ, "HOME": os.environ.get("HOME") or str(folder)}
