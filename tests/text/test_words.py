"""How figures are written in either language."""

from __future__ import annotations

import pytest

from sheets_sync.language import translator
from sheets_sync.text.words import decimal, decimal_short, decimal_text


@pytest.mark.parametrize(
    ("points", "language", "long", "short"),
    [
        (9250, "vi", "92,50", "92,5"),
        (9250, "en", "92.50", "92.5"),
        (9000, "vi", "90,00", "90"),
        (9000, "en", "90.00", "90"),
        (-50, "en", "-0.50", "-0.5"),
        (0, "en", "0.00", "0"),
    ],
)
def test_decimals_follow_the_language(points, language, long, short):
    t = translator(language)
    assert (decimal_text(points, t), t.say(decimal(points)), t.say(decimal_short(points))) == (
        long,
        long,
        short,
    )
