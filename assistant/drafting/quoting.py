"""Words of a file as a draft quotes them: verbatim, from the beginning of a sentence, short; and titles as people cite them."""

from __future__ import annotations

import re

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
_SMALL = {
    "dan",
    "di",
    "ke",
    "dari",
    "untuk",
    "pada",
    "dalam",
    "dengan",
    "yang",
    "bagi",
    "atau",
    "atas",
    "tentang",
    "serta",
    "oleh",
}
_ACRONYM = re.compile(r"^\W*(?:SPBE|TIK|SDM|SOP|APBD|APBN|OPD|SKPD|DPRD|RI|JDIH|BMN|BMD|[IVXL]+|E-\w|[^AIUEO\W]{2,4})\W*$")
_KINDS = (
    r"(?:rancangan|peraturan|qanun|keputusan|instruksi|maklumat|surat|undang-undang|dokumen|laporan|kajian|pedoman|panduan|petunjuk|"
    r"buku|manual|prosedur|standar|SOP|berita|risalah|notula|notulen|nota|naskah|kerangka|perjanjian|kontrak|undangan|rencana|"
    r"tangkapan layar|paparan|lampiran|daftar|formulir|pengumuman)\b"
)


def quoted(text: str) -> str:
    """The words in quotation marks, on one line, at most `QUOTED_WORDS` words; what is left out is shown by "…"."""
    whole = " ".join(text.split()).strip(_EDGES).replace("“", "‘").replace("”", "’").replace('"', "’")
    body = _begun(whole)
    following = _NEXT_PASAL.search(body)
    words = (body[: following.start()] if following else body).split()
    shown = _cut(words).rstrip(_EDGES)
    is_fragment = shown[:1].islower() and whole != body
    is_cut = len(shown.split()) < len(words)
    return f"“{'… ' if is_fragment else ''}{shown}{' …' if is_cut else ''}”"


def is_readable(text: str) -> bool:
    """True for words that tell something when quoted: some words of a sentence, no leftovers of screens and tables."""
    words = _begun(" ".join(text.split()).strip(_EDGES)).split()
    letters = [word for word in words if re.search(r"[^\W\d]", word)]
    if len(letters) < _FEWEST_WORDS or _JUNK.search(text):
        return False
    short = sum(len(word.strip(_EDGES)) < 2 for word in words)
    shouted = sum(word.isupper() and len(word) > 3 for word in words)
    is_fragment = words[0][:1].islower() and len(words) > _LONGEST_FRAGMENT
    is_running = sum(word[:1].islower() for word in letters) * 4 >= len(letters)
    is_clean = short * 5 <= len(words) and shouted * 2 <= len(words)
    return is_clean and not is_fragment and (is_running or len(words) <= 8)


def is_closing(text: str) -> bool:
    """True for the words by which a document says where, when and from when it is in force."""
    return bool(_CLOSING.match(text))


def cited_title(title: str, about: str) -> str:
    """The document as people cite it, without shouting; `about` is the pattern for a title that does not tell the kind."""
    plain = calmed(re.sub(r"\s+([),.;])", r"\1", " ".join(title.split())))
    return plain if not plain or re.match(_KINDS, plain, re.I) else about.format(title=plain)


def calmed(text: str) -> str:
    """The text with words in capitals written as in a heading; abbreviations stay."""
    words = text.split()
    if sum(word.isupper() for word in words if len(word) > 3) * 2 < sum(len(word) > 3 for word in words):
        return re.sub(r"\bTAHUN\b", "Tahun", text)
    return " ".join(_calm(word, place) for place, word in enumerate(words))


def _calm(word: str, place: int) -> str:
    if not word.isupper() or _ACRONYM.match(word) or "/" in word:
        return word
    lower = word.lower()
    return lower if place and lower.strip(_EDGES) in _SMALL else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), lower)


def _begun(text: str) -> str:
    """The text without numbering, the end of a sentence before it, or its own article number."""
    body = _NUMBERING.sub("", text)
    tail = _TAIL.match(body)
    if tail is not None and len(body[tail.end() :].split()) >= _FEWEST_WORDS * 3:
        body = body[tail.end() :]
    return _NUMBERING.sub("", _OWN_PASAL.sub("", body)) or text


def _cut(words: list[str]) -> str:
    """At most `QUOTED_WORDS` words; a longer text ends at a comma or semicolon where one comes late enough."""
    if len(words) <= QUOTED_WORDS:
        return " ".join(words)
    ends = [place for place in range(QUOTED_WORDS // 2, QUOTED_WORDS) if words[place].endswith((",", ";"))]
    return " ".join(words[: ends[-1] + 1 if ends else QUOTED_WORDS])
