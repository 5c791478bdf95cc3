"""The worked examples of Pedoman Menteri PANRB 3/2024 BAB III, read from the official text beside the project."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from assistant.drafting.lint_records import WrittenExplanation, parse_explanation
from assistant.drafting.lint_texts import WrittenAspect, WrittenRecommendation, parse_aspect, parse_recommendation

# Table: first words of its caption, the indicator it explains.
TABLES = (
    ("Tabel 1. Contoh Kaidah Pengisian", 1),
    ("Tabel 2. Contoh Kaidah Pengisian", 20),
    ("Tabel 3. Contoh Kaidah Pengisian", 21),
    ("Tabel 4. Contoh Kaidah Pengisian", 35),
)
_STAGED = re.compile(r"“(?=V\w+kasi dan validasi telah|Klarifikasi telah|Perlu dilakukan peninjauan)([^”]*)”")
_ROW = re.compile(r"^\s{0,5}([1-5])\s{3,}\S")


def examples(path: Path) -> list[WrittenExplanation]:
    """27 explanations: one a level for four indicators (self-assessment), and seven of the later stages."""
    text = path.read_text("utf-8")
    found = [one for caption, indicator in TABLES for one in _table(text, caption, indicator)]
    chapter = text[text.index("C.   Tata Cara dan Kaidah Penilaian Dokumen") :]
    for match in _STAGED.finditer(chapter):
        body = re.sub(r"(\w)\n\s+", r"\1 ", re.sub(r"-\n\s+", "-", match[1]))
        found.append(parse_explanation(body))
    return found


def _table(text: str, caption: str, indicator: int) -> list[WrittenExplanation]:
    start = text.index(caption)
    lines = text[start : text.index("Catatan:", start)].splitlines()
    rows: dict[int, list[str]] = {}
    level, column = 0, 0
    for place, line in enumerate(lines):
        if re.match(r"\s*Tingkat\s+Kriteria", line):
            column = _column(lines[place + 1 :])
            continue
        row = _ROW.match(line)
        level = int(row[1]) if row else level
        if level and len(line) > column:
            rows.setdefault(level, []).append(_right(line, column))
    return [
        parse_explanation(
            re.sub(r"(?<=\w)- (?=[A-Z])", "-", " ".join(body)), indicator=indicator, stage="penilaian_mandiri", level=number
        )
        for number, body in sorted(rows.items())
    ]


def _right(line: str, column: int) -> str:
    """The right-hand column of a line; a word that begins up to six characters before it belongs to it."""
    start = line.rfind(" ", 0, column + 1) + 1
    return line[start if start >= column - 6 else line.find(" ", column) + 1 or len(line) :].strip()


def _column(lines: list[str]) -> int:
    """Where the right-hand column begins, up to the next heading: the most frequent start after a wide gap."""
    starts: Counter[int] = Counter()
    for line in lines:
        if re.match(r"\s*Tingkat\s+Kriteria", line):
            break
        starts.update(match.end() for match in re.finditer(r"\s{2,}(?=\S)", line) if match.end() > 35)
    return starts.most_common(1)[0][0]


def aspect_example(path: Path) -> WrittenAspect:
    """The strengths and weaknesses of aspect 1 (F.1, p. 226)."""
    return parse_aspect(_quoted(path, "F.1.    Kaidah Penulisan Analisis"), 1)


def recommendation_example(path: Path) -> WrittenRecommendation:
    """The recommendation to an agency (F.2, p. 227)."""
    return parse_recommendation(_quoted(path, "F.2.    Kaidah Penulisan Rekomendasi"))


def _quoted(path: Path, heading: str) -> str:
    """The words in quotation marks after a heading, line-end hyphens of words taken out."""
    text = path.read_text("utf-8")
    start = text.index("“", text.index(heading))
    body = text[start + 1 : text.index("”", start)]
    return "\n\n".join(" ".join(re.sub(r"-\n\s+", "-", block).split()) for block in re.split(r"\n\s*\n", body))
