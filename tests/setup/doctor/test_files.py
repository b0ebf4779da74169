"""The doctor on configs and workbooks: everything that needs no Google."""

from __future__ import annotations

import json
import os
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.language import translator
from sheets_sync.rules.output_tabs import OUTPUTS
from sheets_sync.settings.config_file import load_config
from sheets_sync.setup import provision
from sheets_sync.setup.doctor import CHECKS, as_json
from sheets_sync.views import tabs
from tests.made_up import made_up_results
from tests.places import SAMPLES
from tests.setup.doctor.clinic import IN_TERM, SCHOOL, Clinic

TIDY = SAMPLES / "tidy-school" / "so-thi-dua.xlsx"
XLSX = '[store]\ninput = "so-thi-dua.xlsx"\n'


@pytest.fixture
def clinic(tmp_path):
    copyfile(TIDY, tmp_path / "so-thi-dua.xlsx")
    found = Clinic(tmp_path)
    found.config(XLSX)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_healthy_school_hears_only_good(clinic):
    visit = clinic.visit()

    assert visit.not_well == []
    assert visit.exit_code == 0


def test_nothing_is_written(clinic):
    before = contents(clinic.folder)

    clinic.visit()

    assert contents(clinic.folder) == before


# --- the config -----------------------------------------------------------------------------------------------


def test_a_broken_config_is_told_and_the_rest_passed_over(clinic):
    clinic.config('[store]\ninputs = "x"\n')

    visit = clinic.visit()

    assert "inputs" in visit.text("config")
    assert visit.level("rubric") == "warning"
    assert "cấu hình còn hỏng" in visit.text("rubric")
    assert visit.exit_code == 2


def test_a_config_that_is_not_there(tmp_path):
    visit = Clinic(tmp_path).visit()

    assert "config.example.toml" in visit.text("config")
    assert visit.exit_code == 2


def test_last_years_config(clinic):
    visit = clinic.visit(today=date(2024, 8, 1))

    assert visit.not_well == ["year"]
    assert "2023-2024" in visit.text("year")


def test_a_rubric_that_is_not_there(clinic):
    clinic.config(XLSX + '[rules]\nrubric = "ha-noi-3841"\n')

    visit = clinic.visit()

    assert "ha-noi-3814" in visit.text("rubric")
    assert visit.exit_code == 2


@pytest.mark.parametrize(
    ("section", "near"),
    [
        ('[columns]\n"Mã cán bộ" = "Mã GV"\n', ""),
        ('[columns]\n"Hiệu trưởng duyêt" = "HT duyệt"\n', "Hiệu trưởng duyệt"),
    ],
)
def test_names_that_have_no_effect(clinic, section, near):
    clinic.config(XLSX + section)

    visit = clinic.visit()

    assert visit.not_well == ["names"]
    assert near in visit.text("names")


def test_names_that_have_an_effect(clinic):
    clinic.config(
        XLSX + '[columns]\n"ma cb" = "x"\n"MÃ CB" = "Mã GV"\n[store.titles]\n"Xếp hạng tổ" = "Các tổ"\n'
    )

    visit = clinic.visit()

    assert len(visit.of("names")) == 1  # `ma cb` is not how it is spelt


# --- the workbooks --------------------------------------------------------------------------------------------


def test_a_workbook_that_is_not_there(clinic):
    (clinic.folder / "so-thi-dua.xlsx").unlink()

    visit = clinic.visit()

    assert "sheets-sync init" in visit.text("inputs")
    assert visit.exit_code == 4


def test_a_workbook_that_is_none(clinic):
    (clinic.folder / "so-thi-dua.xlsx").write_bytes(b"nothing of the kind")

    assert clinic.visit().level("inputs") == "error"


def test_a_workbook_of_somebody_elses(clinic):
    clinic.config(XLSX + '[tabs]\n"Danh sách" = "x"\n')
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Bảng lương"
    book.save(clinic.folder / "so-thi-dua.xlsx")

    visit = clinic.visit()

    assert visit.level("inputs") == "warning"
    assert "[tabs]" in visit.text("inputs")


def test_what_a_workbook_lacks_of_todays_forms_is_named_and_no_trouble(clinic):
    clinic.config('[store]\ninput = "moi.xlsx"\n')
    [path] = provision.init(load_config(clinic.folder / "config.toml"))
    assert "mới" not in clinic.visit().text("forms")
    with closing(openpyxl.load_workbook(path)) as book:
        del book["Phong trào"]
        book.save(path)

    visit = clinic.visit()

    assert "Tab mới mà sổ này chưa có: “Phong trào”" in visit.text("forms")
    assert visit.level("forms") == "ok"


def test_one_of_several_workbooks_is_missing(clinic):
    clinic.config('[store]\ninput = ["so-thi-dua.xlsx", "so-toan.xlsx"]\n')

    assert [finding.level for finding in clinic.visit().of("inputs")] == ["ok", "error"]


@pytest.mark.parametrize("lock", ["~$tong-hop.xlsx", ".~lock.tong-hop.xlsx#"])
def test_the_summary_is_open_in_excel(clinic, lock):
    (clinic.folder / lock).write_bytes(b"")

    visit = clinic.visit()

    assert lock in visit.text("output")
    assert visit.exit_code == 4


def test_the_summary_is_somebody_elses(clinic):
    copyfile(TIDY, clinic.folder / "tong-hop.xlsx")

    assert clinic.visit().level("output") == "error"


def test_the_summary_would_be_a_staff_workbook(clinic):
    clinic.config(XLSX + 'output = "so-thi-dua.xlsx"\n')

    visit = clinic.visit()
    assert "cũng là [store] input" in visit.text("paths")
    assert visit.exit_code == 2


