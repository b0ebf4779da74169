"""The contents of a form tab when it is made: nothing for `init`, a whole school for the demo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

TOTALS = ("Cộng", "Tổng cộng")
PREPARED_ROWS = 200


class Formula(NamedTuple):
    """A formula and the result that is stored with it.

    In the text, {row} is its own row, {first} the first one below the header, {above} the one above its own.
    """

    text: str
    result: str | float


CellContent = str | int | float | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Content:
    """Lines above the header, and rows below it; a row of one text alone is a separator."""

    heading: tuple[str, ...] = ()
    rows: Sequence[Sequence[CellContent]] = ()

    @property
    def header_row(self) -> int:
        """The header's row, counted from 1; a blank row lies between it and the lines above."""
        return len(self.heading) + 2 if self.heading else 1

    @property
    def last_row(self) -> int:
        """The last row, from 1, that is prepared for typing."""
        return self.header_row + max(PREPARED_ROWS, len(self.rows) + PREPARED_ROWS // 2)

    def placed(self, entry: CellContent, row: int) -> CellContent:
        """An entry in this row (from 1): a formula with its places filled in."""
        if not isinstance(entry, Formula):
            return entry
        text = entry.text.format(row=row, first=self.header_row + 1, above=row - 1)
        return Formula(text, entry.result)


def is_separator(row: Sequence[CellContent]) -> bool:
    """Whether a row holds a team's name in its first cell and nothing else."""
    filled = [entry for entry in row if entry is not None]
    return len(filled) == 1 and isinstance(row[0], str)


def is_total(row: Sequence[CellContent]) -> bool:
    """Whether a row sums up those above."""
    return bool(row) and row[0] in TOTALS
