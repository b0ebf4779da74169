"""Conditions of data validation, conditional formats and filters: what each place takes, and with how many values."""

from __future__ import annotations

import re
from typing import Any

from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

# How many values each kind of condition takes, and where it may stand: in validation, in conditional formats.
_ONE, _TWO, _NONE, _ANY = (1, 1), (2, 2), (0, 0), (1, 500)
_KINDS: dict[str, tuple[tuple[int, int], bool, bool]] = {
    "NUMBER_GREATER": (_ONE, True, True),
    "NUMBER_GREATER_THAN_EQ": (_ONE, True, True),
    "NUMBER_LESS": (_ONE, True, True),
    "NUMBER_LESS_THAN_EQ": (_ONE, True, True),
    "NUMBER_EQ": (_ONE, True, True),
    "NUMBER_NOT_EQ": (_ONE, True, True),
    "NUMBER_BETWEEN": (_TWO, True, True),
    "NUMBER_NOT_BETWEEN": (_TWO, True, True),
    "TEXT_CONTAINS": (_ONE, True, True),
    "TEXT_NOT_CONTAINS": (_ONE, True, True),
    "TEXT_STARTS_WITH": (_ONE, False, True),
    "TEXT_ENDS_WITH": (_ONE, False, True),
    "TEXT_EQ": (_ONE, True, True),
    "TEXT_IS_EMAIL": (_NONE, True, False),
    "TEXT_IS_URL": (_NONE, True, False),
    "DATE_EQ": (_ONE, True, True),
    "DATE_BEFORE": (_ONE, True, True),
    "DATE_AFTER": (_ONE, True, True),
    "DATE_ON_OR_BEFORE": (_ONE, True, False),
    "DATE_ON_OR_AFTER": (_ONE, True, False),
    "DATE_BETWEEN": (_TWO, True, False),
    "DATE_NOT_BETWEEN": (_TWO, True, False),
    "DATE_IS_VALID": (_NONE, True, False),
    "ONE_OF_RANGE": (_ONE, True, False),
    "ONE_OF_LIST": (_ANY, True, False),
    "BLANK": (_NONE, False, True),
    "NOT_BLANK": (_NONE, False, True),
    "CUSTOM_FORMULA": (_ONE, True, True),
    "BOOLEAN": ((0, 2), True, False),
}
_FORMAT_KEYS = {"backgroundColor", "backgroundColorStyle", "textFormat"}
_TEXT_KEYS = {
    "bold",
    "italic",
    "strikethrough",
    "underline",
    "foregroundColor",
    "foregroundColorStyle",
}
_A1_RANGE = re.compile(r"^=?('(?:[^']|'')+'!|[^'!]+!)?\$?[A-Za-z]*\$?\d*(:\$?[A-Za-z]*\$?\d*)?$")


def validation(rule: Json) -> Json:
    """A DataValidationRule as it is kept, or Google's refusal."""
    condition = rule.get("condition")
    if not condition:
        raise ApiError(400, "A data validation rule must have a condition.")
    _check(condition, allowed=1, where="data validation")
    if any("relativeDate" in item for item in condition.get("values", [])):
        raise ApiError(400, "Relative dates are not supported in data validation.")
    kind, values = condition["type"], [item.get("userEnteredValue") for item in condition.get("values", [])]
    if kind == "ONE_OF_RANGE" and not (values[0] and _is_range(values[0])):
        raise ApiError(400, f"Invalid range in ONE_OF_RANGE condition: {values[0]}")
    if kind == "ONE_OF_LIST" and any(str(text).startswith("=") for text in values):
        raise ApiError(400, "Formulas are not supported in the values of a ONE_OF_LIST condition.")
    return rule


def _is_range(text: str) -> bool:
    return bool(_A1_RANGE.match(text) or re.match(r"^=?[^\W\d]\w*$", text))


def conditional(rule: Json) -> None:
    """Refuse a ConditionalFormatRule that Google refuses."""
    if not rule.get("ranges"):
        raise ApiError(400, "A conditional format rule must have at least one range.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise ApiError(400, "A conditional format rule must have either a booleanRule or a gradientRule.")
    if "booleanRule" in rule:
        _check(rule["booleanRule"].get("condition", {}), allowed=2, where="conditional formatting")
        _check_look(rule["booleanRule"].get("format", {}))
    elif not {"minpoint", "maxpoint"} <= set(rule["gradientRule"]):
        raise ApiError(400, "A gradient rule must have a minpoint and a maxpoint.")


def _check_look(look: Json) -> None:
    if not look:
        raise ApiError(400, "A boolean rule must have a format.")
    unknown = (set(look) - _FORMAT_KEYS) | (set(look.get("textFormat", {})) - _TEXT_KEYS)
    if unknown:
        raise ApiError(
            400,
            "Conditional formatting can only apply bold, italic, strikethrough, foreground color and "
            f"background color, not {min(unknown)}.",
        )


def _check(condition: Json, allowed: int, where: str) -> None:
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    if kind not in _KINDS or not _KINDS[kind][allowed]:
        raise ApiError(400, f"Condition type {kind} is not supported in {where}.")
    least, most = _KINDS[kind][0]
    values = condition.get("values", [])
    if not least <= len(values) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ApiError(400, f"{kind} requires {wanted} ConditionValues, but {len(values)} were given.")
    if any("userEnteredValue" not in item and "relativeDate" not in item for item in values):
        raise ApiError(400, "ConditionValue.userEnteredValue must be set.")
