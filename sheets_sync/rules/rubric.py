"""What a school's rubric says: how marks become points, and points a rating; read by `rubric_file.py`.

Points are hundredths everywhere (`model.py`). A row's marks are in the order of `Rubric.inputs`: the
columns of each criterion, then the facts. Points are rounded half up, once per criterion and per total.

Large because a rubric's parts and how they make points are read together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from sheets_sync import points as arithmetic
from sheets_sync.language import N_, Message
from sheets_sync.model import Mark
from sheets_sync.points import half_up, over_share, points_short

Every = Literal["week", "month"]
PeriodKind = Literal["week", "month", "term", "year"]
MarkRow = Sequence[Mark]

LAW_LEVELS = ("HTXS", "HTT", "HTNV", "KHT")
"""The levels of the year's rating by Nghị định 90/2020, the best first."""


@dataclass(frozen=True, slots=True)
class Input:
    """A scored or recorded column: a range in hundredths, or choices; `blank` is what a blank counts as."""

    key: str
    header: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    blank_ok: bool = False
    whole: bool = False
    blank: int | None = None
    each: int = 100  # hundredths of a point for each 1 that is typed
    worths: tuple[int, ...] = ()  # hundredths, one per choice

    def worth(self, mark: Mark) -> int | None:
        """What a mark gives, in hundredths of a hundredth; nothing for a missing mark or an unknown grade."""
        if isinstance(mark, str):
            return self.worths[self.choices.index(mark)] * 100 if mark in self.choices else None
        if mark is None:
            mark = self.blank
        return None if mark is None else mark * self.each


@dataclass(frozen=True, slots=True)
class Criterion:
    """A part of the total, from `low` to `high`; a counted one begins at `start`, others have none."""

    key: str
    name: str
    low: int
    high: int
    inputs: tuple[Input, ...]
    start: int | None = None
    weight: Fraction = Fraction(1)

    def points(self, marks: MarkRow) -> int | None:
        """The criterion's hundredths, before its weight; nothing when a mark that must be there is blank."""
        total = (self.start or 0) * 100
        for item, mark in zip(self.inputs, marks, strict=True):
            worth = item.worth(mark)
            if worth is None:
                return None
            total += worth
        given = half_up(total, 100)
        return given if self.start is None else min(max(given, self.low), self.high)


class RatingQuota(NamedTuple):
    """At most so many per cent of the rated may have this rating."""

    rating: str
    percent: int


