"""How the styles of `tables.py` look, in the words of XlsxWriter: fonts, colours, borders, number formats, heights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from sheets_sync.tables import Cell, OutputTab, Style

StyleLook = Mapping[str, Any]

NAVY, GREY, LINE = "#1F3A5F", "#5F6B7A", "#D5DCE4"
RATING_COLOURS = {"rating-1": "#4C9A6A", "rating-2": "#5B8DB8", "rating-3": "#E0B45C", "rating-4": "#C96A5E"}
SERIES_COLOUR = "#5B8DB8"

FONT = "Arial"  # everywhere at hand, with every Vietnamese letter
BASE: StyleLook = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
_ROW: StyleLook = {"bottom": 1, "bottom_color": LINE}
_CENTER: StyleLook = {**_ROW, "align": "center"}
_BADGE: StyleLook = {**_CENTER, "bold": True}
_GAIN: StyleLook = {**_ROW, "num_format": "+0.00;-0.00;0.00", "align": "right", "indent": 1}
_RATING: StyleLook = {**_BADGE, "num_format": "0.00"}
_CARD: StyleLook = {"align": "center", "bg_color": "#F2F6FA", "shrink": True}

LOOKS: Mapping[Style, StyleLook] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "subtitle": {"font_color": GREY},
    "gap": {},
    "section": {"bold": True, "font_size": 11, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    "heading": {
        "bold": True,
        "font_color": NAVY,
        "bg_color": "#E4ECF4",
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "border_color": "#C3CFDB",
    },
    "text": _ROW,
    "wrap": {**_ROW, "text_wrap": True},
    "center": _CENTER,
    "integer": {**_CENTER, "num_format": "0"},
    "points": {**_ROW, "num_format": "0.00", "align": "right", "indent": 1},
    "percent": {**_CENTER, "num_format": "0.0%"},
    "percent-over": {**_BADGE, "num_format": "0.0%", "bg_color": "#FBF0D5", "font_color": "#7A5206"},
    "change": {**_GAIN, "font_color": GREY},
    "date": {**_CENTER, "num_format": "dd/mm/yyyy"},
    "rating-1": {**_RATING, "bg_color": "#E2F1E6", "font_color": "#1E6B3A"},
    "rating-2": {**_RATING, "bg_color": "#E3EDF7", "font_color": "#22527E"},
    "rating-3": {**_RATING, "bg_color": "#FBF0D5", "font_color": "#7A5206"},
    "rating-4": {**_RATING, "bg_color": "#F8E1DE", "font_color": "#93291D"},
    "error": {**_BADGE, "bg_color": "#F8E1DE", "font_color": "#93291D"},
    "warning": {**_BADGE, "bg_color": "#FBF0D5", "font_color": "#7A5206"},
    "info": {**_BADGE, "bg_color": "#E3EDF7", "font_color": "#22527E"},
    "link": {**_ROW, "font_color": "#1D5FAE", "underline": 1},
    "figure": {**_CARD, "bold": True, "font_size": 18, "font_color": NAVY, "num_format": "0.0%"},
    "alert": {**_CARD, "bold": True, "font_size": 18, "font_color": "#B23A2C", "num_format": "0.0%"},
    "label": {**_CARD, "font_size": 9, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "place": {**_CARD, "font_size": 9, "font_color": "#1D5FAE", "underline": 1, "valign": "top"},
    "good": {**_GAIN, "font_color": "#1E6B3A"},
    "bad": {**_GAIN, "font_color": "#93291D"},
    "note": {"font_size": 9, "italic": True, "font_color": GREY},
}

STALE: StyleLook = {"bold": True, "font_color": "#B23A2C"}
"""What a formula of ours takes on once it is stale, over its own style."""

HEIGHTS: Mapping[Style, float] = {
    "title": 26,
    "gap": 8,
    "section": 20,
    "figure": 30,
    "alert": 30,
    "label": 26,
    "heading": 28,
}
"""Rows that hold such a cell are so many points high."""

WRAPPED: frozenset[Style] = frozenset({"wrap"})
"""Styles whose text takes as many lines as it needs."""

_LINE, _HEADING_LINE, _MOST_LINES = 15.0, 13.0, 20


def row_height(tab: OutputTab, row: Sequence[Cell]) -> float:
    """A row's height in points, set by us because not every program fits it to wrapped text."""
    heights, lines, column = [HEIGHTS[cell.style] for cell in row if cell.style in HEIGHTS], [1], 0
    for cell in row:
        width = sum(tab.widths[column : column + cell.span])
        column += cell.span
        if width and cell.style in WRAPPED and isinstance(cell.value, str):
            lines.append(sum(-(-len(line) // width) or 1 for line in cell.value.split("\n")))
        if width and cell.style == "heading" and isinstance(cell.value, str):
            heights.append(2 + _HEADING_LINE * len(wrap(cell.value, width, break_long_words=False)))
    if row and all(cell.style in HEIGHTS for cell in row):
        return max(heights)
    return max([*heights, _LINE * min(max(lines), _MOST_LINES)])
