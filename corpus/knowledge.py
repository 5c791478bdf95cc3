"""All that we know in one record, loaded and checked as a whole, with a fingerprint of the files it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.boundaries import load_boundaries
from corpus.catalogue import load_catalogue
from corpus.cues import load_cues
from corpus.errors import CorpusError
from corpus.glossary import load_glossary, load_spellings
from corpus.locators import Locator
from corpus.other_schemes import load_other_schemes
from corpus.records import Boundary, Cues, OtherScheme, Provision, Regulation, Rubric, Term
from corpus.regulations import load_provisions
from corpus.rubric import load_rubric
from corpus.yaml_files import yaml_paths

CORPUS_FOLDER = Path(__file__).parent
DEFAULT_EDITION, OLD_EDITION = "2020", "2018"
_NOT_INDEXED = frozenset({"drafting.yaml", "document_kinds.yaml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Catalogue, digests, rubric editions, glossary, boundaries, other schemes, cues and chat spellings."""

    regulations: tuple[Regulation, ...]
    provisions: tuple[Provision, ...]
    rubrics: tuple[Rubric, ...]
    terms: tuple[Term, ...]
    boundaries: tuple[Boundary, ...]
    schemes: tuple[OtherScheme, ...]
    spellings: dict[str, str]
    cues: Cues

    def rubric(self, edition: str = DEFAULT_EDITION) -> Rubric:
        """The rubric of that edition.

        Raises:
            CorpusError: naming the editions that there are.
        """
        for rubric in self.rubrics:
            if rubric.edition == edition:
                return rubric
        editions = ", ".join(rubric.edition for rubric in self.rubrics)
        raise CorpusError(f"Edisi rubrik «{edition}» tidak ada. Edisi yang tersedia: {editions}.")

    def regulation(self, document: str) -> Regulation | None:
        """The catalogue entry of a document id, or None."""
        return next((regulation for regulation in self.regulations if regulation.id == document), None)

    def locators(self) -> frozenset[Locator]:
        """Every address that exists: provisions and their parents, documents, indicators and levels."""
        found = {Locator(regulation.id) for regulation in self.regulations}
        for provision in self.provisions:
            step: Locator | None = provision.locator
            while step is not None:
                found.add(step)
                step = step.parent()
        for rubric in self.rubrics:
            found.add(Locator(rubric.document))
            for indicator in rubric.indicators:
                path = f"indikator-{indicator.number}"
                found.add(Locator(rubric.document, path))
                found |= {Locator(rubric.document, f"{path}.level-{level.number}") for level in indicator.levels}
        return frozenset(found)


def load_knowledge(folder: Path = CORPUS_FOLDER) -> Knowledge:
    """The knowledge of a corpus folder, with every cross-reference checked.

    Raises:
        CorpusError: naming file, key and fault.
    """
    knowledge = Knowledge(
        regulations=load_catalogue(folder / "catalogue.yaml"),
        provisions=load_provisions(folder / "regulations"),
        rubrics=tuple(load_rubric(path.parent) for path in sorted((folder / "rubric").glob("*/structure.yaml"))),
        terms=load_glossary(folder / "glossary.yaml"),
        boundaries=load_boundaries(folder / "boundaries.yaml"),
        schemes=load_other_schemes(folder / "other_schemes.yaml"),
        spellings=load_spellings(folder / "spellings.yaml"),
        cues=load_cues(folder / "cues.yaml"),
    )
    for problem in dangling_references(knowledge):
        raise CorpusError(problem)
    return knowledge


def dangling_references(knowledge: Knowledge) -> list[str]:
    """One sentence for each cross-reference that names nothing; empty when all is well."""
    existing = knowledge.locators()
    documents = {regulation.id for regulation in knowledge.regulations}
    references: list[tuple[str, Locator]] = []
    for provision in knowledge.provisions:
        references += [(str(provision.locator), target) for target in provision.see]
        references.append((str(provision.locator), Locator(provision.locator.document)))
    for term in knowledge.terms:
        references += [(f"glosarium «{term.term}»", target) for target in term.see]
    for rubric in knowledge.rubrics:
        for indicator in rubric.indicators:
            place = f"{rubric.document}#indikator-{indicator.number}"
            references += [(place, target) for target in indicator.legal_basis]
            references += [(place, Locator(rubric.document, f"indikator-{other.indicator}")) for other in indicator.confused_with]
    return [
        f"{place} merujuk {target} yang tidak ada."
        for place, target in references
        if target not in existing and (target.path or target.document not in documents)
    ]


def fingerprint(folder: Path = CORPUS_FOLDER) -> str:
    """Hash of the knowledge files that are indexed (name and content): changes when any of them changes."""
    digest = hashlib.sha256()
    for path in yaml_paths(folder):
        if path.name in _NOT_INDEXED:
            continue
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
