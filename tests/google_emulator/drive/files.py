"""The calls on single files: create, get, update, copy, delete, generateIds, emptyTrash."""

from __future__ import annotations

import copy as copying
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, importing, properties, resource, uploads
from tests.google_emulator.drive.state import FOLDER, File, Revision
from tests.google_emulator.drive.uploads import Media
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_SETTINGS = {
    "copyRequiresWriterPermission",
    "viewersCanCopyContent",
    "writersCanShare",
    "folderColorRgb",
    "contentRestrictions",
    "viewedByMeTime",
}
_WRITABLE = _SETTINGS | {
    "name",
    "description",
    "mimeType",
    "starred",
    "trashed",
    "modifiedTime",
    "properties",
    "appProperties",
    "originalFilename",
}
_IGNORED = {"kind", "contentHints", "id"}  # the id only where it is the file's own
_BUMPS_TIME = {"name", "description", "properties", "appProperties"}


# --- create -------------------------------------------------------------------------------------------------------


def create(world: World, call: Call) -> Json | Reply:
    """A new file, with or without media."""
    if uploads.is_resumable(call):
        metadata = uploads.metadata(call)
        _check_new(world, call, metadata, uploads.header(call, "X-Upload-Content-Type"))
        return uploads.begin(world, call)
    metadata, media = uploads.parts(call)
    return created(world, call, metadata, media)


def created(world: World, call: Call, metadata: Json, media: Media | None) -> Json:
    """The resource of a new file made of this."""
    parents = _check_new(world, call, metadata, media[0] if media else "")
    name = metadata.get("name") or "Untitled"
    mime = metadata.get("mimeType") or (media[0] if media else resource.media_type_of("")).lower()
    content = importing.content_for(name, mime, media)
    file = world.create_file(call.account, name, mime, parents, metadata.get("id", ""), call.client)
    try:
        _set_fields(world, call, file, metadata)
    except ApiError:
        del world.files[file.id]
        raise
    file.created = _time(metadata, "createdTime", file.created)
    file.modified = _time(metadata, "modifiedTime", file.created)
    put_content(world, call, file, media or ("", b""))
    importing.take_in(world, file, content)
    return resource.file_resource(world, call, file)


def _check_new(world: World, call: Call, metadata: Json, media_type: str) -> list[str]:
    """The parents of a file to be made, or why it must not be."""
    _refuse_unwritable(metadata, _WRITABLE | {"id", "parents", "createdTime"})
    _check_id(world, metadata, media_type)
    parents = _new_parents(world, call, metadata.get("parents") or [])
    world.demand_storage(call.account, parents)
    return parents


def _check_id(world: World, metadata: Json, media_type: str) -> None:
    file_id, mime = metadata.get("id"), metadata.get("mimeType", "")
    if not file_id:
        return
    if file_id in world.files or file_id in world.removed:
        raise ApiError(409, "A file already exists with the provided ID.", reason="fileIdInUse")
    if mime.startswith("application/vnd.google-apps.") and mime != FOLDER:
        raise ApiError(
            403, "Generated IDs are not supported for Docs Editors formats.", reason="generatedIdNotSupported"
        )
    if file_id not in world.reserved_ids:
        raise ApiError(400, "The provided file ID is not usable.", reason="invalid", location="file.id")


def _new_parents(world: World, call: Call, given: list[str]) -> list[str]:
    if len(given) > 1:
        raise ApiError(400, "A file cannot have more than one parent.", reason="multipleParentsNotSupported")
    return [_folder(world, call, parent).id for parent in given]


def _folder(world: World, call: Call, folder_id: str) -> File:
    """The folder to put something into."""
    folder = access.find(world, call, folder_id, "writer")
    if folder.mime != FOLDER:
        raise ApiError(403, "The specified parent is not a folder.", reason="parentNotAFolder")
    return folder


def _time(metadata: Json, key: str, default: float) -> float:
    return resource.seconds(metadata[key], key) if metadata.get(key) else default


def _refuse_unwritable(metadata: Json, writable: set[str]) -> None:
    refused = [key for key in metadata if key not in writable | _IGNORED]
    if refused:
        raise ApiError(
            403,
            "The resource body includes fields which are not directly writable.",
            reason="fieldNotWritable",
        )


# --- get ----------------------------------------------------------------------------------------------------------


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


# --- update -------------------------------------------------------------------------------------------------------


def update(world: World, call: Call) -> Json | Reply:
    """Changed metadata, parents or media; a Google document takes the media in, in its place."""
    if uploads.is_resumable(call):
        _check_update(world, call, uploads.metadata(call))
        return uploads.begin(world, call)
    metadata, media = uploads.parts(call)
    return updated(world, call, metadata, media)


def updated(world: World, call: Call, metadata: Json, media: Media | None) -> Json:
    """The resource of a file after this change."""
    file = _check_update(world, call, metadata)
    mime = metadata.get("mimeType") or (media[0] if media and not file.is_google_native else file.mime)
    if mime != file.mime and (not media or file.is_google_native):
        raise ApiError(400, "The MIME type of the file cannot be changed.", reason="invalid")
    content = importing.content_for(access.name_of(world, file), mime, media) if media else None
    parents = _moved(world, call, file)
    _set_fields(world, call, file, metadata)
    file.parents, file.mime = parents, mime
    file.drive_id = world.drive_of(parents[0]) if parents else file.drive_id
    if media or _BUMPS_TIME & set(metadata):
        world.touch(file.id, call.account)
    else:
        world.note_change(file)
    file.modified = _time(metadata, "modifiedTime", file.modified)
    if media:
        put_content(world, call, file, media)
        importing.take_in(world, file, content)
    return resource.file_resource(world, call, file)


