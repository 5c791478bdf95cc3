"""When a fact of an entry counts as proved: it occurs in its own section, or where its sentence says that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fact_library import EDITIONS, Library
from fact_occurrence import Index, enumerated
from stated_facts import Fact, facts_of, plain, stems
from stated_numbers import ORDINAL, WORDS

from corpus.locators import Locator

_ENUMERATION = re.compile(
    r"[^.;:()]{0,30}?\((?P<inside>[^()]*,[^()]*)\)|[^.;:]{0,60}?(?::|,? yaitu| yakni| meliputi)\s+(?P<items>[^.:]+)"
)
_OPEN_LIST = re.compile(r"antara|misalnya|seperti|contoh| dan ")
_EXAMPLE = re.compile(r"\b(?:misalnya|contoh|contohnya):? [^,;.]{0,30}$")
_ABSENCE = re.compile(r"\b(?:tidak (?:memuat|ada|tercetak|mengenal)|tanpa|seharusnya)\b")
_CITED = re.compile(r"sebagaimana (?:dimaksud|tercantum) (?:dalam|pada) (?:pasal (\d+)|lampiran)")
_ON_THE_RUBRIC = ("permenpanrb-59-2020", "pedoman-3-2024")
# What the regulation says of all indicators at once: the two scales, and what each level means.
_ON_EVERY_INDICATOR = tuple(Locator("permenpanrb-59-2020", f"lampiran.bab-2.{section}") for section in "AC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text of ours, the place that it digests, and other provisions that it rests on.

    `scope` is where its facts are looked for when that is wider than its place; `is_free` entries name examples of ours, so that
    only their numbers are checked.
    """

    locator: Locator
    text: str
    also: tuple[Locator, ...] = ()
    scope: Locator | None = None
    is_free: bool = False
    name: str = ""

    @property
    def plain(self) -> str:
        """The text as it is read: lower case, one line."""
        return _one_line(self.text)

    def facts(self) -> list[Fact]:
        """The facts that are checked."""
        return [fact for fact in facts_of(self.plain) if not (self.is_free and fact.kind == "actor")]


@lru_cache(maxsize=8)
def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def unproved(entry: Entry, library: Library) -> list[Fact]:
    """The facts of an entry that its source does not state."""
    text = entry.plain
    return [fact for fact in entry.facts() if not is_proved(fact, text, entry, library)]


def is_proved(fact: Fact, text: str, entry: Entry, library: Library) -> bool:
    """Whether a fact of an entry's plain text occurs where it should."""
    own = library.index(entry.scope or entry.locator)
    if fact.kind == "contradiction" or _is_refuted(fact, text, entry, library):
        return False
    # Definitions stand side by side and levels repeat one another, so the words around tell nothing there.
    is_apart = own.article == "1" or (fact.kind == "actor" and entry.locator.document in EDITIONS)
    around = frozenset() if is_apart else words_around(fact, text)
    if own.holds(fact, around) or _is_ours(fact, text, own, entry) or _is_framed(fact, text, own, entry, library):
        return True
    sentence = sentence_of(text, fact.start)
    if fact.kind == "reference" and (
        _is_on_page(fact, sentence, entry, library) or _is_structural(fact, sentence, entry, library)
    ):
        return True
    around = frozenset() if fact.kind == "actor" else around
    general = _ON_EVERY_INDICATOR if entry.locator.document in EDITIONS else ()
    others = (library.index(locator) for locator in (*entry.also, *general) if library.has(locator))
    return any(index.holds(fact, around) for index in (*others, *_referred(sentence, text, own, entry, library)))


def _is_refuted(fact: Fact, text: str, entry: Entry, library: Library) -> bool:
    """Whether the entry's own enumeration, or the structure of the rubric, says otherwise."""
    listed = own_list(fact, text)
    if listed and fact.value[0] not in listed:
        return True
    document = entry.locator.document
    is_level = document == "rubrik-2020" and fact.kind == "reference" and fact.value[0] == "level"
    is_table = document == "permenpanrb-59-2020"
    structure = library.structures["rubrik-2020"]
    return (is_level or document in _ON_THE_RUBRIC) and structure.denies(fact, text, is_table)


