"""The frozen values that travel through a run; read this first.

`Sheet`s (raw cells) → records that remember their `Place` (+ `Problem`s) → `Grade`s → rankings and output tabs.
Points are whole numbers of hundredths everywhere: 92,5 points are 9250.

Large because it declares every value that travels, one after the other, without code to follow.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal, NamedTuple

from sheets_sync.language import Message

# --- the calendar ---------------------------------------------------------------------------------------------


class Month(NamedTuple):
    """A calendar month; its text is `2023-10`."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def shown(self) -> str:
        """As people write it: `10/2023`."""
        return f"{self.number}/{self.year}"

    @classmethod
    def of(cls, text: str) -> Month:
        """The month of such a text as `str` gives."""
        year, number = map(int, text.split("-"))
        return cls(year, number)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


class SchoolYear(NamedTuple):
    """A school year by the calendar year it starts in: 1 August to 31 July; its text is `2023-2024`."""

    start: int

    @property
    def first(self) -> date:
        """1 August."""
        return date(self.start, 8, 1)

    @property
    def last(self) -> date:
        """31 July of the next calendar year."""
        return date(self.start + 1, 7, 31)

    @property
    def months(self) -> tuple[Month, ...]:
        """The scored months, September to May."""
        return tuple(self.month(number) for number in (9, 10, 11, 12, 1, 2, 3, 4, 5))

    def month(self, number: int) -> Month:
        """The month of this number within the school year."""
        return Month(self.start if number >= 8 else self.start + 1, number)

    def term(self, number: int) -> Term:
        """Term 1 or 2."""
        return Term(self, number)

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"


class Term(NamedTuple):
    """Half a school year: term 1 is months 9-1, term 2 months 2-5; its text is `2023-2024/1`."""

    school_year: SchoolYear
    number: int

    @property
    def months(self) -> tuple[Month, ...]:
        """The scored months of the term."""
        numbers = (9, 10, 11, 12, 1) if self.number == 1 else (2, 3, 4, 5)
        return tuple(self.school_year.month(number) for number in numbers)

    def __str__(self) -> str:
        return f"{self.school_year}/{self.number}"


class Week(NamedTuple):
    """A week of a class board, from 1; its text is `2023-2024/W05`."""

    school_year: SchoolYear
    number: int

    def __str__(self) -> str:
        return f"{self.school_year}/W{self.number:02}"


Period = Month | Term | SchoolYear

# --- cells as a store gives them ------------------------------------------------------------------------------


class CellError(NamedTuple):
    """A formula's error as the sheet shows it, `#REF!`."""

    text: str


ERROR_TEXTS = frozenset(
    "#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR! #SPILL! #CALC! #FIELD!".split()  # noqa: SIM905
)
"""How sheets show an error; such a text, pasted, is no better than the error itself."""


class Uncached(NamedTuple):
    """A formula whose result the file does not hold."""

    text: str = "="


RawCell = str | int | float | bool | datetime | date | time | CellError | Uncached | None


class Sheet(NamedTuple):
    """One tab as it was read: rows of raw cells, the first row is the sheet's row 1, the first cell column A."""

    title: str
    rows: Sequence[Sequence[RawCell]]
    book: str | None = None


# --- places, and what is wrong there --------------------------------------------------------------


def column_letters(column: int) -> str:
    """Column 1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Where(NamedTuple):
    """A cell, a row or a whole tab; rows and columns count from 1, as the sheet shows them."""

    tab: str
    row: int | None = None
    column: int | None = None
    book: str | None = None

    @property
    def cell(self) -> str | None:
        """`F12`, or nothing where no cell is meant."""
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else None

    def __str__(self) -> str:
        place = f"{self.tab}!{self.cell}" if self.cell else self.tab
        return f"{self.book}: {place}" if self.book else place


class Problem(NamedTuple):
    """Something to mend in the sheets; its level and texts are in `rules.problem_codes`, by code and variant.

    `closed` is the closed month that its cell belongs to: they are mended only after the month was opened again.
    """

    code: str
    where: Where
    value: str | None = None
    staff_id: str | None = None
    params: Mapping[str, object] = MappingProxyType({})
    variant: str = ""
    closed: Month | None = None


class Place(NamedTuple):
    """Where a record is, and which of its cells could not be used."""

    tab: str
    book: str | None
    row: int
    columns: Mapping[str, int]
    bad: frozenset[str] = frozenset()

    def at(self, key: str) -> Where:
        """The cell of one of the record's columns, by the column's key in `forms.py`."""
        return Where(self.tab, self.row, self.columns.get(key), self.book)

    @property
    def owner_key(self) -> str:
        """The key of the column that names the row's owner: the id's, in a school without ids the name's."""
        return "staff_id" if "staff_id" in self.columns else "name"

    @property
    def row_itself(self) -> Where:
        """The record's row as a whole."""
        return Where(self.tab, self.row, book=self.book)


# --- records, one class per form; the fields are the keys of the form's columns ------------------------------


class Person(NamedTuple):
    """One of the staff, from `Danh sách`."""

    place: Place
    staff_id: str
    name: str
    born: date | None = None
    team: str | None = None
    position: str | None = None
    group: str | None = None
    joined_sector: date | None = None
    joined_school: date | None = None
    status: str | None = None
    status_from: date | None = None
    email: str | None = None


class Leave(NamedTuple):
    """A long leave; without an end it goes on."""

    place: Place
    staff_id: str | None
    name: str | None = None
    kind: str | None = None
    start: date | None = None
    end: date | None = None
    note: str | None = None


