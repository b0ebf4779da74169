"""What the doctor looks at, each fetched when it is first needed, and at most once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sheets_sync.google.json_types import Json
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.google.drive import Drive
    from sheets_sync.google.errors import GoogleError
    from sheets_sync.google.session import Session
    from sheets_sync.google.signin import SignIn
    from sheets_sync.model import Sheet
    from sheets_sync.stores import Store
    from sheets_sync.stores.gsheets.snapshot import Snapshot

_Found = TypeVar("_Found")
_PERMISSION = "type,role,emailAddress,domain"
_FILE = "id,name,mimeType,driveId,trashed,capabilities(canEdit,canAddChildren)"
_PROTECTION = "sheets(protectedRanges(requestingUserCanEdit,warningOnly))"
_SECONDS = 60


class DoctorFacts:
    """The config, the sign-in and what Google says; every one of them may raise an error of ours."""

    def __init__(self, path: Path, today: date, now: Callable[[], float] = time.time) -> None:
        self.path, self.today, self.now = path, today, now
        self._books: dict[str, Snapshot | GoogleError] = {}
        self._files: dict[str, Json | GoogleError] = {}
        self._permissions: dict[str, list[Json] | None] = {}
        self._address = "?"

    @cached_property
    def config(self) -> Config:
        """The config; raises ConfigError."""
        return load_config(self.path)

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric of people's months; raises ConfigError."""
        return load_rubric(self.config.rules.rubric, self.config.folder)

    @cached_property
    def class_rubric(self) -> Rubric | None:
        """The rubric of classes, for schools that rank them; raises ConfigError."""
        classes = self.config.classes
        return load_rubric(classes.rubric, self.config.folder) if classes else None

    @cached_property
    def store(self) -> Store:
        """The store, as a run opens it; raises ConfigError."""
        from sheets_sync.school.school import is_form
        from sheets_sync.stores import open_store

        return open_store(self.config, is_form(self.config), lambda: self.session)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The staff's tabs of our forms; raises UnavailableError."""
        return self.store.read()

    # --- Google -----------------------------------------------------------------------------------------------

    @cached_property
    def sign_in(self) -> SignIn:
        """Who the program is to Google; raises ConfigError."""
        from sheets_sync.google.signin import sign_in

        return sign_in(self.config.google, self.config.folder)

    @cached_property
    def session(self) -> Session:
        """A session that tries once: what is wrong now is to be found."""
        from sheets_sync.google.session import Policy, Session

        once = Policy(read=_SECONDS, call=2 * _SECONDS, tries=1, tries_when_busy=1)
        return Session(self.sign_in, self.config.google.endpoint, once)

    @cached_property
    def drive(self) -> Drive:
        """The files."""
        from sheets_sync.google.drive import Drive

        return Drive(self.session)

    @cached_property
    def about(self) -> Json:
        """Who Drive takes us for and how much room there is; raises GoogleError."""
        found = self.drive.about("user(emailAddress),storageQuota(limit,usage)")
        self._address = str(found.get("user", {}).get("emailAddress", self._address))
        return found

    @property
    def account(self) -> str:
        """The address to share with, as far as it is known."""
        return self.session.account or self._address

    def ahead(self) -> float:
        """How many seconds this machine's clock is ahead of Google's; raises GoogleError."""
        import requests

        from sheets_sync.call_limits import limit_calls
        from sheets_sync.google.errors import from_network
        from sheets_sync.google.signin import TOKEN_BYTES, TOKEN_SECONDS, token_address

        endpoint = self.config.google.endpoint
        with requests.Session() as plain:
            plain.trust_env = not endpoint
            limit_calls(plain, TOKEN_SECONDS, TOKEN_BYTES)
            try:
                reply = plain.get(token_address(endpoint), timeout=TOKEN_SECONDS, allow_redirects=False)
                theirs = parsedate_to_datetime(reply.headers["Date"]).timestamp()
            except (requests.RequestException, KeyError, ValueError) as error:
                raise from_network(error, "GET") from error
        return self.now() - theirs

    def fetch_token(self) -> None:
        """Ask for an access token; raises GoogleError."""
        from google.auth.exceptions import GoogleAuthError

        from sheets_sync.google.errors import from_sign_in
        from sheets_sync.google.signin import TokenCalls

        tokens = TokenCalls(self.config.google.endpoint)
        try:
            self.sign_in.credentials.refresh(tokens)  # type: ignore[no-untyped-call]
        except GoogleAuthError as error:
            raise from_sign_in(error, self.sign_in, tokens.status) from error

    # --- the spreadsheets -------------------------------------------------------------------------------------

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The ids of the staff's spreadsheets."""
        from sheets_sync.google.drive import file_id

        return tuple(dict.fromkeys(map(file_id, self.config.store.input)))

    @cached_property
    def output(self) -> str:
        """The id of the spreadsheet that the outputs go to; none as long as no spreadsheet is named."""
        from sheets_sync.google.drive import file_id

        return file_id(self.config.store.output or next(iter(self.config.store.input), ""))

    @property
    def spreadsheets(self) -> tuple[str, ...]:
        """The ids of all of them, each once."""
        return tuple(filter(None, dict.fromkeys((*self.inputs, self.output))))

    def book(self, spreadsheet: str) -> Snapshot:
        """A spreadsheet, read once; raises GoogleError."""
        from sheets_sync.google.errors import GoogleError
        from sheets_sync.stores.gsheets.snapshot import FIELDS, Snapshot

        if spreadsheet not in self._books:
            try:
                found = self.session.spreadsheet(spreadsheet, f"{FIELDS},{_PROTECTION}")
                self._books[spreadsheet] = Snapshot(found)
            except GoogleError as error:
                self._books[spreadsheet] = error
        return _or_raise(self._books[spreadsheet])

    @property
    def books(self) -> Mapping[str, Snapshot]:
        """The spreadsheets that can be read, by id; without those that were never needed."""
        return {key: book for key, book in self._books.items() if not isinstance(book, Exception)}

    def file(self, file: str) -> Json:
        """What Drive says of a file or folder; raises GoogleError."""
        from sheets_sync.google.errors import GoogleError

        if file not in self._files:
            try:
                self._files[file] = self.drive.get(file, _FILE)
            except GoogleError as error:
                self._files[file] = error
        return _or_raise(self._files[file])

    def permissions(self, file: str) -> list[Json] | None:
        """Who a file is shared with, where we may know: a reader may not."""
        from sheets_sync.google.errors import GoogleError

        if file not in self._permissions:
            try:
                self._permissions[file] = self._shared_with(file)
            except GoogleError:
                self._permissions[file] = None
        return self._permissions[file]

    def _shared_with(self, file: str) -> list[Json]:
        from sheets_sync.google.session import DRIVE, answered

        params = {"fields": f"permissions({_PERMISSION})", "supportsAllDrives": "true", "pageSize": "100"}
        reply = self.session.call("GET", f"{DRIVE}/files/{file}/permissions", about=file, params=params)
        found: list[Json] = answered(reply).get("permissions", [])
        return found


def _or_raise(found: _Found | GoogleError) -> _Found:
    if isinstance(found, Exception):
        raise found
    return found
