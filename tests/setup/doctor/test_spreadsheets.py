"""The spreadsheets in Google: whether they can be read and written, who else sees them, which tabs are protected."""

from __future__ import annotations

import pytest

from sheets_sync.google.signin import PERSON_SCOPES
from tests.google_emulator.drive.state import XLSX
from tests.google_emulator.server import PERSON, SERVICE
from tests.setup.doctor.clinic_google import MONTH, TABS, allow, protect

# --- the spreadsheets -----------------------------------------------------------------------------------------


def test_a_spreadsheet_that_nobody_shared(clinic, google):
    clinic.has(google.new_spreadsheet(share_with=()))

    visit = clinic.visit()

    assert SERVICE in visit.text("spreadsheet")
    assert "Chia sẻ" in visit.text("spreadsheet")
    assert "trang tính của bản tổng hợp còn hỏng" in visit.text("writable")
    assert visit.exit_code == 4


def test_an_id_of_nothing(clinic, google):
    clinic.has("1" + "a" * 43)

    assert "Xem lại mã" in clinic.visit().text("spreadsheet")


def test_one_of_several_is_not_shared(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS), google.new_spreadsheet("Tổ Toán", share_with=()))

    visit = clinic.visit()

    assert visit.level("spreadsheets") == "error"
    assert visit.level("writable") == "ok"
    assert visit.exit_code == 4


def test_what_the_spreadsheets_lack_together_of_todays_forms_is_named_and_no_trouble(clinic, google):
    clinic.has(
        google.new_spreadsheet(tabs=TABS), google.new_spreadsheet("Ban", tabs={"Phong trào": [["STT"]]})
    )

    visit = clinic.visit()

    new = next(line for line in visit.text("filled").splitlines() if line.startswith("Tab mới"))
    assert ("“Đăng ký”" in new, "“Phong trào”" in new, "“Danh sách”" in new) == (True, False, False)
    assert "Cột mới mà tab “Danh sách” chưa có: “Ngày sinh”, “Chức vụ”" in visit.text("filled")
    assert visit.level("filled") == "ok"


def test_an_excel_file_on_drive(clinic, google):
    owner = google.world.accounts[PERSON]
    file = google.world.create_file(owner, "Sổ thi đua.xlsx", XLSX)
    google.share(file.id, SERVICE)
    clinic.has(file.id)

    visit = clinic.visit()

    assert "Lưu dưới dạng Google Trang tính" in visit.text("spreadsheet")
    assert visit.exit_code == 4


def test_a_spreadsheet_that_may_only_be_read(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS, share_with=())
    google.share(spreadsheet, SERVICE, "reader")
    clinic.has(spreadsheet)

    visit = clinic.visit()

    assert visit.not_well == ["writable", "unseen"]
    assert "Người chỉnh sửa" in visit.text("writable")
    assert SERVICE in visit.text("writable")


def test_reading_is_enough_where_the_outputs_stand_elsewhere(clinic, google):
    staff = google.new_spreadsheet(tabs=TABS, share_with=())
    google.share(staff, SERVICE, "reader")
    clinic.has(staff, output=google.new_spreadsheet("Tổng hợp"))

    visit = clinic.visit()

    assert visit.not_well == ["unseen"]
    assert "“Sổ thi đua”" in visit.text("unseen")


def test_a_person_whose_drive_we_do_not_see(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS)
    clinic.has(spreadsheet, credentials=str(google.signed_in_file(PERSON, *PERSON_SCOPES)))

    before = clinic.visit()
    clinic.sync()
    after = clinic.visit()

    assert before.not_well == ["writable", "unseen"]
    assert PERSON in before.text("writable")
    assert after.not_well == ["unseen"]


def test_a_spreadsheet_in_english(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS, locale="en_US"))

    visit = clinic.visit()

    assert visit.not_well == ["locale"]
    assert "Tệp → Cài đặt" in visit.text("locale")


def test_no_spreadsheet_at_all(clinic, google):
    clinic.has()

    visit = clinic.visit()

    assert visit.level("named") == "error"
    assert "mã của trang tính còn hỏng" in visit.text("spreadsheet")
    assert visit.exit_code == 2


# --- the output tabs ------------------------------------------------------------------------------------------


def test_a_tab_of_somebodys_own_bears_the_name_of_an_output_tab(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS | {"Tổng hợp": [["của tôi"]]}))

    visit = clinic.visit()

    assert visit.not_well == ["titles"]
    assert "[store.titles]" in visit.text("titles")


def test_renaming_the_output_tab_helps(clinic, google):
    clinic.has(
        google.new_spreadsheet(tabs=TABS | {"Tổng hợp": [["của tôi"]]}),
        more='[store.titles]\n"Tổng hợp" = "Bảng chung"\n',
    )

    assert clinic.visit().not_well == []