def _is_ours(fact: Fact, text: str, own: Index, entry: Entry) -> bool:
    """Whether a fact is ours by nature: its own address, a count of its own list, an example, or what is said to be missing."""
    if fact.kind == "count" and (own_list(fact, text) or _is_repeated(fact, text, own)):
        return True
    if fact.kind in {"reference", "count"} and _ABSENCE.search(text[max(0, fact.start - 25) : fact.end + 12]):
        return True
    if fact.kind == "actor":
        return _EXAMPLE.search(text[: fact.start]) is not None
    locator = entry.locator
    number = fact.value[-2] if fact.kind == "reference" else fact.value[0]
    if (fact.kind == "count" or fact.value[0] == "indikator") and f"indikator-{number}" in _steps(locator, *entry.also):
        return True
    if fact.kind == "regulation":
        return any(
            tuple(document.split("-")[-2:]) == fact.value for document in EDITIONS.get(locator.document, (locator.document,))
        )
    names = [part.partition("-")[2] for part in locator.parts]
    numbers = {str(ord(name) - ord("a") + 1) if re.fullmatch("[a-z]", name) else name for name in names}
    if fact.kind == "reference":
        return f"{fact.value[0]}-{fact.value[1]}" in locator.parts or (fact.value[0] == "level" and fact.value[1] in numbers)
    return fact.kind == "count" and fact.text.startswith(("ke", "pertama")) and fact.value[0] in numbers


def _steps(*locators: Locator) -> set[str]:
    return {step for locator in locators for step in locator.parts}


def _is_repeated(fact: Fact, text: str, own: Index) -> bool:
    """Whether the entry states the same amount, written as "6 (enam)", a second time and rightly."""
    same = re.compile(rf"{fact.value[0]} \({WORDS}\)")
    others = [
        other for other in facts_of(text) if other.value == fact.value and other.start != fact.start and same.match(other.text)
    ]
    return any(own.holds(other, words_around(other, text)) or fact.value[0] in own_list(other, text) for other in others)


def _is_framed(fact: Fact, text: str, own: Index, entry: Entry, library: Library) -> bool:
    """Title, basis or closing of the document hold it; or it names a text at hand; or it is a date plus a deadline."""
    if fact.kind not in {"regulation", "date", "year", "reference"}:
        return False
    frames = library.frames(entry.locator.document)
    if any(frame.holds(fact) for frame in frames):
        return True
    if fact.kind == "regulation":
        named = library.documents.get((fact.value[0], fact.value[1]))
        return named is not None and _is_kind(named, text[: fact.start])
    if fact.kind != "date":
        return False
    years = {int(value) for value, unit in own.values["deadline"] if unit == "tahun" and value.isdigit()}
    starts = {date for index in (own, *frames) for date in index.values["date"] if date[2]}
    return any(
        fact.value[0] in ("", day) and fact.value[1:] == (month, str(int(year) + later))
        for day, month, year in starts
        for later in years
    )


def _is_kind(document: str, before: str) -> bool:
    """Whether the words before a number name the kind of regulation that the document is."""
    kind = re.match(r"(?:peraturan-)?[a-z]+", document)
    return kind is not None and kind[0].rpartition("-")[2] in before[-25:].replace("permen ", "permen")


def _is_on_page(fact: Fact, sentence: str, entry: Entry, library: Library) -> bool:
    """Whether what is said of a page, or of a range of pages, stands there."""
    span = re.search(rf"halaman (?:\d+-)?{fact.value[1]}(?:-\d+)?\b", sentence)
    if fact.value[0] != "halaman" or span is None:
        return False
    first, *last = (int(number) for number in re.findall(r"\d+", span[0]))
    return shared_words(sentence, library.pages(entry.locator.document, first, (last or [first])[0])) >= 0.5


def _is_structural(fact: Fact, sentence: str, entry: Entry, library: Library) -> bool:
    """Whether the structure of the rubric confirms a reference; notes on the older edition also speak of the newer one."""
    indicator, level = entry.locator.number("indikator"), entry.locator.number("level")
    editions = {entry.locator.document, "rubrik-2020"} if "edisi 2020" in sentence else {entry.locator.document}
    structures = [library.structures[edition] for edition in editions & set(EDITIONS)] or [library.structures["rubrik-2020"]]
    return any(structure.confirms(fact, sentence, indicator, level) for structure in structures)


