"""The documents that the policy leans on are on the shelf and in date (INT-7, OFF-8, STA-24)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from candour.policy.controls import Control, Fact, register
from candour.policy.models import Document, Version
from candour.schools.models import School

NAMED = (
    Document.Kind.CODE_OF_CONDUCT,
    Document.Kind.ONLINE_SAFETY,
    Document.Kind.ANTI_BULLYING,
    Document.Kind.PHOTO_VIDEO,
    Document.Kind.DATA_PROTECTION,
    Document.Kind.COMPLAINTS,
)
"""Those that the clauses name; others on the shelf have their own review dates there."""


@register
class LinkedPolicies(Control):
    """Read from the shelf: each named document has a file or a link, and a review date."""

    id = "linked-policies"
    source = "shelf"
    place = "policy:shelf"

    def fact(self, school: School, today: date) -> Fact | None:
        """How many of the named documents can be opened and have a review date. One query."""
        current = Version.objects.filter(document=OuterRef("pk"), status=Version.Status.CURRENT)
        found = Document.objects.filter(school=school, kind__in=NAMED, retired_on=None).annotate(
            has_version=Exists(current)
        )
        good = {each.kind: each for each in found if each.review_on and _opens(each)}
        missing = [kind.label.lower() for kind in NAMED if kind not in good]
        return Fact(
            done=len(good),
            of=len(NAMED),
            due_on=min((each.review_on for each in good.values() if each.review_on), default=None),
            sentence=_sentence(len(good), missing),
            pointer="shelf/",
        )


def _opens(document: Document) -> bool:
    return bool(document.link or getattr(document, "has_version", False))


def _sentence(done: int, missing: list[str]) -> str:
    words = f"{done} of {len(NAMED)} linked documents are on the shelf with a review date."
    return f"{words} Missing: {', '.join(missing)}."[:300] if missing else words
