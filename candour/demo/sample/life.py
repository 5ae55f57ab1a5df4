"""What a term leaves behind at the sample school: things done, things late, one thing agreed."""

from __future__ import annotations

from datetime import date, timedelta

from candour.demo.sample.people import People
from candour.kit.clock import today
from candour.policy.actions.evidence import attest
from candour.policy.actions.shelf import add_document, add_version
from candour.policy.models import Document, Duty
from candour.policy.rules.catalogue import CONTROLS
from candour.schools.models import School

# Days ago on which a duty was last done. Whatever is missing was never done: not started.
DONE_DAYS_AGO = {
    "comment-moderation": 6,
    "complaints-contact": 40,
    "concern-reporting": 62,
    "confidentiality": 60,
    "copyright": 60,
    "cyberbullying": 55,
    "data-protection": 58,
    "device-use": 30,
    "investigation": 64,
    "official-administrators": 20,
    "official-approval": 66,
    "official-monitoring": 9,
    "official-notice-to-parents": 50,
    "official-risk-assessment": 66,
    "official-security": 84,
    "official-transparency": 25,
    "official-website-link": 33,
    "parent-agreement": 48,
    "parent-conduct": 48,
    "parent-notification": 48,
    "parent-photos": 48,
    "personal-opinion-disclosure": 60,
    "photo-consent": 52,
    "policy-acknowledgement": 61,
    "pupil-education": 35,
    "pupil-in-school-ban": 28,
    "pupil-minimum-age": 35,
    "pupil-reporting": 35,
    "reputation-monitoring": 21,
    "sanctions": 64,
    "staff-conduct": 60,
    "staff-follower-conduct": 60,
    "staff-no-pupil-contact": 60,
    "staff-not-identify-school": 60,
    "training": 61,
}

SHELF = (
    (Document.Kind.CODE_OF_CONDUCT, "Code of conduct for staff", "ruth", 290),
    (Document.Kind.ONLINE_SAFETY, "Online safety policy", "helen", 200),
    (Document.Kind.ANTI_BULLYING, "Anti-bullying policy", "sam", 25),
    (Document.Kind.PHOTO_VIDEO, "Photo and video policy", "mohammed", -12),
    (Document.Kind.DATA_PROTECTION, "Data protection policy", "mohammed", 240),
    (Document.Kind.COMPLAINTS, "Complaints procedure", "ruth", 320),
)


def live_a_term(people: People, school: School) -> None:
    """Documents on the shelf, duties done on different days."""
    _fill_shelf(people, school)
    for duty in Duty.objects.filter(control__in=DONE_DAYS_AGO).select_related("owner"):
        if duty.owner is not None and CONTROLS[duty.control].attested:
            _do(people, duty, today() - timedelta(days=DONE_DAYS_AGO[duty.control]))


def _do(people: People, duty: Duty, day: date) -> None:
    done = f"{CONTROLS[duty.control].title}: looked at together and found in order."
    attest(by=people["ruth"], duty=duty, statement=done, collected_on=day)


def _fill_shelf(people: People, school: School) -> None:
    for kind, title, owner, days in SHELF:
        document = add_document(
            by=people["ruth"],
            school=school,
            kind=kind,
            title=title,
            owner=people[owner],
            review_on=today() + timedelta(days=days),
        )
        add_version(
            by=people["ruth"],
            document=document,
            link=f"https://www.larkfield.example/policies/{kind.replace('_', '-')}",
            approved_on=today() - timedelta(days=100),
            approved_by="The governing body",
        )
