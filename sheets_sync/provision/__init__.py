"""`init`: the forms as new staff workbooks, one for all or one for each team; never over a file that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.errors import RefusedError, UsageError
from sheets_sync.forms import Form, all_forms, class_form
from sheets_sync.language import N_, Message
from sheets_sync.model import Person
from sheets_sync.provision.workbook import Workbook, workbook_bytes
from sheets_sync.rubric import Rubric
from sheets_sync.rubric_file import load_rubric
from sheets_sync.stores.atomic_file import replace_file
from sheets_sync.vietnamese import slug

TEAM_FORMS = ("scores", "registrations", "team_registrations", "initiatives", "achievements", "entries")
_UPLOAD = "so-thi-dua.xlsx"


def init(config: Config, split: bool = False, people: Sequence[Person] = ()) -> tuple[Path, ...]:
    """Make the staff workbooks that the config names, and say where they are.

    With Google it is a file to upload. Raises RefusedError where one of them stands already, UsageError where the
    config names several and they are not to be split, UnavailableError where writing fails.
    """
    book = book_of(config, people)
    paths = (config.folder / _UPLOAD,) if config.store.kind == "google" else config.input_paths
    if split:
        return write_split(paths, book)
    if len(paths) > 1:
        raise UsageError(Message(N_("[store] input ghi nhiều sổ. Chạy lại với --split, hoặc để lại một sổ.")))
    write_workbook(paths[0], book)
    return paths


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


def write_workbook(path: Path, book: Workbook) -> None:
    """Write one new workbook; a file that stands there is refused."""
    _write({path: book})


def write_split(paths: Sequence[Path], book: Workbook) -> tuple[Path, ...]:
    """The board's own workbook first, then one for each team, then one for the classes if there are any.

    Where there are as many paths as workbooks they are taken in this order, else names are made from the first.
    """
    parts = parts_of(book)
    if len(paths) == len(parts):
        named = dict(zip(paths, (part for _, part in parts), strict=True))
    else:
        stem = paths[0]
        named = {stem.with_stem(f"{stem.stem}-{slug(name)}"): part for name, part in parts}
    _write(named)
    return tuple(named)


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


def _write(books: Mapping[Path, Workbook]) -> None:
    _refuse(books)
    for path, book in books.items():
        replace_file(path, workbook_bytes(book))


def _refuse(paths: Iterable[Path]) -> None:
    """Before anything is written, so that a split is made whole or not begun."""
    standing = [path for path in paths if path.exists()]
    if standing:
        text = N_(
            "{path} đã có, không ghi đè. Chuyển tệp ấy đi chỗ khác hoặc đổi [store] input, rồi chạy lại."
        )
        raise RefusedError(*(Message(text, {"path": path}) for path in standing))
