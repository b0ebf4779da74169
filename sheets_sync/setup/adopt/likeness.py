"""How alike two titles or headers are, whatever their accents, short forms, brackets and order of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sheets_sync.rules.forms import Column, Form
from sheets_sync.text.vietnamese import clean, fold, slug

SAME, ALIKE, NEAR = 95, 85, 65  # from which likeness on two texts are the same, alike, and perhaps related
LONGEST = 100  # characters; what is longer is no header, nor an alias that anybody could read

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4})[.)]\s+", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:thang|th|t) ?0?(1[0-2]|[1-9])\b(?: (?:nam )?(20\d\d|\d\d)\b)?")
_NUMBERS = ("gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_IN_WORDS = re.compile(rf"\bthang ({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b(?! 20\d\d)")
_NUMBER_LAST = re.compile(r"(.+) 0?(1[0-2]|[1-9])")
_BARE_MONTH = re.compile(r"0?(1[0-2]|[1-9])(?: (20\d\d))?|(20\d\d) 0?(1[0-2]|[1-9])")


@cache
def synonyms() -> Mapping[str, Any]:
    """The tables of synonyms.toml."""
    return tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A text without numbering and what is in brackets, unless there is nothing else."""
    text = clean(text[: 10 * LONGEST])
    return clean(_NUMBERING.sub("", _BRACKETS.sub(" ", text))) or text


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """The words of a text in ASCII, short forms written out: `Số QĐ (nếu có)` is `so quyet dinh`."""
    short: Mapping[str, str] = synonyms()["short"]
    words = slug(bare(text)).split("-")
    return " ".join(short.get(word, word) for word in words)


@lru_cache(maxsize=1 << 17)
def likeness(text: str, name: str) -> int:
    """How alike two texts are, 0 to 100; `SAME` or more where only spelling, brackets or short forms differ."""
    if not plain(text) or not plain(name):
        return 0
    if plain(text) == plain(name):
        return 100 if fold(bare(text)) == fold(bare(name)) else _without_accents(bare(text), bare(name))
    return _words_alike(plain(text), plain(name))


def _without_accents(text: str, name: str) -> int:
    """One short word with other accents may be another word (`Kỳ`, `Ký`); one without any is the same typed badly."""
    one_word = len(text.split()) == 1 and len(name.split()) == 1
    return NEAR if one_word and not text.isascii() and not name.isascii() else 97


def _words_alike(text: str, name: str) -> int:
    """The share of letters in words that the other text has too, both ways; words run together count as well."""
    from rapidfuzz import fuzz

    here, there = text.split(), name.split()
    both = (_found(here, there) + _found(there, here)) / 2
    together = fuzz.ratio(text.replace(" ", ""), name.replace(" ", ""))
    return min(94, round(max(both, together if together >= 90 else 0)))


def _found(words: Sequence[str], others: Sequence[str]) -> float:
    from rapidfuzz import fuzz

    found = 0.0
    for word in words:
        best = max(fuzz.ratio(word, other) for other in others)
        found += len(word) * best if best >= 75 else 0
    return found / sum(map(len, words))


# --- what a form's tab and columns may be called --------------------------------------------------------------


def tab_names(form: Form) -> tuple[str, ...]:
    """The form's title and its synonyms."""
    return (form.title, *synonyms()["tabs"].get(form.title, ()))


@cache
def column_names(form: Form, column: Column) -> tuple[str, ...]:
    """The column's header and its synonyms, those of this tab first."""
    here = synonyms()["columns_in"].get(form.title, {})
    return (column.header, *here.get(column.header, ()), *synonyms()["columns"].get(column.header, ()))


def is_never_a_column(header: str) -> bool:
    """Whether a header is known to be none of ours."""
    return plain(header) in _never("columns")


def is_never_a_tab(title: str) -> bool:
    """Whether a title speaks of something that is none of ours."""
    return _has_words(title, _never("tabs"))


def is_copy(title: str) -> bool:
    """Whether a title says that the tab is a copy or a former state."""
    return _has_words(title, _never("copies"))


@cache
def _never(what: str) -> frozenset[str]:
    return frozenset(map(plain, synonyms()["never"][what]))


def _has_words(title: str, phrases: frozenset[str]) -> bool:
    words = f" {plain(title)} {' '.join(slug(title).split('-'))} "
    return any(f" {phrase} " in words for phrase in phrases)


class MonthNamed(NamedTuple):
    """The month that a text names: its number, its year if that is said, and whether it can mean nothing else."""

    number: int
    year: int | None = None
    clearly: bool = True


def month_named(text: str) -> MonthNamed | None:
    """The one month that a tab's title names: `T9`, `Kết quả th. 10-2023`, `9-2023`, `Tháng Mười`, less clearly `Thi đua 9`."""
    words = _IN_WORDS.sub(_in_digits, slug(text).replace("-", " "))
    if whole := _BARE_MONTH.fullmatch(words):
        return MonthNamed(int(whole[1] or whole[4]), int(whole[2] or whole[3] or 0) or None)
    found = list(_MONTH.finditer(words))
    if len(found) == 1:
        beside = plain(words[: found[0].start()] + " " + words[found[0].end() :])
        return MonthNamed(
            int(found[0][1]), _full_year(found[0][2]), not beside or _is_word_for_months(beside)
        )
    last = _NUMBER_LAST.fullmatch(words)
    return MonthNamed(int(last[2]), clearly=False) if last and _is_word_for_months(plain(last[1])) else None


def _is_word_for_months(words: str) -> bool:
    return words in map(plain, synonyms()["tabs"]["Tháng"])


def _in_digits(match: re.Match[str]) -> str:
    return f"thang {_NUMBERS.index(match[1]) + 1}"


def _full_year(digits: str | None) -> int | None:
    return int(digits) + (2000 if len(digits) == 2 else 0) if digits else None
