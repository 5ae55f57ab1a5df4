"""Links between clauses and controls: nothing counts before a named person has confirmed it.

While a newer version is looked at, decisions about clauses that the version in force has too are
kept as pending and take effect when the newer one is adopted. Every act here is a step that can be
undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.kit.clock import now
from candour.people.models import Person
from candour.policy.actions.duties import assign_duties, ensure_duties
from candour.policy.actions.steps import Step
from candour.policy.library import load_control_texts
from candour.policy.models import Clause, ClauseText, Duty, Link, ReviewStep, Version

NOT_THERE = "This clause has no words in that version, so nothing can be said about it."
CONFIRMED, REJECTED = Link.Status.CONFIRMED, Link.Status.REJECTED


@action(needs="policy.links.confirm")
def confirm_link(*, by: Actor, link: Link, version: Version | None = None) -> ReviewStep:
    """A named person says that the clause asks for the control, as its words stand now. Also clears
    a suspect link ("still right")."""
    return confirm_links(by=by, links=[link], version=version)


@action(needs="policy.links.confirm")
def confirm_links(
    *,
    by: Actor,
    links: Sequence[Link],
    version: Version | None = None,
    owners: Mapping[str, Person] | None = None,
    words: str = "",
) -> ReviewStep:
    """Confirm several links at once, as one step with one undo, and name who answers for controls.

    ``owners`` gives a person by control id; it needs ``policy.duties.assign`` as well.
    Raises Refused for an empty list or a clause that the version does not have.
    """
    if not links:
        raise Refused("Choose at least one link to accept.")
    texts = _texts([link.clause_id for link in links], version)
    about = _version_of(texts)
    words = words or _words("Accepted", [link.control for link in links])
    with Step(by=by, version=about, words=words) as step:
        for link in links:
            _decide(step, link, texts, by=by, status=CONFIRMED)
        _duties(step, by=by, version=about, controls=[link.control for link in links])
        _owners(step, by=by, version=about, owners=owners or {})
    refs = {texts[link.clause_id].clause.ref for link in links}
    _note("policy.link.confirmed", by=by, version=about, links=links, refs=refs)
    return step.kept()


@action(needs="policy.links.confirm")
def reject_link(*, by: Actor, link: Link, version: Version | None = None) -> ReviewStep:
    """A named person says that the clause does not ask for the control; remembered at re-import."""
    texts = _texts([link.clause_id], version)
    about = _version_of(texts)
    with Step(by=by, version=about, words=_words("Turned down", [link.control])) as step:
        _decide(step, link, texts, by=by, status=REJECTED)
    _note("policy.link.rejected", by=by, version=about, links=[link], refs=_refs(texts))
    return step.kept()


@action(needs="policy.links.confirm")
def add_link(
    *, by: Actor, clause: Clause, control: str, version: Version | None = None
) -> ReviewStep:
    """A named person ties a clause to a control that was not suggested (or was turned down
    before)."""
    texts = _texts([clause.pk], version)
    about = _version_of(texts)
    with Step(by=by, version=about, words=_words("Added", [control])) as step:
        link = _by_hand(step, by=by, clause=clause, control=control, texts=texts)
        _duties(step, by=by, version=about, controls=[control])
    _note("policy.link.confirmed", by=by, version=about, links=[link], refs=_refs(texts))
    return step.kept()


@action(needs="policy.links.confirm")
def change_link(
    *, by: Actor, link: Link, control: str, version: Version | None = None
) -> ReviewStep:
    """Not this control but that one: one step turns the first down and confirms the second."""
    if control == link.control:
        return confirm_links(by=by, links=[link], version=version)
    texts = _texts([link.clause_id], version)
    about = _version_of(texts)
    words = f"Changed “{_title(link.control)}” to “{_title(control)}”"[:300]
    with Step(by=by, version=about, words=words) as step:
        _decide(step, link, texts, by=by, status=REJECTED)
        added = _by_hand(step, by=by, clause=link.clause, control=control, texts=texts)
        _duties(step, by=by, version=about, controls=[control])
    _note("policy.link.rejected", by=by, version=about, links=[link], refs=_refs(texts))
    _note("policy.link.confirmed", by=by, version=about, links=[added], refs=_refs(texts))
    return step.kept()


def _texts(clauses: Iterable[UUID], version: Version | None) -> dict[UUID, ClauseText]:
    """The words that are decided about, by clause id: those of the version given, else of the
    version in force, else of the one under review. Raises Refused when a clause has none."""
    wanted = set(clauses)
    found = ClauseText.objects.filter(clause__in=wanted).select_related(
        "clause", "version__document__school"
    )
    if version is not None:
        found = found.filter(version=version)
    else:
        found = found.filter(version__status__in=[Version.Status.REVIEW, Version.Status.CURRENT])
    # "current" sorts before "review", and the first of a clause is kept.
    texts: dict[UUID, ClauseText] = {}
    for text in found.order_by("version__status"):
        texts.setdefault(text.clause_id, text)
    if wanted - texts.keys():
        raise Refused(NOT_THERE)
    return texts


def _version_of(texts: Mapping[UUID, ClauseText]) -> Version:
    version = next(iter(texts.values())).version
    if version.status not in (Version.Status.REVIEW, Version.Status.CURRENT):
        raise Refused("This version is no longer looked at. Open the one that is in force.")
    return version


def _decide(
    step: Step, link: Link, texts: Mapping[UUID, ClauseText], *, by: Actor, status: str
) -> None:
    text = texts[link.clause_id]
    step.touch(link)
    person = by if isinstance(by, Person) else None
    if _waits_for_adoption(text):
        link.pending_status, link.pending_fingerprint = status, text.fingerprint
        link.pending_by, link.pending_at = person, now()
    else:
        link.status, link.fingerprint = status, text.fingerprint
        link.decided_by, link.decided_at = person, now()
    link.save()


def _waits_for_adoption(text: ClauseText) -> bool:
    """Whether the clause also has words in the version in force, which must not change yet."""
    if text.version.status != Version.Status.REVIEW:
        return False
    current = Version.Status.CURRENT
    return ClauseText.objects.filter(clause=text.clause_id, version__status=current).exists()


def _by_hand(
    step: Step, *, by: Actor, clause: Clause, control: str, texts: Mapping[UUID, ClauseText]
) -> Link:
    if control not in load_control_texts():
        raise Refused("There is no control of that name.")
    link = Link.objects.filter(clause=clause, control=control).first()
    if link is None:
        link = Link.objects.create(
            school_id=clause.school_id,
            clause=clause,
            control=control,
            by_hand=True,
            reason="Added by hand.",
        )
        step.made(link)
    _decide(step, link, texts, by=by, status=CONFIRMED)
    return link


def _duties(step: Step, *, by: Actor, version: Version, controls: Iterable[str]) -> None:
    """The school's duties of these controls; those that were not there are part of the step."""
    wanted = sorted(set(controls))
    there = set(Duty.objects.filter(control__in=wanted).values_list("control", flat=True))
    ensure_duties(by=by, school=version.school, controls=wanted)
    step.made(*Duty.objects.filter(control__in=wanted).exclude(control__in=there))


