"""The Fakta of an explanation: what the evidence says and where, in the words that each domain and stage begins with."""

from __future__ import annotations

import re

from assistant.drafting.case import Case
from assistant.drafting.clauses import listing
from assistant.drafting.further_quotes import SHORT_WORDS, Telling
from assistant.drafting.quoting import cited_title, is_readable, quoted
from assistant.drafting.records import SourceFile, SourceQuote
from assistant.drafting.requirements import claimable
from assistant.drafting.sources import (
    file_names,
    find_file,
    forms_of,
    is_formal,
    is_instrument,
    main_quote,
    place_of,
    title_of,
    verified_quotes,
)
from corpus.drafting import Wording


def write_facts(case: Case) -> str:
    """The Fakta. Without quotes and files it says that evidence is missing.

    Source: Pedoman 3/2024 BAB III B.1-B.4 (pp. 195-201), C.1-C.4 (pp. 214-218), D (p. 220), E (p. 223), G.1 (p. 229).
    """
    facts, wording, family = case.facts, case.wording, case.family
    names, quotes = file_names(facts), verified_quotes(facts)
    is_claimed = case.level > case.rubric.lowest_level and bool(claimable(case.indicator, case.met, case.level))
    main = main_quote(quotes, family) if quotes else SourceQuote(file=names[0] if names else "", text="")
    is_norm = family == "policy" and is_claimed and _can_bind(case, main.file)
    fields = _fields(case)
    telling = Telling(case=case, is_norm=is_norm)
    if case.stage in ("interviu", "visitasi", "reviu"):
        return telling.continued(_clarified(case, fields), quotes)
    side = "self" if case.stage == "penilaian_mandiri" else "external"
    if not names:
        return wording.pick("facts.absent" if side == "self" else "facts.external_absent", facts.number, **fields)
    if family == "service":
        unseen = "_unseen" if side == "self" and case.level > case.rubric.lowest_level and not _has_ability(case) else ""
        return telling.continued(wording.pick(f"facts.{side}_service{unseen}", facts.number, **fields), quotes)
    if quotes and not case.is_shown and side == "self":
        return _main(case, f"facts.self_{family}_near", main, fields, shows_gap=False)
    if is_norm and is_formal(main):  # that a rule was set says nothing of what it rules: that place stays empty
        main = SourceQuote(file=main.file, text="")
    first = _main(case, _key(case, side, main, is_claimed), main, fields, shows_gap=is_norm)
    return telling.continued(first, [quote for quote in quotes if quote is not main], known_file=main.file)


def _opening(case: Case) -> str:
    """The words that name the indicator's matter at the beginning of a sentence."""
    if case.family == "policy":
        return f"Kebijakan internal terkait {case.topic}"
    if case.family == "service":
        return case.topic
    prefix = "Pelaksanaan" if case.topic.startswith("Audit") else "Penerapan"
    return case.wording.find(f"openings.{case.facts.number}") or f"{prefix} {case.topic}"


def _fields(case: Case) -> dict[str, str]:
    names, wording = file_names(case.facts), case.wording
    return {
        "number": str(case.facts.number),
        "title": title_of(case.indicator),
        "topic": case.topic,
        "opening": _opening(case),
        "agency": case.subject.name or wording.text("gaps.agency"),
        "gap": wording.text("gaps.file"),
        "unit": case.facts.unit or wording.text("gaps.unit"),
        "application": case.facts.application or wording.text("gaps.application"),
        "files": listing(names),
        "forms": forms_of(names, case.facts, wording),
    }


def _has_ability(case: Case) -> bool:
    """True when the evidence shows any function of the service, also that of the lowest level."""
    elements = [element for level in case.indicator.levels for element in level.elements]
    return any(element.id in case.met and case.wording.find(f"abilities.{element.id}") for element in elements)


def _can_bind(case: Case, file: str) -> bool:
    """True unless the document is known to be none that sets norms."""
    title = find_file(case.facts, file).title
    return not title or is_instrument(title)


def _key(case: Case, side: str, main: SourceQuote, is_claimed: bool) -> str:
    """The pattern of the first sentence; self-assessments that claim nothing do not say that a norm or practice is in force."""
    key = f"facts.{side}_{case.family}"
    is_policy = case.family == "policy"
    if side == "external" or (is_claimed and (not is_policy or _can_bind(case, main.file))):
        return key
    is_concept = is_policy and find_file(case.facts, main.file).is_draft
    is_other = is_claimed and not is_concept
    return f"{key}_draft" if is_concept else f"{key}_other" if is_other else f"{key}_low"


def _main(case: Case, key: str, quote: SourceQuote, fields: dict[str, str], *, shows_gap: bool) -> str:
    """The first sentence, built on one quote; where its words cannot be read their place in the sentence is shown as empty."""
    wording, family = case.wording, case.family
    told = dict(fields)
    told["file"] = quote.file
    file = find_file(case.facts, quote.file)
    about = wording.find("titles.about" if family == "policy" and file.is_draft else "titles.named")
    untitled = wording.text("gaps.document") if family == "policy" else wording.text("titles.plain")
    told["document"] = _numbered(cited_title(file.title, about), file, wording) or untitled
    place = place_of(quote, family, wording, known_file=quote.file, shows_gap=shows_gap)
    told["place"] = place.removeprefix("data dukung ")
    told["quote"] = quoted(quote.text) if is_readable(quote.text) else wording.text("gaps.text")
    is_untitled = "{document}" in wording.find(key) and not file.title
    form = "_placeless" if told["place"] == quote.file else "_untitled" if is_untitled else ""
    form = form or ("_item" if quote.text and len(quote.text.split()) <= SHORT_WORDS else "")
    return wording.pick(f"{key}{form}" if wording.find(f"{key}{form}") else key, case.facts.number, **told)


def _numbered(document: str, file: SourceFile, wording: Wording) -> str:
    """The document as it is cited; a rule in force without its number gets the empty place for it."""
    is_bare = bool(document) and is_instrument(file.title) and not file.is_draft and not re.search(r"\bN(?:omor|o\.)", document)
    return f"{document} {wording.text('gaps.number')}" if is_bare else document


def _clarified(case: Case, fields: dict[str, str]) -> str:
    facts, wording = case.facts, case.wording
    first, added = file_names(facts, added=False), file_names(facts, added=True)
    told = {**fields, "subject": "penjelasan dan data dukung", "files": listing(first), "added": listing(added)}
    if not first and not added:
        told["files"] = wording.text("gaps.file")
    if case.stage == "reviu":
        return wording.pick("facts.reviewed", facts.number, **{**told, "files": listing([*first, *added]) or told["files"]})
    key = "clarified_only_more" if added and not first else "clarified_more" if added else "clarified"
    return wording.pick(f"facts.{key}", facts.number, **told)
