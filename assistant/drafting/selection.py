"""Which of the quotes a draft tells: of documents in force, readable, at least one for each element that is claimed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.drafting.quoting import is_readable
from assistant.drafting.records import Family, IndicatorFacts, SourceFile, SourceQuote
from assistant.drafting.requirements import claimable
from assistant.drafting.sources import is_formal, is_instrument, title_of, verified_quotes
from corpus.records import Indicator

FEW_QUOTES = 3  # so few are all told
MOST_QUOTES = 8
_COMMON = frozenset("kebijakan internal penerapan pelaksanaan manajemen layanan spbe publik".split())


def select_evidence(
    facts: IndicatorFacts, indicator: Indicator, level: int, met: Collection[str], family: Family
) -> tuple[IndicatorFacts, tuple[str, ...]]:
    """The facts with the quotes and files that the draft tells, and the names of the files that are left out.

    Above the lowest level the rancangan of a rule give way to rules in force. Files that people attached without quotes stay.
    """
    quotes = verified_quotes(facts)
    if family == "policy":
        quotes = _in_force(quotes, facts.files, level > indicator.levels[0].number)
    wanted = [element.id for _, element in claimable(indicator, met, level)] or list(met)
    main = _main_file(quotes, wanted, indicator, family, facts.files) if quotes else ""
    quotes = tuple(sorted(quotes, key=lambda quote: quote.file != main))
    if len(quotes) > FEW_QUOTES:
        added = {file.name for file in facts.files if file.is_added}
        doubted = {file.name for file in facts.files if file.note}
        quotes = _few(tuple(sorted(quotes, key=lambda quote: quote.file in doubted)), wanted, main, family, added)
    shown = {quote.file for quote in quotes}
    bare = {file.name for file in facts.files} - {quote.file for quote in facts.quotes}
    files = tuple(file for file in facts.files if file.name in shown | bare or file.is_added)
    kept = shown | {file.name for file in files}
    left = dict.fromkeys(file.name for file in facts.files if file.name not in kept)
    unverified = tuple(quote for quote in facts.quotes if not quote.verified)
    return replace(facts, quotes=(*quotes, *unverified), files=files), tuple(left)


def _in_force(quotes: Sequence[SourceQuote], files: Sequence[SourceFile], is_above: bool) -> tuple[SourceQuote, ...]:
    """Rules in force before their rancangan, or the other way round; a rancangan is not told with the date of another rule."""
    drafts = {file.name for file in files if file.is_draft}
    ready = tuple(quote for quote in quotes if quote.file not in drafts)
    waiting = tuple(quote for quote in quotes if quote.file in drafts)
    if is_above:
        return ready or waiting
    return (*waiting, *(quote for quote in ready if not waiting or not is_formal(quote)))


def _few(
    quotes: Sequence[SourceQuote], wanted: Sequence[str], main: str, family: Family, added: Collection[str]
) -> tuple[SourceQuote, ...]:
    """One quote an element, the fullest file first, those that people chose, one of each added file; then of `main` up to a few."""
    ranked = sorted(quotes, key=lambda quote: _rank(quote, wanted, main, family))
    chosen: list[SourceQuote] = []
    covered: set[str] = set()
    for quote in ranked:
        new = (set(quote.elements) & set(wanted)) - covered
        if new and len(chosen) < MOST_QUOTES:
            chosen.append(quote)
            covered |= new
    chosen += [quote for quote in ranked if quote.is_typed and quote not in chosen]
    told = {quote.file for quote in chosen}
    chosen += {quote.file: quote for quote in reversed(ranked) if quote.file in added and quote.file not in told}.values()
    spare = [quote for quote in ranked if quote not in chosen and quote.file == main and is_readable(quote.text)]
    spare += [quote for quote in ranked if quote not in chosen and quote not in spare and not chosen]
    chosen += spare[: max(0, FEW_QUOTES - 1 - len(chosen))]
    return tuple(quote for quote in quotes if quote in chosen)


def _main_file(
    quotes: Sequence[SourceQuote], wanted: Sequence[str], indicator: Indicator, family: Family, files: Sequence[SourceFile]
) -> str:
    """The file that a draft begins with: a norm that says something of the matter, else what shows the first of the claims.

    Of those the files that seem to be another agency's come last. Of equals the one with the matter in its title, the one that shows most, then the one with articles, then that with most readable quotes, then the first.
    """
    titles = {file.name: file.title for file in files}
    doubted = {file.name for file in files if file.note}

    matter = {word for word in title_of(indicator).lower().split() if len(word) > 3 and word not in _COMMON}

    def weight(name: str) -> tuple[bool, bool, bool, bool, bool, int, int, int, bool, int]:
        own = [quote for quote in quotes if quote.file == name]
        shown = {one for quote in own for one in quote.elements} & set(wanted)
        first = next((place for place, element in enumerate(wanted) if element in shown), len(wanted))
        is_policy, title = family == "policy", titles.get(name, "")
        can_bind = is_policy and (not title or is_instrument(title))
        has_norm = is_policy and any(set(quote.elements) & shown and not is_formal(quote) for quote in own)
        has_place = is_policy and any(quote.provision for quote in own)
        n_readable = sum(is_readable(quote.text) for quote in own)
        is_own, n_titled = name not in doubted, len(matter & set(title.lower().split()))
        norm = (can_bind and has_norm, has_norm, can_bind)
        return bool(shown), *norm, is_own, 0 if is_policy else -first, n_titled, len(shown), has_place, n_readable

    return max(dict.fromkeys(quote.file for quote in quotes), key=weight)


def _rank(quote: SourceQuote, wanted: Collection[str], main: str, family: Family) -> tuple[bool, int, bool, bool]:
    shows = len(set(quote.elements) & set(wanted))
    return quote.file != main, -shows, not is_readable(quote.text), family == "policy" and not quote.provision
