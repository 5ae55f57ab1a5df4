"""Background work of the policy app."""

from __future__ import annotations

from uuid import UUID

from candour.kit.access import Machine
from candour.people.models import Person
from candour.policy.actions.duties import hand_back_duties
from candour.policy.actions.facts import refresh
from candour.policy.actions.year import start_school_year, take_snapshot
from candour.policy.importing import close_stuck, read_import
from candour.policy.packing import give_up_on, make
from candour.schools.models import School
from candour.work.jobs import job, periodic


@job(own_transactions=True, max_attempts=3)
def read_upload(upload: str) -> None:
    """Read an uploaded policy and write its version; does nothing when that was done already."""
    read_import(upload)


@periodic(every_minutes=15, each_school=True)
@job
def close_stuck_uploads() -> None:
    """Say of uploads that no attempt could read to the end that they could not be read."""
    close_stuck()


def _keeper(school_id: str | UUID) -> tuple[Machine, School]:
    """The machine that keeps duties up to date, in one school."""
    school = School.objects.get(pk=school_id)
    return Machine("duties", school.pk, frozenset({"policy.duties.manage"})), school


@periodic(daily="01:20", each_school=True)
@job
def refresh_facts(school_id: str) -> None:
    """Work out what every control's sources say; nightly, and after news that bears on them."""
    by, school = _keeper(school_id)
    refresh(by=by, school=school)


@job
def hand_back(school_id: str, person: str) -> None:
    """The duties of somebody who left have nobody again; what was worked out from posts is anew."""
    by, school = _keeper(school_id)
    gone = Person.objects.filter(pk=person).first()
    if gone is not None:
        hand_back_duties(by=by, person=gone)
    refresh(by=by, school=school)


@periodic(daily="00:10", each_school=True)
@job
def new_school_year(school_id: str) -> None:
    """Set yearly duties' dates for the school year. Runs every night, so that 1 September is not
    missed where the machine was off; does nothing when that was done already."""
    by, school = _keeper(school_id)
    start_school_year(by=by, school=school)


@periodic(daily="23:40", each_school=True)
@job
def monthly_picture(school_id: str) -> None:
    """Keep where each clause stands as this month's picture."""
    by, school = _keeper(school_id)
    take_snapshot(by=by, school=school)


@job(own_transactions=True, max_attempts=3)
def make_pack(pack: str) -> None:
    """Make an evidence pack that was asked for; does nothing when that was done already."""
    make(pack)


@periodic(every_minutes=15, each_school=True)
@job
def close_stuck_packs() -> None:
    """Say of packs that no attempt could make that they could not be made."""
    give_up_on()
