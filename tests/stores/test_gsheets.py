"""The store in Google's spreadsheets, against the emulator and through the real clients."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.model import Sheet, Where
from sheets_sync.tables import Cell
from sheets_sync.views.changes import plan
from tests.drawn import ROSTER, sheets
from tests.google_emulator.sheets import hand
from tests.google_school import google_config, google_session, google_store, spreadsheet_of
from tests.stores.contract import FACTS, FULL, ReadingContract, StoreContract, refuse, tab
from tests.stores.memory import MemoryStore

TODAY = date(2023, 11, 20)
SCHOOL = (
    ROSTER
    + """
== Tháng 10
Mã CB | Họ và tên       | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | Nguyễn Thị An   | 20                      | 68,5             | 3           | 91
TV02  | Trần Văn Bình   | 25                      | 60               |             |
TT01  | Lê Thị Hoà      | 18                      | 62.5             |             | 80
006   | Phạm Ngọc Ánh   | 19                      | 70               | 5           |
"""
)


class TestGoogleStore(StoreContract):
    @pytest.fixture
    def store(self, google, tmp_path):
        spreadsheet = google.new_spreadsheet(tabs={"Danh sách": [["Mã CB"]]})
        return google_store(google, google_config(google, tmp_path, spreadsheet))

    @pytest.fixture
    def foreign_store(self, google, tmp_path):
        spreadsheet = google.new_spreadsheet(tabs={"Tổng hợp": [["của tôi"]]})
        return google_store(google, google_config(google, tmp_path, spreadsheet))


class TestReadingGoogle(ReadingContract):
    @pytest.fixture
    def store_with(self, google, tmp_path):
        return lambda tabs: google_store(
            google, google_config(google, tmp_path, spreadsheet_of(google, tabs))
        )


@pytest.fixture
def school(google, tmp_path):
    return School(google, tmp_path)


class School:
    """A drawn school in a spreadsheet, and what a night does to it."""

    def __init__(self, google, folder, **sections):
        self.google = google
        self.id = spreadsheet_of(google, sheets(SCHOOL))
        self.config = google_config(google, folder, self.id, **sections)

    def sync(self, **patience):
        return pipeline.sync(google_store(self.google, self.config, **patience), self.config, TODAY)

    def tab(self, title):
        return self.google.spreadsheet(self.id).titled(title)

    def texts(self, title):
        cells = self.tab(title).cells
        return [
            cell.entered["stringValue"] for cell in cells.values() if "stringValue" in (cell.entered or {})
        ]

    def links(self, title):
        """The link of every cell that has one, by its text."""
        return {
            cell.entered["stringValue"]: cell.format["textFormat"]["link"]["uri"]
            for cell in self.tab(title).cells.values()
            if "link" in (cell.format or {}).get("textFormat", {})
        }

    @property
    def calls(self):
        return [
            f"{call.method} {call.method_id.rpartition('.')[2]}"
            for call in self.google.calls
            if call.api == "sheets"
        ]


def test_a_sync_that_changes_something_takes_two_calls(school):
    school.sync()
    assert school.calls == ["GET get", "POST batchUpdate"]


def test_a_sync_that_changes_nothing_takes_one(school):
    school.sync()
    school.google.calls.clear()
    planned, written = school.sync()
    assert (school.calls, planned.plan.changed, written) == (["GET get"], False, ())


def test_calls_do_not_grow_with_the_tabs(google, tmp_path):
    months = "".join(
        f"\n== Tháng {number}\nMã CB | Hiệu trưởng duyệt\nTV01 | 9{number % 10}\n"
        for number in (9, 11, 12, 1, 2)
    )
    school = School(google, tmp_path)
    for sheet in sheets(months):
        hand.add_tab(google.spreadsheet(school.id), sheet.title)
        hand.fill(google.spreadsheet(school.id), sheet.title, sheet.rows)
    school.sync()
    assert school.calls == ["GET get", "POST batchUpdate"]


def test_both_back_ends_give_the_same(school):
    planned, _ = school.sync()
    straight = pipeline.plan(MemoryStore(sheets(SCHOOL)), school.config, TODAY)
    assert [tab.values() for tab in planned.tabs] == [tab.values() for tab in straight.tabs]


def test_nothing_in_a_form_tab_changes(school):
    before = dict(school.tab("Tháng 10").cells)
    school.sync()
    assert school.tab("Tháng 10").cells == before


def test_a_problem_links_to_its_cell(school):
    school.sync()
    sheet_id = school.tab("Tháng 10").id
    assert school.links("Lỗi dữ liệu")["C3"] == f"#gid={sheet_id}&range=C3"


def test_output_tabs_are_protected_for_everybody_but_the_account(school):
    school.sync()
    [protected] = school.tab("Tổng hợp").protected
    account, owner = google_session(school.google, school.config).account, school.google.person
    assert protected["range"] == {"sheetId": school.tab("Tổng hợp").id}
    assert set(protected["editors"]["users"]) == {account, owner}


def test_what_is_stale_stands_out_by_one_rule_however_often_it_is_written(school):
    school.sync()
    hand.type_in(school.google.spreadsheet(school.id), "Tháng 10!F5", "85")
    school.sync()
    [rule] = school.tab("Tổng hợp").conditional
    [condition] = rule["booleanRule"]["condition"]["values"]
    assert condition == {"userEnteredValue": "=TODAY()-45250>2"}


def test_charts_keep_their_ids(school):
    school.sync()
    before = [chart["chartId"] for chart in school.tab("Tổng hợp").charts]
    hand.type_in(school.google.spreadsheet(school.id), "Tháng 10!F5", "85")
    school.sync()
    assert before and [chart["chartId"] for chart in school.tab("Tổng hợp").charts] == before


def test_a_tab_that_shrinks_leaves_no_rows_behind(school, google):
    store = google_store(google, school.config)
    store.write([tab(*[[number] for number in range(50)])], FACTS)
    store.write([tab(["a"])], FACTS)
    assert (school.tab("Xếp hạng tháng").row_count, school.texts("Xếp hạng tháng")) == (1, ["a"])


def test_only_what_differs_is_written(school, google):
    store = google_store(google, school.config)
    store.write([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS)
    store.write([FULL, tab(["b"], title="Lỗi dữ liệu")], FACTS)
    whole, part = (call.request_bytes for call in google.calls if "batchUpdate" in call.path)
    assert part < whole / 2


def test_a_renamed_output_tab_gets_its_name_back(school, google):
    school.sync()
    sheet_id = school.tab("Tổng hợp").id
    hand.rename_tab(google.spreadsheet(school.id), "Tổng hợp", "Của Hiệu trưởng")
    school.sync()
    assert school.tab("Tổng hợp").id == sheet_id and school.tab("Của Hiệu trưởng") is None


def test_somebodys_own_tab_of_the_name_is_refused(school, google):
    hand.add_tab(google.spreadsheet(school.id), "tổng hợp")
    with pytest.raises(RefusedError, match="tổng hợp"):
        school.sync()


def test_a_copy_of_an_output_tab_is_somebodys_own(school, google):
    school.sync()
    copy_tab(google, school.id, "Tổng hợp", "Bản sao")
    school.sync()
    assert school.tab("Bản sao") is not None


def copy_tab(google, spreadsheet_id, title, new_title):
    """As a person does in the menu of a tab; the mark in its metadata is copied, too."""
    book = google.spreadsheet(spreadsheet_id)
    copied = book.titled(title).clone()
    copied.properties |= {"sheetId": 4711, "title": new_title, "index": len(book.sheets)}
    book.sheets.append(copied)


def test_a_tab_no_longer_wanted_goes(school, google):
    store = google_store(google, school.config)
    store.write([FULL, tab(["a"], title="Lỗi dữ liệu")], FACTS)
    store.write([FULL], FACTS)
    assert school.tab("Lỗi dữ liệu") is None


def test_outputs_may_stand_in_another_spreadsheet(google, tmp_path):
    other = google.new_spreadsheet(title="Tổng hợp của Ban")
    school = School(google, tmp_path, store={"output": other})
    school.sync()
    assert school.tab("Tổng hợp") is None and google.spreadsheet(other).titled("Tổng hợp")
    link = f"https://docs.google.com/spreadsheets/d/{school.id}/edit#gid={school.tab('Tháng 10').id}&range=C3"
    cells = google.spreadsheet(other).titled("Lỗi dữ liệu").cells.values()
    assert link in {cell.format["textFormat"].get("link", {}).get("uri") for cell in cells if cell.format}


def test_several_spreadsheets_are_read_once_each(google, tmp_path):
    roster, month = sheets(SCHOOL)
    board = spreadsheet_of(google, [roster], title="Sổ của Ban")
    team = spreadsheet_of(google, [month], title="Sổ tổ Văn")
    config = google_config(google, tmp_path, board, team)
    planned, _ = pipeline.sync(google_store(google, config), config, TODAY)
    reads = [call for call in google.calls if call.method == "GET" and call.api == "sheets"]
    books = {problem.where.book for problem in planned.results.problems if problem.where.cell}
    assert (len(reads), books) == (2, {"Sổ tổ Văn"})


# --- what people do meanwhile ---------------------------------------------------------------------------------


def typing(book):
    hand.type_in(book, "Tháng 10!F5", "77")


def inserting(book):
    hand.insert_rows(book, "Tháng 10", 2, 3)


def deleting(book):
    hand.delete_rows(book, "Tháng 10", 2, 1)


def sorting(book):
    hand.sort_rows(book, "Tháng 10", 2, "A", descending=True)


def renaming(book):
    hand.rename_tab(book, "Tháng 10", "Tháng 10 ")


@pytest.mark.parametrize("meanwhile", [typing, inserting, deleting, sorting, renaming])
def test_what_people_do_during_a_run_counts_and_stays(school, google, meanwhile):
    """The outputs are those of a run that began after it, and every link leads to the row it is about."""
    google.before_call("batchUpdate", lambda: meanwhile(google.spreadsheet(school.id)))
    planned, _ = school.sync()
    typed = dict(google.spreadsheet(school.id).sheets[1].cells)
    google.calls.clear()
    again, written = school.sync()
    assert (written, again.tabs, dict(google.spreadsheet(school.id).sheets[1].cells)) == (
        (),
        planned.tabs,
        typed,
    )


def test_somebody_who_never_stops_typing_is_served_by_the_next_run(school, google):
    numbers = iter(range(70, 90))

    def type_again():
        hand.type_in(google.spreadsheet(school.id), "Tháng 10!F5", str(next(numbers)))
        google.before_call("batchUpdate", type_again)

    google.before_call("batchUpdate", type_again)
    school.sync()
    assert school.calls.count("POST batchUpdate") == pipeline.MOST_ROUNDS


def at_the_same_time(google, act):
    """Another machine's run, with calls of its own, right before the next write of this one."""

    def let():
        google.world.lock.release()
        try:
            act()
        finally:
            google.world.lock.acquire()

    google.before_call("batchUpdate", let)


