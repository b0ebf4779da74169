"""The page for whoever takes over: everything they need, nobody's name, no secret."""

from __future__ import annotations

import json

import pytest

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


@pytest.mark.slow
def test_it_lists_the_last_ten_runs(shell):
    for _ in range(3):
        shell.run("sync", *TODAY)
    told = page(shell)
    assert told.count("| sync | done |") == 3


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
