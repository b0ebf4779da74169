"""Texts in the reader's language, and which language that is."""

from __future__ import annotations

import pytest

from sheets_sync.language import Message, terminal_language, translator


@pytest.fixture(autouse=True)
def no_locale(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_a_text_without_a_translation_is_vietnamese():
    assert translator("en")("một câu chưa ai dịch {x}", x=1) == "một câu chưa ai dịch 1"


def test_braces_in_what_people_typed_stay():
    assert translator("vi")("“{value}” không có.", value="{x} {0} %s") == "“{x} {0} %s” không có."


def test_a_message_within_a_message_is_translated_too():
    inner = Message("tháng {month}", {"month": 10})
    assert str(Message("Trong {when}", {"when": inner})) == "Trong tháng 10"


def test_an_empty_text_stays_empty():
    assert translator("en")("") == ""


@pytest.mark.parametrize(
    ("chosen", "locale", "configured", "language"),
    [
        (None, {}, None, "vi"),
        ("en", {"LANG": "vi_VN.UTF-8"}, "vi", "en"),
        (None, {"LANG": "vi_VN.UTF-8"}, "en", "en"),
        (None, {"LANG": "en_US.UTF-8"}, "vi", "vi"),
        (None, {"LANG": "C.UTF-8"}, "en", "en"),
        (None, {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, None, "vi"),
        (None, {"LC_ALL": "", "LANG": "en_US.UTF-8"}, None, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en", "en"),
    ],
)
def test_the_option_then_the_config_then_the_locale(monkeypatch, chosen, locale, configured, language):
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert terminal_language(chosen, configured) == language
