"""The facts of a document: kind, number, date, title, agency, draft or not, signed or not, each with its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.adoption import Adoption, adoption_of
from assistant.evidence.annex_head import AnnexHead, annex_head
from assistant.evidence.dates import FoundDate
from assistant.evidence.document_date import document_date
from assistant.evidence.document_number import own_number
from assistant.evidence.heading import Heading, find_heading
from assistant.evidence.kinds import OPENING_LINES, OPENING_PAGES, Kind, find_kind
from assistant.evidence.mended_number import mended_number
from assistant.evidence.opening import Line, opening_lines, quote_of
from assistant.evidence.records import DocumentFacts, Quote
from assistant.evidence.speaker import speaker_of
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import DocumentText, PageText

INSTRUMENTS: tuple[DocumentType, ...] = ("agency_regulation", "decree", "circular", "national_regulation")
_HEADING_PAGES = 3
_TITLE_LINES, _TITLE_WORDS = 5, 40
_PERIOD = re.compile(
    r"(?:tahun\s*)?((?:19|20)\d\d)\s*(?:[-–—]|s\.?/?d\.?|sampai(?: dengan)?)\s*(?:tahun\s*)?((?:19|20)\d\d)", re.IGNORECASE
)
_TITLE_LABEL = re.compile(
    r"(?:nama sop|judul sop|nama pekerjaan|pekerjaan|nama kegiatan|perihal|hal|acara|judul(?: kegiatan)?)[^\w:;]*[:;]\s*(?P<title>\S.{5,200}?)"
    r"(?=\s+(?:kepada|yth)\b|$)",
    re.IGNORECASE,
)
_TABLED_TITLE = re.compile(
    r"^\W*(?:pokok bahasan|pokok pembahasan|agenda(?: rapat)?|acara|topik|perihal)\s+(?P<title>[A-Z]\S*\s\S.{8,200})",
    re.IGNORECASE,
)
_MADE_TITLE = re.compile(
    r"\bmenetapkan\s*:?\s+(?:peraturan|keputusan|qanun)\s+[a-z ]{4,60}?\s+tentang\s+(?P<title>[^.;]{8,300})", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:tahun(?: anggaran)?|t\.?a\.?)\s*((?:19|20)\d\d)", re.IGNORECASE)
_AGENCY = re.compile(
    r"((?:pemerintah|pemerintahan)\s+(?:daerah\s+)?(?:provinsi|kabupaten|kota)\s+[a-z][a-z .]{2,40}|"
    r"(?:kementerian|badan|lembaga)\s+[a-z][a-z ,]{4,70}|"
    r"(?:dinas|inspektorat|sekretariat)\s[a-z ,]{0,80}?(?:provinsi|kabupaten|kota)\s+[a-z][a-z .]{2,40}|"
    r"(?:kabupaten|kota|provinsi)\s+[a-z][a-z .]{2,30})",
    re.IGNORECASE,
)


def facts_of(document: DocumentText, kinds: DocumentKinds, agency: str = "") -> DocumentFacts:
    """The facts of a read document. `agency` is the one under review ("" = unknown)."""
    heading = find_heading(document.pages[:_HEADING_PAGES], kinds, agency)
    kind = find_kind(document, heading, kinds)
    return _Facts(document, kinds, heading, kind).result()


class _Facts:
    def __init__(self, document: DocumentText, kinds: DocumentKinds, heading: Heading | None, kind: Kind) -> None:
        self._document = document
        self._kinds = kinds
        self._heading = heading if kind.kind in INSTRUMENTS or kind.kind == "evaluation_result" else None
        self._kind = kind
        self._lines = opening_lines(document.pages, OPENING_PAGES, OPENING_LINES)
        self._annex = annex_head(document.pages, kinds) if self._heading is not None else AnnexHead()
        self._quotes: dict[str, Quote] = {}

    def result(self) -> DocumentFacts:
        """All facts."""
        kind = self._kind.kind
        self._quote_kind()
        number = self._number()
        found, adoption = self._date_and_adoption(number)
        title = self._title()
        period, year = self._period(found, title)
        return DocumentFacts(
            document_type=kind,
            number=self._mended(number, found),
            date=found.printed if found else "",
            issued=found.value if found else None,
            year=year,
            period=period,
            title=title,
            agency=self._agency(),
            is_draft=adoption.is_draft,
            is_signed=adoption.is_signed,
            speaks=speaker_of(self._document, kind, self._kinds),
            enacted_on_page=adoption.page.number if adoption.page is not None and adoption.clause else 0,
            quotes=tuple(self._quotes.items()),
        )

    def _keep(self, name: str, page: PageText, text: str) -> None:
        if text.strip():
            self._quotes[name] = quote_of(page, text)

    def _quote_kind(self) -> None:
        if self._heading is not None:
            self._keep("document_type", self._heading.page, self._heading.text)
        elif self._kind.line is not None:
            self._keep("document_type", self._kind.line.page, self._kind.line.text)

    def _number(self) -> str:
        if self._heading is not None:
            return self._heading_number(self._heading)
        fact = own_number(self._document.pages, self._kind.kind)
        if fact is None:
            return ""
        self._keep("number", fact.page, fact.text)
        return fact.number

    def _heading_number(self, heading: Heading) -> str:
        """The number of the heading, else that of the annex: recognition loses what was stamped or written by hand."""
        if heading.number:
            self._keep("number", heading.page, heading.text)
            return heading.number
        if self._annex.number is None:
            return ""
        number, line = self._annex.number
        self._keep("number", line.page, line.text)
        return number

    def _mended(self, number: str, found: FoundDate | None) -> str:
        quote = self._quotes.get("number")
        if quote is None or quote.text_source != "ocr":
            return number
        return mended_number(number, found.value.month if found and found.value else None)

    def _date_and_adoption(self, number: str) -> tuple[FoundDate | None, Adoption]:
        adoption = adoption_of(self._document, self._kinds, self._kind.kind, self._heading, number)
        found = adoption.date
        if (found is None or found.value is None) and self._annex.date is not None and not adoption.is_draft:
            found, line = self._annex.date
            self._keep("date", line.page, line.text)
        elif found is not None and adoption.page is not None:
            self._keep("date", adoption.page, adoption.clause)
        elif not adoption.is_draft or self._kind.kind not in INSTRUMENTS:
            dated = document_date(self._document, self._kind.kind, number)
            if dated is not None:
                self._keep("date", dated.line.page, dated.line.text)
                found = dated.found
        if adoption.is_draft and adoption.draft_page is not None:
            self._keep("is_draft", adoption.draft_page, adoption.draft_sign)
        has_mark = bool(number or found or adoption.is_signed)
        return found, adoption if adoption.is_draft is not None else adoption.settled(has_mark)

    def _title(self) -> str:
        if self._heading is not None and self._heading.title:
            self._keep("title", self._heading.page, self._heading.printed_title)
            return self._heading.title
        named = self._made_title() or self._labelled_title()
        if named:
            return named
        line = self._kind.line or next((line for line in self._lines if line.n_words >= 2), None)
        if line is None:
            return " ".join(self._document.title.split())
        is_screen = self._kind.kind == "screenshot"  # what follows a screen's first line are its buttons
        title = " ".join(line.text.split()) if is_screen else title_lines(self._lines, line)
        self._keep("title", line.page, line.text)
        return title

    def _made_title(self) -> str:
        """What a rule without a heading says that it decides ("Menetapkan: PERATURAN BUPATI TENTANG ...")."""
        if self._kind.kind not in INSTRUMENTS:
            return ""
        for page in self._document.pages[:_HEADING_PAGES]:
            match = _MADE_TITLE.search(page.text)
            if match is not None:
                self._keep("title", page, match["title"])
                return " ".join(match["title"].split())
        return ""

    def _labelled_title(self) -> str:
        for line in self._lines:
            match = _TITLE_LABEL.search(line.text) or _TABLED_TITLE.match(line.text)
            if match is not None:
                self._keep("title", line.page, line.text)
                return " ".join(match["title"].split())
        return ""

    def _period(self, found: FoundDate | None, title: str) -> tuple[str, int | None]:
        top = f"{title}\n" + "\n".join(line.text for line in self._lines[:12])
        period = _PERIOD.search(top)
        if period is not None and int(period[1]) < int(period[2]) <= int(period[1]) + 25:
            return f"{period[1]}–{period[2]}", found.year if found else int(period[1])
        year = None if self._heading is not None else _YEAR.search(top)
        return (year[1] if year else ""), found.year if found else int(year[1]) if year else None

    def _agency(self) -> str:
        if self._heading is not None and self._heading.issuer:
            self._keep("agency", self._heading.page, self._heading.issuer)
            return " ".join(self._heading.issuer.split()).strip(" .,-")
        for line in self._lines:
            match = _AGENCY.search(line.text)
            if match is not None and line.n_words <= 14:
                self._keep("agency", line.page, line.text)
                return " ".join(match[0].split()).strip(" .,-")
        return ""


def title_lines(lines: Sequence[Line], first: Line) -> str:
    """The title that begins at a line: the lines that follow while they look like a title."""
    words = [first.text]
    for line in lines[first.index + 1 : first.index + _TITLE_LINES]:
        is_same = line.page.number == first.page.number and line.is_capital == first.is_capital and line.n_words <= 14
        if not is_same or ":" in line.text or sum(len(part.split()) for part in words) > _TITLE_WORDS:
            break
        words.append(line.text)
    return " ".join(" ".join(words).split())[:300]
