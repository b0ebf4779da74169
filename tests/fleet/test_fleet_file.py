"""fleet.toml: what it says, which schools it names, and every mistake at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.fleet.fleet_file import CallQuota, load_fleet
from sheets_sync.fleet.members import matching, members
from tests.fleet.fleet_schools import DISTRICT, SCHOOL, district

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")


def mistakes(folder: Path, text: str) -> str:
    path = folder / "fleet.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_fleet(path)
    return str(caught.value)


def test_every_mistake_is_told_at_once_with_its_line(tmp_path):
    told = mistakes(
        tmp_path, '[district]\nname = ""\n[school]\n[engine]\nmemory = "nhiều"\n[quota]\nreads = 0\n'
    )

    assert "fleet.toml, dòng 2:" in told
    assert "có phải là “schools”?" in told
    assert "fleet.toml, dòng 5: “memory”" in told
    assert "fleet.toml, dòng 7: “reads”" in told


def test_a_year_that_is_none_is_told(tmp_path):
    assert "2023-2025" in mistakes(tmp_path, DISTRICT.replace("2023-2024", "2023-2025"))


def test_a_spreadsheet_must_be_named(tmp_path):
    assert "output" in mistakes(tmp_path, DISTRICT + '[store]\nkind = "google"\n')


def test_a_renamed_tab_must_be_one_of_the_districts(tmp_path):
    told = mistakes(tmp_path, DISTRICT + '[store]\ntitles = { "Cac trường" = "Tổng quan" }\n')

    assert "có phải là “Các trường”?" in told


def test_the_schools_are_those_the_patterns_name(tmp_path):
    path = district(tmp_path, {"thcs-a": SCHOOL, "thcs-b": SCHOOL, "th-c": SCHOOL})
    found = members(load_fleet(path))

    assert [each.key for each in found] == ["th-c", "thcs-a", "thcs-b"]
    assert [each.key for each in matching(found, "thcs-*")] == ["thcs-a", "thcs-b"]
    assert [each.key for each in matching(found, "trường TH-c")] == ["th-c"]


def test_patterns_that_name_nothing_are_told(tmp_path):
    path = district(tmp_path, {})
    with pytest.raises(ConfigError, match=r"\*/config\.toml"):
        members(load_fleet(path))


def test_a_broken_config_is_a_school_with_its_mistakes(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL})
    (tmp_path / "b" / "config.toml").write_text("[school]\nyear = 3\n", encoding="utf-8")
    good, bad = members(load_fleet(path))

    assert (good.config is not None, good.mistakes) == (True, ())
    assert (bad.config, "name" in str(bad.mistakes[0])) == (None, True)


def test_a_school_of_another_year_is_not_mixed_in(tmp_path):
    path = district(tmp_path, {"a": SCHOOL})
    config = tmp_path / "a" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("2023-2024", "2022-2023"), encoding="utf-8")
    [school] = members(load_fleet(path))

    assert "2022-2023" in str(school.mistakes[0])


def test_two_folders_of_one_name_stay_apart(tmp_path):
    path = district(tmp_path, {"bac/a": SCHOOL, "nam/a": SCHOOL})
    path.write_text(DISTRICT.replace("*/config", "*/*/config"), encoding="utf-8")

    assert [each.key for each in members(load_fleet(path))] == ["bac/a/config", "nam/a/config"]


def test_a_config_with_anothers_spreadsheet_counts_once_and_names_both(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "c": SCHOOL})
    for key in "ac":
        on_google(path, key)
    copied = (tmp_path / "a" / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "b" / "config.toml").write_text(copied, encoding="utf-8")
    a, b, c = members(load_fleet(path))

    assert (a.mistakes, c.mistakes) == ((), ())
    assert (b.called, b.twin) == ("Trường a (b)", "a")
    assert "dùng chung sổ với Trường a (a)" in str(b.mistakes[0])


def test_a_school_does_not_write_into_the_districts_workbook(tmp_path):
    path = district(tmp_path, {"a": SCHOOL}, '[store]\noutput = "a/tong-hop.xlsx"\n')
    [school] = members(load_fleet(path))

    assert "bảng tổng hợp của đơn vị" in str(school.mistakes[0])


# --- files of others --------------------------------------------------------------------------------------------


def configure(folder: Path, key: str, more: str) -> None:
    """Add to a school's config."""
    with (folder / key / "config.toml").open("a", encoding="utf-8") as config:
        config.write(more)


