"""Vietnamese text: the form in which texts are compared, and the order in which names are listed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Nobody sees them: zero-width characters, soft hyphens, marks of writing direction.
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
# Characters that look like one of ours but are not.
_LOOKALIKES = str.maketrans(
    {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u00a0": " "} | dict.fromkeys(INVISIBLE)
)
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}

_WORD = re.compile(r"[^\W\d_]+")
# Onset (the u of qu and the i of già belong to it), vowels, coda; of a syllable without its tone.
_SYLLABLE = re.compile(
    r"(qu|gi(?=[aăâeêioôơuưy])|[b-df-hj-np-tv-xzđ]*)([aăâeêioôơuưy]+)([b-df-hj-np-tv-xz]*)"
)
_CACHED_UP_TO = 200  # characters; longer texts are no names


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, outer spaces, doubled spaces or line breaks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_LOOKALIKES))
    return " ".join(text.split())


def fold(text: str) -> str:
    """The form in which names, headers and choices are compared: clean, without case, one style of tone placement."""
    return _fold(text) if len(text) <= _CACHED_UP_TO else _fold.__wrapped__(text)


@lru_cache(maxsize=1 << 16)
def _fold(text: str) -> str:
    text = clean(text).casefold()
    if text.isascii():
        return text
    return _WORD.sub(lambda match: _tone_in_place(match[0]), clean(text))


@lru_cache(maxsize=1 << 14)
def _tone_in_place(word: str) -> str:
    """A lower-case word with its tone where the old style puts it: hòa for hoà, thúy for thuý, hoàng for hòang."""
    parts = unicodedata.normalize("NFD", word)
    tones = [mark for mark in parts if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    syllable = _SYLLABLE.fullmatch(bare)
    if len(tones) != 1 or syllable is None:
        return word
    onset, vowels, coda = syllable.groups()
    at = _bearer(vowels, coda) + 1
    return onset + unicodedata.normalize("NFC", vowels[:at] + tones[0]) + vowels[at:] + coda


def _bearer(vowels: str, coda: str) -> int:
    """Which of a syllable's vowels bears the tone."""
    marked = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    if coda:
        return len(vowels) - 1
    return 1 if len(vowels) > 2 else 0


@lru_cache(maxsize=1 << 14)
def _syllable_key(syllable: str) -> str:
    """Letters first, then the tone: ngang < huyền < hỏi < ngã < sắc < nặng (the order of CLDR)."""
    tone, letters = 0, []
    for character in unicodedata.normalize("NFC", syllable.lower()):
        parts = unicodedata.normalize("NFD", character)
        tone = max([tone, *(_TONES[mark] for mark in parts if mark in _TONES)])
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_LETTERS.get(letter, 100 + min(ord(letter[0]), 0x10FF00) if letter else 100))
    # A text compares much faster than nested numbers; \0, below every letter, ends the syllable.
    return "".join(chr(rank + 1) for rank in letters) + "\0" + chr(tone + 1)


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """The place of a person's name in a Vietnamese list: given name, then family name, then middle names."""
    syllables = [_syllable_key(syllable) for syllable in clean(name).split(" ")]
    return "".join((syllables[-1], *syllables[:-1]))


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens only, for ids and file names: `Nguyễn Văn Đạt` is `nguyen-van-dat`."""
    plain = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
