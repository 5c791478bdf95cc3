"""What-if in HTML: a slider for each indicator, and what the moved ones would do to the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from assistant.indeks import HIGHEST_LEVEL, format_indeks
from assistant.indeks_path import Path, Step, WhatIf, YearTarget
from assistant.web.indeks.view import value_text
from corpus.records import Indicator, Rubric

UNSCORED = "belum"
# The figure beside a slider follows at once; the server is asked, for all sliders, when they have come to rest.
ON_LOAD = """
function show(slider) {
  const unset = slider.dataset.unset === slider.value;
  const text = unset ? 'belum' : slider.value;
  const row = slider.closest('li');
  slider.setAttribute('aria-valuetext', unset ? 'belum dinilai' : 'level ' + slider.value);
  row.querySelector('output').textContent = slider.value === slider.defaultValue ? text : row.dataset.start + ' → ' + text;
  row.classList.toggle('moved', slider.value !== slider.defaultValue);
}
element.addEventListener('input', function (event) {
  if (event.target.matches('input[type=range]')) show(event.target);
});
let resting = 0;
function ask() {
  const moved = [...element.querySelectorAll('input[type=range]')]
    .filter((slider) => slider.value !== slider.defaultValue && slider.value !== slider.dataset.unset)
    .map((slider) => [Number(slider.dataset.indicator), Number(slider.value)]);
  trigger('select', {value: moved});
}
element.addEventListener('change', function (event) {
  if (!event.target.matches('input[type=range]')) return;
  event.stopPropagation();
  clearTimeout(resting);
  resting = setTimeout(ask, 150);
});
"""


def sliders_html(levels: Mapping[int, int], rubric: Rubric) -> str:
    """A slider for each indicator, by aspect; unscored ones start below the lowest level."""
    groups = []
    for place, aspect in enumerate(rubric.aspects):
        own = [indicator for indicator in rubric.indicators if indicator.aspect == aspect.number]
        rows = "".join(_slider(indicator, levels.get(indicator.number), rubric.lowest_level) for indicator in own)
        is_open = " open" if place == 0 else ""
        groups.append(
            f"<details{is_open}><summary>Aspek {aspect.number}. {escape(aspect.name)}</summary><ul>{rows}</ul></details>"
        )
    return f'<div class="steppers">{"".join(groups)}</div>'


def what_if_html(result: WhatIf) -> str:
    """The index before and after, and each change with its own gain."""
    before, after = result.before, result.after
    if not result.changes:
        return "<h3>Hasil pengandaian</h3><p>Geser level indikator untuk melihat indeksnya. Tidak ada yang disimpan.</p>"
    delta = "" if result.delta is None else f" ({_signed(result.delta)})"
    items = "".join(
        f"<li>Indikator {change.indicator}: {UNSCORED if change.before is None else change.before} → {change.after}"
        f"{'' if change.gain is None else f' ({_signed(change.gain)})'}</li>"
        for change in result.changes
    )
    return (
        f'<h3>Hasil pengandaian</h3><p role="status"><span class="sr-only">Indeks </span>{value_text(before.value)} → '
        f"<strong>{value_text(after.value)}</strong>{delta}<br><strong>{escape(after.predicate)}</strong></p>"
        f'<ul class="changes">{items}</ul>'
    )


def plan_html(plan: Sequence[YearTarget]) -> str:
    """The paths of several years, each from where the year before ended."""
    return "".join(f"<h4>Tahun {one.year}</h4>{path_html(one.path)}" for one in plan)


def path_html(path: Path) -> str:
    """The cheapest path: each step with its gain, the index after it, and what it asks for."""
    name = f" («{escape(path.target_name)}»)" if path.target_name else ""
    target = f"{format_indeks(path.target)}{name}"
    if path.is_reached and not path.steps:
        return f"<p>Target {target} sudah tercapai: indeks sekarang {format_indeks(path.start)}.</p>"
    lead = (
        f"Target {target} tercapai dengan <strong>{len(path.steps)} langkah</strong>: indeks {format_indeks(path.start)} → "
        f"<strong>{format_indeks(path.end)}</strong> ({escape(path.predicate)})."
        if path.is_reached
        else escape(path.note)
    )
    steps = "".join(_step(step) for step in path.steps)
    return f'<p>{lead} Setiap langkah menaikkan satu indikator satu level.</p><ol class="path">{steps}</ol>'


def _slider(indicator: Indicator, level: int | None, lowest: int) -> str:
    name = f"andai-{indicator.number}"
    start = lowest - 1 if level is None else level
    text = UNSCORED if level is None else str(level)
    unset = f' data-unset="{start}"' if level is None else ""
    said = "belum dinilai" if level is None else f"level {level}"
    return (
        f'<li data-start="{text}"><label for="{name}">{indicator.number}. {escape(indicator.short_name)}</label>'
        f'<input type="range" id="{name}" min="{min(start, lowest)}" max="{HIGHEST_LEVEL}" step="1" value="{start}" '
        f'data-indicator="{indicator.number}"{unset} aria-valuetext="{said}"><output for="{name}">{text}</output></li>'
    )


def _step(step: Step) -> str:
    elements = "".join(f"<li>{escape(text)}</li>" for text in step.elements)
    asked = f"<ul>{elements}</ul>" if elements else ""
    others = ""
    if step.equal_choices:
        others = f"<p>Sama nilainya: indikator {', '.join(map(str, step.equal_choices))}.</p>"
    return (
        f"<li><strong>Indikator {step.indicator}. {escape(step.name)}</strong>: level {step.from_level} → {step.to_level} "
        f'<span class="gain">{_signed(step.gain)}; indeks menjadi {format_indeks(step.value_after)}</span>'
        f"<details><summary>Yang diminta level {step.to_level}</summary><p>{escape(step.criterion)}</p>{asked}"
        f"{others}</details></li>"
    )


def _signed(value: Decimal) -> str:
    sign = "−" if value < 0 else "+"
    return sign + format_indeks(abs(value))
