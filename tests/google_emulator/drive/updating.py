"""files.update: other metadata, other parents, other bytes, in the place of the old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, fields, importing, resource, uploads
from tests.google_emulator.drive.state import FOLDER, File
from tests.google_emulator.drive.uploads import Media
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_BUMPS_TIME = {"name", "description", "properties", "appProperties"}
_READERS_TOO = {"starred", "viewedByMeTime"}


def update(world: World, call: Call) -> Json | Reply:
    """Changed metadata, parents or media; a Google document takes the media in, in its place."""
    if uploads.is_resumable(call):
        _check(world, call, uploads.metadata(call))
        return uploads.begin(world, call)
    metadata, media = uploads.parts(call)
    return updated(world, call, metadata, media)


def updated(world: World, call: Call, metadata: Json, media: Media | None) -> Json:
    """The resource of a file after this change."""
    file = _check(world, call, metadata)
    mime = _type(file, metadata, media)
    fields.demand_room(world, file.owner, mime, media)
    sheets = importing.content_for(access.name_of(world, file), mime, media)
    parents = _moved(world, call, file)
    fields.set_all(world, call, file, metadata)
    _settle(world, call, file, parents)
    file.mime = mime
    _note(world, call, file, bool(media or _BUMPS_TIME & set(metadata)))
    file.modified = fields.time(metadata, "modifiedTime", file.modified)
    if media:
        fields.put_content(call, file, media)
        importing.take_in(world, file, sheets)
    return resource.file_resource(world, call, file)


def _note(world: World, call: Call, file: File, is_modified: bool) -> None:
    if is_modified:
        world.touch(file.id, call.account)
    else:
        world.note_change(file)


def _type(file: File, metadata: Json, media: Media | None) -> str:
    """The type after the change: that of new bytes, but a Google document stays what it is."""
    mime = metadata.get("mimeType") or (media[0] if media and not file.is_google_native else file.mime)
    if mime != file.mime and (not media or file.is_google_native):
        raise ApiError(400, "The MIME type of the file cannot be changed.", reason="invalid")
    return mime


def _check(world: World, call: Call, metadata: Json) -> File:
    """The file to be changed, or why it must not be."""
    file = access.find(world, call, call.params["fileId"])
    if "parents" in metadata:
        raise ApiError(
            403,
            "The parents field is not directly writable in update requests. Use the addParents and removeParents "
            "parameters instead.",
            reason="fieldNotWritable",
        )
    fields.refuse_unwritable(metadata)
    if metadata.get("id", file.id) != file.id:
        raise fields.not_writable()
    if set(metadata) - _READERS_TOO or uploads.is_upload(call):
        access.find(world, call, file.id, "writer")
    if "trashed" in metadata and not access.may_trash(world, call.account, file):
        raise access.forbidden()
    return file


# --- moving ---------------------------------------------------------------------------------------------------------


def _moved(world: World, call: Call, file: File) -> list[str]:
    """The parents after what addParents and removeParents ask for."""
    add = [each for each in call.first("addParents").split(",") if each]
    remove = [each for each in call.first("removeParents").split(",") if each]
    if not add and not remove:
        return file.parents
    access.find(world, call, file.id, "writer")
    gone = {found.id for each in remove if (found := access.by_id(world, call.account, each))}
    new = [fields.folder(world, call, each).id for each in add]
    kept = [each for each in file.parents if each not in gone | set(new)]
    return [_only_parent(world, call, file, kept + new)]


def _only_parent(world: World, call: Call, file: File, parents: list[str]) -> str:
    if len(parents) > 1:
        raise ApiError(403, "Increasing the number of parents is not allowed", reason="cannotAddParent")
    if not parents:
        raise ApiError(403, "A file must have a parent.", reason="fileMustHaveParent")
    (parent,) = parents
    above = access.ancestors(world, world.files[parent]) if parent in world.files else ()
    if file.id in [parent, *(folder.id for folder in above)]:
        raise ApiError(403, "A folder cannot be put into itself.", reason="cyclicFolder")
    if world.drive_of(parent) != file.drive_id:
        _check_change_of_drive(world, call, file, parent)
    return parent


def _check_change_of_drive(world: World, call: Call, file: File, parent: str) -> None:
    """Who may take a file out of My Drive or a shared drive into another; folders stay."""
    if file.mime == FOLDER:
        raise ApiError(
            403,
            "Moving folders into shared drives is not supported.",
            reason="teamDrivesFolderMoveInNotSupported",
        )
    if file.drive_id and not world.may(call.account, file.drive_id, "organizer"):
        raise access.forbidden()
    if not file.drive_id and file.owner != call.account.email:
        raise access.forbidden()
    world.demand_storage(call.account, [parent])


def _settle(world: World, call: Call, file: File, parents: list[str]) -> None:
    """Put a file where it was moved; in a shared drive nobody owns it."""
    if not parents or parents == file.parents:
        return
    drive = world.drive_of(parents[0])
    if drive != file.drive_id:
        file.owner = None if drive else call.account.email
    file.parents, file.drive_id = parents, drive
