"""The page for whoever takes over: everything they need, nobody's name, no secret."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess

import pytest

from sheets_sync.operations.scheduler_files import files
from tests.shell import Shell

TODAY = ("--today", "2024-04-10")


@pytest.fixture
def shell(tmp_path):
    made = Shell(tmp_path)
    made.config("clean-school", more='\n[rules.overrides]\n"LDTT.vote.percent" = 60\n')
    return made


def page(shell: Shell, *words: str) -> str:
    done = shell.run("handover", *words, *TODAY)
    assert done.returncode == 0, done.stderr
    return (shell.folder / "ban-giao.md").read_text(encoding="utf-8")


def test_it_says_where_everything_lies(shell):
    told = page(shell)
    assert f"`{shell.folder / 'sổ thi đua.xlsx'}`" in told
    assert f"`{(shell.folder / 'tong-hop.xlsx')}`" in told
    assert "Không dùng tài khoản Google" in told


def test_it_tells_what_is_the_schools_own(shell):
    told = page(shell)
    assert "- Thang điểm: ha-noi-3814 (có sẵn)" in told
    assert "- Bộ luật: vn-2022 (có sẵn), 25/05/2024" in told
    assert "- Con số của trường: `LDTT.vote.percent = 60`" in told


def test_a_year_without_a_rule_set_has_none_and_none_of_its_own(tmp_path):
    (tmp_path / "config.toml").write_text('[school]\nname = "x"\nyear = "2030-2031"\n', encoding="utf-8")
    told = page(Shell(tmp_path))
    assert "- Bộ luật: chưa có bộ luật nào cho quyết định ngày 25/05/2031" in told


def test_the_page_has_no_two_blank_lines_in_a_row(shell):
    assert "\n\n\n" not in page(shell)


def test_a_sentence_below_a_list_is_no_part_of_it(shell):
    lines = page(shell).splitlines()
    after = [below for line, below in itertools.pairwise(lines) if line.startswith("- ")]
    assert [each for each in after if each and not each.startswith("- ")] == []


@pytest.mark.slow
def test_it_lists_the_last_ten_runs(shell):
    for _ in range(3):
        shell.run("sync", *TODAY)
    told = page(shell)
    assert told.count("| sync | xong |") == 3


def test_it_names_nobody(shell):
    shell.run("sync", *TODAY)
    told = page(shell)
    people = [row["name"] for row in shell.json("ranking", "--month", "10", *TODAY)["rows"]]
    assert people and not [name for name in people if name in told]


def test_the_account_of_a_key_is_named_and_nothing_else_of_it(shell, google):
    key = json.loads(open(google.key_file, encoding="utf-8").read())  # noqa: PTH123, SIM115
    config = shell.folder / "config.toml"
    text = config.read_text(encoding="utf-8").replace("[store]", '[store]\nkind = "google"')
    config.write_text(
        f'{text}\n[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n',
        encoding="utf-8",
    )
    told = page(shell)
    assert key["client_email"] in told
    assert key["private_key"][40:80] not in told and key["private_key_id"] not in told


def test_it_is_written_again_in_place_but_never_over_somebodys_own(shell):
    page(shell)
    assert shell.run("handover", *TODAY).returncode == 0
    (shell.folder / "ban-giao.md").write_text("Ghi chú của tôi", encoding="utf-8")
    done = shell.run("handover", *TODAY)
    assert done.returncode == 5
    assert "không ghi đè" in done.stderr


def test_it_is_in_the_schools_language(shell):
    config = shell.folder / "config.toml"
    config.write_text('language = "en"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert "## When something breaks" in page(shell)


def test_what_a_person_has_added_stays(shell):
    told = page(shell)
    assert told.endswith("<!-- ghi thêm dưới dòng này -->\n")
    (shell.folder / "ban-giao.md").write_text(told + "Chìa khoá phòng máy ở bảo vệ.\n", encoding="utf-8")
    again = page(shell)
    assert again.endswith("dưới dòng này -->\nChìa khoá phòng máy ở bảo vệ.\n")
    assert again.count("phòng máy") == 1


def test_it_says_who_hears_of_a_bad_night(shell):
    assert "không ai biết" in page(shell)
    shell.config(
        "clean-school",
        more='\n[alerts]\nlog = "nhat-trinh.log"\nping = "https://hc.example/secret-of-ours"\n',
    )
    told = page(shell)
    assert f"`{shell.folder / 'nhat-trinh.log'}`" in told
    assert "hc.example" in told and "secret-of-ours" not in told


def crontab(shell, line):
    """A command of that name which tells this line; the environment in which it is found first."""
    folder = shell.folder / "bin"
    folder.mkdir()
    (folder / "crontab").write_text(f"#!/bin/sh\ncat <<'END'\n# sheets-sync\n{line}\nEND\n", encoding="utf-8")
    (folder / "crontab").chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(shell.folder)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no cron")
def test_it_tells_the_line_of_cron_without_its_secrets(shell):
    line = "15 22 * * * SHEETS_SYNC_SMTP_PASSWORD=hush sheets-sync sync && curl https://hc.example/secret"
    done = shell.run("handover", *TODAY, environment=crontab(shell, line))
    assert done.returncode == 0, done.stderr
    told = (shell.folder / "ban-giao.md").read_text(encoding="utf-8")
    assert "crontab: 15 22 * * * SHEETS_SYNC_SMTP_PASSWORD=… sheets-sync sync" in told
    assert "hc.example/…" in told
    assert [secret for secret in ("hush", "/secret") if secret in told] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no cron")
@pytest.mark.parametrize(
    "line",
    [
        "SHEETS_SYNC_SMTP_PASSWORD='hush one hush' sheets-sync sync",
        'SHEETS_SYNC_SMTP_PASSWORD="hush one hush" sheets-sync sync',
        "sheets-sync sync && curl https://td:hush@hc.example/hush",
        "sheets-sync sync && curl 'https://td:hu/hush@hc.example'",
        "sheets-sync sync && curl https://hc.example?key=hush",
    ],
)
def test_no_part_of_a_password_in_the_line_of_cron_is_told(shell, line):
    assert shell.run("handover", *TODAY, environment=crontab(shell, f"1 2 * * * {line}")).returncode == 0
    told = (shell.folder / "ban-giao.md").read_text(encoding="utf-8")
    assert "crontab: 1 2 * * * " in told
    assert "hush" not in told


def test_the_files_of_the_night_bear_this_machines_paths(shell):
    done = shell.run("handover", "--unattended", "đêm", *TODAY)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text(encoding="utf-8") for path in (shell.folder / "đêm").iterdir()}
    assert sorted(made) == ["crontab", "sheets-sync.service", "sheets-sync.timer", "sheets-sync.xml"]
    for name in ("crontab", "sheets-sync.service", "sheets-sync.xml"):
        assert str(shell.folder) in made[name]
        assert not [each for each in ("$HOME", "%h", "C:\\") if each in made[name]]
    assert shell.run("handover", "--unattended", "đêm", *TODAY).returncode == 5


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell of cron's on this machine")
def test_the_line_of_cron_runs_in_a_folder_with_a_blank_and_a_per_cent_sign(tmp_path):
    folder = tmp_path / "thi đua 100%"
    folder.mkdir()
    line = files(folder, ("/bin/echo", "đã chạy")).get("crontab", "").splitlines()[-1]
    assert "100\\%" in line
    command = line.split(None, 5)[5].replace("\\%", "%")  # as cron hands it to the shell
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "đã chạy sync --quiet --wait 600\n"
