"""One person's story: each month's marks with their cells, what decided, points, ranks, gaps, what is theirs to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.errors import UsageError
from sheets_sync.forms import TOTALS, month_form
from sheets_sync.language import N_, Message
from sheets_sync.model import Grade, Mark, Month, Period, Person, Problem, Ranking, Score, Standing, Where
from sheets_sync.points import points_short
from sheets_sync.results import Results

DECIDED_BY: Mapping[str, str] = {
    "override": N_("Điều chỉnh"),
    "approved": N_("Hiệu trưởng duyệt"),
    "team": N_("Tổ chấm"),
    "self": N_("tổng các tiêu chí"),
}


class Figure(NamedTuple):
    """A scored cell of the person's row: column, what it holds, where."""

    column: str
    value: str
    where: Where


@dataclass(frozen=True, slots=True)
class MonthStory:
    """A month: the row's cells, the grade they give, the place, and the points missing to the next better place."""

    month: Month
    expected: bool
    figures: tuple[Figure, ...]
    grade: Grade | None
    standing: Standing | None
    gap: int | None
    better: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything behind one person; `spans` are the terms and the year, as far as they are rated."""

    person: Person
    months: tuple[MonthStory, ...]
    spans: tuple[tuple[Period, Standing], ...]
    problems: tuple[Problem, ...]


def explain(results: Results, staff_id: str) -> Story:
    """The story of this id; raises UsageError naming the likely one when nobody has it."""
    roster = results.school.roster
    person = roster.by_id.get(staff_id)
    if person is None:
        likely = roster.likely_id(staff_id, staff_id)
        hint = N_("Không có mã “{id}” trong Danh sách. Có phải {likely}?")
        template = (
            hint if likely else N_("Không có mã “{id}” trong Danh sách. Xem cột Mã CB của tab Danh sách.")
        )
        raise UsageError(Message(template, {"id": staff_id, "likely": likely}))
    problems = tuple(problem for problem in results.problems if problem.staff_id == staff_id)
    months = tuple(_month(results, person, month) for month in results.school.months)
    return Story(person, months, tuple(_spans(results, staff_id)), problems)


def _month(results: Results, person: Person, month: Month) -> MonthStory:
    rows = [row for row in results.school.months[month].rows if row.staff_id == person.staff_id]
    grade = results.grades.get(month, {}).get(person.staff_id)
    ranking = results.ranking(month)
    standing = _standing(ranking, person.staff_id)
    gap, better = _gap(ranking, standing)
    figures = tuple(figure for row in rows for figure in _figures(results, row))
    expected = results.school.roster.at_work(person, month)
    return MonthStory(month, expected, figures, grade, standing, gap, better)


def _figures(results: Results, row: Score) -> Iterator[Figure]:
    form = month_form(results.rubric)
    for item, mark in zip(results.rubric.inputs, row.marks, strict=True):
        if mark is not None:
            yield Figure(item.header, shown_mark(mark), row.place.at(item.key))
    for column in TOTALS:
        total = getattr(row, column.key)
        if total is not None:
            yield Figure(column.header, shown_mark(total), row.place.at(column.key))
    if row.rating is not None:
        yield Figure(form.column("rating").header, row.rating, row.place.at("rating"))


def shown_mark(mark: Mark) -> str:
    """A mark as people write it."""
    return points_short(mark) if isinstance(mark, int) else mark or ""


def _standing(ranking: Ranking, staff_id: str) -> Standing | None:
    rows = (row for row in ranking.rows if isinstance(row, Standing))
    return next((row for row in rows if row.staff_id == staff_id), None)


def _gap(ranking: Ranking, standing: Standing | None) -> tuple[int | None, int | None]:
    """Hundredths missing to the next better place, and that place."""
    if standing is None:
        return None, None
    above = [row for row in ranking.rows if row.rank < standing.rank]
    return (above[-1].points - standing.points, above[-1].rank) if above else (None, None)


def _spans(results: Results, staff_id: str) -> Iterator[tuple[Period, Standing]]:
    year = results.config.year
    for period in (year.term(1), year.term(2), year):
        standing = _standing(results.ranking(period), staff_id)
        if standing is not None:
            yield period, standing
