"""`Tổng hợp`: what a principal sees in ten seconds, on one A4 page of twelve narrow columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from sheets_sync import problems
from sheets_sync.deadlines import Deadline, upcoming
from sheets_sync.language import N_
from sheets_sync.model import Month, Ranking, Standing, Where
from sheets_sync.points import over_share, points_short
from sheets_sync.summary_cells import (
    RATING_STYLES,
    Draft,
    Row,
    change,
    head,
    headings,
    period_name,
    points,
    rating,
    tab_title,
)
from sheets_sync.summary_problems import KINDS
from sheets_sync.summary_rankings import group_rows, staff_rows
from sheets_sync.tables import Cell, Chart, OutputTab, Series, Style, Value

WIDTH, COLUMN = 12, 9
CHART_COLUMN = 9  # tables stand in columns 1-8, charts from here on
ROW_PIXELS, HEADING_PIXELS, CHART_WIDTH = 24, 43, 268
LEAST_ROWS = 8  # below a heading, so that a chart has room
SHOWN_TEAMS, SHOWN_MOVES, SHOWN_DEADLINES, SHOWN_KINDS = 12, 3, 3, 8


def overview_tab(draft: Draft) -> OutputTab:
    """The key figures, the months, the teams, who rose and fell, what is due, and what is to be mended."""
    page = _Page(draft, [*head(draft, *_heading(draft), WIDTH), ()])
    page.figures()
    if draft.months:
        page.months()
        page.teams()
    page.moves()
    page.deadlines()
    page.problems()
    widths = (COLUMN,) * WIDTH
    title = tab_title(draft.config, "Tổng hợp")
    return OutputTab(title, tuple(page.rows), widths, one_page=True, charts=tuple(page.charts))


def _heading(draft: Draft) -> tuple[str, str]:
    t, month = draft.t, draft.month
    if month is None:
        return t(N_("Tổng hợp thi đua")), t(N_("Chưa có tháng nào có điểm."))
    title = t(N_("Tổng hợp thi đua tháng {month}"), month=period_name(month, t))
    if month == draft.results.latest_month:
        return title, t(N_("Tháng gần nhất đã kết thúc và có điểm."))
    return title, t(N_("Tháng này chưa kết thúc."))


class _Page:
    """The page as it grows, block under block."""

    def __init__(self, draft: Draft, rows: list[Row]) -> None:
        self.draft, self.rows = draft, rows
        self.t, self.rubric = draft.t, draft.results.rubric
        self.charts: list[Chart] = []
        self.ranking = draft.staff[draft.month] if draft.month else None

    def _section(self, text: str) -> None:
        self.rows += [(), (Cell(text, "section", span=WIDTH),)]

    # --- figures ----------------------------------------------------------------------------------------------

    def figures(self) -> None:
        """Six cards in a row: the figure above, what it says below."""
        cards: list[tuple[Value, str, Style]] = [
            self._rated(),
            self._missing(),
            self._not_approved(),
            self._best_share(),
            self._best_team(),
        ]
        cards.append(self._errors())
        self.rows.append(tuple(Cell(figure, style, span=2) for figure, _, style in cards))
        self.rows.append(tuple(Cell(label, "label", span=2) for _, label, _ in cards))

    def _rated(self) -> tuple[str, str, Style]:
        rated = len(self.ranking.rows) if self.ranking else 0
        everyone = (
            rated + len(self.ranking.not_rated)
            if self.ranking
            else len(self.draft.results.school.roster.people)
        )
        return f"{rated}/{everyone}", self.t(N_("người đã có điểm")), "figure"

    def _missing(self) -> tuple[str, str, Style]:
        missing = len(self.ranking.not_rated) if self.ranking else 0
        return str(missing), self.t(N_("chưa có điểm")), "alert" if missing else "figure"

    def _not_approved(self) -> tuple[str, str, Style]:
        count = self._waiting(self.draft.month) if self.draft.month else 0
        return str(count), self.t(N_("Hiệu trưởng chưa duyệt")), "alert" if count else "figure"

    def _waiting(self, month: Month) -> int:
        tabs = {(where.tab, where.book) for where in self.draft.results.school.month_tabs.get(month, ())}
        waiting = (each.where for each in self.draft.results.problems if each.code == "not-approved")
        return sum((where.tab, where.book) in tabs for where in waiting)

    def _best_share(self) -> tuple[Value, str, Style]:
        best, percent = self._quota()
        count, rated = self._counts(self.ranking)[best], len(self.ranking.rows) if self.ranking else 0
        over = percent is not None and over_share(count, rated, percent)
        label = (
            self.t(N_("loại {rating}"), rating=best)
            if percent is None
            else self.t(N_("loại {rating}, trần {percent} %"), rating=best, percent=percent)
        )
        return _share(count, rated) if rated else "–", label, "alert" if over else "figure"

    def _best_team(self) -> tuple[str, str, Style]:
        teams = group_rows(self.draft.teams[self.draft.month]) if self.draft.month else []
        best = [team for team in teams if team.rank == 1]
        if not best:
            return "–", self.t(N_("tổ dẫn đầu")), "figure"
        label = self.t(N_("tổ dẫn đầu, {points} điểm"), points=points_short(best[0].points))
        return ", ".join(team.name for team in best), label, "figure"

    def _errors(self) -> tuple[str, str, Style]:
        counts = Counter(problems.level(problem) for problem in self.draft.results.problems)
        label = self.t(N_("lỗi cần sửa, {warnings} cảnh báo"), warnings=counts["warning"])
        return str(counts["error"]), label, "alert" if counts["error"] else "figure"

    def _quota(self) -> tuple[str, int | None]:
        quota = self.rubric.quota
        return (quota.rating, quota.percent) if quota else (self.rubric.ratings[0], None)

    def _counts(self, ranking: Ranking | None) -> Counter[str]:
        return Counter(row.rating for row in ranking.rows) if ranking else Counter()

    # --- months -----------------------------------------------------------------------------------------------

    def months(self) -> None:
        """Ratings per month, as a table and as a chart."""
        t, ratings = self.t, self.rubric.ratings
        best, percent = self._quota()
        self._section(t(N_("Xếp loại các tháng")))
        share = t(N_("Tỉ lệ {rating}"), rating=best)
        heads = [t(N_("Tháng")), t(N_("Có điểm")), t(N_("Chưa có")), *ratings, share]
        self.rows.append(headings(heads))
        first = len(self.rows) + 1
        for month in reversed(self.draft.months):
            self.rows.append(self._month(month, best, percent))
        self._beside(self._months_chart(first, len(heads)))

    def _month(self, month: Month, best: str, percent: int | None) -> Row:
        ranking = self.draft.staff[month]
        counts, rated = self._counts(ranking), len(ranking.rows)
        over = percent is not None and over_share(counts[best], rated, percent)
        return (
            Cell(self.t(N_("T{number}"), number=month.number), "center"),
            Cell(rated, "integer"),
            Cell(len(ranking.not_rated), "integer"),
            *(Cell(counts[name], "integer") for name in self.rubric.ratings),
            Cell(_share(counts[best], rated), "percent-over" if over else "percent"),
        )

    def _months_chart(self, first: int, width: int) -> Chart:
        last = len(self.rows)
        series = tuple(
            Series(name, 4 + at, first, last, RATING_STYLES[min(at, len(RATING_STYLES) - 1)])
            for at, name in enumerate(self.rubric.ratings)
        )
        names = Series("", 1, first, last)
        title = self.t(N_("Số người theo xếp loại"))
        return self._chart("stacked-columns", title, names, series, first - 1)

    # --- teams ------------------------------------------------------------------------------------------------

    def teams(self) -> None:
        """The teams of the month, as a table and as a chart."""
        t, month = self.t, self.draft.month
        assert month is not None
        teams = group_rows(self.draft.teams[month])[:SHOWN_TEAMS]
        if not teams:
            return
        before = self.draft.before(month)
        former = {row.name: row.points for row in group_rows(self.draft.teams[before])} if before else {}
        self._section(t(N_("Các tổ trong tháng {month}"), month=period_name(month, t)))
        self.rows.append(
            (
                Cell(t(N_("Hạng")), "heading"),
                Cell(t(N_("Tổ")), "heading", span=3),
                *headings([t(N_("Điểm")), t(N_("So tháng trước")), t(N_("Xếp loại")), t(N_("Có điểm"))]),
            )
        )
        first = len(self.rows) + 1
        for team in teams:
            old = former.get(team.name)
            self.rows.append(
                (
                    Cell(team.rank, "integer"),
                    Cell(team.name, span=3),
                    points(team.points),
                    change(None if old is None else team.points - old),
                    rating(self.rubric, team.rating),
                    Cell(team.rated, "integer"),
                )
            )
        last = len(self.rows)
        series = (Series(t(N_("Điểm")), 5, first, last),)
        self._beside(self._chart("bars", t(N_("Điểm các tổ")), Series("", 2, first, last), series, first - 1))

    def _chart(self, kind: str, title: str, names: Series, series: tuple[Series, ...], row: int) -> Chart:
        height = HEADING_PIXELS + max(len(self.rows) - row, LEAST_ROWS) * ROW_PIXELS
        return Chart(kind, title, names, series, row, CHART_COLUMN, CHART_WIDTH, height)  # type: ignore[arg-type]

    def _beside(self, chart: Chart) -> None:
        """Put the chart beside the last table, with rows enough for it."""
        self.charts.append(chart)
        self.rows += [()] * (LEAST_ROWS - (len(self.rows) - chart.row))

    # --- who rose and fell ------------------------------------------------------------------------------------

    def moves(self) -> None:
        """Who gained and who lost most against the month before."""
        month = self.draft.month
        before = self.draft.before(month) if month else None
        if month is None or before is None:
            return
        former = {row.staff_id: row for row in staff_rows(self.draft.staff[before])}
        moved = [
            (row, former[row.staff_id])
            for row in staff_rows(self.draft.staff[month])
            if row.staff_id in former
        ]
        rose = sorted((pair for pair in moved if _gain(pair) > 0), key=lambda pair: -_gain(pair))[
            :SHOWN_MOVES
        ]
        fell = sorted((pair for pair in moved if _gain(pair) < 0), key=_gain)[:SHOWN_MOVES]
        if not rose and not fell:
            return
        text = N_("Tăng, giảm nhiều nhất so với tháng {month}")
        self._section(self.t(text, month=period_name(before, self.t)))
        half = (
            Cell(self.t(N_("Họ và tên")), "heading", span=3),
            *headings([period_name(each, self.t) for each in (before, month)]),
        )
        self.rows.append((*half, *headings([self.t(N_("Tăng"))]), *half, *headings([self.t(N_("Giảm"))])))
        for at in range(max(len(rose), len(fell))):
            self.rows.append((*_move(rose, at), *_move(fell, at)))

    # --- what is due, what is wrong ---------------------------------------------------------------------------

    def deadlines(self) -> None:
        """The next things that are due."""
        today = self.draft.results.today
        due = upcoming(self.draft.config, today)[:SHOWN_DEADLINES]
        if not due:
            return
        self._section(self.t(N_("Việc sắp tới")))
        self.rows += [self._deadline(each) for each in due]

    def _deadline(self, deadline: Deadline) -> Row:
        days = deadline.days_left(self.draft.results.today)
        left = self.t(N_("còn {days} ngày"), days=days) if days else self.t(N_("hôm nay"))
        text = deadline.text
        said = self.t(text.template, **text.params)
        return (Cell(deadline.due, "date", span=2), Cell(said, span=8), Cell(left, "center", span=2))

    def problems(self) -> None:
        """How many problems there are of each kind, and where they are listed."""
        found = [each for each in self.draft.results.problems if problems.level(each) != "info"]
        self._section(self.t(N_("Cần sửa trong sổ")))
        if not found:
            self.rows.append((Cell(self.t(N_("Không có lỗi, không có cảnh báo nào.")), "text", span=WIDTH),))
            return
        kinds = Counter((problems.level(each) == "warning", each.code) for each in found)
        ordered = sorted(kinds.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
        shown, more = ordered[:SHOWN_KINDS], len(ordered[SHOWN_KINDS:])
        half = (len(shown) + 1) // 2
        for at in range(half):
            self.rows.append((*self._kind(shown, at), *self._kind(shown, at + half)))
        title = tab_title(self.draft.config, "Lỗi dữ liệu")
        text = self.t(N_("Xem từng ô, của từng người ở tab “{title}”"), title=title)
        if more:
            text += self.t(N_(" (còn {more} loại khác)"), more=more)
        self.rows.append((Cell(text, "link", Where(title), span=WIDTH),))

    def _kind(self, shown: Sequence[tuple[tuple[bool, str], int]], at: int) -> Row:
        if at >= len(shown):
            return (Cell(None, "note", span=6),)
        (warning, code), count = shown[at]
        style: Style = "warning" if warning else "error"
        return Cell(self.t(KINDS.get(code, code)), span=5), Cell(count, style)


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.0001"))


def _gain(pair: tuple[Standing, Standing]) -> int:
    return pair[0].points - pair[1].points


def _move(pairs: Sequence[tuple[Standing, Standing]], at: int) -> Row:
    if at >= len(pairs):
        return (Cell(None, "note", span=6),)
    now, before = pairs[at]
    return (
        Cell(now.name, span=3),
        points(before.points),
        points(now.points),
        change(now.points - before.points),
    )
