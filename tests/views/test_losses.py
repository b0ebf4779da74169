"""What a sync would lose is refused: rows of the roster or a month, ranked months, closed months."""

from __future__ import annotations

import pytest

from sheets_sync.views.changes import facts
from sheets_sync.views.losses import filled_rows, losses_of
from tests.drawn import school_of


def refusals(before, now, shrink=50):
    return [
        str(message) for message in losses_of({"roster": "60", **now}, {"roster": "60", **before}, shrink)
    ]


@pytest.mark.parametrize(
    ("old", "new", "shrink", "refused"),
    [
        (60, 31, 50, False),
        (60, 30, 50, True),
        (60, 43, 30, False),
        (60, 42, 30, True),
        (60, 61, 1, False),
        (2, 1, 50, False),
        (3, 1, 50, True),
    ],
)
def test_a_month_that_lost_its_share_of_rows(old, new, shrink, refused):
    found = refusals({"rows": f"2023-09=60 2023-10={old}"}, {"rows": f"2023-09=60 2023-10={new}"}, shrink)
    assert len(found) == refused
    assert all(
        "Tháng 10/2023" in text and f"{new} dòng" in text and "--allow-shrink" in text for text in found
    )


@pytest.mark.parametrize(("rows", "refused"), [(1, False), (2, False), (3, True), (60, True)])
def test_a_row_typed_into_the_wrong_month_may_be_taken_out_again(rows, refused):
    before = {"months": "2023-09 2024-05", "rows": f"2023-09=60 2024-05={rows}"}
    found = refusals(before, {"months": "2023-09", "rows": "2023-09=60"})
    assert len(found) == refused
    assert all("Tháng 5/2024" in text and "đổi tên" in text for text in found)


def test_a_closed_month_cannot_lose_anything():
    assert refusals({"rows": "2023-10=60"}, {"rows": "2023-10=1", "closed": "2023-10"}) == []


@pytest.mark.parametrize(
    ("old", "new", "refused"), [(60, 31, False), (60, 30, True), (60, 60, False), (2, 1, True)]
)
def test_a_roster_that_lost_its_share(old, new, refused):
    assert bool(refusals({"roster": str(old)}, {"roster": str(new)})) == refused


@pytest.mark.parametrize(
    ("now", "missing"),
    [
        ({"closed": "2023-09 2023-10"}, []),
        ({"closed": "2023-09", "reopened": "2023-10"}, []),
        ({"closed": "2023-09"}, ["Tháng 10/2023 đã chốt"]),
        ({}, ["Tháng 9/2023, 10/2023 đã chốt"]),
    ],
)
def test_a_month_once_closed_is_closed_or_was_opened_again(now, missing):
    found = refusals({"closed": "2023-09 2023-10"}, now)
    assert [text[: len(said)] for text, said in zip(found, missing, strict=True)] == missing


def test_who_says_so_may_lose_rows_and_months_but_not_everybody_and_nothing_closed():
    before = {"roster": "60", "months": "2023-09 2023-10", "rows": "2023-10=60"}
    assert refusals(before, {"roster": "3", "months": "2023-09", "rows": "2023-10=3"}, None) == []
    assert len(refusals(before, {"roster": "0"}, None)) == 1
    assert len(refusals({"closed": "2023-10"}, {}, None)) == 1


@pytest.mark.parametrize("rows", ["", "x", "2023-10", "2023-10=", "2023-10=x =5"])
def test_facts_that_somebody_damaged_refuse_nothing(rows):
    assert refusals({"rows": rows}, {"rows": "2023-10=1"}) == []


def test_rows_are_counted_whether_or_not_they_can_be_ranked():
    results = school_of(
        """
        == Tháng 10
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Ghi chú
        TV01  | 20                      | 60               |
        TV02  | x                       |                  |
        TT01  |                         |                  | xin nộp sau
        """
    )
    assert filled_rows(results) == "2023-10=2"


# --- columns ----------------------------------------------------------------------------------------------------------

