"""Whom a council speaks about, and in which order."""

from __future__ import annotations

from sheets_sync.awards.agenda import agenda, missing, one_short, to_confirm_of_all
from sheets_sync.results.results import Results
from tests.awards.judged import disciplines, initiatives, judged, rated, registered, roster, verdict

PEOPLE = roster("A | Văn", "B | Văn", "C | Văn", "D | Văn", "E | Văn")


def school() -> Results:
    return judged(
        PEOPLE,
        registered("A | CSTĐCS", "B | CSTĐCS", "C | LĐTT", "D | LĐTT"),
        rated("A | HTT", "B | HTT", "C | HTNV", "D | HTT", "E | HTT"),
        initiatives("B | Công nhận | Trường"),
        disciplines("D | Đang xem xét | @2024-05-01"),
    )


def listed(title: str) -> list[tuple[str, str]]:
    results = school()
    item = next(item for item in agenda(results.review, results.verdicts) if item.title == title)
    return [(v.subject, "one short" if one_short(v) else v.verdict) for v in item.verdicts]


def test_who_may_be_proposed_comes_first_then_who_waits_then_who_is_one_short():
    assert listed("LDTT") == [
        ("A", "eligible"),
        ("B", "eligible"),
        ("D", "on_hold"),
        ("C", "one short"),
        ("E", "one short"),  # not registered, and nothing else
    ]


def test_who_neither_registered_nor_comes_near_is_left_aside_and_counted():
    results = school()
    item = next(item for item in agenda(results.review, results.verdicts) if item.title == "CSTDCS")
    assert [v.subject for v in item.verdicts] == ["B", "A"]
    assert item.left_aside == 3


def test_a_title_that_nobody_comes_near_is_not_on_the_agenda():
    results = school()
    assert "CSTDTQ" not in [item.title for item in agenda(results.review, results.verdicts)]


def test_what_prevents_a_proposal():
    results = school()
    assert [reason.rule for reason in missing(verdict(results, "C", "LDTT"))] == ["rating"]
    assert [reason.rule for reason in missing(verdict(results, "D", "LDTT"))] == ["pending"]
    assert missing(verdict(results, "A", "LDTT")) == ()


def test_what_the_council_confirms_of_everybody_is_said_once():
    results = school()
    item = next(item for item in agenda(results.review, results.verdicts) if item.title == "LDTT")
    assert [str(asked)[:20] for asked in to_confirm_of_all(item)] == [
        "tự lực, tự cường, đo",
        "trên 50 % tổng số th",
    ]
