"""What the doctor says: a finding is a value, and a check is a function from the facts to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from sheets_sync.language import Message

if TYPE_CHECKING:
    from sheets_sync.setup.doctor.facts import DoctorFacts

DiagnosisLevel = Literal["ok", "warning", "error"]
ANY_OTHER = "any other"  # a store that has no checks of its own
CONFIG, OUTSIDE = 2, 4  # exit codes: config and sign-in files; what Google or a file refuses


class Diagnosis(NamedTuple):
    """What one look found, and what to do about it; `check` is the check's name.

    `waits_for` is what must be mended first, where a check could not be made at all.
    """

    level: DiagnosisLevel
    message: Message
    remedy: Message | None = None
    check: str = ""
    waits_for: str = ""


class DoctorCheck(NamedTuple):
    """A look at one thing; it is left out when a check that it needs has failed.

    `store` is the kind of store that it is about: any, one of `STORE_KINDS`, or ANY_OTHER.
    """

    name: str
    about: str
    look: Callable[[DoctorFacts], Iterable[Diagnosis]]
    needs: Sequence[str] = ()
    store: str | None = None
    exit_code: int = OUTSIDE


def fine(text: str, **params: object) -> Diagnosis:
    """All is well here."""
    return Diagnosis("ok", Message(text, params))


def doubtful(text: str, remedy: str = "", **params: object) -> Diagnosis:
    """It works, but somebody should look at it."""
    return Diagnosis("warning", Message(text, params), Message(remedy, params) if remedy else None)


def wrong(text: str, remedy: str = "", **params: object) -> Diagnosis:
    """It cannot work like this."""
    return Diagnosis("error", Message(text, params), Message(remedy, params) if remedy else None)
