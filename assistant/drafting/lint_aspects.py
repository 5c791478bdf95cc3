"""A linter for the strengths and weaknesses of an aspect that people wrote: choice, order, levels, sources and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.drafting.lint_figures import Standing, check_figures, check_levels, standing_of
from assistant.drafting.lint_places import FILE, empty_places
from assistant.drafting.lint_records import LintFinding, Part, finding
from assistant.drafting.lint_texts import WrittenAspect
from assistant.drafting.mentions import Mention, mentions_of, sentences_of, tiers_of
from corpus.drafting import Wording, load_wording
from corpus.errors import InputError
from corpus.records import Aspect, Rubric

STRONG_LEVEL, WEAK_LEVEL = 4, 2
_FULFILMENT = re.compile(
    r"\bsecara keseluruhan\b|\b(?:sudah|telah|yang)\s+(?:di|ter)penuhi\b|\bpemenuhan\b|\bbelum ada indikator\b|\bbelum ditetapkan levelnya\b",
    re.I,
)
_SOURCE = re.compile(
    r"\bpasal\s+\w|\bhalaman\s+\w|\bbab\s+[IVX\d]|\bnomor\s+\w|\bno\.\s*\w|«[^»]+»|\bdata\s+dukung\b|\btautan\b|\b(?:per\w+|keputusan|SK|SE)\s+\d+[/ ]",
    re.I,
)
_REASON = re.compile(r"\b(?:belum|tidak|tanpa|karena|hanya|masih|minim|kurang|baru|sebagian|bukan|terbatas)\b", re.I)
_CLAIM = re.compile(r"\b(?:kekuatan|keunggulan|kelemahan)\b|\b(?:tingkat\s+kematangan|tingkat|level)\s+\d", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """Sentences that tell of the same indicators, as one text; `lead` is the first one's first indicator if it claims."""

    text: str
    indicators: tuple[int, ...]
    lead: int | None


def lint_aspect(
    text: WrittenAspect, levels: Mapping[int, int], rubric: Rubric, wording: Wording | None = None
) -> tuple[LintFinding, ...]:
    """What is wrong with the text, given the confirmed levels of the whole assessment; empty when nothing is.

    Indicators without a level are not asked for. Checks of levels and figures are left out where `levels` is empty.

    Raises:
        InputError: for an aspect or a level that the edition does not have.
    Source: Pedoman 3/2024 BAB III F.1, pp. 225-226.
    """
    words = wording or load_wording()
    aspect = next((one for one in rubric.aspects if one.number == text.aspect), None)
    if aspect is None:
        raise InputError(f"Aspek {text.aspect} tidak ada dalam edisi {rubric.edition} (aspek 1 sampai {len(rubric.aspects)}).")
    standing = standing_of(levels, rubric, words)
    fulfilment, strengths = _fulfilment(text)
    parts: tuple[tuple[Part, str], ...] = (("pemenuhan", fulfilment), ("kekuatan", strengths), ("kelemahan", text.kelemahan))
    if not any(body.strip() for _, body in parts):
        return (finding("empty_aspect", "teks", "", words),)
    found = [*_missing_parts(parts, aspect, standing)]
    for part, body in parts:
        found += [*_places(part, body, aspect, standing), *check_levels(part, body, standing, aspect.number)]
        found += [*check_figures(part, body, standing), *empty_places(((part, body),), words)]
    strong = _tellings(strengths, aspect.number, standing)
    weak = _tellings(text.kelemahan, aspect.number, standing)
    found += _check_fulfilment(fulfilment, aspect.number, standing)
    found += _check_choice("kekuatan", strong, aspect, standing)
    found += _check_choice("kelemahan", weak, aspect, standing)
    both = sorted({number for one in strong for number in one.indicators} & {number for one in weak for number in one.indicators})
    found += [finding("in_both", "teks", "", words, **_fields(number, standing)) for number in both]
    return tuple(found)


def _fulfilment(text: WrittenAspect) -> tuple[str, str]:
    """What the aspect fulfils and its strengths; the former may stand among the latter."""
    if text.pemenuhan.strip():
        return text.pemenuhan, text.kekuatan
    told = [sentence for sentence in sentences_of(text.kekuatan) if _FULFILMENT.search(sentence)]
    rest = [sentence for sentence in sentences_of(text.kekuatan) if not _FULFILMENT.search(sentence)]
    return "\n".join(told), "\n".join(rest)


def _missing_parts(parts: tuple[tuple[Part, str], ...], aspect: Aspect, standing: Standing) -> Iterator[LintFinding]:
    own = [level for number, level in standing.levels.items() if standing.rubric.indicator(number).aspect == aspect.number]
    needed = {
        "pemenuhan": any(level >= WEAK_LEVEL for level in own),
        "kekuatan": any(level >= STRONG_LEVEL for level in own),
        "kelemahan": any(level <= WEAK_LEVEL for level in own),
    }
    for part, body in parts:
        if needed[part] and not body.strip():
            advice = standing.words.text(f"lint.part_advice.{part}")
            yield finding("no_part", part, "", standing.words, name=part.capitalize(), advice=advice)


