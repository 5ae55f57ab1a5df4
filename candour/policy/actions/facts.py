"""What each control's sources say, worked out in bulk and stored, so that pages read one table.

Facts are derived: they can be worked out anew at any time from the records, and so are not audited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import QuerySet

from candour.kit.access import Actor
from candour.kit.actions import action, unchanged
from candour.kit.clock import now, today
from candour.policy.models import ControlFacts
from candour.policy.queries.evidence import strongest_evidence
from candour.policy.rules.catalogue import ATTESTED, CONTROLS, Fact, attested_controls
from candour.schools.models import School

_COMPUTED = [
    *("done", "of", "collected_on", "expires_on", "due_on", "sentence", "pointer", "version"),
    "computed_at",
]


@action(needs="policy.duties.manage")
def refresh(*, by: Actor, school: School) -> int:
    """Work out the facts of every control of a school anew, in a fixed number of queries; returns
    how many rows there are. May run at any time and twice."""
    written = FactsWriter(school, today()).write_all()
    unchanged()
    return written


class FactsWriter:
    """Writes a school's facts as of one day, within the caller's transaction."""

    def __init__(self, school: School, day: date) -> None:
        self.school, self.day = school, day

    def write_all(self) -> int:
        """Every control: what live records say, and what people attested."""
        rows = [*self._live(), *self._attested(attested_controls())]
        self._keep(rows, ControlFacts.objects.filter(school=self.school))
        return len(rows)

    def write_attested(self, controls: Collection[str]) -> None:
        """Only what people attested, for these controls: after an act on one of them."""
        wanted = set(controls) & set(attested_controls())
        there = ControlFacts.objects.filter(school=self.school, source=ATTESTED)
        self._keep(list(self._attested(wanted)), there.filter(control__in=wanted))

    def _live(self) -> Iterator[ControlFacts]:
        for control in CONTROLS.all():
            found = control.fact(self.school, self.day)
            if found is not None:
                yield self._row(control.id, control.source, found)

    def _attested(self, controls: Collection[str]) -> Iterator[ControlFacts]:
        for proof in strongest_evidence(self.school, controls):
            yield self._row(
                proof.duty.control,
                ATTESTED,
                Fact(
                    done=1,
                    of=1,
                    collected_on=proof.collected_on,
                    expires_on=proof.expires_on,
                    version=proof.version_id,
                ),
            )

    def _row(self, control: str, source: str, fact: Fact) -> ControlFacts:
        return ControlFacts(
            school=self.school,
            control=control,
            source=source,
            done=fact.done,
            of=fact.of,
            collected_on=fact.collected_on,
            expires_on=fact.expires_on,
            due_on=fact.due_on,
            sentence=fact.sentence[:300],
            pointer=fact.pointer,
            version_id=fact.version,
            computed_at=now(),
        )

    def _keep(self, rows: list[ControlFacts], there: QuerySet[ControlFacts]) -> None:
        """Put these rows in the place of what is there; a row of the same source keeps its id."""
        wanted = {(row.control, row.source) for row in rows}
        stale = [row.pk for row in there if (row.control, row.source) not in wanted]
        if stale:
            ControlFacts.objects.filter(pk__in=stale).delete()
        ControlFacts.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["school", "control", "source"],
            update_fields=_COMPUTED,
        )
