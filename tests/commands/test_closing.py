"""close, reopen and verify as people call them."""

from __future__ import annotations

import json
from contextlib import closing

import openpyxl
import pytest

from tests.one_month_school import MARKS, ROUNDED, STOCK, TO_THE_DONG, TODAY, own_law, write_school
from tests.shell import Shell

pytestmark = pytest.mark.slow  # many runs, each in a process of its own

CONFIG = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    write_school(tmp_path, MARKS)
    return shell


def points(shell):
    return {row["staff_id"]: row["points"] for row in shell.json("ranking", "--month", "10", *TODAY)["rows"]}


def codes(shell):
    return [
        (p["code"], p["tab"], p["cell"])
        for p in shell.json("check", *TODAY)["problems"]
        if p["code"] != "not-approved"
    ]


def test_a_closed_month_stands_until_it_is_opened_again(shell):
    shell.run("close", "10", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert points(shell)["TV01"] == "80.00"
    assert codes(shell) == [("closed-month-changed", "Tháng 10", "C2")]
    assert shell.run("reopen", "10", "--reason", "nhập nhầm", *TODAY).returncode == 0
    assert (points(shell)["TV01"], codes(shell)) == ("88.00", [])


def test_a_run_that_closed_or_opened_a_month_is_told_with_it(shell):
    for words in (("close", "10"), ("reopen", "10", "--reason", "nhập nhầm")):
        shell.run(*words, *TODAY)
        assert "Tháng chốt hoặc mở lại: 10/2023." in shell.run("show", "last").stdout


def test_closing_tells_whom_the_principal_has_not_approved_and_when_it_was_closed_before(shell):
    _approve_none(shell)
    told = shell.run("close", "10", *TODAY, "--lang", "vi").stdout
    assert "Tháng 10/2023 đã chốt, dấu kết quả" in told
    assert "3 người chưa được Hiệu trưởng duyệt: TV01, TV02, TT01." in told
    again = shell.run("close", "10", "--today", "2023-11-25", "--lang", "vi").stdout
    assert "Tháng 10/2023 đã chốt từ ngày 20/11/2023" in again
    assert "2023-10" not in told + again


def _approve_none(shell):
    """A column for the principal in October, and nothing in it."""
    path = shell.folder / "so-thi-dua.xlsx"
    with closing(openpyxl.load_workbook(path)) as book:
        book["Tháng 10"]["E1"] = "Hiệu trưởng duyệt"
        book.save(path)


def test_a_month_with_errors_closes_only_with_a_reason_and_both_list_them(shell):
    write_school(shell.folder, {**MARKS, "TV01": 75})
    refused = shell.run("close", "10", *TODAY, "--lang", "vi")
    assert refused.returncode == 5
    assert "Tháng 10!C2: điểm 75 vượt mức tối đa 70" in refused.stderr
    assert not (shell.folder / "tong-hop.xlsx").exists()
    assert shell.run("close", "10", "--reason", "  ", *TODAY).returncode == 5
    closed = shell.run("close", "10", "--reason", "thầy An nghỉ", *TODAY, "--lang", "vi")
    assert closed.returncode == 0
    assert "Chốt khi còn 1 lỗi:\n  Tháng 10!C2: điểm 75" in closed.stdout
    assert any("thầy An nghỉ" in row for row in _tab(shell))
    assert shell.json("sync", *TODAY)["changed"] is False


def test_why_and_with_how_many_errors_a_month_was_closed_is_in_the_json(shell):
    done = shell.json("close", "10", *TODAY)
    assert (done["errors"], done["reason"]) == (0, None)
    shell.run("reopen", "10", "--reason", "x", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 75})
    done = shell.json("close", "10", "--reason", "thế", *TODAY)
    assert (done["errors"], done["reason"]) == (1, "thế")


def test_a_sync_carries_the_closed_months_over(shell):
    shell.run("close", "10", *TODAY)
    before = _tab(shell)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    written = shell.json("sync", *TODAY)["tabs_written"]
    assert "Chốt tháng" not in written
    assert "Lỗi dữ liệu" in written
    assert _tab(shell) == before
    assert shell.json("sync", *TODAY)["changed"] is False


