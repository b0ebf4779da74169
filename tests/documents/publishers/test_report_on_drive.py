"""The command `report` with Drive: what it says, in words and in JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sheets_sync import demo
from sheets_sync.cli import cli
from sheets_sync.errors import UsageError
from sheets_sync.school.school import is_form
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore
from tests.google_school import spreadsheet_of

pytestmark = pytest.mark.slow  # many papers over many calls

FILES = "https://drive.google.com/file/d/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("school")
    demo.make(folder)
    return folder


@pytest.fixture
def school(google: Any, made: Path, tmp_path: Path) -> Path:
    """The config of a school with workbooks on the disk and papers on Drive."""
    person = json.loads(google.person_key_file.read_text())["client_email"]
    folder = google.new_folder("Báo cáo", owner="thu-ky@truong.example", share_with=(person,))
    return configured(made, tmp_path, google, f'drive = "{folder}"')


def configured(made: Path, folder: Path, google: Any, reports: str) -> Path:
    text = (made / "config.toml").read_text(encoding="utf-8")
    text = re.sub(r'(input|output) = "([\w-]+\.xlsx)"', rf'\1 = "{made.as_posix()}/\2"', text)
    text = text.replace("[reports]\n", f"[reports]\n{reports}\n")
    text += f'[google]\ncredentials = "{google.person_key_file}"\nendpoint = "{google.endpoint}"\n'
    text += '[journal]\npath = "journal.sqlite"\n'
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def report(config: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["report", "monthly", "--month", "10", "--config", str(config), *words])


def documents(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["documents"]
    return found


def test_the_documents_are_listed_in_json(school) -> None:
    (made,) = documents(report(school, "--json"))

    assert (made["kind"], made["period"], made["format"]) == ("monthly", "2023-10", "docx")
    assert made["location"].startswith(FILES) and made["changed"] is True


def test_several_formats_at_once(school) -> None:
    made = documents(report(school, "--json", "--format", "pdf, docx,gdoc,docx"))

    assert [each["format"] for each in made] == ["docx", "gdoc", "pdf"]
    assert len({each["location"] for each in made}) == 3


def test_a_second_run_changes_nothing(school) -> None:
    first = documents(report(school, "--json", "--format", "gdoc"))

    assert documents(report(school, "--json", "--format", "gdoc")) == [{**first[0], "changed": False}]


def test_the_calls_are_counted_in_json_and_in_words(school) -> None:
    assert json.loads(report(school, "--json").stdout)["google"]["files"] > 0
    assert "lệnh Drive" in report(school).stdout


def test_what_was_written_and_where_is_said(school) -> None:
    assert f"Đã viết {FILES}" in report(school).stdout


def test_a_school_in_google_sheets_publishes_over_the_same_session(google, made, school) -> None:
    config = load_config(made / "config.toml")
    sheets = XlsxStore(config, is_form(config)).read()
    text = school.read_text(encoding="utf-8").replace('kind = "xlsx"', 'kind = "google"')
    text = re.sub(r"(?m)^input = .*$", f'input = "{spreadsheet_of(google, sheets)}"', text)
    school.write_text(re.sub(r"(?m)^output = .*xlsx.*$", "", text), encoding="utf-8")
    done = report(school, "--json")

    assert documents(done)[0]["location"].startswith(FILES)
    assert json.loads(done.stdout)["google"]["reads"] == 1


def test_what_a_person_has_edited_is_reported_in_json_and_in_words(google, school) -> None:
    (first,) = documents(report(school, "--json"))
    file = next(file for id_, file in google.world.files.items() if f"/d/{id_}/" in first["location"])
    file.content += b" "
    done = json.loads(report(school, "--json").stdout)

    assert "Bao-cao-thi-dua-thang-10-2023.docx" in done["messages"][0]
    assert done["documents"][0]["name"] == "Bao-cao-thi-dua-thang-10-2023-ban-moi.docx"
    assert "--replace" in report(school).stdout


def test_without_drive_nothing_is_said_of_google(made, tmp_path, google) -> None:
    done = report(configured(made, tmp_path, google, ""), "--json")

    assert set(json.loads(done.stdout)) == {"documents", "gaps"}
    assert google.calls == []


@pytest.mark.parametrize(
    ("formats", "said"),
    [("gdoc", r"\[reports\] drive"), ("docx,gdoc", r"\[reports\] drive")],
)
def test_what_only_drive_can_is_reported_without_it(made, tmp_path, google, formats, said) -> None:
    done = report(configured(made, tmp_path, google, ""), "--format", formats)

    assert isinstance(done.exception, UsageError)
    assert re.search(said, str(done.exception))


def test_an_unknown_format_names_the_nearest(school) -> None:
    done = report(school, "--format", "docs")

    assert isinstance(done.exception, UsageError)
    assert "Có phải “docx”?" in str(done.exception)
