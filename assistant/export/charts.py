"""Charts of the report as PNG pictures (the only importer of matplotlib)."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

Series = tuple[str, Sequence[float | None]]

_COLOURS = ("#A6A6A6", "#1F3864", "#ED7D31")
_DPI = 160
_TOP = 5


def radar_png(labels: Sequence[str], series: Sequence[Series]) -> bytes:
    """A radar of values from 0 to 5, one spoke a label; a missing value leaves a gap in its line."""
    figure = Figure(figsize=(5.2, 4.4), dpi=_DPI)
    axes: Any = figure.add_subplot(projection="polar")
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    angles = [2 * math.pi * place / len(labels) for place in range(len(labels))]
    for (name, values), colour in zip(series, _COLOURS, strict=False):
        points = [math.nan if value is None else value for value in values]
        axes.plot([*angles, angles[0]], [*points, points[0]], color=colour, linewidth=1.8, marker="o", ms=3, label=name)
        if all(value is not None for value in values):
            axes.fill([*angles, angles[0]], [*points, points[0]], color=colour, alpha=0.10)
    axes.set_ylim(0, _TOP)
    axes.set_yticks(range(1, _TOP + 1), [str(level) for level in range(1, _TOP + 1)], fontsize=7, color="#595959")
    axes.set_xticks(angles, [textwrap.fill(label, 20) for label in labels], fontsize=7)
    axes.tick_params(axis="x", pad=4)
    for label, angle in zip(axes.get_xticklabels(), angles, strict=True):
        side = math.sin(angle)
        label.set_horizontalalignment("center" if abs(side) < 0.1 else "left" if side > 0 else "right")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=len(series), fontsize=8, frameon=False)
    return _png(figure)


def gap_png(labels: Sequence[str], series: Sequence[Series]) -> bytes:
    """Horizontal bars of values from 0 to 5, one group a label, the first label on top; missing values have no bar."""
    figure = Figure(figsize=(6.6, 0.62 * len(labels) + 0.9), dpi=_DPI)
    axes: Any = figure.add_subplot()
    height = 0.8 / max(1, len(series))
    for order, ((name, values), colour) in enumerate(zip(series, _COLOURS, strict=False)):
        places = [place + (order - (len(series) - 1) / 2) * height for place in range(len(labels))]
        bars = axes.barh(places, [value or 0 for value in values], height=height * 0.92, color=colour, label=name)
        texts = ["belum dinilai" if value is None else f"{value:.2f}".replace(".", ",") for value in values]
        axes.bar_label(bars, texts, padding=3, fontsize=7)
    axes.set_yticks(range(len(labels)), [textwrap.fill(label, 34) for label in labels], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, _TOP + 0.4)
    axes.set_xticks(range(_TOP + 1))
    axes.grid(axis="x", color="#D9D9D9", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.07), ncol=len(series), fontsize=8, frameon=False)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    FigureCanvasAgg(figure)
    content = io.BytesIO()
    figure.savefig(content, format="png", bbox_inches="tight", metadata={"Software": None})
    return content.getvalue()
