"""The key-value pairs on files: those for everybody, and those that belong to one app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.google_emulator.drive.state import File
from tests.google_emulator.wire import ApiError

MOST = 30  # per app and file, and for everybody
LONGEST = 124  # bytes of key and value together


def set_all(file: File, client: str, metadata: Mapping[str, Any]) -> None:
    """Lay the given properties over those of the file; a null takes one away."""
    public, private = metadata.get("properties") or {}, metadata.get("appProperties") or {}
    own = file.app_properties.get(client, {})
    file.properties, own = _merged(file.properties, public), _merged(own, private)
    if own or client in file.app_properties:
        file.app_properties[client] = own


def _merged(old: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str]:
    for key, value in given.items():
        if value is not None and len((key + value).encode()) > LONGEST:
            raise ApiError(
                400,
                f"The combined key and value length of a property must not exceed {LONGEST} bytes.",
                reason="propertyTooLong",
            )
    merged = {key: value for key, value in {**old, **given}.items() if value is not None}
    if len(merged) > MOST:
        raise ApiError(403, "Too many properties on the file.", reason="propertiesLimitExceeded")
    return merged
