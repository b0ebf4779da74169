"""The looks of `styles.py`, written in XlsxWriter's words, as the cell formats of Google Sheets."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.google.json_types import Json
from sheets_sync.stores.styles import BASE, LOOKS, STALE, StyleLook
from sheets_sync.tables import Style

_ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_VALIGN = {"top": "TOP", "vcenter": "MIDDLE", "bottom": "BOTTOM"}
_BORDERS = {1: "SOLID", 2: "SOLID_MEDIUM"}
_INDENT = 9  # pixels; Sheets knows no indent, only padding
_PADDING = {"top": 2, "bottom": 2, "left": 3, "right": 3}


def colour(code: str) -> Json:
    """`#1F3A5F` as a ColorStyle."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return {"rgbColor": dict(zip(("red", "green", "blue"), (round(part, 4) for part in parts), strict=True))}


def cell_format(look: StyleLook) -> Json:
    """A CellFormat; what Sheets cannot do (shrinking text to fit) becomes cutting it off."""
    made: Json = {"textFormat": _text_format(look), "wrapStrategy": _wrap(look)}
    if "bg_color" in look:
        made["backgroundColorStyle"] = colour(look["bg_color"])
    if "align" in look:
        made["horizontalAlignment"] = _ALIGN[look["align"]]
    if "valign" in look:
        made["verticalAlignment"] = _VALIGN[look["valign"]]
    if "num_format" in look:
        made["numberFormat"] = number_format(look["num_format"])
    if borders := _borders(look):
        made["borders"] = borders
    if "indent" in look:
        side = "right" if look.get("align") == "right" else "left"
        made["padding"] = {**_PADDING, side: _PADDING[side] + _INDENT * look["indent"]}
    return made


def number_format(pattern: str) -> Json:
    """A NumberFormat; by its type a date is known from a number when the cell is read again."""
    if pattern == "@":
        return {"type": "TEXT"}
    kind = "DATE" if "yy" in pattern else "PERCENT" if "%" in pattern else "NUMBER"
    return {"type": kind, "pattern": pattern}


def _text_format(look: StyleLook) -> Json:
    names = {"font_name": "fontFamily", "font_size": "fontSize", "bold": "bold", "italic": "italic"}
    made: Json = {theirs: look[ours] for ours, theirs in names.items() if ours in look}
    if "font_color" in look:
        made["foregroundColorStyle"] = colour(look["font_color"])
    if "underline" in look:
        made["underline"] = bool(look["underline"])
    return made


def _wrap(look: StyleLook) -> str:
    return "WRAP" if look.get("text_wrap") else "CLIP" if look.get("shrink") else "OVERFLOW_CELL"


def _borders(look: StyleLook) -> Json:
    made: Json = {}
    for side in ("top", "bottom", "left", "right"):
        width = look.get(side, look.get("border"))
        if width:
            code = look.get(f"{side}_color", look.get("border_color", "#000000"))
            made[side] = {"style": _BORDERS[width], "colorStyle": colour(code)}
    return made


FORMATS: Mapping[Style, Json] = {style: cell_format({**BASE, **look}) for style, look in LOOKS.items()}
STALE_FORMAT: Json = {"textFormat": _text_format(STALE)}
PLAIN: Json = cell_format(BASE)
