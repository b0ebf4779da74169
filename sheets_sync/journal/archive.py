"""Sheets and output tabs as JSON texts and back, exactly: what the journal keeps of a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sheets_sync.model import CellError, RawCell, Sheet, Uncached, Where
from sheets_sync.tables import Ageing, Cell, CellValue, Chart, OutputTab, Rows, Series

_READERS: Mapping[str, Callable[[str], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "hour": time.fromisoformat,
    "number": Decimal,
    "error": CellError,
    "uncached": Uncached,
}


def text_of(value: object) -> str:
    """A value of plain parts as JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def cell_value(value: RawCell | CellValue) -> Any:
    """A cell as JSON can hold it: what JSON does not know is an object of one kind."""
    if isinstance(value, CellError):
        return {"error": value.text}
    if isinstance(value, Uncached):
        return {"uncached": value.text}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"hour": value.isoformat()}
    return {"number": str(value)} if isinstance(value, Decimal) else value


def cell_from(value: Any) -> Any:
    """The cell of what `cell_value` made."""
    if isinstance(value, dict):
        [(kind, text)] = value.items()
        return _READERS[kind](text)
    return value


# --- sheets ---------------------------------------------------------------------------------------------------


def sheet_text(sheet: Sheet) -> str:
    """A sheet as it was read."""
    rows = [[cell_value(cell) for cell in row] for row in sheet.rows]
    return text_of({"title": sheet.title, "book": sheet.book, "rows": rows})


def sheet_from(text: str) -> Sheet:
    """The sheet of such a text."""
    held = json.loads(text)
    return Sheet(held["title"], [[cell_from(cell) for cell in row] for row in held["rows"]], held["book"])


def rows_text(rows: Rows) -> str:
    """The bare values of an output tab."""
    return text_of([[cell_value(value) for value in row] for row in rows])


def rows_from(text: str) -> Rows:
    """The values of such a text."""
    return tuple(tuple(cell_from(value) for value in row) for row in json.loads(text))


# --- output tabs ----------------------------------------------------------------------------------------------


def tab_text(tab: OutputTab) -> str:
    """An output tab with its looks, links and charts."""
    held = {each.name: getattr(tab, each.name) for each in fields(tab)}
    held["rows"] = [[_cell(cell) for cell in row] for row in tab.rows]
    held["charts"] = [asdict(chart) for chart in tab.charts]
    return text_of(held)


def tab_from(text: str) -> OutputTab:
    """The output tab of such a text."""
    held = json.loads(text)
    held["rows"] = tuple(tuple(_cell_of(cell) for cell in row) for row in held["rows"])
    held["charts"] = tuple(_chart_of(chart) for chart in held["charts"])
    for name in ("widths", "page_breaks"):
        held[name] = tuple(held[name])
    return OutputTab(**held)


def _cell(cell: Cell) -> list[Any]:
    value = cell.value
    held = {"ageing": [value.day.isoformat(), *value[1:]]} if isinstance(value, Ageing) else cell_value(value)
    return [held, cell.style, cell.link, cell.span]


def _cell_of(held: list[Any]) -> Cell:
    value, style, link, span = held
    if isinstance(value, dict) and "ageing" in value:
        day, *rest = value["ageing"]
        return Cell(Ageing(date.fromisoformat(day), *rest), style, None, span)
    return Cell(cell_from(value), style, Where(*link) if link else None, span)


def _chart_of(held: dict[str, Any]) -> Chart:
    series = tuple(Series(*each) for each in held["series"])
    return Chart(**{**held, "categories": Series(*held["categories"]), "series": series})
