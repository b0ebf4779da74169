"""The nearest of some known names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(text: str, known: Iterable[str], at_least: int = 60) -> str | None:
    """The known name most like the text (0 to 100, at least so alike), or nothing."""
    from rapidfuzz import fuzz, process, utils  # costs a start-up without any mistake nothing

    found = process.extractOne(
        text[:200], list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=at_least
    )
    return found[0] if found else None
