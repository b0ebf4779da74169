"""Shared drives: create, list, get, rename, hide, delete."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, listing, query, resource, searching, uploads
from tests.google_emulator.drive.query import Comparison, Test
from tests.google_emulator.drive.state import SharedDrive
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_SETTINGS = {"restrictions", "colorRgb", "themeId", "backgroundImageFile"}
_RESTRICTIONS = (
    "adminManagedRestrictions",
    "copyRequiresWriterPermission",
    "domainUsersOnly",
    "driveMembersOnly",
    "sharingFoldersRequiresOrganizerPermission",
)


def new_drive(world: World, name: str, organizer: str, request_id: str = "") -> SharedDrive:
    """A shared drive with one member, who organizes it."""
    member = {"type": "user", "role": "organizer", "emailAddress": organizer}
    drive_id = "0A" + secrets.token_urlsafe(16)[:14] + "PVA"
    now = world.clock.now()
    world.drives[drive_id] = SharedDrive(drive_id, name, [member], now, request_id=request_id)
    return world.drives[drive_id]


def create(world: World, call: Call) -> Json:
    """A new shared drive; the same request id again makes no second one."""
    request_id, given = call.first("requestId"), uploads.metadata(call)
    if not request_id:
        raise ApiError(400, "Required parameter: requestId", reason="required", location="requestId")
    if not given.get("name"):
        raise ApiError(400, "The shared drive name is required.", reason="required", location="drive.name")
    if any(drive.request_id == request_id for drive in world.drives.values()):
        raise ApiError(409, "A shared drive already exists with the provided request ID.", reason="duplicate")
    if not call.account.storage:
        raise ApiError(403, "The user cannot create new shared drives.", reason="userCannotCreateTeamDrives")
    drive = new_drive(world, given["name"], call.account.email, request_id)
    drive.settings |= {key: given[key] for key in _SETTINGS & set(given)}
    return drive_resource(world, call, drive)


def get(world: World, call: Call) -> Json:
    """A shared drive that the caller is a member of."""
    return drive_resource(world, call, _find(world, call))


def list_(world: World, call: Call) -> Json:
    """The shared drives that the caller is a member of."""
    test = query.parse(call.first("q"), _test)
    mine = [drive for drive in world.drives.values() if world.role(call.account, drive.id) and test(drive)]
    mine.sort(key=lambda drive: drive.name.casefold())
    page, token = listing.page_of(call, mine, int(call.first("pageSize", "10")), 100)
    reply: Json = {
        "kind": "drive#driveList",
        "drives": [drive_resource(world, call, drive) for drive in page],
    }
    return reply | ({"nextPageToken": token} if token else {})


def _test(asked: Comparison) -> Test:
    if asked.term == "hidden" and isinstance(asked.value, bool):
        return lambda drive: bool(drive.settings.get("hidden")) == (asked.value == (asked.operator == "="))
    if asked.term != "name" or not isinstance(asked.value, str):
        raise query.invalid()
    wanted = asked.value.casefold()
    if asked.operator == "contains":
        return lambda drive: searching.has_words(drive.name.casefold(), wanted)
    if asked.operator in ("=", "!="):
        return lambda drive: (drive.name.casefold() == wanted) == (asked.operator == "=")
    raise query.invalid()


def update(world: World, call: Call) -> Json:
    """Another name or other settings."""
    drive, given = _find(world, call, "organizer"), uploads.metadata(call)
    drive.name = given.get("name") or drive.name
    drive.settings |= {key: given[key] for key in _SETTINGS & set(given)}
    return drive_resource(world, call, drive)


def hide(world: World, call: Call) -> Json:
    """Out of the default view."""
    drive = _find(world, call)
    drive.settings["hidden"] = True
    return drive_resource(world, call, drive)


def unhide(world: World, call: Call) -> Json:
    """Back into the default view."""
    drive = _find(world, call)
    drive.settings["hidden"] = False
    return drive_resource(world, call, drive)


def delete(world: World, call: Call) -> Reply:
    """Delete a shared drive that is empty but for trash."""
    drive = _find(world, call, "organizer")
    if any(file.drive_id == drive.id and not access.is_trashed(world, file) for file in world.files.values()):
        raise ApiError(
            403,
            "The shared drive cannot be deleted because it is not empty.",
            reason="cannotDeleteResourceWithChildren",
        )
    for file in [file for file in world.files.values() if file.drive_id == drive.id]:
        world.remove_file(file.id)
    del world.drives[drive.id]
    return Reply(status=204)


def _find(world: World, call: Call, role: str = "reader") -> SharedDrive:
    wanted = call.params["driveId"]
    drive = world.drives.get(wanted)
    if drive is None or not world.role(call.account, wanted):
        raise ApiError(404, f"Shared drive not found: {wanted}", reason="notFound", location="driveId")
    if not world.may(call.account, wanted, role):
        raise ApiError(
            403,
            "The user does not have sufficient permissions for this shared drive.",
            reason="insufficientPermissions",
        )
    return drive


def drive_resource(world: World, call: Call, drive: SharedDrive) -> Json:
    """A Drive resource as one of its members sees it."""
    given = drive.settings.get("restrictions", {})
    return {
        "kind": "drive#drive",
        "id": drive.id,
        "name": drive.name,
        "createdTime": resource.rfc3339(drive.created),
        "hidden": bool(drive.settings.get("hidden")),
        "colorRgb": drive.settings.get("colorRgb", "#0f9d58"),
        "restrictions": {key: bool(given.get(key)) for key in _RESTRICTIONS},
        "capabilities": _capabilities(world, call, drive),
    }


def _capabilities(world: World, call: Call, drive: SharedDrive) -> Json:
    writer, manager, organizer = (
        world.may(call.account, drive.id, role) for role in ("writer", "fileOrganizer", "organizer")
    )
    return {
        "canAddChildren": writer,
        "canComment": world.may(call.account, drive.id, "commenter"),
        "canCopy": True,
        "canDeleteChildren": organizer,
        "canDeleteDrive": organizer,
        "canDownload": True,
        "canEdit": writer,
        "canListChildren": True,
        "canManageMembers": organizer,
        "canReadRevisions": True,
        "canRename": writer,
        "canRenameDrive": organizer,
        "canShare": writer,
        "canTrashChildren": manager,
        "canChangeDriveBackground": organizer,
        "canChangeCopyRequiresWriterPermissionRestriction": organizer,
        "canChangeDomainUsersOnlyRestriction": organizer,
        "canChangeDriveMembersOnlyRestriction": organizer,
        "canChangeSharingFoldersRequiresOrganizerPermissionRestriction": organizer,
        "canResetDriveRestrictions": organizer,
    }
