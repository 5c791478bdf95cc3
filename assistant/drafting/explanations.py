"""The explanation of an indicator at a stage: Fakta, Analisis, Justifikasi Hasil, with empty places and notes for the person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.analysis import write_analysis
from assistant.drafting.case import Case
from assistant.drafting.clauses import listing
from assistant.drafting.facts import write_facts
from assistant.drafting.records import Explanation, IndicatorFacts, Subject
from assistant.drafting.requirements import first_missing, needed_ids, supported_level
from assistant.drafting.selection import select_evidence
from assistant.drafting.sources import family_of, file_names, find_file, is_instrument, main_quote, verified_quotes
from assistant.workspace.records import Stage
from corpus.drafting import Wording, load_wording
from corpus.errors import InputError
from corpus.records import Rubric

_GAP = re.compile(r"«[^«»]+»")


def draft_explanation(
    facts: IndicatorFacts, stage: Stage, subject: Subject, rubric: Rubric, wording: Wording | None = None
) -> Explanation:
    """The drafted texts of one indicator, from what `facts` holds and nothing else.

    The level is the confirmed one, else the low end of the proposed range. Unmarked elements count as met only up to a
    confirmed level that has evidence, because whoever confirmed it has found its criteria met there.

    Raises:
        InputError: when there is neither a confirmed level nor a proposed range, or the edition has no elements.
    """
    words = wording or load_wording()
    level = _level(facts, rubric)
    met = _met(facts, level, rubric)
    indicator = rubric.indicator(facts.number)
    told, left = select_evidence(facts, indicator, level, met, family_of(indicator, rubric))
    case = Case(facts=told, stage=stage, level=level, met=met, subject=subject, rubric=rubric, wording=words)
    fakta = write_facts(case)
    analisis = write_analysis(case)
    justifikasi = "" if stage == "penilaian_mandiri" else _justification(case)
    return Explanation(
        indicator=facts.number,
        stage=stage,
        level=level,
        is_confirmed=facts.confirmed is not None,
        fakta=fakta,
        analisis=analisis,
        justifikasi=justifikasi,
        gaps=tuple(dict.fromkeys(_GAP.findall(f"{fakta} {analisis} {justifikasi}"))),
        notes=tuple(_notes(case, left)),
    )


def draft_explanations(
    facts: Sequence[IndicatorFacts], stage: Stage, subject: Subject, rubric: Rubric, wording: Wording | None = None
) -> tuple[Explanation, ...]:
    """The drafts of all indicators that have a level, in order; the others are left out."""
    words = wording or load_wording()
    ready = [one for one in facts if one.confirmed is not None or one.proposed is not None]
    return tuple(draft_explanation(one, stage, subject, rubric, words) for one in ready)


def _policy_notes(case: Case) -> list[str]:
    """What is doubtful about the document that a policy draft rests on."""
    facts, words = case.facts, case.wording
    quotes = verified_quotes(facts)
    if case.family != "policy" or case.level == case.rubric.lowest_level or not quotes:
        return []
    main = find_file(facts, main_quote(quotes, case.family).file)
    if main.title and not is_instrument(main.title):
        return [words.text("notes.not_binding", file=main.name)]
    bases = {element.id for level in case.indicator.levels for element in level.elements if element.nature == "established"}
    setting = list(dict.fromkeys(quote.file for quote in quotes if set(quote.elements) & bases))
    if main.name in setting or not setting:
        return []
    return [words.text("notes.other_rule", file=main.name, other=listing(setting))]


def _level(facts: IndicatorFacts, rubric: Rubric) -> int:
    if not any(level.elements for level in rubric.indicator(facts.number).levels):
        raise InputError(f"Draf tidak tersedia untuk edisi {rubric.edition}: unsur kriterianya tidak tercatat. Pakai edisi 2020.")
    if facts.confirmed is not None:
        return facts.confirmed
    if facts.proposed is None:
        raise InputError(f"Indikator {facts.number}: belum ada level yang ditetapkan atau diusulkan, sehingga draf tidak dibuat.")
    return facts.proposed[0]


def _met(facts: IndicatorFacts, level: int, rubric: Rubric) -> tuple[str, ...]:
    if facts.met is not None:
        return facts.met
    has_evidence = bool(file_names(facts))
    return needed_ids(rubric.indicator(facts.number), level) if facts.confirmed is not None and has_evidence else ()


def _justification(case: Case) -> str:
    """Source: Pedoman 3/2024 BAB III C (p. 215), D (p. 221), E (p. 223), G (p. 229): the opening words."""
    low, high = case.level, case.level
    if case.facts.confirmed is None and case.facts.proposed is not None:
        low, high = case.facts.proposed
    is_short = case.facts.confirmed is not None and supported_level(case.indicator, case.met) < case.level
    key = "justification.noted" if is_short else "justification.one" if low == high else "justification.range"
    level = case.wording.text(key, level=case.number(low), low=case.number(low), high=case.number(high))
    said = case.wording.text(f"justification.{case.stage}", level=level)
    return said if case.facts.confirmed is not None else f"{said} {case.wording.text('justification.pending')}"


def _notes(case: Case, left: Sequence[str]) -> list[str]:
    facts, words = case.facts, case.wording
    notes: list[str] = []
    if facts.confirmed is None:
        notes.append(words.text("notes.unconfirmed", low=case.level))
    if facts.met is None and case.met:
        notes.append(words.text("notes.unmarked", level=case.level))
    if supported_level(case.indicator, case.met) < case.level:
        lacking = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, case.level + 1))
        element = lacking.elements[0].text if lacking else ""
        notes.append(words.text("notes.unsupported", level=case.level, element=element))
    elif supported_level(case.indicator, case.met) > case.level:
        notes.append(words.text("notes.higher", level=supported_level(case.indicator, case.met)))
    doubtful = [quote for quote in facts.quotes if not quote.verified]
    if doubtful:
        places = listing(list(dict.fromkeys(f"{one.file} halaman {one.page}" if one.page else one.file for one in doubtful)))
        notes.append(words.text("notes.unverified", count=len(doubtful), places=places))
    notes += [words.text("notes.draft_document", file=file.name) for file in facts.files if file.is_draft]
    notes += [words.text("notes.file_note", file=file.name, note=file.note) for file in facts.files if file.note]
    notes += _policy_notes(case)
    notes += [words.text("notes.left", count=len(left), files=listing(left))] if left else []
    if facts.previous == case.level and case.stage == "reviu":
        notes.append(words.text("notes.valid"))
    elif facts.previous == case.level and case.stage in ("interviu", "visitasi"):
        notes.append(words.text("notes.same_level"))
    return notes
