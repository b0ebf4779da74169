"""Papers of one name on Drive: a file for each, found again by its key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sheets_sync.documents.publishers import alike_mark
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.model import SchoolYear
from tests.documents.publishers.drive_desk import (
    Desk,
    both_forms,
    file_of,
    files_on_drive,
    made_by_hand,
    plan_of,
    text_of,
)
from tests.google_emulator.drive.state import DOCX

FIRST, SECOND = "Thi đua 20/11", "Thi đua 20-11"


@both_forms
def test_two_plans_of_one_name_are_two_files_with_names_of_their_own(google, desk, form) -> None:
    first, second = desk.put_all(plan_of(FIRST, "1", form), plan_of(SECOND, "2", form))

    assert (text_of(google, first), text_of(google, second)) == ("1", "2")
    assert first.name.startswith("Ke-hoach-thi-dua-20-11")
    assert second.name.startswith(f"Ke-hoach-thi-dua-20-11-{alike_mark(plan_of(SECOND, '2'))}")


@both_forms
def test_a_second_run_over_one_name_writes_nothing(desk, form) -> None:
    both = (plan_of(FIRST, "1", form), plan_of(SECOND, "2", form))
    first, again = desk.put_all(*both), desk.put_all(*both)

    assert [one._replace(changed=True) for one in again] == first
    assert not any(one.changed for one in again)


@both_forms
def test_they_are_found_by_their_keys_without_the_journal(google, desk, form) -> None:
    first = desk.put_all(plan_of(FIRST, "1", form), plan_of(SECOND, "2", form))
    desk.forget()
    later = desk.put_all(plan_of(SECOND, "2 new", form), plan_of(FIRST, "1 new", form))

    assert [one.location for one in later] == [one.location for one in reversed(first)]
    assert len(files_on_drive(google)) == 2


def test_one_that_comes_before_the_other_later_leaves_it_its_name_and_link(desk) -> None:
    before = desk.put(plan_of(SECOND, "2"))
    _, after = desk.put_all(plan_of(FIRST, "1"), plan_of(SECOND, "2 new"))

    assert (after.name, after.location) == (before.name, before.location)


def test_a_file_made_once_keeps_the_first_of_several_plans(google, gmail) -> None:
    file = made_by_hand(google, DOCX)
    desk = gmail(movement=file.id)
    first = desk.put(plan_of(FIRST, "1"))

    with pytest.raises(RefusedError, match="đang giữ một văn bản khác cùng loại"):
        desk.put(plan_of(SECOND, "2"))
    assert text_of(google, first) == "1"
    assert desk.put(plan_of(FIRST, "1 new")).location == first.location


def test_with_a_folder_the_other_plan_gets_a_file_of_its_own(google, folder, tmp_path) -> None:
    file = made_by_hand(google, DOCX)
    person = json.loads(google.person_key_file.read_text())["client_email"]
    google.share(file.id, person, "writer")
    desk = Desk(google, folder, tmp_path / "a.sqlite", google.person_key_file, movement=file.id)
    first, second = desk.put_all(plan_of(FIRST, "1"), plan_of(SECOND, "2"))

    assert (text_of(google, first), text_of(google, second)) == ("1", "2")
    assert (file_of(google.world, first).id, "-ban-moi" in second.name) == (file.id, False)


def test_a_file_made_once_takes_the_plan_of_another_year(google, gmail) -> None:
    desk = gmail(movement=made_by_hand(google, DOCX).id)
    before = desk.put(plan_of(FIRST, "1"))
    after = desk.put(replace(plan_of("Thi đua 26/3", "2"), period=SchoolYear(2024)))

    assert (after.location, text_of(google, after)) == (before.location, "2")


def test_a_file_made_once_is_for_the_whole_and_not_for_one_person_of_it(google, gmail) -> None:
    desk = gmail(movement=made_by_hand(google, DOCX).id)
    whole = desk.put(plan_of("", "all"))

    with pytest.raises(UnavailableError):
        desk.put(replace(plan_of("TV01", "1"), is_part=True))
    assert text_of(google, whole) == "all"
