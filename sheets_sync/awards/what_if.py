"""Trying another rubric, another law or other figures: the config with them in it, and who would change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sheets_sync.awards.school_law import law_of, with_figures
from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, parse
from sheets_sync.language import N_, Message
from sheets_sync.model import RankedPerson, Ranking, Reason, Verdict
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import parse_config


class TitleChange(NamedTuple):
    """A verdict that would be another, and the conditions that make it so, as they would be then."""

    before: Verdict
    after: Verdict
    because: tuple[Reason, ...]


class WhatIfChange(NamedTuple):
    """Somebody whose points, rating or rank would be others; nothing where they are not ranked."""

    staff_id: str
    name: str
    before: RankedPerson | None
    after: RankedPerson | None


def with_overlay(config: Config, path: Path) -> Config:
    """The config with what a file says in it: a rubric, a rule set, a [rules] section, or nothing but figures.

    Raises ConfigError for a file that cannot be read, or with figures that have no place in the law; what else it says
    is judged when it is used.
    """
    report, values = _read(path)
    rules = values.get("rules")
    whole = str(path.resolve())
    if "criteria" in values:
        return config._replace(rules=config.rules._replace(rubric=whole))
    if isinstance(rules, list):
        return config._replace(rules=config.rules._replace(law=whole))
    if isinstance(rules, Mapping):
        return _with_section(config, rules, path, report)
    _judge(config, values, report, ())
    figures: Mapping[str, object] = {**config.rules.overrides, **values}
    return config._replace(rules=config.rules._replace(overrides=figures))


def _judge(config: Config, figures: Mapping[str, object], report: Report, section: tuple[str, ...]) -> None:
    """Raise ConfigError, naming the file, for figures that have no place in the law."""
    law = law_of(config)
    if law:
        with_figures(law, figures, config.decision_date, report, section)


def _with_section(config: Config, rules: Mapping[str, object], path: Path, report: Report) -> Config:
    """What a [rules] section says, as in a config, upon what the config says; its paths lie beside the file."""
    least = {"school": {"name": config.school.name, "year": str(config.year)}}
    said = parse_config({**least, "rules": dict(rules)}, path).rules
    given = {key: getattr(said, key) for key in rules if key in said._fields}
    for key in ("rubric", "law"):
        beside = path.parent / str(given.get(key))
        if key in given and beside.is_file():
            given[key] = str(beside.resolve())
    figures = given.pop("overrides", {})
    config = config._replace(rules=config.rules._replace(**given))
    _judge(config, figures, report, ("rules", "overrides"))
    return config._replace(rules=config.rules._replace(overrides={**config.rules.overrides, **figures}))


def _read(path: Path) -> tuple[Report, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        missing = N_("Không thấy tệp {file}. Ghi đúng tên một tệp TOML: thang điểm, luật, hay vài con số.")
        raise ConfigError(Message(missing, {"file": path})) from None
    except (OSError, UnicodeDecodeError) as error:
        said = N_(
            "Không đọc được tệp {file} ({error}). Ghi đúng tên một tệp TOML: thang điểm, luật, hay vài con số."
        )
        why = getattr(error, "strerror", None) or error
        raise ConfigError(Message(said, {"file": path, "error": why})) from error
    report = Report(path.name, text)
    values = parse(text, report)
    report.raise_any()
    return report, values


def title_changes(before: tuple[Verdict, ...], after: tuple[Verdict, ...]) -> list[TitleChange]:
    """The verdicts that would be others."""
    former = {(verdict.subject, verdict.title): verdict for verdict in before}
    changes = []
    for verdict in after:
        old = former.get((verdict.subject, verdict.title))
        if old and old.verdict != verdict.verdict:
            known = {(reason.rule, reason.met) for reason in old.reasons}
            because = tuple(reason for reason in verdict.reasons if (reason.rule, reason.met) not in known)
            changes.append(TitleChange(old, verdict, because))
    return changes


def rank_changes(before: Ranking, after: Ranking) -> list[WhatIfChange]:
    """Who would have other points, another rating or another rank, in the order of the new ranking."""
    old, new = (
        {row.staff_id: row for row in ranking.rows if isinstance(row, RankedPerson)}
        for ranking in (before, after)
    )
    pairs = ((who, old.get(who), new.get(who)) for who in {**new, **old})
    return [
        WhatIfChange(who, (now or then or _NOBODY).name, then, now)
        for who, then, now in pairs
        if _figures(then) != _figures(now)
    ]


_NOBODY = RankedPerson(0, 0, "", "", "", 0, "", None)


def _figures(row: RankedPerson | None) -> tuple[object, ...] | None:
    return (row.rank, row.points, row.rating) if row else None
