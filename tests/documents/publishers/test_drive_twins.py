"""One document and no twin, whatever fails and whoever else is at work."""

from __future__ import annotations

from contextlib import suppress
from itertools import count

import pytest

from sheets_sync.commands.documents import FORMATS
from sheets_sync.documents.publishers.drive import TYPES
from sheets_sync.google.errors import GoogleError
from tests.documents.publishers.drive_desk import (
    GOOGLE_DOC,
    WORD,
    Desk,
    both_forms,
    calls,
    file_of,
    files_on_drive,
    let_publish,
    new_folder,
    text_of,
)
from tests.google_emulator.drive.state import DOCUMENT, DOCX, PDF
from tests.google_emulator.faults import Fault

CREATE = r"POST .*/upload/drive/v3/files"
LIST = r"GET .*/drive/v3/files$"
ONE_TIME_FAULTS = (
    "429",
    "500",
    "502",
    "503",
    "401",
    "reset-before",
    "reset-during",
    "lost-reply",
    "token-down",
)
KINDS_MADE = {"docx": [DOCX], "gdoc": [DOCUMENT], "pdf": [DOCUMENT, PDF]}


@both_forms
@pytest.mark.parametrize("kind", ["lost-reply", "reset-before", "503", "500", "502", "429"])
def test_a_failed_create_makes_one_document(google, desk, form, kind) -> None:
    google.faults.add(Fault(kind, matching=CREATE))
    published = desk.publish("1", form)

    assert google.faults.hit == 1 and published.changed
    assert [file.id for file in files_on_drive(google)] == [file_of(google.world, published).id]


@pytest.mark.parametrize("form", FORMATS)
def test_a_lost_answer_to_an_update_changes_nothing(google, desk, form) -> None:
    first = desk.publish("1", form)
    google.faults.add(Fault("lost-reply", matching="PATCH .*"))

    assert desk.publish("2", form) == first
    assert len(files_on_drive(google, TYPES[form])) == 1


@both_forms
def test_a_run_that_ended_right_after_creating_is_taken_up_again(google, desk, form) -> None:
    google.after_call(CREATE, lambda: google.faults.add(Fault("503", times=999)))
    with pytest.raises(GoogleError):
        desk.publish("1", form)
    google.faults.clear()

    assert not desk.publish("1", form).changed
    assert len(files_on_drive(google)) == 1


def test_a_word_file_is_found_by_its_id_while_the_list_lags_behind(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first = desk.publish("1")

    assert desk.publish("2") == first
    assert len(files_on_drive(google)) == 1


def test_a_google_doc_whose_answer_was_lost_is_waited_for_until_the_list_shows_it(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    google.faults.add(Fault("lost-reply", matching=CREATE))

    def first_look() -> None:
        google.before_call(LIST, second_look)

    def second_look() -> None:
        google.world.stale_list_until = None

    google.after_call(CREATE, lambda: google.before_call(LIST, first_look))
    desk.publish("1", GOOGLE_DOC)

    assert len(files_on_drive(google)) == 1


def test_a_google_doc_that_no_list_shows_in_time_is_cleared_up_by_the_next_run(google, desk) -> None:
    google.world.stale_list_until = google.world.clock.now()
    google.faults.add(Fault("lost-reply", matching=CREATE))
    desk.publish("1", GOOGLE_DOC)
    assert len(files_on_drive(google)) == 2
    google.world.stale_list_until = None

    assert not desk.publish("1", GOOGLE_DOC).changed
    assert len(files_on_drive(google)) == 1


@both_forms
def test_two_runs_at_once_agree_on_one_document(google, desk, other, form) -> None:
    """The other run publishes just after this one has found that there is no document yet."""
    google.before_call(CREATE, lambda: let_publish(google, lambda: other.publish("1", form)))
    published = desk.publish("1", form)

    (file,) = files_on_drive(google)
    assert file_of(google.world, published).id == file.id
    assert other.publish("1", form) == published._replace(changed=False)


@both_forms
def test_twins_that_a_lagging_list_hid_are_cleared_up_later(google, desk, other, form) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first, _ = desk.publish("1", form), other.publish("1", form)
    assert len(files_on_drive(google)) == 2
    google.world.stale_list_until = None

    assert other.publish("2", form).location == first.location
    assert len(files_on_drive(google)) == 1
    assert text_of(google, desk.publish("2", form)) == "2"


@both_forms
def test_a_twin_is_put_into_the_bin_and_not_deleted(google, desk, other, form) -> None:
    google.before_call(CREATE, lambda: let_publish(google, lambda: other.publish("1", form)))
    sent = calls(google, lambda: desk.publish("1", form))

    assert not [call for call in sent if call.startswith("DELETE")]
    assert len([file for file in google.world.files.values() if file.trashed]) == 1


@both_forms
def test_a_twin_that_a_person_has_edited_stays_and_is_named(google, desk, other, hand, form) -> None:
    google.world.stale_list_until = google.world.clock.now()
    first, twin = desk.publish("1", form), other.publish("1", form)
    google.world.stale_list_until = None
    hand.edit(twin, "her own words")
    desk.publish("2", form)

    assert len(files_on_drive(google)) == 2
    assert twin.location in desk.messages
    assert text_of(google, twin) == "her own words" and text_of(google, first) == "2"


@pytest.mark.slow
@pytest.mark.parametrize("form", [WORD, "pdf"])  # the PDF with its Google Doc
@pytest.mark.parametrize("kind", ONE_TIME_FAULTS)
def test_a_fault_at_any_call_ends_well_or_is_made_good_by_the_next_run(google, tmp_path, form, kind) -> None:
    struck = True
    for call in count(1):
        if not struck:
            break
        google.reset()
        struck = False
        desk = Desk(google, new_folder(google), tmp_path / f"{call}.sqlite", google.person_key_file)
        for text in ("1", "2"):
            google.faults.add(Fault(kind, at=call))
            with suppress(GoogleError):
                desk.publish(text, form)
            struck = struck or google.faults.hit > 0
            google.faults.clear()
            published = desk.publish(text, form)
            assert [file.mime for file in files_on_drive(google)] == KINDS_MADE[form]
            assert not desk.publish(text, form).changed and "-ban-moi" not in published.name


@both_forms
@pytest.mark.parametrize("moment", range(1, 7))
def test_whenever_another_run_comes_in_between_one_document_remains(
    google, desk, other, form, moment
) -> None:
    """The other run publishes another state of the same document as a whole, before this one's n-th call."""
    left = iter(range(moment - 1))

    def before_a_call() -> None:
        if next(left, None) is None:
            let_publish(google, lambda: other.publish("2", form))
        else:
            google.before_call("/drive/v3/files", before_a_call)

    google.before_call("/drive/v3/files", before_a_call)
    desk.publish("1", form)
    google.hooks.clear()
    assert len(files_on_drive(google)) == 1

    last = desk.publish("3", form)

    assert other.publish("3", form) == last._replace(changed=False)
    assert text_of(google, last) == "3"
