"""An output tab as a value: typed cells in a small vocabulary of styles, which every store renders.

Stores know nothing else about looks, so both back ends show the same, and a test can read it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from sheets_sync.model import Where

Style = Literal[
    "title",  # the tab's title line
    "subtitle",  # school, period, date: the line below
    "section",  # a heading inside a tab
    "heading",  # column headings, bordered
    "text",
    "wrap",  # text over several lines
    "center",  # short text, centred: ids, codes
    "integer",
    "points",  # Decimal, two places
    "percent",  # Decimal share, 0.3 is 30 %
    "date",
    "rating-1",  # the best rating, the next …
    "rating-2",
    "rating-3",
    "rating-4",
    "error",
    "warning",
    "info",
    "link",  # text that leads to `Cell.link`
    "figure",  # one of the big key figures
    "label",  # what a key figure says
    "good",
    "bad",
    "note",  # small print
]

Value = str | int | Decimal | date | None


class Cell(NamedTuple):
    """A value, how it looks, the form cell it leads to, and how many columns it spans."""

    value: Value = None
    style: Style = "text"
    link: Where | None = None
    span: int = 1


class Series(NamedTuple):
    """A chart's series: name, rows `first..last` (from 1) of one column (from 1); colour by rating style or none."""

    name: str
    column: int
    first_row: int
    last_row: int
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over ranges of its own tab; placed with its top left corner at (row, column), sizes in pixels."""

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
    heading_row: int | None = None  # repeated on every printed page; the filter stands on it
    filtered: bool = False
    landscape: bool = False
    charts: tuple[Chart, ...] = ()

    def values(self) -> tuple[tuple[Value, ...], ...]:
        """The bare values at their columns, as a store gives them back."""
        return tuple(tuple(value for cell in row for value in (cell.value, *[None] * (cell.span - 1))) for row in self.rows)

    def digest(self) -> str:
        """A fingerprint of everything in the tab: values, looks, links and charts."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]
