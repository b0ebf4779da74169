"""files.list: which files a caller finds, in what order, page by page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, query, resource, searching, sharing
from tests.google_emulator.drive.state import FOLDER, File
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


def files(world: World, call: Call) -> Json:
    """The files that match a query and that the caller may find."""
    found = list(filter(_reach(world, call), world.files.values()))
    test = query.parse(call.first("q"), searching.Asker(world, call).test)
    shown = _ordered(world, call, [file for file in found if test(file)])
    page, token = page_of(call, shown, int(call.first("pageSize", "100")), 1000)
    reply = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [resource.file_resource(world, call, file) for file in page],
    }
    return reply | ({"nextPageToken": token} if token else {})


# --- where to look ------------------------------------------------------------------------------------------------


def _reach(world: World, call: Call) -> Callable[[File], bool]:
    """Whether the call can find a file at all, whatever the query."""
    corpora, drive = call.first("corpora") or "user", call.first("driveId") or call.first("teamDriveId")
    everywhere = call.flag("includeItemsFromAllDrives") or call.flag("includeTeamDriveItems")
    _check_reach(world, call, corpora, drive, everywhere)

    def reaches(file: File) -> bool:
        if not file.parents and not file.drive_id:
            return False  # the top of My Drive itself
        if world.stale_list_until is not None and file.born > world.stale_list_until:
            return False
        if not access.within_scope(world, call, file) or not world.role(call.account, file.id):
            return False
        if file.drive_id:
            mine = call.account.email in file.seen_by or resource_shared(file, call)
            return everywhere and (drive in ("", file.drive_id)) and (corpora != "user" or mine)
        return corpora != "drive" and (corpora == "domain" or findable(world, call, file))

    return reaches


def resource_shared(file: File, call: Call) -> bool:
    """Whether the caller holds a permission on the very file."""
    return any(held.get("emailAddress") == call.account.email for held in file.permissions)


def findable(world: World, call: Call, file: File) -> bool:
    """Whether a file is the caller's, shared with him, or one that he has seen; a link alone is not enough."""
    if call.account.email in file.seen_by or file.owner == call.account.email:
        return True
    held = sharing.effective(world, file).values()
    email = call.account.email
    return any(
        each.get("emailAddress") == email
        or email in world.groups.get(each.get("emailAddress", ""), ())
        or bool(each.get("allowFileDiscovery"))
        for each in held
    )


def _check_reach(world: World, call: Call, corpora: str, drive: str, everywhere: bool) -> None:
    if corpora not in ("user", "domain", "drive", "allDrives"):
        raise ApiError(400, "Invalid Value", reason="invalid", location="corpora")
    if call.first("spaces", "drive") != "drive":
        raise ApiError(
            403,
            "The granted scopes do not give access to all of the requested spaces.",
            reason="insufficientScopes",
            location="spaces",
        )
    if (corpora == "drive") != bool(drive):
        raise _unfit("The driveId must be specified if and only if corpora is set to drive.", "driveId")
    if (drive or corpora == "allDrives") and not everywhere:
        raise _unfit(
            "The includeItemsFromAllDrives parameter must be set to true when searching shared drives.",
            "includeItemsFromAllDrives",
        )
    if everywhere and not access.all_drives(call):
        raise _unfit(
            "The includeItemsFromAllDrives parameter requires supportsAllDrives to be set to true.",
            "supportsAllDrives",
        )
    if drive and (drive not in world.drives or not world.role(call.account, drive)):
        raise ApiError(404, f"Shared drive not found: {drive}", reason="notFound", location="driveId")


def _unfit(message: str, location: str) -> ApiError:
    return ApiError(400, message, reason="invalidParameter", location=location)


# --- order and pages ----------------------------------------------------------------------------------------------


def _ordered(world: World, call: Call, found: list[File]) -> list[File]:
    keys: dict[str, Callable[[File], Any]] = {
        "createdTime": lambda file: file.created,
        "folder": lambda file: file.mime != FOLDER,
        "modifiedByMeTime": lambda file: file.modified,
        "modifiedTime": lambda file: file.modified,
        "name": lambda file: access.name_of(world, file).casefold(),
        "name_natural": lambda file: _natural(access.name_of(world, file)),
        "quotaBytesUsed": lambda file: 0 if file.is_google_native else len(file.content),
        "recency": lambda file: file.modified,
        "sharedWithMeTime": lambda file: file.born,
        "starred": lambda file: not file.starred,
        "viewedByMeTime": lambda file: file.modified,
    }
    found = sorted(found, key=lambda file: -file.modified)
    for part in reversed([part.split() for part in call.first("orderBy").split(",") if part.strip()]):
        if part[0] not in keys or part[1:] not in ([], ["desc"], ["asc"]):
            raise ApiError(400, "Invalid Value", reason="invalid", location="orderBy")
        found.sort(key=keys[part[0]], reverse=part[1:] == ["desc"])
    return found


def _natural(name: str) -> list[tuple[str, int]]:
    """A name whose numbers count as numbers."""
    return [(text, int(digits or 0)) for text, digits in re.findall(r"(\D*)(\d*)", name.casefold())]


def page_of(call: Call, items: Sequence[Any], size: int, most: int) -> tuple[Sequence[Any], str]:
    """The page that a call asks for, and the token of the next one; a token holds for the same query only."""
    if not 1 <= size <= most:
        raise ApiError(
            400,
            f"Invalid value '{size}'. Values must be within the range: [1, {most}]",
            reason="invalidParameter",
            location="pageSize",
        )
    same = "&".join(f"{key}={call.first(key)}" for key in ("q", "orderBy", "corpora", "driveId"))
    mark = hashlib.sha256(same.encode()).hexdigest()[:12]
    start = _start(call.first("pageToken"), mark)
    end = start + size
    token = base64.urlsafe_b64encode(f"{mark}:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], token


def _start(token: str, mark: str) -> int:
    if not token:
        return 0
    try:
        held, _, start = base64.urlsafe_b64decode(token).decode().partition(":")
        if held == mark:
            return int(start)
    except ValueError:
        pass
    raise ApiError(400, "Invalid Value", reason="invalid", location="pageToken")
