"""`init` on Google: what it makes, what it adds, and that nothing that stands is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import ConfigError, UnavailableError, UsageError
from sheets_sync.model import SchoolYear
from sheets_sync.rules.forms import all_forms
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.school import is_form
from sheets_sync.setup.provision.guide import TITLE as GUIDE
from sheets_sync.setup.provision.workbook import LISTS
from sheets_sync.stores.gsheets import GoogleStore
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import SERVICE, Emulator
from tests.google_emulator.sheets import hand
from tests.setup.provision.provisioned_school import School

pytestmark = pytest.mark.slow  # many calls to the emulator, many commands

if TYPE_CHECKING:
    from collections.abc import Iterator

ROSTER = [
    ["STT", "Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái"],
    [1, "006", "Trần Thị Bưởi", "Toán - Tin", "GV", "Đang làm việc"],
    [2, "007", "Ngô Văn Ân", "Ngữ văn", "GV", "Đang làm việc"],
    [3, "008", "Lê Văn Cũ", "Ngữ văn", "GV", "Nghỉ hưu"],
]


def forms() -> dict[str, list[str]]:
    made = all_forms(load_rubric("ha-noi-3814", Path()), SchoolYear(2023))
    return {form.title: [column.header for column in form.columns] for form in made}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A school whose spreadsheet has just been made by an account with storage; tests look at it only."""
    with Emulator() as google:
        school = School(google, tmp_path_factory.mktemp("school"))
        school.set_up(key=google.person_key_file)
        school.init()
        yield school
        assert not google.violations


# --- a new spreadsheet ----------------------------------------------------------------------------------------


def test_an_account_with_storage_gets_its_spreadsheet_and_its_id_in_the_config(fresh: School) -> None:
    properties = fresh.spreadsheet.properties

    assert properties["title"] == "Sổ thi đua 2023-2024 – Trường THCS Thử"
    assert (properties["locale"], properties["timeZone"]) == ("vi_VN", "Asia/Ho_Chi_Minh")
    assert fresh.config.store.input == (fresh.spreadsheet.id,)


def test_every_form_has_its_tab_with_its_headers_between_guide_and_lists(fresh: School) -> None:
    assert [sheet.title for sheet in fresh.spreadsheet.sheets] == [GUIDE, *forms(), LISTS]
    assert {title: fresh.header(title) for title in forms()} == forms()


def test_marks_are_warned_about_and_choices_have_their_dropdown(fresh: School) -> None:
    month, roster = fresh.tab("Tháng 10"), fresh.tab("Danh sách")
    mark, post = month.at(50, 3).validation, roster.at(50, 6).validation

    assert mark and mark["condition"]["type"] == "NUMBER_BETWEEN"
    assert [each["userEnteredValue"] for each in mark["condition"]["values"]] == ["0", "20"]
    assert not mark.get("strict") and mark["inputMessage"] == "Ghi số từ 0 đến 20."
    assert post and [each["userEnteredValue"] for each in post["condition"]["values"]] == ["CBQL", "GV", "NV"]


def test_ids_and_teams_are_chosen_from_lists_in_the_spreadsheet(fresh: School) -> None:
    entry = fresh.tab("Thành tích")
    rules = [entry.at(1, at).validation or {} for at in (2, 3)]

    assert [rule["condition"]["type"] for rule in rules] == ["ONE_OF_RANGE"] * 2
    assert [rule["condition"]["values"][0]["userEnteredValue"] for rule in rules] == [
        "='Danh sách'!$B$2:$B",
        "='Danh mục'!$A$2:$A",
    ]


def test_ids_keep_their_zeros_and_dates_are_dates(fresh: School) -> None:
    looks = {at: fresh.tab("Danh sách").at(9, at).format or {} for at in (1, 3)}

    assert looks[1]["numberFormat"] == {"type": "TEXT"}
    assert looks[3]["numberFormat"] == {"type": "DATE", "pattern": "dd/mm/yyyy"}


def test_headers_stay_in_view_bear_notes_and_are_protected(fresh: School) -> None:
    month = fresh.tab("Tháng 9")
    grid, [protected] = month.properties["gridProperties"], month.protected

    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (1, 3)
    assert str(month.at(0, 1).note).startswith("★ Bắt buộc.")
    assert protected["range"]["endRowIndex"] == 1
    assert protected["editors"]["users"] == ["van-thu@truong.example"]


