"""Every call of a night's sync and report, struck by every fault: nothing is lost, and the next night mends all.

A night struck by one fault either ends as if nothing had happened, or ends with exit code 4 and leaves what stood;
the night after it ends in the same state as one that never failed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.commands.daily import synced
from sheets_sync.commands.documents import reported
from sheets_sync.commands.options import Run, SharedOptions
from sheets_sync.documents.word_file import parts_of
from sheets_sync.errors import SheetsSyncError
from tests.drawn import ROSTER, sheets
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import SERVICE, Emulator
from tests.google_emulator.sheets import hand
from tests.google_school import google_config, google_session, spreadsheet_of

SCHOOL = (
    ROSTER
    + """
== Tháng 10
Mã CB | Họ và tên       | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | Nguyễn Thị An   | 20                      | "68,5"           | 3           | 91
TV02  | Trần Văn Bình   | 25                      | 60               |             |
TT01  | Lê Thị Hoà      | 18                      | 62.5             |             | 80
006   | Phạm Ngọc Ánh   | 19                      | 70               | 5           |
"""
)
FAULTS = (
    Fault("429"),
    Fault("429", retry_after=7),
    Fault("500"),
    Fault("502"),
    Fault("503"),
    Fault("reset-before"),
    Fault("reset-during"),
    Fault("lost-reply"),
    Fault("slow", seconds=0.6),
    Fault("401"),
    Fault("token-down"),
    Fault("invalid-grant"),
    Fault("unauthorized-client"),
)
COMMITTING = ("lost-reply", "reset-during", "slow")  # what was asked may have been done
CASES = [
    pytest.param(
        fault,
        first,
        id=f"{fault.kind}{'-wait' * bool(fault.retry_after)}-{'first' if first else 'later'}-night",
    )
    for fault in FAULTS
    for first in (True, False)
    if first or fault.kind in COMMITTING
]
FORMATS = ("docx", "gdoc", "pdf")


class Night:
    """A school on a Google of its own: its first night, or one after somebody has mended a mark."""

    def __init__(self, google: Emulator, folder: Path, first: bool) -> None:
        folder.mkdir()
        self.google = google
        self.book = spreadsheet_of(google, sheets(SCHOOL))
        drive = google.new_drive("Văn bản", {SERVICE: "fileOrganizer"})
        journal = {"path": str(folder / "nhat-ky.sqlite")}
        self.config = google_config(google, folder, self.book, reports={"drive": drive}, journal=journal)
        if not first:
            assert self.run() == 0
            hand.type_in(google.spreadsheet(self.book), "Tháng 10!F5", "78")

    def run(self) -> int:
        """Sync and report as the commands do; the exit code."""
        options = SharedOptions(today=date(2023, 11, 20), quiet=True)
        run = Run(options, self.config, google_session(self.google, self.config, read=0.4))
        try:
            synced(run)
            reported(run, "monthly", FORMATS)
        except SheetsSyncError as error:
            return error.exit_code
        return 0

    def tabs(self) -> Any:
        """What stands in the spreadsheet, without the ids that Google makes up."""
        book = self.google.spreadsheet(self.book)
        return [
            (sheet.properties, sheet.cells, sheet.charts, [_without_id(each) for each in sheet.protected])
            for sheet in book.sheets
        ]

    def files(self) -> dict[str, Any]:
        """The documents that are not in the bin, by name, and what a reader sees in them."""
        files = [file for file in self.google.world.files.values() if not file.trashed and file.content]
        assert len({file.name for file in files}) == len(files), "a twin"
        return {file.name: (file.mime, _seen(file.content)) for file in files}


def _without_id(protected: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in protected.items() if key != "protectedRangeId"}


def _seen(content: bytes) -> Any:
    return parts_of(content)["word/document.xml"] if content.startswith(b"PK") else b"%PDF"


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "first"), CASES)
def test_a_fault_at_any_call_does_no_harm(google, tmp_path, record_property, fault, first):
    night = Night(google, tmp_path / "calm", first)
    stood = night.tabs(), night.files()
    assert night.run() == 0
    mended = night.tabs(), night.files()
    struck = 0
    while True:
        google.reset()
        night = Night(google, tmp_path / f"call-{struck + 1}", first)
        google.faults.add(replace(fault, at=struck + 1))
        code = night.run()
        if not google.faults.hit:
            break
        struck += 1
        assert code in (0, 4)
        if code == 0:
            assert (night.tabs(), night.files()) == mended
        else:
            assert night.tabs() in (stood[0], mended[0])
            assert all(seen in (stood[1].get(name), mended[1][name]) for name, seen in night.files().items())
        google.faults.clear()
        assert night.run() == 0
        assert (night.tabs(), night.files()) == mended
    record_property("calls struck", struck)
    assert struck >= 1
