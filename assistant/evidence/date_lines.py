"""Lines that carry a document's date: place and date before a signature, labelled dates, the day on which it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.evidence.dates import FoundDate, find_dates
from assistant.evidence.opening import Line

_PLACE = re.compile(  # recognition loses the first letters of a place at the edge of a stamp
    r"(?P<place>(?:[A-Z][\w.'’-]{2,}|^\W*[a-z]{3,})(?:[^\S\n]+[A-Z][\w.'’-]+){0,3})\s*[,.]\s*(?:tanggal|tgl\.?)?[\s:]*$"
)
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|hari|tanggal|waktu|periode|bulan|tahun)\b", re.IGNORECASE
)
_KNOWING = re.compile(r"mengetahui|menyetujui|disahkan", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:NIP|ttd|kepala|ketua|sekretaris|direktur|inspektur|pejabat|tim|notulis|penyusun|plt|a\.n|bupati|gubernur|wali ?kota|menteri|"
    r"pemilik|pengguna|pimpinan|rektor|camat|lurah)\b|,\W*$",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"^\W*(?:kepada|yth)\b", re.IGNORECASE)
_ANNEX = re.compile(r"^\W*(?:lampiran|dokumentasi)\b", re.IGNORECASE)
_OFFICE_LINES, _ADDRESSEE_LINES, _ANNEX_LINES = 4, 4, 3
_MAX_NOISE = 4  # letters and digits that recognition adds around a date that stands alone

_IN_SENTENCE = re.compile(r"^\W*(?:(?:\d{1,2}|[A-Za-z])[.)]\s|[a-z]{4})")  # an item of a list, or the rest of a sentence
_RANGE = r"s\.?/?d\.?|sampai(?:\s+dengan)?|mulai|sejak|hingga"
_SPAN = re.compile(rf"(?:\d\s*[-–]|{_RANGE})\s*$", re.IGNORECASE)
_MONTH_SPAN = re.compile(rf"(?:[a-z]\s*[-–]|{_RANGE})\s*$", re.IGNORECASE)
_OTHER_DAY = re.compile(r"(?:revisi|efektif|berlaku|\bperiode|jangka waktu|masa|lahir|paling lambat)\b", re.IGNORECASE)
_THIS_DAY = re.compile(r"pada\s+hari\W?ini|\b(?:dicetak|tercetak|diunduh)\b", re.IGNORECASE)
_HELD_DAY = re.compile(
    rf"^\W*(?:\w{{1,2}}\W+)?(?:hari|tanggal|tgl|waktu|pelaksanaan)\b|pada\s+(?:hari|tanggal)|{_THIS_DAY.pattern}", re.IGNORECASE
)
_STATED = re.compile(
    r"^\W*(?P<word>tanggal|tgl\.?)\s*(?:surat|dokumen|laporan|terbit|penerbitan|rilis)?\s*[:.]?\s*", re.IGNORECASE
)
_MADE = tuple(
    re.compile(rf"(?:\bt?anggal|\btgl\.?)\s*{words}", re.IGNORECASE)
    for words in (
        "(?:pembuatan|dibuat|penyusunan)",
        "(?:di|pe)?(?:tetapkan|netapan|sahkan|ngesahan)",
    )
)
_REISSUED = re.compile(r"^\W*(?:tanggal\s+)?(?:di)?terbit(?:kan)?\s+(?:ulang|kembali)\b", re.IGNORECASE)  # renewed certificates
_PUBLISHED = re.compile(r"(?:\bt?anggal|\btgl\.?)\s*(?:terbit|diterbitkan|penerbitan)", re.IGNORECASE)
_IN_FORCE = re.compile(r"\b(?:tanggal|tgl\.?)\s*(?:efektif|berlaku|revisi)", re.IGNORECASE)
_COMMON_ERA = re.compile(r"\s*M(?:asehi)?\b")  # beside a date of the Islamic calendar
_TAKEN = re.compile(r"\bdi(?:ambil|tangkap|rekam|foto|akses)\b\s*(?:pada\s*)?(?:tanggal|tgl\.?)?\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\w\.$")
_COVER_WORDS, _SENTENCE_WORDS, _FIGURE_WORDS, _TAIL_WORDS = 16, 6, 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """A date and the line on which it stands."""

    found: FoundDate
    line: Line


def signing_date(lines: Sequence[Line]) -> DatedLine | None:
    """The last "Place, 3 Mei 2024" that stands alone on its line, if any before an office or a name; annexed letters do not count."""
    skipped = {line.page.number for line in lines if line.page.number > lines[0].page.number and _opens_annex(line, lines)}
    placed = [
        DatedLine(found=found, line=line)
        for line in lines
        if line.page.number not in skipped and not _heads_letter(line, lines) and (found := placed_date(line.text))
    ]
    signed = [dated for dated in placed if any(_OFFICE.search(line.text) for line in _next(lines, dated.line, _OFFICE_LINES))]
    return next(reversed(signed or placed), None)


def letter_date(lines: Sequence[Line]) -> DatedLine | None:
    """The date at the head of a letter: after a place at the end of a line, alone on its line, or with "M" beside a Hijri date."""
    for line in lines:
        found = placed_date(line.text, is_letter=True)
        if found is not None:
            return DatedLine(found=found, line=line)
        for found in find_dates(line.text):
            is_alone = _n_signs(line.text) - _n_signs(found.printed) <= _MAX_NOISE // 2
            is_paired = _COMMON_ERA.match(line.text, found.end) and not _HELD_DAY.search(line.text)
            if found.value and (is_alone or is_paired):
                return DatedLine(found=found, line=line)
    return None


def caption_date(lines: Sequence[Line]) -> DatedLine | None:
    """The day on which a picture was taken, as its caption says ("diambil 3 Mei 2024")."""
    dated = (DatedLine(found=found, line=line) for line in lines for found in find_dates(line.text, with_figures=True))
    return next((one for one in dated if _TAKEN.search(one.line.text[: one.found.start])), None)


def is_letter(lines: Sequence[Line]) -> bool:
    """True when someone is addressed near the top."""
    return any(_ADDRESSEE.match(line.text) for line in lines)


def placed_date(text: str, is_letter: bool = False) -> FoundDate | None:
    """The date after a place's name and a comma; letters may have other words before the place, other papers may not."""
    for found in find_dates(text, with_figures=True):
        place = _PLACE.search(text[: found.start])
        if place is None or _WEEKDAY.search(place["place"]) or _n_signs(text[found.end :]) > _MAX_NOISE - 1:
            continue
        lead = text[: place.start()]
        if is_letter or _n_signs(lead) <= _MAX_NOISE or _KNOWING.search(lead):
            return found
    return None


