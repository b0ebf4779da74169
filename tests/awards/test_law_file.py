"""Rule sets as they are read: the stock ones are whole, and every mistake of a school's own is reported with its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sheets_sync.awards.law_file import (
    STOCK_FOLDER,
    law_on,
    load_law,
    read_law,
    stock_law,
    stock_laws,
)
from sheets_sync.errors import ConfigError
from sheets_sync.rules.titles import ALL_TITLES
from tests.awards.least_law import LEAST


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_law(text, "thu", "thu.toml")
    return [str(message) for message in caught.value.messages]


def test_a_rating_is_no_measure():
    [mistake] = mistakes(LEAST.replace('at_least = "HTT"', 'at_least = "Cảnh cáo"'))
    assert "Cảnh cáo" in mistake and "HTT" in mistake


@pytest.mark.parametrize("name", stock_laws())
def test_a_stock_rule_set_knows_every_title(name):
    law = stock_law(name)
    assert {rule.title for rule in law.rules} == set(ALL_TITLES) == set(law.authorities)


@pytest.mark.parametrize("name", stock_laws())
def test_every_stock_rule_has_a_source_and_says_how_well_it_is_known(name):
    law = stock_law(name)
    assert all(rule.source and rule.confidence and rule.valid_from <= rule.valid_to for rule in law.rules)
    assert all(law.valid_from <= rule.valid_from and rule.valid_to <= law.valid_to for rule in law.rules)


@pytest.mark.parametrize("name", stock_laws())
def test_no_title_has_two_conditions_of_one_name(name):
    names = [(rule.title, rule.name) for rule in stock_law(name).rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", stock_laws())
def test_what_is_unsure_has_its_comment_in_the_file(name):
    """Nobody reads `confidence` who opens the file in an editor: whatever is unsure says so in words as well."""
    text = (STOCK_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert "CHƯA CHẮC" in text or "chưa đối chiếu" in text


KNOWN = """
law     | title   | rule        | confidence
vn-2022 | LDTT    | at-school   | text
vn-2022 | LDTT    | registered  | unsure
vn-2022 | LDTT    | worked      | text
vn-2022 | LDTT    | absence     | text
vn-2022 | LDTT    | discipline  | text
vn-2022 | LDTT    | pending     | text
vn-2022 | LDTT    | vote        | unsure
vn-2022 | CSTDCS  | lower-title | text
vn-2022 | CSTDCS  | merit       | text
vn-2022 | CSTDCS  | vote        | text
vn-2022 | CSTDTP  | vote        | unsure
vn-2022 | CSTDTP  | upper-vote  | text
vn-2022 | CSTDTQ  | upper-vote  | text
vn-2022 | KNC     | pending     | text
vn-2017 | LDTT    | at-school   | secondary
vn-2017 | LDTT    | discipline  | secondary
vn-2017 | LDTT    | rating      | text
vn-2017 | LDTT    | worked      | text
vn-2017 | CSTDCS  | vote        | unsure
vn-2017 | CSTDTP  | vote        | unsure
vn-2017 | CSTDTP  | upper-vote  | text
vn-2017 | KNC     | sector-years | secondary
"""


@pytest.mark.parametrize("line", KNOWN.strip().splitlines()[1:])
def test_how_well_a_rule_is_known(line):
    law, title, name, confidence = (cell.strip() for cell in line.split("|"))
    [found] = [rule for rule in stock_law(law).rules if (rule.title, rule.name) == (title, name)]
    assert found.confidence == confidence


@pytest.mark.parametrize(("law", "unsure"), [("vn-2017", {"CSTDTP", "CSTDTQ", "TTLDXS"}), ("vn-2022", set())])
def test_how_well_a_coefficient_is_known(law, unsure):
    found = {reward.title: reward.confidence for reward in stock_law(law).rewards}
    assert found == {title: "unsure" if title in unsure else "text" for title in found}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2017-09-30", None),
        ("2017-10-01", "vn-2017"),
        ("2023-12-31", "vn-2017"),
        ("2024-01-01", "vn-2022"),
        ("2025-06-30", "vn-2022"),
        ("2025-07-01", None),
    ],
)
def test_the_day_of_the_decision_picks_the_law(day, name):
    found = law_on(date.fromisoformat(day))
    assert (found.key if found else None) == name


def test_no_day_has_two_laws():
    days = [date(2017, 1, 1) + timedelta(days=number) for number in range(3650)]
    assert all(sum(stock_law(name).covers(day) for name in stock_laws()) <= 1 for day in days)


def test_a_schools_own_rule_set_lies_beside_its_config(tmp_path):
    (tmp_path / "luat.toml").write_text(LEAST, encoding="utf-8")
    law = load_law("luat.toml", tmp_path)
    assert (law.name, law.key, len(law.rules)) == ("Luật thử", "luat", 1)


def test_an_unknown_name_suggests_the_nearest(tmp_path):
    with pytest.raises(ConfigError, match="không có bộ luật “vn-2023”; có phải là “vn-20"):
        load_law("vn-2023", tmp_path)


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('rule = "rating"', 'rule = "ratng"', "thu.toml, dòng 4: không có “ratng”; có phải là “rating”?"),
        ('at_least = "HTT"', 'at_least = "Tốt"', "thu.toml, dòng 6: không có “Tốt”; có phải là “HTT”?"),
        ('at_least = "HTT"\n', "", "thu.toml, dòng 3: thiếu mục “at_least”; hãy ghi thêm"),
        (
            'at_least = "HTT"',
            'at_least = "HTT"\npercent = 3',
            "điều kiện “rating” không có con số “percent”; có: at_least",
        ),
        ('titles = ["LDTT"]', 'titles = ["LĐTT"]', "thu.toml, dòng 5: không có “LĐTT”"),
        ('source = "Điều 1"\n', "", "thiếu mục “source”"),
        ('confidence = "text"', 'confidence = "sure"', "có phải là “unsure”?"),
        ("valid_from = 2024-01-01", 'valid_from = "đầu năm"', "dòng 2: “valid_from” phải là một ngày"),
        ('rule = "rating"', 'rule = "members-share"', "điều kiện “members-share” không dùng được cho LDTT"),
    ],
)
def test_every_mistake_is_reported_with_its_line(wrong, right, message):
    assert any(message in line for line in mistakes(LEAST.replace(wrong, right))), mistakes(
        LEAST.replace(wrong, right)
    )


@pytest.mark.parametrize(
    ("money", "message"),
    [
        ("round_up_to = 0", "thu.toml, dòng 12: “round_up_to” phải là số nguyên từ 1 đến"),
        ('round_up_to = "chục nghìn"', "“round_up_to” phải là số nguyên từ 1 đến"),
        ('unsure = ["LDT"]', "thu.toml, dòng 12: không có “LDT”; có phải là “LDTT”?"),
        ("[rewards.years]\nLDTT = 0", "thu.toml, dòng 13: “LDTT” phải là số nguyên từ 1 đến 50"),
        ("[rewards.years]\nCSTD = 3", "thu.toml, dòng 13: không có mục “CSTD”"),
        ("years = 3", "“years” phải là một bảng: [years]"),
    ],
)
def test_a_mistake_about_money_is_reported_with_its_line(money, message):
    text = f'{LEAST}[rewards]\nsource = "Điều 2"\nconfidence = "text"\n{money}\n'
    assert any(message in line for line in mistakes(text)), mistakes(text)


def test_what_a_rule_set_leaves_out_about_money():
    law = read_law(
        f'{LEAST}[rewards]\nsource = "Điều 2"\nconfidence = "text"\nLDTT = 0.3\n', "thu", "thu.toml"
    )
    [reward] = law.rewards
    assert (law.reward_unit, law.highest_reward_only, reward.years, reward.confidence) == (1, True, 1, "text")
