"""The ranking tabs: people by month, teams, classes, and everybody's year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sheets_sync.language import N_
from sheets_sync.model import Month, Period, RankedGroup, RankedPerson, Ranking, Term
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.school.scorebook import Scores, has_mark
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.text.words import missing_weeks_text
from sheets_sync.views.tabs.cells import (
    CellRow,
    TabSource,
    change,
    head,
    headings,
    period_name,
    points,
    rated_points,
    rating,
    tab_title,
)

HEADING_ROW = 4


# --- Xếp hạng tháng ---------------------------------------------------------------------------------------


def months_tab(draft: TabSource) -> OutputTab:
    """Every ranked month, newest first, and below each who has no points yet."""
    t = draft.t
    columns = [
        t(N_("Tháng")),
        t(N_("Hạng")),
        t(N_("Hạng trong tổ")),
        t(N_("Mã CB")),
        t(N_("Họ và tên")),
        t(N_("Tổ")),
        t(N_("Điểm")),
        t(N_("Xếp loại")),
        t(N_("Theo")),
        t(N_("So với tháng trước")),
    ]
    note = t(N_("“Theo”: điểm lấy từ cột nào. Người bằng điểm thì đồng hạng, xếp theo tên."))
    if draft.results.closed:
        closed = ", ".join(period_name(month, t) for month in sorted(draft.results.closed))
        note = t(N_("{note} Đã chốt: {months}."), note=note, months=closed)
    title = tab_title(draft.config, "Xếp hạng tháng")
    rows = [*head(draft, title, note, len(columns)), headings(columns)]
    breaks = []
    for month in draft.months:
        breaks.append(len(rows))
        rows += _month_rows(draft, month)
    widths = (10, 7, 9, 10, 28, 22, 10, 9, 19, 11)
    return replace(_list_tab(title, rows, widths), page_breaks=tuple(breaks[1:]))


def _month_rows(draft: TabSource, month: Month) -> Iterator[CellRow]:
    before = draft.before(month)
    former = {row.staff_id: row.points for row in staff_rows(draft.staff[before])} if before else {}
    name = Cell(period_name(month, draft.t), "center")
    for row in staff_rows(draft.staff[month]):
        old = former.get(row.staff_id)
        yield (
            name,
            Cell(row.rank, "integer"),
            Cell(row.team_rank, "integer"),
            Cell(row.staff_id, "center"),
            Cell(row.name),
            Cell(row.team),
            points(row.points),
            rating(draft.results.rubric, row.rating),
            Cell(draft.t(DECIDED_BY[row.decided_by]) if row.decided_by else None),
            change(None if old is None else row.points - old),
        )
    wrong = _with_errors(draft, month)
    for staff_id in draft.staff[month].not_rated:
        why = draft.t(N_("Còn lỗi, chưa xếp hạng") if staff_id in wrong else N_("Chưa có điểm"))
        yield (name, *_blank(2), *_who(draft, staff_id, month), *_blank(2), Cell(why), *_blank(1))


def _with_errors(draft: TabSource, month: Month) -> set[str]:
    """Who has marks in a month; of those that are not ranked, an error is what keeps them out."""
    scores = draft.results.school.months.get(month, Scores())
    scored = draft.results.rubric.scored
    ids = (score.staff_id for score in scores.rows if has_mark(score, scored))
    return {*scores.named, *scores.bearers.values(), *ids}


# --- Xếp hạng tổ, Xếp hạng lớp ----------------------------------------------------------------------------


def teams_tab(draft: TabSource) -> OutputTab:
    """The teams' points and ranks in every month, term and the year."""
    note = draft.t(N_("Điểm của tổ là trung bình cộng điểm của những người có điểm trong tổ."))
    return _groups_tab(draft, "Xếp hạng tổ", draft.t(N_("Tổ")), note, draft.teams)


def classes_tab(draft: TabSource) -> OutputTab | None:
    """The classes' points and ranks in every month, term and the year; no tab without a class board."""
    if not draft.results.class_rubric:
        return None
    t = draft.t
    note = t(N_("Từ điểm các tuần của Tổng phụ trách Đội."))
    missing = [row for row in group_rows(draft.classes[draft.config.year]) if row.missing]
    if missing:
        which = " ".join(missing_weeks_text(row, t) for row in missing)
        note = t(N_("{note} Lớp thiếu tuần xếp sau các lớp đủ tuần. {which}"), note=note, which=which)
    return _groups_tab(draft, "Xếp hạng lớp", draft.t(N_("Lớp")), note, draft.classes)


