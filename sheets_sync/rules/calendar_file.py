"""The calendar of a school's plan from TOML; the language is shown, commented, by `rules/calendar.toml`.

What is read here has no year yet: `deadlines.py` gives every task its dates.
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple, cast

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import N_, Message
from sheets_sync.model import SchoolYear
from sheets_sync.rules.paper_kinds import NAMES
from sheets_sync.text.cells import BadCell
from sheets_sync.text.periods import read_period

STOCK = Path(__file__).parent / "calendar.toml"
PLACEHOLDERS = frozenset({"year", "calendar_year", "month", "count"})

Setting = Literal["registration", "entries_day"]
ProofKind = Literal["paper", "entries", "none"]

_TOP = ("extends", "task")
_WHEN = ("month", "monthly", "setting")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SOME_LEAP_YEAR = SchoolYear(2023)


class Task(NamedTuple):
    """A piece of the year's work: when it is due, to whom it goes, and what proves that it is done.

    Without `month`, `monthly` and `setting` the plan leaves the day to the school. `periods` are written as a paper's
    `Kỳ` is; none is the whole year, or each month of a monthly task.
    """

    key: str
    text: str
    month: int | None = None
    day: int | None = None
    monthly: bool = False
    next_month: bool = False
    setting: Setting | None = None
    from_month: int | None = None
    to: str | None = None
    source: str | None = None
    paper: str | None = None
    periods: tuple[str, ...] = ()
    proof: ProofKind = "none"

    @property
    def every_month(self) -> bool:
        """Whether it comes again every month."""
        return self.monthly or self.setting == "entries_day"


def load_calendar(file: str | None, folder: Path) -> tuple[Task, ...]:
    """The tasks of the stock calendar, or of a school's own file; a ConfigError lists all its mistakes."""
    if file is None:
        return _stock()
    return read_calendar(_text(folder / file), Path(file).name)


@cache
def _stock() -> tuple[Task, ...]:
    return read_calendar(STOCK.read_text(encoding="utf-8"), STOCK.name)


def read_calendar(text: str, file: str) -> tuple[Task, ...]:
    """The tasks that a text describes, each key once; a ConfigError lists all mistakes, each with its line."""
    report = Report(file, text)
    values = parse(text, report)
    report.raise_any()
    report.top_keys = _TOP[:1]
    top = Table(report, values, (), _TOP)
    tasks: dict[str, Task] = {}
    for table in top.tables("task", (*Task._fields[:-2], "period", "proof"), needed=True):
        task = _task(table)
        if task.key in tasks:
            table.wrong("key", N_("“{key}” đã ghi ở một việc phía trên; hãy đặt tên khác"), key=task.key)
        tasks[task.key] = task
    extends = top.truth("extends")
    report.raise_any()
    return tuple(({task.key: task for task in _stock()} | tasks if extends else tasks).values())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        said = N_("không đọc được tệp lịch {file}; hãy xem lại [deadlines] calendar trong config.toml")
        raise ConfigError(Message(said, {"file": str(path)})) from error
    except UnicodeDecodeError as error:
        said = N_("tệp lịch {file} không phải UTF-8; hãy lưu lại với bảng mã UTF-8")
        raise ConfigError(Message(said, {"file": str(path)})) from error


# --- one task -----------------------------------------------------------------------------------------------


def _task(table: Table) -> Task:
    paper = table.one_of("paper", tuple(NAMES))
    task = Task(
        key=_key(table),
        text=_filled_text(table),
        month=table.whole("month", 1, 12),
        day=table.whole("day", 1, 31),
        monthly=table.truth("monthly") or False,
        next_month=table.truth("next_month") or False,
        setting=cast(Setting | None, table.one_of("setting", ("registration", "entries_day"))),
        from_month=table.whole("from_month", 1, 12),
        to=table.text("to"),
        source=table.text("source"),
        paper=paper,
        periods=_periods(table),
        proof=cast(
            ProofKind, table.one_of("proof", ("paper", "entries", "none")) or ("paper" if paper else "none")
        ),
    )
    _check_when(table, task)
    _check_proof(table, task)
    return task


def _key(table: Table) -> str:
    key = table.text("key", needed=True) or ""
    if key and not _KEY.fullmatch(key):
        table.wrong("key", N_("“{key}” phải gồm chữ thường không dấu, số và gạch nối: year-dossier"), key=key)
    return key


def _filled_text(table: Table) -> str:
    """The text, whose {names} must be those that are known."""
    text = table.text("text", needed=True) or ""
    try:
        names = {name for _, name, spec, form in Formatter().parse(text) if name is not None}
        plain = names <= PLACEHOLDERS and not any(
            spec or form for _, _, spec, form in Formatter().parse(text)
        )
    except ValueError:
        plain = False
    if not plain:
        listed = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
        table.wrong("text", N_("trong dấu ngoặc nhọn chỉ dùng được: {listed}"), listed=listed)
    return text


def _periods(table: Table) -> tuple[str, ...]:
    value = table.values.get("period")
    written = table.texts("period") if isinstance(value, list) else (table.text("period"),)
    for text in written:
        try:
            read_period(text, _SOME_LEAP_YEAR)
        except BadCell:
            said = N_("“{period}” không phải là một kỳ; ghi như 10, HK1 hoặc Cả năm")
            table.wrong("period", said, period=text)
    return tuple(text for text in written if text)


def _check_when(table: Table, task: Task) -> None:
    """At most one way to say when, and a day that this way has."""
    ways = [key for key in _WHEN if table.has(key)]
    for key in ways[1:]:
        said = N_("chỉ ghi một trong hai: “{key}” hoặc “{other}”")
        table.wrong(key, said, key=key, other=ways[0])
    if task.day and not (task.month or task.monthly):
        table.wrong("day", N_("“day” phải đi cùng “month” hoặc “monthly = true”"))
    if task.next_month and not task.monthly:
        table.wrong("next_month", N_("“next_month” phải đi cùng “monthly = true”"))
    if task.from_month and task.every_month:
        table.wrong("from_month", N_("việc hằng tháng bắt đầu trong tháng của hạn; hãy bỏ “from_month”"))
    last = calendar.monthrange(2024, task.month)[1] if task.month else 31
    if task.day and task.day > last:
        table.wrong("day", N_("tháng {month} không có ngày {day}"), month=task.month, day=task.day)


def _check_proof(table: Table, task: Task) -> None:
    if table.values.get("proof") == "paper" and not task.paper:
        table.wrong("proof", N_("“proof” là “paper” thì phải ghi “paper” là loại văn bản nào"))
    if task.proof == "entries" and not task.every_month:
        table.wrong("proof", N_("“proof” là “entries” thì hạn phải là hằng tháng"))
    if task.every_month and task.periods:
        table.wrong("period", N_("việc hằng tháng có kỳ là tháng ấy; hãy bỏ “period”"))
