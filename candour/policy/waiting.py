"""What the policy has waiting for a person. A fixed number of queries, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from candour.kit.access import allows
from candour.kit.clock import today
from candour.kit.waiting import Waiting
from candour.people.models import Person
from candour.policy.models import ClauseText
from candour.policy.queries.coverage import Coverage, DutyNow, coverage
from candour.policy.queries.duties import DutyFilter, DutyRow, duty_list, role_words
from candour.policy.queries.versions import version_to_look_at
from candour.policy.waiting_decisions import decisions_for

TOO_MANY = 3
"""More of a kind than this become one line that opens the list: a page of forty lines asks for
nothing."""

_TITLES = {
    "overdue": "Show that this is done: {}",
    "due_soon": "Show that this is done: {}",
    "expired": "Renew the proof: {}",
    "not_started": "Begin: {}",
}


def waiting_for(person: Person) -> list[Waiting]:
    """The person's own duties that want something; for leaders also duties without an owner, what
    is late with others, and clauses whose links have to be looked at."""
    if not allows(person, "policy.read"):
        return []
    found = coverage(person.school, today())
    slug = person.school.slug
    looking = [*decisions_for(person, slug), *_being_looked_at(person, slug)]
    if found.version is None:
        return looking or list(_without_policy(person, slug))
    rows = duty_list(found, DutyFilter())
    lines = [
        _own(row, slug) for row in rows if row.now.owner == person and row.now.state in _TITLES
    ]
    if allows(person, "policy.duties.assign"):
        lines += _nobody([row for row in rows if row.now.state == "nobody"], slug)
        lines += _late_elsewhere(rows, person, slug)
    if allows(person, "policy.links.confirm"):
        lines += _links(found, slug)
    return lines + looking


def _being_looked_at(person: Person, slug: str) -> Iterator[Waiting]:
    if not allows(person, "policy.links.confirm"):
        return
    version = version_to_look_at(person.school)
    if version is not None:
        yield Waiting(
            state="not_started",
            title=f"Look at version {version.number} of your policy",
            url=reverse("policy:review", args=[slug, version.pk]),
            context="Nothing in it counts before it is adopted",
        )


def _without_policy(person: Person, slug: str) -> Iterator[Waiting]:
    if allows(person, "policy.import"):
        yield Waiting(
            state="not_started",
            title="Give Candour your policy",
            url=reverse("policy:import", args=[slug]),
            context="Candour shows each clause as something that somebody does",
        )


def _own(row: DutyRow, slug: str) -> Waiting:
    now = row.now
    return Waiting(
        state=now.state,
        title=_TITLES[now.state].format(now.control.title),
        url=reverse("policy:duty", args=[slug, now.control.id]),
        context=now.standing.why,
        clause=_clause(row),
        due=now.next,
    )


def _clause(row: DutyRow) -> str:
    return row.clauses[0].ref if row.clauses else ""


def _nobody(rows: Sequence[DutyRow], slug: str) -> Iterator[Waiting]:
    if len(rows) > TOO_MANY:
        yield Waiting(
            state="nobody",
            title=f"Name who answers for {len(rows)} duties",
            url=f"{reverse('policy:duties', args=[slug])}?state=nobody",
            context="Nobody is named",
        )
        return
    for row in rows:
        usual = role_words(row.now.control.text.owner).lower()
        yield Waiting(
            state="nobody",
            title=f"Name who answers for this: {row.now.control.title}",
            url=reverse("policy:duty", args=[slug, row.now.control.id]),
            context=f"Nobody is named; usually the {usual}" if usual else "Nobody is named",
            clause=_clause(row),
        )


def _late_elsewhere(rows: Sequence[DutyRow], person: Person, slug: str) -> Iterator[Waiting]:
    for state, words in (("overdue", "late"), ("expired", "without proof that still counts")):
        others = [row.now for row in rows if row.now.state == state and row.now.owner != person]
        if others:
            yield Waiting(
                state=state,
                title=_ask(others, words),
                url=f"{reverse('policy:duties', args=[slug])}?state={state}",
                context="Others answer for this" if len(others) == 1 else "Others answer for these",
                due=min((each.next for each in others if each.next), default=None),
            )


def _ask(late: Sequence[DutyNow], words: str) -> str:
    if len(late) == 1:
        return f"Ask about a duty that is {words}: {late[0].control.title}"
    return f"Ask about {len(late)} duties that are {words}"


def _links(found: Coverage, slug: str) -> Iterator[Waiting]:
    assert found.version is not None
    url = reverse("policy:review", args=[slug, found.version.pk])
    counted = [each for each in found.clauses if each.text.kind != ClauseText.Kind.FACT]
    suspect = [each.ref for each in found.clauses if each.suspect]
    open_ones = [each.ref for each in counted if each.state == "no_control" and each.suggested]
    for state, refs, words in (
        ("suspect", suspect, "Look again at {} whose words changed"),
        ("not_started", open_ones, "Confirm what {} of your policy asks for"),
    ):
        if refs:
            number = "one clause" if len(refs) == 1 else f"{len(refs)} clauses"
            only = refs[0] if len(refs) == 1 else ""
            yield Waiting(state=state, title=words.format(number), url=url, clause=only)
