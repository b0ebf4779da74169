"""Which Google account a school's calls count against, as Google counts: by who signs in, whatever fleet.toml calls it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.errors import ConfigError
from sheets_sync.fleet.fleet_file import Account, Fleet
from sheets_sync.language import N_, Message


def served(fleet: Fleet, schools: tuple[Path, ...]) -> Mapping[Path, Account]:
    """The account that serves each config, the first that names it; raises ConfigError for one that serves nobody."""
    found: dict[Path, Account] = {}
    for account in fleet.accounts:
        mine = set(fleet.files(account.schools)) & set(schools)
        if not mine:
            text = N_(
                "Không trường nào khớp với {patterns}. Xem lại “schools” của [accounts.{name}] trong fleet.toml."
            )
            patterns = ", ".join(f"“{pattern}”" for pattern in account.schools)
            raise ConfigError(Message(text, {"patterns": patterns, "name": account.name}))
        found = dict.fromkeys(mine, account) | found
    return found


def signed_in(config: Config, account: Account | None, folder: Path) -> Config:
    """The config with the sign-in of the account that serves the school, where it names one."""
    if account is None or not (account.credentials or account.subject):
        return config
    own = config.google._replace(subject=account.subject)
    if account.credentials:
        own = own._replace(credentials=str(folder / account.credentials))
    return config._replace(google=own)


def budget_of(config: Config) -> str:
    """The name of the budget that a config's calls count against; blank where it makes none.

    Two groups of schools, or two copies of a key file, with one account behind them have one budget.
    """
    google = config.google
    if config.store.kind != "google":
        return ""
    who = _account(config.folder / google.credentials) if google.credentials else "default"
    mark = hashlib.sha256(f"{who}|{google.subject}".encode()).hexdigest()[:8]
    return f"{who.rpartition('/')[2].partition('@')[0]}-{mark}"


def _account(key: Path) -> str:
    """The address in a service account's key; of another file, where it lies."""
    try:
        return str(json.loads(key.read_text(encoding="utf-8"))["client_email"])
    except (OSError, ValueError, KeyError, TypeError):
        return key.resolve().as_posix()
