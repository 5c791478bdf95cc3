"""Texts on an aspect and recommendations that people wrote, taken apart into the parts that the guidance asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from assistant.drafting.lint_records import Part

_ASPECT_PARTS: Mapping[str, Part] = {
    "pemenuhan": "pemenuhan",
    "kekuatan": "kekuatan",
    "kelemahan": "kelemahan",
}
_AGENCY_PARTS: Mapping[str, Part] = {
    "ringkasan": "ringkasan",
    "keunggulan": "keunggulan",
    "kelemahan": "kelemahan",
    "apresiasi": "saran",
    "saran": "saran",
    "rekomendasi": "saran",
}
_TURN = re.compile(
    r"\n\s*(?=(?:namun|di\s*sisi lain|kelemahan|adapun kelemahan)\b)|(?<=[.])\s+(?=Namun,? di\s?sisi lain\b)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAspect:
    """Fulfilment, strengths and weaknesses of an aspect; fulfilment may also stand at the beginning of the strengths.

    Source: Pedoman 3/2024 BAB III F.1, pp. 225-226.
    """

    aspect: int
    pemenuhan: str = ""
    kekuatan: str = ""
    kelemahan: str = ""

    @property
    def parts(self) -> tuple[tuple[Part, str], ...]:
        """The parts in the order of the guidance."""
        return (("pemenuhan", self.pemenuhan), ("kekuatan", self.kekuatan), ("kelemahan", self.kelemahan))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRecommendation:
    """The four parts of a recommendation. Source: Pedoman 3/2024 BAB III F.2, pp. 226-228."""

    ringkasan: str = ""
    keunggulan: str = ""
    kelemahan: str = ""
    saran: str = ""

    @property
    def parts(self) -> tuple[tuple[Part, str], ...]:
        """The parts in the order of the guidance."""
        return (
            ("ringkasan", self.ringkasan),
            ("keunggulan", self.keunggulan),
            ("kelemahan", self.kelemahan),
            ("saran", self.saran),
        )


AGENCY_FIELDS = tuple(one.name for one in fields(WrittenRecommendation))


def parse_aspect(text: str, aspect: int) -> WrittenAspect:
    """The parts of a free text, by marks behind them ("<Unsur Kekuatan …>") or headings before them ("Kekuatan:").

    Without marks a part that begins with "Namun di sisi lain" or the like is taken for the weaknesses, all else for strengths.
    """
    parts = _parts(text, _ASPECT_PARTS)
    if not parts:
        turned = _TURN.split(text, maxsplit=1)
        parts = {"kekuatan": turned[0].strip(), "kelemahan": turned[1].strip() if len(turned) > 1 else ""}
    return WrittenAspect(
        aspect=aspect,
        pemenuhan=parts.get("pemenuhan", ""),
        kekuatan=parts.get("kekuatan", ""),
        kelemahan=parts.get("kelemahan", ""),
    )


def parse_recommendation(text: str) -> WrittenRecommendation:
    """The parts of a free text, marked as in `parse_aspect`; text without marks is taken for the summary."""
    parts = _parts(text, _AGENCY_PARTS) or {"ringkasan": text.strip()}
    return WrittenRecommendation(
        ringkasan=parts.get("ringkasan", ""),
        keunggulan=parts.get("keunggulan", ""),
        kelemahan=parts.get("kelemahan", ""),
        saran=parts.get("saran", ""),
    )


def is_recommendation(text: str) -> bool:
    """True when the text bears a mark or heading that only recommendations have."""
    own = [name for name in _AGENCY_PARTS if name not in _ASPECT_PARTS]
    return bool(_behind(own).search(text) or _before(own).search(text))


def _parts(text: str, names: Mapping[str, Part]) -> dict[Part, str]:
    behind = list(_behind(tuple(names)).finditer(text))
    found: dict[Part, list[str]] = {}
    if behind:
        start = 0
        for mark in behind:
            found.setdefault(names[mark[1].lower()], []).append(text[start : mark.start()])
            start = mark.end()
    else:
        before = list(_before(tuple(names)).finditer(text))
        for place, mark in enumerate(before, start=1):
            end = before[place].start() if place < len(before) else len(text)
            found.setdefault(names[mark[1].lower()], []).append(text[mark.end() : end])
    return {part: "\n".join(texts).strip(' \t\r\n."“”') for part, texts in found.items()}


def _behind(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"[<(]\s*(?:unsur\s+)?({'|'.join(names)})\b[^<>()]*[>)]\s*[.;]?", re.I)


def _before(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"^[\s#*]*(?:\d\.\s*)?(?:unsur\s+)?({'|'.join(names)})\b[^:.\n]{{0,40}}(?::\**|\**$)\s*", re.I | re.M)
