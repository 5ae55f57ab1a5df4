"""Decisions about links in a review: how sure a suggestion is, what stands once a version is
adopted."""

from __future__ import annotations

from candour.policy.matching import CONFIDENT
from candour.policy.models import ClauseText, Link

PERHAPS = 0.25

CONFIRMED = Link.Status.CONFIRMED
REJECTED = Link.Status.REJECTED
SUGGESTED = Link.Status.SUGGESTED


def sureness(score: float) -> str:
    """A suggestion's score (0 to 1) in words."""
    if score >= CONFIDENT:
        return "very likely"
    return "likely" if score >= (CONFIDENT + PERHAPS) / 2 else "perhaps"


def standing(link: Link) -> str:
    """The link's status as it will be once the version under review is adopted."""
    return str(link.pending_status or link.status)


def seen_fingerprint(link: Link) -> str:
    """The fingerprint of the words that a person last decided about, pending ones included."""
    return str(link.pending_fingerprint if link.pending_status else link.fingerprint)


def is_suspect(link: Link, text: ClauseText) -> bool:
    """A confirmed link whose clause has other words than those it was confirmed against."""
    return standing(link) == CONFIRMED and seen_fingerprint(link) != text.fingerprint


def is_open(link: Link, text: ClauseText) -> bool:
    """Whether a person still has to say something about this link."""
    return standing(link) == SUGGESTED or is_suspect(link, text)


def is_confident(link: Link) -> bool:
    """A suggestion sure enough to be accepted with others of its section in one go."""
    return standing(link) == SUGGESTED and link.confidence >= CONFIDENT
