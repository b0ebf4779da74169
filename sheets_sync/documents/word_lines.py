"""The ruled lines of an official paper, each as long as its rule says against the text above it.

A line is an empty paragraph in one of two styles, with a border on top; its indents are computed
here from the text above, so that a school's name or a subject of any length gets its line.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from sheets_sync.text.vietnamese import clean

FULL_LINE, SHORT_LINE = "Kẻ bằng dòng chữ", "Kẻ nửa dòng chữ"
_SHARES = {FULL_LINE: 1.0, SHORT_LINE: 0.42}  # NĐ 30/2020: as long as the text; 1/3 to 1/2 of it

# Widths of Times New Roman Bold in thousandths of the type size; a letter with marks is as wide as the bare one.
_WIDTHS = {
    250: " .,", 278: "il/", 333: "fjt-():;", 389: "sI", 444: "cerz", 500: "agovxyJ0123456789", 556: "bdhknpquđS“”",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQ", 833: "m", 944: "M", 1000: "W",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def fit_lines(document: Any) -> None:
    """Set the indents of every line in a python-docx document."""
    section = document.sections[0]
    room = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    _fit(document.paragraphs, room)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _fit(cell.paragraphs, cell.width.pt if cell.width else room / len(row.cells))


def _fit(paragraphs: list[Any], room: float) -> None:
    above: list[Any] = []
    for paragraph in paragraphs:
        share = _SHARES.get(paragraph.style.name)
        if share is None:
            above.append(paragraph)
        elif above:
            indent = max(room - share * min(_text_width(above[-1]), room), 0) / 2
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = int(
                indent * 12700
            )


def _text_width(paragraph: Any) -> float:
    """How wide a line of text is, in points of length."""
    size = paragraph.style.font.size.pt if paragraph.style.font.size else 13
    return text_width(paragraph.text, size)


def text_width(text: str, size: float) -> float:
    """The width of a text in Times New Roman Bold of this size, in points of length."""
    return sum(_WIDTH_OF.get(_bare(letter), 556) for letter in clean(text)) * size / 1000


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]
