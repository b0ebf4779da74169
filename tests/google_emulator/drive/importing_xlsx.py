"""A workbook in Excel's format as tabs of a Google Sheet: values, formulas, dates, merges, frozen rows, widths."""

from __future__ import annotations

import datetime as dt
import io
import random
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles.numbers import is_date_format, is_datetime
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.google_emulator.sheets.state import Cell, Sheet, new_sheet

Json = dict[str, Any]

_EPOCH = dt.datetime(1899, 12, 30)
_KINDS = {"datetime": "DATE_TIME", "date": "DATE", "time": "TIME"}
_ROWS, _COLUMNS = 1000, 26  # the least that Google gives an imported tab


def sheets(content: bytes) -> list[Sheet]:
    """The worksheets of a workbook as tabs with new ids."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    ids = random.sample(range(1, 2**31), len(workbook.worksheets))
    return [_sheet(ids[at], at, worksheet) for at, worksheet in enumerate(workbook.worksheets)]


def _sheet(sheet_id: int, index: int, worksheet: Worksheet) -> Sheet:
    rows, columns = max(_ROWS, worksheet.max_row), max(_COLUMNS, worksheet.max_column)
    sheet = new_sheet(sheet_id, worksheet.title, index, rows, columns)
    for line in worksheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                sheet.put(cell.row - 1, cell.column - 1, _cell(cell))
    sheet.merges = [
        {
            "sheetId": sheet_id,
            "startRowIndex": merged.min_row - 1,
            "endRowIndex": merged.max_row,
            "startColumnIndex": merged.min_col - 1,
            "endColumnIndex": merged.max_col,
        }
        for merged in worksheet.merged_cells.ranges
    ]
    _freeze(sheet, worksheet)
    _widths(sheet, worksheet)
    if worksheet.sheet_state != "visible":
        sheet.properties["hidden"] = True
    return sheet


def _freeze(sheet: Sheet, worksheet: Worksheet) -> None:
    if not worksheet.freeze_panes:
        return
    row, column = coordinate_to_tuple(worksheet.freeze_panes)
    frozen = {"frozenRowCount": row - 1, "frozenColumnCount": column - 1}
    sheet.properties["gridProperties"] |= {key: count for key, count in frozen.items() if count}


def _widths(sheet: Sheet, worksheet: Worksheet) -> None:
    for column in range(sheet.column_count):
        held = worksheet.column_dimensions.get(get_column_letter(column + 1))
        if held is not None and held.customWidth:
            sheet.columns[column] = {"pixelSize": round(held.width * 7 + 5)}


def _cell(cell: ExcelCell) -> Cell:
    format_ = _format(cell.number_format)
    return Cell(_value(cell.value), {"numberFormat": format_} if format_ else None)


def _value(value: Any) -> Json:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return {"numberValue": _serial(value)}
    text = str(value)
    return {"formulaValue": text} if text.startswith("=") and len(text) > 1 else {"stringValue": text}


def _serial(value: dt.date | dt.time | dt.timedelta) -> float:
    """Days since the epoch of spreadsheets."""
    if isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    elif not isinstance(value, dt.timedelta):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        value = moment - _EPOCH
    days = value / dt.timedelta(days=1)
    return int(days) if days == int(days) else days


def _format(code: str) -> Json | None:
    """The NumberFormat of an Excel format code."""
    if code == "General":
        return None
    if is_date_format(code):
        return {"type": _KINDS[is_datetime(code) or "date"], "pattern": code.replace("\\", "")}
    kind = "TEXT" if code == "@" else "PERCENT" if "%" in code else "NUMBER"
    return {"type": kind, "pattern": code}
