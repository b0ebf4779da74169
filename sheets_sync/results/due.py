"""The calendar against what the staff have typed: what is done, what is due, what is late, and which cell says so.

Nothing is done because its day has passed. A paper is done on its `Ngày nộp` in the register `Văn bản`; the contest
on the day when the last of the entries wanted was sent. What nothing can prove is only `past`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Paper, Period, SchoolYear, Term, Where
from sheets_sync.results.deadlines import Deadline, calendar
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import ENTRIES, PAPERS, Form
from sheets_sync.rules.paper_kinds import paper_period, read_kind
from sheets_sync.text.cells import BadCell

DueState = Literal["done", "due", "late", "past"]


class Proof(NamedTuple):
    """The day on which something was done, and the cell that says so."""

    day: date
    where: Where


@dataclass(frozen=True, slots=True)
class Duty:
    """The current state of a deadline; `missing` is the cell or tab that would prove it and does not yet."""

    deadline: Deadline
    today: date
    proof: Proof | None
    missing: Where | None

    @property
    def state(self) -> DueState:
        """`done`; `due` until its day is over; then `late`, or `past` where nothing could prove it."""
        if self.proof:
            return "done"
        if self.days >= 0:
            return "due"
        return "late" if self.missing else "past"

    @property
    def days(self) -> int:
        """Days from today to the last day; below zero when it has passed."""
        return self.deadline.days_left(self.today)

    @property
    def days_late(self) -> int:
        """By how many days it was done late, or is late today; 0 when it is not."""
        until = self.proof.day if self.proof else self.today
        return max(0, (until - self.deadline.due).days) if self.state in ("done", "late") else 0

    @property
    def is_open(self) -> bool:
        """Whether it is to be worked on now: late, or begun and not done."""
        return self.state == "late" or (self.state == "due" and self.deadline.begins <= self.today)


class Doubt(NamedTuple):
    """A submitted paper that proves nothing because it does not show what it belongs to, and why."""

    where: Where
    message: Message


@dataclass(frozen=True, slots=True)
class Agenda:
    """The year's duties, the earliest first, and the papers in doubt."""

    duties: tuple[Duty, ...]
    doubts: tuple[Doubt, ...]

    def late(self) -> tuple[Duty, ...]:
        """What is late, the longest first."""
        return tuple(duty for duty in self.duties if duty.state == "late")

    def coming(self) -> tuple[Duty, ...]:
        """What is still to come, the next first."""
        return tuple(duty for duty in self.duties if duty.state == "due")

    def of_kind(self, kind: str) -> tuple[Duty, ...]:
        """The duties to which papers of this kind belong, the earliest first."""
        return tuple(duty for duty in self.duties if duty.deadline.task.paper == kind)


def agenda(results: Results) -> Agenda:
    """The calendar of the results' school year on their day; raises ConfigError for a wrong calendar."""
    deadlines = calendar(results.config)
    register = _Register(deadlines, results)
    duties = tuple(_duty(deadline, results, register) for deadline in deadlines)
    return Agenda(duties, tuple(register.doubts()))


def state_text(duty: Duty) -> Message:
    """A duty's state in a few words."""
    days, late = duty.days, duty.days_late
    if duty.proof:
        text = N_("xong {day}, sau hạn {late} ngày") if late else N_("xong {day}")
        return Message(text, {"day": f"{duty.proof.day:%d/%m/%Y}", "late": late})
    if duty.state == "due":
        return Message(N_("còn {days} ngày"), {"days": days}) if days else Message(N_("hôm nay"))
    return Message(N_("trễ {late} ngày"), {"late": late}) if late else Message(N_("đã qua"))


def _duty(deadline: Deadline, results: Results, register: _Register) -> Duty:
    way, proof, missing = deadline.task.proof, None, None
    if way == "paper":
        proof = register.proof(deadline)
        missing = register.unsubmitted(deadline) or _tab(PAPERS, results)
    elif way == "entries":
        proof = _entries_proof(deadline, results)
        missing = _unsent(deadline, results) or _tab(ENTRIES, results)
    return Duty(deadline, results.today, proof, None if proof else missing)


def _tab(form: Form, results: Results) -> Where | None:
    return next(iter(results.school.tabs.get(form.key, ())), None)


# --- contest entries --------------------------------------------------------------------------------------------


def _entries_proof(deadline: Deadline, results: Results) -> Proof | None:
    """The day on which the last of the entries wanted for the month was sent."""
    wanted = results.config.deadlines.entries
    sent = sorted(
        (
            Proof(entry.sent, entry.place.at("sent"))
            for entry in results.school.entries
            if entry.month in deadline.periods and entry.sent and entry.sent <= results.today
        ),
        key=lambda proof: proof.day,
    )
    return sent[wanted - 1] if len(sent) >= wanted else None