def test_slips_are_coloured_while_they_are_typed(fresh: School) -> None:
    rules = [rule["booleanRule"] for rule in fresh.tab("Tháng 9").conditional]
    formulas = [rule["condition"]["values"][0]["userEnteredValue"] for rule in rules]

    assert "=COUNTIF($B$2:$B$201;B2)>1" in formulas
    assert any("INDIRECT(\"'Danh sách'!$B$2:$B\")" in formula for formula in formulas)
    assert not [formula for formula in formulas if "," in formula.replace('","', "")]


def test_the_guide_leads_to_the_tabs(fresh: School) -> None:
    guide, roster = fresh.tab(GUIDE), fresh.tab("Danh sách")
    links = [
        (cell.format or {}).get("textFormat", {}).get("link", {}).get("uri") for cell in guide.cells.values()
    ]

    assert f"#gid={roster.id}" in links
    assert guide.properties["gridProperties"]["columnCount"] == 4


def test_tabs_are_made_before_a_dropdown_refers_to_them(school: School) -> None:
    [planned] = school.init(dry_run=True)

    kinds = [next(iter(request)) for request in planned.added.requests]
    assert kinds.count("addSheet") == len(planned.added.tabs)
    assert "addSheet" not in kinds[len(planned.added.tabs) :]


def test_it_is_made_in_two_calls(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file)

    school.init()

    assert school.writes() == ["sheets.spreadsheets.create", "sheets.spreadsheets.batchUpdate"]


def test_a_second_run_writes_nothing(fresh: School) -> None:
    fresh.forget_calls()

    [again] = fresh.init()

    assert (again.added.tabs, again.added.columns, again.created) == ((), {}, False)
    assert fresh.writes() == []
    assert len([call for call in fresh.google.calls if call.api == "sheets"]) == 1


def test_what_is_typed_into_it_is_read_without_a_problem(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file)
    school.init()
    for cell, text in {
        "B2": "006",
        "C2": "Trần Thị Bưởi",
        "D2": "5/9/1990",
        "E2": "Toán - Tin",
        "G2": "GV",
    }.items():
        hand.type_in(school.spreadsheet, f"Danh sách!{cell}", text)
    hand.type_in(school.spreadsheet, "Danh sách!J2", "Đang làm việc")

    store = GoogleStore(school.config, is_form(school.config), school.session())
    results = pipeline.compute(store.read(), school.config, date(2023, 8, 20))

    assert results.problems == ()
    assert [(one.staff_id, one.born) for one in results.school.roster.people] == [("006", date(1990, 9, 5))]


# --- who may not make one -------------------------------------------------------------------------------------


def test_a_service_account_is_told_the_ways_out(school: School) -> None:
    with pytest.raises(ConfigError) as said:
        school.init()

    assert all(word in str(said.value) for word in (SERVICE, "Chia sẻ", "[store] input", "[reports] drive"))
    assert "input" not in school.path.read_text("utf-8")


def test_in_a_shared_drive_a_service_account_makes_it_too(school: School, google: Emulator) -> None:
    drive = google.new_drive()
    school.set_up(more=f'[reports]\ndrive = "{drive}"\n')

    school.init()

    assert google.world.files[school.spreadsheet.id].drive_id == drive
    assert [sheet.title for sheet in school.spreadsheet.sheets] == [GUIDE, *forms(), LISTS]
    assert school.spreadsheet.properties["locale"] == "vi_VN"


def test_a_folder_of_a_persons_own_drive_is_no_way_out(school: School, google: Emulator) -> None:
    school.set_up(more=f'[reports]\ndrive = "{google.new_folder()}"\n')

    with pytest.raises(ConfigError, match="shared drive"):
        school.init()


# --- a spreadsheet that stands --------------------------------------------------------------------------------


