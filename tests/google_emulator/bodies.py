"""A request's body as Google's JSON parser reads it: what it tolerates, and its words for what it does not."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from tests.google_emulator.schemas import ONE_OF, resolved, validator
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

# How the service calls the parameter that the whole body is bound to.
_PREFIXES = {"ValueRange": "data", "Spreadsheet": "spreadsheet"}
_SHARED_ENUMS = {
    "dimension": "Dimension",
    "majorDimension": "Dimension",
    "valueInputOption": "ValueInputOption",
    "valueRenderOption": "ValueRenderOption",
    "responseValueRenderOption": "ValueRenderOption",
    "dateTimeRenderOption": "DateTimeRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
}
_PACKAGES = {"sheets": "google.apps.sheets.v4", "drive": "google.apps.drive.v3"}


class Violation(Exception):  # noqa: N818  it ends up in a list, not at a caller
    """One thing that is wrong with a request, and the field that it is about."""

    def __init__(self, field: str, description: str) -> None:
        super().__init__(description)
        self.field, self.description = field, description


def bad_request(violations: list[Violation]) -> ApiError:
    """The 400 for these violations, each told in the message and in the details."""
    found = [
        {"field": each.field, "description": each.description} if each.field else {"description": str(each)}
        for each in violations
    ]
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": found}]
    text = "\n".join(each.description for each in violations)
    return ApiError(400, text, details=details, reason="badRequest")


def parse(body: bytes) -> Any:
    """The JSON of a body; nothing at all is an empty message."""
    text = body.decode("utf-8", "replace")
    if not text.strip():
        return {}
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_double, parse_int=_whole)
    except ValueError as error:
        raise _malformed(text, getattr(error, "pos", 0)) from None
    except OverflowError:
        raise _unreadable("Number exceeds the range of double.") from None
    except RecursionError:
        raise _unreadable("Message too deep. Max recursion depth reached.") from None


def _double(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise OverflowError(digits)
    return number


def _whole(digits: str) -> int | float:
    """A whole number, which is a double beyond 64 bits."""
    return int(digits) if len(digits) < 19 else _double(digits)


def _unreadable(why: str) -> ApiError:
    return ApiError(400, f"Invalid JSON payload received. {why}", reason="parseError")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _malformed(text: str, at: int) -> ApiError:
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    column = at - (text.rfind("\n", 0, at) + 1)
    start = max(0, column - 20)
    what = "Unexpected end of string" if at >= len(text.rstrip()) else "Unexpected token"
    marked = f"{line[start : column + 20]}\n{' ' * (column - start)}^"
    return ApiError(400, f"Invalid JSON payload received. {what}.\n{marked}", reason="parseError")


def check(api: str, name: str, value: Any) -> Json:
    """The message of this schema that a JSON value stands for; raises ApiError."""
    if validator(api, name).is_valid(value):
        return value
    if value is not None and not isinstance(value, dict):
        text = 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
        raise bad_request([Violation("", text)])
    reader = _Reader(api)
    found = reader.message({"$ref": name}, value, _PREFIXES.get(name, "") if api == "sheets" else "")
    if reader.violations:
        raise bad_request(reader.violations)
    return found


class _Reader:
    """Reads a value and keeps what is wrong; paths are in snake_case, as Google writes them."""

    def __init__(self, api: str) -> None:
        self.api = api
        self.violations: list[Violation] = []

    def value(self, given: Json, value: Any, path: str, owner: str) -> Any:
        """A value of any schema; `owner` is the message and field it stands in."""
        given_schema = resolved(self.api, given)
        kind = given_schema["type"]
        if kind == "any":
            return value
        if kind == "array":
            return self._list(given_schema, value, path, owner)
        if kind == "object":
            return self.message(given, value, path)
        if isinstance(value, list):
            return self._not_repeating(path)
        try:
            return _scalar(given_schema, value)
        except ValueError:
            shown = "Starting an object on a scalar field" if isinstance(value, dict) else _shown(value)
            return self._invalid(path, f"({self._type(given_schema, owner)}), {shown}")

    def _invalid(self, path: str, what: str) -> None:
        where = f"Invalid value at '{path}' " if path else "Invalid value "
        self.violations.append(Violation(path, where + what))

    def _unknown(self, name: str, path: str, why: str) -> None:
        where = f" at '{path}'" if path else ""
        text = f'Invalid JSON payload received. Unknown name "{name}"{where}: {why}'
        self.violations.append(Violation(path, text))

    def _not_repeating(self, path: str) -> None:
        above, _, name = path.rpartition(".")
        self._unknown(name, above, "Proto field is not repeating, cannot start list.")

    def _list(self, given: Json, value: Any, path: str, owner: str) -> list[Any]:
        """A repeated field; one value alone counts as a list of it, lists within the list as part of it."""
        if given["items"].get("type") == "array":
            return self._rows(value, path)
        if not isinstance(value, list):
            return [self.value(given["items"], value, path, owner)]
        return [
            self.value(given["items"], each, f"{path}[{index}]", owner)
            for index, each in enumerate(_flat(value))
        ]

    def _rows(self, value: Any, path: str) -> list[Any]:
        """A list of lists of anything, such as the values of a range."""
        rows = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, row in rows:
            if not isinstance(row, list):
                where = path if index is None else f"{path}[{index}]"
                self._invalid(where, f"(type.googleapis.com/google.protobuf.ListValue), {_shown(row)}")
        return value

    def message(self, given: Json, value: Any, path: str) -> Json:
        """A message or a map; fields that are null count as absent."""
        given_schema = resolved(self.api, given)
        name = given_schema.get("id", "")
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong_message(value, path, name)
            return {}
        if "additionalProperties" in given_schema:
            inner = given_schema["additionalProperties"]
            return {
                key: self.value(inner, each, f"{path}.{key}", name) if each is not None else None
                for key, each in value.items()
            }
        return self._fields(given_schema, value, path)

    def _wrong_message(self, value: Any, path: str, name: str) -> None:
        if isinstance(value, list):
            self._not_repeating(path)
        else:
            self._invalid(path, f"(type.googleapis.com/{_PACKAGES[self.api]}.{name}), {_shown(value)}")

    def _fields(self, given: Json, value: Json, path: str) -> Json:
        fields, name = given.get("properties", {}), given.get("id", "")
        found: Json = {}
        for key, each in value.items():
            field = key if key in fields else camel(key)
            if field not in fields:
                if self.api != "drive":  # which passes over such fields, as over gspread's `withLink`
                    self._unknown(key, path, "Cannot find field.")
            elif each is not None:
                where = f"{path}.{snake(field)}" if path else snake(field)
                if found and name in ONE_OF:
                    self._set_twice(path, ONE_OF[name], field)
                found[field] = self.value(fields[field], each, where, f"{name}.{field}")
        return found

    def _set_twice(self, path: str, group: str, field: str) -> None:
        self._invalid(path, f"(oneof), oneof field '{group}' is already set. Cannot set '{field}'")

    def _type(self, given: Json, owner: str) -> str:
        return type_name(self.api, given, owner)


def _flat(values: list[Any]) -> Iterator[Any]:
    for each in values:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def type_name(api: str, given: Json, owner: str) -> str:
    """What Google calls the type of a scalar; `owner` is its message and field, as in `GridRange.sheetId`."""
    if "enum" in given:
        message, _, field = owner.rpartition(".")
        inner = field[0].upper() + field[1:]
        full = _SHARED_ENUMS.get(field) or (f"{message}.{inner}" if message else inner)
        return f"type.googleapis.com/{_PACKAGES[api]}.{full}"
    if given["type"] == "number":
        return f"TYPE_{given.get('format', 'double').upper()}"
    if given.get("format") in ("int32", "int64", "uint32"):
        return f"TYPE_{given['format'].upper()}"
    return {"boolean": "TYPE_BOOL", "integer": "TYPE_INT32"}.get(given["type"], "TYPE_STRING")


def _scalar(given: Json, value: Any) -> Any:
    """A scalar as proto JSON takes it: numbers also as text, int64 also as a number; raises ValueError."""
    kind = given["type"]
    if kind == "boolean":
        if isinstance(value, bool):
            return value
        raise ValueError(value)
    if kind == "integer" or given.get("format") == "int64":
        number = _integer(value, 63 if given.get("format") == "int64" else 31)
        return number if kind == "integer" else str(number)
    if kind == "number":
        return _number(value)
    if not isinstance(value, str) or ("enum" in given and value not in given["enum"]):
        raise ValueError(value)
    return value


def _number(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    number = float(value) if isinstance(value, str) else value
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _integer(value: Any, bits: int) -> int:
    number = _number(value)
    if number != int(number) or not -(2**bits) <= number < 2**bits:
        raise ValueError(value)
    return int(number)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def snake(name: str) -> str:
    """`addSheet` as `add_sheet`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def camel(name: str) -> str:
    """`add_sheet` as `addSheet`."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)
