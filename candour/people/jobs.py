"""Daily work: telling the other apps whose roles ended and who left."""

from __future__ import annotations

from uuid import UUID

from candour.kit.access import Machine
from candour.people.actions import announce_ends
from candour.work.jobs import job, periodic


@periodic(daily="00:20", each_school=True)
@job
def announce_ended_roles(*, school_id: str) -> None:
    """Tell of every end date that has passed; runs after midnight, and may run again."""
    school = UUID(str(school_id))
    by = Machine("end dates", school, frozenset({"people.manage"}))
    announce_ends(by=by, school_id=school)
