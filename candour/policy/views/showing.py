"""What several of the policy's pages show: the quilt, owners in words, the one next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from candour.kit.access import allows, may_open
from candour.people.models import Person
from candour.policy.models import CoverageSnapshot, Duty
from candour.policy.queries.coverage import ClauseNow, Coverage, DutyNow
from candour.policy.queries.duties import role_words
from candour.policy.queries.quilt import past_quilt
from candour.schools.models import School
from candour.ui.pieces import QuiltSection


@dataclass(frozen=True)
class Step:
    """The one thing to do next on a page."""

    words: str
    url: str


def sees_names(person: Person) -> bool:
    """Whether this reader is shown who answers for what."""
    return allows(person, "policy.evidence.read")


def owner_words(now: DutyNow, reader: Person, with_names: bool) -> str:
    """Who answers for a duty, as this reader may know it: their own name always, others' names only
    with leave, otherwise the role that such a duty usually falls to."""
    if now.owner is None:
        return "" if now.state in ("not_applicable",) else "Nobody is named"
    if with_names or now.owner == reader:
        return now.owner.full_name
    return role_words(now.control.text.owner) or "Somebody is named"


def owners_words(clause: ClauseNow, reader: Person, with_names: bool) -> str:
    """Who answers for a clause, each once; nothing where nobody has to."""
    found = [owner_words(each, reader, with_names) for each in clause.duties]
    return ", ".join(dict.fromkeys(words for words in found if words))


def may_attest(person: Person, duty: Duty) -> bool:
    """Whether a page offers this person to say that the duty was done."""
    if not allows(person, "policy.evidence.attest"):
        return False
    return duty.owner_id == person.pk or allows(person, "policy.duties.manage")


def place_of(now: DutyNow, school: School, reader: Person) -> str:
    """The address where one does a duty that Candour sees by itself; empty where there is none yet
    or where this reader may not go."""
    if not now.control.place:
        return ""
    try:
        address = reverse(now.control.place, args=[school.slug])
    except NoReverseMatch:
        return ""
    return address if may_open(reader, address) else ""


def next_step(clause: ClauseNow, found: Coverage, school: School, person: Person) -> Step | None:
    """The one thing that this person can do next for a clause."""
    if clause.state in ("suspect", "no_control") and found.version is not None:
        if not allows(person, "policy.links.confirm"):
            return None
        words = "Look at its words again" if clause.suspect else "Say what it asks for"
        url = reverse("policy:review", args=[school.slug, found.version.pk])
        return Step(words, f"{url}#{clause.ref}")
    deciding = clause.deciding
    return None if deciding is None else duty_step(deciding, school, person)


def duty_step(now: DutyNow, school: School, person: Person) -> Step | None:
    """The one thing that this person can do next for a duty."""
    duty_page = reverse("policy:duty", args=[school.slug, now.control.id])
    if now.state == "nobody":
        if allows(person, "policy.duties.assign"):
            return Step("Name who answers for it", f"{duty_page}#owner")
        return None
    if now.state not in ("overdue", "expired", "due_soon", "not_started"):
        return None
    if not now.control.attested:
        place = place_of(now, school, person)
        return Step("Go to where it is done", place) if place else None
    if may_attest(person, now.duty):
        return Step("Show that it was done", f"{duty_page}#done")
    return None


def neighbours(
    clause: ClauseNow, clauses: Sequence[ClauseNow]
) -> tuple[ClauseNow | None, ClauseNow | None]:
    """The clauses before and after this one."""
    place = next(number for number, each in enumerate(clauses) if each.ref == clause.ref)
    before = clauses[place - 1] if place else None
    after = clauses[place + 1] if place + 1 < len(clauses) else None
    return before, after


def last_of_each_month(kept: Iterable[CoverageSnapshot]) -> list[tuple[str, list[QuiltSection]]]:
    """The year as small pictures, oldest first; nothing unless there are two to compare."""
    months = [(f"{each.month:%B %Y}", past_quilt(each)) for each in kept]
    return months if len(months) > 1 else []
