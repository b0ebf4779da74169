"""A config whose year was changed over last year's data: a new year gets a new folder, whichever command comes first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import RefusedError
from sheets_sync.model import Month, SchoolYear
from sheets_sync.results.closed_months import ClosedBook
from sheets_sync.results.closing import freeze
from sheets_sync.results.other_year import refuse_other_year, year_of_outputs
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config
from tests.one_month_school import MARKS, write_school
from tests.shell import Shell

LAST_YEAR, THIS_YEAR = ("--today", "2023-11-20"), ("--today", "2024-11-20")
VI, EN = "năm học mới dùng thư mục mới", "a new year gets a new folder"
OCTOBER = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
TV01  | 20                      | 60
"""
REGISTERED = "== Đăng ký\nMã CB | Ngày đăng ký | Danh hiệu | Đợt\n"


def write_config(folder: Path, year: str, more: str = "") -> None:
    text = f'[school]\nname = "Trường THCS Thử"\nyear = "{year}"\n[journal]\npath = "nhat-ky.sqlite"\n{more}'
    (folder / "config.toml").write_text(text, encoding="utf-8")


def refused(shell: Shell, *words: str, today: tuple[str, str] = THIS_YEAR) -> bool:
    """Whether the command is refused in the words that all of them share, in both languages."""
    said = [shell.run("--lang", lang, *words, *today) for lang in ("vi", "en")]
    return all(
        each.returncode == 5 and words in each.stderr for each, words in zip(said, (VI, EN), strict=True)
    )


@pytest.fixture
def shell(tmp_path):
    """A school of last year: a workbook with marks, one sync."""
    write_config(tmp_path, "2023-2024")
    write_school(tmp_path, MARKS)
    shell = Shell(tmp_path)
    assert shell.run("sync", *LAST_YEAR).returncode == 0
    return shell


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("check",), ("plan",), ("sync",), ("close", "10"), ("init",), ("ranking",)]
)
def test_every_command_is_refused_in_the_same_words(shell, words):
    write_config(shell.folder, "2024-2025")
    before = (shell.folder / "tong-hop.xlsx").read_bytes()

    assert refused(shell, *words)
    assert (shell.folder / "tong-hop.xlsx").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("words", [("check",), ("sync",), ("init",)])
def test_the_journal_knows_the_marks_when_the_outputs_are_gone(shell, words):
    (shell.folder / "tong-hop.xlsx").unlink()
    write_config(shell.folder, "2024-2025")

    assert refused(shell, *words)


@pytest.mark.slow
def test_the_workbook_may_be_gone_as_long_as_the_outputs_stand(shell):
    (shell.folder / "so-thi-dua.xlsx").unlink()
    write_config(shell.folder, "2024-2025")

    assert refused(shell, "init")


@pytest.mark.slow
def test_allowing_to_shrink_does_not_help(shell):
    write_config(shell.folder, "2024-2025")

    assert refused(shell, "sync", "--allow-shrink")


@pytest.mark.slow
def test_the_year_put_back_makes_all_good_again(shell):
    write_config(shell.folder, "2024-2025")
    shell.run("sync", *THIS_YEAR)
    write_config(shell.folder, "2023-2024")

    assert shell.run("check", *LAST_YEAR).returncode == 0
    assert shell.json("sync", *LAST_YEAR)["changed"] is False


@pytest.mark.slow
def test_a_new_folder_with_the_same_journal_is_a_first_run(shell, tmp_path_factory):
    fresh = Shell(tmp_path_factory.mktemp("moi"))
    write_config(fresh.folder, "2024-2025")
    config = (fresh.folder / "config.toml").read_text(encoding="utf-8")
    journal = (shell.folder / "nhat-ky.sqlite").as_posix()
    (fresh.folder / "config.toml").write_text(config.replace("nhat-ky.sqlite", journal), encoding="utf-8")
    write_school(fresh.folder, {**MARKS, "TV01": 61})

    assert fresh.run("sync", *THIS_YEAR).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("slip", ["2022-2023", "2033-2034"])
