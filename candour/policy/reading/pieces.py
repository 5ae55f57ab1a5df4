"""Cutting one block into pieces: sentences, lead-ins, answers, run-in labels, inline lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bare_lists import is_stem
from .lexicon import begins_with_verb, has_finite_verb, holds_deed
from .sentences import inline_items, is_short_answer, sentence_spans

_PROMISE = re.compile(
    r"\b(will|shall|are to|must|should) (also )?be (advised|taught|told|informed|reminded|"
    r"shown|trained|"
    r"helped|encouraged|given|asked)\s*(that|to|about|how to)?\s*[:\-–—]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?!if\b|when\b|where\b|so that\b|to\b).*\b(must|shall|should|will|may|is|are|has|have|"
    r"need to)\b.{12,}"
    r"(,| and| or)\s*(and|or|who|which|in particular|including|especially|also|then|they|such "
    r"as|for example|"
    r"by|where they|this includes|namely)\b.{0,60}$",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:provided|on condition|on the condition|as long as|so long as|only if|but only)"
    r"(?: that)?[\s:–-]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[A-Z][^.:;?!,]{1,40}?)(?P<sign>:)\s+(?=[A-Z“\"‘])")
_PRONOUN = re.compile(
    r"^(?:we|i|you|it|they|he|she|not|no|never|nobody|nothing|only|always|none|all|yes|nor)\b",
    re.IGNORECASE,
)
_BEFALLS = re.compile(
    r"\b(?:happens?|matters?|counts?|lasts?|helps?|works?|changes?|spreads?|comes?|goes|go|stays?|"
    r"hurts?|exists?|varies|vary|differs?|remains?|grows?|fails?)\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-Z“\"])")
_SIGNAL = re.compile(
    r"^(?:n\.?b\.?|note|please note|important|example|for example|exceptions?|reminder|remember|"
    r"p\.?s\.?|tip|warning)\s*[:–-]\s+",
    re.IGNORECASE,
)


@dataclass
class Piece:
    """A stretch of a block: a clause in the making, or furniture where ``role`` is set."""

    start: int
    end: int
    role: str = ""
    lead_in: str = ""
    number: str = ""


def stands_alone(text: str, level: int, after_others: bool) -> bool:
    """Whether a lead-in asks something by itself, and so is a clause as well as a lead-in.

    "Students will be advised:" is a promise; "Each account must have two administrators, who
    will:" is a rule with more rules under it; "report any of these to the head:", itself an item,
    likewise. "Staff must:" asks nothing yet.
    """
    if _CONDITIONAL.search(text) and has_finite_verb(text):
        return True
    including = text.rstrip(" :").endswith("including") and has_finite_verb(text)
    if _PROMISE.search(text) or _GOES_ON.match(text) or including:
        return True
    bare = text.rstrip(" :–-")
    itemised = level > 0 and not after_others and begins_with_verb(text) and not text[:1].isupper()
    return itemised and len(bare.split()) >= 5 and not is_stem(bare)


def merge_fragments(
    text: str, pieces: list[Piece], headings: Sequence[tuple[int, str]]
) -> list[Piece]:
    """A bare "No." before its explanation is set aside; a lone one is the answer itself."""
    if len(pieces) > 1 and is_short_answer(text[pieces[0].start : pieces[0].end]):
        pieces[0] = replace(pieces[0], role="answer")
    elif pieces and is_short_answer(text) and headings and headings[-1][1].endswith("?"):
        pieces[0] = replace(pieces[0], lead_in=headings[-1][1])
    return pieces


def open_inline(text: str, piece: Piece) -> list[Piece]:
    """A sentence with an inline list becomes its lead-in and one piece for each item."""
    if piece.role:
        return [piece]
    items = inline_items(text[piece.start : piece.end])
    if not items:
        return [piece]
    stem_end = piece.start + items[0][0]
    stem = text[piece.start : stem_end].rstrip()
    lead_in = f"{piece.lead_in} {stem}".strip()
    parts = [Piece(piece.start, piece.start + len(stem), "lead-in")] if stem else []
    for _, start, end in items:
        parts.append(Piece(piece.start + start, piece.start + end, lead_in=lead_in))
    return parts


def cut_block(
    text: str, lead_in: str, headings: Sequence[tuple[int, str]], itemised: bool
) -> list[Piece]:
    """The pieces of a block in order; ``headings`` are (level, title), outermost first."""
    pieces = [Piece(start, end, lead_in=lead_in) for start, end in sentence_spans(text)]
    pieces = _numbered_within(text, pieces)
    pieces = merge_fragments(text, pieces, headings)
    if pieces and not itemised:
        pieces = _label_sentence(text, pieces)
    pieces = [part for piece in pieces for part in _run_in(text, piece)]
    return [part for piece in pieces for part in open_inline(text, piece)]


def _numbered_within(text: str, pieces: list[Piece]) -> list[Piece]:
    """ "1.1 … 1.2 …" run together in one paragraph: each sentence takes the number before it."""
    number = ""
    for at, piece in enumerate(pieces[1:], start=1):
        match = _NUMBER.match(text[piece.start : piece.end])
        if match is not None:
            number = match.group(1)
            piece = replace(piece, start=piece.start + match.end())
        pieces[at] = replace(piece, number=number)
    return pieces


def _label_sentence(text: str, pieces: list[Piece]) -> list[Piece]:
    """ "Our page. The page is…": a first sentence that is a title, run in with its paragraph."""
    first = text[pieces[0].start : pieces[0].end]
    short = len(first.split()) <= 4 and first.endswith(".") and len(pieces) > 1
    plain = not (has_finite_verb(first) or holds_deed(first) or _BEFALLS.search(first))
    plain = plain and not _PRONOUN.match(first)
    if short and plain and not pieces[0].role:
        pieces[0] = replace(pieces[0], role="heading")
    return pieces


def _run_in(text: str, piece: Piece) -> list[Piece]:
    """ "Passwords: Staff must…" and "NB: …": the label is set apart from the sentence."""
    if piece.role:
        return [piece]
    sentence = text[piece.start : piece.end]
    match = _SIGNAL.match(sentence) or _LABEL.match(sentence)
    if match is None or len(sentence[match.end() :].split()) < 2:
        return [piece]
    label = match.group().strip()
    titled = "label" in match.re.groupindex
    if titled and (len(label.split()) > 4 or has_finite_verb(label) or begins_with_verb(label)):
        return [piece]
    role = "heading" if titled else "label"
    head = replace(piece, end=piece.start + len(label), role=role)
    return [head, replace(piece, start=piece.start + match.end())]
