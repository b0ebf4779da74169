"""What changed since last time: who rose and fell and by which cells, late corrections, who is missing."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import evidence, pipeline, summary
from sheets_sync.model import Month
from sheets_sync.news import Former, news_of
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config
from tests.shell import Shell
from tests.test_history import MARKS, TODAY, write_school

HEAD = "\n== Tháng 10\nMã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ\n"
BEFORE = HEAD + "TV01 | 20 | 60\nTV02 | 20 | 65\nTT01 | 20 | 50\n"
OCTOBER, CONFIG = Month(2023, 10), made_up_config()


def results_of(text, today=date(2023, 11, 20), config=CONFIG):
    return pipeline.compute(sheets(ROSTER + text), config, today)


def news(before, after, day=date(2023, 11, 10)):
    old = results_of(before, day)
    rankings = {
        part.name: evidence.standings(part) for part in evidence.made(old, ()) if part.name.endswith("staff")
    }
    former = Former(day, old.sheets, {OCTOBER: rankings.get("2023-10 staff", {})})
    return news_of(former, results_of(after))


def overview(found, after):
    tab = summary.tabs(results_of(after), found)[0]
    return [tuple(value for value in row if value is not None) for row in tab.values()]


def test_who_rose_and_fell_and_by_which_cells():
    found = news(BEFORE, HEAD + "TT01 | 20 | 50\nTV01 | 20 | 68\nTV02 | 20 | 65\n")
    moves = {
        move.staff_id: (move.rank_before, move.rank, [str(c.where) for c in move.cells])
        for move in found.moves
    }
    assert moves == {"TV01": (2, 1, ["Tháng 10!C3"]), "TV02": (1, 2, [])}
    assert (found.risen, found.fallen) == (1, 1)


def test_corrections_after_the_month_was_over_are_counted():
    after = BEFORE.replace("60", "61")
    assert [str(change.where) for change in news(BEFORE, after).late] == ["Tháng 10!C2"]
    assert news(BEFORE, after, day=date(2023, 10, 31)).late == ()


def test_who_is_still_missing_is_told_by_team():
    assert [(team.team, team.names) for team in news(BEFORE, BEFORE).missing] == [
        ("Văn thư", ("Phạm Ngọc Ánh",))
    ]


def test_they_stand_on_the_principals_page_in_three_sentences_and_a_table():
    after = BEFORE.replace("60", "68")
    lines = overview(news(BEFORE, after), after)
    at = lines.index(("Có gì mới từ 10/11/2023",))
    assert lines[at + 1 : at + 4] == [
        ("Tháng 10/2023: 1 người lên hạng, 1 người xuống hạng, 2 người đổi điểm hoặc hạng.",),
        ("1 ô của những tháng đã hết bị sửa sau hạn (Tháng 10).",),
        ("Còn thiếu điểm: Văn thư (1).",),
    ]
    assert lines[at + 5 : at + 7] == [
        ("Nguyễn Thị An", 2, 1, "80 → 88", "Tháng 10!C2: 60 → 68"),
        ("Trần Văn Bình", 1, 2, "85 → 85", "điểm của mình không đổi"),
    ]


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


def test_without_the_journal_there_are_no_news_and_the_rest_stands(shell):
    shell.run("sync", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    shell.run("sync", *TODAY)
    (shell.folder / "nhat-ky.sqlite").unlink()
    assert shell.json("sync", *TODAY)["tabs_written"] == ["Tổng hợp"]
