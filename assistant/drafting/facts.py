"""The Fakta of an explanation: what the evidence says and where, in the words that each domain and stage begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.clauses import listing
from assistant.drafting.records import Family, IndicatorFacts, SourceQuote, Subject
from assistant.drafting.sources import (
    family_of,
    file_names,
    find_file,
    form_of,
    forms_of,
    is_outside_articles,
    merged_places,
    place_of,
    quoted,
    title_of,
    topic_of,
    verified_quotes,
)
from assistant.workspace.records import Stage
from corpus.drafting import Wording
from corpus.records import Indicator, Rubric

TOLD_QUOTES = 4
_KIND_OF_NATURE = {
    "review": "review",
    "follow_up": "follow_up",
    "integration": "integration",
    "scope_part": "scope",
    "scope_all": "scope",
    "established": "established",
}


def write_facts(facts: IndicatorFacts, stage: Stage, level: int, subject: Subject, rubric: Rubric, wording: Wording) -> str:
    """The Fakta. Without quotes and files it says that evidence is missing.

    Source: Pedoman 3/2024 BAB III B.1-B.4 (pp. 195-201), C.1-C.4 (pp. 214-218), D (p. 220), E (p. 223), G.1 (p. 229).
    """
    indicator = rubric.indicator(facts.number)
    family = family_of(indicator, rubric)
    names, quotes = file_names(facts), verified_quotes(facts)
    is_bare = all(is_outside_articles(quote) and not quote.pasal for quote in quotes)
    if family == "policy" and level > rubric.lowest_level and quotes and is_bare:
        quotes = (replace(quotes[0], elements=()), *quotes[1:])  # a norm must be told with its article: shows the empty place
    agency = subject.name or wording.text("gaps.agency")
    fields = {
        "number": str(facts.number),
        "title": title_of(indicator),
        "topic": topic_of(indicator, wording),
        "opening": opening_of(indicator, family, wording),
        "agency": agency,
        "gap": wording.text("gaps.file"),
        "unit": facts.unit or wording.text("gaps.unit"),
        "application": facts.application or wording.text("gaps.application"),
        "files": listing(names),
        "forms": forms_of(names, wording),
    }
    if stage in ("interviu", "visitasi", "reviu"):
        return " ".join([_clarified(facts, stage, fields, wording), *_more(facts, quotes, indicator, family, wording)])
    side = "self" if stage == "penilaian_mandiri" else "external"
    if not names:
        return wording.pick("facts.absent" if side == "self" else "facts.external_absent", facts.number, **fields)
    if family == "service":
        first = wording.pick(f"facts.{side}_service", facts.number, **fields)
        return " ".join([first, *_more(facts, quotes, indicator, family, wording)])
    main = next((quote for quote in quotes if quote.pasal), quotes[0]) if quotes else SourceQuote(file=names[0], text="")
    key = f"facts.{side}_{family}"
    is_draft = side == "self" and level <= rubric.lowest_level
    first = _main(f"{key}_draft" if is_draft else key, main, facts, family, fields, wording)
    return " ".join(
        [first, *_more(facts, [quote for quote in quotes if quote is not main], indicator, family, wording, known_file=main.file)]
    )


def opening_of(indicator: Indicator, family: Family, wording: Wording) -> str:
    """The words that name the indicator's matter at the beginning of a sentence."""
    topic = topic_of(indicator, wording)
    if family == "policy":
        return f"Kebijakan internal terkait {topic}"
    if family == "service":
        return topic
    prefix = "Pelaksanaan" if topic.startswith("Audit") else "Penerapan"
    return wording.find(f"openings.{indicator.number}") or f"{prefix} {topic}"


def _main(key: str, quote: SourceQuote, facts: IndicatorFacts, family: Family, fields: dict[str, str], wording: Wording) -> str:
    """The first sentence, built on one quote; without words of the file only its place is told."""
    told = dict(fields)
    told["file"] = quote.file
    told["document"] = find_file(facts, quote.file).title or (
        wording.text("gaps.document") if family == "policy" else f"dokumen {quote.file}"
    )
    told["place"] = place_of(quote, family, wording, known_file=quote.file).removeprefix("data dukung ")
    told["quote"] = quoted(quote.text) if quote.text else wording.text("gaps.text")
    is_placeless = told["place"] == quote.file
    return wording.pick(f"{key}_placeless" if is_placeless else key, facts.number, **told)


def _clarified(facts: IndicatorFacts, stage: Stage, fields: dict[str, str], wording: Wording) -> str:
    first, added = file_names(facts, added=False), file_names(facts, added=True)
    told = {**fields, "subject": "penjelasan dan data dukung", "files": listing(first), "added": listing(added)}
    if not first and not added:
        told["files"] = wording.text("gaps.file")
    if stage == "reviu":
        return wording.pick("facts.reviewed", facts.number, **{**told, "files": listing([*first, *added]) or told["files"]})
    key = "clarified_only_more" if added and not first else "clarified_more" if added else "clarified"
    return wording.pick(f"facts.{key}", facts.number, **told)


def _more(
    facts: IndicatorFacts,
    quotes: Sequence[SourceQuote],
    indicator: Indicator,
    family: Family,
    wording: Wording,
    known_file: str = "",
) -> list[str]:
    """A sentence for each further quote; past `TOLD_QUOTES` only the places."""
    known = known_file or "".join(file_names(facts)[:1] if len(file_names(facts)) == 1 else ())
    natures = {element.id: element.nature for level in indicator.levels for element in level.elements}
    ordered = sorted(quotes, key=lambda quote: (quote.file != known, [one.file for one in quotes].index(quote.file)))
    said: list[str] = []
    for position, quote in enumerate(ordered[:TOLD_QUOTES]):
        nature = next((natures[element] for element in quote.elements if element in natures), "")
        kind = "seen" if family == "service" else _KIND_OF_NATURE.get(nature, "other")
        kind = "other" if kind == "established" and family != "policy" else kind
        kind = "first" if kind == "other" and not known_file and position == 0 else kind
        place = place_of(quote, family, wording, known_file=known)
        if quote.file == known and place == f"data dukung {known}":
            place = f"{form_of(known, wording)} tersebut"
        said.append(wording.pick(f"more.{kind}", facts.number + position, place=place, quote=quoted(quote.text)))
        known = quote.file
    rest = ordered[TOLD_QUOTES:]
    if rest:
        said.append(wording.text("more.rest", places=listing(merged_places(rest, family, wording, known), "serta")))
    return said
