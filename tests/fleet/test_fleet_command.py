"""sheets-sync fleet as somebody of a district calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sheets_sync.cli import cli
from sheets_sync.files.lock import one_at_a_time
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.running.run import Order
from tests.fleet.fleet_schools import SCHOOL, TODAY, district, run_each

pytestmark = pytest.mark.slow  # a cluster, or a minute of somebody's quota


@pytest.fixture
def path(tmp_path) -> Path:
    """Three schools, all of them run once, one without a workbook."""
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "gone": SCHOOL})
    (tmp_path / "gone" / "so-thi-dua.xlsx").unlink()
    run_each(load_fleet(path), Order("sync", TODAY))
    return path


def run(path: Path, *words: str) -> Result:
    asked = ["fleet", *words, "--fleet", str(path), "--lang", "vi", "--today", TODAY.isoformat()]
    return CliRunner().invoke(cli, asked, standalone_mode=False)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_status_tells_of_every_school_and_why_one_failed(path):
    result = run(path, "status")

    assert result.return_value == 1
    assert [line.split("\t")[:3] for line in result.stdout.splitlines()] == [
        ["a", "Trường a", "xong"],
        ["b", "Trường b", "xong"],
        ["gone", "Trường gone", "không xong"],
    ]
    assert "so-thi-dua.xlsx" in result.stdout


def test_status_as_json(path):
    rows = json.loads(run(path, "status", "--json").stdout)["schools"]

    assert [(row["school"], row["state"], row["day"]) for row in rows] == [
        ("a", "done", "2023-11-20"),
        ("b", "done", "2023-11-20"),
        ("gone", "failed", None),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 1), (("--only", "[ab]"), 0), (("--only", "gone"), 4), (("--failed",), 4)],
)
def test_the_exit_code_says_whether_all_some_or_none_succeeded(path, words, code):
    assert run(path, "status", *words).return_value == code


def test_a_pattern_that_nobody_matches_is_told(path):
    result = run(path, "status", "--only", "thpt-*")

    assert "thpt-*" in str(result.exception)
    assert result.exception.exit_code == 2  # type: ignore[union-attr]


def test_none_succeeded_is_no_refusal_even_where_nobody_has_results_yet(tmp_path):
    path = district(tmp_path, {"gone": SCHOOL})
    (tmp_path / "gone" / "so-thi-dua.xlsx").unlink()
    result = run(path, "sync", "--workers", "1", "--json")

    assert result.return_value == 4
    assert lines(result)[-1]["roll_up"]["tabs_written"] == []


def test_a_check_that_goes_well_does_not_make_up_for_a_sync_that_did_not(path, tmp_path):
    copyfile(tmp_path / "a" / "so-thi-dua.xlsx", tmp_path / "gone" / "so-thi-dua.xlsx")
    run_each(load_fleet(path), Order("check", TODAY))

    assert "không xong" in run(path, "status", "--only", "gone").stdout
    [synced, *_] = lines(run(path, "sync", "--failed", "--json", "--workers", "1"))
    assert (synced["school"], synced["state"]) == ("gone", "done")
    assert run(path, "status", "--only", "gone").return_value == 0


def test_again_without_a_failure_runs_nothing_and_says_so(path):
    result = run(path, "sync", "--failed", "--only", "a")

    assert result.return_value == 0
    assert "không có gì để chạy lại" in result.stdout


def test_two_runs_of_a_fleet_do_not_share_a_minute(path):
    with one_at_a_time(path.parent / "fleet-state" / "lock", "fleet sync"):
        result = run(path, "check", "--failed")

    assert result.exception.exit_code == 4  # type: ignore[union-attr]
    assert "fleet sync" in str(result.exception)


def test_a_refused_roll_up_is_told_in_a_line_after_those_of_the_schools(path):
    (path.parent / "tong-hop-don-vi.xlsx").write_text("của ai đó", encoding="utf-8")
    words = ["sync", "--fleet", str(path), "--only", "gone", "--workers", "1", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "fleet", *words], capture_output=True, text=True, check=False
    )

    assert done.returncode == 5
    school, _, refusal = map(json.loads, done.stdout.splitlines())
    assert school["school"] == "gone"
    assert "tong-hop-don-vi.xlsx" in refusal["error"]["messages"][0]
    assert (path.parent / "tong-hop-don-vi.xlsx").read_text(encoding="utf-8") == "của ai đó"


def test_titles_lists_the_proposals_of_all_schools_by_title(path):
    told = json.loads(run(path, "titles", "--json").stdout)
    titles = [row["title"] for row in told["rows"]]

    assert titles == sorted(
        titles, key=["LDTT", "CSTDCS", "CSTDTP", "CSTDTQ", "TTLDTT", "TTLDXS", "GIAYKHEN", "KNC"].index
    )
    assert {row["school"] for row in told["rows"]} <= {"a", "b"}


def test_check_failed_runs_only_what_failed_and_tells_a_line_each(path):
    result = run(path, "check", "--failed", "--json", "--workers", "1")
    school, summary = lines(result)

    assert result.return_value == 4
    assert (school["school"], school["state"], school["action"]) == ("gone", "failed", "check")
    assert summary["summary"]["states"] == {"failed": 1}


def test_sync_and_report_of_a_whole_district(path, tmp_path):
    synced = lines(run(path, "sync", "--json", "--workers", "1"))
    assert synced[-1]["roll_up"]["tabs_written"][0] == "Các trường"

    reported = run(path, "report", "monthly", "--month", "10", "--workers", "1", "--verbose")
    assert reported.return_value == 1, reported.output
    assert len(list((tmp_path / "a" / "bao-cao").glob("*.docx"))) == 1, reported.output
    assert [each.name for each in (tmp_path / "bao-cao-don-vi").iterdir()] == [
        "Tong-hop-dang-ky-thi-dua-2023-2024.docx"
    ]


def test_a_kind_of_paper_that_no_school_knows_is_no_failure_of_the_schools(path):
    result = run(path, "report", "monthli")

    assert result.exception.exit_code == 2  # type: ignore[union-attr]
    assert "monthly" in str(result.exception)
    assert run(path, "status", "--only", "a").return_value == 0


def test_templates_that_one_school_has_spoilt_do_not_keep_the_others_from_their_papers(path, tmp_path):
    (tmp_path / "a" / "mau").mkdir()
    (tmp_path / "a" / "mau" / "monthly.toml").write_text("title = ", encoding="utf-8")
    config = tmp_path / "a" / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8") + '\n[reports]\ntemplates = "mau"\n', encoding="utf-8"
    )
    result = run(path, "report", "monthly", "--month", "10", "--only", "[ab]", "--workers", "1")

    assert "a (Trường a): không xong. monthly.toml" in result.stderr
    assert [each.name for each in (tmp_path / "b" / "bao-cao").glob("*.docx")]


def test_a_broken_school_is_told_on_the_terminal(path):
    result = run(path, "check", "--only", "gone", "--workers", "1")

    assert "gone (Trường gone): không xong. " in result.stderr
    assert "1 trường: không xong 1." in result.stdout


def test_without_the_extra_the_command_says_what_to_install(path):
    program = (
        "import sys; sys.modules['duckdb'] = None\n"  # as if it were not installed
        f"sys.argv = ['sheets-sync', 'fleet', 'check', '--fleet', {str(path)!r}, '--lang', 'vi']\n"
        "from sheets_sync.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "duckdb" in done.stderr
    assert "pip install 'sheets-sync[fleet]'" in done.stderr
