"""One station of the demo's year when its day is over: its whole story follows from this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.demo.desk import Desk, SyncedSchool
from sheets_sync.demo.lost_paper import LostPaper
from sheets_sync.demo.slips import Slip
from sheets_sync.demo.stations import Station
from sheets_sync.documents.publishers import Published
from sheets_sync.language import translator
from sheets_sync.model import Month, Period, Problem, RankedPerson, Verdict
from sheets_sync.operations.reminders import Reminder, reminders
from sheets_sync.results.closed_changes import CODE as LATE
from sheets_sync.results.due import Agenda, agenda
from sheets_sync.results.fingerprints import results_fingerprint
from sheets_sync.results.period_figures import PeriodFigures
from sheets_sync.results.registers import Register, register_of
from sheets_sync.results.results import Results


@dataclass(frozen=True)
class Scene:
    """What `check` found in the morning, what the evening's sync computed, what was written and lost."""

    station: Station
    slips: tuple[Slip, ...]
    found: Results
    written: SyncedSchool
    papers: tuple[Published, ...]
    lost: LostPaper | None
    desk: Desk

    @property
    def results(self) -> Results:
        """What the evening's sync computed."""
        return self.written.results

    @cached_property
    def reminders(self) -> tuple[Reminder, ...]:
        """Whom the morning's check reminds of cells of their own."""
        return tuple(reminders(self.found, translator("vi")))

    @cached_property
    def agenda(self) -> Agenda:
        """The year's duties in the evening."""
        return agenda(self.results)

    @cached_property
    def register(self) -> Register:
        """The registrations by that evening."""
        return register_of(self.results)

    @property
    def late_edits(self) -> tuple[Problem, ...]:
        """The cells of closed months that no longer hold what was closed."""
        return tuple(problem for problem in self.results.problems if problem.code == LATE)

    def figures(self, period: Period) -> PeriodFigures:
        """What can be said of a period."""
        return PeriodFigures(self.results, period)

    def ranked(self, staff_id: str, month: Month) -> RankedPerson | None:
        """A person's place in a month."""
        return self.figures(month).ranked_person.get(staff_id)

    def mark(self, month: Month) -> str:
        """The fingerprint of a month's results."""
        return results_fingerprint(self.results, month)

    def verdict(self, subject: str, title: str) -> Verdict:
        """What the law says of somebody and a title."""
        return next(each for each in self.results.verdicts if (each.subject, each.title) == (subject, title))

    @cached_property
    def eligible(self) -> Counter[str]:
        """How many may be proposed for each title, of those who registered for it."""
        return Counter(
            each.title for each in self.results.verdicts if each.registered and each.verdict == "eligible"
        )
