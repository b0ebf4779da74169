"""What a spreadsheet lacks of a staff workbook, and the one update that adds it; what is there is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sheets_sync.google.json_types import Json
from sheets_sync.language import N_, Message, translator
from sheets_sync.model import column_letters
from sheets_sync.rules.forms import ROSTER, Column, Form
from sheets_sync.school.layout import Layout, Titles
from sheets_sync.settings.config import Config
from sheets_sync.setup.provision.allowed import Allowed, Lists
from sheets_sync.setup.provision.google_cells import sheet_id
from sheets_sync.setup.provision.google_guide import guide_requests, lists_requests
from sheets_sync.setup.provision.google_rules import quoted
from sheets_sync.setup.provision.google_tabs import AddedColumns, FormTab, added_columns
from sheets_sync.setup.provision.guide import TITLE as GUIDE
from sheets_sync.setup.provision.lacking import form_tabs, layout_has_ids, lenient_layout, missing_columns
from sheets_sync.setup.provision.workbook import LISTS, Workbook
from sheets_sync.stores.gsheets.snapshot import Snapshot, Tab
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import fold

_OTHER_LISTS = f"{LISTS} thi đua"  # where a tab of the school's own is called as ours would be
_MADE_BY_GOOGLE = ("trang tính1", "sheet1")


class Completion(NamedTuple):
    """What is added to one spreadsheet: whole tabs, columns by tab; what is left to people; the requests."""

    tabs: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    left: tuple[Message, ...]
    requests: list[Json]


def has_ids(snapshot: Snapshot, config: Config) -> bool:
    """Whether the roster of a spreadsheet has staff codes; see `layout_has_ids`."""
    existing = ExistingTabs(snapshot, config)
    tab = existing.tab(ROSTER)
    return layout_has_ids(existing.layout(tab, ROSTER) if tab else None)


@dataclass(frozen=True)
class ExistingTabs:
    """The tabs that stand in a spreadsheet, seen as forms."""

    snapshot: Snapshot
    config: Config

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.config)

    def tab(self, form: Form) -> Tab | None:
        """The tab of a form."""
        return next(iter(form_tabs(form, self.snapshot.others, self._titles, self.config.year)), None)

    def titled(self, title: str) -> Tab | None:
        """The tab of this very title."""
        return next((tab for tab in self.snapshot.tabs if fold(tab.title) == fold(title)), None)

    def layout(self, tab: Tab, form: Form) -> Layout | None:
        """Where a tab's header row is and which columns there are, even where required ones are missing."""
        return lenient_layout(tab, form, self._titles)


