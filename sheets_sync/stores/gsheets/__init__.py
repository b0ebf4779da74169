"""The store in the school's own spreadsheets: one read of each, one atomic update of the outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheets_sync.errors import ConfigError, UnavailableError
from sheets_sync.google.drive import file_id
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.session import Session
from sheets_sync.language import N_, Message
from sheets_sync.model import Sheet
from sheets_sync.settings.config import Config
from sheets_sync.stores import CurrentTabs
from sheets_sync.stores.gsheets.outputs import Outputs
from sheets_sync.stores.gsheets.snapshot import FIELDS, TYPED, Snapshot
from sheets_sync.tables import OutputTab, Rows

_MOST_LOOKS = 4  # at the outputs, when it is not clear whether a write went through


def open_store(config: Config, wanted: Callable[[str], bool], google: Callable[[], Session]) -> GoogleStore:
    """The store of a config; see `stores.open_store`."""
    return GoogleStore(config, wanted, google())


class GoogleStore:
    """Reads the config's spreadsheets; writes only tabs of its own, into the first of them or another one.

    A write whose answer was lost is never simply repeated: the spreadsheet is looked at first.
    """

    def __init__(self, config: Config, wanted: Callable[[str], bool], session: Session) -> None:
        self._wanted, self._session = wanted, session
        self._inputs = tuple(dict.fromkeys(file_id(text) for text in config.store.input))
        if not self._inputs:
            text = N_(
                'Chưa ghi trang tính nào: [store] input = "<địa chỉ trang tính>", hoặc chạy sheets-sync init.'
            )
            raise ConfigError(Message(text))
        self._output = file_id(config.store.output) if config.store.output else self._inputs[0]
        self._seen: dict[str, Snapshot] = {}
        self._current: Outputs | None = None
        self.unread: list[str] = []

    # --- reading ----------------------------------------------------------------------------------------------

    def read(self) -> tuple[Sheet, ...]:
        """The wanted tabs of all inputs, and the titles of the others in `unread`; raises UnavailableError."""
        self._seen.clear()
        self._current = None
        self.unread = []
        sheets = []
        for book, snapshot in self._books.items():
            for tab in snapshot.others:
                if self._wanted(tab.title):
                    sheets.append(snapshot.sheet(tab, book))
                else:
                    self.unread.append(tab.title)
        return tuple(sheets)

    def current_tabs(self) -> CurrentTabs:
        """The current output tabs; see `stores.Store`."""
        return self._outputs.current_tabs

    def facts(self) -> Mapping[str, str]:
        """What the last sync left for the next one; see `stores.Store`."""
        return self._outputs.current_tabs.facts

    def tab(self, title: str) -> Rows:
        """The values of one output tab; see `stores.Store`."""
        return self._outputs.current_tabs.tabs.get(title, ())

    def _look(self, spreadsheet: str) -> Snapshot:
        self._current = None
        snapshot = Snapshot(self._session.spreadsheet(spreadsheet, FIELDS))
        try:
            snapshot.look_through()
        except (AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            text = N_("Google trả về trang tính {id} thiếu hoặc lạ ({error}). Chưa ghi gì; chạy lại sau.")
            raise UnavailableError(
                Message(text, {"id": spreadsheet, "error": type(error).__name__})
            ) from error
        self._seen[spreadsheet] = snapshot
        return snapshot

    @property
    def _books(self) -> Mapping[str | None, Snapshot]:
        """The inputs by the name that messages call them: their title in Drive, where no two are alike."""
        seen = [self._seen.get(spreadsheet) or self._look(spreadsheet) for spreadsheet in self._inputs]
        if len(seen) == 1:
            return {None: seen[0]}
        times = Counter(snapshot.title for snapshot in seen)
        return {
            snapshot.title
            if times[snapshot.title] == 1
            else f"{snapshot.title} ({snapshot.id[:8]})": snapshot
            for snapshot in seen
        }

    @property
    def _outputs(self) -> Outputs:
        if self._current is None:
            snapshot = self._seen.get(self._output) or self._look(self._output)
            self._current = Outputs(snapshot, self._books)
        return self._current

    # --- writing ----------------------------------------------------------------------------------------------

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Put these tabs in the place of ours, all or none; see `stores.Store`."""
        planned_on = self._outputs
        read = planned_on.snapshot
        for _ in range(_MOST_LOOKS):
            outputs = self._outputs
            requests = outputs.requests(tabs, facts, self._session.account, planned_on)
            if not requests:
                return read.unchanged_in(outputs.snapshot.data)
            try:
                return read.unchanged_in(self._update(requests))
            except GoogleError as error:
                if not self._worth_another_look(error, outputs.snapshot):
                    raise
                failure = error
        raise failure

    def _update(self, requests: list[dict[str, object]]) -> dict[str, Any]:
        """Write, and see in the answer what people's tabs held at that very moment."""
        answer = self._session.update(self._output, requests, response=TYPED)
        del self._seen[self._output]
        self._current = None
        seen: dict[str, Any] = answer.get("updatedSpreadsheet", {})
        return seen

    def _worth_another_look(self, error: GoogleError, before: Snapshot) -> bool:
        """After a lost answer it may have been written; after a refusal somebody may have changed the tabs."""
        if not error.uncertain and error.status != 400:
            return False
        after = self._look(self._output)
        return error.uncertain or _tabs(after) != _tabs(before)


def _tabs(snapshot: Snapshot) -> list[tuple[int, str, object]]:
    return [(tab.id, tab.title, tab.data.get("charts")) for tab in snapshot.tabs]
