"""The law as a school applies it: the rule set of its day of decision, with the school's own figures in it.

A figure is named by title, condition and parameter (`LDTT.worked.months = 5`); `LDTT.registered = false` drops a
condition. Further names: `CSTDCS.quota.percent`, `excellent.of`, `rewards.highest_only`, `rewards.round_up_to`,
`LDTT.reward`, `base_salary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from sheets_sync.awards.conditions import CONDITIONS
from sheets_sync.awards.conditions.figures import read_figure
from sheets_sync.awards.law_file import (
    MOST_ROUNDING,
    law_on,
    law_source,
    load_law,
    read_law,
)
from sheets_sync.files.toml_reading import Report, Table
from sheets_sync.language import N_, Message
from sheets_sync.rules import law
from sheets_sync.rules.law import BaseSalary, Reward, RuleSet, TitleQuota
from sheets_sync.settings.config import Config

LawPath = tuple[str, ...]
_WHERE = ("rules", "overrides")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "rounding": get_args(law.Rounding),
    "effect": get_args(law.Effect),
    "of": get_args(law.Base),
}
_OWN = "config.toml, [rules.overrides]"


def law_of(config: Config) -> RuleSet | None:
    """The rule set that the config names, else the stock one for the day of the decision; None where none covers it.

    Raises ConfigError for a rule set that cannot be read and for a figure of the school's that has no place in it.
    """
    rules = config.rules
    found = load_law(rules.law, config.folder) if rules.law else law_on(config.decision_date)
    return _for_school(found, config)


def uncovered(config: Config, law: RuleSet | None) -> Message | None:
    """The message where no rule set covers the day of the decision; nothing where one does."""
    if law is not None:
        return None
    text = N_(
        "Không có bộ luật nào cho ngày quyết định {day}, nên mọi danh hiệu đều phải chờ: nhờ người lo máy tính xem lại "
        "[rules] decision_date, law trong config.toml, cài bản mới hơn của chương trình, hoặc viết một bộ luật riêng "
        "(sheets-sync rules check)."
    )
    return Message(text, {"day": f"{config.decision_date:%d/%m/%Y}"})


class AppliedLaw(NamedTuple):
    """The law that a run applied: its rule set with the school's own figures in it, or none that covers the day."""

    rules: RuleSet | None


def applied_source(config: Config) -> tuple[str, str, str] | None:
    """What the rule set of `law_of` is read from, before the school's figures; None where no rule set covers the day.

    Raises ConfigError.
    """
    if config.rules.law:
        return law_source(config.rules.law, config.folder)
    found = law_on(config.decision_date)
    return law_source(found.key, config.folder) if found else None


def applied_from(source: tuple[str, str, str] | None, config: Config) -> AppliedLaw:
    """The law that was read from such a source for a config; raises ConfigError."""
    return AppliedLaw(_for_school(read_law(*source) if source else None, config))


def _for_school(found: RuleSet | None, config: Config) -> RuleSet | None:
    return with_figures(found, config.rules.overrides, config.decision_date) if found else None


def with_figures(
    found: RuleSet,
    figures: Mapping[str, object],
    day: date,
    report: Report | None = None,
    section: LawPath = _WHERE,
) -> RuleSet:
    """The rule set with these figures in it; raises one ConfigError with all those that have no place.

    They are in this section of the config, or of the file that the report is about.
    """
    report = report or Report("config.toml")
    for path, value in _flat(figures):
        found = _with_figure(found, path, _Figure(report, path, value, section), day)
    report.raise_any()
    return found


class _Figure:
    """One figure of the school's: its value as the parameter wants it, or a mistake in the report."""

    def __init__(self, report: Report, path: LawPath, value: object, section: LawPath) -> None:
        *above, self.key = path
        self.name, self.value = ".".join(path), value
        self.table = Table(report, {self.key: value}, (*section, *above), (self.key,))

    def unknown(self, known: Iterable[str]) -> None:
        """There is no figure of this name."""
        self.table.unknown_name(self.key, self.name, known)


def _flat(figures: Mapping[str, object], before: LawPath = ()) -> Iterator[tuple[LawPath, object]]:
    """Names with dots, written as one key or as tables within tables."""
    for name, value in figures.items():
        path = (*before, *name.split("."))
        if isinstance(value, Mapping):
            yield from _flat(value, path)
        else:
            yield path, value


