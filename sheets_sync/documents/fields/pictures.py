"""The charts of a document; nothing where there is too little to compare."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.documents import charts
from sheets_sync.documents.charts import Picture, PlotSeries
from sheets_sync.documents.fields.request import DocumentRequest, period_text
from sheets_sync.documents.fields.titles import proposed
from sheets_sync.language import N_
from sheets_sync.model import SchoolYear
from sheets_sync.results.period_figures import PeriodFigures
from sheets_sync.rules.titles import TITLES


def pictures(request: DocumentRequest) -> Mapping[str, Picture | None]:
    """Ratings month by month, the teams beside each other, and this year's titles against the last year's."""
    return {"months": _months(request), "teams": _teams(request), "titles": _titles(request)}


def _months(request: DocumentRequest) -> Picture | None:
    """How many have each rating, month by month."""
    months, t = request.figures.months, request.t
    if len(months) < 2:
        return None
    shares = [PeriodFigures(request.results, month).shares for month in months]
    series = [
        PlotSeries(t(N_("Loại {rating}"), rating=rating), [each[place].holders for each in shares])
        for place, rating in enumerate(request.results.rubric.ratings)
    ]
    labels = [month.shown for month in months]
    says = t(N_("Biểu đồ: số người từng loại qua các tháng, {period}"), period=period_text(request.period, t))
    return charts.stacked(labels, series, says)


def _teams(request: DocumentRequest) -> Picture | None:
    """The teams' means, the best on top."""
    teams, t = request.figures.teams, request.t
    if len(teams) < 2:
        return None
    says = t(N_("Biểu đồ: điểm trung bình các tổ, {period}"), period=period_text(request.period, t))
    names, points = [team.name for team in teams], [team.points for team in teams]
    return charts.ranked(names, points, says, comma=t.language == "vi")


def _titles(request: DocumentRequest) -> Picture | None:
    """How many are proposed for each title this year, against how many got it in the last year that the sheets know."""
    held = request.results.school.held_titles
    years = [one.year for one in held if one.year and one.year < request.config.year]
    if not years or not isinstance(request.period, SchoolYear):
        return None
    last, now = max(years), proposed(request)
    rows = []
    for title in TITLES:
        before = sum(title.code in (one.titles or ()) for one in held if one.year == last)
        rows.append((title.short, before, sum(one.title == title.code for one in now)))
    rows = [row for row in rows if row[1] or row[2]]
    if not rows:
        return None
    labels, before_counts, now_counts = zip(*rows, strict=True)
    t, year = request.t, request.config.year
    series = [
        PlotSeries(t(N_("{year} (đã đạt)"), year=str(last)), before_counts),
        PlotSeries(t(N_("{year} (đề nghị)"), year=str(year)), now_counts),
    ]
    says = t(N_("Biểu đồ: danh hiệu năm học {year} so với năm học {last}"), year=str(year), last=str(last))
    return charts.side_by_side(labels, series, says)
