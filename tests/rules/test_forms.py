"""The forms agree with one another and with the records that they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.model import SchoolYear
from sheets_sync.rules import forms
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.text.vietnamese import fold

YEAR = SchoolYear(2023)
EVERY = forms.all_forms(load_rubric("ha-noi-3814", Path()), YEAR)


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda form: form.key)
def test_each_column_fills_a_field_of_the_record(form: forms.Form) -> None:
    assert form.record is not None
    read = {column.key for column in form.columns if column.type != "ignored"}
    assert set(form.record._fields) == read | {"place"}


@pytest.mark.parametrize("form", EVERY, ids=lambda form: form.title)
def test_headers_and_keys_are_unique(form: forms.Form) -> None:
    assert len({fold(column.header) for column in form.columns}) == len(form.columns)
    assert len({column.key for column in form.columns}) == len(form.columns)


@pytest.mark.parametrize("form", EVERY, ids=lambda form: form.title)
def test_choices_stand_where_they_belong(form: forms.Form) -> None:
    assert all(bool(column.choices) == (column.type == "choice") for column in form.columns)


def test_every_tab_of_the_year_in_order() -> None:
    titles = [form.title for form in EVERY]
    assert titles[:4] == ["Danh sách", "Nghỉ dài ngày", "Tháng 9", "Tháng 10"]
    assert len(set(titles)) == len(titles) == len(forms.FORMS) + len(YEAR.months)


def test_a_subject_form_needs_person_or_team_but_for_neither_alone() -> None:
    for form in forms.FORMS:
        if form.subject:
            assert not form.column("staff_id").required and not form.column("team").required


def test_an_unknown_key_is_a_mistake_of_the_program() -> None:
    with pytest.raises(StopIteration):
        forms.ROSTER.column("no such key")