@dataclass
class _Completing:
    """One spreadsheet being compared with the workbook that it is to be."""

    existing: ExistingTabs
    book: Workbook
    account: str
    with_ids: bool
    tabs: list[str] = field(default_factory=list)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: list[Message] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.t = translator(self.book.language)
        sheets = self.existing.snapshot.data.get("sheets", ())
        self._taken = {int(sheet["properties"].get("sheetId", 0)) for sheet in sheets}

    def complete(self) -> Completion:
        for form in self.book.forms:
            self._form(form)
        self._lists()
        self._guide()
        # all tabs first: a dropdown may take its values from one that comes last
        requests = sorted(self.requests, key=lambda request: "addSheet" not in request)
        return Completion(tuple(self.tabs), self.columns, tuple(self.left), requests)

    # --- forms ------------------------------------------------------------------------------------------------

    def _form(self, form: Form) -> None:
        tab = self.existing.tab(form)
        if tab is None or not tab.rows:
            self._new_form(form, tab)
        elif layout := self.existing.layout(tab, form):
            self._columns(form, tab, layout)
        else:
            text = N_(
                "Tab “{tab}” chưa thấy dòng tiêu đề nào quen, nên để nguyên; sheets-sync adopt giúp nhận ra các cột."
            )
            self.left.append(Message(text, {"tab": tab.title}))

    def _new_form(self, form: Form, blank: Tab | None) -> None:
        sheet = blank.id if blank else sheet_id(form.title, self._taken)
        made = FormTab(self._allowed(form), self.book.content(form), sheet, blank)
        self.requests += made.requests(self.account)
        self.tabs.append(blank.title if blank else form.title)

    def _columns(self, form: Form, tab: Tab, layout: Layout) -> None:
        """Columns go to the right of everything in the tab, so that nothing has to move."""
        missing = list(self._missing(form, tab, layout))
        if missing:
            place = AddedColumns(tab, max(len(row) for row in tab.rows), layout.header_row)
            self.requests += added_columns(self._allowed(form), missing, place)
            self.columns[tab.title] = tuple(column.header for column in missing)

    def _missing(self, form: Form, tab: Tab, layout: Layout) -> Iterator[Column]:
        """The columns that are not there under any name; one that may be there under another is only reported."""
        for column in missing_columns(form, layout):
            near = nearest(column.header, layout.unread, at_least=70) if layout.unread else None
            if near is None:
                yield column
                continue
            text = N_(
                "Tab “{tab}”: cột “{near}” có phải là “{column}” không? Phải thì ghi vào config.toml, mục [columns]: "
                '"{column}" = ["{near}"]; không phải thì tự thêm cột “{column}”.'
            )
            self.left.append(Message(text, {"tab": tab.title, "near": near, "column": column.header}))

    def _allowed(self, form: Form) -> Allowed:
        return Allowed(form, self.book.rubric_of(form), self.book.year, self._places, self.t)

    # --- the guide and the lists ------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Lists:
        """Where ids (without staff codes: names) and teams stand; lists have no end, so that they may grow."""
        title, key = self._lists_title, "staff_id" if self.with_ids else "name"
        teams = quoted(title, 2, "A")
        if not self.book.has_roster:
            return Lists(quoted(title, 2, "B" if self.with_ids else "C"), teams)
        roster = next(form for form in self.book.forms if form.key == ROSTER.key)
        tab = self.existing.tab(roster)
        layout = self.existing.layout(tab, roster) if tab else None
        if tab and layout and key in layout.columns:
            return Lists(quoted(tab.title, layout.header_row + 1, column_letters(layout.columns[key])), teams)
        at = 1 + [column.key for column in roster.columns].index(key)
        return Lists(quoted(tab.title if tab else ROSTER.title, 2, column_letters(at)), teams)

    @cached_property
    def _lists_title(self) -> str:
        current = self.existing.titled(LISTS)
        return LISTS if current is None or not current.rows or _is_lists(current) else _OTHER_LISTS

    def _lists(self) -> None:
        title = self._lists_title
        current = self.existing.titled(title)
        if current is None or not current.rows:
            sheet = current.id if current else sheet_id(title, self._taken)
            self.requests += lists_requests(self.book.lists, sheet, title, self.t, current)
            self.tabs.append(title)

    def _guide(self) -> None:
        current = self.existing.titled(GUIDE)
        if current is None or not current.rows:
            sheet = current.id if current else sheet_id(GUIDE, self._taken)
            lines = self.book.guide(self.t)
            self.requests += guide_requests(lines, sheet, GUIDE, self._ids(), current)
            self.tabs.insert(0, GUIDE)

    def _ids(self) -> dict[str, int]:
        """The sheetIds of the forms' tabs, of those that stand and of those that come."""
        made = [request["addSheet"]["properties"] for request in self.requests if "addSheet" in request]
        ids = {properties["title"]: properties["sheetId"] for properties in made}
        tabs = ((form.title, self.existing.tab(form)) for form in self.book.forms)
        return ids | {title: tab.id for title, tab in tabs if tab}


def completion(
    snapshot: Snapshot, book: Workbook, config: Config, account: str, with_ids: bool = True
) -> Completion:
    """What makes this spreadsheet a whole staff workbook."""
    existing = ExistingTabs(snapshot, config)
    made = _Completing(existing, book, account, with_ids).complete()
    return made._replace(left=(*made.left, *_remarks(snapshot)))


def _is_lists(tab: Tab) -> bool:
    return bool(tab.rows) and fold(str(tab.rows[0][0] if tab.rows[0] else "")) == "tổ"


def _remarks(snapshot: Snapshot) -> Sequence[Message]:
    said = []
    if only := blank_of_google(snapshot):
        text = N_("Tab trống “{tab}” của Google để nguyên; không dùng thì xoá đi.")
        said.append(Message(text, {"tab": only.title}))
    locale = str(snapshot.data.get("properties", {}).get("locale", ""))
    if locale and not locale.startswith("vi"):
        text = N_(
            "Sổ đang theo ngôn ngữ “{locale}”: ngày 5/9 gõ vào có thể thành ngày 9 tháng 5. "
            "Mở Tệp → Cài đặt → Ngôn ngữ, chọn Việt Nam."
        )
        said.append(Message(text, {"locale": locale}))
    return said


def blank_of_google(snapshot: Snapshot) -> Tab | None:
    """The blank tab with which Google begins a spreadsheet, as long as there is no other."""
    tabs = snapshot.tabs
    if len(tabs) == 1 and not tabs[0].rows and fold(tabs[0].title) in _MADE_BY_GOOGLE:
        return tabs[0]
    return None
