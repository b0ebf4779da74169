"""TCVN3 and VNI texts are recognised and read; everything else is left in peace."""

from __future__ import annotations

import pytest

from sheets_sync.text.legacy_fonts import legacy_unicode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("TrÇn V¨n B×nh", "Trần Văn Bình"),
        ("Lª ThÞ Hµ", "Lê Thị Hà"),
        ("NguyÔn ThÞ H\u00ad¬ng", "Nguyễn Thị Hương"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§oµn Thanh niªn", "Đoàn Thanh niên"),
        ("hép møt tÕt", "hộp mứt tết"),
        ("TR¦êNG THCS", "TRƯỜNG THCS"),
        ("s¸ng kiÕn n¨m 2023", "sáng kiến năm 2023"),
        ("Nguyeãn Thò Hoa", "Nguyễn Thị Hoa"),
        ("NGUYEÃN THÒ HOA", "NGUYỄN THỊ HOA"),
        ("TRÖÔØNG THCS", "TRƯỜNG THCS"),
        ("Xin chaøo caùc baïn", "Xin chào các bạn"),
        ("Ñoaøn vieân", "Đoàn viên"),
    ],
)
def test_old_fonts_are_read(typed: str, meant: str) -> None:
    assert legacy_unicode(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hoa",
        "Hà",
        "Lê Hà © 2023",
        "Công tác Đội",
        "là và bà",
        "á à ạ",
        "resume of Tom",
        "résumé",
        "déjà vu",
        "Il a dû partir, où est-il ?",
        "crème brûlée",
        "Thérèse",
        "Zürich, Köln",
        "El Niño",
        "São Paulo",
        "5 µm",
        "2 µC",
        "m²",
        "25°C",
        "N·m",
        "x·y = m×n",
        "3m×4m",
        "10 ÷ 2 ± 5",
        "1½ giờ",
        "«Hà»",
        "©",
        "Windows®",
        "Ghi chú¹",
        "😀",
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy_unicode(text) is None
