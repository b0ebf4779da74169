"""The tabs of the year: proposals, registrations, and what else the year brought."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.results.results import Results
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views import tabs
from tests.awards.judged import disciplines, initiatives, judged, rated, registered, roster, teams_registered
from tests.drawn import school_of

SCHOOL = (
    roster("A | Văn", "B | Văn", "C | Toán"),
    registered("A | CSTĐCS", "B | LĐTT"),
    teams_registered("Văn | TTLĐTT"),
    rated("A | HTT", "B | HTNV", " | HTT | Văn"),
    initiatives("A | Công nhận | Trường"),
)


def tab(title: str, results: Results) -> OutputTab:
    return next(each for each in tabs.output_tabs(results) if each.title == title)


def lines(made: OutputTab) -> list[str]:
    return [" | ".join(str(cell.value) for cell in row if cell.value is not None) for row in made.rows]


def cell_with(made: OutputTab, text: str) -> Cell:
    return next(cell for row in made.rows for cell in row if cell.value == text)


# --- Đề xuất danh hiệu ------------------------------------------------------------------------------------


def proposals(*more: str, **rules: object) -> OutputTab:
    return tab("Đề xuất danh hiệu", judged(*SCHOOL, *more, **rules))


def test_the_head_says_which_law_judges():
    assert "Luật Thi đua, khen thưởng 2022" in lines(proposals())[2]


def test_a_title_has_a_heading_with_its_counts():
    assert any(
        line.startswith("Lao động tiên tiến · đủ điều kiện 1, chưa đủ 1 · còn 1 người")
        for line in lines(proposals())
    )


def test_a_name_leads_to_its_conditions():
    made = proposals()
    link = cell_with(made, "Người B").link
    assert link and link.tab == "Đề xuất danh hiệu" and link.row
    row = made.rows[link.row - 1]
    assert [cell.value for cell in row[:3]] == ["B", "Người B", "LĐTT"]


@pytest.mark.parametrize("name", ["Người A", "Người B", "Văn"])
def test_every_name_leads_to_its_own_conditions(name):
    made = proposals()
    links = [cell.link for row in made.rows for cell in row if cell.value == name and cell.style == "link"]
    targets = [made.rows[link.row - 1] for link in links if link and link.row]
    assert targets and all(row[1].value == name for row in targets)


def test_a_condition_leads_to_the_cell_that_shows_it():
    made = proposals()
    link = cell_with(made, "B3").link
    assert str(link) == "Đánh giá năm!B3"


def test_who_is_one_condition_short_is_marked():
    made = proposals()
    assert cell_with(made, "Thiếu một điều kiện").style == "warning"


def test_whoever_waits_is_shown_with_the_reason():
    made = proposals(disciplines("A | Đang xem xét | @2024-05-01"))
    assert cell_with(made, "Chờ xem xét").style == "warning"


def test_the_money_is_added_up():
    made = lines(proposals(overrides={"CSTDCS.quota.percent": 100}))
    at = made.index("Tiền thưởng kèm theo danh hiệu")
    assert made[at + 2].startswith("1 | Lao động tiên tiến | 0,3 | 0 | 540.000 | 0")
    assert made[at + 3].startswith("1 | Chiến sĩ thi đua cơ sở | 1 | 1 | 1.800.000 | 1.800.000")


def test_the_sum_leads_from_the_head_to_how_it_comes_about():
    made = proposals(overrides={"CSTDCS.quota.percent": 100})
    [cell] = made.rows[3]
    assert str(cell.value).startswith("Tiền thưởng nhiều nhất 1.800.000 đồng")
    assert cell.link and made.rows[cell.link.row - 1][0].value == "Tiền thưởng kèm theo danh hiệu"


def test_a_sum_says_how_many_it_is_for_where_the_quota_allows_fewer():
    made = lines(proposals())  # 15 % of one
    assert any("1 người, tỉ lệ cho nhiều nhất 0: số tiền tính cho 0" in line for line in made)


def test_who_is_past_a_quota_is_not_green():
    school = (
        roster("A | Văn", "B | Văn"),
        registered("A | CSTĐCS", "B | CSTĐCS"),
        rated("A | HTXS", "B | HTT"),
        initiatives("A | Công nhận | Trường", "B | Công nhận | Trường"),
    )
    made = tab("Đề xuất danh hiệu", judged(*school, overrides={"CSTDCS.quota.percent": 50}))
    past, *_ = [row for row in made.rows if any("tỉ lệ 50 %" in str(cell.value) for cell in row[5:6])]
    assert [(cell.value, cell.style) for cell in past][4] == ("Đủ điều kiện", "warning")
    assert past[0].value == "B"


def test_the_council_confirms_of_teams_what_concerns_teams():
    school = (
        roster("A | Văn"),
        registered("A | LĐTT"),
        teams_registered("Văn | TTLĐTT"),
        rated("A | HTT", " | HTT | Văn"),
    )
    made = lines(tab("Đề xuất danh hiệu", judged(*school)))
    confirmed = [line for line in made if "Hội đồng còn xác nhận" in line]
    assert [line.partition(",")[0] for line in confirmed] == ["Với mọi người", "Với mọi tổ"]


def test_a_group_with_too_many_excellent_is_reported_in_a_sentence():
    made = lines(tab("Đề xuất danh hiệu", judged(*SCHOOL[:2], rated("A | HTXS"))))
    assert any(line.startswith("Nhóm GV có 1 người ở mức Hoàn thành xuất sắc nhiệm vụ") for line in made)


def test_a_day_without_a_law_says_so():
    assert "Không có bộ luật nào cho ngày quyết định 25/05/2016" in lines(proposals(on="2016-05-25"))[2]


def test_a_school_where_nothing_is_proposed_has_an_empty_tab():
    made = tab("Đề xuất danh hiệu", judged(roster("A | Văn")))
    assert len(made.rows) == 3


# --- Đăng ký tổng hợp ---------------------------------------------------------------------------------------


def registrations(*tabs: str) -> list[str]:
    return lines(tab("Đăng ký tổng hợp", judged(*(tabs or SCHOOL))))


def test_every_column_has_its_width_however_many_titles_there_are():
    """Else the last ones are printed on pages of their own."""
    titles = "LĐTT + CSTĐCS + CSTĐTP + CSTĐTQ + Giấy khen + KNC"
    found = school_of(
        roster("A | Văn"), registered(f"A | {titles}"), teams_registered("Văn | TTLĐTT + TTLĐXS")
    )
    made = tab("Đăng ký tổng hợp", found)
    assert len(made.widths) == max(sum(cell.span for cell in row) for row in made.rows) == 11


def test_counts_by_team_and_title_count_what_is_implied():
    made = registrations()
    at = next(number for number, line in enumerate(made) if line.startswith("Số đăng ký"))
    assert made[at + 1 : at + 5] == [
        "Tổ | LĐTT | CSTĐCS | TTLĐTT",
        "Văn | 2 | 1 | 1",
        "Toán",
        "Cộng | 2 | 1 | 1",
    ]


def test_people_stand_with_the_title_they_wrote():
    made = registrations()
    assert "1 | A | Người A | Văn | Chiến sĩ thi đua cơ sở | Đầu năm | 05/10/2023" in made
    assert "2 | B | Người B | Văn | Lao động tiên tiến | Đầu năm | 05/10/2023" in made


def test_teams_stand_below_people():
    assert "1 | Văn | Tập thể lao động tiên tiến | Đầu năm | 05/10/2023" in registrations()


def test_who_has_not_registered_is_at_the_end():
    made = registrations()
    assert made[made.index("Chưa đăng ký") + 2] == "1 | C | Người C | Toán"


def test_a_late_registration_is_marked():
    late = (*SCHOOL[:1], registered("A | LĐTT").replace("@2023-10-05", "@2023-11-20"))
    made = tab("Đăng ký tổng hợp", judged(*late))
    assert cell_with(made, "20/11/2023, sau hạn").style == "warning"
    assert "1 đăng ký sau hạn 31/10/2023" in lines(made)[2]


def test_two_titles_in_one_cell_and_two_rounds_are_one_person():
    rows = registered("A | LĐTT + CSTĐCS", "A | KNC").replace("Đầu năm | A | KNC", "Bổ sung | A | KNC")
    assert (
        "1 | A | Người A | Văn | Lao động tiên tiến, Chiến sĩ thi đua cơ sở, Kỷ niệm chương “Vì sự nghiệp giáo dục” "
        "| Đầu năm + Bổ sung | 05/10/2023"
    ) in registrations(roster("A | Văn"), rows)


# --- what else the year brought -------------------------------------------------------------------------------

YEAR = """
== Thành tích
Ngày | Nội dung | Mã CB | Loại
@2024-01-05 | Cứu người | TV01 | Đột xuất
== Phong trào
Tên phong trào | Bắt đầu | Kết thúc
Đền ơn đáp nghĩa | @2023-09-01 | @2024-05-31
Hội giảng 20/11 | @2023-10-01 | @2023-11-17
== Người tốt việc tốt
Tháng | Tên bài | Tác giả
3 | Một | TV01
3 | Hai | TV02
== Sáng kiến
Mã SK | Tên sáng kiến | Tác giả | Kết quả
SK1 | Một | TV01 | Chờ xét
"""


def test_the_principals_page_lists_what_else_the_year_brought():
    made = lines(tab("Tổng hợp", school_of(YEAR, today=date(2024, 3, 10))))
    assert "Sáng kiến | 0 đã công nhận, 1 chờ xét, 0 không công nhận" in made
    assert "Thành tích | 1 đột xuất, 0 chuyên đề, 0 thường xuyên" in made
    assert "Phong trào | Đền ơn đáp nghĩa (đến 31/05/2024)" in made
    assert "Người tốt, việc tốt | tháng 3/2024 có 2/3 bài, hạn 15/03/2024" in made


def test_a_school_without_these_tabs_sees_nothing_of_them():
    made = lines(tab("Tổng hợp", school_of(today=date(2024, 3, 10))))
    assert not [line for line in made if line.startswith(("Sáng kiến", "Phong trào", "Thành tích"))]
