"""The guides: every command in them is run, in their order, in a school where they hold."""

from __future__ import annotations

import gettext
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync import demo
from tests import forked
from tests.places import ROOT

DOCS = ROOT / "docs"
PACKAGE = ROOT / "sheets_sync"
PAIRS = {"teacher": "giao-vien", "board": "ban-thi-dua", "principal": "hieu-truong", "it": "it"}
GUIDES = [DOCS / "vi" / f"{name}.md" for name in PAIRS.values()] + [
    DOCS / "en" / f"{name}.md" for name in PAIRS
]
DAY_OF_ITS_OWN = ("--help", "--version", "completion", "demo", "doctor", "history")
MAY_FIND_ERRORS = ("check",)
STANDS_FOR = {
    "MÃ_LẦN_CHẠY": "last",
    "ID": "last",
    "TỆP": "bao-cao/Bao-cao-thi-dua-thang-3-2024.docx",
    "FILE": "bao-cao/Bao-cao-thi-dua-thang-3-2024.docx",
    "…": "monthly",
}
NEED_MORE = {
    "explain": "somebody's id",
    "init": "a school without a workbook: tests/provision",
    "init --protect": "Google: tests/provision",
    "adopt": "a person who answers: tests/adopt",
    "adopt so-cua-truong.xlsx": "a person who answers: tests/adopt",
    "login --client oauth.json": "Google and a browser: test_google_login",
}


def commands(guide: Path) -> list[list[str]]:
    """The words of every command in the guide's blocks of shell."""
    blocks = re.findall(r"```sh\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert all(line.startswith("sheets-sync ") for line in lines), (
        "the test runs nothing but the program itself"
    )
    return [shlex.split(line, comments=True)[1:] for line in lines]


def in_sentences(guide: Path) -> list[list[str]]:
    """The words of every command that the guide names outside its blocks, as somebody would type them."""
    found = re.findall(r"(?<!`)`sheets-sync ([^`>]+)", guide.read_text(encoding="utf-8"))
    lines = dict.fromkeys(line.strip() for line in found)
    return [
        [STANDS_FOR.get(word, word) for word in shlex.split(line)] for line in lines if line not in NEED_MORE
    ]


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_every_command_of_a_guide_does_what_the_guide_says(guide, tmp_path):
    school = tmp_path / "school"
    demo.make(school)
    (school / "thu.toml").write_text('"LDTT.vote.percent" = 60\n', encoding="utf-8")
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    for words in [*commands(guide), *in_sentences(guide)]:
        day = () if words[0] in DAY_OF_ITS_OWN else ("--today", str(demo.DEMO_TODAY))
        done = forked.run([*words, *day], school, environment)
        allowed = (0, 1) if words[0] in MAY_FIND_ERRORS else (0,)
        assert done.returncode in allowed, (words, done.stdout[-500:], done.stderr[-500:])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_no_command_stands_where_the_walk_would_not_see_it(guide):
    lines = re.findall(r"(?m)^ *(?:[$>] *)?sheets-sync .*", guide.read_text(encoding="utf-8"))
    assert len(lines) == len(commands(guide))


@pytest.mark.parametrize(("english", "vietnamese"), PAIRS.items())
def test_both_languages_say_the_same_commands(english, vietnamese):
    ours = [
        [word for word in words if " " not in word] for words in commands(DOCS / "vi" / f"{vietnamese}.md")
    ]
    theirs = [
        [word for word in words if " " not in word] for words in commands(DOCS / "en" / f"{english}.md")
    ]
    assert ours == theirs


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_what_a_guide_quotes_in_its_table_of_troubles_is_what_the_program_says(guide):
    with (PACKAGE / "locale/en/LC_MESSAGES/sheets_sync.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    said = "\n".join(catalogue if guide.parent.name == "vi" else catalogue.values())
    rows = re.findall(r"^\| (“.*?) \|", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert [quoted for row in rows for quoted in re.findall("“(.*?)”", row) if quoted not in said] == []
    assert bool(rows) == (guide.stem == "it")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_every_guide_has_a_picture(guide):
    assert "](../pictures/" in guide.read_text(encoding="utf-8")


def words_of(picture: Path) -> list[str]:
    """The texts of a picture of a terminal, whichever version of rich drew it."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_the_pictures_of_the_terminal_show_what_the_program_says_today(tmp_path):
    school, pictures = tmp_path / "school", tmp_path / "pictures"
    pictures.mkdir()
    demo.make(school)
    script = [sys.executable, str(DOCS.parent / "scripts/terminal_pictures.py"), str(school), str(pictures)]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    subprocess.run(script, check=True, env=environment, timeout=120)
    made = sorted(pictures.iterdir())
    assert len(made) == 8
    stale = [each.name for each in made if words_of(each) != words_of(DOCS / "pictures" / each.name)]
    assert stale == [], "run scripts/pictures"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_every_link_and_picture_leads_somewhere(guide):
    links = re.findall(r"\]\((?!https:)([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []
