"""Documents on Drive: each once, always under the same link, as Word file, Google Doc or PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync.commands.documents import FORMATS
from sheets_sync.documents.publishers.drive import TYPES
from tests.documents.publishers.drive_desk import (
    GOOGLE_DOC,
    NOVEMBER,
    WORD,
    WRITES,
    both_forms,
    calls,
    document,
    file_of,
    files_on_drive,
    text_of,
)
from tests.google_emulator.drive.state import DOCUMENT, DOCX, PDF


@pytest.mark.parametrize(("form", "kind"), [(WORD, DOCX), (GOOGLE_DOC, DOCUMENT)])
def test_a_new_document_is_in_the_folder(google, folder, desk, form, kind) -> None:
    published = desk.publish("1", form)

    (file,) = files_on_drive(google)
    assert (file.mime, file.parents, file.name) == (kind, [folder], published.name)
    assert (published.kind, published.period, published.format) == ("monthly", "2023-10", form)
    assert published.changed and f"/d/{file.id}/" in published.location


def test_names_are_those_of_files_only_where_there_is_a_file(desk) -> None:
    assert desk.publish("1", WORD).name == "Bao-cao-10-2023.docx"
    assert desk.publish("1", GOOGLE_DOC).name == "Bao-cao-10-2023"
    assert desk.publish("1", "pdf").name == "Bao-cao-10-2023.pdf"


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_asks_once_and_writes_nothing(google, desk, form) -> None:
    first = desk.publish("1", form)
    sent = calls(google, lambda: desk.publish("1", form))

    assert len(sent) == 1 and not sent[0].startswith(WRITES)
    assert desk.publish("1", form) == first._replace(changed=False)


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_document_is_written_in_its_place(google, desk, form) -> None:
    first = desk.publish("1", form)
    second = desk.publish("2", form)

    assert second == first
    assert len(files_on_drive(google, TYPES[form])) == 1


@both_forms
def test_the_new_text_is_in_it(google, desk, form) -> None:
    desk.publish("1", form)

    assert text_of(google, desk.publish("2", form)) == "2"


@both_forms
def test_a_lost_journal_makes_no_twin(google, desk, form) -> None:
    first = desk.publish("1", form)
    desk.forget()

    assert desk.publish("2", form) == first
    assert len(files_on_drive(google)) == 1


@both_forms
def test_another_computer_finds_the_same_document(google, desk, other, form) -> None:
    first = desk.publish("1", form)

    assert other.publish("1", form) == first._replace(changed=False)


def test_each_period_has_its_own_document(google, desk) -> None:
    desk.publish("1")
    desk.put(replace(document("1"), period=NOVEMBER))

    assert len(files_on_drive(google)) == 2


def test_every_format_has_its_own_document(google, desk) -> None:
    for form in FORMATS:
        desk.publish("1", form)

    assert sorted(file.mime for file in files_on_drive(google)) == sorted([DOCUMENT, DOCX, PDF, "text/html"])


def test_the_formats_of_the_command_are_those_of_drive() -> None:
    assert set(FORMATS) == set(TYPES)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.docx", "..\\a.docx", "a/b.docx", "it's.docx", "..", "\\'.docx"]
)
def test_a_strange_name_does_no_harm(google, folder, desk, name) -> None:
    published = desk.publish("1", name=name)

    (file,) = files_on_drive(google)
    assert file.parents == [folder] and "/" not in published.name and "\\" not in published.name


def test_a_pdf_is_made_of_the_google_doc(google, desk) -> None:
    published = desk.publish("1", "pdf")

    assert file_of(google.world, published).content.startswith(b"%PDF")
    assert [file.mime for file in files_on_drive(google)] == [DOCUMENT, PDF]


def test_a_changed_report_refreshes_the_google_doc_with_the_pdf(google, desk) -> None:
    source = desk.publish("1", GOOGLE_DOC)
    desk.publish("1", "pdf")
    desk.publish("2", "pdf")

    assert text_of(google, source) == "2"


def test_an_edited_google_doc_does_not_get_into_the_pdf(google, desk, hand) -> None:
    source = desk.publish("1", GOOGLE_DOC)
    hand.edit(source, "her own words")
    published = desk.publish("1", "pdf", again=True)

    assert text_of(google, source) == "her own words"
    assert len(files_on_drive(google, DOCUMENT)) == 2 and published.changed
