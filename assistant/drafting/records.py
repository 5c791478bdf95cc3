"""What the drafts are made of and what they are: plain records, so that drafting needs no database and no index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.workspace.records import AgencyKind, Stage

Family = Literal["policy", "process", "service"]
Effort = Literal["ringan", "sedang", "berat"]
Phase = Literal["evidence", "policy", "practice", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceQuote:
    """Words of an evidence file. `page` is 1-based, 0 = not known; `pasal` is its number as text ("7"), empty = not known.
    `part` is the part of a regulation that is no article ("Lampiran Bab IV").

    Only `verified` quotes (they stand verbatim in the file) enter a draft. `elements` are the ids that the quote proves, empty =
    not told; `is_typed` = a person chose the words, so that they count as proof without them.
    """

    file: str
    text: str
    page: int = 0
    pasal: str = ""
    part: str = ""
    verified: bool = True
    elements: tuple[str, ...] = ()
    is_typed: bool = False

    @property
    def provision(self) -> str:
        """The article, else the part, as people cite it; empty = not known."""
        return f"Pasal {self.pasal}" if self.pasal else self.part


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """An evidence file. `title` is the document as people cite it ("Peraturan Bupati Contoh Nomor 12 Tahun 2021 tentang …").

    `is_added` = handed in during the interview or visit; `note` is what must be checked about it, for the person who decides.
    """

    name: str
    title: str = ""
    is_draft: bool = False
    is_added: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The agency that the drafts are about; an empty name is shown as an empty place."""

    name: str
    kind: AgencyKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """All that a draft may use about one indicator.

    `confirmed` is the level that a person confirmed, else `proposed` (low, high) counts. `met` are ids of elements that the
    evidence shows; None = nobody has marked them. `previous` is the level of the stage before.
    """

    number: int
    confirmed: int | None = None
    proposed: tuple[int, int] | None = None
    claimed: int | None = None
    previous: int | None = None
    met: tuple[str, ...] | None = None
    quotes: tuple[SourceQuote, ...] = ()
    files: tuple[SourceFile, ...] = ()
    unit: str = ""
    application: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The drafted texts of one indicator; `justifikasi` is empty for self-assessments.

    `gaps` are the empty places that stand in the texts; `notes` are sentences for the person who decides, not part of the text.
    """

    indicator: int
    stage: Stage
    level: int
    is_confirmed: bool
    fakta: str
    analisis: str
    justifikasi: str = ""
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectDraft:
    """What the guidance asks for an aspect. Source: Pedoman 3/2024 BAB III F.1, pp. 225-226.

    `fulfilment` tells the indicators of level 2 to 5; `strengths` those of 5 and 4, highest first; `weaknesses` those of 1 and
    2, lowest first; one sentence or more an indicator.
    """

    aspect: int
    fulfilment: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step of one indicator to its next level. `order` 1 comes first; `gain` is in index points, as text ("0,015").

    `months` is how long it reasonably takes; `from_month` counts from 1. `helps` are other weak indicators that ask for what it
    produces; `unit` is who must act, empty = not told.
    """

    order: int
    indicator: int
    from_level: int
    to_level: int
    gain: str
    phase: Phase
    effort: Effort
    tasks: tuple[str, ...]
    proof: tuple[str, ...]
    legal_basis: tuple[str, ...]
    from_month: int
    months: int
    helps: tuple[int, ...] = ()
    unit: str = ""

    @property
    def last_month(self) -> int:
        """The month in which it should be done, counted from 1."""
        return self.from_month + self.months - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The four parts and the steps behind them. Source: Pedoman 3/2024 BAB III F.2, pp. 226-228."""

    ringkasan: str
    keunggulan: str
    kelemahan: str
    saran: str
    actions: tuple[Action, ...]
