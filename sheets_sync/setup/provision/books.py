"""Which workbooks a school's forms make: one for all, or one of the board, one for each team, one for the classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets_sync.model import Person
from sheets_sync.rules.forms import Form, all_forms, class_form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.settings.config import Config
from sheets_sync.setup.provision.workbook import Workbook

TEAM_FORMS = ("scores", "registrations", "team_registrations", "initiatives", "achievements", "entries")


def book_of(config: Config, people: Sequence[Person] = ()) -> Workbook:
    """The one workbook that has every form of this school."""
    rubric = load_rubric(config.rules.rubric, config.folder)
    class_rubric = load_rubric(config.classes.rubric, config.folder) if config.classes else None
    return Workbook(
        (*all_forms(rubric, config.year), *_week_forms(config, class_rubric)),
        rubric,
        config.year,
        class_rubric=class_rubric,
        school=config.school.name,
        teams=config.school.teams,
        people=people,
        language=config.language,
    )


def _week_forms(config: Config, rubric: Rubric | None) -> Iterator[Form]:
    if config.classes and rubric:
        form = class_form(rubric, config.classes.names)
        for week in range(1, config.classes.weeks + 1):
            yield form._replace(title=config.classes.tab.format(week=week))


def parts_of(book: Workbook) -> tuple[tuple[str, Workbook], ...]:
    """The workbooks of a split, each with what it is called."""
    return tuple(_parts(book))


def _parts(book: Workbook) -> Iterator[tuple[str, Workbook]]:
    shared = [form for form in book.forms if form.key in TEAM_FORMS]
    weeks = [form for form in book.forms if form.key == "classes"]
    board = [form for form in book.forms if form not in shared and form not in weeks]
    yield "Ban thi đua", replace(book, forms=board, teams=book.team_names)
    for team in book.team_names:
        people = [person for person in book.people if person.team == team]
        yield team, replace(book, forms=shared, teams=(team,), people=people)
    if not book.team_names:
        yield "Các tổ", replace(book, forms=shared)
    if weeks:
        yield "Các lớp", replace(book, forms=weeks)
