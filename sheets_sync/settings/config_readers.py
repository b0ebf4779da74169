"""How single keys of config.toml are read: each from a table and a key to a value, or to a note of what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sheets_sync.files.toml_reading import Table
from sheets_sync.language import N_
from sheets_sync.model import SchoolYear
from sheets_sync.rules.output_tabs import OUTPUTS


def read_blankable(table: Table, key: str) -> str | None:
    """A text that may be left blank."""
    return "" if table.values[key] == "" else table.text(key)


def read_texts(table: Table, key: str) -> tuple[str, ...] | None:
    """A list of texts, or one text alone; an empty list is nothing."""
    value = table.values[key]
    if isinstance(value, str):
        text = table.text(key)
        return (text,) if text else None
    return (table.texts(key) or None) if value != [] else None


def read_counts(table: Table, key: str) -> tuple[int, ...] | None:
    """A list of whole numbers, which may be empty."""
    value = table.values[key]
    if isinstance(value, list) and all(type(item) is int and 0 <= item <= 365 for item in value):
        return tuple(value)
    table.wrong(key, N_("“{key}” phải là danh sách số nguyên từ 0 đến 365, ví dụ [7, 1]"), key=key)
    return None


def read_date(table: Table, key: str) -> date | None:
    """A day, as TOML or as text in ISO form."""
    value = table.values[key]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        said = N_('“{key}” phải là ngày dạng năm-tháng-ngày, ví dụ "2024-05-25", không phải “{value}”')
        table.wrong(key, said, key=key, value=value)
        return None


def read_school_year(table: Table, key: str) -> SchoolYear | None:
    """A school year such as 2023-2024."""
    first, _, second = (part.strip() for part in str(table.values[key]).replace("–", "-").partition("-"))
    if (
        first.isdecimal()
        and second.isdecimal()
        and int(second) == int(first) + 1
        and 2000 <= int(first) <= 2100
    ):
        return SchoolYear(int(first))
    said = N_('“{key}” phải là một năm học như "2023-2024", không phải “{value}”')
    table.wrong(key, said, key=key, value=table.values[key])
    return None


# Without the value: it may hold a password.
_NO_ADDRESS = N_('“{key}” phải là một địa chỉ như "http://127.0.0.1:8080"')


def read_endpoint(table: Table, key: str) -> str | None:
    """The base address of a server, without a slash at its end."""
    text = table.text(key)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that no other one closes
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc:
        return text.rstrip("/")
    table.wrong(key, _NO_ADDRESS, key=key)
    return None


def read_google_address(table: Table, key: str) -> str | None:
    """The base address that takes Google's place; what goes there is secret, so http only within this machine."""
    text = table.text(key)
    if text is None:
        return None
    parts = _base_address(text)
    if parts is None:
        table.wrong(key, _NO_ADDRESS, key=key)
    elif parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        said = N_(
            "“{key}” gửi khoá và dữ liệu tới {host} không mã hoá; dùng https://, hoặc xoá dòng này để gọi thẳng Google"
        )
        table.wrong(key, said, key=key, host=parts.hostname)
    else:
        return text.rstrip("/")
    return None


def _base_address(text: str) -> SplitResult | None:
    """The parts of an address that paths can be put below: a host, perhaps a port and a path, and nothing else."""
    try:
        parts = urlsplit(text)
        is_plain = (
            parts.hostname and parts.port != 0 and not (parts.username or parts.query or parts.fragment)
        )
    except ValueError:  # a port or an IPv6 address that is none
        return None
    return parts if is_plain and parts.scheme in ("http", "https") else None


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine itself, which no network lies between."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def read_week_tab(table: Table, key: str) -> str | None:
    """The title of the tabs of weeks, with the place of the week's number in it."""
    tab = table.text(key)
    try:
        numbered = tab is None or tab.format(week=1) != tab.format(week=2)
    except (KeyError, IndexError, ValueError):
        numbered = False
    if not numbered:
        table.wrong(key, N_('“{key}” phải có {{week}} ở chỗ của số tuần, ví dụ "Tuần {{week}}"'), key=key)
    return tab


def output_titles(stock: Sequence[str]) -> Callable[[Table, str], Mapping[str, str]]:
    """What these output tabs are called; any other name would rename nothing, silently."""

    def titles_of(table: Table, key: str) -> Mapping[str, str]:
        inner = table.free_table(key)
        if inner is None:
            return {}
        for name in inner.values:
            if name not in stock:
                inner.unknown_name(name, name, stock)
        return {name: title for name in inner.values if (title := inner.text(name))}

    return titles_of


read_output_titles = output_titles(OUTPUTS)


def each_in(read: Callable[[Table, str], object]) -> Callable[[Table, str], Mapping[str, Any]]:
    """A table whose keys are names of the school's choosing, each value read in the same way."""

    def table_of(table: Table, key: str) -> Mapping[str, Any]:
        inner = table.free_table(key)
        return {name: read(inner, name) for name in inner.values} if inner else {}

    return table_of
