"""The schools' Parquet files → the district's figures, by SQL over all of them at once (DuckDB).

Nothing a school has worked out is worked out again: rows are only counted, listed and put side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from sheets_sync.fleet.school_parquet import is_whole, read_school
from sheets_sync.model import Outcome

# Thousands of small files are read in half the time and a quarter of the memory by one thread: each of several keeps
# buffers of its own for every column of every file.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
PROPOSED = ("eligible", "over_quota", "on_hold")


class Quota(NamedTuple):
    """How a title stands to its quota in one school: how many may have it, how many compete for it."""

    most: int
    candidates: int


@dataclass(frozen=True)
class SchoolFigures:
    """A school as its own tabs show it; `papers` counts those that were due: handed in, handed in late, missing."""

    key: str
    name: str
    day: date
    month: str | None
    staff: int
    at_work: int
    not_rated: int | None
    errors: int
    warnings: int
    registered_people: int
    registered_teams: int
    missing_registrations: int
    late_registrations: int
    ratings: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[tuple[str, Outcome], int] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    registrations: Mapping[str, int] = field(default_factory=dict)
    submitted: int = 0
    submitted_late: int = 0
    late: tuple[str, ...] = ()

    @property
    def rated(self) -> int:
        """How many are rated in the month."""
        return sum(self.ratings.values())


class Proposal(NamedTuple):
    """One who may be proposed for a title, or would be but for a quota or a pending case."""

    school: str
    school_name: str
    place: int
    subject: str
    name: str
    team: str
    is_team: bool
    title: str
    registered: bool
    verdict: Outcome
    provisional: bool
    open: tuple[str, ...]
    born: date | None
    position: str | None


@dataclass(frozen=True)
class RollUp:
    """The figures of all schools that have results, and the ratings of their rubrics."""

    schools: tuple[SchoolFigures, ...]
    proposals: tuple[Proposal, ...]
    ratings: tuple[str, ...]

    @property
    def by_key(self) -> Mapping[str, SchoolFigures]:
        """The schools by their keys."""
        return {school.key: school for school in self.schools}


def roll_up(files: Mapping[str, Path]) -> RollUp:
    """The figures of these schools, in the order in which they are given; a damaged file is left out."""
    whole = {key: path for key, path in files.items() if is_whole(path)}
    try:
        return _figures(whole)
    except duckdb.Error:  # a file that ends well is damaged before its end; to read each by itself takes long
        return _figures({key: path for key, path in whole.items() if _can_be_read(path)})


def _can_be_read(path: Path) -> bool:
    try:
        read_school(path.read_bytes())
    except (OSError, ValueError):  # those of pyarrow are among them
        return False
    return True


def _figures(files: Mapping[str, Path]) -> RollUp:
    if not files:
        return RollUp((), (), ())
    order = {key: place for place, key in enumerate(files)}
    with _tables(files) as tables:
        schools = sorted(tables.schools(), key=lambda school: order.get(school.key, len(order)))
        return RollUp(tuple(schools), tuple(tables.proposals(order)), tables.ratings())


@contextmanager
def _tables(files: Mapping[str, Path]) -> Iterator[_Tables]:
    with duckdb.connect(config=_SETTINGS) as database:
        database.execute(_ALL, [[str(path) for path in files.values()]])
        yield _Tables(database)


class _Tables:
    """Questions to the one table of all schools; lists are taken apart where they are asked for."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database

    def _ask(self, question: str) -> list[dict[str, Any]]:
        found = self.database.execute(question)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def schools(self) -> Iterator[SchoolFigures]:
        """Every school with its figures."""
        ratings = self._by_school(_RATINGS, lambda row: (row["rating"], row["number"]))
        titles = self._by_school(_TITLES, lambda row: ((row["title"], row["verdict"]), row["number"]))
        quotas = self._by_school(
            _QUOTAS, lambda row: (row["title"], Quota(row["most"], row["within"] + row["beyond"]))
        )
        registrations = self._by_school(_REGISTRATIONS, lambda row: (row["title"], row["number"]))
        duties = {row["school"]: row for row in self._ask(_DUTIES)}
        for row in self._ask(_SCHOOLS):
            key, duty = row["key"], duties.get(row["key"], {})
            yield SchoolFigures(
                **row,
                ratings=ratings.get(key, {}),
                titles=titles.get(key, {}),
                quotas=quotas.get(key, {}),
                registrations=registrations.get(key, {}),
                submitted=duty.get("submitted", 0),
                submitted_late=duty.get("submitted_late", 0),
                late=tuple(duty.get("late") or ()),
            )

    def _by_school(self, question: str, pair: Any) -> dict[str, dict[Any, Any]]:
        found: dict[str, dict[Any, Any]] = {}
        for row in self._ask(question):
            key, value = pair(row)
            found.setdefault(row["school"], {})[key] = value
        return found

    def ratings(self) -> tuple[str, ...]:
        """The ratings of all rubrics, better ones first."""
        found = self._ask("SELECT DISTINCT ratings FROM school ORDER BY len(ratings) DESC, ratings")
        return tuple(dict.fromkeys(rating for row in found for rating in row["ratings"]))

    def proposals(self, order: Mapping[str, int]) -> Iterator[Proposal]:
        """Everybody proposed, school by school, each school's in the order of its council."""
        rows = self._ask(_PROPOSALS)
        for row in sorted(rows, key=lambda row: (order.get(row["school"], len(order)), row["place"])):
            yield Proposal(**{**row, "open": tuple(row["open"])})


