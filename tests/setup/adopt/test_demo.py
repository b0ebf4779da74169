"""The demo school with its tabs and headers renamed at random to usual words: once adopted, everything is as before."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sheets_sync import demo, pipeline
from sheets_sync.model import Problem, Sheet
from sheets_sync.operations.opened_school import OWN_TABS
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import Column, Form, all_forms
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.school import is_form
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config
from sheets_sync.setup.adopt import look
from sheets_sync.setup.adopt.aliases import with_aliases
from sheets_sync.setup.adopt.likeness import column_names, is_copy, plain, tab_names
from sheets_sync.stores.xlsx.inputs import read_workbook

MONTHS = ("T{}", "Thang {}", "Kết quả T{}", "Thi đua tháng {}", "Tháng {}", "{}")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder)
    return load_config(folder / "config.toml")


@pytest.fixture(scope="module")
def sheets(config: Config) -> tuple[Sheet, ...]:
    return tuple(read_workbook(config.input_paths[0], None, lambda title: title not in OWN_TABS))


@pytest.fixture(scope="module")
def forms(config: Config) -> dict[str, Form]:
    rubric = load_rubric(config.rules.rubric, Path())
    return {form.title: form for form in all_forms(rubric, config.year)}


def results(sheets: tuple[Sheet, ...], config: Config) -> Results:
    read = [sheet for sheet in sheets if is_form(config)(sheet.title)]
    return pipeline.compute(read, config, demo.DEMO_TODAY)


def renamed(sheet: Sheet, form: Form, rng: Random) -> Sheet:
    """A tab under another usual title, with other usual headers."""
    words: dict[str, str] = {}
    for column in form.columns:
        word = rng.choice(usual_names(form, column))
        words[column.header] = column.header if plain(word) in map(plain, words.values()) else word
    at = next(number for number, row in enumerate(sheet.rows) if len(words.keys() & set(map(str, row))) > 1)
    headers = [words.get(str(cell), cell) for cell in sheet.rows[at]]
    return Sheet(title_of(form, rng), [*sheet.rows[:at], headers, *sheet.rows[at + 1 :]], sheet.book)


def usual_names(form: Form, column: Column) -> list[str]:
    """What the column may be called where no other column of the form is called so."""
    others = {plain(name) for each in form.columns if each != column for name in column_names(form, each)}
    return [name for name in column_names(form, column) if plain(name) not in others]


def title_of(form: Form, rng: Random) -> str:
    if form.key == "scores":
        return rng.choice(MONTHS).format(form.title.split()[1])
    return rng.choice([name for name in tab_names(form) if not is_copy(name)])


def told(results: Results, titles: dict[str, str]) -> set[tuple[str, str, str | None]]:
    def place(problem: Problem) -> tuple[str, str, str | None]:
        return problem.code, titles.get(problem.where.tab, problem.where.tab), problem.where.cell

    return set(map(place, results.problems))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_results_are_those_of_the_original(
    seed: int, sheets: tuple[Sheet, ...], config: Config, forms: dict[str, Form]
) -> None:
    rng = Random(seed)
    others = tuple(renamed(sheet, forms[sheet.title], rng) for sheet in sheets)

    adoption = look(others, config)
    found = results(others, with_aliases(config, adoption.aliases))

    original = results(sheets, config)
    titles = {other.title: sheet.title for other, sheet in zip(others, sheets, strict=True)}
    assert not adoption.conflicts
    assert told(found, titles) == told(original, {})
    assert [found.ranking(month) for month in found.ranked_months] == [
        original.ranking(month) for month in original.ranked_months
    ]
