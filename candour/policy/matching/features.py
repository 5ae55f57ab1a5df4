"""What the matcher sees of a clause: words, pairs of words, concepts and pairs of concepts.

Words remember the phrases; concepts and their pairs (staff + contacting, photos + other people's
children) carry over to authors whose words were never seen. The lead-in speaks nearly as loudly
as the clause, headings and the stated audience more softly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

from candour.policy.matching.concepts import find_concepts, lexicon
from candour.policy.matching.words import stem, stems

WORD, PAIR, CONCEPT, CROSS, FIRST = 1.4, 0.6, 1.4, 0.6, 0.8
LEAD_IN, HEADING, BINDS = 0.6, 0.4, 0.5

_STOP_WORDS = """
a an and any are as at be been being but by can could do does for from had has have he her his how
if in into is it its may more must no not of on once one only or other our out own she should so
some such than that the their them then there these they this those to under up upon us very was
we were what when where whether which while who whom will with would you your i me my am also all
each every both s
"""
_STOP = frozenset(stem(word) for word in _STOP_WORDS.split())
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
    tokens, before = stems(text), stems(lead_in)
    known = lexicon().concepts
    said = find_concepts(tokens)
    above = [key for key in find_concepts(before) if key not in said]
    features = _bag(tokens, 1.0)
    _add(features, _bag(before, LEAD_IN))
    _add_concepts(features, said, [key for key in above if known[key].group == "actors"])
    _add(features, {f"c:{key}": CONCEPT * LEAD_IN for key in above})
    for heading in headings[-2:]:
        above_that = stems(heading)
        _add(features, _bag(above_that, HEADING))
        _add(features, {f"c:{key}": CONCEPT * HEADING for key in find_concepts(above_that)})
    if not any(known[key].group == "actors" for key in (*said, *above)):
        audiences = [_AUDIENCES[audience] for audience in binds if audience in _AUDIENCES]
        _add(features, {f"c:{key}": CONCEPT * BINDS for key in audiences})
    return features


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text that carry meaning: stop words left out."""
    return frozenset(token for token in stems(text) if token not in _STOP)


def _bag(tokens: Sequence[str], weight: float) -> dict[str, float]:
    """Words and neighbouring pairs of words, stop words left out, counted once each."""
    bag: dict[str, float] = {}
    content = [token for token in tokens if token not in _STOP]
    for token in content:
        bag[f"w:{token}"] = WORD * weight
    for left, right in pairwise(content):
        bag[f"b:{left}_{right}"] = PAIR * weight
    return bag


def _add(features: dict[str, float], more: dict[str, float]) -> None:
    """Take weights of ``more`` into ``features``; where both have one, the greater stays."""
    for name, weight in more.items():
        features[name] = max(features.get(name, 0.0), weight)


def _add_concepts(
    features: dict[str, float], said: Sequence[str], actors_above: Sequence[str]
) -> None:
    """Concepts said, their unordered pairs (with the lead-in's actors too), and the subject."""
    features.update({f"c:{key}": CONCEPT for key in said})
    pairs = [*combinations(said, 2), *product(said, actors_above)]
    features.update({f"p:{min(pair)}+{max(pair)}": CROSS for pair in pairs})
    known = lexicon().concepts
    subjects = (key for key in (*actors_above, *said) if known[key].group == "actors")
    if (subject := next(subjects, None)) is not None:
        features[f"s:{subject}"] = FIRST
