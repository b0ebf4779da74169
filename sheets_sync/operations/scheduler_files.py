"""What starts the nightly run of one school: the shipped files with this program's path and the school's folder."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from sheets_sync.files.shipped import unattended


def program() -> tuple[str, ...]:
    """How this program is called from anywhere: its own path, or Python and the package."""
    called = Path(sys.argv[0])
    if called.name.startswith("sheets-sync"):
        found = shutil.which(sys.argv[0]) or sys.argv[0]
        return (str(Path(os.path.abspath(found))),)  # noqa: PTH100  (a link of pipx stays what it is)
    return (sys.executable, "-m", "sheets_sync")


def files(folder: Path, words: Sequence[str]) -> dict[str, str]:
    """The files by name; `words` are the program and what names its config."""
    return {name: _filled(unattended(name), swap(folder, words)) for name, swap in _SWAPS.items()}


def _filled(text: str, swaps: Mapping[str, str]) -> str:
    for sample, own in swaps.items():
        assert sample in text, f"no {sample} in the sample"
        text = text.replace(sample, own)
    return text


def _cron(folder: Path, words: Sequence[str]) -> dict[str, str]:
    place, command = (
        each.replace("%", "\\%") for each in (shlex.quote(str(folder)), shlex.join(words))
    )  # a bare per cent sign ends the line for cron
    return {'"$HOME/thi-dua"': place, '"$HOME/.local/bin/sheets-sync"': command}


def _service(folder: Path, words: Sequence[str]) -> dict[str, str]:
    place = str(folder).replace("%", "%%")
    return {"%h/thi-dua": place, "%h/.local/bin/sheets-sync": " ".join(map(_unit_word, words))}


def _unit_word(word: str) -> str:
    """A word as systemd reads it; most need no quotes."""
    word = word.replace("%", "%%").replace("$", "$$")
    plain = all(sign.isalnum() or sign in "%$/._-+@:" for sign in word)
    return word if plain else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _task(folder: Path, words: Sequence[str]) -> dict[str, str]:
    more = "".join(f'"{word}" ' if " " in word else f"{word} " for word in words[1:])
    return {
        r"C:\thi-dua\.venv\Scripts\sheets-sync.exe": escape(words[0]),
        "<Arguments>": f"<Arguments>{escape(more)}",
        r"<WorkingDirectory>C:\thi-dua<": f"<WorkingDirectory>{escape(str(folder))}<",
    }


_SWAPS: Mapping[str, Callable[[Path, Sequence[str]], dict[str, str]]] = {
    "crontab": _cron,
    "sheets-sync.service": _service,
    "sheets-sync.timer": lambda folder, words: {},
    "sheets-sync.xml": _task,
}
