"""Vietnamese text: the form in which texts are compared, and the order in which names are listed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that look like one of ours but are not, or that nobody sees.
_LOOKALIKES = str.maketrans(
    {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u00a0": " "}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđefghijklmnoôơpqrstuưvwxyz")}

# The two styles differ only where oa, oe, uy end the syllable: hoà = hòa, thuý = thúy; the y of quý is the vowel.
_NEW_STYLE = re.compile(r"(?<![a-zđ])([a-zđ]*)(o)([àáảãạèéẻẽẹ])(?!\w)|(?<!q)(u)([ỳýỷỹỵ])(?!\w)")
_MISPLACED_QUY = re.compile(r"q([ùúủũụ])y(?!\w)")


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, outer spaces, doubled spaces or line breaks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_LOOKALIKES))
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form in which names, headers and choices are compared: clean, without case, one style of tone placement."""
    text = clean(text).casefold()
    if text.isascii():
        return text
    text = _NEW_STYLE.sub(_to_old_style, unicodedata.normalize("NFC", text))
    return _MISPLACED_QUY.sub(lambda match: "qu" + _with_tone("y", _tone_mark(match[1])), text)


def _to_old_style(match: re.Match[str]) -> str:
    before, first, second = match[1] or "", match[2] or match[4], match[3] or match[5]
    plain = unicodedata.normalize("NFD", second)[0]
    return before + _with_tone(first, _tone_mark(second)) + plain


def _tone_mark(letter: str) -> str:
    return next(mark for mark in unicodedata.normalize("NFD", letter) if mark in _TONES)


def _with_tone(letter: str, mark: str) -> str:
    return unicodedata.normalize("NFC", letter + mark)


SyllableKey = tuple[tuple[int, ...], int]
NameKey = tuple[SyllableKey, ...]


@lru_cache(maxsize=1 << 14)
def _syllable_key(syllable: str) -> SyllableKey:
    """Letters first, then the tone: ngang < huyền < hỏi < ngã < sắc < nặng (the order of CLDR)."""
    tone, letters = 0, []
    for character in unicodedata.normalize("NFC", syllable.lower()):
        parts = unicodedata.normalize("NFD", character)
        tone = max([tone, *(_TONES[mark] for mark in parts if mark in _TONES)])
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_LETTERS.get(letter, 100 + ord(letter[0]) if letter else 100))
    return tuple(letters), tone


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> NameKey:
    """The place of a person's name in a Vietnamese list: given name, then family name, then middle names."""
    syllables = [_syllable_key(syllable) for syllable in clean(name).split(" ")]
    return (syllables[-1], *syllables[:-1])


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens only, for ids and file names: `Nguyễn Văn Đạt` is `nguyen-van-dat`."""
    plain = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
