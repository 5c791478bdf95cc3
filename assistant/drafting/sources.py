"""How drafts name their sources: quotes, places and files; what is not known stands there as an empty place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from assistant.drafting.clauses import listing
from assistant.drafting.quoting import is_closing, is_readable
from assistant.drafting.records import Family, IndicatorFacts, SourceFile, SourceQuote
from corpus.drafting import Wording
from corpus.records import Indicator, Rubric

_PAGED = {"pdf", "doc", "docx", "odt", "rtf", "pptx"}
_OUTSIDE_ARTICLES = {"konsep", "ditetapkan", "tindak-lanjut", "sesuai-rekomendasi", "kebijakan-baru"}
_EDGES = " \t\n.,;:-–—…“”\"'«»"
_FEW_WORDS = 4  # fewer can stand in other words by chance, and tell little
_INSTRUMENT = re.compile(
    r"(?:rancangan )?(?:peraturan|keputusan|instruksi|surat edaran|qanun|maklumat|undang-undang|perda|pergub|perbup|perwali)\b",
    re.I,
)
_FORMS = (
    ("manual", re.compile(r"\bmanual\b|\bpanduan\b|pedoman penggunaan", re.I)),
    ("png", re.compile(r"\bscreen ?shots?\b|tangkapan layar|\btampilan\b", re.I)),
)


def family_of(indicator: Indicator, rubric: Rubric) -> Family:
    """Which of the guidance's ways of writing applies. Source: Pedoman 3/2024 BAB III B.1-B.4, pp. 195-201."""
    domain = next(one for one in rubric.domains if one.number == rubric.aspect_of(indicator).domain)
    if domain.capability == "layanan":
        return "service"
    return "policy" if domain.name.startswith("Kebijakan") else "process"


def title_of(indicator: Indicator) -> str:
    """The indicator's short name without the kinds of agency it is for."""
    return re.sub(r" Instansi Pusat/Pemerintah Daerah$", "", indicator.short_name)


def topic_of(indicator: Indicator, wording: Wording) -> str:
    """What the indicator is about, as it stands inside a sentence ("Manajemen Risiko SPBE")."""
    found = wording.find(f"topics.{indicator.number}")
    return found or re.sub(r"^(?:Kebijakan Internal|Penerapan|Pelaksanaan) ", "", title_of(indicator))


def verified_quotes(facts: IndicatorFacts) -> tuple[SourceQuote, ...]:
    """The quotes that may be told, in the order given; words quoted more than once, or within others, once with all elements."""
    found: dict[tuple[str, int, str], SourceQuote] = {}
    for quote in facts.quotes:
        key = (quote.file, quote.page, " ".join(quote.text.split()).strip(_EDGES))
        if quote.verified and key[2]:
            known = found.get(key)
            found[key] = replace(known, elements=(*known.elements, *quote.elements)) if known else quote
    for key in list(found):
        around = next((one for one in found if one != key and one[:2] == key[:2] and key[2] in one[2]), None)
        if around is not None and len(key[2].split()) >= _FEW_WORDS:
            inner, outer = found.pop(key), found[around]
            found[around] = replace(outer, elements=(*outer.elements, *inner.elements))
    return tuple(found.values())


def main_quote(quotes: Sequence[SourceQuote], family: Family) -> SourceQuote:
    """The quote that tells most: what the document says rather than its date, readable; of equals the first.

    In the policy domain one with its article comes first.
    """

    def worth(quote: SourceQuote) -> tuple[bool, bool, bool, bool]:
        is_short = len(quote.text.split()) < _FEW_WORDS
        return family == "policy" and bool(quote.provision), not is_formal(quote), is_readable(quote.text), not is_short

    return max(quotes, key=worth)


def file_names(facts: IndicatorFacts, added: bool | None = None) -> tuple[str, ...]:
    """The names of the evidence files, each once; only those (not) handed in later when `added` is given."""
    later = {file.name for file in facts.files if file.is_added}
    names = dict.fromkeys((*(file.name for file in facts.files), *(quote.file for quote in verified_quotes(facts))))
    return tuple(name for name in names if name and (added is None or (name in later) == added))


def find_file(facts: IndicatorFacts, name: str) -> SourceFile:
    """What is known of a file."""
    return next((file for file in facts.files if file.name == name), SourceFile(name=name))


def is_paged(name: str) -> bool:
    """True for files whose pages have numbers (not pictures, videos, tables and links)."""
    return PurePath(name).suffix.lower().lstrip(".") in _PAGED


