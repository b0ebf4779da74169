"""The summary workbook on disk: its current tabs, and the atomic write that takes its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from os.path import relpath
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.xml.constants import ARC_CUSTOM
from openpyxl.xml.functions import fromstring

from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message
from sheets_sync.stores import CurrentTabs
from sheets_sync.tables import CellValue, OutputTab, Rows, trimmed

MARK = "sheets-sync"
_DIGEST, _FACT = "digest:", "fact:"


class OutputWorkbook:
    """The output file, the staff's files by book name (for links), none of which it may be."""

    def __init__(self, path: Path, inputs: Mapping[str | None, Path] = MappingProxyType({})) -> None:
        self.path = path
        self.inputs = inputs
        self._seen: bytes | None = None
        """The file as `current_tabs` read it, empty where there was none; nothing before anybody has looked."""

    def current_tabs(self) -> CurrentTabs:
        """The tabs in the file: none when there is no file.

        Raises RefusedError when the file is an input or not ours, UnavailableError when it cannot be read.
        """
        self._refuse_input()
        self._seen = b""
        if not self.path.exists():
            return CurrentTabs({})
        if not self.path.is_file():
            raise self._not_ours()
        contents = self._seen = self._contents()
        try:
            return self._read(io.BytesIO(contents))
        except RefusedError:
            raise
        except Exception:  # openpyxl and XML parsers raise a dozen kinds for what is no workbook
            raise self._not_ours() from None

    def facts(self) -> Mapping[str, str]:
        """What the last sync left in the file; nothing in one that is not ours. Raises UnavailableError."""
        if not self.path.is_file():
            return {}
        contents = io.BytesIO(self._contents())
        try:
            with zipfile.ZipFile(contents) as archive:  # no tab has to be read for it
                tree: Any = fromstring(archive.read(ARC_CUSTOM))
            properties: list[Any] = CustomPropertyList.from_tree(tree).props
        except Exception:  # as above: what is no workbook, or bears no property, is not ours
            return {}
        return _under(_FACT, {item.name: str(item.value or "") for item in properties})

    def tab(self, title: str) -> Rows:
        """The values of one tab of ours; none in a file that is not ours. Raises UnavailableError."""
        try:
            contents = io.BytesIO(self._contents())
            with zipfile.ZipFile(
                contents
            ) as archive:  # most often it is not there, which costs little to see
                if escape(title).encode() not in archive.read("xl/workbook.xml"):
                    return ()
            book = openpyxl.load_workbook(contents, read_only=True, data_only=True)
            if _DIGEST + title not in _properties(book):
                return ()
            return _values(book[title]) if title in book.sheetnames else ()
        except UnavailableError:
            raise
        except Exception:  # as above: what is no workbook is not ours
            return ()

    def _contents(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UnavailableError(
                Message(
                    N_("Không đọc được {path}: {error}. Đóng tệp nếu đang mở, xem quyền, rồi chạy lại."),
                    {"path": self.path, "error": error.strerror or error},
                )
            ) from error

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Put a new file with these tabs in its place, whole or not at all; raises UnavailableError."""
        self._refuse_input()
        self._refuse_moved()
        properties = {MARK: "1"}
        properties |= {_DIGEST + tab.title: tab.digest() for tab in tabs}
        properties |= {_FACT + name: value for name, value in facts.items()}
        from sheets_sync.stores.xlsx.render import render  # XlsxWriter: only who writes pays for it

        contents = render(tabs, self._links(), properties)
        replace_file(self.path, contents)
        self._seen = None
        return True

    def _read(self, file: Any) -> CurrentTabs:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        properties = _properties(book)
        if MARK not in properties:
            raise self._not_ours()
        tabs = {sheet.title: _values(sheet) for sheet in book.worksheets}
        return CurrentTabs(tabs, _under(_DIGEST, properties), _under(_FACT, properties))

    def _links(self) -> dict[str | None, str]:
        folder = self.path.resolve().parent
        return {book: _relative(path.resolve(), folder) for book, path in self.inputs.items()}

    def _refuse_input(self) -> None:
        for path in self.inputs.values():
            if path.resolve() == self.path.resolve() or _same_file(path, self.path):
                raise RefusedError(
                    Message(
                        N_("Tệp kết quả {path} cũng là tệp nhập liệu. Đổi “output” trong mục [store]."),
                        {"path": self.path},
                    )
                )

    def _refuse_moved(self) -> None:
        """Another machine may have written since we looked; what it closed would be lost."""
        if self._seen is not None and self._seen != (self._contents() if self.path.is_file() else b""):
            text = N_("Có lần chạy khác vừa ghi {path}. Chưa ghi gì; chạy lại là được.")
            raise UnavailableError(Message(text, {"path": self.path}))

    def _not_ours(self) -> RefusedError:
        return RefusedError(
            Message(
                N_(
                    "{path} không do chương trình này tạo ra, hoặc đã hỏng, nên không ghi đè. "
                    "Đổi tên hay chuyển tệp ấy đi, hoặc đặt tên khác cho “output” trong mục [store]."
                ),
                {"path": self.path},
            )
        )


def _properties(book: Any) -> dict[str, str]:
    return {item.name: str(item.value or "") for item in book.custom_doc_props.props}


def _values(sheet: Any) -> Rows:
    return trimmed([_plain(value) for value in row] for row in sheet.iter_rows(values_only=True))


def _plain(value: object) -> CellValue:
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return str(value) or None


def _under(prefix: str, properties: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in properties.items() if name.startswith(prefix)}


def _relative(path: Path, folder: Path) -> str:
    try:
        return relpath(path, folder)
    except ValueError:  # another drive of Windows
        return str(path)


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
