"""Columns that many papers share."""

from __future__ import annotations

from scripts.papers.tables import TableColumn
from sheets_sync.language import Translator


def number(t: Translator) -> TableColumn:
    """The running number."""
    return TableColumn(t("STT"), 12, "{{ row.number }}")


def name(t: Translator, width: float = 46, field: str = "name") -> TableColumn:
    """A person's name."""
    return TableColumn(t("Họ và tên"), width, f"{{{{ row.{field} }}}}", centered=False)


def text(heading: str, width: float, field: str) -> TableColumn:
    """Words, set to the left."""
    return TableColumn(heading, width, f"{{{{ row.{field} }}}}", centered=False)


def middle(heading: str, width: float, field: str) -> TableColumn:
    """Figures and short words, in the middle."""
    return TableColumn(heading, width, f"{{{{ row.{field} }}}}")
