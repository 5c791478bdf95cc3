"""The records that flow through the system: frozen, keyword-only, tuples instead of lists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.locators import Locator

Source = Literal["digest", "official", "evidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One entry of the catalogue: a regulation, its status and what it is for.

    `revoked_by` and `amended_by` hold document ids or names; `provisions` is the number of articles (0 = has none).
    """

    id: str
    title: str
    short_title: str
    issuer: str
    number: str
    year: int
    date: str
    status: Literal["berlaku", "dicabut", "diubah", "perlu diperiksa"]
    status_note: str
    purpose: str
    published: str
    provisions: int
    missing: tuple[str, ...]
    revokes: tuple[str, ...]
    revoked_by: tuple[str, ...]
    amended_by: tuple[str, ...]
    aliases: tuple[str, ...]
    asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Our digest of one provision, or its official text when a user added the PDF (then `page` is set, 1-based)."""

    locator: Locator
    heading: str
    digest: str
    asked_as: tuple[str, ...] = ()
    see: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One checkable statement that a level adds. `traces` are words that an evidence document of it contains."""

    id: str
    nature: str
    text: str
    proof: tuple[str, ...]
    traces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A maturity level of an indicator. Cumulative: a level presumes the elements of those below it."""

    number: int
    criterion: str
    elements: tuple[Element, ...]
    proof: tuple[str, ...]
    not_counted: tuple[str, ...]
    example: str
    guidance_2024: str
    asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A fact about an indicator (definition, what counts, parts of a process) that is not tied to one level."""

    heading: str
    text: str
    asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """How an indicator differs from another that people mistake it for."""

    indicator: int
    difference: str
    asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of the rubric. `weight_pct` is its share of the SPBE index in percent."""

    number: int
    name: str
    short_name: str
    aspect: int
    weight_pct: Decimal
    measures: str
    legal_basis: tuple[Locator, ...]
    aliases: tuple[str, ...]
    traces: tuple[str, ...]
    proof: tuple[str, ...]
    proof_kinds: tuple[str, ...]
    asked_as: tuple[str, ...]
    points: tuple[Point, ...]
    confused_with: tuple[Confusion, ...]
    notes: tuple[str, ...]
    levels: tuple[Level, ...]

    def level(self, number: int) -> Level:
        """The level of that number (1 to 5). Raises: KeyError when there is none."""
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """An aspect groups indicators; `weight_pct` is its share of the index in percent."""

    number: int
    name: str
    domain: int
    weight_pct: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain groups aspects; `capability` says which scale of level names applies ("proses" or "layanan")."""

    number: int
    name: str
    weight_pct: Decimal
    capability: Literal["proses", "layanan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A named band of the index: `minimum` belongs to it, the minimum of the next band does not."""

    name: str
    minimum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One edition of the rubric, complete: weights sum to 100 on each tier."""

    edition: str
    title: str
    legal_status: str
    lowest_level: int
    level_names: dict[str, tuple[str, ...]]
    domains: tuple[Domain, ...]
    aspects: tuple[Aspect, ...]
    indicators: tuple[Indicator, ...]
    predicates: tuple[Predicate, ...]

    @property
    def document(self) -> str:
        """Document id of the edition, the left half of its locators."""
        return f"rubrik-{self.edition}"

    def indicator(self, number: int) -> Indicator:
        """The indicator of that number. Raises: KeyError when there is none."""
        for indicator in self.indicators:
            if indicator.number == number:
                return indicator
        raise KeyError(number)

    def aspect_of(self, indicator: Indicator) -> Aspect:
        """The aspect that holds the indicator."""
        return next(aspect for aspect in self.aspects if aspect.number == indicator.aspect)

    def level_name(self, indicator: Indicator, level: int) -> str:
        """The regulation's name of a level of that indicator ("Terdefinisi", "Transaksi", ...)."""
        domain = next(domain for domain in self.domains if domain.number == self.aspect_of(indicator).domain)
        return self.level_names[domain.capability][level - self.lowest_level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary entry: a word people use, what it stands for, and other spellings of it."""

    term: str
    meaning: str
    expansion: str
    variants: tuple[str, ...]
    asked_as: tuple[str, ...]
    see: tuple[Locator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words that show how far a situation has come; "x*" is a prefix.

    `ladders` holds, by scale, the words of levels 1 to 5; `offices` the words that name each office; `requests` the words by which
    something is asked to be made, given or changed.
    """

    policy: tuple[str, ...]
    ladders: dict[str, tuple[tuple[str, ...], ...]]
    denials: tuple[str, ...]
    limits: tuple[str, ...]
    offices: dict[str, tuple[str, ...]]
    requests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A kind of question that we do not answer: examples of it, and the reply. `refuse` is for improper requests.

    `asks_for` are words for what our sources do not hold ("tarif", "password"); a question with one of them is held to the
    boundary more readily. "*" ends a form with any ending.
    """

    id: str
    outcome: Literal["out_of_scope", "not_found", "refuse"]
    reply: str
    asked_as: tuple[str, ...]
    asks_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherScheme:
    """An evaluation or programme beside SPBE, with the office that keeps it.

    A question that names it is not ours, unless it also holds one of the words `ours_with` ("aplikasi", "bukti"). `names` and
    `ours_with` are lower case.
    """

    name: str
    keeper: str
    names: tuple[str, ...]
    ours_with: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A searchable piece of text with its address.

    `key` is unique in an index; several passages may share a locator. `page` is 1-based, 0 = not paged. `asked_as` are ways to
    ask for the passage, each indexed on its own. `context` is text that helps to find the passage and is not shown.
    """

    key: str
    locator: Locator
    label: str
    heading: str
    text: str
    source: Source
    document: str
    page: int = 0
    asked_as: tuple[str, ...] = ()
    context: str = ""
