"""What a run leaves in the journal: all it has read and made, so that it can be shown, compared and computed again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sheets_sync import pipeline
from sheets_sync.awards.school_law import AppliedLaw, applied_from, applied_source
from sheets_sync.errors import ConfigError
from sheets_sync.journal import archive
from sheets_sync.journal.archive import text_of
from sheets_sync.journal.runs import RunNote, RunPart, Runs
from sheets_sync.language import translator
from sheets_sync.model import Period, SchoolYear, Sheet, Where
from sheets_sync.results.closed_months import book_rows
from sheets_sync.results.fingerprints import results_fingerprint
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric_file import read_rubric, rubric_source
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_values import config_of, config_values
from sheets_sync.tables import OutputTab, Rows
from sheets_sync.views import as_json
from sheets_sync.views.news import Former, News, news_of

RESULTS = ("ranking", "problems", "tab")
"""The kinds of parts that follow from the others, and are made again by a replay."""


def parts(results: Results, tabs: Iterable[OutputTab], since: RunNote | None = None) -> list[RunPart]:
    """Everything of a run; `since` is the run that its news were compared with."""
    return [
        *([RunPart("since", "", since.id)] if since else []),
        RunPart("config", "", text_of(config_values(results.config))),
        *_rubrics(results.config),
        RunPart("law", "", text_of(applied_source(results.config))),
        RunPart("closed", "", archive.rows_text(book_rows(results.book))),
        RunPart("unread", "", text_of(results.unread_tabs)),
        *inputs(results.sheets),
        *fingerprints(results),
        *made(results, tabs),
    ]


def inputs(sheets: Iterable[Sheet]) -> list[RunPart]:
    """The staff's tabs as they were read."""
    return [
        RunPart("input", text_of([sheet.book, sheet.title]), archive.sheet_text(sheet)) for sheet in sheets
    ]


def fingerprints(results: Results) -> list[RunPart]:
    """The fingerprint of every period's results, which documents bear."""
    return [
        RunPart("fingerprint", str(period), results_fingerprint(results, period))
        for period in periods(results)
    ]


def made(results: Results, tabs: Iterable[OutputTab]) -> Iterator[RunPart]:
    """What a run has computed."""
    t = translator(results.config.language)
    problems = [as_json.problem_json(problem, t) for problem in results.problems]
    yield RunPart("problems", "", text_of(problems))
    for period in periods(results):
        for by in ("staff", "team"):
            ranking = as_json.ranking_json(results.ranking(period, by))
            yield RunPart("ranking", f"{period} {by}", text_of(ranking))
    for tab in tabs:
        yield RunPart("tab", tab.title, archive.tab_text(tab))


def periods(results: Results) -> tuple[Period, ...]:
    """The months, terms and the year that have a ranking."""
    months, year = results.ranked_months, results.config.year
    if not months:
        return ()
    terms = (term for term in map(year.term, (1, 2)) if set(term.months) & set(months))
    return (*months, *terms, year)


def _rubrics(config: Config) -> Iterator[RunPart]:
    yield RunPart("rubric", "staff", text_of(rubric_source(config.rules.rubric, config.folder)))
    if config.classes:
        yield RunPart("rubric", "class", text_of(rubric_source(config.classes.rubric, config.folder)))


# --- the state before ------------------------------------------------------------------------------------------------


def before(runs: Runs, results: Results) -> RunNote | None:
    """The last sync of this school that read anything else than these results follow from."""
    found = runs.before(inputs(results.sheets))
    return found if found and is_of(runs, found, results.config) else None


def is_of(runs: Runs, note: RunNote, config: Config) -> bool:
    """Whether a run was of this school and year: several configs may name one journal."""
    schools = (json.loads(part.body)["school"] for part in runs.parts(note.id, "config"))
    return any(
        (school["name"], school["year"]) == (config.school.name, str(config.year)) for school in schools
    )


def news_since(runs: Runs, note: RunNote | None, results: Results) -> News | None:
    """What is new since that sync."""
    if note is None:
        return None
    sheets = [archive.sheet_from(part.body) for part in runs.parts(note.id, "input")]
    ranked = {
        part.name: ranked_rows(part)
        for part in runs.parts(note.id, "ranking")
        if part.name.endswith(" staff")
    }
    months = {month: ranked.get(f"{month} staff", {}) for month in results.config.year.months}
    return news_of(Former(date.fromisoformat(note.day), sheets, months), results)


def year_of_marks(runs: Runs, results: Results) -> SchoolYear | None:
    """Under which school year the last run that read the very same marks of a month did so, where one has."""
    marked = {where for month in results.ranked_months for where in results.school.month_tabs.get(month, ())}
    for sheet in results.sheets:
        if Where(sheet.title, book=sheet.book) in marked:
            for note, _ in reversed(runs.with_part("input", archive.sheet_text(sheet))):
                for part in runs.parts(note.id, "config"):
                    return SchoolYear(int(json.loads(part.body)["school"]["year"][:4]))
    return None


# --- once more ------------------------------------------------------------------------------------------------


class Inputs(NamedTuple):
    """All that a run's results follow from, besides the day and the law."""

    config: Config
    sheets: tuple[Sheet, ...]
    closed: Rows
    rubrics: pipeline.Rubrics
    unread_tabs: tuple[str, ...] = ()


def inputs_of(kept: Mapping[str, list[RunPart]], folder: Path) -> Inputs:
    """The inputs of a run from its parts by kind; raises KeyError where the journal no longer has them all."""
    rubrics = {part.name: read_rubric(*json.loads(part.body)) for part in kept["rubric"]}
    [config], [closed] = kept["config"], kept["closed"]
    return Inputs(
        config_of(json.loads(config.body), folder),
        tuple(archive.sheet_from(part.body) for part in kept["input"]),
        archive.rows_from(closed.body),
        pipeline.Rubrics(rubrics["staff"], rubrics.get("class")),
        tuple(title for part in kept.get("unread", ()) for title in json.loads(part.body)),
    )


def recorded_law(runs: Runs, note: RunNote, folder: Path) -> AppliedLaw | None:
    """The law that a run applied; None where the journal has none that can be read, as of runs of former versions."""
    law, config = runs.parts(note.id, "law"), runs.parts(note.id, "config")
    if not law or not config:
        return None
    try:
        return applied_from(json.loads(law[0].body), config_of(json.loads(config[0].body), folder))
    except ConfigError:  # a rule set with a condition that there no longer is
        return None


def ranked_rows(part: RunPart) -> dict[str, dict[str, Any]]:
    """The rows of a ranking of people by id."""
    return {row["staff_id"]: row for row in json.loads(part.body)["rows"]}