def test_what_is_missing_is_added_and_what_is_typed_stays(school: School, google: Emulator) -> None:
    tabs = {"Danh sách": ROSTER, "Ghi chép": [["của", "trường"]]}
    school.set_up(google.new_spreadsheet(tabs=tabs))
    before = _entered(school)

    [done] = school.init()

    assert before.items() <= _entered(school).items()
    assert set(done.added.tabs) == {GUIDE, LISTS, *forms()} - {"Danh sách"}
    assert done.added.columns == {
        "Danh sách": ("Ngày sinh", "Chức vụ", "Ngày vào ngành", "Ngày vào trường", "Từ ngày", "Email")
    }
    assert school.header("Danh sách") == [*ROSTER[0], *done.added.columns["Danh sách"]]


def _entered(school: School) -> dict[tuple[str, int, int], Any]:
    return {
        (sheet.title, *place): cell.entered
        for sheet in school.spreadsheet.sheets
        for place, cell in sheet.cells.items()
        if cell.entered
    }


def test_added_columns_get_their_formats_and_dropdowns(school: School, google: Emulator) -> None:
    without = [row[:4] + row[5:] for row in ROSTER]
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": without}))

    school.init()

    tab, at = school.tab("Danh sách"), school.header("Danh sách").index("Nhóm")
    rule = tab.at(500, at).validation
    assert rule and [each["userEnteredValue"] for each in rule["condition"]["values"]] == ["CBQL", "GV", "NV"]
    born = school.header("Danh sách").index("Ngày sinh")
    assert (tab.at(500, born).format or {})["numberFormat"]["type"] == "DATE"


def test_new_month_tabs_begin_with_those_who_are_there(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER}))

    school.init()

    month = school.tab("Tháng 9")
    names = [(month.at(row, 2).entered or {}).get("stringValue") for row in (1, 2, 3)]
    assert names == ["Trần Thị Bưởi", "Ngô Văn Ân", None]


def test_tabs_and_columns_are_known_by_their_other_names(school: School, google: Emulator) -> None:
    roster = [["TT", "Mã số", *ROSTER[0][2:]], *ROSTER[1:]]
    aliases = '[tabs]\n"Danh sách" = "DS"\n[columns]\n"Mã CB" = "Mã số"\n'
    school.set_up(google.new_spreadsheet(tabs={"DS": roster}), more=aliases)

    [done] = school.init()

    assert "Danh sách" not in done.added.tabs
    assert "Mã CB" not in done.added.columns["DS"]
    rule = school.tab("Nghỉ dài ngày").at(5, 0).validation
    assert rule and rule["condition"]["values"][0]["userEnteredValue"] == "='DS'!$B$2:$B"


def test_a_title_block_above_the_header_is_seen(school: School, google: Emulator) -> None:
    block = [["TRƯỜNG THCS THỬ"], [], ["DANH SÁCH", *[None] * 20, "x"]]
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": [*block, *ROSTER]}))

    school.init()

    assert school.header("Danh sách", row=4)[-1] == "Email"
    assert (school.tab("Danh sách").at(3, 22).entered or {})["stringValue"] == "Ngày sinh"


def test_a_column_under_an_unknown_name_is_asked_about_not_doubled(school: School, google: Emulator) -> None:
    roster = [["STT", "Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thai làm"], *ROSTER[1:]]
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": roster}))

    [done] = school.init()

    assert "Trạng thái" not in done.added.columns["Danh sách"]
    assert any("“Trạng thai làm”" in str(message) for message in done.added.left)


def test_a_tab_without_a_known_header_is_left_alone(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER, "Sáng kiến": [["năm nay", "chưa có"]]}))

    [done] = school.init()

    assert school.header("Sáng kiến") == ["năm nay", "chưa có"]
    assert any("Sáng kiến" in str(message) for message in done.added.left)


def test_a_blank_tab_of_a_form_is_filled(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER, "tháng 10/2023": []}))

    school.init()

    assert school.header("tháng 10/2023") == forms()["Tháng 10"]
    assert school.spreadsheet.titled("Tháng 10") is None


def test_a_school_without_staff_codes_gets_none(school: School, google: Emulator) -> None:
    roster = [[row[0], *row[2:]] for row in ROSTER]
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": roster}))

    school.init()

    assert "Mã CB" not in school.header("Danh sách") + school.header("Tháng 9") + school.header("Bình xét")
    rule = school.tab("Người tốt việc tốt").at(5, 3).validation
    assert rule and rule["condition"]["values"][0]["userEnteredValue"] == "='Danh sách'!$B$2:$B"