class Registration(NamedTuple):
    """A person's registration for one title or more (`titles`: codes)."""

    place: Place
    day: date | None
    staff_id: str | None
    name: str | None
    titles: tuple[str, ...] | None
    award: str | None
    initiative: str | None
    round: str | None
    note: str | None


class TeamRegistration(NamedTuple):
    """A team's registration for a collective title."""

    place: Place
    day: date | None
    team: str | None
    titles: tuple[str, ...] | None
    round: str | None
    note: str | None


Mark = int | str | None
"""What one scored cell holds: hundredths, the name of a grade, or nothing."""


class Score(NamedTuple):
    """One person's row of a month tab (or one class's row of a week tab): marks in the rubric's input order."""

    place: Place
    staff_id: str
    marks: tuple[Mark, ...]
    own_total: int | None = None
    team_total: int | None = None
    approved: int | None = None
    rating: str | None = None


class Initiative(NamedTuple):
    """An initiative (sáng kiến) and what became of it."""

    place: Place
    code: str | None
    name: str | None
    authors: tuple[str, ...] | None
    field: str | None
    result: str | None
    level: str | None
    decision: str | None
    decided_on: date | None


class Achievement(NamedTuple):
    """An achievement of a person or a team."""

    place: Place
    day: date | None
    staff_id: str | None
    team: str | None
    name: str | None
    kind: str | None
    movement: str | None
    content: str | None
    level: str | None
    evidence: str | None


class Discipline(NamedTuple):
    """A disciplinary measure, or a case that is pending."""

    place: Place
    staff_id: str | None
    name: str | None
    form: str | None
    day: date | None
    decision: str | None


class Vote(NamedTuple):
    """The council's vote on one title for a person or a team."""

    place: Place
    staff_id: str | None
    team: str | None
    name: str | None
    titles: tuple[str, ...] | None
    members: int | None
    present: int | None
    valid: int | None
    agreed: int | None


class ContestEntry(NamedTuple):
    """An entry for the contest `Người tốt việc tốt`."""

    place: Place
    month: Month | None
    title: str | None
    staff_id: str | None
    example: str | None
    sent: date | None
    link: str | None


class HeldTitle(NamedTuple):
    """A title already held, of an earlier year."""

    place: Place
    staff_id: str | None
    team: str | None
    name: str | None
    year: SchoolYear | None
    titles: tuple[str, ...] | None
    decision: str | None
    decided_on: date | None


class Override(NamedTuple):
    """A month's points set by hand, with its reason and two names."""

    place: Place
    staff_id: str | None
    name: str | None
    month: Month | None
    points: int | None
    reason: str | None
    proposed_by: str | None
    approved_by: str | None


class YearRating(NamedTuple):
    """The rating of the year as it was decided, of a person or a team."""

    place: Place
    staff_id: str | None
    team: str | None
    name: str | None
    level: str | None
    day: date | None


class CouncilMember(NamedTuple):
    """A member of the council."""

    place: Place
    staff_id: str | None
    name: str | None
    role: str | None
    start: date | None
    end: date | None


class Paper(NamedTuple):
    """A line of the register of papers."""

    place: Place
    kind: str | None
    period: str | None
    number: str | None
    issued: date | None
    signer: str | None
    recipients: str | None
    submitted: date | None


class Movement(NamedTuple):
    """An emulation movement."""

    place: Place
    name: str | None
    level: str | None
    start: date | None
    end: date | None
    result: str | None


# --- what is computed -----------------------------------------------------------------------------------------


class Grade(NamedTuple):
    """A month's points of one person, and who decided them: override, approved, team or self."""

    staff_id: str
    points: int
    rating: str
    decided_by: str
    score: Score | None


class RankedPerson(NamedTuple):
    """A person's place in a ranking; terms and years have no `decided_by`."""

    rank: int
    team_rank: int
    staff_id: str
    name: str
    team: str
    points: int
    rating: str
    decided_by: str | None


class RankedGroup(NamedTuple):
    """A team's or class's place: the mean (or sum) of its rated members (or weeks), and how many were rated.

    `missing` are the weeks that others have and a class has not.
    """

    rank: int
    name: str
    points: int
    rating: str
    rated: int
    missing: tuple[Week, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking of one period; `not_rated` are the ids of those at work without points, rows left out included."""

    period: Period
    by: str
    rows: tuple[RankedPerson, ...] | tuple[RankedGroup, ...]
    not_rated: tuple[str, ...]


Outcome = Literal["eligible", "not_eligible", "over_quota", "on_hold"]


class Reason(NamedTuple):
    """One condition of a title: what it requires, whether it is met (None: the council has to confirm), and why.

    `evidence` is what the sheets say, `cells` where they say it, `source` quotes the law. `holds` means that
    nothing is decided until this is settled, a case that is pending or a day that no law we know covers.
    """

    rule: str
    requirement: Message
    met: bool | None
    evidence: Message
    source: str
    cells: tuple[Where, ...] = ()
    holds: bool = False


class Verdict(NamedTuple):
    """Whether a person (`subject`: id) or a team (its name) may be proposed for a title, with every condition.

    `provisional` says that the year's rating is not decided yet and the points are used in its place.
    """

    subject: str
    name: str
    team: str
    title: str
    registered: bool
    verdict: Outcome
    reasons: tuple[Reason, ...]
    provisional: bool = False
