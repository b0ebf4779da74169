"""Text typed with the old TCVN3 (.VnTime) or VNI fonts, recognised and read as Unicode.

A text counts as legacy only when it has a word that is not Vietnamese and every word of its reading is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng

# TCVN3: vowels in this order, each plain, then huyền, sắc, hỏi, ngã, nặng; `.` is the plain ASCII letter.
_TCVN3 = {
    "a": ".µ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": ".ÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": ".×ÝØÜÞ",
    "o": ".ßãáâä", "ô": "«åèæçé", "ơ": "¬êíëìî", "u": ".ïóñòô", "ư": "\u00adõøö÷ù", "y": ".úýûüþ",
}  # fmt: skip
_TCVN3_ORDER = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TCVN3_TABLE = {ord("®"): "đ", **dict(zip(map(ord, "¡¢§£¤¥¦"), "ĂÂĐÊÔƠƯ", strict=True))} | {
    ord(code): unicodedata.normalize("NFC", letter + tone)
    for letter, codes in _TCVN3.items()
    for code, tone in zip(codes, _TCVN3_ORDER, strict=True)
    if code != "."
}

# VNI: a plain letter followed by the sign of its accent and tone, and some letters of their own.
_VNI_SIGNS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_SIGNS)}])", re.IGNORECASE)

_ONSET = "(?:ngh?|gh?|gi|[ckt]h|nh|ph|tr|qu|[bcdđhklmnpqrstvx])?"
_RHYME = (
    "a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?|ă(?:c|m|n|ng|p|t)|â(?:c|m|n|ng|p|t|u|y)|e(?:c|m|n|ng|o|p|t)?"
    "|ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|êc|êm|ên|êng|êp|êt|êu|m|n|nh|p|t|u)?|y(?:a|êm|ên|êng|êt|êu|nh|t)?"
    "|o(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|ay|ăc|ăm|ăn|ăng|ăt|c|e|en|eo|et|i|m|n|ng|oc|ong|p|t)?"
    "|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    "|u(?:a|ân|âng|ât|ây|c|ê|êch|ênh|i|m|n|ng|ôc|ôi|ôm|ôn|ông|ôt|p|t|y|ya|ych|yên|yêt|ynh|yt|yu|ơ)?"
    "|ư(?:a|c|i|n|ng|ơc|ơi|ơm|ơn|ơng|ơp|ơt|ơu|t|u)?"
)
_SYLLABLE = re.compile(f"(?![bcdđgnpx]y$){_ONSET}(?:{_RHYME})")
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]/“”\"'–_+-]+")
# Units and formulas that happen to be syllables in TCVN3: µm is àm, N·m is Nãm, m× (of 3m×4m) is mì.
_FORMULA = re.compile(r"µ.*|[a-z]{0,2}[×÷·¹][a-z]?", re.IGNORECASE)
_COMMON = frozenset("–—“”‘’…")  # beyond Latin-1, and yet in texts of those days


@lru_cache(maxsize=1 << 14)
def legacy_unicode(text: str) -> str | None:
    """The text in Unicode when it was typed with a TCVN3 or VNI font, else nothing."""
    if text.isascii() or any(character > "\xff" and character not in _COMMON for character in text):
        return None
    typed = _WORD.findall(text)
    if all(map(_is_vietnamese, typed)):
        return None
    for decode in (_from_tcvn3, _from_vni):
        read = list(map(decode, typed))
        if all(map(_is_vietnamese, read)) and any(map(_is_evidence, typed, read)):
            return _reading(text, decode)
    return None


def _reading(text: str, decode: Callable[[str], str]) -> str:
    return _WORD.sub(lambda match: decode(match[0]), text)


def _is_evidence(typed: str, read: str) -> bool:
    """Whether a word speaks for an old font: a lone sign (©), a unit or a formula does not."""
    return len(read) > 1 and typed != read and not _FORMULA.fullmatch(typed)


def _is_vietnamese(word: str) -> bool:
    """Whether a word is a Vietnamese syllable, or plain ASCII, which may be an abbreviation or a foreign name."""
    if word.isascii():
        return True
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return sum(map(parts.count, _TONES)) < 2 and _SYLLABLE.fullmatch(bare) is not None


def _from_tcvn3(word: str) -> str:
    """The fonts for capitals have no codes of their own for toned ones: the word's other letters decide."""
    read = word.translate(_TCVN3_TABLE)
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return read.upper() if len(plain) > 1 and "".join(plain).isupper() else read


def _from_vni(text: str) -> str:
    def joined(match: re.Match[str]) -> str:
        letter = _vni_letter(match[1])
        return unicodedata.normalize("NFC", letter + _VNI_SIGNS[match[2].lower()])

    parts = _VNI_PAIR.split(text)
    pairs = [
        _VNI_PAIR.sub(joined, letter + sign) for letter, sign in zip(parts[1::3], parts[2::3], strict=True)
    ]
    between = ["".join(map(_vni_letter, part)) for part in parts[0::3]]
    return "".join(piece for both in zip(between, [*pairs, ""], strict=True) for piece in both)


def _vni_letter(letter: str) -> str:
    found = _VNI_LETTERS.get(letter.lower(), letter)
    return found.upper() if letter.isupper() and letter.lower() in _VNI_LETTERS else found
