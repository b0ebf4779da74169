"""The methods of Sheets v4 and Drive v3 as Google's discovery documents tell them: routes, queries, bodies, replies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from tests.google_emulator import bodies, schemas
from tests.google_emulator.bodies import Violation, camel, snake
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_READS = {"getByDataFilter", "batchGetByDataFilter", "search"}  # by POST, but they change nothing
_UPLOADS = ("/upload/", "/resumable/upload/")


@dataclass(frozen=True)
class Method:
    """A method of an API; `route` matches its path, `request` and `response` are names of schemas."""

    id: str
    api: str
    http: str
    route: re.Pattern[str]
    scopes: frozenset[str]
    query: Mapping[str, Json]
    request: str = ""
    response: str = ""

    @property
    def name(self) -> str:
        """The last part of its id."""
        return self.id.rpartition(".")[2]

    @property
    def is_read(self) -> bool:
        """Whether it counts as a read."""
        return self.http == "GET" or self.name in _READS


@cache
def methods() -> Mapping[str, Method]:
    """Every method by its id."""
    return {
        found["id"]: _method(api, found) for api in schemas.DOCUMENTS for found in _all(schemas.kept(api))
    }


def _all(resource: Json) -> Iterator[Json]:
    yield from resource.get("methods", {}).values()
    for below in resource.get("resources", {}).values():
        yield from _all(below)


def _method(api: str, found: Json) -> Method:
    document = schemas.kept(api)
    given = found.get("parameters", {})
    query = {name: each for name, each in given.items() if each["location"] == "query"}
    path = f"/{document['servicePath']}{found.get('flatPath', found['path'])}"
    return Method(
        found["id"],
        api,
        found["httpMethod"],
        _route(path),
        frozenset(found.get("scopes", ())),
        document["parameters"] | query,
        found.get("request", {}).get("$ref", ""),
        found.get("response", {}).get("$ref", ""),
    )


def _route(path: str) -> re.Pattern[str]:
    """A pattern for a path such as `/v4/spreadsheets/{spreadsheetId}/values/{range}:append`."""
    pieces = re.split(r"\{\+?(\w+)\}", path)
    texts = [f"(?P<{piece}>[^/]+)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)]
    return re.compile("".join(texts))


@cache
def _ordered() -> Mapping[str, Sequence[Method]]:
    """Methods by HTTP method: those with a colon first, then those with the fewest variables."""
    found: dict[str, list[Method]] = {}
    for method in methods().values():
        found.setdefault(method.http, []).append(method)
    for each in found.values():
        each.sort(key=lambda method: (":" not in _plain(method), method.route.groups))
    return found


def _plain(method: Method) -> str:
    return method.route.pattern.replace("(?P<", "").replace("\\:", ":")


def route(http: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method that a path, still percent-encoded, leads to, and the path's parameters decoded."""
    if http == "PUT" and path.startswith("/upload/drive/v2/files/"):  # gspread's import_csv
        http, path = "PATCH", path.replace("/v2/", "/v3/", 1)
    for folder in _UPLOADS:
        if path.startswith(folder):
            path = path[len(folder) - 1 :]
            break
    path = path.replace("/:", ":").removesuffix("/")  # google-spreadsheet sends `ID/` and `ID/:batchUpdate`
    for method in _ordered().get(http, ()):
        found = method.route.fullmatch(path)
        if found:
            return method, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


def is_upload(path: str) -> bool:
    """Whether a path is one that media is sent to."""
    return path.startswith(_UPLOADS)


# --- requests ---------------------------------------------------------------------------------------------------


def check_body(schema_name: str, json: Any, api: str = "drive") -> Json:
    """A body as proto JSON reads it, without nulls; raises ApiError as Google words it."""
    return bodies.check(api, schema_name, json)


def check_query(method: Method, query: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The query parameters under their proper names; raises ApiError for what Google refuses."""
    found: dict[str, Sequence[str]] = {}
    violations: list[Violation] = []
    for key, values in query.items():
        name = key if key in method.query else camel(key)
        if name in method.query:
            found[name] = values
            violations += _bad_values(method, name, values)
        else:
            found[key] = values
            violations += _unknown(method, key)
    if violations:
        raise bodies.bad_request(violations)
    return found


def _unknown(method: Method, key: str) -> Iterator[Violation]:
    if method.api == "sheets":  # Drive takes no notice of them
        text = f"Cannot bind query parameter. Field '{key}' could not be found in request message."
        yield Violation("", f'Invalid JSON payload received. Unknown name "{key}": {text}')


def _bad_values(method: Method, name: str, values: Sequence[str]) -> Iterator[Violation]:
    given = method.query[name]
    if len(values) > 1 and not given.get("repeated") and method.api == "sheets":
        text = "Proto field is not repeating, cannot start list."
        yield Violation("", f'Invalid JSON payload received. Unknown name "{snake(name)}": {text}')
    for value in values:
        if not _is_valid(given, value):
            if method.api == "drive":
                raise _drive_value(name, given, value)
            kind = bodies.type_name(method.api, given, name)
            yield Violation(snake(name), f"Invalid value at '{snake(name)}' ({kind}), \"{value}\"")


def _is_valid(given: Json, value: str) -> bool:
    if "enum" in given:
        return value in given["enum"]
    if given["type"] == "boolean":
        return value.lower() in ("true", "false", "1", "0")
    if given["type"] == "integer":
        return bool(re.fullmatch(r"-?\d+", value)) and _is_in_range(given, int(value))
    return True


def _is_in_range(given: Json, value: int) -> bool:
    lowest, highest = given.get("minimum"), given.get("maximum")
    return (lowest is None or value >= int(lowest)) and (highest is None or value <= int(highest))


def _drive_value(name: str, given: Json, value: str) -> ApiError:
    text = f"Invalid value '{value}'."
    if "minimum" in given and re.fullmatch(r"-?\d+", value):
        text += f" Values must be within the range: [{given['minimum']}, {given['maximum']}]"
    elif "enum" in given:
        text += f" Values must match the following regular expression: '{'|'.join(given['enum'])}'"
    return ApiError(400, text, reason="invalidParameter", location=name)


# --- replies ----------------------------------------------------------------------------------------------------


def violation(method: Method, reply: Any) -> str | None:
    """How a reply breaks the method's closed response schema, or nothing."""
    if not method.response:
        return f"{method.id} replies with nothing, but got {reply!r}"[:600] if reply else None
    return schemas.first_violation(method.api, method.response, reply)
