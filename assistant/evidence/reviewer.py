"""The review of one read document: facts, indicators with their levels, findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.evidence.articles import Articles
from assistant.evidence.defects import Inspector
from assistant.evidence.facts import facts_of
from assistant.evidence.fingerprint import shingle_signature
from assistant.evidence.levels import element_states, reach
from assistant.evidence.match import Candidate, Matcher
from assistant.evidence.passages import Passage, passages_of
from assistant.evidence.records import DocumentFacts, IndicatorMatch, Quote, Review
from assistant.evidence.subjects import Subjects
from assistant.evidence.traces import passage_quote
from corpus.document_kinds import DocumentKinds, load_document_kinds
from corpus.knowledge import Knowledge
from corpus.records import Indicator
from indexer.embed import Embedder
from indexer.lexicon import lexicon_of
from indexer.reading.pages import DocumentText

_MAX_QUOTES = 3


class Reviewer:
    """Reviews documents against one edition of the rubric."""

    def __init__(self, knowledge: Knowledge, embedder: Embedder, data_dir: Path, edition: str) -> None:
        """`data_dir` keeps the vectors of the rubric.

        Raises:
            CorpusError: for an edition that there is not.
        """
        self.rubric = knowledge.rubric(edition)
        self.kinds: DocumentKinds = load_document_kinds()
        self._knowledge = knowledge
        subjects = Subjects(self.rubric, lexicon_of(knowledge), self.kinds, embedder, data_dir / "evidence")
        self._matcher = Matcher(subjects, self.kinds)

    def review(self, document: DocumentText, agency: str = "", today: date | None = None) -> Review:
        """The review. `agency` is the one under review ("" = unknown); ages of reviews are counted to `today`."""
        facts = facts_of(document, self.kinds, agency)
        passages = passages_of(document.pages)
        articles = Articles(document.pages, facts.document_type)
        candidates = self._matcher.candidates(document, facts, agency)
        matches = tuple(articles.named(self._match(candidate, facts, passages, agency)) for candidate in candidates)
        inspector = Inspector(self.kinds, self._knowledge.regulations, agency, today or date.today())
        return Review(
            file=document.file,
            sha256=document.sha256,
            pages=document.n_pages or len(document.pages),
            outcome=document.outcome,
            sentence=" ".join((document.sentence, *document.notices)).strip(),
            facts=facts,
            findings=inspector.findings(document, facts, matches),
            indicators=matches,
            signature=shingle_signature(page.text for page in document.pages),
        )

    def _match(self, candidate: Candidate, facts: DocumentFacts, passages: Sequence[Passage], agency: str) -> IndicatorMatch:
        indicator = candidate.indicator
        near = candidate.passages
        states = element_states(indicator, facts, near, self.kinds, _established(facts))
        carried = reach(indicator, states, facts, agency)
        return IndicatorMatch(
            indicator=indicator.number,
            score=candidate.score,
            strength=candidate.strength,
            low=carried.low,
            high=carried.high,
            evidence=_evidence(indicator, candidate.passages),
            elements=states,
            alternatives=candidate.alternatives,
            next_step=carried.next_step,
        )


def _established(facts: DocumentFacts) -> Quote | None:
    """The words by which the document was adopted: its date of enactment, else its number."""
    quotes = dict(facts.quotes)
    return quotes.get("date") or quotes.get("number")


def _evidence(indicator: Indicator, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    """Quotes from the nearest passages, one a passage, no two alike."""
    phrases = (indicator.short_name, *indicator.traces)
    quotes = [passage_quote(passage, phrases) for passage in passages[:_MAX_QUOTES]]
    return tuple({quote.text: quote for quote in quotes if quote.text}.values())
