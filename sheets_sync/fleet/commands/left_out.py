"""The schools that do not count in the district's figures, in words and as JSON, the same after every fleet command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sheets_sync.commands.options import Run
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.fleet.district.left_out import LeftOut


def say_left_out(run: Run, schools: Iterable[LeftOut]) -> None:
    """A line for each."""
    for each in schools:
        called = each.name if each.name == each.key else f"{each.name} ({each.key})"
        run.say(N_("Không tính {school}: {reason}"), school=called, reason=run.t.say(each.reason))


def left_out_json(run: Run, schools: Iterable[LeftOut]) -> list[dict[str, Any]]:
    """The schools with why they do not count; `other` is the school that counts in their place."""
    return [
        {
            "school": each.key,
            "name": each.name,
            "why": each.why,
            "reason": str(run.t.say(each.reason)),
            "other": each.other,
        }
        for each in schools
    ]
