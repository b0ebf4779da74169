"""Chiến sĩ thi đua of all levels, under both laws."""

from __future__ import annotations

import pytest

from sheets_sync.awards.agenda import agenda
from sheets_sync.commands.printing.titles import print_agenda
from sheets_sync.language import translator
from tests.awards.judged import (
    NEW_LAW,
    OLD_LAW,
    disciplines,
    evidence,
    held,
    initiatives,
    judged,
    leaves,
    open_,
    outcome,
    rated,
    reason,
    registered,
    roster,
    verdict,
    votes,
)
from tests.made_up import YEAR

EIGHT = roster(*(f"{letter} | Văn" for letter in "ABCDEFGH"))
EIGHT_REGISTERED = registered("A | CSTĐCS", *(f"{letter} | LĐTT" for letter in "BCDEFGH"))
EIGHT_GOOD = rated(*(f"{letter} | HTT" for letter in "ABCDEFGH"))
"""Eight people good enough, so that the quota of the old law lets one through."""


def cstdcs(*tabs: str, **given: object) -> str:
    return outcome(judged(EIGHT, EIGHT_REGISTERED, *tabs, **given), "A", "CSTDCS")


# --- merit ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "initiative", "old", "new"),
    [
        # rating  initiative        until 2023                from 2024 on
        ("HTT", "A | Công nhận | Trường", "eligible", "eligible"),
        ("HTT", "A | Chờ xét | Trường", "not_eligible: merit", "not_eligible: merit"),
        ("HTT", "A | Không công nhận |", "not_eligible: merit", "not_eligible: merit"),
        ("HTT", "B | Công nhận | Trường", "not_eligible: merit", "not_eligible: merit"),
        ("HTT", " | Công nhận | Trường", "not_eligible: merit", "not_eligible: merit"),
        ("HTXS", "A | Chờ xét | Trường", "not_eligible: merit", "eligible"),
        ("HTXS", "A | Công nhận | Quận", "eligible", "eligible"),
        ("HTNV", "A | Công nhận | Quận", "not_eligible: lower-title", "not_eligible: lower-title"),
        ("HTT", "A | Công nhận |", "eligible", "eligible"),  # the level may be blank where every level counts
    ],
)
def test_initiative_and_since_2024_an_excellent_year_instead(level, initiative, old, new):
    tabs = (EIGHT_GOOD.replace("A | HTT", f"A | {level}"), initiatives(initiative))
    assert cstdcs(*tabs, on=OLD_LAW) == old
    assert cstdcs(*tabs, on=NEW_LAW) == new


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
def test_an_accepted_study_counts_like_an_initiative(day):
    assert cstdcs(EIGHT_GOOD, initiatives("A | Công nhận | Quận | Đề tài khoa học"), on=day) == "eligible"


def test_an_initiative_of_two_authors_counts_for_both():
    results = judged(EIGHT, EIGHT_REGISTERED, EIGHT_GOOD, initiatives("B; A | Công nhận | Trường"))
    assert outcome(results, "A", "CSTDCS") == "eligible"


def test_a_school_may_want_initiatives_of_a_higher_level():
    figures = {"CSTDCS.merit.levels": ["Quận", "Thành phố"]}
    school = (EIGHT_GOOD, initiatives("A | Công nhận | Trường"))
    assert cstdcs(*school, overrides=figures) == "not_eligible: merit"
    assert cstdcs(EIGHT_GOOD, initiatives("A | Công nhận | Quận"), overrides=figures) == "eligible"


def test_the_evidence_names_the_decision_and_its_cell():
    results = judged(EIGHT, EIGHT_REGISTERED, EIGHT_GOOD, initiatives("A | Công nhận | Trường"))
    assert "Sáng kiến!F2: SK1 Công nhận, cấp Trường, số 1/QĐ ngày 01/03/2024" in evidence(
        results, "A", "CSTDCS", "merit"
    )


@pytest.mark.parametrize(
    ("day", "told_of"),
    [
        (OLD_LAW, ["Sáng kiến!F2: SK1 Công nhận, cấp Trường, số 1/QĐ ngày 01/03/2024"]),
        (
            NEW_LAW,
            [
                "Đánh giá năm!B2: Hoàn thành xuất sắc nhiệm vụ",
                "Sáng kiến!F2: SK1 Công nhận, cấp Trường, số 1/QĐ ngày 01/03/2024",
            ],
        ),
    ],
)
def test_the_rating_is_evidence_only_where_it_may_stand_for_an_initiative(day, told_of):
    excellent = EIGHT_GOOD.replace("A | HTT", "A | HTXS")
    results = judged(EIGHT, EIGHT_REGISTERED, excellent, initiatives("A | Công nhận | Trường"), on=day)
    found = reason(results, "A", "CSTDCS", "merit")
    assert str(found.evidence) == "; ".join(told_of)
    assert [str(where) for where in found.cells] == [each.split(":")[0] for each in told_of]


