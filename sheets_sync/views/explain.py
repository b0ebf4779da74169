"""One person's story: each month's marks with their cells, what decided, points, ranks, gaps, what is theirs to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.awards.agenda import by_subject, is_on_agenda
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.model import (
    Grade,
    Mark,
    Month,
    Person,
    Problem,
    RankedPerson,
    Ranking,
    SchoolYear,
    Score,
    Term,
    Verdict,
    Where,
)
from sheets_sync.points import points_short
from sheets_sync.results.closed_changes import CODE as CLOSED_CHANGED
from sheets_sync.results.problem_owners import Owner, ProblemOwners
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import OVERRIDES, TOTALS, Column, month_form, rubric_columns
from sheets_sync.rules.rubric import PeriodKind
from sheets_sync.school.gradebook import is_valid
from sheets_sync.school.period_grades import unrated_of
from sheets_sync.school.roster import Roster
from sheets_sync.text.vietnamese import fold


class Figure(NamedTuple):
    """A scored cell of the person's rows: column, what it holds, where, whether it can be used, whether it decided.

    `edited` says that the month was closed with this value, and the cell holds another by now.
    """

    column: str
    value: str
    where: Where
    usable: bool = True
    decided: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class MonthStory:
    """A month: the rows' cells, the grade they give, the place, and the points missing to the next better place.

    `held_back` says why the rating is lower than the points alone would give. A `closed` month shows the cells, points
    and places that it was closed with. `named` says that a row with a wrong id very likely is the person's.
    """

    month: Month
    expected: bool
    figures: tuple[Figure, ...]
    grade: Grade | None
    ranked: RankedPerson | None
    gap: int | None
    better: int | None
    held_back: tuple[Message, ...] = ()
    closed: bool = False
    named: bool = False


class PeriodRank(NamedTuple):
    """A term or the year: the place, the points missing to the next better place, and why it is rated no better.

    `rated` are the months that its points come from (as their mean, where `is_mean`), `missing` those besides that are
    over or that others have.
    """

    period: Term | SchoolYear
    ranked: RankedPerson
    gap: int | None
    better: int | None
    held_back: tuple[Message, ...] = ()
    rated: tuple[Month, ...] = ()
    missing: tuple[Month, ...] = ()
    is_mean: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """Everything behind one person; `spans` are the terms and the year, as far as they are rated.

    `verdicts` are those that a council would speak of.
    """

    person: Person
    months: tuple[MonthStory, ...]
    spans: tuple[PeriodRank, ...]
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]


def explain(results: Results, staff_id: str) -> Story:
    """The story of this id (or of the one person of this name); raises UsageError naming the likely id."""
    roster = results.school.roster
    person = roster.by_id.get(staff_id) or _only_one(roster, staff_id)
    if person is None:
        _refuse_namesakes(roster, staff_id)
        likely = roster.likely_id(staff_id, staff_id)
        hint = N_("Không có mã “{id}” trong Danh sách. Có phải {likely}?")
        template = (
            hint if likely else N_("Không có mã “{id}” trong Danh sách. Xem cột Mã CB của tab Danh sách.")
        )
        raise UsageError(Message(template, {"id": staff_id, "likely": likely}))
    owners = ProblemOwners(results)
    problems = tuple(
        problem for problem in results.problems if _is_about(problem, owners.of(problem), person.staff_id)
    )
    months = (_month(results, person, month) for month in results.grades)
    months_shown = tuple(
        month for month in months if month.figures or month.grade or month.month.last < results.today
    )
    verdicts = filter(is_on_agenda, by_subject(results.verdicts, person.staff_id))
    return Story(person, months_shown, tuple(_spans(results, person.staff_id)), tuple(verdicts), problems)


def _refuse_namesakes(roster: Roster, name: str) -> None:
    people = roster.by_name.get(fold(name), ())
    if len(people) > 1:
        who = ", ".join(f"{each.staff_id} ({each.team or '?'})" for each in people)
        text = N_("Có {count} người tên “{name}”: {who}. Ghi mã của một người.")
        raise UsageError(Message(text, {"count": len(people), "name": name, "who": who}))


def _only_one(roster: Roster, text: str) -> Person | None:
    """The one person whose id in another case, or whose name, this is."""
    same = {p.staff_id: p for p in roster.people if p.staff_id.casefold() == text.casefold()}
    same = same or {p.staff_id: p for p in roster.by_name.get(fold(text), ())}
    return next(iter(same.values())) if len(same) == 1 else None


def _is_about(problem: Problem, owner: Owner | None, staff_id: str) -> bool:
    """Whether a problem is this person's: of their id, or very likely theirs to mend."""
    return problem.staff_id == staff_id or (owner is not None and owner.staff_id == staff_id)


