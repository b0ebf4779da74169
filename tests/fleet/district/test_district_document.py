"""The district's paper: built by its script, and saying what the tabs say."""

from __future__ import annotations

import io
import runpy
from pathlib import Path

import pytest
from docx import Document

from sheets_sync.documents.word_file import parts_of
from sheets_sync.fleet.district import district_document
from sheets_sync.fleet.district.district_document import registrations_document
from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.members import members
from sheets_sync.fleet.running.run import Order
from tests.fleet.fleet_schools import SCHOOL, TODAY, district, run_each

FOLDER = Path(district_document.__file__).parent.parent / "templates"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_is_what_the_script_builds(language):
    script = runpy.run_module("scripts.make_district_template")
    name = next(name for name, each in script["files"]() if each == language)

    assert parts_of((FOLDER / name).read_bytes()) == parts_of(script["build"](language)), (
        "run scripts/make-templates"
    )


def test_it_lists_every_school_and_those_that_are_silent(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "gone": SCHOOL})
    (tmp_path / "gone" / "so-thi-dua.xlsx").unlink()
    fleet = load_fleet(path)
    run_each(fleet, Order("sync", TODAY))
    draft = district_of(fleet, members(fleet), TODAY)
    document = registrations_document(draft)

    paper = Document(io.BytesIO(document.content))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert rows[0][:5] == ["STT", "Trường", "Số CB", "LĐTT", "CSTĐCS"]
    assert rows[1][:5] == ["1", "Trường a", "3", "2", "1"]
    assert rows[3][:5] == ["", "Cộng", "6", "4", "2"]
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert "Chưa có số liệu của: Trường gone." in texts
    assert document.content == registrations_document(draft).content
