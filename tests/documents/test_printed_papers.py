"""Every kind of paper as it prints: LibreOffice makes a PDF, and the words stand where the decree has them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sheets_sync.documents import make
from sheets_sync.documents.kinds import stock_kinds
from tests.golden_papers import demo_school, requests_of
from tests.nd30.printed import Page, Word, misprints, pages_of

KINDS = stock_kinds()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDFs of all kinds, made in one go."""
    office = shutil.which("soffice")
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice (soffice) or poppler (pdftotext) is not installed")
    folder = tmp_path_factory.mktemp("printed")
    for kind in KINDS.values():
        for number, request in enumerate(requests_of(kind, demo_school())):
            (folder / f"{kind.key}-{number}.docx").write_bytes(make.make(request).content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(path.name for path in folder.glob("*.docx"))
    command = [office, profile, "--headless", "--convert-to", "pdf", *files]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "certificate"])
def test_every_paper_prints_as_the_decree_asks(kind: str, printed: Path) -> None:
    found = sorted(printed.glob(f"{kind}-[0-9].pdf"))

    assert found
    assert {path.name: misprints(pages_of(path)) for path in found} == {path.name: [] for path in found}


@pytest.mark.slow
def test_a_certificate_takes_one_page_each(printed: Path) -> None:
    pages = pages_of(printed / "certificate-0.pdf")

    assert len(pages) == 4
    assert all("KHEN" in [word.text for word in page.words] for page in pages)


@pytest.mark.slow
def test_a_sheet_takes_one_page_for_each_person(printed: Path) -> None:
    pages = pages_of(printed / "monthly-sheet-0.pdf")

    assert [page.words[0].text for page in pages] == ["UBND", "UBND"]


# --- the check itself -------------------------------------------------------------------------------------------


def page(*words: tuple[str, float, float], width: float = 210) -> Page:
    return Page(width, 297, tuple(Word(text, x, y, x + 5, y + 4) for text, x, y in words))


HEAD = (("UBND", 35, 22), ("CỘNG", 110, 22), ("Số:", 40, 40), ("ngày", 130, 40))
FOOT = (("Nơi", 31, 200), ("nhận:", 40, 200), ("HIỆU", 140, 200))


@pytest.mark.parametrize(
    ("pages", "breach"),
    [
        ([page(*HEAD, *FOOT), page(("2", 109, 10), ("Chữ", 40, 30))], None),
        ([page(*HEAD, width=216)], "page 1 is 216"),
        ([page(*HEAD, ("xa", 193, 100))], "outside the margins"),
        ([page(*HEAD, ("thấp", 100, 276))], "outside the margins"),
        ([page(*HEAD), page(("Chữ", 40, 30))], "page 2 shows no number"),
        ([page(*HEAD), page(("3", 109, 10))], "shows '3', not 2"),
        ([page(*HEAD), page(("2", 60, 10))], "not in the middle"),
        ([page(*HEAD), page(("Phụ", 100, 22)), page(("3", 109, 10))], "shows '3', not 2"),
        ([page(("1", 109, 10), *HEAD)], "shows '1', not 2"),
        ([page(("UBND", 35, 22), ("CỘNG", 60, 22))], "Quốc hiệu does not stand on the right"),
        ([page(("UBND", 35, 30), ("CỘNG", 110, 22))], "does not stand level"),
        ([page(*HEAD[:3], ("ngày", 130, 46))], "do not stand on one line"),
        ([page(*HEAD, *FOOT[:2])], "not stand level with the post"),
    ],
)
def test_the_check_of_pages_sees(pages: list[Page], breach: str | None) -> None:
    found = misprints(pages)

    assert (breach in "\n".join(found)) if breach else found == []
