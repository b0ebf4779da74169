"""A school's own figures, each in its place, and what has no place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheets_sync import pipeline
from sheets_sync.awards.school_law import applied_from, applied_source, law_of
from sheets_sync.errors import ConfigError
from sheets_sync.rules.law import RuleSet
from tests.awards.judged import initiatives, judged, outcome, rated, reason, registered
from tests.made_up import made_up_config


def law(overrides: object, **rules: object) -> RuleSet:
    found = law_of(made_up_config(rules={"overrides": overrides, **rules}))
    assert found
    return found


def params(found: RuleSet, title: str, name: str) -> dict[str, object]:
    return dict(next(rule.params for rule in found.rules if (rule.title, rule.name) == (title, name)))


@pytest.mark.parametrize("written", [{"LDTT.worked.months": 5}, {"LDTT": {"worked": {"months": 5}}}])
def test_a_figure_may_be_one_key_or_tables(written):
    assert params(law(written), "LDTT", "worked")["months"] == 5


def test_a_figure_of_one_title_leaves_the_others_alone():
    found = law({"LDTT.vote.percent": 60})
    assert (params(found, "LDTT", "vote")["percent"], params(found, "CSTDCS", "vote")["percent"]) == (60, 80)


def test_false_drops_a_condition():
    assert not [
        r for r in law({"LDTT.registered": False}).rules if (r.title, r.name) == ("LDTT", "registered")
    ]


def test_a_verdict_by_the_schools_own_figure_says_so():
    results = judged(registered("A | LĐTT"), rated("A | HTNV"), overrides={"LDTT.rating.at_least": "HTNV"})
    assert outcome(results, "A", "LDTT") == "eligible"
    assert reason(results, "A", "LDTT", "rating").source.endswith("config.toml, [rules.overrides]")


def test_quotas_caps_rewards_and_the_base_salary():
    found = law(
        {
            "CSTDCS.quota.percent": 20,
            "CSTDCS.quota.rounding": "half-up",
            "excellent.of": "rated",
            "excellent.by_group": False,
            "LDTT.reward": Decimal("0.5"),
            "base_salary": 2000000,
            "rewards.highest_only": False,
            "rewards.round_up_to": 1000,
        }
    )
    quota, cap = found.quota_of("CSTDCS"), found.excellent
    assert quota and cap
    assert (quota.percent, quota.rounding, cap.of, cap.by_group) == (20, "half-up", "rated", False)
    assert [str(reward.coefficient) for reward in found.rewards if reward.title == "LDTT"] == ["0.50"]
    salary = found.base_salary(made_up_config().decision_date)
    assert salary and salary.amount == 2000000
    assert (found.highest_reward_only, found.reward_unit) == (False, 1000)


@pytest.mark.parametrize(
    ("name", "value", "told_so"),
    [
        ("LDTT.worked.month", 5, "có phải là “LDTT.worked.months”?"),
        ("LDTT.registred", False, "có phải là “LDTT.registered”?"),
        ("LDTT.worked.months", "năm", "“months” phải là số nguyên"),
        (
            "LDTT.rating.at_least",
            "Tốt",
            "mục rules.overrides.LDTT.rating.at_least: không có “Tốt”; có phải là “HTT”?",
        ),
        ("CSTDCS.quota.effect", "refus", "có phải là “refuse”?"),
        ("luong", 1, "không có “luong”"),
    ],
)
def test_a_figure_without_a_place_is_refused(name, value, told_so):
    with pytest.raises(ConfigError) as caught:
        law({name: value})
    assert told_so in str(caught.value)


def test_a_named_rule_set_goes_before_the_day():
    found = law({}, law="vn-2017", decision_date="2024-05-25")
    assert found.key == "vn-2017"


def test_a_named_rule_set_judges_a_day_outside_its_time():
    tabs = (registered("A | CSTĐCS"), rated("A | HTXS"), initiatives())
    assert outcome(judged(*tabs), "A", "CSTDCS") == "eligible"
    assert outcome(judged(*tabs, law="vn-2017"), "A", "CSTDCS") == "not_eligible: merit"


# --- the law of an earlier run --------------------------------------------------------------------------------

GOOD = (registered("A | LĐTT"), rated("A | HTT"))


def with_law(results, source):
    """The same cells by a law that was read from this source."""
    law = applied_from(source, results.config)
    return pipeline.compute(results.sheets, results.config, results.today, law=law)


def test_a_law_that_is_given_goes_before_that_of_the_day():
    results = judged(*GOOD, overrides={"LDTT.vote.percent": 60})
    text, key, file = applied_source(results.config)
    strict = (text.replace('at_least = "HTT"', 'at_least = "HTXS"', 1), key, file)
    assert outcome(results, "A", "LDTT") == "eligible"
    assert outcome(with_law(results, strict), "A", "LDTT") == "not_eligible: rating"
    assert with_law(results, (text, key, file)).law == results.law  # the school's figures are in it as well


def test_that_no_law_covered_the_day_goes_before_one_that_does_now():
    results = judged(*GOOD)
    assert outcome(with_law(results, None), "A", "LDTT") == "on_hold: law"
