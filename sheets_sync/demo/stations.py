"""The stations of the demo's year: which day, what had been mistyped by then, what is closed and written that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sheets_sync.demo.as_typed import YEAR
from sheets_sync.demo.draft import FormDraft
from sheets_sync.demo.slips import PLANS, PlacedSlip, PlannedSlip
from sheets_sync.demo.year_end import COUNCIL_DAY
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Period

Papers = tuple[tuple[str, Period], ...]


class Raised(NamedTuple):
    """Marks that somebody puts up by some points, after the month was closed."""

    tab: str
    row: str
    key: str
    by: float

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Put them up."""
        row, at = draft.find(self.row), draft.place(self.key)
        before = row[at]
        assert isinstance(before, int | float), "the cell of the late edit holds a number"
        row[at] = before + self.by
        yield PlacedSlip("closed-month-changed", draft, row, self.key)


class Station(NamedTuple):
    """A day of the year on which something happens.

    What was mistyped is mended before the evening's sync, unless it `stays` in the workbook until the next station.
    """

    key: str
    day: date
    title: Message
    slips: tuple[PlannedSlip | Raised, ...] = ()
    closes: Month | None = None
    papers: Papers = ()
    stays: bool = False


LATE_EDIT = Raised("Tháng 10", "CB014", "approved", 1)
LOST, EDITED = YEAR.month(10), YEAR.month(12)
"""The months whose reports get lost: one is deleted, the other edited by hand."""
_NEVER = frozenset({"registration-late", "registration-missing", "quota-exceeded"})
"""What the year has by itself, with no slip: who is late is late, and the candidates are many."""


def _slips(*tabs: str) -> tuple[PlannedSlip, ...]:
    """The slips in these tabs; an entry of the contest is meant by its own name."""
    return tuple(plan for plan in PLANS if plan.code not in _NEVER and _meant(plan) & set(tabs))


def _meant(plan: PlannedSlip) -> set[str]:
    return {plan.tab, getattr(plan, "row", "")}


def _scored(key: str, number: int, day: date, *more: str, papers: Papers = ()) -> Station:
    """A month has been scored: its slips are mended, it is closed, its report is written."""
    month = YEAR.month(number)
    title = Message(N_("Chấm xong tháng {month}"), {"month": f"{number}/{month.year}"})
    return Station(key, day, title, _slips(f"Tháng {number}", *more), month, (("monthly", month), *papers))


def _said(text: str) -> Message:
    return Message(text)


STATIONS: tuple[Station, ...] = (
    Station(
        "start",
        date(2023, 9, 18),
        _said(N_("Vào năm học: danh sách, Hội đồng, kế hoạch")),
        _slips("Danh sách", "Danh hiệu đã đạt"),
        papers=(("plan", YEAR), ("board", YEAR)),
    ),
    _scored("september", 9, date(2023, 10, 4), papers=(("notice", YEAR.month(9)),)),
    Station("registering", date(2023, 10, 16), _said(N_("Đang đăng ký danh hiệu"))),
    Station(
        "registered",
        date(2023, 11, 1),
        _said(N_("Hết hạn đăng ký")),
        _slips("Đăng ký", "Đăng ký tập thể", "Văn bản", "Bếp ăn nghĩa tình (10.4)"),
        papers=(("registration", YEAR),),
    ),
    _scored("october", 10, date(2023, 11, 6)),
    Station("late-edit", date(2023, 11, 20), _said(N_("Sửa điểm sau khi đã chốt")), (LATE_EDIT,), stays=True),
    _scored("november", 11, date(2023, 12, 5), "Bếp ăn nghĩa tình (11.3)"),
    _scored("december", 12, date(2024, 1, 5)),
    _scored("term", 1, date(2024, 2, 5), papers=(("term", YEAR.term(1)),)),
    Station("lost-paper", date(2024, 2, 19), _said(N_("Mất một báo cáo, một báo cáo bị sửa tay"))),
    _scored("february", 2, date(2024, 3, 5), "Nghỉ dài ngày", "Điều chỉnh"),
    _scored("march", 3, date(2024, 4, 4), "Sáng kiến"),
    _scored("april", 4, date(2024, 5, 6)),
    Station(
        "council",
        COUNCIL_DAY,
        _said(N_("Hội đồng họp bình xét cuối năm")),
        _slips("Bình xét"),
        papers=(("minutes", YEAR), ("proposal", YEAR), ("initiatives", YEAR)),
    ),
    _scored(
        "year-end",
        5,
        date(2024, 6, 3),
        papers=(("term", YEAR.term(2)), ("year", YEAR), ("decision", YEAR), ("certificate", YEAR)),
    ),
)
