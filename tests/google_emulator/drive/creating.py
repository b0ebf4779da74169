"""files.create and files.copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, fields, importing, resource, uploads
from tests.google_emulator.drive.state import FOLDER, File
from tests.google_emulator.drive.uploads import Media
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_NATIVE = "application/vnd.google-apps."
_ONLY_NEW = ("id", "parents", "createdTime")


def create(world: World, call: Call) -> Json | Reply:
    """A new file, with or without media."""
    if uploads.is_resumable(call):
        _parents(world, call, uploads.metadata(call))
        return uploads.begin(world, call)
    metadata, media = uploads.parts(call)
    return created(world, call, metadata, media)


def created(world: World, call: Call, metadata: Json, media: Media | None) -> Json:
    """The resource of a new file made of this."""
    parents = _parents(world, call, metadata)
    name = metadata.get("name") or "Untitled"
    mime = metadata.get("mimeType") or (media[0] if media else "application/octet-stream")
    sheets = importing.content_for(name, mime, media)
    file = _new(world, call, mime, parents, metadata | {"name": name}, media)
    _fill(world, call, file, media or ("", b""), sheets)
    return resource.file_resource(world, call, file)


def _new(
    world: World, call: Call, mime: str, parents: list[str], metadata: Json, media: Media | None
) -> File:
    """A new file with what metadata says of it; none at all if something of that is refused."""
    file_id = metadata.get("id", "")
    file = world.create_file(call.account, metadata["name"], mime, parents, file_id, call.client)
    try:
        fields.demand_room(world, file.owner, mime, media)
        fields.set_all(world, call, file, metadata)
        file.created = fields.time(metadata, "createdTime", file.created)
        file.modified = fields.time(metadata, "modifiedTime", file.created)
    except ApiError:
        del world.files[file.id]
        raise
    return file


def _fill(world: World, call: Call, file: File, media: Media, sheets: list[Sheet] | None) -> None:
    fields.put_content(call, file, media)
    importing.take_in(world, file, sheets)


# --- what is refused ------------------------------------------------------------------------------------------------


def _parents(world: World, call: Call, metadata: Json) -> list[str]:
    """The parents of a file to be made, or why it must not be."""
    fields.refuse_unwritable(metadata, _ONLY_NEW)
    _check_id(world, metadata)
    given = metadata.get("parents") or []
    if len(given) > 1:
        raise ApiError(400, "A file cannot have more than one parent.", reason="multipleParentsNotSupported")
    parents = [fields.folder(world, call, parent).id for parent in given]
    world.demand_storage(call.account, parents)
    return parents


def _check_id(world: World, metadata: Json) -> None:
    file_id, mime = metadata.get("id"), metadata.get("mimeType", "")
    if not file_id:
        return
    if file_id in world.files or file_id in world.removed:
        raise ApiError(409, "A file already exists with the provided ID.", reason="fileIdInUse")
    if mime.startswith(_NATIVE) and mime != FOLDER:
        raise ApiError(
            403, "Generated IDs are not supported for Docs Editors formats.", reason="generatedIdNotSupported"
        )
    if file_id not in world.reserved_ids:
        raise ApiError(400, "The provided file ID is not usable.", reason="invalid", location="file.id")


# --- copy -----------------------------------------------------------------------------------------------------------


def copy(world: World, call: Call) -> Json:
    """A copy that belongs to the caller; a Word file can become a Google Doc by the way."""
    source, metadata = access.find(world, call, call.params["fileId"]), uploads.metadata(call)
    name, mime = metadata.get("name") or _name_of_copy(world, source), metadata.get("mimeType") or source.mime
    _check_source(source, mime)
    parents = _parents_of_copy(world, call, source, metadata)
    media = (source.content_type, source.content)
    sheets = importing.content_for(name, mime, media) if mime != source.mime else None
    given = _with_inherited(source, call, metadata) | {"name": name}
    file = _new(world, call, mime, parents, given, media)
    if source.id in world.spreadsheets:
        world.spreadsheets[file.id] = _tabs_of_copy(world, source, file)
    _fill(world, call, file, media, sheets)
    return resource.file_resource(world, call, file)


def _name_of_copy(world: World, source: File) -> str:
    return f"Copy of {access.name_of(world, source)}"


def _check_source(source: File, mime: str) -> None:
    if source.mime == FOLDER:
        raise ApiError(403, "This file cannot be copied by the user.", reason="cannotCopyFile")
    if mime != source.mime and (source.is_google_native or not mime.startswith(_NATIVE)):
        raise ApiError(400, "The requested conversion is not supported.", reason="badRequest")


def _parents_of_copy(world: World, call: Call, source: File, metadata: Json) -> list[str]:
    """The given parents, else those of the source where the caller may write."""
    inherited = [parent for parent in source.parents if world.may(call.account, parent, "writer")]
    return _parents(world, call, metadata | {"parents": metadata.get("parents") or inherited})


def _with_inherited(source: File, call: Call, metadata: Json) -> Json:
    """Metadata with what a copy takes over of the file it is of."""
    private = source.app_properties.get(call.client, {}) | metadata.get("appProperties", {})
    public = source.properties | metadata.get("properties", {})
    description = metadata.get("description", source.description)
    return metadata | {"properties": public, "appProperties": private, "description": description}


def _tabs_of_copy(world: World, source: File, file: File) -> Spreadsheet:
    tabs = world.spreadsheets[source.id].clone()
    tabs.id = file.id
    tabs.properties["title"] = file.name
    return tabs
