"""Whether a text supports the level it is given for: what it says about levels, and what the level asks for."""

from __future__ import annotations

import re

from assistant.drafting.clauses import clause_of
from assistant.drafting.lint_records import LintFinding, Part, WrittenExplanation, finding
from assistant.drafting.records import Family
from assistant.drafting.requirements import requirements_of
from corpus.drafting import Wording
from corpus.records import Indicator, Rubric

_NUMBERS = ("nol", "satu", "dua", "tiga", "empat", "lima")
_TOLD = re.compile(r"\b(?:tingkat\s+kematangan|tingkat|level)\s+(\d)\b(?:\s*\(\s*(\w+)\s*\))?", re.IGNORECASE)
_MET = re.compile(
    r"\btelah\s+memenuhi\s+tingkat\s+kematangan\s+(\d)\b|\btingkat(?:\s+kematangan)?\s+(\d)\b[^.;]{0,20}?\b(?:sudah|telah)\s+terpenuhi",
    re.IGNORECASE,
)
_CAPABILITY = re.compile(
    r"kapabilitas\s+fungsi\s+(?:teknis\s+)?(informasi|interaksi|transaksi|kolaborasi|optimum)", re.IGNORECASE
)
_DRAFT = re.compile(r"\b(?:draft?|rancangan|raper\w+|ranper\w+)\b", re.IGNORECASE)
_NOT_SET = re.compile(
    r"\b(?:belum\s+(?:ditetapkan|disahkan|diundangkan)|proses\s+pengesahan|masih\s+disusun|dalam\s+penyusunan"
    r"|menunggu\s+(?:penetapan|pengesahan|tanda\s+tangan))\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:sebagian|beberapa\s+(?:unit|perangkat|opd|domain|unsur))\b", re.IGNORECASE)
_FILE_OR_QUOTE = re.compile(r"“[^”]*”|\S+\.(?:pdf|docx?|xlsx?|jpe?g|png|mp4)\b", re.IGNORECASE)
_DENIALS = {"belum", "tidak", "tanpa", "bukan", "kecuali"}
_SIGNS: dict[str, str] = {
    "review": r"reviu|review|evaluasi|dievaluasi|direviu",
    "follow_up": r"tindak\s*lanjut|ditindaklanjuti|penyempurnaan|disempurnakan|perbaikan|diperbaiki|revisi|direvisi|perubahan|update"
    r"|pembaruan|diperbarui|kebijakan\s+baru|ditingkatkan|dikembangkan",
    "integration": r"\w*integrasi\w*|interkoneksi|\w*hubung\w*|keterpaduan|terpadu|\w*bagi\s*pakai\w*|interoperabilitas|\w*kolaborasi|kerja\s*sama|instansi\s+lain",
    "scope_all": r"seluruh|semua|menyeluruh|setiap|keseluruhan",
    "guideline": r"pedoman|standar|mengacu|sesuai\s+(?:ketentuan|amanat)|selaras|sop|prosedur|permen\w*|iso|sni",
    "established": r"ditetapkan|penetapan|disahkan|diundangkan|kekuatan\s+hukum|keputusan|peraturan|pergub|perbup|perwal\w*|perda|permen\w*|perban",
}


def check_levels_told(
    text: WrittenExplanation, indicator: Indicator | None, family: Family | None, rubric: Rubric, words: Wording
) -> list[LintFinding]:
    """Levels that contradict each other, words that contradict the level, and requirements that the text does not touch."""
    told = _justified(text)
    level = text.level if text.level is not None else told
    found = _contradictions(text, level, told, words)
    if (
        text.stage not in (None, "penilaian_mandiri")
        and text.justifikasi
        and told is None
        and "tingkat" in text.justifikasi.lower()
    ):
        found.append(finding("no_level", "justifikasi", "", words))
    if indicator is None or level is None:
        return found
    found += _capability(text, indicator, family, level, rubric, words)
    found += _contradicting_words(text, indicator, family, level, words)
    return [*found, *_untouched(text, indicator, family, level, words)]


def _justified(text: WrittenExplanation) -> int | None:
    found = _TOLD.search(text.justifikasi)
    return int(found[1]) if found else None


