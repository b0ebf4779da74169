"""The web pages: what is public and nothing else, in one file that needs no network, read on a phone and in the hall."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import make_templates
from sheets_sync.documents import make, word
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.documents.trailer import trailer_of
from sheets_sync.errors import ConfigError, UsageError
from sheets_sync.model import Month
from sheets_sync.results.results import Results
from tests.golden_papers import demo_school
from tests.made_up import made_up_config, made_up_results

KINDS = stock_kinds()
PAGES = ("monthly", "notice")
MARCH = Month(2024, 3)
PHONE, HALL = 390, 1920


def page(kind: str, results: Results | None = None, year: bool = False) -> str:
    results = results or demo_school()
    period = results.config.year if year else MARCH
    return make.make_page(make.requests_for(KINDS[kind], results, period)[0]).content.decode()


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_needs_nothing_else(kind: str) -> None:
    assert not re.search(r"https?:|//|src=|<link|<script|url\(|@import", page(kind))


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_everybody_who_is_rated_with_team_points_and_rating(kind: str) -> None:
    text, results = page(kind), demo_school()

    for row in results.ranking(MARCH).rows:
        assert row.name in text
    assert "Ngoại ngữ · loại A" in text


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("year", [False, True])
def test_a_page_shows_nothing_that_is_not_public(kind: str, year: bool) -> None:
    if year and kind == "monthly":
        return
    text, school = page(kind, year=year), demo_school().school
    private = [person.staff_id for person in school.roster.people]
    private += [person.email for person in school.roster.people if person.email]
    private += [f"{person.born:%d/%m/%Y}" for person in school.roster.people if person.born]
    private += [leave.kind for leave in school.leaves if leave.kind]
    private += [one.form for one in school.disciplines if one.form]

    assert [each for each in private if each in text] == []


def test_the_page_of_a_year_names_those_proposed() -> None:
    assert "<strong>Chiến sĩ thi đua cơ sở</strong>" in page("notice", year=True)


def test_a_name_is_written_as_it_was_typed() -> None:
    results = made_up_results("1 | <script>alert(1)</script> | Toán & Tin | 90", 3)

    text = page("notice", results)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text


def test_a_page_may_not_name_what_is_not_public(tmp_path: Path) -> None:
    (tmp_path / "notice.html").write_text("{{ people }}", encoding="utf-8")
    config = made_up_config(reports={"templates": str(tmp_path)})

    with pytest.raises(ConfigError, match="không có trường “people”"):
        page("notice", made_up_results("1 | An | Toán | 90", 3, config=config))


def test_a_kind_without_a_page_names_those_that_have_one() -> None:
    with pytest.raises(UsageError, match="Có bản html: monthly, notice"):
        page("contest")


def test_a_page_says_of_itself_what_it_is() -> None:
    text = page("notice")
    seal = trailer_of(text.encode())

    assert seal is not None
    assert (seal.kind, seal.period) == ("notice", "2024-03")
    assert trailer_of(text.replace("Ngoại ngữ", "Ngoại-ngữ").encode()) is None


@pytest.mark.parametrize("kind", PAGES)
def test_the_same_results_give_the_same_page(kind: str) -> None:
    assert page(kind) == page(kind)


@pytest.mark.parametrize(("name", "kind", "language"), list(make_templates.pages()))
def test_a_stock_page_is_what_the_script_builds(name: str, kind: str, language: str) -> None:
    assert (word.STOCK / name).read_text(encoding="utf-8") == make_templates.build_page(kind, language)


def test_an_english_page_speaks_english() -> None:
    school = demo_school()
    text = page("notice", replace(school, config=school.config._replace(language="en")))

    assert '<html lang="en">' in text
    assert "Emulation results March 2024" in text


# --- in a real browser ------------------------------------------------------------------------------------------

MEASURE = """<script>
const shown = [...document.querySelectorAll("h1, h2, p, td, th, li")].filter(e => e.offsetParent !== null);
const out = shown.filter(e => { const b = e.getBoundingClientRect(); return b.right > innerWidth + 1; });
document.body.innerHTML = "<pre>" + JSON.stringify({
  width: innerWidth, scroll: document.documentElement.scrollWidth, out: out.length,
  smallest: Math.min(...shown.map(e => parseFloat(getComputedStyle(e).fontSize))),
  heading: document.querySelector("thead").getBoundingClientRect().right > 0,
}) + "</pre>";
</script>"""


@pytest.fixture(scope="module")
def browser() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


def chromium(browser: str, folder: Path, *words: str) -> str:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
    command = [browser, *options, f"--user-data-dir={folder / 'browser'}", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("width", [PHONE, HALL])
def test_a_page_fits_a_phone_and_the_halls_screen(
    kind: str, width: int, browser: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(kind).replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    shown = chromium(browser, tmp_path, f"--window-size={width},1000", "--dump-dom", path.as_uri())
    found = re.search(r"<pre>(.*?)</pre>", shown)

    assert found
    measured = json.loads(found[1])
    assert measured["scroll"] <= measured["width"]
    assert measured["out"] == 0
    assert measured["smallest"] >= (14 if width == PHONE else 20)
    assert measured["heading"] == (
        measured["width"] > 600
    )  # on a phone rows are cards, without a heading row


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_prints_on_a4(kind: str, browser: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    (tmp_path / "page.html").write_text(page(kind), encoding="utf-8")
    printed = tmp_path / "page.pdf"
    chromium(
        browser,
        tmp_path,
        f"--print-to-pdf={printed}",
        "--no-pdf-header-footer",
        (tmp_path / "page.html").as_uri(),
    )
    pages = PdfReader(printed).pages
    boxes = {(round(float(each.mediabox.width)), round(float(each.mediabox.height))) for each in pages}

    assert boxes <= {(595, 842), (596, 842), (595, 841), (596, 843)}
    assert all(
        "Hạng" in "".join(each.extract_text().split()) for each in list(pages)[1:-1]
    )  # tables repeat their heading