def test_somebody_protected_an_output_tab_and_left_us_out(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS)
    clinic.has(spreadsheet)
    clinic.sync()
    protect(google, spreadsheet, "Tổng hợp", "Của tôi", PERSON)

    visit = clinic.visit()

    assert visit.not_well == ["protection"]
    assert "“Tổng hợp”" in visit.text("protection")
    assert SERVICE in visit.text("protection")


def test_a_protection_that_only_warns_is_not_in_the_way(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS)
    clinic.has(spreadsheet)
    clinic.sync()
    protect(google, spreadsheet, "Tổng hợp", "Của tôi", warningOnly=True)

    assert clinic.visit().not_well == []


# --- the staff's tabs -----------------------------------------------------------------------------------------


def test_approvals_that_everybody_may_type(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH})
    clinic.has(spreadsheet)

    visit = clinic.visit()

    assert visit.not_well == ["approvals"]
    assert "sheets-sync init --protect" in visit.text("approvals")
    assert "cột Tổ chấm, Hiệu trưởng duyệt chưa được bảo vệ ở Tháng 10" in visit.text("approvals")


def test_approvals_that_have_nobody_to_be_protected_for(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH})
    protect(google, spreadsheet, "Tháng 10", "sheets-sync: Tổ chấm", PERSON)
    clinic.has(spreadsheet)

    told = clinic.visit().text("approvals")

    assert "cột Hiệu trưởng duyệt chưa được bảo vệ" in told
    assert "chưa có Hiệu trưởng có Email" in told
    assert "tổ Toán" in told


def test_approvals_that_are_protected(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH})
    for column in ("Tổ chấm", "Hiệu trưởng duyệt"):
        protect(google, spreadsheet, "Tháng 10", f"sheets-sync: {column}", PERSON)
    clinic.has(spreadsheet)

    assert clinic.visit().not_well == []


@pytest.mark.parametrize("role", ["reader", "writer"])
def test_a_spreadsheet_that_anybody_can_see(clinic, google, role):
    spreadsheet = google.new_spreadsheet(tabs=TABS)
    allow(google, spreadsheet, type="anyone", role=role)
    clinic.has(spreadsheet)

    visit = clinic.visit()

    assert visit.not_well == ["public"]
    assert "Bị hạn chế" in visit.text("public")


WIDE = {
    "a domain": {"type": "domain", "domain": "truong.example", "role": "writer"},
    "a group": {"type": "group", "emailAddress": "giao-vien@truong.example", "role": "writer"},
}


@pytest.mark.parametrize("permission", WIDE.values(), ids=WIDE)
@pytest.mark.parametrize(
    "tab", ["Kỷ luật", "Nghỉ dài ngày", "Bình xét", "Điều chỉnh", "Đánh giá năm", "kỷ  LUẬT"]
)
def test_what_only_the_board_should_see_is_shared_widely(clinic, google, tab, permission):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {tab: [["Mã CB"]]})
    allow(google, spreadsheet, **permission)
    clinic.has(spreadsheet)

    visit = clinic.visit()

    assert visit.not_well == ["private"]
    assert "[store] input" in visit.text("private")


@pytest.mark.parametrize(
    ("shared", "doubts"), [(WIDE["a group"], ["evidence"]), (None, [])], ids=["widely", "with nobody"]
)
def test_what_the_board_keeps_to_itself_comes_back_in_outputs_that_many_can_read(
    clinic, google, shared, doubts
):
    common = google.new_spreadsheet(tabs=TABS)
    board = google.new_spreadsheet(tabs={"Kỷ luật": [["Mã CB"]]})
    if shared:
        allow(google, common, **shared)
    clinic.has(common, board)

    visit = clinic.visit()

    assert visit.not_well == doubts
    assert ("[store] output" in visit.text("evidence")) == bool(doubts)


def test_many_people_are_no_board(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Kỷ luật": [["Mã CB"]]})
    for number in range(12):
        google.share(spreadsheet, f"gv{number}@truong.example")
    clinic.has(spreadsheet)

    assert clinic.visit().not_well == ["private"]


def test_a_board_of_its_own_is_fine(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Kỷ luật": [["Mã CB"]]})
    for number in range(5):
        google.share(spreadsheet, f"ban{number}@truong.example")
    clinic.has(spreadsheet)

    assert clinic.visit().not_well == []


def test_a_tab_of_another_name_is_known_by_its_alias(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"KL cán bộ": [["Mã CB"]]})
    allow(google, spreadsheet, **WIDE["a group"])
    clinic.has(spreadsheet, more='[tabs]\n"Kỷ luật" = "KL cán bộ"\n')

    assert "KL cán bộ" in clinic.visit().text("private")
