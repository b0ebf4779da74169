"""Numbers and dates written out by a number format's pattern, such as `#,##0.00`, `0%` or `dd/mm/yyyy`."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from tests.google_emulator.sheets import locales, serials
from tests.google_emulator.sheets.locales import Locale

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[(\$[^\]]*|h+|m+|s+|[^\]]*)\]|_.|\*.|(am/pm|a/p|y+|m+|d+|h+|s+|\.0+|.)', re.IGNORECASE
)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_SIGNIFICANT = 10
_DEFAULTS = {"NUMBER": "#,##0.00", "PERCENT": "0.00%", "SCIENTIFIC": "0.00E+00", "TEXT": "@"}


def default_pattern(kind: str, locale: str) -> str:
    """The pattern of a number format that names only its type."""
    rules = locales.of(locale)
    by_locale = {
        "DATE": rules.date,
        "TIME": rules.time,
        "DATE_TIME": f"{rules.date} {rules.time}",
        "CURRENCY": rules.currency,
    }
    return by_locale.get(kind) or _DEFAULTS.get(kind, "")


@lru_cache(maxsize=65_536)
def written(number: float, pattern: str, locale: str) -> str:
    """A number by a pattern; without one as Google writes numbers by itself."""
    rules = locales.of(locale)
    if pattern in ("", "@", "General"):
        return general(number, rules)
    section, shown = _section(number, pattern)
    if is_date(section):
        return _dated(number, section, rules)
    return _numbered(shown, section, rules)


def is_date(pattern: str) -> bool:
    """Whether a pattern shows a date or a time."""
    if _ELAPSED.search(pattern):
        return True
    return pattern != "General" and bool(_DATE_LETTERS.search(_QUOTED.sub("", pattern)))


def general(number: float, rules: Locale, significant: int = _SIGNIFICANT) -> str:
    """A number without any format: whole ones in full, others to some significant digits."""
    # Unverified: ten digits are what PI() and 1/3 are seen with; whole numbers are shown to fifteen.
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.{significant}g}"
    if "e" not in text or abs(number) >= 1e15 or abs(number) < 1e-5:
        return _tidy(text).replace(".", rules.decimal)
    return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", rules.decimal)


def _tidy(text: str) -> str:
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    sign, digits = exponent[0], exponent[1:].zfill(2)
    return f"{mantissa}E{sign}{digits}"


def _section(number: float, pattern: str) -> tuple[str, float]:
    """The part of a pattern for a number of this sign, and the number as that part shows it."""
    sections = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)', pattern)
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return (sections or [""])[0], number


# --- numbers ------------------------------------------------------------------------------------------------


def _numbered(number: float, pattern: str, rules: Locale) -> str:
    tokens = _tokens(pattern)
    body = "".join(text for literal, text in tokens if not literal)
    slots = re.search(
        r"[0#?,]*(?:\.[0#?]*)?(?:[eE][+-]?0+)?", "".join(re.findall(r"[0#?,.]|[eE][+-]0+", body))
    )
    if not slots or not re.search(r"[0#?]", slots[0]):
        return "".join(text for _, text in tokens)
    if re.search(r"[?#0]\s*/", body):  # a fraction, which is not emulated
        return general(number, rules)
    scaled = number * 100 ** body.count("%")
    digits = _digits(scaled, slots[0], rules)
    return _filled_in(tokens, digits)


def _tokens(pattern: str) -> list[tuple[bool, str]]:
    """Whether a piece is literal, and its text."""
    pieces = []
    for found in re.finditer(
        r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|[eE][+-]0+|.', pattern
    ):
        literal = next((group for group in found.groups() if group is not None), None)
        if literal is not None:
            pieces.append((True, literal))
        elif found[0][0] == "_":
            pieces.append((True, " "))
        elif found[0][0] not in "[*":
            pieces.append((False, found[0]))
    return pieces


def _filled_in(tokens: list[tuple[bool, str]], digits: str) -> str:
    """The number in the place of its first slot, the other slots dropped, everything else as it stands."""
    shown, placed = [], False
    for literal, text in tokens:
        if literal or not (text in "0#?,." or (text[0] in "eE" and len(text) > 2)):
            shown.append(text)
        elif not placed and text != ",":
            shown.append(digits)
            placed = True
    text = "".join(shown)
    return "-" + text.replace("-", "", 1) if digits.startswith("-") else text


def _digits(number: float, slots: str, rules: Locale) -> str:
    exponent = re.search(r"[eE]([+-])(0+)$", slots)
    if exponent:
        return _scientific(number, slots[: exponent.start()], exponent, rules)
    whole, _, decimals = slots.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    rounded = _rounded(Decimal(repr(float(number))) / 1000**scale, len(decimals))
    integer, _, fraction = f"{abs(rounded):f}".partition(".")
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}".replace(",", rules.group) if integer else integer
    fraction = _optional(fraction, decimals)
    sign = "-" if rounded < 0 else ""
    point = rules.decimal if "." in slots else ""
    return f"{sign}{integer}{point}{fraction}"


def _optional(fraction: str, slots: str) -> str:
    """Decimals without the zeroes at the end that their slots do not ask for."""
    kept = len(fraction)
    while kept and fraction[kept - 1] == "0" and slots[kept - 1] != "0":
        kept -= 1
    return fraction[:kept]


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _scientific(number: float, slots: str, exponent: re.Match[str], rules: Locale) -> str:
    places = len(slots.partition(".")[2])
    mantissa, _, power = f"{number:.{places}e}".partition("e")
    sign = "-" if power.startswith("-") else ("+" if exponent[1] == "+" else "")
    digits = power.lstrip("+-0").rjust(len(exponent[2]), "0")
    return f"{mantissa.replace('.', rules.decimal)}E{sign}{digits}"


# --- dates --------------------------------------------------------------------------------------------------


def _dated(number: float, pattern: str, rules: Locale) -> str:
    when = serials.moment(number)
    if when is None:
        return general(number, rules)
    found = list(_TOKEN.finditer(pattern))
    twelve = any(part[4] and part[4].lower() in ("am/pm", "a/p") for part in found)
    shown, last = [], ""
    for at, part in enumerate(found):
        token = (part[4] or "").lower()
        if token[:1] == "m" and (last == "h" or _next_letter(found, at) == "s"):
            token = token.replace("m", "n")  # minutes
        shown.append(_date_part(when, number, part, token, twelve, rules))
        last = token[0] if token and token[0] in "ymdhsn" else "h" if _elapsed(part) == "h" else last
    return "".join(shown)


def _elapsed(part: re.Match[str]) -> str:
    return (part[3] or "")[:1].lower() if _ELAPSED.fullmatch(part[0]) else ""


def _next_letter(found: list[re.Match[str]], at: int) -> str:
    for part in found[at + 1 :]:
        letter = (part[4] or "")[:1].lower()
        if letter and letter in "ymdhs":
            return letter
    return ""


def _date_part(
    when: datetime, number: float, part: re.Match[str], token: str, twelve: bool, rules: Locale
) -> str:
    if part[1] is not None or part[2] is not None:
        return part[1] if part[1] is not None else part[2]
    elapsed = _elapsed(part)
    if elapsed:
        per_day = {"h": 24, "m": 1440, "s": 86_400}[elapsed]
        return str(int(number * per_day + 1e-6)).zfill(len(part[3]))
    if part[3] is not None or not token:
        return "" if part[0][0] in "[*" else " "
    return _calendar_part(when, token, twelve, rules)


def _calendar_part(when: datetime, token: str, twelve: bool, rules: Locale) -> str:
    width, letter = len(token), token[0]
    if token in ("am/pm", "a/p"):
        return ("AM" if when.hour < 12 else "PM")[: 2 if token == "am/pm" else 1]
    if letter == "y":
        return f"{when.year % 100:02}" if width <= 2 else f"{when.year:04}"
    if letter == "m" and width > 2:
        names = rules.short_months if width == 3 else rules.months
        return names[when.month - 1][:1] if width == 5 else names[when.month - 1]
    if letter == "d" and width > 2:
        return (rules.short_days if width == 3 else rules.days)[when.weekday()]
    if re.fullmatch(r"\.0+", token):
        return rules.decimal + f"{when.microsecond:06}"[: width - 1]
    hour = (when.hour % 12 or 12) if twelve else when.hour
    numbers = {"m": when.month, "d": when.day, "h": hour, "n": when.minute, "s": when.second}
    return str(numbers[letter]).zfill(min(width, 2)) if letter in numbers else token
