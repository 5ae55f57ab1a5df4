"""Decisions about documents on the shelf: where a review date stands, what nobody has filled in."""

from __future__ import annotations

from datetime import date, timedelta

from candour.policy.models import Document, Version

SOON = timedelta(days=42)


def review_state(review_on: date | None, today: date) -> str:
    """The state (``ui.states``) of a review date: six weeks ahead it is due soon, because governors
    meet every half term; the day after it is overdue; without one it is not started."""
    if review_on is None:
        return "not_started"
    if review_on < today:
        return "overdue"
    return "due_soon" if review_on <= today + SOON else "met"


def missing(document: Document, current: Version | None) -> tuple[str, ...]:
    """What a document lacks, in plain words (T-15 and the list of documents in the clause map)."""
    lacks = [
        ("no file or link", current is None and not document.link),
        ("nobody named", document.owner_id is None and not document.owner_role),
        ("no review date", document.review_on is None),
        ("no approval date", current is not None and current.approved_on is None),
        ("nobody said who approved it", current is not None and not current.approved_by),
    ]
    return tuple(words for words, lacking in lacks if lacking)
