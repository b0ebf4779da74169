"""A text that is typed into a cell: is it a number, a date, a truth value, a formula, or just a text?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.google_emulator.sheets import locales, serials
from tests.google_emulator.sheets.locales import Locale

Json = dict[str, Any]
Typed = tuple[Json | None, Json | None]  # the value, and the number format that it brings along

_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{1,4}))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])m)?", re.IGNORECASE)
_WORDED = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]{3,9})\.? (?:(\d{1,2}), )?(\d{4})")
_GROUPS = {"\u202f": "[\u202f\u00a0 ]"}


def typed(text: str, locale: str) -> Typed:
    """What a typed text becomes in a locale."""
    if text.startswith("'"):
        return {"stringValue": text[1:]} if text[1:] else None, None
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, None
    stripped, rules = text.strip(), locales.of(locale)
    for attempt in _ATTEMPTS:
        found = attempt(stripped, rules)
        if found:
            return found
    return ({"stringValue": text} if text else None), None


def _truth(text: str, rules: Locale) -> Typed | None:
    return ({"boolValue": text.upper() == "TRUE"}, None) if text.upper() in ("TRUE", "FALSE") else None


# --- numbers ------------------------------------------------------------------------------------------------


def _number(text: str, rules: Locale) -> Typed | None:
    body, percent = text.removesuffix("%").rstrip(), text.endswith("%")
    body, currency = _without_symbol(body, rules)
    if body.startswith("(") and body.endswith(")") and body[1:2] not in "+-":
        body = "-" + body[1:-1]
    number = _value(body, rules)
    if number is None or (percent and currency):
        return None
    value = number / 100 if percent else number
    return _entered(value), _number_format(body, percent, currency, rules)


def _without_symbol(text: str, rules: Locale) -> tuple[str, bool]:
    sign = text[:1] if text[:1] in ("+", "-") else ""
    body = text[len(sign) :]
    for symbol in rules.symbols:
        if body.startswith(symbol) or body.endswith(symbol):
            return sign + body.removeprefix(symbol).removesuffix(symbol).strip(), True
    return text, False


def _value(text: str, rules: Locale) -> float | None:
    group, decimal = _GROUPS.get(rules.group, re.escape(rules.group)), re.escape(rules.decimal)
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)"
    found = re.fullmatch(
        rf"([+-]?)(?:({whole})(?:{decimal}(\d*))?|{decimal}(\d+))(?:[Ee]([+-]?\d{{1,3}}))?", text
    )
    if not found or (not text.isascii() and not rules.group.isspace()):
        return None
    digits = re.sub(r"\D", "", found[2] or "0")
    number = float(f"{found[1]}{digits}.{found[3] or found[4] or 0}e{found[5] or 0}")
    return None if abs(number) == float("inf") else number


def _number_format(text: str, percent: bool, currency: bool, rules: Locale) -> Json | None:
    decimals = rules.decimal in text
    if percent:
        return {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    if currency:
        return {"type": "CURRENCY", "pattern": rules.currency}
    if "e" in text.lower():
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if re.search(_GROUPS.get(rules.group, re.escape(rules.group)), text):
        return {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"}
    return None


def _entered(number: float) -> Json:
    return {"numberValue": int(number) if float(number).is_integer() else number}


# --- dates and times ----------------------------------------------------------------------------------------


def _date_or_time(text: str, rules: Locale) -> Typed | None:
    day_text, _, time_text = (
        text.partition(" ") if "/" in text or "-" in text or "." in text else ("", "", text)
    )
    day = _day(day_text, rules) if day_text else None
    clock = _time(time_text.strip(), rules) if time_text else None
    if day and not time_text:
        return {"numberValue": day[0]}, {"type": "DATE", "pattern": day[1]}
    if day and clock and clock[0] < 1:
        pattern = f"{day[1]} {clock[1]}"
        return {"numberValue": day[0] + clock[0]}, {"type": "DATE_TIME", "pattern": pattern}
    if clock and not day_text:
        return {"numberValue": clock[0]}, {"type": "TIME", "pattern": clock[1]}
    return None


def _day(text: str, rules: Locale) -> tuple[int, str] | None:
    """The serial number of a typed date and the pattern that shows it as it was typed."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    first, mark, second, third = found.groups()
    if len(first) == 4 and third and len(third) <= 2 and mark in "/-":
        return _dated(
            int(first), int(second), int(third), f"yyyy{mark}{_d(second, 'm')}{_d(third, 'd')}", mark
        )
    if len(first) > 2 or mark not in rules.separators:
        return None
    # Unverified: with a decimal comma, `8.5` is taken for a date of this year, as people in such locales complain.
    year = serials.now().year if third is None else _year(third)
    day, month = (second, first) if rules.order == "mdy" else (first, second)
    parts = [
        _d(first, "m" if rules.order == "mdy" else "d"),
        _d(second, "d" if rules.order == "mdy" else "m"),
    ]
    parts += [] if third is None else ["yyyy" if len(third) == 4 else "yy"]
    return _dated(year, int(month), int(day), "".join(parts), mark) if year is not None else None


def _d(digits: str, letter: str) -> str:
    """How many letters a pattern needs to show a number with as many digits."""
    return letter * (2 if digits.startswith("0") else 1)


def _dated(year: int, month: int, day: int, letters: str, mark: str) -> tuple[int, str] | None:
    try:
        number = serials.serial(date(year, month, day))
    except ValueError:
        return None
    parts = re.findall(r"y+|m+|d+", letters)
    return int(number), mark.join(parts)


def _year(digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    # Unverified: two digits up to 29 are taken for this century.
    return (2000 if int(digits) < 30 else 1900) + int(digits) if len(digits) <= 2 else None


def _time(text: str, rules: Locale) -> tuple[float, str] | None:
    found = _TIME.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[3] or 0) > 59:
        return None
    hours = int(found[1])
    if found[4]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if found[4].lower() == "p" else 0)
    seconds = hours * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    pattern = ("[h]" if hours > 23 else "h" if len(found[1]) == 1 or found[4] else "hh") + ":mm"
    pattern += ":ss" if found[3] else ""
    return seconds / 86_400, pattern + (" am/pm" if found[4] else "")


def _worded_date(text: str, rules: Locale) -> Typed | None:
    """`5 Sep 2023` and `Sep 5, 2023`; only where months have English names."""
    found = _WORDED.fullmatch(text)
    day = found and (found[1] or found[3])
    if not found or not day or rules.months[0] != "January":
        return None
    names = [*rules.months, *rules.short_months]
    matching = [at % 12 + 1 for at, name in enumerate(names) if name.lower() == found[2].lower()]
    pattern = "d mmm yyyy" if found[1] else "mmm d, yyyy"
    dated = _dated(int(found[4]), matching[0], int(day), "", "") if matching else None
    return ({"numberValue": dated[0]}, {"type": "DATE", "pattern": pattern}) if dated else None


# --- formulas without an equals sign ------------------------------------------------------------------------


def _plus_formula(text: str, rules: Locale) -> Typed | None:
    """`+1+1` is a formula; a telephone number with a plus is none."""
    if not text.startswith("+") or not re.search(r"[A-Za-z0-9)]", text):
        return None
    from tests.google_emulator.sheets import formulas  # it needs this module for VALUE

    formula = "=" + text
    return ({"formulaValue": formula}, None) if formulas.parses(formula, rules) else None


_ATTEMPTS: tuple[Callable[[str, Locale], Typed | None], ...] = (
    _truth,
    _number,
    _date_or_time,
    _worded_date,
    _plus_formula,
)
