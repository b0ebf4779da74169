"""about.get: who calls, how much room there is, what can be converted into what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import exporting, importing, resource
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_ROOM = 15 * 1024**3


def get(world: World, call: Call) -> Json:
    """The caller and his quota; unlike elsewhere one must say which fields."""
    if not call.first("fields"):
        raise ApiError(
            400,
            "The 'fields' parameter is required for this method.",
            reason="required",
            location="fields",
        )
    return {
        "kind": "drive#about",
        "user": resource.user(world, call, call.account.email),
        "storageQuota": _quota(world, call),
        "importFormats": importing.IMPORTS,
        "exportFormats": exporting.EXPORTS,
        "maxUploadSize": str(5 * 1024**4),
        "appInstalled": False,
        "canCreateDrives": call.account.storage,
        "canCreateTeamDrives": call.account.storage,
    }


def used(world: World, owner: str, *, only_trash: bool = False) -> int:
    """How many bytes the files of an account take; Google's own formats take none."""
    return sum(
        len(file.content)
        for file in world.files.values()
        if file.owner == owner and not file.is_google_native and (file.trashed or not only_trash)
    )


def room(world: World, owner: str) -> int:
    """How many bytes the files of an account may take."""
    account = world.accounts.get(owner)
    return _ROOM if account is None or account.storage else 0


def _quota(world: World, call: Call) -> Json:
    email = call.account.email
    return {
        "limit": str(room(world, email)),
        "usage": str(used(world, email)),
        "usageInDrive": str(used(world, email)),
        "usageInDriveTrash": str(used(world, email, only_trash=True)),
    }
