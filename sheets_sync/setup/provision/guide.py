"""The guide tab of a staff workbook: who fills what and when, the colours, the scale, what happens with slips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sheets_sync.language import Translator
from sheets_sync.model import SchoolYear
from sheets_sync.points import points_short
from sheets_sync.rules.forms import Form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.setup.provision.allowed import Bounds
from sheets_sync.setup.provision.looks import COLOURS, DARK, TAB_COLOURS, CellLook, Looks, row_height

TITLE = "Hướng dẫn"
WIDTHS = (3, 28, 64, 56)
_HEIGHTS = {"title": 34, "section": 26}


class Line(NamedTuple):
    """A line of the guide: its texts from column B on, the style they share, the tab or colour of the first one."""

    texts: tuple[str, ...]
    style: str = "text"
    tab: str = ""
    colour: str = ""


def guide_lines(
    forms: Sequence[Form], rubrics: Sequence[Rubric], year: SchoolYear, school: str, t: Translator
) -> tuple[Line, ...]:
    """The guide to these forms, line by line."""
    return (
        *_opening(school, year, t),
        *_tabs(forms, t),
        *_typing(year, t),
        *_colours(forms, t),
        *(line for rubric in rubrics for line in _scale(rubric, t)),
        *_slips(t),
    )


def write_guide(sheet: Any, looks: Looks, lines: Sequence[Line]) -> None:
    """Fill this worksheet with the guide."""
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for row, line in enumerate(lines):
        _write(sheet, looks, row, line)
    _page(sheet)


def _opening(school: str, year: SchoolYear, t: Translator) -> Iterator[Line]:
    if school:
        yield Line((school,), "school")
    yield Line((t("SỔ THI ĐUA NĂM HỌC {year}", year=year),), "title")
    yield Line(
        (t("Thầy cô chỉ ghi vào các tab dưới đây; bảng xếp hạng, tổng hợp và văn bản do máy lập từ đó."),),
        "wide",
    )
    yield Line(())


def _tabs(forms: Sequence[Form], t: Translator) -> Iterator[Line]:
    yield Line((t("1. Ai ghi tab nào, khi nào"),), "section")
    yield Line((t("Tab"), t("Ai ghi"), t("Khi nào")), "heading")
    for _, group in groupby(forms, key=lambda form: form.key):
        alike = tuple(group)
        form, title = alike[0], alike[0].title
        if len(alike) > 1:
            title = f"{title} … {alike[-1].title}"
        who = t(form.who)
        if form.private:
            who = t("{who} (tab riêng của Ban, không chia sẻ cho cả trường)", who=who)
        yield Line((title, who, t(form.when)), tab=form.title)
    yield Line(())


def _typing(year: SchoolYear, t: Translator) -> Iterator[Line]:
    yield Line((t("2. Cách ghi"),), "section")
    for text in (
        t(
            "Không đổi tên tab, không đổi chữ ở dòng tiêu đề. Có thể thêm cột ghi chú riêng, chèn dòng, sắp xếp lại các dòng."
        ),
        t("Mỗi người một dòng. Mã CB lấy ở tab “Danh sách”, giữ cả số 0 ở đầu (006)."),
        t(
            "Điểm lẻ ghi dấu phẩy hay dấu chấm đều được: 8,5 hoặc 8.5. Ô trống nghĩa là chưa chấm, không phải 0 điểm."
        ),
        t("Ngày ghi theo thứ tự ngày/tháng/năm: 05/09/{year} là ngày 5 tháng 9.", year=year.start),
        t(
            "Ghi đủ từng ô, không dùng “nt” hay “//” để thay cho ô trên. Gõ bằng phông Unicode (Times New Roman), không dùng .VnTime hay VNI."
        ),
        t("Cột có ★ trong ghi chú của tiêu đề (nền đậm) là bắt buộc; cột nền nhạt có thể để trống."),
    ):
        yield Line(("•  " + text,), "wide")
    yield Line(())


def _colours(forms: Sequence[Form], t: Translator) -> Iterator[Line]:
    yield Line((t("3. Màu sắc"),), "section")
    yield Line((t("Xanh đậm"), t("Tiêu đề cột bắt buộc; ở tab tháng do mỗi người tự ghi")), colour="required")
    yield Line((t("Xanh nhạt"), t("Tiêu đề cột không bắt buộc")), colour="optional")
    if any(form.key == "scores" for form in forms):
        yield Line((t("Xanh lá đậm"), t("“Tổ chấm”: người giao việc chấm")), colour="team")
        yield Line((t("Đỏ đậm"), t("“Hiệu trưởng duyệt”: điểm quyết định")), colour="approved")
    if any(form.private for form in forms):
        private = t("Tab riêng của Ban: nên để ở một sổ riêng, vì không phải ai cũng được xem hay ghi")
        yield Line((t("Thẻ tab đỏ"), private), colour="private")
    yield Line((t("Ô vàng"), t("Còn thiếu: ô bắt buộc đang trống trong dòng đã ghi")), colour="missing")
    yield Line(
        (t("Ô đỏ nhạt"), t("Xem lại: điểm ngoài khung, không phải số, hoặc mã không có trong “Danh sách”")),
        colour="wrong",
    )
    yield Line((t("Ô vàng đậm"), t("Trùng: một mã ghi hai lần trong tab")), colour="twice")
    yield Line(())


def _scale(rubric: Rubric, t: Translator) -> Iterator[Line]:
    yield Line((t("4. Thang điểm: {name}", name=rubric.name),), "section")
    yield Line((t("Cột"), t("Được ghi")), "heading")
    for item in rubric.inputs:
        allowed = ", ".join(item.choices) if item.choices else Bounds(item.low, item.high).text(t)
        yield Line(
            (item.header, t("{allowed}; có thể để trống", allowed=allowed) if item.blank_ok else allowed)
        )
    yield Line((t("Tổng điểm"), Bounds(rubric.lowest, rubric.highest).text(t)))
    *upper, lowest = rubric.bands
    for band in upper:
        yield Line(
            (t("Xếp loại {rating}", rating=band.name), t("từ {points} điểm", points=points_short(band.start)))
        )
    yield Line((t("Xếp loại {rating}", rating=lowest.name), t("còn lại")))
    if rubric.quota:
        rating, percent = rubric.quota
        yield Line(
            (
                t("Tỉ lệ"),
                t(
                    "loại {rating} không quá {percent} % số người được xếp loại",
                    rating=rating,
                    percent=percent,
                ),
            )
        )
    if rubric.source:
        yield Line((t("Căn cứ"), rubric.source))
    yield Line(())


def _slips(t: Translator) -> Iterator[Line]:
    yield Line((t("5. Khi ghi nhầm"),), "section")
    for text in (
        t(
            "Máy không bao giờ sửa ô thầy cô đã ghi. Chỗ nào chưa đọc được, máy ghi vào tab “Lỗi dữ liệu” của bảng tổng hợp."
        ),
        t(
            "Mỗi dòng ở tab ấy nói: tab nào, ô nào (bấm vào là tới), sai gì, sửa thế nào. Sửa ngay tại ô; lần chạy sau dòng ấy tự mất."
        ),
        t(
            "Nhờ người khác sửa giúp thì gửi họ đường dẫn của ô. Dòng còn lỗi ở điểm quyết định thì chưa được xếp hạng, các dòng khác vẫn xếp."
        ),
        t(
            "Tháng đã chốt thì không sửa tại tab tháng: báo Ban Thi đua - Khen thưởng để mở lại tháng ấy, có lý do, sửa rồi chốt lại."
        ),
    ):
        yield Line(("•  " + text,), "wide")


STYLES: dict[str, CellLook] = {
    "school": {"bold": True, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 18, "font_color": COLOURS["required"], "valign": "vcenter"},
    "wide": {"text_wrap": True, "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 13,
        "font_color": COLOURS["required"],
        "bottom": 2,
        "bottom_color": COLOURS["required"],
    },
    "heading": {
        "bold": True,
        "bg_color": COLOURS["optional"],
        "indent": 1,
        "border": 1,
        "border_color": COLOURS["line"],
    },
    "text": {
        "text_wrap": True,
        "valign": "vcenter",
        "indent": 1,
        "border": 1,
        "border_color": COLOURS["line"],
    },
}


def first_look(line: Line) -> CellLook:
    """The first text of a line: a link where it names a tab, the colour that it is about."""
    look = STYLES[line.style]
    if line.tab:
        return look | {"font_color": "#0563C1", "underline": 1}
    if line.colour:
        white: CellLook = {"font_color": "#FFFFFF"} if line.colour in DARK else {}
        return look | {"bg_color": COLOURS[line.colour]} | white
    return look


def cells_of(line: Line) -> tuple[str, ...]:
    """The texts of a line from column B on; a section's rule runs through to the last column."""
    blank = len(WIDTHS) - 1 - len(line.texts)
    return (*line.texts, *[""] * blank) if line.style == "section" else line.texts


def line_height(line: Line) -> int:
    """The height of a line in points."""
    if line.style in _HEIGHTS:
        return _HEIGHTS[line.style]
    widths = [sum(WIDTHS[1:])] if line.style == "wide" else WIDTHS[1:]
    return row_height(line.texts, widths)


def _write(sheet: Any, looks: Looks, row: int, line: Line) -> None:
    sheet.set_row(row, line_height(line))
    look = looks(STYLES[line.style])
    if line.style == "wide":
        sheet.merge_range(row, 1, row, 3, line.texts[0], look)
        return
    for at, text in enumerate(cells_of(line), start=1):
        sheet.write_string(row, at, text, looks(first_look(line)) if at == 1 else look)
    if line.tab:
        sheet.write_url(row, 1, f"internal:'{line.tab}'!A1", looks(first_look(line)), line.texts[0])


def _page(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.set_tab_color(TAB_COLOURS["guide"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&R&"Times New Roman,Regular"&11&P/&N')
