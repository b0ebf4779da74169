"""Schools that earlier versions left behind: what was closed, published and recorded stays good with today's program."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import closing
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest

from sheets_sync.journal.journal import journal_path
from sheets_sync.operations.opened_school import OWN_TABS
from sheets_sync.settings.config import JournalSettings
from sheets_sync.settings.config_file import load_config
from tests.shell import Shell
from tests.upgrade import kept
from tests.upgrade.kept import KeptSchool, kept_schools

pytestmark = pytest.mark.slow  # a whole school of an earlier version, again and again

OTHER_MONTH = "12"  # open, and without an error


@pytest.fixture(params=kept_schools(), ids=lambda path: path.name)
def school(request, tmp_path):
    """A copy of the school, to be run with today's program."""
    return KeptSchool(request.param, tmp_path / "truong")


@pytest.fixture
def synced(school):
    """The school once today's program has written its summary, on the day of the last run."""
    assert sync(school, school.days[0]).returncode == 0
    return school


def sync(school, day):
    return school.run("sync", "--today", day, "--json")


def rankings_of(school, day):
    return {month: kept.rankings(school, month, day) for month in school.recorded["closed"]}


def assert_as_recorded(found, recorded):
    """Fail unless everything that was recorded is found; a later version may say more."""
    if isinstance(recorded, dict):
        assert recorded.keys() <= found.keys()
        for name, value in recorded.items():
            assert_as_recorded(found[name], value)
    else:
        assert found == recorded


def improvements(version, day):
    """The recorded problems that a later version no longer finds, and should not; each is stated with its reason."""
    stated = tomllib.loads((kept.HERE / "improvements.toml").read_text(encoding="utf-8")).get("gone", [])
    return sorted(each["problem"] for each in stated if (each["version"], each["day"]) == (version, day))


def test_there_is_a_school():
    assert [path.name for path in kept_schools()][:1] == ["school_0_1_0"]


# --- config -----------------------------------------------------------------------------------------------------------


def test_the_config_loads_as_it_is(school):
    assert load_config(school.folder / "config.toml").school.name == "Trường THCS Bến Sông"


def test_the_example_of_that_day_loads(school, tmp_path):
    assert load_config(school.kept / "config.example.toml").year.start == 2023


def test_every_key_of_that_days_example_loads(school, tmp_path):
    text = (school.kept / "config.example.toml").read_text(encoding="utf-8")
    in_force = re.sub(r"(?m)^#(?=[a-z\[\"])", "", text)  # an explanation has a blank after its #
    (tmp_path / "config.toml").write_text(in_force, encoding="utf-8")
    assert load_config(tmp_path / "config.toml").classes is not None


def test_the_journal_of_a_config_without_a_path_is_found_where_it_was(school):
    config = load_config(school.folder / "config.toml")._replace(journal=JournalSettings())
    assert journal_path(config, kept.ON_A_SERVER).name == school.recorded["journal"]


# --- what is new in the forms -------------------------------------------------------------------------------------------


def by_todays_names(school):
    """How the program calls the tabs and columns to which the school gave names of its own."""
    config = load_config(school.folder / "config.toml")
    return {theirs[0]: ours for names in (config.tabs, config.columns) for ours, theirs in names.items()}


def forms_in(school):
    """The form tabs of the school's workbook with their columns, by today's names."""
    ours, found = by_todays_names(school), {}
    with closing(openpyxl.load_workbook(school.folder / kept.WORKBOOK, read_only=True)) as book:
        for sheet in book.worksheets:
            if sheet.title not in OWN_TABS:
                heads = [str(cell) for cell in next(sheet.values, ()) if cell is not None]
                found[ours.get(sheet.title, sheet.title)] = {ours.get(head, head) for head in heads}
    return found


def forms_of_today(school, folder):
    """The same of a workbook that today's program makes for this school."""
    fresh = Shell(Path(copytree(school.folder, folder)))
    (folder / kept.WORKBOOK).unlink()
    assert fresh.run("init").returncode == 0
    return forms_in(fresh)


def new_names(today, standing):
    """The tabs that only today's workbook has, and of those that both have the new columns, with their tab."""
    columns = {tab: today[tab] - standing[tab] for tab in today.keys() & standing.keys()}
    with_new = {name for tab, new in columns.items() if new for name in (tab, *new)}
    return (today.keys() - standing.keys()) | with_new


def named_by_init(school):
    """The tabs and columns that `init` names where the workbook stands, which it leaves as it is."""
    before, ours = school.bytes_of(kept.WORKBOOK), by_todays_names(school)
    done = school.run("init", "--lang", "vi")
    assert (done.returncode, school.bytes_of(kept.WORKBOOK)) == (5, before)
    lines = [line for line in done.stderr.splitlines() if "mới" in line]
    return {ours.get(name, name) for line in lines for name in re.findall("“(.+?)”", line)}


def test_init_names_what_is_new(school, tmp_path):
    assert named_by_init(school) == new_names(forms_of_today(school, tmp_path / "moi"), forms_in(school))


def test_init_names_what_a_still_older_workbook_lacks_and_check_demands_nothing_of_it(school, tmp_path):
    today = forms_of_today(school, tmp_path / "moi")
    with closing(openpyxl.load_workbook(school.folder / kept.WORKBOOK)) as book:
        del book["Phong trào"]
        [email] = [cell for cell in book["Danh sách"][1] if cell.value == "Email"]
        email.value = None
        book.save(school.folder / kept.WORKBOOK)
    named = named_by_init(school)
    assert {"Phong trào", "Danh sách", "Email"} <= named == new_names(today, forms_in(school))
    assert not structure_demanded(school)