class Ratio(NamedTuple):
    """The points of some criteria may be at most so many per cent of those of others, signs left aside."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    percent: int


class Band(NamedTuple):
    """A rating: from so many hundredths on, with at least `floors` in single criteria and within `ratios`.

    `level` is the level of the year's rating (Nghị định 90/2020) that it means, where the rubric says so.
    """

    name: str
    start: int
    floors: tuple[tuple[str, int], ...] = ()
    ratios: tuple[Ratio, ...] = ()
    level: str | None = None


class Cap(NamedTuple):
    """A fact that allows no better rating: more than `limit` (hundredths) of some inputs over a period.

    Where `values` are named, every row that has one of them counts as 1.
    """

    name: str
    inputs: tuple[str, ...]
    limit: int
    rating: str
    over: PeriodKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """A school's rule for scoring and rating; `bands` are best first, the last takes all that is below.

    `lowest` and `highest` are the range of one row's total, in hundredths.
    """

    key: str
    name: str
    source: str = ""
    subject: Literal["staff", "class"] = "staff"
    every: Every = "month"
    criteria: tuple[Criterion, ...] = ()
    bands: tuple[Band, ...] = ()
    base: int = 0
    facts: tuple[Input, ...] = ()
    caps: tuple[Cap, ...] = ()
    quota: RatingQuota | None = None
    ranks_by_rating: bool = False
    tie_breakers: tuple[str, ...] = ()
    adds_weeks: bool = False  # a month is the sum of its weeks, and so are terms and years; else means
    bands_per_week: bool = True  # a sum of weeks is rated on the thresholds times the number of weeks
    year_weights: tuple[Fraction, Fraction] | None = (
        None  # of the two terms; else the mean of all rated months
    )
    one_term_is_year: bool = (
        True  # with weights: a term without a rated month leaves the year to the other one
    )

    digest: str = field(default="", repr=False, compare=False)
    """A fingerprint of the file that it was read from."""
    inputs: tuple[Input, ...] = field(init=False, repr=False, compare=False)
    scored: frozenset[str] = field(init=False, repr=False, compare=False)
    """The keys of the columns that give points; in a row's marks they come before the facts."""
    ratings: tuple[str, ...] = field(init=False, repr=False, compare=False)
    lowest: int = field(init=False, repr=False, compare=False)
    highest: int = field(init=False, repr=False, compare=False)
    _blanks: tuple[int | None, ...] = field(init=False, repr=False, compare=False)
    _weighted: bool = field(init=False, repr=False, compare=False)
    _adds: bool = field(init=False, repr=False, compare=False)
    _rates_by_points: bool = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _worst_first: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        scored = tuple(item for criterion in self.criteria for item in criterion.inputs)
        plain = all(part.start is None and part.weight == 1 for part in self.criteria)
        object.__setattr__(self, "_weighted", any(part.weight != 1 for part in self.criteria))
        derived = {
            "inputs": scored + self.facts,
            "scored": frozenset(item.key for item in scored),
            "ratings": tuple(band.name for band in self.bands),
            "lowest": self._total({part.key: part.low for part in self.criteria}),
            "highest": self._total({part.key: part.high for part in self.criteria}),
            "_blanks": tuple(item.blank for item in scored),
            # blanks that all count as something could make points out of an empty row: that goes the long way
            "_adds": plain and not any(item.choices for item in scored) and not _all_optional(scored),
            "_rates_by_points": not any(band.floors or band.ratios for band in self.bands)
            and not any(cap.over == self.every for cap in self.caps),
            "_starts": tuple(band.start for band in reversed(self.bands[:-1])),
            "_worst_first": tuple(band.name for band in reversed(self.bands)),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def levels(self) -> Mapping[str, str]:
        """The four levels of Nghị định 90/2020 by rating: as the rubric says, else four ratings in their order."""
        said = {band.name: band.level for band in self.bands if band.level}
        return said or (
            dict(zip(self.ratings, LAW_LEVELS, strict=True)) if len(self.ratings) == len(LAW_LEVELS) else {}
        )

    # --- one row ------------------------------------------------------------------------------------------

    def points(self, marks: MarkRow) -> int | None:
        """The total of a row; nothing when a mark that must be there is blank, or when all are."""
        if not self._adds:
            return self._points_the_long_way(marks)
        total = self.base
        for mark, blank in zip(marks, self._blanks):  # noqa: B905  (facts follow; this runs a million times)
            if mark is None:
                if blank is None:
                    return None
                total += blank
            else:
                total += mark  # type: ignore[operator]  # no choices here, so no text
        return total

    def points_of_blank_row(self) -> int | None:
        """The total of a row in which nothing is typed, where every column may be blank; else nothing."""
        scored = (item for criterion in self.criteria for item in criterion.inputs)
        return self._total(self.criterion_points(())) if _all_optional(scored) else None

    def criterion_points(self, marks: MarkRow) -> Mapping[str, int]:
        """The hundredths of every criterion whose marks are known, by its key, before weights."""
        known: dict[str, int] = {}
        at = 0
        row = (*marks, *[None] * (len(self.inputs) - len(marks)))
        for criterion in self.criteria:
            given = criterion.points(row[at : at + len(criterion.inputs)])
            at += len(criterion.inputs)
            if given is not None:
                known[criterion.key] = given
        return known

    def rate(self, points: int, marks: MarkRow | None = None) -> str:
        """The rating of a row, by its points and, as far as marks are known, floors, ratios and caps."""
        if marks is None or self._rates_by_points:
            return self._worst_first[bisect_right(self._starts, points)]
        return self.rate_period(points, (marks,), self.every)

    # --- periods ------------------------------------------------------------------------------------------

    def month_points(self, weeks: Sequence[int]) -> int | None:
        """The points of a month from those of its rated weeks; nothing without one."""
        return self._together(weeks)

    def term_points(self, months: Sequence[int]) -> int | None:
        """The points of a term from those of its rated months; nothing without one."""
        return self._together(months)

    def year_points(self, term1: Sequence[int], term2: Sequence[int]) -> int | None:
        """The points of a year from the rated months of both terms.

        Weights apply to the terms' points as shown, each rounded already; a term without a rated month
        leaves the year to the other term, or, if the rubric says so, leaves it unrated.
        """
        first, second = self.term_points(term1), self.term_points(term2)
        if self.year_weights is None:
            return self._together((*term1, *term2))
        if first is None or second is None:
            alone = second if first is None else first
            return alone if self.one_term_is_year else None
        return arithmetic.weighted((first, second), self.year_weights)

    def rate_period(
        self, points: int, rows: Sequence[MarkRow], kind: PeriodKind, unrated: Sequence[MarkRow] = ()
    ) -> str:
        """The rating of a period from its points and the marks of its rated months (or weeks).

        Floors hold for the mean of the rows that are known, ratios for their sums; caps for the sums of these rows and
        of the `unrated` ones, which have no points.
        """
        earned = self._earned(points, rows)
        allowed = [self.ratings.index(cap.rating) for cap in self._applying((*rows, *unrated), kind)]
        return self.ratings[max([earned, *allowed])]

    def held_back(
        self, points: int, rows: Sequence[MarkRow], kind: PeriodKind, unrated: Sequence[MarkRow] = ()
    ) -> tuple[Message, ...]:
        """Why the rating is lower than the points alone would give; nothing when it is not."""
        times, known = self._times(rows), self._known(rows)
        reached = (band for band in self.bands[: self._earned(points, rows)] if points >= band.start * times)
        missed = [reason for band in reached for reason in self._misses(band, known)]
        earned = self._earned(points, rows)
        applying = self._applying((*rows, *unrated), kind)
        caps = [cap for cap in applying if self.ratings.index(cap.rating) > earned]
        said = [
            Message(N_("{cap}: không quá {rating}"), {"cap": cap.name, "rating": cap.rating}) for cap in caps
        ]
        return (*missed, *said)

    # --- the workings -------------------------------------------------------------------------------------

    def _points_the_long_way(self, marks: MarkRow) -> int | None:
        known = self.criterion_points(marks)
        scored = len(self._blanks)
        if len(known) < len(self.criteria) or all(mark is None for mark in marks[:scored]):
            return None
        return self._total(known)

    def _total(self, known: Mapping[str, int]) -> int:
        if not self._weighted:
            return self.base + sum(known.values())
        values = [known[part.key] for part in self.criteria]
        return self.base + arithmetic.weighted(values, [part.weight for part in self.criteria])

    def _together(self, values: Sequence[int]) -> int | None:
        if not values:
            return None
        return sum(values) if self.adds_weeks else arithmetic.mean(values)

    def _times(self, rows: Sequence[MarkRow]) -> int:
        return max(1, len(rows)) if self.adds_weeks and self.bands_per_week else 1

    def _known(self, rows: Sequence[MarkRow]) -> list[Mapping[str, int]]:
        if not any(band.floors or band.ratios for band in self.bands):
            return []
        return [self.criterion_points(row) for row in rows]

    def _earned(self, points: int, rows: Sequence[MarkRow]) -> int:
        times, known = self._times(rows), self._known(rows)
        for index, band in enumerate(self.bands[:-1]):
            if points >= band.start * times and not any(self._misses(band, known)):
                return index
        return len(self.bands) - 1

    def _misses(self, band: Band, known: Sequence[Mapping[str, int]]) -> Iterator[Message]:
        names = {part.key: part.name for part in self.criteria}
        for key, floor in band.floors:
            given = [row[key] for row in known if key in row]
            if sum(given) < floor * len(given):
                yield Message(
                    N_("Chưa đạt {rating}: “{criterion}” phải từ {floor} điểm"),
                    {"rating": band.name, "criterion": names[key], "floor": points_short(floor)},
                )
        for ratio in band.ratios:
            if _exceeded(ratio, known):
                yield Message(
                    N_("Chưa đạt {rating}: “{part}” không được quá {percent} % của “{whole}”"),
                    {
                        "rating": band.name,
                        "part": ", ".join(names[key] for key in ratio.part),
                        "whole": ", ".join(names[key] for key in ratio.whole),
                        "percent": ratio.percent,
                    },
                )

    def _applying(self, rows: Sequence[MarkRow], kind: PeriodKind) -> list[Cap]:
        return [cap for cap in self.caps if cap.over == kind and self._amount(cap, rows) > cap.limit]

    def _amount(self, cap: Cap, rows: Sequence[MarkRow]) -> int:
        places = [place for place, item in enumerate(self.inputs) if item.key in cap.inputs]
        marks = [row[place] for row in rows for place in places if place < len(row)]
        if cap.values:
            return 100 * sum(mark in cap.values for mark in marks)
        return sum(mark for mark in marks if isinstance(mark, int))


def _all_optional(inputs: Iterable[Input]) -> bool:
    return all(item.blank is not None for item in inputs)


def _exceeded(ratio: Ratio, known: Sequence[Mapping[str, int]]) -> bool:
    """Whether the part is too large, over the rows in which all the criteria concerned are known."""
    needed = (*ratio.part, *ratio.whole)
    rows = [row for row in known if all(key in row for key in needed)]
    part = abs(sum(row[key] for row in rows for key in ratio.part))
    whole = abs(sum(row[key] for row in rows for key in ratio.whole))
    return over_share(part, whole, ratio.percent)
