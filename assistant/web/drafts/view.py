"""Drafts in HTML: every proposed version beside what was signed, notes for the person who decides, and linter findings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistant.drafting.lint_records import PART_NAMES, LintFinding
from assistant.workspace.records import TEXT_KINDS, Draft, SubjectState, TextKind
from assistant.workspace.wording import format_moment

_PLACE = re.compile(r"«[^«»]*\bbelum\b[^«»]*»")  # predicates stand in these marks too
_OUTCOMES: Mapping[str, str] = {"accepted": "Diterima", "edited": "Diterima dengan suntingan", "rejected": "Ditolak"}


def versions_html(state: SubjectState, kind: TextKind) -> str:
    """The text in force and all drafts of that kind, newest first."""
    drafts = [draft for draft in state.drafts if draft.kind == kind]
    written = next((one for one in state.texts if one.kind == kind), None)
    if not drafts and written is None:
        return f'<p class="none">Belum ada draf {TEXT_KINDS[kind]}. Susun drafnya, atau tulis sendiri teksnya.</p>'
    parts = []
    if written is not None:
        parts.append(_text("Teks yang berlaku", written.text, f"Ditandatangani {written.person}, {format_moment(written.at)}"))
    for place, draft in enumerate(reversed(drafts)):
        parts.append(_draft(draft, is_newest=place == 0))
    return "".join(parts)


def findings_html(findings: Sequence[LintFinding]) -> str:
    """What the linter found, one item a finding; a sentence when it found nothing."""
    if not findings:
        return '<p class="note">Pemeriksa teks tidak menemukan kekurangan.</p>'
    items = "".join(
        f"<li><strong>{escape(PART_NAMES[finding.part])}</strong>{_quoted(finding.words)}: {escape(finding.problem)} "
        f"{escape(finding.advice)}</li>"
        for finding in findings
    )
    return f'<h3>Temuan pemeriksa teks ({len(findings)})</h3><ul class="findings">{items}</ul>'


def notes_html(notes: Sequence[str]) -> str:
    """What whoever decides should know; empty when there is nothing."""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<h3>Catatan untuk Anda</h3><ul class="findings">{items}</ul>' if items else ""


def marked_text(text: str) -> str:
    """The text as HTML with its empty places («…») marked."""
    return _PLACE.sub(lambda place: f'<mark class="empty-place">{place[0]}</mark>', escape(text))


def _draft(draft: Draft, *, is_newest: bool) -> str:
    by = f"Disusun asisten atas permintaan {draft.proposed_by}, {format_moment(draft.proposed_at)}."
    title = "Usulan terbaru" if is_newest else f"Usulan {draft.id}"
    proposed = _text(title, draft.proposed, by, draft)
    if draft.outcome == "edited":
        proposed += _text(f"Hasil suntingan atas usulan {draft.id}", draft.signed, "")
    return proposed


def _decision(draft: Draft) -> str:
    if not draft.outcome or draft.decided_at is None:
        return '<p class="decided">Menunggu keputusan.</p>'
    reason = f" Alasan: {draft.reason}" if draft.reason else ""
    said = f"{_OUTCOMES[draft.outcome]} oleh {draft.decided_by}, {format_moment(draft.decided_at)}.{reason}"
    return f'<p class="decided {draft.outcome}">{escape(said)}</p>'


def _text(title: str, text: str, by: str, draft: Draft | None = None) -> str:
    foot = f'<p class="by">{escape(by)}</p>' if by else ""
    decided = _decision(draft) if draft is not None else ""
    return f'<article class="draft"><h4>{escape(title)}</h4><p class="text">{marked_text(text)}</p>{foot}{decided}</article>'


def _quoted(words: str) -> str:
    return f" («{escape(words.strip('«»'))}»)" if words else ""