def test_without_a_recognised_initiative_the_others_are_reported():
    school = (EIGHT, EIGHT_REGISTERED, EIGHT_GOOD, initiatives("A | Chờ xét | Trường"))
    assert evidence(judged(*school, on=OLD_LAW), "A", "CSTDCS", "merit") == "Sáng kiến!F2: SK1 Chờ xét"
    nothing = evidence(judged(*school, on=OLD_LAW), "B", "CSTDCS", "merit")
    assert nothing == "không có trong tab Sáng kiến"


# --- the lower title ------------------------------------------------------------------------------------------


def test_who_does_not_reach_the_lower_title_learns_why():
    school = (EIGHT_GOOD, initiatives("A | Công nhận | Trường"), leaves("A | Ốm | @2023-09-01 | @2023-12-31"))
    results = judged(EIGHT, EIGHT_REGISTERED, *school)
    assert outcome(results, "A", "CSTDCS") == "not_eligible: lower-title"
    assert "nghỉ 4 tháng" in evidence(results, "A", "CSTDCS", "lower-title")


def test_a_pending_case_holds_the_higher_title_too():
    school = (
        EIGHT_GOOD,
        initiatives("A | Công nhận | Trường"),
        disciplines("A | Đang xem xét | @2024-05-02"),
    )
    results = judged(EIGHT, EIGHT_REGISTERED, *school)
    assert outcome(results, "A", "CSTDCS") == "on_hold: lower-title"
    assert str(reason(results, "A", "CSTDCS", "lower-title").cells[0]) == "Kỷ luật!B2"


# --- the quota ------------------------------------------------------------------------------------------------


def school_of_candidates(people: int, candidates: int) -> tuple[str, ...]:
    """So many people with LĐTT, the first of them candidates, better and better: the last has the most points."""
    ids = [f"P{number:02}" for number in range(1, people + 1)]
    runners = ids[:candidates]
    scores = "\n".join(f"{each} | {70 + place / 100:.2f}" for place, each in enumerate(ids))
    return (
        roster(*(f"{each} | Văn" for each in ids)),
        registered(*(f"{each} | {'CSTĐCS' if each in runners else 'LĐTT'}" for each in ids)),
        initiatives(*(f"{each} | Công nhận | Trường" for each in runners)),
        rated(*(f"{each} | HTT" for each in ids)),
        f"== Tháng 9\nMã CB | Hiệu trưởng duyệt\n{scores}",
    )


def outcomes(results: object, title: str = "CSTDCS") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in results.verdicts:  # type: ignore[attr-defined]
        if each.title == title:
            found.setdefault(each.verdict, []).append(each.subject)
    return found


def test_fifteen_per_cent_of_fifty_is_seven():
    """As in the minutes of a real school: 50 people with LĐTT, 07 with CSTĐCS; 7,5 is rounded down."""
    found = outcomes(judged(*school_of_candidates(50, 8), on=OLD_LAW))
    assert found["over_quota"] == ["P01"]
    assert found["eligible"] == [f"P{number:02}" for number in range(2, 9)]


def test_who_is_beyond_the_quota_learns_where_the_line_falls():
    found = evidence(judged(*school_of_candidates(50, 8), on=OLD_LAW), "P01", "CSTDCS", "quota")
    assert found.startswith("thứ 8/8")
    assert found.endswith("15 % của 50 người đạt LĐTT là nhiều nhất 7 người, người cuối là P02")


def test_seven_of_fifty_are_within():
    assert "over_quota" not in outcomes(judged(*school_of_candidates(50, 7), on=OLD_LAW))


def test_rounding_half_up_lets_the_eighth_in():
    figures = {"CSTDCS.quota.rounding": "half-up"}
    assert "over_quota" not in outcomes(judged(*school_of_candidates(50, 8), on=OLD_LAW, overrides=figures))


def test_the_base_is_who_obtains_the_lower_title_not_who_registered_for_it():
    people = school_of_candidates(47, 7)
    away = leaves(*(f"P{number:02} | Ốm | @2023-09-01 | @2023-12-31" for number in range(40, 48)))
    found = judged(*people, away, on=OLD_LAW)  # 39 obtain it: 15 % are 5,85
    assert outcomes(found)["over_quota"] == ["P01", "P02"]
    assert "15 % của 39 người đạt LĐTT là nhiều nhất 5 người" in evidence(found, "P01", "CSTDCS", "quota")


