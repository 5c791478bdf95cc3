"""What goes into the exported files: plain records, so that the exports need no database and no drafting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Decision = Literal["", "Diterima", "Diubah", "Ditolak"]
DECISIONS: tuple[Decision, ...] = ("Diterima", "Diubah", "Ditolak")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceQuote:
    """Words of an evidence file; `page` is 1-based, 0 = the file has no pages or the page is not known.

    `pasal` is the part of a regulation on which they stand, as people cite it; empty = not known.
    """

    file_name: str
    page: int
    text: str
    pasal: str = ""

    @property
    def source(self) -> str:
        """File, article and page as people cite them ("Perbup 12.pdf, Pasal 7, hlm. 3")."""
        return ", ".join(filter(None, (self.file_name, self.pasal, f"hlm. {self.page}" if self.page else "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator of an assessment. Levels are None and texts empty where nothing was said; `proposed` is (low, high).

    `version` is the workspace's version of the indicator; `fakta`, `analisis` and `justifikasi` are the signed texts or, while
    no person has decided, the drafts: then `is_draft`.
    """

    number: int
    version: int = 0
    unit: str = ""
    claimed: int | None = None
    proposed: tuple[int, int] | None = None
    confirmed: int | None = None
    confirmed_by: str = ""
    quotes: tuple[EvidenceQuote, ...] = ()
    defects: tuple[str, ...] = ()
    fakta: str = ""
    analisis: str = ""
    justifikasi: str = ""
    decision: Decision = ""
    reason: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentSheet:
    """An assessment with all indicators of its edition, in order. `key` tells assessments apart; `stage` as people read it."""

    key: str
    agency: str
    year: int
    edition: str
    stage: str
    exported_at: datetime
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectText:
    """Strengths and weaknesses of an aspect, one paragraph each; `drafts` names the parts on which nobody has decided."""

    aspect: int
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    drafts: frozenset[Literal["strengths", "weaknesses"]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationText:
    """The four parts of the recommendation; `drafts` names the parts on which nobody has decided.

    Source: Pedoman Menteri PANRB 3/2024 BAB III F.2, p. 226.
    """

    ringkasan: str = ""
    keunggulan: str = ""
    kelemahan: str = ""
    saran: str = ""
    drafts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """All that the report prints: the assessment and the texts, empty where nobody has written any."""

    sheet: AssessmentSheet
    aspects: tuple[AspectText, ...] = ()
    recommendation: RecommendationText = RecommendationText()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoItem:
    """One thing for a unit to do. `priority` 1 comes first; `due` is text as people read it."""

    unit: str
    indicator: int
    indicator_name: str
    from_level: int | None
    to_level: int
    task: str
    proof: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    due: str = ""
    priority: int = 1