APPROVED = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tổ chấm | Hiệu trưởng duyệt
TV01  | 20                      | 60               | 5           | 84      | 85
TV02  | 20                      | 60               | 5           | 84      | 85
TT01  | 20                      | 60               |             | 80      | x
006   | 20                      | 60               |             | 80      |
"""


def sync_after(before, now, shrink=50):
    return [str(message) for message in losses_of(facts(school_of(now)), facts(school_of(before)), shrink)]


@pytest.mark.parametrize(("column", "marks"), [("Hiệu trưởng duyệt", 3), ("Tổ chấm", 4), ("Điểm thưởng", 2)])
def test_an_optional_column_of_another_name_takes_its_marks_along(column, marks):
    [refusal] = sync_after(APPROVED, APPROVED.replace(column, "Cột lạ"))
    assert f"Tháng 10/2023 không còn cột “{column}” (lần trước có {marks} điểm)" in refusal
    assert "[columns]" in refusal and "--allow-shrink" in refusal


def test_who_says_so_may_drop_a_column():
    assert sync_after(APPROVED, APPROVED.replace("Tổ chấm", "Cột lạ"), None) == []


def test_a_column_that_comes_or_was_always_missing_is_no_loss():
    without = APPROVED.replace("Tổ chấm", "Cột lạ")
    assert sync_after(without, APPROVED) == sync_after(without, without) == []


def test_months_without_the_same_column_are_reported_together():
    both = APPROVED + APPROVED.replace("Tháng 10", "Tháng 11")
    [refusal] = sync_after(both, both.replace("Tổ chấm", "Cột lạ"))
    assert "Tháng 10/2023, 11/2023 không còn cột “Tổ chấm” (lần trước có 8 điểm)" in refusal


def test_one_teams_tab_that_lost_a_column_is_enough():
    maths = """
        == Tháng 10 @ to-toan.xlsx
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tổ chấm
        TT01  | 20                      | 60               | 81
        """
    letters = """
        == Tháng 10 @ to-van.xlsx
        Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tổ chấm
        TV01  | 20                      | 60               | 81
        TV02  | 20                      | 60               | 81
        """
    [refusal] = sync_after(maths + letters, maths.replace("Tổ chấm", "Cột lạ") + letters)
    assert "có tab không còn cột “Tổ chấm” (lần trước có 3 điểm, nay còn 2)" in refusal


def test_a_column_that_is_emptied_while_its_rows_stand():
    emptied = APPROVED.replace("84      | 85", "        |   ")
    found = sync_after(APPROVED, emptied)
    assert ["Tháng 10/2023, cột “Tổ chấm” chỉ còn 2 điểm, lần trước có 4" in found[0], len(found)] == [
        True,
        2,
    ]
    assert sync_after(APPROVED, emptied, 80) == []


def test_closed_months_lose_no_column():
    without = facts(school_of(APPROVED.replace("Tổ chấm", "Cột lạ")))
    assert list(losses_of({**without, "closed": "2023-10"}, facts(school_of(APPROVED)), 50)) == []


def test_facts_of_marks_that_somebody_damaged_refuse_nothing():
    for text in ("", "x", "2023-10=", "2023-10=4/x", "=/"):
        before = {"roster": "4", "marks Tổ chấm": text}
        assert list(losses_of({**facts(school_of(APPROVED))}, before, 50)) == []


# --- ids --------------------------------------------------------------------------------------------------------------

WITH_IDS = """
== Danh sách
Mã CB | Họ và tên     | Tổ  | Nhóm | Trạng thái
TV01  | Nguyễn Thị An | Văn | GV   | Đang làm việc
TV02  | Trần Văn Bình | Văn | GV   | Đang làm việc
"""


def test_a_roster_without_its_ids_is_refused():
    without = WITH_IDS.replace("Mã CB", "Số hiệu riêng")
    [refusal] = sync_after(WITH_IDS, without)
    assert "“Danh sách” không còn cột “Mã CB”" in refusal and "--allow-shrink" in refusal
    assert sync_after(WITH_IDS, without, None) == sync_after(without, WITH_IDS) == []
