"""A document's own number: after its label near the top, cut where the number ends, never one that is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.evidence.loose import loose_source
from assistant.evidence.opening import Line, opening_lines
from corpus.document_kinds import DocumentType
from indexer.reading.pages import PageText

UNNUMBERED: tuple[DocumentType, ...] = ("screenshot", "manual", "presentation")  # numbers on screens belong to what they show
_TOP_LINES, _COVER_WORDS = 28, 60
_LABELLED_LINES = 45
_YEAR = r"(?:19|20)\d\d"
_ENDS_IN_YEAR = re.compile(
    rf"[\w(][^\s/]{{0,30}}(?:\s[\w.&-]+)?\s{{0,2}}(?:/[^\n/:;,]{{1,30}}){{0,6}}?/\s{{0,2}}{_YEAR}(?![\w/.-]*\w)"
)
_CODE = re.compile(r"[\w(][\w.()&-]*(?:\s{0,2}/\s{0,2}[\w.()&-]+)+")
_WITH_YEAR = re.compile(rf".*?\b{loose_source('tahun')}\s*{_YEAR}", re.IGNORECASE)
_BLANK_PART = re.compile(r"/[\s._…]*/|^[\s._…]*/")
_AFTER_NUMBER = re.compile(
    r"\s{3,}|\s+[^\w\s(]+\s+|\s+(?:tanggal|tgl|tentang|hal|sifat|lampiran|perihal|berlaku)\b.*", re.IGNORECASE
)
_LABEL = re.compile(
    rf"(?P<lead>.*?)(?<![A-Za-z])(?P<word>{loose_source('nomor')}|no)(?:(?=sop\b)|(?![a-z]))\s*\.?\s*"
    r"(?:dan\s+tanggal\s+)?(?:sop|spo|surat|dokumen|berita acara|spk|kontrak|perjanjian|laporan|lha|lhp|dpa|register|naskah)?"
    r"\s*(?P<sign>[_\W]*[:;.=])?\s*(?P<rest>[^\s:;].*)?$",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\b(?:peraturan|keputusan|undang|surat|perpres|permen\w*|perbup|perwali|pergub|instruksi|edaran|ba|sk|berdasarkan|dasar|sesuai|"
    r"menindaklanjuti|mengacu|memperhatikan|merujuk|tanggal)\b",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)
_NEXT_HEAD = re.compile(r"(?:no\.?\s*)?(?:revisi|halaman|tanggal|edisi)\b", re.IGNORECASE)
_ABOUT = re.compile(rf"\s(?:{loose_source('tentang')})\b", re.IGNORECASE)
_TITLE_WORDS = 4
_ADOPTED_BY = re.compile(  # the cover of a paper that a decree puts into force
    rf"^\W*(?:ditetapkan|disahkan|diberlakukan)\s+(?:dengan|melalui|dalam|oleh)\s[^\n]{{0,80}}?\b{loose_source('nomor')}\s*[:.]?\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_BARE_CODE = re.compile(r"(?=\S*[A-Za-z])(?=\S*\d)\w[\w.()]*(?:[/-][\w.()]+){2,}$")
_RULES: tuple[DocumentType, ...] = ("agency_regulation", "decree", "circular", "national_regulation")
_RULE_NUMBER = re.compile(
    rf"\W*{loose_source('nomor')}\W*(?P<number>\d\w{{0,4}}\s+{loose_source('tahun')}\s+{_YEAR})\W*$", re.IGNORECASE
)
_MAX_NOISE = 4  # letters and digits that recognition adds


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact:
    """A number and the line of its page on which it stands."""

    number: str
    page: PageText
    text: str


def trimmed_number(text: str) -> str:
    """A number without what follows it on its line ("412/KEP/HK/2023 3 £" ends at its year); "" when a part was left blank."""
    text = _one_line(text)
    if _BLANK_PART.search(text):
        return ""
    for pattern in (_ENDS_IN_YEAR, _CODE, _WITH_YEAR):
        match = pattern.match(text)
        if match is not None and any(map(str.isdigit, match[0])):
            return match[0].strip(" .-")
    return _AFTER_NUMBER.split(text)[0].strip(" .:;|-")


def own_number(pages: Sequence[PageText], kind: DocumentType) -> NumberFact | None:
    """The number that the document bears, None when it bears none or one cannot be told from those it cites."""
    if kind in UNNUMBERED:
        return None
    lines = _top(pages)
    for before, line in pairwise((None, *lines)):
        found = _labelled(line, before, lines) if line is not None else None
        if found is not None:
            return found
    if kind in ("sop", "minutes", "invitation"):
        return next(_alone(lines), None)
    if kind in _RULES:
        return next(_of_rule(lines), None)
    return next(_adopted_by(lines), None)


def _top(pages: Sequence[PageText]) -> list[Line]:
    """The lines of the first page with text; of a cover with few words, those of the next page as well."""
    lines = opening_lines(pages, 2, _LABELLED_LINES)
    first = [line for line in lines if line.page.number == lines[0].page.number]
    return lines if sum(line.n_words for line in first) < _COVER_WORDS else first


def _labelled(line: Line, before: Line | None, lines: Sequence[Line]) -> NumberFact | None:
    match = _LABEL.match(line.text)
    if match is None or _is_cited(match, line, before):
        return None
    is_first = _n_signs(match["lead"]) <= _MAX_NOISE
    is_plain = is_first and (len(match["word"]) > 2 or _BARE_CODE.match(match["rest"] or ""))  # "No." heads tables as well
    if not (match["sign"] or is_plain) or (not is_first and line.index >= _TOP_LINES):
        return None
    value, source = match["rest"] or "", line
    if (not value or _NEXT_HEAD.match(value)) and line.index + 1 < len(lines):  # tables put the value under its label
        source = lines[line.index + 1]
        value = source.text
    number = trimmed_number(value)
    if _is_official(number) and not _ABOUT.match(value[value.find(number) + len(number) :]):
        return NumberFact(number=number, page=source.page, text=source.text)
    return None


def _alone(lines: Sequence[Line]) -> Iterator[NumberFact]:
    """Numbers with a year that stand alone on their line or after a colon: forms whose labels were read apart from their values."""
    for line in lines:
        match = _ENDS_IN_YEAR.search(line.text)
        if match is None or not _is_official(match[0]) or _n_signs(line.text[match.end() :]) > _MAX_NOISE:
            continue
        lead = line.text[: match.start()].rstrip()
        if _n_signs(lead) <= _MAX_NOISE or (lead.endswith(":") and not _CITES.search(lead)):
            yield NumberFact(number=match[0].strip(), page=line.page, text=line.text)


def _of_rule(lines: Sequence[Line]) -> Iterator[NumberFact]:
    """The number of a rule whose heading could not be made out: alone on its line, in capitals."""
    for line in lines[:_TOP_LINES]:
        match = _RULE_NUMBER.match(line.text)
        if match is not None and line.is_capital:
            yield NumberFact(number=_one_line(match["number"]), page=line.page, text=line.text)


def _adopted_by(lines: Sequence[Line]) -> Iterator[NumberFact]:
    """The number of the decree that a cover names as the one that adopted the paper; in running text it is but cited."""
    if not lines or sum(line.n_words for line in lines if line.page.number == lines[0].page.number) >= _COVER_WORDS:
        return
    for line in lines:
        match = _ADOPTED_BY.match(line.text) if line.page.number == lines[0].page.number else None
        number = trimmed_number(match["rest"]) if match is not None else ""
        if _is_official(number) or _WITH_YEAR.match(number):
            yield NumberFact(number=number, page=line.page, text=line.text)


def _is_cited(match: re.Match[str], line: Line, before: Line | None) -> bool:
    """True for the number of another paper: its name stands before the label, on this line or at the end of a sentence above."""
    lead = match["lead"]
    if _CITES.search(lead) and lead != lead.upper():
        return True
    if before is None or before.is_capital or _n_signs(lead) > _MAX_NOISE:
        return False
    is_sentence = before.n_words > _TITLE_WORDS or _LIST_ITEM.match(before.text) or ":" in before.text
    return bool(_CITES.search(before.text) and is_sentence and not match["sign"])


def _is_official(number: str) -> bool:
    return bool(re.search(r"\d", number) and re.search(r"[/.\-]", number)) and len(number.split()) <= 6


def _n_signs(text: str) -> int:
    return sum(map(str.isalnum, text))


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" :.,;-_…")
