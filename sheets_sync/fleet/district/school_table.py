"""The one table of all schools' Parquet files, and the questions that the district's figures are made of (DuckDB)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from sheets_sync.fleet.district.copies import Staff, copies
from sheets_sync.fleet.district.figures import Proposal, Quota, SchoolFigures
from sheets_sync.model import SchoolYear


class SchoolTable:
    """Queries on the one table of all schools; lists are taken apart where they are needed."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database

    def _ask(self, question: str, *values: object) -> list[dict[str, Any]]:
        found = self.database.execute(question, values)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def drop_other_years(self, year: SchoolYear) -> dict[str, str]:
        """Leave out the results of other years than this; the schools with them, each with its year."""
        found = self._ask("SELECT key, year FROM school WHERE year <> ?", str(year))
        self._drop([row["key"] for row in found])
        return {row["key"]: row["year"] for row in found}

    def drop_copies(self, order: Mapping[str, int]) -> Mapping[str, str]:
        """Leave out copied folders; each with the school that it copies."""
        found = sorted(self._ask(_NAMED_ALIKE), key=lambda row: order.get(row["key"], len(order)))
        staff = (Staff(row["key"], row["name"], frozenset(map(tuple, row["people"]))) for row in found)
        copied = copies(staff)
        self._drop(list(copied))
        return copied

    def _drop(self, keys: Sequence[str]) -> None:
        self.database.execute("DELETE FROM school WHERE list_contains(?, key)", [keys])

    def qualify_equal_names(self) -> None:
        """Give two schools of one name their keys as well."""
        self.database.execute(_NAMES)

    def schools(self) -> Iterator[SchoolFigures]:
        """Every school with its figures."""
        ratings = self._by_school(_RATINGS, lambda row: (row["rating"], row["number"]))
        titles = self._by_school(_TITLES, lambda row: ((row["title"], row["verdict"]), row["number"]))
        proposed = self._by_school(_PROPOSED, lambda row: (row["title"], row["number"]))
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
                proposed=proposed.get(key, {}),
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

    def wanted(self, order: Mapping[str, int]) -> Iterator[Proposal]:
        """Who is proposed and who waits for a decision, school by school, each school's in the order of its council."""
        rows = self._ask(_WANTED)
        for row in sorted(rows, key=lambda row: (order.get(row["school"], len(order)), row["place"])):
            yield Proposal(**{**row, "open": tuple(row["open"])})


_NAMED_ALIKE = """
    SELECT key, name, list_transform(people, lambda each: [each.staff_id, each.name, each.born::VARCHAR]) AS people
    FROM school WHERE name IN (SELECT name FROM school GROUP BY name HAVING count(*) > 1)
"""
_NAMES = """
    UPDATE school SET name = name || ' (' || key || ')'
    WHERE name IN (SELECT name FROM school GROUP BY name HAVING count(*) > 1)
"""
_SCHOOLS = """
    SELECT key, name, day, month, staff, at_work, not_rated, not_at_work, errors, warnings, registered_people,
        registered_teams, missing_registrations, need_not_register, late_registrations
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
_PROPOSED = """
    SELECT school, title.title AS title, count(*) AS number
    FROM (SELECT key AS school, unnest(titles) AS title FROM school)
    WHERE title.wanted AND title.verdict = 'eligible' GROUP BY ALL
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
_WANTED = """
    WITH people AS (SELECT key AS school, unnest(people) AS person FROM school),
        verdicts AS (SELECT key AS school, name AS school_name, unnest(titles) AS found FROM school)
    SELECT verdicts.school, school_name, found.place, found.subject, found.name, found.team, found.is_team, found.title,
        found.registered, found.verdict, found.provisional, found.open, person.born AS born,
        person.position AS position
    FROM verdicts LEFT JOIN people
        ON people.school = verdicts.school AND person.staff_id = found.subject AND NOT found.is_team
    WHERE found.wanted AND found.verdict IN ('eligible', 'over_quota', 'on_hold')
"""
