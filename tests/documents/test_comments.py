"""The comments, each on two months: one in which it says something, one in which it says something else or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.documents.comments import month_comments
from sheets_sync.model import Month, Score
from sheets_sync.results.closing import freeze
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.results.results import Results
from sheets_sync.school.scorebook import Scores
from tests.made_up import NOWHERE, RUBRIC, YEAR, made_up_results

SEPTEMBER, OCTOBER, NOVEMBER = YEAR.month(9), YEAR.month(10), YEAR.month(11)

SCHOOL = """
    1 | Nguyễn Văn An  | Toán - Tin  | 80    | 92,50 | 92,50
    2 | Trần Thị Bình  | Toán - Tin  | 85    | 90    | 84,99
    3 | Lê Văn Cường   | Ngữ văn     | 95    | 89,99 | 95
    4 | Phạm Thị Dung  | Ngữ văn     | 75    | 80    | -
    5 | Hoàng Văn Em   | Văn phòng   | 70    | -     | -
    6 | Vũ Thị Phượng  | Văn phòng   | 70    | -     | -
"""


@pytest.fixture
def school() -> Results:
    return made_up_results(SCHOOL, 9, 10, 11)


def comments(results: Results, month: Month) -> Mapping[str, tuple[str, ...]]:
    return month_comments(MonthFigures(results, month))


def said(results: Results, month: Month, topic: str) -> str:
    return "\n".join(comments(results, month)[topic])


def test_a_rise_of_more_than_5_points_is_named_with_both_figures(school: Results) -> None:
    assert (
        "Có 01 người tăng trên 5 điểm so với tháng 9 năm 2023: Nguyễn Văn An (từ 80,00 lên 92,50)."
        in said(school, OCTOBER, "changes")
    )


def test_another_month_names_another_rise(school: Results) -> None:
    assert "Lê Văn Cường (từ 89,99 lên 95,00)" in said(school, NOVEMBER, "changes")


def test_exactly_5_points_are_no_rise(school: Results) -> None:
    assert "Trần Thị Bình" not in said(school, OCTOBER, "changes")


def test_a_fall_of_more_than_5_points_is_named_with_both_figures(school: Results) -> None:
    assert (
        "Có 01 người giảm trên 5 điểm so với tháng 9 năm 2023: Lê Văn Cường (từ 95,00 xuống 89,99)."
        in said(school, OCTOBER, "changes")
    )


def test_another_month_names_another_fall(school: Results) -> None:
    assert "Trần Thị Bình (từ 90,00 xuống 84,99)" in said(school, NOVEMBER, "changes")


def test_a_first_month_has_nothing_to_compare_with(school: Results) -> None:
    assert comments(school, SEPTEMBER)["changes"] == (
        "Chưa có kết quả của tháng trước trong năm học để so sánh.",
    )


def test_a_quiet_month_says_so() -> None:
    results = made_up_results("1 | An | Toán | 80 | 85\n2 | Bình | Văn | 80 | 75", 9, 10)

    assert comments(results, OCTOBER)["changes"] == (
        "Không có người nào tăng hoặc giảm trên 5 điểm so với tháng 9 năm 2023.",
    )


def test_changes_are_against_the_last_month_that_was_ranked() -> None:
    results = made_up_results("1 | An | Toán | 80 | - | 90\n2 | Bình | Văn | 80 | - | 80", 9, 10, 11)

    assert "so với tháng 9 năm 2023: An (từ 80,00 lên 90,00)" in said(results, NOVEMBER, "changes")


def test_the_largest_change_comes_first() -> None:
    results = made_up_results("1 | An | Toán | 80 | 87\n2 | Bình | Văn | 70 | 90", 9, 10)

    assert "Bình (từ 70,00 lên 90,00); An (từ 80,00 lên 87,00)" in said(results, OCTOBER, "changes")


def test_the_share_of_the_best_rating_over_the_cap_says_by_how_many(school: Results) -> None:
    assert "Có 02/04 người xếp loại A, chiếm 50,00%, vượt mức tối đa 30% là 01 người." in said(
        school, OCTOBER, "results"
    )


def test_the_share_of_the_best_rating_within_the_cap(school: Results) -> None:
    assert "Có 01/06 người xếp loại A, chiếm 16,67%, trong mức tối đa 30% theo quy định." in said(
        school, SEPTEMBER, "results"
    )


def test_a_rubric_without_a_cap_has_the_share_alone() -> None:
    results = made_up_results("1 | An | Toán | 95", 9, rubric=replace(RUBRIC, quota=None))

    assert "Có 01/01 người xếp loại A, chiếm 100,00%." in said(results, SEPTEMBER, "results")


def test_over_the_cap_a_review_is_requested(school: Results) -> None:
    review = "Rà soát các trường hợp xếp loại A"

    assert (review in said(school, OCTOBER, "requests"), review in said(school, SEPTEMBER, "requests")) == (
        True,
        False,
    )


def test_teams_of_which_nobody_is_rated_are_named(school: Results) -> None:
    assert "Chưa có người nào được xếp loại ở 01 tổ: tổ Văn phòng (02 người)." in said(
        school, OCTOBER, "scoring"
    )


def test_a_month_in_which_all_teams_are_rated_names_none(school: Results) -> None:
    assert comments(school, SEPTEMBER)["scoring"] == (
        "Tất cả các tổ đã chấm điểm đầy đủ; toàn bộ kết quả đã được Hiệu trưởng duyệt.",
    )


def test_people_missing_from_a_team_are_named(school: Results) -> None:
    assert "Tổ Ngữ văn còn 01/02 người chưa có điểm: Phạm Thị Dung." in said(school, NOVEMBER, "scoring")


def test_a_team_that_is_complete_is_not_named(school: Results) -> None:
    assert "Ngữ văn" not in said(school, OCTOBER, "scoring")


def test_the_missing_are_requested(school: Results) -> None:
    assert "Đề nghị tổ Văn phòng chấm và nộp đủ điểm của 02 người còn thiếu" in said(
        school, OCTOBER, "requests"
    )
    assert "chấm và nộp đủ" not in said(school, SEPTEMBER, "requests")


@pytest.mark.parametrize(
    ("month", "text"),
    [
        (OCTOBER, "Dẫn đầu các tổ là tổ Toán - Tin (xếp loại 02/02 người), điểm trung bình 91,25 điểm."),
        (NOVEMBER, "Dẫn đầu các tổ là tổ Ngữ văn (xếp loại 01/02 người), điểm trung bình 95,00 điểm."),
    ],
)
def test_the_best_team(school: Results, month: Month, text: str) -> None:
    assert text in said(school, month, "results")


def test_teams_that_share_the_first_place_are_all_named() -> None:
    results = made_up_results("1 | An | Toán | 90\n2 | Bình | Văn | 90", 9)

    assert "tổ Toán (xếp loại 01/01 người), tổ Văn (xếp loại 01/01 người)" in said(
        results, SEPTEMBER, "results"
    )


def test_a_single_team_leads_nobody() -> None:
    results = made_up_results("1 | An | Toán | 90\n2 | Bình | Toán | 80", 9)

    assert "Dẫn đầu" not in said(results, SEPTEMBER, "results")


def test_ties_on_the_first_ranks_are_named(school: Results) -> None:
    results = made_up_results("1 | An | Toán | 90 | 90\n2 | Bình | Toán | 90 | 80", 9, 10)

    assert "Cùng hạng 1 với 90,00 điểm có 02 người: An, Bình." in said(results, SEPTEMBER, "results")
    assert "Cùng hạng" not in said(results, OCTOBER, "results")


def test_ties_further_down_are_counted(school: Results) -> None:
    assert "tháng này có 01 nhóm cùng hạng, gồm 02 người" in said(school, SEPTEMBER, "results")


@pytest.mark.parametrize(
    ("month", "text"),
    [
        (SEPTEMBER, "Điểm trung bình toàn trường đạt 79,17 điểm."),
        (OCTOBER, "Điểm trung bình toàn trường đạt 88,12 điểm, tăng 8,95 điểm so với tháng 9 năm 2023."),
    ],
)
def test_the_mean_of_the_school(school: Results, month: Month, text: str) -> None:
    assert text in said(school, month, "results")


def test_a_mean_that_fell() -> None:
    results = made_up_results("1 | An | Toán | 90 | 88", 9, 10)

    assert "giảm 2,00 điểm so với tháng 9 năm 2023" in said(results, OCTOBER, "results")


def decided_by_team(results: Results, month: Month) -> Results:
    grades = {who: grade._replace(decided_by="team") for who, grade in results.grades[month].items()}
    return replace(results, grades={**results.grades, month: grades})


def test_results_without_approval_are_counted_and_requested(school: Results) -> None:
    results = decided_by_team(school, OCTOBER)

    assert "Còn 04/04 kết quả chưa được Hiệu trưởng duyệt" in said(results, OCTOBER, "scoring")
    assert "Hoàn thành việc duyệt 04 kết quả còn lại" in said(results, OCTOBER, "requests")


def test_of_a_closed_month_no_approval_is_requested(school: Results) -> None:
    results = decided_by_team(school, OCTOBER)
    closed = replace(results, closed={OCTOBER: freeze(results, OCTOBER, date(2023, 11, 5))})

    assert "Hoàn thành việc duyệt" not in said(closed, OCTOBER, "requests")
    assert "kết quả chưa được Hiệu trưởng duyệt" in said(closed, OCTOBER, "scoring")


def test_approved_results_are_not_requested(school: Results) -> None:
    assert "duyệt" not in said(school, OCTOBER, "scoring")


def with_bad_row(results: Results, staff_id: str, month: Month) -> Results:
    row = Score(NOWHERE._replace(bad=frozenset({"approved"})), staff_id, (None, None, None))
    return replace(results, school=replace(results.school, months={month: Scores([], [row], set())}))


def test_rows_left_out_for_their_errors_are_named_apart_from_the_missing(school: Results) -> None:
    found = comments(with_bad_row(school, "4", NOVEMBER), NOVEMBER)

    assert "số liệu còn lỗi nên chưa được xếp loại: 01 người (Phạm Thị Dung)." in "\n".join(found["scoring"])
    assert "Đề nghị tổ Ngữ văn sửa các số liệu còn lỗi của 01 người" in "\n".join(found["requests"])
    assert "tổ Ngữ văn chấm và nộp" not in "\n".join(found["requests"])


@pytest.mark.parametrize(
    ("month", "text"), [(9, "Các tổ tiếp tục chấm điểm tháng 10 năm 2023"), (5, "hồ sơ thi đua cuối năm học")]
)
def test_the_next_month_is_requested_until_the_last(month: int, text: str) -> None:
    results = made_up_results("1 | An | Toán | 90", month)

    assert text in said(results, YEAR.month(month), "requests")


def test_namesakes_are_distinguished_by_their_ids() -> None:
    results = made_up_results("1 | Lê Hoà | Toán | 70 | 90\n2 | Lê Hòa | Văn | 80 | 80", 9, 10)

    assert "Lê Hoà (1) (từ 70,00 lên 90,00)" in said(results, OCTOBER, "changes")


@pytest.mark.parametrize(
    ("team", "text"),
    [
        ("Toán", "tổ Toán"),
        ("Tổ Toán", "Tổ Toán"),
        ("Ban giám hiệu", "Ban giám hiệu"),
        ("", "nhóm chưa ghi tổ"),
    ],
)
def test_a_team_is_called_as_people_call_it(team: str, text: str) -> None:
    from sheets_sync.documents.comments import team_text

    assert team_text(team, lambda template, **params: template.format(**params)) == text  # type: ignore[arg-type]
