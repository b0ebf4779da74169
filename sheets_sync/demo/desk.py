"""The desk at which the program is run in the demo's year: each run on the day of its station, and in the journal.

The moments in the journal are those of the year that is played, so that the same play leaves the same journal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sheets_sync import __version__, pipeline
from sheets_sync.demo import CONFIG, WORKBOOK, bytes_of
from sheets_sync.demo.draft import Drafts
from sheets_sync.documents import make
from sheets_sync.documents import verify as claims
from sheets_sync.documents.kinds import find_kind
from sheets_sync.documents.papers_due import due_now
from sheets_sync.documents.publishers import Published
from sheets_sync.documents.publishers.folder import FolderPublisher
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.files.lock import one_at_a_time
from sheets_sync.journal import compare, run_parts
from sheets_sync.journal.journal import Journal, journal_path, lock_path
from sheets_sync.journal.runs import UNFINISHED, RunNote, RunPart, Runs
from sheets_sync.model import Month, Period
from sheets_sync.results import closing
from sheets_sync.results.closed_months import TITLE
from sheets_sync.results.results import Results
from sheets_sync.school.school import is_form
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.views import as_json

_SCHOOL = "truong-mau"  # machine and account in the journal
_OF_SYNC = ("since", "tab")  # the parts of a sync that a report has none of


@dataclass(frozen=True)
class SyncedSchool:
    """What a sync has computed, which tabs it wrote, and what it left in the journal."""

    results: Results
    tabs: tuple[str, ...]
    parts: tuple[RunPart, ...] = field(repr=False)


@dataclass
class _Run:
    note: RunNote
    parts: list[RunPart] = field(default_factory=list)


class Desk:
    """The program's own commands, without their words, on the school in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = load_config(folder / CONFIG)

    def type_in(self, drafts: Drafts) -> None:
        """Let the staff's workbook hold these tabs."""
        replace_file(self.folder / WORKBOOK, bytes_of(drafts))

    # --- reading --------------------------------------------------------------------------------------------------

    def check(self, day: date) -> Results:
        """What `check` finds."""
        store = self._store()
        return pipeline.compute(store.read(), self.config, day, closed=store.tab(TITLE))

    def plans_nothing(self, day: date) -> bool:
        """Whether a sync would find everything written already."""
        with self._journal() as journal:
            options = self._options(Runs(journal))
            return not pipeline.plan(self._store(), self.config, day, options=options).plan.changed

    def verify(self, paper: Path) -> claims.Claim:
        """What a paper says of itself."""
        return claims.document_claim(paper)

    def known(self, claim: claims.Claim) -> RunNote | None:
        """The run that published what a paper claims."""
        with self._journal() as journal:
            return claims.known(Runs(journal), claim)[0]

    def history(self) -> list[RunNote]:
        """Every run of the year, the newest first."""
        with self._journal() as journal:
            return Runs(journal).latest(1000)

    def replay(self, note: RunNote) -> tuple[str, ...]:
        """What comes out otherwise when a run is computed again."""
        with self._journal() as journal:
            return compare.replay(Runs(journal), note, self.folder).differs

    # --- writing --------------------------------------------------------------------------------------------------

    def sync(self, day: date, closes: Month | None = None) -> SyncedSchool:
        """One evening's sync, closing a month where one is named."""
        with self._recorded("close" if closes else "sync", day) as (run, runs):
            decide = closing.closing_of(closes) if closes else closing.by_date
            options = self._options(runs, decide)
            planned, titles = pipeline.sync(self._store(), self.config, day, options=options)
            results = planned.results
            run.parts = run_parts.parts(results, planned.tabs, run_parts.before(runs, results))
            run.note = run.note._replace(
                written=json.dumps(titles, ensure_ascii=False),
                counts=json.dumps(as_json.counts(results.problems)),
                closed=str(closes or ""),
            )
        return SyncedSchool(results, titles, tuple(run.parts))

    def report(
        self, day: date, written: SyncedSchool, wanted: Iterable[tuple[str, Period]]
    ) -> tuple[Published, ...]:
        """The papers of these kinds and periods, made of what the day's sync has computed, in the folder of papers."""
        with self._recorded("report", day) as (run, _):
            run.parts = [part for part in written.parts if part.kind not in _OF_SYNC]
            publisher = FolderPublisher(self.config.reports_path)
            made = tuple(
                publisher.publish(make.make(request))
                for kind, period in wanted
                for request in make.requests_for(find_kind(kind, self.config), written.results, period)
            )
            names = [each.name for each in made]
            run.note = run.note._replace(written=json.dumps(names, ensure_ascii=False))
        return made

    def due(self, results: Results) -> Sequence[tuple[str, Period]]:
        """The kinds and periods that `report` without a kind would write."""
        return [(one.kind.key, one.period) for one in due_now(results)]

    # --- on record ------------------------------------------------------------------------------------------------

    def _store(self) -> XlsxStore:
        return XlsxStore(self.config, is_form(self.config))

    def _journal(self) -> Journal:
        return Journal(journal_path(self.config, self.folder / CONFIG))

    def _options(self, runs: Runs, decide: pipeline.Decision = closing.by_date) -> pipeline.RunOptions:
        return pipeline.RunOptions(
            decide,
            news=lambda results: run_parts.news_since(runs, run_parts.before(runs, results), results),
        )

    @contextmanager
    def _recorded(self, command: str, day: date) -> Iterator[tuple[_Run, Runs]]:
        """A run alone at the desk; it ends in the journal at the moment it began, for nobody looks at a clock here."""
        lock = lock_path(self.config, self.folder / CONFIG)
        with one_at_a_time(lock, command), self._journal() as journal:
            runs = Runs(journal)
            run = _Run(_note(command, day, len(runs.latest(1000)) + 1))
            runs.begin(run.note._replace(outcome=UNFINISHED, ended=""))
            yield run, runs
            runs.finish(run.note, run.parts)


def _note(command: str, day: date, number: int) -> RunNote:
    moment = f"{day} 10:{number:02}:00"
    return RunNote(
        number=0,
        id=f"{day:%Y%m%d}-10{number:02}00-{number:04}",
        command=command,
        began=moment,
        ended=moment,
        day=day.isoformat(),
        version=__version__,
        host=_SCHOOL,
        account=_SCHOOL,
        outcome="done",
        code=0,
    )
