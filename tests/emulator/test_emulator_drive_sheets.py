"""Spreadsheets as files of the emulator's Drive: imported, exported, and what gspread does with them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import gspread
import openpyxl
import pypdf
import pytest

from tests.emulator.drive_clients import DRIVE, credentials, drive, media, refusal
from tests.google_emulator.drive.state import CSV, PDF, SPREADSHEET, XLSX


@pytest.fixture
def files(google):
    """The person's files."""
    return drive(google, google.person_key_file).files()


def workbook():
    """A workbook as Excel leaves it."""
    book = openpyxl.Workbook()
    tab = book.active
    tab.title = "Tháng 10"
    tab.append(["Mã CB", "Ngày", "Điểm", "Tổng", "Có"])
    tab.append(["007", dt.date(2023, 10, 20), 92.5, "=C2*2", True])
    tab["B2"].number_format = "dd/mm/yyyy"
    tab["C2"].number_format = "0.00"
    tab.merge_cells("A4:C4")
    tab.freeze_panes = "A2"
    tab.column_dimensions["A"].width = 20
    book.create_sheet("Điểm danh")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def book(google, files):
    """A spreadsheet that came from Excel."""
    body = {"name": "Sổ thi đua", "mimeType": SPREADSHEET}
    file = files.create(body=body, media_body=media(workbook(), XLSX)).execute()
    return google.world.spreadsheets[file["id"]]


def test_a_workbook_becomes_a_spreadsheet_with_its_tabs(book):
    assert book.properties["title"] == "Sổ thi đua"
    assert [sheet.title for sheet in book.sheets] == ["Tháng 10", "Điểm danh"]


def test_values_keep_their_kind(book):
    entered = [book.sheets[0].at(1, column).entered for column in range(5)]
    assert entered == [
        {"stringValue": "007"},
        {"numberValue": 45219},
        {"numberValue": 92.5},
        {"formulaValue": "=C2*2"},
        {"boolValue": True},
    ]


def test_number_formats_come_along(book):
    formats = [book.sheets[0].at(1, column).format for column in (0, 1, 2)]
    assert formats == [
        None,
        {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}},
        {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}},
    ]


def test_frozen_rows_merges_and_widths_come_along(book):
    sheet = book.sheets[0]
    assert sheet.properties["gridProperties"]["frozenRowCount"] == 1
    assert (sheet.merges[0]["startRowIndex"], sheet.merges[0]["endColumnIndex"]) == (3, 3)
    assert sheet.columns == {0: {"pixelSize": 145}}


def test_csv_is_typed_in(google, files):
    body = {"name": "Điểm", "mimeType": SPREADSHEET}
    text = "Mã CB,Điểm\n007,8.5\nHoà,\n"
    file = files.create(body=body, media_body=media(text.encode(), CSV)).execute()
    (sheet,) = google.world.spreadsheets[file["id"]].sheets
    assert [sheet.at(1, column).entered for column in (0, 1)] == [{"numberValue": 7}, {"numberValue": 8.5}]
    assert sheet.at(2, 0).entered == {"stringValue": "Hoà"}


def test_new_media_replace_the_tabs_of_a_spreadsheet(files, book):
    files.update(fileId=book.id, media_body=media(b"a,b", CSV)).execute()
    assert [sheet.at(0, 1).entered for sheet in book.sheets] == [{"stringValue": "b"}]


def test_a_spreadsheet_comes_back_as_a_workbook(files, book):
    exported = files.export(fileId=book.id, mimeType=XLSX).execute()
    tab = openpyxl.load_workbook(io.BytesIO(exported))["Tháng 10"]
    assert [cell.value for cell in tab[2]] == ["007", dt.datetime(2023, 10, 20), 92.5, "=C2*2", True]


def test_csv_holds_the_first_tab_as_it_is_read(files, book):
    lines = files.export(fileId=book.id, mimeType=CSV).execute().decode().splitlines()
    assert lines[1] == "007,20/10/2023,92.50,185,TRUE"


def test_pdf_has_the_text_of_the_cells(files, book):
    exported = files.export(fileId=book.id, mimeType=PDF).execute()
    assert "Mã CB" in pypdf.PdfReader(io.BytesIO(exported)).pages[0].extract_text()