@pytest.mark.parametrize(
    "more",
    [
        '[alerts]\nlog = "../b/so-thi-dua.xlsx"\n',
        '[alerts]\nlog = "../b/moi.log"\n',
        '[alerts]\nlog = "../fleet.log"\n',
        '[alerts]\nlog = "/tmp/truong-a.log"\n',
        '[store]\noutput = "../b/moi.xlsx"\n',
        '[reports]\noutput = "../b/bao-cao"\n',
    ],
)
def test_a_school_writes_in_its_own_folder_only(tmp_path, more):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL})
    configure(tmp_path, "a", more)
    a, b = members(load_fleet(path))

    assert ([str(each).count("ngoài thư mục của trường") for each in a.mistakes], b.mistakes) == ([1], ())


def test_a_journal_outside_the_schools_folder_is_told(tmp_path):
    path = district(tmp_path, {"a": SCHOOL})
    config = tmp_path / "a" / "config.toml"
    config.write_text(config.read_text("utf-8").replace("nhat-ky.sqlite", "../chung.sqlite"), "utf-8")
    [school] = members(load_fleet(path))

    assert "[journal] path ghi vào" in str(school.mistakes[0])


@links
def test_a_link_out_of_the_folder_is_told(tmp_path):
    path = district(tmp_path, {"a": SCHOOL})
    configure(tmp_path, "a", '[alerts]\nlog = "nhat-trinh.log"\n')
    (tmp_path / "a" / "nhat-trinh.log").symlink_to(tmp_path / "cua-phong.log")
    [school] = members(load_fleet(path))

    assert "ngoài thư mục của trường" in str(school.mistakes[0])


@links
def test_a_hard_link_to_the_file_of_another_school_is_told(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL})
    configure(tmp_path, "b", '[store]\noutput = "tong-hop.xlsx"\n')
    (tmp_path / "a" / "tong-hop.xlsx").hardlink_to(tmp_path / "b" / "so-thi-dua.xlsx")
    a, b = members(load_fleet(path))

    assert ("[store] input" in str(a.mistakes[0]), "của b" in str(a.mistakes[0]), b.mistakes) == (
        True,
        True,
        (),
    )


def test_two_schools_in_one_folder_share_no_file_that_both_write(tmp_path):
    path = district(tmp_path, {"a": SCHOOL})
    path.write_text(DISTRICT.replace("*/config.toml", "a/*.toml"), encoding="utf-8")
    first = (tmp_path / "a" / "config.toml").read_text(encoding="utf-8")
    second = (
        first.replace("nhat-ky.sqlite", "nhat-ky-2.sqlite")
        + '[store]\ninput = "so-hai.xlsx"\noutput = "hai.xlsx"\n'
    )
    (tmp_path / "a" / "hai.toml").write_text(second, encoding="utf-8")
    one, two = members(load_fleet(path))

    assert one.mistakes == ()
    assert "[reports] output (" in str(two.mistakes[0])


def test_a_district_whose_output_is_a_schools_workbook_is_refused(tmp_path):
    path = district(tmp_path, {"a": SCHOOL}, '[store]\noutput = "a/so-thi-dua.xlsx"\n')

    with pytest.raises(ConfigError, match=r"\[store\] output ghi vào .* cũng là \[store\] input .* của a"):
        members(load_fleet(path))


def test_a_district_whose_output_is_its_own_key_is_refused(tmp_path):
    path = district(
        tmp_path, {"a": SCHOOL}, '[store]\noutput = "khoa.json"\n[google]\ncredentials = "khoa.json"\n'
    )

    with pytest.raises(ConfigError, match=r"fleet\.toml"):
        members(load_fleet(path))


# --- accounts ---------------------------------------------------------------------------------------------------

ACCOUNTS = """
[quota]
reads = 300

[accounts.mot]
schools = ["a/*.toml"]
credentials = "mot.json"
writes = 30
"""


def on_google(path: Path, key: str, more: str = "") -> None:
    """Let a school keep its sheets in a spreadsheet of its own."""
    config = path.parent / key / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}[store]\nkind = "google"\ninput = "1abcdefghijklmnop{key}"\n{more}', "utf-8")


def test_an_account_serves_its_schools_with_its_own_budget(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "c": SCHOOL}, ACCOUNTS)
    for key in "abc":
        on_google(path, key)
    a, b, c = members(load_fleet(path))

    assert a.quota == CallQuota(300, 30)
    assert a.config and a.config.google.credentials == str(tmp_path / "mot.json")
    assert b.quota == CallQuota(300, 60)
    assert b.account == c.account != a.account  # who signs in alike shares a budget