def test_why_a_month_was_opened_again_stands_in_the_tab(shell):
    shell.run("close", "10", *TODAY)
    shell.run("reopen", "10", "--reason", "nhập nhầm điểm tổ Văn", *TODAY)
    rows = _tab(shell)
    assert any("nhập nhầm điểm tổ Văn" in row for row in rows)
    assert not any("TV01" in row for row in rows)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("close", "11"), 2),
        (("close", "9"), 2),
        (("close", "13"), 2),
        (("reopen", "10", "--reason", "x"), 2),
        (("reopen", "10"), 2),
        (("reopen", "10", "--reason", "  "), 2),
    ],
)
def test_what_cannot_be_closed_or_opened(shell, words, code):
    assert shell.run(*words, *TODAY).returncode == code
    assert not (shell.folder / "tong-hop.xlsx").exists()


def test_closing_twice_changes_nothing(shell):
    shell.run("close", "10", *TODAY)
    before = _tab(shell)
    assert shell.json("close", "10", *TODAY)["changed"] is False
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert shell.run("close", "10", *TODAY).returncode == 0
    assert (points(shell)["TV01"], _tab(shell)) == ("80.00", before)


def _type_into_closed(shell, staff_id, value):
    path = shell.folder / "tong-hop.xlsx"
    with closing(openpyxl.load_workbook(path)) as book:
        tab = book["Chốt tháng"]
        [row] = [row for row in tab.iter_rows() if row[0].value == staff_id]
        row[-3].value = value
        book.save(path)


def test_a_hand_in_the_tab_is_noticed_undone_by_close_and_believed_by_nobody(shell):
    shell.run("close", "10", *TODAY)
    _type_into_closed(shell, "TV01", 1)
    assert codes(shell) == [("closed-month-changed", "Chốt tháng", "A4")]
    assert points(shell)["TV01"] == "80.00"
    shell.run("close", "10", *TODAY)
    assert codes(shell) == []


def test_a_hand_in_tab_and_cells_is_refused_and_what_stood_stands(shell):
    shell.run("close", "10", *TODAY)
    _type_into_closed(shell, "TV01", 1)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    before = (shell.folder / "tong-hop.xlsx").read_bytes()
    assert shell.run("sync", *TODAY).returncode == 5
    assert (shell.folder / "tong-hop.xlsx").read_bytes() == before


def _delete_rows(shell):
    path = shell.folder / "tong-hop.xlsx"
    with closing(openpyxl.load_workbook(path)) as book:
        book["Chốt tháng"].delete_rows(4, 50)
        book.save(path)


def test_a_closed_month_that_somebody_deletes_from_the_tab_is_refused(shell):
    shell.run("close", "10", *TODAY)
    _delete_rows(shell)
    assert shell.run("sync", *TODAY).returncode == 5
    assert shell.run("reopen", "10", "--reason", "tab bị xoá", *TODAY).returncode == 0
    assert shell.run("sync", *TODAY).returncode == 0


def test_outputs_that_are_gone_altogether_open_no_month(shell):
    shell.run("close", "10", *TODAY)
    before = _tab(shell)
    (shell.folder / "tong-hop.xlsx").unlink()
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert shell.run("sync", *TODAY).returncode == 0
    assert _tab(shell) == before
    assert points(shell)["TV01"] == "80.00"


