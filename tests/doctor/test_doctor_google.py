"""The doctor on a school in Google Sheets: every failure that it knows, provoked on the emulator."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from sheets_sync import pipeline
from sheets_sync.cli import cli
from sheets_sync.config import load_config
from sheets_sync.google_signin import PERSON_SCOPES
from tests.doctor.clinic import IN_TERM, Clinic
from tests.google_emulator.drive.state import XLSX
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import KEY_PERSON, PERSON, SERVICE
from tests.google_emulator.wire import ApiError
from tests.google_school import google_store

ROSTER = [
    ["Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái"],
    ["CB001", "Nguyễn An", "Toán", "GV", "Đang làm việc"],
]
MONTH = [["Mã CB", "Họ và tên", "Tổ chấm", "Hiệu trưởng duyệt"], ["CB001", "Nguyễn An", 90, 91]]
OPEN_MONTH = [
    ["Mã CB", "Họ và tên", "Ý thức kỷ luật, đạo đức", "Kết quả nhiệm vụ"],
    ["CB001", "Nguyễn An", 20, 65],
]
TABS = {"Danh sách": ROSTER, "Tháng 9": OPEN_MONTH}


class GoogleClinic(Clinic):
    """A school whose sheets are in Google."""

    def __init__(self, folder, google) -> None:
        super().__init__(folder)
        self.google = google
        self.account: Mapping[str, str] = {"credentials": str(google.key_file), "endpoint": google.endpoint}
        self.more = ""

    def has(self, *spreadsheets: str, output: str = "", more: str = "", **account: str) -> None:
        """Write a config for these spreadsheets."""
        keys = "".join(f'{key} = "{value}"\n' for key, value in {**self.account, **account}.items() if value)
        store = f'[store]\nkind = "google"\ninput = {json.dumps(list(spreadsheets))}\n'
        store += f'output = "{output}"\n' if output else ""
        self.config(f"{store}[google]\n{keys}{more}")

    def sync(self) -> None:
        """What a night does."""
        config = load_config(self.folder / "config.toml")
        pipeline.sync(google_store(self.google, config), config, IN_TERM)

    @property
    def writes(self) -> list[str]:
        """The calls that could have changed something."""
        return [f"{call.method} {call.path}" for call in self.google.calls if call.method != "GET"]


@pytest.fixture
def clinic(google, tmp_path):
    return GoogleClinic(tmp_path, google)


def allow(google, file: str, **permission: str) -> None:
    """Share a file with a group, a domain or anybody."""
    google.world.files[file].permissions.append({"id": permission["type"], **permission})


# --- all is well ----------------------------------------------------------------------------------------------


def test_a_healthy_school_hears_only_good(clinic, google):
    drive = google.new_drive()
    folder = google.new_folder(parent=drive, share_with=())
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{folder}"\n')
    clinic.sync()

    visit = clinic.visit()

    assert visit.not_well == []
    assert visit.exit_code == 0
    assert SERVICE in visit.text("account")


def test_nothing_is_written_anywhere(clinic, google):
    spreadsheet = google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH})
    clinic.has(spreadsheet, more=f'[reports]\ndrive = "{google.new_folder()}"\n')
    before = dict(google.world.files), google.world.files[spreadsheet].version
    here = sorted(path.name for path in clinic.folder.iterdir())

    clinic.visit()

    assert set(clinic.writes) == {"POST /token"}
    assert (dict(google.world.files), google.world.files[spreadsheet].version) == before
    assert sorted(path.name for path in clinic.folder.iterdir()) == here


def test_each_thing_is_asked_for_once(clinic, google):
    one, two = google.new_spreadsheet(tabs=TABS), google.new_spreadsheet("Tổ Toán", tabs=TABS)
    clinic.has(one, two, f"https://docs.google.com/spreadsheets/d/{one}/edit#gid=0")

    clinic.visit()

    paths = [call.path for call in google.calls if call.api != "oauth"]
    assert len(paths) == len(set(paths))


# --- the key --------------------------------------------------------------------------------------------------


def test_no_key_file(clinic, google):
    clinic.has(google.new_spreadsheet(), credentials="key.json")

    visit = clinic.visit()

    assert "Không thấy tệp khoá" in visit.text("key")
    assert visit.exit_code == 2
    assert "khoá đăng nhập còn hỏng" in visit.text("spreadsheet")
    assert google.calls == []


def test_a_key_that_others_can_read(clinic, google):
    key = clinic.folder / "key.json"
    key.write_bytes(google.key_file.read_bytes())
    key.chmod(0o644)
    clinic.has(google.new_spreadsheet(), credentials="key.json")

    assert "chmod 600" in clinic.visit().text("key")


def test_the_oauth_client_instead_of_a_sign_in(clinic, google):
    clinic.has(google.new_spreadsheet(), credentials=str(google.client_file))

    visit = clinic.visit()

    assert "sheets-sync login" in visit.text("key")
    assert visit.exit_code == 2


def test_no_sign_in_of_any_kind(clinic, google, monkeypatch):
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("HOME", str(clinic.folder))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(clinic.folder))
    clinic.has(google.new_spreadsheet(), credentials="")

    assert "Chưa có cách đăng nhập" in clinic.visit().text("key")


# --- the clock and the network --------------------------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "said"), [(600, "nhanh 10 phút"), (-5400, "chậm 90 phút")])
def test_a_clock_that_is_off(clinic, google, ahead, said):
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit(now=lambda: time.time() + ahead)

    assert said in visit.text("clock")
    assert visit.level("token") == "warning"
    assert visit.exit_code == 4


def test_a_clock_that_is_a_little_off(clinic, google):
    clinic.has(google.new_spreadsheet())

    assert clinic.visit(now=lambda: time.time() + 200).level("clock") == "ok"


def test_a_persons_sign_in_does_not_mind_the_clock(clinic, google):
    kept = google.signed_in_file(PERSON, *PERSON_SCOPES)
    clinic.has(google.new_spreadsheet(tabs=TABS), credentials=str(kept))

    visit = clinic.visit(now=lambda: time.time() + 600)

    assert visit.level("clock") == "warning"
    assert visit.level("token") == "ok"


def test_no_network(clinic, google):
    clinic.has(google.new_spreadsheet(), endpoint="http://127.0.0.1:1")

    visit = clinic.visit()

    assert "Không nối được" in visit.text("clock")
    assert [each for each in visit.not_well if visit.level(each) == "error"] == ["clock"]
    assert visit.exit_code == 4


# --- the token ------------------------------------------------------------------------------------------------


def test_a_deleted_key(clinic, google):
    clinic.has(google.new_spreadsheet())
    google.tokens.delete_keys(SERVICE)

    visit = clinic.visit()

    assert "Thêm khoá" in visit.text("token")
    assert visit.level("spreadsheet") == "warning"
    assert visit.exit_code == 4


def test_a_delegation_that_was_never_given(clinic, google):
    clinic.has(google.new_spreadsheet(), subject=PERSON)

    assert "Uỷ quyền trên toàn miền" in clinic.visit().text("token")


def test_a_delegation_to_nobody(clinic, google):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=["ai-do@truong.example"])
    clinic.has(google.new_spreadsheet(), subject="ai-do@truong.example")

    assert "[google] subject" in clinic.visit().text("token")


def test_a_delegation_that_works(clinic, google):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.not_well == []
    assert PERSON in visit.text("account")


def test_a_persons_sign_in_that_was_revoked(clinic, google):
    kept = google.signed_in_file(PERSON, *PERSON_SCOPES)
    google.tokens.revoke(PERSON)
    clinic.has(google.new_spreadsheet(), credentials=str(kept))

    text = clinic.visit().text("token")

    assert "sheets-sync login" in text
    assert "7 ngày" in text


def test_a_persons_sign_in_with_too_few_scopes(clinic, google):
    kept = google.signed_in_file(PERSON, PERSON_SCOPES[0])
    clinic.has(google.new_spreadsheet(), credentials=str(kept))

    visit = clinic.visit()

    assert "thiếu quyền truy cập" in visit.text("token")
    assert visit.exit_code == 4


def test_a_token_endpoint_in_trouble(clinic, google, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # google-auth's waits
    google.faults.add(Fault("token-down", times=99))
    clinic.has(google.new_spreadsheet())

    assert "đang trục trặc" in clinic.visit().text("token")


# --- what Google lets us do -----------------------------------------------------------------------------------


def refusing(reason: str, message: str, place: str = "details"):
    def refuse(world, call):
        found = {"reason": reason, "@type": "type.googleapis.com/google.rpc.ErrorInfo"}
        more = {"details": [found]} if place == "details" else {"reason": reason}
        raise ApiError(403, message, **more)

    return refuse


OFF = "Google {} API has not been used in project 7 before or it is disabled. Enable it by visiting https://x.example"


def test_the_sheets_api_is_off(clinic, google):
    google.desk.handlers["sheets.spreadsheets.get"] = refusing("SERVICE_DISABLED", OFF.format("Sheets"))
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit()

    assert "Bật (Enable)" in visit.text("spreadsheet")
    assert "https://x.example" in visit.text("spreadsheet")


@pytest.mark.parametrize(("wanted", "level"), [(False, "warning"), (True, "error")])
def test_the_drive_api_is_off(clinic, google, wanted, level):
    about = refusing("accessNotConfigured", OFF.format("Drive"), "errors")
    google.desk.handlers |= {
        "drive.about.get": about,
        "drive.files.get": about,
        "drive.permissions.list": about,
    }
    folder = f'[reports]\ndrive = "{google.new_folder()}"\n' if wanted else ""
    clinic.has(google.new_spreadsheet(tabs=TABS), more=folder)

    visit = clinic.visit()

    assert visit.level("account") == level
    assert visit.level("spreadsheet") == "ok"
    assert visit.level("unseen") == "warning"


def test_a_token_with_scopes_that_do_not_do(clinic, google):
    google.desk.handlers["sheets.spreadsheets.get"] = refusing(
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had insufficient authentication scopes."
    )
    clinic.has(google.new_spreadsheet())

    assert "thiếu quyền truy cập" in clinic.visit().text("spreadsheet")


def test_google_is_busy_with_us(clinic, google):
    google.faults.add(Fault("429", matching="spreadsheets.get$", times=99))
    clinic.has(google.new_spreadsheet())

    visit = clinic.visit()

    assert "giới hạn số lệnh" in visit.text("spreadsheet")
    assert visit.exit_code == 4


def test_the_real_quota_of_a_minute_is_told_too(clinic, google):
    clinic.has(*(google.new_spreadsheet(f"Tổ {number}", tabs=TABS) for number in range(62)))

    assert "giới hạn số lệnh" in clinic.visit().text("spreadsheets")


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


def protect(google, spreadsheet: str, title: str, description: str, *editors: str, **more: bool) -> None:
    """A protected range over a whole tab, as a person makes it."""
    sheet = google.spreadsheet(spreadsheet).titled(title)
    protected = {"protectedRangeId": len(sheet.protected) + 700, "range": {"sheetId": sheet.id}}
    protected |= {"description": description, **more}
    if editors:
        protected["editors"] = {"users": list(editors)}
    sheet.protected.append(protected)


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


# --- the folder of the documents ------------------------------------------------------------------------------


def reports(clinic, google, drive: str, more: str = "", **account: str) -> None:
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{drive}"\n{more}', **account)


def test_a_folder_that_is_not_shared(clinic, google):
    reports(clinic, google, google.new_folder(share_with=()))

    visit = clinic.visit()

    assert visit.level("folder") == "error"
    assert "thư mục Drive còn hỏng" in visit.text("ownership")


def test_a_folder_that_is_none(clinic, google):
    reports(clinic, google, google.new_spreadsheet("Không phải"))

    assert "không phải là thư mục" in clinic.visit().text("folder")


def test_a_folder_in_the_bin(clinic, google):
    folder = google.new_folder()
    google.world.files[folder].trashed = True
    reports(clinic, google, folder)

    assert "thùng rác" in clinic.visit().text("folder")


def test_a_folder_that_may_only_be_read(clinic, google):
    folder = google.new_folder("Báo cáo", share_with=())
    google.share(folder, SERVICE, "reader")
    reports(clinic, google, folder)

    assert "không được thêm tệp vào thư mục “Báo cáo”" in clinic.visit().text("folder")


def test_a_service_account_outside_a_shared_drive(clinic, google):
    reports(clinic, google, google.new_folder())

    visit = clinic.visit()

    assert visit.not_well == ["ownership"]
    assert all(
        way in visit.text("ownership") for way in ("shared drive", "subject", "login", "[reports.files]")
    )
    assert visit.exit_code == 4


def test_files_made_beforehand_are_a_way_out(clinic, google):
    file = google.new_spreadsheet("Báo cáo tháng")
    reports(clinic, google, google.new_folder(), f'[reports.files]\nmonthly = "{file}"\n')

    visit = clinic.visit()

    assert visit.level("ownership") == "warning"
    assert visit.level("files") == "ok"
    assert visit.exit_code == 0


@pytest.mark.parametrize("role", [None, "reader"])
def test_a_file_made_beforehand_that_we_may_not_write(clinic, google, role):
    file = google.new_spreadsheet("Báo cáo tháng", share_with=())
    if role:
        google.share(file, SERVICE, role)
    reports(clinic, google, google.new_folder(), f'[reports.files]\nmonthly = "{file}"\n')

    assert clinic.visit().level("files") == "error"


def test_a_folder_of_a_person_who_acts_for_himself(clinic, google):
    reports(clinic, google, google.new_folder(owner=KEY_PERSON), credentials=str(google.person_key_file))

    assert clinic.visit().level("folder") == "ok"


def test_a_drive_that_is_full(clinic, google, monkeypatch):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    monkeypatch.setattr("tests.google_emulator.drive.about._ROOM", 0)
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.not_well == ["room"]
    assert "đã đầy" in visit.text("room")
    assert visit.exit_code == 4


def test_a_drive_that_is_nearly_full(clinic, google, monkeypatch):
    google.new_account(SERVICE, kind="service", storage=False, acts_for=[PERSON])
    monkeypatch.setattr("tests.google_emulator.drive.about._ROOM", 20 * 1024 * 1024)
    clinic.has(google.new_spreadsheet(tabs=TABS), subject=PERSON)

    visit = clinic.visit()

    assert visit.level("room") == "warning"
    assert "20 MB" in visit.text("room")


# --- whatever goes wrong --------------------------------------------------------------------------------------

FAULTS = ["429", "500", "502", "503", "401", "reset-before", "reset-during", "lost-reply"]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_at_any_call_is_a_finding_and_never_a_crash(clinic, google, kind, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    clinic.has(google.new_spreadsheet(tabs=TABS), more=f'[reports]\ndrive = "{google.new_folder()}"\n')
    clinic.visit()
    calls = len(google.calls)

    for at in range(1, calls + 1):
        google.faults.clear()
        google.quotas.on = False
        google.faults.add(Fault(kind, at=at))
        assert clinic.visit().findings

    assert calls > 5


# --- the command ----------------------------------------------------------------------------------------------


def doctor(clinic, *words: str):
    path = str(clinic.folder / "config.toml")
    return CliRunner().invoke(
        cli, ["doctor", "--config", path, "--today", str(IN_TERM), *words], standalone_mode=False
    )


def test_one_line_for_each_finding(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS | {"Tháng 10": MONTH}, locale="en_US"))

    shown = doctor(clinic)

    lines = shown.stdout.splitlines()
    assert {line[:2] for line in lines} == {"✓ ", "! "}
    assert len(lines) == len(clinic.visit().findings)
    assert shown.return_value == 0


def test_quiet_says_only_what_is_wrong(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS, locale="en_US", share_with=()))

    shown = doctor(clinic, "--quiet")

    assert shown.stdout == ""
    assert shown.stderr.startswith("✗")
    assert shown.return_value == 4


def test_json_says_whether_all_is_well(clinic, google):
    clinic.has(google.new_spreadsheet(tabs=TABS, share_with=()))

    shown = doctor(clinic, "--json")

    found = json.loads(shown.stdout)
    assert not found["ok"]
    assert {each["level"] for each in found["findings"]} == {"ok", "warning", "error"}
    assert shown.return_value == 4


def test_no_secret_is_told(clinic, google):
    key = json.loads(google.key_file.read_text())["private_key"]
    google.tokens.delete_keys(SERVICE)
    clinic.has(google.new_spreadsheet())

    said = doctor(clinic).output

    assert not any(line in said for line in key.splitlines() if line)
