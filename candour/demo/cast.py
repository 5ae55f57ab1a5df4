"""The cast of the sample school, as plain data: shared by the tests and the demonstration.

Larkfield Primary and everybody in it are invented; addresses end in ``.example`` (RFC 2606).
"""

from __future__ import annotations

from dataclasses import dataclass

from candour.people.models import Role

SCHOOL_NAME = "Larkfield Primary"
SCHOOL_SLUG = "larkfield"


@dataclass(frozen=True)
class CastMember:
    """One person of the cast: ``key`` is the short name that tests use."""

    key: str
    given_name: str
    family_name: str
    email: str
    job_title: str
    roles: tuple[Role, ...]


def _member(key: str, family_name: str, job_title: str, *roles: Role, at: str = "") -> CastMember:
    given_name = key.capitalize()
    email = f"{key}.{family_name.lower()}@{at or 'larkfield.example'}"
    return CastMember(key, given_name, family_name, email, job_title, roles)


CAST: tuple[CastMember, ...] = (
    _member("ruth", "Adeyemi", "Headteacher", Role.HEAD),
    _member("sam", "Okafor", "Deputy headteacher", Role.SENIOR_LEADER),
    _member("helen", "Marsh", "Designated safeguarding lead", Role.DSL, Role.SENIOR_LEADER),
    _member("tom", "Whitlock", "Year 5 teacher", Role.DEPUTY_DSL, Role.TEACHER),
    _member("priya", "Nair", "Year 3 teacher", Role.ADMINISTRATOR, Role.TEACHER),
    _member("grace", "Liu", "Year 2 teacher", Role.TEACHER),
    _member("mohammed", "Rahman", "Office manager", Role.OFFICE),
    _member("jack", "Doyle", "Technician", Role.TECHNICIAN),
    _member("margaret", "Ellis", "Chair of governors", Role.CHAIR, Role.GOVERNOR),
    _member("owen", "Price", "Governor", Role.GOVERNOR),
    _member("fatima", "Hassan", "Trustee", Role.TRUSTEE),
    _member("ivy", "Clarke", "Reading volunteer", Role.VOLUNTEER),
    _member("daniel", "Novak", "", Role.PARENT, at="families.example"),
    _member("aisha", "Begum", "Teaching assistant", Role.STAFF, Role.PARENT),
)
