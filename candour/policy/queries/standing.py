"""A duty, a clause, a section and the whole policy as they stand on one day: plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from candour.people.models import Person
from candour.policy.models import ClauseText, ControlFacts, Departure, Duty, Link, Version
from candour.policy.rules.catalogue import Control
from candour.policy.rules.states import Standing, is_in_hand
from candour.ui.states import worst


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
