"""The indicators of an assessment as a table grouped by aspect: claimed against proposed against confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.indeks import compute_indeks, format_indeks
from assistant.workspace.records import AssessmentState, SubjectState
from corpus.records import Aspect, Indicator, Rubric

NONE = "–"
ONLY_GAPS, ONLY_UNCONFIRMED = "berselisih", "belum ditetapkan"  # the page shows these too, as titles
# The root of the component stays when the table is drawn anew.
ON_LOAD = """
element.addEventListener('click', function (event) {
  const row = event.target.closest('tr[data-indicator]');
  if (!row) return;
  element.querySelectorAll('tr[data-indicator]').forEach(function (other) {
    other.querySelector('button').setAttribute('aria-current', String(other === row));
  });
  trigger('select', {index: Number(row.dataset.indicator), value: ''});
});
"""
_COLUMNS = ("Klaim", "Usulan", "Ditetapkan", "Bukti")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the table leaves out; `aspect` 0 = all aspects."""

    aspect: int = 0
    only_gaps: bool = False
    only_unconfirmed: bool = False


def has_gap(state: SubjectState) -> bool:
    """True when claimed, proposed and confirmed level do not agree, as far as they are there."""
    low, high = state.proposed or (None, None)
    told = [level for level in (state.claimed, state.confirmed) if level is not None]
    if len(set(told)) > 1:
        return True
    return low is not None and high is not None and any(not low <= level <= high for level in told)


def range_text(proposed: tuple[int, int] | None) -> str:
    """A proposed range as people write it ("2-3", "3", "–")."""
    if proposed is None:
        return NONE
    low, high = proposed
    return str(low) if low == high else f"{low}-{high}"


def level_text(level: int | None) -> str:
    """A level, or a dash."""
    return NONE if level is None else str(level)


def standing_html(state: AssessmentState, rubric: Rubric) -> str:
    """One line on how far the assessment is, and its index so far."""
    report = compute_indeks(state.confirmed_levels(), rubric)
    n = len(rubric.indicators)
    done = n - len(report.unscored)
    gaps = sum(has_gap(state.indicator(indicator.number)) for indicator in rubric.indicators)
    indeks = "belum ada" if report.value is None else f"{format_indeks(report.value)} ({escape(report.predicate)})"
    kind = "Indeks" if not report.is_partial else "Indeks sementara"
    return (
        f'<p class="standing"><strong>{done} dari {n}</strong> indikator ditetapkan · <strong>{gaps}</strong> berselisih · '
        f"{kind} <strong>{indeks}</strong></p>"
    )


def table_html(state: AssessmentState, rubric: Rubric, filters: Filters, chosen: int = 0) -> str:
    """The table with a button for each indicator; a sentence when the filters leave nothing."""
    groups = []
    for aspect in rubric.aspects:
        own = [indicator for indicator in rubric.indicators if indicator.aspect == aspect.number]
        shown = [indicator for indicator in own if _is_shown(indicator, state.indicator(indicator.number), filters)]
        if shown:
            groups.append(_group(aspect, own, shown, state, chosen))
    if not groups:
        return '<p class="none">Tidak ada indikator yang cocok dengan saringan ini.</p>'
    heads = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in ("Indikator", *_COLUMNS))
    return (
        '<table class="indicators" role="table"><caption class="sr-only">Indikator menurut aspek dengan level klaim, usulan, '
        f'dan yang ditetapkan</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>{"".join(groups)}</table>'
    )


def _is_shown(indicator: Indicator, state: SubjectState, filters: Filters) -> bool:
    if filters.aspect not in (0, indicator.aspect):
        return False
    if filters.only_gaps and not has_gap(state):
        return False
    return not (filters.only_unconfirmed and state.confirmed is not None)


def _group(aspect: Aspect, own: Sequence[Indicator], shown: Sequence[Indicator], state: AssessmentState, chosen: int) -> str:
    done = sum(state.indicator(indicator.number).confirmed is not None for indicator in own)
    rows = "".join(_row(indicator, state.indicator(indicator.number), indicator.number == chosen) for indicator in shown)
    return (
        f'<tbody role="rowgroup"><tr role="row" class="aspect"><th role="rowheader" scope="rowgroup" colspan="5">'
        f"Aspek {aspect.number}. {escape(aspect.name)} <span>{done} dari {len(own)} ditetapkan</span></th></tr>{rows}</tbody>"
    )


def _row(indicator: Indicator, state: SubjectState, is_chosen: bool) -> str:
    values = (level_text(state.claimed), range_text(state.proposed), level_text(state.confirmed), _files(state))
    cells = "".join(
        f'<td role="cell" data-label="{name}"{_mark(name, value)}>{value}</td>'
        for name, value in zip(_COLUMNS, values, strict=True)
    )
    gap = '<span class="gap-mark">berselisih</span>' if has_gap(state) else ""
    return (
        f'<tr role="row" data-indicator="{indicator.number}"><th role="rowheader" scope="row">'
        f'<button type="button" aria-current="{str(is_chosen).lower()}"><span class="number">{indicator.number}</span>'
        f"<span>{escape(indicator.short_name)}{gap}</span></button></th>{cells}</tr>"
    )


def _mark(name: str, value: str) -> str:
    return ' class="done"' if name == "Ditetapkan" and value != NONE else ""


def _files(state: SubjectState) -> str:
    return str(len(state.attachments)) if state.attachments else NONE
