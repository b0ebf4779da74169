"""Who may type where in the month tabs: the protected ranges of `init --protect`, and where they are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheets_sync.config import Config
from sheets_sync.forms import month_title
from sheets_sync.layout import Titles
from sheets_sync.vietnamese import fold

MARK = "sheets-sync:"
"""How the descriptions of our protected ranges begin."""

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
    titles = Titles(config)
    return any(fold(title) in titles.tab(month_title(month.number)) for month in config.year.months)


def _protected(sheet: Mapping[str, Any]) -> bool:
    ours = {
        protected["description"].split("·")[0].strip()
        for protected in sheet.get("protectedRanges", ())
        if str(protected.get("description", "")).startswith(MARK)
    }
    return {f"{MARK} Tổ chấm", f"{MARK} Hiệu trưởng duyệt"} <= ours
