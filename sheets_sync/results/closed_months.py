"""`Chốt tháng` as values: the months that were closed, with the marks, points, ratings and ranks they were closed with.

Each month is a block of rows: a line that says when it was closed and bears its fingerprints, a line of headings, a row
for each person and one for each team. A block is carried over unchanged, value by value; its last fingerprint, the
seal, covers the whole block, so that a hand that changed anything in it shows. The words in it are always the same,
whatever the language of the workbook, for they are read again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from sheets_sync.model import Grade, Month, RankedGroup, RankedPerson, Ranking
from sheets_sync.points import hundredths
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.tables import CellValue, Rows, shown, trimmed

TITLE = "Chốt tháng"
CLOSED_ON, OF_RESULTS, OF_CELLS, OF_RUBRIC, SEAL = "Chốt ngày", "Kết quả", "Các ô", "Thang điểm", "Dấu"
ERRORS_LEFT, REASON = "Lỗi còn lại", "Lý do"
REOPENED = "Đã mở lại"
REOPENED_HEADINGS = ("Tháng", "Ngày", "Lý do", "Người mở", "Kết quả đã chốt")
WHO = ("Mã CB", "Họ và tên", "Tổ")
OUTCOME = ("Điểm", "Xếp loại", "Hạng", "Hạng trong tổ", "Theo", "Số người")
OVERRIDE = "Điều chỉnh"
NOT_RATED = "Chưa có điểm"
_MONTH = re.compile(r"Tháng (\d{1,2})/(\d{4})")
_DECIDED = {words: code for code, words in DECIDED_BY.items()}
ROWS_ABOVE = 3
_SEAL_AT = 10  # where the seal is in a block's first row, from 0


class ClosedRow(NamedTuple):
    """A person in a closed month: what their cells held (by heading), and what came of it.

    Without points they were not rated, and `missing` if they were at work; `row` is their row on the tab.
    """

    staff_id: str
    name: str
    team: str
    cells: Mapping[str, CellValue]
    points: int | None
    rating: str
    rank: int
    team_rank: int
    decided_by: str | None
    missing: bool
    row: int


class Reopening(NamedTuple):
    """A closed month that was opened again: when, why, by whom, and the fingerprint of what had been closed."""

    month: Month
    day: date | None
    reason: str
    who: str
    results: str


@dataclass(frozen=True)
class ClosedMonth:
    """One closed month as its block has it, from `first_row` (from 1) on."""

    month: Month
    block: Rows
    first_row: int = 1

    def _after(self, label: str) -> CellValue:
        head = self.block[0]
        at = head.index(label) + 1 if label in head else len(head)
        return head[at] if at < len(head) else None

    @property
    def day(self) -> date | None:
        """When it was closed."""
        day = self._after(CLOSED_ON)
        return day if isinstance(day, date) else None

    @property
    def results(self) -> str:
        """The fingerprint of its results."""
        return str(self._after(OF_RESULTS) or "")

    @property
    def seal(self) -> str:
        """The seal it bears."""
        return str(self._after(SEAL) or "")

    @property
    def errors(self) -> int | None:
        """How many errors its cells had when it was closed; nothing in a block of the first version.

        Such a block holds nothing of a cell that could not be read; others hold what was there, as text.
        """
        errors = self._after(ERRORS_LEFT)
        return _whole(errors) if errors is not None else None

    @property
    def notes(self) -> tuple[CellValue, ...]:
        """What follows its seal: how many errors were left, and why it was closed all the same."""
        return self.block[0][_SEAL_AT + 1 :]

    @property
    def reason(self) -> str:
        """Why it was closed all the same."""
        return str(self._after(REASON) or "")

    @cached_property
    def intact(self) -> bool:
        """Whether the block is as it was closed."""
        return self.seal == seal_of(self.block)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of its table."""
        return tuple(str(cell or "") for cell in self.block[1]) if len(self.block) > 1 else ()

    @cached_property
    def cell_headings(self) -> tuple[str, ...]:
        """The headings of the cells that the results came from."""
        return tuple(name for name in self.headings[len(WHO) :] if name not in OUTCOME)

    @cached_property
    def rows(self) -> tuple[ClosedRow, ...]:
        """The people: the ranked by rank, then the others."""
        found = (self._row(at) for at in range(2, len(self.block)))
        return tuple(row for row in found if row is not None)

    @cached_property
    def by_id(self) -> Mapping[str, ClosedRow]:
        """The people by id."""
        return {row.staff_id: row for row in self.rows}

    def _values(self, at: int) -> dict[str, CellValue]:
        row = self.block[at]
        return dict(zip(self.headings, (*row, *[None] * (len(self.headings) - len(row))), strict=False))

    def _row(self, at: int) -> ClosedRow | None:
        values = self._values(at)
        if not values.get("Mã CB"):
            return None
        cells = {name: values[name] for name in self.cell_headings}
        return ClosedRow(
            str(values["Mã CB"]),
            str(values.get("Họ và tên") or ""),
            str(values.get("Tổ") or ""),
            cells,
            number(values.get("Điểm")),
            str(values.get("Xếp loại") or ""),
            _whole(values.get("Hạng")),
            _whole(values.get("Hạng trong tổ")),
            _DECIDED.get(str(values.get("Theo"))),
            values.get("Theo") == NOT_RATED,
            self.first_row + at,
        )

    # --- what came of it ------------------------------------------------------------------------------------------

    def ranking(self, by: str) -> Ranking:
        """The ranking of people or of teams as it was closed."""
        not_rated = tuple(row.staff_id for row in self.rows if row.points is None and row.missing)
        rows = tuple(self._teams()) if by == "team" else tuple(self._people())
        return Ranking(self.month, by, rows, not_rated)

    def _people(self) -> Iterator[RankedPerson]:
        for row in self.rows:
            if row.points is not None:
                place = row.rank, row.team_rank, row.staff_id, row.name, row.team
                yield RankedPerson(*place, row.points, row.rating, row.decided_by)

    def _teams(self) -> Iterator[RankedGroup]:
        for at in range(2, len(self.block)):
            values = self._values(at)
            points = number(values.get("Điểm"))
            if not values.get("Mã CB") and values.get("Tổ") and points is not None:
                rank, rated = _whole(values.get("Hạng")), _whole(values.get("Số người"))
                yield RankedGroup(rank, str(values["Tổ"]), points, str(values.get("Xếp loại") or ""), rated)

    def grades(self) -> dict[str, Grade]:
        """The grades, without the rows of marks behind them."""
        return {
            row.staff_id: Grade(row.staff_id, row.points, row.rating, row.decided_by or "self", None)
            for row in self.rows
            if row.points is not None
        }


