"""Closing months: freeze one as it is now, keep closed ones whatever the cells say by then, report what differs.

Pure: what is closed comes in as a `ClosedBook` and goes out as one; writing it is the stores' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sheets_sync.errors import RefusedError, UsageError
from sheets_sync.language import N_, Message
from sheets_sync.model import (
    Grade,
    Mark,
    Month,
    Person,
    Place,
    Problem,
    RankedGroup,
    RankedPerson,
    Score,
)
from sheets_sync.results.closed_cells import cell_headings, cells_of, points_value
from sheets_sync.results.closed_months import (
    CLOSED_ON,
    ERRORS_LEFT,
    NOT_RATED,
    OF_CELLS,
    OF_RESULTS,
    OF_RUBRIC,
    OUTCOME,
    OVERRIDE,
    REASON,
    SEAL,
    WHO,
    ClosedBook,
    ClosedMonth,
    ClosedRow,
    fingerprint,
    month_name,
    number,
    seal_of,
)
from sheets_sync.results.fingerprints import rankings_fingerprint
from sheets_sync.results.month_errors import month_errors
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import TOTALS
from sheets_sync.rules.problems import as_message
from sheets_sync.rules.rubric import Input
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.school.scorebook import Scores
from sheets_sync.tables import CellValue, Rows, trimmed
from sheets_sync.text.vietnamese import fold

# --- freezing -----------------------------------------------------------------------------------------------------


def freeze(results: Results, month: Month, day: date, reason: str = "") -> ClosedMonth:
    """A month as its cells give it now, as a block of `Chốt tháng`; `reason` is why, in spite of its errors."""
    notes: list[CellValue] = [
        ERRORS_LEFT,
        len(month_errors(results, month)),
        *([REASON, reason] if reason else []),
    ]
    return _frozen(results, month, day, notes)


def _frozen(results: Results, month: Month, day: date, notes: Sequence[CellValue]) -> ClosedMonth:
    """The block; `notes` follow the seal, and without any it is as the first version made it."""
    staff, teams = results.ranking(month), results.ranking(month, "team")
    cells = cells_of(results, month, unread=bool(notes))
    headings = cell_headings(results)
    people = [row for row in staff.rows if isinstance(row, RankedPerson)]
    table: list[tuple[CellValue, ...]] = [(*WHO, *headings, *OUTCOME)]
    table += [_rated(row, cells, headings) for row in people]
    rated = {row.staff_id for row in people}
    others = [each for each in cells if each not in rated and each not in staff.not_rated]
    for staff_id in (*staff.not_rated, *others):
        table.append(_not_rated(results, staff_id, cells, headings, staff_id in staff.not_rated))
    blanks = (None,) * len(headings)
    for team in teams.rows:
        if isinstance(team, RankedGroup):
            outcome = points_value(team.points), team.rating, team.rank, None, None, team.rated
            table.append((None, None, team.name, *blanks, *outcome))
    results_print = rankings_fingerprint(staff, teams)
    rubric = fingerprint(results.rubric.key, results.rubric.digest)
    prints = (OF_RESULTS, results_print, OF_CELLS, fingerprint(_plain(cells)), OF_RUBRIC, rubric)
    return ClosedMonth(month, _sealed((month_name(month), CLOSED_ON, day, *prints, SEAL), notes, table))


def _sealed(
    head: tuple[CellValue, ...], notes: Sequence[CellValue], table: list[tuple[CellValue, ...]]
) -> Rows:
    seal = seal_of([(*head, None, *notes), *table])
    return trimmed([(*head, seal, *notes), *table])


def _plain(cells: Mapping[str, Mapping[str, CellValue]]) -> list[object]:
    return [
        (who, [(name, str(value)) for name, value in held.items()]) for who, held in sorted(cells.items())
    ]


def _rated(
    row: RankedPerson, cells: Mapping[str, Mapping[str, CellValue]], headings: Iterable[str]
) -> tuple[CellValue, ...]:
    held = cells.get(row.staff_id, {})
    decided = DECIDED_BY.get(row.decided_by or "")
    outcome = points_value(row.points), row.rating, row.rank, row.team_rank, decided, None
    return (row.staff_id, row.name, row.team or None, *(held.get(name) for name in headings), *outcome)


def _not_rated(
    results: Results,
    staff_id: str,
    cells: Mapping[str, Mapping[str, CellValue]],
    headings: Iterable[str],
    missing: bool,
) -> tuple[CellValue, ...]:
    held, roster = cells.get(staff_id, {}), results.school.roster
    outcome = None, None, None, None, NOT_RATED if missing else None, None
    name, team = roster.by_id[staff_id].name, roster.team_of(staff_id) or None
    return (staff_id, name, team, *(held.get(each) for each in headings), *outcome)


# --- closed months are kept --------------------------------------------------------------------------------------


def trusted(results: Results, closed: ClosedMonth) -> ClosedMonth | None:
    """The month as it was closed: its block if nobody has touched it, else what the cells still give exactly so."""
    if closed.intact:
        return closed
    again = _frozen(results, closed.month, closed.day, closed.notes) if closed.day else None
    return again if again and again.seal == closed.seal else None


def settle(results: Results, book: ClosedBook) -> Results:
    """The results with the closed months as they were closed; `results` are what the cells give by themselves.

    A block that somebody has changed by hand, and that the cells no longer give, is kept, and listed as damaged.
    """
    own = {month: closed for month, closed in book.months.items() if month in results.config.year.months}
    truths = {month: trusted(results, closed) for month, closed in own.items()}
    in_force = {month: truth or own[month] for month, truth in truths.items()}
    if not own:
        return replace(results, book=book)
    school = results.school
    months = {month: closed_scores(results, closed) for month, closed in in_force.items()}
    roster = replace(school.roster, former=tuple(_former(results, in_force.values())))
    grades = {
        **results.grades,
        **{month: _grades(months[month], closed) for month, closed in in_force.items()},
    }
    return replace(
        results,
        school=replace(school, roster=roster, months={**school.months, **months}),
        grades={month: grades[month] for month in results.config.year.months if month in grades},
        book=book,
        closed=in_force,
        damaged=tuple(month for month, truth in truths.items() if truth is None),
    )


def _grades(scores: Scores, closed: ClosedMonth) -> dict[str, Grade]:
    rows = {score.staff_id: score for score in scores.rows}
    return {staff_id: grade._replace(score=rows.get(staff_id)) for staff_id, grade in closed.grades().items()}


def closed_scores(results: Results, closed: ClosedMonth) -> Scores:
    """The closed rows of marks, each at the cells where the person's row is now, else on `Chốt tháng`."""
    now = results.school.months.get(closed.month, Scores())
    places: dict[str, Place] = {}
    for score in now.rows:
        places.setdefault(score.staff_id, score.place._replace(bad=frozenset()))
    rows = [
        _score(results, row, places.get(row.staff_id) or closed_place(results, row))
        for row in closed.rows
        if any(value is not None for name, value in row.cells.items() if name != OVERRIDE)
    ]
    return Scores(now.tabs, rows, now.named)


