"""Trying other rules: the config with them in it, and who would change; nothing is written."""

from __future__ import annotations

import pytest

from sheets_sync.awards.what_if import rank_changes, title_changes, with_overlay
from sheets_sync.errors import ConfigError
from sheets_sync.model import SchoolYear
from tests.awards.judged import judged, rated, registered
from tests.awards.least_law import LEAST
from tests.made_up import made_up_config, made_up_results


def overlaid(tmp_path, text: str):
    (tmp_path / "thu.toml").write_text(text, encoding="utf-8")
    config = made_up_config(rules={"overrides": {"LDTT.worked.months": 5}})
    return with_overlay(config, tmp_path / "thu.toml").rules


def test_bare_figures_are_put_upon_those_of_the_config(tmp_path):
    rules = overlaid(tmp_path, '"LDTT.vote.percent" = 60')
    assert rules.overrides == {"LDTT.worked.months": 5, "LDTT.vote.percent": 60}


def test_a_rule_set_takes_the_place_of_the_law(tmp_path):
    assert overlaid(tmp_path, LEAST).law == str(tmp_path / "thu.toml")


def test_a_rubric_takes_the_place_of_the_rubric(tmp_path):
    assert overlaid(tmp_path, '[[criteria]]\nkey = "x"').rubric == str(tmp_path / "thu.toml")


def test_a_section_as_in_a_config_changes_what_it_names(tmp_path):
    rules = overlaid(tmp_path, '[rules]\nlaw = "vn-2017"\n[rules.overrides]\n"LDTT.vote.percent" = 60')
    assert (rules.law, rules.rubric) == ("vn-2017", "ha-noi-3814")
    assert rules.overrides == {"LDTT.worked.months": 5, "LDTT.vote.percent": 60}


def test_a_file_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(ConfigError, match=r"Không thấy tệp .*khong-co\.toml\. Ghi đúng tên"):
        with_overlay(made_up_config(), tmp_path / "khong-co.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[LDTT.vote]\npercen = 60", "thu.toml, dòng 2: không có “LDTT.vote.percen”"),
        ('"LDTT.vote.percen" = 60', "thu.toml, dòng 1: không có “LDTT.vote.percen”"),
        ('[rules.overrides]\n"LDTT.vote.percen" = 60', "thu.toml, dòng 2: không có “LDTT.vote.percen”"),
        ("[rules]\nlaw = “vn-2017”", "thu.toml, dòng 2: dấu ngoặc kép cong của Word"),
    ],
)
def test_a_slip_names_the_file_in_which_it_is(tmp_path, text, said):
    with pytest.raises(ConfigError) as caught:
        overlaid(tmp_path, text)
    assert said in str(caught.value)


def test_verdicts_that_would_be_others_and_why():
    tabs = (registered("A | LĐTT"), rated("A | HTNV"))
    before, after = judged(*tabs), judged(*tabs, overrides={"LDTT.rating.at_least": "HTNV"})
    [change] = title_changes(before.verdicts, after.verdicts)
    assert (change.after.subject, change.before.verdict, change.after.verdict) == (
        "A",
        "not_eligible",
        "eligible",
    )
    assert [reason.rule for reason in change.because] == ["rating"]


def test_the_same_rules_change_nobody():
    tabs = (registered("A | LĐTT"), rated("A | HTNV"))
    assert title_changes(judged(*tabs).verdicts, judged(*tabs).verdicts) == []


def test_places_that_would_be_others():
    table = "A | Nguyễn Thị An | Văn | {}\nB | Trần Văn Bình | Văn | 80"
    before, after = (made_up_results(table.format(points), 9) for points in ("90", "70"))
    changes = rank_changes(before.ranking(SchoolYear(2023)), after.ranking(SchoolYear(2023)))
    assert [
        (each.staff_id, each.before and each.before.rank, each.after and each.after.rank) for each in changes
    ] == [
        ("B", 2, 1),
        ("A", 1, 2),
    ]
