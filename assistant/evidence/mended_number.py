"""Numbers as recognition gives them, with the letters that it took for digits set right.

Only what the form of official numbers makes certain: between letters stands no nought, and the part before the year is the month in
Roman figures ("/X1/2023"). Source: Peraturan ANRI 5/2021 (parts of the number of an official letter).
"""

from __future__ import annotations

import re

_NOUGHT = re.compile(r"(?<=[A-Z])0(?=[A-Z])")
_STROKES = str.maketrans(dict.fromkeys("1l|!", "I"))
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_PART = re.compile(r"(?<=/)(?P<space>\s?)(?P<part>[IVXl1|!]{1,4})(?=\s?/\s?(?:19|20)\d\d\b)")


def mended_number(number: str, month: int | None) -> str:
    """The number with its letters set right. `month` (1 to 12) is that of the document's date, None = unknown.

    Figures alone ("/11/2023") are a month too, unless the date says that they are strokes.
    """
    return _MONTH_PART.sub(lambda match: match["space"] + _roman(match["part"], month), _NOUGHT.sub("O", number))


def _roman(part: str, month: int | None) -> str:
    roman = part.translate(_STROKES)
    if roman not in _ROMAN:
        return part
    is_figure = part.isdigit() and 1 <= int(part) <= len(_ROMAN)
    return part if is_figure and (month is None or _ROMAN.index(roman) + 1 != month or int(part) == month) else roman
