"""The provisions of a regulation from the texts of its pages, word for word, with page and span, and what is odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.official.amendments import amended_stretches, is_amendment
from indexer.official.articles import Articles, Stretch, article_stretches
from indexer.official.chapters import Piece, chapters, numbered_sections, pieces
from indexer.official.explanation import explanation_stretches
from indexer.official.page_lines import Line, document_lines
from indexer.official.regulation_parts import Range, RegulationParts, regulation_parts
from indexer.reading.pages import PageText


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a page's text: 1-based page, half-open range of characters."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialProvision:
    """A provision as printed. `path` is the right half of its locator, "" for text under no heading.

    `text` is the spans' text joined by line ends, nothing changed; `page` is where it begins. Several pieces of one path are
    numbered from 1 in `piece`; a repeated article is the next piece of its path. `heading` names the chapter that it stands in.
    """

    path: str
    heading: str
    text: str
    page: int
    spans: tuple[Span, ...]
    piece: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionReport:
    """What was found. `missing` and `repeated` are paths ("pasal-32", "pasal-9.ayat-2"); `notes` are sentences for the user."""

    articles: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRegulation:
    """The provisions in the order of the source, and the report."""

    provisions: tuple[OfficialProvision, ...]
    report: ProvisionReport


def parse_provisions(pages: Sequence[PageText]) -> ParsedRegulation:
    """The provisions of a regulation: articles with their parts, annexes and Penjelasan; chapters where it has no articles."""
    lines = document_lines(pages)
    parts = regulation_parts(lines)
    body: Articles = (
        amended_stretches(lines, parts.body) if is_amendment(lines, parts.body) else article_stretches(lines, parts.body)
    )
    if body.n_articles == 0:
        parts = replace(parts, body=Range(0, parts.body.end if parts.body.end > parts.body.first else len(lines)))
        body = _without_articles(lines, parts.body)
    annexes = [stretch for annex in parts.annexes for stretch in _annex(lines, annex)]
    explained = explanation_stretches(lines, parts.explanation) if parts.explanation else []
    texts = {page.number: page.text for page in pages}
    found = _numbered(_provision(stretch, lines, texts) for stretch in (*body.stretches, *annexes, *explained))
    report = ProvisionReport(
        articles=body.articles,
        chapters=tuple(
            dict.fromkeys(stretch.path.split(".")[0] for stretch in body.stretches if stretch.path.startswith("bab-"))
        ),
        missing=body.missing,
        repeated=body.repeated,
        notes=(*body.notes, *_notes(lines, parts)),
    )
    return ParsedRegulation(provisions=found, report=report)


def _without_articles(lines: Sequence[Line], body: Range) -> Articles:
    found = list(chapters(lines, body.first, body.end))
    if not any(piece.steps for piece in found):
        found = list(numbered_sections(lines, body.first, body.end))
    numbers = [int(step.removeprefix("bab-")) for piece in found for step in piece.steps[:1] if step.startswith("bab-")]
    missing = tuple(f"bab-{number}" for number in range(1, max(numbers, default=0)) if number not in numbers)
    return Articles(tuple(_stretches(lines, found, "")), articles=(), missing=missing, repeated=(), notes=())


def _annex(lines: Sequence[Line], annex: Range) -> Iterator[Stretch]:
    for stretch in _stretches(lines, chapters(lines, annex.first, annex.end), "lampiran"):
        yield replace(
            stretch, heading=f"{_annex_name(annex.name)}: {stretch.heading}" if stretch.heading else _annex_name(annex.name)
        )


def _annex_name(line: str) -> str:
    """ "Lampiran II" of a heading line "LAMPIRAN II PERATURAN MENTERI"."""
    words = line.split()
    return f"Lampiran {words[1]}" if len(words) > 1 and set(words[1]) <= set("IVX") else "Lampiran"


def _stretches(lines: Sequence[Line], found: Iterable[Piece], top: str) -> Iterator[Stretch]:
    for chapter in found:
        for piece in pieces(lines, chapter):
            path = ".".join(([top] if top else []) + list(piece.steps))
            yield Stretch(path, piece.heading, piece.first, piece.end)


def _provision(stretch: Stretch, lines: Sequence[Line], texts: dict[int, str]) -> OfficialProvision:
    spans = _spans(lines[stretch.first : stretch.end], texts)
    text = "\n".join(texts[span.page][span.start : span.end] for span in spans)
    return OfficialProvision(path=stretch.path, heading=stretch.heading, text=text, page=spans[0].page, spans=spans)


def _spans(lines: Sequence[Line], texts: dict[int, str]) -> tuple[Span, ...]:
    """The lines as spans: one for each run of lines with nothing but white space between them."""
    spans: list[Span] = []
    for line in lines:
        last = spans[-1] if spans else None
        if last is not None and last.page == line.page and not texts[line.page][last.end : line.start].strip():
            spans[-1] = replace(last, end=line.end)
        else:
            spans.append(Span(page=line.page, start=line.start, end=line.end))
    return tuple(spans)


def _numbered(provisions: Iterable[OfficialProvision]) -> tuple[OfficialProvision, ...]:
    counts: Counter[str] = Counter()
    found = []
    for provision in provisions:
        counts[provision.path] += 1
        found.append(replace(provision, piece=counts[provision.path]))
    return tuple(found)


def _notes(lines: Sequence[Line], parts: RegulationParts) -> Iterator[str]:
    if not parts.is_closed:
        yield "Kata penutup («Agar setiap orang mengetahuinya …») tidak ditemukan; periksa apakah naskahnya lengkap."
        return
    last = lines[-1].page
    closing = lines[min(parts.body.end, len(lines) - 1)].page
    if last > closing + 1 and not parts.annexes and parts.explanation is None:
        yield f"Halaman {closing + 2}–{last} sesudah penutup tidak berjudul Lampiran atau Penjelasan, jadi tidak diuraikan."
