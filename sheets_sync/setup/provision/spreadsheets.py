"""`init` on Google: makes the staff's spreadsheets where there are none, and completes those that stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import ConfigError, UnavailableError, UsageError
from sheets_sync.google.drive import SPREADSHEET, Drive, file_id
from sheets_sync.google.errors import GoogleError
from sheets_sync.google.json_types import Json
from sheets_sync.google.session import SHEETS, Session
from sheets_sync.language import N_, Message
from sheets_sync.model import Person
from sheets_sync.rules.forms import ROSTER, STATUSES
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.layout import Titles
from sheets_sync.school.school import SchoolReader
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_writing import set_values
from sheets_sync.setup.provision.books import book_of, parts_of
from sheets_sync.setup.provision.completing import Completion, blank_of_google, completion, has_ids
from sheets_sync.setup.provision.google_cells import sheet_id
from sheets_sync.setup.provision.guide import TITLE as GUIDE
from sheets_sync.setup.provision.lacking import without_ids
from sheets_sync.setup.provision.protecting import Posts, Protected, Protecting, board_of, read_school
from sheets_sync.setup.provision.workbook import Workbook
from sheets_sync.stores.gsheets.snapshot import FIELDS, Snapshot
from sheets_sync.text.vietnamese import fold

_TitledWorkbook = tuple[str, Workbook]
"""What a spreadsheet is called, and what it is to hold."""

_COUNTRY = {"locale": "vi_VN", "timeZone": "Asia/Ho_Chi_Minh"}
_NO_PLACE = ("storage", "forbidden")  # Google's words for an account that may not own files
_STILL_HERE = (None, *STATUSES[:2])


class Provisioned(NamedTuple):
    """One spreadsheet after `init`, or before it where nothing is written yet; without an id it is still to be made."""

    title: str
    spreadsheet: str | None
    created: bool
    added: Completion

    @property
    def address(self) -> str | None:
        """Where it opens in a browser."""
        return f"https://docs.google.com/spreadsheets/d/{self.spreadsheet}/edit" if self.spreadsheet else None


def init_google(
    config: Config, session: Session, config_path: Path, split: bool = False, dry_run: bool = False
) -> list[Provisioned]:
    """Make or complete the config's spreadsheets; an account without storage gets a ConfigError with the ways out."""
    work = Provisioning(config, session, config_path)
    book = work.fit(book_of(config, people_of(work.existing, config)))
    parts = parts_of(book) if split else (("", book),)
    if split and not book.team_names and len(work.existing) < len(parts):
        raise UsageError(Message(N_("Muốn mỗi tổ một sổ thì ghi tên các tổ vào [school] teams trước.")))
    return work.plan(parts) if dry_run else work.run(parts)


def protect_google(
    config: Config, session: Session, day: date, rows: bool = False, dry_run: bool = False
) -> list[Protected]:
    """Let in only who belongs there, in every spreadsheet of the config; those that differ are written once."""
    rubric = load_rubric(config.rules.rubric, config.folder)
    snapshots = look(session, config)
    school = read_school(snapshots, config, rubric)
    posts = Posts(school.roster, board_of(school, day))
    done = []
    for snapshot in snapshots:
        planned = Protecting(snapshot, config, rubric, school, posts, session.account, rows).plan()
        if planned.requests and not dry_run:
            session.update(snapshot.id, planned.requests)
        done.append(planned)
    return done


def look(session: Session, config: Config) -> list[Snapshot]:
    """The config's spreadsheets as they stand."""
    ids = dict.fromkeys(file_id(text) for text in config.store.input)
    return [Snapshot(session.spreadsheet(each, FIELDS)) for each in ids]


def people_of(snapshots: Sequence[Snapshot], config: Config) -> tuple[Person, ...]:
    """Everybody on the roster who has not left."""
    titles = Titles(config).tab(ROSTER.title)
    sheets = [
        book.sheet(tab, book.id) for book in snapshots for tab in book.others if fold(tab.title) in titles
    ]
    rubric = load_rubric(config.rules.rubric, config.folder)
    roster = SchoolReader(sheets, config, rubric).read().roster
    return tuple(person for person in roster.people if person.status in _STILL_HERE)


def named_by_people(book: Workbook) -> Workbook:
    """The workbook of a school without staff codes."""
    return replace(book, forms=[without_ids(form) for form in book.forms])


def title_of(config: Config, part: str = "") -> str:
    """What a new spreadsheet is called in Drive."""
    return " – ".join(filter(None, (f"Sổ thi đua {config.year}", config.school.name, part)))


