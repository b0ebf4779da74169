"""An override is shown as one wherever its points stand: rankings, tabs, the person's story, the journal."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.language import translator
from sheets_sync.model import Month
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.views import as_json, tabs
from sheets_sync.views.explain import explain
from tests.drawn import school_of

OCTOBER = Month(2023, 10)


@pytest.fixture(scope="module")
def results():
    return school_of(
        """
        == Tháng 10
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Hiệu trưởng duyệt
        TV01  | 20                      | 60               | 80
        TV02  | 20                      | 65               |
        == Điều chỉnh
        Mã CB | Tháng | Điểm | Lý do          | Người đề nghị | Người duyệt
        TV01  | 10    | 95   | giải cấp quận  | TV02          | TT01
        TT01  | 10    | 70   | đi công tác    | TV02          | TV01
        """,
        today=date(2023, 11, 20),
    )


def rows_of(results, title):
    tab = next(tab for tab in tabs.output_tabs(results) if tab.title == title)
    return [tuple(value for value in row if value is not None) for row in tab.values()]


def test_in_the_ranking(results):
    rows = as_json.ranking_json(results.ranking(OCTOBER))["rows"]
    assert [(row["staff_id"], row["points"], row["decided_by"]) for row in rows] == [
        ("TV01", "95.00", "override"),
        ("TV02", "85.00", "self"),
        ("TT01", "70.00", "override"),
    ]


def test_in_the_tab_of_the_months(results):
    decided = {row[3]: row[8] for row in rows_of(results, "Xếp hạng tháng") if len(row) > 8}
    assert (decided["TV01"], decided["TT01"], decided["TV02"]) == (
        "Điều chỉnh",
        "Điều chỉnh",
        "Tổng các tiêu chí",
    )


def test_in_the_tab_of_the_year(results):
    [note] = [row[0] for row in rows_of(results, "Xếp loại năm") if "điều chỉnh" in str(row[0])]
    assert note.endswith("Điểm do điều chỉnh: TV01 (10/2023), TT01 (10/2023).")


def test_in_the_persons_story_with_the_cell_that_decided(results):
    story = as_json.story_json(explain(results, "TV01"), translator("vi"))
    [month] = [month for month in story["months"] if month["period"] == "2023-10"]
    decided = [(cell["tab"], cell["cell"], cell["value"]) for cell in month["cells"] if cell["decided"]]
    assert (month["decided_by"], decided) == ("override", [("Điều chỉnh", "C2", "95")])


def test_for_the_documents(results):
    standings = MonthFigures(results, OCTOBER).ranked_people
    assert [row.staff_id for row in standings if row.decided_by == "override"] == ["TV01", "TT01"]
