"""The register `Văn bản` names its papers as people do."""

from __future__ import annotations

import pytest

from sheets_sync.model import Paper, Place, SchoolYear
from sheets_sync.rules.paper_kinds import NAMES, paper_period, read_kind
from sheets_sync.text.vietnamese import fold

YEAR = SchoolYear(2023)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("registration", "registration"),
        ("Đăng ký thi đua", "registration"),
        ("BÁO CÁO THI ĐUA THÁNG", "monthly"),
        ("Tờ trình", "proposal"),
        ("Quyết  định", "decision"),
        ("Quyết định kiện toàn", "board"),
        ("Công văn", None),
        (None, None),
    ],
)
def test_a_kind_by_its_key_or_a_usual_name(written, kind):
    assert read_kind(written) == kind


def test_no_name_is_that_of_two_kinds():
    names = [fold(name) for kind, names in NAMES.items() for name in (kind, *names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("kind", "period"), [("Sơ kết", YEAR.term(1)), ("monthly", YEAR.month(1))])
def test_a_bare_1_is_a_term_for_papers_of_terms_alone(kind, period):
    assert paper_period(Paper(Place("Văn bản", None, 2, {}), kind, "1", *[None] * 5), YEAR) == period
