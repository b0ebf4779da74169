"""The contents of the workbooks: a roster that can be read, and a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets_sync.language import N_
from sheets_sync.model import Sheet
from sheets_sync.rules.forms import ROSTER, month_title
from sheets_sync.school.layout import Titles, find_layout
from sheets_sync.school.school import is_form, named_month
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, fine, wrong
from sheets_sync.setup.provision.books import book_of
from sheets_sync.setup.provision.lacking import lacking
from sheets_sync.text.vietnamese import fold

_REMEDY = N_("Sổ còn trống thì chạy sheets-sync init; tab, cột mang tên khác thì sheets-sync adopt.")


def forms_found(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Without a roster and a month nothing can be ranked."""
    sheets, titles = _sheets(facts), Titles(facts.config)
    rosters = [sheet for sheet in sheets if fold(sheet.title) in titles.tab(ROSTER.title)]
    months = [sheet for sheet in sheets if _is_month(sheet, facts, titles)]
    if not rosters:
        yield wrong(N_("Không thấy tab “{tab}”."), _REMEDY, tab=ROSTER.title)
    if not months:
        first = month_title(facts.config.year.months[0].number)
        yield wrong(N_("Không thấy tab tháng nào (“{tab}” …)."), _REMEDY, tab=first)
    incomplete = [finding for sheet in rosters for finding in _lacking(sheet, titles)]
    yield from incomplete
    if rosters and months and not incomplete:
        yield fine(N_("Có tab “{tab}” đủ cột, và {count} tab tháng."), tab=ROSTER.title, count=len(months))
        new = lacking(sheets, book_of(facts.config).forms, facts.config)
        yield from (Diagnosis("ok", message) for message in new.messages())


def _lacking(sheet: Sheet, titles: Titles) -> Iterator[Diagnosis]:
    """The columns that a roster must have."""
    for problem in find_layout(sheet, ROSTER, titles)[1]:
        if problem.code == "column-missing":
            columns = problem.params.get("columns") or problem.value
            yield wrong(N_("Tab “{tab}” thiếu cột {columns}."), _REMEDY, tab=sheet.title, columns=columns)


def _is_month(sheet: Sheet, facts: DoctorFacts, titles: Titles) -> bool:
    months = facts.config.year.months
    known = {each for month in months for each in titles.tab(month_title(month.number))}
    return fold(sheet.title) in known or named_month(sheet.title, facts.config.year) in months


def _sheets(facts: DoctorFacts) -> Sequence[Sheet]:
    """The tabs of our forms; of spreadsheets those that the checks have read already."""
    if facts.config.store.kind != "google":
        return facts.sheets
    wanted = is_form(facts.config)
    books = [facts.book(each) for each in facts.inputs]
    return [book.sheet(tab, book.id) for book in books for tab in book.others if wanted(tab.title)]
