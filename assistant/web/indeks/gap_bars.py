"""Bars of claimed and confirmed values with the gap between them, as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.web.indeks.radar import TOP, Series, number_text

_WIDTH, _LEFT, _RIGHT = 460.0, 8.0, 58.0
_ROW, _BAR, _HEAD = 54.0, 9.0, 20.0


def gap_bars_svg(chart_id: str, title: str, labels: Sequence[str], claimed: Series, confirmed: Series) -> str:
    """The chart as an <svg>: for each label two bars, and the difference of confirmed and claimed in figures beside them."""
    rows = "".join(
        _row(place, label, (claimed, ours), (confirmed, held))
        for place, (label, ours, held) in enumerate(zip(labels, claimed.values, confirmed.values, strict=True))
    )
    height = _ROW * len(labels) + 6
    told = "; ".join(
        f"{label} {gap_text(ours, held)}" for label, ours, held in zip(labels, claimed.values, confirmed.values, strict=True)
    )
    return (
        f'<svg class="gaps" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" aria-labelledby="{chart_id}-judul {chart_id}-uraian">'
        f'<title id="{chart_id}-judul">{escape(title)}</title>'
        f'<desc id="{chart_id}-uraian">Selisih nilai yang ditetapkan terhadap klaim: {escape(told)}.</desc>{rows}</svg>'
    )


def gap_text(claimed: float | None, confirmed: float | None) -> str:
    """Confirmed less claimed with its sign ("−0,50", "0,00"); a dash when one of them is missing."""
    if claimed is None or confirmed is None:
        return "–"
    gap = round(confirmed - claimed, 2)
    sign = "−" if gap < 0 else "+" if gap > 0 else ""
    return sign + number_text(abs(gap))


def _row(place: int, label: str, claimed: tuple[Series, float | None], confirmed: tuple[Series, float | None]) -> str:
    top = _ROW * place
    bars = _bar(top + _HEAD, claimed) + _bar(top + _HEAD + _BAR + 3, confirmed)
    return (
        f'<text class="name" x="{_LEFT:.0f}" y="{top + 14:.0f}">{escape(label)}</text>{bars}'
        f'<text class="gap" x="{_WIDTH - 4:.0f}" y="{top + _HEAD + 14:.0f}" text-anchor="end">'
        f"{gap_text(claimed[1], confirmed[1])}</text>"
    )


def _bar(top: float, bar: tuple[Series, float | None]) -> str:
    series, value = bar
    full = _WIDTH - _LEFT - _RIGHT
    track = f'<rect class="track" x="{_LEFT:.0f}" y="{top:.0f}" width="{full:.0f}" height="{_BAR:.0f}" rx="2"/>'
    if value is None:
        return track
    width = full * value / TOP
    return (
        track + f'<rect class="bar {series.key}" x="{_LEFT:.0f}" y="{top:.0f}" width="{width:.1f}" height="{_BAR:.0f}" rx="2"/>'
    )