def _groups_tab(
    draft: TabSource, stock: str, column: str, note: str, rankings: Mapping[Period, Ranking]
) -> OutputTab:
    t = draft.t
    periods = _in_time(rankings)
    found = {period: {row.name: row for row in group_rows(rankings[period])} for period in periods}
    names = list(dict.fromkeys(name for period in reversed(periods) for name in found[period]))
    title = tab_title(draft.config, stock)
    rubric = (draft.results.class_rubric if stock == "Xếp hạng lớp" else None) or draft.results.rubric
    heads = headings([column, *(period_name(period, t) for period in periods)])
    rows = [*head(draft, title, note, len(heads)), heads]
    for name in names:
        cells = [found[period].get(name) for period in periods]
        rows.append(
            (
                Cell(name),
                *(rated_points(rubric, c.points, c.rating) if c else Cell(None, "points") for c in cells),
            )
        )
    rows += [(), (Cell(t(N_("Thứ hạng")), "section", span=len(heads)),), heads]
    for name in names:
        cells = [found[period].get(name) for period in periods]
        rows.append((Cell(name), *(Cell(c.rank if c else None, "integer") for c in cells)))
    widths = (24, *(11 for _ in periods))
    return OutputTab(title, tuple(rows), widths, HEADING_ROW, HEADING_ROW, landscape=len(periods) > 6)


# --- Xếp loại năm -----------------------------------------------------------------------------------------


def year_tab(draft: TabSource) -> OutputTab:
    """Everybody's months, terms and year, by rank of the year."""
    t, rubric = draft.t, draft.results.rubric
    periods = _in_time(draft.staff)
    columns = [t(N_("Hạng")), t(N_("Mã CB")), t(N_("Họ và tên")), t(N_("Tổ"))]
    columns += [*(period_name(period, t) for period in periods), t(N_("Xếp loại"))]
    title = tab_title(draft.config, "Xếp loại năm")
    note = t(N_("Màu của ô là xếp loại của kỳ ấy; ô trống là chưa có điểm."))
    adjusted = _adjusted(draft)
    if adjusted:
        note = t(N_("{note} Điểm do điều chỉnh: {who}."), note=note, who=", ".join(adjusted))
    rows = [*head(draft, title, note, len(columns)), headings(columns)]
    found = {period: {row.staff_id: row for row in staff_rows(draft.staff[period])} for period in periods}
    year = draft.staff[draft.config.year]
    of_year = found[draft.config.year]
    for staff_id in (*of_year, *year.not_rated):
        cells = [found[period].get(staff_id) for period in periods]
        whole = of_year.get(staff_id)
        rows.append(
            (
                Cell(whole.rank, "integer") if whole else Cell(None, "center"),
                *_who(draft, staff_id),
                *(rated_points(rubric, c.points, c.rating) if c else Cell(None, "points") for c in cells),
                rating(rubric, whole.rating) if whole else Cell(None, "center"),
            )
        )
    widths = (7, 10, 28, 22, *(9 for _ in periods), 9)
    return _list_tab(title, rows, widths, landscape=True)


def _adjusted(draft: TabSource) -> list[str]:
    """Whose points of which month were set by an override."""
    return [
        f"{row.staff_id} ({period_name(month, draft.t)})"
        for month in reversed(draft.months)
        for row in staff_rows(draft.staff[month])
        if row.decided_by == "override"
    ]


# --- parts ------------------------------------------------------------------------------------------------


def staff_rows(ranking: Ranking) -> list[RankedPerson]:
    """The rows of a ranking of people."""
    return [row for row in ranking.rows if isinstance(row, RankedPerson)]


def group_rows(ranking: Ranking) -> list[RankedGroup]:
    """The rows of a ranking of teams or classes."""
    return [row for row in ranking.rows if isinstance(row, RankedGroup)]


def _in_time(periods: Iterable[Period]) -> list[Period]:
    """Months as they pass, each term after its months, the year last."""
    months = sorted(period for period in periods if isinstance(period, Month))
    terms = sorted(period for period in periods if isinstance(period, Term))
    ordered: list[Period] = []
    for term in terms:
        ordered += [*(month for month in months if month in term.months), term]
    return [*ordered, *(period for period in periods if not isinstance(period, Month | Term))]


def _who(draft: TabSource, staff_id: str, period: Period | None = None) -> CellRow:
    results = draft.results
    team = results.team_of(staff_id, period or results.config.year)
    return Cell(staff_id, "center"), Cell(results.school.roster.by_id[staff_id].name), Cell(team)


def _blank(count: int) -> CellRow:
    return (Cell(None, "center"),) * count


def _list_tab(title: str, rows: list[CellRow], widths: tuple[int, ...], landscape: bool = False) -> OutputTab:
    return OutputTab(title, tuple(rows), widths, HEADING_ROW, HEADING_ROW, filtered=True, landscape=landscape)
