"""The types of config keys: a field is a key that is read, or the program does not start."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import pytest

from sheets_sync.settings.config import KEYS, Config, SchoolSettings
from sheets_sync.settings.key_types import Folder, KeyType, Text, keys_by_section, keys_of
from tests.recipes import copy_tree, follow, run


class Plain(NamedTuple):
    motto: str = ""


class Noted(NamedTuple):
    motto: Annotated[str, "words"] = ""


class Choice(NamedTuple):
    motto: Text | int | None = None


class Within(NamedTuple):
    inner: Plain = Plain()


class Good(NamedTuple):
    home: Folder
    name: Text
    motto: Text | None = None
    school: SchoolSettings | None = None


@pytest.mark.parametrize("section", [Plain, Noted, Choice])
def test_a_field_of_another_type_is_refused_with_its_name(section: type) -> None:
    with pytest.raises(TypeError, match=rf"{section.__name__}\.motto: .*settings/key_types\.py"):
        keys_of(section)


def test_a_field_of_a_section_within_is_refused_too() -> None:
    with pytest.raises(TypeError, match=r"Plain\.motto"):
        keys_by_section(Within)


def test_keys_are_the_fields_in_their_order_but_the_folder() -> None:
    keys = keys_of(Good)

    assert [(name, key.has_default) for name, key in keys.items()] == [
        ("name", False),
        ("motto", True),
        ("school", True),
    ]
    assert isinstance(keys["motto"].type, KeyType)
    assert keys["school"].type is SchoolSettings


def test_every_field_of_the_config_is_a_key() -> None:
    fields = {section: list(section._fields) for section in KEYS}  # type: ignore[attr-defined]
    fields[Config].remove("folder")
    assert {section: list(keys) for section, keys in KEYS.items()} == fields


def test_a_plain_annotation_stops_the_program_when_it_is_imported(tmp_path: Path) -> None:
    copy = copy_tree(tmp_path / "copy")
    config = copy / "sheets_sync" / "settings" / "config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("    signer: Blankable", '    motto: str = ""\n    signer: Blankable'), "utf-8"
    )

    with pytest.raises(
        AssertionError, match=r"TypeError: SchoolSettings\.motto: <class 'str'> is not the type"
    ):
        run(".venv/bin/python -c 'import sheets_sync.settings.config'", copy)


@pytest.mark.slow
def test_one_field_makes_a_key_that_is_read(tmp_path: Path) -> None:
    copy = copy_tree(tmp_path / "copy")
    follow("A config key", copy)
    (copy / "config.toml").write_text('[school]\nname = "x"\nyear = "2023-2024"\nmotto = "Vui"\n', "utf-8")

    program = (
        "from pathlib import Path; from sheets_sync.settings.config_file import load_config; "
        'print(load_config(Path("config.toml")).school.motto)'
    )
    assert run(f".venv/bin/python -c '{program}'", copy) == "Vui\n"
