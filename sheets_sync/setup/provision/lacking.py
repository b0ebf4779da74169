"""What a school's sheets lack of the forms: what a later version brought, or what the school never made.

None of it is demanded: columns and tabs that a school cannot do without are problems of `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from sheets_sync.language import N_, Message
from sheets_sync.model import RawCell, SchoolYear, Sheet
from sheets_sync.rules.forms import ID, ROSTER, Column, Form
from sheets_sync.school.layout import SCORED, Layout, Titles, find_layout
from sheets_sync.school.school import named_month
from sheets_sync.settings.config import Config
from sheets_sync.text.vietnamese import fold


class Titled(Protocol):
    """A tab of either kind of store."""

    @property
    def title(self) -> str:
        """Its title in the workbook."""

    @property
    def rows(self) -> Sequence[Sequence[RawCell]]:
        """Its cells."""


AnyTab = TypeVar("AnyTab", bound=Titled)


class Lacking(NamedTuple):
    """The titles of tabs that are not there, and the headers of columns that are not, by the tab's own title."""

    tabs: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]

    def messages(self) -> Iterator[Message]:
        """It all in a line for the tabs and one for each set of columns; nothing where nothing is lacking."""
        if self.tabs:
            text = N_(
                "Tab mới mà sổ này chưa có: {tabs}. Không bắt buộc; muốn dùng thì thêm vào, ghi đúng tên ấy."
            )
            yield Message(text, {"tabs": _quoted(self.tabs)})
        for columns in dict.fromkeys(self.columns.values()):
            tabs = [tab for tab, lacking in self.columns.items() if lacking == columns]
            text = N_(
                "Cột mới mà tab {tabs} chưa có: {columns}. Không bắt buộc; muốn dùng thì thêm vào, ghi đúng tên ấy."
            )
            yield Message(text, {"tabs": _quoted(tabs), "columns": _quoted(columns)})


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def lacking(sheets: Sequence[Sheet], forms: Iterable[Form], config: Config) -> Lacking:
    """What these sheets lack of the forms; months and weeks still to come are no tabs that are lacking."""
    titles = Titles(config)
    tabs: list[str] = []
    columns: dict[str, dict[str, None]] = {}
    for form in forms if _has_ids(sheets, titles, config.year) else map(without_ids, forms):
        found = form_tabs(form, sheets, titles, config.year)
        if not found and form.key not in SCORED:
            tabs.append(form.title)
        for sheet in found:
            if layout := lenient_layout(sheet, form, titles):
                missing = (column.header for column in missing_columns(form, layout))
                columns.setdefault(sheet.title, {}).update(dict.fromkeys(missing))
    return Lacking(tuple(tabs), {tab: tuple(missing) for tab, missing in columns.items() if missing})


def _has_ids(sheets: Sequence[Sheet], titles: Titles, year: SchoolYear) -> bool:
    rosters = form_tabs(ROSTER, sheets, titles, year)
    return all(layout_has_ids(lenient_layout(sheet, ROSTER, titles)) for sheet in rosters)


# --- one form -----------------------------------------------------------------------------------------------------


def form_tabs(form: Form, tabs: Iterable[AnyTab], titles: Titles, year: SchoolYear) -> list[AnyTab]:
    """The tabs of a form."""
    wanted = titles.tab(form.title)
    month = named_month(form.title, year) if form.key == "scores" else None
    return [
        tab for tab in tabs if fold(tab.title) in wanted or (month and named_month(tab.title, year) == month)
    ]


def lenient_layout(tab: Titled, form: Form, titles: Titles) -> Layout | None:
    """Where a tab's header row is and which columns there are, even where required ones are missing."""
    columns = tuple(column._replace(required=False) for column in form.columns)
    lenient = form._replace(columns=columns, subject=False)
    return find_layout(Sheet(tab.title, tab.rows), lenient, titles)[0]


def missing_columns(form: Form, layout: Layout) -> Iterator[Column]:
    """The columns of a form that are not there under any of their names."""
    return (c for c in form.columns if c.type != "ignored" and c.key not in layout.columns)


# --- schools without staff codes ------------------------------------------------------------------------------------


def without_ids(form: Form) -> Form:
    """The form of a school that has no staff codes and goes by names."""
    columns = tuple(c for c in form.columns if c.header != ID.header or form.key == ROSTER.key)
    if form.key == ROSTER.key:
        columns = tuple(column for column in columns if column.key != "staff_id")
    return form._replace(columns=columns, subject=form.subject and columns == form.columns)


def layout_has_ids(roster: Layout | None) -> bool:
    """Whether a roster, as far as there is one, has staff codes; by names alone goes who left the column out."""
    return roster is None or "staff_id" in roster.columns or "name" not in roster.columns