def _contradictions(text: WrittenExplanation, level: int | None, told: int | None, words: Wording) -> list[LintFinding]:
    found = []
    for part, body in _bodies(text):
        for match in _TOLD.finditer(body):
            if match[2] and match[2].lower() in _NUMBERS and _NUMBERS.index(match[2].lower()) != int(match[1]):
                found.append(finding("level_word", part, match.group(), words, said=f"{match[1]} dan {match[2]}"))
    if level is None:
        return found
    if told is not None and told != level:
        found.append(finding("level_differs", "justifikasi", f"tingkat kematangan {told}", words, said=told, level=level))
    met = [int(match[1] or match[2]) for match in _MET.finditer(text.analisis)]
    if met and max(met) != level:
        found.append(finding("level_differs", "analisis", f"tingkat kematangan {max(met)}", words, said=max(met), level=level))
    return found


def _capability(
    text: WrittenExplanation, indicator: Indicator, family: Family | None, level: int, rubric: Rubric, words: Wording
) -> list[LintFinding]:
    """Source: PermenPANRB 59/2020 lampiran Tabel 2: the names of the levels of services."""
    if family != "service" or not text.analisis or text.stage not in ("penilaian_mandiri", "dokumen"):
        return []
    match = _CAPABILITY.search(text.analisis)
    if match is None:
        return [finding("no_capability", "analisis", "", words)]
    name = rubric.level_name(indicator, level).lower()
    if match[1].lower() == name:
        return []
    return [finding("level_differs", "analisis", match.group(), words, said=match[1].lower(), level=f"{level} ({name})")]


def _contradicting_words(
    text: WrittenExplanation, indicator: Indicator, family: Family | None, level: int, words: Wording
) -> list[LintFinding]:
    found = []
    own = " ".join(element.text for element in indicator.level(level).elements).lower()
    for part, body in _bodies(text):
        plain = _FILE_OR_QUOTE.sub(" ", body)
        signs = [*_DRAFT.finditer(plain), *(_NOT_SET.finditer(plain) if family == "policy" else ())]
        draft = next((match for match in signs if not _is_about_next(plain, match.start(), level)), None)
        if level >= 2 and family != "service" and draft:
            found.append(finding("draft_word", part, draft.group(), words, level=level))
        partial = next((match for match in _PART.finditer(plain) if not _is_denied(plain, match.start(), match.end())), None)
        if level >= 3 and partial and "sebagian" not in own:
            found.append(finding("part_only", part, partial.group(), words, level=level))
    return found


def _untouched(
    text: WrittenExplanation, indicator: Indicator, family: Family | None, level: int, words: Wording
) -> list[LintFinding]:
    """Requirements of the level (and the review below level 5) that the text affirms with none of the usual words."""
    found = []
    checked: set[str] = set()
    plain = text.whole
    below = [need for need in requirements_of(indicator.level(4)) if need.elements[0].nature == "review"] if level == 5 else []
    for need in (*below, *requirements_of(indicator.level(level))):
        nature = need.elements[0].nature
        if len(need.elements) > 1 or nature in checked or nature not in _SIGNS:
            continue
        if nature == "established" and family != "policy":
            continue
        checked.add(nature)
        if not _is_affirmed(plain, _SIGNS[nature]):
            clause = clause_of(indicator, need.elements[0], words).removeprefix("ada ")
            what = words.text(f"lint.what.{nature}")
            found.append(finding("unsupported", "teks", "", words, what=what, level=level, clause=clause))
    return found


def _is_affirmed(text: str, pattern: str) -> bool:
    matches = re.finditer(rf"\b(?:{pattern})\b|(?<=[_.-])(?:{pattern})", text, re.IGNORECASE)
    return any(not _is_denied(text, match.start(), match.end()) for match in matches)


def _is_denied(text: str, start: int, end: int) -> bool:
    """True when "belum" or the like stands up to five words before (in the same clause) or two words after."""
    before = re.split(r"[.;,]\s", text[:start])[-1].lower().split()[-5:]
    after = re.split(r"[.;,](?:\s|$)", text[end:])[0].lower().split()[:2]
    return bool(_DENIALS & {*before, *after})


def _is_about_next(text: str, start: int, level: int) -> bool:
    """True when the sentence speaks of another level ("tingkat 2 belum …")."""
    sentence = re.split(r"(?<=[.])\s", text[:start])[-1]
    return any(int(match[1]) > level for match in _TOLD.finditer(sentence))


def _bodies(text: WrittenExplanation) -> tuple[tuple[Part, str], ...]:
    return (("fakta", text.fakta), ("analisis", text.analisis), ("justifikasi", text.justifikasi))
