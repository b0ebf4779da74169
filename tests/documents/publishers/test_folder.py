"""Documents in a folder: whole or not at all, unchanged ones not written, a person's edits never overwritten."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.documents.make import Document, file_name
from sheets_sync.documents.publishers import alike_mark
from sheets_sync.documents.publishers.folder import FolderPublisher, safe_name
from sheets_sync.documents.word_file import pack, parts_of, seal
from sheets_sync.errors import UnavailableError
from sheets_sync.model import Month

NAME = "Bao-cao-10-2023.docx"
BESIDE = "Bao-cao-10-2023-ban-moi.docx"
OCTOBER = Month(2023, 10)


def word_file(text: str) -> bytes:
    """The least that is sealed like a Word file."""
    return pack(
        {"[Content_Types].xml": b"<Types></Types>", "_rels/.rels": b"<Relationships></Relationships>"}
        | {"word/document.xml": text.encode()}
    )


def document(text: str, name: str = NAME, kind: str = "monthly") -> Document:
    return Document(kind, OCTOBER, "docx", name, seal(word_file(text), kind, str(OCTOBER)))


def edit(path: Path, text: str) -> bytes:
    """What Word does when a person changes the text and saves: the properties stay as they were."""
    parts = parts_of(path.read_bytes())
    path.write_bytes(pack({**parts, "word/document.xml": text.encode()}))
    return path.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> FolderPublisher:
    return FolderPublisher(tmp_path / "bao-cao")


def names(folder: FolderPublisher) -> list[str]:
    return sorted(path.name for path in folder.folder.iterdir())


def test_a_new_document_is_written_and_its_folder_made(folder: FolderPublisher) -> None:
    published = folder.publish(document("1"))

    assert published == ("monthly", "2023-10", "docx", NAME, str(folder.folder / NAME), True, (), "")
    assert (folder.folder / NAME).read_bytes() == document("1").content


def test_an_unchanged_document_is_not_written(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    os.utime(folder.folder / NAME, (1, 1))

    assert not folder.publish(document("1")).changed
    assert (folder.folder / NAME).stat().st_mtime == 1


def test_one_that_another_machine_zipped_otherwise_is_unchanged(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    path = folder.folder / NAME
    other = dict(reversed(parts_of(path.read_bytes()).items()))
    path.write_bytes(pack(other))

    assert not folder.publish(document("1")).changed


def test_a_document_of_ours_is_replaced(folder: FolderPublisher) -> None:
    folder.publish(document("1"))

    assert folder.publish(document("2")).changed
    assert (folder.folder / NAME).read_bytes() == document("2").content


def test_one_that_a_person_has_edited_stays_and_the_new_one_goes_beside_it(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edited = edit(folder.folder / NAME, "a person's words")
    published = folder.publish(document("2"))

    assert (published.name, published.changed) == (BESIDE, True)
    assert (folder.folder / NAME).read_bytes() == edited


def test_the_one_beside_it_is_unchanged_the_next_time(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edit(folder.folder / NAME, "a person's words")
    folder.publish(document("2"))

    assert (folder.publish(document("2")).changed, names(folder)) == (False, [BESIDE, NAME])


def test_the_one_beside_it_is_kept_up_to_date(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edit(folder.folder / NAME, "a person's words")
    folder.publish(document("2"))
    folder.publish(document("3"))

    assert names(folder) == [BESIDE, NAME]
    assert (folder.folder / BESIDE).read_bytes() == document("3").content


def test_when_that_one_is_edited_too_a_third_goes_beside_them(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edit(folder.folder / NAME, "a person's words")
    folder.publish(document("2"))
    edit(folder.folder / BESIDE, "more of them")

    assert folder.publish(document("3")).name == "Bao-cao-10-2023-ban-moi-2.docx"


def test_replace_overwrites_an_edited_one(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edit(folder.folder / NAME, "a person's words")

    assert folder.publish(document("2"), replace=True).name == NAME
    assert (folder.folder / NAME).read_bytes() == document("2").content


def test_a_new_one_that_is_no_longer_needed_is_named_and_stays(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    edit(folder.folder / NAME, "a person's words")
    beside = folder.publish(document("2"))
    replaced = folder.publish(document("2"), replace=True)

    assert (beside.left, replaced.left) == ((), (BESIDE,))
    assert names(folder) == [BESIDE, NAME]


@pytest.mark.parametrize(
    "existing",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"somebody's notes", id="no Word file"),
        pytest.param(word_file("somebody's own"), id="a Word file without a seal"),
        pytest.param(document("1").content[:-30], id="a damaged one"),
    ],
)
def test_what_is_not_this_document_is_never_overwritten(folder: FolderPublisher, existing: bytes) -> None:
    folder.folder.mkdir()
    (folder.folder / NAME).write_bytes(existing)

    assert folder.publish(document("1")).name == BESIDE
    assert (folder.folder / NAME).read_bytes() == existing


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Bao-cao.docx", "Bao-cao.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\Windows\\a.docx", "Windows-a.docx"),
        ("/etc/cron.d/x.docx", "etc-cron.d-x.docx"),
        ("C:\\a.docx", "C-a.docx"),
        (".hidden.docx", "hidden.docx"),
        ("a\x00b\n.docx", "a-b-.docx"),
        ("..", "van-ban"),
        ("", "van-ban"),
        ("con.docx", "con-.docx"),
        ("LPT1.pdf", "LPT1-.pdf"),
        ("aux", "aux-"),
        ("Bao-cao.", "Bao-cao"),
        (f"{'a' * 300}.docx", f"{'a' * 120}.docx"),
        ("Báo cáo “A”.docx", "Báo cáo “A”.docx"),
    ],
)
def test_a_name_stays_a_plain_name_within_the_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["../out.docx", "a/../../out.docx", "..", "\\..\\out.docx"])
def test_nothing_is_written_outside_the_folder(folder: FolderPublisher, name: str) -> None:
    published = folder.publish(document("1", name))

    assert Path(published.location).parent == folder.folder
    assert [path.name for path in folder.folder.parent.iterdir()] == ["bao-cao"]


def test_nothing_else_is_left_in_the_folder(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    folder.publish(document("2"))

    assert names(folder) == [NAME]


def test_a_document_that_is_open_in_word_is_reported_and_stays(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    (folder.folder / f"~${NAME[2:]}").write_bytes(b"")

    with pytest.raises(UnavailableError, match=r"đang mở trong Word\. Đóng văn bản ấy"):
        folder.publish(document("2"))
    assert (folder.folder / NAME).read_bytes() == document("1").content


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "bao-cao").write_text("a file")

    with pytest.raises(UnavailableError, match="bao-cao"):
        FolderPublisher(tmp_path / "bao-cao").publish(document("1"))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="who may do everything is refused nothing"
)
def test_a_folder_without_permission_is_reported_with_place_and_remedy(folder: FolderPublisher) -> None:
    folder.folder.mkdir(mode=0o500)

    with pytest.raises(UnavailableError, match="quyền ghi"):
        folder.publish(document("1"))


def test_a_paper_of_another_kind_under_the_same_name_is_no_edited_one(folder: FolderPublisher) -> None:
    folder.publish(document("1"))
    other = folder.publish(replace(document("2", kind="yearly"), name=NAME))

    assert (other.name, other.kept) == (
        f"Bao-cao-10-2023-{alike_mark(document('2', kind='yearly'))}.docx",
        "",
    )


# --- papers whose names are alike -----------------------------------------------------------------------------------

FIRST, SECOND = "Thi đua 20/11", "Thi đua 20-11"
PLAIN = "Ke-hoach-thi-dua-20-11.docx"


def paper(text: str, subject: str = FIRST, name: str = PLAIN) -> Document:
    sealed = seal(word_file(text), "movement", str(OCTOBER), subject=subject)
    return Document("movement", OCTOBER, "docx", name, sealed, subject)


def texts(folder: FolderPublisher) -> dict[str, str]:
    """The contents of each file."""
    return {
        path.name: parts_of(path.read_bytes())["word/document.xml"].decode()
        for path in sorted(folder.folder.iterdir())
    }


MARKED = f"Ke-hoach-thi-dua-20-11-{alike_mark(paper('2', SECOND))}.docx"


def test_two_papers_of_one_name_get_a_file_each(folder: FolderPublisher) -> None:
    folder.publish(paper("1"))
    folder.publish(paper("2", SECOND))

    assert texts(folder) == {PLAIN: "1", MARKED: "2"}


def test_a_second_run_over_alike_names_writes_nothing(folder: FolderPublisher) -> None:
    both = [paper("1"), paper("2", SECOND)]
    first = [folder.publish(one) for one in both]
    again = [folder.publish(one) for one in both]

    assert [one.changed for one in again] == [False, False]
    assert [one.name for one in again] == [one.name for one in first]


def test_one_that_comes_before_the_other_later_leaves_it_its_file(folder: FolderPublisher) -> None:
    folder.publish(paper("2", SECOND))
    folder.publish(paper("1"))
    folder.publish(paper("2 new", SECOND))

    assert texts(folder)[PLAIN] == "2 new"
    assert sorted(texts(folder).values()) == ["1", "2 new"]


def test_a_paper_keeps_its_file_when_the_others_is_gone(folder: FolderPublisher) -> None:
    folder.publish(paper("1"))
    folder.publish(paper("2", SECOND))
    (folder.folder / PLAIN).unlink()
    folder.publish(paper("2 new", SECOND))

    assert texts(folder) == {MARKED: "2 new"}


def test_what_was_edited_stays_its_papers(folder: FolderPublisher) -> None:
    folder.publish(paper("1"))
    edit(folder.folder / PLAIN, "a person's words")
    second, first = folder.publish(paper("2", SECOND)), folder.publish(paper("1 new"))

    assert (second.name, second.kept) == (MARKED, "")
    assert (first.name, first.kept) == (PLAIN.replace(".docx", "-ban-moi.docx"), PLAIN)
    assert texts(folder)[PLAIN] == "a person's words"


def test_replace_never_touches_the_paper_of_another(folder: FolderPublisher) -> None:
    folder.publish(paper("1"))
    edit(folder.folder / PLAIN, "a person's words")
    folder.publish(paper("2", SECOND), replace=True)

    assert texts(folder)[PLAIN] == "a person's words"


def test_a_subject_called_like_a_new_one_beside_is_not_taken_for_it(folder: FolderPublisher) -> None:
    beside = PLAIN.replace(".docx", "-ban-moi.docx")
    folder.publish(paper("bản mới", "Thi đua 20/11 bản mới", beside))
    folder.publish(paper("1"))
    edit(folder.folder / PLAIN, "a person's words")
    published = folder.publish(paper("2"))

    assert (published.name, texts(folder)[beside]) == (PLAIN.replace(".docx", "-ban-moi-2.docx"), "bản mới")
    assert published.left == ()


def test_names_that_were_cut_to_one_are_two_files(folder: FolderPublisher) -> None:
    long = "Ke-hoach-" + "thi-dua-" * 20
    first, second = (folder.publish(paper(at, f"đợt {at}", f"{long}dot-{at}.docx")) for at in "12")

    assert first.name != second.name
    assert sorted(texts(folder).values()) == ["1", "2"]


def test_a_paper_of_the_first_version_keeps_its_name(folder: FolderPublisher) -> None:
    folder.publish(replace(paper("1"), content=seal(word_file("1"), "movement", str(OCTOBER))))
    folder.publish(paper("1 new"))
    folder.publish(paper("2", SECOND))

    assert texts(folder) == {PLAIN: "1 new", MARKED: "2"}


def test_what_was_issued_is_that_of_the_same_subject(folder: FolderPublisher) -> None:
    folder.publish(paper("1"))
    assert folder.issued(paper("2", SECOND)) is None
    folder.publish(paper("2", SECOND))

    assert folder.issued(paper("2 new", SECOND)) == paper("2", SECOND).content


def test_names_that_differ_by_case_alone_are_no_two_names(folder: FolderPublisher) -> None:
    """What a school copies to a Windows machine must not fall together there."""
    names = {folder.publish(paper(at, at, file_name(f"Kế hoạch {at}"))).name for at in ("ÁI mộ", "ái MỘ")}

    assert len({name.casefold() for name in names}) == 2
