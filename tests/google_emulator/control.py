"""The side door under /_emulator/: what tests in the same process do to the Emulator, over JSON and without a token."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.google_emulator import bodies
from tests.google_emulator.faults import Fault
from tests.google_emulator.sheets import hand
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.drive.state import File
    from tests.google_emulator.server import Emulator
    from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]

HAND = ("type_in", "fill", "insert_rows", "delete_rows", "sort_rows", "rename_tab", "add_tab", "delete_tab")


def answer(emulator: Emulator, call: Call) -> Reply:
    """The reply to a call; 400 with the reason where it cannot be done."""
    try:
        given = bodies.parse(call.body)
        for way, act in _ROUTES.items():
            found = re.fullmatch(
                way, f"{call.method} {call.path.removeprefix('/_emulator').rstrip('/') or '/'}"
            )
            if found:
                return Reply(act(emulator, *found.groups(), **given))
        return Reply({"error": f"There is no {call.method} {call.path}", "there is": [*_ROUTES]}, 404)
    except (TypeError, ValueError, KeyError, AttributeError, ApiError) as error:
        return Reply({"error": f"{type(error).__name__}: {error}"}, 400)


# --- the server -------------------------------------------------------------------------------------------------


def _about(emulator: Emulator) -> Json:
    return emulator.about() | {
        "person": emulator.person,
        "accounts": [*emulator.world.accounts],
        "violations": emulator.violations,
    }


def _reset(emulator: Emulator) -> Json:
    emulator.reset()
    return {}


def _calls(emulator: Emulator) -> Json:
    return {"calls": [vars(call) for call in emulator.calls]}


def _forget_calls(emulator: Emulator) -> Json:
    emulator.calls.clear()
    return {}


def _add_fault(emulator: Emulator, **fault: Any) -> Json:
    emulator.faults.add(Fault(**fault))
    return {}


def _faults(emulator: Emulator) -> Json:
    return {"hit": emulator.faults.hit}


def _clear_faults(emulator: Emulator) -> Json:
    emulator.faults.clear()
    return {}


def _latency(emulator: Emulator, seconds: float) -> Json:
    emulator.latency = float(seconds)
    return {}


def _clock(emulator: Emulator, advance: float = 0) -> Json:
    emulator.world.clock.advance(float(advance))
    return {"now": emulator.world.clock.now()}


def _quotas(
    emulator: Emulator, on: bool | None = None, per_user: int | None = None, per_project: int | None = None
) -> Json:
    quotas = emulator.quotas
    quotas.restart()
    quotas.on = quotas.on if on is None else on
    quotas.per_user = per_user or quotas.per_user
    quotas.per_project = per_project or quotas.per_project
    return {"on": quotas.on, "per_user": quotas.per_user, "per_project": quotas.per_project}


# --- people -----------------------------------------------------------------------------------------------------


def _account(emulator: Emulator, email: str, key: bool = False, **more: Any) -> Json:
    emulator.new_account(email, **more)
    return {"email": email} | ({"key_file": str(emulator.new_key(email))} if key else {})


def _person(emulator: Emulator, email: str) -> Json:
    emulator.person = email
    return {}


def _revoke(emulator: Emulator, email: str, keys: bool = False) -> Json:
    emulator.tokens.revoke(email)
    if keys:
        emulator.tokens.delete_keys(email)
    return {}


def _share(emulator: Emulator, file: str, email: str, role: str | None = "writer") -> Json:
    if role is None:
        emulator.unshare(file, email)
    else:
        emulator.share(file, email, role)
    return {}


# --- files ------------------------------------------------------------------------------------------------------


def _hand(
    emulator: Emulator,
    spreadsheet: str,
    do: str,
    args: list[Any],
    before: str = "",
    after: str = "",
    **options: Any,
) -> Json:
    """Do something by hand now, or right before or after the next call that matches."""
    if do not in HAND:
        raise ValueError(f"a hand can {', '.join(HAND)}")
    act: Callable[[], object] = lambda: getattr(hand, do)(emulator.spreadsheet(spreadsheet), *args, **options)  # noqa: E731
    if before or after:
        emulator.hooks.add("before" if before else "after", before or after, act)
    else:
        with emulator.world.lock:
            act()
    return {}


def _spreadsheet(emulator: Emulator, spreadsheet_id: str) -> Json:
    found: Spreadsheet = emulator.spreadsheet(spreadsheet_id)
    with emulator.world.lock:
        return {
            "id": found.id,
            "properties": found.properties,
            "namedRanges": found.named_ranges,
            "developerMetadata": found.metadata,
            "sheets": [_sheet(sheet) for sheet in found.sheets],
        }


def _sheet(sheet: Sheet) -> Json:
    """A tab with what was entered into its cells, row by row as far as there is anything."""
    rows: list[list[Any]] = []
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.entered:
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = next(iter(cell.entered.values()))
    return {
        "properties": sheet.properties,
        "rows": rows,
        "protected": sheet.protected,
        "conditional": sheet.conditional,
        "charts": sheet.charts,
        "merges": sheet.merges,
        "developerMetadata": sheet.metadata,
    }


def _files(emulator: Emulator) -> Json:
    with emulator.world.lock:
        return {"files": [_file(file) for file in emulator.world.files.values()]}


def _file(file: File) -> Json:
    shown = {
        name: getattr(file, name)
        for name in ("id", "name", "mime", "parents", "owner", "drive_id", "trashed")
    }
    return shown | {
        "version": file.version,
        "bytes": len(file.content),
        "appProperties": file.app_properties,
        "permissions": file.permissions,
    }


def _made(make: str) -> Callable[..., Json]:
    return lambda emulator, **given: {"id": getattr(emulator, make)(**given)}


_ROUTES: dict[str, Callable[..., Json]] = {
    "GET /": _about,
    "POST /reset": _reset,
    "GET /calls": _calls,
    "DELETE /calls": _forget_calls,
    "GET /faults": _faults,
    "POST /faults": _add_fault,
    "DELETE /faults": _clear_faults,
    "POST /latency": _latency,
    "(?:GET|POST) /clock": _clock,
    "POST /quotas": _quotas,
    "POST /accounts": _account,
    "POST /person": _person,
    "POST /revoke": _revoke,
    "POST /share": _share,
    "POST /drives": _made("new_drive"),
    "POST /folders": _made("new_folder"),
    "POST /spreadsheets": _made("new_spreadsheet"),
    "GET /spreadsheets/([^/]+)": _spreadsheet,
    "POST /hand": _hand,
    "GET /files": _files,
}
