"""Update masks: which fields a request names, checked against the API's schema, and laid over what stands."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient.discovery_cache

from tests.google_emulator.wire import ApiError

Json = dict[str, Any]
FieldPath = tuple[str, ...]


@cache
def _schemas() -> Json:
    folder = Path(googleapiclient.discovery_cache.__file__).parent
    return json.loads((folder / "documents" / "sheets.v4.json").read_text("utf-8"))["schemas"]


@cache
def paths(mask: str, schema: str) -> tuple[FieldPath, ...]:
    """The paths that an update mask names; `*` is every field; a colour brings its style twin along."""
    if not mask.strip():
        raise ApiError(
            400, "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    found: dict[FieldPath, None] = {}
    for path in _split(mask.strip()):
        if path == ("*",):
            found |= {(name,): None for name in _schemas()[schema]["properties"]}
        else:
            _check(path, schema)
            found |= dict.fromkeys(_with_twin(path))
    return tuple(found)


def _split(mask: str) -> Iterator[FieldPath]:
    """`a.b,c(d,e/f)` as a.b, c.d, c.e.f."""
    stack: list[FieldPath] = [()]
    word, here = "", ()
    for sign in mask + ",":
        if sign not in ",()":
            word += sign
            continue
        names = tuple(_camel(name) for name in word.replace("/", ".").split(".") if name)
        here = stack[-1] + names
        if sign == "(":
            stack.append(here)
        elif names:
            yield here
        if sign == ")":
            stack.pop()
        word = ""


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _check(path: FieldPath, schema: str) -> None:
    node = {"$ref": schema}
    for name in path:
        if "$ref" in node:
            properties = _schemas()[node["$ref"]].get("properties", {})
            if name not in properties:
                raise ApiError(400, f"Invalid field: {_snake('.'.join(path))}")
            node = properties[name]
        elif "additionalProperties" in node:
            node = node["additionalProperties"]
        else:  # a list or a plain value has no fields of its own
            raise ApiError(400, f"Invalid field: {_snake('.'.join(path))}")


def _snake(name: str) -> str:
    return "".join("_" + sign.lower() if sign.isupper() else sign for sign in name)


def _with_twin(path: FieldPath) -> Iterable[FieldPath]:
    for at, name in enumerate(path):
        if name.lower().endswith(("color", "colorstyle")):
            before, plain = path[:at], name.removesuffix("Style")
            return (*before, plain), (*before, plain + "Style")
    return (path,)


def overlay(target: Json, source: Json, named: Iterable[FieldPath]) -> None:
    """Set each named field to what the source has; one that the source lacks is cleared."""
    for path in named:
        _set(target, path, _get(source, path))


_MISSING = object()


def _get(source: Any, path: FieldPath) -> Any:
    for name in path:
        if not isinstance(source, dict) or name not in source:
            return _MISSING
        source = source[name]
    return source


def _set(target: Json, path: FieldPath, value: Any) -> None:
    *way, last = path
    for name in way:
        if name not in target and value is _MISSING:
            return
        target = target.setdefault(name, {})
    if value is _MISSING:
        target.pop(last, None)
    else:
        target[last] = copy.deepcopy(value)
