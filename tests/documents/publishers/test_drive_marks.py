"""The marks on a document by which it is found, and by which an edit shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sheets_sync.documents.publishers.drive_marks import KEY, WRITTEN, DriveFile, key_of, metadata_of
from sheets_sync.google.drive import Media
from tests.google_emulator.drive.state import DOCUMENT, DOCX


@pytest.mark.parametrize(
    ("written", "modified", "otherwise"),
    [
        ("2023-11-20T08:00:00.000Z", "2023-11-20T08:00:00.000Z", False),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T08:01:30.000Z", False),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T09:00:00.000Z", True),
        ("2023-11-20T08:00:00.000Z", "2023-11-20T07:00:00.000Z", True),
    ],
)
def test_a_clock_that_is_wrong_shows(written, modified, otherwise) -> None:
    file = DriveFile.of(
        {"id": "1", "mimeType": DOCUMENT, "modifiedTime": modified, "appProperties": {WRITTEN: written}}
    )

    assert file.is_stamped_otherwise == otherwise


@pytest.mark.parametrize("written", ["", "yesterday", "2023-11-20"])
def test_a_google_doc_with_broken_marks_counts_as_edited(written) -> None:
    answer = {"id": "1", "mimeType": DOCUMENT, "modifiedTime": "2023-11-20T07:00:00.000Z"}

    assert DriveFile.of({**answer, "appProperties": {KEY: "1", WRITTEN: written}}).looks_edited


def test_marks_fit_into_drive_s_limit() -> None:
    for kind in (DOCX, DOCUMENT):
        media = Media(DOCX, b"1")
        sent = metadata_of(kind, key_of("x" * 999), "f" * 64, "tên" * 99, media, datetime.now(UTC))
        assert all(len(f"{name}{value}".encode()) <= 124 for name, value in sent["appProperties"].items())
