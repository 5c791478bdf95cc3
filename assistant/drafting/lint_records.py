"""A text that a person wrote, taken apart into Fakta, Analisis and Justifikasi Hasil, and what is known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.workspace.records import TEXT_KINDS, Stage, TextKind
from corpus.drafting import Wording

Part = TextKind | Literal["pemenuhan", "teks"]
_PARTS_OF_ASPECTS: dict[Part, str] = {"pemenuhan": "Pemenuhan", "teks": "Teks"}
PART_NAMES: dict[Part, str] = dict(TEXT_KINDS.items()) | _PARTS_OF_ASPECTS
_NAMES: dict[str, Part] = {"fakta": "fakta", "analisis": "analisis", "analisa": "analisis", "justifikasi": "justifikasi"}
_TRAILING = re.compile(
    r"\(\s*(?:kalimat penjelasan\s+)?(?P<name>fakta|analisi[sa]|analisa|justifikasi(?: hasil)?)\b[^()]*\)\s*[.;]?", re.IGNORECASE
)
_LEADING = re.compile(r"(?im)^\s*(?:penjelasan/)?(?P<name>fakta|analisis|analisa|justifikasi(?: hasil)?)\s*:\s*")
_INDICATOR = re.compile(r"\bIndikator\s+(\d{1,2})\b", re.IGNORECASE)
_STAGE_SIGNS: tuple[tuple[Stage, str], ...] = (
    ("visitasi", r"hasil penilaian visitasi|pada\s+saat\s+visitasi"),
    ("interviu", r"hasil penilaian interviu|pada\s+saat\s+interviu|klarifikasi telah dilakukan"),
    ("reviu", r"hasil reviu menggambarkan|perlu dilakukan peninjauan|maka\s+seharusnya"),
    ("dokumen", r"verifikasi dan validasi|hasil penilaian terhadap penjelasan"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenExplanation:
    """An explanation to check; None = not known. `level` is the level it is meant to support."""

    fakta: str = ""
    analisis: str = ""
    justifikasi: str = ""
    indicator: int | None = None
    stage: Stage | None = None
    level: int | None = None

    @property
    def whole(self) -> str:
        """All parts as one text."""
        return " ".join(part for part in (self.fakta, self.analisis, self.justifikasi) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding:
    """What is wrong, where (the part and the words), and what to do; all for the person who wrote it."""

    kind: str
    part: Part
    words: str
    problem: str
    advice: str

    @property
    def message(self) -> str:
        """The finding in one line."""
        where = f" («{self.words}»)" if self.words else ""
        return f"{PART_NAMES[self.part]}{where}: {self.problem} {self.advice}"


def finding(kind: str, part: Part, quoted: str, wording: Wording, **fields: object) -> LintFinding:
    """A finding with the words of the wording file; `quoted` are the words of the text that it is about."""
    problem, advice = (wording.pick(f"lint.{kind}", place, **fields) for place in (0, 1))
    return LintFinding(kind=kind, part=part, words=quoted, problem=problem, advice=advice)


def parse_explanation(
    text: str, *, indicator: int | None = None, stage: Stage | None = None, level: int | None = None
) -> WrittenExplanation:
    """The parts of a free text, by the marks that people use: "… (Fakta)." behind a part, or "Fakta:" before it.

    Text without marks is taken as Fakta. Indicator and stage are read from the words where they are not given.
    """
    parts = _by_leading(text) if _LEADING.search(text) else _by_trailing(text)
    found = _INDICATOR.search(text)
    whole = " ".join(text.split())
    signs = (name for name, pattern in _STAGE_SIGNS if re.search(pattern, whole, re.IGNORECASE))
    return replace(
        parts,
        indicator=indicator if indicator is not None else int(found[1]) if found else None,
        stage=stage or next(signs, "dokumen" if parts.justifikasi else "penilaian_mandiri"),
        level=level,
    )


def _by_trailing(text: str) -> WrittenExplanation:
    parts: dict[Part, list[str]] = {}
    start = 0
    for mark in _TRAILING.finditer(text):
        parts.setdefault(_part(mark["name"]), []).append(text[start : mark.start()])
        start = mark.end()
    rest = text[start:].strip(' \t\r\n.”"“')
    if rest:
        parts.setdefault("analisis" if "fakta" in parts else "fakta", []).append(rest)
    return _joined(parts)


def _by_leading(text: str) -> WrittenExplanation:
    marks = list(_LEADING.finditer(text))
    parts: dict[Part, list[str]] = {}
    if text[: marks[0].start()].strip():
        parts["fakta"] = [text[: marks[0].start()]]
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        parts.setdefault(_part(mark["name"]), []).append(text[mark.end() : end])
    return _joined(parts)


def _joined(parts: dict[Part, list[str]]) -> WrittenExplanation:
    told = {part: " ".join(" ".join(texts).split()).strip(' "“”') for part, texts in parts.items()}
    return WrittenExplanation(
        fakta=told.get("fakta", ""), analisis=told.get("analisis", ""), justifikasi=told.get("justifikasi", "")
    )


def _part(name: str) -> Part:
    return _NAMES[name.lower().split()[0]]
