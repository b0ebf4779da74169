"""The forms as a new staff workbook: for `init` with rows prepared to type into, for the demo filled."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.errors import RefusedError
from sheets_sync.form_sheet import PREPARED_ROWS, Content, Entry, FormSheet, Lists, Looks
from sheets_sync.forms import ROSTER, Form, all_forms
from sheets_sync.guide import TITLE as GUIDE
from sheets_sync.guide import write_guide
from sheets_sync.language import N_, Message, Translator, translator
from sheets_sync.model import Person, SchoolYear, column_letters
from sheets_sync.rubric import Rubric
from sheets_sync.stores.atomic_file import replace_file
from sheets_sync.vietnamese import slug

LISTS = "Danh mục"
TEAM_ROOM = 30  # rows of the list of teams, for those still to be typed
TEAM_FORMS = ("scores", "registrations", "team_registrations", "initiatives", "achievements", "entries")


@dataclass(frozen=True)
class Workbook:
    """What a new staff workbook is made of; without `forms` it has all of them, `contents` go by a tab's title."""

    rubric: Rubric
    year: SchoolYear
    school: str = ""
    teams: Sequence[str] = ()
    people: Sequence[Person] = ()
    forms: Sequence[Form] = ()
    week_forms: Sequence[Form] = ()
    week_rubric: Rubric | None = None
    contents: Mapping[str, Content] = field(default_factory=dict)
    language: str = "vi"

    @property
    def tabs(self) -> tuple[Form, ...]:
        """The forms in the order of their tabs."""
        return (*(self.forms or all_forms(self.rubric, self.year)), *self.week_forms)


def write_workbook(path: Path, book: Workbook) -> None:
    """Write a new workbook; an existing file is refused (RefusedError), a failure leaves nothing behind."""
    _refuse([path])
    replace_file(path, workbook_bytes(book))


def write_split(folder: Path, stem: str, book: Workbook) -> tuple[Path, ...]:
    """Several workbooks instead of one: the board's own first, then one for each team to type into.

    Teams come from `book.teams`, else from the people; without any, all teams share the second workbook.
    """
    parts = dict(_parts(folder, stem, book))
    _refuse(parts)
    for path, part in parts.items():
        replace_file(path, workbook_bytes(part))
    return tuple(parts)


def workbook_bytes(book: Workbook) -> bytes:
    """The workbook as a file's bytes; the same book always gives the same bytes."""
    import xlsxwriter

    memory = io.BytesIO()
    workbook = xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    # a fixed date, because the clock would make every file another one
    workbook.set_properties(
        {"title": f"{book.school} {book.year}".strip(), "created": datetime(book.year.start, 8, 1)}
    )
    t, looks = translator(book.language), Looks(workbook)
    write_guide(workbook.add_worksheet(GUIDE), looks, book.tabs, book.rubric, book.year, book.school, t)
    lists = _place_lists(book)
    for form in book.tabs:
        rubric = book.week_rubric if form.key == "classes" and book.week_rubric else book.rubric
        content = _content(book, form)
        FormSheet(
            workbook.add_worksheet(form.title), form, content, looks, rubric, book.year, lists, t
        ).write(book.school)
    _write_lists(workbook.add_worksheet(LISTS), looks, book, t)
    workbook.close()
    return memory.getvalue()


# --- who types where ------------------------------------------------------------------------------------------


def _parts(folder: Path, stem: str, book: Workbook) -> Iterator[tuple[Path, Workbook]]:
    teams = tuple(book.teams) or tuple(dict.fromkeys(person.team for person in book.people if person.team))
    own = [form for form in book.tabs if form.key not in (*TEAM_FORMS, "classes")]
    shared = [form for form in book.tabs if form.key in TEAM_FORMS]
    yield folder / f"{stem}-ban-thi-dua.xlsx", _part(book, own, teams, book.people, book.week_forms)
    for team in teams:
        people = [person for person in book.people if person.team == team]
        yield folder / f"{stem}-{slug(team)}.xlsx", _part(book, shared, (team,), people, ())
    if not teams:
        yield folder / f"{stem}-cac-to.xlsx", _part(book, shared, (), book.people, ())


def _part(
    book: Workbook,
    forms: Sequence[Form],
    teams: Sequence[str],
    people: Sequence[Person],
    weeks: Sequence[Form],
) -> Workbook:
    return Workbook(
        book.rubric,
        book.year,
        book.school,
        teams,
        people,
        forms,
        weeks,
        book.week_rubric,
        book.contents,
        book.language,
    )


# --- what stands in the tabs ----------------------------------------------------------------------------------


def _content(book: Workbook, form: Form) -> Content:
    if form.title in book.contents:
        return book.contents[form.title]
    if form is ROSTER:
        return Content(
            rows=[_roster_row(number, person) for number, person in enumerate(book.people, start=1)]
        )
    if form.key == "scores":
        return Content(
            rows=[(number, one.staff_id, one.name) for number, one in enumerate(book.people, start=1)]
        )
    return Content()


def _roster_row(number: int, person: Person) -> tuple[Entry, ...]:
    keys = (column.key for column in ROSTER.columns)
    return tuple(number if key == "stt" else getattr(person, key) for key in keys)


# --- the lists behind the dropdowns ---------------------------------------------------------------------------


def _place_lists(book: Workbook) -> Lists:
    """Ids stand on the roster itself where the workbook has one, else on a tab of lists; teams always there."""
    teams = f"'{LISTS}'!$A$2:$A${1 + max(TEAM_ROOM, len(book.teams))}"
    if ROSTER not in book.tabs:
        return Lists(f"'{LISTS}'!$B$2:$B${1 + max(PREPARED_ROWS, len(book.people))}", teams)
    content = _content(book, ROSTER)
    letters = column_letters(1 + [column.key for column in ROSTER.columns].index("staff_id"))
    first = content.header_row + 1
    last = first + max(PREPARED_ROWS, len(content.rows) + 20) - 1
    return Lists(f"'{ROSTER.title}'!${letters}${first}:${letters}${last}", teams)


def _write_lists(sheet: Any, looks: Looks, book: Workbook, t: Translator) -> None:
    teams = list(book.teams) or list(dict.fromkeys(person.team for person in book.people if person.team))
    columns: list[tuple[str, Iterable[str]]] = [("Tổ", teams)]
    if ROSTER not in book.tabs:
        columns += [
            ("Mã CB", [one.staff_id for one in book.people]),
            ("Họ và tên", [one.name for one in book.people]),
        ]
    for at, (header, values) in enumerate(columns):
        sheet.set_column(at, at, 12 if header == "Mã CB" else 30, looks(num_format="@"))
        sheet.write_string(0, at, header, looks(bold=True, bg_color="#DDEBF7", border=1))
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, at, value, looks(num_format="@"))
    note = t("Các danh sách thả xuống của những tab khác lấy từ đây. Ghi tên các tổ vào cột “Tổ”.")
    sheet.write_string(0, len(columns) + 1, note, looks(italic=True, font_color="#595959"))
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color("#A6A6A6")


# --- files ----------------------------------------------------------------------------------------------------


def _refuse(paths: Iterable[Path]) -> None:
    standing = [path for path in paths if path.exists()]
    if standing:
        text = N_(
            "{path} đã có, không ghi đè. Đổi tên hoặc chuyển tệp ấy đi, hoặc chọn tên khác, rồi chạy lại."
        )
        raise RefusedError(*(Message(text, {"path": path}) for path in standing))
