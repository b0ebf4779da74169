"""What the terms of a query for files mean."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from tests.google_emulator.drive import access, query, resource, sharing
from tests.google_emulator.drive.query import Comparison, Test
from tests.google_emulator.drive.state import ROLES, File
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_VISIBILITIES = ("anyoneCanFind", "anyoneWithLink", "domainCanFind", "domainWithLink", "limited")


class Asker:
    """Makes the test of one comparison of a query for files."""

    def __init__(self, world: World, call: Call) -> None:
        self._world, self._call = world, call

    def test(self, asked: Comparison) -> Test:
        """The test of this comparison, or the error for one that Drive does not know."""
        kinds = {
            **dict.fromkeys(("name", "mimeType", "fullText"), self._text),
            **dict.fromkeys(("modifiedTime", "createdTime", "viewedByMeTime"), self._time),
            **dict.fromkeys(("trashed", "starred", "sharedWithMe"), self._truth),
            **dict.fromkeys(("owners", "writers", "readers"), self._people),
            **dict.fromkeys(("properties", "appProperties"), self._property),
            "parents": self._parent,
            "visibility": self._visibility,
        }
        if asked.term not in kinds:
            raise query.invalid()
        return kinds[asked.term](asked)

    def _text(self, asked: Comparison) -> Test:
        operators = {"name": ("=", "!=", "contains"), "mimeType": ("=", "!=", "contains")}
        if asked.operator not in operators.get(asked.term, ("contains",)) or not isinstance(asked.value, str):
            raise query.invalid()
        wanted = asked.value.casefold()

        def test(file: File) -> bool:
            text = file.mime if asked.term == "mimeType" else access.name_of(self._world, file)
            text = text.casefold()
            if asked.operator == "contains":
                return text.startswith(wanted) if asked.term == "mimeType" else has_words(text, wanted)
            return (text == wanted) == (asked.operator == "=")

        return test

    def _time(self, asked: Comparison) -> Test:
        if asked.operator not in _COMPARE or not isinstance(asked.value, str):
            raise query.invalid()
        wanted = round(resource.seconds(asked.value, "q"), 3)
        attribute = "created" if asked.term == "createdTime" else "modified"
        return lambda file: _COMPARE[asked.operator](round(getattr(file, attribute), 3), wanted)

    def _truth(self, asked: Comparison) -> Test:
        if asked.operator not in ("=", "!=") or not isinstance(asked.value, bool):
            raise query.invalid()
        wanted = asked.value == (asked.operator == "=")
        actual: dict[str, Test] = {
            "trashed": lambda file: access.is_trashed(self._world, file),
            "starred": lambda file: file.starred,
            "sharedWithMe": lambda file: resource.shared_with(self._world, self._call, file),
        }
        return lambda file: actual[asked.term](file) == wanted

    def _people(self, asked: Comparison) -> Test:
        if asked.operator != "in" or not isinstance(asked.value, str):
            raise query.invalid()
        email = self._call.account.email if asked.value == "me" else asked.value
        least = {"owners": "owner", "writers": "writer", "readers": "reader"}[asked.term]

        def test(file: File) -> bool:
            held = sharing.effective(self._world, file).values()
            roles = [each["role"] for each in held if each.get("emailAddress") == email]
            return any(ROLES.index(role) >= ROLES.index(least) for role in roles)

        return test

    def _property(self, asked: Comparison) -> Test:
        if asked.operator != "has" or not isinstance(asked.value, tuple):
            raise query.invalid()
        key, value = asked.value
        if asked.term == "properties":
            return lambda file: file.properties.get(key) == value
        client = self._call.client
        return lambda file: file.app_properties.get(client, {}).get(key) == value

    def _visibility(self, asked: Comparison) -> Test:
        if asked.operator not in ("=", "!=") or asked.value not in _VISIBILITIES:
            raise query.invalid()
        return lambda file: (_visibility(file) == asked.value) == (asked.operator == "=")

    def _parent(self, asked: Comparison) -> Test:
        if asked.operator != "in" or not isinstance(asked.value, str):
            raise query.invalid()
        parent = access.by_id(self._world, self._call.account, asked.value)
        if parent is None or not self._world.role(self._call.account, parent.id):
            raise ApiError(404, "File not found: .", reason="notFound", location="fileId")
        return lambda file: parent.id in file.parents


def _visibility(file: File) -> str:
    """How widely a file is shared, as it is told to those who search."""
    found = {
        held["type"] + ("CanFind" if held.get("allowFileDiscovery") else "WithLink")
        for held in file.permissions
        if held["type"] in ("anyone", "domain")
    }
    return next((name for name in _VISIBILITIES if name in found), "limited")


def has_words(text: str, wanted: str) -> bool:
    """Whether the text has the wanted words, of which the last may be but the beginning of one."""
    return bool(re.search(rf"(?<!\w){re.escape(wanted.strip())}", text))
