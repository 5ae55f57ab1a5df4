"""Where the policy stands today, clause by clause: six queries, whatever the number of people or
evidence. The same in plain words, to be checked by anybody: ``docs/coverage.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from candour.people.models import Person
from candour.policy.models import (
    ClauseText,
    ControlFacts,
    Departure,
    Document,
    Duty,
    Link,
    Version,
)
from candour.policy.rules.catalogue import CONTROLS, Control
from candour.policy.rules.duties import owner_today
from candour.policy.rules.reach import clause_reach
from candour.policy.rules.states import (
    Standing,
    clause_state,
    clause_words,
    counting,
    departure_in_force,
    duty_standing,
    is_in_hand,
    suspect_links,
)
from candour.schools.models import School
from candour.ui.states import worst

NO_HEADING = "Opening words"


@dataclass(frozen=True)
class DutyNow:
    """A duty as it stands today. ``last`` is the day of the newest proof, ``next`` the first day on
    which something is due or proof runs out; ``made`` is False where nobody has begun the duty."""

    duty: Duty
    control: Control
    standing: Standing
    owner: Person | None
    facts: tuple[ControlFacts, ...]
    departure: Departure | None
    made: bool = True

    @property
    def state(self) -> str:
        """A key of ``ui.states``."""
        return self.standing.state

    @property
    def last(self) -> date | None:
        """The day of the newest proof, if there is any."""
        return max((each.collected_on for each in self.facts if each.collected_on), default=None)

    @property
    def next(self) -> date | None:
        """The first day on which something is due, proof runs out or an exception lapses."""
        if self.state == "not_applicable":
            return None
        if self.departure is not None:
            return self.departure.ends_on
        days = [self.duty.next_due]
        days += [day for each in self.facts for day in (each.due_on, each.expires_on)]
        return min((day for day in days if day is not None), default=None)

    @property
    def sentence(self) -> str:
        """What the sources say, without anybody's name."""
        return " ".join(each.sentence for each in self.facts if each.sentence)


@dataclass(frozen=True)
class ClauseNow:
    """A clause as it stands today, with the duties of its confirmed links."""

    text: ClauseText
    ref: str
    state: str
    words: str
    reach: str
    duties: tuple[DutyNow, ...]
    suspect: tuple[Link, ...]
    suggested: tuple[Link, ...]

    @property
    def title(self) -> str:
        """A few words to know it by."""
        return self.text.title

    @property
    def why(self) -> str:
        """Why the clause stands where it stands, in a sentence without anybody's name."""
        if self.state == "fact":
            return "This clause states something. There is nothing to do, so it is not counted."
        if self.state == "suspect":
            return "Its words changed since somebody confirmed what it asks for."
        if self.state == "no_control" and self.suggested:
            return "Candour suggests what it asks for; a person has to confirm that."
        if self.state == "no_control":
            return (
                "Nothing in Candour carries this clause yet. It stays here so that it is not lost."
            )
        return next(each.standing.why for each in self.duties if each.state == self.state)

    @property
    def deciding(self) -> DutyNow | None:
        """The duty that decides the clause's state, if a duty does."""
        return next((each for each in self.duties if each.state == self.state), None)

    @property
    def owners(self) -> list[Person]:
        """Who answers for it, each once."""
        return list({each.owner.pk: each.owner for each in self.duties if each.owner}.values())

    @property
    def last(self) -> date | None:
        """The day of the newest proof."""
        return max((each.last for each in self.duties if each.last), default=None)

    @property
    def next(self) -> date | None:
        """The first day on which something is due or runs out."""
        return min((each.next for each in self.duties if each.next), default=None)

    @property
    def in_hand(self) -> bool:
        """Whether the headline counts it."""
        return is_in_hand(self.state, [each.standing for each in self.duties])


@dataclass(frozen=True)
class Section:
    """A section of the policy with its clauses in order."""

    title: str
    clauses: tuple[ClauseNow, ...]

    @property
    def state(self) -> str:
        """The worst state of its clauses that are counted; "fact" where it only states things."""
        return worst(each.state for each in self.clauses) or "fact"


@dataclass(frozen=True)
class Coverage:
    """The policy in force, clause by clause, and every duty of the school."""

    version: Version | None
    sections: tuple[Section, ...]
    duties: Mapping[str, DutyNow]
    today: date

    @property
    def clauses(self) -> list[ClauseNow]:
        """Every clause in order."""
        return [clause for section in self.sections for clause in section.clauses]

    @property
    def counts(self) -> Counter[str]:
        """How many clauses stand where, facts among them."""
        return Counter(each.state for each in self.clauses)

    @property
    def counted(self) -> int:
        """The clauses that the headline is about: all but facts."""
        return sum(each.state != "fact" for each in self.clauses)

    @property
    def in_hand(self) -> int:
        """The clauses that are done and proven today, agreed otherwise, or not applicable."""
        return sum(each.in_hand for each in self.clauses)

    @property
    def due_this_month(self) -> int:
        """The duties of the policy whose next date lies in what is left of this month, or is
        past."""
        asked = {each.duty.control: each for clause in self.clauses for each in clause.duties}
        month = (self.today.year, self.today.month)
        days = [each.next for each in asked.values() if each.state not in ("nobody", "excepted")]
        return sum(day is not None and (day.year, day.month) <= month for day in days)


