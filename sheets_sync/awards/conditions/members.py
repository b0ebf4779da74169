"""Conditions on a team's members: how many of them have what."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.awards.conditions.figures import TitleCode, YearLevelName
from sheets_sync.awards.conditions.finding import Finding, say
from sheets_sync.awards.review import Candidate
from sheets_sync.awards.year_levels import LEVEL_NAMES
from sheets_sync.language import N_, Message
from sheets_sync.rules.forms import YEAR_LEVELS
from sheets_sync.rules.titles import BY_CODE

UNRATED = YEAR_LEVELS[-1]
_NOBODY = say(N_("tổ không có ai"))


@dataclass(frozen=True)
class MembersShareFigures:
    """So many per cent of the members obtain the title `of`; `strictly`: more than that."""

    of: TitleCode
    percent: int
    strictly: bool = False


def members_share(candidate: Candidate, figures: MembersShareFigures) -> Finding:
    """So many per cent of the members obtain a title this year; `strictly`: more than that."""
    title = BY_CODE[figures.of].name
    template = (
        N_("trên {percent} % cá nhân đạt {title}")
        if figures.strictly
        else N_("từ {percent} % cá nhân trở lên đạt {title}")
    )
    requirement = say(template, percent=figures.percent, title=title)
    ids = [person.staff_id for person in candidate.members]
    if not ids:
        return Finding(requirement, False, _NOBODY)
    without = [staff_id for staff_id in ids if not _obtains(candidate, staff_id, figures.of)]
    part, whole = len(ids) - len(without), len(ids)
    met = 100 * part > figures.percent * whole if figures.strictly else 100 * part >= figures.percent * whole
    return Finding(requirement, met, _share(part, whole, without))


@dataclass(frozen=True)
class MembersCompleteFigures:
    """The level that every member's year must reach."""

    at_least: YearLevelName


def members_complete(candidate: Candidate, figures: MembersCompleteFigures) -> Finding:
    """Every member's year is rated this level or better; one who by law is not rated is left aside."""
    requirement = say(
        N_("100 % cá nhân được xếp loại {level} trở lên"), level=Message(LEVEL_NAMES[figures.at_least])
    )
    levels = {person.staff_id: candidate.review.levels[person.staff_id] for person in candidate.members}
    rated = {staff_id: level for staff_id, level in levels.items() if level.level != UNRATED}
    if not rated:
        return Finding(requirement, False, _NOBODY)
    below = [
        staff_id for staff_id, level in rated.items() if level.level and not level.reaches(figures.at_least)
    ]
    unknown = [staff_id for staff_id, level in rated.items() if level.level is None]
    if below:
        return Finding(requirement, False, _share(len(rated) - len(below), len(rated), below))
    if unknown:
        return Finding(requirement, None, say(N_("chưa có xếp loại năm: {ids}"), ids=", ".join(unknown)))
    return Finding(requirement, True, _share(len(rated), len(rated), []))


@dataclass(frozen=True)
class MembersHolderFigures:
    """The title that a member must obtain."""

    of: TitleCode


def members_holder(candidate: Candidate, figures: MembersHolderFigures) -> Finding:
    """At least one member obtains a title this year."""
    requirement = say(N_("có cá nhân đạt {title}"), title=BY_CODE[figures.of].name)
    ids = [p.staff_id for p in candidate.members if _obtains(candidate, p.staff_id, figures.of)]
    if ids:
        return Finding(requirement, True, say(N_("đủ điều kiện: {ids}"), ids=", ".join(ids)))
    return Finding(requirement, False, say(N_("không có ai")))


def _obtains(candidate: Candidate, staff_id: str, title: str) -> bool:
    verdict = candidate.verdicts.get((staff_id, title))
    return verdict is not None and verdict.verdict == "eligible"


def _share(part: int, whole: int, without: list[str]) -> Message:
    params = {"part": part, "whole": whole, "percent": _percent(part, whole), "without": ", ".join(without)}
    if without:
        return Message(N_("{part}/{whole} người, {percent} %; chưa đạt: {without}"), params)
    return Message(N_("{part}/{whole} người, {percent} %"), params)


def _percent(part: int, whole: int) -> str:
    """A share to read, cut off rather than rounded: 69,99 % must not look like 70."""
    tenths = 1000 * part // whole
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
