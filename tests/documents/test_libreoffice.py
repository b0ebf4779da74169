"""PDF by LibreOffice: a clear word where it is missing, slow or failing, and made once from the same Word file."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.documents import make
from sheets_sync.documents.libreoffice import to_pdf
from sheets_sync.documents.publishers.folder import FolderPublisher
from sheets_sync.documents.trailer import trailer_of, with_trailer
from sheets_sync.documents.word_file import Seal, seal_of
from sheets_sync.errors import UnavailableError
from tests.made_documents import made_document
from tests.made_up import YEAR, made_up_results

OCTOBER = YEAR.month(10)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the office here is a shell script")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called soffice that counts its calls and copies what it is given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(
        f'#!/bin/sh\necho x >> "{tmp_path}/calls"\nprintf "%%PDF-1.7 of " > van-ban.pdf\ncksum < van-ban.docx >> van-ban.pdf\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return program


def report(points: str = "90") -> make.Document:
    made = made_document("monthly", made_up_results(f"1 | An | Toán | {points}", 10), OCTOBER)
    return replace(made, format="pdf")


def test_the_pdf_is_made_and_says_what_it_was_made_of(office: Path, tmp_path: Path) -> None:
    published = FolderPublisher(tmp_path / "bao-cao").publish(report())
    content = Path(published.location).read_bytes()

    assert (published.name, published.changed) == ("Bao-cao-thi-dua-thang-10-2023.pdf", True)
    assert content.startswith(b"%PDF-1.7 of ")
    assert trailer_of(content) == seal_of(report().content)


def test_the_same_word_file_is_not_made_into_a_pdf_again(office: Path, tmp_path: Path) -> None:
    publisher = FolderPublisher(tmp_path / "bao-cao")
    publisher.publish(report())

    assert not publisher.publish(report()).changed
    assert (tmp_path / "calls").read_text() == "x\n"


def test_another_figure_makes_another_pdf(office: Path, tmp_path: Path) -> None:
    publisher = FolderPublisher(tmp_path / "bao-cao")
    publisher.publish(report())

    assert publisher.publish(report("91")).changed


def test_a_pdf_that_a_person_has_changed_stays(office: Path, tmp_path: Path) -> None:
    publisher = FolderPublisher(tmp_path / "bao-cao")
    path = Path(publisher.publish(report()).location)
    path.write_bytes(path.read_bytes().replace(b"1.7", b"1.6"))

    assert publisher.publish(report("91")).name == "Bao-cao-thi-dua-thang-10-2023-ban-moi.pdf"


def test_a_kind_of_any_name_is_known_again() -> None:
    seal = Seal("tổng kết", "2023-2024", "0f", "3F2A-91BC-07DE")

    assert trailer_of(with_trailer(b"<html>", "html", seal)) == seal


def test_without_the_office_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnavailableError, match=r"Chưa thấy LibreOffice .* Cài LibreOffice"):
        to_pdf(b"")


def test_an_office_that_never_ends_is_ended(office: Path) -> None:
    office.write_text("#!/bin/sh\nexec sleep 30\n")

    with pytest.raises(UnavailableError, match="LibreOffice chạy quá"):
        to_pdf(b"", timeout=0.3)


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_an_office_that_fails_is_reported(office: Path, script: str) -> None:
    office.write_text(f"#!/bin/sh\n{script}\n")

    with pytest.raises(UnavailableError, match="LibreOffice không chuyển được"):
        to_pdf(b"")


@pytest.mark.slow
def test_the_real_office_makes_a_pdf() -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    assert to_pdf(report().content).startswith(b"%PDF-")
