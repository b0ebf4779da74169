"""What a run says to those who are not looking: a line in a log, a ping for a dead-man's switch, a mail on trouble.

None of it ever makes a run fail. The log bears no name, no cell and no secret: numbers, codes and the run's id.
"""

from __future__ import annotations

import json
import logging
import os
import re
import smtplib
import ssl
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import urlsplit

from sheets_sync.config import Config
from sheets_sync.errors import ConfigError, SheetsSyncError, UnavailableError
from sheets_sync.language import N_, Message, Translator, spoken

PASSWORD = "SHEETS_SYNC_SMTP_PASSWORD"
"""The environment variable that holds the password of the mail account."""
LOG_SIZE, LOG_FILES = 1_000_000, 5  # bytes of a log before the next one begins, and how many are kept
LONGEST_REASON = 300  # characters
PATIENCE = 20  # seconds for the mail server, and for the ping
_ADDRESS = re.compile(r"[^\s@<>,;\x00-\x1f\x7f]+@[^\s@<>,;\x00-\x1f\x7f]+")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Night:
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


def log_line(night: Night, now: datetime, as_json: bool) -> str:
    """A run in one line."""
    values = {"time": now.isoformat(timespec="seconds"), **asdict(night), "seconds": round(night.seconds, 1)}
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
    return _ADDRESS.sub("…@…", text)[:LONGEST_REASON]


def write_log(config: Config, night: Night) -> None:
    """Add a run's line to the configured log, which begins a new file when it has grown."""
    if config.alerts.log:
        _add_line(config.folder / config.alerts.log, night, config.alerts.log_format == "json")


def log_without_config(config_path: Path, night: Night) -> None:
    """Add a run's line to the log that a config names which cannot be used otherwise."""
    try:
        alerts = tomllib.loads(config_path.read_text(encoding="utf-8-sig")).get("alerts", {})
        log, log_format = alerts.get("log"), alerts.get("log_format")
    except (OSError, ValueError, AttributeError):  # as TOML it cannot be read either
        return
    if isinstance(log, str) and log:
        _add_line(config_path.absolute().parent / log, night, log_format == "json")


def _add_line(path: Path, night: Night, as_json: bool) -> None:
    line = log_line(night, datetime.now().astimezone(), as_json)
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


def ping(config: Config) -> None:
    """Tell the dead-man's switch that the night went well; its address is a secret and is told nowhere."""
    if not config.alerts.ping:
        return
    import requests

    try:
        answer = requests.get(config.alerts.ping, timeout=PATIENCE)
        answer.raise_for_status()
    except requests.RequestException as error:
        host = urlsplit(config.alerts.ping).hostname
        _warn(N_("Không báo được cho {what} là đã chạy xong ({error})."), host, type(error).__name__)


# --- mail -----------------------------------------------------------------------------------------------------


def is_address(text: str | None) -> bool:
    """Whether a text can be an e-mail address, and nothing that could slip a line into a mail's head."""
    return bool(text and _ADDRESS.fullmatch(text) and text.isprintable())


def mail(config: Config, to: Iterable[str], subject: str, body: str) -> EmailMessage:
    """A mail from the configured sender."""
    message = EmailMessage()
    message["From"] = config.alerts.mail_from or config.alerts.smtp_user or ""
    message["To"] = ", ".join(to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate(localtime=True)
    message.set_content(body)
    return message


@contextmanager
def post(config: Config) -> Iterator[smtplib.SMTP]:
    """The mail server, signed in; raises ConfigError where none is configured, UnavailableError where it fails."""
    alerts = config.alerts
    if not alerts.smtp:
        text = N_("Chưa cấu hình máy chủ thư: ghi [alerts] smtp = “máy chủ:cổng” trong config.toml.")
        raise ConfigError(Message(text))
    host, _, port = alerts.smtp.partition(":")
    try:
        with _connected(host, int(port) if port.isdecimal() else 0, alerts.smtp_security) as server:
            if alerts.smtp_user:
                server.login(alerts.smtp_user, os.environ.get(PASSWORD, ""))
            yield server
    except (OSError, smtplib.SMTPException) as error:
        text = N_(
            "Không gửi được thư qua {host} ({error}). Xem [alerts] trong config.toml và biến {password}."
        )
        kind = type(error).__name__  # the text of it may hold the account or an address
        raise UnavailableError(Message(text, {"host": host, "error": kind, "password": PASSWORD})) from error


@contextmanager
def _connected(host: str, port: int, security: str) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if security == "tls":
        with smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=context) as server:
            yield server
        return
    with smtplib.SMTP(host, port or (587 if security == "starttls" else 25), timeout=PATIENCE) as server:
        if security == "starttls":
            server.starttls(context=context)
        yield server


def mail_admin(config: Config, subject: str, body: str) -> None:
    """Tell the administrator of trouble."""
    if not (config.alerts.mail_to and config.alerts.smtp):
        return
    try:
        with post(config) as server:
            server.send_message(mail(config, config.alerts.mail_to, subject, body))
    except (UnavailableError, ValueError) as error:
        why = error.messages[0] if isinstance(error, UnavailableError) else error
        _warn(N_("Không gửi được thư cho {what}: {error}"), Message(N_("người quản trị")), why)


def _warn(text: str, what: object, error: object) -> None:
    _log.warning(spoken()(text, what=what, error=error))
