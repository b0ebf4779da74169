"""Whatever stands in a workbook: adopt never fails, and what it has said once it need not say again."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.model import CellError, Sheet, Uncached
from sheets_sync.setup.adopt import look
from sheets_sync.setup.adopt.aliases import with_aliases
from sheets_sync.setup.adopt.likeness import LONGEST, synonyms
from tests.made_up import made_up_config

WORDS = sorted(
    {*synonyms()["columns"], *(name for names in synonyms()["columns"].values() for name in names)}
)
TITLES = sorted({*synonyms()["tabs"], *(name for names in synonyms()["tabs"].values() for name in names)})
header = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=12), st.none())
value = st.one_of(
    st.sampled_from(
        ["CB01", "CB02", "Nguyễn Văn An", "GV", "Đang làm việc", "Toán", "LĐTT", "9", "-", "Tổng cộng"]
    ),
    st.integers(-5, 120),
    st.floats(),
    st.dates(date(2020, 1, 1)),
    st.datetimes(datetime(2023, 1, 1)),
    st.booleans(),
    st.sampled_from([CellError("#REF!"), Uncached("=A1"), "x" * 60_000, '=IMPORTXML("a";"b")', "\x00"]),
    st.text(max_size=20),
    st.none(),
)
title = st.one_of(
    st.sampled_from(TITLES),
    st.sampled_from(["T9", "Tháng 9", "T10", "Danh sách"]),
    st.text(min_size=1, max_size=20),
)
block = st.lists(st.lists(st.text(max_size=20), max_size=2), max_size=3)


@st.composite
def sheet(draw: st.DrawFn) -> Sheet:
    headers = draw(st.lists(header, max_size=8))
    rows = draw(st.lists(st.lists(value, max_size=8), max_size=6))
    return Sheet(
        draw(title), [*draw(block), headers, *rows], draw(st.sampled_from([None, "a.xlsx", "b.xlsx"]))
    )


@settings(max_examples=15)
@given(st.lists(sheet(), max_size=4))
def test_what_was_adopted_need_not_be_adopted_again(sheets: list[Sheet]) -> None:
    config = made_up_config()

    first = look(sheets, config)
    again = look(sheets, with_aliases(config, first.aliases))

    assert again.values == {}
    assert all(len(alias.other) <= LONGEST and not alias.other.startswith("=") for alias in first.aliases)
