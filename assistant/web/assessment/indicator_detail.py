"""One indicator in full: where it stands, what its level and the next one ask for, its evidence and its history."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.drafting.requirements import first_missing, needed_ids
from assistant.indeks import HIGHEST_LEVEL
from assistant.web.assessment.attached import SeeOf, attached_html, elements_html
from assistant.web.assessment.indicator_table import level_text, range_text
from assistant.workspace.records import Event, SubjectState
from assistant.workspace.wording import describe, format_moment
from corpus.records import Indicator, Rubric

EMPTY = '<p class="none">Pilih sebuah indikator pada tabel untuk melihat kriteria, bukti, dan riwayatnya.</p>'
# Brings a newly chosen indicator into view and gives it the focus; saving does not move the reader.
ON_LOAD = """
let last = '';
new MutationObserver(function () {
  const heading = element.querySelector('[data-pick]');
  const now = heading ? heading.dataset.pick : '';
  if (now && now !== last) {
    heading.focus({preventScroll: true});
    heading.scrollIntoView({block: window.matchMedia('(max-width: 860px)').matches ? 'start' : 'nearest'});
  }
  last = now;
}).observe(element, {childList: true, subtree: true});
element.addEventListener('click', function (event) {
  const row = document.querySelector('#tabel-indikator button[aria-current=true]');
  if (!event.target.closest('[data-back]') || !row) return;
  row.focus({preventScroll: true});
  row.scrollIntoView({block: 'center'});
});
// Taking evidence off asks for a second press within a few seconds.
element.addEventListener('click', function (event) {
  const button = event.target.closest('[data-detach]');
  if (!button) return;
  if (button.dataset.armed) {
    trigger('select', {index: Number(button.dataset.detach), value: 'detach'});
    return;
  }
  const words = button.textContent;
  button.dataset.armed = '1';
  button.textContent = 'Tekan lagi untuk melepas';
  setTimeout(function () { delete button.dataset.armed; button.textContent = words; }, 5000);
});
"""


def detail_html(indicator: Indicator, state: SubjectState, rubric: Rubric, pick: int, see_of: SeeOf) -> str:
    """The panel's upper part; `pick` changes whenever an indicator is chosen anew, `see_of` leads to pictures of pages."""
    aspect = rubric.aspect_of(indicator)
    weight = f"{indicator.weight_pct.normalize():f}".replace(".", ",")
    unit = f" · Unit: {escape(state.unit)}" if state.unit else ""
    unit += f" · Aplikasi: {escape(state.application)}" if state.application else ""
    return (
        f'<h3 tabindex="-1" data-pick="{pick}">Indikator {indicator.number}. {escape(indicator.name)}</h3>'
        f'<p class="about">Aspek {aspect.number}. {escape(aspect.name)} · Bobot {weight} %{unit}</p>'
        '<button type="button" class="back-to-table" data-back>Kembali ke tabel</button>'
        f"{_levels(state)}{_criteria(indicator, state, rubric)}{attached_html(state.attachments, see_of)}"
        f"{elements_html(indicator, state.elements)}"
    )


def history_html(events: Sequence[Event]) -> str:
    """All events of the indicator, newest first, folded away."""
    if not events:
        return '<p class="none">Belum ada perubahan pada indikator ini.</p>'
    items = "".join(f"<li>{escape(describe(event))}</li>" for event in reversed(events))
    return f'<details class="history"><summary>Riwayat ({len(events)} perubahan)</summary><ol>{items}</ol></details>'


def _levels(state: SubjectState) -> str:
    by = ""
    if state.confirmed is not None and state.confirmed_at is not None:
        by = f"<small>oleh {escape(state.confirmed_by)}, {escape(format_moment(state.confirmed_at))}</small>"
    return (
        f'<dl class="levels"><div><dt>Klaim</dt><dd>{level_text(state.claimed)}</dd></div>'
        f"<div><dt>Usulan</dt><dd>{range_text(state.proposed)}</dd></div>"
        f"<div><dt>Ditetapkan</dt><dd>{level_text(state.confirmed)}{by}</dd></div></dl>"
    )


def _base(state: SubjectState, rubric: Rubric) -> tuple[int, str]:
    """The level to measure from, and what it rests on."""
    if state.confirmed is not None:
        return state.confirmed, "ditetapkan"
    if state.proposed is not None:
        return state.proposed[0], "usulan terendah"
    if state.claimed is not None:
        return state.claimed, "klaim"
    return rubric.lowest_level, "terendah"


def _criteria(indicator: Indicator, state: SubjectState, rubric: Rubric) -> str:
    base, basis = _base(state, rubric)
    parts = [_criterion(indicator, base, basis, rubric)]
    if base < HIGHEST_LEVEL:
        parts.append(_criterion(indicator, base + 1, "berikutnya", rubric))
        parts.append(_missing(indicator, base, state))
    else:
        parts.append('<p class="none">Level tertinggi: tidak ada level berikutnya.</p>')
    return "".join(parts)


def _criterion(indicator: Indicator, level: int, basis: str, rubric: Rubric) -> str:
    name = rubric.level_name(indicator, level)
    return (
        f'<section class="criterion"><h4>Kriteria level {level}, {escape(name)} <span>({basis})</span></h4>'
        f"<p>{escape(indicator.level(level).criterion)}</p></section>"
    )


def _missing(indicator: Indicator, base: int, state: SubjectState) -> str:
    """The first requirement above `base`, all up to it taken as met and what the review of evidence shows too."""
    met = {*needed_ids(indicator, base), *(mark.element for mark in state.elements if mark.state == "met")}
    need = first_missing(indicator, met, range(base + 1, HIGHEST_LEVEL + 1))
    if need is None:
        return ""
    title = "Unsur pertama yang belum terpenuhi" if state.confirmed is not None else "Unsur pertama yang harus dibuktikan"
    texts = "".join(f"<li>{escape(element.text)}</li>" for element in need.elements)
    return f'<section class="criterion missing"><h4>{title} <span>(level {need.level})</span></h4><ul>{texts}</ul></section>'
