"""Conditions on what somebody has achieved: initiatives, accepted studies, achievements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from sheets_sync.awards.conditions.figures import NoFigures, OneOf, RecognitionLevel
from sheets_sync.awards.conditions.finding import Finding, cells, day_text, in_cell, listed, say
from sheets_sync.awards.review import Candidate
from sheets_sync.awards.year_levels import BEST
from sheets_sync.language import N_, Message
from sheets_sync.model import Achievement, Initiative, Where
from sheets_sync.rules.forms import ACHIEVEMENTS, INITIATIVES, RECOGNISED
from sheets_sync.text.vietnamese import fold

Merit = Annotated[str, OneOf(("rating", "initiative", "study"))]
_STUDIES = ("đề tài", "đề án khoa học", "công trình khoa học")


@dataclass(frozen=True)
class MeritFigures:
    """Which merits count, and an initiative or study of which levels."""

    by: tuple[Merit, ...]
    levels: tuple[RecognitionLevel, ...]


def merit(candidate: Candidate, figures: MeritFigures) -> Finding:
    """One of these: the year rated excellent, a recognised initiative, an accepted study.

    A year that is excellent by points alone, beyond what the cap allows, is for the council to confirm.
    """
    names = {
        "rating": say(N_("hoàn thành xuất sắc nhiệm vụ")),
        "initiative": say(N_("có sáng kiến được công nhận")),
        "study": say(N_("có đề tài khoa học được nghiệm thu")),
    }
    requirement = _either([names[each] for each in figures.by])
    level = candidate.level
    excellent = "rating" in figures.by and level is not None and level.level == BEST
    counted = [
        row
        for row in _recognised(candidate, figures.levels)
        if ("study" if is_study(row) else "initiative") in figures.by
    ]
    lines = [level.evidence] if level and "rating" in figures.by else []
    lines += map(_described, counted)
    if not counted:
        lines += _why_none(candidate, figures.levels)
    where = level.cells if level and "rating" in figures.by else ()
    met = None if excellent and level and level.beyond_cap and not counted else excellent or bool(counted)
    return Finding(requirement, met, listed(lines), (*where, *_cells(counted)))


@dataclass(frozen=True)
class InitiativeFigures:
    """The levels at which an initiative counts."""

    levels: tuple[RecognitionLevel, ...]


def initiative(candidate: Candidate, figures: InitiativeFigures) -> Finding:
    """An initiative or study recognised at one of these levels."""
    requirement = say(
        N_("có sáng kiến hoặc đề tài được công nhận ở cấp {levels}"), levels=", ".join(figures.levels)
    )
    counted = list(_recognised(candidate, figures.levels))
    lines = list(map(_described, counted)) or _why_none(candidate, figures.levels)
    return Finding(requirement, bool(counted), listed(lines), _cells(counted))


def achievement(candidate: Candidate, figures: NoFigures) -> Finding:
    """An achievement on record, be it regular, thematic or ad hoc."""
    requirement = say(N_("có thành tích được ghi nhận"))
    rows = candidate.review.achievements.get(candidate.subject, ())
    if not rows:
        return Finding(requirement, False, say(N_("không có trong tab {tab}"), tab=ACHIEVEMENTS.title))
    return Finding(
        requirement, True, listed(map(_achieved, rows)), cells((row.place, "content") for row in rows)
    )


def is_study(row: Initiative) -> bool:
    """Whether a row of `Sáng kiến` is a study (đề tài khoa học): its field or its name says so."""
    return any(fold(text or "").startswith(study) for text in (row.field, row.name) for study in _STUDIES)


def _recognised(candidate: Candidate, levels: Sequence[str]) -> Iterator[Initiative]:
    """Recognised at one of the levels; where every level counts, a blank one does as well."""
    every = len(levels) == len(INITIATIVES.column("level").choices)
    for row in candidate.review.initiatives.get(candidate.subject, ()):
        if row.result == RECOGNISED and (row.level in levels or every):
            yield row


def _why_none(candidate: Candidate, levels: Sequence[str]) -> list[Message]:
    rows = candidate.review.initiatives.get(candidate.subject, ())
    if not rows:
        return [say(N_("không có trong tab {tab}"), tab=INITIATIVES.title)]
    return [_described(row) for row in rows]


def _described(row: Initiative) -> Message:
    result = row.result or "?"
    said = say("{code} {result}", code=row.code or "", result=result)
    if row.result == RECOGNISED:
        params = {"code": row.code or "", "result": result, "level": row.level or "–"}
        params |= {"decision": row.decision or "–", "day": day_text(row.decided_on)}
        said = Message(N_("{code} {result}, cấp {level}, số {decision} ngày {day}"), params)
    return in_cell(row.place, "result", said)


def _achieved(row: Achievement) -> Message:
    said = say(
        N_("{kind} ngày {day}: {content}"),
        kind=row.kind or "–",
        day=day_text(row.day),
        content=row.content or "–",
    )
    return in_cell(row.place, "content", said)


def _cells(rows: Sequence[Initiative]) -> tuple[Where, ...]:
    return cells((row.place, "result") for row in rows)


def _either(names: Sequence[Message]) -> Message:
    if len(names) == 1:
        return names[0]
    *most, last = names
    return say(N_("{first} hoặc {last}"), first=_either(most), last=last)
