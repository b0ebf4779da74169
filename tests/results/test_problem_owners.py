"""Whose a problem is to mend: by its id, else by what its row very likely means."""

from __future__ import annotations

from sheets_sync.results.problem_owners import Owner, ProblemOwners
from sheets_sync.views import tabs
from sheets_sync.views.explain import explain
from tests.drawn import school_of

SCHOOL = school_of(
    """
    == Tháng 10
    Mã CB | Họ và tên     | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng
    TV99  | Trần Văn Bình | 21                      | 60               |
    TV01  | Nguyễn Thị An | 20                      | 60               |
    TV01  | Lê Thị Hoà    | 20                      | 60               | 11
    XXXX  | Vô Danh       | x                       | 60               |
    == Sáng kiến
    Mã SK | Tên sáng kiến | Tác giả    | Kết quả
    SK1   | a             | 006; TT01  | Công nhận
    SK2   | b             | 006; TV0   | Được
    SK3   | c             | TV01, TV02 | Công nhận
    """
)


def owners():
    owners = ProblemOwners(SCHOOL)
    return {
        f"{each.where.tab}!{each.where.cell} {each.code}": owners.of(each)
        for each in SCHOOL.problems
        if each.where.cell
    }


def test_every_problem_of_a_row_with_a_wrong_id_is_its_likely_owners():
    found = owners()
    assert found["Tháng 10!A2 staff-unknown"] == Owner("TV02", sure=False)
    assert found["Tháng 10!C2 out-of-range"] == Owner("TV02", sure=False)


def test_a_row_with_anothers_id_belongs_to_the_name_in_it():
    found = owners()
    assert found["Tháng 10!A3 score-duplicate"] == Owner("TV01")
    assert {found[f"Tháng 10!{each}"] for each in ("A4 score-duplicate", "E4 out-of-range")} == {
        Owner("TT01", sure=False)
    }


def test_an_initiative_is_its_first_known_authors():
    found = owners()
    assert found["Sáng kiến!C3 staff-unknown"] == Owner("006", sure=False)
    assert found["Sáng kiến!D3 not-in-list"] == Owner("006", sure=False)
    assert found["Sáng kiến!C4 staff-unknown"] == Owner("TV01", sure=False)
    [decision] = [each for each in SCHOOL.problems if each.params.get("code") == "SK1"]
    assert (decision.code, decision.staff_id) == ("decision-missing", None)


def test_an_unknown_owner_is_nobody():
    assert owners()["Tháng 10!C5 not-a-number"] is None


def test_the_list_has_them_under_that_person_with_a_question_mark():
    [made] = [each for each in tabs.output_tabs(SCHOOL) if each.title == "Lỗi dữ liệu"]
    listed = [row[:2] + row[4:5] for row in made.values()[4:]]
    assert ("Trần Văn Bình", "TV02 ?", "A2") in listed
    assert ("Lê Thị Hoà", "TT01 ?", "A4") in listed
    assert ("Nguyễn Thị An", "TV01", "A3") in listed
    assert ("Chung", None, "C5") in listed


def test_the_story_of_that_person_has_them_too():
    assert {each.where.cell for each in explain(SCHOOL, "TT01").problems} >= {"A4", "E4"}
    assert {each.where.cell for each in explain(SCHOOL, "TV02").problems} >= {"A2", "C2"}