def test_who_is_on_maternity_leave_still_counts_in_the_base():
    away = leaves("P40 | Thai sản | @2023-11-01 | @2024-04-30")
    found = judged(*school_of_candidates(40, 6), away, on=OLD_LAW)
    assert "15 % của 40 người đạt LĐTT là nhiều nhất 6 người" in evidence(found, "P01", "CSTDCS", "quota")


def test_since_2024_the_quota_only_warns():
    found = judged(*school_of_candidates(50, 8), on=NEW_LAW)
    assert set(outcomes(found)) == {"eligible", "not_eligible"}
    warned = [each for each in found.problems if each.code == "quota-exceeded"]
    assert [(str(each.where), each.value) for each in warned] == [("Đăng ký", "CSTDCS")]
    assert reason(found, "P01", "CSTDCS", "quota").met is None


def test_a_school_whose_district_still_requires_it_may_let_it_refuse():
    found = judged(*school_of_candidates(50, 8), overrides={"CSTDCS.quota.effect": "refuse"})
    assert outcomes(found)["over_quota"] == ["P01"]


def test_a_rating_goes_before_points():
    people = school_of_candidates(50, 8)
    best = (*people[:3], people[3].replace("P01 | HTT", "P01 | HTXS"), people[4])
    assert outcomes(judged(*best, on=OLD_LAW))["over_quota"] == ["P02"]


def test_who_is_equal_across_the_line_is_left_to_the_council_together():
    people = school_of_candidates(50, 8)
    tied = (*people[:4], people[4].replace("P02 | 70.01", "P02 | 70.00"))
    assert outcomes(judged(*tied, on=OLD_LAW))["over_quota"] == ["P01", "P02"]


# --- the higher titles ----------------------------------------------------------------------------------------

CITY = (registered("A | CSTĐ cấp thành phố"), rated("A | HTXS"), initiatives("A | Công nhận | Thành phố"))


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2020, 2021, 2022], "eligible"),
        ([2021, 2022, 2023], "eligible"),
        ([2019, 2020, 2021, 2022], "eligible"),
        ([2021, 2022], "not_eligible: consecutive"),
        ([2019, 2021, 2022], "not_eligible: consecutive"),
        ([2019, 2020, 2021], "not_eligible: consecutive"),  # broken off the year before
        ([], "not_eligible: consecutive"),
    ],
)
def test_city_level_requires_three_years_running(years, expected, day):
    tab = held(*(f"A | {year}-{year + 1} | CSTĐCS" for year in years))
    assert outcome(judged(*CITY, tab, on=day), "A", "CSTDTP") == expected


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
@pytest.mark.parametrize(
    "row", ["A | 2020-2021 | LĐTT", "A | hồi trước | CSTĐCS", "A | 2020-2021 | giỏi lắm"]
)
def test_neither_another_title_nor_what_cannot_be_read_fills_a_year(row, day):
    tab = held(row, "A | 2021-2022 | CSTĐCS", "A | 2022-2023 | CSTĐCS")
    assert outcome(judged(*CITY, tab, on=day), "A", "CSTDTP") == "not_eligible: consecutive"


def test_city_level_requires_an_initiative_of_the_city():
    tabs = (
        registered("A | CSTĐTP"),
        rated("A | HTXS"),
        held(*(f"A | {y}-{y + 1} | CSTĐCS" for y in (2020, 2021, 2022))),
    )
    assert (
        outcome(judged(*tabs, initiatives("A | Công nhận | Quận")), "A", "CSTDTP")
        == "not_eligible: initiative"
    )
    assert outcome(judged(*tabs, initiatives("A | Công nhận |")), "A", "CSTDTP") == "not_eligible: initiative"


def test_national_level_requires_two_years_at_city_level_and_the_council():
    tabs = (registered("A | CSTĐ toàn quốc"), rated("A | HTXS"))
    twice = held("A | 2021-2022 | CSTĐTP", "A | 2022-2023 | CSTĐTP")
    results = judged(*tabs, twice)
    assert outcome(results, "A", "CSTDTQ") == "eligible"
    assert "nationwide" in open_(results, "A", "CSTDTQ")
    assert (
        outcome(judged(*tabs, held("A | 2022-2023 | CSTĐTP")), "A", "CSTDTQ") == "not_eligible: consecutive"
    )


# --- votes ----------------------------------------------------------------------------------------------------