def test_two_first_runs_at_once_make_one_set_of_tabs(school, google):
    at_the_same_time(google, school.sync)
    planned, _ = school.sync()
    titles = [sheet.title for sheet in google.spreadsheet(school.id).sheets]
    assert titles == ["Danh sách", "Tháng 10", *(each.title for each in planned.tabs)]


def test_of_two_runs_at_once_the_later_write_wins_whole(school, google):
    """The other machine's run has read a mark that somebody changes right after; each run writes eight tabs."""
    school.sync()
    book = google.spreadsheet(school.id)
    hand.type_in(book, "Tháng 10!F5", "77")

    def other():
        hand.type_in(book, "Tháng 10!F5", "88")
        school.sync()

    at_the_same_time(google, other)
    last, _ = school.sync()
    tabs = [tab for tab in last.tabs if tab.title != "Tổng hợp"]  # which tells by the clock how old it is
    assert [tab.values() for tab in tabs] == [values_of(school, tab.title) for tab in tabs]
    assert "88" in str(values_of(school, "Xếp hạng tháng"))
    assert school.sync()[1] == ()


def values_of(school, title):
    """An output tab as it stands now, read by a store of its own."""
    return google_store(school.google, school.config).current_tabs().tabs[title]


def test_a_tab_of_the_name_that_somebody_makes_meanwhile_is_not_touched(school, google):
    google.before_call("batchUpdate", lambda: hand.add_tab(google.spreadsheet(school.id), "Tổng hợp"))
    with pytest.raises(UnavailableError):
        school.sync()
    assert not school.tab("Tổng hợp").cells


