"""What ``candour policy import`` does with a school: the one place where the command line meets
it."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from candour.config import cli
from candour.policy.reports.prepared import Prepared


def import_file(prepared: Prepared, path: Path, slug: str | None) -> str:
    """Import a policy into the school as a version to be looked at; says so in a sentence.

    Raises ValueError with a plain sentence where the school is not clear or refuses it.
    """
    cli.start_django()
    from django_scopes import scope

    from candour.kit.access import Machine, Refused
    from candour.policy.actions.imports import import_bytes
    from candour.schools.models import School

    schools = (
        list(School.objects.all()[:2]) if slug is None else list(School.objects.filter(slug=slug))
    )
    if not schools:
        raise ValueError(
            f"There is no school called {slug}."
            if slug
            else "Set up a school first: candour setup."
        )
    if len(schools) > 1:
        raise ValueError("There are several schools. Say which one with --school SLUG.")
    school = schools[0]
    by = Machine("import", school.pk, frozenset({"policy.import", "files.store"}))
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    with scope(school=school):
        try:
            version = import_bytes(
                by=by,
                school=school,
                prepared=prepared,
                content=path.read_bytes(),
                media_type=media_type,
            )
        except Refused as refused:
            raise ValueError(refused.reason) from None
    return (
        f"{school.name} now looks at version {version.number}. Nothing counts before it is adopted."
    )
