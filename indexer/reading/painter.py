"""What a PDF page shows and paints, in order, with colours, places and clipping, from its drawing operations.

Knows no PDF library: it is given operations and asks `Resources` about names. `hidden.py` judges what the eye can see of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol

from indexer.reading.geometry import EVERYWHERE, IDENTITY, Box, Matrix, PathTracker, bounds, intersect, multiply

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_ENDS = (*_FILLS, b"S", b"s", b"n")


class Resources(Protocol):
    """What the walk asks about the names in a content stream."""

    def drawn(self, name: str) -> Drawn | None:
        """The image or form of that name."""

    def alpha(self, name: str) -> tuple[float | None, bool | None]:
        """Fill opacity and whether the blend mode is normal, as a graphics state of that name sets them; None = as before."""

    def components(self, name: str) -> int:
        """1 grey, 3 RGB, 4 CMYK for a colour space; 0 = another kind."""

    def is_type3(self, font: str) -> bool:
        """True when the font's glyphs are drawings, whose size the font size does not tell."""

    def is_off(self, name: str) -> bool:
        """True when the marked-content property names a layer that is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An image, or a form with its matrix and own resources."""

    is_image: bool
    is_opaque: bool = True
    is_off: bool = False
    matrix: Matrix = IDENTITY
    resources: Resources | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The part of the graphics state that decides what is seen."""

    ctm: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    colour: Colour | None = BLACK
    n_components: int = 1
    alpha: float = 1.0
    is_normal: bool = True
    mode: int = 0
    font_size: float = 0.0
    is_type3: bool = False
    leading: float = 0.0


@dataclass(frozen=True, slots=True)
class Paint:
    """A filled area or an image; `colour` None = unknown."""

    box: Box
    colour: Colour | None
    is_opaque: bool
    is_image: bool


@dataclass(frozen=True, slots=True)
class Show:
    """One text-showing operation: where it starts, and how much was painted before it."""

    box: Box
    size: float
    state: State
    n_chars: int
    n_paints: int
    is_off: bool


class PageWalk:
    """Follows the operations of a page; give it every operation before and after it is carried out."""

    def __init__(self, resources: Resources) -> None:
        self.shows: list[Show] = []
        self.paints: list[Paint] = []
        self._resources = resources
        self._state = State()
        self._saved: list[State] = []
        self._entered: list[tuple[State, list[State], Resources, list[bool]] | None] = []
        self._marks: list[bool] = []
        self._path = PathTracker()
        self._line: Matrix = IDENTITY

    def before(self, operator: bytes, operands: Any) -> None:
        """Takes note of one operation. Operands of the wrong kind are passed over, as viewers do."""
        if operator == b"Do":
            self._enter(operands)
            return
        with suppress(TypeError, ValueError, IndexError, AttributeError, KeyError, OverflowError):
            self._follow(operator, operands)

    def after(self, operator: bytes) -> None:
        """Leaves the form that a `Do` entered."""
        if operator == b"Do" and self._entered:
            entered = self._entered.pop()
            if entered is not None:
                self._state, self._saved, self._resources, self._marks = entered

    def _follow(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator in _SHOWS:
            self._show(operator, operands)
        elif operator in (b"Td", b"TD", b"Tm", b"T*", b"BT"):
            self._move(operator, operands)
        elif operator in (b"q", b"Q", b"cm"):
            self._stack(operator, operands)
        elif operator in _ENDS:
            self._paint(operator)
        elif operator in (b"BDC", b"BMC", b"EMC"):
            self._mark(operator, operands)
        elif operator in (b"INLINE IMAGE", b"sh"):
            box = self._state.clip if operator == b"sh" else bounds(self._state.ctm, (0.0, 0.0, 1.0, 1.0))
            self._add(box, None, operator != b"sh", operator != b"sh")
        elif not self._path.follow(operator, operands, self._state.ctm):
            self._set(operator, operands)

    def _set(self, operator: bytes, operands: Sequence[Any]) -> None:
        state = self._state
        if operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            n_known = {b"g": 1, b"rg": 3, b"k": 4}.get(operator)
            n_components = state.n_components if n_known is None else n_known
            self._state = replace(state, colour=_colour(operands, n_components), n_components=n_components)
        elif operator == b"cs":
            n_components = self._resources.components(str(operands[0]))
            self._state = replace(state, n_components=n_components, colour=BLACK if n_components else None)
        elif operator == b"Tf":
            size, name = float(operands[1]), str(operands[0])
            self._state = replace(state, font_size=size, is_type3=self._resources.is_type3(name))
        elif operator == b"Tr":
            self._state = replace(state, mode=int(operands[0]))
        elif operator == b"TL":
            self._state = replace(state, leading=float(operands[0]))
        elif operator == b"gs":
            alpha, is_normal = self._resources.alpha(str(operands[0]))
            self._state = replace(
                state,
                alpha=state.alpha if alpha is None else alpha,
                is_normal=state.is_normal if is_normal is None else is_normal,
            )

    def _stack(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"q":
            self._saved.append(self._state)
        elif operator == b"cm":
            a, b, c, d, e, f = (float(value) for value in operands[:6])
            self._state = replace(self._state, ctm=multiply((a, b, c, d, e, f), self._state.ctm))
        elif self._saved:
            self._state = self._saved.pop()

    def _move(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"BT":
            self._line = IDENTITY
        elif operator == b"Tm":
            a, b, c, d, e, f = (float(value) for value in operands[:6])
            self._line = (a, b, c, d, e, f)
        else:
            x, y = (0.0, -self._state.leading) if operator == b"T*" else (float(operands[0]), float(operands[1]))
            if operator == b"TD":
                self._state = replace(self._state, leading=-y)
            self._line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator in (b"'", b'"'):
            self._move(b"T*", ())
        shown = operands[-1] if operands else ()
        parts = shown if operator == b"TJ" else (shown,)
        n_chars = sum(len(part) for part in parts if isinstance(part, str | bytes))
        matrix, size = multiply(self._line, self._state.ctm), self._state.font_size
        # The pen is not followed along a line: widths are guessed, so a box is right at its start and rough at its end.
        box = bounds(matrix, (0.0, -0.2 * size, 0.5 * size * max(n_chars, 1), 0.8 * size))
        height = abs(size) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        self.shows.append(Show(box, height, self._state, n_chars, len(self.paints), any(self._marks)))

    def _paint(self, operator: bytes) -> None:
        boxes, clip, is_simple = self._path.finish()
        state = self._state
        if operator in _FILLS:
            for box in boxes:
                if is_simple or not is_light(state.colour):
                    self._add(box, state.colour if is_simple else None, is_simple, False)
        if clip is not None:
            self._state = replace(state, clip=intersect(state.clip, clip))

    def _add(self, box: Box, colour: Colour | None, covers: bool, is_image: bool) -> None:
        state = self._state
        box = intersect(box, state.clip)
        if box[2] - box[0] >= 3.0 and box[3] - box[1] >= 3.0 and state.alpha > 0.05:
            is_opaque = covers and state.alpha > 0.95 and state.is_normal
            self.paints.append(Paint(box, colour if is_opaque else None, is_opaque, is_image))

    def _mark(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator != b"EMC":
            is_layer = operator == b"BDC" and len(operands) == 2 and operands[0] == "/OC"
            self._marks.append(is_layer and isinstance(operands[1], str) and self._resources.is_off(operands[1]))
        elif self._marks:
            self._marks.pop()

    def _enter(self, operands: Any) -> None:
        drawn = self._resources.drawn(str(operands[0])) if operands else None
        if drawn is None:
            self._entered.append(None)
        elif drawn.is_image:
            self._entered.append(None)
            if not drawn.is_off and not any(self._marks):
                self._add(bounds(self._state.ctm, (0.0, 0.0, 1.0, 1.0)), None, drawn.is_opaque, True)
        else:
            self._entered.append((self._state, self._saved, self._resources, self._marks))
            self._saved, self._marks = [], [*self._marks, drawn.is_off]
            self._resources = drawn.resources or self._resources
            self._state = replace(self._state, ctm=multiply(drawn.matrix, self._state.ctm))


def _colour(operands: Sequence[Any], n_components: int) -> Colour | None:
    if len(operands) != n_components or not n_components:
        return None
    values = [min(max(float(value), 0.0), 1.0) for value in operands]
    if n_components == 4:
        c, m, y, k = values
        return ((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    red, green, blue = values if n_components == 3 else values * 3
    return (red, green, blue)


def is_light(colour: Colour | None) -> bool:
    """True for white and what looks like it."""
    return colour is not None and min(colour) >= 0.9
