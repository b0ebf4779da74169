"""A file, user or revision as Drive shows it to one caller."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, sharing
from tests.google_emulator.drive.state import DOCUMENT, FOLDER, SPREADSHEET, File, Revision
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_SWITCHES = ("copyRequiresWriterPermission", "viewersCanCopyContent", "writersCanShare")
_KEPT = (*_SWITCHES, "folderColorRgb", "contentRestrictions", "shortcutDetails", "viewedByMeTime")


def rfc3339(seconds: float) -> str:
    """A time as Drive writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds(text: str, location: str = "") -> float:
    """A time as somebody writes it to Drive; UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ApiError(400, "Invalid Value", reason="invalid", location=location) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def user(world: World, call: Call, email: str) -> Json:
    """A User resource."""
    return {
        "kind": "drive#user",
        "displayName": sharing.display_name(world, email),
        "me": email == call.account.email,
        "permissionId": sharing.permission_id(email),
        "emailAddress": email,
    }


def file_resource(world: World, call: Call, file: File) -> Json:
    """A File resource with everything that this caller may see."""
    name = access.name_of(world, file)
    shown = {
        "kind": "drive#file",
        "id": file.id,
        "name": name,
        "mimeType": file.mime,
        "starred": file.starred,
        "trashed": access.is_trashed(world, file),
        "explicitlyTrashed": file.trashed,
        "spaces": ["drive"],
        "webViewLink": view_link(file),
        "isAppAuthorized": call.client in file.opened_by,
        "capabilities": capabilities(world, call, file),
    }
    parents = [parent for parent in file.parents if world.role(call.account, parent)]
    shown |= {"parents": parents} if parents else {}
    return (
        shown
        | _history(world, call, file)
        | _settings(call, file)
        | _belonging(world, call, file)
        | _bytes(file, name)
    )


def _history(world: World, call: Call, file: File) -> Json:
    """When the file was made and changed, and by whom."""
    mine = file.modified_by == call.account.email
    shown: Json = {
        "version": str(file.version),
        "createdTime": rfc3339(file.created),
        "modifiedTime": rfc3339(file.modified),
        "modifiedByMe": mine,
        "viewedByMe": call.account.email in file.seen_by,
    }
    shown |= {"lastModifyingUser": user(world, call, file.modified_by)} if file.modified_by else {}
    return shown | ({"modifiedByMeTime": shown["modifiedTime"]} if mine else {})


def _settings(call: Call, file: File) -> Json:
    """What people and programs have written to the file."""
    own = file.app_properties.get(call.client, {})
    shown: Json = {
        "copyRequiresWriterPermission": False,
        "viewersCanCopyContent": True,
        "hasThumbnail": False,
        "thumbnailVersion": "0",
        "quotaBytesUsed": str(0 if file.is_google_native else len(file.content)),
    }
    shown |= {key: file.settings[key] for key in _KEPT if key in file.settings}
    shown |= {"description": file.description} if file.description else {}
    shown |= {"properties": dict(file.properties)} if file.properties else {}
    return shown | ({"appProperties": dict(own)} if own else {})


def _belonging(world: World, call: Call, file: File) -> Json:
    """What differs between My Drive and shared drives: owners, sharing, the drive."""
    permissions = sharing.effective(world, file)
    shown: Json = {}
    if world.may(call.account, file.id, "writer"):
        shown["permissionIds"] = list(permissions)
    if file.drive_id:
        augmented = bool(file.permissions) and file.id != file.drive_id
        return shown | {
            "driveId": file.drive_id,
            "teamDriveId": file.drive_id,
            "hasAugmentedPermissions": augmented,
        }
    if "permissionIds" in shown:
        shown["permissions"] = [_without_details(permission) for permission in permissions.values()]
    shown |= {
        "owners": [user(world, call, str(file.owner))],
        "ownedByMe": file.owner == call.account.email,
        "shared": len(permissions) > 1,
        "writersCanShare": file.settings.get("writersCanShare", True),
    }
    if shared_with(world, call, file):
        shown["sharedWithMeTime"] = rfc3339(file.born or file.created)
        shown["sharingUser"] = user(world, call, str(file.owner))
    return shown


def _without_details(permission: Json) -> Json:
    return {key: value for key, value in permission.items() if key != "permissionDetails"}


def shared_with(world: World, call: Call, file: File) -> bool:
    """Whether somebody else's file was shared with the caller by name."""
    if file.drive_id or file.owner == call.account.email:
        return False
    return any(held.get("emailAddress") == call.account.email for held in file.permissions)


