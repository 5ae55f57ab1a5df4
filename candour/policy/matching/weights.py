"""The trained weights: a small text file, read once, decoded feature by feature when needed.

Line one is JSON: the controls, the bias of each, the digest of what it was trained on. Every
further line is a feature, its inverse document frequency, and one printable character a control,
the weight in steps from ``ZERO``. A tenth of a second buys nothing here; a file that shows its
difference in review does.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILE = "weights.txt"
ZERO, LOWEST, HIGHEST = 80, 35, 126
STEP = 0.15


class Weights:
    """Linear weights from features to controls."""

    def __init__(self, text: str) -> None:
        header, *lines = text.splitlines()
        about = json.loads(header)
        self.controls: tuple[str, ...] = tuple(about["controls"])
        self.bias: tuple[float, ...] = tuple(about["bias"])
        self.digest: str = about["digest"]
        self._coded: dict[str, tuple[float, str]] = {}
        for line in lines:
            name, rarity, coded = line.split("\t")
            self._coded[name] = (float(rarity), coded)
        self._rows: dict[str, tuple[float, tuple[float, ...]]] = {}

    def row(self, name: str) -> tuple[float, tuple[float, ...]] | None:
        """A feature's rarity and its weight for every control; None for a feature never learnt."""
        if (known := self._rows.get(name)) is not None:
            return known
        if (coded := self._coded.get(name)) is None:
            return None
        row = (coded[0], tuple((ord(mark) - ZERO) * STEP for mark in coded[1]))
        self._rows[name] = row
        return row

    def scaled(self, features: Mapping[str, float]) -> dict[str, float]:
        """The known features weighted by rarity and brought to length one."""
        found = {
            name: weight * known[0]
            for name, weight in features.items()
            if (known := self._coded.get(name)) is not None
        }
        length = math.sqrt(sum(weight * weight for weight in found.values()))
        return {name: weight / length for name, weight in found.items()} if length else {}

    def probabilities(self, features: Mapping[str, float]) -> list[float]:
        """How likely each control is, in order of ``controls``; the parts sum to one."""
        totals = list(self.bias)
        for name, weight in self.scaled(features).items():
            row = self.row(name)
            assert row is not None
            totals = [total + weight * each for total, each in zip(totals, row[1], strict=True)]
        top = max(totals)
        parts = [math.exp(total - top) for total in totals]
        whole = sum(parts)
        return [part / whole for part in parts]


def encode(value: float) -> str:
    """One weight as a printable character, clipped to what the code can hold."""
    return chr(max(LOWEST, min(HIGHEST, ZERO + round(value / STEP))))


@cache
def weights() -> Weights:
    """The weights of this release, read once (about ten milliseconds)."""
    return Weights((files(__package__) / FILE).read_text(encoding="utf-8"))
