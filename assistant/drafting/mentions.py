"""Which indicators, aspects and domains a text names, however people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.sources import family_of, title_of, topic_of
from corpus.drafting import Wording
from corpus.records import Rubric

_AGENCY_KINDS = r"(?:\s+Instansi Pusat(?:\s*/\s*Pemerintah Daerah)?|\s+Pemerintah Daerah)?"
_POLICY = re.compile(
    r"\bkebijakan(?:\s+internal)?(?:\s+SPBE)?(?:\s+yang\s+mengatur)?(?:\s+(?:terkait|mengenai|tentang|atas))?\s+$", re.I
)
_KIND = re.compile(r"\b(?:penerapan|pelaksanaan)\s+$", re.I)
_BETWEEN = re.compile(r"[\s,;]*(?:(?:dan|serta|atau|maupun)\s+)?(?:terkait\s+|mengenai\s+)?", re.I)
_INCIDENTAL = re.compile(
    r"\b(?:dalam|pada|sesuai|berdasarkan|menurut|terhadap|kepada|oleh|melalui|untuk|dari|dengan)\s+(?:[^\s,;]+\s+){0,2}$", re.I
)
_LONGEST_PREFIX = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An indicator named in a text, by character span; `is_plain` = by its number or a name that no other indicator has.

    `is_subject` is False where it only tells the circumstances of another one ("… sesuai Arsitektur SPBE").
    """

    indicator: int
    start: int
    end: int
    is_plain: bool
    is_subject: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TierMention:
    """An aspect or domain named in a text, by character span; `is_plain` = by its official name or after the word "aspek"."""

    kind: Literal["aspect", "domain"]
    number: int
    start: int
    end: int
    is_plain: bool


def mentions_of(text: str, rubric: Rubric, wording: Wording, aspect: int | None = None) -> tuple[Mention, ...]:
    """The indicators that a sentence names, in order. Names that several have belong to the indicator of `aspect`.

    Without an aspect such a name belongs to the policy indicator after "kebijakan", else to the other one.
    """
    names = _indicator_names(rubric, wording)
    pattern = re.compile(rf"\bindikator\s+(\d{{1,2}})\b|\b({_either(names)})(?!\w|\s+Nasional){_AGENCY_KINDS}", re.I)
    found: list[Mention] = []
    was_policy = False
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _LONGEST_PREFIX) : match.start()]
        name = _plain(match[2] or "")
        follows = bool(found) and _BETWEEN.fullmatch(text[found[-1].end : match.start()]) is not None
        is_policy = name.startswith("kebijakan") or bool(_POLICY.search(before)) or (follows and was_policy)
        if match[1]:
            numbers = [one.number for one in rubric.indicators if one.number == int(match[1])]
        else:
            numbers = _chosen(names[name], rubric, aspect, is_policy)
        if not numbers:
            continue
        was_policy = is_policy
        if found and found[-1].indicator == numbers[0] and text[found[-1].end : match.start()].strip(" (:.") == "":
            continue  # "Indikator 21 Penerapan Manajemen Risiko SPBE" names it once
        found.append(
            Mention(
                indicator=numbers[0],
                start=match.start(),
                end=match.end(),
                is_plain=bool(match[1]) or is_policy or bool(_KIND.search(before)) or len(names[name]) == 1,
                is_subject=not found or not _INCIDENTAL.search(before),
            )
        )
    return tuple(found)


def tiers_of(text: str, rubric: Rubric, wording: Wording) -> tuple[TierMention, ...]:
    """The aspects and domains that a text names, in order."""
    official = {_plain(aspect.name): aspect.number for aspect in rubric.aspects}
    aspects = official | {
        _plain(name): aspect.number for aspect in rubric.aspects for name in wording.texts(f"names.aspects.{aspect.number}")
    }
    domains = {_plain(domain.name): domain.number for domain in rubric.domains}
    domains |= {f"penerapan {name}": number for name, number in domains.items()}
    known = re.compile(rf"\baspek\s+(\d)\b|\b(aspek\s+)?({_either({**aspects, **domains})})(?!\w|\s+Sektor)", re.I)
    found: list[TierMention] = []
    for match in known.finditer(text):
        name, has_word = _plain(match[3] or ""), bool(match[1] or match[2])
        is_aspect = has_word or name not in domains
        number = int(match[1]) if match[1] else (aspects if is_aspect else domains).get(name, 0)
        if is_aspect and all(one.number != number for one in rubric.aspects):
            continue
        found.append(
            TierMention(
                kind="aspect" if is_aspect else "domain",
                number=number,
                start=match.start(),
                end=match.end(),
                is_plain=has_word or name in official,
            )
        )
    return tuple(found)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text; each line and list item begins a new one."""
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z“\"«(])", line.strip()):
            if sentence.strip(" .;-•"):
                yield sentence.strip()


def _indicator_names(rubric: Rubric, wording: Wording) -> dict[str, tuple[int, ...]]:
    """Name in small letters to the indicators that it can mean."""
    names: dict[str, tuple[int, ...]] = {}
    for one in rubric.indicators:
        topic = topic_of(one, wording)
        own = {title_of(one), topic, *wording.texts(f"names.indicators.{one.number}")}
        own |= {name.removesuffix(" SPBE") for name in own if len(name.split()) > 2}
        for name in own:
            names[_plain(name)] = tuple(sorted({*names.get(_plain(name), ()), one.number}))
    return names


def _chosen(numbers: tuple[int, ...], rubric: Rubric, aspect: int | None, is_policy: bool) -> list[int]:
    policy = [number for number in numbers if family_of(rubric.indicator(number), rubric) == "policy"]
    if is_policy:
        return policy
    own = [number for number in numbers if rubric.indicator(number).aspect == aspect]
    return own or [number for number in numbers if number not in policy]


def _either(names: Mapping[str, object]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
