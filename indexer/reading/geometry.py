"""Matrices, boxes and paths of a PDF page, in points; a box is (left, bottom, right, top)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_MAX_POINTS = 4000


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def place(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to lie."""
    return (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])


def bounds(matrix: Matrix, box: Box) -> Box:
    """The box around the transformed corners of a box."""
    left, bottom, right, top = box
    return around([place(matrix, x, y) for x in (left, right) for y in (bottom, top)])


def around(points: Sequence[Point]) -> Box:
    """The smallest box that holds the points (at least one)."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (min(xs), min(ys), max(xs), max(ys))


def intersect(one: Box, other: Box) -> Box:
    """What two boxes share; its area is 0 when that is nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return (left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3])))


def area(box: Box) -> float:
    """Square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def touches(one: Box, other: Box, slack: float = 0.0) -> bool:
    """True when the boxes share a point, the second one widened by `slack` on each side."""
    return one[0] <= other[2] + slack and one[2] >= other[0] - slack and one[1] <= other[3] + slack and one[3] >= other[1] - slack


def covers(outer: Box, inner: Box, slack: float = 0.5) -> bool:
    """True when `outer`, widened by `slack`, holds all of `inner`."""
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and outer[2] + slack >= inner[2]
        and outer[3] + slack >= inner[3]
    )


class PathTracker:
    """The path under construction, as boxes on the page."""

    def __init__(self) -> None:
        self._start()

    def follow(self, operator: bytes, operands: Sequence[Any], ctm: Matrix) -> bool:
        """Takes a path operation; False when it is none."""
        if operator == b"re":
            x, y, width, height = (float(value) for value in operands[:4])
            self._boxes.append(bounds(ctm, (x, y, x + width, y + height)))
            self._is_simple &= not (ctm[1] and ctm[0])  # a turned rectangle is not its box
        elif operator in (b"m", b"l", b"c", b"v", b"y"):
            for position in range(0, len(operands) - 1, 2):
                self._add(place(ctm, float(operands[position]), float(operands[position + 1])))
            self._is_simple &= operator in (b"m", b"l")
        elif operator in (b"W", b"W*"):
            self._clips = True
        else:
            return operator == b"h"
        return True

    def finish(self) -> tuple[list[Box], Box | None, bool]:
        """Ends the path: its boxes, the box that it clips to (None = no clipping), True when the path fills its boxes."""
        boxes, is_simple = self._boxes, self._is_simple
        if self._n_points:
            is_simple &= self._n_points in (4, 5) and len(self._xs) == 2 and len(self._ys) == 2
            boxes.append(self._around)
        clip = None
        if self._clips and boxes:
            clip = around([point for box in boxes for point in (box[:2], box[2:])])
        self._start()
        return boxes, clip, is_simple

    def _start(self) -> None:
        self._boxes: list[Box] = []
        self._xs: set[float] = set()
        self._ys: set[float] = set()
        self._n_points = 0
        self._around: Box = EVERYWHERE
        self._is_simple = True
        self._clips = False

    def _add(self, point: Point) -> None:
        x, y = point
        if self._n_points < 6:  # enough to tell a rectangle from the rest
            self._xs.add(round(x, 1))
            self._ys.add(round(y, 1))
        left, bottom, right, top = self._around if self._n_points else (x, y, x, y)
        self._around = (min(left, x), min(bottom, y), max(right, x), max(top, y))
        self._n_points += 1
