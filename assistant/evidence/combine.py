"""Several files together: what an agency's documents show for each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.evidence.defects import follow_up_findings
from assistant.evidence.levels import bounds, next_step
from assistant.evidence.records import DocumentFacts, ElementState, Finding, IndicatorMatch, State, Strength
from assistant.evidence.standing import RULES, is_policy
from corpus.records import Indicator, Rubric

_RANK: dict[State, int] = {"met": 0, "not_found": 1, "not_for_this_kind": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """An indicator over all files: `files` that support it strongly or partly, best first, with their elements joined."""

    indicator: int
    strength: Strength
    low: int
    high: int
    files: tuple[str, ...]
    next_step: str
    findings: tuple[Finding, ...] = ()


class Combiner:
    """Gathers reviews one at a time; keeps per indicator only the joined elements and the names of files."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._elements: dict[int, dict[tuple[int, str], ElementState]] = {}
        self._support: dict[int, list[tuple[float, Strength, str]]] = {}
        self._dated: dict[int, list[tuple[str, DocumentFacts]]] = {}
        self._drafts: dict[int, bool] = {}

    def add(self, file: str, facts: DocumentFacts, matches: Iterable[IndicatorMatch]) -> None:
        """Takes in one file's proposals; weak ones and those of duplicates should be left out by the caller."""
        for match in matches:
            if match.strength == "weak":
                continue
            self._support.setdefault(match.indicator, []).append((match.score, match.strength, file))
            self._dated.setdefault(match.indicator, []).append((file, facts))
            self._drafts[match.indicator] = self._drafts.get(match.indicator, True) and bool(facts.is_draft)
            joined = self._elements.setdefault(match.indicator, {})
            for state in self._carried(match, bool(facts.is_draft)):
                key = (state.level, state.element)
                if key not in joined or _RANK[state.state] < _RANK[joined[key].state]:
                    joined[key] = replace(state)

    def _carried(self, match: IndicatorMatch, is_draft: bool) -> Iterable[ElementState]:
        """The elements; the rancangan of a policy shows nothing past the lowest level, as its text is not in force."""
        indicator = self._rubric.indicator(match.indicator)
        top = indicator.levels[0 if is_draft and is_policy(indicator) else -1].number
        for state in match.elements:
            is_lost = state.level > top and state.state == "met"
            yield replace(state, state="not_found", quote=None) if is_lost else state

    def results(self) -> tuple[Combined, ...]:
        """The indicators that any file supports, by number."""
        return tuple(self._combined(self._rubric.indicator(number)) for number in sorted(self._support))

    def _combined(self, indicator: Indicator) -> Combined:
        states = self._states(indicator)
        low, high = bounds(indicator, states)
        if is_policy(indicator) and self._drafts[indicator.number]:
            low = high = indicator.levels[0].number
        support = sorted(self._support[indicator.number], reverse=True)
        strengths: list[Strength] = [strength for _, strength, _ in support]
        return Combined(
            indicator=indicator.number,
            strength="strong" if "strong" in strengths else "partial",
            low=low,
            high=high,
            files=tuple(file for _, _, file in support),
            next_step=next_step(indicator, states, len(support)),
            findings=tuple(self._late(indicator)),
        )

    def _states(self, indicator: Indicator) -> Sequence[ElementState]:
        joined = self._elements[indicator.number]
        keys = [(level.number, element.id) for level in indicator.levels for element in level.elements]
        return [joined[key] for key in keys if key in joined]

    def _late(self, indicator: Indicator) -> Iterable[Finding]:
        """A follow-up rule that came late after the last review before it, when both dates are known."""
        if not is_policy(indicator):
            return
        dated = [(file, facts, facts.issued) for file, facts in self._dated[indicator.number] if facts.issued]
        reviews = [issued for _, facts, issued in dated if facts.document_type in ("minutes", "report")]
        for file, facts, issued in dated:
            earlier = [review for review in reviews if review < issued]
            if facts.document_type in RULES and earlier:
                yield from follow_up_findings(max(earlier), issued, file)
