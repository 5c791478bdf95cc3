"""The Fakta of an explanation: what the evidence says and where, in the words that each domain and stage begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafting.clauses import listing
from assistant.drafting.quoting import cited_title, is_readable, quoted
from assistant.drafting.records import Family, IndicatorFacts, SourceQuote, Subject
from assistant.drafting.sources import (
    family_of,
    file_names,
    find_file,
    form_of,
    forms_of,
    is_outside_articles,
    joined_places,
    main_quote,
    merged_places,
    place_of,
    title_of,
    topic_of,
    verified_quotes,
)
from assistant.workspace.records import Stage
from corpus.drafting import Wording
from corpus.records import Indicator, Rubric

TOLD_QUOTES = 4  # after the first sentence
MOST_WORDS = 105  # of Fakta before the places of what is left; then it stays at about 120
_KIND_OF_NATURE = {
    "review": "review",
    "follow_up": "follow_up",
    "integration": "integration",
    "scope_part": "scope",
    "scope_all": "scope",
    "established": "established",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """What the sentences of one Fakta share; `is_above` = the level is above the lowest."""

    facts: IndicatorFacts
    indicator: Indicator
    family: Family
    wording: Wording
    is_above: bool

    def continued(self, first: str, quotes: Sequence[SourceQuote], known_file: str = "") -> str:
        """The first sentence, one for each further quote while it stays short, then the places of those left."""
        names = file_names(self.facts)
        known = known_file or (names[0] if len(names) == 1 else "")
        order = [quote.file for quote in quotes]
        said: list[str] = [first]
        rest: list[SourceQuote] = []
        for quote in sorted(quotes, key=lambda one: (one.file != known, order.index(one.file))):
            needs_pasal = self._needs_pasal(said)
            sentence = self._sentence(quote, len(said) - 1, known, is_continued=bool(known_file), needs_pasal=needs_pasal)
            is_short = len(f"{' '.join(said)} {sentence}".split()) <= MOST_WORDS and len(said) <= TOLD_QUOTES
            if is_readable(quote.text) and is_short:
                said.append(sentence)
                known = quote.file
            else:
                rest.append(quote)
        places = self._places(rest, known, " ".join(said))
        if places and self._needs_pasal(said):
            places[0] = f"Pasal {self.wording.text('gaps.pasal')} {places[0]}"
        if places:
            key = "more.rest_seen" if self.family == "service" else "more.rest"
            is_only = len(said) == 1 and not known_file
            said.append(self.wording.text(f"{key}_only" if is_only else key, places=joined_places(places)))
        return " ".join(said)

    def _places(self, rest: Sequence[SourceQuote], known: str, said: str) -> list[str]:
        """Where the quotes stand that are not told; files that the text names already are not named for nothing."""
        places = merged_places(rest, self.family, self.wording, known)
        told = {quote.file for quote in rest if f"data dukung {quote.file}" in said}
        return [place for place in places if place.removeprefix("data dukung ") not in told]

    def _needs_pasal(self, said: Sequence[str]) -> bool:
        """True while a norm above the lowest level has neither its article nor the empty place for it."""
        is_norm = self.family == "policy" and self.is_above and not any(quote.provision for quote in self.facts.quotes)
        return is_norm and self.wording.text("gaps.pasal") not in " ".join(said)

    def _sentence(self, quote: SourceQuote, position: int, known: str, *, is_continued: bool, needs_pasal: bool) -> str:
        natures = {element.id: element.nature for level in self.indicator.levels for element in level.elements}
        nature = next((natures[element] for element in quote.elements if element in natures), "")
        kind = "seen" if self.family == "service" else _KIND_OF_NATURE.get(nature, "other")
        kind = "other" if kind == "established" and self.family != "policy" else kind
        kind = "first" if kind == "other" and not is_continued and position == 0 else kind
        place = place_of(quote, self.family, self.wording, known_file=known, shows_gap=needs_pasal)
        if quote.file == known and place == f"data dukung {known}":
            place = f"{form_of(known, self.wording)} tersebut"
        return self.wording.pick(f"more.{kind}", self.facts.number + position, place=place, quote=quoted(quote.text))


def write_facts(facts: IndicatorFacts, stage: Stage, level: int, subject: Subject, rubric: Rubric, wording: Wording) -> str:
    """The Fakta. Without quotes and files it says that evidence is missing.

    Source: Pedoman 3/2024 BAB III B.1-B.4 (pp. 195-201), C.1-C.4 (pp. 214-218), D (p. 220), E (p. 223), G.1 (p. 229).
    """
    indicator = rubric.indicator(facts.number)
    family = family_of(indicator, rubric)
    names, quotes = file_names(facts), verified_quotes(facts)
    is_above = level > rubric.lowest_level
    if family == "policy" and is_above and quotes and all(is_outside_articles(one) and not one.provision for one in quotes):
        quotes = (replace(quotes[0], elements=()), *quotes[1:])  # a norm must be told with its article: shows the empty place
    fields = _fields(facts, indicator, family, subject, wording)
    telling = _Telling(facts=facts, indicator=indicator, family=family, wording=wording, is_above=is_above)
    if stage in ("interviu", "visitasi", "reviu"):
        return telling.continued(_clarified(facts, stage, fields, wording), quotes)
    side = "self" if stage == "penilaian_mandiri" else "external"
    if not names:
        return wording.pick("facts.absent" if side == "self" else "facts.external_absent", facts.number, **fields)
    if family == "service":
        return telling.continued(wording.pick(f"facts.{side}_service", facts.number, **fields), quotes)
    main = main_quote(quotes, family) if quotes else SourceQuote(file=names[0], text="")
    first = _main(_key(side, main, telling), main, telling, fields)
    return telling.continued(first, [quote for quote in quotes if quote is not main], known_file=main.file)


def _fields(facts: IndicatorFacts, indicator: Indicator, family: Family, subject: Subject, wording: Wording) -> dict[str, str]:
    names = file_names(facts)
    return {
        "number": str(facts.number),
        "title": title_of(indicator),
        "topic": topic_of(indicator, wording),
        "opening": opening_of(indicator, family, wording),
        "agency": subject.name or wording.text("gaps.agency"),
        "gap": wording.text("gaps.file"),
        "unit": facts.unit or wording.text("gaps.unit"),
        "application": facts.application or wording.text("gaps.application"),
        "files": listing(names),
        "forms": forms_of(names, wording),
    }


def opening_of(indicator: Indicator, family: Family, wording: Wording) -> str:
    """The words that name the indicator's matter at the beginning of a sentence."""
    topic = topic_of(indicator, wording)
    if family == "policy":
        return f"Kebijakan internal terkait {topic}"
    if family == "service":
        return topic
    prefix = "Pelaksanaan" if topic.startswith("Audit") else "Penerapan"
    return wording.find(f"openings.{indicator.number}") or f"{prefix} {topic}"


