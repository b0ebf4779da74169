from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.language import Message
from sheets_sync.model import Problem, Where
from sheets_sync.stores import CurrentTabs
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.changes import TabChange, facts, obstacles, plan
from tests.made_up import made_up_config, made_up_results
from tests.stores.memory import MemoryStore

FACTS = {"roster": "60", "months": "2023-09 2023-10", "files": "x"}


def tab(title, *rows):
    return OutputTab(title, tuple(tuple(map(Cell, row)) for row in rows))


def after(*tabs, **changed):
    store = MemoryStore()
    store.write(tabs, {**FACTS, **changed})
    return store.current_tabs()


NOTHING = CurrentTabs({})
OLD = tab("Xếp hạng tháng", ["001", 90], ["002", 80], ["003", 70])


def only(wanted, current):
    return plan([wanted], FACTS, current).tabs[0]


# --- what changes -----------------------------------------------------------------------------------------


def test_without_tabs_all_is_new():
    assert only(OLD, NOTHING) == TabChange("Xếp hạng tháng", "create", added=3)


def test_what_is_there_already_is_unchanged():
    assert only(OLD, after(OLD)).action == "unchanged"


@pytest.mark.parametrize(
    ("rows", "added", "removed", "changed"),
    [
        ([["001", 91], ["002", 80], ["003", 70]], 0, 0, 1),
        ([["000", 95], ["001", 90], ["002", 80], ["003", 70]], 1, 0, 0),
        ([["001", 90]], 0, 2, 0),
        ([["003", 70], ["001", 90], ["002", 80]], 0, 0, 0),
    ],
)
def test_rows_are_counted_wherever_they_stand(rows, added, removed, changed):
    assert only(tab("Xếp hạng tháng", *rows), after(OLD)) == TabChange(
        "Xếp hạng tháng", "update", added, removed, changed
    )


def test_a_tab_that_is_no_longer_wanted_goes():
    assert plan([OLD], FACTS, after(OLD, tab("Xếp hạng lớp", ["6A1"]))).tabs[1] == TabChange(
        "Xếp hạng lớp", "remove", removed=1
    )


def test_new_facts_alone_are_written_too():
    assert plan([OLD], FACTS, after(OLD, roster="61")).changed


cells = st.none() | st.text(max_size=5) | st.integers(0, 9) | st.decimals(0, 9, places=2) | st.dates()


@given(st.lists(st.lists(cells, max_size=3), max_size=4))
def test_a_plan_after_the_write_is_empty(rows):
    wanted = tab("Tổng hợp", *rows)
    assert not plan([wanted], FACTS, after(wanted)).changed


# --- what is refused --------------------------------------------------------------------------------------


def refusals(new=FACTS, current=NOTHING, wanted=(OLD,)):
    return [str(each) for each in plan(wanted, new, current).refusals]


@pytest.mark.parametrize(
    ("old", "new", "refused"), [("60", "0", True), ("60", "30", True), ("60", "31", False), ("1", "1", False)]
)
def test_a_roster_that_is_suddenly_halved_or_empty(old, new, refused):
    assert bool(refusals({**FACTS, "roster": new}, after(OLD, roster=old))) == refused


def test_an_empty_roster_even_the_first_time():
    assert "chưa có ai" in refusals({**FACTS, "roster": "0"})[0]


def test_a_ranked_month_that_would_vanish_is_named():
    assert "9/2023" in refusals({**FACTS, "months": "2023-10"}, after(OLD))[0]


def test_a_month_more_is_no_loss():
    assert refusals({**FACTS, "months": "2023-09 2023-10 2023-11"}, after(OLD)) == []


def test_a_tab_that_is_not_ours():
    current = replace(after(OLD), tabs={**after(OLD).tabs, "Của tôi": (("a",),)})
    assert "Của tôi" in refusals(current=current)[0]


def test_two_outputs_of_one_title():
    assert "cùng tên" in refusals(wanted=(OLD, tab(" xếp hạng  THÁNG")))[0]


def test_nothing_is_refused_without_reason():
    assert refusals(current=after(OLD)) == []


def test_beside_an_obstacle_the_losses_that_follow_from_it_are_not_listed_as_well():
    unread, current = Message("Danh sách chưa đọc được."), after(OLD)
    lost = {**FACTS, "roster": "0", "months": ""}
    assert len(refusals(lost, current)) == 2
    assert [str(each) for each in plan((OLD,), lost, current, [unread]).refusals] == [str(unread)]


# --- obstacles --------------------------------------------------------------------------------------------

SCHOOL = "01 | Trần Văn Ánh | Toán | 92,50"


def found(*wanted, **options):
    return [str(each) for each in obstacles(made_up_results(SCHOOL, 9, **options), wanted)]


@pytest.mark.parametrize("title", ["Danh sách", "tháng 10", "Đăng  ký"])
def test_an_output_upon_a_form(title):
    assert "nhập liệu" in found(tab(title))[0]


def test_an_output_upon_a_form_of_another_name():
    config = made_up_config(tabs={"Danh sách": ["Nhân sự"]})
    assert "Nhân sự" in found(tab("Nhân sự"), config=config)[0]


@pytest.mark.parametrize("title", ["a/b", "'a", "a" * 32])
def test_a_title_that_excel_does_not_take(title):
    assert title in found(tab(title))[0]


def test_a_roster_that_is_not_there():
    problem = Problem("tab-missing", Where("Danh sách"), params={"tab": "Danh sách"})
    assert "Danh sách" in found(problems=(problem,))[0]


def test_a_roster_without_a_column():
    problem = Problem("column-missing", Where("Danh sách"), params={"column": "Họ và tên"})
    assert "Họ và tên" in found(problems=(problem,))[0]


def test_another_tab_without_a_column_is_no_obstacle():
    assert found(OLD, problems=(Problem("column-missing", Where("Đăng ký"), params={"column": "Đợt"}),)) == []


def test_facts_hold_the_roster_and_the_ranked_months():
    known = facts(made_up_results(SCHOOL, 9))
    assert (known["roster"], known["months"]) == ("1", "2023-09")


def test_facts_change_with_the_files_that_links_lead_to():
    one, other = (made_up_config(store={"input": name}) for name in ("a.xlsx", "b.xlsx"))
    assert facts(made_up_results(SCHOOL, 9, config=one)) != facts(made_up_results(SCHOOL, 9, config=other))


def test_a_new_store_has_nothing():
    assert plan([], FACTS, CurrentTabs({}, facts=FACTS)).changed is False


def test_a_tab_of_the_name_that_is_somebodys_own_is_refused():
    [refusal] = plan([OLD], FACTS, CurrentTabs({}, taken=("xếp hạng  THÁNG", "Ghi chú"))).refusals
    assert "xếp hạng  THÁNG" in str(refusal)
