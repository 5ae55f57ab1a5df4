"""The straight lines drawn on a PDF page, by which ruled tables are known."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from .pdf_layout import Page, Ruling

_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLS = frozenset({b"f", b"F", b"f*"})
_THIN = 3.0  # points: what is no wider is a line, whether stroked or filled

_DOT = (1.4, 8.0)  # points: browsers draw the bullets of lists as small round or square shapes

Point = tuple[float, float]


class Pen:
    """Follows the drawing operators of one page and notes the lines that come out on paper.

    A path counts only once it is painted: stroked paths give their sides; filled ones only where
    they are thin (Word and browsers draw borders so); clipping paths and backgrounds give none.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._paths: list[list[Point]] = []

    def visit(self, operator: bytes, operands: Any, cm: Any, _tm: Any) -> None:
        """Take one operator; the signature is that of pypdf's visitor."""
        if operator in (b"re", b"m", b"l", b"c", b"h"):
            try:
                self._draw(operator, [float(n) for n in operands], cm)
            except (TypeError, ValueError):
                return
        elif operator in _STROKES or operator in _FILLS:
            for path in self._paths:
                self._paint(path, operator in _STROKES)
            self._paths = []
        elif operator == b"n":
            self._paths = []

    def _draw(self, operator: bytes, numbers: list[float], cm: Any) -> None:
        if operator == b"re" and len(numbers) == 4:
            x, y, w, h = numbers
            corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y))
            self._paths.append([_move(cm, *corner) for corner in corners])
        elif operator == b"h" and self._paths:
            self._paths[-1].append(self._paths[-1][0])
        elif operator == b"c" and len(numbers) == 6 and self._paths:
            self._paths[-1].append(_move(cm, numbers[4], numbers[5]))
        elif len(numbers) >= 2:
            if operator == b"m" or not self._paths:
                self._paths.append([])
            self._paths[-1].append(_move(cm, numbers[0], numbers[1]))

    def _paint(self, path: list[Point], stroked: bool) -> None:
        xs, ys = [p[0] for p in path], [p[1] for p in path]
        across, up = max(xs) - min(xs), max(ys) - min(ys)
        if _DOT[0] < across < _DOT[1] and abs(across - up) < 0.4 * across:
            self._page.dots.append((sum(xs) / len(xs), (min(ys) + max(ys)) / 2))
            return
        wide, high = across > _THIN, up > _THIN
        if wide and high:
            if stroked:
                self._page.rulings.extend(Ruling(*a, *b) for a, b in pairwise(path))
        elif wide:
            self._page.rulings.append(Ruling(min(xs), min(ys), max(xs), min(ys)))
        elif high:
            self._page.rulings.append(Ruling(min(xs), min(ys), min(xs), max(ys)))


def _move(cm: Any, x: float, y: float) -> Point:
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]
