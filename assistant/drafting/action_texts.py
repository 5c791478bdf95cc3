"""The words of the steps: what to do as orders that people can act on, the proof, and the legal basis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.clauses import clause_of, is_existential, join_clauses, listing
from assistant.drafting.records import Subject
from assistant.drafting.requirements import Requirement
from assistant.drafting.sources import family_of
from corpus.drafting import Wording
from corpus.records import Indicator, Rubric

MOST_PROOF = 4
_ARTICLE = re.compile(r"Pasal (\d+[A-Z]?)( ayat \(\d+\)(?: huruf [a-z])?| huruf [a-z])? (\D+ \d+/\d{4})")
_NORM = re.compile(r"((?:aturan|kebijakan)(?: internal)?) (me\w+ .*)")
_PASSIVE = re.compile(r"(.+?) (di[a-z]+)(?: (.*))?")
_MORE_VERBS = re.compile(r"^(?:oleh|dan|serta|sehingga)\b|\b(?:dan|serta|atau) (?:tidak )?(?:di|ter|me|ber)[a-z]{3,}|[;:]")


def tasks_of(
    indicator: Indicator, needs: Sequence[Requirement], subject: Subject, rubric: Rubric, wording: Wording
) -> tuple[str, ...]:
    """What to do, one sentence a task; what is said of several things alike is said once."""
    plain: list[str] = []
    own: list[str] = []
    is_service = family_of(indicator, rubric) == "service"
    for need in needs:
        abilities = [wording.find(f"abilities.{element.id}") for element in need.elements]
        clauses = [clause_of(indicator, element, wording, subject.kind) for element in need.elements]
        if is_service and all(abilities):
            own.append(wording.text("actions.task_service", clause=listing(list(dict.fromkeys(abilities)), "atau")))
        elif all(is_existential(clause) for clause in clauses):
            things = [clause.removeprefix("ada ") for clause in clauses]
            own.append(wording.text("actions.task_thing", clause=listing(things, "atau")))
        elif len(clauses) > 1:
            own.append(wording.text("actions.task", clause=listing([_wanted(clause) for clause in clauses], "atau")))
        else:
            plain.append(_wanted(clauses[0]))
    return (*(_order(clause, wording) for clause in join_clauses(plain)), *own)


def proof_of(needs: Sequence[Requirement], indicator: Indicator, level: int) -> tuple[str, ...]:
    """The proof to prepare: that of the requirements, else the level's."""
    own = dict.fromkeys(proof for need in needs for element in need.elements for proof in element.proof)
    return tuple(own or indicator.level(level).proof)[:MOST_PROOF]


def grouped_basis(labels: Sequence[str]) -> tuple[str, ...]:
    """The legal basis, one entry a regulation, with its articles together ("Pasal 34, 35, dan 36 Perpres 95/2018")."""
    articles: dict[str, dict[str, list[str]]] = {}
    for one in labels:
        found = _ARTICLE.fullmatch(one)
        parts = articles.setdefault(found[3] if found else one, {})
        if found:
            parts.setdefault(found[1], []).extend([found[2].strip()] if found[2] else [])
    return tuple(f"{_articles(numbers)} {document}" if numbers else document for document, numbers in articles.items())


def _articles(numbers: dict[str, list[str]]) -> str:
    """The articles; those told by ayat are named one by one ("Pasal 27 ayat (6) dan ayat (8), serta Pasal 31")."""
    if not any(numbers.values()):
        return f"Pasal {listing(list(numbers))}"
    told = [f"Pasal {number} {listing(parts)}".strip() for number, parts in numbers.items()]
    return listing(told, "serta" if any(len(parts) > 1 for parts in numbers.values()) else "dan")


def _wanted(clause: str) -> str:
    return re.sub(r"\b(?:sudah|telah) ", "", clause)


def _order(clause: str, wording: Wording) -> str:
    """The clause as an order: norms are to be completed, what "is done" is to be done; all else is to be made sure of."""
    norm, passive = _NORM.fullmatch(clause), _PASSIVE.fullmatch(clause)
    if norm is not None:
        return wording.text("actions.task_norm", subject=norm[1], content=norm[2])
    verb = wording.find(f"actions.verbs.{passive[2]}") if passive is not None else ""
    if passive is None or not verb or _MORE_VERBS.search(passive[3] or ""):
        return wording.text("actions.task", clause=clause)
    rest = re.sub(r"^mengacu ", "dengan mengacu ", passive[3] or "")
    return f"{' '.join(filter(None, (verb, passive[1], rest)))}."
