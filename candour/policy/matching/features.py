"""What the matcher sees of a clause: words, pairs of words, concepts and pairs of concepts.

Words remember the phrases; concepts and their pairs (staff + contacting, photos + other people's
children) carry over to authors whose words were never seen. The lead-in speaks nearly as loudly
as the clause, headings and the stated audience more softly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from candour.policy.matching.concepts import find_concepts, lexicon
from candour.policy.matching.words import stem, stems

WORD, PAIR, CONCEPT, CROSS, FIRST = 1.0, 0.6, 1.4, 0.6, 0.8
LEAD_IN, HEADING, BINDS = 0.6, 0.35, 0.5

_STOP = frozenset(
    stem(word)
    for word in (
        "a an and any are as at be been being but by can could do does for from had has have he her"
        " his how if in into is it its may more must no not of on once one only or other our out"
        " own she should so some such than that the their them then there these they this those to"
        " under up upon us very was we were what when where whether which while who whom will with"
        " would you your i me my am also all each every both s"
    ).split()
)
_AUDIENCES = {
    "Staff": "staff",
    "Vol": "volunteer",
    "Gov": "governor",
    "Pup": "pupil",
    "Par": "parent",
    "Head": "head",
    "SLT": "leader",
    "DSL": "dsl",
    "Admin": "administrator",
    "All": "everyone",
}


def clause_features(
    text: str, *, lead_in: str = "", headings: Sequence[str] = (), binds: Sequence[str] = ()
) -> dict[str, float]:
    """Weighted features of a clause, by name; the keys are stable because the weights use them."""
    tokens = stems(text)
    before = stems(lead_in)
    features = _bag(tokens, 1.0)
    concepts = find_concepts(tokens)
    _add(features, _bag(before, LEAD_IN))
    if before:
        concepts = list(dict.fromkeys([*find_concepts(before), *concepts]))
    _add_concepts(features, concepts)
    for heading in headings[-2:]:
        _add(features, _bag(stems(heading), HEADING))
        for concept in find_concepts(stems(heading)):
            features[f"c:{concept}"] = features.get(f"c:{concept}", 0.0) + CONCEPT * HEADING
    actors = [key for key in concepts if lexicon().concepts[key].group == "actors"]
    if not actors:
        for audience in binds:
            if (key := _AUDIENCES.get(audience)) is not None:
                features[f"c:{key}"] = features.get(f"c:{key}", 0.0) + CONCEPT * BINDS
    return features


def _bag(tokens: Sequence[str], weight: float) -> dict[str, float]:
    """Words and neighbouring pairs of words, stop words left out, counted once each."""
    bag: dict[str, float] = {}
    content = [token for token in tokens if token not in _STOP]
    for token in content:
        bag[f"w:{token}"] = WORD * weight
    for left, right in zip(content, content[1:], strict=False):
        bag[f"b:{left}_{right}"] = PAIR * weight
    return bag


def _add(features: dict[str, float], more: dict[str, float]) -> None:
    """Add weights of ``more`` into ``features``, never above what a clause of its own would give."""
    for name, weight in more.items():
        features[name] = max(features.get(name, 0.0), weight)


def _add_concepts(features: dict[str, float], concepts: Sequence[str]) -> None:
    """Concepts, their unordered pairs, and the first actor, which is most often the subject."""
    for concept in concepts:
        features[f"c:{concept}"] = CONCEPT
    for left, right in combinations(sorted(concepts), 2):
        features[f"p:{left}+{right}"] = CROSS
    known = lexicon().concepts
    subject = next((key for key in concepts if known[key].group == "actors"), None)
    if subject is not None:
        features[f"s:{subject}"] = FIRST
