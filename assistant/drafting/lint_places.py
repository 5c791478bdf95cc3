"""File names and empty places in texts that people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.lint_records import LintFinding, Part, finding
from corpus.drafting import Wording

FILE = re.compile(
    r"https?://\S+|\[indikator\s*\d+|(?<!\S)[^\s,;]*[\w)\]]\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|mp4|flv|mov|zip|rar|drawio|txt|csv|odt|ods|html?|eml|msg|webm|webp|tiff?|heic)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"<<[^<>]*>>|«[^«»]*\bbelum\b[^«»]*»|\[(?:isi|tulis|nama|nomor|halaman)\b[^\]]*\]|_{3,}|\.{4,}|(?<=\s)\.{2,}(?=[\s,;])"
    r"|…(?![”\"])|\bTODO\b"
)


def empty_places(parts: Sequence[tuple[Part, str]], words: Wording) -> list[LintFinding]:
    """A finding for each place that still waits to be filled in, once a part."""
    return [
        finding("placeholder", part, place, words)
        for part, body in parts
        for place in dict.fromkeys(match.group().strip() for match in _EMPTY.finditer(body))
    ]
