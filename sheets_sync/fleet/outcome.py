"""The input of one school's task and its outcome; both travel between processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config

FleetAction = Literal["check", "sync", "report"]
RunState = Literal["done", "unchanged", "failed", "refused", "hung", "lost", "memory", "bug"]

SUCCEEDED: tuple[RunState, ...] = ("done", "unchanged")

STATES: Mapping[RunState, str] = {
    "done": N_("xong"),
    "unchanged": N_("không đổi"),
    "failed": N_("không xong"),
    "refused": N_("từ chối ghi"),
    "hung": N_("quá giờ"),
    "lost": N_("máy chạy bị dừng"),
    "memory": N_("hết bộ nhớ"),
    "bug": N_("lỗi chương trình"),
}
"""What became of a school's run, in words."""


BEGAN = "sheets-sync-began"
"""The topic of the cluster's events on which a task says that it has begun, and where."""


@dataclass(frozen=True)
class SchoolTask:
    """One school's run: its config, the day, and the budget that its calls to Google count against.

    `kinds` and `period` (month, term, the whole year) say which documents; `replace` also those edited since.
    """

    key: str
    path: str
    config: Config
    today: date
    action: FleetAction
    account: str = ""
    kinds: tuple[str, ...] = ()
    period: tuple[str | None, int | None, bool] = (None, None, False)
    replace: bool = False


@dataclass(frozen=True)
class SchoolOutcome:
    """What came of a school's run; `parquet` holds its results.

    `began` is the moment (seconds since 1970) before anything was read.
    """

    key: str
    name: str
    action: FleetAction
    state: RunState
    reasons: tuple[Message, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    calls: Mapping[str, int] = field(default_factory=dict)
    began: float = 0
    seconds: float = 0
    parquet: bytes = b""

    @property
    def succeeded(self) -> bool:
        """Whether the school's run succeeded."""
        return self.state in SUCCEEDED


OnOutcome = Callable[[SchoolOutcome], None]
"""Hears of each school's outcome as it comes."""