def place_of(quote: SourceQuote, family: Family, wording: Wording, *, known_file: str = "", shows_gap: bool = False) -> str:
    """Pasal, page and (unless it is `known_file`) file of a quote ("Pasal 7 halaman 5 data dukung 1.b.pdf").

    A page that is not known is an empty place in files that have pages; so is a pasal in the policy domain when `shows_gap`.
    """
    parts = [quote.provision] if quote.provision else []
    if shows_gap and not quote.provision and family == "policy" and not is_outside_articles(quote):
        parts.append(f"Pasal {wording.text('gaps.pasal')}")
    if is_paged(quote.file):
        parts.append(f"halaman {quote.page or wording.text('gaps.page')}")
    if quote.file != known_file or not parts:
        parts.append(f"data dukung {quote.file or wording.text('gaps.file')}")
    return " ".join(parts)


def references(facts: IndicatorFacts, elements: Collection[str], family: Family, wording: Wording) -> str:
    """Where the elements are shown, in brackets with a space before (" (Pasal 7 halaman 5)"); the file when there are several.

    Quotes that name their elements are taken for those; when no quote names any, all quotes are. Elements that no quote
    proves leave an empty place.
    """
    quotes = verified_quotes(facts)
    linked = [quote for quote in quotes if set(quote.elements) & set(elements)]
    is_linked = any(quote.elements for quote in quotes)
    if not linked and not is_linked:
        linked = list(quotes)
    names = file_names(facts)
    if not linked:
        lone = [name for name in names if not is_paged(name)] if not is_linked else []
        page = f"halaman {wording.text('gaps.page')}"
        where = f"data dukung {listing(lone)}" if lone and len(lone) == len(names) else page
        return f" ({where})"
    known = names[0] if len(names) == 1 else ""
    return f" ({'; '.join(merged_places(linked, family, wording, known))})"


def merged_places(quotes: Sequence[SourceQuote], family: Family, wording: Wording, known: str) -> list[str]:
    """The places of the quotes by page, those in one file told together."""
    found: list[str] = []
    for name in dict.fromkeys(quote.file for quote in quotes):
        inside = sorted((quote for quote in quotes if quote.file == name), key=lambda quote: (not quote.page, quote.page))
        own = [place_of(quote, family, wording, known_file=name) for quote in inside]
        places = places_listed([place for place in own if place != f"data dukung {name}"])
        found.append(places if name == known and places else f"{places} data dukung {name}".strip())
    return found


def joined_places(places: Sequence[str]) -> str:
    """Places of several files as a list; files without places share their words ("data dukung A dan B")."""
    if len(places) > 1 and all(place.startswith("data dukung ") for place in places):
        return f"data dukung {listing([place.removeprefix('data dukung ') for place in places])}"
    return listing(places, "serta")


def places_listed(places: Sequence[str]) -> str:
    """The places as a list, each once, a page not beside its article; pages alone share their word ("halaman 3, 5, dan 8")."""
    once = [place for place in dict.fromkeys(places) if not any(other.endswith(f" {place}") for other in places)]
    pages = [place.removeprefix("halaman ") for place in once]
    if len(once) > 1 and all(page.isdigit() for page in pages):
        return f"halaman {listing(sorted(pages, key=int))}"
    return listing(once)


def is_outside_articles(quote: SourceQuote) -> bool:
    """True for what no article says: the closing formula of a regulation, drafts, reviews and what followed them."""
    return any("reviu" in element or element in _OUTSIDE_ARTICLES for element in quote.elements)


def is_instrument(title: str) -> bool:
    """True for the title of a document that can set a norm (or of its draft); False for other and unknown titles."""
    return bool(_INSTRUMENT.match(title))


def is_formal(quote: SourceQuote) -> bool:
    """True for words about the document itself (setting, review, draft) rather than its matter."""
    return is_outside_articles(quote) or is_closing(quote.text)


def forms_of(names: Sequence[str], facts: IndicatorFacts, wording: Wording) -> str:
    """In what form the evidence comes ("tangkapan layar dan buku manual"), told by the files' names and titles."""
    return listing(list(dict.fromkeys(form_of(find_file(facts, name), wording) for name in names)))


def form_of(file: SourceFile, wording: Wording) -> str:
    """In what form one file comes."""
    if re.match(r"https?://", file.name):
        return wording.text("forms.link")
    named = f"{file.name} {file.title}".replace("-", " ").replace("_", " ")
    kind = next((kind for kind, pattern in _FORMS if pattern.search(named)), PurePath(file.name).suffix.lower().lstrip("."))
    return wording.find(f"forms.{kind}") or wording.text("forms.other")
