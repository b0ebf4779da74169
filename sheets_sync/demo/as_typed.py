"""The demo's workbook on a day of the year: what nobody had typed by then is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sheets_sync.demo.draft import DraftRow, Drafts, FormDraft
from sheets_sync.demo.people import FALLING, ON_MATERNITY
from sheets_sync.demo.year_end import BACK_AGAIN, COUNCIL_DAY, SETTLED
from sheets_sync.model import SchoolYear
from sheets_sync.rules import forms
from sheets_sync.setup.provision.content import CellContent

YEAR = SchoolYear(2023)
MAY_MARKED = date(2024, 5, 20)
"""May is scored before the council meets; every other month when it is over."""
INITIATIVES_IN = date(2024, 1, 15)
_AWAY_SINCE = date(2023, 11, 15)
_PENDING_SINCE = date(2024, 3, 25)
_MONTHS = {forms.month_title(month.number): month for month in YEAR.months}

TypedCells = dict[str, CellContent]
Typing = Callable[[TypedCells, date], bool]
"""Whether a row had been typed by a day; blanks those of its cells that had not."""


def as_typed(whole: Drafts, day: date) -> dict[str, FormDraft]:
    """The tabs with the rows and cells typed by the day; a month without marks has no draft yet."""
    return {
        title: _draft(draft, day)
        for title, draft in whole.items()
        if title not in _MONTHS or marked_on(_MONTHS[title].number) <= day
    }


def marked_on(number: int) -> date:
    """From which day on a month's marks are in the workbook."""
    month = YEAR.month(number)
    return MAY_MARKED if number == 5 else month.last


def _draft(draft: FormDraft, day: date) -> FormDraft:
    typing = _TYPING.get(draft.form.key, _from_the_start)
    rows = [kept for row in draft.rows if (kept := _row(draft, row, typing, day)) is not None]
    typed = FormDraft(draft.form, draft.heading, rows)
    typed.number()
    return typed


def _row(draft: FormDraft, row: DraftRow, typing: Typing, day: date) -> DraftRow | None:
    """A copy of the row with what was typed by the day, or nothing; lines that are no record are there from the start."""
    keys = [column.key for column in draft.form.columns]
    if len(row) != len(keys):
        return list(row)
    cells = dict(zip(keys, row, strict=True))
    return [cells[key] for key in keys] if typing(cells, day) else None


# --- when each kind of row is typed ---------------------------------------------------------------------------


def _from_the_start(cells: TypedCells, day: date) -> bool:
    return True


def _from(key: str) -> Typing:
    return lambda cells, day: _day(cells[key]) <= day


def _person(cells: TypedCells, day: date) -> bool:
    """Who joins comes onto the roster that day; a status is there from the day it holds."""
    if cells["staff_id"] == ON_MATERNITY and _AWAY_SINCE <= day < BACK_AGAIN:
        cells["status"], cells["status_from"] = "Nghỉ dài ngày", _AWAY_SINCE
    elif cells["status_from"] is not None and _day(cells["status_from"]) > day:
        cells["status"], cells["status_from"] = "Đang làm việc", None
    return _day(cells["joined_school"]) <= day


def _initiative(cells: TypedCells, day: date) -> bool:
    """Handed in in January; pending until it is decided."""
    decided = cells["decided_on"]
    if decided is not None and _day(decided) > day:
        cells.update(result="Chờ xét", level=None, decision=None, decided_on=None)
    return day >= INITIATIVES_IN


def _discipline(cells: TypedCells, day: date) -> bool:
    """A case is pending until it is settled."""
    if cells["staff_id"] == FALLING and day < SETTLED:
        cells.update(form="Đang xem xét", day=_PENDING_SINCE, decision=None)
    return _day(cells["day"]) <= day


def _paper(cells: TypedCells, day: date) -> bool:
    """Entered when it is issued; its `Ngày nộp` when it is handed in."""
    if cells["submitted"] is not None and _day(cells["submitted"]) > day:
        cells["submitted"] = None
    return _day(cells["issued"]) <= day


def _movement(cells: TypedCells, day: date) -> bool:
    """Planned from the start; its result when it is over."""
    if _day(cells["end"]) > day:
        cells["result"] = None
    return True


def _override(cells: TypedCells, day: date) -> bool:
    return marked_on(int(str(cells["month"]).split()[-1])) <= day


_TYPING: Mapping[str, Typing] = {
    forms.ROSTER.key: _person,
    forms.LEAVES.key: _from("start"),
    forms.REGISTRATIONS.key: _from("day"),
    forms.TEAM_REGISTRATIONS.key: _from("day"),
    forms.INITIATIVES.key: _initiative,
    forms.ACHIEVEMENTS.key: _from("day"),
    forms.DISCIPLINES.key: _discipline,
    forms.VOTES.key: lambda _, day: day >= COUNCIL_DAY,
    forms.ENTRIES.key: _from("sent"),
    forms.OVERRIDES.key: _override,
    forms.YEAR_RATINGS.key: _from("day"),
    forms.COUNCIL.key: _from("start"),
    forms.PAPERS.key: _paper,
    forms.MOVEMENTS.key: _movement,
}


def _day(entry: CellContent) -> date:
    """A day as somebody typed it: as a date, or as a text with the day first."""
    if isinstance(entry, date):
        return entry
    return datetime.strptime(str(entry), "%d/%m/%Y").date()
