"""Asking, end to end: the one entry for the command line, the web chat and the measurements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.ask.compose import compose, subject_of
from assistant.ask.records import Answer, Citation, Outcome, Understood
from assistant.ask.rephrase import Rephraser, rephrased
from assistant.ask.retrieve import retrieve
from assistant.ask.rubric_facts import asks_old_edition
from assistant.ask.scope import boundary_of
from assistant.ask.understand import understand
from assistant.ask.verify import verified_text
from corpus.errors import InputError
from corpus.knowledge import DEFAULT_EDITION, OLD_EDITION
from corpus.locators import label
from indexer.search import Hit, Index

_HITS = 10
_NOT_FOUND = (
    "Tidak ditemukan ketentuan yang menjawab pertanyaan ini dalam peraturan dan rubrik SPBE yang saya miliki. Coba sebutkan nomor "
    "indikator, pasal, atau layanan yang dimaksud."
)
_UNCLEAR = "Pertanyaannya belum dapat saya pahami. Tulis satu kalimat, misalnya: «Perbup SPBE kami masih draf, indikator 1 level berapa?»"


class Asker:
    """Answers questions over one open index. Safe to share between threads: it keeps no state of a chat."""

    def __init__(
        self, index: Index, edition: str = DEFAULT_EDITION, max_chars: int = 4000, rephraser: Rephraser | None = None
    ) -> None:
        index.knowledge.rubric(edition)
        self._rephraser = rephraser
        self.index = index
        self.edition = edition
        self._max_chars = max_chars

    def ask(self, question: str, previous: Answer | None = None) -> Answer:
        """The checked answer; `previous` is the answer before it in the chat.

        Raises:
            InputError: when the question is empty or too long.
        """
        text, index = self._clean(question), self.index  # one index for the whole answer, even when a new build comes in
        query = index.prepare(text)
        edition = OLD_EDITION if asks_old_edition(query.standard) else self.edition
        understood = understand(query, edition, index.cues, previous)
        if understood.is_follow_up and previous is not None and previous.subject is not None:
            query = index.prepare(f"{text} {label(previous.subject)}")
            understood = understand(query, edition, index.cues)
        if not query.tokens:
            return Answer(question=question, outcome="clarify", text=_UNCLEAR)
        boundary = boundary_of(index, understood)
        if boundary is not None:
            outcome: Outcome = "not_found" if boundary.outcome == "not_found" else "out_of_scope"
            return Answer(question=question, outcome=outcome, text=boundary.reply)
        return self._answer(question, index, understood)

    def hits(self, question: str, count: int) -> list[Hit]:
        """The ranked hits for a question, without an answer.

        Raises:
            InputError: when the question is empty or too long.
        """
        understood = understand(self.index.prepare(self._clean(question)), self.edition, self.index.cues)
        return list(retrieve(self.index, understood, count).hits)

    def _answer(self, question: str, index: Index, understood: Understood) -> Answer:
        retrieved = retrieve(index, understood, _HITS)
        statements = compose(index, understood, retrieved)
        text, citations = verified_text(statements)
        hits = _resting_on(citations, retrieved.hits)
        if not citations:
            return Answer(question=question, outcome="not_found", text=_NOT_FOUND)
        model = ""
        if self._rephraser is not None:
            text, model = rephrased(self._rephraser, question, text)
        return Answer(
            question=question,
            outcome="answered",
            text=text,
            model=model,
            citations=citations,
            hits=tuple(hit.passage for hit in hits),
            scores=tuple(hit.score for hit in hits),
            subject=subject_of(retrieved.hits),
            corrected=any(statement.corrects for statement in statements),
        )

    def _clean(self, question: str) -> str:
        text = " ".join("".join(char if char.isprintable() else " " for char in question).split())
        if not text:
            raise InputError("Pertanyaan kosong. Tulis pertanyaan, misalnya: «Apa syarat level 3 indikator 21?»")
        if len(text) > self._max_chars:
            raise InputError(
                f"Pertanyaan terlalu panjang ({len(text)} karakter, paling banyak {self._max_chars}). Ringkas, lalu kirim dokumen lewat "
                "telaah bukti."
            )
        return text


def _resting_on(citations: Sequence[Citation], hits: Sequence[Hit]) -> list[Hit]:
    """The hits, first the passage that the answer rests on, also when search did not find it (a rule it calculated by)."""
    first = citations[0].passage
    is_catalogue = not first.locator.path
    if not hits or is_catalogue or hits[0].passage.locator == first.locator:
        return list(hits)
    rest = [hit for hit in hits if hit.passage.locator != first.locator]
    return [replace(hits[0], rank=1, passage=first, others=()), *rest][: len(hits)]
