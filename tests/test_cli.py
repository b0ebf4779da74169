"""The commands as people and programs call them: options, exit codes, languages, JSON, pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest

from tests.places import SAMPLES
from tests.shell import ENGLISH, TODAY, VIETNAMESE, Shell


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A school that no test changes."""
    shell = Shell(tmp_path_factory.mktemp("school"))
    shell.config()
    return shell


# --- options --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        (
            "--config",
            "config.toml",
            "--today",
            "2024-04-10",
            "--lang",
            "en",
            "--json",
            "--quiet",
            "--verbose",
            "ranking",
        ),
        (
            "ranking",
            "--config",
            "config.toml",
            "--today",
            "2024-04-10",
            "--lang",
            "en",
            "--json",
            "--quiet",
            "--verbose",
        ),
        ("--today", "2020-01-01", "--json", "ranking", "--today", "2024-04-10"),
    ],
)
def test_options_stand_before_or_after_the_name_and_the_nearer_one_wins(school, words):
    assert json.loads(school.run(*words).stdout)["period"] == "2024-03"


def test_quiet_says_nothing(school):
    assert school.run("check", "--quiet", *TODAY).stdout == ""


def test_verbose_lists_what_is_only_worth_knowing(school):
    plain, verbose = (school.run("check", *TODAY, *more).stdout for more in ((), ("--verbose",)))
    assert ("lưu ý\t" in plain, "lưu ý\t" in verbose) == (False, True)


@pytest.mark.parametrize("month", ["10", "2023-10", "Tháng 10", "10/2023", "tháng 10"])
def test_months_as_people_write_them(school, month):
    assert school.json("ranking", "--month", month)["period"] == "2023-10"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (("--term", "1"), "2023-2024/1"),
        (("--term", "2"), "2023-2024/2"),
        (("--year",), "2023-2024"),
        (TODAY, "2024-03"),
    ],
)
def test_periods(school, words, period):
    assert school.json("ranking", *words)["period"] == period


def test_the_default_month_is_the_last_one_that_is_over(school):
    assert school.json("ranking", "--today", "2023-11-30")["period"] == "2023-10"


def test_teams_are_ranked_by_their_mean(school):
    document = school.json("ranking", "--by", "team", "--month", "9")
    assert set(document["rows"][0]) == {"rank", "team", "points", "rating", "rated"}


# --- exit codes -----------------------------------------------------------------------------------------------


def test_data_with_errors_is_1(school):
    assert school.run("check", *TODAY).returncode == 1


def test_clean_data_is_0(shell):
    shell.config("clean-school")
    run = shell.run("check", *TODAY)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("ranking", "--month", "13"),
        ("ranking", "--month", "6"),
        ("ranking", "--month", "2022-10"),
        ("ranking", "--month", ""),
        ("ranking", "--month", "9", "--year"),
        ("ranking", "--term", "3"),
        ("ranking", "--by", "class"),
        ("ranking", "--today", "2020-01-01"),
        ("ranking", "--today", "31/12/2023"),
        ("explain",),
        ("explain", "KHÔNG-CÓ"),
        ("check", "--lang", "fr"),
        ("check", "--config", "khác.toml"),
        ("check", "--config", "."),
        ("report", "khác"),
        ("rankin",),
        ("check", "--mistake"),
    ],
)
def test_a_wrong_call_is_2_with_a_message_and_as_json(school, words):
    run = school.run(*words, "--json")
    assert run.returncode == 2 and run.stderr.strip() and "Traceback" not in run.stderr
    error = json.loads(run.stdout)["error"]
    assert error["exit_code"] == 2 and all(error["messages"])


def test_a_wrong_call_prints_nothing_on_standard_output(school):
    assert school.run("ranking", "--month", "13").stdout == ""


def test_a_folder_without_a_config_says_what_to_do(shell):
    run = shell.run("check")
    assert run.returncode == 2 and "config.example.toml" in run.stderr


