"""What a paper claims to be, a document or the fingerprint printed on it, and which run had that result."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from sheets_sync.documents.trailer import said_in_trailer, trailer_of
from sheets_sync.documents.word_file import said_of, seal_of
from sheets_sync.errors import UnavailableError, UsageError
from sheets_sync.journal.runs import RunNote, Runs
from sheets_sync.language import N_, Message

_FINGERPRINT = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}")


class Claim(NamedTuple):
    """What is to be verified: a fingerprint, and of a document its period and whether somebody edited it."""

    fingerprint: str
    period: str | None = None
    edited: bool | None = None


def claim_of(text: str) -> Claim:
    """What a path or a typed fingerprint claims; raises UsageError where there is no fingerprint in it."""
    typed = text.strip().upper()
    if _FINGERPRINT.fullmatch(typed):
        return Claim(typed)
    path = Path(text)
    if not path.is_file():
        none = N_("“{text}” không phải là tệp, cũng không phải là dấu như 3F2A-91BC-07DE.")
        raise UsageError(Message(none, {"text": text}))
    return document_claim(path)


def document_claim(path: Path) -> Claim:
    """What a document says of itself; raises UsageError for one that is none of ours, UnavailableError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        text = N_("Không đọc được {path}: {error}.")
        raise UnavailableError(Message(text, {"path": path, "error": error.strerror or error})) from error
    said = said_of(content) or said_in_trailer(content)
    if not said.get("fingerprint"):
        text = N_("{path} không có dấu của chương trình; gõ dấu ở cuối văn bản, nếu có.")
        raise UsageError(Message(text, {"path": path}))
    return Claim(said["fingerprint"], said.get("period"), (seal_of(content) or trailer_of(content)) is None)


def known(runs: Runs, claim: Claim) -> tuple[RunNote | None, str | None]:
    """The run that had this result, one that published it if there is one, and its period."""
    found = runs.with_part("fingerprint", claim.fingerprint)
    published = [each for each in found if each[0].command == "report"]
    first = next(iter(published or found), None)
    return first if first else (None, None)
