"""Pictures of figures for documents: bars that differ without colour, the same bytes every time.

matplotlib is loaded when the first one is drawn; its own fonts are used, so that every machine draws the same.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sheets_sync.points import points_text

WIDTH = 150  # millimetres, within the text of a paper
_DOTS = 200  # per inch
_HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "++")
_GREYS = ("#4d4d4d", "#bfbfbf", "#ffffff", "#e6e6e6", "#999999", "#f2f2f2")
_SIZE = 9  # points of type


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a document: PNG, its width there in millimetres, and what it shows in words."""

    content: bytes
    width: float
    says: str

    def __str__(self) -> str:
        return f"[{self.says}]"


class PlotSeries(NamedTuple):
    """Numbers that belong together, one for each label of the chart."""

    name: str
    values: Sequence[int]


def stacked(labels: Sequence[str], series: Sequence[PlotSeries], says: str) -> Picture:
    """Columns on top of each other, one column a label: how a whole is made up."""
    figure, axes = _figure(0.5)
    below = [0] * len(labels)
    for number, each in enumerate(series):
        bars = axes.bar(labels, each.values, 0.65, bottom=below, label=each.name, **_look(number))
        _write_inside(axes, bars, each.values)
        below = [low + value for low, value in zip(below, each.values, strict=True)]
    axes.set_ylim(0, max(below) * 1.05)
    return _finished(figure, axes, says, len(series))


def side_by_side(labels: Sequence[str], series: Sequence[PlotSeries], says: str) -> Picture:
    """Columns beside each other for each label: two years, say."""
    figure, axes = _figure(0.5)
    wide = 0.8 / len(series)
    for number, each in enumerate(series):
        at = [place + wide * (number - (len(series) - 1) / 2) for place in range(len(labels))]
        bars = axes.bar(at, each.values, wide, label=each.name, **_look(number))
        axes.bar_label(bars, fontsize=_SIZE, padding=2)
    axes.set_xticks(range(len(labels)), labels)
    axes.set_ylim(0, max(max(each.values) for each in series) * 1.15)
    return _finished(figure, axes, says, len(series))


def ranked(labels: Sequence[str], points: Sequence[int], says: str, comma: bool = True) -> Picture:
    """Bars from the left, the best on top, each with its points (hundredths); the axis begins where they differ."""
    figure, axes = _figure(max(0.22, 0.075 * len(labels)))
    bars = axes.barh(labels, [value / 100 for value in points], 0.6, **_look(1))
    axes.bar_label(bars, [points_text(value, comma) for value in points], fontsize=_SIZE, padding=3)
    axes.invert_yaxis()
    low, high = min(points) / 100, max(points) / 100
    axes.set_xlim(max(0, low - max(high - low, 1)), high + max(high - low, 1) * 0.4)
    return _finished(figure, axes, says, 1)


# --- drawing ----------------------------------------------------------------------------------------------------


def _figure(height: float) -> tuple[Any, Any]:
    """A figure as wide as the text, so many times as high, with axes in black."""
    from matplotlib import rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rcParams["hatch.linewidth"] = 0.7
    inches = WIDTH / 25.4
    figure = Figure(figsize=(inches, inches * height), dpi=_DOTS)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=_SIZE)
    return figure, axes


def _look(number: int) -> dict[str, Any]:
    place = number % len(_GREYS)
    return {"facecolor": _GREYS[place], "edgecolor": "black", "hatch": _HATCHES[place], "linewidth": 0.8}


def _write_inside(axes: Any, bars: Any, values: Sequence[int]) -> None:
    """The numbers in the columns, on white so that a hatch does not hide them; none for nothing."""
    texts = [str(value) if value else "" for value in values]
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    for text in axes.bar_label(bars, texts, label_type="center", fontsize=_SIZE):
        if text.get_text():
            text.set_bbox(box)


def _finished(figure: Any, axes: Any, says: str, series: int) -> Picture:
    if series > 1:
        axes.legend(
            fontsize=_SIZE, frameon=False, ncols=min(series, 6), loc="lower center", bbox_to_anchor=(0.5, 1)
        )
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", bbox_inches="tight", metadata={"Software": None})
    return Picture(drawn.getvalue(), WIDTH, says)
