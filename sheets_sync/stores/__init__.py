"""Where the staff's tabs are read and the output tabs written: one protocol, one module per kind of store.

`settings.store_kinds` lists the kinds. Imports `google`, `results` and what lies below them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from sheets_sync.model import Sheet
from sheets_sync.settings.store_kinds import STORE_KINDS

if TYPE_CHECKING:
    from sheets_sync.google.session import Session
    from sheets_sync.settings.config import Config
    from sheets_sync.tables import OutputTab, Rows


@dataclass(frozen=True)
class CurrentTabs:
    """The current output tabs: their values, and what the last sync left there for the next one.

    A tab without a digest was not made by us; a blank one says that it differs in more than its values. `facts`
    are what the last sync knew (`changes.facts`), `taken` the titles of tabs beside ours, which are somebody's own.
    """

    tabs: Mapping[str, Rows]
    digests: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    taken: tuple[str, ...] = ()


class Store(Protocol):
    """What the pipeline needs of a store; `unread` are the titles of the tabs that `read` left aside."""

    unread: list[str]

    def read(self) -> tuple[Sheet, ...]:
        """The staff's tabs of all inputs; raises UnavailableError."""

    def current_tabs(self) -> CurrentTabs:
        """The current output tabs; none before the first write.

        Raises RefusedError when something of their name is not ours, UnavailableError when it cannot be read.
        """

    def facts(self) -> Mapping[str, str]:
        """What the last sync left for the next one, at less cost than `current_tabs`; nothing where it left none.

        Raises UnavailableError when it cannot be read.
        """

    def tab(self, title: str) -> Rows:
        """The values of one output tab of ours, at less cost than `current_tabs`; none where there is no such tab.

        Raises UnavailableError when it cannot be read.
        """

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Put these tabs in the place of all of ours, whole or not at all; raises UnavailableError.

        Says whether, at the moment of writing, the staff's tabs still held what `read` had seen; where nobody can
        type into them meanwhile they do.
        """


def open_store(config: Config, wanted: Callable[[str], bool], google: Callable[[], Session]) -> Store:
    """The config's store, which reads the tabs whose titles are wanted; raises ConfigError.

    `google` signs in; it is called by a store that needs Google.
    """
    opened: Store = import_module(STORE_KINDS[config.store.kind].module).open_store(config, wanted, google)
    return opened
