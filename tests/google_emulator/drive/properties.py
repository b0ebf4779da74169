"""The key-value pairs on files: those for everybody, and those that belong to one app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.google_emulator.drive.state import File
from tests.google_emulator.wire import ApiError

MOST = 30  # per app and file, and for everybody
LONGEST = 124  # bytes of key and value together


def set_all(file: File, client: str, metadata: Mapping[str, Any]) -> bool:
    """Lay the given properties over those of the file; a null takes one away. True if there were any."""
    public, private = metadata.get("properties"), metadata.get("appProperties")
    if public:
        file.properties = _merged(file.properties, public)
    if private:
        file.app_properties[client] = _merged(file.app_properties.get(client, {}), private)
    return bool(public or private)


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
