"""Who may type where in the month tabs: the protected ranges of `init --protect`, and where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sheets_sync.rules.forms import month_form, month_title
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.layout import Titles, find_layout
from sheets_sync.school.school import named_month
from sheets_sync.settings.config import Config
from sheets_sync.text.vietnamese import fold

if TYPE_CHECKING:
    from sheets_sync.stores.gsheets.snapshot import Snapshot

MARK = "sheets-sync:"
"""How the descriptions of our protected ranges begin."""

HEADER = f"{MARK} tiêu đề"
TEAM_TOTAL, APPROVED, OWN = f"{MARK} Tổ chấm", f"{MARK} Hiệu trưởng duyệt", f"{MARK} tự chấm"

_DESCRIPTIONS = {"team_total": TEAM_TOTAL, "approved": APPROVED}


def open_columns(book: Snapshot, config: Config, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """The columns that decide and that are not protected by us, by month tab of a spreadsheet."""
    form, titles = month_form(rubric), Titles(config)
    found = {}
    for tab in book.others:
        layout = (
            find_layout(book.sheet(tab, book.id), form, titles)[0] if _is_month(tab.title, config) else None
        )
        protected = _protected(tab.data)
        left_open = [
            form.column(key).header
            for key, description in _DESCRIPTIONS.items()
            if layout and key in layout.columns and description not in protected
        ]
        if left_open:
            found[tab.title] = tuple(left_open)
    return found


def _is_month(title: str, config: Config) -> bool:
    titles, months = Titles(config), config.year.months
    known = {each for month in months for each in titles.tab(month_title(month.number))}
    return fold(title) in known or named_month(title, config.year) in months


def _protected(sheet: Mapping[str, Any]) -> set[str]:
    return {
        protected["description"].split("·")[0].strip()
        for protected in sheet.get("protectedRanges", ())
        if str(protected.get("description", "")).startswith(MARK)
    }


def protecting(where: Mapping[str, Any], description: str, editors: Iterable[str]) -> dict[str, Any]:
    """The request that lets only these addresses edit a range; Google always lets the owner in as well."""
    protected: dict[str, Any] = {"range": where, "description": description, "warningOnly": False}
    if users := sorted({address for address in editors if address}):
        protected["editors"] = {"users": users}
    return {"addProtectedRange": {"protectedRange": protected}}
