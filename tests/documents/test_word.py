"""Word templates: the stock ones are as they are built, a school's own win, and every mistake in one is reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import make_templates
from sheets_sync.documents import word
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.errors import ConfigError
from sheets_sync.language import LANGUAGES
from sheets_sync.results.results import Results
from tests.made_documents import made_document
from tests.made_up import YEAR, made_up_config, made_up_results

OCTOBER = YEAR.month(10)
WIDTHS_AND_SPELLING = re.compile(r"<w:(?:tblW|tcW|gridCol|lang) [^>]*>")


def results_with(folder: Path, **sections: object) -> Results:
    config = made_up_config(reports={"templates": str(folder)}, **sections)
    return made_up_results("1 | An | Toán | 80 | 90", 9, 10, config=config)


def own_template(folder: Path, was: str, now: str, name: str = "monthly.docx") -> None:
    """A school's copy of the stock template with a text in it changed, under this name."""
    parts = parts_of((word.STOCK / "monthly.docx").read_bytes())
    text = parts["word/document.xml"].decode()
    assert was in text
    parts["word/document.xml"] = text.replace(was, now).encode()
    (folder / name).write_bytes(pack(parts))


def refusal(folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        made_document("monthly", results_with(folder), OCTOBER)
    return str(caught.value)


FILES = tuple(make_templates.files())
KINDS = tuple(sorted(stock_kinds()))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind", "language"), FILES)
def test_a_stock_template_is_what_the_script_builds(name: str, kind: str, language: str) -> None:
    built = make_templates.build(kind, language)

    assert parts_of((word.STOCK / name).read_bytes()) == parts_of(built), "run scripts/make-templates"


def test_every_stock_template_is_built_by_the_script() -> None:
    assert sorted(name for name, _, _ in FILES) == sorted(path.name for path in word.STOCK.glob("*.docx"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_languages_differ_in_texts_and_widths_only(kind: str) -> None:
    def bare(name: str) -> list[str]:
        parts = parts_of((word.STOCK / name).read_bytes())
        text = "\n".join(parts[part].decode() for part in ("word/document.xml", "word/styles.xml"))
        return re.split(r"<w:t(?: [^>]*)?>[^<]*</w:t>", WIDTHS_AND_SPELLING.sub("", text))

    assert bare(f"{kind}.en.docx") == bare(f"{kind}.docx")


@pytest.mark.parametrize("kind", KINDS)
def test_the_languages_use_the_same_tags(kind: str) -> None:
    def tags(name: str) -> list[str]:
        text = parts_of((word.STOCK / name).read_bytes())["word/document.xml"].decode()
        return sorted(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text))

    assert tags(f"{kind}.en.docx") == tags(f"{kind}.docx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_building_twice_gives_the_same_bytes(language: str) -> None:
    assert make_templates.build("monthly", language) == make_templates.build("monthly", language)


def test_every_kind_is_built_by_the_script() -> None:
    assert tuple(sorted(make_templates.TEMPLATES)) == KINDS


def test_a_schools_own_copy_wins(tmp_path: Path) -> None:
    own_template(tmp_path, "II. NHẬN XÉT", "II. ĐÁNH GIÁ CHUNG")
    content = made_document("monthly", results_with(tmp_path), OCTOBER).content

    assert "II. ĐÁNH GIÁ CHUNG" in parts_of(content)["word/document.xml"].decode()


def test_a_folder_without_the_template_leaves_the_stock_one(tmp_path: Path) -> None:
    content = made_document("monthly", results_with(tmp_path), OCTOBER).content

    assert "II. NHẬN XÉT" in parts_of(content)["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("own", "language", "found"),
    [
        ([], "vi", "monthly.docx of the program"),
        ([], "en", "monthly.en.docx of the program"),
        (["monthly.docx"], "vi", "monthly.docx of the school"),
        (["monthly.docx"], "en", "monthly.docx of the school"),
        (["monthly.en.docx"], "vi", "monthly.docx of the program"),
        (["monthly.en.docx"], "en", "monthly.en.docx of the school"),
        (["monthly.docx", "monthly.en.docx"], "vi", "monthly.docx of the school"),
        (["monthly.docx", "monthly.en.docx"], "en", "monthly.en.docx of the school"),
    ],
)
def test_the_template_of_the_language_wins_within_a_folder(
    tmp_path: Path, own: list[str], language: str, found: str
) -> None:
    for name in own:
        own_template(tmp_path, "II. NHẬN XÉT", "II. ĐÁNH GIÁ CHUNG", name)
    path = word.template_path("monthly", results_with(tmp_path, language=language).config)

    assert f"{path.name} of the {'school' if path.parent == tmp_path else 'program'}" == found


def test_the_language_is_no_kind() -> None:
    assert not any("." in kind for kind in KINDS)


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    assert "Không thấy thư mục mẫu văn bản" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"no Word file", pack({"word/other.xml": b""})])
def test_what_is_no_word_file_is_reported(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "monthly.docx").write_bytes(content)

    assert "không đọc được như một tệp Word" in refusal(tmp_path)


def test_a_broken_word_file_is_reported(tmp_path: Path) -> None:
    own_template(tmp_path, "</w:body>", "")

    assert "không đọc được như một tệp Word" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            "row.team_rank",
            "row.team_rnak",
            "chỗ “{{ row.team_rnak }}”: không có trường “team_rnak”. Có phải “team_rank”?",
        ),
        (
            "counts.staff",
            "count.staff",
            "chỗ “{{ count.staff }}”: không có trường “count”. Có phải “counts”?",
        ),
        ("month.text }}", "month.txt }}", "không có trường “txt”. Có phải “text”?"),
        ("paper.signer }}", "paper.zzz }}", "chỗ “{{ paper.zzz }}”: không có trường “zzz”. Sửa mẫu"),
    ],
)
def test_a_field_that_there_is_not_names_the_place_and_the_nearest(
    tmp_path: Path, was: str, now: str, message: str
) -> None:
    own_template(tmp_path, was, now)

    assert message in refusal(tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ("{{ item }}", "{{ item }", "chỗ “{{ item }”: một thẻ thiếu dấu mở hoặc dấu đóng"),
        ("{{ item }}", "{ item }}", "chỗ “{ item }}”: một thẻ thiếu dấu mở hoặc dấu đóng"),
        ("{%p endif %}", "", "chỗ “{%p if missing %}”: thẻ này không có thẻ mở hoặc thẻ đóng"),
        ("{%p if missing %}", "", "chỗ “{%p endif %}”: thẻ này không có thẻ mở hoặc thẻ đóng"),
        (
            "{%p if missing %}",
            "{%p for one in missing %}",
            "chỗ “{%p for one in missing %}”: thẻ này không có thẻ mở hoặc thẻ đóng",
        ),
        ("{{ row.points }}", "{{ row.points | rond }}", "(No filter named 'rond'.)"),
        ("{{ item }}", "{{ item item }}", "gần “{{ item item }}{% endfor %}”: thẻ viết sai cú pháp"),
    ],
)
def test_a_tag_with_wrong_syntax_is_reported_with_the_text_around_it(
    tmp_path: Path, was: str, now: str, message: str
) -> None:
    own_template(tmp_path, was, now)

    assert message in refusal(tmp_path)


def test_a_tag_that_fails_is_reported(tmp_path: Path) -> None:
    own_template(tmp_path, "{{ row.points }}", "{{ row.points / 2 }}")

    assert "một thẻ không tính được" in refusal(tmp_path)


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    own_template(tmp_path, "{{ row.points }}", "{{ row.points.__class__.__mro__ }}")

    assert "Mẫu monthly.docx" in refusal(tmp_path)


def test_every_message_says_what_to_do(tmp_path: Path) -> None:
    own_template(tmp_path, "row.team_rank", "row.team_rnak")

    assert "Sửa mẫu trong Word" in refusal(tmp_path)