def closed_place(results: Results, row: ClosedRow) -> Place:
    """Where a person of a closed month is on `Chốt tháng`."""
    return Place(results.closed_title, None, row.row, {})


def _score(results: Results, row: ClosedRow, place: Place) -> Score:
    held = {fold(name): value for name, value in row.cells.items()}
    marks = tuple(_mark(held.get(fold(item.header)), item) for item in results.rubric.inputs)
    own, team, approved = (number(held.get(fold(column.header))) for column in TOTALS)
    columns = [(item.key, item.header) for item in results.rubric.inputs]
    columns += [(column.key, column.header) for column in TOTALS]
    read = zip(columns, (*marks, own, team, approved), strict=True)
    bad = (key for (key, header), mark in read if mark is None and held.get(fold(header)) is not None)
    return Score(place._replace(bad=frozenset(bad)), row.staff_id, marks, own, team, approved)


def _mark(value: CellValue, item: Input) -> Mark:
    """A closed mark; text that is none of the item's choices was in a cell that could not be read."""
    return number(value) if not isinstance(value, str) else value if value in item.choices else None


def _former(results: Results, months: Iterable[ClosedMonth]) -> Iterator[Person]:
    """Who is in a closed month and is no longer on the roster."""
    known = set(results.school.roster.by_id)
    for closed in months:
        for row in closed.rows:
            if row.staff_id not in known:
                known.add(row.staff_id)
                place = closed_place(results, row)
                yield Person(place, row.staff_id, row.name, team=row.team or None)


