"""Which papers are due: every kind and period with its last day, done, due or late.

A paper is due from `lead` days before its last day on, until the register says that it went out. One that is late by
more than a month is made only when it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sheets_sync.documents.fields.request import DocumentRequest, figures_of
from sheets_sync.documents.gaps import has_content
from sheets_sync.documents.kinds import DocumentKind, kinds
from sheets_sync.documents.paper_register import line_of
from sheets_sync.language import N_
from sheets_sync.model import Month, Paper, Period, SchoolYear
from sheets_sync.results.due import agenda
from sheets_sync.results.results import Results

PaperState = Literal["done", "due", "late", "later"]
STATES = {"done": N_("đã xong"), "due": N_("đến kỳ"), "late": N_("quá hạn"), "later": N_("chưa đến kỳ")}
GRACE = timedelta(days=31)


class PaperDue(NamedTuple):
    """A paper of a period with its last day, if it has one, and its state."""

    kind: DocumentKind
    period: Period
    due: date | None
    state: PaperState


def papers_due(results: Results) -> tuple[PaperDue, ...]:
    """Every kind of every period of the year, by kind."""
    return tuple(one for kind in kinds(results.config).values() for one in _of_kind(kind, results))


def due_now(results: Results) -> tuple[PaperDue, ...]:
    """What is to be made today, the earliest last day first; of a kind only its latest period."""
    found: dict[str, PaperDue] = {}
    for one in papers_due(results):
        fresh = one.due is not None and results.today <= one.due + GRACE
        if one.state in ("due", "late") and fresh and can_be_made(one.kind, one.period, results):
            found[one.kind.key] = one
    return tuple(sorted(found.values(), key=lambda one: (one.due or date.max, one.kind.key)))


def next_of(kind: DocumentKind, results: Results) -> PaperDue:
    """The period of a kind that is worth a look: what is due or late, else what comes next, else the last one done."""
    found = list(_of_kind(kind, results))
    for states in (("due",), ("late",), ("later",)):
        wanted = [one for one in found if one.state in states]
        if wanted:
            return wanted[-1] if states == ("late",) else wanted[0]
    return found[-1]


def can_be_made(kind: DocumentKind, period: Period, results: Results) -> bool:
    """Whether the sheets have what the kind cannot do without."""
    return has_content(DocumentRequest(kind, results, period, figures_of(results, period)))


def periods_of(kind: DocumentKind, year: SchoolYear) -> Iterator[Period]:
    """The periods of the year that a kind usually is about."""
    usual = kind.periods[0]
    if usual == "month":
        yield from year.months
    elif usual == "term":
        yield from (year.term(1), year.term(2))
    else:
        yield year


def _of_kind(kind: DocumentKind, results: Results) -> Iterable[PaperDue]:
    for period in periods_of(kind, results.config.year):
        due = kind.due_day(period, results.config)
        yield PaperDue(kind, period, due, _state(kind, period, due, results))


def _state(kind: DocumentKind, period: Period, due: date | None, results: Results) -> PaperState:
    line = line_of(kind, period, results.school.papers, results.config.year)
    duties = (duty for duty in agenda(results).of_kind(kind.key) if period in duty.deadline.periods)
    if any(duty.proof for duty in duties) or (line and _is_out(line, kind)):
        return "done"
    running = isinstance(period, Month) and "grades" in kind.needs and period.last >= results.today
    if due is None or running or results.today < due - timedelta(days=kind.lead):
        return "later"
    return "late" if due < results.today else "due"


def _is_out(line: Paper, kind: DocumentKind) -> bool:
    """Handed in, or issued where it goes to nobody above."""
    return bool(line.submitted or (line.issued and not kind.addressees))
