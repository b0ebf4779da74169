"""Staff workbooks on disk → raw sheets; every way in which a file can fail becomes one of our errors here."""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple

from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message
from sheets_sync.model import CellError, RawCell, Sheet, Uncached

MOST_ROWS = 50_000
MOST_BYTES = 400 * 1024 * 1024  # of all parts unpacked; the largest honest school workbook has some 10 MB
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERRORS = frozenset(
    (
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#ERROR!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
    )
)


def read_workbook(path: Path, book: str | None, wanted: Callable[[str], bool]) -> Iterator[Sheet]:
    """The sheets of a workbook whose titles are wanted, as they stand; raises UnavailableError."""
    contents = _contents(path)
    try:
        yield from _sheets(contents, book, wanted)
    except UnavailableError:
        raise
    except Exception as error:  # openpyxl and XML parsers raise a dozen kinds for a damaged file
        raise _unreadable(
            path, N_("{path} bị hỏng, không đọc được ({error}). Mở bằng Excel rồi lưu lại."), error
        ) from error


def _contents(path: Path) -> bytes:
    try:
        contents = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(
            path, N_("Không thấy sổ {path}. Xem lại [store] input trong config.toml.")
        ) from None
    except OSError as error:
        hint = N_("Không mở được sổ {path}: {error}. Đóng tệp nếu đang mở, xem quyền, rồi chạy lại.")
        raise _unreadable(path, hint, error) from error
    if contents.startswith(_OLE):
        raise _unreadable(
            path, N_("{path} được đặt mật khẩu hoặc là tệp .xls cũ. Bỏ mật khẩu, lưu thành .xlsx.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if "xl/workbook.xml" not in archive.namelist():
                raise _unreadable(
                    path, N_("{path} không phải là sổ .xlsx. Mở bằng Excel rồi lưu thành .xlsx.")
                )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _unreadable(
            path, N_("{path} không phải là sổ .xlsx. Mở bằng Excel rồi lưu thành .xlsx.")
        ) from None
    if unpacked > MOST_BYTES:
        raise _unreadable(
            path,
            N_(
                "{path} giải nén ra quá lớn nên không được mở. Chép riêng các tab của trường sang một sổ mới."
            ),
        )
    return contents


def _unreadable(path: Path, template: str, error: object = "") -> UnavailableError:
    return UnavailableError(
        Message(template, {"path": path, "error": getattr(error, "strerror", None) or error})
    )


def _sheets(contents: bytes, book: str | None, wanted: Callable[[str], bool]) -> Iterator[Sheet]:
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(contents)) as archive:
        warnings.simplefilter(
            "ignore"
        )  # openpyxl tells of looks that it does not keep; only values matter here
        parts = _parts(archive)
        workbook = openpyxl.load_workbook(io.BytesIO(contents), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if wanted(sheet.title):
                rows = _rows(sheet)
                _mark_uncached(rows, archive, parts.get(sheet.title, ""))
                yield Sheet(sheet.title, rows, book)


def _rows(sheet: Any) -> list[list[RawCell]]:
    sheet.reset_dimensions()  # a file may claim a million rows by sixteen thousand columns
    rows: list[list[RawCell]] = []
    filled = used = 0
    for row in sheet.iter_rows(values_only=True):
        rows.append([_raw(cell) for cell in row])
        if any(cell is not None for cell in row):
            used, filled = len(rows), filled + 1
            if filled > MOST_ROWS:
                hint = N_(
                    "Tab “{tab}” có hơn {most} dòng, nên không được đọc. Xoá các dòng thừa rồi chạy lại."
                )
                raise UnavailableError(Message(hint, {"tab": sheet.title, "most": MOST_ROWS}))
    return rows[:used]


def _raw(cell: Any) -> RawCell:
    if cell.__class__ is str:
        return CellError(cell) if cell[:1] == "#" and cell in _ERRORS else cell
    if cell is None or isinstance(cell, int | float | datetime | date | time):
        return cell
    return str(cell)


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


def _mark_uncached(rows: Sequence[list[RawCell]], archive: zipfile.ZipFile, part: str) -> None:
    """Put `Uncached` where a formula stands whose result the file does not hold: such a cell is not blank."""
    if part not in archive.namelist():
        return
    xml = archive.read(part)
    if b"<f" not in xml:
        return
    for _, cell in ElementTree.iterparse(io.BytesIO(xml)):
        if cell.tag == f"{_MAIN}c":
            if _is_uncached(cell):
                row, column = coordinate_to_tuple(cell.get("r", "A1"))
                if row <= len(rows):
                    cells = rows[row - 1]
                    cells += [None] * (column - len(cells))
                    cells[column - 1] = Uncached("=" + (cell.findtext(f"{_MAIN}f") or ""))
            cell.clear()


def _is_uncached(cell: ElementTree.Element) -> bool:
    return (
        cell.find(f"{_MAIN}f") is not None
        and not cell.findtext(f"{_MAIN}v")
        and cell.get("t") not in ("str", "inlineStr")
    )
