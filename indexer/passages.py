"""Knowledge → passages: one passage for each thing that can be found and cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.knowledge import Knowledge
from corpus.locators import Locator, document_label, label
from corpus.records import Indicator, Level, Passage, Provision, Regulation, Rubric, Term

TERM_KEY = "istilah:"


def knowledge_passages(knowledge: Knowledge) -> list[Passage]:
    """Every passage of our own knowledge; keys are unique, `source` is "digest"."""
    passages: list[Passage] = []
    for provision in knowledge.provisions:
        passages.append(_of_provision(provision))
    for rubric in knowledge.rubrics:
        for indicator in rubric.indicators:
            passages += _of_indicator(rubric, indicator)
    passages += [_of_regulation(regulation) for regulation in knowledge.regulations]
    passages += [_of_term(term) for term in knowledge.terms if term.see]
    return passages


def _digest(key: str, locator: Locator, heading: str, text: str, asked_as: Iterable[str], context: str = "") -> Passage:
    return Passage(
        key=key,
        locator=locator,
        label=label(locator),
        heading=heading,
        text=text,
        source="digest",
        document=locator.document,
        asked_as=tuple(asked_as),
        context=context,
    )


def _of_provision(provision: Provision) -> Passage:
    locator = provision.locator
    return _digest(
        str(locator), locator, provision.heading, provision.digest, provision.asked_as, document_label(locator.document)
    )


def _of_indicator(rubric: Rubric, indicator: Indicator) -> Iterator[Passage]:
    locator = Locator(rubric.document, f"indikator-{indicator.number}")
    names = ". ".join((indicator.name, *indicator.aliases))
    heading = f"Indikator {indicator.number}: {indicator.short_name}"
    yield _digest(str(locator), locator, heading, indicator_text(indicator), indicator.asked_as, names)
    for number, point in enumerate(indicator.points, 1):
        yield _digest(
            f"{locator}/butir-{number}", locator, f"{heading} – {point.heading}", point.text, point.asked_as, indicator.short_name
        )
    for other in indicator.confused_with:
        title = f"Beda indikator {indicator.number} dan {other.indicator}"
        yield _digest(f"{locator}/beda-{other.indicator}", locator, title, other.difference, other.asked_as, names)
    for level in indicator.levels:
        yield _of_level(locator, indicator, level, names)


def _of_level(parent: Locator, indicator: Indicator, level: Level, names: str) -> Passage:
    locator = Locator(parent.document, f"{parent.path}.level-{level.number}")
    return _digest(
        str(locator),
        locator,
        f"Indikator {indicator.number} level {level.number}: {indicator.short_name}",
        level_text(level),
        (*level.asked_as, level.example) if level.example else level.asked_as,
        names,
    )


def level_text(level: Level) -> str:
    """A level as people read it: the criterion, then a line each for what is checked, accepted and not enough."""
    lines = [level.criterion, _listed("Unsur yang diperiksa", [element.text for element in level.elements])]
    lines.append(_listed("Bukti yang diterima", level.proof))
    lines.append(_listed("Belum cukup", level.not_counted))
    lines.append(level.guidance_2024)
    return "\n".join(line for line in lines if line)


def indicator_text(indicator: Indicator) -> str:
    """An indicator as people read it: what it measures, the accepted proof, and notes on misprints."""
    lines = [indicator.measures, _listed("Bukti yang diterima", indicator.proof), _listed("Catatan", indicator.notes)]
    return "\n".join(line for line in lines if line)


def _listed(title: str, items: Sequence[str]) -> str:
    return f"{title}: {'; '.join(item.rstrip('.') for item in items)}." if items else ""


def _of_regulation(regulation: Regulation) -> Passage:
    text = f"{regulation.purpose} {regulation.status_note}".strip()
    names = ". ".join((regulation.title, *regulation.aliases))
    return _digest(regulation.id, Locator(regulation.id), regulation.short_title, text, regulation.asked_as, names)


def _of_term(term: Term) -> Passage:
    heading = f"{term.term}: {term.expansion}"
    return _digest(f"{TERM_KEY}{term.term.lower()}", term.see[0], heading, term.meaning, term.asked_as, " ".join(term.variants))
