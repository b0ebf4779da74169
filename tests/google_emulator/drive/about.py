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


def _quota(world: World, call: Call) -> Json:
    mine = [file for file in world.files.values() if file.owner == call.account.email]
    used = sum(len(file.content) for file in mine if not file.is_google_native)
    trash = sum(len(file.content) for file in mine if file.trashed and not file.is_google_native)
    return {
        "limit": str(_ROOM if call.account.storage else 0),
        "usage": str(used),
        "usageInDrive": str(used),
        "usageInDriveTrash": str(trash),
    }
