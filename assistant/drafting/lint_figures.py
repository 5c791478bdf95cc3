"""Figures in a text against the assessment: levels of named indicators, index values, predicates and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.clauses import listing
from assistant.drafting.lint_records import LintFinding, Part, finding
from assistant.drafting.mentions import Mention, mentions_of, sentences_of, tiers_of
from assistant.drafting.sources import title_of
from assistant.indeks import IndeksReport, compute_indeks, format_indeks
from corpus.drafting import Wording
from corpus.records import Rubric

_TO = r"\s*(?:\(\w+\)\s*)?(?:[-–]|sampai(?:\s+dengan)?|hingga|atau|dan|s\.d\.)\s*(?:tingkat\s+|level\s+)?"
_LEVEL = re.compile(rf"\b(?:tingkat\s+kematangan|tingkat|level)\s+([1-5])\b(?:{_TO}([1-5])\b)?", re.I)
_NOT_REACHED = re.compile(r"\b(?:kriteria|untuk|ke|menuju|target|menjadi|belum|agar|minimal|sampai)\s+(?:\S+\s+){0,2}$", re.I)
_STANDS = re.compile(r"\b(?:dari|pada|mencapai|di)\s+$", re.I)  # in advice "level 0" and the like may be of something else
_NOT_YET = re.compile(r"(?:\s*\(\w+\))?\s+(?:yang\s+)?belum\b", re.I)
_VALUE = re.compile(r"(?<![\d.,/-])([0-5][.,]\d{1,4})(?![\d/]|[.,]\d|\s*(?:%|persen|juta|miliar|triliun|jam|detik))")
_IS_VALUE = re.compile(r"\b(?:indeks|nilai|rata-rata|skor|capaian)\b", re.I)
_OTHER_VALUE = re.compile(
    r"\b(?:menambah|naik|kenaikan|target\w*|minimal|batas|selisih|bobot|tahun\s+(?:lalu|sebelumnya|20\d\d))\b[^.;]*$", re.I
)
_PREDICATE = re.compile(r"\bpredikat\s+[«“\"'‘]?\s*(memuaskan|sangat\s+baik|baik|cukup|kurang)\b", re.I)
_WANTED = re.compile(
    r"\b(?:agar|supaya|target\w*|menuju|menjadi|selanjutnya|untuk\s+(?:mencapai|memperoleh|meraih)|belum\s+\w+)\b[^.;]*$", re.I
)
_COUNT = re.compile(r"(?<![\d.,/-])(\d{1,2})(?:\s*\([a-z ]+\))?\s+indikator\b(?!\s+\d)", re.I)
_COUNT_AT = re.compile(
    r"(?:(?<=, )|(?<=dan )|(?<=banyak )|(?<=ada )|(?<=dapat )|(?=\d{1,2}(?:\s*\([a-z ]+\))?\s+indikator\b))(?<!ektor )"
    r"(\d{1,2})(?:\s*\([a-z ]+\))?\s+(?:indikator\s+)?(?:yang\s+)?(?:telah\s+|sudah\s+|masih\s+)?(?:berada|masih|sudah|telah|baru)\b"
    rf"[^.;\d]{{0,40}}?\b(?:tingkat\s+kematangan|tingkat|level)\s+(\d)\b(?:{_TO}(\d)\b)?",
    re.I,
)
_NEAREST_CHARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the assessment holds: confirmed levels by indicator, and the figures that follow from them."""

    levels: Mapping[int, int]
    report: IndeksReport
    rubric: Rubric
    words: Wording

    def title(self, number: int) -> str:
        """The indicator's short name."""
        return title_of(self.rubric.indicator(number))

    def named(self, numbers: list[int]) -> str:
        """The indicators in a few words, at most five of them."""
        shown = [f"{number} ({self.title(number)})" for number in numbers[:5]]
        return "indikator " + listing([*shown, f"{len(numbers) - 5} lainnya"] if len(numbers) > 5 else shown)


def standing_of(levels: Mapping[int, int], rubric: Rubric, words: Wording) -> Standing:
    """The levels with their figures. Raises: InputError for levels that the edition does not have."""
    return Standing(levels=levels, report=compute_indeks(levels, rubric), rubric=rubric, words=words)


def check_levels(part: Part, body: str, standing: Standing, aspect: int | None) -> Iterator[LintFinding]:
    """A finding for each level told of an indicator that has another one. Wishes and criteria not yet met are left alone."""
    last: list[Mention] = []
    for sentence in sentences_of(body):
        mentions = [one for one in mentions_of(sentence, standing.rubric, standing.words, aspect) if one.is_subject]
        start = 0
        for told in _LEVEL.finditer(sentence):
            before = [one for one in mentions if start <= one.start < told.start()]
            own = before or [one for one in mentions if one.start > told.end()] or ([] if mentions else last)
            before_it = sentence[: told.start()]
            is_told = part != "saran" or _STANDS.search(before_it)
            if is_told and not _NOT_REACHED.search(before_it) and not _NOT_YET.match(sentence, told.end()):
                yield from _told_levels(part, told, own, standing)
            start = told.end()
        last = mentions or last


