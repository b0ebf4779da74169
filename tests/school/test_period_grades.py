"""Terms and years from months: what counts towards a cap although its month has no points."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheets_sync.model import Grade, Month, SchoolYear
from sheets_sync.results.closed_months import ClosedBook
from sheets_sync.results.closing import freeze, settle
from sheets_sync.rules.rubric_file import STOCK_FOLDER
from sheets_sync.school.period_grades import unrated_rows
from sheets_sync.views.explain import explain
from tests.drawn import school_of

YEAR = SchoolYear(2023)
CAPPED = """
[[facts]]
key = "days_away"
header = "Số ngày nghỉ"

[[facts]]
key = "violation"
header = "Vi phạm"
choices = ["Dạy thêm"]

[[caps]]
name = "Nghỉ quá 13 ngày trong học kỳ"
inputs = ["days_away"]
more_than = 13
over = "term"
no_better_than = "C"

[[caps]]
name = "Nghỉ quá 26 ngày trong năm"
inputs = ["days_away"]
more_than = 26
over = "year"
no_better_than = "D"

[[caps]]
name = "Vi phạm trong học kỳ"
inputs = ["violation"]
is = ["Dạy thêm"]
over = "term"
no_better_than = "D"
"""
HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Số ngày nghỉ | Vi phạm"
SEPTEMBER = f"== Tháng 9\n{HEAD}\nTV01 | 20 | 70\n"


@pytest.fixture
def capped(tmp_path) -> dict[str, str]:
    """The stock rubric with facts, and caps over a term and over the year, as the config names it."""
    rubric: Path = tmp_path / "thang.toml"
    stock = (STOCK_FOLDER / "ha-noi-3814.toml").read_text(encoding="utf-8")
    rubric.write_text(stock + CAPPED, encoding="utf-8")
    return {"rubric": str(rubric)}


def rating(results, period) -> str | None:
    return next((row.rating for row in results.ranking(period).rows if row.staff_id == "TV01"), None)


@pytest.mark.parametrize(
    ("rows", "of_term", "of_year"),
    [
        (["TV01 | | | | 13"], "A", "A"),
        (["TV01 | | | | 13,5"], "C", "A"),
        (["TV01 | | | | 27"], "C", "D"),
        (["TV01 | | | | | Dạy thêm"], "D", "A"),
        (["TV01 | x | 60 | | 22"], "C", "A"),  # left out for its error, and the days can be read
        (["TV01 | 20 | | | 22"], "C", "A"),
        (["TV01 | 20 | 70 | | 22"], "C", "A"),  # with points as ever
        (["TV01 | | | | nhiều"], "A", "A"),
        (["TV01 | | | | 22", "TV01 | 20 | 70"], "A", "A"),  # of two rows neither counts
        (["TV02 | | | | 22"], "A", "A"),
    ],
)
def test_a_fact_in_a_month_without_points_counts_towards_the_caps(capped, rows, of_term, of_year):
    october = "\n".join(["== Tháng 10", HEAD, *rows])
    results = school_of(SEPTEMBER + october, rules=capped)
    assert (rating(results, YEAR.term(1)), rating(results, YEAR)) == (of_term, of_year)


def test_the_facts_of_the_other_term_count_for_the_year_alone(capped):
    february = f"== Tháng 2\n{HEAD}\nTV01 | | | | 30\n"
    results = school_of(SEPTEMBER + february, rules=capped)
    assert (rating(results, YEAR.term(1)), rating(results, YEAR)) == ("A", "D")
    assert rating(results, YEAR.term(2)) is None  # a fact is no point


def test_the_months_points_and_the_terms_mean_are_as_they_were(capped):
    october = f"== Tháng 10\n{HEAD}\nTV01 | | | | 22\n"
    results = school_of(SEPTEMBER + october, rules=capped)
    assert results.ranking(YEAR.term(1)).rows[0].points == 9000
    assert "TV01" in results.ranking(Month(2023, 10)).not_rated


def test_what_holds_the_term_back_is_explained(capped):
    october = f"== Tháng 10\n{HEAD}\nTV01 | | | | 22\n"
    term, _ = explain(school_of(SEPTEMBER + october, rules=capped), "TV01").spans
    assert [reason.params["cap"] for reason in term.held_back] == ["Nghỉ quá 13 ngày trong học kỳ"]


def test_the_level_of_the_year_that_titles_look_at_is_capped_too(capped):
    october = f"== Tháng 10\n{HEAD}\nTV01 | | | | 27\n"
    results = school_of(SEPTEMBER + october, rules=capped, today=date(2024, 6, 1))
    assert results.year_levels["TV01"].level == "KHT"


def test_closing_the_month_keeps_its_facts(capped):
    october = f"== Tháng 10\n{HEAD}\nTV01 | | | | 22\nTV02 | 20 | 70\n"
    results = school_of(SEPTEMBER + october, rules=capped)
    book = ClosedBook().closing(freeze(results, Month(2023, 10), date(2023, 11, 5)))
    assert rating(settle(results, book), YEAR.term(1)) == "C"


def test_without_caps_no_rows_are_kept():
    results = school_of("== Tháng 10\nMã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ\nTV01 | x | 5")
    no_grades: dict[Month, dict[str, Grade]] = {}
    assert unrated_rows(results.school.months, no_grades, results.rubric) == {}
