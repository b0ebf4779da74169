"""Whether two paths are one file: by the file itself where both are there, else by where their links lead."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import NamedTuple


class FileIdentity(NamedTuple):
    """A path without its links, in the form in which names are one on every system, and the file if it is there."""

    name: str
    file: tuple[int, int] | None

    @classmethod
    def of(cls, path: Path) -> FileIdentity:
        """The identity of the file at a path, or of one that would be there."""
        name = unicodedata.normalize("NFC", _real(path)).casefold()
        try:
            found = path.stat()
        except (OSError, ValueError):  # not there, or no path of this system
            return cls(name, None)
        return cls(name, (found.st_dev, found.st_ino))

    def is_same(self, other: FileIdentity) -> bool:
        """Whether both are one file; hard links are, two names that differ by case only where they are one here."""
        if self.file and other.file:
            return self.file == other.file
        return self.name == other.name


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # a zero byte, which no system takes
        return str(path)


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths are one file, or would be."""
    return FileIdentity.of(one).is_same(FileIdentity.of(other))