@dataclass(frozen=True)
class ClosedBook:
    """Everything on `Chốt tháng`: the closed months by month, and what was opened again, the oldest first."""

    months: Mapping[Month, ClosedMonth] = field(default_factory=dict)
    reopened: tuple[Reopening, ...] = ()

    def closing(self, closed: ClosedMonth) -> ClosedBook:
        """The book with one month more, or again."""
        return ClosedBook({**self.months, closed.month: closed}, self.reopened)

    def reopening(self, reopening: Reopening) -> ClosedBook:
        """The book without a month, and with why."""
        months = {month: closed for month, closed in self.months.items() if month != reopening.month}
        return ClosedBook(months, (*self.reopened, reopening))

    def __bool__(self) -> bool:
        return bool(self.months or self.reopened)


# --- reading ----------------------------------------------------------------------------------------------------


def read_book(rows: Rows) -> ClosedBook:
    """The book of the values of `Chốt tháng`; what is above the first month is its heading."""
    months: dict[Month, ClosedMonth] = {}
    reopened: list[Reopening] = []
    for first, part in _parts(rows):
        month = _month(part[0][0])
        if month:
            months.setdefault(month, ClosedMonth(month, part, first))
        else:
            reopened += _reopenings(part)
    return ClosedBook(months, tuple(reopened))


def _parts(rows: Rows) -> Iterator[tuple[int, Rows]]:
    """Each block with the number of its first row, without the blank rows at its end."""
    starts = [at for at, row in enumerate(rows) if row and _starts_block(row)]
    for start, end in pairwise([*starts, len(rows)]):
        yield start + 1, trimmed(rows[start:end])


def _starts_block(row: tuple[CellValue, ...]) -> bool:
    return row[0] == REOPENED or (_month(row[0]) is not None and CLOSED_ON in row)


def _month(value: CellValue) -> Month | None:
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    number, year = (int(part) for part in found.groups()) if found else (0, 0)
    return Month(year, number) if 1 <= number <= 12 else None


def _reopenings(part: Rows) -> Iterator[Reopening]:
    for row in part[2:]:
        month, day, reason, who, results = (*row, *[None] * (5 - len(row)))[:5] if row else (None,) * 5
        known = _month(month)
        if known:
            when = day if isinstance(day, date) else None
            yield Reopening(known, when, str(reason or ""), str(who or ""), str(results or ""))


def number(value: CellValue) -> int | None:
    """Hundredths of a number in a cell."""
    return hundredths(value) if isinstance(value, int | Decimal) else None


def _whole(value: CellValue) -> int:
    return value if isinstance(value, int) else int(value) if isinstance(value, Decimal) else -1


def book_rows(book: ClosedBook) -> Rows:
    """The values of `Chốt tháng` that `read_book` makes the same book of."""
    rows: list[tuple[CellValue, ...]] = [()] * ROWS_ABOVE
    for month in sorted(book.months):
        rows += [*book.months[month].block, ()]
    if book.reopened:
        rows += [(REOPENED,), REOPENED_HEADINGS]
    for each in book.reopened:
        rows.append((month_name(each.month), each.day, each.reason, each.who, each.results))
    return trimmed(rows)


def month_name(month: Month) -> str:
    """How a month is called on the tab."""
    return f"Tháng {month.shown}"


# --- fingerprints -----------------------------------------------------------------------------------------------


def fingerprint(*parts: object) -> str:
    """The fingerprint of some plain values, short enough to be typed: `3F2A-91BC-07DE`."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=str)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12].upper()
    return "-".join((digest[:4], digest[4:8], digest[8:]))


def seal_of(block: Iterable[Iterable[CellValue]]) -> str:
    """The seal of a block: the fingerprint of all its values but the seal itself."""
    rows = [list(row) for row in block]
    del rows[0][_SEAL_AT : _SEAL_AT + 1]
    return fingerprint([[_plain(value) for value in row] for row in trimmed(rows)])


def _plain(value: CellValue) -> str | list[str] | None:
    """A value as every store gives it back, with its type: 92.50 and 92.5 are one, the text “92.5” is another."""
    value = shown(value)
    if isinstance(value, int | Decimal):
        return ["number", f"{Decimal(value).normalize():f}"]
    return ["day", value.isoformat()] if isinstance(value, date) else value