def _unsent(deadline: Deadline, results: Results) -> Where | None:
    """The first entry of the month whose `Ngày gửi` is blank or cannot be read."""
    entries = (each for each in results.school.entries if each.month in deadline.periods and not each.sent)
    return next((each.place.at("sent") for each in entries), None)


# --- the register of papers ---------------------------------------------------------------------------------


class _Register:
    """The papers that were submitted by today, each of a kind that the calendar waits for."""

    def __init__(self, deadlines: Sequence[Deadline], results: Results) -> None:
        self.year, self.results = results.config.year, results
        self.waiting: dict[str, list[Deadline]] = {}
        for deadline in deadlines:
            if deadline.task.proof == "paper" and deadline.task.paper:
                self.waiting.setdefault(deadline.task.paper, []).append(deadline)

    def proof(self, deadline: Deadline) -> Proof | None:
        """The first day on which a paper of this deadline was submitted."""
        days = [
            proof for kind, paper, proof in self._submitted() if deadline in self._owners(kind, paper, proof)
        ]
        return min(days, key=lambda proof: proof.day, default=None)

    def unsubmitted(self, deadline: Deadline) -> Where | None:
        """The blank `Ngày nộp` of the deadline's paper, where the register has its line already."""
        for paper in self.results.school.papers:
            with suppress(BadCell):
                ours = read_kind(paper.kind) == deadline.task.paper
                if ours and not paper.submitted and _period(paper, self.year) in deadline.periods:
                    return paper.place.at("submitted")
        return None

    def doubts(self) -> Iterator[Doubt]:
        """The papers that do not show what they belong to."""
        for kind, paper, proof in self._submitted():
            where = paper.place.at("period" if "period" in paper.place.columns else "kind")
            try:
                period = _period(paper, self.year)
            except BadCell:
                yield Doubt(where, _unreadable(paper))
                continue
            of_this_year = period == self.year or (period is None and proof.day >= self.year.first)
            if of_this_year and not self._owners(kind, paper, proof):
                yield Doubt(where, self._unclear(kind))

    def _unclear(self, kind: str) -> Message:
        periods = dict.fromkeys(period for deadline in self.waiting[kind] for period in deadline.periods)
        listed = [_written(period) for period in periods if period != self.year] or [str(self.year)]
        said = N_("chưa tính cho việc nào; nếu thuộc lịch này thì ghi Kỳ là một trong: {periods}")
        return Message(said, {"periods": ", ".join(listed)})

    def _submitted(self) -> Iterator[tuple[str, Paper, Proof]]:
        for paper in self.results.school.papers:
            kind, day = read_kind(paper.kind), paper.submitted
            if kind in self.waiting and day and day <= self.results.today:
                yield kind, paper, Proof(day, paper.place.at("submitted"))

    def _owners(self, kind: str, paper: Paper, proof: Proof) -> list[Deadline]:
        """The deadlines that a paper belongs to: those of its period.

        One that names no period, or only the year, belongs to that one of its kind that had begun last by its day;
        a month's paper must name its month.
        """
        try:
            period = _period(paper, self.year)
        except BadCell:
            return []
        if period not in (None, self.year):
            return [deadline for deadline in self.waiting[kind] if period in deadline.periods]
        waiting = self.waiting[kind]
        if period and len(waiting) == 1 and period in waiting[0].periods:
            return waiting
        begun = [each for each in waiting if each.begins <= proof.day and not each.task.every_month]
        return sorted(begun, key=lambda each: each.begins)[-1:]


def _period(paper: Paper, year: SchoolYear) -> Period | None:
    """A paper's period; raises BadCell where its cell cannot be read."""
    if "period" in paper.place.bad:
        raise BadCell("not-a-month")
    return paper_period(paper, year)


def _unreadable(paper: Paper) -> Message:
    if paper.period is None:
        return Message(N_("chưa đọc được ô Kỳ; ghi như 10/2023, HK1 hoặc 2023-2024"))
    said = N_("chưa đọc được Kỳ “{period}”; ghi như 10/2023, HK1 hoặc 2023-2024")
    return Message(said, {"period": paper.period})


def _written(period: Period) -> str:
    """A period as people write it in the register."""
    if isinstance(period, Month):
        return period.shown
    return f"HK{period.number}" if isinstance(period, Term) else str(period)
