"""What a condition declares for its figures, and what a rule set may then write for each."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import Annotated, Any

import pytest

from sheets_sync.awards.conditions import CONDITIONS
from sheets_sync.awards.conditions.condition import condition
from sheets_sync.awards.conditions.figures import (
    FigureKind,
    FreeText,
    OneOf,
    SomeOf,
    TrueOrFalse,
    Whole,
    figures_of,
    read_figure,
)
from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table

Season = Annotated[str, OneOf(("xuân", "hạ"))]


def kind_of(annotation: Any) -> FigureKind:
    return figures_of(make_dataclass("Declared", [("figure", annotation)]))["figure"].kind


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (int, Whole(0, 1000)),
        (Annotated[int, Whole(1, 12)], Whole(1, 12)),
        (bool, TrueOrFalse()),
        (str, FreeText()),
        (Season, OneOf(("xuân", "hạ"))),
        (tuple[Season, ...], SomeOf(("xuân", "hạ"))),
    ],
)
def test_the_type_of_a_field_says_what_may_be_written(annotation, kind):
    assert kind_of(annotation) == kind


@pytest.mark.parametrize(
    "annotation",
    [
        float,
        list[str],
        str | None,
        tuple[str, ...],
        tuple[Season, Season],
        Annotated[str, Whole(1, 12)],
        Annotated[int, OneOf(("một",))],
        Annotated[int, "1-12"],
    ],
)
def test_a_type_that_no_rule_set_can_give_is_refused(annotation):
    with pytest.raises(TypeError, match=r"Declared\.figure"):
        kind_of(annotation)


def test_a_field_with_a_default_may_be_left_out():
    figures = CONDITIONS["vote"].figures
    assert {name: figure.needed for name, figure in figures.items()} == {"percent": True, "strictly": False}


def counted(candidate, figures: int): ...


def without_figures(candidate): ...


@pytest.mark.parametrize("function", [counted, without_figures])
def test_a_function_without_a_dataclass_is_no_condition(function):
    with pytest.raises(TypeError, match="dataclass"):
        condition(function, "persons")


def read(kind: FigureKind, value: object) -> object:
    report = Report("luat.toml")
    found = read_figure(Table(report, {"figure": value}, (), ("figure",)), "figure", kind)
    report.raise_any()
    return found


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        (Whole(1, 12), 12, 12),
        (TrueOrFalse(), False, False),
        (FreeText(), "Hội đồng cụm", "Hội đồng cụm"),
        (OneOf(("xuân", "hạ")), "hạ", "hạ"),
        (SomeOf(("xuân", "hạ")), ["hạ", "xuân"], ("hạ", "xuân")),
    ],
)
def test_a_figure_is_read_as_its_type_says(kind, value, found):
    assert read(kind, value) == found


@pytest.mark.parametrize(
    ("kind", "value", "mistake"),
    [
        (Whole(1, 12), 13, "“figure” phải là số nguyên từ 1 đến 12"),
        (TrueOrFalse(), "có", "“figure” phải là true hoặc false"),
        (FreeText(), "", "“figure” phải là chữ"),
        (OneOf(("xuân", "hạ")), "thu", "không có “thu”"),
        (SomeOf(("xuân", "hạ")), ["hạ", "thu"], "không có “thu”"),
    ],
)
def test_a_wrong_figure_is_reported(kind, value, mistake):
    with pytest.raises(ConfigError, match=mistake):
        read(kind, value)