_known: ContextVar[Coverage | None] = ContextVar("coverage", default=None)


@contextmanager
def known(found: Coverage) -> Iterator[None]:
    """Within this block ``coverage`` gives back what was found already: for a page that also asks
    what waits for its reader, so that the same six queries are not made twice."""
    token = _known.set(found)
    try:
        yield
    finally:
        _known.reset(token)


def coverage(school: School, today: date) -> Coverage:
    """Where the policy in force stands on a day, for one school. Six queries, or two less without a
    policy."""
    there = _known.get()
    if there is not None and there.today == today:
        return there
    version = policy_in_force(school)
    duties = duties_now(school, today, version)
    sections = tuple(_sections(school, version, duties)) if version else ()
    return Coverage(version, sections, duties, today)


def policy_in_force(school: School) -> Version | None:
    """The version of the social media policy in force, with its document but without its text."""
    found = Version.objects.filter(
        school=school,
        status=Version.Status.CURRENT,
        document__kind=Document.Kind.SOCIAL_MEDIA,
        document__retired_on=None,
    )
    return found.select_related("document").defer("text", "furniture", "warnings").first()


def duties_now(school: School, today: date, version: Version | None) -> dict[str, DutyNow]:
    """Every control of the catalogue as a duty of this school today, by control id; a duty that
    nobody has begun stands there too, unsaved. Three queries."""
    duties = {
        duty.control: duty for duty in Duty.objects.filter(school=school).select_related("owner")
    }
    facts: dict[str, list[ControlFacts]] = {}
    for fact in ControlFacts.objects.filter(school=school).order_by("source"):
        facts.setdefault(fact.control, []).append(fact)
    departures: dict[UUID, list[Departure]] = {}
    for each in Departure.objects.filter(
        school=school, state=Departure.State.AGREED, starts_on__lte=today, ends_on__gte=today
    ):
        departures.setdefault(each.duty_id, []).append(each)
    current = version.pk if version else None
    found = {}
    for control in CONTROLS.all():
        made = control.id in duties
        duty = duties.get(control.id) or Duty(
            school=school, control=control.id, rhythm=control.rhythm
        )
        found[control.id] = _duty_now(
            duty,
            control,
            facts.get(control.id, []),
            departures.get(duty.pk, []),
            today,
            current,
            made,
        )
    return found


def _duty_now(
    duty: Duty,
    control: Control,
    facts: Sequence[ControlFacts],
    departures: Sequence[Departure],
    today: date,
    current: UUID | None,
    made: bool,
) -> DutyNow:
    return DutyNow(
        duty=duty,
        control=control,
        standing=duty_standing(
            duty, facts=facts, departures=departures, today=today, current=current
        ),
        owner=owner_today(duty, today),
        facts=tuple(counting(facts, current)),
        departure=departure_in_force(departures, today),
        made=made,
    )


def _sections(school: School, version: Version, duties: Mapping[str, DutyNow]) -> Iterator[Section]:
    links: dict[UUID, list[Link]] = {}
    for link in Link.objects.filter(
        school=school, clause__document=version.document_id, clause__retired_in=None
    ).order_by("-confidence", "control"):
        links.setdefault(link.clause_id, []).append(link)
    texts = ClauseText.objects.filter(school=school, version=version).select_related("clause")
    clauses = (
        clause_now(text, links.get(text.clause_id, []), duties)
        for text in texts.order_by("position")
    )
    for title, members in groupby(clauses, key=lambda each: each.text.section or NO_HEADING):
        yield Section(title, tuple(members))


def clause_now(text: ClauseText, links: Sequence[Link], duties: Mapping[str, DutyNow]) -> ClauseNow:
    """One clause from its words in the version in force, its links and the school's duties. No
    query."""
    confirmed = [link.control for link in links if link.status == Link.Status.CONFIRMED]
    asked = tuple(duties[control] for control in confirmed if control in duties)
    state = clause_state(text, links, [each.standing for each in asked])
    return ClauseNow(
        text=text,
        ref=text.clause.ref,
        state=state,
        words=clause_words(state, links),
        reach=clause_reach(text, text.clause.ref, [each.control.id for each in asked]),
        duties=asked,
        suspect=tuple(suspect_links(text, links)),
        suggested=tuple(link for link in links if link.status == Link.Status.SUGGESTED),
    )
