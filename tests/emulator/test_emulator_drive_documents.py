"""Documents in the emulator's Drive: what becomes a Google Doc, how it is refreshed, what it is exported as."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from tests.emulator.drive_clients import drive, media, refusal
from tests.google_emulator.drive.exporting import MOST
from tests.google_emulator.drive.state import DOCUMENT, DOCX, PDF, TEXT, XLSX


def word(*lines):
    """A Word file with these paragraphs and a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Trần Thị Hoà", "92,5"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


MINUTES = word("BIÊN BẢN", "Họp xét thi đua tháng 10")


@pytest.fixture
def files(google):
    """The person's files."""
    return drive(google, google.person_key_file).files()


@pytest.fixture
def doc(files):
    """The id of a Google Doc that came from Word."""
    body = {"name": "Biên bản", "mimeType": DOCUMENT}
    return files.create(body=body, media_body=media(MINUTES, DOCX)).execute()["id"]


def exported(files, file_id, kind):
    return files.export(fileId=file_id, mimeType=kind).execute()


def test_word_becomes_a_google_doc_where_the_metadata_say_so(files, doc):
    file = files.get(fileId=doc, fields="*").execute()
    assert (file["mimeType"], file["webViewLink"].split("/")[3]) == (DOCUMENT, "document")
    assert not {"md5Checksum", "headRevisionId", "webContentLink"} & set(file)


def test_word_stays_word_otherwise(files):
    file = files.create(body={"name": "a.docx"}, media_body=media(MINUTES, DOCX)).execute()
    assert file["mimeType"] == DOCX


def test_the_word_file_comes_back_as_it_was(files, doc):
    assert exported(files, doc, DOCX) == MINUTES


def test_a_pdf_has_the_text_of_the_document(files, doc):
    pages = pypdf.PdfReader(io.BytesIO(exported(files, doc, PDF))).pages
    lines = pages[0].extract_text().splitlines()
    assert [line.strip() for line in lines[:2]] == ["BIÊN BẢN", "Họp xét thi đua tháng 10"]
    assert "Trần Thị Hoà" in lines[2]


def test_a_long_document_has_several_pages(files, doc):
    files.update(fileId=doc, media_body=media(word(*["dòng"] * 120), DOCX)).execute()
    assert len(pypdf.PdfReader(io.BytesIO(exported(files, doc, PDF))).pages) == 3


def test_a_web_page_becomes_a_google_doc(files):
    page = b"<style>p {}</style><h1>Bi\xc3\xaan b\xe1\xba\xa3n</h1><p>A &amp; B</p>"
    made = files.create(body={"mimeType": DOCUMENT}, media_body=media(page, "text/html")).execute()
    assert exported(files, made["id"], TEXT).decode("utf-8-sig").splitlines() == ["Biên bản", "A & B"]


def test_text_has_a_line_per_paragraph(files, doc):
    text = exported(files, doc, TEXT).decode("utf-8-sig").splitlines()
    assert text[:2] == ["BIÊN BẢN", "Họp xét thi đua tháng 10"]


def test_new_media_refresh_a_google_doc_in_its_place(files, doc):
    new = word("Bản sửa")
    after = files.update(fileId=doc, media_body=media(new, DOCX), fields="id,mimeType").execute()
    assert after == {"id": doc, "mimeType": DOCUMENT}
    assert exported(files, doc, DOCX) == new


def test_an_empty_google_doc_can_be_exported(files):
    doc = files.create(body={"name": "Trống", "mimeType": DOCUMENT}).execute()["id"]
    assert docx.Document(io.BytesIO(exported(files, doc, DOCX)))
    assert pypdf.PdfReader(io.BytesIO(exported(files, doc, PDF))).pages


def test_a_google_doc_cannot_be_downloaded(files, doc):
    assert refusal(files.get_media(fileId=doc))[:2] == (403, "fileNotDownloadable")


def test_a_blob_cannot_be_exported(files):
    blob = files.create(body={"name": "a.pdf"}, media_body=media(b"%PDF", PDF)).execute()["id"]
    assert refusal(files.export(fileId=blob, mimeType=PDF))[:2] == (403, "fileNotExportable")


def test_into_a_format_that_does_not_fit_nothing_is_exported(files, doc):
    assert refusal(files.export(fileId=doc, mimeType=XLSX)) == (
        400,
        "badRequest",
        "The requested conversion is not supported.",
    )


def test_more_than_ten_megabytes_are_not_exported(google, files, doc):
    google.world.files[doc].content = bytes(MOST + 1)
    assert refusal(files.export(fileId=doc, mimeType=DOCX)) == (
        403,
        "exportSizeLimitExceeded",
        "This file is too large to be exported.",
    )


@pytest.mark.parametrize(("kind", "content"), [(DOCX, b"not a zip file"), ("image/png", b"\x89PNG")])
def test_what_is_no_document_does_not_become_one(files, kind, content):
    body = {"name": "x", "mimeType": DOCUMENT}
    assert refusal(files.create(body=body, media_body=media(content, kind)))[:2] == (400, "badRequest")


def test_a_google_doc_stays_one(files, doc):
    assert refusal(files.update(fileId=doc, body={"mimeType": DOCX}))[0] == 400


def test_a_copy_of_a_word_file_can_become_a_google_doc(files):
    blob = files.create(body={"name": "a.docx"}, media_body=media(MINUTES, DOCX)).execute()["id"]
    copy = files.copy(fileId=blob, body={"mimeType": DOCUMENT}).execute()
    assert copy["mimeType"] == DOCUMENT
    assert exported(files, copy["id"], DOCX) == MINUTES


def test_every_upload_is_a_revision(google, files, doc):
    files.update(fileId=doc, media_body=media(word("Bản sửa"), DOCX)).execute()
    revisions = drive(google, google.person_key_file).revisions()
    assert [each["id"] for each in revisions.list(fileId=doc).execute()["revisions"]] == ["1", "2"]
    assert revisions.get(fileId=doc, revisionId="1").execute()["mimeType"] == DOCUMENT
