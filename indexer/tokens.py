"""Words of a text: lower case, accents folded, function words removed, chat spellings and abbreviations opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)?")
_SHORTEST_STEM = 4
_REPEAT = re.compile(r"^([a-z]{3,})2$")

# Function words of Indonesian and chat fillers: they carry no subject. Negations and degrees (belum, sebagian, seluruh) stay.
STOPWORDS = frozenset(
    """ada adalah agar aja akan aku anda apa apakah apabila atas atau bagaimana bagi bahwa banget bila bisa boleh buat cara coba
    cuma dalam dan dapat dari deh dengan di dong gimana gitu hal harus ialah ikut ini itu jadi jika juga kah kak kalau kalo kami
    kamu kan karena ke kenapa kepada ketika kita kok lah lain lalu maka mana masing masuk mau melalui memang mengapa mengenai
    menjadi menurut merupakan mesti min mohon nah nih nya oke oleh pada para per pernah perlu pun saat saja sama sampai saya
    sebagai sebagaimana sebuah secara sedang sehingga sejak selain semisal seperti serta siapa sih suatu supaya tadi tapi telah
    tentang tersebut terhadap tetapi the tiap tolong tsb untuk utk ya yaitu yakni yang apapun siapapun manapun kapanpun sebutkan jelaskan uraikan terangkan jabarkan""".split()
)


def fold(text: str) -> str:
    """Lower case, compatibility forms and accents folded, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def words(text: str) -> list[str]:
    """Every word and number of the text in order; "masing2" becomes "masing masing"."""
    found = []
    for word in _WORD.findall(fold(text)):
        repeat = _REPEAT.match(word)
        found += [repeat[1], repeat[1]] if repeat else [word]
    return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words people use: chat spelling → word, and term (in words) → its expansion."""

    spellings: Mapping[str, str] = field(default_factory=dict)
    expansions: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def standard(self, text: str) -> list[str]:
        """The words of the text with chat spellings replaced by the standard word."""
        found: list[str] = []
        for word in words(text):
            found += self.spellings.get(word, word).split()
        return found

    def expansion_of(self, tokens: list[str], known: Container[str] = ()) -> list[str]:
        """Expansions of the terms that occur in the tokens, longest term first, in order of occurrence.

        A term all of whose words are `known` (they stand in the passages themselves) is not opened: more words would only dilute.
        """
        longest = max(map(len, self.expansions), default=0)
        found: list[str] = []
        start = 0
        while start < len(tokens):
            for length in range(min(longest, len(tokens) - start), 0, -1):
                term = tokens[start : start + length]
                expansion = self.expansions.get(tuple(term))
                if expansion is not None:
                    if not all(word in known for word in term):
                        found.append(expansion)
                    start += length - 1
                    break
            start += 1
        return found

    def expanded(self, text: str) -> str:
        """The text in standard words, each known term followed by what it stands for."""
        tokens = self.standard(text)
        return " ".join([*tokens, *self.expansion_of(tokens)])


def content_words(tokens: Iterable[str]) -> list[str]:
    """The tokens that carry a subject: no function words, no single letters (digits stay), clitics cut ("aplikasinya")."""
    return [bare(token) for token in tokens if token not in STOPWORDS and (len(token) > 1 or token.isdigit())]


def bare(token: str) -> str:
    """The word without a clitic: "aplikasi" of "aplikasinya"."""
    for clitic in ("nya", "kah", "lah"):
        if token.endswith(clitic) and len(token) - len(clitic) >= _SHORTEST_STEM:
            return token.removesuffix(clitic)
    return token
