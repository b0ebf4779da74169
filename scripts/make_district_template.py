"""Builds the Word template of the district's one paper from the parts of the schools' papers; run by scripts/make-templates."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx.enum.section import WD_ORIENT

from scripts.papers.columns import middle, number, text
from scripts.papers.page import new_document
from scripts.papers.parts import AS_ABOVE, addressees, body, head, heading, signature
from scripts.papers.tables import data_table
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.fleet.district.district_draft import NOT_AT_WORK
from sheets_sync.language import LANGUAGES, N_, Translator, translator
from sheets_sync.rules.titles import TITLES

FOLDER = Path(__file__).resolve().parent.parent / "sheets_sync" / "fleet" / "templates"
COLUMNS = tuple(
    title for title in TITLES if title.code != "CSTDTQ"
)  # seldom registered for; listed in the workbook


def build(language: str = "vi") -> bytes:
    """The template in a language."""
    t = translator(language)
    document = new_document(t(N_("Tổng hợp đăng ký thi đua")), language)
    _turn(document.sections[0])
    _fill(document, t)
    saved = io.BytesIO()
    document.save(saved)
    return pack(parts_of(saved.getvalue()))


def _turn(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _fill(document: Any, t: Translator) -> None:
    head(document, t)
    heading(document, t("TỔNG HỢP"), t("Đăng ký danh hiệu thi đua, khen thưởng năm học {{ school.year }}"))
    addressees(document, t)
    body(
        document,
        t(
            "{{ school.name }} tổng hợp đăng ký của {{ counts.schools }} trường: {{ counts.people }} cá nhân và "
            "{{ counts.teams }} tập thể đã đăng ký trên tổng số {{ counts.staff }} người; {{ counts.missing }} người "
            "chưa đăng ký{% if counts.need_not_register %}, {{ counts.need_not_register }} người nghỉ, chuyển đi hoặc đến "
            "sau hạn nên không phải đăng ký{% endif %}; "
            "{{ counts.late }} đăng ký sau hạn."
        ),
        t("{% if silent %}Chưa có số liệu của: {{ silent | join(', ') }}.{% endif %}"),
    )
    columns = [number(t), text(t("Trường"), 52, "name"), middle(t("Số CB"), 15, "staff")]
    columns += [middle(title.short, 17, title.code) for title in COLUMNS]
    columns += [middle(t("Đã đăng ký"), 16, "people"), middle(t("Chưa đăng ký"), 18, "missing")]
    columns.append(middle(t(NOT_AT_WORK), 20, "need_not_register"))
    sums = [f"{{{{ counts.{title.code} }}}}" for title in COLUMNS]
    last = ("", t("Cộng"), "{{ counts.staff }}", *sums)
    last += ("{{ counts.people }}", "{{ counts.missing }}", "{{ counts.need_not_register }}")
    data_table(document, "row in schools", columns, last)
    signature(document, t, AS_ABOVE)


def main() -> None:
    """Write it in every language."""
    FOLDER.mkdir(exist_ok=True)
    for name, language in files():
        (FOLDER / name).write_bytes(build(language))


def files() -> list[tuple[str, str]]:
    """File name and language; the Vietnamese one, which any language falls back to, has none in its name."""
    return [(f"registrations{'' if each == 'vi' else f'.{each}'}.docx", each) for each in LANGUAGES]


if __name__ == "__main__":
    main()
