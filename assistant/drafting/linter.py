"""A linter for explanations that people wrote: parts, opening words, sources, empty places, and the level that they support."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assistant.drafting.lint_levels import check_levels_told
from assistant.drafting.lint_places import FILE, empty_places
from assistant.drafting.lint_records import LintFinding, Part, WrittenExplanation, finding
from assistant.drafting.records import Family
from assistant.drafting.sources import family_of, topic_of
from assistant.indeks import unknown_indicator
from corpus.drafting import Wording, load_wording
from corpus.errors import InputError
from corpus.records import Indicator, Rubric

_PASAL = re.compile(
    r"\b(?:pasal\s+(?:\d|x{2,})|diktum\s+ke\w|lampiran\s+(?:bab|halaman)\b|bab\s+[IVXL]+\s+halaman\b)", re.IGNORECASE
)
_OPENINGS: dict[str, str] = {
    "penilaian_mandiri.fakta.policy": r"kebijakan",
    "penilaian_mandiri.fakta.process": r"(?:penerapan|pelaksanaan|penyelenggaraan|proses|kegiatan)",
    "penilaian_mandiri.fakta.service": r"layanan",
    "penilaian_mandiri.analisis.service": r"berdasarkan kemampuan",
    "dokumen.fakta": r"verifikasi dan validasi telah dilakukan",
    "dokumen.analisis": r"berdasarkan penjelasan",
    "dokumen.justifikasi": r"hasil penilaian terhadap penjelasan",
    "interviu.fakta": r"klarifikasi telah dilakukan",
    "interviu.analisis": r"berdasarkan penjelasan.{0,60}? pada saat interviu",
    "interviu.justifikasi": r"hasil penilaian interviu",
    "visitasi.fakta": r"klarifikasi telah dilakukan",
    "visitasi.analisis": r"berdasarkan penjelasan.{0,60}? pada saat visitasi",
    "visitasi.justifikasi": r"hasil penilaian visitasi",
    "reviu.fakta": r"(?:perlu dilakukan peninjauan kembali|reviu telah dilakukan)",
    "reviu.analisis": r"(?:berdasarkan penjelasan.{0,60}? seharusnya|penulisan hasil analisis)",
    "reviu.justifikasi": r"(?:hasil reviu|asesor eksternal diharapkan)",
}
_ALIKE = 0.9  # of 1; opening words with a slip of the pen are still taken for the prescribed ones


def lint_explanation(text: WrittenExplanation, rubric: Rubric, wording: Wording | None = None) -> tuple[LintFinding, ...]:
    """What is wrong with the text, in reading order; empty when nothing is.

    Checks that need the indicator or the level are left out where these are not known.

    Raises:
        InputError: for an indicator that the edition does not have.
    Source: Pedoman 3/2024 BAB III B-E and G, pp. 194-224 and 228-231 (opening words, required mentions).
    """
    words = wording or load_wording()
    indicator = _indicator(text, rubric)
    if not text.whole.strip():
        return (finding("empty", "teks", "", words),)
    found = [*_parts(text, words)]
    family = family_of(indicator, rubric) if indicator else None
    found += _openings(text, indicator, family, words)
    found += _sources(text, family, words)
    found += empty_places((("fakta", text.fakta), ("analisis", text.analisis), ("justifikasi", text.justifikasi)), words)
    return (*found, *check_levels_told(text, indicator, family, rubric, words))


def _indicator(text: WrittenExplanation, rubric: Rubric) -> Indicator | None:
    if text.indicator is None:
        return None
    try:
        return rubric.indicator(text.indicator)
    except KeyError as error:
        raise InputError(unknown_indicator(text.indicator, rubric)) from error


def _parts(text: WrittenExplanation, words: Wording) -> list[LintFinding]:
    found = []
    if not text.fakta:
        found.append(finding("no_fakta", "fakta", "", words))
    if text.fakta and not text.analisis:
        found.append(finding("no_analisis", "analisis", "", words))
    if text.stage not in (None, "penilaian_mandiri") and not text.justifikasi:
        example = words.find(f"lint.openings.{text.stage}.justifikasi")
        found.append(finding("no_justifikasi", "justifikasi", "", words, example=example))
    return found


def _openings(text: WrittenExplanation, indicator: Indicator | None, family: Family | None, words: Wording) -> list[LintFinding]:
    """Source: Pedoman 3/2024 BAB III B-E and G; in self-assessments the indicator's own name is accepted too (Tabel 2)."""
    found = []
    parts: tuple[tuple[Part, str], ...] = (("fakta", text.fakta), ("analisis", text.analisis), ("justifikasi", text.justifikasi))
    for part, body in parts:
        key = f"{text.stage}.{part}"
        key = key if key in _OPENINGS else f"{key}.{family}"
        if not body or key not in _OPENINGS or _begins(body, _OPENINGS[key]):
            continue
        if key.endswith(".process") and indicator and _begins_with_topic(body, topic_of(indicator, words)):
            continue
        found.append(finding("opening", part, _first_words(body), words, example=words.find(f"lint.openings.{key}")))
    return found


def _begins(body: str, pattern: str) -> bool:
    plain = body.lstrip(" “\"'").lower()
    if re.match(rf"{pattern}\b", plain):
        return True
    wanted = re.sub(r"\(\?:|\).*$|\.\{.*$|\|.*$", "", pattern)
    return len(wanted) > 15 and SequenceMatcher(None, wanted, plain[: len(wanted)]).ratio() >= _ALIKE


def _begins_with_topic(body: str, topic: str) -> bool:
    first = [word for word in topic.lower().split() if len(word) > 3]
    return any(word in body.lower()[:60].split() for word in first[:2])


def _sources(text: WrittenExplanation, family: Family | None, words: Wording) -> list[LintFinding]:
    found = []
    is_about_writing = text.stage == "reviu" and "penulisan" in text.fakta.lower()
    gaps = (words.text("gaps.file"), words.text("gaps.pasal"))  # shown as empty places, which is a finding of its own
    if text.fakta and not is_about_writing and not FILE.search(text.fakta) and gaps[0] not in text.fakta:
        example = f"{text.indicator or 1}.a.Nama-Dokumen.pdf"
        found.append(finding("no_file", "fakta", _first_words(text.fakta), words, example=example))
    is_set = text.level is None or text.level > 1
    if family == "policy" and text.fakta and is_set and not _PASAL.search(text.whole) and gaps[1] not in text.whole:
        found.append(finding("no_pasal", "fakta", _first_words(text.fakta), words))
    if family == "service" and text.stage == "penilaian_mandiri" and text.fakta and gaps[0] not in text.fakta:
        if not re.search(r"\boleh\s+\S", text.fakta):
            found.append(finding("no_unit", "fakta", _first_words(text.fakta), words))
        if not re.search(r"\baplikasi\s+\S", text.fakta):
            found.append(finding("no_application", "fakta", _first_words(text.fakta), words))
    return found


def _first_words(body: str) -> str:
    return " ".join(body.split()[:6])
