"""Developer metadata as it is kept: all entries of a spreadsheet, who sees them, and where they are shown.

An entry is a DeveloperMetadata resource and, beside it, the project that wrote it (under `project`, never shown).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]


def entries(spreadsheet: Spreadsheet) -> Iterator[tuple[list[Json], Json]]:
    """Every entry with the list that it is kept in."""
    for kept in (spreadsheet.metadata, *(sheet.metadata for sheet in spreadsheet.sheets)):
        for entry in list(kept):
            yield kept, entry


def is_visible(entry: Json, client: str) -> bool:
    """Whether a project sees an entry: PROJECT visibility is for the one that wrote it."""
    return entry["visibility"] != "PROJECT" or entry.get("project", "") == client


def shown(entry: Json) -> Json:
    """An entry as the API shows it."""
    return {key: value for key, value in entry.items() if key != "project"}


def of_spreadsheet(spreadsheet: Spreadsheet, client: str) -> list[Json]:
    """What is on the spreadsheet as a whole."""
    return [shown(entry) for entry in spreadsheet.metadata if is_visible(entry, client)]


def of_sheet(sheet: Sheet, client: str) -> list[Json]:
    """What is on a tab as a whole, not on its rows and columns."""
    return [
        shown(entry)
        for entry in sheet.metadata
        if entry["location"]["locationType"] == "SHEET" and is_visible(entry, client)
    ]
