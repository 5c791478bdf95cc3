"""An answer with its sources as Markdown: what is copied and what is downloaded."""

from __future__ import annotations

import re

from assistant.ask.records import Answer, Citation
from assistant.web.wording import ADVICE, source_kind, verdict


def answer_file(answer: Answer, legal_status: str) -> str:
    """Question, answer, sources with their quotes, and how far the answer may be relied on."""
    parts = [f"**Pertanyaan:** {answer.question.strip()}", answer.text]
    if answer.citations:
        parts += ["## Sumber", *(_source(citation) for citation in answer.citations)]
    parts += ["---", f"{ADVICE} {legal_status}", "Dibuat dengan Asisten SPBE."]
    return "\n\n".join(parts) + "\n"


def answer_file_name(answer: Answer) -> str:
    """A file name made from the first words of the question: ASCII letters, digits and hyphens only."""
    words = re.findall(r"[a-z0-9]+", answer.question.lower())[:7]
    return "-".join(["jawaban-spbe", *words])[:80] + ".md"


def _source(citation: Citation) -> str:
    quote = "\n".join(f"> {line}" for line in citation.quote.splitlines())
    return f"[{citation.marker}] **{citation.label}** ({source_kind(citation)}; {verdict(citation)})\n\n{quote}"
