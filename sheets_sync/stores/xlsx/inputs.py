"""Staff workbooks on disk → raw sheets; every way in which a file can fail becomes one of our errors here."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple

from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message
from sheets_sync.model import ERROR_TEXTS, CellError, RawCell, Sheet, Uncached

MOST_ROWS = 50_000
MOST_CELLS = 1_500_000
LAST_ROW = 1_048_576  # Excel's
MOST_BYTES = 64 * 1024 * 1024  # of all XML unpacked; the largest honest school workbook has some 10 MB
MOST_BESIDE = 16 * 1024 * 1024  # of what is not rows: shared texts, looks; reading these is slower
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f]|5[Ff])_")  # openpyxl leaves these as the file has them

# In a cell the formula comes first, then the value; a whole XML reader would cost as much as reading all values.
_FORMULA_CELL = re.compile(rb"<c\s(?P<attributes>[^>]*[^/>])>\s*<f\b(?P<body>.*?)</c\s*>", re.DOTALL)
_CELL_PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_WRITTEN = re.compile(rb"[^>]*>([^<]*)</f")
_RESULT = re.compile(rb"<v(?:\s[^>]*)?>[^<]")
_TEXT_RESULT = re.compile(rb'\bt="(?:str|inlineStr)"')  # the result is a text, which may be empty


def read_workbook(
    path: Path, book: str | None, wanted: Callable[[str], bool], unread: list[str] | None = None
) -> Iterator[Sheet]:
    """The sheets of a workbook whose titles are wanted, cells unread; raises UnavailableError.

    The titles of the others go to `unread`.
    """
    contents = _contents(path)
    try:
        yield from _sheets(contents, book, wanted, unread if unread is not None else [])
    except _TooLarge as large:
        text = N_(
            "Tab “{tab}” của {path} có hơn {most} dòng hoặc quá rộng, nên không được đọc. Xoá phần thừa."
        )
        raise UnavailableError(Message(text, {"tab": large.tab, "path": path, "most": MOST_ROWS})) from None
    except Exception as error:  # openpyxl and XML parsers raise a dozen kinds for a damaged file
        text = N_("{path} bị hỏng, không đọc được ({error}). Mở bằng Excel rồi lưu lại.")
        raise _unreadable(path, text, _first_line(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


class _TooLarge(Exception):  # noqa: N818  (caught above, where the file's name is known)
    """A tab holds more than a school's can."""

    def __init__(self, tab: str) -> None:
        super().__init__(tab)
        self.tab = tab


