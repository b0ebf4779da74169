"""The demo's lost papers: one report is deleted, one is edited by hand; what `report` and `verify` say to that."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheets_sync.demo.desk import Desk, SyncedSchool
from sheets_sync.demo.stations import EDITED, LOST
from sheets_sync.documents.make import file_name
from sheets_sync.documents.publishers import Published
from sheets_sync.documents.verify import Claim
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.journal.runs import RunNote
from sheets_sync.model import Month

_BODY = "word/document.xml"
_BY_HAND = b" (s\xe1\xbb\xada tay)"  # what somebody adds behind the first words of the paper


class LostPaper(NamedTuple):
    """What came of it."""

    lost: Published
    same_bytes: bool
    edited: Path
    before: Claim
    after: Claim
    run: RunNote | None
    beside: Published
    kept: bool


def lose(desk: Desk, day: date, written: SyncedSchool) -> LostPaper:
    """Delete October's report and change December's by hand; then ask for both again."""
    gone, edited = _paper(desk, LOST), _paper(desk, EDITED)
    was, before = gone.read_bytes(), desk.verify(edited)
    gone.unlink()
    by_hand = _edit(edited)
    after = desk.verify(edited)
    lost, beside = desk.report(day, written, (("monthly", LOST), ("monthly", EDITED)))
    return LostPaper(
        lost,
        gone.read_bytes() == was,
        edited,
        before,
        after,
        desk.known(after),
        beside,
        edited.read_bytes() == by_hand,
    )


def _paper(desk: Desk, month: Month) -> Path:
    return desk.config.reports_path / file_name(f"Báo cáo thi đua tháng {month.number}-{month.year}")


def _edit(path: Path) -> bytes:
    parts = parts_of(path.read_bytes())
    parts[_BODY] = parts[_BODY].replace(b"</w:t>", _BY_HAND + b"</w:t>", 1)
    by_hand = pack(parts)
    path.write_bytes(by_hand)
    return by_hand
