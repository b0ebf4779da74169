"""JSON Schemas of what a school writes in TOML, from the program's own declarations: an editor completes and checks by them.

Run by scripts/schemas; a test holds docs/schemas against what this makes. The types come from the code (the fields of the
config, the figures of conditions, the keys of kinds of document); what a key means comes from schema_titles.toml, in both
languages, and a key without a title is a mistake.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from sheets_sync.awards import law_file
from sheets_sync.awards.conditions import CONDITIONS
from sheets_sync.awards.conditions.figures import (
    ANY_NUMBER,
    FigureKind,
    FreeText,
    OneOf,
    SomeOf,
    TrueOrFalse,
    Whole,
)
from sheets_sync.documents import kinds
from sheets_sync.language import LANGUAGES
from sheets_sync.rules import forms, law, rubric_file
from sheets_sync.rules.titles import ALL_TITLES, BY_CODE
from sheets_sync.settings.config import KEYS, Config
from sheets_sync.settings.key_types import KeyType

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schemas"
TITLES: Mapping[str, Any] = tomllib.loads(
    (Path(__file__).parent / "schema_titles.toml").read_text(encoding="utf-8")
)

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def schemas() -> dict[str, Schema]:
    """Every schema by the name of its file."""
    return {
        "config": config_schema(),
        "law": law_schema(),
        "rubric": rubric_schema(),
        "template": template_schema(),
    }


# --- config.toml ------------------------------------------------------------------------------------------------


def config_schema() -> Schema:
    """The schema of config.toml."""
    return _whole("config", _section(Config, ("config",)))


def _section(kind: type, path: tuple[str, ...]) -> Schema:
    """A section of the config as an object."""
    properties = {}
    for name, key in KEYS[kind].items():
        inside = (*path, name)
        made = dict(key.type.schema) if isinstance(key.type, KeyType) else _section(key.type, inside)
        properties[name] = _titled(made, inside)
    return _object(properties, [name for name, key in KEYS[kind].items() if not key.has_default])


# --- rule sets --------------------------------------------------------------------------------------------------


def law_schema() -> Schema:
    """The schema of a rule set: each condition with the figures that it declares."""
    confidence, title = {"enum": list(law.CONFIDENCES)}, {"enum": list(ALL_TITLES)}
    source = {"source": TEXT, "confidence": confidence}
    rounding = {"enum": list(get_args(law.Rounding))}
    percent = {"type": "integer", "minimum": 0, "maximum": 100}
    properties: Schema = {
        "name": TEXT,
        "valid_from": DAY,
        "valid_to": DAY,
        "documents": {"type": "array", "items": TEXT},
        "rules": {"type": "array", "items": {"oneOf": [_rule(name, source) for name in CONDITIONS]}},
        "quotas": {
            "type": "array",
            "items": _object(
                {"title": title, "of": title, "percent": percent, "rounding": rounding, "effect": {"enum": list(get_args(law.Effect))}, "note": TEXT, **source},
                ["title", "of", "percent", "source", "confidence"],
            ),
        },
        "excellent": _object(
            {"percent": percent, "of": {"enum": list(get_args(law.Base))}, "by_group": {"type": "boolean"}, "rounding": rounding, "note": TEXT, "valid_from": DAY, "valid_to": DAY, **source},
            ["percent", "source", "confidence"],
        ),
        "authorities": _object(dict.fromkeys(ALL_TITLES, TEXT)),
        "rewards": _rewards(source),
        "base_salary": {"type": "array", "items": _object({"since": DAY, "amount": {"type": "integer", "minimum": 1}, **source}, ["since", "amount", "source", "confidence"])},
    }  # fmt: skip
    titled = {name: _titled(_explained(made, "law"), ("law", name)) for name, made in properties.items()}
    return _whole("law", _object(titled, ["name", "valid_from", "rules"]))


def _rewards(source: Schema) -> Schema:
    """Money: a coefficient for each title, how amounts are rounded, and which titles are paid together."""
    years = {"type": "integer", "minimum": 1, "maximum": law_file.MOST_YEARS}
    properties: Schema = {
        "highest_only": {"type": "boolean"},
        "round_up_to": {"type": "integer", "minimum": 1, "maximum": law_file.MOST_ROUNDING},
        "years": _object(dict.fromkeys(ALL_TITLES, years)),
        "unsure": {"type": "array", "items": {"enum": list(ALL_TITLES)}, "minItems": 1},
        **{key: {"type": "number"} for key in ALL_TITLES},
        **source,
    }
    return _object(properties, ["source", "confidence"])


def _rule(name: str, source: Schema) -> Schema:
    declared = CONDITIONS[name].figures
    figures = {key: _figure(figure.kind) for key, figure in declared.items()}
    properties = {
        "rule": {"const": name},
        "id": TEXT,
        "titles": {"type": "array", "items": {"enum": list(ALL_TITLES)}, "minItems": 1},
        "note": TEXT,
        "valid_from": DAY,
        "valid_to": DAY,
        **source,
        **figures,
    }
    needed = [key for key, figure in declared.items() if figure.needed]
    return _object(properties, ["rule", "titles", "source", "confidence", *needed])


def _figure(kind: FigureKind) -> Schema:
    match kind:
        case Whole(low, high):
            bounds = {"minimum": low} if kind == ANY_NUMBER else {"minimum": low, "maximum": high}
            return {"type": "integer", **bounds}
        case TrueOrFalse():
            return {"type": "boolean"}
        case FreeText():
            return TEXT
        case OneOf(words):
            return {"enum": list(words)}
        case SomeOf(words):
            return {"type": "array", "items": {"enum": list(words)}}


# --- rubrics, kinds of document -----------------------------------------------------------------------------------


def rubric_schema() -> Schema:
    """The schema of a rubric: which keys there are; how they fit together `sheets-sync rules check` says."""
    number: Schema = {"type": "number"}
    types: Mapping[str, Schema] = {
        **dict.fromkeys(("total", "base", "min", "max", "from", "to", "below", "start", "each", "more_than", "at_least", "at_most", "percent", "blank"), number),
        **{key: {"type": "boolean"} for key in ("whole", "rating_first")},
        **dict.fromkeys(("choices", "inputs", "is", "part", "of", "tie_breakers"), TEXTS),
        **{key: {"type": "object"} for key in ("floors", "grades", "month", "year", "quota", "ranking")},
        "subject": {"enum": ["staff", "class"]},
        "every": {"enum": ["month", "week"]},
        "gaps": {"enum": ["up", "down"]},
        "level": {"enum": list(forms.LAW_LEVELS)},
        "weight": {"type": ["string", "number"]},
    }  # fmt: skip
    lists = {
        "criteria": (rubric_file.CRITERION_KEYS, {"counts": rubric_file.COUNT_KEYS}),
        "facts": (rubric_file.FACT_KEYS, {}),
        "ratings": (rubric_file.RATING_KEYS, {"conditions": rubric_file.CONDITION_KEYS}),
        "caps": (rubric_file.CAP_KEYS, {}),
    }

    def table(keys: tuple[str, ...], inner: Mapping[str, tuple[str, ...]]) -> Schema:
        made = {key: types.get(key, TEXT) for key in keys if key not in inner}
        made |= {key: {"type": "array", "items": table(below, {})} for key, below in inner.items()}
        return _object(made)

    properties = {name: types.get(name, TEXT) for name in rubric_file.TOP_KEYS if name not in lists}
    properties |= {name: {"type": "array", "items": table(*keys)} for name, keys in lists.items()}
    titled = {
        name: _titled(_explained(made, "rubric"), ("rubric", name)) for name, made in properties.items()
    }
    return _whole("rubric", _object(titled, ["name", "criteria", "ratings"]))


def template_schema() -> Schema:
    """The schema of the TOML beside a template."""
    types: Mapping[str, Schema] = {
        "series": {"enum": list(kinds.SERIES)},
        "period": {"type": "array", "items": {"enum": list(kinds.PERIODS)}, "minItems": 1},
        "each": {"enum": list(kinds.EACH)},
        "whom": {"enum": list(kinds.WHOM)},
        "needs": {"type": "array", "items": {"enum": list(kinds.NEEDS)}},
        "addressees": TEXTS,
        "lead": {"type": "integer", "minimum": 0},
    }
    properties = {key: _titled(dict(types.get(key, TEXT)), ("template", key)) for key in kinds.KEYS}
    texts = _explained(_object(dict.fromkeys(kinds.TEXTS, TEXT)), "template")
    properties |= {each: _titled(dict(texts), ("template", "language")) for each in LANGUAGES if each != "vi"}
    return _whole("template", _object(properties))


# --- parts ------------------------------------------------------------------------------------------------------


def _object(properties: Mapping[str, Any], required: list[str] | None = None) -> Schema:
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**made, "required": required} if required else made


def _titled(schema: Schema, path: tuple[str, ...]) -> Schema:
    """The schema with what it is about, in both languages."""
    vietnamese, english = _title(path)
    return {"title": vietnamese, "description": f"{vietnamese} / {english}", **schema}


def _explained(schema: Schema, name: str) -> Schema:
    """The schema with what each key within it means; a title's code is explained by its name."""
    made = dict(schema)
    if "properties" in made:
        made["properties"] = {
            key: _key(_explained(inner, name), name, key) for key, inner in made["properties"].items()
        }
    if "items" in made:
        made["items"] = _explained(made["items"], name)
    if "oneOf" in made:
        made["oneOf"] = [_explained(each, name) for each in made["oneOf"]]
    return made


def _key(schema: Schema, name: str, key: str) -> Schema:
    if key in ALL_TITLES:
        title = BY_CODE[key].name
        return {"title": title, "description": f"{title} / {key}", **schema}
    return _titled(schema, (name, "keys", key))


def _title(path: tuple[str, ...]) -> tuple[str, str]:
    found: Any = TITLES
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, Mapping):
        found = found.get("_")
    if not found:
        raise SystemExit(f"scripts/schema_titles.toml says nothing of {'.'.join(path)}")
    return found[0], found[1]


def _whole(name: str, schema: Schema) -> Schema:
    titled = _titled(schema, (name,))
    return {"$schema": "http://json-schema.org/draft-07/schema#", **titled}


def written(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(written(schema), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
