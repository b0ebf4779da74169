"""What people do with a document on Drive is never overwritten: edits, names, folders, the bin, copies."""

from __future__ import annotations

import io

import docx

from tests.documents.publishers.drive_desk import (
    GOOGLE_DOC,
    SECRETARY,
    both_forms,
    file_of,
    files_on_drive,
    text_of,
)


@both_forms
def test_an_edited_document_stays_and_the_new_one_goes_beside_it(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")
    second = desk.publish("2", form)

    assert "-ban-moi" in second.name and second.changed
    assert (text_of(google, first), text_of(google, second)) == ("her own words", "2")


@both_forms
def test_who_edited_what_is_reported(desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")
    desk.publish("2", form)

    assert "Cô Hà" in desk.messages and first.name in desk.messages


@both_forms
def test_the_one_beside_it_is_found_again(google, desk, hand, form) -> None:
    hand.edit(desk.publish("1", form), "her own words")
    second = desk.publish("2", form)

    assert desk.publish("2", form) == second._replace(changed=False)
    assert desk.publish("3", form) == second
    assert len(files_on_drive(google)) == 2


@both_forms
def test_when_that_one_is_edited_too_a_third_goes_beside_them(desk, hand, form) -> None:
    hand.edit(desk.publish("1", form), "her own words")
    hand.edit(desk.publish("2", form), "more of them")

    assert "-ban-moi-2" in desk.publish("3", form).name


@both_forms
def test_replace_overwrites_an_edited_document(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")

    assert desk.publish("2", form, again=True) == first
    assert text_of(google, first) == "2"


@both_forms
def test_replace_brings_an_edited_document_back_to_what_it_was(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.edit(first, "her own words")

    assert desk.publish("1", form, again=True).changed
    assert text_of(google, first) == "1"


def test_what_the_same_account_changes_by_hand_in_a_google_doc_stays(google, desk) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    file = file_of(google.world, first)
    google.world.clock.advance(600)
    google.world.touch(file.id, google.world.accounts[file.modified_by])

    assert desk.publish("2", GOOGLE_DOC).location != first.location


def test_what_google_does_right_after_a_conversion_is_no_edit(google, desk) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    file = file_of(google.world, first)
    file.modified += 30

    assert desk.publish("2", GOOGLE_DOC) == first


@both_forms
def test_a_renamed_document_keeps_its_link_and_its_new_name(desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.rename(first, "Báo cáo gửi quận")

    assert desk.publish("2", form) == first._replace(name="Báo cáo gửi quận")
    assert desk.publish("3", form) == first._replace(name="Báo cáo gửi quận")


def test_a_google_doc_that_was_renamed_and_edited_stays(google, desk, hand) -> None:
    first = desk.publish("1", GOOGLE_DOC)
    hand.edit(first, "her own words")
    hand.rename(first, "Báo cáo gửi quận")

    assert desk.publish("2", GOOGLE_DOC).location != first.location
    assert text_of(google, first) == "her own words"


@both_forms
def test_a_document_that_was_moved_keeps_its_link(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    person = file_of(google.world, first).owner
    hand.move(first, google.new_folder("Đã nộp", owner=SECRETARY, share_with=(person,)))

    assert desk.publish("2", form) == first
    desk.forget()
    assert desk.publish("3", form) == first


@both_forms
def test_a_document_in_the_bin_stays_there_and_a_new_one_is_made(google, desk, hand, form) -> None:
    first = desk.publish("1", form)
    hand.trash(first)
    second = desk.publish("1", form)

    assert second.changed and second.location != first.location
    assert (file_of(google.world, first).trashed, second.name) == (True, first.name)


@both_forms
def test_a_person_s_copy_is_none_of_our_documents(google, desk, hand, form) -> None:
    desk.publish("0", form)
    first = desk.publish("1", form)
    copied = hand.copy(first)
    second = desk.publish("2", form)

    assert (second, desk.messages) == (first, "")
    assert docx.Document(io.BytesIO(copied.content)).paragraphs[0].text == "1"
    assert not copied.trashed


@both_forms
def test_a_copy_is_not_taken_for_the_document_in_the_bin(google, desk, hand, form) -> None:
    desk.publish("0", form)
    first = desk.publish("1", form)
    copied = hand.copy(first)
    hand.trash(first)

    assert f"/d/{copied.id}/" not in desk.publish("2", form).location
