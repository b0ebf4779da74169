"""Taking uploads in as Google documents: .docx, text and PDF as a Doc, .xlsx and CSV as a Sheet."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import docx
import pypdf

from tests.google_emulator.drive import importing_xlsx
from tests.google_emulator.drive.state import CSV, DOCUMENT, DOCX, PDF, SPREADSHEET, TEXT, XLSX, File
from tests.google_emulator.drive.uploads import Media
from tests.google_emulator.sheets.state import Cell, Sheet, new_sheet
from tests.google_emulator.wire import ApiError

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

HTML = "text/html"
IMPORTS = {
    **{kind: [DOCUMENT] for kind in (DOCX, TEXT, HTML, PDF)},
    **{kind: [SPREADSHEET] for kind in (XLSX, CSV)},
}
_NATIVE = "application/vnd.google-apps."


def content_for(name: str, mime: str, media: Media | None) -> list[Sheet] | None:
    """What the media becomes in a file of this type: tabs for a Sheet; an error where it cannot become that."""
    if media is None or not mime.startswith(_NATIVE):
        return None
    media_type, content = media
    if mime not in IMPORTS.get(media_type, []):
        raise ApiError(400, "The requested conversion is not supported.", reason="badRequest")
    try:
        if mime == SPREADSHEET:
            return importing_xlsx.sheets(content) if media_type == XLSX else [_sheet_of_csv(name, content)]
        text_lines(media_type, content)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, pypdf.errors.PyPdfError) as error:
        raise ApiError(400, "Bad Request", reason="badRequest") from error
    return None


def take_in(world: World, file: File, sheets: list[Sheet] | None) -> None:
    """Let a spreadsheet's file have its tabs: the imported ones, or an empty first one."""
    if file.mime != SPREADSHEET:
        return
    from tests.google_emulator.sheets.creating import empty_spreadsheet

    if file.id not in world.spreadsheets:
        world.spreadsheets[file.id] = empty_spreadsheet(file.id, file.name)
    spreadsheet = world.spreadsheets[file.id]
    if sheets or not spreadsheet.sheets:
        spreadsheet.sheets = sheets or [new_sheet(0, "Sheet1", 0)]
        spreadsheet.named_ranges = []
        spreadsheet.computed.clear()


# --- documents ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)  # the same document is often taken in, then exported
def text_lines(media_type: str, content: bytes) -> tuple[str, ...]:
    """The lines of text in a document, those in tables included, in their order."""
    if media_type == DOCX:
        return tuple(_docx_lines(content))
    if media_type == PDF:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return tuple(line for page in pages for line in page.extract_text().splitlines())
    text = content.decode("utf-8-sig")
    return tuple(_text_of_page(text).splitlines() if media_type == HTML else text.splitlines())


def _text_of_page(page: str) -> str:
    """What a web page says, a line for each of its tags' texts."""
    without = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", "", page)
    lines = (html.unescape(each).strip() for each in re.sub(r"<[^>]*>", "\n", without).splitlines())
    return "\n".join(each for each in lines if each)


def _docx_lines(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


# --- CSV ----------------------------------------------------------------------------------------------------------


def _sheet_of_csv(name: str, content: bytes) -> Sheet:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    width = max((len(row) for row in rows), default=0)
    sheet = new_sheet(0, name.removesuffix(".csv"), 0, max(1000, len(rows)), max(26, width))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.put(row, column, _typed(text))
    return sheet


def _typed(text: str) -> Cell:
    """A cell as typing the text would leave it."""
    from tests.google_emulator.sheets import entering

    value, number_format = entering.user_entered(text, "en_US")
    return Cell(value, {"numberFormat": number_format} if number_format else None)
