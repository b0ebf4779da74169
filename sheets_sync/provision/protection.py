"""Who may type where in the month tabs: the protected ranges of `init --protect`, and where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sheets_sync.config import Config
from sheets_sync.forms import month_title
from sheets_sync.layout import Titles
from sheets_sync.school import named_month
from sheets_sync.vietnamese import fold

MARK = "sheets-sync:"
"""How the descriptions of our protected ranges begin."""

HEADER = f"{MARK} tiêu đề"
TEAM_TOTAL, APPROVED, OWN = f"{MARK} Tổ chấm", f"{MARK} Hiệu trưởng duyệt", f"{MARK} tự chấm"

FIELDS = "sheets(properties(sheetId,title),protectedRanges)"
"""What `missing` needs of a spreadsheet."""


def missing(snapshot: Mapping[str, Any], config: Config) -> list[str]:
    """The month tabs of a spreadsheet in which `Tổ chấm` or `Hiệu trưởng duyệt` are not protected by us."""
    return [
        sheet["properties"]["title"]
        for sheet in snapshot.get("sheets", ())
        if _is_month(sheet["properties"]["title"], config) and not _protected(sheet)
    ]


def _is_month(title: str, config: Config) -> bool:
    titles, months = Titles(config), config.year.months
    known = {each for month in months for each in titles.tab(month_title(month.number))}
    return fold(title) in known or named_month(title, config.year) in months


def _protected(sheet: Mapping[str, Any]) -> bool:
    ours = {
        protected["description"].split("·")[0].strip()
        for protected in sheet.get("protectedRanges", ())
        if str(protected.get("description", "")).startswith(MARK)
    }
    return {TEAM_TOTAL, APPROVED} <= ours


def protecting(where: Mapping[str, Any], description: str, editors: Iterable[str]) -> dict[str, Any]:
    """The request that lets only these addresses edit a range; Google always lets the owner in as well."""
    protected: dict[str, Any] = {"range": where, "description": description, "warningOnly": False}
    if users := sorted({address for address in editors if address}):
        protected["editors"] = {"users": users}
    return {"addProtectedRange": {"protectedRange": protected}}
