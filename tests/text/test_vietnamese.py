"""Vietnamese names: what compares equal, and in which order they stand."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.text.vietnamese import clean, fold, name_key, slug

# Lists as people write them by hand; each is in its right order.
IN_ORDER = (
    # given name first, then family name, then middle names
    ("Trần Văn An", "Lê Thị Bình", "Nguyễn Bình", "Nguyễn Văn Bình", "Phạm Bình", "Đỗ Văn Cường"),
    # letters: a ă â b c d đ e ê … are letters of their own
    ("Lê An", "Lê Ăn", "Lê Ân", "Lê Ba", "Lê Dung", "Lê Đan", "Lê Em", "Lê Êm", "Lê On", "Lê Ôn", "Lê Ơn", "Lê Un", "Lê Ưn"),
    # tones: ngang < huyền < hỏi < ngã < sắc < nặng
    ("Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã", "Lê Má", "Lê Mạ"),
    # letters count before tones
    ("Lê Mạ", "Lê Man", "Lê Mạn", "Lê Mang"),
    ("Đặng Hoa", "Đặng Hoà", "Đặng Hoạ", "Đặng Hoan", "Đặng Hoàn"),
    ("Dương Thị Yến", "Đàm Thị Yến", "Đoàn Yến", "Võ Yến"),
)  # fmt: skip


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_stand_in_vietnamese_order(names: tuple[str, ...]) -> None:
    mixed = random.Random(1).sample(names, len(names))
    assert tuple(sorted(mixed, key=name_key)) == names


@given(st.sampled_from([name for names in IN_ORDER for name in names]), st.sampled_from(["NFC", "NFD"]))
def test_the_order_heeds_neither_case_nor_unicode_form_nor_spaces(name: str, form: str) -> None:
    typed = f" {unicodedata.normalize(form, name.upper())}\u00a0 "  # type: ignore[arg-type]
    assert name_key(typed) == name_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("THUÝ", "thúy"),
        ("Khoẻ", "khỏe"),
        ("Hòang", "Hoàng"),
        ("Hùynh", "Huỳnh"),
        ("Qúy", "Quý"),
        ("Gía", "Giá"),
        ("cuả", "của"),
        ("Nguyễn  Thị\u00a0An ", "nguyễn thị an"),
        ("Nguyễn\nThị An", "Nguyễn Thị An"),
        ("Trần Thị Ðào", "Trần Thị Đào"),
        ("An\u200b\u200f", "an"),
    ],
)
def test_spellings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other) == fold(unicodedata.normalize("NFD", one))


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("An", "Ân"), ("Đan", "Dan"), ("Sĩ", "Sỹ"), ("Mùa", "Mua")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_well_placed_tones_stay() -> None:
    text = "hòa thúy hoàng huỳnh quý già gì giếng khuỷu khuya người tiếng nguyễn cửa mía ngoẹo của uống"
    assert fold(text) == text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_has_a_place_in_the_order(text: str) -> None:
    assert name_key(text) <= name_key(text)


def test_clean_keeps_case_and_letters() -> None:
    assert clean(" Lê\u00a0 Hoà\n") == "Lê Hoà"


@pytest.mark.parametrize(
    ("text", "plain"), [("Nguyễn Văn Đạt", "nguyen-van-dat"), ("Tổ Toán - Lý", "to-toan-ly"), ("李", "")]
)
def test_slug(text: str, plain: str) -> None:
    assert slug(text) == plain