def test_the_old_workbook_lacks_nothing_that_is_demanded(school):
    assert not structure_demanded(school)


def structure_demanded(school):
    found = {code for code, _, _ in kept.problems(school, school.days[0])}
    return found & {"tab-missing", "column-missing"}


# --- check, sync ------------------------------------------------------------------------------------------------------


def test_every_problem_of_that_day_is_still_found(school):
    for day in school.days:
        found = kept.problems(school, day)
        gone = [each for each in school.recorded["problems"][day] if each not in found]
        assert gone == improvements(school.recorded["version"], day), day


def test_closed_results_stand(school):
    for day in school.days:
        assert sync(school, day).returncode == 0
        assert_as_recorded(rankings_of(school, day), school.recorded["closed"])
        assert kept.closed_blocks(school.folder) == school.recorded["closed_tab"]


def test_the_second_sync_writes_nothing(school):
    for day in school.days:
        sync(school, day)
        before = school.bytes_of(kept.SUMMARY)
        assert json.loads(sync(school, day).stdout)["changed"] is False
        assert school.bytes_of(kept.SUMMARY) == before


def test_no_command_changes_the_staffs_workbook(synced):
    synced.run("init")
    synced.run("close", OTHER_MONTH, "--today", synced.days[0])
    assert synced.bytes_of(kept.WORKBOOK) == (synced.kept / "school" / kept.WORKBOOK).read_bytes()


def test_another_month_can_be_closed_and_opened_again(synced):
    day, recorded = synced.days[0], synced.recorded["closed"]
    assert synced.run("close", OTHER_MONTH, "--today", day).returncode == 0
    assert synced.run("reopen", OTHER_MONTH, "--reason", "nhập nhầm", "--today", day).returncode == 0
    assert_as_recorded(rankings_of(synced, day), recorded)


def test_a_closed_month_can_be_opened_and_follows_its_cells(synced):
    day, month = synced.days[0], "2023-10"
    before = kept.rankings(synced, month, day)
    assert synced.run("reopen", month, "--reason", "nhập nhầm", "--today", day).returncode == 0
    assert "closed-month-changed" not in {code for code, _, _ in kept.problems(synced, day)}
    assert kept.rankings(synced, month, day)["staff"]["rows"].keys() == before["staff"]["rows"].keys()


# --- papers -----------------------------------------------------------------------------------------------------------


def test_verify_knows_every_paper(school):
    for paper, recorded in school.recorded["papers"].items():
        assert kept.verdict(school, paper, school.days[0]) == recorded


def test_verify_knows_every_fingerprint_once_today_has_synced(synced):
    for recorded in {each["fingerprint"]: each for each in synced.recorded["papers"].values()}.values():
        said = kept.verdict(synced, recorded["fingerprint"], synced.days[0])
        assert {**said, "code": 0, "edited": None} == {**recorded, "code": 0, "edited": None}


def test_a_paper_of_a_closed_month_is_current_on_a_later_day(school):
    for paper, recorded in school.recorded["papers"].items():
        if recorded["period"] in school.recorded["closed"]:
            assert kept.verdict(school, paper, school.days[1]) == recorded


def test_a_new_report_leaves_what_somebody_has_edited(synced):
    edited = [paper for paper, recorded in synced.recorded["papers"].items() if recorded["edited"]]
    before = {paper: synced.bytes_of(paper) for paper in edited}
    assert synced.run("report", "notice", "--month", "10", "--today", synced.days[0]).returncode == 0
    assert edited and {paper: synced.bytes_of(paper) for paper in edited} == before


def test_the_schools_own_template_still_makes_its_paper(synced):
    done = synced.run("report", "ban-tin", "--month", "9", "--today", synced.days[0], "--json")
    assert done.returncode == 0
    [made] = json.loads(done.stdout)["documents"]
    assert kept.verdict(synced, made["location"], synced.days[0])["current"] is True


# --- earlier runs -----------------------------------------------------------------------------------------------------


def test_history_knows_the_runs_of_that_version(synced):
    runs = synced.json("history")["runs"][::-1]
    then = [run["command"] for run in runs if run["version"] == synced.recorded["version"]]
    assert then[: len(synced.recorded["runs"])] == synced.recorded["runs"]


def test_show_gives_the_tabs_of_that_run(synced):
    assert kept.shown_tabs(synced, synced.recorded["run"]) == synced.recorded["tabs"]


def test_a_diff_from_that_run_moves_nobody_in_a_closed_month(synced):
    done = synced.run("diff", synced.recorded["run"], "last", "--json")
    moved = {each["period"] for each in json.loads(done.stdout)["ranks"]}
    assert (done.returncode, moved & synced.recorded["closed"].keys()) == (0, set())


def test_a_replay_of_that_run_ranks_the_closed_months_as_then(school):
    done = school.run("replay", school.recorded["run"], "--json")
    said = json.loads(done.stdout)
    assert done.returncode in (0, 1)  # what a later version says otherwise, titles and tabs, it lists
    assert said["version_then"] == school.recorded["version"]
    differs = {each.split()[1] for each in said["differs"] if each.startswith("ranking ")}
    assert not differs & school.recorded["closed"].keys()
