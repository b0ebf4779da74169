"""The JSON Schemas that editors complete and check by: current, and right about what the program itself reads."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema_rs
import pytest

from tests.places import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import schemas

from tests.config_example import uncommented

RULES = ROOT / "sheets_sync" / "rules"
STOCK = {
    "config": [ROOT / "config.example.toml"],
    "law": sorted((RULES / "law").glob("*.toml")),
    "rubric": sorted((RULES / "rubrics").glob("*.toml")),
    "template": sorted((ROOT / "templates").glob("*.toml")),
}
FILES = [(name, path) for name, paths in STOCK.items() for path in paths]


def values(text: str) -> Any:
    """A TOML file as an editor hands it to a schema: dates as text."""
    return json.loads(json.dumps(tomllib.loads(text), default=_day))


def _day(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def faults(name: str, text: str) -> list[str]:
    validator = jsonschema_rs.validator_for(schemas.schemas()[name])
    return [error.message for error in validator.iter_errors(values(text))]


@pytest.mark.parametrize("name", schemas.schemas())
def test_the_schemas_are_current(name):
    stands = (schemas.FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert stands == schemas.written(schemas.schemas()[name]), "run scripts/schemas"


@pytest.mark.parametrize(("name", "path"), FILES, ids=[f"{name}-{path.stem}" for name, path in FILES])
def test_what_the_program_reads_is_right_by_the_schema(name, path):
    assert faults(name, path.read_text(encoding="utf-8")) == []


def test_every_key_of_the_example_is_right_by_the_schema():
    assert faults("config", uncommented()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config", '[school]\nname = "x"'),
        ("config", '[school]\nname = "x"\nyear = "2023-2024"\nnmae = "y"'),
        ("config", '[school]\nname = "x"\nyear = "2023"'),
        ("config", '[school]\nname = "x"\nyear = "2023-2024"\n[deadlines]\nentries_day = 31'),
        ("law", 'name = "x"\nvalid_from = 2024-01-01\n[[rules]]\nrule = "vote"\ntitles = ["LDTT"]\nsource = "x"\nconfidence = "text"'),
        ("law", 'name = "x"\nvalid_from = 2024-01-01\n[[rules]]\nrule = "once"\ntitles = ["LĐTT"]\nsource = "x"\nconfidence = "text"'),
        ("rubric", 'name = "x"\n[[criteria]]\nkey = "a"\nmaximum = 3\n[[ratings]]\nname = "A"'),
        ("template", 'title = "x"\nperiod = ["week"]'),
    ],
)  # fmt: skip
def test_a_slip_is_seen_while_it_is_typed(name, text):
    assert faults(name, text)


def keys(schema: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every key that a schema knows, however deep, and what is said of it."""
    for key, inner in schema.get("properties", {}).items():
        yield f"{path}.{key}", inner.get("description", "")
        yield from keys(inner, f"{path}.{key}")
    for number, inner in enumerate(schema.get("oneOf", [])):
        yield from keys(inner, f"{path}.{number}")
    yield from keys(schema["items"], path) if isinstance(schema.get("items"), dict) else ()


@pytest.mark.parametrize("name", schemas.schemas())
def test_every_key_is_explained_in_both_languages(name):
    explained = dict(keys(schemas.schemas()[name]))
    assert len(explained) > 10
    assert [path for path, about in explained.items() if " / " not in about] == []
