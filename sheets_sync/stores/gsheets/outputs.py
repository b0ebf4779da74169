"""The output tabs in a spreadsheet: which are ours, and the one update that makes them as wanted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from sheets_sync.google.json_types import Json
from sheets_sync.model import CellError, RawCell, Where
from sheets_sync.stores import CurrentTabs
from sheets_sync.stores.gsheets.grid import fixed_id
from sheets_sync.stores.gsheets.render import marking, remembering, requests
from sheets_sync.stores.gsheets.snapshot import FACTS, Snapshot, Tab, TabMark
from sheets_sync.tables import CellValue, OutputTab, Rows, trimmed
from sheets_sync.text.vietnamese import fold


@dataclass(frozen=True)
class Outputs:
    """The spreadsheet that holds the outputs, and those that hold the staff's tabs, by book."""

    snapshot: Snapshot
    inputs: Mapping[str | None, Snapshot]

    @cached_property
    def current_tabs(self) -> CurrentTabs:
        """The current tabs of ours; one that was renamed, or whose links lead elsewhere by now, counts as changed."""
        tabs, digests = {}, {}
        for name, tab in self.snapshot.ours.items():
            tabs[name] = _values(tab)
            digests[name] = tab.mark.digest if tab.mark and self._is_current(tab, tab.mark) else ""
        taken = tuple(title for title in self.snapshot.titles if fold(title) not in self._own_titles)
        return CurrentTabs(tabs, digests, self.snapshot.facts, taken)

    def differs(self, tab: OutputTab) -> bool:
        """Whether the current tab is not the wanted one."""
        current = self.current_tabs
        return current.digests.get(tab.title) != tab.digest() or not tab.has_values(current.tabs[tab.title])

    def requests(
        self, wanted: Sequence[OutputTab], facts: Mapping[str, str], account: str, planned_on: Outputs
    ) -> list[Json]:
        """The one atomic update: tabs no longer wanted go, those that differ are written whole; nothing if none does.

        Only what the plan was to change, by the look that it was made on: another machine may have closed a month
        since, and what it wrote beside our changes stays.
        """
        ours, ids = self.snapshot.ours, self._ids(wanted)
        titles = {tab.title for tab in wanted}
        made: list[Json] = []
        for tab in wanted:
            if self.differs(tab) and planned_on.differs(tab):
                mark = TabMark(tab.title, ids[tab.title], tab.digest(), self._places)
                current = ours.get(tab.title)
                made += requests(tab, mark.sheet, current, account, lambda where: self._address(where, ids))
                made.append(marking(mark, current))
        # after the others are there: the last tab of a spreadsheet cannot be deleted
        gone = [tab for name, tab in ours.items() if name not in titles and name in planned_on.snapshot.ours]
        made += [{"deleteSheet": {"sheetId": tab.id}} for tab in gone]
        if dict(facts) != dict(self.snapshot.facts):
            text = json.dumps(dict(facts), ensure_ascii=False, separators=(",", ":"))
            made.append(remembering(FACTS, text, {"spreadsheet": True}, self.snapshot.facts_id))
        return made

    # --- ids and links ----------------------------------------------------------------------------------------

    @property
    def _own_titles(self) -> set[str]:
        return {fold(tab.title) for tab in self.snapshot.ours.values()}

    def _is_current(self, tab: Tab, mark: TabMark) -> bool:
        return tab.title == mark.tab and mark.places == self._places

    def _ids(self, wanted: Sequence[OutputTab]) -> dict[str, int]:
        """The sheetId of every wanted tab: its own where it exists, else one that follows from its title."""
        ids = {name: tab.id for name, tab in self.snapshot.ours.items()}
        taken = {int(sheet["properties"].get("sheetId", 0)) for sheet in self.snapshot.data.get("sheets", ())}
        for tab in wanted:
            if tab.title not in ids:
                ids[tab.title] = fixed_id(f"sheets-sync {tab.title}", taken)
        return ids

    @cached_property
    def _places(self) -> str:
        """A digest of where the staff's tabs are, for links lead there."""
        places = [(book.id, tab.id, tab.title) for book in self.inputs.values() for tab in book.others]
        return hashlib.sha256(repr(sorted(places)).encode("utf-8", "replace")).hexdigest()[:16]

    def _address(self, where: Where, ids: Mapping[str, int]) -> str | None:
        book = self.inputs.get(where.book)
        if where.book is None and where.tab in ids:
            return _link(None, ids[where.tab], where.cell)
        tab = next((tab for tab in _tabs(book) if fold(tab.title) == fold(where.tab)), None)
        if book is None or tab is None:
            return None
        return _link(None if book.id == self.snapshot.id else book.id, tab.id, where.cell)


def _tabs(book: Snapshot | None) -> Iterator[Tab]:
    return book.others if book else iter(())


def _link(spreadsheet: str | None, sheet_id: int, cell: str | None) -> str:
    """A link into this spreadsheet or into another one."""
    place = f"#gid={sheet_id}" + (f"&range={cell}" if cell else "")
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit{place}" if spreadsheet else place


def _values(tab: Tab) -> Rows:
    return trimmed([_plain(cell) for cell in row] for row in tab.rows)


def _plain(cell: RawCell) -> CellValue:
    if isinstance(cell, float):
        return Decimal(repr(cell))
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or (isinstance(cell, int) and not isinstance(cell, bool)):
        return cell
    return cell.text if isinstance(cell, CellError) else str(cell) or None
