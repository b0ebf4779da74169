"""A staff workbook as bytes: the guide, a tab for every form, and the lists behind the dropdowns."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sheets_sync.language import N_, Translator, translator
from sheets_sync.model import Person, SchoolYear, column_letters
from sheets_sync.rules.forms import ROSTER, Form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.setup.provision.allowed import Allowed, Lists
from sheets_sync.setup.provision.content import PREPARED_ROWS, CellContent, Content
from sheets_sync.setup.provision.form_sheet import write_form
from sheets_sync.setup.provision.guide import TITLE as GUIDE
from sheets_sync.setup.provision.guide import Line, guide_lines, write_guide
from sheets_sync.setup.provision.looks import COLOURS, TAB_COLOURS, CellLook, Looks

LISTS = "Danh mục"
LISTS_NOTE = N_("Danh sách thả xuống ở các tab khác lấy từ đây. Ghi tên các tổ vào cột “Tổ”, mỗi tổ một ô.")
LISTS_HEAD: CellLook = {"bold": True, "bg_color": COLOURS["optional"], "border": 1, "align": "center"}
LISTS_BODY: CellLook = {"num_format": "@"}
LISTS_NOTE_LOOK: CellLook = {"italic": True, "font_color": "#595959"}
_TEAM_ROOM = 30  # rows of the list of teams, for those still to be typed
_WHO = ("stt", "staff_id", "name")


class ListColumn(NamedTuple):
    """One list behind the dropdowns."""

    header: str
    width: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Workbook:
    """What a new staff workbook is made of; `contents` go by a tab's title, the rest is filled from `people`."""

    forms: Sequence[Form]
    rubric: Rubric
    year: SchoolYear
    class_rubric: Rubric | None = None
    school: str = ""
    teams: Sequence[str] = ()
    people: Sequence[Person] = ()
    contents: Mapping[str, Content] = field(default_factory=dict)
    language: str = "vi"

    @property
    def team_names(self) -> tuple[str, ...]:
        """The teams as given, else those of the people."""
        return tuple(self.teams) or tuple(dict.fromkeys(one.team for one in self.people if one.team))

    @property
    def has_roster(self) -> bool:
        """Whether the roster is in this workbook."""
        return any(form.key == ROSTER.key for form in self.forms)

    def rubric_of(self, form: Form) -> Rubric:
        """The rubric by which a form is scored."""
        return self.class_rubric if form.key == "classes" and self.class_rubric else self.rubric

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics that somebody who types here must know."""
        used = {rubric.key: rubric for rubric in map(self.rubric_of, self.forms)}
        return tuple(used.values())

    def content(self, form: Form) -> Content:
        """The contents of a form's tab."""
        if form.title in self.contents:
            return self.contents[form.title]
        if form.key not in (ROSTER.key, "scores"):
            return Content()
        keys = [column.key for column in form.columns]
        filled = keys if form.key == ROSTER.key else [key for key in keys if key in _WHO]
        people = enumerate(self.people, start=1)
        return Content(rows=[_person_row(number, person, filled) for number, person in people])

    def guide(self, t: Translator) -> tuple[Line, ...]:
        """The lines of the guide tab."""
        return guide_lines(self.forms, self.rubrics, self.year, self.school, t)

    @property
    def lists(self) -> tuple[ListColumn, ...]:
        """The columns of the tab of lists; ids stand there only where the workbook has no roster."""
        teams = ListColumn("Tổ", 30, self.team_names)
        if self.has_roster:
            return (teams,)
        ids = ListColumn("Mã CB", 12, tuple(person.staff_id for person in self.people))
        return (teams, ids, ListColumn("Họ và tên", 30, tuple(person.name for person in self.people)))


def _person_row(number: int, person: Person, keys: Sequence[str]) -> tuple[CellContent, ...]:
    return tuple(number if key == "stt" else getattr(person, key) for key in keys)


def workbook_bytes(book: Workbook) -> bytes:
    """The workbook as a file's bytes; the same book always gives the same bytes."""
    import xlsxwriter

    memory = io.BytesIO()
    file = xlsxwriter.Workbook(memory, {"in_memory": True})
    # a fixed date: with the clock in it every file would be another one
    file.set_properties(
        {"title": f"{book.school} {book.year}".strip(), "created": datetime(book.year.start, 8, 1)}
    )
    t, looks, lists = translator(book.language), Looks(file), _place_lists(book)
    write_guide(file.add_worksheet(GUIDE), looks, book.guide(t))
    for form in book.forms:
        allowed = Allowed(form, book.rubric_of(form), book.year, lists, t)
        write_form(file.add_worksheet(form.title), allowed, book.content(form), looks, book.school)
    _write_lists(file.add_worksheet(LISTS), looks, book, t)
    file.close()
    return memory.getvalue()


# --- the lists behind the dropdowns ---------------------------------------------------------------------------


def _place_lists(book: Workbook) -> Lists:
    """Ids stand on the roster where the workbook has it, else on the tab of lists; teams always there.

    Plain ranges, because Google's import knows no formula in a dropdown.
    """
    teams = f"'{LISTS}'!$A$2:$A${1 + max(_TEAM_ROOM, len(book.team_names))}"
    if not book.has_roster:
        return Lists(f"'{LISTS}'!$B$2:$B${1 + max(PREPARED_ROWS, len(book.people))}", teams)
    content = book.content(ROSTER)
    letters = column_letters(1 + [column.key for column in ROSTER.columns].index("staff_id"))
    first, last = content.header_row + 1, content.last_row
    return Lists(f"'{ROSTER.title}'!${letters}${first}:${letters}${last}", teams)


def _write_lists(sheet: Any, looks: Looks, book: Workbook, t: Translator) -> None:
    for at, (header, width, values) in enumerate(book.lists):
        sheet.set_column(at, at, width, looks(LISTS_BODY))
        sheet.write_string(0, at, header, looks(LISTS_HEAD))
        sheet.write_column(1, at, values)
    sheet.write_string(0, len(book.lists) + 1, t(LISTS_NOTE), looks(LISTS_NOTE_LOOK))
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color(TAB_COLOURS["lists"])
