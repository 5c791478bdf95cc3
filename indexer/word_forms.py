"""Lists of words and phrases as one pattern: whole words only, "*" at the end of a form for any ending."""

from __future__ import annotations

import re
from collections.abc import Iterable


def whole_words(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the forms as whole words; one that finds nothing when there are none."""
    written = [re.escape(form.removesuffix("*")) + (r"\w*" if form.endswith("*") else "") for form in forms]
    return re.compile(rf"\b(?:{'|'.join(written)})\b" if written else r"(?!)")
