"""Mails by the configured server: each to one recipient, so that one who is refused stops nobody else.

No reply of the server is repeated to anybody: some repeat the password that they refuse.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate
from typing import NamedTuple

from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.operations.mail_connection import PATIENCE, Connection
from sheets_sync.settings.config import Config

PASSWORD = "SHEETS_SYNC_SMTP_PASSWORD"
"""The environment variable that holds the password of the mail account."""
MOST_LATE = 3  # mails in a row that the server was too slow for, before no other one is tried
_ADDRESS = re.compile(r"[^\s@<>,;:()\[\]\\\"\x00-\x1f\x7f]+@[^\s@<>,;:()\[\]\\\"\x00-\x1f\x7f]+")
_LIKE_AN_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_ODD_ADDRESS = (ValueError, LookupError, AttributeError, TypeError)  # what the standard library says of one
_FAULTS = (OSError, smtplib.SMTPException, ValueError, OverflowError)


class Letter(NamedTuple):
    """A mail to one recipient; `key` is what they are called where no address may be shown."""

    key: str
    to: str
    subject: str
    body: str


def is_address(text: str | None) -> bool:
    """Whether a text can be an e-mail address, and nothing that could slip a line into a mail's head."""
    return bool(text and _ADDRESS.fullmatch(text) and text.isprintable())


def without_addresses(text: str) -> str:
    """The text with every address in it hidden."""
    return _LIKE_AN_ADDRESS.sub("…@…", text)


def deliver(
    config: Config, letters: Iterable[Letter], sent: Callable[[Letter], None], seconds: float = PATIENCE
) -> dict[str, Message]:
    """Send each letter, and call `sent` with it at once; by key why the others could not be sent.

    Signing in and each letter take these seconds at most. Raises ConfigError where no server is configured, or an
    account that no server takes.
    """
    _require_usable(config)
    delivery = _Delivery(config, seconds)
    failed: dict[str, Message] = {}
    try:
        for letter in letters:
            reason = delivery.send(letter)
            if reason:
                failed[letter.key] = reason
            else:
                sent(letter)
    finally:
        delivery.close()
    return failed


def _require_usable(config: Config) -> None:
    alerts = config.alerts
    if not alerts.smtp:
        text = N_("Chưa cấu hình máy chủ thư: ghi [alerts] smtp = “máy chủ:cổng” trong config.toml.")
        raise ConfigError(Message(text))
    if alerts.smtp_user and not (alerts.smtp_user + _password()).isascii():
        text = N_(
            "Máy chủ thư chỉ nhận tài khoản ([alerts] smtp_user) và mật khẩu ({password}) không dấu; hãy sửa lại."
        )
        raise ConfigError(Message(text, {"password": PASSWORD}))


def _password() -> str:
    return os.environ.get(PASSWORD, "")


class _Delivery:
    """Letters over one connection, and over a new one after it was lost."""

    def __init__(self, config: Config, seconds: float) -> None:
        self._config, self._seconds = config, seconds
        self._connection: Connection | None = None
        self._late = 0
        self._given_up: Message | None = None

    def send(self, letter: Letter) -> Message | None:
        """Send a letter; else why it could not be sent."""
        try:
            message = _message(self._config, letter)
        except _ODD_ADDRESS:
            return Message(N_("địa chỉ không dùng được"))
        connection = self._connected()
        if connection is None:
            return self._given_up
        try:
            connection.begin()
            connection.send_message(message, to_addrs=[letter.to])
        except _FAULTS as error:
            self._count(connection)
            return _reason(error)
        finally:
            connection.end()
        self._late = 0
        return None

    def close(self) -> None:
        """Take leave of the server; every letter is sent already."""
        if self._connection:
            with suppress(*_FAULTS):
                self._connection.begin()
                self._connection.quit()
            self._connection.close()

    def _connected(self) -> Connection | None:
        if self._given_up is None and (self._connection is None or self._connection.sock is None):
            try:
                self._connection = _signed_in(self._config, self._seconds)
            except _FAULTS as error:
                self._give_up(error)
        return None if self._given_up else self._connection

    def _count(self, connection: Connection) -> None:
        """Try no other letter where the server keeps being late."""
        self._late = self._late + 1 if connection.is_late else 0
        if self._late >= MOST_LATE:
            self._give_up(TimeoutError())

    def _give_up(self, error: Exception) -> None:
        text = N_(
            "không gửi được thư qua {host} ({error}); xem [alerts] trong config.toml và biến {password}"
        )
        host = str(self._config.alerts.smtp).partition(":")[0]
        kind = type(error).__name__  # the text of it may hold the account, its password or an address
        self._given_up = Message(text, {"host": host, "error": kind, "password": PASSWORD})


def _message(config: Config, letter: Letter) -> EmailMessage:
    if not is_address(letter.to):
        raise ValueError
    message = EmailMessage()
    message["From"] = config.alerts.mail_from or config.alerts.smtp_user or ""
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate(localtime=True)
    message.set_content(letter.body)
    return message


def _signed_in(config: Config, seconds: float) -> Connection:
    alerts = config.alerts
    host, _, port = str(alerts.smtp).partition(":")
    number = int(port) if port.isdecimal() else _PORTS[alerts.smtp_security]
    context = ssl.create_default_context()
    connection = Connection(host, number, seconds, context if alerts.smtp_security == "tls" else None)
    try:
        if alerts.smtp_security == "starttls":
            connection.starttls(context=context)
        if alerts.smtp_user:
            connection.login(alerts.smtp_user, _password())
    except _FAULTS as error:
        connection.close()
        if connection.is_late:
            raise TimeoutError from error
        raise
    connection.end()
    return connection


def _reason(error: Exception) -> Message:
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Message(N_("máy chủ thư không nhận địa chỉ có dấu"))
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((code for code, _ in error.recipients.values()), 0)
        return Message(N_("máy chủ thư từ chối địa chỉ này (mã {code})"), {"code": code})
    if isinstance(error, smtplib.SMTPResponseException):
        return Message(N_("máy chủ thư từ chối thư này (mã {code})"), {"code": error.smtp_code})
    if isinstance(error, ValueError):
        return Message(N_("địa chỉ không dùng được"))
    return Message(N_("máy chủ thư không trả lời kịp, hoặc ngắt giữa chừng"))
