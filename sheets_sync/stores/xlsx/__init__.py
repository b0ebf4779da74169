"""The store without any account: the staff's workbooks and a summary workbook beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sheets_sync.model import Sheet
from sheets_sync.settings.config import Config
from sheets_sync.stores import CurrentTabs
from sheets_sync.stores.xlsx.inputs import read_workbook

if TYPE_CHECKING:
    from sheets_sync.google.session import Session
    from sheets_sync.stores.xlsx.outputs import OutputWorkbook
    from sheets_sync.tables import OutputTab, Rows


def open_store(config: Config, wanted: Callable[[str], bool], _: Callable[[], Session]) -> XlsxStore:
    """The store of a config; see `stores.open_store`."""
    return XlsxStore(config, wanted)


class XlsxStore:
    """Reads the config's inputs and never writes them; writes the config's output, whole or not at all."""

    def __init__(self, config: Config, wanted: Callable[[str], bool]) -> None:
        several = len(config.store.input) > 1
        names = [name if several else None for name in config.store.input]
        self._inputs = dict(zip(names, config.input_paths, strict=True))
        self._wanted = wanted
        self._output_path = config.output_path
        self.unread: list[str] = []

    def read(self) -> tuple[Sheet, ...]:
        """The wanted tabs of all inputs, and the titles of the others in `unread`; raises UnavailableError."""
        self.unread = []
        return tuple(
            sheet
            for book, path in self._inputs.items()
            for sheet in read_workbook(path, book, self._wanted, self.unread)
        )

    @cached_property
    def _output(self) -> OutputWorkbook:
        from sheets_sync.stores.xlsx.outputs import OutputWorkbook  # `check` writes nothing

        return OutputWorkbook(self._output_path, self._inputs)

    def current_tabs(self) -> CurrentTabs:
        """The current output tabs; see `stores.Store`."""
        return self._output.current_tabs()

    def facts(self) -> Mapping[str, str]:
        """What the last sync left for the next one; see `stores.Store`."""
        return self._output.facts()

    def tab(self, title: str) -> Rows:
        """The values of one output tab; see `stores.Store`."""
        if not self._output_path.is_file():
            return ()
        return self._output.tab(title)

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Put these tabs in the place of all of ours; see `stores.Store`."""
        return self._output.write(tabs, facts)
