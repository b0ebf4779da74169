"""What a cell shows: its effective value, its effective format, and the text that a reader sees."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets import formulas, looks, number_patterns
from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]

_ERROR_TEXTS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
_ALIGNMENTS = {"stringValue": "LEFT", "numberValue": "RIGHT", "boolValue": "CENTER", "errorValue": "CENTER"}
_DATES = frozenset({"DATE", "TIME", "DATE_TIME"})


def effective_value(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int) -> Json | None:
    """The value of a cell, a formula's result in the place of the formula."""
    cell = sheet.cells.get((row, column))
    if cell is None or cell.entered is None or "formulaValue" not in cell.entered:
        return cell.entered if cell else None
    if formulas.outdated(spreadsheet):
        spreadsheet.computed.clear()
    key = (sheet.id, row, column)
    if key not in spreadsheet.computed:
        formula = cell.entered["formulaValue"]
        spreadsheet.computed[key] = formulas.evaluate(spreadsheet, sheet, formula, row, column)
    return spreadsheet.computed[key] or None


def number_format(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int) -> Json | None:
    """The number format that a cell has of its own, or takes over from what its formula computes with."""
    cell = sheet.cells.get((row, column))
    if cell is None:
        return None
    own = (cell.format or {}).get("numberFormat")
    if own or cell.entered is None or "formulaValue" not in cell.entered:
        return own
    return formulas.inferred_format(spreadsheet, sheet, cell.entered["formulaValue"])


def effective_format(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int) -> Json:
    """The default format, what the user chose over it, the number format in full, and how the value is aligned."""
    base = spreadsheet.properties.get("defaultFormat") or looks.default_format()
    own = sheet.at(row, column).format or {}
    is_linked = "link" in own.get("textFormat", {})
    shown = {"hyperlinkDisplayType": "LINKED" if is_linked else "PLAIN_TEXT"} | _over(base, own)
    value = effective_value(spreadsheet, sheet, row, column)
    if value:
        shown.setdefault("horizontalAlignment", _ALIGNMENTS[next(iter(value))])
    chosen = number_format(spreadsheet, sheet, row, column)
    if chosen:
        shown["numberFormat"] = {"type": chosen["type"], "pattern": pattern_of(chosen, spreadsheet.locale)}
    return shown


def _over(base: Json, given: Json) -> Json:
    """A message laid over another; colours are replaced whole."""
    merged = dict(base)
    for key, value in given.items():
        below = merged.get(key)
        is_message = isinstance(value, dict) and isinstance(below, dict)
        whole = key.lower().endswith(("color", "colorstyle"))
        merged[key] = _over(below, value) if is_message and not whole else value
    return merged


def pattern_of(chosen: Json, locale: str) -> str:
    """The pattern of a number format, the locale's own where it only names a type."""
    return chosen.get("pattern") or number_patterns.default_pattern(chosen["type"], locale)


def formatted_value(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int) -> str | None:
    """The text that a reader sees in a cell."""
    value = effective_value(spreadsheet, sheet, row, column)
    if value is None:
        return None
    if "numberValue" not in value:
        return _text(value)
    chosen = number_format(spreadsheet, sheet, row, column)
    pattern = pattern_of(chosen, spreadsheet.locale) if chosen else ""
    return number_patterns.written(value["numberValue"], pattern, spreadsheet.locale)


def _text(value: Json) -> str:
    if "stringValue" in value:
        return value["stringValue"]
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    return _ERROR_TEXTS.get(value["errorValue"]["type"], "#ERROR!")


def value_as(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int, render: str, dates: str) -> Any:
    """A cell as `values.get` gives it, by its valueRenderOption and dateTimeRenderOption; blank is ''."""
    cell = sheet.cells.get((row, column))
    if cell is None or cell.entered is None:
        return ""
    if render == "FORMULA" and "formulaValue" in cell.entered:
        return cell.entered["formulaValue"]
    if render not in ("FORMULA", "UNFORMATTED_VALUE"):
        return formatted_value(spreadsheet, sheet, row, column) or ""
    value = effective_value(spreadsheet, sheet, row, column)
    if value is None:
        return ""
    if "numberValue" in value:
        if dates == "FORMATTED_STRING" and _is_date(spreadsheet, sheet, row, column):
            return formatted_value(spreadsheet, sheet, row, column)
        return value["numberValue"]
    return value["boolValue"] if "boolValue" in value else _text(value)


def _is_date(spreadsheet: Spreadsheet, sheet: Sheet, row: int, column: int) -> bool:
    chosen = number_format(spreadsheet, sheet, row, column)
    return chosen is not None and chosen["type"] in _DATES
