"""The key figures of the month in question: six cards, the figure above, what it says below."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from sheets_sync.language import N_
from sheets_sync.model import Month, Ranking, Where
from sheets_sync.points import over_share
from sheets_sync.rules import problems
from sheets_sync.rules.rubric import Rubric
from sheets_sync.tables import Cell, CellValue, Style
from sheets_sync.text.words import decimal_short
from sheets_sync.views.tabs.cells import CellRow, TabSource
from sheets_sync.views.tabs.rankings import group_rows

SPAN = 2  # columns of a card
SHOWN_CELLS = 2


class RatingLimit(NamedTuple):
    """How many have the rating that is limited (or the best one), of how many; `percent` is the limit if any."""

    rating: str
    holders: int
    rated: int
    percent: int | None

    @property
    def over(self) -> bool:
        """Whether more have it than may."""
        return self.percent is not None and over_share(self.holders, self.rated, self.percent)

    @property
    def value(self) -> Decimal | None:
        """The share, 0.3 is 30 %; nothing where nobody is rated."""
        return (Decimal(self.holders) / self.rated).quantize(Decimal("0.0001")) if self.rated else None


class _Card(NamedTuple):
    figure: CellValue
    label: str
    alert: bool = False
    cells: tuple[Where, ...] = ()


def share_of_best(rubric: Rubric, ranking: Ranking | None) -> RatingLimit:
    """The share of a month that the rubric limits."""
    name, percent = (rubric.quota.rating, rubric.quota.percent) if rubric.quota else (rubric.ratings[0], None)
    counts = rating_counts(ranking)
    return RatingLimit(name, counts[name], counts.total(), percent)


def rating_counts(ranking: Ranking | None) -> Counter[str]:
    """How many have each rating."""
    return Counter(row.rating for row in ranking.rows) if ranking else Counter()


def figure_rows(draft: TabSource) -> list[CellRow]:
    """The cards as two rows, and a third where one of them speaks of cells."""
    ranking = draft.staff[draft.month] if draft.month else None
    cards = [*_people(draft, ranking), _not_approved(draft), _best_share(draft, ranking), _best_team(draft)]
    cards.append(_errors(draft))
    styles: list[Style] = ["alert" if card.alert else "figure" for card in cards]
    figures = tuple(Cell(card.figure, style, span=SPAN) for card, style in zip(cards, styles, strict=True))
    rows = [figures, tuple(Cell(card.label, "label", span=SPAN) for card in cards)]
    return [*rows, tuple(map(_places, cards))] if any(card.cells for card in cards) else rows


def _places(card: _Card) -> Cell:
    """The first cells that a card counts, as a link to the first of them."""
    if not card.cells:
        return Cell(None, "place", span=SPAN)
    names = [where.cell or where.tab for where in card.cells[:SHOWN_CELLS]]
    more = ["…"] if len(card.cells) > SHOWN_CELLS else []
    return Cell(", ".join((*names, *more)), "place", card.cells[0], SPAN)


def _people(draft: TabSource, ranking: Ranking | None) -> tuple[_Card, _Card]:
    rated = len(ranking.rows) if ranking else 0
    missing = len(ranking.not_rated) if ranking else 0
    everyone = rated + missing if ranking else len(draft.results.school.roster.people)
    return (
        _Card(f"{rated}/{everyone}", draft.t(N_("người đã có điểm"))),
        _Card(str(missing), draft.t(N_("chưa có điểm")), missing > 0),
    )


def _not_approved(draft: TabSource) -> _Card:
    cells = _waiting(draft, draft.month) if draft.month else ()
    return _Card(str(len(cells)), draft.t(N_("Hiệu trưởng chưa duyệt")), bool(cells), cells)


def _waiting(draft: TabSource, month: Month) -> tuple[Where, ...]:
    tabs = {(where.tab, where.book) for where in draft.results.school.month_tabs.get(month, ())}
    waiting = (each.where for each in draft.results.problems if each.code == "not-approved")
    return tuple(where for where in waiting if (where.tab, where.book) in tabs)


def _best_share(draft: TabSource, ranking: Ranking | None) -> _Card:
    share, t = share_of_best(draft.results.rubric, ranking), draft.t
    figure = "–" if share.value is None else share.value
    if share.percent is None:
        return _Card(figure, t(N_("loại {rating}"), rating=share.rating))
    label = t(N_("loại {rating}, trần {percent} %"), rating=share.rating, percent=share.percent)
    return _Card(figure, label, share.over)


def _best_team(draft: TabSource) -> _Card:
    teams = group_rows(draft.teams[draft.month]) if draft.month else []
    best = [team for team in teams if team.rank == 1]
    if not best:
        return _Card("–", draft.t(N_("tổ dẫn đầu")))
    label = draft.t(N_("tổ dẫn đầu, {points} điểm"), points=decimal_short(best[0].points))
    return _Card(", ".join(team.name for team in best), label)


def _errors(draft: TabSource) -> _Card:
    counts = Counter(problems.level(problem) for problem in draft.results.problems)
    label = draft.t(N_("lỗi cần sửa, {warnings} cảnh báo"), warnings=counts["warning"])
    return _Card(str(counts["error"]), label, counts["error"] > 0)
