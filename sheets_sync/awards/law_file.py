"""Reading a rule set from TOML; the stock ones are in `rules/law`, and say in comments how one is written.

Every figure of a condition is checked against the dataclass that the condition declares in `conditions/`. The school's
own figures of config.toml are put in by `school_law.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from sheets_sync.awards.conditions import CONDITIONS
from sheets_sync.awards.conditions.figures import read_figure, read_words
from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import N_, Message
from sheets_sync.rules import law
from sheets_sync.rules.law import CONFIDENCES, BaseSalary, ExcellentCap, Reward, Rule, RuleSet, TitleQuota
from sheets_sync.rules.titles import ALL_TITLES, BY_CODE
from sheets_sync.text.nearest import nearest

STOCK_FOLDER = Path(__file__).parent.parent / "rules" / "law"
SUFFIX = ".toml"

_TOP = (
    "name", "valid_from", "valid_to", "documents", "rules", "quotas", "excellent", "authorities", "rewards", "base_salary",
)  # fmt: skip
_RULE = ("rule", "id", "titles", "source", "confidence", "note", "valid_from", "valid_to")
QUOTA_KEYS = ("title", "of", "percent", "rounding", "effect", "source", "confidence", "note")
EXCELLENT_KEYS = (
    "percent",
    "of",
    "by_group",
    "rounding",
    "source",
    "confidence",
    "note",
    "valid_from",
    "valid_to",
)
_SALARY = ("since", "amount", "source", "confidence")
_REWARDS = ("source", "confidence", "highest_only", "round_up_to", "years", "unsure")
MOST_ROUNDING, MOST_YEARS = 10**6, 50
_FOR_EVER = date.max


def stock_laws() -> tuple[str, ...]:
    """The names of the rule sets that come with the program, the oldest first."""
    return tuple(sorted(path.stem for path in STOCK_FOLDER.glob(f"*{SUFFIX}")))


@cache
def stock_law(name: str) -> RuleSet:
    """A rule set that comes with the program."""
    path = STOCK_FOLDER / f"{name}{SUFFIX}"
    return read_law(path.read_text(encoding="utf-8"), name, path.name)


def law_on(day: date) -> RuleSet | None:
    """The stock rule set for decisions of this day."""
    return next((found for found in map(stock_law, stock_laws()) if found.covers(day)), None)


def load_law(name_or_path: str, folder: Path) -> RuleSet:
    """A stock rule set by its name, or a file relative to the folder; raises one ConfigError with all its mistakes."""
    if name_or_path in stock_laws():
        return stock_law(name_or_path)
    return read_law(*law_source(name_or_path, folder))


def law_source(name_or_path: str, folder: Path) -> tuple[str, str, str]:
    """What `read_law` reads a rule set from: its text, its name, its file; raises ConfigError."""
    stock = name_or_path in stock_laws()
    path = STOCK_FOLDER / f"{name_or_path}{SUFFIX}" if stock else folder / name_or_path
    if path.suffix != SUFFIX and not path.is_file():
        meant = nearest(name_or_path, stock_laws())
        said = N_("không có bộ luật “{name}”; có sẵn: {stock}; bộ luật riêng thì ghi tên tệp, như luat.toml")
        if meant:
            said = N_("không có bộ luật “{name}”; có phải là “{meant}”?")
        params = {"name": name_or_path, "meant": meant, "stock": ", ".join(stock_laws())}
        raise ConfigError(Message(said, params))
    return _text(path), path.stem, path.name


def read_law(text: str, key: str, file: str) -> RuleSet:
    """The rule set a text describes; raises one ConfigError with all mistakes, each with file and line."""
    report = Report(file, text)
    values = parse(text, report)
    report.raise_any()
    found = _Reader(report, values).rule_set(key)
    report.raise_any()
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        said = N_("không đọc được tệp luật {file}; hãy xem lại [rules] law trong config.toml")
        raise ConfigError(Message(said, {"file": str(path)})) from error
    except UnicodeDecodeError as error:
        said = N_("tệp luật {file} không phải UTF-8; hãy lưu lại với bảng mã UTF-8")
        raise ConfigError(Message(said, {"file": str(path)})) from error


class _Reader:
    """Turns the values of one file into a rule set; a wrong value is noted and read as nothing."""

    def __init__(self, report: Report, values: dict[str, object]) -> None:
        self.report = report
        report.top_keys = _TOP
        self.top = Table(report, values, (), _TOP)

    def rule_set(self, key: str) -> RuleSet:
        """The whole rule set."""
        top = self.top
        self.first = _day(top, "valid_from", needed=True) or date.min
        self.last = _day(top, "valid_to") or _FOR_EVER
        rules = [rule for table in self._rules() for rule in self._rule(table)]
        return RuleSet(
            key,
            top.text("name", needed=True) or key,
            self.first,
            self.last,
            top.texts("documents"),
            tuple(rules),
            tuple(map(self._quota, top.tables("quotas", QUOTA_KEYS))),
            self._excellent(),
            **self._rewards(),
            salaries=tuple(map(_salary, top.tables("base_salary", _SALARY))),
            authorities=self._authorities(),
        )

    # --- conditions -------------------------------------------------------------------------------------------

    def _rules(self) -> list[Table]:
        """The tables of the rules; which keys each may have depends on its condition."""
        known = {name for condition in CONDITIONS.values() for name in condition.figures}
        return self.top.tables("rules", (*_RULE, *sorted(known)), needed=True)

    def _rule(self, table: Table) -> list[Rule]:
        condition = table.one_of("rule", tuple(CONDITIONS), needed=True)
        titles = read_words(table, "titles", ALL_TITLES, needed=True)
        source = table.text("source", needed=True) or ""
        confidence = table.one_of("confidence", CONFIDENCES, needed=True) or "unsure"
        if condition is None:
            return []
        params = self._params(table, condition)
        self._suits(table, condition, titles)
        return [
            Rule(
                table.text("id") or condition,
                condition,
                title,
                params,
                source,
                cast(law.Confidence, confidence),
                _day(table, "valid_from") or self.first,
                _day(table, "valid_to") or self.last,
                table.text("note") or "",
            )
            for title in titles
        ]

    def _params(self, table: Table, condition: str) -> dict[str, object]:
        wanted = CONDITIONS[condition].figures
        for key in table.values:
            if key not in _RULE and key not in wanted:
                said = N_("điều kiện “{rule}” không có con số “{key}”; có: {known}")
                table.wrong(key, said, rule=condition, key=key, known=", ".join(wanted) or "–")
        for key, figure in wanted.items():
            if figure.needed and not table.has(key):
                table.missing(key)
        read = {key: read_figure(table, key, each.kind) for key, each in wanted.items() if table.has(key)}
        return {key: value for key, value in read.items() if value is not None}

    def _suits(self, table: Table, condition: str, titles: Sequence[str]) -> None:
        """A condition on persons does not fit a title that only teams have, nor the other way round."""
        for title in titles:
            code, found = BY_CODE[title], CONDITIONS[condition]
            if not ((code.persons and found.for_persons) or (code.teams and found.for_teams)):
                said = N_("điều kiện “{rule}” không dùng được cho {title}")
                table.wrong("titles", said, rule=condition, title=title)

    # --- quotas, rewards, who decides -------------------------------------------------------------------------

    def _quota(self, table: Table) -> TitleQuota:
        return TitleQuota(
            table.one_of("title", ALL_TITLES, needed=True) or "",
            table.one_of("of", ALL_TITLES, needed=True) or "",
            table.whole("percent", 0, 100, needed=True) or 0,
            cast(law.Rounding, table.one_of("rounding", get_args(law.Rounding)) or "down"),
            cast(law.Effect, table.one_of("effect", get_args(law.Effect)) or "warn"),
            table.text("source", needed=True) or "",
            cast(law.Confidence, table.one_of("confidence", CONFIDENCES, needed=True) or "unsure"),
            table.text("note") or "",
        )

    def _excellent(self) -> ExcellentCap | None:
        table = self.top.table("excellent", EXCELLENT_KEYS)
        if table is None:
            return None
        return ExcellentCap(
            table.whole("percent", 0, 100, needed=True) or 0,
            cast(law.Base, table.one_of("of", get_args(law.Base)) or "good"),
            table.truth("by_group") is not False,
            cast(law.Rounding, table.one_of("rounding", get_args(law.Rounding)) or "down"),
            table.text("source", needed=True) or "",
            cast(law.Confidence, table.one_of("confidence", CONFIDENCES, needed=True) or "unsure"),
            _day(table, "valid_from") or self.first,
            _day(table, "valid_to") or self.last,
            table.text("note") or "",
        )

    def _authorities(self) -> dict[str, str]:
        table = self.top.table("authorities", ALL_TITLES)
        return (
            {title: table.text(title) or "" for title in table.values if title in ALL_TITLES} if table else {}
        )

    def _rewards(self) -> dict[str, Any]:
        """What the rule set says of money, by the names of its fields."""
        table = self.top.table("rewards", (*_REWARDS, *ALL_TITLES))
        if table is None:
            return {}
        return {
            "rewards": tuple(self._reward_lines(table)),
            "highest_reward_only": table.truth("highest_only") is not False,
            "reward_unit": table.whole("round_up_to", 1, MOST_ROUNDING) or 1,
        }

    def _reward_lines(self, table: Table) -> Iterator[Reward]:
        source = table.text("source", needed=True) or ""
        confidence = cast(law.Confidence, table.one_of("confidence", CONFIDENCES, needed=True) or "unsure")
        unsure = read_words(table, "unsure", ALL_TITLES)
        spans = table.table("years", ALL_TITLES)
        years = {title: spans.whole(title, 1, MOST_YEARS) or 1 for title in spans.values} if spans else {}
        for title in (title for title in table.values if title in ALL_TITLES):
            coefficient = table.number(title)
            if coefficient is not None:
                known: law.Confidence = "unsure" if title in unsure else confidence
                yield Reward(title, Decimal(coefficient).scaleb(-2), source, known, years.get(title, 1))


def _salary(table: Table) -> BaseSalary:
    return BaseSalary(
        _day(table, "since", needed=True) or date.min,
        table.whole("amount", 1, 10**9, needed=True) or 0,
        table.text("source", needed=True) or "",
        cast(law.Confidence, table.one_of("confidence", CONFIDENCES, needed=True) or "unsure"),
    )


def _day(table: Table, key: str, needed: bool = False) -> date | None:
    if not table.has(key):
        if needed:
            table.missing(key)
        return None
    value = table.values[key]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    said = N_("“{key}” phải là một ngày không có ngoặc kép, ví dụ 2024-01-01")
    table.wrong(key, said, key=key)
    return None
