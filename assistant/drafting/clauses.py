"""From the rubric's elements to parts of sentences: clauses without their notes, and lists of clauses joined grammatically."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.workspace.records import AgencyKind
from corpus.drafting import Wording
from corpus.records import Element, Indicator

_NOTE = re.compile(r"\s*\((?:[^()]|\([^()]*\))*?(?:Pedoman|PermenPANRB)(?:[^()]|\([^()]*\))*\)")
_REWRITES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"^(?:Salah satu pilihan|Pelengkap): ", ""),
        (r"; menurut Pedoman 3/2024 ((?:programnya )?tercantum|termuat) (formal )?(?:dalam|di) ", r" dan \1 \2dalam "),
        (r"; hasil(?:nya| reviunya) berumur (.*?),? (?:serta )?memuat ", r", dengan hasil yang berumur \1 serta memuat "),
        (r"; hasil reviunya berumur ", ", dengan hasil reviu yang berumur "),
        (r", dengan (catatan reviu|reviu|hasil) berumur ", r", dengan \1 yang berumur "),
        (r", dan hasil terakhirnya berumur ", ", dengan hasil terakhir yang berumur "),
        (r", (?:misalnya|contohnya) .*$", ""),
        (r": misalnya .*$", ""),
        (r"; hasil evaluasinya berumur (.*?) serta memuat ", r", dengan hasil evaluasi yang berumur \1 serta memuat "),
        (r" tahun yang memuat ", " tahun dan memuat "),
        (r"\bpunya\b", "mempunyai"),
        (r"^([Aa])da (?=\w)", r"\1da "),
    )
)
_PROPER = re.compile(
    r"^(?:[A-Z]{2}|Arsitektur SPBE|Peta Rencana|Sistem Penghubung|Layanan Pusat|Manajemen |Audit (?:Infra|Aplikasi|Keamanan|TIK)"
    r"|Jaringan Intra|Tim |Aplikasi SPBE|Pelayanan Pengguna|Pengoperasian Layanan|Keamanan SPBE|Infrastruktur SPBE)"
)
_VERB = re.compile(r"^(?:sudah|telah|dapat|me[a-z]{3,}|di[a-z]{3,}|ber[a-z]{3,}|ter[a-z]{3,}|selaras|mencakup|mendukung)$")
_LIST = re.compile(r"[:;]|, (?:dan|atau|dan/atau) | serta ")
_LONGEST_SENTENCE = 38  # words
_LONGEST_PART = 4  # words; longer parts keep their own ending
_CENTRAL: tuple[AgencyKind, ...] = ("kementerian", "lembaga")
_LOCAL: tuple[AgencyKind, ...] = ("provinsi", "kabupaten", "kota")


def clause_of(indicator: Indicator, element: Element, wording: Wording, kind: AgencyKind | None = None) -> str:
    """The element as a clause inside a sentence: no notes about its source, no examples, small first letter unless a name."""
    text = wording.find(f"clauses.{indicator.number}.{element.id}") or _cleaned(element.text)
    return for_kind(text, wording, kind)


def for_kind(text: str, wording: Wording, kind: AgencyKind | None) -> str:
    """The text with the words of the agency's kind in place of words that serve both kinds."""
    side = "central" if kind in _CENTRAL else "local" if kind in _LOCAL else ""
    for old, new in wording.pairs(f"by_kind.{side}"):
        text = text.replace(old, new)
    return text


def is_existential(clause: str) -> bool:
    """True for "ada …": such a clause can be told as a thing that is there or missing."""
    return clause.startswith("ada ")


def listing(parts: Sequence[str], last: str = "dan") -> str:
    """The parts as an Indonesian list ("a", "a dan b", "a, b, dan c"); with semicolons when parts have commas of their own."""
    if len(parts) < 2:
        return "".join(parts)
    if any(", " in part for part in parts[:-1]):
        return f"{'; '.join(parts[:-1])}; {last} {parts[-1]}"
    if len(parts) == 2:
        return f"{parts[0]} {last} {parts[1]}"
    return f"{', '.join(parts[:-1])}, {last} {parts[-1]}"


def join_clauses(clauses: Sequence[str]) -> list[str]:
    """The clauses, neighbours with words in common told as one ("aturan memuat A, memuat B, dan mengatur C"); in order."""
    joined: list[str] = []
    run: list[str] = []
    for clause in clauses:
        if len(run) > 1 and _common([run[-1], clause])[0] > _common(run)[0] > 0:
            joined.append(_told(run[:-1]))
            run = run[-1:]
        if run and not _can_join([*run, clause]):
            joined.append(_told(run))
            run = []
        run.append(clause)
    return [*joined, _told(run)] if run else joined


def chain(groups: Sequence[str]) -> str:
    """At most two groups of clauses as one; the second without its subject when that is the first one's ("…, serta memuat B")."""
    if len(groups) == 1:
        return groups[0]
    first, second = groups[0].split(), groups[1].split()
    same = first[0] == second[0] and len(second) > 1 and bool(_VERB.match(second[1])) and bool(_VERB.match(first[1]))
    return f"{groups[0]}, serta {' '.join(second[1:]) if same else groups[1]}"


def can_chain(groups: Sequence[str]) -> bool:
    """True when the groups read well in one sentence: not too many words, and no list inside the first of two."""
    if len(groups) > 2 or sum(len(group.split()) for group in groups) > _LONGEST_SENTENCE:
        return len(groups) == 1
    return len(groups) == 1 or not _LIST.search(groups[0])


def _has_and(parts: Sequence[str]) -> bool:
    return len(parts) == 2 and any(" dan " in part for part in parts)


def _cleaned(text: str) -> str:
    text = _NOTE.sub("", text)
    for pattern, by in _REWRITES:
        text = pattern.sub(by, text)
    return text if _PROPER.match(text) else text[:1].lower() + text[1:]


def _can_join(run: Sequence[str]) -> bool:
    """True when the run can be told with its common first words, or its common last words, said once."""
    if any(character in clause for clause in run[:-1] for character in ",:;"):
        return False
    first, last = _common(run)
    if len(run) > 3 and first < _common(run[:-1])[0]:
        return False
    if first >= 2 or (first == 1 and all(_VERB.match(clause.split()[1]) for clause in run[1:])):
        return _middles(run, first, 0)
    if first and last and all(len(clause.split()) <= first + last + 2 for clause in run):
        return _middles(run, first, last)
    return last >= 1 and first == 0 and _middles(run, 0, last) and all(len(clause.split()) <= 7 for clause in run)


def _middles(run: Sequence[str], first: int, last: int) -> bool:
    return all(len(clause.split()) > first + last for clause in run)


def _common(run: Sequence[str]) -> tuple[int, int]:
    words = [clause.split() for clause in run]
    shortest = min(len(one) for one in words)
    first = next((n for n in range(shortest) if len({one[n] for one in words}) > 1), shortest - 1)
    last = next((n for n in range(shortest - first) if len({one[-1 - n] for one in words}) > 1), 0)
    return first, last


def _told(run: Sequence[str]) -> str:
    if len(run) == 1:
        return run[0]
    first, last = _common(run)
    words = [clause.split() for clause in run]
    if first and (_VERB.match(words[0][first]) or any(len(one) > first + last + _LONGEST_PART for one in words)):
        last = 0
    parts = [" ".join(one[first : len(one) - last]) for one in words]
    return " ".join([*words[0][:first], listing(parts, "serta" if _has_and(parts) else "dan"), *words[0][len(words[0]) - last :]])
