"""The emulator: an HTTP server on a port of its own, the world behind it, and what tests do to both."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any, Literal

from tests.google_emulator import control, keys
from tests.google_emulator.answering import Desk
from tests.google_emulator.connection import Connection
from tests.google_emulator.drive.state import FOLDER, SPREADSHEET, SharedDrive, permission_id
from tests.google_emulator.faults import Fault, Faults
from tests.google_emulator.hooks import Action, Hooks
from tests.google_emulator.log import Log, LoggedCall
from tests.google_emulator.oauth import Key, Tokens
from tests.google_emulator.quota import Quotas
from tests.google_emulator.sheets import creating, hand
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.wire import Call, Reply
from tests.google_emulator.world import Account, World

Json = dict[str, Any]
Rows = Iterable[Sequence[Any]]

SERVICE = f"may-chu@{keys.PROJECT}.iam.gserviceaccount.com"  # owns nothing
KEY_PERSON = "van-thu@truong.example"  # a person's storage behind a service account's key
PERSON = "thu-ky@truong.example"  # consents in the browser, owns the school's spreadsheets


class Emulator:
    """Google's Sheets, Drive and OAuth on one port; a context manager.

    `violations` are bugs of the emulator itself: replies that discovery does not allow, handlers that failed.
    """

    def __init__(self, port: int = 0, log: Path | None = None) -> None:
        self.era = threading.Event()  # set when it is over
        self._server = _Server(("127.0.0.1", port), type("_Bound", (Connection,), {"emulator": self}))
        self.log = Log(log)
        self.folder = Path(tempfile.mkdtemp(prefix="google-emulator-"))
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._keys: dict[str, Key] = {}
        self.violations: list[str] = []
        self.faults, self.hooks = Faults(), Hooks()
        self.reset()
        self.key_file = self.new_key(SERVICE)
        self.person_key_file = self.new_key(KEY_PERSON, keys.PERSON_PROJECT)
        self.client_file = self._write("client.json", keys.client_secrets(self.endpoint))

    def __enter__(self) -> Emulator:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.era.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.drop_all()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def reset(self) -> None:
        """Start afresh: an empty world, nobody signed in, no calls, no faults; the key files stay good."""
        self.era.set()
        self.era = threading.Event()
        self.world = World()
        self.quotas = Quotas(self.world.clock)
        self.latency = 0.0
        self.violations.clear()
        self.faults.clear()
        self.hooks.clear()
        self.log.calls.clear()
        self.new_account(SERVICE, kind="service", storage=False)
        self.new_account(KEY_PERSON, name="Văn thư")
        self.new_account(PERSON, name="Cô Hà")
        self.tokens = Tokens(self.world, self.endpoint, PERSON, dict(self._keys))
        self.desk = Desk(self)

    # --- answering ----------------------------------------------------------------------------------------------

    @property
    def calls(self) -> list[LoggedCall]:
        """Every call since the start or the last reset."""
        return self.log.calls

    def answer(self, call: Call, names: tuple[str, ...], fault: Fault | None) -> Reply:
        """The reply to a call, with what happens right before and after it."""
        self._act("before", names)
        reply = self.desk.reply(call, fault)
        self._act("after", names)
        return reply

    def _act(self, when: str, names: tuple[str, ...]) -> None:
        for action in self.hooks.due(when, names):
            with self.world.lock:
                action()

    def control(self, call: Call) -> Reply:
        """The side door for tests in another process."""
        return control.answer(self, call)

    def about(self) -> Json:
        """Where it is, and the files with which clients get in."""
        files = {name: str(getattr(self, name)) for name in ("key_file", "person_key_file", "client_file")}
        return {"endpoint": self.endpoint} | files

    def before_call(self, match: str, action: Action) -> None:
        """Do something once, right before the next call whose "METHOD path" or method id matches."""
        self.hooks.add("before", match, action)

    def after_call(self, match: str, action: Action) -> None:
        """Do something once, right after the next call that matches, before its reply goes out."""
        self.hooks.add("after", match, action)

    # --- accounts -----------------------------------------------------------------------------------------------

    @property
    def person(self) -> str:
        """Who consents in the browser, unless the program hints at somebody else."""
        return self.tokens.person

    @person.setter
    def person(self, email: str) -> None:
        self.tokens.person = email

    def new_account(
        self,
        email: str,
        kind: Literal["service", "person"] = "person",
        storage: bool = True,
        name: str = "",
        acts_for: Iterable[str] = (),
    ) -> Account:
        """An account; a service account may impersonate those whom it `acts_for`."""
        account = Account(email, kind, storage, name or email.partition("@")[0], frozenset(acts_for))
        self.world.accounts[email] = account
        return account

    def new_key(self, email: str, project: str = keys.PROJECT) -> Path:
        """A key file for an account, made in a project."""
        pair = keys.key_pair(len(self._keys) % 3)
        key_id = secrets.token_hex(20)
        self._keys[key_id] = self.tokens.keys[key_id] = Key(email, project, pair.public_key())
        return self._write(
            f"{email}-{key_id[:8]}.json", keys.service_key(email, project, key_id, pair, self.endpoint)
        )

    def signed_in_file(self, email: str, *scopes: str) -> Path:
        """A file of the type `authorized_user`, as programs keep it of a person who has consented."""
        token = self.tokens.refresh_token(email, frozenset(scopes))
        kept = {
            "type": "authorized_user",
            "client_id": keys.CLIENT_ID,
            "client_secret": keys.CLIENT_SECRET,
            "refresh_token": token,
            "token_uri": f"{self.endpoint}/token",
            "account": email,
        }
        return self._write(f"{email}-{secrets.token_hex(4)}.json", kept)

    def _write(self, name: str, content: Json) -> Path:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(json.dumps(content, indent=2), "utf-8")
        return path

    # --- files --------------------------------------------------------------------------------------------------

    def new_spreadsheet(
        self,
        title: str = "Sổ thi đua",
        owner: str = PERSON,
        share_with: Iterable[str] = (SERVICE, KEY_PERSON),
        locale: str = "vi_VN",
        tabs: Mapping[str, Rows] | None = None,
    ) -> str:
        """The id of a new spreadsheet, which those it is shared with may edit; its tabs hold these values."""
        file = self.world.create_file(self._account(owner), title, SPREADSHEET)
        made = creating.empty_spreadsheet(file.id, title, locale, "Asia/Ho_Chi_Minh")
        if tabs is None:
            hand.add_tab(made, "Trang tính1" if locale == "vi_VN" else "Sheet1")
        for name, rows in (tabs or {}).items():
            hand.add_tab(made, name)
            hand.fill(made, name, rows)
        self.world.spreadsheets[file.id] = made
        for email in share_with:
            self.share(file.id, email, "writer")
        return file.id

    def spreadsheet(self, spreadsheet_id: str) -> Spreadsheet:
        """The state of a spreadsheet."""
        return self.world.spreadsheets[spreadsheet_id]

    def share(self, file_id: str, email: str, role: str = "writer") -> None:
        """Give somebody a role on a file, folder or shared drive, in the stead of the one that he had."""
        held = (self.world.files.get(file_id) or self.world.drives[file_id]).permissions
        held[:] = [each for each in held if each.get("emailAddress") != email]
        held.append({"id": permission_id(email), "type": "user", "role": role, "emailAddress": email})

    def unshare(self, file_id: str, email: str) -> None:
        """Take somebody's role away."""
        held = (self.world.files.get(file_id) or self.world.drives[file_id]).permissions
        held[:] = [each for each in held if each.get("emailAddress") != email]

    def new_drive(self, name: str = "Trường", members: Mapping[str, str] | None = None) -> str:
        """The id of a new shared drive; by default a person organizes it and the service account is in it."""
        drive = SharedDrive(f"0A{secrets.token_urlsafe(12)}Uk9PVA"[:19], name, created=self.world.clock.now())
        self.world.drives[drive.id] = drive
        for email, role in (members or {PERSON: "organizer", SERVICE: "fileOrganizer"}).items():
            self._account(email)
            self.share(drive.id, email, role)
        return drive.id

    def new_folder(
        self,
        name: str = "Văn bản",
        owner: str = PERSON,
        share_with: Iterable[str] = (SERVICE, KEY_PERSON),
        parent: str = "",
    ) -> str:
        """The id of a new folder, in My Drive or in a parent, which those it is shared with may edit."""
        folder = self.world.create_file(self._account(owner), name, FOLDER, [parent] if parent else None)
        for email in share_with:
            self.share(folder.id, email, "writer")
        return folder.id

    def _account(self, email: str) -> Account:
        return self.world.accounts.get(email) or self.new_account(email)


class _Server(ThreadingHTTPServer):
    """Knows its connections, so that it can end them all."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[Connection]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()

    def server_bind(self) -> None:
        """Take the port, without asking a name server for the machine's name as HTTPServer does."""
        TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def drop_all(self) -> None:
        """End every connection."""
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
