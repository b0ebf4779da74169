"""How high a row is."""

from __future__ import annotations

from sheets_sync.stores.styles import row_height
from sheets_sync.tables import Cell, OutputTab


def test_a_heading_of_many_words_has_a_line_for_each():
    tab = OutputTab("x", (), widths=(7,))
    low, high = (row_height(tab, (Cell(text, "heading"),)) for text in ("Hạng", "Đăng ký muộn hạn"))
    assert high > low


def test_a_gap_is_low():
    tab = OutputTab("x", (), widths=(7,))
    assert row_height(tab, (Cell(None, "gap"),)) < row_height(tab, ())


def test_a_wrapped_text_has_the_room_of_all_the_columns_it_spans():
    tab = OutputTab("x", (), widths=(9,) * 12)
    text = "mười chữ. " * 8  # 80 characters: one line over nine columns, nine lines over one
    assert row_height(tab, (Cell("x", span=3), Cell(text, "wrap", span=9))) == row_height(tab, (Cell("x"),))
    assert row_height(tab, (Cell("x", span=3), Cell(text, "wrap"))) > row_height(tab, (Cell("x"),))
