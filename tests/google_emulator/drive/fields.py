"""What a caller may write of a file: which fields, into which folder, and the bytes of its newest revision."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import about, access, properties, resource
from tests.google_emulator.drive.state import FOLDER, File, Revision
from tests.google_emulator.drive.uploads import Media
from tests.google_emulator.wire import ApiError, Call

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


def refuse_unwritable(metadata: Json, also: Collection[str] = ()) -> None:
    """Refuse metadata with fields that cannot be set; `also` are those that can be here."""
    if set(metadata) - _WRITABLE - _IGNORED - set(also):
        raise not_writable()


def not_writable() -> ApiError:
    """The error for fields that cannot be set."""
    return ApiError(
        403,
        "The resource body includes fields which are not directly writable.",
        reason="fieldNotWritable",
    )


def set_all(world: World, call: Call, file: File, metadata: Json) -> None:
    """What metadata says of a file, save its id, parents, type and times; nothing of it if it is refused."""
    properties.set_all(file, call.client, metadata)
    if metadata.get("name"):
        rename(world, file, metadata["name"])
    file.description = metadata.get("description", file.description) or None
    file.starred = bool(metadata.get("starred", file.starred))
    file.trashed = bool(metadata.get("trashed", file.trashed))
    file.original_name = metadata.get("originalFilename") or file.original_name
    file.settings |= {key: metadata[key] for key in _SETTINGS & set(metadata)}


def rename(world: World, file: File, name: str) -> None:
    """Another name, which is a spreadsheet's title too."""
    file.name = name
    if file.id in world.spreadsheets:
        world.spreadsheets[file.id].properties["title"] = name


def time(metadata: Json, key: str, default: float) -> float:
    """A time that metadata may give."""
    return resource.seconds(metadata[key], key) if metadata.get(key) else default


def folder(world: World, call: Call, folder_id: str) -> File:
    """The folder to put something into."""
    found = access.find(world, call, folder_id, "writer")
    if found.mime != FOLDER:
        raise ApiError(403, "The specified parent is not a folder.", reason="parentNotAFolder")
    return found


def demand_room(world: World, owner: str | None, mime: str, media: Media | None) -> None:
    """Refuse bytes for which their owner has no room left; Google's own formats take none."""
    if not media or not owner or mime.startswith("application/vnd.google-apps."):
        return
    if about.used(world, owner) + len(media[1]) > about.room(world, owner):
        raise ApiError(
            403, "The user's Drive storage quota has been exceeded.", reason="storageQuotaExceeded"
        )


def put_content(call: Call, file: File, media: Media) -> None:
    """Bytes as the newest revision of a file."""
    file.content_type, file.content = media
    file.head_revision = len(file.revisions) + 1
    if not file.is_google_native:
        file.original_name = file.original_name or file.name
    revision_id, (kind, content) = resource.head_revision_id(file), media
    made = Revision(revision_id, content, kind, file.modified, call.account.email, file.original_name)
    file.revisions.append(made)
