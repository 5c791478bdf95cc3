"""How far a described situation has come: read from the words of the maturity ladder and from what is denied.

"Sudah lengkap, tapi belum direviu" shows level 3 (lengkap) and denies level 4 (direviu). Source of the ladder: PermenPANRB 59/2020,
Lampiran, Tabel 1 (proses) and 2 (layanan), kept in `corpus/cues.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Cues
from indexer.word_forms import whole_words

_REACH = 3
_PART_LEVEL = 2
_FEWEST_CUES = 2
_LATE_LEVEL = 4  # from here a level is a thing that happened or not (review, follow-up), often denied some words later
_DECREED = re.compile(r"\bdi sk kan\b")  # "timnya belum di-SK-kan" speaks of a team, not of a policy
_NUMBERS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belasan|beberapa|sebagian|separuh|setengah"
_COVERS = r"\w*(?:atur|muat|cakup|sebut|tentu)\w*"
_REST = r"\bsisanya\b|\b(?:yang|bagian|opd|dinas|unit|satker)\s+lain(?:nya)?\s+(?:belum|tidak|kosong|nihil|bebas|masih)\b"  # what is told of was only a part
_DENIED_AFTER = re.compile(
    r"\w*\s+(?:(?:juga|sama sekali|masih)\s+)?(?:nihil|nol|(?:belum|tidak)\s+(?:pernah|ada|dilakukan|jalan|punya|dibuat|sempat))\b"
)
# "tindak lanjut berupa aturan baru belum ada": up to three words between, none of which begins another statement
_DENIED_LATER = re.compile(
    r"\w*(?:\s+(?!(?:sudah|telah|ada|tetapi|tapi|namun|sedangkan|dan|serta|sampai|lalu)\b)\w+){1,3}\s+(?:nihil|nol|kosong|"
    r"(?:belum|tidak)\s+(?:pernah|ada|dilakukan|jalan|punya|dibuat|sempat|terbit|muncul))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Levels that a description shows and those that it denies."""

    shown: frozenset[int]
    denied: frozenset[int]

    def level(self) -> int | None:
        """The level that fits best: the highest shown one below the lowest denied one; None without any cue."""
        ceiling = min(self.denied, default=6) - 1
        reached = [level for level in self.shown if level <= ceiling]
        if reached:
            return max(reached)
        return max(ceiling, 1) if self.denied else None


class CueReader:
    """Finds the cues of a text; compiled once."""

    def __init__(self, cues: Cues) -> None:
        self._policy = whole_words(cues.policy)
        self._requests = whole_words(cues.requests)
        self._denials = whole_words(cues.denials)
        self._part = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, cues.limits))})\s+(?:di\s+|ada\s+|untuk\s+|oleh\s+)?(?:(?:\d+|{_NUMBERS})\b|{_COVERS})|{_REST}"
        )
        self._offices = {name: whole_words(forms) for name, forms in cues.offices.items()}
        self._ladders = {scale: [whole_words(rung) for rung in rungs] for scale, rungs in cues.ladders.items()}

    def is_request(self, text: str) -> bool:
        """True when the text asks for something to be made, given or changed."""
        return bool(self._requests.search(text))

    def offices(self, text: str) -> tuple[str, ...]:
        """The offices that a text names (lower case expected), in the order of the cues."""
        return tuple(name for name, pattern in self._offices.items() if pattern.search(text))

    @property
    def scales(self) -> tuple[str, ...]:
        """Names of the ladders: "kebijakan", "proses", "layanan"."""
        return tuple(self._ladders)

    def is_about_policy(self, text: str) -> bool:
        """True when the text speaks of a rule that an agency makes (standard words expected)."""
        return bool(self._policy.search(_DECREED.sub(" ", text)))

    def situation(self, text: str, scale: str) -> Situation:
        """The levels shown and denied in a text of standard words, on one of the `scales`."""
        shown: set[int] = set()
        denied: set[int] = set()
        found = [(match, level) for level, rung in enumerate(self._ladders[scale], 1) for match in rung.finditer(text)]
        starts = sorted(match.start() for match, _ in found)
        for match, level in found:
            before = text[: match.start()].split()[-_REACH:]
            following = next((start for start in starts if start >= match.end()), len(text))
            after = text[match.end() : following]
            is_denied = self._is_denied(before) or bool(_DENIED_AFTER.match(text[match.end() :]))
            if level >= _LATE_LEVEL:
                is_denied = is_denied or bool(_DENIED_LATER.match(after))
            (denied if is_denied else shown).add(level)
        if self._part.search(text):
            shown.add(_PART_LEVEL)
        return Situation(shown=frozenset(shown), denied=frozenset(denied))

    def describes(self, text: str) -> bool:
        """True when a text of standard words tells of a state of affairs: two cues or more on one ladder."""
        states = [self.situation(text, scale) for scale in self._ladders]
        return any(len(state.shown) + len(state.denied) >= _FEWEST_CUES for state in states)

    def _is_denied(self, before: Sequence[str]) -> bool:
        return any(self._denials.fullmatch(word) for word in before)
