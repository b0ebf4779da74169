"""What every kind of batchUpdate request works on: the copy of the spreadsheet, who asks, and what he may change."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.google_emulator.sheets import ranges
from tests.google_emulator.sheets.ranges import Box, Lines
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError

if TYPE_CHECKING:
    from tests.google_emulator.world import Account, World

Json = dict[str, Any]

PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


@dataclass
class Update:
    """One running batchUpdate: `spreadsheet` is the copy that takes the place of the old one if all goes well."""

    world: World
    spreadsheet: Spreadsheet
    account: Account
    client: str

    def sheet(self, sheet_id: int, what: str = "grid") -> Sheet:
        """The tab of this id, or Google's error."""
        return ranges.sheet_of(self.spreadsheet, sheet_id, what)

    def box(self, given: Json) -> Box:
        """A GridRange resolved against the grid."""
        return ranges.box(self.spreadsheet, given)

    def box_to_change(self, given: Json) -> Box:
        """A GridRange resolved, which the caller may change."""
        area = self.box(given)
        self.demand_edit(area)
        return area

    def lines(self, given: Json) -> Lines:
        """A DimensionRange resolved."""
        return ranges.lines(self.spreadsheet, given)

    # --- protection -------------------------------------------------------------------------------------------

    @property
    def owner(self) -> str | None:
        """The e-mail address of the file's owner, nobody in a shared drive."""
        return self.world.files[self.spreadsheet.id].owner

    def may_edit(self, protected: Json) -> bool:
        """Whether the caller may edit what one protected range covers."""
        return may_edit(self.world, self.spreadsheet, protected, self.account)

    def demand_edit(self, area: Box) -> None:
        """Refuse a change of cells that are protected from the caller."""
        for protected in area.sheet.protected:
            if self._covers(protected, area) and not self.may_edit(protected):
                raise ApiError(400, PROTECTED)

    def _covers(self, protected: Json, area: Box) -> bool:
        if not ranges.within(area, range_of(self.spreadsheet, protected)):
            return False
        free = [self.box(given) for given in protected.get("unprotectedRanges", [])]
        return not any(part.contains(area) for part in free)

    def demand_not_inside(self, protected: Json, before: Box, after: Box) -> None:
        """Refuse new lines between two that both belong to a protected range."""
        if self._covers(protected, before) and self._covers(protected, after):
            raise ApiError(400, PROTECTED)

    def demand_tab(self, sheet: Sheet) -> None:
        """Refuse a change to a tab as such when the whole tab is protected from the caller."""
        for protected in sheet.protected:
            bounds = set(range_of(self.spreadsheet, protected)) - {"sheetId"}
            if not bounds and not self.may_edit(protected):
                raise ApiError(400, PROTECTED)


def range_of(spreadsheet: Spreadsheet, protected: Json) -> Json:
    """The GridRange of a protected range, of the named range behind it where there is one."""
    if "namedRangeId" in protected:
        for each in spreadsheet.named_ranges:
            if each["namedRangeId"] == protected["namedRangeId"]:
                return each["range"]
        raise ApiError(400, f"No named range with id: {protected['namedRangeId']}")
    return protected["range"]


def may_edit(world: World, spreadsheet: Spreadsheet, protected: Json, account: Account) -> bool:
    """Whether an account may edit what a protected range covers; the file's owner always may."""
    owner, email = world.files[spreadsheet.id].owner or "", account.email.lower()
    if protected.get("warningOnly") or email == owner.lower():
        return True
    editors = protected.get("editors", {})
    if editors.get("domainUsersCanEdit") and email.partition("@")[2] == owner.lower().partition("@")[2]:
        return True
    members = [*editors.get("users", [])]
    for group in editors.get("groups", []):
        members += world.groups.get(group, ())
    return email in {member.lower() for member in members}


def new_number(taken: Iterable[int]) -> int:
    """An id that is not taken, as large as Google's."""
    used = set(taken)
    return next(number for number in iter(lambda: random.randrange(1, 2**31), None) if number not in used)


Kind = Callable[[Update, Json], Json]
