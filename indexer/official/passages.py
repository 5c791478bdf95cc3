"""Provisions of an added official text → passages, word for word, under the same locators as the digests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.locators import Locator, document_label, label
from corpus.records import Passage
from indexer.official.provisions import OfficialProvision

OFFICIAL_KEY = "resmi:"
_DEEPEST = 3
_FEW_WORDS, _OPENING_WORDS = 5, 40
_NOTHING_SAID = re.compile(r"\W*c\w{1,3}up ?je\w{1,4}s\W*", re.IGNORECASE)


def official_passages(document: str, title: str, provisions: Sequence[OfficialProvision]) -> Iterator[Passage]:
    """The passages of one document; keys are unique, `source` is "official", `page` is where the provision begins.

    Items of a few words and notes that say nothing ("Cukup jelas") are left out: the provision around them holds them.
    """
    context = f"{document_label(document)} {title}"
    for provision in provisions:
        locator = Locator(document, provision.path)
        if not _is_worth_finding(provision):
            continue
        yield Passage(
            key=f"{OFFICIAL_KEY}{locator}" + (f"/{provision.piece}" if provision.piece > 1 else ""),
            locator=locator,
            label=label(locator),
            heading=provision.heading or title,
            text=provision.text,
            source="official",
            document=document,
            page=provision.page,
            asked_as=_opening(provision),
            context=context,
        )


def _is_worth_finding(provision: OfficialProvision) -> bool:
    n_steps, n_words = provision.path.count(".") + 1, len(provision.text.split())
    if provision.path.startswith("penjelasan") and _NOTHING_SAID.fullmatch(provision.text):
        return False
    return n_steps == 1 or (n_steps <= _DEEPEST and n_words >= _FEW_WORDS)


def _opening(provision: OfficialProvision) -> tuple[str, ...]:
    """The first words on one line, for search by meaning: lines of a page are too short for it."""
    if provision.path.count(".") >= _DEEPEST - 1:
        return ()
    words = provision.text.split()
    return (" ".join(words[:_OPENING_WORDS]),)
