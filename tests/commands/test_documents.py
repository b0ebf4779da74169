"""The command `report`: what is due, what there is, what it lacks, in which formats, and in what it differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sheets_sync import demo
from sheets_sync.cli import cli
from sheets_sync.errors import SheetsSyncError
from tests.shell import Shell

pytestmark = pytest.mark.slow  # many papers, each in a process of its own


class School:
    """The demo school in a folder, and the command to call there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        demo.make(folder)

    def run(self, *words: str, today: str = "2024-04-10") -> str:
        config = str(self.folder / demo.CONFIG)
        done = CliRunner().invoke(cli, ["report", *words, "--config", config, "--today", today])
        if done.exception and isinstance(done.exception, SheetsSyncError):
            return str(done.exception)
        assert done.exit_code == 0, done.output
        return done.stdout

    def json(self, *words: str, today: str = "2024-04-10") -> Any:
        return json.loads(self.run(*words, "--json", today=today))

    def files(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "bao-cao").iterdir())

    def configure(self, was: str, now: str) -> None:
        path = self.folder / demo.CONFIG
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, now), encoding="utf-8")


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


# --- without KIND: what is due ----------------------------------------------------------------------------------


def kinds_made(school: School, today: str) -> dict[str, str]:
    return {each["kind"]: each["period"] for each in school.json(today=today)["documents"]}


def test_what_is_due_today_is_made(school: School) -> None:
    made = kinds_made(school, "2024-04-10")

    assert made["monthly"] == "2024-03"  # issued, and not yet handed in
    assert made["contest"] == "2024-04"
    assert "year" not in made  # due at the end of May
    assert "registration" not in made  # handed in on 30 October


def test_what_was_handed_in_is_not_made_again(school: School) -> None:
    assert "monthly" not in kinds_made(school, "2024-02-20")  # January's went out on 2 February


def test_before_the_year_ends_its_papers_are_due(school: School) -> None:
    made = kinds_made(school, "2024-05-24")

    assert {"minutes", "decision", "year", "proposal"} <= set(made)
    assert made["proposal"] == "2023-2024"


def test_a_second_run_publishes_nothing(school: School) -> None:
    school.run()

    assert not any(each["changed"] for each in school.json()["documents"])


def test_a_period_without_a_kind_makes_all_that_is_of_such_periods(school: School) -> None:
    made = {each["kind"] for each in school.json("--month", "3")["documents"]}

    assert made == {"contest", "monthly", "monthly-sheet", "notice"}


# --- periods ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (["monthly"], "2024-03"),
        (["contest"], "2024-04"),
        (["term"], "2023-2024/1"),
        (["year"], "2023-2024"),
        (["notice"], "2024-03"),
        (["notice", "--term", "1"], "2023-2024/1"),
        (["notice", "--year"], "2023-2024"),
        (["monthly", "--month", "11"], "2023-11"),
    ],
)
def test_each_kind_has_its_usual_period_and_takes_others(
    school: School, words: list[str], period: str
) -> None:
    assert [each["period"] for each in school.json(*words)["documents"]] == [period]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["monthly", "--term", "1"], "“monthly” lập theo kỳ khác: chọn bằng --month."),
        (["term", "--month", "10"], "“term” lập theo kỳ khác: chọn bằng --term."),
        (["monthly", "--month", "5"], "Tháng 5 năm 2024 chưa có ai được xếp hạng"),
        (["mothly"], "Không có loại văn bản “mothly”. Có phải “monthly”?"),
    ],
)
def test_what_cannot_be_made_is_told(school: School, words: list[str], told: str) -> None:
    assert told in school.run(*words)


# --- files ------------------------------------------------------------------------------------------------------


def test_sheets_stand_in_one_file_or_one_for_each(school: School) -> None:
    assert len(school.json("monthly-sheet")["documents"]) == 1
    split = school.json("monthly-sheet", "--split")["documents"]

    assert len({each["name"] for each in split}) == len(split) == 57
    assert "Phieu-danh-gia-thang-3-2024-nguyen-ngoc-an.docx" in school.files()


def test_namesakes_get_files_of_their_own(school: School) -> None:
    school.run("monthly-sheet", "--split")

    assert {name for name in school.files() if "nguyen-thi-thu-ha" in name} == {
        f"Phieu-danh-gia-thang-3-2024-nguyen-thi-thu-ha-cb{number:03}.docx" for number in (11, 23)
    }


