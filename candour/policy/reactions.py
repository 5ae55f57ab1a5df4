"""What the policy app does at news."""

from __future__ import annotations

from candour.kit.events import handles
from candour.people.events import PersonLeft, RoleEnded, RoleGiven
from candour.policy.events import PackAsked, RecordsChanged, UploadTaken, VersionAdopted
from candour.policy.jobs import hand_back, make_pack, read_upload, refresh_facts


@handles(UploadTaken)
def read_what_was_uploaded(event: UploadTaken) -> None:
    """Reading takes seconds and so has transactions of its own: it is a job by itself."""
    read_upload.enqueue(school_id=event.school_id, upload=event.upload)


@handles(VersionAdopted)
def count_for_the_new_version(event: VersionAdopted) -> None:
    """What was proven about the version before no longer counts; the shelf says other things
    too."""
    refresh_facts(school_id=str(event.school_id))


@handles(RecordsChanged)
def work_out_facts(event: RecordsChanged) -> None:
    """Live records changed that some control is worked out from."""
    refresh_facts(school_id=str(event.school_id))


@handles(RoleGiven)
def count_the_new_role(event: RoleGiven) -> None:
    """The posts that the policy needs may be filled now."""
    refresh_facts(school_id=str(event.school_id))


@handles(RoleEnded)
def count_without_the_role(event: RoleEnded) -> None:
    """A post that the policy needs may have fallen empty."""
    refresh_facts(school_id=str(event.school_id))


@handles(PersonLeft)
def leave_no_duty_behind(event: PersonLeft) -> None:
    """What somebody who left answered for has nobody, until a leader names another."""
    hand_back(school_id=str(event.school_id), person=str(event.person_id))


@handles(PackAsked)
def make_what_was_asked(event: PackAsked) -> None:
    """Making a pack takes seconds and so has transactions of its own: it is a job by itself."""
    make_pack.enqueue(school_id=event.school_id, pack=event.pack)