def test_the_schools_own_tab_of_lists_is_left_alone(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={LISTS: [["Sách giáo khoa"]]}))

    school.init()

    assert school.header(LISTS) == ["Sách giáo khoa"]
    assert school.header(f"{LISTS} thi đua")[0] == "Tổ"
    school.forget_calls()
    school.init()
    assert school.writes() == []


def test_googles_blank_tab_and_a_foreign_country_are_told_of(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(locale="en_US"))

    [done] = school.init()

    assert school.spreadsheet.titled("Sheet1") is not None
    said = "\n".join(map(str, done.added.left))
    assert "Sheet1" in said and "en_US" in said


def test_a_dry_run_says_what_it_would_add_and_writes_nothing(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER}))

    [planned] = school.init(dry_run=True)

    assert "Tháng 9" in planned.added.tabs and "Email" in planned.added.columns["Danh sách"]
    assert school.writes() == []


def test_a_dry_run_without_a_spreadsheet_asks_google_nothing(school: School) -> None:
    [planned] = school.init(dry_run=True)

    assert (planned.created, planned.spreadsheet) == (True, None)
    assert school.google.calls == []


# --- what goes wrong ------------------------------------------------------------------------------------------


def test_a_lost_answer_makes_no_second_tab(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet(tabs={"Danh sách": ROSTER}))
    google.faults.add(Fault("lost-reply", matching="batchUpdate"))

    school.init()

    assert school.writes().count("sheets.spreadsheets.batchUpdate") == 1
    titles = [sheet.title for sheet in school.spreadsheet.sheets]
    assert len(titles) == len(set(titles)) == len(forms()) + 2


def test_a_lost_answer_to_creating_says_that_it_may_be_there(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file)
    google.faults.add(Fault("lost-reply", matching="POST /v4/spreadsheets"))

    with pytest.raises(UnavailableError, match="Xem trong Drive"):
        school.init()
    assert len(google.world.spreadsheets) == 1


# --- each team its own ----------------------------------------------------------------------------------------

TEAMS = 'teams = ["Toán - Tin", "Ngữ văn"]'


def test_a_split_makes_one_for_the_board_and_one_for_each_team(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file, school=TEAMS)

    done = school.init(split=True)

    assert [each.title.split(" – ")[-1] for each in done] == ["Ban thi đua", "Toán - Tin", "Ngữ văn"]
    assert list(school.config.store.input) == [each.spreadsheet for each in done]
    board, maths, _ = (google.spreadsheet(str(each.spreadsheet)) for each in done)
    assert board.titled("Kỷ luật") and not board.titled("Tháng 9")
    assert maths.titled("Tháng 9") and not maths.titled("Kỷ luật")


@pytest.mark.slow
def test_a_split_completes_those_that_the_config_lists(school: School, google: Emulator) -> None:
    ids = [google.new_spreadsheet(title) for title in ("Ban", "Toán", "Văn")]
    school.set_up(*ids, school=TEAMS)

    done = school.init(split=True)

    assert [(each.title, each.created) for each in done] == [("Ban", False), ("Toán", False), ("Văn", False)]
    school.forget_calls()
    school.init(split=True)
    assert school.writes() == []


def test_a_split_goes_on_where_it_was_cut_off(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file, school=TEAMS)
    google.faults.add(Fault("500", at=4, matching="POST /v4/spreadsheets", times=9))  # the last one of three
    with pytest.raises(UnavailableError):
        school.init(split=True)
    google.faults.clear()

    done = school.init(split=True)

    assert [each.created for each in done] == [False, False, True]
    assert len(google.world.spreadsheets) == len(school.config.store.input) == 3


def test_a_split_needs_the_names_of_the_teams(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file)

    with pytest.raises(UsageError, match="teams"):
        school.init(split=True)


def test_several_inputs_need_the_split(school: School, google: Emulator) -> None:
    school.set_up(google.new_spreadsheet("A"), google.new_spreadsheet("B"))

    with pytest.raises(UsageError, match="--split"):
        school.init()


def test_more_inputs_than_parts_are_refused(school: School, google: Emulator) -> None:
    school.set_up(*(google.new_spreadsheet(name) for name in "ABCD"), school=TEAMS)

    with pytest.raises(UsageError, match="Ngữ văn"):
        school.init(split=True)