def _referred(sentence: str, text: str, own: Index, entry: Entry, library: Library) -> Iterator[Index]:
    """Texts that the source or the sentence names: articles, chapters or annex of this document, or another document."""
    document = entry.locator.document
    facts = list(facts_of(sentence))
    if document in EDITIONS:
        document = EDITIONS[document][0]
        facts += [fact for fact in facts_of(text) if fact.kind == "regulation"]
    cited = [f"pasal-{match[1]}" if match[1] else "lampiran" for match in _CITED.finditer(own.text)]
    cited += [f"lampiran.bab-{fact.value[1]}" for fact in facts if fact.value[0] == "bab"]
    cited += ["lampiran"] if re.search(r"\blampiran\b", sentence) else []
    yield from (library.index(locator) for path in cited if library.has(locator := Locator(document, path)))
    others = [library.documents.get((fact.value[0], fact.value[1])) for fact in facts if fact.kind == "regulation"]
    articles = [fact.value[1] for fact in facts if fact.kind == "reference" and fact.value[0] == "pasal"]
    for other in dict.fromkeys([*filter(None, others), document]):
        found = [library.index(locator) for article in articles if library.has(locator := Locator(other, f"pasal-{article}"))]
        yield from (index for index in found if _is_about(index, sentence, text, own))
        if not found and other != document:
            yield library.index(Locator(other))


def _is_about(article: Index, sentence: str, text: str, own: Index) -> bool:
    """Whether a sentence that refers to an article says what stands there; one that opens with it, more than what stands here."""
    least = shared_words(sentence, own.text) if sentence.startswith("pasal") and article.document == own.document else 0.0
    told = [
        shared_words(part, article.text)
        for part in (sentence, text, *re.split(r"[;:]", sentence))
        if re.search(rf"\b{article.article}\b", part)
    ]
    return max(told, default=0.0) >= max(0.5, least)


def sentence_of(text: str, at: int) -> str:
    """The sentence of a plain text around a position."""
    start = text.rfind(". ", 0, at) + 1
    end = text.find(". ", at)
    return text[start : end + 1 if end >= 0 else None].strip()


def shared_words(sentence: str, text: str) -> float:
    """Share of the longer words of a sentence that stand in a text, compared by their first six letters."""
    words = {word[:6] for word in re.findall(r"[a-z]{5,}", sentence)} - {"pasal", "perpre", "permen", "peratu"}
    return sum(word in text for word in words) / max(1, len(words))


def words_around(fact: Fact, text: str) -> frozenset[str]:
    """The telling words of the heading and of the part of the sentence that holds a fact."""
    heading, _, _ = text.partition(". ")
    start = max(text.rfind(mark, 0, fact.start) for mark in (". ", "; ")) + 1
    ends = [at for mark in (". ", "; ") if (at := text.find(mark, fact.end)) >= 0]
    return frozenset(stems(f"{text[start : fact.start]} {text[fact.end : min(ends, default=len(text))]} {heading}"))


def own_list(fact: Fact, text: str) -> set[str]:
    """How many things the entry itself may be enumerating right after a count; empty when it does not."""
    is_amount = (
        fact.kind == "count" and not re.match(ORDINAL, fact.text) and fact.value[0].isdigit() and 1 < int(fact.value[0]) <= 15
    )
    match = _ENUMERATION.match(text, fact.end) if is_amount else None
    group = "inside" if match is not None and match["inside"] else "items"
    if (
        match is None
        or (group == "inside" and fact.text.isdigit())
        or _OPEN_LIST.search(text[fact.start : match.start(group) + 12])
    ):
        return set()
    if match[group].startswith("(1)"):
        return {str(max(int(label) for label in re.findall(r"\((\d)\)", text[match.start(group) :])))}
    items = re.sub(r"\([^)]*\)", "", match[group])
    if items.startswith("1 "):
        return {str(max(int(label) for label in re.findall(r"(?:^|, |dan )(\d+) [a-z]", items)))}
    return set() if re.search(r"\d", items) else {str(length) for length in enumerated(items)}
