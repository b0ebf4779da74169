"""Schools in spreadsheets of the emulator: made from drawn text or from sheets, and read through the real clients."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sheets_sync.google.session import Policy, Session
from sheets_sync.google.signin import sign_in
from sheets_sync.model import CellError, RawCell, Sheet, Uncached, column_letters
from sheets_sync.school.school import is_form
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import parse_config
from sheets_sync.stores.gsheets import GoogleStore
from tests.google_emulator.server import Emulator
from tests.google_emulator.sheets import hand

# What somebody would have typed to get such an error.
FORMULAS = {
    "#REF!": "=#REF!",
    "#DIV/0!": "=1/0",
    "#N/A": "=NA()",
    "#VALUE!": '=1+"a"',
    "#NAME?": "=NOSUCH()",
    "#NUM!": "=NUMBER()",
}


def spreadsheet_of(google: Emulator, sheets: Sequence[Sheet], **more: Any) -> str:
    """A spreadsheet that holds these sheets; its id."""
    tabs = {sheet.title: [[_typed(cell) for cell in row] for row in sheet.rows] for sheet in sheets}
    made = google.new_spreadsheet(tabs=tabs, **more)
    for sheet in sheets:
        for at, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row, 1):
                if isinstance(cell, CellError):
                    where = f"'{sheet.title}'!{column_letters(column)}{at}"
                    hand.type_in(google.spreadsheet(made), where, FORMULAS[cell.text])
    return made


def _typed(cell: RawCell) -> Any:
    assert not isinstance(cell, Uncached), "Google always holds a formula's result"
    return None if isinstance(cell, CellError) else cell


def google_config(google: Emulator, folder: Path, *spreadsheets: str, **sections: Any) -> Config:
    """A config for these spreadsheets, by the service account without storage."""
    store = {"kind": "google", "input": list(spreadsheets), **sections.pop("store", {})}
    account = {"credentials": str(google.key_file), "endpoint": google.endpoint, **sections.pop("google", {})}
    school = {"name": "Trường THCS Thử", "year": "2023-2024", **sections.pop("school", {})}
    return parse_config(
        {"school": school, "store": store, "google": account, **sections}, folder / "config.toml"
    )


def google_session(google: Emulator, config: Config, **patience: float) -> Session:
    """A session whose waits turn the emulator's clock instead of taking time."""
    account = sign_in(config.google, config.folder)
    policy = Policy(**patience)
    return Session(account, config.google.endpoint, policy, google.world.clock.advance)


def google_store(google: Emulator, config: Config, **patience: float) -> GoogleStore:
    """The store of a config, by a session of its own."""
    return GoogleStore(config, is_form(config), google_session(google, config, **patience))
