"""One school's config, and what a run opens from it: the session at Google, the store, the results."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sheets_sync.errors import ConfigError, UnavailableError
from sheets_sync.language import N_, Message
from sheets_sync.operations.config_paths import require_apart, require_free
from sheets_sync.pipeline import Progress, silent
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config

if TYPE_CHECKING:
    from sheets_sync.awards.school_law import AppliedLaw
    from sheets_sync.google.session import Gate, Session
    from sheets_sync.model import SchoolYear
    from sheets_sync.results.results import Results
    from sheets_sync.stores import Store

OnMessage = Callable[[Message], None]
"""Receives what people may want to know while a run goes on."""
ProgressContext = Callable[[], AbstractContextManager[Progress]]
"""Opens what shows the steps of a run."""

OWN_TABS = ("Hướng dẫn", "Danh mục", "Danh mục thi đua")  # what `init` puts beside the forms


def read_config(path: Path) -> Config:
    """The config; raises ConfigError, also where a run would write into a file that is not its own."""
    config = load_config(path)
    require_apart(config, path)
    return config


class ReadSchool(NamedTuple):
    """Results by each of some configs, and the tabs of the staff's workbooks that are no form."""

    results: list[Results]
    unread: tuple[str, ...]


class OpenedSchool:
    """A school's config and day; the session and the store are opened when they are first needed."""

    def __init__(
        self,
        config: Config,
        config_path: str,
        day: date,
        gate: Gate | None = None,
        session: Session | None = None,
        notify: OnMessage = silent,
        progress: ProgressContext = lambda: nullcontext(silent),
    ) -> None:
        """`gate` shares a quota at Google with other runs; `session` is one that is open already."""
        self.config, self.config_path, self.day = config, config_path, day
        self.path = Path(config_path)
        self.notify, self.progress = notify, progress
        self._gate = gate
        self.open_session = session

    @property
    def google(self) -> Session:
        """The signed-in session of every Google call of this run; raises ConfigError."""
        if self.open_session is None:
            from sheets_sync.google.session import Session
            from sheets_sync.google.signin import sign_in

            google = self.config.google
            self.open_session = Session(sign_in(google, self.config.folder), google.endpoint, gate=self._gate)
        return self.open_session

    def calls(self) -> dict[str, int]:
        """How many calls to Google were made, by kind; nothing where no session was opened."""
        return asdict(self.open_session.tally) if self.open_session else {}

    @property
    def store(self) -> Store:
        """The config's store, which reads the tabs of our forms."""
        from sheets_sync.school.school import is_form

        return self.store_of(is_form(self.config))

    def store_of(self, wanted: Callable[[str], bool]) -> Store:
        """The config's store, reading the tabs whose titles are wanted; raises ConfigError."""
        if not self.config.store.input:
            text = N_(
                "{path}, [store]: thiếu mục “input”; hãy ghi thêm địa chỉ của trang tính, hoặc chạy sheets-sync init"
            )
            raise ConfigError(Message(text, {"path": self.config_path}))
        from sheets_sync.stores import open_store

        return open_store(self.config, wanted, lambda: self.google)

    def require_free(self, path: Path, option: str) -> None:
        """Raise UsageError where a file to be written, named by an option, is one that the config names."""
        require_free(path, option, self.config, self.path)

    # --- what the sheets say ------------------------------------------------------------------------------------

    def read(self, *configs: Config, law: AppliedLaw | None = None) -> ReadSchool:
        """Read the sheets and compute by this config, or by each of others, and by the config's law unless another is given."""
        from sheets_sync import pipeline
        from sheets_sync.results.closed_months import TITLE, read_book
        from sheets_sync.results.other_year import refuse_other_year

        store = self.store
        with self.progress() as progress:
            sheets = store.read()
            closed = store.tab(self.config.store.titles.get(TITLE, TITLE)) or store.tab(TITLE)
            results = [
                pipeline.compute(sheets, config, self.day, progress, closed, law=law)
                for config in configs or (self.config,)
            ]
        refuse_other_year(results[0], store.facts(), read_book(closed), self._year_of_marks)
        return ReadSchool(results, tuple(title for title in store.unread if title not in OWN_TABS))

    def results(self, law: AppliedLaw | None = None) -> Results:
        """Everything that follows from the sheets, by the law of the config unless another is given."""
        return self.read(law=law).results[0]

    def _year_of_marks(self, results: Results) -> SchoolYear | None:
        """Under which school year an earlier run has read these marks, as the journal knows it."""
        from sheets_sync.journal.journal import Journal, journal_path
        from sheets_sync.journal.run_parts import year_of_marks
        from sheets_sync.journal.runs import Runs

        with Journal(journal_path(self.config, self.path), create=False) as journal:
            return year_of_marks(Runs(journal), results)

    def refuse_other_year(self) -> None:
        """Raise RefusedError where the present data are of another year than the config's, sheets or no sheets."""
        from sheets_sync.results.closed_months import ClosedBook
        from sheets_sync.results.other_year import refuse_year, year_of_outputs

        if not self.config.store.input:
            return
        refuse_year(year_of_outputs(self.store.facts(), ClosedBook()), self.config.year, self.day)
        with suppress(UnavailableError):  # where there are no sheets there is nothing to lose
            self.results()
