"""The policy has an owner, an approval and a review date, and is reviewed in time (T-15)."""

from __future__ import annotations

from datetime import date

from candour.policy.controls import Control, Fact, register
from candour.policy.models import Version
from candour.schools.models import School


@register
class PolicyReview(Control):
    """Read from the shelf: what the policy in force says of itself, and when it is looked at
    next."""

    id = "policy-review"
    source = "shelf"
    place = "policy:shelf"

    def fact(self, school: School, today: date) -> Fact | None:
        """The four things that a policy must say, and its review date. One query."""
        version = (
            Version.objects.filter(
                school=school,
                status=Version.Status.CURRENT,
                document__kind="social_media",
                document__retired_on=None,
            )
            .select_related("document")
            .defer("text", "furniture", "warnings")
            .first()
        )
        if version is None:
            return Fact(0, 4, sentence="No policy is in force.", pointer="shelf/")
        document = version.document
        asked = {
            "an owner": bool(document.owner_id or document.owner_role),
            "an approval date": version.approved_on is not None,
            "who approved it": bool(version.approved_by),
            "a review date": document.review_on is not None,
        }
        missing = [words for words, there in asked.items() if not there]
        return Fact(
            done=len(asked) - len(missing),
            of=len(asked),
            collected_on=version.approved_on,
            due_on=document.review_on,
            sentence=_sentence(missing),
            pointer=f"shelf/{document.pk}/",
            version=version.pk,
        )


def _sentence(missing: list[str]) -> str:
    if not missing:
        return "The policy has an owner, an approval and a review date."
    return f"The policy does not say: {', '.join(missing)}."
