"""The sentences of a Fakta after its first: what the further quotes say and where, those of one place together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.case import Case
from assistant.drafting.quoting import cited_title, enactment_of, is_readable, quoted
from assistant.drafting.records import SourceQuote
from assistant.drafting.sources import (
    file_names,
    find_file,
    form_of,
    is_instrument,
    joined_places,
    merged_places,
    place_of,
)

TOLD_QUOTES = 4  # sentences after the first
MOST_WORDS = 105  # of Fakta before the places of what is left; then it stays at about 120
_TOLD_TOGETHER = 2
SHORT_WORDS = 3  # so few are the name of a part or a menu, not something that a document says
_KIND_OF_NATURE = {
    "review": "review",
    "follow_up": "follow_up",
    "integration": "integration",
    "scope_part": "scope",
    "scope_all": "scope",
    "established": "established",
}
_Group = tuple[SourceQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How the further quotes of one Fakta are told; `is_norm` = the text claims a norm, which needs its article."""

    case: Case
    is_norm: bool

    def continued(self, first: str, quotes: Sequence[SourceQuote], known_file: str = "") -> str:
        """The first sentence, one for each further place while it stays short, then the places of what is left."""

        def can_wait(quote: SourceQuote) -> bool:  # the date of a document whose matter no sentence has told yet
            return not known_file and enactment_of(quote.text) is not None

        names = file_names(self.case.facts)
        known = known_file or (names[0] if len(names) == 1 else "")
        order = [quote.file for quote in quotes]
        said: list[str] = [first]
        rest: list[SourceQuote] = []
        for group in self._grouped(sorted(quotes, key=lambda one: (one.file != known, order.index(one.file), can_wait(one)))):
            is_first = len(said) == 1 and not known_file
            sentence = self._sentence(group, len(said) - 1, known, is_first=is_first, needs_pasal=self._needs_pasal(said))
            is_short = len(f"{' '.join(said)} {sentence}".split()) <= MOST_WORDS and len(said) <= TOLD_QUOTES
            if sentence and is_short:
                said.append(sentence)
                known = group[0].file
            else:
                rest += group
        said += self._rest(rest, known, said, is_only=len(said) == 1 and not known_file)
        gap = self.case.wording.text("more.no_norm", gap=self.case.wording.text("gaps.pasal"))
        return " ".join([*said, *([gap] if quotes and self._needs_pasal(said) else [])])

    def _grouped(self, quotes: Sequence[SourceQuote]) -> list[_Group]:
        """The quotes by file, place and kind, two together at most; closing words stand alone."""
        groups: list[_Group] = []
        for quote in [one for one in quotes if not any(_is_within(one, other) for other in quotes)]:
            key = self._key(quote)
            place = next((at for at, own in enumerate(groups) if self._key(own[0]) == key and len(own) < _TOLD_TOGETHER), None)
            if place is None or not is_readable(quote.text) or not is_readable(groups[place][0].text) or enactment_of(quote.text):
                groups.append((quote,))
            else:
                groups[place] = (*groups[place], quote)
        return groups

    def _key(self, quote: SourceQuote) -> tuple[str, int, str, str, bool]:
        return quote.file, quote.page, quote.provision, self._kind(quote), _is_short(quote)

    def _sentence(self, group: _Group, position: int, known: str, *, is_first: bool, needs_pasal: bool) -> str:
        """What the quotes of one place say; empty when their words cannot be read."""
        case, quote = self.case, group[0]
        if enactment_of(quote.text) is not None:
            return self._enacted(quote, position, known)
        if not is_readable(quote.text):
            return ""
        kind = self._kind(quote)
        kind = "item" if kind == "other" and all(map(_is_short, group)) else "first" if kind == "other" and is_first else kind
        place = place_of(quote, case.family, case.wording, known_file=known, shows_gap=needs_pasal)
        if quote.file == known and place == f"data dukung {known}":
            place = f"{form_of(find_file(case.facts, known), case.wording)} tersebut"
        told = " dan ".join(quoted(one.text) for one in group)
        return case.wording.pick(f"more.{kind}", case.facts.number + position, place=place, quote=told)

    def _enacted(self, quote: SourceQuote, position: int, known: str) -> str:
        """Where and when the document was set; one that was not named before is named."""
        case, enacted = self.case, enactment_of(quote.text)
        title = find_file(case.facts, quote.file).title
        cited = cited_title(title, case.wording.find("titles.named"))
        document = (
            cited if quote.file != known and cited else f"{_kind_word(title)} tersebut" if quote.file == known else "dokumen itu"
        )
        place = place_of(quote, case.family, case.wording, known_file=known)
        fields = {"document": document, "place": place, "city": enacted.city, "date": enacted.date} if enacted else {}
        key = "more.set" if enacted and enacted.verb else "more.dated"
        return case.wording.pick(key, case.facts.number + position, verb=enacted.verb if enacted else "", **fields)

    def _kind(self, quote: SourceQuote) -> str:
        case = self.case
        natures = {element.id: element.nature for level in case.indicator.levels for element in level.elements}
        nature = next((natures[element] for element in quote.elements if element in natures), "")
        if case.family == "service":
            form = form_of(find_file(case.facts, quote.file), case.wording)
            return "seen" if form in case.wording.texts("forms.seen") else "other"
        kind = _KIND_OF_NATURE.get(nature, "other")
        return "other" if kind == "established" and case.family != "policy" else kind

    def _rest(self, rest: Sequence[SourceQuote], known: str, said: Sequence[str], *, is_only: bool) -> list[str]:
        """Where the quotes stand that are not told; files that the text names already are not named for nothing."""
        case = self.case
        told = {quote.file for quote in rest if f"data dukung {quote.file}" in " ".join(said)}
        places = merged_places(rest, case.family, case.wording, known)
        places = [place for place in places if place.removeprefix("data dukung ") not in told]
        if places and self._needs_pasal(said):
            places[0] = f"Pasal {case.wording.text('gaps.pasal')} {places[0]}"
        key = "more.rest_seen" if rest and all(self._kind(quote) == "seen" for quote in rest) else "more.rest"
        return [case.wording.text(f"{key}_only" if is_only else key, places=joined_places(places))] if places else []

    def _needs_pasal(self, said: Sequence[str]) -> bool:
        """True while a norm has neither its article nor the empty place for it."""
        has_place = any(quote.provision for quote in self.case.facts.quotes)
        return self.is_norm and not has_place and self.case.wording.text("gaps.pasal") not in " ".join(said)


def _is_within(quote: SourceQuote, other: SourceQuote) -> bool:
    """True when what is shown of the one is also shown of the other, on the same page."""
    if quote is other or (quote.file, quote.page) != (other.file, other.page):
        return False
    own, whole = (quoted(one.text).strip("“…” ") for one in (quote, other))
    return own in whole and (own != whole or quote.elements < other.elements)


def _is_short(quote: SourceQuote) -> bool:
    return len(quote.text.split()) <= SHORT_WORDS


def _kind_word(title: str) -> str:
    """What the document is, in one word."""
    word = title.split()[0].lower() if is_instrument(title) else ""
    return word if word not in ("", "rancangan", "surat") else "dokumen"
