"""Turn a clause into stems: small, quick and the same on every machine.

Policies spell one thing many ways (log-in, login, log in; e-mail, email), so spellings are folded
before stemming. The stemmer is deliberately light: it need only give the same stem to the forms
of one word, since the lexicon and the phrases pass through it too.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_APOSTROPHES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2013": " ", "\u2014": " "}
)

_JOINED = {
    ("log", "in"): "login",
    ("log", "ins"): "login",
    ("log", "on"): "login",
    ("log", "ons"): "login",
    ("e", "mail"): "email",
    ("e", "mails"): "email",
    ("e", "safety"): "esafety",
    ("e", "learning"): "elearning",
    ("head", "teacher"): "headteacher",
    ("head", "teachers"): "headteacher",
    ("head", "teacher's"): "headteacher",
    ("on", "line"): "online",
    ("web", "site"): "website",
    ("web", "sites"): "website",
    ("news", "letter"): "newsletter",
    ("cyber", "bullying"): "cyberbullying",
    ("wi", "fi"): "wifi",
    ("home", "page"): "homepage",
    ("pass", "word"): "password",
    ("live", "stream"): "livestream",
    ("care", "givers"): "carer",
    ("ex", "pupils"): "expupil",
}
_SPELLINGS = {
    "organization": "organisation",
    "organisational": "organisation",
    "authorize": "authorise",
    "authorized": "authorised",
    "authorization": "authorisation",
    "authorisation": "authorise",
    "unauthorised": "unauthorise",
    "recognize": "recognise",
    "personalize": "personalise",
    "caregiver": "carer",
    "caregivers": "carer",
    "can't": "cannot",
    "children's": "child",
    "children": "child",
    "licence": "license",
    "licences": "license",
    "taught": "teach",
    "told": "tell",
    "bullied": "bully",
    "complies": "comply",
    "complying": "comply",
    "approval": "approve",
    "approvals": "approve",
    "assessments": "assess",
    "assessment": "assess",
    "complaint": "complain",
    "complaints": "complain",
    "acknowledgement": "acknowledge",
    "investigation": "investigate",
    "investigations": "investigate",
    "abusive": "abuse",
    "defamatory": "defame",
    "defamation": "defame",
    "discriminatory": "discriminate",
    "discrimination": "discriminate",
    "held": "hold",
    "kept": "keep",
    "sent": "send",
    "written": "write",
    "wrote": "write",
    "said": "say",
    "made": "make",
    "taken": "take",
    "shown": "show",
    "seen": "see",
    "chosen": "choose",
    "given": "give",
    "left": "leave",
    "headings": "heading",
    "meetings": "meeting",
    "mornings": "morning",
    "evenings": "evening",
    "families": "family",
}
_NOT_INFLECTED = """
heading meeting morning evening nothing anything something everything wellbeing friendly during
being family media comply
"""
_WHOLE = frozenset(_NOT_INFLECTED.split())
_ENDINGS = (
    ("ational", "ate"),
    ("fulness", "ful"),
    ("iveness", "ive"),
    ("fully", "ful"),
    ("ities", "ity"),
    ("ments", "ment"),
    ("ously", "ous"),
    ("ively", "ive"),
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of one lower-case word, such as ``photograph`` for ``photographing``."""
    word = _SPELLINGS.get(word, word)
    if word.endswith("'s"):
        word = word[:-2]
    word = _SPELLINGS.get(word, word)
    if len(word) <= 3 or word in _WHOLE or not word.isalpha():
        return word
    for ending, other in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + other
    return _without_inflection(word)


def _without_inflection(word: str) -> str:
    """Cut plural, past and -ing endings, then a final e or doubled letter, as Porter's step 1."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, shortest in (("ing", 3), ("ied", 2), ("ed", 3), ("ly", 4), ("ion", 5)):
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            base = word[: -len(ending)]
            if not any(letter in "aeiouy" for letter in base):
                break
            word = base + "y" if ending == "ied" else base
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "bdfgmnprt":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def stems(text: str) -> list[str]:
    """The stems of a text in order, spellings folded; punctuation and case are dropped."""
    words = _TOKEN.findall(text.lower().translate(_APOSTROPHES))
    found: list[str] = []
    at, last = 0, len(words)
    while at < last:
        joined = _JOINED.get((words[at], words[at + 1])) if at + 1 < last else None
        found.append(stem(joined or words[at]))
        at += 2 if joined else 1
    return found


def words_by_stem(text: str) -> dict[str, str]:
    """For each stem of a text the word as written there, lower case: for showing to people."""
    return {stem(word): word for word in _TOKEN.findall(text.lower().translate(_APOSTROPHES))}
