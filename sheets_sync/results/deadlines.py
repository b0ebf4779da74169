"""The calendar of the school's plan in one school year: what is due when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Period, SchoolYear
from sheets_sync.rules.calendar_file import Task, load_calendar
from sheets_sync.settings.config import Config
from sheets_sync.text.nearest import nearest
from sheets_sync.text.periods import read_period


@dataclass(frozen=True, slots=True)
class Deadline:
    """A task and the last day for it; `key` stays the same whatever the language.

    Work on it begins on `begins`; `periods` are those of the paper that belongs to it, the usual one first.
    """

    key: str
    begins: date
    due: date
    text: Message
    periods: tuple[Period, ...]
    task: Task

    @property
    def period(self) -> Period:
        """The period of its paper."""
        return self.periods[0]

    def days_left(self, today: date) -> int:
        """Days from today to the last day; below zero when it has passed."""
        return (self.due - today).days


def calendar(config: Config) -> tuple[Deadline, ...]:
    """Every deadline of the school year, the earliest first; raises ConfigError for what the config misnames."""
    tasks = load_calendar(config.deadlines.calendar, config.folder)
    dated = [each for task in tasks if _is_kept(task, config) for each in _dated(task, config)]
    _refuse_misnamed(tasks, dated, config)
    kept = (each for each in dated if each.key not in config.deadlines.without)
    return tuple(sorted(kept, key=lambda each: (each.due, each.key)))


def undated(config: Config) -> tuple[Task, ...]:
    """The tasks whose day the plan leaves to the school, and the school has not yet set."""
    tasks = load_calendar(config.deadlines.calendar, config.folder)
    return tuple(task for task in tasks if _is_kept(task, config) and not any(_dated(task, config)))


def task_text(task: Task, config: Config) -> Message:
    """What a task without a date is about."""
    year = config.year
    return _text(task, config, Month(year.start, 9), date(year.start + 1, 5, 31))


def _is_kept(task: Task, config: Config) -> bool:
    """Whether the school does this at all; one that takes no part in the contest sends no entries."""
    deadlines = config.deadlines
    return task.key not in deadlines.without and (task.proof != "entries" or deadlines.entries > 0)


# --- dates --------------------------------------------------------------------------------------------------


def _dated(task: Task, config: Config) -> Iterator[Deadline]:
    """A task's deadline, or those of all months, each on the school's own date where it has set one."""
    year, own = config.year, config.deadlines.dates
    if task.every_month:
        for month in year.months:
            due = own.get(f"{task.key}-{month}") or _monthly(task, month, config)
            yield _deadline(task, config, f"{task.key}-{month}", due, month)
        return
    due_or_none = own.get(task.key) or _once(task, config)
    if due_or_none:
        yield _deadline(task, config, task.key, due_or_none, None)


def _once(task: Task, config: Config) -> date | None:
    if task.setting == "registration":
        return config.registration_deadline
    return _day(config.year.month(task.month), task.day) if task.month else None


def _monthly(task: Task, month: Month, config: Config) -> date:
    day = config.deadlines.entries_day if task.setting else task.day
    return _day(_following(month) if task.next_month else month, day)


def _day(month: Month, day: int | None) -> date:
    """A day of the month, the last one where none is said or the month is shorter."""
    return date(month.year, month.number, min(day or 31, month.last.day))


def _following(month: Month) -> Month:
    return Month(month.year + month.number // 12, month.number % 12 + 1)


def _deadline(task: Task, config: Config, key: str, due: date, month: Month | None) -> Deadline:
    begins = Month(due.year, due.month).first
    if task.from_month:
        begins = min(begins, config.year.month(task.from_month).first)
    about = month or Month(due.year, due.month)
    periods = (month,) if month else _periods(task, config.year)
    return Deadline(key, begins, due, _text(task, config, about, due), periods, task)


def _periods(task: Task, year: SchoolYear) -> tuple[Period, ...]:
    return tuple(filter(None, (read_period(text, year) for text in task.periods))) or (year,)


def _text(task: Task, config: Config, month: Month, due: date) -> Message:
    filled = {
        "year": str(config.year),
        "calendar_year": due.year,
        "month": month.shown,
        "count": f"{config.deadlines.entries:02}",
    }
    return Message(task.text, filled)


# --- what the config names ------------------------------------------------------------------------------------


def _refuse_misnamed(tasks: Sequence[Task], dated: Sequence[Deadline], config: Config) -> None:
    """Raise for keys of [deadlines] that no task has, with the nearest that one has."""
    known = {task.key: None for task in tasks} | {each.key: None for each in dated}
    single = [key for key in known if not any(task.key == key and task.every_month for task in tasks)]
    elsewhere = {task.key for task in tasks if task.setting == "registration"}
    mistakes = [_unknown("without", key, known) for key in config.deadlines.without if key not in known]
    for key in config.deadlines.dates:
        if key in elsewhere:
            said = N_("config.toml, [deadlines.dates]: ngày của “{key}” ghi ở [deadlines] registration")
            mistakes.append(Message(said, {"key": key}))
        elif key not in single and key not in config.deadlines.without:
            mistakes.append(_unknown("dates", key, single))
    if mistakes:
        raise ConfigError(*mistakes)


def _unknown(where: str, key: str, known: Sequence[str] | dict[str, None]) -> Message:
    meant = nearest(key, known) or ", ".join(known)
    said = N_("config.toml, mục {where} của [deadlines]: lịch không có việc “{key}”; có phải là: {meant}?")
    return Message(said, {"where": where, "key": key, "meant": meant})