def _bytes(file: File, name: str) -> Json:
    """What only files with bytes of their own have."""
    if file.is_google_native:
        return {}
    suffix = name.rpartition(".")[2] if "." in name else ""
    return {
        "size": str(len(file.content)),
        "headRevisionId": head_revision_id(file),
        "originalFilename": file.original_name or name,
        "fileExtension": suffix,
        "fullFileExtension": suffix,
        "webContentLink": f"https://drive.google.com/uc?id={file.id}&export=download",
        **_digests(file.content),
    }


@lru_cache(maxsize=256)
def _digests(content: bytes) -> Json:
    return sharing.digests(content)


def head_revision_id(file: File) -> str:
    """The id of the newest revision: a number for Google's own formats, an opaque word for others."""
    return str(file.head_revision) if file.is_google_native else f"0B{file.id[1:25]}{file.head_revision:04d}"


_EDITORS = {DOCUMENT: "document", SPREADSHEET: "spreadsheets"}


def view_link(file: File) -> str:
    """Where a person sees the file."""
    if file.mime == FOLDER:
        return f"https://drive.google.com/drive/folders/{file.id}"
    if file.mime in _EDITORS:
        return f"https://docs.google.com/{_EDITORS[file.mime]}/d/{file.id}/edit?usp=drivesdk"
    return f"https://drive.google.com/file/d/{file.id}/view?usp=drivesdk"


def capabilities(world: World, call: Call, file: File) -> Json:
    """What the caller may do with the file."""
    account, folder = call.account, file.mime == FOLDER
    edit = world.may(account, file.id, "writer")
    trash, delete = access.may_trash(world, account, file), access.may_delete(world, account, file)
    share = edit and (not folder or not file.drive_id or world.may(account, file.id, "fileOrganizer"))
    inside = world.may(account, file.id, "fileOrganizer")
    can = {
        "canAddChildren": folder and edit,
        "canChangeCopyRequiresWriterPermission": edit,
        "canComment": world.may(account, file.id, "commenter"),
        "canCopy": not folder,
        "canDelete": delete,
        "canDownload": True,
        "canEdit": edit,
        "canListChildren": folder,
        "canModifyContent": edit,
        "canMoveChildrenWithinDrive": folder and edit,
        "canMoveItemOutOfDrive": delete,
        "canMoveItemWithinDrive": edit,
        "canReadRevisions": not folder,
        "canRemoveChildren": folder and edit and not file.drive_id,
        "canRename": edit,
        "canShare": share,
        "canTrash": trash,
        "canUntrash": trash,
    }
    if file.drive_id:
        return can | {
            "canReadDrive": bool(world.role(account, file.drive_id)),
            "canAddFolderFromAnotherDrive": folder and inside,
            "canDeleteChildren": folder and world.may(account, file.id, "organizer"),
            "canTrashChildren": folder and inside,
        }
    return can | {"canAddMyDriveParent": False, "canRemoveMyDriveParent": edit}


def revision_resource(world: World, call: Call, file: File, revision: Revision) -> Json:
    """A Revision resource."""
    shown = {
        "kind": "drive#revision",
        "id": revision.id,
        "mimeType": file.mime if file.is_google_native else revision.content_type,
        "modifiedTime": rfc3339(revision.modified),
        "lastModifyingUser": user(world, call, revision.modified_by),
    }
    if file.is_google_native:
        return shown | {"published": False}
    return shown | {
        "keepForever": False,
        "originalFilename": revision.name,
        "size": str(len(revision.content)),
        "md5Checksum": _digests(revision.content)["md5Checksum"],
    }
