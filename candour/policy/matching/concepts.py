"""The concept lexicon: who acts, what is done, and to what, whatever words say it.

A clause about "masters" who may not "correspond" with "boarders" is the same duty as one about
"staff" who must not "message" "pupils". The lexicon folds such words into concepts, so that the
matcher learns from actor, act and thing rather than from one author's vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from candour.policy.matching.words import stems

LEXICONS = ("actors", "acts", "things")


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea: key, group, the plain words a reason shows, and its place in the lexicon."""

    key: str
    group: str
    label: str
    place: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All concepts, and for each first stem the longer ways of saying them, longest first."""

    concepts: dict[str, Concept]
    ways: dict[str, list[tuple[tuple[str, ...], str]]] = field(repr=False)


def read_lexicon_text(name: str) -> str:
    """The text of one lexicon file; ``name`` is one of ``LEXICONS``."""
    return (files(__package__) / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")


def parse_lexicon(texts: Iterable[tuple[str, str]]) -> Lexicon:
    """Build a lexicon from (group, text) pairs of ``key | label | way, way`` lines."""
    concepts: dict[str, Concept] = {}
    ways: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, text in texts:
        for line in text.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            key, label, sayings = (part.strip() for part in line.split("|"))
            concepts[key] = Concept(key, group, label, len(concepts))
            for saying in {tuple(stems(one)) for one in sayings.split(",")}:
                if saying:
                    ways.setdefault(saying[0], []).append((saying, key))
    for options in ways.values():
        options.sort(key=lambda option: (-len(option[0]), option[1], option[0]))
    return Lexicon(concepts, ways)


@cache
def lexicon() -> Lexicon:
    """The lexicon of this release, read once."""
    return parse_lexicon((name, read_lexicon_text(name)) for name in LEXICONS)


def find_concepts(tokens: Sequence[str]) -> list[str]:
    """The concept keys in a run of stems, in order of first appearance, each once."""
    ways = lexicon().ways
    found: dict[str, None] = {}
    for at, token in enumerate(tokens):
        for saying, key in ways.get(token, ()):
            if len(saying) == 1 or tuple(tokens[at : at + len(saying)]) == saying:
                found.setdefault(key)
    return list(found)
