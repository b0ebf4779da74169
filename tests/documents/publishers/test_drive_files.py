"""Documents that go into files which a person made once."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sheets_sync.errors import ConfigError, RefusedError
from tests.documents.publishers.drive_desk import (
    NOVEMBER,
    WRITES,
    Desk,
    calls,
    document,
    files_on_drive,
    made_by_hand,
    text_of,
    word_file,
)
from tests.google_emulator.drive.state import DOCUMENT, DOCX, PDF


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_takes_every_version(google, gmail, kind) -> None:
    file = made_by_hand(google, kind)
    desk = gmail(monthly=file.id)
    first, second = desk.publish("1"), desk.publish("2")

    assert first == second and f"/d/{file.id}/" in first.location and first.name == "Báo cáo tháng"
    assert (text_of(google, second), file.mime) == ("2", kind)


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_is_unchanged_the_second_time(google, gmail, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    desk.publish("1")
    sent = calls(google, lambda: desk.publish("1"))

    assert len(sent) == 1 and not sent[0].startswith(WRITES)


def test_the_file_serves_the_next_month_too(google, gmail) -> None:
    file = made_by_hand(google, DOCX)
    desk = gmail(monthly=file.id)
    desk.publish("1")
    published = desk.put(replace(document("2"), period=NOVEMBER))

    assert published.changed and text_of(google, published) == "2"
    assert files_on_drive(google) == [file]


@pytest.mark.parametrize("entry", ["monthly", "monthly 2023-10", "monthly.docx", "monthly 2023-10.docx"])
def test_the_most_specific_entry_wins(google, gmail, entry) -> None:
    entries = ["monthly", "monthly.docx", "monthly 2023-10", "monthly 2023-10.docx"]
    wider = entries[: entries.index(entry)]
    files = {each: made_by_hand(google, DOCX).id for each in (*wider, entry)}

    assert f"/d/{files[entry]}/" in gmail(**files).publish("1").location


def test_an_entry_may_be_an_address(google, gmail) -> None:
    file = made_by_hand(google, DOCUMENT)

    desk = gmail(monthly=f"https://docs.google.com/document/d/{file.id}/edit#heading=1")
    assert f"/d/{file.id}/" in desk.publish("1").location


def test_a_file_with_contents_of_its_own_is_taken_and_reported(google, gmail) -> None:
    file = made_by_hand(google, DOCX, word_file("notes"))
    desk = gmail(monthly=file.id)

    assert text_of(google, desk.publish("1")) == "1"
    assert file.name in desk.messages


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_blank_file_is_taken_without_a_word(google, gmail, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    desk.publish("1")

    assert desk.messages == ""


@pytest.mark.parametrize("kind", [DOCX, DOCUMENT])
def test_a_file_made_once_that_was_edited_since_is_not_overwritten(google, gmail, hand, kind) -> None:
    desk = gmail(monthly=made_by_hand(google, kind).id)
    first = desk.publish("1")
    hand.edit(first, "her own words")

    with pytest.raises(RefusedError, match="--replace"):
        desk.publish("2")
    assert text_of(google, first) == "her own words"
    assert text_of(google, desk.publish("2", again=True)) == "2"


def test_with_a_folder_the_new_one_goes_beside_an_edited_file(google, folder, tmp_path, hand) -> None:
    file = made_by_hand(google, DOCX)
    person = json.loads(google.person_key_file.read_text())["client_email"]
    google.share(file.id, person, "writer")
    desk = Desk(google, folder, tmp_path / "a.sqlite", google.person_key_file, monthly=file.id)
    hand.edit(desk.publish("1"), "her own words")

    assert "-ban-moi" in desk.publish("2").name


def test_a_pdf_goes_into_a_pdf_that_was_made_once(google, gmail) -> None:
    pdf, source = made_by_hand(google, PDF, name="Báo cáo.pdf"), made_by_hand(google, DOCUMENT)
    desk = gmail(**{"monthly": source.id, "monthly.pdf": pdf.id})
    published = desk.publish("1", "pdf")

    assert f"/d/{pdf.id}/" in published.location
    assert pdf.content.startswith(b"%PDF") and source.content == word_file("1")


def test_a_file_of_another_type_is_refused(google, gmail) -> None:
    file = made_by_hand(google, PDF, name="Báo cáo.pdf")

    with pytest.raises(ConfigError, match=r"monthly\.docx.*Báo cáo\.pdf"):
        gmail(**{"monthly.docx": file.id}).publish("1")
    assert file.content == b""


def test_a_sheet_given_for_a_document_is_refused(google, gmail) -> None:
    sheet = google.new_spreadsheet("Sổ thi đua")

    with pytest.raises(ConfigError, match="Sổ thi đua"):
        gmail(monthly=sheet).publish("1")


def test_a_file_in_the_bin_is_reported(google, gmail) -> None:
    file = made_by_hand(google, DOCX)
    file.trashed = True

    with pytest.raises(ConfigError, match="thùng rác"):
        gmail(monthly=file.id).publish("1")
