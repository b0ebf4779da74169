"""Colours and formats of a staff workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from sheets_sync.rules.forms import Column, Form
from sheets_sync.setup.provision.content import CellContent, is_separator, is_total

CellLook = dict[str, object]

COLOURS = {
    "required": "#1F4E79",
    "optional": "#DDEBF7",
    "team": "#375623",
    "approved": "#7B2C2C",
    "missing": "#FFF2CC",
    "wrong": "#F8CBAD",
    "twice": "#FFD966",
    "private": "#C00000",
    "separator": "#EDEDED",
    "line": "#A6A6A6",
}
DARK = ("required", "team", "approved", "private")
TAB_COLOURS = {
    "guide": "#548235",
    "private": COLOURS["private"],
    "scores": "#2E75B6",
    "form": "#9DC3E6",
    "lists": "#A6A6A6",
}
DATE = "dd/mm/yyyy"
FONT: CellLook = {"font_name": "Times New Roman", "font_size": 12}


@dataclass
class Looks:
    """The formats of one workbook; XlsxWriter wants each of them made once per workbook."""

    book: Any
    _made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def __call__(self, look: CellLook) -> Any:
        """The format with these properties on top of the body font."""
        key = tuple(sorted({**FONT, **look}.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(key))
        return self._made[key]

    def laid_over(self, look: CellLook) -> Any:
        """A format of these properties alone, which changes nothing else of the cell below it."""
        return self.book.add_format(look)


def row_height(texts: Iterable[object], widths: Iterable[float]) -> int:
    """The height in points that texts need, wrapped in columns so wide (in characters).

    Not every program fits rows by itself when it opens a file, and none does with merged cells.
    """
    lines = (
        ceil(len(text) / (1.2 * width))
        for text, width in zip(texts, widths, strict=False)
        if isinstance(text, str)
    )
    return 3 + 16 * max((1, *lines))


def header_look(column: Column) -> CellLook:
    """A column's header: dark where it is required, and of its own colour where somebody else fills it."""
    kind = "required" if column.required else "optional"
    if column.key in ("team_total", "approved"):
        kind = column.key.removesuffix("_total")
    look: CellLook = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    return look | {"bg_color": COLOURS[kind], "font_color": "#FFFFFF" if kind in DARK else "#1F3864"}


def body_look(column: Column) -> CellLook:
    """The cells below; text cells keep the zeros that an id begins with."""
    if column.type == "date":
        return {"num_format": DATE, "align": "center", "valign": "vcenter"}
    if column.type in ("mark", "number", "count", "ignored"):
        return {"align": "center", "valign": "vcenter"}
    place: CellLook = {"align": "center"} if column.width <= 12 else {"indent": 1}
    return {"num_format": "@", "valign": "vcenter", "text_wrap": True} | place


def heading_look(line: int) -> CellLook:
    """A line above the header, counted from 0."""
    return {"bold": True, "font_size": 14 if line else 12}


def entry_looks(form: Form, entries: Sequence[CellContent]) -> Iterator[CellLook]:
    """The cells of a row with something in it: separators and totals stand out and begin at the left."""
    extra: CellLook = {}
    if is_separator(entries):
        extra = {"bold": True, "bg_color": COLOURS["separator"], "text_wrap": False}
    elif is_total(entries):
        extra = {"bold": True, "text_wrap": False}
    for at, column in enumerate(form.columns):
        left: CellLook = {"align": "left"} if extra and at == 0 else {}
        yield {**body_look(column), **left, **extra}


def header_height(form: Form) -> int:
    """The height of a form's header in points."""
    return 48 if any(len(column.header) > column.width for column in form.columns) else 30


def frozen_columns(form: Form) -> int:
    """How many columns stay while one scrolls to the right: up to the name, where it is near the edge."""
    keys = [column.key for column in form.columns[:3]]
    return keys.index("name") + 1 if "name" in keys else 0


def tab_colour(form: Form) -> str:
    """The colour on a form's tab."""
    kind = "private" if form.private else "scores" if form.key in ("scores", "classes") else "form"
    return TAB_COLOURS[kind]
