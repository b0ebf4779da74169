"""The nearest of some known names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sheets_sync.text.vietnamese import fold, slug

_bare = lru_cache(maxsize=1 << 14)(slug)
_COMPARED = 200  # characters


def nearest(text: str, known: Iterable[str], at_least: int = 60) -> str | None:
    """The known name most like the text (0 to 100, at least so alike), or that its initials spell, or nothing.

    Missing or wrong accents count least, they are the commonest slip.
    """
    from rapidfuzz import fuzz, process  # imported at the first mistake: a run without one starts faster

    names = list(known)
    folded = fold(text[:_COMPARED])
    initials = "".join(word[0] for word in folded.split())
    if len(initials) > 1 and initials in map(fold, names):
        return next(name for name in names if fold(name) == initials)
    wanted = _bare(folded)
    if not wanted:
        return None
    alike = process.extract(wanted, names, scorer=fuzz.ratio, processor=_bare, score_cutoff=at_least, limit=9)
    found = max(alike, key=lambda each: (each[1], fuzz.ratio(folded, fold(each[0]))), default=None)
    return found[0] if found else None
