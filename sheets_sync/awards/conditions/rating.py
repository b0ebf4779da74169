"""Conditions on the year's rating (đánh giá, xếp loại chất lượng)."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.awards.conditions.figures import YearLevelName
from sheets_sync.awards.conditions.finding import Finding, say
from sheets_sync.awards.review import Candidate
from sheets_sync.awards.year_levels import LEVEL_NAMES, RATED_LEVELS
from sheets_sync.language import N_, Message


@dataclass(frozen=True)
class RatingFigures:
    """The level that the year must reach."""

    at_least: YearLevelName


def rating(candidate: Candidate, figures: RatingFigures) -> Finding:
    """The year's rating is this level or a better one; a team's that is not entered is for the council to confirm."""
    best = figures.at_least == RATED_LEVELS[0]
    requirement = say(
        N_("xếp loại năm: {level}") if best else N_("xếp loại năm: {level} trở lên"),
        level=_name(figures.at_least),
    )
    level = candidate.level
    if level is None:
        return Finding(requirement, None, say(N_("tab Đánh giá năm chưa ghi mức của tổ")))
    met = None if level.unreadable else level.reaches(figures.at_least)
    return Finding(requirement, met, level.evidence, level.cells)


def _name(level: str) -> Message:
    return Message(LEVEL_NAMES[level])
