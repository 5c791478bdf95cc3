"""The Penjelasan: its general part and its notes on articles, on a branch of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from indexer.official.articles import Stretch, article_stretches
from indexer.official.chapters import Piece, pieces
from indexer.official.page_lines import Line, squeezed
from indexer.official.regulation_parts import Range

TOP = "penjelasan"
_BY_ARTICLE = "PASALDEMIPASAL"


def explanation_stretches(lines: Sequence[Line], explanation: Range) -> list[Stretch]:
    """The general part in pieces, then what is said on each article; never under the address of the article itself."""
    places = range(explanation.first, explanation.end)
    split = next((place for place in places if _is_by_article(lines[place].text)), explanation.end)
    general = Piece((TOP,), "Penjelasan umum", explanation.first, split)
    found = [Stretch(TOP, piece.heading, piece.first, piece.end) for piece in pieces(lines, general)]
    notes = article_stretches(lines, Range(min(split + 1, explanation.end), explanation.end), f"{TOP}.").stretches
    return [*found, *(replace(note, heading="Penjelasan pasal demi pasal") for note in notes if note.path.count(".") == 1)]


def _is_by_article(text: str) -> bool:
    words = squeezed(text).upper()
    return len(words) <= len(_BY_ARTICLE) + 6 and fuzz.partial_ratio(_BY_ARTICLE, words) >= 85
