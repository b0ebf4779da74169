"""How cells are read: each reader on a table of what is in the cell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given

from sheets_sync.model import CellError, Month, RawCell, SchoolYear, Uncached
from sheets_sync.text import cells
from sheets_sync.text.cells import BadCell
from sheets_sync.text.vietnamese import fold
from tests.raw_cells import RAW_CELLS

YEAR = SchoolYear(2023)
CHOICES = {fold(choice): choice for choice in ("Đầu năm", "Bổ sung")}
READERS: tuple[Callable[[RawCell], object], ...] = (
    cells.read_text,
    cells.read_number,
    cells.read_count,
    cells.read_date,
    cells.read_school_year,
    lambda raw: cells.read_month(raw, YEAR),
    lambda raw: cells.read_choice(raw, CHOICES),
)


def outcome(read: Callable[[RawCell], object], raw: RawCell) -> object:
    """What a reader gives: a value, or the problem's code and variant."""
    try:
        return read(raw)
    except BadCell as bad:
        return f"{bad.code}/{bad.variant}".rstrip("/")


@given(RAW_CELLS)
def test_any_cell_gives_a_value_or_a_problem(raw: RawCell) -> None:
    for read in READERS:
        with suppress(BadCell):
            read(raw)


@pytest.mark.parametrize("raw", [None, "", " ", "-", " - ", "\u00a0", "\n", "\u200b" * 9])
def test_blank_is_not_zero(raw: RawCell) -> None:
    assert cells.is_blank(raw)
    assert [outcome(read, raw) for read in READERS] == [None] * len(READERS)


@pytest.mark.parametrize(
    "raw", [0, 0.0, False, "0", "--", "–", "=IMPORTXML(1)", CellError("#REF!"), Uncached()]
)
def test_what_is_not_blank(raw: RawCell) -> None:
    assert not cells.is_blank(raw)


@pytest.mark.parametrize(
    ("raw", "problem"), [(CellError("#N/A"), "formula-error"), (Uncached("=A1"), "formula-uncached")]
)
def test_formulas_without_a_result(raw: RawCell, problem: str) -> None:
    assert {outcome(read, raw) for read in READERS} == {problem}


@pytest.mark.parametrize(
    ("raw", "hundredths"),
    [
        (8, 800),
        (8.5, 850),
        (2.675, 268),
        (1.005, 101),
        (8.125, 813),
        ("8,5", 850),
        (" 8.50 ", 850),
        ("8\u00a0", 800),
        ("-0,5", -50),
        ("0,0049", 0),
        ("0.004999999999999999999999999999999999999", 0),
        ("1.234", "not-a-number/thousands"),
        ("8,125", "not-a-number/thousands"),
        ("1.234,5", "not-a-number"),
        ("8,5đ", "not-a-number/meant"),
        ("18 , 5", "not-a-number/meant"),
        ("19,5 Điểm", "not-a-number/meant"),
        ("8,5.", "not-a-number/meant"),
        ("8,125 điểm", "not-a-number"),
        ("8 hoặc 9", "not-a-number"),
        ("8 5", "not-a-number"),
        ("8-9", "not-a-number"),
        ("tám", "not-a-number"),
        ("1e3", "not-a-number"),
        ("٣", "not-a-number"),
        ("//", "not-a-number/ditto"),
        (" NT ", "not-a-number/ditto"),
        ("Như trên", "not-a-number/ditto"),
        (True, "not-a-number"),
        (date(2023, 5, 8), "not-a-number/date"),
        (date(1900, 1, 2), "not-a-number/serial"),
        (time(0), "not-a-number/serial"),
        (time(8, 30), "not-a-number"),
        (float("nan"), "not-a-number"),
        (float("inf"), "not-a-number"),
        (1e308, "not-a-number"),
        (10**30, "not-a-number"),
    ],
)
def test_numbers(raw: RawCell, hundredths: object) -> None:
    assert outcome(cells.read_number, raw) == hundredths


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("18 , 5", "18,5"),
        ("19,5 điểm", "19,5"),
        ("7đ", "7"),
        (datetime(1900, 1, 2, 12), "2,5"),
        (datetime(1900, 1, 2), "2"),
        (date(1900, 1, 6), "6"),
        (time(0), "0"),
        (time(6), "0,25"),
        (date(1900, 2, 27), "58"),
        (date(1900, 2, 28), "59 hoặc 60"),
        (date(1900, 3, 5), "65"),
        (date(2024, 6, 8), "8,6"),
    ],
)
def test_the_number_that_was_meant(raw: RawCell, meant: str) -> None:
    with pytest.raises(BadCell) as bad:
        cells.read_number(raw)
    assert str(bad.value.params.get("meant") or bad.value.params.get("typed")) == meant