def test_a_renamed_file_is_a_renamed_spreadsheet(files, book):
    files.update(fileId=book.id, body={"name": "Sổ mới"}).execute()
    assert book.properties["title"] == "Sổ mới"


def test_a_renamed_spreadsheet_is_a_renamed_file(files, book):
    book.properties["title"] = "Sổ mới"
    assert [file["name"] for file in files.list(q="name = 'Sổ mới'").execute()["files"]] == ["Sổ mới"]


# --- gspread ------------------------------------------------------------------------------------------------------


def sheets_client(google, key_file):
    """gspread against the emulator."""

    class Client(gspread.http_client.HTTPClient):
        def request(self, method, endpoint, *args, **kwargs):
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, google.endpoint.rstrip("/"))
            return super().request(method, endpoint, *args, **kwargs)

    scopes = [DRIVE, "https://www.googleapis.com/auth/spreadsheets"]
    return gspread.Client(auth=credentials(key_file, scopes), http_client=Client)


@pytest.fixture
def gc(google):
    """gspread as the person."""
    return sheets_client(google, google.person_key_file)


def test_gspread_creates_finds_and_deletes_a_spreadsheet(gc):
    made = gc.create("Sổ thi đua")
    assert [each["id"] for each in gc.list_spreadsheet_files("Sổ thi đua")] == [made.id]
    assert gc.open("Sổ thi đua").sheet1.title == "Sheet1"
    gc.del_spreadsheet(made.id)
    assert gc.list_spreadsheet_files() == []


def test_gspread_looks_into_a_folder(google, gc, files):
    folder = files.create(body={"name": "x", "mimeType": "application/vnd.google-apps.folder"}).execute()[
        "id"
    ]
    gc.create("ngoài")
    inside = gc.create("trong", folder_id=folder)
    assert [each["id"] for each in gc.list_spreadsheet_files(folder_id=folder)] == [inside.id]


def test_gspread_copies_a_spreadsheet_with_its_tabs(google, gc, book):
    copy = gc.copy(book.id, title="Bản sao", copy_permissions=True)
    tabs = google.world.spreadsheets[copy.id]
    assert copy.title == "Bản sao"
    assert [sheet.id for sheet in tabs.sheets] == [sheet.id for sheet in book.sheets]
    assert tabs.sheets[0].cells == book.sheets[0].cells


def test_gspread_shares_and_takes_back(gc):
    made = gc.create("Sổ thi đua")
    made.share("hoa@truong.example", perm_type="user", role="writer")
    made.share(None, perm_type="anyone", role="reader")
    roles = {each.get("emailAddress", each["id"]): each["role"] for each in made.list_permissions()}
    assert (roles["hoa@truong.example"], roles["anyoneWithLink"]) == ("writer", "reader")
    made.remove_permissions("hoa@truong.example")
    assert len(made.list_permissions()) == 2


def test_gspread_exports(gc, book):
    assert gc.export(book.id, gspread.utils.ExportFormat.CSV).startswith("Mã CB".encode())


@pytest.mark.parametrize("kind", ["OPEN_OFFICE_SHEET", "ZIPPED_HTML"])
def test_gspread_exports_an_archive_with_every_tab(gc, book, kind):
    archive = gc.export(book.id, gspread.utils.ExportFormat[kind])
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert any("Mã CB" in files.read(name).decode() for name in files.namelist())


def test_gspread_imports_csv_in_the_place_of_all_tabs(gc, book):
    gc.import_csv(book.id, "a,b\n1,2")
    assert [sheet.at(1, 1).entered for sheet in book.sheets] == [{"numberValue": 2}]


def test_gspread_cannot_create_for_an_account_without_storage(google):
    with pytest.raises(gspread.exceptions.APIError, match="do not have storage quota"):
        sheets_client(google, google.key_file).create("Sổ thi đua")


def test_a_service_account_cannot_copy_into_my_drive_either(google, book):
    email = "may-chu@sheets-sync-test.iam.gserviceaccount.com"
    google.share(book.id, email, "writer")
    bot = drive(google, google.key_file).files()
    assert refusal(bot.copy(fileId=book.id))[1] == "storageQuotaExceeded"
