"""What every output tab of the district is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sheets_sync.fleet.district.figures import RollUp
from sheets_sync.fleet.district.left_out import LeftOut
from sheets_sync.fleet.kept.shelf import Status
from sheets_sync.fleet.members import Member
from sheets_sync.language import N_, Translator, translator
from sheets_sync.rules.titles import TITLES
from sheets_sync.settings.config import Config
from sheets_sync.tables import Cell
from sheets_sync.views.tabs.cells import CellRow, tab_title

NOT_AT_WORK = N_("Nghỉ, chuyển, đến sau")
"""The heading above those who did not work then and are therefore neither rated nor registered."""


@dataclass(frozen=True)
class DistrictDraft:
    """What every tab of the district is made from: its schools, what came of their last runs, their figures.

    Each school is counted in the figures or named in `left_out`.
    """

    config: Config
    today: date
    members: Sequence[Member]
    statuses: Mapping[str, Status | None]
    figures: RollUp
    left_out: Sequence[LeftOut] = ()

    @cached_property
    def t(self) -> Translator:
        """Puts texts into the language of the workbook."""
        return translator(self.config.language)

    @cached_property
    def left_out_by_key(self) -> Mapping[str, LeftOut]:
        """The schools of the fleet that do not count, by their keys; one that is gone may have had the key of another."""
        return {each.key: each for each in self.left_out if each.why != "gone"}

    def title(self, stock: str) -> str:
        """The title of a tab in this district."""
        return tab_title(self.config, stock)

    def head(self, title: str, note: str, width: int) -> list[CellRow]:
        """The lines above a tab's table: its title, its owner and day, and what it says."""
        line = self.t(
            N_("{school} · Năm học {year} · Lập ngày {day}"),
            school=self.config.school.name,
            year=str(self.config.year),
            day=f"{self.today:%d/%m/%Y}",
        )
        return [
            (Cell(title, "title", span=width),),
            (Cell(line, "subtitle", span=width),),
            (Cell(note, "note", span=width),),
        ]

    @cached_property
    def proposed_titles(self) -> tuple[str, ...]:
        """The titles that anybody is proposed for, or waits for a decision on, in their order."""
        found = {each.title for each in (*self.figures.proposals, *self.figures.undecided)}
        return tuple(title.code for title in TITLES if title.code in found)

    @cached_property
    def registered_titles(self) -> tuple[str, ...]:
        """The titles that anybody registered for, in their order."""
        found = {title for school in self.figures.schools for title in school.registrations}
        return tuple(title.code for title in TITLES if title.code in found)
