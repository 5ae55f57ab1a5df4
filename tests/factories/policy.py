"""The model policy as a school's policy in force, in a few queries, and evidence in bulk."""

from __future__ import annotations

from datetime import date, timedelta

from candour.kit.clock import now, today
from candour.people.models import Person
from candour.policy.library import load_model_policy
from candour.policy.models import (
    Clause,
    ClauseText,
    ControlFacts,
    Document,
    Duty,
    Evidence,
    Link,
    Version,
)
from candour.policy.rules.catalogue import ATTESTED, CONTROLS
from candour.policy.rules.versions import clause_fingerprint
from candour.schools.models import School


def make_policy(school: School, by: Person, owner: Person | None = None) -> Version:
    """The model policy in force: its clauses, every link of the catalogue confirmed by this person,
    and a duty for each control, answered for by ``owner`` (nobody, unless given)."""
    document = Document.objects.create(
        school=school,
        kind=Document.Kind.SOCIAL_MEDIA,
        title="Social media policy",
        owner=by,
        review_on=today() + timedelta(days=300),
    )
    version = Version.objects.create(
        school=school,
        document=document,
        number=1,
        status=Version.Status.CURRENT,
        sha256="0" * 64,
        approved_on=today() - timedelta(days=60),
        approved_by="The governing body",
        adopted_on=today() - timedelta(days=60),
        text=load_model_policy().text,
        created_by=by,
    )
    texts = _write_clauses(version)
    Link.objects.bulk_create(
        Link(
            school=school,
            clause=texts[ref].clause,
            control=control.id,
            status=Link.Status.CONFIRMED,
            fingerprint=texts[ref].fingerprint,
            decided_by=by,
            decided_at=now(),
        )
        for control in CONTROLS.all()
        for ref in control.text.clauses
    )
    Duty.objects.bulk_create(
        Duty(school=school, control=control.id, owner=owner, rhythm=control.rhythm)
        for control in CONTROLS.all()
    )
    return version


def _write_clauses(version: Version) -> dict[str, ClauseText]:
    """The clauses of the model policy as words of this version, by reference."""
    texts: dict[str, ClauseText] = {}
    for place, model in enumerate(load_model_policy()):
        clause = Clause(school_id=version.school_id, document=version.document, ref=model.id)
        start = version.text.index(model.text)
        texts[model.id] = ClauseText(
            school_id=version.school_id,
            version=version,
            clause=clause,
            position=place,
            title=model.title[:120],
            headings=list(model.headings),
            text=model.text,
            start=start,
            end=start + len(model.text),
            kind=model.kind,
            binds=list(model.binds),
            fingerprint=clause_fingerprint(model.text, ""),
        )
    Clause.objects.bulk_create(text.clause for text in texts.values())
    ClauseText.objects.bulk_create(texts.values())
    return texts


def make_evidence(school: School, by: Person, each: int, days_apart: int = 7) -> int:
    """So many pieces of evidence for every attested duty, the newest of today, with the facts that
    follow from them. Returns how many rows were made."""
    duties = [
        duty for duty in Duty.objects.filter(school=school) if CONTROLS[duty.control].attested
    ]
    made = Evidence.objects.bulk_create(
        Evidence(
            school=school,
            duty=duty,
            statement="Done and looked at together.",
            collected_on=today() - timedelta(days=days_apart * number),
            expires_on=today() - timedelta(days=days_apart * number) + timedelta(days=365),
            by=by,
        )
        for duty in duties
        for number in range(each)
    )
    ControlFacts.objects.bulk_create(make_facts(duty, today()) for duty in duties)
    return len(made)


def make_facts(duty: Duty, collected_on: date, days: int = 365) -> ControlFacts:
    """The unsaved facts of one piece of evidence that counts for so many days."""
    return ControlFacts(
        school_id=duty.school_id,
        control=duty.control,
        source=ATTESTED,
        done=1,
        of=1,
        collected_on=collected_on,
        expires_on=collected_on + timedelta(days=days),
    )
