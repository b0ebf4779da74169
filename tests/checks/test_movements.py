"""The rules on movements: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

from tests.checks.drawn_tabs import tab
from tests.drawn import assert_as_drawn

MOVEMENTS = "Tên phong trào | Bắt đầu"


def test_the_same_movement_twice():
    assert_as_drawn(
        tab(
            "Phong trào",
            MOVEMENTS,
            "Thi đua 20/11 | @2023-11-01",
            "Thi đua 20-11 | @2023-11-01",
            "thi đua  20/11 | @2023-11-10 <- A row-duplicate",
        )
    )