# --- by hand ------------------------------------------------------------------------------------------------------


def closing_of(month: Month, reason: str = "") -> Callable[[Results, ClosedBook], ClosedBook]:
    """The decision to close this month; one that is closed already stays as it was closed.

    Raises UsageError when it is taken of a month that is not over, or that has nobody ranked, RefusedError of a
    month with errors without a reason.
    """

    def decide(fresh: Results, book: ClosedBook) -> ClosedBook:
        existing = book.months.get(month)
        if existing is not None:
            truth = trusted(fresh, existing)
            return book if truth is None else book.closing(truth)
        said = {"month": month.shown}
        if month.last >= fresh.today:
            raise UsageError(Message(N_("Tháng {month} chưa hết, nên chưa chốt được."), said))
        if not fresh.grades.get(month):
            raise UsageError(Message(N_("Tháng {month} chưa có ai được xếp hạng, nên chưa chốt được."), said))
        if not reason:
            _refuse_errors(month, month_errors(fresh, month))
        return book.closing(freeze(fresh, month, fresh.today, reason))

    return decide


def _refuse_errors(month: Month, errors: Sequence[Problem]) -> None:
    if errors:
        text = N_(
            "Tháng {month} còn {count} lỗi nên chưa chốt. Sửa các ô dưới đây rồi chốt, hoặc chốt kèm lý do: "
            "sheets-sync close {number} --reason “…”."
        )
        said = {"month": month.shown, "number": month.number, "count": len(errors)}
        raise RefusedError(Message(text, said), *map(as_message, errors))


# --- by date ------------------------------------------------------------------------------------------------------


def by_date(results: Results, book: ClosedBook) -> ClosedBook:
    """The book with every month that is to be closed by now, as the config says; one with errors is left open."""
    with_errors = results.config.closing.with_errors
    for month in due(results, book):
        if not with_errors and month_errors(results, month):
            continue
        book = book.closing(freeze(results, month, results.today))
    return book


def left_open(results: Results) -> dict[Month, int]:
    """The months that were to be closed by date and have errors, with how many."""
    if results.config.closing.with_errors:
        return {}
    counts = {month: len(month_errors(results, month)) for month in due(results, results.book)}
    return {month: count for month, count in counts.items() if count}


def left_open_text(month: Month, count: int) -> Message:
    """That such a month is open, and what to do."""
    text = N_(
        "Tháng {month} tới ngày chốt mà còn {count} lỗi nên chưa chốt: sửa các lỗi ấy, hoặc chốt kèm lý do "
        "(sheets-sync close {number} --reason …)."
    )
    return Message(text, {"month": month.shown, "number": month.number, "count": count})


def due(results: Results, book: ClosedBook) -> Iterator[Month]:
    """The months that the config lets close by now, and that nobody has closed or opened again."""
    day = results.config.closing.day
    once = {*book.months, *(each.month for each in book.reopened)}
    for month in results.ranked_months if day else ():
        following = Month(month.year + month.number // 12, month.number % 12 + 1)
        if month not in once and results.today >= date(following.year, following.number, day or 1):
            yield month
