from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.points import half_up, hundredths, mean, over_share, points_short, points_text, weighted

WHOLE = st.integers(-(10**12), 10**12)
POINTS = st.integers(-(10**6), 10**6)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (7, 2, 4),  # 3,5
        (10, 3, 3),  # 3,33
        (11, 3, 4),  # 3,67
        (5, 10, 1),  # 0,5
        (4, 10, 0),
        (0, 7, 0),
        (-5, 10, -1),  # away from zero, as ROUND(-0,5; 0) in a sheet
        (-4, 10, 0),
        (-7, 2, -4),
    ],
)
def test_half_up_rounds_a_half_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(WHOLE, st.integers(1, 10**9))
def test_half_up_is_the_nearest_whole_number(numerator: int, denominator: int) -> None:
    distance = half_up(numerator, denominator) - Fraction(numerator, denominator)
    assert abs(distance) <= Fraction(1, 2)
    if abs(distance) == Fraction(1, 2):
        assert (distance > 0) == (numerator > 0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([9250], 9250),
        ([9000, 9100], 9050),
        ([9000, 9000, 9001], 9000),  # 9000,33
        ([9000, 9001], 9001),  # 9000,5
        ([9000, 9001, 9001], 9001),  # 9000,67
        ([0, 0, 0], 0),
    ],
)
def test_mean_is_half_up_to_hundredths(values: list[int], expected: int) -> None:
    assert mean(values) == expected


def test_the_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        mean([])


@given(st.lists(POINTS, min_size=1))
def test_a_mean_lies_between_the_extremes(values: list[int]) -> None:
    assert min(values) <= mean(values) <= max(values)


def test_weights_round_once_at_the_end() -> None:
    # (22,45 + 2 * 23,10) / 3 = 68,65 / 3 = 22,8833…
    assert weighted([2245, 2310], [Fraction(1, 3), Fraction(2, 3)]) == 2288


def test_weights_need_no_common_denominator() -> None:
    # 60 / 2 + 90 / 3 + 30 / 6 = 30 + 30 + 5
    assert weighted([6000, 9000, 3000], [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]) == 6500


@given(POINTS, POINTS)
def test_equal_weights_are_the_mean(first: int, second: int) -> None:
    assert weighted([first, second], [Fraction(1, 2)] * 2) == mean([first, second])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (8, 800),
        (8.5, 850),
        (2.675, 268),  # the float is a little below, its shortest text is not
        (1.005, 101),
        (0.1 + 0.2, 30),
        (92.0, 9200),
        (-0.5, -50),
        (1e300, int(1e300) * 100),
        (Decimal("22.75"), 2275),
        (Decimal("0.005"), 1),
        ("8.50", 850),
        ("0.004", 0),
        ("1e-999999", 0),
    ],
)
def test_hundredths_come_from_the_shortest_text(number: int | float | Decimal | str, expected: int) -> None:
    assert hundredths(number) == expected


@pytest.mark.parametrize("number", ["", "x", "8,5", "nan", "1e999999", float("inf"), float("nan")])
def test_what_is_no_number_of_points_is_refused(number: str | float) -> None:
    with pytest.raises(ValueError):
        hundredths(number)


@given(st.floats(-(10**9), 10**9))
def test_a_float_is_rounded_as_its_shortest_text(number: float) -> None:
    assert hundredths(number) == int(Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)


@pytest.mark.parametrize(
    ("points", "long", "short"),
    [
        (9250, "92,50", "92,5"),
        (9000, "90,00", "90"),
        (9205, "92,05", "92,05"),
        (10000, "100,00", "100"),
        (5, "0,05", "0,05"),
        (0, "0,00", "0"),
        (-50, "-0,50", "-0,5"),
        (-1275, "-12,75", "-12,75"),
    ],
)
def test_points_are_written_with_a_comma(points: int, long: str, short: str) -> None:
    assert (points_text(points), points_short(points)) == (long, short)


@given(POINTS)
def test_points_with_a_point_read_back(points: int) -> None:
    assert hundredths(points_text(points, comma=False)) == points


@pytest.mark.parametrize(
    ("part", "whole", "over"),
    [
        (3, 10, False),
        (4, 10, True),
        (12, 40, False),
        (13, 40, True),
        (1, 3, True),
        (0, 0, False),
        (1, 0, True),
    ],
)
def test_a_share_of_thirty_per_cent(part: int, whole: int, over: bool) -> None:
    assert over_share(part, whole, 30) is over
