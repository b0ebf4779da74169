"""A store that lives in memory: for rehearsals and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets_sync.model import Sheet
from sheets_sync.stores import CurrentTabs
from sheets_sync.tables import OutputTab, Rows


class MemoryStore:
    """Sheets as given; outputs kept as values. `foreign` are tabs that somebody else put where outputs go."""

    def __init__(self, sheets: Sequence[Sheet] = (), foreign: Mapping[str, Rows] | None = None) -> None:
        self.sheets = tuple(sheets)
        self.foreign = dict(foreign or {})
        self.tabs: tuple[OutputTab, ...] = ()
        self.writes = 0
        self.unread: list[str] = []
        self._standing = CurrentTabs({})

    def read(self) -> tuple[Sheet, ...]:
        """The sheets that were given."""
        return self.sheets

    def current_tabs(self) -> CurrentTabs:
        """What was last written."""
        return replace(self._standing, taken=tuple(self.foreign))

    def facts(self) -> Mapping[str, str]:
        """What was last written beside the tabs."""
        return self._standing.facts

    def tab(self, title: str) -> Rows:
        """The values of one tab that was written."""
        return self._standing.tabs.get(title, ())

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Keep these tabs instead of the former ones."""
        self.tabs = tuple(tabs)
        self.writes += 1
        values = {tab.title: tab.values() for tab in tabs}
        self._standing = CurrentTabs(values, {tab.title: tab.digest() for tab in tabs}, dict(facts))
        return True
