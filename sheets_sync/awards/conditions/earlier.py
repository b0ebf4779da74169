"""Conditions on other titles: the one below it this year, and those held before."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.awards.conditions.figures import NoFigures, TitleCode
from sheets_sync.awards.conditions.finding import Finding, cells, in_cell, listed, say
from sheets_sync.awards.review import Candidate
from sheets_sync.language import N_, Message
from sheets_sync.model import HeldTitle, SchoolYear
from sheets_sync.rules.titles import BY_CODE


@dataclass(frozen=True)
class LowerTitleFigures:
    """The lower title."""

    of: TitleCode


def lower_title(candidate: Candidate, figures: LowerTitleFigures) -> Finding:
    """The conditions of a lower title are met this year; what holds that one up holds this one up too."""
    name = BY_CODE[figures.of].name
    requirement = say(N_("đạt tiêu chuẩn {title}"), title=name)
    lower = candidate.verdicts.get((candidate.subject, figures.of))
    if lower is None or lower.verdict == "eligible":
        met = None if lower is None else True
        return Finding(requirement, met, say(N_("{title}: đủ điều kiện"), title=BY_CODE[figures.of].short))
    holding = lower.verdict == "on_hold"
    missed = [reason for reason in lower.reasons if (reason.holds if holding else reason.met is False)]
    lines = (
        say("{asks} – {evidence}", asks=reason.requirement, evidence=reason.evidence) for reason in missed
    )
    where = tuple(cell for reason in missed for cell in reason.cells)
    template = N_("{title}: đang chờ ({why})") if holding else N_("{title}: chưa đủ ({why})")
    evidence = say(template, title=BY_CODE[figures.of].short, why=listed(lines))
    return Finding(requirement, None if holding else False, evidence, where, holds=holding)


@dataclass(frozen=True)
class ConsecutiveFigures:
    """A title, and how many years running."""

    of: TitleCode
    times: int


def consecutive(candidate: Candidate, figures: ConsecutiveFigures) -> Finding:
    """A title held so many years running, the last of them the year before this one or this one."""
    requirement = say(
        N_("{times} lần liên tục đạt {title}"), times=figures.times, title=BY_CODE[figures.of].name
    )
    rows = [
        row
        for row in candidate.review.held_titles.get(candidate.subject, ())
        if figures.of in (row.titles or ())
    ]
    held = {row.year.start for row in rows if row.year}
    this = candidate.review.config.year.start
    longest = max(_run(held, last) for last in (this, this - 1))
    if not rows:
        return Finding(requirement, False, say(N_("không có trong tab Danh hiệu đã đạt")))
    said = say(N_("{count} lần liên tục: {rows}"), count=longest, rows=listed(map(_described, rows)))
    return Finding(requirement, longest >= figures.times, said, cells((row.place, "year") for row in rows))


def once(candidate: Candidate, figures: NoFigures) -> Finding:
    """The title has not been given before: it is given once."""
    requirement = say(N_("chưa được tặng lần nào"))
    rows = [
        row
        for row in candidate.review.held_titles.get(candidate.subject, ())
        if candidate.title in (row.titles or ())
    ]
    if rows:
        return Finding(
            requirement, False, listed(map(_described, rows)), cells((row.place, "titles") for row in rows)
        )
    return Finding(requirement, True, say(N_("không có trong tab Danh hiệu đã đạt")))


def _run(held: set[int], last: int) -> int:
    """How many years running a title was held, back from this one."""
    length = 0
    while last - length in held:
        length += 1
    return length


def _described(row: HeldTitle) -> Message:
    year: SchoolYear | None = row.year
    said = say(
        N_("năm học {year}, số {decision}"), year=str(year) if year else "?", decision=row.decision or "–"
    )
    return in_cell(row.place, "year", said)
