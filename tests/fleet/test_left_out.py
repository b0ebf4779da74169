"""Each school of a fleet is counted once, or named with the reason why it is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from click.testing import CliRunner, Result

from sheets_sync.cli import cli
from sheets_sync.fleet.district.copies import Staff, copies
from sheets_sync.fleet.district.district_document import document_fields
from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.district.publish import publish
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.kept.known_schools import FILE, forget_gone, remember
from sheets_sync.fleet.kept.shelf import StateFolder
from sheets_sync.fleet.members import members
from sheets_sync.fleet.outcome import SchoolTask
from sheets_sync.fleet.running.school_task import run_here
from sheets_sync.stores.xlsx.outputs import OutputWorkbook
from tests.fleet.fleet_schools import SCHOOL, TODAY, district

pytestmark = pytest.mark.slow  # runs of several schools

ANOTHER = SCHOOL.replace("TV0", "VV0")


@pytest.fixture
def path(tmp_path) -> Path:
    """Two schools that have run once."""
    path = district(tmp_path, {"a": SCHOOL, "b": ANOTHER})
    run(path)
    return path


def run(path: Path) -> None:
    """A run over all schools that can be run, as the command does it but here."""
    fleet = load_fleet(path)
    schools = members(fleet)
    remember(fleet, schools)
    for school in schools:
        if school.config:
            task = SchoolTask(school.key, str(school.path), school.config, TODAY, "sync")
            StateFolder(fleet.state_path).keep(run_here(task), TODAY)


def draft_of(path: Path) -> DistrictDraft:
    fleet = load_fleet(path)
    return district_of(fleet, members(fleet), TODAY)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def counted(path: Path) -> list[str]:
    return [school.key for school in draft_of(path).figures.schools]


def reasons(path: Path) -> dict[str, str]:
    return {each.key: each.why for each in draft_of(path).left_out}


def row_of(path: Path, start: str) -> str:
    """The row of the tab of schools that begins with a text."""
    publish(draft_of(path))
    rows = OutputWorkbook(path.parent / "tong-hop-don-vi.xlsx").current_tabs().tabs["Các trường"]
    lines = [" | ".join(str(cell) for cell in row if cell is not None) for row in rows]
    return next(line for line in lines if line.startswith(start))


def command(path: Path, *words: str) -> Result:
    asked = ["fleet", *words, "--fleet", str(path), "--lang", "vi", "--today", TODAY.isoformat()]
    return CliRunner().invoke(cli, asked, standalone_mode=False)


def test_every_school_counts_and_none_is_named(path):
    assert counted(path) == ["a", "b"]
    assert reasons(path) == {}


# --- another school year ----------------------------------------------------------------------------------------


def test_results_of_another_school_year_than_the_fleets_do_not_count(path):
    change(path, "2023-2024", "2024-2025")
    change(path.parent / "a" / "config.toml", "2023-2024", "2024-2025")  # changed, not run yet

    assert counted(path) == []
    assert reasons(path) == {"a": "other-year", "b": "other-year"}


def test_the_paper_of_a_new_year_names_the_schools_of_last_year(path):
    change(path, "2023-2024", "2024-2025")
    fields = document_fields(draft_of(path))

    assert fields["counts"]["staff"] == fields["counts"]["LDTT"] == 0
    assert fields["silent"] == [
        "Trường a (số liệu là của năm học 2023-2024)",
        "Trường b (số liệu là của năm học 2023-2024)",
    ]


def test_a_school_that_moved_on_keeps_its_results_of_the_fleets_year(path):
    change(path.parent / "a" / "config.toml", "2023-2024", "2024-2025")

    assert counted(path) == ["a", "b"]
    assert "Năm học của trường là 2024-2025" in row_of(path, "Trường a")


# --- one school twice -------------------------------------------------------------------------------------------


def test_two_configs_on_one_workbook_count_once(path):
    config = '[store]\ninput = "../a/so-thi-dua.xlsx"\n'
    (path.parent / "b" / "config.toml").write_text(
        (path.parent / "b" / "config.toml").read_text(encoding="utf-8") + config, encoding="utf-8"
    )

    assert counted(path) == ["a"]
    assert reasons(path) == {"b": "same-workbook"}
    assert "dùng chung sổ với Trường a (a)" in row_of(path, "Trường b (b)")
    assert document_fields(draft_of(path))["silent"] == ["Trường b (dùng chung sổ với Trường a)"]


def test_a_workbook_belongs_to_the_school_in_whose_folder_it_lies(path):
    change(
        path.parent / "a" / "config.toml", "[journal]", '[store]\ninput = "../b/so-thi-dua.xlsx"\n[journal]'
    )

    assert counted(path) == ["b"]
    assert reasons(path) == {"a": "same-workbook"}


@pytest.fixture
def copied(path) -> Path:
    copytree(path.parent / "a", path.parent / "c")
    run(path)
    return path


def test_a_copied_folder_counts_once_and_names_both(copied):
    assert counted(copied) == ["a", "b"]
    assert reasons(copied) == {"c": "copy"}
    assert "với Trường a (a) nên chỉ tính một lần" in row_of(copied, "Trường a (c) | xong")
    assert row_of(copied, "Cộng").startswith("Cộng | 6 | 6")


def test_the_school_that_was_copied_keeps_its_plain_name(copied):
    assert [school.name for school in draft_of(copied).figures.schools] == ["Trường a", "Trường b"]


def test_a_copied_folder_is_nobody_to_wait_for(copied):
    assert document_fields(draft_of(copied))["silent"] == []


PEOPLE = [(f"CB{number:02}", f"Tên {number}", None) for number in range(20)]
STAFF = Staff("a", "Trường Kim Đồng", frozenset(PEOPLE))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (STAFF, {"b": "a"}),
        (STAFF._replace(people=frozenset(PEOPLE[1:])), {"b": "a"}),  # edited since it was copied
        (STAFF._replace(people=frozenset(PEOPLE[:10])), {}),
        (STAFF._replace(name="Trường Kim Đồng 2"), {}),
        (STAFF._replace(people=frozenset()), {}),
    ],
)
def test_a_copy_has_the_name_and_the_people_of_another(other, found):
    assert copies([STAFF, other._replace(key="b")]) == found


def test_two_schools_without_people_are_no_copies():
    nobody = Staff("a", "Trường Kim Đồng", frozenset())
    assert copies([nobody, nobody._replace(key="b")]) == {}


# --- gone ---------------------------------------------------------------------------------------------------------


def test_a_school_whose_config_is_gone_is_named(path):
    (path.parent / "b" / "config.toml").unlink()

    assert reasons(path) == {"b": "gone"}
    assert "không thấy b/config.toml" in row_of(path, "Trường b | không còn")
    assert document_fields(draft_of(path))["silent"] == ["Trường b (có ở lần chạy trước, nay không còn)"]


def test_a_school_that_the_pattern_no_longer_matches_is_named(path):
    change(path, "*/config.toml", "a/config.toml")

    assert reasons(path) == {"b": "gone"}
    assert "không khớp với b/config.toml" in row_of(path, "Trường b | không còn")


def test_a_renamed_school_counts_once_under_its_new_name_and_the_old_one_is_named(path):
    (path.parent / "b").rename(path.parent / "d")
    run(path)

    assert counted(path) == ["a", "d"]
    assert reasons(path) == {"b": "gone"}


def test_a_school_that_is_gone_is_named_until_somebody_lets_it_go(path):
    rmtree(path.parent / "b")
    run(path)
    assert reasons(path) == {"b": "gone"}

    fleet = load_fleet(path)
    forget_gone(fleet, members(fleet))
    assert reasons(path) == {}


def test_a_school_keeps_its_name_while_its_config_cannot_be_read(path):
    (path.parent / "b" / "config.toml").write_text("[school", encoding="utf-8")
    run(path)
    rmtree(path.parent / "b")

    assert [each.name for each in draft_of(path).left_out] == ["Trường b"]


def test_a_school_with_another_key_than_before_is_not_gone(path):
    change(path, "*/config.toml", "**/config.toml")
    copytree(path.parent / "b", path.parent / "nam" / "b")  # from now on both are called by their paths
    change(path.parent / "nam" / "b" / "config.toml", "Trường b", "Trường b nam")
    run(path)

    assert counted(path) == ["a", "b/config", "nam/b/config"]
    assert reasons(path) == {}


def test_a_school_is_not_taken_for_one_that_is_gone_and_had_its_key(path):
    change(path, "*/config.toml", "**/config.toml")
    (path.parent / "nam").mkdir()
    (path.parent / "b").rename(path.parent / "nam" / "b")
    run(path)

    assert reasons(path) == {"b": "gone"}
    assert "có ở lần chạy trước" not in row_of(path, "Trường b | xong")


def test_a_lost_memory_of_earlier_schools_names_nobody(path):
    fleet = load_fleet(path)
    (fleet.state_path / FILE).write_text("{", encoding="utf-8")
    rmtree(path.parent / "b")

    assert reasons(path) == {}


# --- as the commands say it ---------------------------------------------------------------------------------------


@pytest.fixture
def mixed(copied) -> Path:
    """A copied folder, a workbook used twice, and a school that is gone."""
    root = copied.parent
    copytree(root / "b", root / "e")
    change(root / "e" / "config.toml", "[journal]", '[store]\ninput = "../b/so-thi-dua.xlsx"\n[journal]')
    copytree(root / "a", root / "f")
    run(copied)
    rmtree(root / "f")
    return copied


WHY = {"c": ("copy", "a"), "e": ("same-workbook", "b"), "f": ("gone", None)}


def named(rows: list[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    return {row["school"]: (row["why"], row["other"]) for row in rows}


@pytest.mark.parametrize("words", [("status",), ("titles",)])
def test_what_is_known_names_the_same_schools(mixed, words):
    assert named(json.loads(command(mixed, *words, "--json").stdout)["left_out"]) == WHY


@pytest.mark.slow  # a cluster
@pytest.mark.parametrize("words", [("check",), ("sync",), ("report", "monthly", "--month", "10")])
def test_every_run_names_the_same_schools(mixed, words):
    lines = map(json.loads, command(mixed, *words, "--workers", "1", "--json").stdout.splitlines())
    summary = next(line["summary"] for line in lines if "summary" in line)

    assert named(summary["left_out"]) == WHY


def test_the_terminal_names_both(mixed):
    told = command(mixed, "titles").stdout

    assert "Không tính Trường a (c): cùng tên và cùng danh sách cán bộ với Trường a (a)" in told
    assert "Không tính Trường b (e): Trường này dùng chung sổ với Trường b (b)" in told
    assert "Không tính Trường a (f): có ở lần chạy trước, nay không còn" in told


@pytest.mark.slow  # a cluster
def test_letting_schools_go_forgets_those_that_are_gone(mixed):
    command(mixed, "sync", "--allow-shrink", "--workers", "1")

    assert set(reasons(mixed)) == {"c", "e"}


def test_status_says_which_schools_count(mixed):
    rows = json.loads(command(mixed, "status", "--json").stdout)["schools"]

    assert {row["school"]: row["counted"] for row in rows} == {"a": True, "b": True, "c": False, "e": False}


def test_status_names_both_and_who_is_gone(mixed):
    told = command(mixed, "status").stdout

    assert "cùng danh sách cán bộ với Trường a (a)" in next(
        line for line in told.splitlines() if line.startswith("c\t")
    )
    assert "Không tính Trường a (f): có ở lần chạy trước" in told
