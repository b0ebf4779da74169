"""Requests that add, delete and duplicate tabs."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import looks, moving
from tests.google_emulator.sheets.ranges import whole, with_sheet
from tests.google_emulator.sheets.state import MOST_CELLS, MOST_COLUMNS, Sheet, new_sheet
from tests.google_emulator.sheets.updating import Update, new_number
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_LONGEST_TITLE = 100
_DEFAULT_TITLES = {"vi": "Trang tính", "de": "Tabellenblatt", "fr": "Feuille", "ja": "シート"}


# --- adding and deleting ------------------------------------------------------------------------------------


def add_sheet(update: Update, given: Json) -> Sheet:
    """A new tab with these SheetProperties; what is not given Google chooses."""
    if given.get("sheetType", "GRID") != "GRID":
        raise ApiError(400, "The emulator only has tabs of type GRID.")
    check_title(update, given.get("title"))
    sheet_id = _free_id(update, given.get("sheetId"))
    index = min(given.get("index", len(update.spreadsheet.sheets)), len(update.spreadsheet.sheets))
    sheet = new_sheet(sheet_id, given.get("title") or _default_title(update), index)
    chosen = ("sheetId", "title", "index", "gridProperties")
    sheet.properties |= looks.normal({key: value for key, value in given.items() if key not in chosen})
    if index < 0:
        raise ApiError(400, f"Invalid sheet index: {index}")
    _set_grid(sheet, given.get("gridProperties", {}))
    _insert(update, sheet, index)
    return sheet


def _set_grid(sheet: Sheet, given: Json) -> None:
    grid = sheet.properties["gridProperties"]
    grid |= given
    for name in ("frozenRowCount", "frozenColumnCount", "hideGridlines"):
        if not grid.get(name, True):
            del grid[name]
    check_grid(sheet)


def check_grid(sheet: Sheet) -> None:
    """Refuse a grid that Google refuses: empty, too wide, or all frozen."""
    grid = sheet.properties["gridProperties"]
    for side, name in (("row", "rowCount"), ("column", "columnCount")):
        if grid.get(name, 0) < 1:
            raise ApiError(400, f"You can't have a sheet without any {side}s: {name} must be at least 1.")
    if grid["columnCount"] > MOST_COLUMNS:
        raise ApiError(
            400, f"This action would increase the number of columns above the limit of {MOST_COLUMNS}."
        )
    if grid.get("frozenRowCount", 0) >= grid["rowCount"]:
        raise ApiError(400, "You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= grid["columnCount"]:
        raise ApiError(400, "You can't freeze all visible columns on the sheet.")


def check_title(update: Update, title: str | None, own: Sheet | None = None) -> None:
    """Refuse a title that is taken, too long, or (for a tab that stands) empty."""
    if title is None:
        return
    if not title and own is not None:
        raise ApiError(400, "The sheet name cannot be empty.")
    if len(title) > _LONGEST_TITLE:
        raise ApiError(400, f"The sheet name cannot be greater than {_LONGEST_TITLE} characters.")
    same = update.spreadsheet.titled(title)
    if same is not None and same is not own:
        raise ApiError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')


def _default_title(update: Update) -> str:
    word = _DEFAULT_TITLES.get(update.spreadsheet.locale.partition("_")[0], "Sheet")
    number = len(update.spreadsheet.sheets) + 1
    while update.spreadsheet.titled(f"{word}{number}"):
        number += 1
    return f"{word}{number}"


def _free_id(update: Update, wanted: int | None) -> int:
    if wanted is None:
        return new_number(sheet.id for sheet in update.spreadsheet.sheets)
    if wanted < 0:
        raise ApiError(400, f"Sheet id must be non-negative: {wanted}")
    if update.spreadsheet.sheet(wanted):
        raise ApiError(400, f"Sheet with id: {wanted} already exists. Please enter another id.")
    return wanted


def _insert(update: Update, sheet: Sheet, index: int) -> None:
    update.spreadsheet.sheets.insert(index, sheet)
    renumber(update)
    check_cell_count(update)


def renumber(update: Update) -> None:
    """Give every tab the index at which it stands."""
    for index, sheet in enumerate(update.spreadsheet.sheets):
        sheet.properties["index"] = index


def check_cell_count(update: Update) -> None:
    """Refuse more cells than Google allows, empty ones included."""
    if update.spreadsheet.cell_count > MOST_CELLS:
        raise ApiError(
            400,
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MOST_CELLS} cells.",
        )


def _add(update: Update, given: Json) -> Json:
    return {"properties": copy.deepcopy(add_sheet(update, given.get("properties", {})).properties)}


def _delete(update: Update, given: Json) -> Json:
    sheet = update.sheet(given.get("sheetId", 0), "sheet")
    update.demand_edit(whole(sheet))
    others = [each for each in update.spreadsheet.sheets if each is not sheet]
    if not [each for each in others if not each.properties.get("hidden")]:
        raise ApiError(400, "You can't remove all the sheets in a document.")
    moving.remove(update.spreadsheet, sheet)
    renumber(update)
    return {}


# --- copies -------------------------------------------------------------------------------------------------


def _duplicate(update: Update, given: Json) -> Json:
    source = update.sheet(given.get("sourceSheetId", 0), "sheet")
    made = copied_sheet(
        update,
        source,
        given.get("newSheetName"),
        given.get("newSheetId"),
        given.get("insertSheetIndex", 0),
    )
    return {"properties": copy.deepcopy(made.properties)}


def copied_sheet(update: Update, source: Sheet, title: str | None, sheet_id: int | None, index: int) -> Sheet:
    """A copy of a tab, put into the spreadsheet; its charts and ranges get ids of their own."""
    check_title(update, title)
    made = source.clone()
    made.properties |= {
        "sheetId": _free_id(update, sheet_id),
        "title": title or _copy_title(update, source.title),
    }
    made.protected = []  # as in the sheet, a copy is not protected
    for name in ("merges", "conditional", "charts", "banding", "filter_views", "metadata", "basic_filter"):
        setattr(made, name, _on_sheet(getattr(made, name), source.id, made.id))
    _renew_ids(update, made)
    _insert(update, made, min(index, len(update.spreadsheet.sheets)))
    return made


def _copy_title(update: Update, title: str) -> str:
    is_vietnamese = update.spreadsheet.locale.startswith("vi")
    wanted = f"Bản sao của {title}" if is_vietnamese else f"Copy of {title}"
    number, free = 1, wanted
    while update.spreadsheet.titled(free):
        number += 1
        free = f"{wanted} {number}"
    return free


_PLACE_KEYS = {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "sheetId"}
_PLACES = {"range", "anchorCell", "dimensionRange"}


def _on_sheet(item: Any, old: int, new: int, is_place: bool = False) -> Any:
    """A resource in which every range, coordinate and location on one tab lies on another instead."""
    if isinstance(item, list):
        return [_on_sheet(each, old, new, is_place) for each in item]
    if not isinstance(item, dict):
        return item
    moved = {
        key: _on_sheet(value, old, new, key in _PLACES | {"ranges", "sources", "unprotectedRanges"})
        for key, value in item.items()
    }
    if (is_place or _PLACE_KEYS & set(moved)) and moved.get("sheetId", 0) == old:
        return with_sheet(moved, new)
    return moved


def _renew_ids(update: Update, made: Sheet) -> None:
    for name, key in (
        ("charts", "chartId"),
        ("banding", "bandedRangeId"),
        ("filter_views", "filterViewId"),
        ("metadata", "metadataId"),
    ):
        taken = {item[key] for sheet in update.spreadsheet.sheets for item in getattr(sheet, name)}
        for item in getattr(made, name):
            item[key] = new_number(taken)
            taken.add(item[key])


KINDS = {"addSheet": _add, "deleteSheet": _delete, "duplicateSheet": _duplicate}
