"""Which spreadsheet a call may read or change, and Google's words where it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.google_emulator.drive.state import File
from tests.google_emulator.sheets import serials
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

_AUTH = "https://www.googleapis.com/auth/"
_EVERY_FILE = {_AUTH + name for name in ("spreadsheets", "spreadsheets.readonly", "drive", "drive.readonly")}


def opened(world: World, call: Call, role: str, spreadsheet_id: str = "") -> Spreadsheet:
    """The spreadsheet that a call is about: 404 where there is none for it, 403 where the caller may not."""
    serials.present.clock = world.clock.now  # for TODAY() and dates that are typed without a year
    spreadsheet_id = spreadsheet_id or call.params["spreadsheetId"]
    spreadsheet = world.spreadsheets.get(spreadsheet_id)
    if spreadsheet_id not in world.files or not _within_scope(world, call, spreadsheet_id):
        raise ApiError(404, "Requested entity was not found.")
    if not world.may(call.account, spreadsheet_id, role):
        raise ApiError(403, "The caller does not have permission")
    if spreadsheet is None:
        raise _not_a_spreadsheet(world.files[spreadsheet_id])
    return spreadsheet


def _not_a_spreadsheet(file: File) -> ApiError:
    """The error for a file of another kind, such as a workbook that was uploaded as it is."""
    text = "This operation is not supported for this document"
    if "officedocument" in file.mime or "ms-excel" in file.mime:
        text += ". The document must not be an Office file."
    return ApiError(400, text, status="FAILED_PRECONDITION")


def _within_scope(world: World, call: Call, spreadsheet_id: str) -> bool:
    """Whether the token's scopes reach the file: `drive.file` only what this client made or was given."""
    if not call.scopes or call.scopes & _EVERY_FILE:
        return True
    return call.client in world.files[spreadsheet_id].opened_by
