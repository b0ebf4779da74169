"""A day of decision that no rule set covers: five places say so in one sentence, with what to do."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.one_month_school import MARKS, TODAY, write_school
from tests.shell import Shell

pytestmark = pytest.mark.slow  # many runs, each in a process of its own

COVERED, NOT_COVERED = "2024-05-25", "2026-05-25"
SENTENCES = {
    "vi": (
        "Không có bộ luật nào cho ngày quyết định 25/05/2026, nên mọi danh hiệu đều phải chờ: nhờ người lo máy tính "
        "xem lại [rules] decision_date, law trong config.toml, cài bản mới hơn của chương trình, hoặc viết một bộ "
        "luật riêng (sheets-sync rules check)."
    ),
    "en": (
        "No rule set covers a decision of 25/05/2026, so every title has to wait: have whoever looks after the "
        "computer review [rules] decision_date and law in config.toml, install a newer version of the program, or "
        "write a rule set of your own (sheets-sync rules check)."
    ),
}
BEGINNINGS = re.compile("Không có bộ luật nào|No rule set covers")
LANGUAGES = pytest.mark.parametrize("language", SENTENCES)


def school(folder: Path, language: str = "vi", day: str = NOT_COVERED, more: str = "") -> Shell:
    text = (
        f'language = "{language}"\n[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n'
        f'[journal]\npath = "nhat-ky.sqlite"\n[rules]\ndecision_date = "{day}"\n{more}'
    )
    (folder / "config.toml").write_text(text, encoding="utf-8")
    write_school(folder, MARKS)
    return Shell(folder)


def outcome(shell: Shell, *words: str) -> str:
    """What a command prints, without line breaks."""
    done = shell.run(*words, *TODAY)
    return " ".join((done.stdout + done.stderr).split())


def page(shell: Shell, title: str = "Tổng hợp") -> list[str]:
    """The texts on an output tab."""
    shell.run("sync", *TODAY)
    with closing(openpyxl.load_workbook(shell.folder / "tong-hop.xlsx")) as book:
        return [
            str(cell) for row in book[title].iter_rows(values_only=True) for cell in row if cell is not None
        ]


@LANGUAGES
@pytest.mark.parametrize("command", ["doctor", "check", "plan", "titles", "sync"])
def test_a_command_says_it_once(tmp_path, command, language):
    said = outcome(school(tmp_path, language), command)
    assert said.count(SENTENCES[language]) == 1
    assert len(BEGINNINGS.findall(said)) == 1


@LANGUAGES
def test_the_principals_page_says_it(tmp_path, language):
    found = [text for text in page(school(tmp_path, language)) if BEGINNINGS.search(text)]
    assert found == [f"⚠ {SENTENCES[language]}"]


@LANGUAGES
def test_the_tab_of_titles_says_it(tmp_path, language):
    assert SENTENCES[language] in page(school(tmp_path, language), "Đề xuất danh hiệu")


@LANGUAGES
@pytest.mark.parametrize("command", ["check", "plan", "titles"])
def test_json_has_it_among_the_notices(tmp_path, command, language):
    found = school(tmp_path, language).json(command, *TODAY)
    assert found["notices"] == [SENTENCES[language]]


def test_the_doctor_doubts_and_names_the_rule_sets_at_hand(tmp_path):
    findings = school(tmp_path).json("doctor", *TODAY)["findings"]
    [found] = [each for each in findings if each["check"] == "law"]
    assert (found["level"], found["message"]) == ("warning", SENTENCES["vi"])
    assert "vn-2022 01/01/2024–30/06/2025" in found["remedy"]


def test_it_is_no_problem_of_the_data(tmp_path):
    shell = school(tmp_path)
    assert {each: shell.run(each, *TODAY).returncode for each in ("check", "plan", "titles", "sync")} == {
        "check": 0,
        "plan": 0,
        "titles": 0,
        "sync": 0,
    }
    assert shell.json("check", *TODAY)["counts"]["error"] == 0


@pytest.mark.parametrize(
    ("day", "more"), [(COVERED, ""), (NOT_COVERED, 'law = "vn-2022"\n')], ids=["covered", "named"]
)
@pytest.mark.parametrize("command", ["doctor", "check", "plan", "titles", "sync"])
def test_where_there_is_a_law_nothing_is_said(tmp_path, command, day, more):
    assert not BEGINNINGS.search(outcome(school(tmp_path, day=day, more=more), command))


def test_where_there_is_a_law_there_are_no_notices(tmp_path):
    shell = school(tmp_path, day=COVERED)
    assert {each: shell.json(each, *TODAY)["notices"] for each in ("check", "plan", "titles")} == {
        "check": [],
        "plan": [],
        "titles": [],
    }
    assert not [text for text in page(shell) if BEGINNINGS.search(text)]


def test_a_rule_set_that_cannot_be_read_is_an_error_at_the_doctors(tmp_path):
    shell = school(tmp_path, more='law = "vn-2023"\n')
    done = shell.run("doctor", *TODAY)
    assert done.returncode == 2
    assert "không có bộ luật “vn-2023”" in done.stdout
