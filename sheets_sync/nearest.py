"""The nearest of some known names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from sheets_sync.vietnamese import fold


def nearest(text: str, known: Iterable[str], at_least: int = 60) -> str | None:
    """The known name most like the text (0 to 100, at least so alike), or that its initials spell, or nothing."""
    from rapidfuzz import fuzz, process  # imported at the first mistake: a run without one starts faster

    names = list(known)
    folded = fold(text[:200])
    initials = "".join(word[0] for word in folded.split())
    if len(initials) > 1 and initials in map(fold, names):
        return next(name for name in names if fold(name) == initials)
    found = process.extractOne(folded, names, scorer=fuzz.ratio, processor=fold, score_cutoff=at_least)
    return found[0] if found else None
