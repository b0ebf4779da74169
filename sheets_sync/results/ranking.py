"""Grades → rankings of a month, term or year: staff, teams, classes. pandas lives here and nowhere else.

Competition rank (1, 2, 2, 4) on points; a rubric may put the rating before them and name criteria that break
ties. What is still equal stays equal, and is listed in Vietnamese name order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from types import MappingProxyType
from typing import Any, Protocol

import pandas as pd

from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.model import (
    Grade,
    Month,
    Period,
    RankedGroup,
    RankedPerson,
    Ranking,
    Score,
    Week,
)
from sheets_sync.points import half_up, mean
from sheets_sync.results.closed_months import ClosedMonth
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.class_weeks import ClassWeeks, class_weeks, missing_weeks
from sheets_sync.school.period_grades import (
    Marks,
    PeriodGrade,
    Unrated,
    halves,
    kind_of,
    marks_of,
    period_entries,
    period_points,
)
from sheets_sync.school.roster import Listed
from sheets_sync.school.school import School
from sheets_sync.settings.config import Config

_UNKNOWN = -(1 << 60)  # a tie-breaker whose marks are not known comes after every known one

People = Mapping[str, Listed]
Board = Mapping[Month, ClassWeeks]
Missing = Mapping[str, tuple[Week, ...]]
_NONE_MISSING: Missing = MappingProxyType({})


class Gradebook(Protocol):
    """What a ranking is made from: the grades of people and the scores of classes, and who belongs to the school."""

    @property
    def config(self) -> Config: ...
    @property
    def today(self) -> date: ...
    @property
    def rubric(self) -> Rubric: ...
    @property
    def school(self) -> School: ...
    @property
    def grades(self) -> Mapping[Month, Mapping[str, Grade]]: ...
    @property
    def closed(self) -> Mapping[Month, ClosedMonth]: ...
    @property
    def class_rubric(self) -> Rubric | None: ...
    @property
    def class_scores(self) -> Mapping[Month, Mapping[int, tuple[Score, ...]]]: ...
    @property
    def unrated_rows(self) -> Unrated: ...


def rank(book: Gradebook, period: Period, by: str = "staff") -> Ranking:
    """The ranking of a month, term or year, by staff, team or class."""
    if by == "class":
        return _rank_classes(book, period)
    closed = book.closed.get(period) if isinstance(period, Month) else None
    if closed:
        return closed.ranking(by)
    return _rank_people(book, period, by, book.school.roster.listed)


def months_of(period: Period) -> tuple[Month, ...]:
    """The scored months of a period."""
    return (period,) if isinstance(period, Month) else period.months


# --- staff and teams --------------------------------------------------------------------------------------


def _rank_people(book: Gradebook, period: Period, by: str, listed: People) -> Ranking:
    entries = _staff_entries(book, period)
    rated = book.grades.get(period, {}) if isinstance(period, Month) else {e.subject for e in entries}
    missing = _missing(book, period, rated)
    not_rated = tuple(sorted(missing, key=lambda staff_id: listed[staff_id].place))
    if by == "team":
        return Ranking(period, by, _ranked_teams(book, entries, listed), not_rated)
    return Ranking(period, by, _ranked_people(book.rubric, entries, listed), not_rated)


def _missing(book: Gradebook, period: Period, rated: Collection[str]) -> list[str]:
    """Who is at work in the month, or in a term's or year's months that are over or have grades, but not rated."""
    roster = book.school.roster
    months = months_of(period)
    if not isinstance(period, Month):
        months = tuple(month for month in months if month.last < book.today or book.grades.get(month))
    others = [person for person in roster.people if person.staff_id not in rated]
    return [person.staff_id for person in others if any(roster.at_work(person, month) for month in months)]


def _staff_entries(book: Gradebook, period: Period) -> list[PeriodGrade]:
    rubric = book.rubric
    if isinstance(period, Month):
        grades = book.grades.get(period, {}).values()
        if not grades:
            return []
        # By column: a month of a large school costs a third of what it costs person by person.
        ids, points, ratings, decided_by, _ = zip(*grades, strict=True)
        rows = [marks_of((grade,)) for grade in grades] if rubric.tie_breakers else repeat((), len(ids))
        columns = (ids, points, ratings, rows, decided_by, repeat(1, len(ids)))
        return list(map(PeriodGrade._make, zip(*columns, strict=True)))
    return period_entries(book.grades, rubric, period, book.unrated_rows)


def _ranked_people(
    rubric: Rubric, entries: Sequence[PeriodGrade], listed: People
) -> tuple[RankedPerson, ...]:
    if not entries:
        return ()
    ids, points, ratings, _, decided_by, _ = zip(*entries, strict=True)
    places, names, teams, numbers = zip(*map(listed.__getitem__, ids), strict=True)
    strength = _strength(rubric, entries)
    by_team = strength.groupby(pd.Series(numbers, dtype="int64"))
    table = pd.DataFrame({"rank": _ranks(strength), "team_rank": _ranks(by_team)})
    table["place"] = places
    ranks = (table["rank"].tolist(), table["team_rank"].tolist())
    columns = zip(*ranks, ids, names, teams, points, ratings, decided_by, strict=True)
    people = list(map(RankedPerson._make, columns))
    return tuple([people[at] for at in table.sort_values(["rank", "place"]).index.tolist()])


def _ranked_teams(book: Gradebook, entries: Sequence[PeriodGrade], listed: People) -> tuple[RankedGroup, ...]:
    """Teams by the mean of their rated members; who has no team counts for none."""
    if not entries:
        return ()
    names = list(book.school.roster.teams.values())
    ids, points, *_ = zip(*entries, strict=True)
    numbers = pd.array([listed[staff_id].team_number for staff_id in ids], dtype="Int64")
    table = pd.DataFrame({"team": numbers, "points": pd.array(points, dtype="Int64")})
    sums = table[table["team"] >= 0].groupby("team")["points"].agg(["sum", "count"])
    figures = zip(sums.index.tolist(), sums["sum"].tolist(), sums["count"].tolist(), strict=True)
    means = [(names[number], half_up(total, rated), rated) for number, total, rated in figures]
    rows = [PeriodGrade(team, mean, book.rubric.rate(mean), (), rated=rated) for team, mean, rated in means]
    return _ranked_groups(book.rubric, rows, names)


# --- classes ----------------------------------------------------------------------------------------------


def _rank_classes(book: Gradebook, period: Period) -> Ranking:
    rubric, classes = book.class_rubric, book.config.classes
    if rubric is None or classes is None:
        raise UsageError(
            Message(
                N_("Chưa cấu hình thi đua lớp. Thêm mục [classes] vào config.toml, hoặc xếp hạng người, tổ.")
            )
        )
    board = {month: class_weeks(book.class_scores.get(month, {}), rubric) for month in months_of(period)}
    entries = [entry for name in classes.names if (entry := _class_entry(rubric, period, board, name))]
    rated = {entry.subject for entry in entries}
    not_rated = tuple(name for name in classes.names if name not in rated)
    missing = {name: _missing_weeks(book, board, name) for name in rated}
    return Ranking(period, "class", _ranked_groups(rubric, entries, classes.names, missing), not_rated)


def _class_entry(rubric: Rubric, period: Period, board: Board, name: str) -> PeriodGrade | None:
    found = {
        month: [classes[name] for classes in weeks.values() if name in classes]
        for month, weeks in board.items()
    }
    totals = {
        month: rubric.month_points([week.points for week in weeks if week.points is not None])
        for month, weeks in found.items()
    }
    if isinstance(period, Month):
        points = totals[period]
    else:
        first, second = (
            [total for month in half if (total := totals[month]) is not None] for half in halves(period)
        )
        points = period_points(rubric, period, first, second)
    if points is None:
        return None
    rows = [week.marks for weeks in found.values() for week in weeks if week.points is not None]
    unrated = [week.marks for weeks in found.values() for week in weeks if week.points is None]
    rating = rubric.rate_period(points, rows, kind_of(period), unrated)
    return PeriodGrade(name, points, rating, rows, rated=len(rows))


def _missing_weeks(book: Gradebook, board: Board, name: str) -> tuple[Week, ...]:
    year = book.config.year
    return tuple(Week(year, number) for weeks in board.values() for number in missing_weeks(weeks, name))


def _ranked_groups(
    rubric: Rubric, entries: Sequence[PeriodGrade], names: Iterable[str], missing: Missing = _NONE_MISSING
) -> tuple[RankedGroup, ...]:
    """Teams or classes by rank; equal ones in the order in which the school lists them.

    A class that misses weeks comes after those that miss fewer: its points and its rating are those of fewer weeks.
    """
    if not entries:
        return ()
    order = {name: place for place, name in enumerate(names)}
    weeks = [missing.get(entry.subject, ()) for entry in entries]
    ranks = _ranks(_strength(rubric, entries, list(map(len, weeks)))).tolist()
    rows = zip(ranks, entries, weeks, strict=True)
    groups = (RankedGroup(place, e.subject, e.points, e.rating, e.rated, gone) for place, e, gone in rows)
    return tuple(sorted(groups, key=lambda group: (group.rank, order[group.name])))


# --- rank -------------------------------------------------------------------------------------------------


def _strength(rubric: Rubric, entries: Sequence[PeriodGrade], missing: Sequence[int] = ()) -> pd.Series[int]:
    """One number each, the smaller the better; equal numbers are ties. `missing` are each entry's missing weeks."""
    keys = {"points": pd.array([-entry.points for entry in entries], dtype="Int64")}
    if not (rubric.ranks_by_rating or rubric.tie_breakers or any(missing)):
        return pd.Series(keys["points"])
    if rubric.ranks_by_rating:
        place = {rating: at for at, rating in enumerate(rubric.ratings)}
        keys = {"rating": pd.array([place[entry.rating] for entry in entries], dtype="Int64"), **keys}
    if any(missing):
        keys = {"missing weeks": pd.array(missing, dtype="Int64"), **keys}
    breakers = [_breakers(rubric, entry.rows) for entry in entries] if rubric.tie_breakers else []
    for at, name in enumerate(rubric.tie_breakers if breakers else ()):
        keys[f"criterion {name}"] = pd.array([-values[at] for values in breakers], dtype="Int64")
    return pd.DataFrame(keys).groupby(list(keys), sort=True).ngroup()


def _breakers(rubric: Rubric, rows: Sequence[Marks]) -> list[int]:
    """The criteria that break ties, each as the mean of the rows in which it is known."""
    known = [rubric.criterion_points(row) for row in rows if any(mark is not None for mark in row)]
    columns = ([row[key] for row in known if key in row] for key in rubric.tie_breakers)
    return [mean(values) if values else _UNKNOWN for values in columns]


def _ranks(strength: Any) -> pd.Series[int]:
    return strength.rank(method="min").astype("int64")  # type: ignore[no-any-return]
