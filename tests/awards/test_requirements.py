"""What the rules ask, in words, whoever is looked at."""

from __future__ import annotations

import pytest

from sheets_sync.awards.law_file import stock_law, stock_laws
from sheets_sync.awards.requirements import requirements
from tests.drawn import school_of

ROSTER = """
== Danh sách
Mã CB | Họ và tên | Tổ | Nhóm | Trạng thái
TV01  | Nguyễn Thị An | Văn | GV | Đang làm việc
"""


def words(law: str) -> dict[str, str]:
    review = school_of(ROSTER).review
    found = requirements(review.config, review.rubric, stock_law(law))
    return {f"{title}.{rule}": str(said) for (title, rule), said in found.items()}


@pytest.mark.parametrize("law", stock_laws())
def test_every_rule_in_force_is_put_into_words(law):
    review, said = school_of(ROSTER).review, words(law)
    day = stock_law(law).day_within(review.day)
    in_force = [f"{rule.title}.{rule.name}" for rule in stock_law(law).rules if rule.in_force(day)]
    assert [name for name in in_force if not said.get(name)] == []


@pytest.mark.parametrize(
    ("rule", "asks"),
    [
        ("LDTT.worked", "làm việc trong năm từ 6 tháng trở lên"),
        ("TTLDTT.members-share", "từ 70 % cá nhân trở lên đạt Lao động tiên tiến"),
        ("GIAYKHEN.discipline", "không bị kỷ luật trong năm"),
    ],
    ids=["of persons", "of teams", "of both, for persons only"],
)
def test_the_words_name_the_figures(rule, asks):
    assert words("vn-2022")[rule] == asks
