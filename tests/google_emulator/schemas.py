"""Google's discovery documents as closed JSON schemas, each compiled once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient.discovery_cache
import jsonschema_rs

Json = dict[str, Any]

DOCUMENTS = {"sheets": "sheets.v4.json", "drive": "drive.v3.json"}
# Messages of which one field at most may be set: discovery does not tell.
ONE_OF = {"Request": "kind", "Response": "kind", "ExtendedValue": "value"}
_PATTERNS = {
    "int64": r"^-?\d+$",
    "google-datetime": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$",
    "date-time": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$",
    "date": r"^\d{4}-\d\d-\d\d$",
}


@cache
def kept(api: str) -> Json:
    """The discovery document of an API, for the emulator's own use."""
    return document(api)


def document(api: str) -> Json:
    """The discovery document of `sheets` or `drive`, as it comes with google-api-python-client.

    Read afresh each time, for that client writes into the one it is given.
    """
    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    return json.loads((folder / DOCUMENTS[api]).read_text("utf-8"))


def schema(api: str, name: str) -> Json:
    """The discovery schema of this name."""
    return kept(api)["schemas"][name]


def resolved(api: str, given: Json) -> Json:
    """A schema itself, where only a reference to it is given."""
    return schema(api, given["$ref"]) if "$ref" in given else given


@cache
def validator(api: str, name: str) -> jsonschema_rs.Validator:
    """The closed schema of this name: nothing that discovery does not know, and of the right type."""
    root = {"$ref": f"#/$defs/{name}", "$defs": _definitions(api)}
    return jsonschema_rs.validator_for(root)


@cache
def _definitions(api: str) -> Json:
    return {name: _closed(each) for name, each in kept(api)["schemas"].items()}


def _closed(given: Mapping[str, Any]) -> Any:
    if "$ref" in given:
        return {"$ref": f"#/$defs/{given['$ref']}"}
    kind = given["type"]
    if kind == "any":
        return True
    if kind == "object":
        return _closed_object(given)
    if kind == "array":
        return {"type": "array", "items": _closed(given["items"])}
    return _closed_scalar(given)


def _closed_object(given: Mapping[str, Any]) -> Json:
    if "additionalProperties" in given:
        return {"type": "object", "additionalProperties": _closed(given["additionalProperties"])}
    fields = {name: _closed(each) for name, each in given.get("properties", {}).items()}
    most = {"maxProperties": 1} if given.get("id") in ONE_OF else {}
    return {"type": "object", "properties": fields, "additionalProperties": False, **most}


def _closed_scalar(given: Mapping[str, Any]) -> Json:
    found: Json = {"type": given["type"]}
    if "enum" in given:
        found["enum"] = list(given["enum"])
    if given.get("format") in _PATTERNS:
        found["pattern"] = _PATTERNS[given["format"]]
    if given.get("format") == "int32":
        found |= {"minimum": -(2**31), "maximum": 2**31 - 1}
    return found


def first_violation(api: str, name: str, value: Any) -> str | None:
    """Where and how a value breaks its closed schema, or nothing."""
    checks = validator(api, name)
    if checks.is_valid(value):
        return None
    error = next(checks.iter_errors(value))
    return f"{name} at {'.'.join(map(str, error.instance_path)) or 'its root'}: {error.message[:600]}"