def test_every_mistake_of_a_config_is_told_at_once(shell):
    shell.config(more='inputt = "a"\nkind = "word"\n')
    run = shell.run("check")
    assert run.returncode == 2 and "inputt" in run.stderr and "word" in run.stderr


def test_a_missing_workbook_is_4(shell):
    shell.config()
    (shell.folder / "sổ thi đua.xlsx").unlink()
    run = shell.run("check")
    assert run.returncode == 4 and "sổ thi đua.xlsx" in run.stderr
    assert json.loads(shell.run("check", "--json").stdout)["error"]["exit_code"] == 4


def test_an_output_that_is_somebody_elses_is_5(shell):
    shell.config()
    copyfile(shell.folder / "sổ thi đua.xlsx", shell.folder / "tong-hop.xlsx")
    before = (shell.folder / "tong-hop.xlsx").read_bytes()
    assert shell.run("sync", *TODAY).returncode == 5
    assert (shell.folder / "tong-hop.xlsx").read_bytes() == before


def test_strict_sync_is_1_and_has_written(shell):
    shell.config()
    run = shell.run("sync", "--strict", "--json", *TODAY)
    assert (run.returncode, json.loads(run.stdout)["changed"]) == (1, True)
    again = shell.json("sync", *TODAY)
    assert (again["changed"], again["tabs_written"]) == (False, [])


# --- what is said ---------------------------------------------------------------------------------------------


def test_check_twice_gives_the_same(school):
    assert school.run("check", "--json", *TODAY).stdout == school.run("check", "--json", *TODAY).stdout


def test_check_writes_nothing(shell):
    shell.config()
    before = {path.name: path.stat().st_mtime_ns for path in shell.folder.iterdir()}
    shell.run("check")
    assert {path.name: path.stat().st_mtime_ns for path in shell.folder.iterdir()} == before


@pytest.mark.parametrize(
    "words", [("check",), ("plan",), ("ranking",), ("explain", "CB001"), ("check", "--verbose")]
)
def test_json_is_alone_on_standard_output(school, words):
    run = school.run(*words, "--json", *TODAY)
    assert json.loads(run.stdout) and run.stderr == ""


def test_a_problem_has_what_the_contract_says(school):
    problem = school.json("check", *TODAY)["problems"][0]
    assert set(problem) >= {"code", "level", "book", "tab", "cell", "value", "staff_id", "message", "remedy"}
    assert problem["book"] is None


def test_an_unknown_id_names_the_likely_one(school):
    assert "CB001" in school.run("explain", "CB01").stderr


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ((), {}, "vi"),
        ((), {"LANG": "C.UTF-8"}, "vi"),
        ((), VIETNAMESE, "vi"),
        ((), ENGLISH, "en"),
        ((), {"LC_ALL": "vi_VN", **ENGLISH}, "vi"),
        (("--lang", "vi"), ENGLISH, "vi"),
        (("--lang", "en"), VIETNAMESE, "en"),
        (("--lang=en",), {}, "en"),
    ],
)
def test_the_language_of_the_terminal(school, words, environment, language):
    from sheets_sync.language import translator

    text = "Xếp hạng một tháng, một học kỳ hoặc cả năm."
    help_text = " ".join(school.run("ranking", *words, "--help", environment=environment).stdout.split())
    assert translator(language)(text) in help_text


def test_no_colours_where_no_terminal_is(school):
    assert "\x1b" not in school.run("check", *TODAY, environment={"FORCE_COLOR": ""}).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "words", [("check", "--verbose"), ("check", "--json", "--verbose"), ("ranking", "--year")]
)
def test_a_pipe_closed_early_is_no_error(school, words):
    with subprocess.Popen(
        [sys.executable, "-m", "sheets_sync", *words, *TODAY],
        cwd=school.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SAMPLES.parent.parent)},
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode in (0, 1)  # 1: the data have errors, and all was written before the pipe closed


