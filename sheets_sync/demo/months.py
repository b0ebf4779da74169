"""The month tabs of the demo: plausible marks that move with the seasons, a team that rises, a person who falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sheets_sync.demo.draft import DraftRow, FormDraft
from sheets_sync.demo.people import DISCIPLINED, FALLING, RISING_TEAM, SCHOOL, TEAMS, DemoPerson
from sheets_sync.model import Month, SchoolYear, column_letters
from sheets_sync.rules.forms import month_form, month_title
from sheets_sync.rules.rubric import Rubric
from sheets_sync.setup.provision.content import CellContent, Formula

MONTHS = (9, 10, 11, 12, 1, 2, 3)
WHOLE_YEAR = (*MONTHS, 4, 5)
BEST_SHARE = {
    9: 0.21,
    10: 0.23,
    11: 0.27,
    12: 0.22,
    1: 0.20,
    2: 0.21,
    3: 0.25,
    4: 0.24,
    5: 0.26,
}  # of the rated: an A
SUMMED = (11, 12, 1)  # the months whose `Tự chấm` is a formula
TITLED = (9, 10, 11, 12, 1)  # the months with lines above the header, and a total row and signatures below
FIXED = {(DISCIPLINED, 12): 46.5, (FALLING, 2): 91.5, (FALLING, 3): 78.0}
_WEAK = 0.14  # the share of people whose level is about that of a C


@dataclass(frozen=True)
class DemoMonth:
    """One person's month in points, each a multiple of a half."""

    discipline: float
    results: float
    bonus: float | None
    team_total: float
    approved: float

    @property
    def own_total(self) -> float:
        """The sum of the criteria."""
        return self.discipline + self.results + (self.bonus or 0)


def month_drafts(
    rubric: Rubric,
    year: SchoolYear,
    members: Sequence[DemoPerson],
    rng: Random,
    months: Sequence[int] = MONTHS,
) -> list[FormDraft]:
    """A tab for every one of the months, which begin with September."""
    levels = {member.staff_id: _level(rng) for member in members}
    return [_month(rubric, year.month(number), members, levels, rng) for number in months]


def _level(rng: Random) -> float:
    return rng.gauss(68.0, 2.0) if rng.random() < _WEAK else rng.gauss(85.0, 4.0)


def _month(
    rubric: Rubric, month: Month, members: Sequence[DemoPerson], levels: Mapping[str, float], rng: Random
) -> FormDraft:
    form = month_form(rubric)._replace(title=month_title(month.number))
    draft = FormDraft(form, _heading(month) if month.number in TITLED else ())
    present = [member for member in members if member.at_work(month.first, month.last)]
    totals = _totals(present, month.number, levels, rng)
    for team in TEAMS:
        draft.rows.append([f"Tổ {team}" if month.number in TITLED else team])
        for member in present:
            if member.team == team:
                marks = _marks(totals[member.staff_id], rng)
                draft.add(_row(draft, member, marks, rubric, month.number, rng))
    draft.number()
    if month.number in TITLED:
        draft.rows += _below(draft)
    return draft


def _heading(month: Month) -> tuple[str, ...]:
    return SCHOOL.upper(), f"BẢNG CHẤM ĐIỂM THI ĐUA THÁNG {month.number:02}/{month.year}"


# --- points ---------------------------------------------------------------------------------------------------


def _totals(
    present: Sequence[DemoPerson], month: int, levels: Mapping[str, float], rng: Random
) -> dict[str, float]:
    """What everybody gets, moved so that just the wanted share has an A; halves, so ties come by themselves."""
    rise = WHOLE_YEAR.index(month) - 3
    drawn = {
        one.staff_id: levels[one.staff_id]
        + rng.gauss(0, 1.8)
        + (1.6 * rise if one.team == RISING_TEAM else 0)
        for one in present
    }
    best = sorted(drawn.values(), reverse=True)[: round(BEST_SHARE[month] * len(present))]
    shift = 90 - best[-1]
    points = {staff_id: int(2 * min(value + shift, 98)) / 2 for staff_id, value in drawn.items()}
    return points | {one: value for (one, when), value in FIXED.items() if when == month}


def _marks(total: float, rng: Random) -> DemoMonth:
    """Marks that add up to the total or a little more; the team and the principal come down to it."""
    own = total + rng.choice((0, 0, 0, 0.5, 1.0)) if total < 96 else total
    discipline = rng.choice((20.0, 20.0, 19.5, 19.0)) if own > 60 else 13.0
    bonus = rng.choice((None, None, 0.0, 1.0, 1.5, 2.0, 3.0)) if own > 60 else None
    short = own - discipline - (bonus or 0) - 70
    if short > 0:
        bonus = (bonus or 0) + short
    return DemoMonth(discipline, own - discipline - (bonus or 0), bonus, rng.choice((total, own)), total)


# --- cells ----------------------------------------------------------------------------------------------------


def _row(
    draft: FormDraft, member: DemoPerson, marks: DemoMonth, rubric: Rubric, month: int, rng: Random
) -> dict[str, CellContent]:
    scored: list[CellContent] = [marks.discipline, marks.results, marks.bonus]
    own: CellContent = marks.own_total
    if month in SUMMED:
        first, last = (
            column_letters(draft.place(key) + 1) for key in (rubric.inputs[0].key, rubric.inputs[2].key)
        )
        own = Formula(f"=SUM({first}{{row}}:{last}{{row}})", marks.own_total)
    else:
        scored = [_as_people_type(mark, rng) for mark in scored]
    return {
        "staff_id": member.staff_id,
        "name": member.name,
        **{item.key: mark for item, mark in zip(rubric.inputs, scored, strict=True)},
        "own_total": own,
        "team_total": marks.team_total,
        "approved": marks.approved,
        "rating": rubric.rate(round(marks.approved * 100)),
    }


def _as_people_type(mark: CellContent, rng: Random) -> CellContent:
    """Here and there a text with a decimal comma, a stray space, or a hyphen for nothing: all of it readable."""
    style = rng.random()
    if mark is None:
        return "-" if style < 0.15 else None
    if style < 0.04:
        return f"{mark:g}".replace(".", ",")
    return f" {mark:g} " if style < 0.055 else mark


def _below(draft: FormDraft) -> Iterable[DraftRow]:
    """The total row with its formulas, and where people sign."""
    letter = {column.key: column_letters(at + 1) for at, column in enumerate(draft.form.columns)}
    ratings = [row[draft.place("rating")] for row in draft.records()]
    total: DraftRow = [None] * len(draft.form.columns)
    total[0] = "Cộng"
    total[draft.place("name")] = Formula(
        f'=COUNTA({letter["staff_id"]}{{first}}:{letter["staff_id"]}{{above}})&" người"',
        f"{len(ratings)} người",
    )
    total[draft.place("rating")] = Formula(
        f'=COUNTIF({letter["rating"]}{{first}}:{letter["rating"]}{{above}},"A")&" A"',
        f"{ratings.count('A')} A",
    )
    signatures: DraftRow = [None] * draft.place("note")
    signatures[draft.place("name")], signatures[draft.place("rating")] = "Người lập bảng", "Hiệu trưởng"
    return total[: draft.place("note")], [], signatures