def _check_update(world: World, call: Call, metadata: Json) -> File:
    """The file to be changed, or why it must not be."""
    file = access.find(world, call, call.params["fileId"])
    if "parents" in metadata:
        raise ApiError(
            403,
            "The parents field is not directly writable in update requests. Use the addParents and removeParents "
            "parameters instead.",
            reason="fieldNotWritable",
        )
    _refuse_unwritable(metadata, _WRITABLE)
    if metadata.get("id", file.id) != file.id:
        _refuse_unwritable({"other id": ""}, set())
    if set(metadata) - {"starred", "viewedByMeTime"} or call.path.startswith("/upload/"):
        access.find(world, call, file.id, "writer")
    if "trashed" in metadata and not access.may_trash(world, call.account, file):
        raise access.forbidden()
    return file


def _moved(world: World, call: Call, file: File) -> list[str]:
    """The parents after what addParents and removeParents ask for."""
    add = [each for each in call.first("addParents").split(",") if each]
    remove = [each for each in call.first("removeParents").split(",") if each]
    if not add and not remove:
        return file.parents
    access.find(world, call, file.id, "writer")
    gone = {folder.id for each in remove if (folder := access.by_id(world, call.account, each))}
    new = [folder.id for each in add if (folder := _folder(world, call, each)).id not in file.parents]
    parents = [each for each in file.parents if each not in gone] + new
    if len(parents) > 1:
        raise ApiError(403, "Increasing the number of parents is not allowed", reason="cannotAddParent")
    if not parents:
        raise ApiError(403, "A file must have a parent.", reason="fileMustHaveParent")
    _check_move(world, call, file, parents[0])
    return parents


def _check_move(world: World, call: Call, file: File, parent: str) -> None:
    if world.drive_of(parent) == file.drive_id:
        return
    if file.drive_id and not world.may(call.account, file.drive_id, "organizer"):
        raise access.forbidden()
    if not file.drive_id and file.owner != call.account.email:
        raise access.forbidden()
    world.demand_storage(call.account, [parent])
    file.owner = None if world.drive_of(parent) else call.account.email


def _set_fields(world: World, call: Call, file: File, metadata: Json) -> None:
    """What metadata says of a file, save its id, parents, type and times."""
    properties.set_all(file, call.client, metadata)
    if metadata.get("name"):
        file.name = metadata["name"]
        if file.id in world.spreadsheets:
            world.spreadsheets[file.id].properties["title"] = file.name
    file.description = metadata.get("description", file.description) or None
    file.starred = bool(metadata.get("starred", file.starred))
    file.trashed = bool(metadata.get("trashed", file.trashed))
    file.original_name = metadata.get("originalFilename") or file.original_name
    file.settings |= {key: metadata[key] for key in _SETTINGS & set(metadata)}


def put_content(world: World, call: Call, file: File, media: Media) -> None:
    """Bytes as the newest revision of a file."""
    file.content_type, file.content = media
    file.head_revision = len(file.revisions) + 1
    if not file.is_google_native:
        file.original_name = file.original_name or file.name
    made = Revision(
        resource.head_revision_id(file),
        file.content,
        file.content_type,
        file.modified,
        call.account.email,
        file.original_name,
    )
    file.revisions.append(made)


# --- copy ---------------------------------------------------------------------------------------------------------


def copy(world: World, call: Call) -> Json:
    """A copy that belongs to the caller."""
    source = access.find(world, call, call.params["fileId"])
    metadata = uploads.metadata(call)
    if source.mime == FOLDER:
        raise ApiError(403, "This file cannot be copied by the user.", reason="cannotCopyFile")
    parents = _check_new(world, call, metadata, "") or _parents_of_copy(world, call, source)
    world.demand_storage(call.account, parents)
    name = metadata.get("name") or f"Copy of {access.name_of(world, source)}"
    mime = metadata.get("mimeType") or source.mime
    media = (source.content_type, source.content)
    if mime != source.mime and source.is_google_native:
        raise ApiError(400, "The requested conversion is not supported.", reason="badRequest")
    content = importing.content_for(name, mime, media) if mime != source.mime else None
    file = world.create_file(call.account, name, mime, parents, metadata.get("id", ""), call.client)
    file.properties = dict(source.properties)
    file.app_properties = {call.client: dict(source.app_properties.get(call.client, {}))}
    file.description = source.description
    _set_fields(world, call, file, metadata)
    file.modified = _time(metadata, "modifiedTime", file.modified)
    put_content(world, call, file, media)
    if source.id in world.spreadsheets:
        _copy_tabs(world, source.id, file)
    else:
        importing.take_in(world, file, content)
    return resource.file_resource(world, call, file)


def _parents_of_copy(world: World, call: Call, source: File) -> list[str]:
    return [parent for parent in source.parents if world.may(call.account, parent, "writer")]


def _copy_tabs(world: World, source_id: str, file: File) -> None:
    tabs = world.spreadsheets[source_id].clone()
    tabs.id = file.id
    tabs.properties = copying.deepcopy(tabs.properties) | {"title": file.name}
    world.spreadsheets[file.id] = tabs


# --- delete and the rest --------------------------------------------------------------------------------------------


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
