"""Train the matcher from its phrases: ``python -m candour.policy.matching.train``.

Multinomial logistic regression by AdaGrad, in plain Python and in a fixed order, so that the same
phrases and lexicon give the same file on every machine (weights are rounded to coarse steps).
``--check`` trains afresh and says whether the file in the package is what comes out.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from candour.policy.library import load_model_policy
from candour.policy.matching.features import clause_features
from candour.policy.matching.phrases import Phrase, read_phrases
from candour.policy.matching.weights import FILE, encode

ROUNDS, RATE, RIDGE, SEED = 14, 0.7, 3e-5, 20261124

Row = list[float]


def training_phrases() -> list[Phrase]:
    """The phrase files, and each clause of the model policy with the controls that carry it."""
    clauses = (Phrase(clause.text, "", clause.controls) for clause in load_model_policy())
    return [*read_phrases(), *clauses]


def sources_digest() -> str:
    """SHA-256 over all that the weights depend on: each phrase with the features seen in it.

    It stands in the weights file, so that a test can tell a stale file without training.
    """
    digest = hashlib.sha256(repr((ROUNDS, RATE, RIDGE, SEED)).encode())
    for phrase in training_phrases():
        features = clause_features(phrase.text, lead_in=phrase.lead_in)
        digest.update(repr((phrase.controls, sorted(features.items()))).encode())
    return digest.hexdigest()


class Trainer:
    """Examples as sparse unit vectors, and the weights as they are learnt."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        bags = [clause_features(phrase.text, lead_in=phrase.lead_in) for phrase in phrases]
        counts = Counter(name for bag in bags for name in bag)
        kept = sorted(n for n, count in counts.items() if count > 1 or n[0] not in "bp")
        self.rarity = {n: round(math.log(1 + len(bags) / counts[n]), 3) for n in kept}
        self.controls = sorted({phrase.controls[0] for phrase in phrases})
        place = {control: at for at, control in enumerate(self.controls)}
        width = len(self.controls)
        self.bias: Row = [0.0] * width
        self.rows: dict[str, Row] = {name: [0.0] * width for name in kept}
        self.seen: dict[str, Row] = {name: [1e-2] * width for name in kept}
        self.examples = [
            (self._unit(bag), [place[control] for control in phrase.controls])
            for bag, phrase in zip(bags, phrases, strict=True)
        ]

    def _unit(self, bag: dict[str, float]) -> list[tuple[str, float]]:
        scaled = [(n, weight * self.rarity[n]) for n, weight in bag.items() if n in self.rarity]
        length = math.sqrt(sum(weight * weight for _, weight in scaled)) or 1.0
        return [(name, weight / length) for name, weight in scaled]

    def learn(self) -> None:
        """All rounds, each over the examples in an order fixed by the seed."""
        order = list(range(len(self.examples)))
        shuffle = random.Random(SEED).shuffle  # noqa: S311 - order of examples, nothing secret
        for _ in range(ROUNDS):
            shuffle(order)
            for at in order:
                self._step(*self.examples[at])
            self._shrink()

    def _shrink(self) -> None:
        """Once a round, the ridge penalty on every weight, in the same steps as the learning."""
        pull = RATE * RIDGE * len(self.examples)
        for name, row in self.rows.items():
            seen = self.seen[name]
            row[:] = [w / (1 + pull / math.sqrt(s)) for w, s in zip(row, seen, strict=True)]

    def _step(self, vector: list[tuple[str, float]], right: list[int]) -> None:
        """One example: move weights against the gradient of the cross entropy."""
        totals = self.bias
        for name, value in vector:
            totals = [t + value * w for t, w in zip(totals, self.rows[name], strict=True)]
        top = max(totals)
        parts = [math.exp(total - top) for total in totals]
        whole = sum(parts)
        error = [part / whole for part in parts]
        for at in right:
            error[at] -= 1 / len(right)
        self.bias = [b - 0.02 * e for b, e in zip(self.bias, error, strict=True)]
        for name, value in vector:
            row, seen = self.rows[name], self.seen[name]
            slope = [value * e for e in error]
            seen[:] = [s + g * g for s, g in zip(seen, slope, strict=True)]
            row[:] = [w - RATE * g / math.sqrt(s) for w, g, s in zip(row, slope, seen, strict=True)]

    def text(self) -> str:
        """The file's text: header, then one line a feature, in order of name."""
        header = {
            "controls": self.controls,
            "bias": [round(value, 2) for value in self.bias],
            "digest": sources_digest(),
        }
        lines = [
            f"{name}\t{self.rarity[name]}\t{''.join(map(encode, row))}"
            for name, row in self.rows.items()
        ]
        return "\n".join([json.dumps(header), *lines]) + "\n"


def build() -> str:
    """Train and give the text of the weights file (about a minute)."""
    trainer = Trainer(training_phrases())
    trainer.learn()
    return trainer.text()


def main(arguments: Sequence[str]) -> int:
    """Write the weights file, or with ``--check`` compare it (exit 1 where it differs)."""
    path = Path(str(files(__package__) / FILE))
    text = build()
    if "--check" in arguments:
        same = path.read_text(encoding="utf-8") == text
        sys.stdout.write("The weights are current.\n" if same else "The weights are stale.\n")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(text):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
