"""What changed in the tabs: by person and column, not by address."""

from __future__ import annotations

import pytest

from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.differences import Tabs, cell_changes
from tests.drawn import sheets
from tests.made_up import made_up_config

HEAD = "== Tháng 10\nSTT | Mã CB | Kết quả nhiệm vụ | Hiệu trưởng duyệt\n"


def changes(before, after):
    config = made_up_config()
    tabs = Tabs(config, load_rubric("ha-noi-3814", config.folder))
    return [
        f"{each.where}: {each.before} → {each.after} ({each.owner})"
        for each in cell_changes(sheets(before), sheets(after), tabs)
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(
            HEAD + "1 | TV01 | 65 |", HEAD + "1 | TV01 | 70 |", ["Tháng 10!C2: 65 → 70 (TV01)"], id="a mark"
        ),
        pytest.param(HEAD + "1 | TV01 | 65", HEAD + '1 | TV01 | "65"', [], id="a number typed as text"),
        pytest.param(
            HEAD + "1 | TV01 | 65 |\n2 | TV02 | 60 |",
            HEAD + "1 | TV02 | 60 |\n2 | TV01 | 65 |",
            [],
            id="rows that were sorted",
        ),
        pytest.param(
            HEAD + "1 | TV01 | 65 |",
            "== Tháng 10\nBan thi đua\n\nMã CB | Hiệu trưởng duyệt | Kết quả nhiệm vụ\nTV01 | | 65",
            [],
            id="a title block and columns in another order",
        ),
        pytest.param(
            HEAD + "1 | TV01 | 65 |",
            HEAD + "1 | TV02 | 60 |\n2 | TV01 | 65 |",
            ["Tháng 10!B2: None → TV02 (TV02)", "Tháng 10!C2: None → 60 (TV02)"],
            id="a row that came",
        ),
        pytest.param(
            HEAD + "1 | TV01 | 65 |",
            HEAD,
            ["Tháng 10!B2: TV01 → None (TV01)", "Tháng 10!C2: 65 → None (TV01)"],
            id="a row that went",
        ),
        pytest.param(
            HEAD + "1 | TV01 | 65 |\n2 | TV01 | 66 |",
            HEAD + "1 | TV01 | 65 |\n2 | TV01 | 67 |",
            ["Tháng 10!C3: 66 → 67 (TV01)"],
            id="the second of twins",
        ),
        pytest.param(
            "== Của ai đó\nx | 1\ny | 2\nz | 3",
            "== Của ai đó\nx | 1\nmới | 0\ny | 5\nz | 3",
            [
                "Của ai đó!A2: y → mới ()",
                "Của ai đó!B2: 2 → 0 ()",
                "Của ai đó!A3: None → y ()",
                "Của ai đó!B3: None → 5 ()",
            ],
            id="a tab without a form",
        ),
    ],
)
def test_the_changes(before, after, found):
    assert changes(before, after) == found