class Provisioning:
    """One run of `init`: the config, the session, and where what was made is written down."""

    def __init__(self, config: Config, session: Session, config_path: Path) -> None:
        self.config, self.session, self.config_path = config, session, config_path
        self.existing = look(session, config)
        self.with_ids = all(has_ids(snapshot, config) for snapshot in self.existing)

    def fit(self, book: Workbook) -> Workbook:
        """The workbook as this school keeps it: with its staff codes, or without."""
        return book if self.with_ids else named_by_people(book)

    def plan(self, parts: Sequence[_TitledWorkbook]) -> list[Provisioned]:
        """What would be made and added; nothing is written."""
        self._check(parts)
        return [*self._planned(parts)]

    def _planned(self, parts: Sequence[_TitledWorkbook]) -> Iterator[Provisioned]:
        for number, (part, book) in enumerate(parts):
            if number < len(self.existing):
                current = self.existing[number]
                yield Provisioned(current.title, current.id, False, self._completion(current, book))
            else:
                added = self._completion(Snapshot({"spreadsheetId": "", "sheets": []}), book)
                first = number == len(self.existing)
                if first and self._may_have_no_place and not self.config.reports.drive:
                    added = added._replace(left=(*added.left, *self._no_place().messages))
                yield Provisioned(title_of(self.config, part), None, True, added)

    def run(self, parts: Sequence[_TitledWorkbook]) -> list[Provisioned]:
        """Make and complete one spreadsheet after the other; each that is made is written into the config at once."""
        self._check(parts)
        done = []
        for number, (part, book) in enumerate(parts):
            if number < len(self.existing):
                done.append(self._complete(self.existing[number], book))
            else:
                made = self._create(title_of(self.config, part))
                self.existing.append(made)
                self._write_down()
                done.append(self._complete(made, book, fresh=True))
        return done

    def _check(self, parts: Sequence[_TitledWorkbook]) -> None:
        if len(self.existing) > len(parts):
            if len(parts) == 1:
                raise UsageError(
                    Message(N_("[store] input ghi nhiều sổ. Chạy lại với --split, hoặc để lại một sổ."))
                )
            text = N_("[store] input ghi {there} sổ mà chỉ cần {wanted}: {parts}. Bớt sổ thừa rồi chạy lại.")
            names = ", ".join(part for part, _ in parts)
            raise UsageError(
                Message(text, {"there": len(self.existing), "wanted": len(parts), "parts": names})
            )

    # --- completing -------------------------------------------------------------------------------------------

    def _completion(self, snapshot: Snapshot, book: Workbook) -> Completion:
        return completion(snapshot, book, self.config, self.session.account, self.with_ids)

    def _complete(self, snapshot: Snapshot, book: Workbook, fresh: bool = False) -> Provisioned:
        added = self._completion(snapshot, book)
        if fresh:
            added = added._replace(requests=_made_vietnamese(snapshot, added.requests), left=())
        if added.requests:
            self._update(snapshot.id, added.requests, book)
        return Provisioned(snapshot.title, snapshot.id, fresh, added)

    def _update(self, spreadsheet: str, requests: list[Json], book: Workbook) -> None:
        """All or nothing; after a lost answer the spreadsheet is looked at, for adding twice would be too much."""
        try:
            self.session.update(spreadsheet, requests)
        except GoogleError as error:
            if not error.uncertain:
                raise
            after = Snapshot(self.session.spreadsheet(spreadsheet, FIELDS))
            if self._completion(after, book).requests:
                raise

    def _write_down(self) -> None:
        ids = [snapshot.id for snapshot in self.existing]
        set_values(self.config_path, {("store", "input"): ids[0] if len(ids) == 1 else ids})

    # --- creating ---------------------------------------------------------------------------------------------

    def _create(self, title: str) -> Snapshot:
        try:
            if self._may_have_no_place and self.config.reports.drive:
                return self._create_in_folder(title, file_id(self.config.reports.drive))
            return self._create_in_own_drive(title)
        except GoogleError as error:
            if not error.uncertain:
                raise
            text = N_(
                "Có thể trang tính “{title}” đã được tạo. Xem trong Drive: nếu có thì ghi địa chỉ của nó vào "
                "[store] input rồi chạy lại."
            )
            raise UnavailableError(*error.messages, Message(text, {"title": title})) from error

    def _create_in_own_drive(self, title: str) -> Snapshot:
        small = {"rowCount": 2, "columnCount": 2}  # the guide makes itself room
        first = {"properties": {"sheetId": sheet_id(GUIDE, set()), "title": GUIDE, "gridProperties": small}}
        body = {"properties": {"title": title, **_COUNTRY}, "sheets": [first]}
        try:
            answer = self.session.call("POST", SHEETS, about=title, params={"fields": FIELDS}, json=body)
        except GoogleError as error:
            raise (self._no_place() if error.kind in _NO_PLACE else error) from error
        return Snapshot(answer.json())

    def _create_in_folder(self, title: str, folder: str) -> Snapshot:
        """In a shared drive even a service account may make files: the drive owns them."""
        drive = Drive(self.session)
        if "driveId" not in drive.get(folder, "id,driveId"):
            raise self._no_place()
        made = drive.create({"name": title, "mimeType": SPREADSHEET, "parents": [folder]}, None, "id")
        return Snapshot(self.session.spreadsheet(made["id"], FIELDS))

    @property
    def _may_have_no_place(self) -> bool:
        return not self.session.sign_in.owns_storage

    def _no_place(self) -> ConfigError:
        text = N_(
            "{account} là tài khoản dịch vụ, không có chỗ chứa tệp nên không tự tạo được trang tính. Một trong hai cách: "
            "(1) thầy cô tạo một trang tính trống, bấm Chia sẻ, thêm {account} với quyền Người chỉnh sửa, "
            "ghi địa chỉ trang tính ấy vào [store] input; "
            "(2) ghi vào [reports] drive một thư mục trong bộ nhớ dùng chung (shared drive) mà tài khoản ấy được ghi. "
            "Rồi chạy lại sheets-sync init."
        )
        return ConfigError(Message(text, {"account": self.session.account or "?"}))


def _made_vietnamese(snapshot: Snapshot, requests: list[Json]) -> list[Json]:
    """For a spreadsheet that we have just made: its country, and without the blank tab of Google's."""
    country = {"updateSpreadsheetProperties": {"properties": _COUNTRY, "fields": "locale,timeZone"}}
    only = blank_of_google(snapshot)
    return [country, *requests, *([{"deleteSheet": {"sheetId": only.id}}] if only else [])]
