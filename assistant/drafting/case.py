"""One explanation in the making, and how its elements are told: as clauses, and as what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.clauses import clause_of, for_kind, is_existential, listing
from assistant.drafting.records import Family, IndicatorFacts, Subject
from assistant.drafting.requirements import Requirement
from assistant.drafting.sources import family_of, references, topic_of
from assistant.workspace.records import Stage
from corpus.drafting import Wording
from corpus.records import Element, Indicator, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One explanation in the making: what is known, and the level that it tells."""

    facts: IndicatorFacts
    stage: Stage
    level: int
    met: tuple[str, ...]
    subject: Subject
    rubric: Rubric
    wording: Wording

    @property
    def indicator(self) -> Indicator:
        """The indicator that is explained."""
        return self.rubric.indicator(self.facts.number)

    @property
    def family(self) -> Family:
        """Which of the guidance's ways of writing applies."""
        return family_of(self.indicator, self.rubric)

    @property
    def topic(self) -> str:
        """The indicator's matter inside a sentence."""
        return topic_of(self.indicator, self.wording)

    @property
    def matter(self) -> str:
        """What meets or misses a level: the norms of a policy indicator, else its topic."""
        return f"pengaturan {self.topic}" if self.family == "policy" else self.topic

    @property
    def is_shown(self) -> bool:
        """False when reviews of the evidence found no element in it: then its quotes are merely the nearest words there are."""
        if self.facts.met is None or any(quote.elements or quote.is_typed for quote in self.facts.quotes):
            return True
        return bool(self.facts.met) or (self.family == "policy" and any(file.is_draft for file in self.facts.files))

    @property
    def is_decided(self) -> bool:
        """True when a person confirmed the level."""
        return self.facts.confirmed is not None

    def pick(self, key: str, /, **fields: object) -> str:
        """The variant of a pattern for this indicator."""
        return self.wording.pick(key, self.facts.number, **fields)

    def refs(self, elements: Sequence[Element]) -> str:
        """Where the elements are shown, in brackets."""
        return references(self.facts, [element.id for element in elements], self.family, self.wording)

    def number(self, level: int) -> str:
        """The level in digits and words ("3 (tiga)")."""
        return f"{level} ({self.wording.texts('numbers')[level]})"


def missing_text(case: Case, need: Requirement) -> str:
    """What is missing, as a clause ("belum ditemukan bukti bahwa aturan mengatur …")."""
    form, clause = missing_thing(case, need)
    return case.pick(f"missing.{form}", clause=clause)


def missing_thing(case: Case, need: Requirement) -> tuple[str, str]:
    """The form of words ("ability", "noun", "clause") and what is missing, without words that vary by indicator."""
    if case.family == "service":
        known = [case.wording.find(f"abilities.{element.id}") for element in need.elements]
        if all(known):
            return "ability", listing(list(dict.fromkeys(known)), "atau")
    clauses = [told_clause(case, element) for element in need.elements]
    if all(is_existential(clause) for clause in clauses):
        return "noun", listing([clause.removeprefix("ada ") for clause in clauses], "atau")
    return "clause", listing(clauses[:3], "atau")


def told_clause(case: Case, element: Element) -> str:
    """The element as a clause that says it is there, for the kind of agency."""
    if case.family == "service":
        known = case.wording.find(f"improvements.{element.id}")
        if known:
            return for_kind(known, case.wording, case.subject.kind)
    return clause_of(case.indicator, element, case.wording, case.subject.kind)
