"""How well a text on the page can be read."""

from __future__ import annotations

import re
from typing import Any


def contrast(page: Any, selector: str) -> float:
    """Contrast ratio of an element's text to the first opaque background behind it, 1 to 21. Source: WCAG 2.2."""
    colours = page.evaluate(
        """selector => {
            const element = document.querySelector(selector);
            let behind = element;
            while (behind && getComputedStyle(behind).backgroundColor.match(/, 0\\)$|transparent/)) behind = behind.parentElement;
            return [getComputedStyle(element).color, getComputedStyle(behind || document.body).backgroundColor];
        }""",
        selector,
    )
    lights = sorted(luminance(colour) for colour in colours)
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a CSS rgb() colour. Source: WCAG 2.2."""
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
