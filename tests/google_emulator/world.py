"""Everything that the emulator knows: accounts, files, spreadsheets, and what time it is."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Literal

from tests.google_emulator.drive.state import (
    FOLDER,
    ROLES,
    File,
    SharedDrive,
    UploadSession,
    permission_id,
)
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.wire import ApiError

_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Clock:
    """A clock that tests can turn: real time plus what it was advanced by."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self.ahead += seconds


@dataclass
class Account:
    """Somebody who calls; a service account without `storage` owns nothing, as Google's do.

    `acts_for` are the e-mail addresses it may impersonate by domain-wide delegation.
    """

    email: str
    kind: Literal["service", "person"] = "person"
    storage: bool = True
    name: str = ""
    acts_for: frozenset[str] = frozenset()

    @property
    def permission_id(self) -> str:
        """The id of this account in permissions."""
        return permission_id(self.email)


@dataclass
class World:
    """All state; the server holds `lock` while a handler runs.

    `groups` are the members' addresses by the group's; files created after `stale_list_until` (seconds on the
    clock) are missing from files.list, as happens with Google's index, while files.get shows them.
    """

    clock: Clock = field(default_factory=Clock)
    accounts: dict[str, Account] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    drives: dict[str, SharedDrive] = field(default_factory=dict)
    spreadsheets: dict[str, Spreadsheet] = field(default_factory=dict)
    reserved_ids: set[str] = field(default_factory=set)  # handed out by files.generateIds
    uploads: dict[str, UploadSession] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, File] = field(default_factory=dict)  # files that were deleted for good
    changes: int = 0  # how many there were so far
    stale_list_until: float | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def new_id(self) -> str:
        """A file id as long as Google's."""
        return "1" + "".join(secrets.choice(_ID_LETTERS) for _ in range(43))

    def root_of(self, account: Account) -> str:
        """The id of an account's My Drive, made when it is first asked for."""
        root = f"root-{account.permission_id}"
        if root not in self.files:
            now = self.clock.now()
            self.files[root] = File(
                root, "My Drive", FOLDER, [], account.email, None, now, now, account.email
            )
        return root

    # --- who may do what ----------------------------------------------------------------------------------------

    def role(self, account: Account, file_id: str) -> str | None:
        """The highest role of an account on a file, folder or shared drive, inherited ones included."""
        found = [self._own_role(account, file_id)]
        file = self.files.get(file_id)
        if file:
            inherited = [self.role(account, parent) for parent in file.parents]
            found += ["writer" if role == "owner" else role for role in inherited]
        return max((role for role in found if role), key=ROLES.index, default=None)

    def _own_role(self, account: Account, file_id: str) -> str | None:
        file, drive = self.files.get(file_id), self.drives.get(file_id)
        if file and file.owner == account.email:
            return "owner"
        domain = account.email.partition("@")[2]
        held = (file or drive).permissions if file or drive else []
        email = account.email.lower()
        roles = [
            permission["role"]
            for permission in held
            if permission.get("emailAddress", "").lower() == email
            or email in self.groups.get(permission.get("emailAddress", ""), ())
            or permission.get("type") == "anyone"
            or (permission.get("type") == "domain" and permission.get("domain") == domain)
        ]
        return max(roles, key=ROLES.index, default=None)

    def may(self, account: Account, file_id: str, role: str) -> bool:
        """Whether an account has at least this role."""
        held = self.role(account, file_id)
        return held is not None and ROLES.index(held) >= ROLES.index(role)

    # --- files --------------------------------------------------------------------------------------------------

    def drive_of(self, parent: str) -> str | None:
        """The shared drive that a folder lies in, if any."""
        if parent in self.drives:
            return parent
        folder = self.files.get(parent)
        return folder.drive_id if folder else None

    def demand_storage(self, account: Account, parents: list[str]) -> None:
        """Refuse an account that owns nothing, outside of shared drives."""
        if account.storage or (parents and self.drive_of(parents[0])):
            return
        raise ApiError(
            403,
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth "
            "delegation (http://support.google.com/a/answer/7281227) instead.",
            reason="storageQuotaExceeded",
            domain="usageLimits",
        )

    def create_file(
        self,
        account: Account,
        name: str,
        mime: str,
        parents: list[str] | None = None,
        file_id: str = "",
        client: str = "",
    ) -> File:
        """A new file in these parents (My Drive without any); an account without storage gets Google's 403."""
        self.demand_storage(account, parents or [])
        parents = parents or [self.root_of(account)]
        drive = self.drive_of(parents[0])
        now = self.clock.now()
        owner = None if drive else account.email
        file = File(file_id or self.new_id(), name, mime, parents, owner, drive, now, now, account.email)
        file.born, file.seen_by, file.opened_by = now, {account.email}, {client} - {""}
        self.files[file.id] = file
        self.note_change(file)
        return file

    def touch(self, file_id: str, account: Account) -> None:
        """Note that an account has just changed a file."""
        file = self.files[file_id]
        file.modified, file.modified_by = self.clock.now(), account.email
        file.seen_by.add(account.email)
        self.note_change(file)

    def note_change(self, file: File) -> None:
        """Raise a file's version and list it among the changes."""
        self.changes += 1
        file.version += 1
        file.change, file.changed = self.changes, self.clock.now()

    def remove_file(self, file_id: str) -> None:
        """Delete a file for good, with everything in it."""
        for child in [file for file in self.files.values() if file_id in file.parents]:
            self.remove_file(child.id)
        file = self.files.pop(file_id, None)
        if file:
            self.spreadsheets.pop(file_id, None)
            self.note_change(file)
            self.removed[file_id] = file
