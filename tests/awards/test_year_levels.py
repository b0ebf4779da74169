"""The year's rating from points, and the cap on the best level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheets_sync.awards.year_levels import most_excellent
from sheets_sync.rules.law import ExcellentCap
from tests.awards.judged import evidence, judged, open_, outcome, rated, registered, roster
from tests.made_up import RUBRIC

CAP = ExcellentCap(20, "good", True, "down", "", "unsure", date.min, date.max)


@pytest.mark.parametrize(
    ("of", "good_or_better", "rated_", "most"),
    [
        ("good", 60, 60, 10),  # x ≤ 20 % of (60 − x)
        ("good", 59, 60, 9),
        ("good", 6, 6, 1),
        ("good", 5, 9, 0),
        ("good-or-better", 60, 62, 12),
        ("rated", 60, 62, 12),
        ("rated", 50, 65, 13),
    ],
)
def test_the_base_is_the_trap(of, good_or_better, rated_, most):
    assert most_excellent(CAP._replace(of=of), good_or_better, rated_) == most


def test_ten_of_sixty_hold_the_law_and_eleven_do_not():
    assert 10 <= 0.2 * (60 - 10)
    assert 11 > 0.2 * (60 - 11)


def points(**given: float) -> str:
    return "\n".join(
        ["== Tháng 9", "Mã CB | Hiệu trưởng duyệt", *(f"{who} | {n}" for who, n in given.items())]
    )


SIX = roster(*(f"{letter} | Văn" for letter in "ABCDEF"))


def levels(*tabs: str, **rules: object) -> dict[str, str | None]:
    """Everybody's level; with an exclamation mark where the cap has no room for it."""
    found = judged(SIX, *tabs, **rules).year_levels
    return {
        who: f"{level.level}!" if level.beyond_cap else level.level
        for who, level in found.items()
        if len(who) == 1
    }


def test_four_ratings_stand_for_the_four_levels():
    assert levels(points(A=80, B=60, C=40)) == {
        "A": "HTT",
        "B": "HTNV",
        "C": "KHT",
        "D": None,
        "E": None,
        "F": None,
    }


def test_the_best_by_points_have_the_room_and_the_others_are_marked():
    found = levels(points(A=95, B=96, C=80, D=80, E=80, F=80))
    assert found == {"A": "HTXS!", "B": "HTXS", "C": "HTT", "D": "HTT", "E": "HTT", "F": "HTT"}


def test_the_mark_is_explained():
    tabs = (SIX, points(A=95, B=96, C=80, D=80, E=80, F=80), registered("A | LĐTT"))
    assert "quá 20 % mức xuất sắc của nhóm GV (nhiều nhất 1)" in evidence(
        judged(*tabs), "A", "LDTT", "rating"
    )


def test_beyond_the_cap_an_excellent_year_is_for_the_council_to_confirm():
    tabs = (SIX, points(A=95, B=96, C=80, D=80, E=80, F=80), registered("A | CSTĐCS", "B | CSTĐCS"))
    results = judged(*tabs)
    assert outcome(results, "A", "CSTDCS") == outcome(results, "B", "CSTDCS") == "eligible"
    assert "merit" in open_(results, "A", "CSTDCS")
    assert "merit" not in open_(results, "B", "CSTDCS")


def test_who_was_decided_keeps_it_and_takes_the_room():
    found = levels(points(A=95, B=96, C=80, D=80, E=80, F=80), rated("A | HTXS"))
    assert (found["A"], found["B"]) == ("HTXS", "HTXS!")


def test_equal_points_across_the_line_are_marked_together():
    found = levels(points(A=95, B=95, C=80, D=80, E=80, F=80))
    assert (found["A"], found["B"]) == ("HTXS!", "HTXS!")


def test_a_later_decision_says_what_it_replaces():
    twice = "== Đánh giá năm\nMã CB | Mức | Ngày\nA | HTT | @2024-05-01\nA | KHT | @2024-05-20"
    found = evidence(judged(SIX, twice, registered("A | LĐTT")), "A", "LDTT", "rating")
    assert found == (
        "Đánh giá năm!B3: Không hoàn thành nhiệm vụ; thay cho Đánh giá năm!B2: Hoàn thành tốt nhiệm vụ"
    )


def test_a_later_decision_may_replace_one_that_cannot_be_read():
    twice = "== Đánh giá năm\nMã CB | Mức | Ngày\nA | Tốt lắm | @2024-05-01\nA | HTT | @2024-05-20"
    found = evidence(judged(SIX, twice, registered("A | LĐTT")), "A", "LDTT", "rating")
    assert found == ("Đánh giá năm!B3: Hoàn thành tốt nhiệm vụ; thay cho Đánh giá năm!B2: mức chưa đọc được")


def test_who_is_not_rated_is_not_in_the_base():
    figures = {"excellent.of": "rated", "excellent.percent": 50}
    found = levels(
        points(A=95, B=96, C=80), overrides=figures
    )  # half of three are one, of six would be three
    assert (found["A"], found["B"]) == ("HTXS!", "HTXS")


@pytest.mark.parametrize(("by_group", "of_a"), [(True, "HTXS!"), (False, "HTXS")])
def test_the_cap_is_each_groups_or_the_schools(by_group, of_a):
    """The best of six is of the office, and there by themselves: a sixth of one is nobody."""
    mixed = SIX.replace("Người A | GV", "Người A | NV")
    marks = points(A=97, B=96, C=80, D=80, E=80, F=80)
    found = judged(mixed, marks, overrides={"excellent.by_group": by_group}).year_levels
    assert f"{found['A'].level}{'!' * found['A'].beyond_cap}" == of_a


def test_another_base_is_a_setting():
    found = levels(points(A=95, B=96, C=80, D=80, E=80, F=80), overrides={"excellent.percent": 50})
    assert (found["A"], found["B"]) == ("HTXS", "HTXS")


def test_groups_of_similar_duties_are_capped_each_by_itself():
    mixed = SIX.replace("Người A | GV", "Người A | NV")
    found = judged(mixed, points(A=95, B=96, C=80, D=80, E=80, F=80)).review.excellent
    assert [(each.group, each.holders, each.most, each.beyond) for each in found] == [
        ("NV", 1, 0, ("A",)),
        ("GV", 1, 0, ("B",)),
    ]


def test_a_rubric_may_say_which_level_a_rating_means():
    bands = tuple(
        band._replace(level=level)
        for band, level in zip(RUBRIC.bands, ("HTXS", "HTXS", "HTT", "KHT"), strict=True)
    )
    assert replace(RUBRIC, bands=bands).levels == {"A": "HTXS", "B": "HTXS", "C": "HTT", "D": "KHT"}


def test_a_rubric_that_does_not_say_leaves_it_open():
    assert replace(RUBRIC, bands=RUBRIC.bands[:3]).levels == {}


def test_before_the_decree_there_was_no_cap():
    tabs = (SIX, points(A=95, B=96), registered("A | LĐTT"))
    assert outcome(judged(*tabs, on="2023-09-14"), "A", "LDTT") == "eligible"
    assert not judged(*tabs, on="2023-09-14").year_levels["A"].beyond_cap
    assert judged(*tabs, on="2023-09-15").year_levels["A"].beyond_cap
