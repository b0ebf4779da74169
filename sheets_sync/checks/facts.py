"""What the rules look at, and how they state what they find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sheets_sync.config import Config
from sheets_sync.law import RuleSet
from sheets_sync.model import Grade, Month, Person, Place, Problem, Verdict, Where
from sheets_sync.review import Review
from sheets_sync.rubric import Rubric
from sheets_sync.school import School
from sheets_sync.scorebook import Scores
from sheets_sync.verdicts import judge


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    config: Config
    today: date
    rubric: Rubric
    school: School
    grades: Mapping[Month, Mapping[str, Grade]]
    law: RuleSet | None = None

    @cached_property
    def review(self) -> Review:
        """What the review of titles looks at."""
        return Review(self.config, self.rubric, self.school, self.grades, self.law)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Who may be proposed for which title."""
        return judge(self.review)

    def months_over(self) -> Iterator[tuple[Month, Scores]]:
        """The months that are over and have a tab."""
        return ((month, scores) for month, scores in self.school.months.items() if month.last < self.today)


def at_cell(
    place: Place, key: str, code: str, value: object, staff_id: str | None, /, **params: object
) -> Problem:
    """A problem at one of a record's cells; `variant` among the params picks the text."""
    variant = str(params.pop("variant", ""))
    shown = None if value is None else str(value)
    return Problem(code, place.at(key), shown, staff_id or None, params, variant)


def about_person(person: Person, code: str, where: Where, **params: object) -> Problem:
    """A problem of a person who has no row, so that no cell is meant."""
    who = {"name": person.name, "staff_id": person.staff_id, "team": person.team or ""}
    return Problem(code, where, None, person.staff_id, {**who, **params})


def first_row(seen: dict[object, Place], key: object, place: Place) -> int | None:
    """The row where this key stood before, or nothing when this is the first; `seen` remembers it."""
    earlier = seen.setdefault(key, place)
    return None if earlier is place else earlier.row


def day_text(day: date) -> str:
    """05/09/2023."""
    return f"{day:%d/%m/%Y}"
