"""Where an official passage shows up among the hits: with its digest when there is one, else once for its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from corpus.locators import Locator, document_label
from corpus.records import Passage, Regulation, Source


class Homes:
    """The home of each passage: the locator whose hit shows it.

    A digest is its own home. An official passage goes to the nearest digest around it; the whole text of an article whose digests
    lie inside it has no hit of its own; where there is no digest, an article is one hit with all its parts.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        """`of[position]` is a home or None (only to be had by its address); `at[home]` are the positions shown there."""
        digests = {passage.locator for passage in passages if passage.source != "official"}
        self._around = {step for locator in digests for step in _steps_out(locator)} | digests
        self.of = [
            passage.locator if passage.source != "official" else _home(passage.locator, digests, self._around)
            for passage in passages
        ]
        self.at: dict[Locator, list[int]] = {}
        self._officials: dict[str, list[Passage]] = {}
        for position, (passage, home) in enumerate(zip(passages, self.of, strict=True)):
            if home is not None:
                self.at.setdefault(home, []).append(position)
            if passage.source == "official":
                self._officials.setdefault(passage.document, []).append(passage)

    def source_of(self, locator: Locator) -> Source:
        """ "digest" when one stands at the address or inside it, else "official"."""
        return "digest" if locator in self._around else "official"

    def official(self, locator: Locator) -> tuple[Passage, ...]:
        """The official passages at an address and inside it; where there are none, those of the nearest address around it."""
        own = self._officials.get(locator.document, ())
        inside = tuple(passage for passage in own if locator.path and passage.locator.is_within(locator))
        if inside or not own:
            return inside
        for step in _steps_out(locator):
            found = tuple(passage for passage in own if step.path and passage.locator == step)
            if found:
                return found
        return ()


def _home(locator: Locator, digests: set[Locator], around: set[Locator]) -> Locator | None:
    for step in (locator, *_steps_out(locator)):
        if step in digests and (step.path or not locator.path):
            return step
    if locator in around and locator.path:
        return None
    if locator.number("pasal") is None:
        return locator
    steps = locator.parts[: 1 + next(place for place, part in enumerate(locator.parts) if part.startswith("pasal-"))]
    top = Locator(locator.document, ".".join(steps))
    return locator if top in around else top


def _steps_out(locator: Locator) -> list[Locator]:
    steps = []
    step = locator.parent()
    while step is not None:
        steps.append(step)
        step = step.parent()
    return steps


def added_regulations(passages: Sequence[Passage], known: Sequence[Regulation]) -> tuple[Regulation, ...]:
    """Catalogue entries for added documents that the catalogue does not have, so that questions can name them."""
    ids = {regulation.id for regulation in known}
    added: Mapping[str, Sequence[Passage]] = {
        document: list(group)
        for document, group in groupby((passage for passage in passages if passage.source == "official"), key=_document)
        if document not in ids
    }
    return tuple(_regulation(document, group) for document, group in added.items())


def _document(passage: Passage) -> str:
    return passage.document


def _regulation(document: str, passages: Sequence[Passage]) -> Regulation:
    kind, _, rest = document.rpartition("-")[0].rpartition("-")
    year = document.rpartition("-")[2]
    name = kind.replace("-", " ")
    articles = {passage.locator.number("pasal") for passage in passages if passage.locator.path.startswith("pasal-")}
    return Regulation(
        id=document,
        title=document_label(document),
        short_title=document_label(document),
        issuer="",
        number=rest,
        year=int(year) if year.isdigit() else 0,
        date="",
        status="perlu diperiksa",
        status_note="",
        purpose="",
        published="",
        provisions=len(articles),
        missing=(),
        revokes=(),
        revoked_by=(),
        amended_by=(),
        aliases=tuple(f"{name} {form}" for form in _forms(rest, year)),
        asked_as=(),
    )


def _forms(number: str, year: str) -> tuple[str, ...]:
    """The ways in which people write number and year."""
    return (
        f"{number}/{year}",
        f"{number} tahun {year}",
        f"nomor {number} tahun {year}",
        f"no {number} tahun {year}",
        f"no. {number} tahun {year}",
        f"nomor {number}",
        f"no {number}",
        f"{number}",
    )
