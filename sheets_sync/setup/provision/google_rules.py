"""Dropdowns, ranges and colours, given in the words of XlsxWriter and Excel, in those of the Sheets API.

Sheets reads formulas and numbers of a rule in the spreadsheet's own country: `;` parts the arguments of a function
everywhere, `,` only where it is no decimal sign; dates are read everywhere as year-month-day. That this holds for the
rules of the API as it does for cells is still to be seen on a real account (docs/first-live-run.md).
"""

from __future__ import annotations

import re
from datetime import date

from sheets_sync.google.json_types import Json
from sheets_sync.setup.provision.allowed import ValidationRule
from sheets_sync.setup.provision.highlights import Highlight, hundredths
from sheets_sync.stores.gsheets.styles import colour

_BETWEEN = {"date": "DATE_BETWEEN", "decimal": "NUMBER_BETWEEN", "integer": "NUMBER_BETWEEN"}
_ONE_SIDED = {">=": "NUMBER_GREATER_THAN_EQ", "<=": "NUMBER_LESS_THAN_EQ"}
_COMMA = re.compile(r""""[^"]*"|'[^']*'|,""")


def validation(where: Json, rule: ValidationRule) -> Json | None:
    """The request for a column's rule, which warns and lets pass; nothing for what Sheets has no rule for."""
    condition = _condition(rule)
    if condition is None:
        return None
    made: Json = {"condition": condition, "strict": False, "showCustomUi": True}
    if message := rule.get("input_message") or rule.get("error_message"):
        made["inputMessage"] = message
    return {"setDataValidation": {"range": where, "rule": made}}


def _condition(rule: ValidationRule) -> Json | None:
    kind, source = str(rule["validate"]), rule.get("source")
    if isinstance(source, str):
        return _of("ONE_OF_RANGE", source)
    if isinstance(source, list):
        return _of("ONE_OF_LIST", *source)
    if rule.get("criteria") == "between":
        return _of(_BETWEEN[kind], _text(rule["minimum"]), _text(rule["maximum"]))
    if "criteria" in rule:
        return _of(_ONE_SIDED[str(rule["criteria"])], _text(rule["value"]))
    return None  # a hint alone, which the header's note gives too


def _of(kind: str, *values: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def _text(value: object) -> str:
    """A bound as somebody would type it; a fraction as a formula, free of the decimal sign."""
    if isinstance(value, date):
        return value.isoformat()
    text = hundredths(round(float(str(value)) * 100))
    return f"={text}" if "/" in text else text


# --- colours --------------------------------------------------------------------------------------------------


def conditional(sheet: int, highlight: Highlight, rows: range, index: int) -> Json | None:
    """The request for a colour over these rows (from 1); nothing for lines, which Sheets cannot draw by a rule."""
    if "bg_color" not in highlight.look:
        return None
    area = {"startRowIndex": rows.start - 1, "startColumnIndex": highlight.first}
    area |= {"endRowIndex": rows[-1], "endColumnIndex": highlight.last + 1}
    condition = _of("CUSTOM_FORMULA", with_semicolons(highlight.formula))
    look = {"backgroundColorStyle": colour(str(highlight.look["bg_color"]))}
    rule = {"ranges": [{"sheetId": sheet, **area}], "booleanRule": {"condition": condition, "format": look}}
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


def with_semicolons(formula: str) -> str:
    """A formula with the separator that Sheets takes in every country."""
    return _COMMA.sub(lambda found: ";" if found[0] == "," else found[0], formula)


def elsewhere(reference: str) -> str:
    """A range of another tab as a rule may name it: Sheets refuses a plain one in the formula of a colour."""
    text = reference.replace('"', '""')
    return f'INDIRECT("{text}")'


def quoted(title: str, rows_from: int, letters: str) -> str:
    """A column of a tab from this row (from 1) to its end, in A1 notation."""
    name = title.replace("'", "''")
    return f"'{name}'!${letters}${rows_from}:${letters}"
