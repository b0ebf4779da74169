"""Formulas of cells: their results, and how their text follows when cells move."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets.formulas_references import adjusted, moved, renamed
from tests.google_emulator.sheets.locales import Locale
from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]

__all__ = ["adjusted", "evaluate", "inferred_format", "moved", "parses", "renamed"]


def evaluate(spreadsheet: Spreadsheet, sheet: Sheet, formula: str, row: int, column: int) -> Json:
    """The result of a formula that stands in a cell."""
    return {"errorValue": {"type": "ERROR", "message": "Formula parse error."}}


def inferred_format(spreadsheet: Spreadsheet, sheet: Sheet, formula: str) -> Json | None:
    """The number format that a formula's result takes over from what it computes with."""
    return None


def parses(formula: str, rules: Locale) -> bool:
    """Whether a text is a whole formula in a locale."""
    return False
