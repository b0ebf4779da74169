"""What the terminal shows and what JSON holds, with the same figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.commands import printing
from sheets_sync.commands.printing import explanation
from sheets_sync.language import translator
from sheets_sync.model import Month, Problem, SchoolYear, Where
from sheets_sync.views import as_json
from sheets_sync.views.explain import explain
from tests.drawn import school_of

VI = translator("vi")
OCTOBER = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Hiệu trưởng duyệt
TV01  | 10 | 60 | 92.5
TV02  | x  | 60 |
"""
RESULTS = school_of(OCTOBER, today=date(2023, 11, 20))


def test_points_in_json_are_texts_with_two_places():
    document = as_json.ranking_json(RESULTS.ranking(Month(2023, 10)))
    [row] = document["rows"]
    assert (row["points"], row["rank"], row["team_rank"], row["decided_by"]) == ("92.50", 1, 1, "approved")
    assert (document["period"], document["by"], document["not_rated"]) == (
        "2023-10",
        "staff",
        ["006", "TV02", "TT01"],
    )


@pytest.mark.parametrize("by", ["staff", "team"])
def test_every_document_is_json(by):
    json.dumps(as_json.ranking_json(RESULTS.ranking(SchoolYear(2023), by)))
    json.dumps(as_json.check_json(RESULTS.problems, VI))
    json.dumps(as_json.story_json(explain(RESULTS, "TV02"), VI))


def test_counts_are_those_of_the_problems():
    document = as_json.check_json(RESULTS.problems, VI)
    assert sum(document["counts"].values()) == len(document["problems"])


def test_problems_go_to_a_file_as_lines_with_tabs(capsys):
    printing.print_problems(RESULTS.problems, VI, False)
    first, *_, last, hint = capsys.readouterr().out.splitlines()
    assert first.split("\t")[:2] == ["Tháng 10!B3", "lỗi"]
    assert last == "1 lỗi, 3 cảnh báo, 1 lưu ý." and "--verbose" in hint


NEVER_CALCULATED = tuple(
    Problem("formula-uncached", Where("Tháng 11", row, 7), "=SUM(D:F)", f"TV{row}", {"column": "Tự chấm"})
    for row in range(6, 11)
)


def lines_of(found, capsys, every=False):
    """The places and findings that are printed, without the counts."""
    printing.print_problems(found, VI, every)
    return [line.split("\t")[:3:2] for line in capsys.readouterr().out.splitlines() if "\t" in line]


def test_many_cells_of_a_column_with_one_slip_are_told_once(capsys):
    missing = Problem("column-missing", Where("Tháng 11"), "Tổ chấm", params={"column": "Tổ chấm"})
    assert lines_of((*NEVER_CALCULATED, missing), capsys) == [
        ["Tháng 11!G6…G10", "5 ô: tệp không giữ kết quả của công thức ở “Tự chấm”."],
        ["Tháng 11", "không có cột “Tổ chấm”."],
    ]


@pytest.mark.parametrize(
    "found",
    [
        NEVER_CALCULATED[:4],
        [each._replace(where=each.where._replace(column=at)) for at, each in enumerate(NEVER_CALCULATED, 1)],
    ],
    ids=["few", "in several columns"],
)
def test_few_cells_or_other_columns_are_told_one_by_one(found, capsys):
    assert [place for place, _ in lines_of(found, capsys)] == [str(each.where) for each in found]


def test_verbose_tells_every_cell(capsys):
    assert len(lines_of(NEVER_CALCULATED, capsys, every=True)) == 5


def test_a_school_without_problems(capsys):
    printing.print_problems((), VI, False)
    assert capsys.readouterr().out == "Không có gì phải sửa.\n"


def test_a_ranking_has_its_period_and_who_is_not_rated(capsys):
    printing.print_ranking(RESULTS.ranking(Month(2023, 10)), VI)
    assert capsys.readouterr().out.splitlines() == [
        "Tháng 10 năm 2023",
        "1\t1\tTV01\tNguyễn Thị An\tVăn\t92,50\tA\tHiệu trưởng duyệt",
        "Chưa xếp: 006, TV02, TT01.",
    ]


@pytest.mark.parametrize(("language", "points"), [("vi", "92,50"), ("en", "92.50")])
def test_points_have_the_decimals_of_the_terminals_language(language, points, capsys):
    t = translator(language)
    printing.print_ranking(RESULTS.ranking(Month(2023, 10)), t)
    explanation.print_story(explain(RESULTS, "TV01"), t)
    ranked, story = capsys.readouterr().out.split("Nguyễn Thị An (TV01)")
    assert f"\t{points}\t" in ranked
    assert f": {points} " in story
    assert "Hiệu trưởng duyệt: 92,5 " in story  # as the sheet shows it


def test_who_is_not_ranked_has_a_name_or_is_counted(capsys):
    ranking, names = RESULTS.ranking(Month(2023, 10)), {"006": "Phạm Ngọc Ánh"}
    printing.print_ranking(ranking, VI, names)
    printing.print_ranking(replace(ranking, not_rated=tuple(map(str, range(11)))), VI, names)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Chưa xếp")]
    assert told[0] == "Chưa xếp: Phạm Ngọc Ánh (006), TV02, TT01."
    assert told[1].startswith("Chưa xếp: 11 người; xem")


def test_only_a_month_has_somebody_who_decided(capsys):
    printing.print_ranking(RESULTS.ranking(SchoolYear(2023)), VI)
    assert capsys.readouterr().out.splitlines()[1] == "1\t1\tTV01\tNguyễn Thị An\tVăn\t92,50\tA"


def test_a_code_is_never_cut_on_a_narrow_terminal(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    code, text = "achievement-person", "Báo cáo thành tích đề nghị khen thưởng " * 2
    printing.print_table(["Loại", "Tên", "Dùng để"], [[code, text, text]], codes=(0,))
    said = capsys.readouterr().out
    assert code in said and "…" not in said


def test_a_mean_says_of_which_months(capsys):
    explanation.print_story(explain(RESULTS, "TV01"), VI)
    said = capsys.readouterr().out
    assert "hạng 1 trong tổ; trung bình của 1/2 tháng (thiếu tháng 9)." in said


def test_a_story(capsys):
    explanation.print_story(explain(RESULTS, "TV01"), VI)
    assert capsys.readouterr().out.splitlines()[:6] == [
        "Nguyễn Thị An (TV01), Văn",
        "",
        "Tháng 10 năm 2023: 92,50 điểm, loại A, hạng 1 toàn trường, hạng 1 trong tổ; theo Hiệu trưởng duyệt.",
        "  Tháng 10!B2  Ý thức kỷ luật, đạo đức: 10",
        "  Tháng 10!C2  Kết quả nhiệm vụ: 60",
        "  Tháng 10!D2  Hiệu trưởng duyệt: 92,5  ← quyết định",
    ]


def test_a_story_with_something_to_mend(capsys):
    explanation.print_story(explain(RESULTS, "TV02"), VI)
    lines = capsys.readouterr().out.splitlines()
    assert "Tháng 10 năm 2023: chưa xếp hạng; xem phần “Cần sửa”." in lines
    assert "  Tháng 10!B3  Ý thức kỷ luật, đạo đức: x  ← cần sửa" in lines
    assert lines[-2] == "Cần sửa:" or "Cần sửa:" in lines


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Month(2024, 1), "Tháng 1 năm 2024"),
        (SchoolYear(2023).term(1), "Học kỳ 1 năm học 2023-2024"),
        (SchoolYear(2023), "Năm học 2023-2024"),
    ],
)
def test_periods_in_words(period, words):
    assert printing.period_words(period, VI) == words
