"""Requests that work on the texts in cells: find and replace, trimming, splitting, duplicates, pasted text."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.google_emulator.sheets import entering, ranges
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import BLANK, Cell
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


# --- find and replace ---------------------------------------------------------------------------------------


def _find_replace(update: Update, given: Json) -> Json:
    substitute = _substitution(given)
    counts = dict.fromkeys(
        ("valuesChanged", "formulasChanged", "rowsChanged", "sheetsChanged", "occurrencesChanged"), 0
    )
    for area in _searched(update, given):
        rows = set()
        for (row, column), cell in _filled(area):
            kind, times = _replace_in(update, area, (row, column), cell, substitute, given)
            if times:
                counts[kind] += 1
                counts["occurrencesChanged"] += times
                rows.add(row)
        counts["rowsChanged"] += len(rows)
        counts["sheetsChanged"] += bool(rows)
    return {name: count for name, count in counts.items() if count}


def _searched(update: Update, given: Json) -> list[Box]:
    scopes = [scope for scope in ("range", "sheetId", "allSheets") if scope in given]
    if len(scopes) != 1:
        raise ApiError(400, "Exactly one of range, sheetId or allSheets must be set.")
    if "range" in given:
        return [update.box(given["range"])]
    if "sheetId" in given:
        return [ranges.whole(update.sheet(given["sheetId"]))]
    return [ranges.whole(sheet) for sheet in update.spreadsheet.sheets]


def _filled(area: Box) -> Iterator[tuple[tuple[int, int], Cell]]:
    for at, cell in sorted(area.sheet.cells.items(), key=lambda item: item[0]):
        if area.holds(*at) and cell.entered is not None:
            yield at, cell


def _substitution(given: Json) -> Callable[[str], tuple[str, int]]:
    """What replaces in one text, and says how often."""
    if not given.get("find"):
        raise ApiError(400, "The text to find must not be empty.")
    is_regex = given.get("searchByRegex", False)
    pattern = given["find"] if is_regex else re.escape(given["find"])
    if given.get("matchEntireCell"):
        pattern = rf"\A(?:{pattern})\Z"
    try:
        compiled = re.compile(pattern, 0 if given.get("matchCase") else re.IGNORECASE)
    except re.error as error:
        raise ApiError(400, f"The regular expression is not valid: {given['find']}") from error
    replacement = given.get("replacement", "")
    groups = re.sub(r"\$(\d)", r"\\g<\1>", replacement.replace("\\", r"\\"))
    return lambda text: compiled.subn(groups if is_regex else lambda _: replacement, text)


def _replace_in(
    update: Update,
    area: Box,
    at: tuple[int, int],
    cell: Cell,
    substitute: Callable[[str], tuple[str, int]],
    given: Json,
) -> tuple[str, int]:
    [(kind, value)] = cell.entered.items()
    is_formula = kind == "formulaValue"
    if is_formula and not given.get("includeFormulas"):
        return "", 0
    text, times = substitute(_as_text(value))
    if times:
        update.demand_edit(Box(area.sheet, at[0], at[1], at[0] + 1, at[1] + 1))
        area.sheet.put(*at, entering.into(cell, text, "USER_ENTERED", update.spreadsheet.locale))
    return ("formulasChanged" if is_formula else "valuesChanged"), times


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


# --- trimming, splitting, pasting ---------------------------------------------------------------------------


def _trim(update: Update, given: Json) -> Json:
    area, changed = update.box_to_change(given.get("range", {})), 0
    for at, cell in _filled(area):
        text = cell.entered.get("stringValue")
        trimmed = re.sub(r"\s+", " ", text).strip() if text is not None else None
        if trimmed != text:
            area.sheet.put(*at, cell._replace(entered={"stringValue": trimmed} if trimmed else None))
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}


_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def _text_to_columns(update: Update, given: Json) -> Json:
    area = update.box(given.get("source", {}))
    if area.width != 1:
        raise ApiError(400, "The source range must span exactly one column.")
    kind = given.get("delimiterType", "DELIMITER_TYPE_UNSPECIFIED")
    delimiter = given.get("delimiter") if kind == "CUSTOM" else _DELIMITERS.get(kind, "")
    if kind == "AUTODETECT":
        delimiter = _likely_delimiter(area)
    if not delimiter:
        raise ApiError(400, "A delimiter must be specified.")
    for (row, column), cell in list(_filled(area)):
        parts = _as_text(next(iter(cell.entered.values()))).split(delimiter)
        _type_row(update, area, row, column, parts)
    return {}


def _likely_delimiter(area: Box) -> str:
    texts = [cell.entered.get("stringValue", "") for _, cell in _filled(area)]
    return max(_DELIMITERS.values(), key=lambda sign: sum(text.count(sign) for text in texts))


def _type_row(update: Update, area: Box, row: int, column: int, texts: list[str]) -> None:
    sheet = area.sheet
    if row >= sheet.row_count or column + len(texts) > sheet.column_count:
        raise ApiError(400, f"The pasted data does not fit the grid of {sheet.title}.")
    update.demand_edit(Box(sheet, row, column, row + 1, column + len(texts)))
    for at, text in enumerate(texts, column):
        sheet.put(row, at, entering.into(sheet.at(row, at), text, "USER_ENTERED", update.spreadsheet.locale))


def _paste_data(update: Update, given: Json) -> Json:
    if given.get("html") or given.get("type", "PASTE_NORMAL") not in ("PASTE_NORMAL", "PASTE_VALUES"):
        raise ApiError(400, "The emulator only pastes plain text, as values.")
    if not given.get("delimiter"):
        raise ApiError(400, "Either a delimiter or html must be specified.")
    sheet, top, left = ranges.coordinate(update.spreadsheet, given.get("coordinate", {}))
    lines = csv.reader(given.get("data", "").splitlines(), delimiter=given["delimiter"])
    for row, texts in enumerate(lines, top):
        if texts:
            _type_row(update, Box(sheet, row, left, row + 1, left + len(texts)), row, left, texts)
    return {}


# --- duplicates ---------------------------------------------------------------------------------------------


def _delete_duplicates(update: Update, given: Json) -> Json:
    """The rows of the range that stay move up over the deleted ones; what is beside the range does not move."""
    area = update.box_to_change(given.get("range", {}))
    columns = [
        column
        for each in given.get("comparisonColumns", [])
        for column in range(each.get("startIndex", area.left), each.get("endIndex", area.right))
    ]
    columns = columns or list(range(area.left, area.right))
    if not all(area.left <= column < area.right for column in columns):
        raise ApiError(400, "The comparison columns must be within the range.")
    seen: set[str] = set()
    kept = []
    for row in range(area.top, area.bottom):
        key = repr([area.sheet.at(row, column).entered for column in columns])
        if key not in seen:
            kept.append([area.sheet.at(row, column) for column in range(area.left, area.right)])
            seen.add(key)
    _lay_rows(area, kept)
    gone = area.height - len(kept)
    return {"duplicatesRemovedCount": gone} if gone else {}


def _lay_rows(area: Box, rows: list[list[Cell]]) -> None:
    for at, (row, column) in enumerate(area.cells()):
        line = at // area.width
        area.sheet.put(row, column, rows[line][column - area.left] if line < len(rows) else BLANK)


KINDS = {
    "findReplace": _find_replace,
    "trimWhitespace": _trim,
    "textToColumns": _text_to_columns,
    "pasteData": _paste_data,
    "deleteDuplicates": _delete_duplicates,
}
