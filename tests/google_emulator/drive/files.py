"""The calls on single files that make and change nothing: get and download, delete, generateIds, emptyTrash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, resource, uploads
from tests.google_emulator.drive.state import File
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


def get(world: World, call: Call) -> Json | Reply:
    """A file's metadata, or with `alt=media` its bytes."""
    file = access.find(world, call, call.params["fileId"])
    if call.first("alt") == "media":
        return download(call, file, file.content)
    return resource.file_resource(world, call, file)


def download(call: Call, file: File, content: bytes) -> Reply:
    """The bytes of a file that has any."""
    access.demand_content_scope(call)
    if file.is_google_native:
        raise ApiError(
            403,
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
            location="alt",
        )
    wanted = uploads.header(call, "Range")
    if wanted.startswith("bytes="):
        return _part(file, content, wanted)
    return Reply(body=content, headers={"Content-Type": file.mime})


def _part(file: File, content: bytes, wanted: str) -> Reply:
    """The bytes that a Range header asks for."""
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    start, end = int(first or 0), min(int(last or len(content)), len(content) - 1)
    if start >= len(content):
        raise ApiError(416, "Request range not satisfiable", reason="requestedRangeNotSatisfiable")
    span = f"bytes {start}-{end}/{len(content)}"
    return Reply(
        status=206,
        body=content[start : end + 1],
        headers={"Content-Type": file.mime, "Content-Range": span},
    )


def delete(world: World, call: Call) -> Reply:
    """Delete a file for good, past the trash."""
    file = access.find(world, call, call.params["fileId"])
    if not access.may_delete(world, call.account, file) or not file.parents:
        raise access.forbidden()
    world.remove_file(file.id)
    return Reply(status=204)


def empty_trash(world: World, call: Call) -> Reply:
    """Delete everything in the caller's trash, or in that of a shared drive."""
    drive = call.first("driveId")
    if drive and not world.may(call.account, drive, "organizer"):
        raise access.not_found(drive)
    for file in list(world.files.values()):
        mine = file.drive_id == drive if drive else file.owner == call.account.email
        if file.trashed and mine:
            world.remove_file(file.id)
    return Reply(status=204)


def generate_ids(world: World, call: Call) -> Json:
    """Ids that files.create takes."""
    count = int(call.first("count", "10"))
    if not 1 <= count <= 1000:
        raise ApiError(400, "Invalid value. Values must be within the range: [1, 1000]", reason="invalid")
    ids = [world.new_id() for _ in range(count)]
    world.reserved_ids |= set(ids)
    return {"kind": "drive#generatedIds", "space": call.first("space", "drive"), "ids": ids}
