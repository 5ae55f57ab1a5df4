"""The sample school's policy: the model policy, looked at, confirmed and brought into force."""

from __future__ import annotations

from datetime import date, timedelta

from candour.demo.sample.people import People
from candour.kit.clock import today
from candour.policy.actions.imports import import_bytes
from candour.policy.actions.links import add_link, confirm_links
from candour.policy.actions.versions import adopt_version
from candour.policy.library import controls_by_clause, load_control_texts
from candour.policy.models import ClauseText, Link, Version
from candour.policy.queries.comparing import details_for_model
from candour.policy.reports.model import filled_model, prepare_model
from candour.schools.models import School

# Left for the visitor: who answers for the newsletter, equality and the private channels.
NOBODY_YET = frozenset({"newsletter", "private-channels"})
# Left for the visitor to confirm.
NOT_LOOKED_AT = frozenset({"PAR-17"})


def bring_policy_into_force(people: People, school: School) -> Version:
    """Import, confirm each clause's links with owners by role, adopt."""
    head = people["ruth"]
    details = details_for_model(school)
    version = import_bytes(
        by=head,
        school=school,
        prepared=prepare_model(details),
        content=filled_model(details).encode(),
        media_type="text/markdown",
    )
    _confirm(people, version)
    return adopt_version(
        by=head,
        version=version,
        approved_on=today() - timedelta(days=70),
        approved_by="The governing body",
        review_on=date(today().year + 1, 9, 1),
    )


def _confirm(people: People, version: Version) -> None:
    """Every link that the control reference gives a clause, and no other."""
    right = controls_by_clause()
    suggested = Link.objects.filter(clause__texts__version=version).select_related("clause")
    links = [link for link in suggested if link.control in right.get(link.clause.ref, ())]
    links = [link for link in links if link.clause.ref not in NOT_LOOKED_AT]
    owners = _owners(people, {link.control for link in links})
    confirm_links(by=people["ruth"], links=links, version=version, owners=owners)
    there = {(link.clause.ref, link.control) for link in suggested}
    for text in ClauseText.objects.filter(version=version).select_related("clause"):
        ref = text.clause.ref
        for control in sorted(right.get(ref, ())):
            if (ref, control) not in there and ref not in NOT_LOOKED_AT:
                add_link(by=people["ruth"], clause=text.clause, control=control, version=version)


def _owners(people: People, controls: set[str]) -> People:
    """Who answers for each control at Larkfield, by the role that it usually falls to."""
    by_role = {
        "head": "ruth",
        "senior_leader": "sam",
        "dsl": "helen",
        "deputy_dsl": "tom",
        "administrator": "priya",
        "office": "mohammed",
        "technician": "jack",
        "chair": "margaret",
        "teacher": "grace",
    }
    texts = load_control_texts()
    return {
        control: people[by_role.get(texts[control].owner, "sam")]
        for control in sorted(controls - NOBODY_YET)
        if control in texts
    }
