"""The heading of a regulation, decree or circular: form, issuer, number and subject.

Source: Lampiran II UU 12/2011 (the form of titles); PermenPANRB and ANRI rules on official letters follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.evidence.document_number import trimmed_number
from assistant.evidence.loose import loose, loose_source
from assistant.evidence.opening import clean_line
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import PageText

_NUMBER = rf"(?:{loose_source('nomor')}|{loose_source('no')}\.?)"
_ABOUT = rf"(?:{loose_source('tentang')})"
_SPECKS = r"[^\w\n]*(?:\w{1,2}(?![.)])[^\w\n]+)?"  # before a line: white space and what recognition makes of dirt
_END_OF_TITLE = re.compile(
    rf"\n{_SPECKS}(?:{loose_source('dengan rahmat')}|{loose_source('menimbang')}|{loose_source('mengingat')}|"
    rf"{loose_source('yth')}|kepada|[A-Z][A-Z .]{{6,60}},[^\S\n]*\n|(?:{loose_source('bab')})\s|\(?(?:pasal|bagian)\b|a\.\s|1\.\s)",
    re.IGNORECASE,
)
_MAX_TITLE_CHARS = 420
_CAPITALS = 0.7  # part of the letters; names of applications have small ones
_MAX_START = 1500  # a heading stands near the top of its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading. `number` is "" when it is left blank; `is_draft` = the heading itself calls it a draft."""

    kind: DocumentType
    form: str
    issuer: str
    number: str
    title: str
    is_draft: bool
    page: PageText
    start: int
    title_start: int
    end: int

    @property
    def text(self) -> str:
        """The heading as it stands on its page."""
        return self.page.text[self.start : self.end]

    @property
    def printed_title(self) -> str:
        """The title as it stands on its page, with the dirt of a scan between its lines."""
        return self.page.text[self.title_start : self.end]


def find_heading(pages: Sequence[PageText], kinds: DocumentKinds, agency: str) -> Heading | None:
    """The heading of the first page that has one. `agency` is the one under review: its own rules are not national ones."""
    for page in pages:
        match = _pattern(kinds).search(page.text[: _MAX_START * 2])
        if match is not None and match.start() <= _MAX_START and not _is_citation(match):
            return _heading(match, page, kinds, agency)
    return None


@cache
def _forms(kinds: DocumentKinds) -> str:
    forms = sorted((form for _, forms in kinds.instruments for form in forms), key=len, reverse=True)
    return "|".join(map(loose_source, forms))


@cache
def _pattern(kinds: DocumentKinds) -> re.Pattern[str]:
    before = rf"(?:{loose_source('salinan')}|{loose_source('lampiran')}(?:\s+[IVX\d]+)?\s*:?|{'|'.join(map(loose_source, kinds.draft_words))})"
    return re.compile(
        rf"(?:^|\n|\s-\s){_SPECKS}(?P<before>(?:{before}\s*){{0,3}})(?P<form>{_forms(kinds)})(?![A-Za-z])"
        rf"(?P<issuer>(?:(?!\b{_ABOUT}\b|{_NUMBER}\b)(?:[^;:]|(?<=\n)[;:])){{0,160}}?)"
        rf"(?:\b(?P<nomor>{_NUMBER})[^\S\n]*[:;.]*[^\S\n]*\n?(?P<number>(?:(?!{_ABOUT}\b)[^\n]){{0,60}}))?"
        rf"\s*(?:{loose_source('tahun')}\s*(?P<year>\d{{4}})\s*)?(?:\n{_SPECKS})?\b(?P<about>{_ABOUT})\b",
        re.IGNORECASE,
    )


def _is_citation(match: re.Match[str]) -> bool:
    """A citation in running text looks like a heading but is not in capitals: a heading's ABOUT or FORM is."""
    return not (match["about"].isupper() or _standing_alone(match))


def _standing_alone(match: re.Match[str]) -> bool:
    text = match.string
    line = text[text.rfind("\n", 0, match.start("about")) + 1 : (text.find("\n", match.end("about")) + 1 or len(text) + 1) - 1]
    return line.strip().lower() == match["about"].strip().lower()


