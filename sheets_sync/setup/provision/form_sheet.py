"""One form as a worksheet to type into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sheets_sync.model import SchoolYear
from sheets_sync.rules.forms import Form
from sheets_sync.setup.provision.allowed import Allowed
from sheets_sync.setup.provision.content import CellContent, Content, Formula, is_separator, is_total
from sheets_sync.setup.provision.highlights import highlights
from sheets_sync.setup.provision.looks import (
    DATE,
    CellLook,
    Looks,
    body_look,
    entry_looks,
    frozen_columns,
    header_height,
    header_look,
    heading_look,
    row_height,
    tab_colour,
)

_A4 = 9
_HEADING_HEIGHT = 22  # points
_PAGE_FONT = '&"Times New Roman,Regular"&11'


def write_form(sheet: Any, allowed: Allowed, content: Content, looks: Looks, school: str) -> None:
    """Fill a new worksheet with a form and its contents."""
    form = allowed.form
    _write_columns(sheet, form, looks)
    _write_header(sheet, allowed, content, looks)
    for row, entries in enumerate(content.rows, start=content.header_row + 1):
        _write_row(sheet, form, row, entries, content, looks)
    _prepare(sheet, allowed, content, looks)
    _set_screen(sheet, form, content)
    _set_page(sheet, form, allowed.year, school, content)


# --- its contents ---------------------------------------------------------------------------------------------


def _write_columns(sheet: Any, form: Form, looks: Looks) -> None:
    for at, column in enumerate(form.columns):
        sheet.set_column(at, at, column.width + 2, looks(body_look(column)))


def _write_header(sheet: Any, allowed: Allowed, content: Content, looks: Looks) -> None:
    for row, line in enumerate(content.heading):
        sheet.set_row(row, _HEADING_HEIGHT)
        sheet.write_string(row, 0, line, looks(heading_look(row)))
    row = content.header_row - 1
    sheet.set_row(row, header_height(allowed.form))
    for at, column in enumerate(allowed.form.columns):
        sheet.write_string(row, at, column.header, looks(header_look(column)))
        if note := allowed.note(column):
            sheet.write_comment(row, at, note, {"x_scale": 1.6, "y_scale": 0.9, "font_size": 10})


def _write_row(
    sheet: Any, form: Form, row: int, entries: Sequence[CellContent], content: Content, looks: Looks
) -> None:
    cell_looks = entry_looks(form, entries)
    runs_on = is_separator(entries) or is_total(entries)  # beyond its column, in one line
    widths = [column.width for column in form.columns]
    sheet.set_row(row - 1, row_height(() if runs_on else entries, widths))
    if is_separator(entries):
        entries = [*entries, *[""] * (len(form.columns) - len(entries))]
    for at, (entry, look) in enumerate(zip(entries, cell_looks, strict=False)):
        _write_entry(sheet, (row - 1, at), content.placed(entry, row), looks, look)


def _write_entry(
    sheet: Any, where: tuple[int, int], entry: CellContent, looks: Looks, look: CellLook
) -> None:
    if isinstance(entry, Formula):
        sheet.write_formula(*where, entry.text, looks(look), entry.result)
    elif isinstance(entry, date):
        day = datetime(entry.year, entry.month, entry.day)
        sheet.write_datetime(*where, day, looks({**look, "num_format": DATE}))
    elif entry == "":
        sheet.write_blank(*where, None, looks(look))
    elif isinstance(entry, str):
        sheet.write_string(*where, entry, looks(look))
    elif entry is not None:
        sheet.write_number(*where, float(entry), looks(look))


# --- what happens on typing -----------------------------------------------------------------------------------


def _prepare(sheet: Any, allowed: Allowed, content: Content, looks: Looks) -> None:
    rows = range(content.header_row + 1, content.last_row + 1)
    first, last = rows.start - 1, rows[-1] - 1
    for at, column in enumerate(allowed.form.columns):
        if rule := allowed.rule(column):
            sheet.data_validation(first, at, last, at, rule)
    for each in highlights(allowed, rows):
        rule = {"type": "formula", "criteria": each.formula, "format": looks.laid_over(each.look)}
        sheet.conditional_format(first, each.first, last, each.last, rule)


# --- screen and paper -----------------------------------------------------------------------------------------


def _set_screen(sheet: Any, form: Form, content: Content) -> None:
    sheet.freeze_panes(content.header_row, frozen_columns(form))
    sheet.set_tab_color(tab_colour(form))


def _set_page(sheet: Any, form: Form, year: SchoolYear, school: str, content: Content) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(content.header_row - 1)
    left, right = (text.replace("&", "&&") for text in (school, f"{form.title} - {year}"))
    sheet.set_header(f"&L{_PAGE_FONT}{left}&R{_PAGE_FONT}{right}")
    sheet.set_footer(f"&R{_PAGE_FONT}&P/&N")
