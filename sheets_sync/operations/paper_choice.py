"""Which papers a run makes, and about which periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sheets_sync.documents.fields.request import DocumentRequest
from sheets_sync.documents.kinds import PERIODS, DocumentKind, kinds
from sheets_sync.documents.make import requests_for
from sheets_sync.documents.papers_due import can_be_made, due_now
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Period, SchoolYear
from sheets_sync.operations.opened_school import OnMessage
from sheets_sync.results.results import Results
from sheets_sync.text.cells import BadCell, read_month


class ChosenPeriod(NamedTuple):
    """The month, the term or the whole year that options name, if they name one."""

    month: str | None = None
    term: int | None = None
    whole_year: bool = False

    def __bool__(self) -> bool:
        return self.month is not None or self.term is not None or self.whole_year


def period_of(chosen: ChosenPeriod, results: Results, by: str = "staff") -> Period:
    """The chosen period, else the last month that is over and has a ranked row; raises UsageError."""
    month, term, whole_year = chosen
    if (month is not None) + (term is not None) + whole_year > 1:
        raise UsageError(Message(N_("Chỉ chọn một trong --month, --term, --year.")))
    year = results.config.year
    if whole_year:
        return year
    if term is not None:
        return year.term(term)
    if month is not None:
        return month_of(month, year)
    latest = results.latest_month(by)
    if latest is None:
        raise UsageError(Message(N_("Chưa có tháng nào đã qua mà có điểm. Chọn tháng bằng --month.")))
    return latest


def month_of(text: str, year: SchoolYear) -> Month:
    """The scored month of the school year that a text names; raises UsageError."""
    try:
        month = read_month(text, year)
    except BadCell:
        month = None
    if month is None or month not in year.months:
        raise UsageError(
            Message(
                N_("“{text}” không phải là một tháng chấm điểm của năm học {year} (tháng 9 đến tháng 5)."),
                {"text": text, "year": str(year)},
            )
        )
    return month


def wanted_papers(
    results: Results,
    named: Sequence[DocumentKind],
    chosen: ChosenPeriod,
    split: bool,
    notify: OnMessage,
) -> list[DocumentRequest]:
    """The papers of the kinds that are named; without a name those of the period, else those due today."""
    if named:
        pairs = [(kind, _usual_period(results, kind, chosen)) for kind in named]
    elif chosen:
        pairs = _all_of(results, chosen)
    else:
        pairs = [(one.kind, one.period) for one in due_now(results)]
    wanted: list[DocumentRequest] = []
    for kind, period in pairs:
        try:
            wanted += requests_for(kind, results, period, split)
        except UsageError as error:
            if named:
                raise
            for message in error.messages:  # a kind with nobody to write about keeps no other from being made
                notify(message)
    return wanted


def _usual_period(results: Results, kind: DocumentKind, chosen: ChosenPeriod) -> Period:
    """The chosen period, else the one that the kind would usually be about today."""
    year = results.config.year
    if chosen:
        return period_of(chosen, results)
    if kind.periods[0] == "year":
        return year
    if kind.periods[0] == "term":
        return year.term(2 if year.term(2).months[-1].last < results.today else 1)
    if "grades" in kind.needs:
        return period_of(ChosenPeriod(), results)
    begun = [month for month in year.months if month.first <= results.today]
    return begun[-1] if begun else year.months[0]


def _all_of(results: Results, chosen: ChosenPeriod) -> list[tuple[DocumentKind, Period]]:
    """Every kind that usually is about such a period and has what it needs."""
    period = period_of(chosen, results)
    usual = [kind for kind in kinds(results.config).values() if isinstance(period, PERIODS[kind.periods[0]])]
    return [(kind, period) for kind in usual if can_be_made(kind, period, results)]