def _heading(match: re.Match[str], page: PageText, kinds: DocumentKinds, agency: str) -> Heading:
    rest = page.text[match.end() : match.end() + _MAX_TITLE_CHARS]
    stop = _END_OF_TITLE.search(rest)
    form, issuer = _one_line(match["form"]), _one_line(match["issuer"])
    title = _before_issuer(_first_lines(rest[: stop.start()] if stop else rest, is_whole=stop is not None), issuer)
    above = page.text[: match.start("form")]
    return Heading(
        kind=_kind(form, issuer, _one_line(title), kinds, agency),
        form=form,
        issuer=issuer,
        number=printed_number(match["number"] or "", match["year"]),
        title=_one_line(" ".join(clean_line(line, page) for line in title.split("\n"))).rstrip(" :;,"),
        is_draft=bool(loose(*kinds.draft_words).search(match["before"] or "") or _is_marked_draft(above, kinds)),
        page=page,
        start=match.start("form"),
        title_start=match.end(),
        end=match.end() + len(title),
    )


def _first_lines(rest: str, is_whole: bool) -> str:
    """The title: its lines in capitals, else all of the text when that `is_whole`, else the first line."""
    lines = rest.lstrip().split("\n")
    n_capital = next((number for number, line in enumerate(lines) if not _is_capital(line)), len(lines))
    if is_whole and n_capital == 0:
        return rest
    return rest[: len(rest) - len(rest.lstrip())] + "\n".join(lines[: max(n_capital, 1)][:6])


def _is_capital(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


def _before_issuer(title: str, issuer: str) -> str:
    """The title without the line that names the issuer again."""
    lines = title.split("\n")
    for number, line in enumerate(lines[1:], 1):
        if issuer and _one_line(line).strip(" ,.").upper() == issuer.strip(" ,.").upper():
            return "\n".join(lines[:number])
    return title


def _is_marked_draft(above: str, kinds: DocumentKinds) -> bool:
    return any(loose(*kinds.draft_words).fullmatch(line.strip(" -:()*")) for line in above.splitlines())


def _kind(form: str, issuer: str, title: str, kinds: DocumentKinds, agency: str) -> DocumentType:
    kind = next(kind for kind, forms in kinds.instruments if loose(*forms).fullmatch(form))
    if kind == "national_regulation" or not is_national(issuer, kinds) or kind == "circular":
        return kind
    is_own = names_agency(issuer, agency) or _is_internal(kind, issuer, title, kinds)
    return kind if is_own else "national_regulation"


def _is_internal(kind: DocumentType, issuer: str, title: str, kinds: DocumentKinds) -> bool:
    """True for a national body's rule on its own house ("di lingkungan" and its own name), or its decree that names people or itself."""
    if kind == "decree" and (loose(*kinds.appointment_titles).match(title) or names_agency(title, issuer)):
        return True
    match = loose(*kinds.internal_words).search(title)
    house = _distinctive(title[match.end() :]) if match else set()
    return bool(house & _distinctive(issuer))


def is_national(issuer: str, kinds: DocumentKinds) -> bool:
    """True when the issuer's name has a word of a national body and none of a regional one."""
    return loose(*kinds.national_issuers).search(issuer) is not None and loose(*kinds.local_issuers).search(issuer) is None


_COMMON_NAMES = frozenset(
    "pemerintah pemerintahan kabupaten kota provinsi daerah kementerian badan lembaga republik indonesia".split()
)


def names_agency(text: str, agency: str) -> bool:
    """True when the text has every distinctive word of the agency's name (not "Pemerintah", "Kabupaten", ...)."""
    own = _distinctive(agency)
    squeezed = "".join(char for char in text.lower() if char.isalnum())
    return bool(own) and all(word in squeezed for word in own)


def _distinctive(name: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 2 and word not in _COMMON_NAMES}


def printed_number(text: str, year: str | None = None) -> str:
    """The number as printed ("34 TAHUN 2019"), "" when it is left blank; a lone year is no number."""
    text = _one_line(text).strip(" :.,;-_…")
    bare = re.sub(rf"{loose_source('tahun')}\s*(\d{{4}}|[._…\s]*)|[.…_\-/\s]", "", text, flags=re.IGNORECASE)
    if not any(char.isdigit() for char in bare):
        return ""
    number = trimmed_number(text)
    return f"{number} TAHUN {year}" if number and year and year not in number else number


def _one_line(text: str) -> str:
    return " ".join(text.split())


_NATIONAL_BODY = re.compile(r"\b(?:kementerian|menteri|republik indonesia|nasional|negara|presiden)\b", re.IGNORECASE)
_REGIONAL_BODY = re.compile(r"\b(?:kabupaten|kota|provinsi|daerah|dinas|bupati|walikota|gubernur)\b", re.IGNORECASE)


def is_national_name(name: str) -> bool:
    """True when an agency's name is that of a national body."""
    return _NATIONAL_BODY.search(name) is not None and _REGIONAL_BODY.search(name) is None
