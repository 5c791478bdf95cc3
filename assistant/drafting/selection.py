"""Which of the quotes a draft tells: of documents in force, readable, at least one for each element that is claimed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.drafting.quoting import is_readable
from assistant.drafting.records import Family, IndicatorFacts, SourceFile, SourceQuote
from assistant.drafting.requirements import claimable
from assistant.drafting.sources import verified_quotes
from corpus.records import Indicator

FEW_QUOTES = 3  # so few are all told
MOST_QUOTES = 8


def select_evidence(
    facts: IndicatorFacts, indicator: Indicator, level: int, met: Collection[str], family: Family
) -> tuple[IndicatorFacts, tuple[str, ...]]:
    """The facts with the quotes and files that the draft tells, and the names of the files that are left out.

    Above the lowest level the rancangan of a rule give way to rules in force. Files that people attached without quotes stay.
    """
    quotes = verified_quotes(facts)
    if family == "policy":
        quotes = _in_force(quotes, facts.files, level > indicator.levels[0].number)
    wanted = [element.id for _, element in claimable(indicator, met, level)]
    if len(quotes) > FEW_QUOTES:
        quotes = _few(quotes, wanted or list(met), family)
    shown = {quote.file for quote in quotes}
    bare = {file.name for file in facts.files} - {quote.file for quote in facts.quotes}
    files = tuple(file for file in facts.files if file.name in shown | bare or file.is_added)
    kept = shown | {file.name for file in files}
    left = dict.fromkeys(file.name for file in facts.files if file.name not in kept)
    unverified = tuple(quote for quote in facts.quotes if not quote.verified)
    return replace(facts, quotes=(*quotes, *unverified), files=files), tuple(left)


def _in_force(quotes: Sequence[SourceQuote], files: Sequence[SourceFile], is_above: bool) -> tuple[SourceQuote, ...]:
    drafts = {file.name for file in files if file.is_draft}
    ready = tuple(quote for quote in quotes if quote.file not in drafts)
    waiting = tuple(quote for quote in quotes if quote.file in drafts)
    if is_above:
        return ready or waiting
    return (*waiting, *ready)


def _few(quotes: Sequence[SourceQuote], wanted: Sequence[str], family: Family) -> tuple[SourceQuote, ...]:
    """One quote an element, the fullest file first; then readable ones of that file up to a few; in the order given."""
    main = _main_file(quotes, wanted, family)
    ranked = sorted(quotes, key=lambda quote: _rank(quote, wanted, main, family))
    chosen: list[SourceQuote] = []
    covered: set[str] = set()
    for quote in ranked:
        new = (set(quote.elements) & set(wanted)) - covered
        if new and len(chosen) < MOST_QUOTES:
            chosen.append(quote)
            covered |= new
    spare = [quote for quote in ranked if quote not in chosen and quote.file == main and is_readable(quote.text)]
    spare += [quote for quote in ranked if quote not in chosen and quote not in spare and not chosen]
    chosen += spare[: max(0, FEW_QUOTES - 1 - len(chosen))]
    return tuple(quote for quote in sorted(quotes, key=lambda quote: quote.file != main) if quote in chosen)


def _main_file(quotes: Sequence[SourceQuote], wanted: Sequence[str], family: Family) -> str:
    """The file that a draft begins with: a norm with articles, else the one that shows the first of what is claimed.

    Of equals the one that shows most, then the one with most readable quotes, then the first.
    """

    def weight(name: str) -> tuple[bool, int, int, int]:
        own = [quote for quote in quotes if quote.file == name]
        shown = {one for quote in own for one in quote.elements}
        first = next((place for place, element in enumerate(wanted) if element in shown), len(wanted))
        has_pasal = family == "policy" and any(quote.pasal for quote in own)
        return has_pasal, -first, len(shown & set(wanted)), sum(is_readable(quote.text) for quote in own)

    return max(dict.fromkeys(quote.file for quote in quotes), key=weight)


def _rank(quote: SourceQuote, wanted: Collection[str], main: str, family: Family) -> tuple[bool, int, bool, bool]:
    shows = len(set(quote.elements) & set(wanted))
    return quote.file != main, -shows, not is_readable(quote.text), family == "policy" and not quote.pasal
