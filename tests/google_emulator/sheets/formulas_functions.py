"""All functions that formulas may call, but for those that choose which of their arguments are computed."""

from __future__ import annotations

from tests.google_emulator.sheets import formulas_lookups, formulas_numbers, formulas_texts
from tests.google_emulator.sheets.formulas_calls import MANY, Arguments, Function, Place
from tests.google_emulator.sheets.formulas_values import FormulaError, Value


def _never_calls_out(place: Place, arguments: Arguments) -> Value:
    raise FormulaError("N_A", "Could not fetch url: this spreadsheet is not connected to anything.")


FUNCTIONS = formulas_numbers.FUNCTIONS | formulas_lookups.FUNCTIONS | formulas_texts.FUNCTIONS
FUNCTIONS |= {
    name: Function(0, MANY, _never_calls_out)
    for name in (
        "IMPORTRANGE",
        "IMPORTXML",
        "IMPORTHTML",
        "IMPORTDATA",
        "IMPORTFEED",
        "GOOGLEFINANCE",
        "IMAGE",
    )
}