def test_a_slip_that_is_mended_before_there_are_marks_is_no_second_year(tmp_path, slip):
    shell = Shell(tmp_path)
    write_config(tmp_path, slip)
    assert shell.run("init", *LAST_YEAR).returncode == 0
    write_config(tmp_path, "2023-2024")
    (tmp_path / "so-thi-dua.xlsx").unlink()
    assert shell.run("init", *LAST_YEAR).returncode == 0
    write_school(tmp_path, MARKS)

    assert shell.run("sync", *LAST_YEAR).returncode == 0


@pytest.mark.slow
def test_a_slip_into_a_year_to_come_may_be_mended_even_after_a_sync(tmp_path):
    shell = Shell(tmp_path)
    write_school(tmp_path, MARKS)
    write_config(tmp_path, "2033-2034")
    assert shell.run("sync", *LAST_YEAR).returncode == 0
    write_config(tmp_path, "2023-2024")

    assert shell.run("sync", "--allow-shrink", *LAST_YEAR).returncode == 0


# --- the evidence ---------------------------------------------------------------------------------------------


def results(*drawn: str, year: str = "2024-2025", today: date = date(2024, 11, 20)):
    config = made_up_config(school={"name": "Trường THCS Thử", "year": year})
    return pipeline.from_cells(sheets(ROSTER + "\n".join(drawn)), config, today)


def registered_on(*days: str) -> str:
    return REGISTERED + "\n".join(f"TV01 | @{day} | LĐTT | Đầu năm" for day in days)


LAST_AUTUMN = tuple(f"2023-09-{day}" for day in (11, 12, 13, 14, 15))


def test_dates_of_another_year_alone_are_evidence_beside_marks():
    with pytest.raises(RefusedError, match=r"2023-2024.*2024-2025"):
        refuse_other_year(results(OCTOBER, registered_on(*LAST_AUTUMN)), {}, ClosedBook())


@pytest.mark.parametrize(
    "drawn",
    [
        (registered_on(*LAST_AUTUMN),),
        (OCTOBER, registered_on(*LAST_AUTUMN[:4])),
        (OCTOBER, registered_on(*LAST_AUTUMN, "2024-09-11")),
        (OCTOBER,),
    ],
    ids=["no marks", "few dates", "a date of this year", "no dates"],
)
def test_a_first_run_is_not_refused_for_less(drawn):
    refuse_other_year(results(*drawn), {}, ClosedBook())


def test_what_the_last_sync_left_of_this_year_settles_it():
    refuse_other_year(
        results(OCTOBER, registered_on(*LAST_AUTUMN)),
        {"months": "2024-09", "closed": "2023-10"},
        ClosedBook(),
    )


def test_closed_months_of_another_year_are_evidence():
    before = results(OCTOBER, year="2023-2024", today=date(2023, 11, 20))
    closed = freeze(before, Month(2023, 10), date(2023, 11, 20))

    with pytest.raises(RefusedError, match="2023-2024"):
        refuse_other_year(results(), {}, ClosedBook({closed.month: closed}))


@pytest.mark.parametrize(
    ("facts", "year"),
    [
        ({"roster": "60", "months": ""}, None),
        ({"months": "2023-09 2024-01"}, SchoolYear(2023)),
        ({"months": "", "weeks": "2024-02"}, SchoolYear(2023)),
        ({"months": "", "closed": "2023-12"}, SchoolYear(2023)),
    ],
)
def test_the_year_that_outputs_bear(facts, year):
    assert year_of_outputs(facts, ClosedBook()) == year


def test_a_class_board_leaves_its_year_too():
    from sheets_sync.views.changes import facts

    classes = {"rubric": "lop-tuan", "names": ["6A"], "first_week": date(2024, 9, 9), "weeks": 1}
    config = made_up_config(school={"name": "Trường THCS Thử", "year": "2024-2025"}, classes=classes)
    week = "\n== Tuần 1\nLớp | Điểm thưởng | Điểm trừ\n6A | {}\n"

    def left(marks: str) -> dict[str, str]:
        drawn = sheets(ROSTER + week.format(marks))
        return facts(pipeline.from_cells(drawn, config, date(2024, 11, 20)))

    assert year_of_outputs(left("10 | 2"), ClosedBook()) == SchoolYear(2024)
    assert year_of_outputs(left("|"), ClosedBook()) is None
