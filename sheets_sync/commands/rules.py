"""rules: rubrics and law."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import group
from sheets_sync.commands.options import Day, Run, shared_options
from sheets_sync.language import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.rules.law import RuleSet
    from sheets_sync.rules.rubric import Rubric
    from sheets_sync.settings.config import Config


@group(help=N_("Thang điểm và luật."))
@shared_options
def rules(run: Run) -> None:
    """The group itself does nothing."""


@rules.command("check", help=N_("Kiểm tra một tệp thang điểm hay tệp luật, hoặc những tệp mà cấu hình chọn."))
@click.argument("file", type=click.Path(), metavar="[FILE]", required=False)
@shared_options
def rules_check(run: Run, file: str | None) -> None:
    """Lint a rubric or a rule set, or those of the config with the school's own figures."""
    from sheets_sync.commands.printing import print_json

    rubric, law = _of_file(file) if file else _of_config(run)
    if run.as_json:
        print_json({**(_rubric_json(rubric) if rubric else {}), **(_law_json(law) if law else {})})
    if rubric:
        columns = ", ".join(item.header for item in rubric.inputs)
        run.say("Dùng được: {name}.", name=rubric.name)
        run.say(
            "Các cột: {columns}. Các loại: {ratings}.", columns=columns, ratings=", ".join(rubric.ratings)
        )
    if law:
        run.say("Dùng được: {name}.", name=law.name)
        text = "{rules} điều kiện, {unsure} chưa chắc, cần đối chiếu với văn bản; xem sheets-sync rules show."
        run.say(text, rules=len(law.rules), unsure=_unsure(law))
    if not file:
        _say_uncovered(run, run.config, law)


def _say_uncovered(run: Run, config: Config, law: RuleSet | None) -> None:
    from sheets_sync.awards.school_law import uncovered

    message = uncovered(config, law)
    if message:
        run.say(message.template, **message.params)


def _of_file(file: str) -> tuple[Rubric | None, RuleSet | None]:
    """What a file holds: the rules of a law are a list of tables."""
    from pathlib import Path

    from sheets_sync.awards.law_file import load_law, stock_laws
    from sheets_sync.rules.rubric_file import load_rubric

    if file in stock_laws() or _is_law(Path(file)):
        return None, load_law(file, Path())
    return load_rubric(file, Path()), None


def _is_law(path: Path) -> bool:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return False  # whoever loads it says what is wrong
    return any(line.strip() == "[[rules]]" for line in lines)


def _of_config(run: Run) -> tuple[Rubric, RuleSet | None]:
    from sheets_sync.awards.school_law import law_of
    from sheets_sync.rules.rubric_file import load_rubric

    return load_rubric(run.config.rules.rubric, run.config.folder), law_of(run.config)


@rules.command(
    "show", help=N_("Liệt kê bằng lời các điều kiện danh hiệu đang áp dụng, với căn cứ và con số.")
)
@click.option(
    "--on", "day", type=Day(), metavar="YYYY-MM-DD", help=N_("Luật áp dụng cho quyết định ký ngày này.")
)
@shared_options
def rules_show(run: Run, day: date | None) -> None:
    """List what is in force on a day, by default that of the decision."""
    from sheets_sync.awards.requirements import requirements
    from sheets_sync.awards.school_law import law_of
    from sheets_sync.commands import printing
    from sheets_sync.commands.printing import law as output_law
    from sheets_sync.rules.rubric_file import load_rubric

    config = run.config
    if day:
        config = config._replace(rules=config.rules._replace(decision_date=day, law=None))
    law, when = law_of(config), config.decision_date
    words = requirements(config, load_rubric(config.rules.rubric, config.folder), law) if law else {}
    if run.as_json:
        found: dict[str, Any] = _law_json(law, when) if law else {"law": None}
        for rule in found.get("rules", ()):
            rule["asks"] = str(run.t.say(words.get((rule["title"], rule["rule"]), "")))
        printing.print_json({"on": when.isoformat(), **found})
    elif law is None:
        _say_uncovered(run, config, law)
    else:
        output_law.print_law(law, words, when, run.t)


def _rubric_json(rubric: Rubric) -> dict[str, Any]:
    return {"rubric": rubric.key, "name": rubric.name, "ratings": list(rubric.ratings)}


def _law_json(law: RuleSet, day: date | None = None) -> dict[str, Any]:
    rules = [rule for rule in law.rules if day is None or rule.in_force(law.day_within(day))]
    return {
        "law": law.key,
        "law_name": law.name,
        "valid_from": law.valid_from.isoformat(),
        "valid_to": law.valid_to.isoformat(),
        "documents": list(law.documents),
        "rules": [
            {
                "title": rule.title,
                "rule": rule.name,
                "figures": {key: list(v) if isinstance(v, tuple) else v for key, v in rule.params.items()},
                "source": rule.source,
                "confidence": rule.confidence,
                "valid_from": rule.valid_from.isoformat(),
                "valid_to": rule.valid_to.isoformat(),
                "own": rule.own,
            }
            for rule in rules
        ],
        "quotas": [quota._asdict() for quota in law.quotas],
        "authorities": dict(law.authorities),
    }


def _unsure(law: RuleSet) -> int:
    return sum(rule.confidence == "unsure" for rule in law.rules)
