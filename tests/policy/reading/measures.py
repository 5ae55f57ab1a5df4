"""The measures of splitting: start, isolated, precision, junk; and of the kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from candour.policy.reading import Reading

from .builders import Label

_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass
class Counts:
    """Sums over policies, so that shares can be taken at the end."""

    labels: int = 0
    starts: int = 0
    isolated: int = 0
    clauses: int = 0
    real: int = 0
    junk: int = 0
    found_normative: int = 0
    true_normative: int = 0
    labelled_normative: int = 0
    kinds: int = 0
    binds: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another policy."""
        for name in vars(other):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def shares(self) -> dict[str, float]:
        """Every measure as a share from 0 to 1."""
        return {
            "start": self.starts / max(self.labels, 1),
            "isolated": self.isolated / max(self.labels, 1),
            "precision": self.real / max(self.clauses, 1),
            "junk": self.junk / max(self.clauses, 1),
            "normative precision": self.true_normative / max(self.found_normative, 1),
            "normative recall": self.true_normative / max(self.labelled_normative, 1),
            "kind": self.kinds / max(self.starts, 1),
            "binds": self.binds / max(self.starts, 1),
        }


def folded(text: str) -> str:
    """Words only, for comparing quotes with clauses."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES).replace("**", "")).strip().lower()


def measure(reading: Reading, labels: Sequence[Label]) -> Counts:
    """Compare a reading with hand-made labels.

    ``start``: a clause begins at the labelled words; ``isolated``: that clause holds no second
    labelled start; ``precision``: a clause's start is a labelled one (stricter than a mere
    sentence end); ``junk``: a clause that begins at no label and has fewer than four words or no
    verb of its own is a fragment or furniture.
    """
    counts = Counts(labels=len(labels), clauses=len(reading.clauses))
    texts = [folded(clause.text) for clause in reading.clauses]
    at = 0
    matched: set[int] = set()
    for number, label in enumerate(labels):
        counts.labelled_normative += label.kind != "fact"
        quote = folded(label.quote)
        found = next((i for i in range(at, len(texts)) if _begins(texts[i], quote)), None)
        if found is None:
            continue
        at = found + 1
        matched.add(found)
        counts.starts += 1
        counts.isolated += not _holds_next(texts[found], quote, labels[number + 1 :])
        clause = reading.clauses[found]
        counts.kinds += clause.kind == label.kind
        counts.binds += bool(label.binds & set(clause.binds))
        counts.true_normative += clause.is_normative and label.kind != "fact"
    counts.isolated += counts.labels - counts.starts  # a clause not found is counted under start
    counts.found_normative = sum(clause.is_normative for clause in reading.clauses)
    counts.real = len(matched)
    counts.junk = sum(len(t.split()) < 3 for i, t in enumerate(texts) if i not in matched)
    return counts


def _begins(text: str, quote: str) -> bool:
    """Whether the clause begins with the quote, or is all of a shorter one."""
    return text.startswith(quote) or (len(text) >= 6 and quote.startswith(text))


def _holds_next(text: str, quote: str, following: Sequence[Label]) -> bool:
    return bool(following) and folded(following[0].quote) in text[len(quote) :]
