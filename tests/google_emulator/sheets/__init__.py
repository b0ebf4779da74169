"""Sheets v4: every method that is emulated, by its id in the discovery document."""

from __future__ import annotations

from tests.google_emulator.sheets import spreadsheets, values
from tests.google_emulator.wire import Handler

HANDLERS: dict[str, Handler] = {**spreadsheets.HANDLERS, **values.HANDLERS}
