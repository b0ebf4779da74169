"""What a run reports to those who do not watch it: a line in a log, a ping for a dead-man's switch, a mail on trouble.

None of it ever makes a run fail. The log bears no name, no cell and no secret: numbers, codes and the run's id.
"""

from __future__ import annotations

import json
import logging
import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import urlsplit

from sheets_sync.errors import ConfigError, SheetsSyncError
from sheets_sync.files.file_identity import is_same_file
from sheets_sync.language import N_, Translator, spoken
from sheets_sync.operations.mail import Letter, deliver, without_addresses
from sheets_sync.settings.config import USUAL_OUTPUT, Config, ReportSettings, StoreSettings

LOG_SIZE, LOG_FILES = 1_000_000, 5  # bytes of a log before the next one begins, and how many are kept
_USUAL_NAMES = (
    *StoreSettings().input,
    USUAL_OUTPUT,
    ReportSettings().output,
)  # of what the config need not name
_BEGINNING_SIZE = 200  # bytes
LONGEST_REASON = 300  # characters
PATIENCE = 20.0  # seconds for the ping, and for each step of a mail
MOST_REDIRECTS = 3  # of a ping, each with a time of its own
MOST_BYTES = 1_000_000  # of the answer to a ping
_BEGINNING = re.compile(rb'\s*(?:\{"time": ")?\d{4}-\d\d-\d\dT[^ "]+"?,? "?run(?:=|": ")')

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run in figures: what the log holds of it."""

    run: str
    command: str
    outcome: str
    code: int
    seconds: float
    tabs: int = 0
    errors: int = 0
    warnings: int = 0
    calls: int = 0
    reason: str = ""


# --- the log --------------------------------------------------------------------------------------------------


def log_line(report: RunReport, now: datetime, as_json: bool) -> str:
    """A run in one line."""
    values = {
        "time": now.isoformat(timespec="seconds"),
        **asdict(report),
        "seconds": round(report.seconds, 1),
    }
    if as_json:
        return json.dumps(values, ensure_ascii=False)
    reason = values.pop("reason")
    values |= {"reason": json.dumps(reason, ensure_ascii=False)} if reason else {}
    return " ".join(value if name == "time" else f"{name}={value}" for name, value in values.items())


def reason_of(error: BaseException, t: Translator) -> str:
    """Why a run did not end well, in a line without an address or a home's name; of a bug only its kind."""
    if not isinstance(error, SheetsSyncError):
        return type(error).__name__
    text = " ".join(str(t.say(error.messages[0])).partition("\n")[0].split()) if error.messages else ""
    home = str(Path.home())
    text = text.replace(home, "~") if len(home) > 1 else text
    return without_addresses(text)[:LONGEST_REASON]


def write_log(config: Config, report: RunReport) -> None:
    """Add a run's line to the configured log, which begins a new file when it has grown."""
    if config.alerts.log:
        _add_line(config.folder / config.alerts.log, report, config.alerts.log_format == "json")


def log_without_config(config_path: Path, report: RunReport) -> None:
    """Add a run's line to the log that a config names which cannot be used otherwise.

    A log that may be another file of that config gets none.
    """
    try:
        data = tomllib.loads(config_path.read_text(encoding="utf-8-sig"))
        alerts = data.get("alerts", {})
        log, log_format = alerts.get("log"), alerts.get("log_format")
    except (OSError, ValueError, AttributeError):  # as TOML it cannot be read either
        return
    if not (isinstance(log, str) and log):
        return
    folder, others = config_path.absolute().parent, {**data, "alerts": {}}
    named = (config_path.name, *_USUAL_NAMES, *_texts(others))
    if not any(is_same_file(folder / log, folder / name) for name in named):
        _add_line(folder / log, report, log_format == "json")


def _texts(value: object) -> Iterator[str]:
    """All texts of a TOML document, any of which may name a file."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def log_files(path: Path) -> tuple[Path, ...]:
    """The log and those that it was begun anew from, whether there are any yet or not."""
    return (path, *(path.with_name(f"{path.name}.{number}") for number in range(1, LOG_FILES)))


def foreign_log(path: Path) -> Path | None:
    """The first of the log's files that is there and was not written as a log; what is no plain file is passed over."""
    return next((each for each in log_files(path) if each.is_file() and not _is_log(each)), None)


def _is_log(path: Path) -> bool:
    """Whether a file begins as a log does, or is empty; one that cannot be read counts as a log."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING_SIZE)
    except OSError:
        return True
    return not beginning.strip() or _BEGINNING.match(beginning) is not None


def _add_line(path: Path, report: RunReport, as_json: bool) -> None:
    if foreign := foreign_log(path):
        text = N_(
            "Không ghi nhật trình {what}: {error} đã có và không phải là nhật trình của chương trình này."
        )
        _warn(text, path, foreign)
        return
    line = log_line(report, datetime.now().astimezone(), as_json)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_SIZE, backupCount=LOG_FILES - 1, encoding="utf-8")
        try:
            record = logging.LogRecord("night", logging.INFO, "", 0, line, None, None)
            if handler.shouldRollover(record):
                handler.doRollover()
            assert handler.stream  # open since it was made, or since the new file began
            handler.stream.write(line + "\n")
        finally:
            handler.close()
    except OSError as error:
        _warn(N_("Không ghi được nhật trình {what} ({error}). Xem đĩa và quyền."), path, error)


# --- the ping -------------------------------------------------------------------------------------------------


def ping(config: Config, seconds: float = PATIENCE) -> None:
    """Ping the dead-man's switch after a sync that went well; its address is a secret that no message holds."""
    if not config.alerts.ping:
        return
    import requests

    from sheets_sync.call_limits import limit_calls

    try:
        with requests.Session() as session:
            session.max_redirects = MOST_REDIRECTS
            limit_calls(session, seconds, MOST_BYTES)
            session.get(config.alerts.ping, timeout=seconds).raise_for_status()
    except (requests.RequestException, ValueError) as error:  # ValueError: of addresses that no host can have
        host = host_of(config.alerts.ping)
        _warn(N_("Không báo được cho {what} là đã chạy xong ({error})."), host, type(error).__name__)


def host_of(address: str) -> str:
    """The host of a ping's address, without the rest, which is a secret; "[alerts] ping" where it cannot be recognised."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    clear = host and "@" not in "".join(
        parts[2:]
    )  # else a password with / ? or # in it has cut the address short
    return host if clear else "[alerts] ping"


# --- mail -----------------------------------------------------------------------------------------------------


def mail_admin(config: Config, subject: str, body: str, seconds: float = PATIENCE) -> None:
    """Mail the administrator about trouble, each of the addresses by a mail of its own."""
    if not (config.alerts.mail_to and config.alerts.smtp):
        return
    letters = [Letter(str(number), to, subject, body) for number, to in enumerate(config.alerts.mail_to, 1)]
    try:
        failed = deliver(config, letters, lambda _: None, seconds)
    except ConfigError as error:
        failed = dict.fromkeys((letter.key for letter in letters), error.messages[0])
    for key, reason in failed.items():
        text = N_("Không gửi được thư cho địa chỉ thứ {what} của [alerts] mail_to: {error}")
        _warn(text, key, reason)


def _warn(text: str, what: object, error: object) -> None:
    _log.warning(spoken()(text, what=what, error=error))
