"""Which Google account a school's calls count against, as Google counts: by who signs in, whatever fleet.toml calls it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from sheets_sync.errors import ConfigError
from sheets_sync.fleet.fleet_file import Account, Fleet
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config, GoogleSettings


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


def signed_in(config: Config, account: Account | None, fleet: Fleet) -> Config:
    """The config with the sign-in of the account that serves the school, where it names one.

    Raises ConfigError for a school that would send a key of the fleet's to an address of its own choosing.
    """
    google = config.google
    if account and (account.credentials or account.subject):
        google = google._replace(subject=account.subject)
    if account and account.credentials:
        google = google._replace(credentials=str(fleet.folder / account.credentials))
    if _signs_with_the_fleets_key(google, config.folder, fleet):
        _refuse_another_endpoint(google, fleet)
        google = google._replace(endpoint=fleet.outputs.google.endpoint)
    return config._replace(google=google)


def _signs_with_the_fleets_key(google: GoogleSettings, school: Path, fleet: Fleet) -> bool:
    """Whether a school signs in with a key that fleet.toml names, or with what the fleet's machine has by default."""
    named = (fleet.outputs.google.credentials, *(account.credentials for account in fleet.accounts))
    own = {(fleet.folder / key).resolve() for key in named if key}
    return google.credentials is None or (school / google.credentials).resolve() in own


def _refuse_another_endpoint(google: GoogleSettings, fleet: Fleet) -> None:
    if google.endpoint in (None, fleet.outputs.google.endpoint):
        return
    text = N_(
        "[google] endpoint của trường là {endpoint}, nhưng trường đăng nhập bằng khoá của đơn vị, và khoá ấy chỉ gửi tới "
        "nơi fleet.toml ghi. Xoá endpoint của trường; hoặc ghi [google] credentials riêng của trường; hoặc ghi "
        "[google] endpoint ấy vào fleet.toml, nếu đơn vị đồng ý."
    )
    raise ConfigError(Message(text, {"endpoint": google.endpoint}))


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
