"""Which of a page's text the eye cannot see, and why; what cannot be known counts as visible."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.reading.geometry import Box, area, covers, intersect, touches
from indexer.reading.pages import HiddenReason
from indexer.reading.painter import Colour, PageWalk, Paint, Show, is_light

WHITE: Colour = (1.0, 1.0, 1.0)
_MIN_SIZE_PT = 2.0
_INVISIBLE = 3
_FULL_PAGE = 0.8
_MIN_OCR_LAYER = 0.8
_SAME_COLOUR = 0.06
_DARK = 0.2
_MAX_COMPARISONS = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What a page looks like. `hidden` maps the number of a show operation (0-based, in order) to the reason.

    `image_share` is the part of the page (0 to 1) under images; `is_ocr_layer` = its text is the invisible layer of a scan.
    """

    hidden: dict[int, HiddenReason]
    image_share: float
    is_ocr_layer: bool


def view_page(walk: PageWalk, page: Box, unit: float = 1.0) -> PageView:
    """The view of a walked page. `page` is its visible box in its own units of `unit` times 1/72 inch."""
    n_image = sum(area(intersect(paint.box, page)) for paint in walk.paints if paint.is_image)
    image_share = min(1.0, n_image / max(area(page), 1.0))
    n_chars = sum(show.n_chars for show in walk.shows)
    n_invisible = sum(show.n_chars for show in walk.shows if show.state.mode == _INVISIBLE)
    is_ocr_layer = n_invisible > 0 and image_share >= _FULL_PAGE and n_invisible >= _MIN_OCR_LAYER * n_chars
    judge = _Judge(walk.paints, page, unit, is_ocr_layer)
    reasons = {number: reason for number, show in enumerate(walk.shows) if (reason := judge.reason(show))}
    return PageView(hidden=reasons, image_share=image_share, is_ocr_layer=is_ocr_layer)


class _Judge:
    def __init__(self, paints: list[Paint], page: Box, unit: float, is_ocr_layer: bool) -> None:
        self._paints = paints
        self._page = page
        self._unit = unit
        self._is_ocr_layer = is_ocr_layer
        self._n_compared = 0
        self._has_dark = any(paint.colour is not None and max(paint.colour) <= _DARK for paint in paints)
        self._last_cover = max((number for number, paint in enumerate(paints) if self._can_cover(paint)), default=-1)

    def reason(self, show: Show) -> HiddenReason | None:
        """Why the show cannot be seen; None = it can, as far as can be known."""
        state = show.state
        if not show.n_chars:
            return None
        if show.is_off:
            return "layer_off"
        if not touches(show.box, self._page):
            return "off_page"
        if state.mode == _INVISIBLE:
            return None if self._is_ocr_layer else "invisible_mode"
        if state.alpha < 0.05:
            return "transparent"
        if not touches(show.box, state.clip, slack=2.0):
            return "clipped"
        if 0.0 < show.size * self._unit < _MIN_SIZE_PT and not state.is_type3:
            return "tiny"
        if state.mode == 0 and self._has_colour_of_ground(show):
            return "same_colour"
        return "covered" if self._is_covered(show) else None

    def _has_colour_of_ground(self, show: Show) -> bool:
        colour = show.state.colour
        if colour is None or not (is_light(colour) or (self._has_dark and max(colour) <= _DARK)):
            return False
        ground = self._ground(show)
        return ground is not None and max(abs(one - other) for one, other in zip(colour, ground, strict=True)) <= _SAME_COLOUR

    def _ground(self, show: Show) -> Colour | None:
        """Colour of what lies under the start of the text; None = unknown."""
        left, bottom, right, top = show.box
        start: Box = (left + 0.5, (bottom + top) / 2, min(left + 1.0, right), (bottom + top) / 2)
        for number in range(show.n_paints - 1, -1, -1):
            self._n_compared += 1
            if self._n_compared > _MAX_COMPARISONS:
                return None
            if touches(self._paints[number].box, start):
                return self._paints[number].colour
        return WHITE

    def _is_covered(self, show: Show) -> bool:
        left, bottom, right, top = show.box
        height = top - bottom
        inner = (left, bottom + 0.2 * height, left + 0.6 * (right - left), top - 0.2 * height)
        for number in range(show.n_paints, self._last_cover + 1):
            self._n_compared += 1
            if self._n_compared > _MAX_COMPARISONS:
                return False
            if self._can_cover(self._paints[number]) and covers(self._paints[number].box, inner):
                return True
        return False

    def _can_cover(self, paint: Paint) -> bool:
        """A later image must fill the page; a filled area hides what it covers at any size."""
        if not paint.is_opaque:
            return False
        return not paint.is_image or area(intersect(paint.box, self._page)) >= _FULL_PAGE * area(self._page)
