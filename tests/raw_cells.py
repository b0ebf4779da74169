"""Anything that a cell may hold, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from sheets_sync.model import CellError, Uncached

RAW_CELLS = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.sampled_from([CellError("#REF!"), Uncached(), "x" * 50_000, "1" * 50_000, "é" * 50_000, 1e308]),
    st.from_regex(r"[-+]?[0-9]{1,20}[.,/-]?[0-9]{0,40}", fullmatch=True),
)