def test_another_school_with_the_same_journal_closes_nothing(shell):
    shell.run("close", "10", *TODAY)
    (shell.folder / "tong-hop.xlsx").unlink()
    (shell.folder / "config.toml").write_text(CONFIG.replace("Thử", "Khác"), encoding="utf-8")
    shell.run("sync", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert points(shell)["TV01"] == "88.00"


def test_a_tab_that_the_config_renames_is_carried_over(shell):
    shell.run("close", "10", *TODAY)
    (shell.folder / "config.toml").write_text(
        CONFIG + '[store.titles]\n"Chốt tháng" = "Sổ & chốt"\n', encoding="utf-8"
    )
    write_school(shell.folder, {**MARKS, "TV01": 68})
    assert points(shell)["TV01"] == "80.00"
    assert shell.run("sync", *TODAY).returncode == 0
    assert points(shell)["TV01"] == "80.00"


def test_a_month_closes_by_the_date_in_the_config(shell):
    (shell.folder / "config.toml").write_text(CONFIG + "[closing]\nday = 10\n", encoding="utf-8")
    shell.run("sync", "--today", "2023-11-09")
    write_school(shell.folder, {**MARKS, "TV01": 61})
    shell.run("sync", "--today", "2023-11-10")
    write_school(shell.folder, {**MARKS, "TV01": 68})
    shell.run("sync", "--today", "2023-11-11")
    assert points(shell)["TV01"] == "81.00"


def test_a_closing_run_can_be_replayed(shell):
    shell.run("close", "10", *TODAY)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    shell.run("sync", *TODAY)
    runs = [each["run_id"] for each in shell.json("history")["runs"]]
    assert [shell.run("replay", each).returncode for each in runs] == [0, 0]


# --- verify -------------------------------------------------------------------------------------------------------


@pytest.fixture
def document(shell):
    shell.run("report", "monthly", "--month", "10", *TODAY)
    [path] = (shell.folder / "bao-cao").iterdir()
    return path


def verified(shell, claimed):
    done = shell.run("verify", str(claimed), *TODAY, "--json")
    return done.returncode, json.loads(done.stdout)


def test_a_document_is_what_was_computed(shell, document):
    code, found = verified(shell, document)
    run = shell.json("history")["runs"][0]
    assert (code, found["period"], found["edited"], found["current"]) == (0, "2023-10", False, True)
    assert (found["run_id"], found["date"]) == (run["run_id"], run["began"])
    assert verified(shell, found["fingerprint"].lower())[1]["run_id"] == run["run_id"]


def test_a_document_of_other_results_is_told(shell, document):
    write_school(shell.folder, {**MARKS, "TV01": 68})
    code, found = verified(shell, document)
    assert (code, found["edited"], found["current"], found["period"]) == (1, False, False, "2023-10")


def test_an_edited_document_is_called_edited(shell, document):
    from sheets_sync.documents.word_file import pack, parts_of

    parts = parts_of(document.read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace("Nguyễn Thị An".encode(), b"Ai khac")
    document.write_bytes(pack(parts))
    code, found = verified(shell, document)
    assert (code, found["edited"], found["current"]) == (1, True, True)


def test_without_the_journal_the_results_of_today_are_compared(shell, document):
    mark = verified(shell, document)[1]["fingerprint"]
    (shell.folder / "nhat-ky.sqlite").unlink()
    code, found = verified(shell, mark)
    assert (code, found["run_id"], found["period"], found["current"]) == (0, None, "2023-10", True)


CHANGED = {
    "vi": "Luật hay con số của luật đã đổi từ lần chạy ấy",
    "en": "The law or its figures have changed since that run",
}


def test_a_paper_is_verified_by_the_law_recorded_with_its_run(shell):
    own_law(shell, STOCK)
    shell.run("report", "monthly", "--month", "10", *TODAY)
    [path] = (shell.folder / "bao-cao").iterdir()
    code, found = verified(shell, path)
    assert (code, found["current"], found["law"]) == (0, True, {"key": "luat", "current": True})
    (shell.folder / "luat.toml").unlink()
    code, found = verified(shell, path)
    assert (code, found["current"], found["law"]) == (0, True, {"key": "luat", "current": False})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_that_the_law_has_changed_since_a_paper_is_told(shell, language):
    own_law(shell, STOCK)
    shell.run("report", "monthly", "--month", "10", *TODAY)
    [path] = (shell.folder / "bao-cao").iterdir()
    words = ("verify", str(path), *TODAY, "--lang", language)
    assert CHANGED[language] not in shell.run(*words).stdout
    own_law(shell, STOCK.replace(ROUNDED, TO_THE_DONG))
    assert CHANGED[language] in shell.run(*words).stdout


@pytest.mark.parametrize("claimed", ["0000-0000-0000", "so-thi-dua.xlsx", "nowhere.docx"])
def test_what_nobody_computed_is_not_verified(shell, document, claimed):
    assert shell.run("verify", claimed, *TODAY).returncode in (1, 2)


def _tab(shell):
    with closing(openpyxl.load_workbook(shell.folder / "tong-hop.xlsx")) as book:
        return list(book["Chốt tháng"].iter_rows(values_only=True))