def test_each_movement_gets_a_plan_of_its_own(school: School) -> None:
    assert len(school.json("movement")["documents"]) == 6


def test_a_page_is_made_where_the_kind_has_one(school: School) -> None:
    school.run("notice", "contest", "--format", "docx,html")

    assert [name for name in school.files() if name.endswith(".html")] == [
        "Thong-bao-ket-qua-thi-dua-3-2024.html"
    ]


# --- gaps -------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_told_beside_the_document(school: School) -> None:
    told = school.run("contest")

    assert "Bài dự thi Người tốt việc tốt, Tháng 4 năm 2024, còn thiếu:" in told
    assert "  - mới có 02/03 bài dự thi ở tab Người tốt việc tốt" in told
    assert "  - nơi nhận còn để chấm: ghi “contest” ở [reports.addressees] trong config.toml" in told


def test_the_config_names_other_addressees(school: School) -> None:
    school.configure("[reports]\n", '[reports]\naddressees = { contest = "Phòng GD&ĐT quận Long Biên" }\n')

    assert "nơi nhận" not in school.run("contest")


def test_a_number_that_stands_twice_in_a_series_is_told(school: School) -> None:
    from dataclasses import replace

    from sheets_sync.documents import make
    from sheets_sync.documents.kinds import stock_kinds
    from tests.golden_papers import demo_school

    results = demo_school()
    lines = results.school.papers
    march = next(
        line for line in lines if line.period == "3/2024" and (line.kind or "").startswith("Báo cáo")
    )
    twin = march._replace(kind="Thông báo", place=march.place._replace(row=99))
    council = march._replace(kind="minutes", number="17/BB-HĐTĐKT", place=march.place._replace(row=98))

    def gaps(*more: Any) -> str:
        with_more = replace(results, school=replace(results.school, papers=(*lines, *more)))
        asked = make.requests_for(stock_kinds()["monthly"], with_more, results.config.year.month(3))[0]
        return "; ".join(map(str, make.make(asked).gaps))

    assert gaps(council) == ""  # the council counts by itself
    assert "đứng ở hai dòng của tab Văn bản" in gaps(twin)


# --- what there is ----------------------------------------------------------------------------------------------


def test_the_list_tells_every_kind_with_its_day_and_what_is_missing(school: School) -> None:
    listed = school.json("--list")
    rows = {each["kind"]: each for each in listed["list"]}

    assert listed["kinds"] == list(rows)
    assert rows["contest"]["due"] == "2024-04-15"
    assert (rows["contest"]["state"], rows["monthly"]["state"]) == ("due", "late")
    assert rows["registration"]["state"] == "done"
    assert rows["contest"]["gaps"] == ["mới có 02/03 bài dự thi ở tab Người tốt việc tốt"]
    assert all(each["purpose"] and each["suffices"] for each in rows.values())


def test_the_list_writes_nothing(school: School) -> None:
    school.run("--list")

    assert not (school.folder / "bao-cao").exists()


# --- what changed -----------------------------------------------------------------------------------------------


def test_the_difference_to_the_last_issue_is_told_and_nothing_written(school: School) -> None:
    school.run("board")
    before = {path.name: path.read_bytes() for path in (school.folder / "bao-cao").iterdir()}
    school.configure('signer = "Nguyễn Thị Minh Nguyệt"', 'signer = "Lê Văn Bình"')
    school.configure('place = "Long Biên"', 'place = "Gia Lâm"')
    (found,) = school.json("board", "--diff")["documents"]

    assert found["changed"]
    assert any("Gia Lâm, ngày" in line for each in found["differences"] for line in each["added"])
    assert {path.name: path.read_bytes() for path in (school.folder / "bao-cao").iterdir()} == before


def test_without_a_difference_it_says_so(school: School) -> None:
    school.run("monthly")

    assert "không khác bản lần trước" in school.run("monthly", "--diff")
    assert "chưa viết lần nào" in school.run("plan", "--diff")


def test_a_kind_that_has_nobody_to_write_about_keeps_no_other_from_being_made(tmp_path):
    shell = Shell(tmp_path)
    shell.config("messy-school")
    done = shell.run("report", "--year", "--today", "2024-05-26")
    assert done.returncode == 0, done.stderr
    assert "achievement-team" in done.stdout
    assert len(list((tmp_path / "bao-cao").glob("*.docx"))) > 5
