"""Made-up schools for tests, drawn as text: one line per person, one column per month's points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sheets_sync.awards.school_law import law_of
from sheets_sync.model import Grade, Month, Person, Place, Problem, SchoolYear, Score
from sheets_sync.points import hundredths
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric import Band, Criterion, Input, RatingQuota, Rubric
from sheets_sync.school.roster import Roster
from sheets_sync.school.school import School
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import parse_config

YEAR = SchoolYear(2023)
NOWHERE = Place("Danh sách", None, 2, {"staff_id": 1})

CRITERIA = tuple(
    Criterion(key, header, 0, high, (Input(key, header, 0, high),))
    for key, header, high in (
        ("discipline", "Ý thức", 2000),
        ("work", "Kết quả", 7000),
        ("bonus", "Thưởng", 1000),
    )
)
RUBRIC = Rubric(
    "test",
    "Test",
    criteria=CRITERIA,
    bands=(Band("A", 9000), Band("B", 7000), Band("C", 5000), Band("D", 0)),
    quota=RatingQuota("A", 30),
)


def made_up_config(**sections: object) -> Config:
    """A config with these sections over the least that works."""
    school = {"name": "Trường THCS Thử", "year": "2023-2024"}
    return parse_config({"school": school, **sections}, Path("config.toml"))


def people(table: str) -> tuple[Person, ...]:
    """People from lines of `id | name | team`; what follows is left alone."""
    rows = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]
    return tuple(Person(NOWHERE, row[0], row[1], team=row[2] or None) for row in rows)


def grades(table: str, months: tuple[int, ...], rubric: Rubric = RUBRIC) -> dict[Month, dict[str, Grade]]:
    """Grades from lines of `id | name | team | points | points …`, `-` where there are none."""
    found: dict[Month, dict[str, Grade]] = {YEAR.month(number): {} for number in months}
    for line in table.strip().splitlines():
        staff_id, _, _, *cells = [part.strip() for part in line.split("|")]
        for number, cell in zip(months, cells, strict=True):
            if cell != "-":
                month = YEAR.month(number)
                found[month][staff_id] = grade(staff_id, hundredths(cell.replace(",", ".")), rubric)
    return found


def grade(staff_id: str, points: int, rubric: Rubric = RUBRIC, marks: tuple[int, ...] | None = None) -> Grade:
    """A grade that the principal approved, with the marks behind it if they matter."""
    score = Score(NOWHERE, staff_id, marks, approved=points) if marks else None
    return Grade(staff_id, points, rubric.rate(points, marks), "approved", score)


def made_up_results(
    table: str,
    *months: int,
    today: date = date(2024, 6, 1),
    rubric: Rubric = RUBRIC,
    config: Config | None = None,
    problems: tuple[Problem, ...] = (),
    given: Mapping[Month, Mapping[str, Grade]] | None = None,
) -> Results:
    """Results of a drawn table; `given` grades stand instead of the drawn ones."""
    roster = Roster(YEAR, people(table))
    drawn = grades(table, months, rubric) if given is None else given
    config = config or made_up_config()
    return Results(config, today, rubric, School(roster), problems, drawn, law_of(config))


def with_roster(results: Results, **changes: object) -> Results:
    """The same results with a changed roster."""
    school = replace(results.school, roster=replace(results.school.roster, **changes))  # type: ignore[arg-type]
    return replace(results, school=school)
