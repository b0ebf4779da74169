"""`Các trường`: the schools side by side; a school without results is listed with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sheets_sync.fleet.district.district_draft import NOT_AT_WORK, DistrictDraft
from sheets_sync.fleet.district.figures import SchoolFigures
from sheets_sync.fleet.kept.shelf import Status
from sheets_sync.fleet.members import Member
from sheets_sync.fleet.outcome import STATES, SUCCEEDED
from sheets_sync.language import N_
from sheets_sync.model import Month
from sheets_sync.points import half_up
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.tables import Cell, OutputTab, Style
from sheets_sync.views.tabs.cells import CellRow, headings


def schools_tab(draft: DistrictDraft) -> OutputTab:
    """A line per school, in the order of the fleet, and the sums below."""
    page = _Page(draft)
    title, names = draft.title("Các trường"), page.headings()
    rows = draft.head(title, page.note(), len(names))
    rows += [headings(names), *page.rows()]
    return OutputTab(title, tuple(rows), page.widths(), 4, heading_row=4, filtered=True, landscape=True)


class _Page:
    def __init__(self, draft: DistrictDraft) -> None:
        self.draft, self.t = draft, draft.t
        self.ratings = [
            rating
            for rating in draft.figures.ratings
            if any(rating in school.ratings for school in draft.figures.schools)
        ]

    def note(self) -> str:
        """How many schools there are, and how many have results of today."""
        figures, today = self.draft.figures, self.draft.today
        text = N_(
            "{schools} trường: {results} có kết quả, {today} trong đó của hôm nay; {failed} trường lần chạy cuối "
            "chưa xong, số liệu là của lần chạy tốt gần nhất; {left_out} trường không tính, lý do ở cột cuối."
        )
        return self.t(
            text,
            schools=len(self.draft.members),
            results=len(figures.schools),
            today=sum(school.day == today for school in figures.schools),
            failed=sum(not _is_well(each) for each in self.draft.statuses.values()),
            left_out=len(self.draft.left_out),
        )

    def headings(self) -> list[str]:
        """The columns' headings."""
        t = self.t
        names = [t(N_("Trường")), t(N_("Lần chạy cuối")), t(N_("Số liệu ngày")), t(N_("Tháng"))]
        names += [t(N_("Số CB")), t(N_("Đã xếp loại")), t(N_("Chưa có điểm")), t(NOT_AT_WORK)]
        names += [t(N_("Tỉ lệ {rating}"), rating=rating) for rating in self.ratings]
        names += [t(N_("Đăng ký")), t(N_("Chưa đăng ký")), t(N_("Đăng ký muộn"))]
        names += [t(N_("Đề nghị {title}"), title=BY_CODE[code].short) for code in self.draft.proposed_titles]
        names += [t(N_("Vượt tỉ lệ")), t(N_("Việc đã nộp")), t(N_("Nộp muộn")), t(N_("Còn trễ"))]
        return [*names, t(N_("Lỗi dữ liệu")), t(N_("Đang trễ")), t(N_("Vì sao chưa xong, không tính"))]

    def widths(self) -> tuple[int, ...]:
        """Those of the columns, as narrow as their texts allow, so that a print can be read."""
        figures, titles = [7] * (7 + len(self.ratings)), [8] * len(self.draft.proposed_titles)
        return (26, 15, 11, 8, *figures, *titles, 16, *[7] * 4, 30, 30)

    def rows(self) -> Iterator[CellRow]:
        """The schools, then their sums."""
        for member in self.draft.members:
            school = self.draft.figures.by_key.get(member.key)
            yield self._row(member, self.draft.statuses.get(member.key), school)
        for each in self.draft.left_out:
            if each.why == "gone":
                yield self._empty(each.name, self.t(N_("không còn")), "error", str(self.t.say(each.reason)))
        if self.draft.figures.schools:
            yield self._sums()

    def _row(self, member: Member, status: Status | None, school: SchoolFigures | None) -> CellRow:
        state = self.t(STATES[status.state]) if status else self.t(N_("chưa chạy"))
        style: Style = "center" if _is_well(status) else "error"
        reasons = "\n".join(self._reasons(member, status)) or None
        if school is None:
            uncounted = self.draft.left_out_by_key.get(member.key)
            is_another = uncounted is not None and uncounted.other is not None
            return self._empty(member.called if is_another else member.name, state, style, reasons)
        return (
            Cell(school.name, "wrap"),
            Cell(state, style),
            *self._figures(school),
            Cell("\n".join(school.late) or None, "wrap"),
            Cell(reasons, "wrap"),
        )

    def _reasons(self, member: Member, status: Status | None) -> Iterable[str]:
        """Why a school's last run failed, and why it does not count, each once."""
        reasons = list(member.mistakes or (status.reasons if status else ()))
        uncounted = self.draft.left_out_by_key.get(member.key)
        if uncounted and uncounted.why != "no-results":
            reasons.append(uncounted.reason)
        return dict.fromkeys(str(self.t.say(each)) for each in reasons)

    def _empty(self, name: str, state: str, style: Style, reasons: str | None) -> CellRow:
        """The row of a school without figures."""
        blanks = [Cell(None)] * (len(self.headings()) - 3)
        return (Cell(name, "wrap"), Cell(state, style), *blanks, Cell(reasons, "wrap"))

    def _figures(self, school: SchoolFigures) -> Iterator[Cell]:
        fresh = school.day == self.draft.today
        yield Cell(school.day, "date") if fresh else Cell(f"{school.day:%d/%m/%Y}", "warning")
        yield Cell(Month.of(school.month).shown if school.month else None, "center")
        yield from _whole(school.staff, school.rated)
        yield _alarming(school.not_rated)
        yield from _whole(school.not_at_work)
        for rating in self.ratings:
            share = half_up(10000 * school.ratings.get(rating, 0), school.rated) if school.rated else None
            yield Cell(None if share is None else Decimal(share).scaleb(-4), "percent")
        yield from _whole(school.registered_people)
        yield from map(_alarming, (school.missing_registrations, school.late_registrations))
        yield from _whole(*(school.proposed.get(code, 0) for code in self.draft.proposed_titles))
        yield Cell(_over(school), "warning" if _over(school) else "center")
        yield from _whole(school.submitted)
        yield from map(_alarming, (school.submitted_late, len(school.late), school.errors))

    def _sums(self) -> CellRow:
        schools = self.draft.figures.schools
        rated = sum(school.rated for school in schools)
        cells = [Cell(self.t(N_("Cộng")), "heading"), *[Cell(None, "heading")] * 3]
        cells += _whole(sum(school.staff for school in schools), rated)
        cells += _whole(sum(school.not_rated for school in schools))
        cells += _whole(sum(school.not_at_work for school in schools))
        for rating in self.ratings:
            share = (
                half_up(10000 * sum(school.ratings.get(rating, 0) for school in schools), rated)
                if rated
                else None
            )
            cells.append(Cell(None if share is None else Decimal(share).scaleb(-4), "percent"))
        cells += _whole(*(sum(getattr(school, name) for school in schools) for name in _REGISTERED))
        for code in self.draft.proposed_titles:
            cells += _whole(sum(school.proposed.get(code, 0) for school in schools))
        cells += [Cell(None)]
        cells += _whole(
            sum(school.submitted for school in schools), sum(school.submitted_late for school in schools)
        )
        cells += _whole(sum(len(school.late) for school in schools), sum(school.errors for school in schools))
        return (*cells, Cell(None), Cell(None))


_REGISTERED = ("registered_people", "missing_registrations", "late_registrations")


def _is_well(status: Status | None) -> bool:
    return status is not None and status.state in SUCCEEDED


def _whole(*numbers: int) -> list[Cell]:
    return [Cell(number, "integer") for number in numbers]


def _alarming(number: int | None) -> Cell:
    return Cell(number, "warning" if number else "integer")


def _over(school: SchoolFigures) -> str | None:
    """The titles with more candidates than their quota allows: `CSTĐCS 12/6`."""
    over = [
        f"{BY_CODE[title].short} {quota.candidates}/{quota.most}"
        for title, quota in school.quotas.items()
        if quota.candidates > quota.most
    ]
    return ", ".join(over) or None
