"""Everything a run has read and computed, and the rankings made from it on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sheets_sync.awards.review import Review
from sheets_sync.awards.school_law import uncovered
from sheets_sync.awards.verdicts import judge
from sheets_sync.awards.year_levels import YearLevel
from sheets_sync.language import Message
from sheets_sync.model import Grade, Month, Period, Problem, Ranking, Score, Sheet, Verdict
from sheets_sync.results.closed_months import TITLE, ClosedBook, ClosedMonth
from sheets_sync.rules.law import RuleSet
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.period_grades import Unrated, unrated_rows
from sheets_sync.school.school import School
from sheets_sync.settings.config import Config


@dataclass(frozen=True)
class Results:
    """What a run knows: the config, the records, the problems and the grades of every month."""

    config: Config
    today: date
    rubric: Rubric
    school: School
    problems: tuple[Problem, ...]
    grades: Mapping[Month, Mapping[str, Grade]]
    law: RuleSet | None = None
    class_rubric: Rubric | None = None
    class_scores: Mapping[Month, Mapping[int, tuple[Score, ...]]] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = field(default=(), repr=False)
    """What was read."""
    unread_tabs: tuple[str, ...] = ()
    """The tabs that were not read, though their titles begin like those of forms."""
    book: ClosedBook = field(default_factory=ClosedBook)
    """What `Chốt tháng` holds now."""
    closed: Mapping[Month, ClosedMonth] = field(default_factory=dict)
    """The closed months of this year: their grades, rankings and rows of marks are those they were closed with."""
    damaged: tuple[Month, ...] = ()
    """The closed months whose block somebody has changed by hand, and that the cells no longer give either."""
    judged: tuple[Verdict, ...] | None = None
    """The verdicts, where they are judged already; else they are judged when they are first read."""

    def with_problems(self, problems: tuple[Problem, ...]) -> Results:
        """The same with these problems; the verdicts, which follow from none, are not judged again."""
        return replace(self, problems=problems, judged=self.verdicts)

    @property
    def notices(self) -> tuple[Message, ...]:
        """What is no problem of a cell and yet bears on everything."""
        return tuple(filter(None, (uncovered(self.config, self.law),)))

    @property
    def closed_title(self) -> str:
        """What `Chốt tháng` is called in this school."""
        return self.config.store.titles.get(TITLE, TITLE)

    def team_of(self, staff_id: str, period: Period) -> str:
        """A person's team in a period: in a closed month the one they were closed with."""
        closed = self.closed.get(period) if isinstance(period, Month) else None
        row = closed.by_id.get(staff_id) if closed else None
        return row.team if row else self.school.roster.team_of(staff_id)

    @cached_property
    def ranked_months(self) -> tuple[Month, ...]:
        """The months with at least one ranked row, in the order of the school year."""
        return tuple(month for month in self.config.year.months if self.grades.get(month))

    @cached_property
    def unrated_rows(self) -> Unrated:
        """The rows without points: their facts count towards the caps of a term and of the year."""
        return unrated_rows(self.school.months, self.grades, self.rubric)

    @cached_property
    def review(self) -> Review:
        """What the review of titles looks at."""
        return Review(self.config, self.rubric, self.school, self.grades, self.law, self.unrated_rows)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Who may be proposed for which title: every person and team, every title, with the reasons."""
        return judge(self.review) if self.judged is None else self.judged

    @property
    def year_levels(self) -> Mapping[str, YearLevel]:
        """The year's rating in the four levels of the law, of people by id and of teams by name."""
        return self.review.levels

    def latest_month(self, by: str = "staff") -> Month | None:
        """The last month that is over and has a ranked row, of staff or of a class board."""
        months = self.class_scores if by == "class" else self.ranked_months
        return max((month for month in months if month.last < self.today), default=None)

    def ranking(self, period: Period, by: str = "staff") -> Ranking:
        """The ranking of a month, term or year, by staff, team or class."""
        from sheets_sync.results import ranking  # pandas: only who ranks pays for it

        if (period, by) not in self._rankings:
            self._rankings[period, by] = ranking.rank(self, period, by)
        return self._rankings[period, by]

    @cached_property
    def _rankings(self) -> dict[tuple[Period, str], Ranking]:
        """Those made so far: the tabs, the papers and the journal use the same ones."""
        return {}
