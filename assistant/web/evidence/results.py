"""The evidence tab's lists as HTML: what was handed in, how far the review is, and its results by file and by indicator."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.evidence.combine import Combined
from assistant.evidence.records import Finding, Review
from assistant.evidence.words import STRENGTHS, left_text
from assistant.web.evidence.job import Job, Progress, StoredFile
from assistant.web.evidence.words import ADVICE, kind_text, range_text, size_text, supported
from corpus.records import Rubric

# The root of the component stays when the list is drawn anew.
ON_LOAD = """
element.addEventListener('click', function (event) {
  const button = event.target.closest('[data-row]');
  if (!button) return;
  element.querySelectorAll('[data-row]').forEach(function (other) {
    other.setAttribute('aria-current', String(other === button));
  });
  trigger('select', {index: Number(button.dataset.row), value: button.dataset.kind});
});
"""
_SHOWN_CHIPS = 4
_NOT_COUNTED = ("file_name",)  # nearly every file has this one; it would drown the others


def files_html(files: Sequence[StoredFile]) -> str:
    """What was handed in so far."""
    if not files:
        return '<p class="none">Belum ada berkas.</p>'
    items = "".join(f"<li>{escape(file.name)} <span>{size_text(file.n_bytes)}</span></li>" for file in files)
    total = size_text(sum(file.n_bytes for file in files))
    return f'<details class="handed"><summary>{len(files)} berkas siap ditelaah, {total}</summary><ul>{items}</ul></details>'


def progress_html(progress: Progress) -> str:
    """How far a review is, as a bar and a sentence. Screen readers can read it when they want; it does not interrupt them."""
    bar = f'<progress max="100" value="{progress.share * 100:.0f}" aria-label="Kemajuan telaah"></progress>'
    if progress.stage == "waiting":
        return '<div class="running"><p>Menunggu giliran: dua telaah lain sedang berjalan pada komputer ini …</p></div>'
    if progress.stage == "preparing":
        return '<div class="running"><p>Menyiapkan penelaah dan menghitung halaman …</p></div>'
    page = f", halaman {progress.page} dari {progress.n_pages}" if progress.n_pages else ""
    left = f"Sisa waktu {left_text(progress.left_s)}." if progress.left_s is not None else "Sisa waktu sedang dihitung."
    place = min(progress.n_done + 1, progress.n_files)
    return (
        f'<div class="running">{bar}<p><strong>Berkas {place} dari {progress.n_files}</strong>: {escape(progress.file)}{page}. '
        f"Seluruhnya {progress.n_pages_done} dari {progress.n_pages_all} halaman. {left}</p></div>"
    )


def summary_html(job: Job) -> str:
    """How the review ended, and its downloads."""
    progress = job.progress
    unread = sum(review.outcome not in ("read", "partly_read") for review in job.reviews)
    said = {
        "done": f"Telaah selesai: {len(job.reviews)} dokumen",
        "stopped": f"Telaah dihentikan: {len(job.reviews)} dokumen sempat ditelaah",
    }.get(progress.stage, "")
    if progress.stage == "failed":
        return f'<p class="note fault" role="alert">{escape(progress.sentence)}</p>'
    unread_text = f", {unread} tidak dapat dibaca (alasannya ada pada tiap berkas)" if unread else ""
    tools = (
        '<div class="takes"><button type="button" data-take="md">Unduh ringkasan (Markdown)</button>'
        '<button type="button" data-take="json">Unduh data (JSON)</button></div>'
    )
    return (
        f'<h3 tabindex="-1">Hasil telaah</h3><p role="status"><strong>{said}</strong>{unread_text}. '
        f"{len(job.combined)} indikator didukung sedikitnya sebagian. {ADVICE}</p>{tools if job.reviews else ''}"
    )


def by_file_html(reviews: Sequence[Review], chosen: int = -1) -> str:
    """The files, each with its kind, its strongest indicators and its number of findings."""
    rows = "".join(_file_row(place, review, place == chosen) for place, review in enumerate(reviews))
    return f'<ol class="rows" aria-label="Hasil menurut berkas">{rows}</ol>'


def by_indicator_html(combined: Sequence[Combined], rubric: Rubric, chosen: int = -1) -> str:
    """The indicators that any file supports, over all files, and those that none supports."""
    rows = "".join(_indicator_row(item, rubric, item.indicator == chosen) for item in combined)
    missing = [each for each in rubric.indicators if each.number not in {item.indicator for item in combined}]
    listed = "".join(f"<li>{each.number}. {escape(each.short_name)}</li>" for each in missing)
    rest = f'<details class="handed"><summary>{len(missing)} indikator belum didukung berkas mana pun</summary><ul>{listed}</ul></details>'
    shown = f'<ol class="rows" aria-label="Hasil menurut indikator">{rows}</ol>' if rows else ""
    return shown + (rest if missing else "")


def counted(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that tell files apart."""
    return [finding for finding in findings if finding.kind not in _NOT_COUNTED]


def _file_row(place: int, review: Review, is_chosen: bool) -> str:
    matches = supported(review.indicators)
    chips = "".join(
        f'<span class="chip {match.strength}">{match.indicator} · {STRENGTHS[match.strength]}</span>'
        for match in matches[:_SHOWN_CHIPS]
    )
    more = f'<span class="chip">+{len(matches) - _SHOWN_CHIPS}</span>' if len(matches) > _SHOWN_CHIPS else ""
    is_read = review.outcome in ("read", "partly_read")
    none = '<span class="chip">tanpa indikator</span>' if is_read and not matches else ""
    n_findings = len(counted(review.findings))
    hints = [kind_text(review)]
    hints += ["duplikat"] if review.duplicate_of else []
    hints += ["rancangan"] if review.facts.is_draft else []
    hints += [f"{n_findings} temuan"] if n_findings else []
    return (
        f'<li><button type="button" data-row="{place}" data-kind="file" aria-current="{str(is_chosen).lower()}">'
        f'<span class="name">{escape(review.file)}</span><span class="hint{"" if is_read else " bad"}">{escape(", ".join(hints))}</span>'
        f'<span class="chips">{chips}{more}{none}</span></button></li>'
    )


def _indicator_row(item: Combined, rubric: Rubric, is_chosen: bool) -> str:
    name = rubric.indicator(item.indicator).short_name
    return (
        f'<li><button type="button" data-row="{item.indicator}" data-kind="indicator" aria-current="{str(is_chosen).lower()}">'
        f'<span class="name">{item.indicator}. {escape(name)}</span>'
        f'<span class="hint">{len(item.files)} berkas, usulan {range_text(item.low, item.high)}</span>'
        f'<span class="chips"><span class="chip {item.strength}">{STRENGTHS[item.strength]}</span></span></button></li>'
    )