def test_one_account_has_one_budget_whatever_its_key_file_is_called(tmp_path):
    for name in ("mot.json", "ban-sao.json"):
        (tmp_path / name).write_text(
            '{"client_email": "mot@du-an.iam.gserviceaccount.com"}', encoding="utf-8"
        )
    (tmp_path / "hai.json").write_text('{"client_email": "hai@du-an.iam.gserviceaccount.com"}', "utf-8")
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "c": SCHOOL}, ACCOUNTS)
    on_google(path, "a")
    on_google(path, "b", '[google]\ncredentials = "../ban-sao.json"\n')
    on_google(path, "c", '[google]\ncredentials = "../hai.json"\n')
    a, b, c = members(load_fleet(path))

    assert a.account == b.account != c.account


def test_who_signs_in_may_be_changed_without_another_key(tmp_path):
    accounts = '[accounts.mot]\nschools = ["*/config.toml"]\nsubject = "thi-dua@quan.vn"\n'
    path = district(tmp_path, {"a": SCHOOL}, accounts)
    on_google(path, "a", '[google]\ncredentials = "cua-truong.json"\n')
    [school] = members(load_fleet(path))

    assert school.config
    assert school.config.google[:2] == ("cua-truong.json", "thi-dua@quan.vn")


def test_the_lower_quota_counts_where_one_account_is_given_two(tmp_path):
    assert CallQuota(300, 30).lower(CallQuota(60, 60)) == CallQuota(60, 30)


def test_an_account_that_serves_nobody_is_told(tmp_path):
    path = district(tmp_path, {"b": SCHOOL}, ACCOUNTS)
    with pytest.raises(ConfigError, match=r"a/\*\.toml.*accounts\.mot"):
        members(load_fleet(path))


def test_a_school_of_workbooks_needs_no_budget(tmp_path):
    assert members(load_fleet(district(tmp_path, {"a": SCHOOL}, ACCOUNTS)))[0].account == ""


# --- a key goes only where its owner said ---------------------------------------------------------------------

ELSEWHERE = '[google]\nendpoint = "https://elsewhere.example"\n'


def test_the_districts_address_is_not_in_the_open(tmp_path):
    told = mistakes(tmp_path, DISTRICT + '[google]\nendpoint = "http://elsewhere.example"\n')

    assert f"fleet.toml, dòng {DISTRICT.count(chr(10)) + 2}: “endpoint”" in told


@pytest.mark.parametrize("school", [ELSEWHERE, ELSEWHERE + 'credentials = "cua-truong.json"\n'])
def test_a_school_does_not_send_the_districts_key_elsewhere(tmp_path, school):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL}, ACCOUNTS)
    on_google(path, "a", school)
    on_google(path, "b")
    a, b = members(load_fleet(path))

    assert a.config is None
    assert "https://elsewhere.example" in str(a.mistakes[0])
    assert b.config


@pytest.mark.parametrize(
    "key", ["../mot.json", "../cua-don-vi.json", "../a/../mot.json", "{folder}/mot.json"]
)
def test_a_school_that_names_the_districts_key_does_not_send_it_elsewhere(tmp_path, key):
    path = district(
        tmp_path, {"a": SCHOOL, "b": SCHOOL}, ACCOUNTS + '[google]\ncredentials = "cua-don-vi.json"\n'
    )
    on_google(path, "b", f'{ELSEWHERE}credentials = "{key.format(folder=tmp_path)}"\n')
    _, b = members(load_fleet(path))

    assert b.config is None
    assert "https://elsewhere.example" in str(b.mistakes[0])


def test_a_school_does_not_send_the_machines_sign_in_elsewhere(tmp_path):
    path = district(tmp_path, {"b": SCHOOL})
    on_google(path, "b", ELSEWHERE)
    [school] = members(load_fleet(path))

    assert school.config is None


def test_a_school_sends_its_own_key_where_it_likes(tmp_path):
    path = district(tmp_path, {"b": SCHOOL})
    on_google(path, "b", ELSEWHERE + 'credentials = "cua-truong.json"\n')
    [school] = members(load_fleet(path))

    assert school.config
    assert school.config.google.endpoint == "https://elsewhere.example"


@pytest.mark.parametrize("school", ["", ELSEWHERE])
def test_the_districts_key_goes_where_the_district_says(tmp_path, school):
    path = district(tmp_path, {"a": SCHOOL}, ACCOUNTS + ELSEWHERE)
    on_google(path, "a", school)
    [member] = members(load_fleet(path))

    assert member.config
    assert member.config.google[:1] == (str(tmp_path / "mot.json"),)
    assert member.config.google.endpoint == "https://elsewhere.example"
