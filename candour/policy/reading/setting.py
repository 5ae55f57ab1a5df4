"""Who speaks to whom at a point of a policy: headings, greetings, signatures, "we the children"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import actors as words
from .actors import actors_in

_CONDITION = re.compile(r"\b(?:if|when)\b.*", re.IGNORECASE)
_ACCOUNTS = re.compile(
    r"\b(?:(?:official|(?:school|academy|trust|college)(?:[’']s)?|corporate|class|department|our|"
    r"work) )"
    r"(?:[\w-]+ ){0,3}?(?:accounts?|pages?|channels?|feeds?|profiles?)\b|"
    r"^(?:running|managing|setting up|opening|posting on) [^.?]*\b(?:accounts?|pages?|channels?)\b",
    re.IGNORECASE,
)
_WE_ARE = re.compile(
    r"\bwe,? (?:as |the |all the |are the |are )+(children|pupils|students|parents|carers|staff|"
    r"governors|teachers)\b|\b(?:by|from) (?:the|our) (school council|children|pupils|students)\b",
    re.IGNORECASE,
)
_SPEAKERS = (
    ("Par", re.compile(r"\b(?:my|our) (?:child|children|son|daughter)\b|"
                       r"\bother (?:people|families|parents)[’']s? children\b", re.I)),
    ("Staff", re.compile(r"\b(?:as a member of staff|my (?:colleagues|professional|line manager|"
                         r"employment|duties|class|pupils|students)|pupils or parents|"
                         r"with (?:pupils|students))\b", re.I)),
    ("Pup", re.compile(r"\b(?:my (?:teachers?|parents?|mum|dad|carers?|family)|grown-?ups?|"
                       r"trusted adult|an adult|my friends?)\b", re.I)),
)  # fmt: skip
_FIRST = re.compile(r"\b(?:i|my|we)\b", re.IGNORECASE)


def speaker_of(texts: Iterable[str], forms: Iterable[str]) -> frozenset[str]:
    """Who says "I" in a passage: the people under the signature, else whom its words betray."""
    signed = frozenset().union(*(actors_in(form) for form in forms)) - {"School", "Head", "All"}
    if len(signed) == 1:
        return frozenset(signed)
    counts = dict.fromkeys((code for code, _ in _SPEAKERS), 0)
    for text in texts:
        if _FIRST.search(text):
            for code, pattern in _SPEAKERS:
                counts[code] += bool(pattern.search(text))
    best = max(counts.values())
    found = [code for code, count in counts.items() if count == best]
    return frozenset(found) if best and len(found) == 1 else frozenset()


class Setting:
    """Who "you" and "I" are at this point: the headings in force and the letter's greeting."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, frozenset[str]]] = []
        self._greeting: frozenset[str] = frozenset()
        self._last: frozenset[str] = frozenset()
        self._document: frozenset[str] = frozenset()
        self._begun = False
        self._speaker: frozenset[str] = frozenset()
        self._we: frozenset[str] = frozenset()
        self._same: frozenset[str] = frozenset()
        self._listed_scope = False

    def enter(self, level: int, heading: str) -> None:
        """Take in a heading; one that names people sets whom its section speaks to."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        people = _named_in(heading)
        self._headings.append((level, people))
        if self._we and people and not people & self._we:
            self._we = frozenset()
        self.notice("lead-in", heading)
        if (
            not self._begun
            and not self._document
            and level <= 6
            and not words.DATED.search(heading)
        ):
            self._document = (people & actors_in(heading)) - {"School", "All"}
        if re.search(r"\b(?:appendix|annex|agreement)\b", heading, re.IGNORECASE):
            self._greeting = frozenset()
        self._last = frozenset()

    def notice(self, role: str, text: str) -> None:
        """Take in furniture: a greeting ("Dear Parents") sets whom the letter speaks to."""
        if role == "salutation":
            self._greeting = actors_in(text) or self._greeting
        elif role == "lead-in" and (match := _WE_ARE.search(text)) is not None:
            named = match.group(1) or match.group(2)
            self._we = frozenset({"Pup"}) if "council" in named.lower() else actors_in(named)
        elif role == "email-header" and text.lower().startswith("to:"):
            self._greeting = actors_in(text)

    def addressed(self) -> frozenset[str]:
        """Whom the passage speaks to; empty where nothing says so."""
        return self.locally_addressed() or self._document

    def locally_addressed(self) -> frozenset[str]:
        """Whom the letter or the headings in force speak to, without the document's own title."""
        if self._greeting:
            return self._greeting
        for _, people in reversed(self._headings):
            named = people - {"School", "All", "Admin"} or people & {"Admin", "All"}
            if named:
                return frozenset(named)
        return frozenset()

    def set_speaker(self, speaker: frozenset[str]) -> None:
        """Take in who says "I" from here on; empty where the passage does not betray it."""
        self._speaker = speaker

    def first_person(self) -> frozenset[str]:
        """Who "I" is: whom the headings in force name, else who signs, else the document's own."""
        return self.locally_addressed() or self._speaker or self._document

    def we(self) -> frozenset[str]:
        """Who "we" is where the text has said so ("we, the children of…"); else empty."""
        return self._we

    def begin_block(self) -> None:
        """A new paragraph or item: what came before in the same block is forgotten."""
        self._same = frozenset()

    def same_block(self) -> frozenset[str]:
        """The working people bound by the sentence before in the same paragraph, if only such."""
        working = {"Staff", "Vol", "Head", "SLT", "DSL", "Gov", "Admin"}
        return self._same if self._same <= working else frozenset()

    def scope(self, people: frozenset[str]) -> None:
        """Take in a statement of scope: whom the document is for, if its title did not say."""
        self._document = self._document or people - {"School", "All"}

    def widen_scope(self, people: frozenset[str]) -> None:
        """Take in one line of a list of those whom the document is for."""
        if not self._listed_scope and self._document:
            return
        self._listed_scope = True
        self._document |= people - {"School", "All"}

    def remember(self, binds: Iterable[str]) -> None:
        """Keep the last clause's people, for "they" at the start of the next."""
        self._last = self._same = frozenset(binds)
        self._begun = True

    def last(self) -> frozenset[str]:
        """The people of the clause before, in the same section."""
        return self._last


def _named_in(heading: str) -> frozenset[str]:
    """Whom a heading speaks to: not those it is about, nor those in its condition."""
    if heading.endswith("?"):
        return frozenset()
    told = _CONDITION.sub("", words.CONCERNED.sub("", heading))
    people = actors_in(told)
    personal = re.search(
        r"\b(?:personal|private|(?<!school.s )own|comment\w*|follow\w*|visit\w*)\b",
        heading,
        re.IGNORECASE,
    )
    if not people - {"School"} and not personal and _ACCOUNTS.search(heading):
        return frozenset({"Admin"})
    return people
