"""`init --protect`: who may type where in the month tabs, and that running it again changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from sheets_sync.google.errors import GoogleError
from sheets_sync.google.signin import PERSON_SCOPES
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.setup.provision.protection import MARK, open_columns
from sheets_sync.stores.gsheets.snapshot import FIELDS, Snapshot
from tests.google_emulator.server import PERSON, SERVICE, Emulator
from tests.google_emulator.sheets import hand
from tests.setup.provision.provisioned_school import School

PRINCIPAL, MATHS, LITERATURE, TEACHER = (
    f"{name}@truong.example" for name in ("hieu-truong", "toan", "van", "buoi")
)
AT_WORK = "Đang làm việc"
ROSTER: list[list[Any]] = [
    ["STT", "Mã CB", "Họ và tên", "Tổ", "Chức vụ", "Nhóm", "Trạng thái", "Email"],
    [1, "001", "Lê Thị Hoà", "Ban giám hiệu", "Hiệu trưởng", "CBQL", AT_WORK, PRINCIPAL],
    [2, "002", "Đỗ Văn Phó", "Ban giám hiệu", "Phó Hiệu trưởng", "CBQL", AT_WORK, "pho@truong.example"],
    [3, "003", "Trần Văn Toán", "Toán - Tin", "Tổ trưởng chuyên môn", "GV", AT_WORK, f" {MATHS.upper()}"],
    [4, "004", "Trần Thị Bưởi", "Toán - Tin", "Giáo viên", "GV", AT_WORK, TEACHER],
    [5, "005", "Ngô Thị Văn", "Ngữ văn", "Tổ trưởng", "GV", AT_WORK, LITERATURE],
    [6, "006", "Ngô Văn Ân", "Ngữ văn", "Giáo viên", "GV", AT_WORK, None],
    [7, "007", "Bùi Văn Thể", "Thể dục", "Tổ trưởng", "GV", AT_WORK, None],
]
HEADER = [
    "STT",
    "Mã CB",
    "Họ và tên",
    "Ý thức kỷ luật, đạo đức",
    "Kết quả nhiệm vụ",
    "Điểm thưởng",
    "Tự chấm",
    "Tổ chấm",
    "Hiệu trưởng duyệt",
]
MONTH: list[list[Any]] = [
    HEADER,
    [1, "003", "Trần Văn Toán", 20],
    [2, "004", "Trần Thị Bưởi", 19],
    [3, "005", "Ngô Thị Văn", 18],
    [4, "006", "Ngô Văn Ân", 17],
    [5, "007", "Bùi Văn Thể", 16],
]
TEAM, APPROVED = "H", "I"


@pytest.fixture
def protected(school: School, google: Emulator) -> School:
    """A school with one month tab, shared with its leaders and protected."""
    spreadsheet = google.new_spreadsheet(tabs={"Danh sách": ROSTER, "Tháng 9": MONTH})
    for email in (PRINCIPAL, MATHS, LITERATURE, TEACHER):
        google.new_account(email)
        google.share(spreadsheet, email)
    school.set_up(spreadsheet)
    school.protect()
    return school


def may_type(school: School, email: str, cell: str) -> bool:
    """Whether somebody signed in as this person can type into this cell of the month."""
    spreadsheet = school.spreadsheet.id
    key = school.google.signed_in_file(email, *PERSON_SCOPES)
    standing = school.path.read_text("utf-8")
    school.set_up(spreadsheet, key=key)
    tab, row, column = school.tab("Tháng 9"), int(cell[1:]) - 1, "ABCDEFGHI".index(cell[0])
    start = {"sheetId": tab.id, "rowIndex": row, "columnIndex": column}
    rows = [{"values": [{"userEnteredValue": {"numberValue": 20}}]}]
    try:
        school.session().update(
            spreadsheet, [{"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}]
        )
    except GoogleError as error:
        assert error.kind == "protected"
        return False
    finally:
        school.path.write_text(standing, "utf-8")
    return True


def ours(school: School) -> list[dict[str, Any]]:
    return [each for each in school.tab("Tháng 9").protected if each["description"].startswith(MARK)]


# --- who may type where ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "cells"),
    [
        (MATHS, ["H2", "H3", "H40"]),
        (LITERATURE, ["H4", "H5", "H40"]),
        (PRINCIPAL, ["I2", "I5", "I40"]),
        (SERVICE, ["H2", "H5", "I2"]),
        (PERSON, ["H2", "I2"]),
    ],
)
def test_who_belongs_there_may_type(protected: School, email: str, cells: list[str]) -> None:
    refused = [] if email == SERVICE else [cell for cell in cells if not may_type(protected, email, cell)]

    assert refused == []
    assert email != SERVICE or all(SERVICE in each["editors"]["users"] for each in ours(protected))


@pytest.mark.parametrize(
    ("email", "cells"),
    [(MATHS, ["H4", "I2"]), (PRINCIPAL, ["H2", "H4"]), (TEACHER, ["H3", "I3", "H40"])],
)
def test_others_may_not(protected: School, email: str, cells: list[str]) -> None:
    assert [cell for cell in cells if may_type(protected, email, cell)] == []


def test_everybody_may_still_type_marks(protected: School) -> None:
    assert may_type(protected, TEACHER, "D3")
    assert may_type(protected, MATHS, "D3")


def test_each_row_for_its_person_if_asked(protected: School) -> None:
    protected.protect(rows=True)

    assert may_type(protected, TEACHER, "D3") and may_type(protected, TEACHER, "G3")
    assert not may_type(protected, TEACHER, "D2") and not may_type(protected, LITERATURE, "D3")
    assert may_type(protected, TEACHER, "D5"), "who has no e-mail address is not locked out"


def test_the_board_may_mend_every_row(protected: School) -> None:
    council = [["Mã CB", "Họ và tên", "Vai trò", "Từ ngày", "Đến ngày"], ["005", None, "Thư ký", None, None]]
    hand.add_tab(protected.spreadsheet, "Hội đồng")
    hand.fill(protected.spreadsheet, "Hội đồng", council)

    protected.protect(rows=True)

    assert may_type(protected, LITERATURE, "D3") and not may_type(protected, MATHS, "D3")


def test_what_cannot_be_protected_is_said(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER, "Tháng 9": MONTH}))

    [done] = school.protect(rows=True)

    assert set(done.without_email) == {"006", "007"}
    said = "\n".join(map(str, done.open))
    assert "Thể dục" in said and "Toán - Tin" not in said


def test_without_a_principal_the_column_stays_open(school: School, google: Emulator) -> None:
    without = [ROSTER[0], *ROSTER[2:]]
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": without, "Tháng 9": MONTH}))

    [done] = school.protect()

    assert any("Hiệu trưởng duyệt" in str(message) for message in done.open)
    assert not [each for each in ours(school) if "Hiệu trưởng" in each["description"]]


# --- again, and after a change --------------------------------------------------------------------------------


def test_running_it_again_writes_nothing(protected: School) -> None:
    protected.forget_calls()

    [done] = protected.protect()

    assert (done.changed, protected.writes()) == ((), [])
    assert done.tabs["Tháng 9"] == len(ours(protected)) > 0


def test_it_is_one_write(protected: School) -> None:
    assert protected.writes() == ["sheets.spreadsheets.batchUpdate"]


def test_after_sorting_the_ranges_follow_the_people(protected: School) -> None:
    hand.sort_rows(protected.spreadsheet, "Tháng 9", 2, "B", descending=True)

    [done] = protected.protect()

    assert done.changed == ("Tháng 9",)
    assert may_type(protected, MATHS, "H6") and not may_type(protected, MATHS, "H3")


def test_somebody_elses_protection_is_left(protected: School, google: Emulator) -> None:
    tab = protected.tab("Tháng 9")
    theirs = {"range": {"sheetId": tab.id, "startRowIndex": 0, "endRowIndex": 1}, "description": "của trường"}
    protected.session().update(protected.spreadsheet.id, [{"addProtectedRange": {"protectedRange": theirs}}])
    hand.sort_rows(protected.spreadsheet, "Tháng 9", 2, "B", descending=True)

    protected.protect()

    assert [each["description"] for each in protected.tab("Tháng 9").protected].count("của trường") == 1


@pytest.mark.slow
def test_headers_that_init_protected_stay_so(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER}))
    school.init()
    school.protect()
    school.forget_calls()

    school.protect()

    assert school.writes() == []
    assert f"{MARK} tiêu đề" in [each["description"] for each in school.tab("Tháng 9").protected]


def test_a_new_principal_takes_the_place_of_the_old_one(protected: School) -> None:
    hand.type_in(protected.spreadsheet, "Danh sách!H2", "moi@truong.example")

    protected.protect()

    [approved] = [each for each in ours(protected) if each["description"].endswith("Hiệu trưởng duyệt")]
    assert "moi@truong.example" in approved["editors"]["users"]
    assert PRINCIPAL not in approved["editors"]["users"]


def test_a_dry_run_writes_nothing(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER, "Tháng 9": MONTH}))

    [done] = school.protect(dry_run=True)

    assert done.changed == ("Tháng 9",)
    assert school.writes() == []


def test_the_roster_may_stand_in_another_spreadsheet(school: School, google: Emulator) -> None:
    board = google.new_spreadsheet("Ban", tabs={"Danh sách": ROSTER})
    team = google.new_spreadsheet("Toán", tabs={"Tháng 9": MONTH[:3]})
    school.set_up(board, team)

    school.protect()

    [month] = [sheet for sheet in google.spreadsheet(team).sheets if sheet.title == "Tháng 9"]
    assert {
        MATHS in each["editors"]["users"] for each in month.protected if "Toán" in each["description"]
    } == {True}


# --- what doctor asks -----------------------------------------------------------------------------------------


def test_months_without_protection_are_named(protected: School) -> None:
    hand.add_tab(protected.spreadsheet, "Tháng 10/2023")
    hand.fill(protected.spreadsheet, "Tháng 10/2023", [["Mã CB", "Kết quả nhiệm vụ", "Tổ chấm"]])
    hand.add_tab(protected.spreadsheet, "Tháng 11/2023")  # still empty: nothing to protect

    config = protected.config
    snapshot = Snapshot(protected.session().spreadsheet(protected.spreadsheet.id, FIELDS))

    assert open_columns(snapshot, config, load_rubric(config.rules.rubric, config.folder)) == {
        "Tháng 10/2023": ("Tổ chấm",)
    }
