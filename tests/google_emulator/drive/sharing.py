"""The permissions on a file as Drive shows them: its own, the owner's, and the inherited ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive.state import ROLES, File, permission_id

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


def id_of(permission: Json) -> str:
    """The id of a permission, which tells who holds it."""
    if permission.get("id"):
        return str(permission["id"])
    if permission["type"] == "anyone":
        return "anyone" if permission.get("allowFileDiscovery") else "anyoneWithLink"
    if permission["type"] == "domain":
        return permission_id(permission["domain"]) + "k"
    return permission_id(permission["emailAddress"])


def effective(world: World, file: File) -> dict[str, Json]:
    """The permissions that hold on a file by id, as resources, each grantee with the highest role."""
    found: dict[str, Json] = {}
    for permission, source in _all(world, file):
        key = id_of(permission)
        if key not in found:
            found[key] = resource(world, permission) | {"permissionDetails": []}
        elif ROLES.index(permission["role"]) > ROLES.index(found[key]["role"]):
            found[key]["role"] = permission["role"]
        found[key]["permissionDetails"].append(_detail(file, permission, source))
    return found


def _all(world: World, file: File) -> Iterator[tuple[Json, str]]:
    """Every permission with the id of the file or drive that it is on."""
    if file.owner:
        yield {"type": "user", "role": "owner", "emailAddress": file.owner}, file.id
    yield from ((permission, file.id) for permission in file.permissions)
    for parent in file.parents:
        if parent in world.drives:
            yield from ((permission, parent) for permission in world.drives[parent].permissions)
        elif parent in world.files:
            for permission, source in _all(world, world.files[parent]):
                role = "writer" if permission["role"] == "owner" else permission["role"]
                yield permission | {"role": role}, source


def _detail(file: File, permission: Json, source: str) -> Json:
    inherited = source != file.id
    kind = "member" if source == file.drive_id else "file"
    detail = {"permissionType": kind, "role": permission["role"], "inherited": inherited}
    return detail | ({"inheritedFrom": source} if inherited and file.drive_id else {})


def resource(world: World, permission: Json) -> Json:
    """A Permission as Drive shows it."""
    kind = permission["type"]
    shown = {
        "kind": "drive#permission",
        "id": id_of(permission),
        "type": kind,
        "role": permission["role"],
    }
    if kind in ("user", "group"):
        email = permission["emailAddress"]
        shown |= {"emailAddress": email, "displayName": display_name(world, email), "deleted": False}
    if kind == "user":
        shown["pendingOwner"] = bool(permission.get("pendingOwner"))
    if kind == "domain":
        shown |= {"domain": permission["domain"], "displayName": permission["domain"]}
    if kind in ("domain", "anyone"):
        shown["allowFileDiscovery"] = bool(permission.get("allowFileDiscovery"))
    if "expirationTime" in permission:
        shown["expirationTime"] = permission["expirationTime"]
    return shown


def display_name(world: World, email: str) -> str:
    """What Drive calls somebody."""
    account = world.accounts.get(email)
    return account.name if account and account.name else email.partition("@")[0]


def digests(content: bytes) -> Json:
    """The checksums of a file's bytes."""
    return {f"{kind}Checksum": hashlib.new(kind, content).hexdigest() for kind in ("md5", "sha1", "sha256")}