def stated_date(lines: Sequence[Line], number: str) -> DatedLine | None:
    """The date after the label "Tanggal" or beside the document's number."""
    for line in lines:
        label = _STATED.match(line.text)
        if label and not (label["word"][:1].isupper() or ":" in label[0]):
            label = None  # the rest of a sentence
        start = label.end() if label else line.text.find(number) + len(number) if number and number in line.text else None
        if start is not None and not _OTHER_DAY.search(line.text):
            found = _near(line, start)
            if found is not None:
                return found
    return None


def made_date(lines: Sequence[Line]) -> DatedLine | None:
    """The date of making, else of approval, else of publication, after its label; of coming into force when no such label stands there."""
    is_labelled = False
    for label in (*_MADE, _REISSUED, _PUBLISHED, _IN_FORCE):
        for line in lines:
            match = label.search(line.text)
            if match is None or (label is _IN_FORCE and is_labelled):
                continue
            is_labelled = True
            after = _near(line, match.end()) or next((_near(line, 0) for line in _next(lines, line, 1)), None)
            if after is not None:
                return after
    return None


def held_date(lines: Sequence[Line], is_event: bool = True) -> DatedLine | None:
    """The day on which a meeting was held or an agreement made ("Hari/Tanggal : ...", "Pada hari ini ...").

    Papers that are no `is_event` tell of days of all kinds: only "pada hari ini" and the day of printing are their own.
    """
    for line in lines:
        label = (_HELD_DAY if is_event else _THIS_DAY).search(line.text)
        if label is None or _OTHER_DAY.search(line.text):
            continue
        for found, source in _dates_from(line, lines):
            if found.start >= label.start() and not _ends_span(source.text, found):
                return DatedLine(found=found, line=source)
    return None


def cover_date(lines: Sequence[Line]) -> DatedLine | None:
    """The first date on a line short enough to be a cover's, a day before a mere month; none in lists or of a span of time."""
    months: list[DatedLine] = []
    for line in lines:
        if line.n_words > _COVER_WORDS or _OTHER_DAY.search(line.text) or _is_prose(line):
            continue
        for found in find_dates(line.text, with_figures=line.n_words <= _FIGURE_WORDS):
            if _ends_span(line.text, found) or len(line.text[found.end :].split()) > _TAIL_WORDS:
                continue
            if found.value is not None:
                return DatedLine(found=found, line=line)
            months.append(DatedLine(found=found, line=line))
    return months[0] if months else None


def _is_prose(line: Line) -> bool:
    ends = line.n_words > _SENTENCE_WORDS and _SENTENCE_END.search(line.text) is not None
    return ends or _IN_SENTENCE.match(line.text) is not None


def _ends_span(text: str, found: FoundDate) -> bool:
    """True when the date is the end of a span of time ("4-6 Maret 2024")."""
    return (_SPAN if found.value else _MONTH_SPAN).search(text[: found.start]) is not None


def _near(line: Line, start: int) -> DatedLine | None:
    """The first date from `start` on, when nearly nothing stands between."""
    for found in find_dates(line.text[start:], with_figures=True):
        if _n_signs(line.text[start : start + found.start]) <= _MAX_NOISE or _WEEKDAY.search(
            line.text[start : start + found.start]
        ):
            return DatedLine(found=found, line=line)
        break
    return None


def _heads_letter(line: Line, lines: Sequence[Line]) -> bool:
    return any(_ADDRESSEE.match(below.text) for below in _next(lines, line, _ADDRESSEE_LINES))


def _opens_annex(line: Line, lines: Sequence[Line]) -> bool:
    above = [other for other in lines[max(0, line.index - _ANNEX_LINES) : line.index] if other.page.number == line.page.number]
    return len(above) < _ANNEX_LINES and _ANNEX.match(line.text) is not None


def _dates_from(line: Line, lines: Sequence[Line]) -> Iterator[tuple[FoundDate, Line]]:
    """The dates of a line, with those that end or stand on the next one; the line given is as long as the date needs."""
    both = line
    for below in _next(lines, line, 1):
        joined = f"{line.text} {below.text}"
        if " ".join(joined.split()) in " ".join(line.page.text.split()):
            both = replace(line, text=joined)
    for found in find_dates(both.text, with_figures=True):
        yield found, line if found.end <= len(line.text) else both


def _next(lines: Sequence[Line], line: Line, n_lines: int) -> Sequence[Line]:
    return lines[line.index + 1 : line.index + 1 + n_lines]


def _n_signs(text: str) -> int:
    return sum(map(str.isalnum, text))
