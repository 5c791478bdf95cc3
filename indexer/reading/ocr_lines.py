"""Lines of a page from the pieces that OCR found: what stands on one height is one line, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.reading.characters import plain

_SAME_HEIGHT = 0.5
_PARAGRAPH_GAP = 1.6
_MIN_CONFIDENCE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A recognised word or run of words; pixels from the top left, `score` 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float

    @property
    def middle(self) -> float:
        """Height of its middle line."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """In pixels, at least 1."""
        return max(self.bottom - self.top, 1.0)


def page_text(pieces: Iterable[Piece]) -> tuple[str, float]:
    """Text of the page, paragraphs parted by an empty line, and its mean confidence (0 to 1) by characters.

    Pieces that the engine itself does not believe are left out of both.
    """
    believed = [piece for piece in pieces if piece.score >= _MIN_CONFIDENCE]
    n_chars = sum(len(piece.text) for piece in believed)
    if not n_chars:
        return "", 0.0
    rows = _rows(believed)
    pitches = [below[0].middle - above[0].middle for above, below in pairwise(rows)]
    lines = [_row_text(rows[0])]
    for row, pitch in zip(rows[1:], pitches, strict=True):
        if pitch > _PARAGRAPH_GAP * median(pitches):
            lines.append("")
        lines.append(_row_text(row))
    return plain("\n".join(lines)), round(sum(len(piece.text) * piece.score for piece in believed) / n_chars, 3)


def tsv_pieces(output: str) -> list[Piece]:
    """The lines of tesseract's TSV output, each as one piece."""
    lines: dict[tuple[str, ...], list[Piece]] = {}
    for row in output.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] != "level" and cells[11].strip():
            left, top, width, height, score = (float(cell) for cell in cells[6:11])
            word = Piece(
                left=left, top=top, right=left + width, bottom=top + height, text=cells[11].strip(), score=max(score, 0.0) / 100
            )
            lines.setdefault(tuple(cells[2:5]), []).append(word)
    return [_joined(words) for words in lines.values()]


def _row_text(row: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in row).strip(" |")  # the rules of tables and margins


def _joined(words: Sequence[Piece]) -> Piece:
    n_chars = sum(len(word.text) for word in words)
    return Piece(
        left=min(word.left for word in words),
        top=median(word.top for word in words),  # one misread speck must not make the line tall
        right=max(word.right for word in words),
        bottom=median(word.bottom for word in words),
        text=" ".join(word.text for word in words),
        score=sum(len(word.text) * word.score for word in words) / n_chars,
    )


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        row = rows[-1] if rows else []
        if row and _stands_beside(piece, row):
            row.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _stands_beside(piece: Piece, row: Sequence[Piece]) -> bool:
    first = row[0]
    if abs(piece.middle - first.middle) > _SAME_HEIGHT * min(piece.height, first.height):
        return False
    return all(piece.left >= other.right or piece.right <= other.left for other in row)
