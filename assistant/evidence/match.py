"""Which indicators a document supports: title, opening and passages against the rubric's words, for the kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evidence.kin import Kin
from assistant.evidence.loose import loose
from assistant.evidence.passages import Passage, passages_of
from assistant.evidence.records import STRENGTHS, DocumentFacts, Strength
from assistant.evidence.standing import RULES, Standing, has_annex, role_of, standing_of
from assistant.evidence.subjects import FIELD, Flags, Scores, Subjects
from corpus.document_kinds import DocumentKinds, DocumentType
from corpus.records import Indicator
from indexer.reading.pages import DocumentText

MAX_EMBEDDED = 8
MAX_PROPOSED = 16
_OPENING_WORDS = 60
_BEST_PASSAGES, NEAR_PASSAGES = 3, 12
_SCREENS: tuple[DocumentType, ...] = ("screenshot", "manual")
_MIN_DIGITAL = 1.0
_SUFFIX = re.compile(r"\be-[a-z]{3,}|\.go\.id|https?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How the parts are mixed and where strengths begin. Measured in docs/decisions.md.

    Each part of the document adds to the score as an independent sign does: 1 - (1 - weight x nearness) ...; a document counts in
    full from `full_digital` words of electronic government in a thousand on, and at `least_digital` of its score with none.
    """

    phrases: float = 0.35
    words: float = 0.35
    meaning: float = 0.30
    title: float = 0.65
    opening: float = 0.20
    body: float = 0.60
    full_digital: float = 10.0
    least_digital: float = 0.35
    strong: float = 0.42
    partial: float = 0.24
    weak: float = 0.12
    near_best: float = 0.80
    title_traces: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An indicator with its score (0 to 1) and the passages nearest to it, best first."""

    indicator: Indicator
    score: float
    strength: Strength
    passages: tuple[Passage, ...]
    alternatives: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """Nearness (0 to 1) of title and opening, shape (indicators,), and of the passages, (n, indicators).

    `named` is that of the title by its phrases alone; `borne`, shape (indicators,), is true where the document bears words that are
    an indicator's own. The sector services are near alike; `sector` is the place of the nearest.
    """

    title: Scores
    opening: Scores
    body: Scores
    named: Scores
    borne: Flags
    sector: int


class Matcher:
    """Proposes indicators for documents."""

    def __init__(self, subjects: Subjects, kinds: DocumentKinds, tuning: Tuning | None = None) -> None:
        self._subjects = subjects
        self._kinds = kinds
        self.tuning = tuning or Tuning()
        self._kin = Kin(subjects)

    def candidates(self, document: DocumentText, facts: DocumentFacts, agency: str = "") -> list[Candidate]:
        """The proposals, best first; empty when nothing comes near."""
        passages = passages_of(document.pages)
        if not passages:
            return []
        role = role_of(facts, self._kinds)
        is_rule = facts.document_type in RULES
        near = self._nearness(facts.title, passages, is_rule or role == "reviews")
        tuning = self.tuning
        body = self._body(near, passages, facts)
        parts = (tuning.title * near.title, tuning.opening * near.opening, tuning.body * body)
        scores = 1 - np.prod([1 - part for part in parts], axis=0)
        n_digital = self._n_digital(facts, passages)
        scores *= self._digital_factors(n_digital, near)
        named = near.title if is_rule else np.maximum(near.title, near.opening)
        standing = standing_of(
            self._subjects.indicators,
            facts,
            named,
            n_digital >= _MIN_DIGITAL,
            role,
            agency,
            has_annex=has_annex(facts, passages),
        )
        return self._ranked(scores, near, passages, standing)

    def _nearness(self, title: str, passages: Sequence[Passage], is_rule: bool) -> Nearness:
        opening = " ".join(" ".join(passage.text for passage in passages[:3]).split()[:_OPENING_WORDS])
        texts = [passage.text for passage in passages]
        tokens = [self._subjects.tokens(text) for text in (title, opening, *texts)]
        phrases, words = self._subjects.by_phrases(tokens), self._subjects.by_words(tokens)
        phrases[0] = self._subjects.by_phrases(tokens[:1], self.tuning.title_traces)[0]
        lexical = self.tuning.phrases * phrases + self.tuning.words * words
        chosen = [0, 1, *(2 + place for place in _best(lexical[2:].max(axis=1), MAX_EMBEDDED))]
        meaning: Scores = np.zeros_like(lexical)
        plain = [" ".join(tokens[0]), opening, *texts]
        meaning[chosen] = self._subjects.by_meaning([plain[place] or "." for place in chosen])
        near: Scores = (lexical + self.tuning.meaning * meaning).astype(np.float32)
        if not set(tokens[0]) - {FIELD}:
            near[0] = 0  # a title that names the field alone names no indicator
        sector = self._kin.nearest_sector(near)
        near[:, self._kin.sectors] = near[:, self._kin.sectors].max(axis=1, keepdims=True, initial=0.0)
        if is_rule:
            near[0] = self._kin.lifted(near[0])
        return Nearness(
            title=near[0], opening=near[1], body=near[2:], named=phrases[0], borne=self._kin.borne(tokens), sector=sector
        )

    def _body(self, near: Nearness, passages: Sequence[Passage], facts: DocumentFacts) -> Scores:
        """Mean nearness of the best passages. What a rule lays down stands in its articles, not in the plans annexed to it."""
        body = _mean_of_best(near.body)
        if facts.document_type not in RULES or not facts.enacted_on_page:
            return body
        articles = [row for row, passage in enumerate(passages) if passage.page.number <= facts.enacted_on_page]
        laid_down = _mean_of_best(near.body[articles]) if articles else np.zeros_like(body)
        return np.where(self._kin.policies, laid_down, body)

    def _digital_factors(self, n_digital: float, near: Nearness) -> Scores:
        """Factors for how much the document speaks of electronic government.

        A document named after a process needs no words for it; a service counts only as an electronic one.
        """
        share = min(n_digital / self.tuning.full_digital, 1.0)
        share = self.tuning.least_digital + (1 - self.tuning.least_digital) * share
        return np.where(self._kin.services, share, np.maximum(near.named, share)).astype(np.float32)

    def _n_digital(self, facts: DocumentFacts, passages: Sequence[Passage]) -> float:
        """Words of electronic government in a thousand; pictures of screens are all of it."""
        if facts.document_type in _SCREENS:
            return 1000.0
        text = "\n".join([facts.title, *(passage.text for passage in passages)])
        n_found = len(loose(*self._kinds.digital_words).findall(text)) + len(_SUFFIX.findall(text))
        return 1000 * n_found / max(len(text.split()), 1)

    def _ranked(self, scores: Scores, near: Nearness, passages: Sequence[Passage], standing: Standing) -> list[Candidate]:
        scores = scores * standing.factors
        others = [place for place in self._kin.sectors if place != near.sector]
        borne = near.borne.copy()
        borne[self._kin.of(int(scores.argmax()))] = True
        found: list[Candidate] = []
        best = [place for place in _best(scores, len(scores)) if place not in others and scores[place] >= self.tuning.weak]
        for place in sorted(best[:MAX_PROPOSED], key=lambda place: not borne[place]):
            score = float(scores[place])
            found.append(
                Candidate(
                    indicator=self._subjects.indicators[place],
                    score=score,
                    strength=standing.capped(place, self._strength(score, scores, bool(borne[place]))),
                    passages=tuple(passages[row] for row in _best(near.body[:, place], NEAR_PASSAGES)),
                    alternatives=tuple(self._subjects.indicators[n].number for n in others) if place in self._kin.sectors else (),
                )
            )
        return sorted(found, key=lambda candidate: STRENGTHS.index(candidate.strength))

    def _strength(self, score: float, scores: Scores, is_borne: bool) -> Strength:
        if not is_borne:
            return "weak"  # near in meaning, by words that belong to other subjects as well
        if score >= max(self.tuning.strong, self.tuning.near_best * float(scores.max())):
            return "strong"
        return "partial" if score >= self.tuning.partial else "weak"


def _mean_of_best(body: Scores) -> Scores:
    best = np.sort(body, axis=0)[-_BEST_PASSAGES:]
    mean: Scores = best.sum(axis=0) / min(_BEST_PASSAGES, len(body))
    return mean


def _best(values: Scores, count: int) -> list[int]:
    """Places of the highest values, highest first."""
    return [int(place) for place in np.argsort(-values, kind="stable")[:count]]
