"""How far a document carries an indicator: the state of every element, a lowest and a highest level, never a single one.

Source: PermenPANRB 59/2020, Lampiran (levels are cumulative), and the rubric's elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evidence.passages import Passage
from assistant.evidence.records import DocumentFacts, ElementState, Quote, State
from assistant.evidence.standing import RULES, has_no_standing, is_policy
from assistant.evidence.traces import find_traces, sentence_quote
from corpus.document_kinds import DocumentKinds
from corpus.records import Element, Indicator

ALTERNATIVE, OPTIONAL = "Salah satu pilihan:", "Pelengkap:"
_WHOLE = re.compile(r"\b(?:kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|lengkap|seluruh muatan|semua)\b", re.IGNORECASE)
_EVERY_UNIT = (
    "seluruh perangkat daerah",
    "seluruh unit kerja",
    "semua perangkat daerah",
    "seluruh opd",
    "semua unit kerja",
    "seluruh skpd",
)
_MOST = 0.8
_DRAFT_LEVEL = 1
MAX_LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Lowest and highest level, and what is missing first as a sentence (empty when nothing is)."""

    low: int
    high: int
    next_step: str


def element_states(
    indicator: Indicator, facts: DocumentFacts, passages: Sequence[Passage], kinds: DocumentKinds, established: Quote | None
) -> tuple[ElementState, ...]:
    """The state of every element of the indicator. `passages` are those of the document that are near to it.

    `established` quotes the words by which the document was adopted, None when it was not.
    """
    return tuple(
        _state(element, level.number, facts, passages, kinds, established)
        for level in indicator.levels
        for element in level.elements
    )


def reach(indicator: Indicator, states: Sequence[ElementState], facts: DocumentFacts, agency: str = "") -> Reach:
    """How far the states carry the indicator. A draft or a document of no standing carries nothing past level 1."""
    if has_no_standing(facts, agency):
        return Reach(
            low=1, high=1, next_step="Dokumen ini bukan bukti dari instansi sendiri; lampirkan bukti penerapan instansi."
        )
    low, high = bounds(indicator, states)
    if facts.is_draft and is_policy(indicator):
        draft = "Dokumen masih berupa rancangan: tetapkan, beri nomor dan tanggal, lalu unggah naskah yang sudah ditandatangani."
        return Reach(low=_DRAFT_LEVEL, high=_DRAFT_LEVEL, next_step=draft)
    return Reach(low=low, high=high, next_step=next_step(indicator, states))


def bounds(indicator: Indicator, states: Sequence[ElementState]) -> tuple[int, int]:
    """(low, high): the highest level with all required elements met, and the highest that these kinds of proof could reach."""
    low = high = indicator.levels[0].number
    for level in indicator.levels[1:]:
        groups = _required(states, level.number)
        if low == level.number - 1 and all(_is_any(group, "met") for group in groups):
            low = level.number
        if high == level.number - 1 and all(_is_any(group, "met") or _is_any(group, "not_found") for group in groups):
            high = level.number
    return low, max(low, high)


def next_step(indicator: Indicator, states: Sequence[ElementState], n_files: int = 1) -> str:
    """What is missing first, as a sentence that an agency can act on; empty when nothing is. The states are those of `n_files`."""
    for level in indicator.levels[1:]:
        for group in _required(states, level.number):
            if not _is_any(group, "met"):
                return _missing(indicator, group[0], n_files)
    return ""


def _required(states: Sequence[ElementState], level: int) -> list[list[ElementState]]:
    """Groups of a level's elements of which one each must be met: alternatives form one group, optional ones none."""
    own = [state for state in states if state.level == level]
    alternatives = [state for state in own if state.text.startswith(ALTERNATIVE)]
    single = [[state] for state in own if not state.text.startswith((ALTERNATIVE, OPTIONAL))]
    return [*single, alternatives] if alternatives else single


def _is_any(group: Iterable[ElementState], state: State) -> bool:
    return any(member.state == state for member in group)


def _missing(indicator: Indicator, state: ElementState, n_files: int) -> str:
    element = next(element for element in indicator.level(state.level).elements if element.id == state.element)
    what = element.text.removeprefix(ALTERNATIVE).strip().rstrip(".")
    proof = f" Contoh bukti: {element.proof[0]}." if element.proof else ""
    kinds, where = (
        ("jenis dokumen ini", "dokumen ini") if n_files == 1 else (f"jenis {n_files} berkas ini", f"{n_files} berkas ini")
    )
    why = f"tidak dapat dibuktikan oleh {kinds}" if state.state == "not_for_this_kind" else f"belum terlihat dalam {where}"
    if what[1:2].islower():
        what = what[:1].lower() + what[1:]
    return f"Untuk level {state.level}, yang {why}: {what}.{proof}"


def _state(
    element: Element,
    level: int,
    facts: DocumentFacts,
    passages: Sequence[Passage],
    kinds: DocumentKinds,
    established: Quote | None,
) -> ElementState:
    quote: Quote | None = None
    shown_by = kinds.shows.get(element.nature)
    is_for_kind = shown_by is None or facts.document_type in shown_by
    if is_for_kind:
        quote = _proof(element, level, facts, passages, established)
    state: State = "met" if quote is not None else "not_found" if is_for_kind else "not_for_this_kind"
    return ElementState(level=level, element=element.id, text=element.text, state=state, quote=quote)


def _proof(
    element: Element, level: int, facts: DocumentFacts, passages: Sequence[Passage], established: Quote | None
) -> Quote | None:
    """The quote that shows the element, None when nothing does."""
    if element.nature == "established":
        is_rule = facts.document_type in RULES
        return (
            established if is_rule and not facts.is_draft else None if is_rule or facts.is_draft else _found(element, passages, 2)
        )
    if element.nature == "scope_all" and find_traces(_EVERY_UNIT, passages)[0] == 0:
        return None
    return _found(element, passages, _needed(element, level))


def _needed(element: Element, level: int) -> int:
    """How many traces must stand in the passages: most of them where the element asks for a whole, else two, or one phrase."""
    n_traces = len(element.traces)
    if element.nature == "content" and level >= 3 and _WHOLE.search(element.text):
        return max(1, round(_MOST * n_traces))
    return min(2, n_traces)


def _found(element: Element, passages: Sequence[Passage], needed: int) -> Quote | None:
    n_found, passage, start, end = find_traces(element.traces, passages)
    is_phrase = any(len(trace.split()) >= 2 for trace in element.traces) and needed <= 2 and n_found >= 1
    if passage is None or not (n_found >= needed or (is_phrase and len(passage.page.text[start:end].split()) >= 2)):
        return None
    return sentence_quote(passage, start, end)
