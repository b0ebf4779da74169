"""What changed since last time: who rose and fell and by which cells, late corrections, who is missing."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import pipeline
from sheets_sync.journal import run_parts
from sheets_sync.model import Month
from sheets_sync.views import tabs
from sheets_sync.views.news import Former, news_of
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config
from tests.one_month_school import MARKS, TODAY, write_school
from tests.shell import Shell

HEAD = "\n== Tháng 10\nMã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ\n"
BEFORE = HEAD + "TV01 | 20 | 60\nTV02 | 20 | 65\nTT01 | 20 | 50\n"
OCTOBER, CONFIG = Month(2023, 10), made_up_config()


def results_of(text, today=date(2023, 11, 20), config=CONFIG):
    return pipeline.compute(sheets(ROSTER + text), config, today)


def news(before, after, day=date(2023, 11, 10)):
    old = results_of(before, day)
    rankings = {
        part.name: run_parts.ranked_rows(part)
        for part in run_parts.made(old, ())
        if part.name.endswith("staff")
    }
    months = {month: rankings.get(f"{month} staff", {}) for month in CONFIG.year.months}
    former = Former(day, old.sheets, months)
    return news_of(former, results_of(after))


def overview(found, after):
    tab = tabs.output_tabs(results_of(after), found)[0]
    return [tuple(value for value in row if value is not None) for row in tab.values()]


def test_who_rose_and_fell_and_by_which_cells():
    found = news(BEFORE, HEAD + "TT01 | 20 | 50\nTV01 | 20 | 68\nTV02 | 20 | 65\n")
    moves = {
        move.staff_id: (move.rank_before, move.rank, [str(c.where) for c in move.cells])
        for move in found.moves
    }
    assert moves == {"TV01": (2, 1, ["Tháng 10!C3"])}
    assert found.shifted == 1  # TV02, whose points are the same


OVERRIDE = """
== Điều chỉnh
Mã CB | Tháng | Điểm | Lý do      | Người đề nghị | Người duyệt
TT01  | 10    | 88   | Sót điểm ra đề | Nguyễn Thị An | Trần Văn Bình
"""


def test_points_set_by_hand_are_listed_with_the_cells_that_set_them():
    [move] = news(BEFORE, BEFORE.replace("TT01 | 20 | 50", "TT01 | 20 | 55") + OVERRIDE).moves
    assert (move.staff_id, move.points) == ("TT01", 8800)
    assert {change.where.tab for change in move.cells} == {"Điều chỉnh"}


def test_points_that_fall_back_when_such_a_row_is_taken_out_are_listed_with_it():
    [move] = news(BEFORE + OVERRIDE, BEFORE).moves
    assert (move.points_before, move.points) == (8800, 7000)
    assert {change.where.tab for change in move.cells} == {"Điều chỉnh"}


def test_an_override_of_another_month_is_no_reason():
    september = OVERRIDE.replace("| 10 ", "| 9  ")
    found = news(BEFORE, BEFORE.replace("TT01 | 20 | 50", "TT01 | 20 | 55") + september)
    assert [str(change.where) for change in found.moves[0].cells] == ["Tháng 10!C4"]
    assert found.earlier == {Month(2023, 9): 1}


def test_points_of_earlier_months_that_changed_are_counted_by_month():
    september = (
        "\n== Tháng 9\nMã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ\nTV01 | 20 | {}\nTV02 | 20 | 60\n"
    )
    before, after = (september.format(marks) + BEFORE for marks in (60, 61))
    found = news(before, after)
    assert (found.moves, found.earlier) == ((), {Month(2023, 9): 1})
    lines = overview(found, after)
    assert ("Cũng đổi điểm ở những tháng trước: 9/2023 (1 người).",) in lines


def test_corrections_after_the_month_was_over_are_counted():
    after = BEFORE.replace("60", "61")
    assert [str(change.where) for change in news(BEFORE, after).late] == ["Tháng 10!C2"]
    assert news(BEFORE, after, day=date(2023, 10, 31)).late == ()


def test_a_first_entry_corrects_nothing():
    after = BEFORE + "TV03 | 20 | 60\n"
    assert news(BEFORE, after).late == ()


def test_who_is_still_missing_is_listed_by_team():
    assert [(team.team, team.names) for team in news(BEFORE, BEFORE).missing] == [
        ("Văn thư", ("Phạm Ngọc Ánh",))
    ]


def test_who_has_an_error_is_listed_beside_who_is_missing():
    """Together they are those whom the card above counts as without points."""
    after = BEFORE.replace("TT01 | 20 | 50", "TT01 | 20 | năm mươi")
    assert ("Còn thiếu điểm: Văn thư (1); còn lỗi nên chưa xếp: Toán (1).",) in overview(
        news(BEFORE, after), after
    )
    full = after + "006 | 20 | 60\n"
    assert ("Không tổ nào còn thiếu điểm; còn lỗi nên chưa xếp: Toán (1).",) in overview(
        news(BEFORE, full), full
    )


def test_numbers_in_cells_have_a_comma_and_texts_no_spaces_at_their_ends():
    before = BEFORE.replace("TV01 | 20 | 60", 'TV01 | 18.5 | " 60 "')
    after = BEFORE.replace("TV01 | 20 | 60", "TV01 | 19 | 60.25")
    found = overview(news(before, after), after)
    [shown] = [line[-1] for line in found if line[:1] == ("Nguyễn Thị An",)]
    assert shown == "Tháng 10!B2: 18,5 → 19; Tháng 10!C2: 60 → 60,25"


def test_where_there_is_nothing_to_compare_with_the_page_says_so():
    lines = overview(None, BEFORE)
    assert lines[lines.index(("Có gì mới",)) + 1] == ("Chưa có lần đọc sổ nào khác để so.",)


def test_they_stand_on_the_principals_page_in_sentences_and_a_table():
    after = BEFORE.replace("60", "68")
    lines = overview(news(BEFORE, after), after)
    at = lines.index(("Có gì mới từ 10/11/2023",))
    assert lines[at + 1 : at + 4] == [
        ("Tháng 10/2023: 1 người đổi điểm; vì thế 1 người khác đổi hạng.",),
        ("1 ô của những tháng đã hết bị sửa: Tháng 10!C2.",),
        ("Còn thiếu điểm: Văn thư (1).",),
    ]
    assert lines[at + 5] == ("Nguyễn Thị An", 2, 1, "80 → 88", "Tháng 10!C2: 60 → 68")


@pytest.fixture
def shell(tmp_path):
    text = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    write_school(tmp_path, MARKS)
    return Shell(tmp_path)


def test_the_news_stay_until_there_are_others(shell):
    """A second run writes nothing, and so does one the next morning if nobody typed."""
    shell.run("sync", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert "Tổng hợp" in shell.json("sync", *TODAY)["tabs_written"]
    assert shell.json("sync", *TODAY)["changed"] is False
    assert shell.json("plan", *TODAY)["changed"] is False
    assert shell.run("replay", "last").returncode == 0


def test_without_the_journal_there_are_no_news_and_the_rest_is_shown(shell):
    shell.run("sync", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    shell.run("sync", *TODAY)
    (shell.folder / "nhat-ky.sqlite").unlink()
    assert shell.json("sync", *TODAY)["tabs_written"] == ["Tổng hợp"]
