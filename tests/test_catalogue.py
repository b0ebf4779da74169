"""The catalogues are current, everything is said in both languages, and a lost one leaves the program Vietnamese."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import click
import pytest

from scripts import catalogue
from sheets_sync import demo
from sheets_sync.cli import cli
from sheets_sync.language import Translator, translator
from sheets_sync.rules import forms
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.rules.titles import TITLES
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore
from tests import forked

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def commands(group: click.Group = cli, *names: str) -> Iterator[list[str]]:
    """What to type for every command, the bare program and groups of commands included."""
    yield list(names)
    for name, command in group.commands.items():
        yield from commands(command, *names, name) if isinstance(command, click.Group) else [[*names, name]]


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a person starts it."""
    return forked.run(arguments, folder, {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", **environment})


def vietnamese(text: str, names: Sequence[str] = ()) -> list[str]:
    """The words with Vietnamese letters that are neither quoted nor a name."""
    text = QUOTED.sub(" ", text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return [word for word in text.split() if any(letter.isalpha() and ord(letter) > 127 for letter in word)]


# --- current ----------------------------------------------------------------------------------------------------


def test_catalogues_are_current_and_complete() -> None:
    done = subprocess.run(
        [sys.executable, str(catalogue.ROOT / "scripts/catalogue.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, ""), "run scripts/catalogue and translate what it lists"


def test_updating_current_catalogues_changes_no_byte(tmp_path: Path) -> None:
    po = tmp_path / "en/LC_MESSAGES/sheets_sync.po"
    shutil.copytree(catalogue.ENGLISH.parent, po.parent)

    catalogue.write(po, catalogue.merged(po, catalogue.program_texts()))

    assert po.read_bytes() == catalogue.ENGLISH.read_bytes()


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """A catalogue with one text, translated and compiled."""
    po = tmp_path / "en/LC_MESSAGES/sheets_sync.po"
    made = catalogue.merged(po, ["hạng {rank}"])
    made["hạng {rank}"].string = "rank {rank}"
    catalogue.write(po, made)
    return po


def test_a_good_catalogue_has_no_mistakes(english: Path) -> None:
    assert list(catalogue.mistakes(english, ["hạng {rank}"])) == []


@pytest.mark.parametrize(
    "was, now, said",
    [
        ('"rank {rank}"', '""', "not translated"),
        ('"rank {rank}"', '"rank {place}"', "other {fields}"),
        ('"rank {rank}"', '"place {rank}"', "sheets_sync.mo is not what"),
        ('msgid "hạng', '#, fuzzy\nmsgid "hạng', "fuzzy"),
    ],
)
def test_a_bad_translation_is_told(english: Path, was: str, now: str, said: str) -> None:
    english.write_text(english.read_text("utf-8").replace(was, now), "utf-8")

    found = list(catalogue.mistakes(english, ["hạng {rank}"]))

    assert any(line.startswith(said) for line in found), found


def test_a_new_text_and_a_lost_one_are_told(english: Path) -> None:
    found = list(catalogue.mistakes(english, ["điểm"]))

    assert found == ["not in sheets_sync.po: 'điểm'", "no longer in the code: 'hạng {rank}'"]


def test_a_changed_text_keeps_its_former_translation_as_fuzzy(english: Path) -> None:
    catalogue.write(english, catalogue.merged(english, ["hạng {rank}."]))

    message = catalogue.read(english)["hạng {rank}."]
    assert (message.string, message.fuzzy) == ("rank {rank}", True)


def test_texts_are_found_however_they_are_marked() -> None:
    source = "t('một'); run.t('hai'); self.say('ba', x=1); N_('bốn' ' năm'); t('sáu' if x else 'bảy'); other('tám')"

    assert sorted(catalogue.texts_in(source)) == sorted(["một", "hai", "ba", "bốn năm", "sáu", "bảy"])


@pytest.mark.parametrize("module", ["cli.py", "commands/printing/__init__.py"])
def test_every_text_for_the_terminal_is_marked(module: str) -> None:
    source = (catalogue.PACKAGE / module).read_text("utf-8")
    literals = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    texts = {text for text in literals if isinstance(text, str) and vietnamese(text)}

    assert texts - set(catalogue.texts_in(source)) <= {"MÃ_CB"}


# --- both languages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_problem_can_be_said(code: str, language: str) -> None:
    t = translator(language)

    for text in chain([CODES[code].kind], *CODES[code].texts.values()):
        names = {name.partition("!")[0] for name in catalogue.fields(text)}
        said = t(text, **dict.fromkeys(names, "✓"))
        assert said
        assert "{" not in said


def test_english_holds_vietnamese_only_in_quotes() -> None:
    translated = catalogue.messages(catalogue.read(catalogue.ENGLISH))

    assert {
        message.string: words for message in translated if (words := vietnamese(str(message.string)))
    } == {}


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_help_is_english_when_asked_for(command: list[str], tmp_path: Path) -> None:
    done = run("--lang", "en", *command, "--help", folder=tmp_path)

    assert done.stdout.startswith("Usage: ")
    assert vietnamese(done.stdout, ["MÃ_CB"]) == []


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_help_is_vietnamese_throughout(command: list[str], tmp_path: Path) -> None:
    done = run("--lang", "vi", *command, "--help", folder=tmp_path)

    assert done.stdout.startswith("Cách dùng: ")
    assert "Tuỳ chọn:" in done.stdout
    assert "Hiện phần giúp đỡ này rồi dừng." in done.stdout
    assert "Show" not in done.stdout


@pytest.mark.parametrize(
    "arguments, english, vietnamese_text",
    [
        (["rankng"], "Error: No such command", "Lỗi: Không có lệnh"),
        (["rankng"], "Did you mean", "Có phải"),
        (["check", "--verbos"], "Error: No such option", "Lỗi: Không có tuỳ chọn"),
        (["explain"], "Error: Missing argument", "Lỗi: Thiếu tham số"),
        (["close", "3", "4"], "Error: Got unexpected extra argument", "Lỗi: Thừa tham số"),
        (["ranking", "--month"], "requires an argument", "cần 1 giá trị"),
        (["ranking", "--by", "x"], "is not one of", "không phải là một trong"),
        (["ranking", "--term", "3"], "is not in the range", "không nằm trong khoảng"),
        (["--today", "x", "check"], "is not a date", "không phải là ngày"),
        (["explain"], "for help.", "để xem cách dùng."),
    ],
)
def test_a_wrong_call_is_told_in_either_language(
    arguments: list[str], english: str, vietnamese_text: str, tmp_path: Path
) -> None:
    said = {language: run(*arguments, LANG=language, folder=tmp_path) for language in ("en", "vi")}

    assert [done.returncode for done in said.values()] == [2, 2]
    assert english in said["en"].stderr
    assert vietnamese_text in said["vi"].stderr


def test_a_missing_config_is_told_in_english(tmp_path: Path) -> None:
    done = run("--lang", "en", "check", folder=tmp_path)

    assert "config.toml" in done.stderr
    assert vietnamese(done.stderr) == []


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo school, which has slips of many kinds."""
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder)
    return folder


def names_in(school: Path) -> list[str]:
    """What is a name in the demo school's sheets: of tabs, columns, choices, titles, people and teams."""
    config = load_config(school / demo.CONFIG)
    store = XlsxStore(config, lambda title: title == forms.ROSTER.title)
    cells = {str(cell) for sheet in store.read() for row in sheet.rows for cell in row if cell}
    columns = [column for form in forms.FORMS for column in form.columns]
    choices = {choice for column in columns for choice in column.choices}
    titles = [title.name for title in TITLES]
    tabs, headers = [form.title for form in forms.FORMS], [column.header for column in columns]
    return [*cells, *tabs, "Tháng", *headers, *choices, *titles]


@pytest.mark.parametrize("key", ["message", "remedy"])
def test_check_speaks_english_of_the_demo_school(key: str, school: Path) -> None:
    today = str(demo.DEMO_TODAY)
    done = run("--lang", "en", "--json", "--today", today, "check", folder=school, LANG="vi_VN.UTF-8")

    found = json.loads(done.stdout)["problems"]
    names = names_in(school)
    assert len(found) > 20
    assert {each[key]: words for each in found if (words := vietnamese(each[key], names))} == {}


# --- a lost catalogue -------------------------------------------------------------------------------------------


def test_without_catalogues_the_program_speaks_vietnamese(tmp_path: Path) -> None:
    package = tmp_path / "sheets_sync"
    shutil.copytree(catalogue.PACKAGE, package, ignore=shutil.ignore_patterns("locale", "__pycache__"))

    command = [
        sys.executable,
        "-m",
        "sheets_sync",
        "--lang",
        "en",
        "check",
    ]  # that copy, not the program that is tested
    plain = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        command, cwd=tmp_path, env=plain, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 2
    assert "Không thấy tệp cấu hình" in done.stderr


def test_a_language_without_a_catalogue_is_vietnamese() -> None:
    assert Translator("fr")("hạng {rank}", rank=1) == "hạng 1"


# --- one spelling -----------------------------------------------------------------------------------------------


def test_the_program_spells_a_word_in_one_way() -> None:
    """Both spellings are right; a tab with one and a paper with the other look careless."""
    said = catalogue.ENGLISH.read_text(encoding="utf-8")
    kinds = "".join(path.read_text(encoding="utf-8") for path in catalogue.ROOT.glob("templates/*.toml"))

    assert "tỉ lệ" in said
    assert re.findall("(?i).*tỷ lệ.*", said + kinds) == []
