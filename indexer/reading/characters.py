"""Spaces, hyphens and invisible characters of all kinds as plain ones, without which dates, numbers and quotes are not found.

Every reader passes its text through `plain`, so nothing that searches or quotes a page has to know of them.
"""

from __future__ import annotations

import re

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN = "\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_OTHERS = {0x2010: "-", 0x2011: "-", 0x2028: "\n", 0x2029: "\n"}  # hyphens, and the ends of lines and paragraphs
_PLAIN = {**dict.fromkeys(map(ord, _SPACES), " "), **dict.fromkeys(map(ord, _UNSEEN)), **_OTHERS}
_SOFT = "\u00ad"
# Some fonts show every hyphen as a soft one; it is certainly meant at the end of a line, in a doubled word and between figures.
_MEANT = re.compile(rf"{_SOFT}[^\S\n]*(?=\n|\Z)|(?<=\d){_SOFT}(?=\d)")
_DOUBLED = re.compile(rf"\b(\w{{3,}}){_SOFT}(?=\1)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text with spaces of every kind as " ", without what cannot be seen; a soft hyphen that breaks a line stays as "-"."""
    text = text.translate(_PLAIN)
    if _SOFT not in text:
        return text
    return _MEANT.sub("-", _DOUBLED.sub(r"\1-", text)).replace(_SOFT, "")
