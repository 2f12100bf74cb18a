"""Charts as pictures, drawn without a screen. Needs the extra `charts`."""

from __future__ import annotations

import io
import json
import sys
import textwrap
from collections.abc import Mapping
from typing import Final, Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iombot.charts import Bar, Chart

Format = Literal["png", "svg"]

WIDTH: Final = 7.2
"""Inches; at `DPI` 1,080 pixels, the width of a phone."""
DPI: Final = 150
HEADER: Final = 1.05
BAR: Final = 0.95
NOTE: Final = 0.26
MARGIN: Final = 0.25
"""Inches of height: title and unit, each bar with its label, each line below, and around."""
TEXT: Final = "#1a1a1a"
QUIET: Final = "#4d4d4d"
FIRST: Final = "#0072b2"
OTHERS: Final = "#56b4e9"
"""Blue and sky blue of the Okabe-Ito palette: told apart by colour-blind people, and in grey."""
LINE: Final = 62
"""Characters of a note that fit in a line."""
TITLE_LINE: Final = 34
"""Characters of a title that fit in a line."""
LABEL_LINE: Final = 48
"""Characters of a bar's label that fit in a line."""
SIZES: Final[Mapping[str, int]] = {"title": 20, "unit": 13, "label": 15, "note": 11}
"""Points: read at arm's length when the picture fills a phone's screen."""


def draw(chart: Chart, picture: Format = "png") -> bytes:
    """The chart as the bytes of a PNG 1,080 pixels wide, or of an SVG; the same chart gives the same bytes."""
    notes = [line for note in chart.notes for line in textwrap.wrap(note, LINE)]
    title = textwrap.wrap(chart.title, TITLE_LINE)
    header = HEADER + 0.4 * (len(title) - 1)
    height = header + BAR * len(chart.bars) + NOTE * len(notes) + 2 * MARGIN
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    _write_header(figure, "\n".join(title), chart.unit, height)
    floor = NOTE * len(notes) + MARGIN
    axes = figure.add_axes((0.05, floor / height, 0.9, BAR * len(chart.bars) / height))
    _draw_bars(axes, chart.bars)
    figure.text(
        0.05, MARGIN / 2 / height, "\n".join(notes), size=SIZES["note"], color=QUIET, va="bottom", linespacing=1.4
    )
    return _bytes(figure, picture, chart.alternative)


def _write_header(figure: Figure, title: str, unit: str, height: float) -> None:
    top = 1 - MARGIN / height
    figure.text(0.05, top, title, size=SIZES["title"], weight="bold", color=TEXT, va="top")
    lines = title.count("\n") + 1
    figure.text(0.05, top - (0.15 + 0.36 * lines) / height, unit, size=SIZES["unit"], color=QUIET, va="top")


def _draw_bars(axes: Axes, bars: tuple[Bar, ...]) -> None:
    """Horizontal bars from zero, the label above each and the figure at its end."""
    longest = max(bar.value for bar in bars) or 1
    for row, bar in enumerate(bars):
        axes.barh(row, bar.value, height=0.36, color=OTHERS if row else FIRST)
        label = textwrap.shorten(bar.label, LABEL_LINE, placeholder=" …")
        axes.text(0, row - 0.28, label, size=SIZES["label"], color=TEXT, va="bottom")
        axes.text(
            bar.value + longest * 0.015, row, bar.shown, size=SIZES["label"], weight="bold", color=TEXT, va="center"
        )
    # Room at the right for the figure of the longest bar.
    widest = max(len(bar.shown) for bar in bars)
    axes.set_xlim(0, longest * (1 + 0.035 * widest))
    axes.set_ylim(len(bars) - 0.5, -0.7)
    axes.axis("off")


def _bytes(figure: Figure, picture: Format, alternative: str) -> bytes:
    # Without these, a picture would hold the time and random names, and the same chart would differ each time.
    always_same = {"Date": None} if picture == "svg" else {"Software": None}
    buffer = io.BytesIO()
    with rc_context({"svg.hashsalt": "iombot"}):
        figure.savefig(buffer, format=picture, metadata=always_same | {"Description": alternative})
    return buffer.getvalue()


def main() -> None:
    """Draw the chart that standard input holds as JSON, its fields by name; write the PNG to standard output."""
    fields = json.load(sys.stdin)
    bars = tuple(Bar(**bar) for bar in fields.pop("bars"))
    sys.stdout.buffer.write(draw(Chart(bars=bars, notes=tuple(fields.pop("notes")), **fields)))


if __name__ == "__main__":
    main()