def _with_figure(found: RuleSet, path: LawPath, figure: _Figure, day: date) -> RuleSet:
    match path:
        case (title, "quota", key) if found.quota_of(title) and key in ("percent", "rounding", "effect"):
            return _with_quota(found, title, key, figure)
        case ("excellent", key) if found.excellent and key in ("percent", "rounding", "of", "by_group"):
            changed = {key: _figure_of(key, figure), "source": _OWN}
            return replace(found, excellent=found.excellent._replace(**changed))
        case ("rewards", "highest_only"):
            return replace(found, highest_reward_only=bool(figure.table.truth(figure.key)))
        case ("rewards", "round_up_to"):
            unit = figure.table.whole(figure.key, 1, MOST_ROUNDING)
            return replace(found, reward_unit=unit or found.reward_unit)
        case ("base_salary",):
            return _with_salary(found, figure, day)
        case (title, "reward") if any(reward.title == title for reward in found.rewards):
            return _with_reward(found, title, figure)
        case (title, rule, key) if any(
            (r.title, r.name) == (title, rule) and key in CONDITIONS[r.condition].figures for r in found.rules
        ):
            return _with_param(found, title, rule, key, figure)
        case (title, rule) if figure.value is False and any(
            (r.title, r.name) == (title, rule) for r in found.rules
        ):
            return replace(found, rules=tuple(r for r in found.rules if (r.title, r.name) != (title, rule)))
    figure.unknown(names(found))
    return found


def names(found: RuleSet) -> list[str]:
    """Every name that a school may give a figure for."""
    known = [f"{r.title}.{r.name}.{key}" for r in found.rules for key in CONDITIONS[r.condition].figures]
    known += [f"{r.title}.{r.name}" for r in found.rules]
    known += [f"{q.title}.quota.{key}" for q in found.quotas for key in ("percent", "rounding", "effect")]
    known += [f"excellent.{key}" for key in ("percent", "rounding", "of", "by_group") if found.excellent]
    known += [f"{reward.title}.reward" for reward in found.rewards]
    return [*dict.fromkeys(known), "rewards.highest_only", "rewards.round_up_to", "base_salary"]


def _figure_of(key: str, figure: _Figure) -> Any:
    """A quota's or a cap's figure: a word, yes or no, or a number of per cent."""
    if key in _WORDS:
        return figure.table.one_of(figure.key, _WORDS[key]) or _WORDS[key][0]
    if key == "by_group":
        return figure.table.truth(figure.key) is not False
    return figure.table.whole(figure.key, 0, 100) or 0


def _with_quota(found: RuleSet, title: str, key: str, figure: _Figure) -> RuleSet:
    changed = {key: _figure_of(key, figure), "source": _OWN}

    def own(quota: TitleQuota) -> TitleQuota:
        return quota._replace(**changed) if quota.title == title else quota

    return replace(found, quotas=tuple(map(own, found.quotas)))


def _with_salary(found: RuleSet, figure: _Figure, day: date) -> RuleSet:
    amount = figure.table.whole(figure.key, 1, 10**9)
    own = BaseSalary(day, amount or 0, _OWN, "text")
    return replace(found, salaries=(*found.salaries, own)) if amount else found


def _with_reward(found: RuleSet, title: str, figure: _Figure) -> RuleSet:
    hundredths = figure.table.number(figure.key)
    if hundredths is None:
        return found
    coefficient = Decimal(hundredths).scaleb(-2)

    def own(reward: Reward) -> Reward:
        changed = reward._replace(coefficient=coefficient, source=_OWN, confidence="text")
        return changed if reward.title == title else reward

    return replace(found, rewards=tuple(map(own, found.rewards)))


def _with_param(found: RuleSet, title: str, rule: str, key: str, figure: _Figure) -> RuleSet:
    def own(each: law.Rule) -> law.Rule:
        known = CONDITIONS[each.condition].figures
        if (each.title, each.name) != (title, rule) or key not in known:
            return each
        value = read_figure(figure.table, figure.key, known[key].kind)
        return each._replace(params={**each.params, key: value}, own=True)

    return replace(found, rules=tuple(map(own, found.rules)))
