"""Loader of the signs by which government documents show what kind they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from corpus.yaml_files import Node, read_yaml

DocumentType = Literal[
    "agency_regulation",
    "decree",
    "circular",
    "sop",
    "guideline",
    "plan",
    "report",
    "minutes",
    "invitation",
    "audit_report",
    "terms_of_reference",
    "contract",
    "manual",
    "screenshot",
    "dataset",
    "presentation",
    "national_regulation",
    "evaluation_result",
    "form",
    "other",
]
DOCUMENT_TYPES: tuple[DocumentType, ...] = get_args(DocumentType)
DOCUMENT_KINDS_FILE = Path(__file__).parent / "document_kinds.yaml"
_WORD_LISTS = (
    "evaluation_acts",
    "evaluation_between",
    "evaluation_outcomes",
    "evaluation_words",
    "explanation_words",
    "interface_words",
    "step_words",
    "draft_words",
    "signature_words",
    "orders",
    "digital_words",
    "field_names",
    "plain_words",
    "ordinary_words",
    "vendor_words",
    "invitation_words",
    "use_words",
    "application_words",
    "annexed_titles",
    "action_words",
    "action_columns",
    "no_proof_titles",
    "personal_words",
    "asking_words",
    "reported_speech",
    "appointment_titles",
    "review_titles",
    "rule_names",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFields:
    """Fields by which a paper's form shows: at least two of `core`, and `needed` of `core` and `labels` together."""

    kind: DocumentType
    needed: int
    core: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DocumentKinds:
    """Signs of kinds. `instruments` and `titles` pair a kind with the phrases that open such a document, in file order.

    `shows` lists the kinds that can show an element, by the element's nature.
    """

    instruments: tuple[tuple[DocumentType, tuple[str, ...]], ...]
    titles: tuple[tuple[DocumentType, tuple[str, ...]], ...]
    local_issuers: tuple[str, ...]
    national_issuers: tuple[str, ...]
    internal_words: tuple[str, ...]
    fields: tuple[FormFields, ...]
    evaluation_acts: tuple[str, ...]
    evaluation_between: tuple[str, ...]
    evaluation_outcomes: tuple[str, ...]
    evaluation_words: tuple[str, ...]
    explanation_words: tuple[str, ...]
    interface_words: tuple[str, ...]
    step_words: tuple[str, ...]
    draft_words: tuple[str, ...]
    signature_words: tuple[str, ...]
    orders: tuple[str, ...]
    digital_words: tuple[str, ...]
    field_names: tuple[str, ...]
    plain_words: tuple[str, ...]
    ordinary_words: tuple[str, ...]
    vendor_words: tuple[str, ...]
    invitation_words: tuple[str, ...]
    use_words: tuple[str, ...]
    application_words: tuple[str, ...]
    annexed_titles: tuple[str, ...]
    action_words: tuple[str, ...]
    action_columns: tuple[str, ...]
    no_proof_titles: tuple[str, ...]
    personal_words: tuple[str, ...]
    asking_words: tuple[str, ...]
    reported_speech: tuple[str, ...]
    appointment_titles: tuple[str, ...]
    review_titles: tuple[str, ...]
    rule_names: tuple[str, ...]
    shows: dict[str, tuple[str, ...]]


def load_document_kinds(path: Path = DOCUMENT_KINDS_FILE) -> DocumentKinds:
    """The signs of the file.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("instruments", "issuers", "titles", "fields", "shows", *_WORD_LISTS)
    shows = top.node("shows")
    issuers = top.node("issuers")
    issuers.allow("local", "national", "internal")
    return DocumentKinds(
        instruments=tuple(_entry(node, "forms") for node in top.nodes("instruments")),
        titles=tuple(_entry(node, "titles") for node in top.nodes("titles")),
        fields=tuple(map(_fields, top.nodes("fields"))),
        local_issuers=issuers.texts("local"),
        national_issuers=issuers.texts("national"),
        internal_words=issuers.texts("internal"),
        shows={nature: shows.texts(nature) for nature in shows.values},
        **{name: top.texts(name) for name in _WORD_LISTS},
    )


def _entry(node: Node, key: str) -> tuple[DocumentType, tuple[str, ...]]:
    node.allow("kind", key)
    return _kind(node), node.texts(key)


def _fields(node: Node) -> FormFields:
    node.allow("kind", "needed", "core", "labels")
    return FormFields(kind=_kind(node), needed=node.integer("needed", 2, 9), core=node.texts("core"), labels=node.texts("labels"))


def _kind(node: Node) -> DocumentType:
    text = node.text("kind")
    for kind in DOCUMENT_TYPES:
        if kind == text:
            return kind
    raise node.fault("kind", f"harus salah satu dari {', '.join(DOCUMENT_TYPES)}, bukan {text}")
