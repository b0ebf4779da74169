"""The year's rating of everybody in the four levels of Nghị định 90/2020: as decided, else as the points give it.

What the points give is provisional. No more of a group may have the best level than the cap allows; whoever would be
beyond it by points alone keeps the level for now, marked, since only a decision can say who has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sheets_sync.language import N_, Message
from sheets_sync.model import Person, Where, YearRating
from sheets_sync.rules.forms import YEAR_LEVELS
from sheets_sync.rules.law import Base, ExcellentCap
from sheets_sync.rules.quotas import allowed, cut_off
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.period_grades import PeriodGrade
from sheets_sync.text.words import decimal_short

BEST, GOOD, *_ = RATED_LEVELS = YEAR_LEVELS[:4]
LEVEL_NAMES: Mapping[str, str] = {
    "HTXS": N_("Hoàn thành xuất sắc nhiệm vụ"),
    "HTT": N_("Hoàn thành tốt nhiệm vụ"),
    "HTNV": N_("Hoàn thành nhiệm vụ"),
    "KHT": N_("Không hoàn thành nhiệm vụ"),
    "Không xếp loại": N_("Không xếp loại"),
}
_UNREADABLE = N_("{cell}: mức chưa đọc được")
_NO_EVIDENCE = Message(N_("tab Đánh giá năm chưa ghi, và năm nay chưa có tháng nào có điểm"))


class YearLevel(NamedTuple):
    """Somebody's level and where it comes from; without a level nothing is known yet, or nothing that can be read.

    `points` are those of the year, whether or not they gave the level; `beyond_cap` says that the level is the best by
    points alone, and more have it than may.
    """

    level: str | None
    provisional: bool
    evidence: Message
    cells: tuple[Where, ...] = ()
    points: int | None = None
    unreadable: bool = False
    beyond_cap: bool = False

    def reaches(self, level: str) -> bool:
        """Whether it is this level or a better one."""
        return self.level in RATED_LEVELS[: RATED_LEVELS.index(level) + 1]


class Excellent(NamedTuple):
    """A group's share of the best level: how many have it, how many may; `beyond` are those over it by points alone."""

    group: str
    holders: int
    most: int
    beyond: tuple[str, ...]


def decided_level(rows: Sequence[YearRating]) -> YearLevel | None:
    """The level of somebody's latest row in `Đánh giá năm`; a level that cannot be read is not passed over."""
    written = [row for row in rows if row.level or "level" in row.place.bad]
    if not written:
        return None
    row = max(written, key=lambda row: row.day or date.min)
    where = row.place.at("level")
    if row.level is None:
        return YearLevel(None, False, _said(_UNREADABLE, where), (where,), None, True)
    said = _level_in(row)
    former = [each for each in written if each.level != row.level]
    for each in former:
        said = Message(N_("{level}; thay cho {former}"), {"level": said, "former": _level_in(each)})
    return YearLevel(row.level, False, said, (where, *(each.place.at("level") for each in former)))


def _level_in(row: YearRating) -> Message:
    where = row.place.at("level")
    if row.level is None:
        return _said(_UNREADABLE, where)
    return Message(N_("{cell}: {level}"), {"cell": str(where), "level": Message(LEVEL_NAMES[row.level])})


def _said(template: str, where: Where) -> Message:
    return Message(template, {"cell": str(where)})


def provisional_level(entry: PeriodGrade | None, rubric: Rubric) -> YearLevel:
    """The level that the points of the year give by the rubric."""
    if entry is None:
        return YearLevel(None, True, _NO_EVIDENCE)
    level = rubric.levels.get(entry.rating)
    params = {"points": decimal_short(entry.points), "rating": entry.rating}
    if level is None:
        text = N_("{points} điểm, loại {rating}; thang điểm chưa ghi loại ấy ứng với mức nào")
        return YearLevel(None, True, Message(text, params), (), entry.points)
    text = N_("tạm tính: {points} điểm cả năm, loại {rating}, ứng với mức {level}")
    return YearLevel(level, True, Message(text, {**params, "level": level}), (), entry.points)


def year_levels(
    people: Iterable[Person],
    decided: Mapping[str, Sequence[YearRating]],
    entries: Iterable[PeriodGrade],
    rubric: Rubric,
    cap: ExcellentCap | None,
) -> tuple[dict[str, YearLevel], tuple[Excellent, ...]]:
    """Everybody's level by id, and how far each group uses the cap on the best one."""
    people = tuple(people)
    earned = {entry.subject: entry for entry in entries}
    levels: dict[str, YearLevel] = {}
    for person in people:
        entry = earned.get(person.staff_id)
        level = decided_level(decided.get(person.staff_id, ())) or provisional_level(entry, rubric)
        levels[person.staff_id] = level._replace(points=entry.points if entry else None)
    groups: dict[str, list[str]] = {}
    for person in people if cap else ():
        group = (person.group or "") if cap and cap.by_group else ""
        groups.setdefault(group, []).append(person.staff_id)
    capped = [_capped(group, ids, levels, cap) for group, ids in groups.items()] if cap else []
    return levels, tuple(capped)


def _capped(group: str, ids: Sequence[str], levels: dict[str, YearLevel], cap: ExcellentCap) -> Excellent:
    """Mark the last of those who have the best level by their points alone; who was decided has it before them."""
    rated = [levels[each].level for each in ids if levels[each].level in RATED_LEVELS]
    best = rated.count(BEST)
    most = most_excellent(cap, rated.count(BEST) + rated.count(GOOD), len(rated))
    by_points = [each for each in ids if levels[each].level == BEST and levels[each].provisional]
    room = max(0, most - (best - len(by_points)))
    _, over = cut_off(by_points, room, lambda each: (-(levels[each].points or 0),))
    for each in over:
        text = N_(
            "{evidence}; quá {percent} % mức xuất sắc của nhóm {group} (nhiều nhất {most}), chờ quyết định"
        )
        params = {"evidence": levels[each].evidence, "percent": cap.percent, "group": group, "most": most}
        levels[each] = levels[each]._replace(beyond_cap=True, evidence=Message(text, params))
    return Excellent(group, best, most, tuple(over))


def most_excellent(cap: ExcellentCap, good_or_better: int, rated: int) -> int:
    """How many may have the best level, by the base that the cap names.

    Of those rated good: x ≤ 20 % · (g − x), where g counts good and excellent together, so x ≤ g / 6.
    """
    bases: Mapping[Base, tuple[int, int]] = {
        "rated": (rated, 100),
        "good-or-better": (good_or_better, 100),
        "good": (good_or_better, 100 + cap.percent),
    }
    base, whole = bases[cap.of]
    return allowed(base, cap.percent, cap.rounding, whole)
