"""Loader of the drafts' wording: sentence patterns by dotted key, several variants where drafts should not read alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from corpus.errors import CorpusError
from corpus.yaml_files import Node, read_yaml

DRAFTING_FILE = Path(__file__).parent / "drafting.yaml"
_PARTS = (
    *(
        "gaps",
        "numbers",
        "topics",
        "openings",
        "names",
        "titles",
        "by_kind",
        "clauses",
        "abilities",
        "improvements",
        "forms",
        "facts",
        "more",
    ),
    *(
        "analysis",
        "claims",
        "reach",
        "missing",
        "justification",
        "notes",
        "shortcomings",
        "aspects",
        "recommendation",
        "actions",
        "lint",
    ),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns by dotted key ("facts.self_policy"); each has one or more variants."""

    variants: Mapping[str, tuple[str, ...]]

    def text(self, key: str, /, **fields: object) -> str:
        """The only (or first) variant, filled in. Raises: CorpusError when the file lacks the key or a field."""
        return self.pick(key, 0, **fields)

    def pick(self, key: str, number: int, /, **fields: object) -> str:
        """The variant that `number` chooses (by remainder), filled in; {Name} is {name} with a capital.

        Raises:
            CorpusError: when the file lacks the key or the pattern wants an unknown field.
        """
        patterns = self.variants.get(key)
        if not patterns:
            raise CorpusError(f"drafting.yaml: kunci «{key}» tidak ada.")
        pattern = patterns[number % len(patterns)]
        values = {name: str(value) for name, value in fields.items()}
        values |= {name[:1].upper() + name[1:]: value[:1].upper() + value[1:] for name, value in values.items()}
        try:
            return pattern.format_map(values)
        except KeyError as error:
            raise CorpusError(f"drafting.yaml: kunci «{key}» memakai isian {error} yang tidak disediakan.") from error

    def find(self, key: str) -> str:
        """The first variant as it is written; empty when there is no such key."""
        return self.variants.get(key, ("",))[0]

    def texts(self, key: str) -> tuple[str, ...]:
        """All variants as they are written; empty when there is no such key."""
        return self.variants.get(key, ())

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The two-column table at `key` (replacements: what, by what); empty when there is none."""
        flat = self.variants.get(key, ())
        return tuple(zip(flat[::2], flat[1::2], strict=True))


@cache
def load_wording(path: Path = DRAFTING_FILE) -> Wording:
    """The wording in the file.

    Raises:
        CorpusError: naming file, key and fault: not text, or braces that do not pair.
    """
    top = read_yaml(path)
    top.allow(*_PARTS)
    variants: dict[str, tuple[str, ...]] = {}
    _collect(top, "", variants)
    return Wording(variants)


def _collect(node: Node, prefix: str, variants: dict[str, tuple[str, ...]]) -> None:
    for key, value in node.values.items():
        place = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict):
            _collect(Node(node.file, place, value), place, variants)
            continue
        items = value if isinstance(value, list) else [value]
        texts = [text for item in items for text in (item if isinstance(item, list) else [item])]
        for text in texts:
            _check(node, str(key), text)
        variants[place] = tuple(text.strip() for text in texts)


def _check(node: Node, key: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip():
        raise node.fault(key, f"harus berupa teks, bukan {text!r}; beri tanda kutip")
    try:
        list(Formatter().parse(text))
    except ValueError as error:
        raise node.fault(key, "memuat kurung kurawal yang tidak berpasangan") from error
