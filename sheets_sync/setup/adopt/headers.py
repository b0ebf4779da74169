"""Where a tab's header row is, and what texts stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.model import RawCell, Sheet
from sheets_sync.rules.forms import Column, Form
from sheets_sync.school.layout import HEADER_WITHIN
from sheets_sync.setup.adopt.likeness import LONGEST, column_names, plain
from sheets_sync.text.cells import is_blank
from sheets_sync.text.vietnamese import clean

MOST_COLUMNS = 200  # headers beyond are not looked at


class Header(NamedTuple):
    """A header cell: its column from 1 and its text as people see it."""

    number: int
    text: str


Vocabulary = Mapping[str, frozenset[str]]
"""The columns that a header may mean, by its plain words."""


def vocabulary(forms: Sequence[Form], known: Sequence[Mapping[str, Column]]) -> Vocabulary:
    """Every name of every column, those of the config too."""
    found: dict[str, set[str]] = {}
    for form, headers in zip(forms, known, strict=True):
        for text, column in headers.items():
            found.setdefault(plain(text), set()).add(column.header)
        for column in form.columns:
            for name in column_names(form, column):
                found.setdefault(plain(name), set()).add(column.header)
    return {text: frozenset(columns) for text, columns in found.items() if text}


def headers_of(sheet: Sheet, row: int) -> list[Header]:
    """The texts of a row (from 1) that could be headers; formulas and whole paragraphs are none."""
    texts = (
        (number, _header_text(cell)) for number, cell in enumerate(sheet.rows[row - 1][:MOST_COLUMNS], 1)
    )
    return [Header(number, text) for number, text in texts if text]


def _header_text(cell: RawCell) -> str:
    text = clean(cell[: 2 * LONGEST]) if isinstance(cell, str) and not is_blank(cell) else ""
    return text if len(text) <= LONGEST and text.isprintable() and not text.startswith("=") else ""


def header_row(sheet: Sheet, words: Vocabulary) -> int:
    """The row, from 1, that names the most columns; 0 where none names two."""
    counts = [_named(sheet, row, words) for row in range(1, min(HEADER_WITHIN, len(sheet.rows)) + 1)]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= 2 else 0


def _named(sheet: Sheet, row: int, words: Vocabulary) -> int:
    return len({plain(header.text) for header in headers_of(sheet, row)} & words.keys())


def second_header_row(sheet: Sheet, row: int, words: Vocabulary) -> int:
    """The row above or below that names columns where this one is blank: a header of two rows with merged cells."""
    here = {header.number for header in headers_of(sheet, row)}
    for other in (row + 1, row - 1):
        if 1 <= other <= len(sheet.rows) and len(here) > 1:
            beside = [header for header in headers_of(sheet, other) if header.number not in here]
            if any(plain(header.text) in words for header in beside) and _only_words(sheet.rows[other - 1]):
                return other
    return 0


def _only_words(row: Sequence[RawCell]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) > 1 and all(isinstance(cell, str) for cell in filled)