@pytest.mark.parametrize(
    "key", ['[store]\noutput = "{}/tong-hop.xlsx"\n', '[reports]\noutput = "{}/bao-cao"\n']
)
def test_a_folder_that_is_a_file(clinic, key):
    clinic.config(key.format("so-thi-dua.xlsx"))

    visit = clinic.visit()

    assert visit.not_well == ["output" if "store" in key else "reports"]
    assert visit.exit_code == 4


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(clinic):
    clinic.folder.chmod(0o500)

    assert clinic.visit().level("output") == "error"


@pytest.mark.parametrize(("path", "said"), [("", "Không có LibreOffice"), (None, "Có LibreOffice")])
def test_libreoffice_is_not_needed(clinic, monkeypatch, tmp_path, path, said):
    if path is None:
        (tmp_path / "soffice").write_text("#!/bin/sh\n")
        (tmp_path / "soffice").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))

    visit = clinic.visit()

    assert said in visit.text("libreoffice")
    assert visit.exit_code == 0


# --- what is shown --------------------------------------------------------------------------------------------


def test_a_line_for_each_finding(clinic):
    shown = CliRunner().invoke(
        cli, ["doctor", "--config", str(clinic.folder / "config.toml"), "--today", str(IN_TERM)]
    )

    assert {line[0] for line in shown.output.splitlines()} == {"✓"}


def test_json_has_the_findings_of_the_contract(clinic):
    visit = clinic.visit(today=date(2024, 8, 1))

    found = as_json(visit.findings, translator("vi"))

    assert found["ok"]
    assert json.loads(json.dumps(found)) == found
    assert [set(each) for each in found["findings"]] == [{"check", "level", "message", "remedy"}] * len(
        visit.findings
    )


def test_json_on_the_command_line_ends_with_the_same_exit_code(tmp_path):
    (tmp_path / "config.toml").write_text(SCHOOL, encoding="utf-8")

    shown = CliRunner().invoke(
        cli, ["doctor", "--json", "--config", str(tmp_path / "config.toml")], standalone_mode=False
    )

    assert not json.loads(shown.stdout)["ok"]
    assert shown.return_value == 4


def test_checks_need_only_checks_before_them():
    names = [check.name for check in CHECKS]

    assert all(names.index(need) < at for at, check in enumerate(CHECKS) for need in check.needs)
    assert len(names) == len(set(names))


def test_every_output_tab_is_a_name_that_may_be_changed():
    made = made_up_results("01 | Trần Văn Ánh | Toán | 90", 10)

    assert {tab.title for tab in tabs.output_tabs(made)} <= set(OUTPUTS)


# --- what stands in the workbook ----------------------------------------------------------------------------------


def workbook(clinic, **tabs):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, headers in tabs.items():
        book.create_sheet(title).append(headers)
    book.save(clinic.folder / "so-thi-dua.xlsx")
    book.close()


def test_a_workbook_without_a_roster_and_a_month(clinic):
    workbook(clinic, Sheet1=[])

    visit = clinic.visit()

    assert visit.level("forms") == "error"
    for text in ("“Danh sách”", "“Tháng 9”", "sheets-sync init", "sheets-sync adopt"):
        assert text in visit.text("forms")


def test_a_roster_without_its_columns(clinic):
    workbook(clinic, **{"Danh sách": ["Mã CB", "Họ và tên", "Tổ"], "Tháng 10": ["Mã CB", "Tổ chấm"]})

    told = clinic.visit().text("forms")

    assert "Tab “Danh sách” thiếu cột Nhóm." in told
    assert "Tab “Danh sách” thiếu cột Trạng thái." in told


# --- who hears of a bad night -------------------------------------------------------------------------------------


def test_without_alerts_nobody_hears_of_a_bad_night(clinic):
    clinic.config(XLSX + "[alerts]\n")

    visit = clinic.visit()

    assert visit.not_well == ["alerts"]
    assert "không ai biết" in visit.text("alerts")
    assert visit.exit_code == 0


MAIL = 'mail_to = ["a@truong.example"]\nsmtp = "smtp.example"\nmail_from = "td@truong.example"\n'


@pytest.mark.parametrize(
    ("alerts", "level", "said"),
    [
        ('log = "."\n', "error", "Không ghi được nhật trình"),
        ('ping = "https://hc.example/secret"\n', "ok", "hc.example"),
        (MAIL, "ok", "a@truong.example"),
        (MAIL + 'smtp_user = "td"\n', "warning", "SHEETS_SYNC_SMTP_PASSWORD"),
        (MAIL.replace("a@", "a b@"), "error", "không phải là địa chỉ thư"),
    ],
)
def test_where_alerts_go(clinic, alerts, level, said, monkeypatch):
    monkeypatch.delenv("SHEETS_SYNC_SMTP_PASSWORD", raising=False)
    clinic.config(XLSX + "[alerts]\n" + alerts)

    visit = clinic.visit()

    assert (visit.level("alerts"), "secret" in visit.text("alerts")) == (level, False)
    assert said in visit.text("alerts")


@pytest.mark.parametrize(
    ("alerts", "missing"),
    [('smtp = "x"\n', "mail_from"), ('mail_from = "a@b.example"\n', "smtp"), ("", "smtp")],
)
def test_mail_that_could_never_leave_is_a_mistake_of_the_config(clinic, alerts, missing):
    clinic.config(XLSX + '[alerts]\nmail_to = ["a@truong.example"]\n' + alerts)

    assert f"thiếu “{missing}”" in clinic.visit().text("config")
