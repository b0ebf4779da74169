"""config.toml: the least that works, every key of the example, and every mistake told at once."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.settings.config import KEYS, Config
from sheets_sync.settings.config_file import load_config
from tests.config_example import EXAMPLE, uncommented
from tests.shell import Shell

LEAST = """
[school]
name = "Trường THCS Ái Mộ"
year = "2023-2024"
"""
CONTRACT = """
[school]
name = "Trường THCS Ái Mộ"
year = "2023-2024"

[store]
kind = "xlsx"                  # or "google"
input = "so-thi-dua.xlsx"      # or a spreadsheet's id or URL
output = "tong-hop.xlsx"       # google: left out = the same spreadsheet

[rules]
rubric = "ha-noi-3814"         # a stock rubric, or a path to a rubric file
decision_date = "2024-05-25"   # picks the law in force
# law = "vn-2017"              # or name the rule set

[reports]
output = "bao-cao"             # a folder; google: drive = "<folder id>"
"""


def load(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    return [str(message) for message in caught.value.messages]


# --- what works -----------------------------------------------------------------------------------------------


def test_the_least_that_works(tmp_path: Path) -> None:
    config = load(tmp_path, CONTRACT)

    assert str(config.year) == "2023-2024"
    assert config.input_paths == (tmp_path / "so-thi-dua.xlsx",)
    assert config.output_path == tmp_path / "tong-hop.xlsx"
    assert config.decision_date == date(2024, 5, 25)


def test_dates_left_out_follow_the_school_year(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST)

    assert config.registration_deadline == date(2023, 10, 31)
    assert config.decision_date == date(2024, 5, 25)


def test_each_team_may_keep_its_own_workbook(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST + '[store]\ninput = ["a.xlsx", "b.xlsx"]\n')

    assert [path.name for path in config.input_paths] == ["a.xlsx", "b.xlsx"]


def test_a_file_saved_by_notepad_loads(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(LEAST.replace("\n", "\r\n"), encoding="utf-8-sig")

    assert load_config(path).school.name == "Trường THCS Ái Mộ"


@pytest.mark.parametrize("year", ["2023-2024", "2023 - 2024", "2023–2024"])
def test_a_school_year_may_be_typed_in_these_ways(tmp_path: Path, year: str) -> None:
    assert load(tmp_path, LEAST.replace("2023-2024", year)).year.start == 2023


# --- the example ----------------------------------------------------------------------------------------------


def test_the_example_says_the_defaults(tmp_path: Path) -> None:
    example = load_config(EXAMPLE)

    default = load(tmp_path, LEAST)
    assert example._replace(folder=default.folder) == default


def test_the_example_with_every_key_in_force_loads(tmp_path: Path) -> None:
    config = load(tmp_path, uncommented())

    assert config.classes is not None
    assert config.output_path == load(tmp_path, LEAST).output_path


@pytest.mark.parametrize("section", KEYS, ids=lambda section: section.__name__)
def test_the_example_has_every_key(section: type) -> None:
    text = uncommented()

    keys = KEYS[section]
    assert [name for name in keys if not re.search(rf"(?m)^({name} =|\[([a-z]+\.)?{name}\])", text)] == []


# --- mistakes -------------------------------------------------------------------------------------------------


def test_an_unknown_key_names_the_nearest_and_its_line(tmp_path: Path) -> None:
    assert mistakes(tmp_path, LEAST + 'signre = "x"\n') == [
        "config.toml, dòng 5: không có mục “signre”; có phải là “signer”?"
    ]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("[stroe]\nkind = 'xlsx'\n", "store"),
        ("[clases]\nnames = ['6A']\n", "classes"),
        ("[classes]\nnames = ['6A']\nfirst_week = '2023-09-04'\nweek = 35\n", "weeks"),
        ("[tabs]\n'Danh sach' = 'DS'\n", "Danh sách"),
        ("[store.titles]\n'Tổng hop' = 'Bảng chung'\n", "Tổng hợp"),
        ("[store.titles]\n'tổng hợp' = 'Bảng chung'\n", "Tổng hợp"),
    ],
)
def test_unknown_keys_of_every_kind_name_the_nearest(tmp_path: Path, text: str, near: str) -> None:
    [message] = mistakes(tmp_path, LEAST + text)

    assert message.endswith(f"có phải là “{near}”?")


def test_where_the_config_lies_is_no_key_of_it(tmp_path: Path) -> None:
    [message] = mistakes(tmp_path, 'folder = "/tmp"\n' + LEAST)

    assert "không có mục “folder”" in message


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = """
[school]
name = " "
year = "2023-2025"
[store]
kind = "excel"
[rules]
decision_date = "25/5/2024"
[deadlines]
entries = "ba"
entries_day = 40
"""

    assert mistakes(tmp_path, text) == [
        "config.toml, dòng 3: “name” phải là chữ trong ngoặc kép, không để trống",
        'config.toml, dòng 4: “year” phải là một năm học như "2023-2024", không phải “2023-2025”',
        "config.toml, dòng 6: không có “excel”; có thể dùng: “xlsx”, “google”",
        "config.toml, dòng 8: “decision_date” phải là ngày dạng năm-tháng-ngày, "
        'ví dụ "2024-05-25", không phải “25/5/2024”',
        "config.toml, dòng 10: “entries” phải là số nguyên từ 0 đến 1000",
        "config.toml, dòng 11: “entries_day” phải là số nguyên từ 1 đến 28",
    ]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    assert mistakes(tmp_path, '[school]\nname = "Trường"\n') == [
        "config.toml, dòng 1: thiếu mục “year”; hãy ghi thêm"
    ]


@pytest.mark.parametrize("year", ["2023", "2023-2023", "23-24", "0-1", "năm nay"])
def test_a_wrong_school_year_is_refused(tmp_path: Path, year: str) -> None:
    [message] = mistakes(tmp_path, LEAST.replace("2023-2024", year))

    assert f"không phải “{year}”" in message


def test_a_number_is_no_date(tmp_path: Path) -> None:
    [message] = mistakes(tmp_path, LEAST + "[rules]\ndecision_date = 86400\n")

    assert "năm-tháng-ngày" in message


def test_a_deadline_of_another_year_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, LEAST + "[deadlines]\nregistration = 2022-10-31\n") == [
        "config.toml, dòng 6: “registration” là 31/10/2022, ngoài năm học 2023-2024; "
        "hãy sửa lại ngày hoặc năm học"
    ]


def test_a_single_date_of_another_year_is_refused_at_its_line(tmp_path: Path) -> None:
    text = '[deadlines.dates]\nceremony = 2023-11-17\nyear-dossier = "2025-05-20"\n'
    assert mistakes(tmp_path, LEAST + text) == [
        "config.toml, dòng 7: “year-dossier” là 20/05/2025, ngoài năm học 2023-2024; "
        "hãy sửa lại ngày hoặc năm học"
    ]


@pytest.mark.parametrize("alarms", ['"7"', "[7.5]", "[-1]", "[true]", "7"])
def test_alarms_are_whole_days_before(tmp_path: Path, alarms: str) -> None:
    [message] = mistakes(tmp_path, LEAST + f"[deadlines]\nalarms = {alarms}\n")
    assert "danh sách số nguyên" in message


def test_there_may_be_no_alarms(tmp_path: Path) -> None:
    assert load(tmp_path, LEAST + "[deadlines]\nalarms = []\n").deadlines.alarms == ()


@pytest.mark.parametrize("tab", ["Tuần", "Tuần {number}", "Tuần {"])
def test_week_tabs_need_their_number(tmp_path: Path, tab: str) -> None:
    classes = f'[classes]\nnames = ["6A"]\nfirst_week = "2023-09-04"\ntab = "{tab}"\n'

    [message] = mistakes(tmp_path, LEAST + classes)

    assert "{week}" in message


# --- files ----------------------------------------------------------------------------------------------------


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.example\.toml"):
        load_config(tmp_path / "config.toml")


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    [message] = mistakes(tmp_path, "[school]\nname = Trường\n")

    assert message.startswith("config.toml, dòng 2: ")


def test_toml_that_never_ends_is_told(tmp_path: Path) -> None:
    [message] = mistakes(tmp_path, '[school]\nteams = ["a",\n')

    assert "không đọc được" in message


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(LEAST.encode("utf-16"))

    with pytest.raises(ConfigError, match="UTF-8"):
        load_config(path)


def test_a_folder_is_no_config(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Không đọc được"):
        load_config(tmp_path)


def test_an_address_among_files_asks_for_the_kind(tmp_path: Path) -> None:
    [said] = mistakes(tmp_path, LEAST + '[store]\ninput = "https://docs.google.com/spreadsheets/d/abc"\n')

    assert "dòng 6" in said and "kind = “google”" in said


def test_the_examples_can_be_had(tmp_path: Path) -> None:
    folder = tmp_path / "trường" / "2023"  # not made yet
    done = Shell(tmp_path).run("--config", str(folder / "config.toml"), "init", "--example")
    assert done.returncode == 0, done.stderr
    assert (folder / "config.example.toml").read_text(encoding="utf-8") == EXAMPLE.read_text(encoding="utf-8")
    assert (folder / "fleet.example.toml").exists()
    [schema] = re.findall("(?m)^#:schema (.*)$", EXAMPLE.read_text(encoding="utf-8"))
    assert json.loads((folder / schema).read_text(encoding="utf-8"))["properties"].keys() >= {
        "school",
        "store",
    }


@pytest.mark.parametrize("name", ["config.example.toml", "fleet.example.toml"])
def test_an_example_that_somebody_has_changed_is_never_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert Shell(tmp_path).run("init", "--example").returncode == 5
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(name, "mine")]


# --- another address in Google's place ------------------------------------------------------------------------


def endpoint(address: str) -> str:
    return f'{LEAST}[google]\nendpoint = "{address}"\n'


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8080", "http://127.3.2.1", "http://localhost:1", "http://LOCALHOST", "http://[::1]:8080",
     "https://proxy.quan.example", "https://10.0.0.7:8443/google/"],
)  # fmt: skip
def test_an_address_that_may_take_googles_place(tmp_path: Path, address: str) -> None:
    assert load(tmp_path, endpoint(address)).google.endpoint == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    ["http://proxy.quan.example", "http://10.0.0.7:8080", "http://0.0.0.0:80", "HTTP://proxy.quan.example",
     "http://127.0.0.1.example", "http://localhost.example", "http://[2001:db8::1]:80"],
)  # fmt: skip
def test_a_key_does_not_leave_this_machine_in_the_open(tmp_path: Path, address: str) -> None:
    [said] = mistakes(tmp_path, endpoint(address))

    assert f"dòng {endpoint(address).count(chr(10))}" in said
    assert "https://" in said


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://[::1", "http://127.0.0.1:port", "https://a@b.example",
     "http://127.0.0.1@proxy.example", "https://a.example?b=c", "https://a.example#b"],
)  # fmt: skip
def test_an_address_that_is_none(tmp_path: Path, address: str) -> None:
    [said] = mistakes(tmp_path, endpoint(address))

    assert "phải là một địa chỉ" in said


@pytest.mark.parametrize(
    "address", ["https://td:hush@b.example", "td:hush@b.example", "https://b.example?key=hush"]
)
def test_an_address_with_a_secret_in_it_is_not_repeated(tmp_path: Path, address: str) -> None:
    [said] = mistakes(tmp_path, endpoint(address))

    assert "“endpoint”" in said
    assert "hush" not in said


@pytest.mark.parametrize("command", ["check", "sync", "doctor", "login", "init", "titles"])
def test_no_command_takes_an_address_in_the_open(tmp_path: Path, command: str) -> None:
    (tmp_path / "config.toml").write_text(endpoint("http://proxy.quan.example"), encoding="utf-8")

    done = Shell(tmp_path).run(command)

    assert done.returncode == 2
    assert "“endpoint” gửi khoá và dữ liệu tới proxy.quan.example" in done.stdout + done.stderr