def _places(part: Part, body: str, aspect: Aspect, standing: Standing) -> Iterator[LintFinding]:
    """Other aspects, indicators of other aspects and numbers that no indicator has."""
    words, rubric = standing.words, standing.rubric
    named = [one for one in tiers_of(body, rubric, words) if one.kind == "aspect" and one.is_plain]
    if named and all(one.number != aspect.number for one in named):
        yield finding("other_aspect", part, body[named[0].start : named[0].end], words, aspect=f"{aspect.number} {aspect.name}")
    known = {one.number for one in rubric.indicators}
    for match in re.finditer(r"\bindikator\s+(\d{1,3})\b(?!\s*%)", body, re.I):
        if int(match[1]) not in known:
            yield finding("unknown_indicator", part, match[0], words, number=match[1])
    for sentence in sentences_of(body):
        mentions = mentions_of(sentence, rubric, words, aspect.number)
        has_own = any(rubric.indicator(one.indicator).aspect == aspect.number for one in mentions)
        for one in mentions:
            own = rubric.aspect_of(rubric.indicator(one.indicator))
            by_number = sentence[one.start : one.end].lower().startswith("indikator")
            if own.number != aspect.number and (by_number or (not has_own and one.is_plain and one.is_subject)):
                fields = {"title": standing.title(one.indicator), "aspect": aspect.number, "own": f"{own.number} {own.name}"}
                yield finding("wrong_aspect", part, sentence[one.start : one.end], words, number=one.indicator, **fields)


def _tellings(body: str, aspect: int, standing: Standing) -> list[_Telling]:
    """The text by the indicators it tells of; a sentence that names none belongs to the one before."""
    found: list[_Telling] = []
    for sentence in sentences_of(body):
        own = _subjects(mentions_of(sentence, standing.rubric, standing.words, aspect), aspect, standing)
        if not own and found:
            found[-1] = _Telling(text=f"{found[-1].text} {sentence}", indicators=found[-1].indicators, lead=found[-1].lead)
        elif own:
            found.append(_Telling(text=sentence, indicators=own, lead=own[0] if _CLAIM.search(sentence) else None))
    return found


def _subjects(mentions: tuple[Mention, ...], aspect: int, standing: Standing) -> tuple[int, ...]:
    own = [one for one in mentions if one.is_subject and standing.rubric.indicator(one.indicator).aspect == aspect]
    return tuple(dict.fromkeys(one.indicator for one in own))


def _check_fulfilment(body: str, aspect: int, standing: Standing) -> Iterator[LintFinding]:
    for sentence in sentences_of(body):
        named = [one.indicator for one in mentions_of(sentence, standing.rubric, standing.words, aspect) if one.is_subject]
        named = [number for number in named if standing.rubric.indicator(number).aspect == aspect]
        for number in dict.fromkeys(named):
            if standing.levels.get(number, WEAK_LEVEL) < WEAK_LEVEL and not re.search(r"\bbelum\b", sentence, re.I):
                yield finding("not_fulfilled", "pemenuhan", "", standing.words, **_fields(number, standing))
            if named.count(number) > 1:
                yield finding("named_twice", "pemenuhan", "", standing.words, **_fields(number, standing))


def _check_choice(part: Part, tellings: list[_Telling], aspect: Aspect, standing: Standing) -> Iterator[LintFinding]:
    """The indicators of one part: the right ones, all of them, in order, once, each with its source or reason."""
    is_strong = part == "kekuatan"
    words, levels = standing.words, standing.levels
    named = list(dict.fromkeys(number for one in tellings for number in one.indicators))
    for number in named:
        level = levels.get(number)
        if level is not None and not _fits(level, is_strong):
            yield finding("not_strong" if is_strong else "not_weak", part, "", words, **_fields(number, standing))
        elif not any(_is_founded(one.text, is_strong) for one in tellings if number in one.indicators):
            yield finding("no_source" if is_strong else "no_reason", part, "", words, **_fields(number, standing))
    yield from _check_order(part, [number for number in named if number in levels], is_strong, standing)
    leads = [one.lead for one in tellings if one.lead is not None]
    for number in dict.fromkeys(number for number in leads if leads.count(number) > 1):
        yield finding("named_twice", part, "", words, **_fields(number, standing))
    own = [one.number for one in standing.rubric.indicators if one.aspect == aspect.number and one.number in levels]
    omitted = [number for number in own if _fits(levels[number], is_strong) and number not in named]
    if omitted and tellings:
        yield finding("strong_omitted" if is_strong else "weak_omitted", part, "", words, names=standing.named(omitted))


def _check_order(part: Part, named: list[int], is_strong: bool, standing: Standing) -> Iterator[LintFinding]:
    fitting = [number for number in named if _fits(standing.levels[number], is_strong)]
    for first, second in pairwise(fitting):
        low, high = standing.levels[first], standing.levels[second]
        if (low < high) if is_strong else (low > high):
            names = {"first": f"indikator {first} (level {low})", "second": f"indikator {second} (level {high})"}
            yield finding("strong_order" if is_strong else "weak_order", part, "", standing.words, **names)
            return


def _fits(level: int, is_strong: bool) -> bool:
    return level >= STRONG_LEVEL if is_strong else level <= WEAK_LEVEL


def _is_founded(text: str, is_strong: bool) -> bool:
    return bool(_SOURCE.search(text) or FILE.search(text)) if is_strong else bool(_REASON.search(text))


def _fields(number: int, standing: Standing) -> dict[str, object]:
    return {"number": number, "title": standing.title(number), "level": standing.levels.get(number, "–")}
