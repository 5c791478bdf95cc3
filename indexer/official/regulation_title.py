"""Which regulation a document is, from its title page: kind and issuer, number, year and subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.official.issuers import prefix_of
from indexer.official.noisy_numbers import GLYPHS, readings
from indexer.official.page_lines import is_like, squeezed
from indexer.official.title_case import title_case
from indexer.reading.pages import PageText

_NUMBERED = re.compile(
    rf"(?P<before>.*?)\bN ?[O0] ?M ?[O0] ?R\b[\s:.;-]*(?P<number>[{GLYPHS}]{{1,4}}|[\w./-]*?\d[\w./-]*)\s*"
    rf"T ?A ?H ?[UV] ?N\s*(?P<year>[{GLYPHS}]{{4}})\b(?P<after>.*)"
)
_SLASHED = re.compile(
    r"(?P<before>.*?)\bN ?O ?M ?O ?R\b[\s:.]*(?P<number>\d{1,4})/[\w./-]*?/(?P<year>(?:19|20)\d\d)\b(?P<after>.*)"
)
_KINDS = re.compile(r"\b(UNDANG.?UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT ?EDARAN|PEDOMAN)\b.*")
_END = re.compile(r"DENGAN ?RAHMAT|MENIMBANG|BAB\b|YTH|PASAL|LAMPIRAN|PRESIDEN REP|\d+\. ?LATAR")
_PAGES, _MOST_LINES_ABOVE, _MOST_TITLE_LINES = 5, 6, 8
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationTitle:
    """What a title page says. `id` is the document id ("perpres-95-2018"); `subject` is the part after "tentang"."""

    id: str
    kind: str
    number: str
    year: int
    subject: str

    @property
    def title(self) -> str:
        """The whole title in one line."""
        about = f" tentang {self.subject}" if self.subject else ""
        return f"{self.kind} Nomor {self.number} Tahun {self.year}{about}"


def recognise_title(pages: Sequence[PageText]) -> RegulationTitle | None:
    """The regulation that the first pages announce in capitals; None when they announce none."""
    for page in pages[:_PAGES]:
        lines = [" ".join(line.split()) for line in page.text.splitlines() if line.strip()]
        for place in range(len(lines)):
            found = _announced(lines, place)
            if found is not None:
                return found
    return None


def _announced(lines: Sequence[str], place: int) -> RegulationTitle | None:
    match = _NUMBERED.fullmatch(lines[place]) or _SLASHED.fullmatch(lines[place])
    if match is None:
        return None
    year = _year(match["year"])
    number = _number(match["number"])
    kind = _kind(lines, place, match["before"])
    prefix = prefix_of(kind) if kind else None
    if not number or not year or prefix is None:
        return None
    subject = _subject(lines, place, match["after"])
    return RegulationTitle(
        id=f"{prefix}-{number}-{year}", kind=title_case(kind), number=number.upper(), year=year, subject=subject
    )


def _year(token: str) -> int:
    """The year that four glyphs stand for, read two by two; 0 when they stand for none."""
    value = int(token) if token.isdigit() else 100 * _pair(token[:2]) + _pair(token[2:])
    return value if _FIRST_YEAR <= value <= _LAST_YEAR else 0


def _pair(glyphs: str) -> int:
    """The number of two glyphs; 0 for two noughts or what is no number."""
    found = readings(glyphs)
    return found[0].value if found else 0


def _number(token: str) -> str:
    """The number for the id, in digits with its letter; "" when there is none."""
    found = readings(token)
    if found:
        return str(found[0]).lower()
    digits = re.findall(r"\d+", token)
    return digits[0].lstrip("0") if digits else ""


def _kind(lines: Sequence[str], place: int, before: str) -> str:
    """Kind and issuer in capitals: what stands before the number and on the lines above, from the word that opens it."""
    above = [before.strip()] if before.strip() else []
    for line in reversed(lines[max(0, place - _MOST_LINES_ABOVE) : place]):
        if line != line.upper() and not _KINDS.search(line):
            break
        above.insert(0, line)
        found = _KINDS.search(_respaced(" ".join(above)))
        if found is not None and found[0].strip():
            return found[0].strip(" ,:")
    found = _KINDS.search(_respaced(" ".join(above)))
    return found[0].strip(" ,:") if found else ""


def _respaced(text: str) -> str:
    """Capitals that a scanner tore apart put together again in the words that open a title."""
    for word in (
        "UNDANG-UNDANG",
        "PERATURAN",
        "KEPUTUSAN",
        "INSTRUKSI",
        "PEDOMAN",
        "PRESIDEN",
        "MENTERI",
        "PEMERINTAH",
        "BUPATI",
    ):
        letters = r"\s?".join(re.escape(letter) for letter in word)
        text = re.sub(rf"\b{letters}\b", word, text)
    return re.sub(r"\bSURAT\s?EDARAN\b", "SURAT EDARAN", text)


def _subject(lines: Sequence[str], place: int, after: str) -> str:
    """What the regulation is about: the capitals after TENTANG up to the invocation; "" when they are not there."""
    start = next(
        (number for number in range(place, min(place + 4, len(lines))) if _is_about(lines[number], number == place, after)), None
    )
    if start is None:
        return ""
    found = [re.sub(r"^.*\bTENTANG\b", "", after if start == place else lines[start]).strip()]
    for line in lines[start + 1 : start + 1 + _MOST_TITLE_LINES]:
        if line != line.upper() or _END.match(line) or is_like(squeezed(line)[:12], "DENGANRAHMAT"):
            break
        found.append(line)
    return title_case(" ".join(part for part in found if part))


def _is_about(line: str, is_first: bool, after: str) -> bool:
    text = after if is_first else line
    return re.search(r"\bTENTANG\b", text) is not None or is_like(text, "TENTANG", 70)
