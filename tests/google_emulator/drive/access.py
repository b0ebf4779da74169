"""Which files a call may see and change, and Drive's words where it may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.google_emulator.drive.state import FOLDER, File, SharedDrive
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import Account, World

_SCOPE = "https://www.googleapis.com/auth/drive"
_EVERY_FILE = {_SCOPE, *(f"{_SCOPE}.{kind}" for kind in ("readonly", "metadata", "metadata.readonly"))}
_CONTENT = {_SCOPE, f"{_SCOPE}.readonly", f"{_SCOPE}.file"}


def not_found(file_id: str) -> ApiError:
    """The error for a file that is not there, or not for the caller."""
    return ApiError(404, f"File not found: {file_id}.", reason="notFound", location="fileId")


def forbidden() -> ApiError:
    """The error for a file that the caller sees, but may not do this with."""
    return ApiError(
        403,
        "The user does not have sufficient permissions for this file.",
        reason="insufficientFilePermissions",
    )


def find(world: World, call: Call, file_id: str, role: str = "reader") -> File:
    """The file that a call names: 404 where the caller sees none, 403 where he may not do this."""
    file = seen(world, call, file_id)
    if file is None:
        raise not_found(file_id)
    if file.drive_id and not all_drives(call):
        raise not_found(file_id)
    if not world.may(call.account, file.id, role):
        raise forbidden()
    file.seen_by.add(call.account.email)
    return file


def seen(world: World, call: Call, file_id: str) -> File | None:
    """The file of this id if the caller and his client may see it."""
    file = by_id(world, call.account, file_id)
    if file and world.role(call.account, file.id) and within_scope(world, call, file):
        return file
    return None


def by_id(world: World, account: Account, file_id: str) -> File | None:
    """The file of this id; `root` is the account's My Drive, a shared drive's id its top folder."""
    if file_id == "root":
        file_id = world.root_of(account)
    if file_id in world.drives:
        return _top_folder(world.drives[file_id])
    return world.files.get(file_id)


def _top_folder(drive: SharedDrive) -> File:
    when, permissions = drive.created, drive.permissions
    return File(drive.id, "Drive", FOLDER, [], None, drive.id, when, when, "", permissions=permissions)


def within_scope(world: World, call: Call, file: File) -> bool:
    """Whether the token's scopes reach the file: `drive.file` only what this client made or was given."""
    if not call.scopes or call.scopes & _EVERY_FILE:
        return True
    return call.client in file.opened_by or file.id == world.root_of(call.account)


def demand_content_scope(call: Call) -> None:
    """Refuse a token that may see metadata only."""
    if call.scopes and not call.scopes & _CONTENT:
        raise ApiError(
            403, "Request had insufficient authentication scopes.", reason="insufficientPermissions"
        )


def all_drives(call: Call) -> bool:
    """Whether the caller says that he knows shared drives."""
    return call.flag("supportsAllDrives") or call.flag("supportsTeamDrives")


def may_delete(world: World, account: Account, file: File) -> bool:
    """Whether an account may delete a file for good."""
    return world.may(account, file.id, "organizer") if file.drive_id else file.owner == account.email


def may_trash(world: World, account: Account, file: File) -> bool:
    """Whether an account may put a file into the trash."""
    return world.may(account, file.id, "fileOrganizer") if file.drive_id else file.owner == account.email


def is_trashed(world: World, file: File) -> bool:
    """Whether a file, or a folder that it lies in, is in the trash."""
    return file.trashed or any(parent.trashed for parent in ancestors(world, file))


def ancestors(world: World, file: File) -> Iterator[File]:
    """The folders that a file lies in, the nearest first, without the top of a shared drive."""
    for parent in file.parents:
        folder = world.files.get(parent)
        if folder:
            yield folder
            yield from ancestors(world, folder)


def name_of(world: World, file: File) -> str:
    """A file's name; that of a spreadsheet is its title."""
    spreadsheet = world.spreadsheets.get(file.id)
    return str(spreadsheet.properties["title"]) if spreadsheet else file.name
