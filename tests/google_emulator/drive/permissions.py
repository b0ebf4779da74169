"""Sharing: the permissions on files, folders and shared drives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, listing, sharing, uploads
from tests.google_emulator.drive.resource import capabilities
from tests.google_emulator.drive.state import ROLES, File
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_TYPES = ("user", "group", "domain", "anyone")
_ONLY_IN_SHARED_DRIVES = ("organizer", "fileOrganizer")
_KEPT = ("type", "role", "emailAddress", "domain", "allowFileDiscovery", "expirationTime", "pendingOwner")
_CHANGEABLE = {"role", "expirationTime", "kind", "allowFileDiscovery", "pendingOwner"}


# --- seeing -------------------------------------------------------------------------------------------------------


def list_(world: World, call: Call) -> Json:
    """All permissions on a file, for those who may edit it."""
    file = access.find(world, call, call.params["fileId"], _role_to_see(world, call))
    held = [_shown(file, each) for each in sharing.effective(world, file).values()]
    page, token = listing.page_of(call, held, int(call.first("pageSize", "100")), 100)
    reply: Json = {"kind": "drive#permissionList", "permissions": list(page)}
    return reply | ({"nextPageToken": token} if token else {})


def get(world: World, call: Call) -> Json:
    """One permission."""
    file = access.find(world, call, call.params["fileId"], _role_to_see(world, call))
    return _shown(file, _held(world, call, file))


def _role_to_see(world: World, call: Call) -> str:
    """Members may see who else is in a shared drive; elsewhere only writers see the permissions."""
    return "reader" if call.params["fileId"] in world.drives else "writer"


def _shown(file: File, permission: Json) -> Json:
    if file.drive_id:
        return permission
    return {key: value for key, value in permission.items() if key != "permissionDetails"}


def _held(world: World, call: Call, file: File) -> Json:
    """The permission that a call names, with all that holds of it."""
    wanted = call.params["permissionId"]
    held = sharing.effective(world, file)
    if wanted not in held:
        raise ApiError(404, f"Permission not found: {wanted}.", reason="notFound", location="permissionId")
    return held[wanted]


# --- sharing ------------------------------------------------------------------------------------------------------


def create(world: World, call: Call) -> Json:
    """Share with somebody; who has access already gets the new role."""
    file = access.find(world, call, call.params["fileId"])
    given = uploads.metadata(call)
    _check(given)
    _demand_sharing(world, call, file)
    permission = {key: given[key] for key in _KEPT if key in given and key != "pendingOwner"}
    if file.owner and permission.get("emailAddress") == file.owner:  # who stays what he is
        return _shown(file, sharing.effective(world, file)[sharing.id_of(permission)])
    _check_role(world, call, file, given["role"])
    if permission["role"] == "owner":
        _hand_over(world, call, file, permission["emailAddress"])
    else:
        _replace(file, permission)
    _note(world, file)
    return _shown(file, sharing.effective(world, file)[sharing.id_of(permission)])


def _check(given: Json) -> None:
    for key in ("type", "role"):
        if not given.get(key):
            raise ApiError(
                400,
                f"The permission {key} field is required.",
                reason="required",
                location=f"permission.{key}",
            )
    if given["type"] not in _TYPES or given["role"] not in ROLES:
        key = "type" if given["type"] not in _TYPES else "role"
        raise ApiError(
            400,
            f"The specified {key} is invalid or not supported.",
            reason="invalid",
            location=f"permission.{key}",
        )
    needed = {"user": "emailAddress", "group": "emailAddress", "domain": "domain"}.get(given["type"])
    if (needed and not given.get(needed)) or (needed == "emailAddress" and "@" not in given["emailAddress"]):
        raise ApiError(
            400,
            f"The specified {needed} is invalid or not applicable for the given permission type.",
            reason="invalid",
            location=f"permission.{needed}",
        )


def _demand_sharing(world: World, call: Call, file: File) -> None:
    if file.id in world.drives:
        may = world.may(call.account, file.id, "organizer")
    else:
        may = capabilities(world, call, file)["canShare"]
        if not file.settings.get("writersCanShare", True):
            may = may and file.owner == call.account.email
    if not may:
        raise access.forbidden()


def _check_role(world: World, call: Call, file: File, role: str) -> None:
    if role in _ONLY_IN_SHARED_DRIVES and not file.drive_id:
        raise ApiError(
            403,
            "The specified role is only valid for shared drives and items within shared drives.",
            reason="invalidSharingRequest",
        )
    if role == "owner" and file.drive_id:
        raise ApiError(
            403,
            "A shared drive item cannot have an owner.",
            reason="teamDrivesOwnershipNotSupported",
        )
    held = world.role(call.account, file.id)
    if role != "owner" and (held is None or ROLES.index(role) > ROLES.index(held)):
        raise access.forbidden()
    if role == "owner" and not call.flag("transferOwnership"):
        raise ApiError(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
            location="transferOwnership",
        )


def _hand_over(world: World, call: Call, file: File, email: str) -> None:
    """Make somebody else the owner, and the former one a writer."""
    accepts = call.account.email == email and _is_pending(file, email)
    if file.owner != call.account.email and not accepts:
        raise access.forbidden()
    if not accepts and (_is_foreign(file, email) or not _can_own(world, email)):
        raise ApiError(
            403,
            "Consent is required to transfer ownership of a file to another user.",
            reason="consentRequiredForOwnershipTransfer",
        )
    former, file.owner = file.owner, email
    file.permissions = [held for held in file.permissions if held.get("emailAddress") != email]
    _replace(file, {"type": "user", "role": "writer", "emailAddress": former})


def _is_foreign(file: File, email: str) -> bool:
    """Whether somebody belongs to another organization than the owner."""
    return (file.owner or "").partition("@")[2] != email.partition("@")[2]


def _can_own(world: World, email: str) -> bool:
    account = world.accounts.get(email)
    return account is None or account.storage


def _is_pending(file: File, email: str) -> bool:
    return any(held.get("emailAddress") == email and held.get("pendingOwner") for held in file.permissions)


def _check_pending(world: World, call: Call, file: File, permission: Json, role: str) -> None:
    """Refuse to offer a file to anybody but a writer who may own it, or by anybody but its owner."""
    if file.owner != call.account.email:
        raise access.forbidden()
    if permission["type"] != "user" or role != "writer" or not _can_own(world, permission["emailAddress"]):
        raise ApiError(
            403,
            "The target user cannot be a pending owner on this file.",
            reason="targetUserCannotBePendingOwnerOnFile",
        )


def _replace(file: File, permission: Json) -> None:
    wanted = sharing.id_of(permission)
    file.permissions[:] = [held for held in file.permissions if sharing.id_of(held) != wanted]
    file.permissions.append(permission)


def _note(world: World, file: File) -> None:
    if file.id in world.files:
        world.note_change(file)


# --- changing and taking away ---------------------------------------------------------------------------------------


def update(world: World, call: Call) -> Json:
    """Another role for somebody who has access."""
    file = access.find(world, call, call.params["fileId"])
    given = uploads.metadata(call)
    permission = _held(world, call, file)
    if set(given) - _CHANGEABLE:
        raise ApiError(
            403,
            "The resource body includes fields which are not directly writable.",
            reason="fieldNotWritable",
        )
    role = given.get("role", permission["role"])
    if not (role == "owner" and _is_pending(file, call.account.email)):
        _demand_sharing(world, call, file)
    _check_role(world, call, file, role)
    if given.get("pendingOwner"):
        _check_pending(world, call, file, permission, role)
    if permission["role"] == "owner" and role != "owner":
        raise access.forbidden()
    if role == "owner" and permission["role"] != "owner":
        _hand_over(world, call, file, permission["emailAddress"])
    elif role != "owner":
        old = _own(file, permission)
        _replace(file, old | {key: given[key] for key in _KEPT if key in given} | {"role": role})
    _note(world, file)
    return _shown(file, sharing.effective(world, file)[permission["id"]])


def _own(file: File, permission: Json) -> Json:
    """The permission as it stands on the very file; one that is inherited cannot be changed here."""
    for held in file.permissions:
        if sharing.id_of(held) == permission["id"]:
            return held
    raise ApiError(
        403,
        "Cannot update or delete an inherited permission on a shared drive item."
        if file.drive_id
        else "Cannot update or delete an inherited permission.",
        reason="cannotModifyInheritedTeamDrivePermission"
        if file.drive_id
        else "cannotModifyInheritedPermission",
    )


def delete(world: World, call: Call) -> Reply:
    """Take somebody's access away; one's own anybody may."""
    file = access.find(world, call, call.params["fileId"])
    permission = _held(world, call, file)
    if permission.get("emailAddress") != call.account.email:
        _demand_sharing(world, call, file)
    if permission["role"] == "owner":
        raise access.forbidden()
    file.permissions.remove(_own(file, permission))
    _note(world, file)
    return Reply(status=204)