def _key(side: str, main: SourceQuote, telling: _Telling) -> str:
    """The pattern of the first sentence; self-assessments on the lowest level do not say that a norm or practice is in force."""
    key = f"facts.{side}_{telling.family}"
    if side == "external" or telling.is_above:
        return key
    is_concept = telling.family == "policy" and find_file(telling.facts, main.file).is_draft
    return f"{key}_draft" if is_concept else f"{key}_low"


def _main(key: str, quote: SourceQuote, telling: _Telling, fields: dict[str, str]) -> str:
    """The first sentence, built on one quote; without words of the file only its place is told."""
    wording, family = telling.wording, telling.family
    told = dict(fields)
    told["file"] = quote.file
    file = find_file(telling.facts, quote.file)
    about = wording.find("titles.about" if family == "policy" and file.is_draft else "titles.named")
    untitled = wording.text("gaps.document") if family == "policy" else wording.text("titles.plain")
    told["document"] = cited_title(file.title, about) or untitled
    place = place_of(quote, family, wording, known_file=quote.file, shows_gap=telling.is_above)
    told["place"] = place.removeprefix("data dukung ")
    told["quote"] = quoted(quote.text) if is_readable(quote.text) else wording.text("gaps.text")
    is_untitled = "{document}" in wording.find(key) and not file.title
    form = "_placeless" if told["place"] == quote.file else "_untitled" if is_untitled else ""
    return wording.pick(f"{key}{form}" if wording.find(f"{key}{form}") else key, telling.facts.number, **told)


def _clarified(facts: IndicatorFacts, stage: Stage, fields: dict[str, str], wording: Wording) -> str:
    first, added = file_names(facts, added=False), file_names(facts, added=True)
    told = {**fields, "subject": "penjelasan dan data dukung", "files": listing(first), "added": listing(added)}
    if not first and not added:
        told["files"] = wording.text("gaps.file")
    if stage == "reviu":
        return wording.pick("facts.reviewed", facts.number, **{**told, "files": listing([*first, *added]) or told["files"]})
    key = "clarified_only_more" if added and not first else "clarified_more" if added else "clarified"
    return wording.pick(f"facts.{key}", facts.number, **told)
