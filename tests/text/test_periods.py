"""People write a period in many ways; what is none is never guessed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.model import Month, SchoolYear
from sheets_sync.text.cells import BadCell
from sheets_sync.text.periods import read_period

YEAR = SchoolYear(2023)
WRITTEN = """
10                           | 2023-10
10/2023                      | 2023-10
10-2023                      | 2023-10
10.2023                      | 2023-10
2023-10                      | 2023-10
Tháng 10                     | 2023-10
tháng 10/2023                | 2023-10
Tháng 10 năm 2023            | 2023-10
T10                          | 2023-10
Tháng 10 (2023-2024)         | 2023-10
01/10/2023                   | 2023-10
2023-10-01                   | 2023-10
3                            | 2024-03
3/2023                       | 2023-03
HK1                          | 2023-2024/1
HKI                          | 2023-2024/1
HK II                        | 2023-2024/2
Học kỳ 1                     | 2023-2024/1
Học kì 2                     | 2023-2024/2
Học kỳ I năm học 2022-2023   | 2022-2023/1
HK1 (2023-2024)              | 2023-2024/1
2023-2024/1                  | 2023-2024/1
2023-2024                    | 2023-2024
2023 – 2024                  | 2023-2024
23-24                        | 2023-2024
Năm học 2023-2024            | 2023-2024
NH 2022-2023                 | 2022-2023
Cả năm                       | 2023-2024
Cả năm học 2023-2024         | 2023-2024
"""


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines())
def test_the_ways_of_writing_a_period(line):
    written, _, meant = line.partition("|")
    assert str(read_period(written.strip(), YEAR)) == meant.strip()


@pytest.mark.parametrize(
    "text",
    ["2024", "13", "0/2023", "13/2023", "HK3", "2023-2025", "22-23", "Quý 3", "10, 11", "đợt 1", "???"],
)
def test_what_names_no_period_is_no_guess(text):
    with pytest.raises(BadCell):
        read_period(text, YEAR)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_blank_names_none(text):
    assert read_period(text, YEAR) is None


def test_a_bare_number_is_a_term_where_terms_are_meant():
    assert read_period("1", YEAR, bare="term") == YEAR.term(1)
    assert read_period("1", YEAR) == Month(2024, 1)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_none(text):
    with contextlib.suppress(BadCell):
        assert read_period(text, YEAR) is None or text.strip()


@given(st.integers(2000, 2090), st.integers(1, 12))
def test_what_json_says_is_read_back(start, number):
    year = SchoolYear(start)
    for period in (year.month(number), year, year.term(1), year.term(2)):
        assert read_period(str(period), YEAR) == period