THREE_YEARS = held(*(f"A | {year}-{year + 1} | CSTĐCS" for year in (2020, 2021, 2022)))
TWICE_CITY = held("A | 2021-2022 | CSTĐTP", "A | 2022-2023 | CSTĐTP")
NATION = (registered("A | CSTĐ toàn quốc"), rated("A | HTXS"), TWICE_CITY)


@pytest.mark.parametrize(
    ("counts", "expected"),  # members | present | valid | agreed
    [
        ("5 | 5 | 5 | 4", "eligible"),
        ("5 | 5 | 5 | 3", "not_eligible: vote"),
        ("7 | 7 | 7 | 6", "eligible"),
        ("7 | 7 | 7 | 5", "not_eligible: vote"),
        ("9 | 9 | 9 | 8", "eligible"),
        ("9 | 9 | 9 | 7", "not_eligible: vote"),  # 77,8 %
        ("10 | 10 | 10 | 8", "eligible"),  # exactly 80 %
        ("10 | 8 | 8 | 8", "eligible"),
        ("10 | 7 | 7 | 7", "not_eligible: vote"),  # all who came, and yet not 80 % of all
        ("11 | 11 | 11 | 9", "eligible"),
        ("11 | 11 | 11 | 8", "not_eligible: vote"),
        ("15 | 15 | 15 | 12", "eligible"),
        ("15 | 15 | 15 | 11", "not_eligible: vote"),
    ],
)
def test_the_new_law_requires_four_in_five_of_all_members_of_the_school_council(counts, expected):
    results = judged(registered("A | CSTĐCS"), rated("A | HTXS"), votes(f"A | CSTĐCS | {counts}"))
    assert outcome(results, "A", "CSTDCS") == expected


@pytest.mark.parametrize(
    ("agreed", "day", "expected"),
    [
        (6, OLD_LAW, "eligible"),  # that law names no share for it: the school's own rule, more than half
        (6, NEW_LAW, "not_eligible: vote"),
        (8, NEW_LAW, "eligible"),
    ],
)
def test_the_share_for_the_school_title_begins_with_the_new_law(agreed, day, expected):
    school = school_of_candidates(10, 1)
    vote = votes(f"P01 | CSTĐCS | 10 | 10 | 10 | {agreed}")
    results = judged(*school, vote, on=day, overrides={"CSTDCS.quota.percent": 100})
    assert outcome(results, "P01", "CSTDCS") == expected


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
@pytest.mark.parametrize(
    ("title", "tabs"), [("CSTDTP", (*CITY, THREE_YEARS)), ("CSTDTQ", NATION)], ids=["city", "nation"]
)
@pytest.mark.parametrize(
    ("agreed", "expected"), [(10, "eligible"), (8, "eligible"), (6, "eligible"), (5, "not_eligible: vote")]
)
def test_the_nine_in_ten_of_the_city_council_refuse_nobody_at_the_school(title, tabs, agreed, expected, day):
    vote = votes(f"A | {title} | 10 | 10 | 10 | {agreed}")
    results = judged(*tabs, vote, on=day)
    assert outcome(results, "A", title) == expected
    noted = reason(results, "A", title, "upper-vote")
    assert (noted.met, noted.holds) == (None, False)
    assert str(noted.requirement) == (
        "từ 90 % tổng số thành viên Hội đồng Thi đua - Khen thưởng Thành phố trở lên đồng ý"
    )


def test_a_school_may_ask_the_nine_in_ten_of_its_own_council():
    figures = {"CSTDTP.vote.percent": 90, "CSTDTP.vote.strictly": False}
    outcomes = {
        agreed: outcome(
            judged(*CITY, THREE_YEARS, votes(f"A | CSTĐTP | 10 | 10 | 10 | {agreed}"), overrides=figures),
            "A",
            "CSTDTP",
        )
        for agreed in (9, 8)
    }
    assert outcomes == {9: "eligible", 8: "not_eligible: vote"}


def test_the_verdict_says_who_registered_for_it():
    assert verdict(judged(*CITY), "A", "CSTDTP").registered
    assert YEAR.start == 2023  # the years above are counted from here


def test_who_is_beyond_a_quota_that_only_warns_is_marked_in_the_list(capsys):
    found = judged(*school_of_candidates(50, 8))
    print_agenda(agenda(found.review, found.verdicts), translator("vi"), every_condition=False)
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("CSTDCS\t")]
    beyond = [line for line in lines if "vượt tỉ lệ" in line]
    assert [line.split("\t")[-1] for line in beyond] == ["vượt tỉ lệ: thứ 8/8, nhiều nhất 7"]
