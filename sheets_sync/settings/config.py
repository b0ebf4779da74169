"""The values of config.toml: a section is a NamedTuple, the type of a field says how its key is read (`key_types`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from sheets_sync.model import SchoolYear
from sheets_sync.settings.key_types import (
    Aliases,
    Audiences,
    Blankable,
    Count,
    Counts,
    Date,
    Days,
    Endpoint,
    Folder,
    Free,
    GoogleAddress,
    Language,
    LogFormat,
    MonthDay,
    Names,
    OutputTitles,
    Percent,
    Security,
    StoreName,
    Text,
    Texts,
    Truth,
    TwoYears,
    Weeks,
    WeekTab,
    keys_by_section,
)
from sheets_sync.settings.store_kinds import STORE_KINDS

EMPTY: Mapping[str, Any] = MappingProxyType({})
USUAL_OUTPUT = "tong-hop.xlsx"


class SchoolSettings(NamedTuple):
    """Who the school is, and how its papers begin and end."""

    name: Text
    year: TwoYears
    upper: Text = "UBND ……"  # dots to fill by hand: no other school's district is ever printed
    place: Text = "……"
    sign: Text = "THCS"
    board: Text = "Ban Thi đua - Khen thưởng"
    council: Text = "Hội đồng Thi đua - Khen thưởng"
    council_sign: Text = "HĐTĐKT"
    signer: Blankable = ""
    signer_post: Text = "HIỆU TRƯỞNG"
    teams: Texts = ()


class StoreSettings(NamedTuple):
    """Where the staff's workbook is and where the summary goes."""

    kind: StoreName = "xlsx"
    input: Texts = ("so-thi-dua.xlsx",)
    output: Text | None = None
    titles: OutputTitles = EMPTY

    @property
    def in_files(self) -> bool:
        """Whether the workbooks are files on this machine."""
        return STORE_KINDS[self.kind].in_files


class RulesSettings(NamedTuple):
    """The rubric, the date that picks the law or the law's name, and the figures where the school's rule differs.

    `hardship` are the ids of those with five years of service where life is hardest, which no tab says.
    """

    rubric: Text = "ha-noi-3814"
    decision_date: Date | None = None
    law: Text | None = None
    hardship: Texts = ()
    overrides: Free = EMPTY


class ClassesSettings(NamedTuple):
    """A weekly class board: its rubric, its classes, and the tabs `Tuần 1`, `Tuần 2` … with their Mondays."""

    names: Texts
    first_week: Date
    rubric: Text = "lop-tuan"
    tab: WeekTab = "Tuần {week}"
    weeks: Weeks = 35
    starts: Days = EMPTY


class DeadlineSettings(NamedTuple):
    """Dates of the year that a school may move: single ones, or a calendar of its own (`calendar_file.py`).

    `dates` and `without` go by the keys of the calendar; `alarms` are days before a date, for a phone's calendar.
    """

    registration: Date | None = None
    entries_day: MonthDay = 15
    entries: Count = 3
    calendar: Text | None = None
    dates: Days = EMPTY
    without: Texts = ()
    alarms: Counts = (7, 1)


class ClosingSettings(NamedTuple):
    """On which day of the following month a month is closed by itself (nothing: only by `close`), errors or not."""

    day: MonthDay | None = None
    with_errors: Truth = False


class SafetySettings(NamedTuple):
    """What share of its rows, in per cent, the roster or a month may not lose from one sync to the next."""

    shrink: Percent = 50


class ReportSettings(NamedTuple):
    """Where documents go, from which templates, and to whom."""

    output: Text = "bao-cao"
    drive: Text | None = None
    templates: Text | None = None
    files: Names = EMPTY
    audiences: Audiences = EMPTY
    addressee: Text = "Hội đồng Thi đua - Khen thưởng ……"
    addressees: Aliases = EMPTY
    recipients: Texts = ("Như trên", "Các tổ chuyên môn")
    filing: Text = "VT, TĐKT"


class GoogleSettings(NamedTuple):
    """Google credentials, the OAuth client that `login` uses, and another base address for all calls."""

    credentials: Text | None = None
    subject: Text | None = None
    client: Text | None = None
    endpoint: GoogleAddress | None = None


class AlertSettings(NamedTuple):
    """What a run says to those who are not looking: log, ping, mail; the mail's password is in the environment."""

    log: Text | None = None
    log_format: LogFormat = "text"
    ping: Endpoint | None = None
    mail_to: Texts = ()
    mail_from: Text | None = None
    smtp: Text | None = None
    smtp_security: Security = "starttls"
    smtp_user: Text | None = None


class JournalSettings(NamedTuple):
    """Where the program keeps what it remembers between runs; the platform's state folder unless configured."""

    path: Text | None = None


class Config(NamedTuple):
    """The whole config; `folder` is where it lies, paths in it are relative to that."""

    school: SchoolSettings
    store: StoreSettings = StoreSettings()
    rules: RulesSettings = RulesSettings()
    reports: ReportSettings = ReportSettings()
    deadlines: DeadlineSettings = DeadlineSettings()
    closing: ClosingSettings = ClosingSettings()
    safety: SafetySettings = SafetySettings()
    classes: ClassesSettings | None = None
    google: GoogleSettings = GoogleSettings()
    journal: JournalSettings = JournalSettings()
    alerts: AlertSettings = AlertSettings()
    language: Language = "vi"
    tabs: Aliases = EMPTY
    columns: Aliases = EMPTY
    folder: Folder = Path()

    @property
    def year(self) -> SchoolYear:
        """The school year."""
        return self.school.year

    @property
    def registration_deadline(self) -> date:
        """The last day of the first round of registrations: 31 October unless configured."""
        return self.deadlines.registration or date(self.year.start, 10, 31)

    @property
    def decision_date(self) -> date:
        """The day of the year-end decision: 25 May unless configured."""
        return self.rules.decision_date or date(self.year.start + 1, 5, 25)

    @property
    def output_path(self) -> Path:
        """The summary workbook of an xlsx store."""
        return self.folder / (self.store.output or USUAL_OUTPUT)

    @property
    def input_paths(self) -> tuple[Path, ...]:
        """The staff workbooks of an xlsx store."""
        return tuple(self.folder / name for name in self.store.input)

    @property
    def reports_path(self) -> Path:
        """The folder of the documents."""
        return self.folder / self.reports.output


KEYS = keys_by_section(Config)
"""The keys of every section, `Config` among them, which has the keys at the head of the file."""
