"""Conditions on time: how long somebody worked this year, was away, or has been in the sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sheets_sync.awards.conditions.figures import LeaveKind, Until
from sheets_sync.awards.conditions.finding import Finding, day_text, in_cell, listed, say
from sheets_sync.awards.review import AWAY, MOVED, RETIRED, Candidate, Review
from sheets_sync.durations import DateSpan, Duration, duration, outside, total, within
from sheets_sync.language import N_, Message
from sheets_sync.model import Leave, Person, Where
from sheets_sync.rules.forms import MEASURES

MATERNITY = "Thai sản"  # counts as work whatever a rule set says: it must never count against anyone
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class WorkedFigures:
    """How many months, counted until when, for whom, and which kinds of leave count as work."""

    months: int
    until: Until = "decision"
    new_hires_only: bool = False
    work: tuple[LeaveKind, ...] = ()


def worked(candidate: Candidate, figures: WorkedFigures) -> Finding:
    """At work for so many months of the school year; leave of the kinds in `work` counts as work.

    Who was newly hired has worked until the decision (or the end of the year: `until`); who was there before has the
    whole year of twelve months but for their leave, however early the decision is.
    """
    person, review = _person(candidate), candidate.review
    requirement = say(N_("làm việc trong năm từ {months} tháng trở lên"), months=figures.months)
    hired, joined = _hired_this_year(person, review)
    if figures.new_hires_only:
        requirement = say(
            N_("người mới tuyển dụng: làm việc từ {months} tháng trở lên"), months=figures.months
        )
        if hired is None:
            return Finding(requirement, True, say(N_("không phải người mới tuyển dụng trong năm")), joined)
    time = _time_away(person, review, hired, figures.until if hired else "year", figures.work)
    first, last = time.year
    certain = total(outside(time.certain, first, last))
    least = total(outside([*time.certain, *time.doubtful], first, last))
    span = say(
        N_("{duration}, từ {first} đến {last}"),
        duration=certain.message,
        first=day_text(first),
        last=day_text(last),
    )
    evidence = listed([span, *time.notes])
    return Finding(requirement, _at_least(figures.months, certain, least), evidence, (*joined, *time.cells))


@dataclass(frozen=True)
class AbsenceFigures:
    """Less than how many months, counted until when, and which kinds of leave do not count."""

    months: int
    until: Until = "decision"
    work: tuple[LeaveKind, ...] = ()


def absence(candidate: Candidate, figures: AbsenceFigures) -> Finding:
    """Away for less than so many months of the year; leave of the kinds in `work` is not being away."""
    person, review = _person(candidate), candidate.review
    requirement = say(
        N_("nghỉ trong năm dưới {months} tháng (không kể {kinds})"),
        months=figures.months,
        kinds=_kinds(figures.work),
    )
    time = _time_away(person, review, _hired_this_year(person, review)[0], figures.until, figures.work)
    away = total(within(time.certain, *time.year))
    most = total(within([*time.certain, *time.doubtful], *time.year))
    said = (
        say(N_("không nghỉ đợt nào bị tính"))
        if away == Duration(0)
        else say(N_("nghỉ {duration}"), duration=away.message)
    )
    met = False if away >= Duration(figures.months) else (None if most >= Duration(figures.months) else True)
    return Finding(requirement, met, listed([said, *time.notes]), time.cells)


@dataclass(frozen=True)
class SectorYearsFigures:
    """How many years, how many fewer after hardship, and the months that each measure takes off."""

    years: int
    earlier: int
    discipline_months: int


def sector_years(candidate: Candidate, figures: SectorYearsFigures) -> Finding:
    """In the sector for so many years, whole months counted; fewer for those who served where life is hardest."""
    person, review = _person(candidate), candidate.review
    hardship = person.staff_id in review.config.rules.hardship
    wanted = figures.years - figures.earlier if hardship else figures.years
    requirement = say(N_("công tác trong ngành đủ {years} năm"), years=wanted)
    if person.joined_sector is None:
        return Finding(
            requirement, False, in_cell(person.place, "joined_sector", say(N_("chưa có ngày vào ngành")))
        )
    served = duration(person.joined_sector, review.day)
    subtracted = figures.discipline_months * len(_measures_since(person, review))
    months = served.months - subtracted
    said = [
        say(N_("vào ngành {day}, đến {until} được {years} năm {months} tháng"), day=day_text(person.joined_sector),
            until=day_text(review.day), years=months // _MONTHS_A_YEAR, months=months % _MONTHS_A_YEAR)
    ]  # fmt: skip
    if subtracted:
        said.append(say(N_("đã trừ {months} tháng bị kỷ luật"), months=subtracted))
    if hardship:
        said.append(say(N_("có từ 5 năm ở vùng đặc biệt khó khăn (config.toml, [rules] hardship)")))
    elif months >= (figures.years - figures.earlier) * _MONTHS_A_YEAR and months < wanted * _MONTHS_A_YEAR:
        said.append(
            say(
                N_(
                    "đủ nếu có từ 5 năm ở vùng đặc biệt khó khăn: ghi mã vào [rules] hardship trong config.toml"
                )
            )
        )
    evidence = in_cell(person.place, "joined_sector", listed(said))
    return Finding(
        requirement, months >= wanted * _MONTHS_A_YEAR, evidence, (person.place.at("joined_sector"),)
    )


def _measures_since(person: Person, review: Review) -> list[date]:
    """The days of the measures taken while somebody was in the sector, as far as a day can be read."""
    first = person.joined_sector or date.min
    rows = review.disciplines.get(person.staff_id, ())
    return [
        row.day for row in rows if row.form in MEASURES[1:] and row.day and first <= row.day <= review.day
    ]


# --- time away --------------------------------------------------------------------------------------------


class _Away(NamedTuple):
    """The part of the year that counts, the spans away that count, those of which the sheets leave it open, and why."""

    year: DateSpan
    certain: Sequence[DateSpan]
    doubtful: Sequence[DateSpan]
    notes: Sequence[Message]
    cells: tuple[Where, ...]


def _person(candidate: Candidate) -> Person:
    assert candidate.person, "a condition on a person's time"
    return candidate.person


def _hired_this_year(person: Person, review: Review) -> tuple[date | None, tuple[Where, ...]]:
    """The day of somebody newly hired in the year, with its cell; who only changed schools is not."""
    first, last = review.config.year.first, review.config.year.last
    key = "joined_sector" if person.joined_sector else "joined_school"
    day = person.joined_sector or person.joined_school
    if day is None or not first < day <= last:
        return None, ()
    return day, (person.place.at(key),)


def _time_away(person: Person, review: Review, hired: date | None, until: str, work: Sequence[str]) -> _Away:
    first, last, notes, cells = _counted_year(person, review, hired, until)
    counting = {MATERNITY, *work}
    certain: list[DateSpan] = []
    doubtful: list[DateSpan] = []
    known: list[DateSpan] = []
    for leave in review.school.roster.leaves.get(person.staff_id, ()):
        span = _span(leave)
        if span is None and leave.place.bad & {"start", "end"}:
            doubtful.append((first, last))
            notes.append(in_cell(leave.place, "start", say(N_("ngày nghỉ chưa đọc được"))))
        if span is None or not within([span], first, last):
            continue
        known.append(span)
        if leave.kind not in counting:
            (certain if leave.kind else doubtful).append(span)
        notes.append(_described(leave, leave.kind in counting))
        cells.append(leave.place.at("kind"))
    untyped = _untyped_absence(person, known, last)
    if untyped:
        notes.append(in_cell(person.place, "status", _gone(person)))
        cells.append(person.place.at("status"))
    return _Away((first, last), certain, [*doubtful, *untyped], notes, tuple(cells))


def _counted_year(
    person: Person, review: Review, hired: date | None, until: str
) -> tuple[date, date, list[Message], list[Where]]:
    """The part of the year that counts: from the year's or the person's first day on, to the decision or until they left."""
    year = review.config.year
    first, last = hired or year.first, year.last if until == "year" else min(review.day, year.last)
    if not (review.left(person, MOVED) or review.left(person, RETIRED)):
        return first, last, [], []
    since = person.status_from or first
    notes = [in_cell(person.place, "status", _gone(person))]
    return first, min(last, since - timedelta(days=1)), notes, [person.place.at("status")]


def _kinds(work: Sequence[str]) -> str:
    """The kinds of leave that count as work, as a sentence names them."""
    return ", ".join(kind.lower() for kind in dict.fromkeys((MATERNITY, *work)))


def _span(leave: Leave) -> DateSpan | None:
    if leave.start is None or leave.place.bad & {"start", "end"}:
        return None
    end = leave.end or date.max - timedelta(days=1)
    return (leave.start, end) if leave.start <= end else None


def _described(leave: Leave, counts_as_work: bool) -> Message:
    until = day_text(leave.end) if leave.end else say(N_("nay"))
    params = {"kind": leave.kind or "?", "first": day_text(leave.start), "last": until}
    text = (
        N_("nghỉ {kind} {first}–{last}, tính là thời gian làm việc")
        if counts_as_work
        else N_("nghỉ {kind} {first}–{last}")
    )
    return in_cell(leave.place, "kind", Message(text, params))


def _untyped_absence(person: Person, known: Sequence[DateSpan], last: date) -> list[DateSpan]:
    """The days on which the roster says that somebody is away and no leave says why."""
    if person.status != AWAY:
        return []
    since = person.status_from or date.min
    return outside(known, since, last) if since <= last else []


def _gone(person: Person) -> Message:
    params = {"status": person.status, "day": day_text(person.status_from)}
    if person.status in (MOVED, RETIRED):
        return Message(N_("{status} từ {day}"), params)
    return Message(N_("{status} từ {day}, chưa ghi loại nghỉ ở tab Nghỉ dài ngày"), params)


def _at_least(months: int, certain: Duration, least: Duration) -> bool | None:
    """Whether it is so many months whatever the doubtful spans turn out to be; None where they decide."""
    if certain < Duration(months):
        return False
    return True if least >= Duration(months) else None
