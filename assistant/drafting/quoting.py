"""Words of a file as a draft quotes them: verbatim, from the beginning of a sentence, short; and titles as people cite them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.official.title_case import calm, is_abbreviation

QUOTED_WORDS = 26
_FEWEST_WORDS = 2
_LONGEST_FRAGMENT = 14  # words; an item of a list reads well in quotation marks, the middle of a sentence does not
_EDGES = " \t\n.,;:-–—−…“”\"'«»•"
# Numbers of pages, ayat and list items that a quote happens to begin with.
_NUMBERING = re.compile(
    r"^(?:-?\s*\d{1,3}\s?-\s+|\(\d{1,2}[a-z]?\)\s+|\(?[a-z]\)\s+|[a-z]\.\s+|\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-Z])|\d{1,2}[.)]\s+)+"
)
_TAIL = re.compile(r"^[^.;]{0,40}\w{3}[.;]\s+(?:\(\d{1,2}\)\s+)?(?=[A-Z])")  # the end of the sentence before
_NEXT_PASAL = re.compile(
    r"(?<=\S) (?:Bagian Ke\w+|Paragraf \d+|BAB [IVXL]+|Pasal \d+[A-Z]?|\d{1,2}\.)(?= (?:\(\d|[A-Z]))|(?<=[.;]) \(\d{1,2}\)(?= )"
)
_OWN_PASAL = re.compile(r"^Pasal\s+\d+[A-Z]?\s+(?=[A-Z(])")
_JUNK = re.compile(r"^\W*BAB [IVXL]+\b|KATA PENGANTAR|DAFTAR ISI|[Pp]uji syukur|[|\\©®<>{}~=_^]|‘\s|�")
_CLOSING = re.compile(r"\W*(?:(?:ditetapkan|diundangkan|disahkan) di\b|di \w+ pada tanggal|.{0,60}mulai berlaku)", re.I)
# Labels of forms and table heads: words that tell nothing by themselves.
_LABELS = frozenset(
    "nomor no tgl tanggal halaman hal revisi sop nama jabatan nip pembuatan pengesahan efektif disahkan oleh ttd dasar hukum".split()
)
_TABLE = re.compile(r"\bMutu Baku\b|\bOutput Outcome\b|\bNo\.? (?:Uraian|Kegiatan|Nama)\b")
_MOST_NUMBERS, _MOST_SHOUTED, _MOST_ITEMS = 3, 3, 2  # in running words; more of them come from tables and diagrams
_CUT_OFF = re.compile(r"\b(?:dimaksud|pada ayat|dalam pasal|dan|yang|dengan|untuk|oleh|serta|atau)\W*$", re.I)
_FEWEST_CUT_OFF = 8  # words; a longer quote tells something though it stops in the middle
_REPEATED = re.compile(r"^((?:\S+\s+){0,4}?\S+)\s+(?=\1\b)", re.I)  # a heading that the sentence below begins with again
_VERB = re.compile(r"(?:me|ber|di|ter)[a-z]{4,}")
_NO_VERBS = frozenset(
    "dimaksud melalui terhadap terkait berdasarkan menurut mengenai bersama berikut termasuk tersebut dengan".split()
)
_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember"
_ENACTED = re.compile(
    rf"(?:(?P<verb>(?i:ditetapkan|diundangkan|disahkan))\s+)?\bdi\s+(?P<city>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,3}}),?"
    rf"\s+pada\s+(?:tanggal\s+)?(?P<date>\d{{1,2}}\s+(?:{_MONTHS})\s+(?:19|20)\d\d)\b"
)
_KINDS = (
    r"(?:rancangan|peraturan|qanun|keputusan|instruksi|maklumat|surat|undang-undang|dokumen|laporan|kajian|pedoman|panduan|petunjuk|"
    r"buku|manual|prosedur|standar|SOP|berita|risalah|notula|notulen|nota|naskah|kerangka|perjanjian|kontrak|undangan|rencana|"
    r"tangkapan layar|paparan|lampiran|daftar|formulir|pengumuman)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enactment:
    """Where and when a document says that it was set; `verb` is its own word in small letters, empty = it is not in the quote."""

    verb: str
    city: str
    date: str


def quoted(text: str) -> str:
    """The words in quotation marks, on one line, at most `QUOTED_WORDS` words; what is left out is shown by "…"."""
    whole = " ".join(text.split()).strip(_EDGES).replace("“", "‘").replace("”", "’").replace('"', "’")
    body = _begun(whole)
    following = _NEXT_PASAL.search(body)
    words = (body[: following.start()] if following else body).split()
    shown = _cut(words).rstrip(_EDGES)
    is_fragment = shown[:1].islower() and (whole != body or _begins_with_verb(words))
    is_cut = len(shown.split()) < len(words)
    return f"“{'… ' if is_fragment else ''}{shown}{' …' if is_cut else ''}”"


def is_readable(text: str) -> bool:
    """True for words that tell something when quoted: some words of a sentence, no leftovers of screens, forms and tables."""
    words = _begun(" ".join(text.split()).strip(_EDGES)).split()
    letters = [word for word in words if re.search(r"[^\W\d]", word)]
    if len(letters) < _FEWEST_WORDS or _JUNK.search(text) or _TABLE.search(text):
        return False
    if all(word.strip(_EDGES).lower() in _LABELS for word in letters) or (len(words) < _FEWEST_CUT_OFF and _CUT_OFF.search(text)):
        return False
    short = sum(len(word.strip(_EDGES)) < 2 for word in words)
    shouted = sum(word.isupper() and len(word) > 3 and not is_abbreviation(word.strip(_EDGES)) for word in words)
    numbers = sum(re.fullmatch(r"\d{1,3}[.)]?", word) is not None for word in words[:QUOTED_WORDS])
    is_fragment = words[0][:1].islower() and len(words) > _LONGEST_FRAGMENT and not _begins_with_verb(words)
    is_running = sum(word[:1].islower() for word in letters) * 4 >= len(letters)
    items = sum(re.fullmatch(r"[a-z\d]{1,2}\)", word) is not None for word in words[:QUOTED_WORDS])
    is_clean = short * 5 <= len(words) and shouted <= min(_MOST_SHOUTED, len(words) // 2)
    is_clean = is_clean and numbers <= _MOST_NUMBERS and items <= _MOST_ITEMS
    return is_clean and not is_fragment and (is_running or len(words) <= 8)


def is_closing(text: str) -> bool:
    """True for the words by which a document says where, when and from when it is in force."""
    return bool(_CLOSING.match(text))


def enactment_of(text: str) -> Enactment | None:
    """Place and day of the closing formula; None when the words are not one, or do not tell both."""
    found = _ENACTED.search(" ".join(text.split())) if is_closing(text) else None
    return Enactment(verb=(found["verb"] or "").lower(), city=found["city"], date=found["date"]) if found else None


def cited_title(title: str, about: str) -> str:
    """The document as people cite it, without shouting; `about` is the pattern for a title that does not tell the kind."""
    plain = calm(re.sub(r"\s+([),.;])", r"\1", " ".join(title.split())))
    return plain if not plain or re.match(_KINDS, plain, re.I) else about.format(title=plain)


def _begins_with_verb(words: Sequence[str]) -> bool:
    return bool(words) and bool(_VERB.fullmatch(words[0])) and words[0] not in _NO_VERBS


def _begun(text: str) -> str:
    """The text without numbering, the end of a sentence before it, its own article number, or a heading said twice."""
    body = _NUMBERING.sub("", text)
    tail = _TAIL.match(body)
    if tail is not None and len(body[tail.end() :].split()) >= _FEWEST_WORDS * 3:
        body = body[tail.end() :]
    return _REPEATED.sub("", _NUMBERING.sub("", _OWN_PASAL.sub("", body))) or text


def _cut(words: list[str]) -> str:
    """At most `QUOTED_WORDS` words; a longer text ends at a comma or semicolon where one comes late enough."""
    if len(words) <= QUOTED_WORDS:
        return " ".join(words)
    ends = [place for place in range(QUOTED_WORDS // 2, QUOTED_WORDS) if words[place].endswith((",", ";"))]
    return " ".join(words[: ends[-1] + 1 if ends else QUOTED_WORDS])
