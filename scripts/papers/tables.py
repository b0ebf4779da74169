"""Paragraphs, cells and tables: bare ones that place things beside each other, ruled ones that hold data."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, NamedTuple

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from scripts.papers.page import STYLES
from sheets_sync.documents.word_lines import text_width


def write(place: Any, style: str, *texts: str) -> None:
    """Paragraphs of one style at the end of a document or cell."""
    for text in texts:
        place.add_paragraph(text, style=style)


def tag(place: Any, text: str) -> None:
    """A paragraph that holds a Jinja tag and goes when the template is filled in."""
    place.add_paragraph(text, style="Nội dung")


def write_cell(cell: Any, *lines: tuple[str, str]) -> None:
    """(style, text) lines of a cell."""
    for number, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        if text:
            paragraph.add_run(text)


def bare_table(document: Any, rows: int, widths: Sequence[Any]) -> Any:
    """A table without borders or cell margins, for placing things beside each other."""
    table = document.add_table(rows, len(widths))
    _set_table(table, widths)
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for row in table.rows:
        _never_split(row)
    return table


class TableColumn(NamedTuple):
    """A column of a data table: heading, width in mm, the field in it, and whether it is centred."""

    heading: str
    width: float
    field: str
    centered: bool = True


def data_table(document: Any, loop: str, columns: Sequence[TableColumn], last: Sequence[str] = ()) -> None:
    """A ruled table: a heading row repeated on every page, one row for each item of the loop, perhaps a last row."""
    table = document.add_table(4, len(columns), style="Table Grid")
    heading, start, row, end = table.rows
    _repeat(heading)
    for cell, column in zip(heading.cells, columns, strict=True):
        write_cell(cell, ("Đầu bảng", column.heading))
    write_cell(start.cells[0], ("Ô bảng", f"{{%tr for {loop} %}}"))
    for cell, column in zip(row.cells, columns, strict=True):
        write_cell(cell, ("Ô bảng giữa" if column.centered else "Ô bảng", column.field))
    write_cell(end.cells[0], ("Ô bảng", "{%tr endfor %}"))
    if last:
        for cell, text in zip(table.add_row().cells, last, strict=True):
            write_cell(cell, ("Đầu bảng", text))
    for each in table.rows:
        _never_split(each)
        for cell in each.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    _set_table(table, [Mm(width) for width in _widths(columns)])
    write(document, "Sau bảng", "")


def table_or_text(document: Any, items: str, loop: str, columns: Sequence[TableColumn], text: str) -> None:
    """A ruled table, or a sentence where there is nothing to put into it."""
    tag(document, f"{{%p if {items} %}}")
    data_table(document, loop, columns)
    tag(document, "{%p else %}")
    write(document, "Nội dung", text)
    tag(document, "{%p endif %}")


def _widths(columns: Sequence[TableColumn]) -> list[float]:
    """The columns' widths in mm; one too narrow for a word of its heading takes from the widest."""
    widths = [column.width for column in columns]
    for place, column in enumerate(columns):
        short = _narrowest(column.heading) - widths[place]
        if short > 0:
            widths[place] += short
            widths[widths.index(max(widths))] -= short
    return widths


def _narrowest(heading: str) -> float:
    """How wide, in mm, a column must be so that no word of its heading breaks: the word and Word's own margins."""
    longest = max(text_width(word, STYLES["Đầu bảng"].size) for word in heading.split())
    return float(ceil(Pt(longest + 2 * 5.4).mm + 0.5))


def _set_table(table: Any, widths: Sequence[Any]) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    total = parse_xml(f'<w:tblW {nsdecls("w")} w:w="{sum(int(w / 635) for w in widths)}" w:type="dxa"/>')
    for old in table._tbl.tblPr.findall(qn("w:tblW")):
        table._tbl.tblPr.replace(old, total)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _repeat(row: Any) -> None:
    _row_property(row, "w:tblHeader")


def _never_split(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
