"""The cells and names that all output tabs share: headings, ratings, points, periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sheets_sync.language import N_, Translator, translator
from sheets_sync.model import Month, Period, Ranking, SchoolYear, Term
from sheets_sync.results.due import Agenda, agenda
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric import Rubric
from sheets_sync.settings.config import Config
from sheets_sync.tables import Cell, Style
from sheets_sync.views.news import News

RATING_STYLES: tuple[Style, ...] = ("rating-1", "rating-2", "rating-3", "rating-4")
BLANK = Cell(None, "note")  # nothing, not even a border

CellRow = tuple[Cell, ...]


@dataclass(frozen=True)
class TabSource:
    """What every output tab is made from: the results, and the rankings that several tabs show."""

    results: Results
    news: News | None = None

    @property
    def config(self) -> Config:
        """The config of the run."""
        return self.results.config

    @cached_property
    def t(self) -> Translator:
        """Puts texts into the language of the workbooks."""
        return translator(self.config.language)

    @cached_property
    def agenda(self) -> Agenda:
        """The year's duties, each with its state."""
        return agenda(self.results)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months with a ranking, newest first."""
        return tuple(reversed(self.results.ranked_months))

    @cached_property
    def month(self) -> Month | None:
        """The month in question: the last that is over, else the last with points."""
        return self.results.latest_month() or next(iter(self.months), None)

    @cached_property
    def staff(self) -> dict[Period, Ranking]:
        """The ranking of people in every month, term and the year."""
        return self._rankings("staff", self.months)

    @cached_property
    def teams(self) -> dict[Period, Ranking]:
        """The ranking of teams in every month, term and the year."""
        return self._rankings("team", self.months)

    @cached_property
    def classes(self) -> dict[Period, Ranking]:
        """The ranking of classes in every month with week scores, term and the year."""
        return self._rankings(
            "class", [month for month in self.config.year.months if self.results.class_scores.get(month)]
        )

    def _rankings(self, by: str, months: Sequence[Month]) -> dict[Period, Ranking]:
        terms = [term for term in map(self.config.year.term, (1, 2)) if set(term.months) & set(months)]
        periods: list[Period] = [*months, *terms, self.config.year]
        return {period: self.results.ranking(period, by) for period in periods}

    def before(self, month: Month) -> Month | None:
        """The scored month before this one, if it has a ranking."""
        at = self.config.year.months.index(month)
        earlier = self.config.year.months[at - 1] if at else None
        return earlier if earlier in self.months else None


def tab_title(config: Config, stock: str) -> str:
    """The title of an output tab in this school."""
    return config.store.titles.get(stock, stock)


def period_name(period: Period, t: Translator) -> str:
    """A period as a column heading: `10/2023`, `Học kỳ 1`, `Cả năm`."""
    if isinstance(period, SchoolYear):
        return t(N_("Cả năm"))
    if isinstance(period, Term):
        return t(N_("Học kỳ {number}"), number=period.number)
    return period.shown


def head(draft: TabSource, title: str, note: str, width: int) -> list[CellRow]:
    """The lines above a tab's table: its title, its school and its day, and what it is for."""
    config, t = draft.config, draft.t
    line = t(
        N_("{school} · Năm học {year} · Lập ngày {day}"),
        school=config.school.name,
        year=str(config.year),
        day=f"{draft.results.today:%d/%m/%Y}",
    )
    lines = [
        Cell(title, "title", span=width),
        Cell(line, "subtitle", span=width),
        Cell(note, "note", span=width),
    ]
    return [(cell,) for cell in lines]


def headings(texts: Sequence[str]) -> CellRow:
    """A table's column headings."""
    return tuple(Cell(text, "heading") for text in texts)


def points(hundredths: int | None) -> Cell:
    """Points with both decimals."""
    return Cell(None if hundredths is None else decimal(hundredths), "points")


def decimal(hundredths: int) -> Decimal:
    """Hundredths as the number of points."""
    return Decimal(hundredths).scaleb(-2)


def rating(rubric: Rubric, name: str | None) -> Cell:
    """A rating in its colour."""
    return Cell(name, rating_style(rubric, name)) if name else Cell(None, "center")


def rated_points(rubric: Rubric, hundredths: int | None, name: str) -> Cell:
    """Points in the colour of their rating."""
    return (
        Cell(None, "points") if hundredths is None else Cell(decimal(hundredths), rating_style(rubric, name))
    )


def rating_style(rubric: Rubric, name: str) -> Style:
    """The style of a rating; a fifth and further ones look like the fourth, one of a former rubric like none."""
    if name not in rubric.ratings:
        return "center"
    return RATING_STYLES[min(rubric.ratings.index(name), len(RATING_STYLES) - 1)]


def change(hundredths: int | None) -> Cell:
    """Points gained or lost, in green or red."""
    if not hundredths:
        return Cell(None if hundredths is None else Decimal(0), "change")
    return Cell(decimal(hundredths), "good" if hundredths > 0 else "bad")
