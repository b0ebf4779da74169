"""Which schools have surely not changed, by what Drive says of all spreadsheets of an account in one list.

Drive gathers the changes to a spreadsheet for some minutes before it shows a new version. So an equal version is
believed only when the last change that Drive knew of lay well before the read that the hint was made with; whoever
changes something within Drive's minutes is seen by the next run. A school that is read is written only where the values of a
tab differ from what is there, whatever Drive said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sheets_sync import __version__
from sheets_sync.fleet.kept.shelf import Hint, Status
from sheets_sync.fleet.members import Member
from sheets_sync.fleet.outcome import SchoolOutcome
from sheets_sync.google.drive import SPREADSHEET, Drive
from sheets_sync.google.session import Session
from sheets_sync.settings.config import Config

SAFETY = 600.0
"""Seconds that the last change must lie before the read: three times what Drive has been seen to gather for."""
_PAGE = 1000


class Seen(NamedTuple):
    """What Drive says of a spreadsheet: its version, and when it was last changed (seconds since 1970)."""

    version: str
    modified: float


Listing = Mapping[str, Seen]


def listing(session: Session) -> Listing:
    """Every spreadsheet that an account can see, by id; one call for a thousand of them. Raises GoogleError."""
    query = f"mimeType='{SPREADSHEET}' and trashed=false"
    files = Drive(session).find(query, "id,version,modifiedTime", size=_PAGE)
    return {
        str(file["id"]): Seen(str(file["version"]), datetime.fromisoformat(file["modifiedTime"]).timestamp())
        for file in files
        if "version" in file and "modifiedTime" in file
    }


def is_unchanged(
    member: Member, status: Status | None, seen: Listing, today: date, fresh_daily: bool
) -> bool:
    """Whether a school's last sync would come out the same again, as far as Drive's word goes."""
    hint = status.hint if status else None
    if hint is None or member.config is None:
        return False
    ids = member.spreadsheets
    versions = {each: seen[each].version for each in ids if each in seen}
    return (
        len(versions) == len(ids) > 0
        and versions == dict(hint.versions)
        and hint.modified < hint.read - SAFETY
        and hint.made_of == made_of(member.config)
        and (not fresh_daily or hint.day == today.isoformat())
    )


def hint_of(member: Member, outcome: SchoolOutcome, seen: Listing, today: date) -> Hint | None:
    """What the next run may know this school by; nothing where Drive did not list all its spreadsheets."""
    ids = member.spreadsheets
    if outcome.state != "done" or member.config is None or not ids or any(each not in seen for each in ids):
        return None
    return Hint(
        {each: seen[each].version for each in ids},
        max(seen[each].modified for each in ids),
        outcome.began,
        made_of(member.config),
        today.isoformat(),
    )


def made_of(config: Config) -> str:
    """A fingerprint of what besides the sheets decides the outputs: the config, the files it names, the program."""
    rubrics = [config.rules.rubric, *([config.classes.rubric] if config.classes else [])]
    files = [*rubrics, *filter(None, (config.deadlines.calendar, config.rules.law))]
    digest = hashlib.sha256(f"{__version__}|{_plain(config)}".encode())
    for content in _contents(config, files):
        digest.update(content)
    return digest.hexdigest()[:16]


def _plain(config: Config) -> str:
    return repr(config._replace(google=type(config.google)()))  # who signs in changes no output


def _contents(config: Config, names: Iterable[str]) -> Iterable[bytes]:
    for name in names:
        path = config.folder / name
        yield path.read_bytes() if path.is_file() else b""
