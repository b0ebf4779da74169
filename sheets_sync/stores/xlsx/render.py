"""Output tabs → the bytes of an .xlsx workbook, with XlsxWriter; equal tabs give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import xlsxwriter

from sheets_sync.model import Where
from sheets_sync.stores.styles import BASE, LOOKS, STALE, row_height
from sheets_sync.stores.xlsx import charts
from sheets_sync.tables import Ageing, Cell, CellValue, OutputTab, Style, shown

MOST_LINKS = 65_530  # on one sheet of Excel; further ones stay plain text
_CREATED = datetime(2024, 1, 1)  # fixed, so that equal contents are equal bytes
_A4, _A4_INCHES, _MARGIN, _PIXELS_PER_INCH = 9, (8.27, 11.69), 0.35, 96
_CHARACTER = 7.5  # pixels, a little generous: fonts differ between programs
_USUAL_WIDTH = 8.43  # characters of a column without a width

Links = Mapping[str | None, str]
"""The file that each book's cells are in, as seen from the folder of the output."""


def render(tabs: Sequence[OutputTab], links: Links, properties: Mapping[str, str]) -> bytes:
    """The workbook of these tabs; `properties` become custom document properties."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": BASE}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": tabs[0].title if tabs else "", "created": _CREATED})
    for name, value in properties.items():
        book.set_custom_property(name, value, "text")
    formats = {style: book.add_format({**BASE, **look}) for style, look in LOOKS.items()}
    own = {tab.title for tab in tabs}
    for tab in tabs:
        _Page(book, tab, formats, links, own).draw()
    book.close()
    return buffer.getvalue()


class _Page:
    """One tab being drawn."""

    def __init__(
        self, book: Any, tab: OutputTab, formats: Mapping[Style, Any], links: Links, own: set[str]
    ) -> None:
        self.book, self.tab, self.formats, self.links, self.own = book, tab, formats, links, own
        self.sheet = book.add_worksheet(tab.title)
        self.columns = max((sum(cell.span for cell in row) for row in tab.rows), default=1)
        self.links_left = MOST_LINKS

    def draw(self) -> None:
        self._set_up()
        for at, row in enumerate(self.tab.rows):
            self.sheet.set_row(at, row_height(self.tab, row))
            self._draw_row(at, row)
        for chart in self.tab.charts:
            charts.insert(self.book, self.sheet, self.tab.title, chart)

    def _set_up(self) -> None:
        tab, sheet = self.tab, self.sheet
        for column, width in enumerate(tab.widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.freeze_panes(tab.frozen_rows, 0)
        if tab.heading_row is not None:
            sheet.repeat_rows(tab.heading_row - 1)
            if tab.filtered:
                sheet.autofilter(
                    tab.heading_row - 1, 0, max(len(tab.rows), tab.heading_row) - 1, self.columns - 1
                )
        self._set_up_print()

    def _set_up_print(self) -> None:
        sheet = self.sheet
        sheet.set_paper(_A4)
        if self.tab.landscape:
            sheet.set_landscape()
        if self.tab.one_page:
            sheet.fit_to_pages(1, 1)
        else:  # not "fit to width": Excel leaves page breaks out then
            sheet.set_print_scale(self._scale())
            sheet.set_h_pagebreaks(list(self.tab.page_breaks))
        sheet.print_area(0, 0, max(len(self.tab.rows), 1) - 1, self.columns - 1)
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=0.5)
        sheet.center_horizontally()
        sheet.set_footer("&L&9&A&R&9&P/&N", {"margin": 0.25})

    def _scale(self) -> int:
        """The per cent at which all columns fit on the paper's width."""
        paper = _A4_INCHES[1 if self.tab.landscape else 0] - 2 * _MARGIN
        unsaid = [_USUAL_WIDTH] * (self.columns - len(self.tab.widths))
        width = sum(width * _CHARACTER + 5 for width in (*self.tab.widths, *unsaid)) / _PIXELS_PER_INCH
        return max(10, min(100, int(100 * paper / width) - 1)) if width else 100

    def _draw_row(self, row: int, cells: Sequence[Cell]) -> None:
        column = 0
        for cell in cells:
            look = self.formats[cell.style]
            if cell.span > 1:
                self.sheet.merge_range(row, column, row, column + cell.span - 1, "", look)
            self._draw_cell(row, column, cell, look)
            column += cell.span

    def _draw_cell(self, row: int, column: int, cell: Cell, look: Any) -> None:
        value = shown(cell.value)
        if isinstance(cell.value, Ageing):
            self.sheet.write_formula(row, column, cell.value.formula(","), look, str(value))
            stale = self.book.add_format(STALE)
            rule = {"type": "formula", "criteria": f"={cell.value.is_stale}", "format": stale}
            self.sheet.conditional_format(row, column, row, column, rule)
            return
        target = self._target(cell.link) if cell.link else None
        if target and value is not None and self.links_left:
            self.links_left -= 1
            self.sheet.write_url(row, column, target, look, str(value))
        else:
            _write(self.sheet, row, column, value, look)

    def _target(self, where: Where) -> str | None:
        place = f"'{where.tab.replace(chr(39), chr(39) * 2)}'!{where.cell or 'A1'}"
        if where.book is None and where.tab in self.own:
            return f"internal:{place}"
        file = self.links.get(where.book)
        return f"external:{_escaped(file)}#{place}" if file else None


def _write(sheet: Any, row: int, column: int, value: CellValue, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)  # never a formula, whatever it begins with
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, look)


def _escaped(file: str) -> str:
    """The path as Excel keeps it in a link."""
    path = PurePath(file).as_posix()
    return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23")
