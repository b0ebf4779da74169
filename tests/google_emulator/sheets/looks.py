"""How Google writes looks down: colours with their style twins, borders with a width, the default format and theme."""

from __future__ import annotations

import struct
from typing import Any

Json = dict[str, Any]

THEME = {
    "TEXT": "000000",
    "BACKGROUND": "FFFFFF",
    "ACCENT1": "4285F4",
    "ACCENT2": "EA4335",
    "ACCENT3": "FBBC04",
    "ACCENT4": "34A853",
    "ACCENT5": "FF6D01",
    "ACCENT6": "46BDC6",
    "LINK": "1155CC",
}
_WIDTHS = {"DOTTED": 1, "DASHED": 1, "SOLID": 1, "SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}
_SIDES = ("top", "bottom", "left", "right")


def _shortest_float(value: float) -> float:
    """A number as a 32-bit float prints: with as few digits as tell it apart."""
    single = struct.pack("f", value)
    texts = (f"{value:.{digits}g}" for digits in range(1, 10))
    return next(float(text) for text in texts if struct.pack("f", float(text)) == single)


_CHANNELS = [_shortest_float(step / 255) for step in range(256)]


def colour(given: Json) -> Json:
    """A Color as Google keeps it: eight bits a channel, no zeroes, no full alpha."""
    kept = {}
    for channel in ("red", "green", "blue"):
        value = _CHANNELS[round(min(max(float(given.get(channel, 0)), 0), 1) * 255)]
        if value:
            kept[channel] = int(value) if value == 1 else value
    return kept


def _hex_colour(digits: str) -> Json:
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return colour({"red": red, "green": green, "blue": blue})


def normal(given: Any) -> Any:
    """A resource with every colour rounded and accompanied by its twin, and every border with its width."""
    if isinstance(given, list):
        return [normal(item) for item in given]
    if not isinstance(given, dict):
        return given
    if "themeColors" in given:  # whose `color` is a style already
        return given
    kept = {key: normal(value) for key, value in given.items() if not _is_colour(key, value)}
    for key, value in given.items():
        if _is_colour(key, value):
            plain = key.removesuffix("Style")
            kept |= _twins(plain, given.get(plain), given.get(plain + "Style"))
    if "borders" in kept:
        kept["borders"] = {side: border(kept["borders"][side]) for side in _SIDES if side in kept["borders"]}
        kept["borders"] = {side: line for side, line in kept["borders"].items() if line}
    return kept


def _is_colour(key: str, value: Any) -> bool:
    return isinstance(value, dict) and key.lower().endswith(("color", "colorstyle"))


def _twins(name: str, plain: Json | None, style: Json | None) -> Json:
    if style and "themeColor" in style:
        return {
            name: _hex_colour(THEME.get(style["themeColor"], "000000")),
            name + "Style": {"themeColor": style["themeColor"]},
        }
    rgb = colour(style.get("rgbColor", {}) if style is not None else plain or {})
    return {name: rgb, name + "Style": {"rgbColor": rgb}}


def border(given: Json) -> Json | None:
    """One border as Google keeps it; none at all for the style NONE."""
    style = given.get("style")
    if style not in _WIDTHS:
        return None
    colours = {key: given[key] for key in ("color", "colorStyle") if key in given} or {"color": {}}
    return {"style": style, "width": _WIDTHS[style], **normal(colours)}


def default_format() -> Json:
    """The CellFormat of a cell that nobody has touched."""
    return normal(
        {
            "backgroundColor": {"red": 1, "green": 1, "blue": 1},
            "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
            "verticalAlignment": "BOTTOM",
            "wrapStrategy": "OVERFLOW_CELL",
            "textFormat": {
                "foregroundColor": {},
                "fontFamily": "arial,sans,sans-serif",
                "fontSize": 10,
                "bold": False,
                "italic": False,
                "strikethrough": False,
                "underline": False,
            },
        }
    )


def theme() -> Json:
    """The theme of a new spreadsheet."""
    pairs = [
        {"colorType": name, "color": {"rgbColor": _hex_colour(digits)}} for name, digits in THEME.items()
    ]
    return {"primaryFontFamily": "Arial", "themeColors": pairs}
