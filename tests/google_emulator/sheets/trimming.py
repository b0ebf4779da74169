"""What happens to the things on a tab when its grid shrinks: cells go, ranges are cut, empty ones dropped."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]


def cut_to_grid(spreadsheet: Spreadsheet, sheet: Sheet) -> None:
    """Drop or cut whatever lies outside the grid."""
    rows, columns = sheet.row_count, sheet.column_count
    sheet.cells = {at: cell for at, cell in sheet.cells.items() if at[0] < rows and at[1] < columns}
    sheet.rows = {at: line for at, line in sheet.rows.items() if at < rows}
    sheet.columns = {at: line for at, line in sheet.columns.items() if at < columns}
    limits = {"ROWS": rows, "COLUMNS": columns}
    sheet.groups = [
        each._replace(end=min(each.end, limits[each.dimension]))
        for each in sheet.groups
        if each.start < limits[each.dimension]
    ]
    sheet.merges = [cut for each in sheet.merges if (cut := _cut(sheet, each)) and not _is_one_cell(cut)]
    for name in ("protected", "banding", "filter_views"):
        setattr(sheet, name, [each for each in getattr(sheet, name) if _cut_in_place(sheet, each)])
    if sheet.basic_filter and not _cut_in_place(sheet, sheet.basic_filter):
        sheet.basic_filter = None
    sheet.conditional = [rule for rule in sheet.conditional if _cut_rule(sheet, rule)]
    sheet.metadata = [entry for entry in sheet.metadata if _stands(sheet, entry)]
    spreadsheet.named_ranges = [
        each
        for each in spreadsheet.named_ranges
        if each["range"].get("sheetId", 0) != sheet.id or _cut_in_place(sheet, each)
    ]


def _cut(sheet: Sheet, given: Json) -> Json | None:
    if given.get("startRowIndex", 0) >= sheet.row_count:
        return None
    if given.get("startColumnIndex", 0) >= sheet.column_count:
        return None
    cut = dict(given)
    for name, limit in (("endRowIndex", sheet.row_count), ("endColumnIndex", sheet.column_count)):
        if name in cut:
            cut[name] = min(cut[name], limit)
    return cut


def _cut_in_place(sheet: Sheet, item: Json) -> bool:
    if "range" not in item:  # backed by a named range
        return True
    cut = _cut(sheet, item["range"])
    if cut is None:
        return False
    item["range"] = cut
    if "unprotectedRanges" in item:
        item["unprotectedRanges"] = [
            part for each in item["unprotectedRanges"] if (part := _cut(sheet, each))
        ]
    return True


def _cut_rule(sheet: Sheet, rule: Json) -> bool:
    rule["ranges"] = [cut for each in rule["ranges"] if (cut := _cut(sheet, each)) is not None]
    return bool(rule["ranges"])


def _is_one_cell(given: Json) -> bool:
    return (
        given["endRowIndex"] - given["startRowIndex"] == 1
        and given["endColumnIndex"] - given["startColumnIndex"] == 1
    )


def _stands(sheet: Sheet, entry: Json) -> bool:
    place = entry["location"].get("dimensionRange")
    if not place:
        return True
    limit = sheet.row_count if place["dimension"] == "ROWS" else sheet.column_count
    return place.get("startIndex", 0) < limit