def _contents(path: Path) -> bytes:
    contents = _bytes(path)
    if contents.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in contents:
            raise _unreadable(path, N_("{path} được đặt mật khẩu. Bỏ mật khẩu rồi lưu lại."))
        raise _unreadable(path, N_("{path} là tệp .xls cũ. Mở bằng Excel rồi lưu thành .xlsx."))
    no_workbook = N_("{path} không phải là sổ .xlsx. Mở bằng Excel rồi lưu thành .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _unreadable(path, no_workbook) from None
    if "xl/workbook.xml" not in parts:
        raise _unreadable(path, no_workbook)
    xml = {name: size for name, size in parts.items() if name.endswith((".xml", ".rels"))}
    beside = sum(size for name, size in xml.items() if not name.startswith("xl/worksheets/"))
    if sum(xml.values()) > MOST_BYTES or beside > MOST_BESIDE:
        text = N_(
            "{path} giải nén ra quá lớn nên không được mở. Chép riêng các tab của trường sang một sổ mới."
        )
        raise _unreadable(path, text)
    return contents


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            text = N_("{path} là một thư mục, không phải là sổ. Xem lại [store] input trong config.toml.")
            raise _unreadable(path, text)
        return path.read_bytes()
    except FileNotFoundError:
        text = N_(
            "Không thấy sổ {path}. Xem lại [store] input trong cấu hình; chưa có sổ thì chạy sheets-sync init."
        )
        raise _unreadable(path, text) from None
    except (OSError, ValueError) as error:
        text = N_("Không mở được sổ {path}: {error}. Đóng tệp nếu đang mở, xem quyền, rồi chạy lại.")
        raise _unreadable(path, text, getattr(error, "strerror", None) or error) from error


def _unreadable(path: Path, template: str, error: object = "") -> UnavailableError:
    return UnavailableError(Message(template, {"path": path, "error": error}))


def _sheets(
    contents: bytes, book: str | None, wanted: Callable[[str], bool], unread: list[str]
) -> Iterator[Sheet]:
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(contents)) as archive:
        # openpyxl warns of looks that it does not keep; only values matter here
        warnings.simplefilter("ignore")
        parts = _parts(archive)
        lost = [title for title, part in parts.items() if wanted(title) and part not in archive.namelist()]
        if lost or not parts:  # openpyxl would leave them out without a word
            raise ValueError(", ".join(lost) or "no sheets")
        reader = _ValuesReader(io.BytesIO(contents), read_only=True, data_only=True, keep_links=False)
        reader.read()
        for sheet in reader.wb.worksheets:
            if wanted(sheet.title):
                xml = archive.read(parts[sheet.title])
                if (
                    xml.count(b"<c") > 2 * MOST_CELLS
                ):  # counted first: openpyxl would build a whole row of them
                    raise _TooLarge(sheet.title)
                rows = _rows(sheet)
                _mark_uncached(rows, xml)
                yield Sheet(sheet.title, rows, book)
            else:
                unread.append(sheet.title)


class _ValuesReader(ExcelReader):
    """openpyxl's reader without chart sheets, which hold no cells and which it cannot always read."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Nothing to read."""


def _rows(sheet: Any) -> list[list[RawCell]]:
    """The rows down to the last filled one; gaps are empty rows, and no row ends in blanks."""
    sheet.reset_dimensions()  # a file may claim a million rows by sixteen thousand columns
    rows: list[list[RawCell]] = []
    filled = cells = used = 0
    for row in sheet.iter_rows(values_only=True):
        width = next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
        rows.append([_raw(cell) for cell in row[:width]])
        if width:
            used, filled, cells = len(rows), filled + 1, cells + width
        if filled > MOST_ROWS or cells > MOST_CELLS or len(rows) > LAST_ROW:
            raise _TooLarge(sheet.title)
    return rows[:used]


def _raw(cell: Any) -> RawCell:
    if cell.__class__ is str:
        if "_x00" in cell:
            cell = _ESCAPED.sub(_control, cell)
        return CellError(cell) if cell[:1] == "#" and cell in ERROR_TEXTS else cell
    if cell is None or isinstance(cell, int | float | datetime | date | time):
        return cell
    return str(cell)


def _control(escaped: re.Match[str]) -> str:
    """What Excel writes as `_x000D_`: a tab or line break, or `_` itself; other control characters mean nothing."""
    character = chr(int(escaped[1], 16))
    return character if character in "\t\n\r_" else ""


# --- formulas without a result ----------------------------------------------------------------------------------


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive in which each sheet lies, by title."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {
        sheet.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(sheet.get(_RELATION, ""), ""))
        )[1:]
        for sheet in sheets
    }


def _mark_uncached(rows: Sequence[list[RawCell]], xml: bytes) -> None:
    """Put `Uncached` where a formula is without a result in the file: such a cell is not blank."""
    for cell in _FORMULA_CELL.finditer(xml):
        place = _CELL_PLACE.search(cell["attributes"])
        if place and not _RESULT.search(cell["body"]) and not _TEXT_RESULT.search(cell["attributes"]):
            row, column = coordinate_to_tuple(place[1].decode())
            if row <= len(rows):
                cells = rows[row - 1]
                cells += [None] * (column - len(cells))
                written = _WRITTEN.match(cell["body"])
                cells[column - 1] = Uncached("=" + (unescape(written[1].decode()) if written else ""))
