"""Which fleet and which of its schools a command is about: --fleet, --only, --failed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.commands.options import Function, shared_options
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.fleet.fleet_file import Fleet
    from sheets_sync.fleet.members import Member

    Whole = tuple[Fleet, tuple[Member, ...]]  # a fleet with all its schools

_FILE = click.option(
    "--fleet", "file", type=click.Path(), default="fleet.toml", metavar="FILE", help=N_("Tệp fleet.toml.")
)
_ONLY = click.option("--only", metavar="PATTERN", help=N_("Chỉ các trường có tên khớp, ví dụ 'thcs-*'."))
_FAILED = click.option("--failed", is_flag=True, help=N_("Chỉ các trường lần trước chưa xong."))


def selecting(function: Function) -> Function:
    """--fleet, --only, --failed."""
    return _FILE(_ONLY(_FAILED(shared_options(function))))


def whole_fleet(file: str) -> Whole:
    """The fleet of a file with all its schools; raises ConfigError."""
    from sheets_sync.fleet.fleet_file import load_fleet
    from sheets_sync.fleet.members import members

    plan = load_fleet(Path(file))
    return plan, members(plan)


def chosen(whole: Whole, only: str | None, failed: bool) -> tuple[Member, ...]:
    """The schools that --only and --failed leave; raises UsageError where the pattern matches nobody."""
    from sheets_sync.fleet.kept.shelf import StateFolder
    from sheets_sync.fleet.members import matching
    from sheets_sync.fleet.outcome import SUCCEEDED

    plan, every = whole
    found = matching(every, only)
    if only and not found:
        text = N_("Không có trường nào khớp với “{pattern}”. Có: {schools}.")
        known = ", ".join(each.key for each in every[:10])
        raise UsageError(Message(text, {"pattern": only, "schools": known}))
    if failed:
        shelf = StateFolder(plan.state_path)
        states = {each.key: shelf.status(each.key) for each in found}
        found = tuple(each for each in found if (last := states[each.key]) and last.state not in SUCCEEDED)
    return found
