"""Statements about indicators and levels: what a level requires, what is missing to the next, which proof is accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ask.records import Statement, Understood, Want
from assistant.ask.retrieve import scale_of
from corpus.locators import Locator
from corpus.records import Indicator, Level, Passage, Rubric
from indexer.search import Hit, Index
from indexer.tokens import content_words, words

_MOST_PROOF = 4
_MOST_DIFFERENCES = 1
_MOST_POINTS = 2
_FEWEST_SHARED = 2


def level_statements(index: Index, understood: Understood, passage: Passage, brief: bool) -> list[Statement]:
    """About one level: an indication for a described situation, the requirement for a level that was named."""
    rubric, indicator, level = _resolve(index, passage)
    if not is_indication(index, understood, passage.locator):
        statements = _requirement(index, rubric, indicator, level, passage)
    else:
        statements = [_indication(rubric, indicator, level, passage), *_figures(understood, passage)]
        statements += _next_step(index, rubric, indicator, level)
    if not brief:
        statements += _proof(level.proof, passage)
        statements += _not_enough(level, passage)
    return statements


def is_indication(index: Index, understood: Understood, level: Locator) -> bool:
    """True when a level is read from what the question describes, false when it names the level or describes nothing."""
    if understood.query.mentions.levels:
        return False
    if Want.LEVEL in understood.wants or understood.is_statement:
        return True
    rubric = index.knowledge.rubric(level.document.removeprefix("rubrik-"))
    scale = scale_of(rubric, level.number("indikator") or 0)
    return index.cues.situation(understood.query.standard, scale).level() is not None


def indicator_statements(index: Index, understood: Understood, hit: Hit, brief: bool) -> list[Statement]:
    """About an indicator: the facts that were found, where it is judged, the accepted proof, what it is not."""
    rubric, indicator, _ = _resolve(index, hit.passage)
    main = index.at(Locator(rubric.document, f"indikator-{indicator.number}"))[0]
    passage = hit.passage if hit.passage.locator == main.locator else main
    place = _place(rubric, indicator)
    if Want.WHICH_INDICATOR in understood.wants or passage.key == main.key:
        statements = [_cited(f"{place} {indicator.measures}", main, indicator.measures, "direct")]
        if passage.key != main.key:
            statements.append(_cited(passage.text, passage, passage.text.splitlines()[0]))
    else:
        statements = [
            _cited(passage.text, passage, passage.text.splitlines()[0], "direct"),
            _cited(place, main, indicator.measures),
        ]
    if not brief:
        statements += _points(hit, main)
        statements += _proof(indicator.proof, main)
        statements += _differences(index, rubric, indicator, passage)
    return statements


def _points(hit: Hit, main: Passage) -> list[Statement]:
    """Further facts about the indicator that come near to the question."""
    facts = [passage for passage in hit.others if "/butir-" in passage.key and passage.key != main.key]
    return [_cited(passage.text, passage, passage.text.splitlines()[0]) for passage in facts[:_MOST_POINTS]]


def _resolve(index: Index, passage: Passage) -> tuple[Rubric, Indicator, Level]:
    rubric = index.knowledge.rubric(passage.document.removeprefix("rubrik-"))
    indicator = rubric.indicator(passage.locator.number("indikator") or 0)
    number = passage.locator.number("level")
    return rubric, indicator, indicator.levels[0] if number is None else indicator.level(number)


def _place(rubric: Rubric, indicator: Indicator) -> str:
    aspect = rubric.aspect_of(indicator)
    return f"**Indikator {indicator.number}** ({indicator.short_name}; aspek {aspect.name})."


def _indication(rubric: Rubric, indicator: Indicator, level: Level, passage: Passage) -> Statement:
    name = rubric.level_name(indicator, level.number)
    text = (
        f"Indikasinya **level {level.number}** ({name}) pada indikator {indicator.number}, {indicator.short_name}: "
        f"{level.criterion}"
    )
    return _cited(text, passage, level.criterion, "direct")


def _figures(understood: Understood, passage: Passage) -> list[Statement]:
    """The sentence of the passage with a number that comes nearest to a question for one; [] when no number is asked for."""
    if Want.WHEN not in understood.wants or Want.LEVEL in understood.wants:
        return []
    spoken = set(understood.query.tokens)
    sentences = [part.strip() for part in re.split(r"(?<=[.;])\s+|\n", passage.text) if re.search(r"\d", part)]
    shared = [len(spoken & set(content_words(words(sentence)))) for sentence in sentences]
    if not sentences or max(shared) < _FEWEST_SHARED:
        return []
    sentence = sentences[shared.index(max(shared))].rstrip(";")
    return [_cited(sentence, passage, sentence, "direct")]


def _requirement(index: Index, rubric: Rubric, indicator: Indicator, level: Level, passage: Passage) -> list[Statement]:
    name = rubric.level_name(indicator, level.number)
    text = f"**Level {level.number}** ({name}) indikator {indicator.number}, {indicator.short_name}: {level.criterion}"
    statements = [_cited(text, passage, level.criterion, "direct")]
    if level.elements:
        elements = [element.text for element in level.elements]
        statements.append(_cited(listed("Yang ditambahkan level ini", elements), passage, elements[0].rstrip(".")))
    if level.guidance_2024:
        statements.append(_cited(level.guidance_2024, passage, level.guidance_2024))
    below = _level_passage(index, passage.locator, level.number - 1)
    if below is not None:
        criterion = indicator.level(level.number - 1).criterion
        statements.append(_cited(f"Syarat level {level.number - 1} juga sudah terpenuhi: {criterion}", below, criterion))
    return statements


def _next_step(index: Index, rubric: Rubric, indicator: Indicator, level: Level) -> list[Statement]:
    number = level.number + 1
    passage = _level_passage(index, Locator(rubric.document, f"indikator-{indicator.number}.level-{level.number}"), number)
    if passage is None:
        return []
    elements = indicator.level(number).elements
    missing = [element.text for element in elements] or [indicator.level(number).criterion]
    quote = elements[0].text.rstrip(".") if elements else indicator.level(number).criterion
    return [_cited(listed(f"Yang masih kurang untuk level {number}", missing), passage, quote)]


def _level_passage(index: Index, near: Locator, number: int) -> Passage | None:
    indicator = near.number("indikator")
    found = index.at(Locator(near.document, f"indikator-{indicator}.level-{number}"))
    return found[0] if found else None


def _proof(proof: Sequence[str], passage: Passage) -> list[Statement]:
    if not proof:
        return []
    return [_cited(listed("Bukti yang diterima", proof[:_MOST_PROOF]), passage, proof[0].rstrip("."))]


def _not_enough(level: Level, passage: Passage) -> list[Statement]:
    if not level.not_counted:
        return []
    return [_cited(f"Belum cukup: {level.not_counted[0].rstrip('.')}.", passage, level.not_counted[0].rstrip("."))]


def _differences(index: Index, rubric: Rubric, indicator: Indicator, shown: Passage) -> list[Statement]:
    statements = []
    locator = Locator(rubric.document, f"indikator-{indicator.number}")
    for passage in index.at(locator):
        if "/beda-" in passage.key and passage.key != shown.key:
            statements.append(_cited(passage.text, passage, passage.text))
    return statements[:_MOST_DIFFERENCES]


def listed(title: str, items: Sequence[str]) -> str:
    """The title with its items: in the sentence when there is one, else as a list in Markdown."""
    if len(items) == 1:
        return (
            f"{title}: {items[0][:1].lower()}{items[0][1:].rstrip('.')}." if items[0][1:2].islower() else f"{title}: {items[0]}"
        )
    return "\n- ".join((f"{title}:", *(item.rstrip(".") for item in items)))


def _cited(text: str, passage: Passage, quote: str, kind: str = "support") -> Statement:
    return Statement(text=text, kind="direct" if kind == "direct" else "support", sources=(passage,), quotes=(quote,))
