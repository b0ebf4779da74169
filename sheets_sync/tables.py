"""An output tab as a value: typed cells in a small vocabulary of styles, which every store renders.

Stores know nothing else about looks, so both back ends show the same, and a test can read it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from sheets_sync.model import Where

Style = Literal[
    "title",  # the tab's title line
    "subtitle",  # school, period, date: the line below
    "gap",  # nothing, in a low row that keeps sections apart
    "section",  # a heading inside a tab
    "heading",  # column headings, bordered
    "text",
    "wrap",  # text over several lines
    "center",  # short text, centred: ids, codes
    "integer",
    "points",  # Decimal, two places
    "percent",  # Decimal share, 0.3 is 30 %
    "percent-over",  # a share above what is allowed
    "change",  # Decimal points gained or lost, with their sign
    "date",
    "rating-1",  # the best rating, the next …; also points that are worth it
    "rating-2",
    "rating-3",
    "rating-4",
    "error",
    "warning",
    "info",
    "link",  # text that leads to `Cell.link`
    "figure",  # one of the big key figures; a Decimal is a share
    "alert",  # a key figure that asks for action
    "label",  # what a key figure says
    "place",  # the cells that a key figure counts, as a link
    "good",  # points gained
    "bad",  # points lost
    "note",  # small print
]


class Ageing(NamedTuple):
    """The one formula of ours: says `fresh`, and `stale` once its day is more than `days` days ago."""

    day: date
    days: int
    fresh: str
    stale: str

    @property
    def is_stale(self) -> str:
        """The condition; the day as the number that sheets count it by, for they write dates differently."""
        return f"TODAY()-{(self.day - date(1899, 12, 30)).days}>{self.days}"

    def formula(self, separator: str) -> str:
        """As a cell is given it."""
        fresh, stale = (text.replace('"', '""') for text in (self.fresh, self.stale))
        return f'=IF({self.is_stale}{separator}"{stale}"{separator}"{fresh}")'


CellValue = str | int | Decimal | date | None
Rows = tuple[tuple[CellValue, ...], ...]

LOOKS = 2  # raised when a renderer makes the same tab look different, so that existing tabs are rewritten
LONGEST_TEXT = 32_767  # what a cell of Excel holds, in UTF-16 units
_CUT = " […]"
# What XML cannot carry, and halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_Item = TypeVar("_Item")


class Cell(NamedTuple):
    """A value, how it looks, the form cell or output tab it leads to, and how many columns it spans."""

    value: CellValue | Ageing = None
    style: Style = "text"
    link: Where | None = None
    span: int = 1


class Series(NamedTuple):
    """A chart's series: rows `first..last` of a column, all from 1; colour by rating style or none.

    The name is also in the row above the first one, as the column's heading.
    """

    name: str
    column: int
    first_row: int
    last_row: int
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over ranges of its own tab; top left corner at (row, column), sizes in pixels."""

    kind: Literal["stacked-columns", "columns", "bars", "line"]
    title: str
    categories: Series
    series: tuple[Series, ...]
    row: int
    column: int
    width: int = 520
    height: int = 300
    value_axis: str = ""


@dataclass(frozen=True, slots=True)
class OutputTab:
    """A tab that the program owns whole; rows and columns count from 1, widths are in characters."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    frozen_rows: int = 0
    heading_row: int | None = None  # repeated on every printed page; the filter is on it
    filtered: bool = False
    landscape: bool = False
    one_page: bool = False  # printed on a single sheet of paper; else only its width is fitted
    page_breaks: tuple[int, ...] = ()  # a new page begins after each of these rows
    charts: tuple[Chart, ...] = ()

    def values(self) -> Rows:
        """The bare values at their columns, as a store gives them back."""
        return trimmed([value for cell in row for value in _spread(cell)] for row in self.rows)

    def has_values(self, rows: Rows | None) -> bool:
        """Whether these values are the tab's, whatever its formula says by the day they are read on."""
        return rows is not None and self.values() == self._as_if_fresh(rows)

    def _as_if_fresh(self, rows: Rows) -> Rows:
        texts = {
            cell.value.stale: cell.value.fresh
            for row in self.rows
            for cell in row
            if isinstance(cell.value, Ageing)
        }
        if not texts:
            return rows
        return tuple(
            tuple(texts.get(value, value) if isinstance(value, str) else value for value in row)
            for row in rows
        )

    def digest(self) -> str:
        """A fingerprint of everything in the tab: values, looks, links and charts."""
        return hashlib.sha256(f"{LOOKS} {self!r}".encode("utf-8", "replace")).hexdigest()[:16]


def shown(value: CellValue | Ageing) -> CellValue:
    """A value as a cell can hold it: text without control characters, cut visibly at Excel's limit."""
    if isinstance(value, Ageing):
        return value.fresh
    if isinstance(value, str):
        text = _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
        return _cut(text) or None
    if isinstance(value, Decimal):
        return Decimal(repr(float(value)))
    return value


def trimmed(rows: Iterable[Iterable[CellValue]]) -> Rows:
    """Rows without the blank cells and rows at their ends, which no store distinguishes from nothing."""
    kept = [_without_end(list(row), None) for row in rows]
    return tuple(tuple(row) for row in _without_end(kept, []))


def _spread(cell: Cell) -> list[CellValue]:
    return [shown(cell.value), *[None] * (cell.span - 1)]


def _cut(text: str) -> str:
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) <= LONGEST_TEXT * 2:
        return text
    kept = text.encode("utf-16-le")[: (LONGEST_TEXT - len(_CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + _CUT


def _without_end(items: list[_Item], blank: object) -> list[_Item]:
    while items and items[-1] == blank:
        items.pop()
    return items
