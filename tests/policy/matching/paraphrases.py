"""The clauses by which the matcher is judged, and how many it gets right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from candour.policy.matching import CONFIDENT, suggest

FILE = Path(__file__).with_name("paraphrases.yaml")
HALVES = ("development", "held-out")


@dataclass(frozen=True)
class Paraphrase:
    """A clause with the controls that would be right."""

    document: str
    half: str
    text: str
    lead_in: str
    headings: tuple[str, ...]
    right: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How many of ``total`` had a right control first, and among the first three.

    ``sure`` counts the clauses whose best score reaches ``CONFIDENT``, ``sure_right`` those of
    them whose best control is right.
    """

    total: int
    first: int
    three: int
    sure: int
    sure_right: int


def load_paraphrases(half: str) -> list[Paraphrase]:
    """The clauses of one half, in order of the file."""
    documents = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        Paraphrase(
            document["document"],
            document["half"],
            clause["text"],
            clause.get("after", ""),
            tuple(clause.get("under", ())),
            frozenset(clause["is"]),
        )
        for document in documents
        if document["half"] == half
        for clause in document["clauses"]
    ]


def score(paraphrases: Sequence[Paraphrase]) -> Score:
    """Suggest for every clause, and count."""
    first = three = sure = sure_right = 0
    for each in paraphrases:
        found = suggest(each.text, lead_in=each.lead_in, headings=each.headings)
        hit = found[0].control in each.right
        first += hit
        three += any(suggestion.control in each.right for suggestion in found[:3])
        if found[0].score >= CONFIDENT:
            sure += 1
            sure_right += hit
    return Score(len(paraphrases), first, three, sure, sure_right)
