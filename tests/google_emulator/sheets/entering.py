"""What a value becomes when it is put into a cell: as it is (RAW), or as if somebody had typed it."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets.state import BLANK, LONGEST_CELL, Cell
from tests.google_emulator.sheets.typing_in import typed
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def raw(value: Any) -> Json | None:
    """A JSON value as it stands; an empty text is no value."""
    if isinstance(value, str):
        return {"stringValue": _short_enough(value)} if value else None
    if isinstance(value, bool):
        return {"boolValue": value}
    return None if value is None else {"numberValue": plain(value)}


def plain(number: float) -> int | float:
    """A number as JSON shows it: whole ones without a decimal point."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def user_entered(value: Any, locale: str) -> tuple[Json | None, Json | None]:
    """What typing a value gives in a locale, and the number format that it brings along."""
    if not isinstance(value, str):
        return raw(value), None
    entered, number_format = typed(value, locale)
    text = (entered or {}).get("stringValue") or (entered or {}).get("formulaValue") or ""
    _short_enough(text)
    return entered, number_format


def into(cell: Cell, value: Any, option: str, locale: str) -> Cell:
    """A cell after a value was put into it; what was typed brings its number format where there is none."""
    if option == "RAW" and cell is BLANK:
        return Cell(raw(value))
    if option == "RAW":
        return cell._replace(entered=raw(value), runs=None, chips=None)
    has = (cell.format or {}).get("numberFormat")
    if has and has["type"] == "TEXT" and isinstance(value, str) and not value.startswith("="):
        return cell._replace(entered=raw(value.removeprefix("'")), runs=None, chips=None)
    entered, number_format = user_entered(value, locale)
    # Unverified: a number format that the cell has already is kept, whatever is typed.
    look = cell.format
    if number_format and not has:
        look = {**(look or {}), "numberFormat": number_format}
    return cell._replace(entered=entered, format=look, runs=None, chips=None)


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise ApiError(
            400, f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell."
        )
    return text
