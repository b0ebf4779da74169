"""The titles of the law (danh hiệu, hình thức khen thưởng) and the spellings that people use for them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sheets_sync.model import RawCell
from sheets_sync.text.cells import BadCell, is_blank, not_in_list, refuse_formula, refuse_legacy, shown
from sheets_sync.text.vietnamese import clean, fold


class Title(NamedTuple):
    """A title: its code, its name as it is written in full, its usual abbreviation, who may hold it."""

    code: str
    name: str
    short: str
    persons: bool
    teams: bool
    spellings: tuple[str, ...]


TITLES: tuple[Title, ...] = (
    Title(
        "LDTT", "Lao động tiên tiến", "LĐTT", True, False,
        ("LDTT", "LĐ tiên tiến", "Lao động TT", "LĐ TT", "danh hiệu lao động tiên tiến"),
    ),
    Title(
        "CSTDCS", "Chiến sĩ thi đua cơ sở", "CSTĐCS", True, False,
        ("CSTDCS", "CSTĐ CS", "CSTĐ cơ sở", "CSTD cơ sở", "Chiến sĩ thi đua cấp cơ sở", "CSTĐ cấp cơ sở",
         "Chiến sĩ TĐ cơ sở", "Chiến sĩ thi đua CS", "CSTĐ cấp quận"),
    ),
    Title(
        "CSTDTP", "Chiến sĩ thi đua cấp thành phố", "CSTĐTP", True, False,
        ("CSTDTP", "CSTĐ TP", "CSTĐ thành phố", "CSTĐ cấp thành phố", "CSTĐ cấp TP", "Chiến sĩ thi đua thành phố",
         "Chiến sĩ thi đua cấp TP", "Chiến sĩ thi đua cấp tỉnh", "CSTĐ cấp tỉnh", "CSTĐ tỉnh"),
    ),
    Title(
        "CSTDTQ", "Chiến sĩ thi đua toàn quốc", "CSTĐTQ", True, False,
        ("CSTDTQ", "CSTĐ TQ", "CSTĐ toàn quốc"),
    ),
    Title(
        "TTLDTT", "Tập thể lao động tiên tiến", "TTLĐTT", False, True,
        ("TTLDTT", "TT LĐTT", "TT LĐ tiên tiến", "Tập thể LĐTT", "Tập thể LĐ tiên tiến"),
    ),
    Title(
        "TTLDXS", "Tập thể lao động xuất sắc", "TTLĐXS", False, True,
        ("TTLDXS", "TT LĐXS", "TT LĐ xuất sắc", "Tập thể LĐXS", "Tập thể LĐ xuất sắc"),
    ),
    Title("GIAYKHEN", "Giấy khen", "Giấy khen", True, True, ("Giay khen", "GIAYKHEN", "Giấy khen của UBND quận")),
    Title(
        "KNC", "Kỷ niệm chương “Vì sự nghiệp giáo dục”", "KNC", True, False,
        ("KNC VSNGD", "Kỷ niệm chương", "Kỉ niệm chương", "Kỷ niệm chương VSNGD", "Kỷ niệm chương Vì sự nghiệp giáo dục",
         'Kỷ niệm chương "Vì sự nghiệp giáo dục"', "Kỷ niệm chương vì sự nghiệp GD"),
    ),
)  # fmt: skip

BY_CODE = {title.code: title for title in TITLES}

# Abbreviations that could mean several titles; guessing would register somebody for the wrong one.
_AMBIGUOUS = {
    "cstđ": ("CSTDCS", "CSTDTP", "CSTDTQ"),
    "cstd": ("CSTDCS", "CSTDTP", "CSTDTQ"),
    "chiến sĩ thi đua": ("CSTDCS", "CSTDTP", "CSTDTQ"),
    "gk": ("GIAYKHEN",),
}
_SEPARATOR = re.compile(r"\s*(?:[+;/&,]|\bvà\b)\s*")
_ADDITIONAL = re.compile(r"\s*\(?\s*(?:đăng ký )?bổ sung\s*\)?$")


def _compared(text: str) -> str:
    return fold(text).replace("sỹ", "sĩ").strip(" .")


_SPELLINGS = {
    _compared(spelling): title.code
    for title in TITLES
    for spelling in (title.code, title.name, title.short, *title.spellings)
}


def read_titles(raw: RawCell, allowed: tuple[str, ...]) -> tuple[str, ...] | None:
    """The codes of the titles that a cell names; raises BadCell `title-ambiguous` or `not-in-list`."""
    if is_blank(raw):
        return None
    refuse_formula(raw)
    refuse_legacy(raw)
    text = clean(shown(raw) or "")
    if (whole := _SPELLINGS.get(_compared(text))) in allowed:
        return (whole,)
    lines = raw.splitlines() if isinstance(raw, str) else [text]
    if len(lines) > 1 and all(_compared(line) in _SPELLINGS for line in lines):
        text = ";".join(lines)
    parts = [part for part in _SEPARATOR.split(text) if part] or [text]
    return tuple(dict.fromkeys(_one_title(part, allowed) for part in parts))


def titles_named(text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of the titles that a free text names; nothing where it says anything else."""
    try:
        return read_titles(text, allowed) or ()
    except BadCell:
        return ()


def _one_title(text: str, allowed: tuple[str, ...]) -> str:
    compared = _ADDITIONAL.sub("", _compared(text))
    could_be = [BY_CODE[code].name for code in _AMBIGUOUS.get(compared, ()) if code in allowed]
    if could_be:
        raise BadCell("title-ambiguous", could_be=" / ".join(could_be))
    code = _SPELLINGS.get(compared)
    if code not in allowed:
        raise not_in_list(text, tuple(BY_CODE[each].name for each in allowed))
    return code


PERSON_TITLES = tuple(title.code for title in TITLES if title.persons)
TEAM_TITLES = tuple(title.code for title in TITLES if title.teams)
ALL_TITLES = tuple(BY_CODE)
AWARDS = ("GIAYKHEN", "KNC")
"""Forms of commendation (hình thức khen thưởng), which are given; titles (danh hiệu) are recognised."""
IMPLIED = {"CSTDCS": ("LDTT",)}
"""Whoever registers for the one title registers for the others."""