def check_figures(part: Part, body: str, standing: Standing) -> Iterator[LintFinding]:
    """A finding for each value, predicate and count that the assessment does not hold; nothing without levels."""
    if standing.report.value is None:
        return
    for sentence in sentences_of(body):
        yield from _values(part, sentence, standing)
        yield from _predicates(part, sentence, standing)
        yield from _counts(part, sentence, standing)


def _told_levels(part: Part, told: re.Match[str], own: list[Mention], standing: Standing) -> Iterator[LintFinding]:
    low = int(told[1])
    high = int(told[2] or low)
    for one in own:
        level = standing.levels.get(one.indicator)
        if level is not None and not low <= level <= high:
            fields = {"number": one.indicator, "title": standing.title(one.indicator), "level": level}
            said = f"{low}" if low == high else f"{low} sampai {high}"
            yield finding("told_level", part, " ".join(told[0].split()), standing.words, said=said, **fields)


def _values(part: Part, sentence: str, standing: Standing) -> Iterator[LintFinding]:
    report, end = standing.report, 0
    tiers = {("aspect", tier.number): tier for tier in report.aspects} | {
        ("domain", tier.number): tier for tier in report.domains
    }
    named = tiers_of(sentence, standing.rubric, standing.words)
    known = {tier.value_exact for tier in tiers.values()} | {report.value_exact}
    for match in _VALUE.finditer(sentence):
        before = sentence[end : match.start()]
        own = [one for one in named if end <= one.start and one.end <= match.start() <= one.end + _NEAREST_CHARS]
        end = match.end()
        if _OTHER_VALUE.search(before) or not (own or _IS_VALUE.search(before)):
            continue
        said = Decimal(match[1].replace(",", "."))
        tier = tiers[own[-1].kind, own[-1].number] if own else None
        exact = tier.value_exact if tier else report.value_exact if re.search(r"\bindeks(?:\s+SPBE)?\b", before, re.I) else None
        if exact is not None and not _is_same(said, exact):
            what = f"{'aspek' if own and own[-1].kind == 'aspect' else 'domain'} {tier.name}" if tier else "indeks SPBE"
            yield finding("figure", part, match[1], standing.words, what=what, said=match[1], value=format_indeks(exact))
        elif exact is None and not any(value is not None and _is_same(said, value) for value in known):
            yield finding("unknown_figure", part, match[1], standing.words, said=match[1])


def _predicates(part: Part, sentence: str, standing: Standing) -> Iterator[LintFinding]:
    """Both ways of rounding are taken: the 2023 report named predicates by two decimals, the 2024 report by the exact value."""
    known = {standing.report.predicate, standing.report.predicate_rounded}
    for match in _PREDICATE.finditer(sentence):
        said = " ".join(match[1].split()).title()
        if said not in known and not _WANTED.search(sentence[: match.start()]) and any(known):
            yield finding("predicate", part, match[0], standing.words, said=said, value=standing.report.predicate)


def _counts(part: Part, sentence: str, standing: Standing) -> Iterator[LintFinding]:
    levels = list(standing.levels.values())
    n_all = len(standing.rubric.indicators)
    for match in _COUNT_AT.finditer(sentence):
        low, high = int(match[2]), int(match[3] or match[2])
        n = sum(low <= level <= high for level in levels)
        if int(match[1]) != n:
            what = f"indikator pada tingkat {low}" + (f" sampai {high}" if high > low else "")
            yield finding("count", part, match[1], standing.words, what=what, said=match[1], value=n)
    known = {n_all, len(levels), n_all - len(levels), *(levels.count(level) for level in range(1, 6))}
    known |= {sum(level >= limit for level in levels) for limit in (2, 3, 4)}
    known |= {sum(level <= limit for level in levels) for limit in (2, 3)}
    known |= {number for tier in standing.report.aspects for number in (tier.n_indicators, tier.n_scored)}
    known |= {number for tier in standing.report.domains for number in (tier.n_indicators, tier.n_scored)}
    exact = {match.start() for match in _COUNT_AT.finditer(sentence)}
    for match in _COUNT.finditer(sentence):
        if int(match[1]) not in known and match.start() not in exact:
            yield finding("unknown_count", part, match[0], standing.words, said=match[1])


def _is_same(said: Decimal, exact: Decimal) -> bool:
    """True when `said` is the value rounded to its own number of decimals."""
    return said == exact.quantize(said, rounding=ROUND_HALF_UP)