def _owners(step: Step, *, by: Actor, version: Version, owners: Mapping[str, Person]) -> None:
    step.touch(*Duty.objects.filter(control__in=list(owners)))
    for owner in {person.pk: person for person in owners.values()}.values():
        controls = sorted(control for control, person in owners.items() if person == owner)
        assign_duties(by=by, school=version.school, controls=controls, owner=owner)


def _note(
    kind: str, *, by: Actor, version: Version, links: Sequence[Link], refs: Iterable[str]
) -> None:
    """One entry for the whole act, whatever its size."""
    facts = {
        "clause": ", ".join(sorted(refs)),
        "control": ", ".join(sorted({link.control for link in links})),
        "links": [f"{link.pk}:{link.control}" for link in links],
        "number": version.number,
    }
    record(kind, by=by, about=links[0] if len(links) == 1 else version, facts=facts)


def _refs(texts: Mapping[UUID, ClauseText]) -> set[str]:
    return {text.clause.ref for text in texts.values()}


def _title(control: str) -> str:
    found = load_control_texts().get(control)
    return found.title if found is not None else control


def _words(verb: str, controls: Sequence[str]) -> str:
    if len(controls) == 1:
        return f"{verb} “{_title(controls[0])}”"[:300]
    return f"{verb} {len(controls)} links"