# --- help -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("--help",), ("check", "--help"), ("report", "-h"), ("--version",)])
def test_help_needs_no_config_and_nothing_heavy(shell, words):
    run = shell.run(*words, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert run.returncode == 0
    assert not {"pandas", "gspread", "openpyxl", "pydantic", "rich", "docxtpl", "rapidfuzz"} & loaded


def test_check_goes_without_what_only_ranking_and_documents_need(school):
    run = school.run("check", "--json", *TODAY, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert not {"pandas", "gspread", "xlsxwriter", "docxtpl", "rich", "matplotlib"} & loaded


def test_rules_check_tells_what_a_rubric_asks_for(school):
    done = school.run("rules", "check", "25-diem")

    assert done.returncode == 0
    assert "Đi muộn" in done.stdout


def test_rules_check_refuses_a_broken_rubric_with_its_line(school, tmp_path):
    broken = tmp_path / "quy-che.toml"
    broken.write_text('name = "Quy chế"\nratngs = 1\n', encoding="utf-8")

    done = school.run("rules", "check", str(broken))

    assert done.returncode == 2
    assert "quy-che.toml, dòng 2" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_to_a_full_disk_is_not_there_now(school):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "sheets_sync", "check", *TODAY]
        done = subprocess.run(command, cwd=school.folder, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 4


def test_a_refused_plan_is_one_json_document(shell):
    shell.config()
    (shell.folder / "tong-hop.xlsx").write_bytes((shell.folder / "sổ thi đua.xlsx").read_bytes())
    refused = shell.run("plan", *TODAY, "--json")
    (shell.folder / "tong-hop.xlsx").unlink()
    shell.config(more='[store.titles]\n"Tổng hợp" = "Danh sách"\n')

    planned = shell.run("plan", *TODAY, "--json")

    assert (refused.returncode, planned.returncode) == (5, 5)
    assert json.loads(refused.stdout)["error"]["exit_code"] == 5
    assert json.loads(planned.stdout)["refusals"]


def test_without_a_command_the_help_is_shown(shell):
    assert "Usage:" in (shell.run().stdout + shell.run().stderr).replace("Cách dùng:", "Usage:")


def test_a_school_that_has_just_begun_syncs_twice(shell):
    """Two people, no scores yet: what the first run left behind must not stop the second."""
    shell.config()
    (shell.folder / "sổ thi đua.xlsx").unlink()
    shell.run("init")
    import openpyxl

    book = openpyxl.load_workbook(shell.folder / "sổ thi đua.xlsx")
    for row, (staff_id, name) in enumerate((("CB1", "Nguyễn An"), ("CB2", "Trần Bình")), 2):
        for column, value in ((2, staff_id), (3, name), (5, "Toán"), (7, "GV"), (10, "Đang làm việc")):
            book["Danh sách"].cell(row, column).value = value
    book.save(shell.folder / "sổ thi đua.xlsx")

    first = shell.run("sync", "--json", "--today", "2023-09-10")
    second = shell.run("sync", "--json", "--today", "2023-09-10")

    assert (first.returncode, second.returncode) == (0, 0)
    assert (json.loads(first.stdout)["changed"], json.loads(second.stdout)["changed"]) == (True, False)


def test_tabs_that_are_not_read_are_named(shell):
    shell.config()
    import openpyxl

    book = openpyxl.load_workbook(shell.folder / "sổ thi đua.xlsx")
    book["Đăng ký"].title = "ĐK danh hiệu"
    book.save(shell.folder / "sổ thi đua.xlsx")

    assert "ĐK danh hiệu" in shell.run("check", *TODAY).stdout
    assert shell.json("check", *TODAY)["unread_tabs"] == ["ĐK danh hiệu"]


def test_columns_that_are_not_read_are_named_with_their_tabs(shell):
    shell.config("messy-school")

    said = shell.run("check", *TODAY).stdout

    assert "Các cột không đọc: “Minh chứng” (THÁNG  10, Tháng 1)." in said


def test_explain_knows_a_person_by_name_or_id_in_another_case(school):
    by_id = school.json("explain", "CB001", *TODAY)

    assert school.json("explain", "cb001", *TODAY) == by_id
    assert school.json("explain", by_id["name"].upper(), *TODAY) == by_id