_ALL = """
    CREATE TABLE school AS SELECT * REPLACE (
        CASE WHEN count(*) OVER (PARTITION BY name) > 1 THEN name || ' (' || key || ')' ELSE name END AS name
    ) FROM read_parquet(?)
"""  # two schools of one name are told apart by their keys
_SCHOOLS = """
    SELECT key, name, day, month, staff, at_work, not_rated, errors, warnings, registered_people, registered_teams,
        missing_registrations, late_registrations
    FROM school
"""
_RATINGS = """
    SELECT school, grade.rating AS rating, count(*) AS number
    FROM (SELECT key AS school, month, unnest(grades) AS grade FROM school)
    WHERE grade.kind = 'month' AND grade.period = month GROUP BY ALL
"""
_TITLES = """
    SELECT school, title.title AS title, title.verdict AS verdict, count(*) AS number
    FROM (SELECT key AS school, unnest(titles) AS title FROM school) GROUP BY ALL
"""
_QUOTAS = "SELECT key AS school, unnest(quotas, recursive := true) FROM school"
_REGISTRATIONS = """
    SELECT school, registration.title AS title, count(*) AS number
    FROM (SELECT key AS school, unnest(registrations) AS registration FROM school) GROUP BY ALL
"""
_DUTIES = """
    SELECT school,
        count(*) FILTER (duty.state = 'done')::INT AS submitted,
        count(*) FILTER (duty.state = 'done' AND duty.days_late > 0)::INT AS submitted_late,
        list(duty.text || ' (' || duty.said || ')' ORDER BY duty.due) FILTER (duty.state = 'late') AS late
    FROM (SELECT key AS school, unnest(duties) AS duty FROM school) GROUP BY school
"""
_PROPOSALS = f"""
    WITH people AS (SELECT key AS school, unnest(people) AS person FROM school),
        verdicts AS (SELECT key AS school, name AS school_name, unnest(titles) AS found FROM school)
    SELECT verdicts.school, school_name, found.place, found.subject, found.name, found.team, found.is_team, found.title,
        found.registered, found.verdict, found.provisional, found.open, person.born AS born,
        person.position AS position
    FROM verdicts LEFT JOIN people
        ON people.school = verdicts.school AND person.staff_id = found.subject AND NOT found.is_team
    WHERE found.verdict IN {PROPOSED}
"""