@pytest.mark.parametrize(
    ("raw", "count"), [(9, 9), ("9,0", 9), (9.5, "not-a-number/whole"), ("chín", "not-a-number")]
)
def test_counts(raw: RawCell, count: object) -> None:
    assert outcome(cells.read_count, raw) == count


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (date(2023, 9, 5), date(2023, 9, 5)),
        (datetime(2023, 9, 5, 7, 30), date(2023, 9, 5)),
        ("2023-09-05", date(2023, 9, 5)),
        ("5/9/2023", date(2023, 9, 5)),
        ("05-09-2023", date(2023, 9, 5)),
        ("5.9.23", date(2023, 9, 5)),
        (" 5/9/1975\u00a0", date(1975, 9, 5)),
        ("5/9/75", date(1975, 9, 5)),
        ("5/9/69", date(1969, 9, 5)),
        ("5/9/68", date(2068, 9, 5)),
        ("9/13/2023", "not-a-date/no-such-day"),
        ("29/2/2023", "not-a-date/no-such-day"),
        ("5/9-2023", "not-a-date"),
        ("5/9", "not-a-date"),
        ("05092023", "not-a-date"),
        ("5/9/0023", "not-a-date"),
        ("nt", "not-a-date"),
        (45174, "not-a-date/number"),
        (True, "not-a-date"),
        (time(8, 30), "not-a-date"),
    ],
)
def test_dates(raw: RawCell, day: object) -> None:
    assert outcome(cells.read_date, raw) == day


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        (10, Month(2023, 10)),
        (10.0, Month(2023, 10)),
        ("10", Month(2023, 10)),
        ("Tháng 10", Month(2023, 10)),
        ("tháng  09", Month(2023, 9)),
        ("10/2023", Month(2023, 10)),
        ("10-2023", Month(2023, 10)),
        ("2023-10", Month(2023, 10)),
        (date(2023, 10, 31), Month(2023, 10)),
        (1, Month(2024, 1)),
        ("5", Month(2024, 5)),
        ("1/2023", Month(2023, 1)),
        (13, "not-a-month"),
        (0, "not-a-month"),
        (10.5, "not-a-month"),
        (True, "not-a-month"),
        ("mười", "not-a-month"),
        ("10/23", "not-a-month"),
        ("nt", "not-a-month"),
        ("10/9999", "not-a-month"),
        (float("nan"), "not-a-month"),
    ],
)
def test_months(raw: RawCell, month: object) -> None:
    assert outcome(lambda cell: cells.read_month(cell, YEAR), raw) == month


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("2022-2023", SchoolYear(2022)),
        ("2022 – 2023", SchoolYear(2022)),
        ("22-23", SchoolYear(2022)),
        ("2022-2024", "not-a-date/school-year"),
        ("2022-1923", "not-a-date/school-year"),
        ("0000-0001", "not-a-date/school-year"),
        (2022, "not-a-date/school-year"),
    ],
)
def test_school_years(raw: RawCell, year: object) -> None:
    assert outcome(cells.read_school_year, raw) == year


@pytest.mark.parametrize(
    ("raw", "choice"),
    [
        ("Đầu năm", "Đầu năm"),
        (" đầu  NĂM\n", "Đầu năm"),
        ("Đầu năm", "Đầu năm"),
        ("đầu nam", "not-in-list/near"),
        ("giữa", "not-in-list"),
        ("//", "not-in-list"),
        ("nt", "not-in-list"),
        ("§Çu n¨m", "legacy-encoding"),
        (1, "not-in-list"),
        (True, "not-in-list"),
    ],
)
def test_choices(raw: RawCell, choice: object) -> None:
    assert outcome(lambda cell: cells.read_choice(cell, CHOICES), raw) == choice


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" Lê\u00a0 Hoà ", "Lê Hoà"),
        ("hai\ndòng", "hai dòng"),
        (6, "6"),
        (6.0, "6"),
        (6.5, "6.5"),
        (date(2023, 9, 5), "05/09/2023"),
        (datetime(2023, 9, 5, 7, 30), "05/09/2023 07:30"),
        (True, "TRUE"),
        ('=IMPORTXML("http://x")', '=IMPORTXML("http://x")'),
        ("\u200fAn 😀", "An 😀"),
        ("//", "value-missing/ditto"),
        ("nt", "value-missing/ditto"),
        ("c«ng t¸c", "legacy-encoding"),
    ],
)
def test_texts(raw: RawCell, text: object) -> None:
    assert outcome(cells.read_text, raw) == text


@pytest.mark.parametrize(
    ("raw", "seen"),
    [(None, None), (8.0, "8"), (8.5, "8.5"), (CellError("#REF!"), "#REF!"), (1e308, "1e+308")],
)
def test_cells_as_people_see_them(raw: RawCell, seen: str | None) -> None:
    assert cells.shown(raw) == seen
