"""A radar chart as inline SVG: drawn here, described in words for those who cannot see it, nothing fetched."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

TOP = 5
_RADIUS = 120.0
_WIDTH, _HEIGHT = 460.0, 350.0
_LABEL_CHARS = 17
_LINE = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a chart: values from 0 to 5 in the order of the labels, None where there is none. `key` is its CSS class."""

    name: str
    key: str
    values: tuple[float | None, ...]


def radar_svg(chart_id: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """The chart as an <svg> with title and description; `chart_id` must be unique on the page."""
    n = len(labels)
    rings = "".join(f'<polygon class="ring" points="{_points([float(level)] * n)}"/>' for level in range(1, TOP + 1))
    spokes = "".join(_spoke(place, n) for place in range(n))
    lines = "".join(_line(one, n) for one in series)
    names = "".join(_label(label, place, n) for place, label in enumerate(labels))
    ticks = "".join(
        f'<text class="tick" x="{_WIDTH / 2 + 4:.0f}" y="{_HEIGHT / 2 - _RADIUS * level / TOP + 4:.0f}">{level}</text>'
        for level in range(1, TOP + 1)
    )
    return (
        f'<svg class="radar" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" aria-labelledby="{chart_id}-judul {chart_id}-uraian">'
        f'<title id="{chart_id}-judul">{escape(title)}</title>'
        f'<desc id="{chart_id}-uraian">{escape(described(labels, series))}</desc>'
        f"{rings}{spokes}{lines}{ticks}{names}</svg>"
    )


def described(labels: Sequence[str], series: Sequence[Series]) -> str:
    """The chart's values in words ("Ditetapkan: Kebijakan 2,40; Tata Kelola belum dinilai.")."""
    told = []
    for one in series:
        values = (f"{label} {number_text(value)}" for label, value in zip(labels, one.values, strict=True))
        told.append(f"{one.name}: {'; '.join(values)}.")
    return " ".join(told)


def number_text(value: float | None) -> str:
    """A value with two decimals and a decimal comma, or that there is none."""
    return "belum dinilai" if value is None else f"{value:.2f}".replace(".", ",")


def legend_html(series: Sequence[Series]) -> str:
    """The names of the lines beside a sample of each."""
    items = "".join(f'<li><span class="sample {one.key}" aria-hidden="true"></span>{escape(one.name)}</li>' for one in series)
    return f'<ul class="chart-legend">{items}</ul>'


def _spoke(place: int, n: int) -> str:
    x, y = _place(place, n, float(TOP))
    return f'<line class="spoke" x1="{_WIDTH / 2:.0f}" y1="{_HEIGHT / 2:.0f}" x2="{x:.1f}" y2="{y:.1f}"/>'


def _line(series: Series, n: int) -> str:
    """A closed shape when all values are there; otherwise the points alone, and lines between neighbours that both are there."""
    known = [(place, value) for place, value in enumerate(series.values) if value is not None]
    dots = "".join(_dot(place, value, n) for place, value in known)
    if len(known) == n:
        return f'<g class="{series.key}"><polygon class="area" points="{_points([value for _, value in known])}"/>{dots}</g>'
    edges = ""
    for place, value in known:
        after = series.values[(place + 1) % n]
        if after is not None:
            (x1, y1), (x2, y2) = _place(place, n, value), _place((place + 1) % n, n, after)
            edges += f'<line class="edge" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
    return f'<g class="{series.key}">{edges}{dots}</g>'


def _dot(place: int, value: float, n: int) -> str:
    x, y = _place(place, n, value)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _label(label: str, place: int, n: int) -> str:
    x, y = _place(place, n, TOP + 0.55)
    side = math.sin(2 * math.pi * place / n)
    anchor = "middle" if abs(side) < 0.1 else "start" if side > 0 else "end"
    lines = textwrap.wrap(label, _LABEL_CHARS) or [""]
    height = math.cos(2 * math.pi * place / n)
    top = y - _LINE * (len(lines) - 1) * (0.5 + 0.5 * height) + 4
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + _LINE * number:.1f}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text class="name" text-anchor="{anchor}">{spans}</text>'


def _points(values: Sequence[float]) -> str:
    places = (_place(place, len(values), value) for place, value in enumerate(values))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _place(place: int, n: int, value: float) -> tuple[float, float]:
    """Where a value stands on a spoke; the first spoke points up, the others follow clockwise."""
    angle = 2 * math.pi * place / n
    reach = _RADIUS * value / TOP
    return _WIDTH / 2 + reach * math.sin(angle), _HEIGHT / 2 - reach * math.cos(angle)
