"""Closed months against the cells as they are now: every difference a `closed-month-changed`, with before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.language import N_, Message
from sheets_sync.model import Grade, Month, Problem, Score, Where
from sheets_sync.points import points_short
from sheets_sync.results.closed_cells import cells_of
from sheets_sync.results.closed_months import OVERRIDE, ClosedMonth, ClosedRow, number
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import OVERRIDES, TOTALS, month_title
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.tables import CellValue
from sheets_sync.text.vietnamese import fold

CODE = "closed-month-changed"
BLANK = Message(N_("(trống)"))


def closed_changes(fresh: Results, settled: Results) -> Iterator[Problem]:
    """Where the cells (`fresh`) no longer are what was closed (`settled`)."""
    for month, closed in settled.closed.items():
        if not settled.book.months[month].intact:
            yield _by_hand(settled, month)
        found = list(_Month(fresh, closed).changes())
        yield from found
        if not found and _results_differ(fresh, closed):
            yield Problem(CODE, fresh.school.tab_of(month), None, None, _params(closed), "rubric")


def without_echoes(fresh: Results, settled: Results, found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of the cells but those that only say again that a closed month was edited (`found`).

    These are of a total or a rating in an edited row, and of a rating that is compared with points that are not in force.
    """
    edited = {problem.where._replace(column=None) for problem in found}
    otherwise = set(_other_outcomes(fresh, settled))
    months = {tab: month for month, tabs in fresh.school.month_tabs.items() for tab in tabs}
    for problem in fresh.problems:
        row = problem.where._replace(column=None)
        repeats = CODES[problem.code].repeats_closed_edit
        echo = repeats != "never" and row in edited
        if repeats == "outcome":
            echo = echo or (months.get(row._replace(row=None)), problem.staff_id) in otherwise
        if not echo:
            yield problem


def _other_outcomes(fresh: Results, settled: Results) -> Iterator[tuple[Month, str]]:
    """The people with other closed points or another rating than their cells give now, and the month."""
    for month in settled.closed:
        for who, grade in fresh.grades.get(month, {}).items():
            if not _same_outcome(grade, settled.grades[month].get(who)):
                yield month, who


def _same_outcome(grade: Grade, closed: Grade | None) -> bool:
    return closed is not None and (grade.points, grade.rating) == (closed.points, closed.rating)


def _by_hand(settled: Results, month: Month) -> Problem:
    closed = settled.book.months[month]
    where = Where(settled.closed_title, closed.first_row, 1)
    variant = "by-hand-lost" if month in settled.damaged else "by-hand"
    return Problem(CODE, where, month.shown, None, _params(closed), variant)


def _params(closed: ClosedMonth) -> dict[str, object]:
    return {"month": closed.month.shown, "number": closed.month.number}


def _results_differ(fresh: Results, closed: ClosedMonth) -> bool:
    """Whether the same cells would give other points or ratings by now, since the rubric has changed."""
    now = {who: (grade.points, grade.rating) for who, grade in fresh.grades.get(closed.month, {}).items()}
    return now != {who: (grade.points, grade.rating) for who, grade in closed.grades().items()}


class _Month:
    """One closed month beside the cells of today."""

    def __init__(self, results: Results, closed: ClosedMonth) -> None:
        self.results, self.closed = results, closed
        self.readable = cells_of(results, closed.month, unread=False)
        self.now = cells_of(results, closed.month) if closed.errors is not None else self.readable
        self.scores: dict[str, Score] = {}
        scores = results.school.months.get(closed.month)
        for score in scores.rows if scores else ():
            self.scores.setdefault(score.staff_id, score)
        self.keys = {fold(item.header): item.key for item in results.rubric.inputs}
        self.keys |= {fold(column.header): column.key for column in TOTALS}

    def changes(self) -> Iterator[Problem]:
        if self.scores or not any(_filled(row.cells) for row in self.closed.rows):
            for row in self.closed.rows:
                yield from self._person(row)
        else:
            where = Where(month_title(self.closed.month.number))
            yield Problem(CODE, where, None, None, _params(self.closed), "tab-gone")
        for staff_id, cells in self.readable.items():
            if staff_id not in self.closed.by_id and any(value is not None for value in cells.values()):
                yield self._new(staff_id)

    def _person(self, row: ClosedRow) -> Iterator[Problem]:
        now = self.now.get(row.staff_id, {})
        names: tuple[str, ...] = (OVERRIDE,)
        if not _filled(row.cells):
            if _filled(
                self.readable.get(row.staff_id, {})
            ):  # a row without a mark is as good as none, and may have been there all along
                yield self._new(row.staff_id)
        elif row.staff_id not in self.scores:
            params = {**_params(self.closed), "name": row.name}
            yield Problem(
                CODE, self.results.school.tab_of(self.closed.month), None, row.staff_id, params, "row-gone"
            )
        else:
            names = tuple(row.cells)
        for name in names:
            known = {fold(each): each for each in now}
            after = now.get(known.get(fold(name), name))
            before = row.cells.get(name)
            if (name == OVERRIDE or fold(name) in self.keys) and not _same(before, after):
                yield self._cell(row, name, before, after)

    def _cell(self, row: ClosedRow, name: str, before: CellValue, after: CellValue) -> Problem:
        where = self._where(row.staff_id, name)
        seen = {problem.where: problem.value for problem in self.results.problems}
        unread = seen.get(where) if after is None else None
        shown = unread or _said(after)
        params = {
            **_params(self.closed),
            "column": name,
            "before": _said(before) or BLANK,
            "after": shown or BLANK,
        }
        return Problem(CODE, where, shown, row.staff_id, params)

    def _where(self, staff_id: str, name: str) -> Where:
        if name == OVERRIDE:
            subject = (staff_id, self.closed.month)
            rows = (each for each in self.results.school.overrides if (each.staff_id, each.month) == subject)
            found = next(rows, None)
            return found.place.at("points") if found else Where(OVERRIDES.title)
        score = self.scores.get(staff_id)
        return (
            score.place.at(self.keys[fold(name)]) if score else self.results.school.tab_of(self.closed.month)
        )

    def _new(self, staff_id: str) -> Problem:
        score = self.scores.get(staff_id)
        where = score.place.at(score.place.owner_key) if score else self._where(staff_id, OVERRIDE)
        return Problem(CODE, where, staff_id, staff_id, _params(self.closed), "row-new")


def _filled(cells: Mapping[str, CellValue]) -> bool:
    return any(value is not None for name, value in cells.items() if name != OVERRIDE)


def _same(before: CellValue, after: CellValue) -> bool:
    return _said(before) == _said(after)


def _said(value: CellValue) -> str | None:
    points = None if isinstance(value, str) else number(value)
    return points_short(points) if points is not None else value if isinstance(value, str) else None