# --- lost answers ---------------------------------------------------------------------------------------------


def test_a_link_to_a_tab_that_was_made_anew_is_mended(school, google):
    school.sync()
    book = google.spreadsheet(school.id)
    book.titled("Tháng 10").properties["sheetId"] = 999
    school.sync()
    assert school.links("Lỗi dữ liệu")["C3"] == "#gid=999&range=C3"


def test_a_hostile_text_stays_text(school, google):
    store = google_store(google, school.config)
    store.write([tab(['=IMPORTXML("http://a.example","//b")'])], FACTS)
    assert school.texts("Xếp hạng tháng") == ['=IMPORTXML("http://a.example","//b")']


def test_a_refusal_leaves_the_outputs_as_they_were(school, google):
    school.sync()
    before = dict(school.tab("Tổng hợp").cells)
    hand.delete_tab(google.spreadsheet(school.id), "Danh sách")
    with pytest.raises(RefusedError):
        school.sync()
    assert school.tab("Tổng hợp").cells == before


def test_a_link_without_a_known_tab_is_plain_text(school, google):
    store = google_store(google, school.config)
    store.write([tab([Cell("F12", "link", Where("Không có", 12, 6))])], FACTS)
    assert (school.texts("Xếp hạng tháng"), school.links("Xếp hạng tháng")) == (["F12"], {})


def test_plans_are_refused_like_everywhere(school, google):
    hand.add_tab(google.spreadsheet(school.id), "Xếp hạng tháng")
    with pytest.raises(RefusedError):
        refuse(plan([FULL], FACTS, google_store(google, school.config).current_tabs()))


def test_a_number_in_a_cell_of_dates_is_the_day_that_excel_makes_of_it(google, tmp_path):
    """Google counts from another day than Excel until March 1900; the number must be found again from either."""
    typed = [datetime(1900, 1, 1), datetime(1900, 1, 1, 12), datetime(1900, 3, 5), datetime(2023, 10, 5)]
    tab = Sheet("Tháng 9", [["Mã CB"], *([each] for each in typed)])  # 2, 2.5 and 65, and a real date
    config = google_config(google, tmp_path, spreadsheet_of(google, [tab]))
    [read] = google_store(google, config).read()
    days = [row[0] for row in read.rows[1:]]
    assert days == [
        datetime(1900, 1, 2),
        datetime(1900, 1, 2, 12),
        datetime(1900, 3, 5),
        datetime(2023, 10, 5),
    ]
