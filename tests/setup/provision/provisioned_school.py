"""A school on the emulator: its config, its sessions, and what `init` does there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sheets_sync.google.session import Session
from sheets_sync.google.signin import sign_in
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config
from sheets_sync.setup.provision.protecting import Protected
from sheets_sync.setup.provision.spreadsheets import Provisioned, init_google, protect_google
from tests.google_emulator.server import Emulator
from tests.google_emulator.sheets.state import Sheet, Spreadsheet


class School:
    """One school with its config file; signed in as the service account unless told otherwise."""

    def __init__(self, google: Emulator, folder: Path) -> None:
        self.google, self.path = google, folder / "config.toml"
        self.set_up()

    def set_up(self, *inputs: str, key: Path | None = None, school: str = "", more: str = "") -> None:
        """Write the config."""
        given = ", ".join(f'"{each}"' for each in inputs)
        self.path.write_text(
            f'[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n{school}\n'
            f'[store]\nkind = "google"\n{f"input = [{given}]" if inputs else ""}\n'
            f'[google]\ncredentials = "{key or self.google.key_file}"\nendpoint = "{self.google.endpoint}"\n{more}',
            encoding="utf-8",
        )

    @property
    def config(self) -> Config:
        return load_config(self.path)

    def session(self) -> Session:
        config = self.config
        return Session(
            sign_in(config.google, config.folder),
            config.google.endpoint,
            sleep=lambda seconds: self.google.world.clock.advance(seconds),
        )

    def init(self, **how: bool) -> list[Provisioned]:
        return init_google(self.config, self.session(), self.path, **how)

    def protect(self, **how: bool) -> list[Protected]:
        return protect_google(self.config, self.session(), date(2023, 10, 1), **how)

    @property
    def spreadsheet(self) -> Spreadsheet:
        """The first spreadsheet of the config."""
        return self.google.spreadsheet(self.config.store.input[0])

    def tab(self, title: str) -> Sheet:
        found = self.spreadsheet.titled(title)
        assert found is not None
        return found

    def header(self, title: str, row: int = 1) -> list[str]:
        tab = self.tab(title)
        cells = [tab.at(row - 1, at).entered or {} for at in range(tab.column_count)]
        return [cell["stringValue"] for cell in cells if cell]

    def writes(self) -> list[str]:
        """The calls so far that changed something."""
        done = [call for call in self.google.calls if call.method != "GET" and call.api != "oauth"]
        return [call.method_id for call in done]

    def forget_calls(self) -> None:
        self.google.calls.clear()
