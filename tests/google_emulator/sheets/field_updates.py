"""Update masks: which fields a request names, checked against the API's schema, and laid over what stands."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from tests.google_emulator import masks, schemas
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]
FieldPath = tuple[str, ...]


@cache
def paths(mask: str, schema: str) -> tuple[FieldPath, ...]:
    """The paths that an update mask names; `*` is every field; a colour brings its style twin along."""
    if not mask.strip():
        raise ApiError(
            400, "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    # Unlike the masks of replies, these may have spaces: pygsheets' have.
    wanted = masks.parse(re.sub(r"\s*([,()])\s*", r"\1", mask.strip()))
    unknown = wanted.unknown("sheets", schema)
    if unknown:
        raise ApiError(400, f"Invalid field: {_snake(unknown)}")
    found: dict[FieldPath, None] = {}
    for path in wanted.paths():
        if path == ("*",):
            every = schemas.resolved("sheets", {"$ref": schema})["properties"]
            found |= {(name,): None for name in every}
        else:
            found |= dict.fromkeys(_with_twin(_down_to_a_list(path, schema)))
    return tuple(found)


def _down_to_a_list(path: FieldPath, schema: str) -> FieldPath:
    """A path cut at the first field that is a list: who names a part of its items changes all of it."""
    given: Json = {"$ref": schema}
    for at, name in enumerate(path):
        given = schemas.resolved("sheets", given).get("properties", {}).get(name, {})
        if given.get("type") == "array":
            return path[: at + 1]
    return path


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
        if not isinstance(target, dict):  # nothing below a list can be named
            raise ApiError(400, f"Invalid field: {_snake('.'.join(path))}")
    if value is _MISSING:
        target.pop(last, None)
    else:
        target[last] = copy.deepcopy(value)