def _month(results: Results, person: Person, month: Month) -> MonthStory:
    grade = results.grades[month].get(person.staff_id)
    ranking = results.ranking(month)
    ranked = _ranked_person(ranking, person.staff_id)
    gap, better = _gap(ranking, ranked)
    figures = (*_figures(results, person, month, grade), *_override(results, month, grade))
    expected = results.school.roster.at_work(person, month)
    rows = list(_marks(results, person.staff_id, [month]))
    held_back = results.rubric.held_back(grade.points, rows, "month") if grade else ()
    closed = month in results.closed
    scores = results.school.months.get(month)
    named = scores is not None and person.staff_id in (*scores.named, *scores.bearers.values())
    return MonthStory(month, expected, figures, grade, ranked, gap, better, held_back, closed, named)


def _figures(results: Results, person: Person, month: Month, grade: Grade | None) -> Iterator[Figure]:
    """The filled cells of the person's rows, and those that cannot be used."""
    seen = {problem.where: problem.value or "" for problem in results.problems}
    edited = _edited(results)
    decided = _deciding(results, grade)
    scores = results.school.months.get(month)
    for row in scores.rows if scores else ():
        if row.staff_id == person.staff_id:
            for column, value in _cells(results, row):
                where, usable = row.place.at(column.key), column.key not in row.place.bad
                if value is not None or not usable:
                    text = shown_mark(value) if usable else seen.get(where, "")
                    yield Figure(column.header, text, where, usable, column.key in decided, where in edited)


def _edited(results: Results) -> set[Where]:
    """The cells that closed months were closed with, and that hold something else by now."""
    changed = (problem.where for problem in results.problems if problem.code == CLOSED_CHANGED)
    return {where for where in changed if where.cell}


def _cells(results: Results, row: Score) -> Iterator[tuple[Column, Mark]]:
    columns = (*rubric_columns(results.rubric), *TOTALS, month_form(results.rubric).column("rating"))
    return zip(columns, (*row.marks, row.own_total, row.team_total, row.approved, row.rating), strict=True)


def _deciding(results: Results, grade: Grade | None) -> frozenset[str]:
    """The columns of the row that gave the points."""
    if grade is None or grade.decided_by == "override":
        return frozenset()
    if grade.decided_by == "self":
        return results.rubric.scored
    return frozenset({"approved" if grade.decided_by == "approved" else "team_total"})


def _override(results: Results, month: Month, grade: Grade | None) -> Iterator[Figure]:
    """The cell of the override that decided the month."""
    if grade is None or grade.decided_by != "override":
        return
    school = results.school
    overrides = (row for row in school.overrides if (row.staff_id, row.month) == (grade.staff_id, month))
    row = next((row for row in overrides if is_valid(row, results.rubric, school.roster)), None)
    where = row.place.at("points") if row else Where(OVERRIDES.title)  # that of a closed month may be gone
    header, points = OVERRIDES.column("points").header, shown_mark(grade.points)
    yield Figure(header, points, where, decided=True, edited=where in _edited(results))


def shown_mark(mark: Mark) -> str:
    """A mark as people write it."""
    return points_short(mark) if isinstance(mark, int) else mark or ""


def _ranked_person(ranking: Ranking, staff_id: str) -> RankedPerson | None:
    rows = (row for row in ranking.rows if isinstance(row, RankedPerson))
    return next((row for row in rows if row.staff_id == staff_id), None)


def _gap(ranking: Ranking, ranked: RankedPerson | None) -> tuple[int | None, int | None]:
    """Hundredths missing to the next better place, and that place."""
    if ranked is None:
        return None, None
    above = [row for row in ranking.rows if row.rank < ranked.rank]
    return (above[-1].points - ranked.points, above[-1].rank) if above else (None, None)


def _spans(results: Results, staff_id: str) -> Iterator[PeriodRank]:
    year = results.config.year
    for period in (year.term(1), year.term(2), year):
        ranking = results.ranking(period)
        ranked = _ranked_person(ranking, staff_id)
        if ranked is not None:
            kind: PeriodKind = "term" if isinstance(period, Term) else "year"
            rows = list(_marks(results, staff_id, period.months))
            unrated = unrated_of(results.unrated_rows, staff_id, period.months)
            held_back = results.rubric.held_back(ranked.points, rows, kind, unrated)
            counted = [
                month for month in period.months if results.grades.get(month) or month.last < results.today
            ]
            rated = tuple(month for month in counted if staff_id in results.grades.get(month, {}))
            missing = tuple(month for month in counted if month not in rated)
            weighted = kind == "year" and results.rubric.year_weights is not None
            is_mean = not (weighted or results.rubric.adds_weeks)
            yield PeriodRank(period, ranked, *_gap(ranking, ranked), held_back, rated, missing, is_mean)


def _marks(results: Results, staff_id: str, months: Iterable[Month]) -> Iterator[tuple[Mark, ...]]:
    """The marks behind a person's rated months."""
    for month in months:
        grade = results.grades.get(month, {}).get(staff_id)
        if grade and grade.score:
            yield grade.score.marks
