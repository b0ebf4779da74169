"""The store in the school's own spreadsheets: one read of each, one atomic write of the outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sheets_sync.config import Config
from sheets_sync.google import Session
from sheets_sync.model import Sheet
from sheets_sync.stores import Standing
from sheets_sync.tables import OutputTab


class GoogleStore:
    """Being built."""

    def __init__(self, config: Config, wanted: Callable[[str], bool], session: Session) -> None:
        self.unread: list[str] = []

    def read(self) -> tuple[Sheet, ...]:
        """."""
        raise NotImplementedError

    def standing(self) -> Standing | None:
        """."""
        raise NotImplementedError

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> None:
        """."""
        raise NotImplementedError
