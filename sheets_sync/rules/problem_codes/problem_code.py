"""What there is to say of a problem code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "info"]
"""An error keeps what depends on it from being counted; a warning is worth a look; an info is listed on request only."""


class ProblemTexts(NamedTuple):
    """What is wrong and what to do: Vietnamese templates, marked with `N_`; the English is in the catalogue.

    Each may use {tab}, {value}, {staff_id} and the problem's params.
    """

    finding: str
    remedy: str


class ProblemCode(NamedTuple):
    """One problem code: what the whole program knows of it.

    `kind` is what all problems of the code are called together; `texts` are by variant, "" being the usual one.
    """

    level: Level
    kind: str
    texts: Mapping[str, ProblemTexts]

    points_to: Literal["cell", "tab", "nothing"] = "cell"
    """A cell, a tab (or the rows of one) as a whole, or a tab that is not there."""

    mended_by: Literal["staff", "board", "principal"] = "staff"
    """Reminders go to `staff` only; what only the principal can settle comes first in the overview."""

    of_layout: bool = False
    """Whether it is of a tab as a whole, and mended without touching a mark of a closed month."""

    casts_doubt: bool = True
    """Whether points in a row with this problem may be wrong, so that a rise or fall because of them is doubtful."""

    repeats_closed_edit: Literal["never", "row", "outcome"] = "never"
    """When it only repeats that a closed month was edited: in an edited row, or also where points or rating differ."""
