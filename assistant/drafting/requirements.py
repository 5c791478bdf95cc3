"""What a level asks for: its elements as requirements, the level that is supported, and what is missing first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.indeks import HIGHEST_LEVEL
from corpus.records import Element, Indicator, Level

_CHOICE, _EXTRA = "Salah satu pilihan:", "Pelengkap:"
_PART_WORDS = ("sebagian", "sekurangnya satu dari")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Elements of a level of which one suffices (one element: that one is needed)."""

    level: int
    elements: tuple[Element, ...]

    def is_met(self, met: Collection[str]) -> bool:
        """True when one of the elements is among the ids in `met`."""
        return any(element.id in met for element in self.elements)


def requirements_of(level: Level) -> tuple[Requirement, ...]:
    """The level's own requirements in order, without those below it; elements that merely complement are left out."""
    choices = tuple(element for element in level.elements if element.text.startswith(_CHOICE))
    found: list[Requirement] = []
    for element in level.elements:
        if element.text.startswith(_EXTRA) or element in choices[1:]:
            continue
        own = choices if element in choices else (element,)
        found.append(Requirement(level=level.number, elements=own))
    return tuple(found)


def first_missing(indicator: Indicator, met: Collection[str], levels: Collection[int]) -> Requirement | None:
    """The first requirement of the levels (lowest first) that is not met; None when all are."""
    own = (level for level in indicator.levels if level.number in levels)
    return next((need for level in own for need in requirements_of(level) if not need.is_met(met)), None)


def supported_level(indicator: Indicator, met: Collection[str]) -> int:
    """The highest level up to which every requirement above the lowest level is met."""
    lowest = indicator.levels[0].number
    reached = lowest
    for number in range(lowest + 1, HIGHEST_LEVEL + 1):
        if first_missing(indicator, met, (number,)) is not None:
            break
        reached = number
    return reached


def needed_ids(indicator: Indicator, level: int) -> tuple[str, ...]:
    """The ids that any agency on that level must have met: requirements without a choice, up to the level."""
    return tuple(
        need.elements[0].id
        for own in indicator.levels
        if own.number <= level
        for need in requirements_of(own)
        if len(need.elements) == 1
    )


def claimable(indicator: Indicator, met: Collection[str], level: int) -> tuple[tuple[int, Element], ...]:
    """(level, element) of the met elements worth telling at `level`, in order.

    Left out: elements above the level, the lowest level's (they say what is still lacking), and parts that a higher met level
    has made whole ("sebagian domain" once all are there).
    """
    lowest = indicator.levels[0].number
    found = [
        (own.number, one) for own in indicator.levels for one in own.elements if lowest < own.number <= level and one.id in met
    ]
    top = max((number for number, _ in found), default=lowest)
    return tuple(
        (number, one) for number, one in found if not (number < top and any(word in one.text.lower() for word in _PART_WORDS))
    )
