"""The months and the teams on the principal's page: each a table with its chart beside it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sheets_sync.language import N_
from sheets_sync.model import Month, RankedGroup
from sheets_sync.tables import Cell, Chart, Series
from sheets_sync.views.tabs.cells import CellRow, TabSource, change, headings, points, rating, rating_style
from sheets_sync.views.tabs.overview_figures import rating_counts, share_of_best
from sheets_sync.views.tabs.rankings import group_rows

TABLE_WIDTH = 8  # columns; a chart is right of them, or below a wider table
ROW_PIXELS, HEADING_PIXELS, CHART_WIDTH = 20, 37, 296
LEAST_ROWS = 8  # below a heading, so that a chart has room
SHOWN_TEAMS = 12


class Block(NamedTuple):
    """Rows of the page, and the chart over them."""

    rows: list[CellRow]
    chart: Chart


class _Drawing(NamedTuple):
    """What a chart shows, by columns of its table."""

    kind: Literal["stacked-columns", "bars"]
    title: str
    names: int
    series: tuple[tuple[str, int, str | None], ...]


def months_block(draft: TabSource, start: int) -> Block:
    """Ratings per month; the table's heading is the page's row `start`."""
    t, rubric = draft.t, draft.results.rubric
    share = t(N_("Tỉ lệ {rating}"), rating=share_of_best(rubric, None).rating)
    heads = [t(N_("Tháng")), t(N_("Có điểm")), t(N_("Chưa có")), *rubric.ratings, share]
    rows = [headings(heads), *(_month(draft, month) for month in reversed(draft.months))]
    series = tuple((name, 4 + at, rating_style(rubric, name)) for at, name in enumerate(rubric.ratings))
    drawing = _Drawing("stacked-columns", t(N_("Số người theo xếp loại")), 1, series)
    return _block(rows, drawing, start, len(heads))


def _month(draft: TabSource, month: Month) -> CellRow:
    rubric, ranking = draft.results.rubric, draft.staff[month]
    counts, share = rating_counts(ranking), share_of_best(rubric, ranking)
    return (
        Cell(draft.t(N_("T{number}"), number=month.number), "center"),
        Cell(len(ranking.rows), "integer"),
        Cell(len(ranking.not_rated), "integer"),
        *(Cell(counts[name], "integer") for name in rubric.ratings),
        Cell(share.value, "percent-over" if share.over else "percent"),
    )


def teams_block(draft: TabSource, month: Month, start: int) -> Block:
    """The teams of the month; the table's heading is the page's row `start`."""
    t, before = draft.t, draft.before(month)
    former = {row.name: row.points for row in group_rows(draft.teams[before])} if before else {}
    heads = [t(N_("Điểm")), t(N_("So tháng trước")), t(N_("Xếp loại")), t(N_("Có điểm"))]
    rows: list[CellRow] = [
        (Cell(t(N_("Hạng")), "heading"), Cell(t(N_("Tổ")), "heading", span=3), *headings(heads))
    ]
    for team in group_rows(draft.teams[month])[:SHOWN_TEAMS]:
        rows.append(_team(draft, team, former.get(team.name)))
    drawing = _Drawing("bars", t(N_("Điểm các tổ")), 2, ((t(N_("Điểm")), 5, None),))
    return _block(rows, drawing, start, TABLE_WIDTH)


def _team(draft: TabSource, team: RankedGroup, former: int | None) -> CellRow:
    return (
        Cell(team.rank, "integer"),
        Cell(team.name, span=3),
        points(team.points),
        change(None if former is None else team.points - former),
        rating(draft.results.rubric, team.rating),
        Cell(team.rated, "integer"),
    )


def _block(rows: list[CellRow], drawing: _Drawing, start: int, width: int) -> Block:
    """The table and its chart, with empty rows as far as the chart reaches."""
    first, last = start + 1, start + len(rows) - 1
    beside = width <= TABLE_WIDTH
    high = max(len(rows) - 1, LEAST_ROWS) if beside else LEAST_ROWS
    chart = Chart(
        drawing.kind,
        drawing.title,
        Series("", drawing.names, first, last),
        tuple(Series(name, column, first, last, style) for name, column, style in drawing.series),  # type: ignore[arg-type]
        row=start if beside else last + 1,
        column=TABLE_WIDTH + 1 if beside else 1,
        width=CHART_WIDTH if beside else 3 * CHART_WIDTH,
        height=high * ROW_PIXELS + (HEADING_PIXELS if beside else 0),
    )
    blank = high + 1 - len(rows) if beside else high
    return Block([*rows, *[()] * blank], chart)
