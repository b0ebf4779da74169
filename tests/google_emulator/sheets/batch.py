"""All requests of a batchUpdate in turn; the caller keeps the copy that they were applied to, or drops it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.google_emulator.sheets import (
    requests_banding,
    requests_borders,
    requests_cells,
    requests_charts,
    requests_dimensions,
    requests_filters,
    requests_groups,
    requests_metadata,
    requests_moving,
    requests_named,
    requests_pasting,
    requests_properties,
    requests_protection,
    requests_rules,
    requests_sheets,
    requests_text,
)
from tests.google_emulator.sheets.updating import Kind, Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

KINDS: dict[str, Kind] = {
    **requests_banding.KINDS,
    **requests_borders.KINDS,
    **requests_cells.KINDS,
    **requests_charts.KINDS,
    **requests_dimensions.KINDS,
    **requests_filters.KINDS,
    **requests_groups.KINDS,
    **requests_metadata.KINDS,
    **requests_moving.KINDS,
    **requests_named.KINDS,
    **requests_pasting.KINDS,
    **requests_properties.KINDS,
    **requests_protection.KINDS,
    **requests_rules.KINDS,
    **requests_sheets.KINDS,
    **requests_text.KINDS,
}
_SAID_EVEN_IF_EMPTY = {"addDimensionGroup", "deleteDimensionGroup"}


def apply_all(update: Update, requests: Sequence[Json]) -> list[Json]:
    """One reply per request, empty where there is nothing to say."""
    return [_apply(update, index, request) for index, request in enumerate(requests)]


def _apply(update: Update, index: int, request: Json) -> Json:
    if len(request) != 1:
        raise ApiError(400, f"Invalid requests[{index}]: Exactly one kind of request must be set.")
    [(kind, given)] = request.items()
    if kind not in KINDS:
        raise ApiError(400, f"Invalid requests[{index}].{kind}: This kind of request is not emulated.")
    update.spreadsheet.computed.clear()
    try:
        reply = KINDS[kind](update, given)
    except ApiError as error:
        if error.code == 400:
            error.message = f"Invalid requests[{index}].{kind}: {error.message}"
        raise
    update.spreadsheet.computed.clear()
    return {kind: reply} if reply or kind in _SAID_EVEN_IF_EMPTY else {}
