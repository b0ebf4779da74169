"""changes: which files were changed since a token was given out; each file is listed once, at its last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, resource
from tests.google_emulator.drive.state import File
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


def start_page_token(world: World, call: Call) -> Json:
    """The token of all changes to come."""
    return {"kind": "drive#startPageToken", "startPageToken": str(world.changes + 1)}


def list_(world: World, call: Call) -> Json:
    """The changes from a token on, and the token to go on with."""
    start = _start(world, call)
    found = [file for file in _all(world, call) if file.change >= start]
    found.sort(key=lambda file: file.change)
    size = int(call.first("pageSize", "100"))
    reply: Json = {
        "kind": "drive#changeList",
        "changes": [_change(world, call, file) for file in found[:size]],
    }
    if len(found) > size:
        return reply | {"nextPageToken": str(found[size].change)}
    return reply | {"newStartPageToken": str(world.changes + 1)}


def _start(world: World, call: Call) -> int:
    token = call.first("pageToken")
    if not token:
        raise ApiError(400, "Required parameter: pageToken", reason="required", location="pageToken")
    if not token.isdigit() or not 0 < int(token) <= world.changes + 1:
        raise ApiError(400, "Invalid Value", reason="invalid", location="pageToken")
    return int(token)


def _all(world: World, call: Call) -> list[File]:
    files = [file for file in world.files.values() if world.role(call.account, file.id)]
    if call.first("includeRemoved", "true") != "false":
        files += [file for file in world.removed.values() if call.account.email in file.seen_by]
    return [
        file for file in files if file.parents and access.within_scope(world, call, file) and _in(file, call)
    ]


def _in(file: File, call: Call) -> bool:
    """Whether the call looks where the file is: My Drive, or a shared drive."""
    everywhere = call.flag("includeItemsFromAllDrives") and access.all_drives(call)
    if call.first("driveId"):
        return everywhere and file.drive_id == call.first("driveId")
    return not file.drive_id or (everywhere and not call.flag("restrictToMyDrive"))


def _change(world: World, call: Call, file: File) -> Json:
    gone = file.id not in world.files
    shown = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": resource.rfc3339(file.changed),
        "removed": gone,
        "fileId": file.id,
    }
    shown |= {"driveId": file.drive_id} if file.drive_id else {}
    return shown if gone else shown | {"file": resource.file_resource(world, call, file)}
