"""``candour policy``: import a policy (or only see what it asks for), write out the model
policy."""

from __future__ import annotations

import argparse
import json
import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from candour.config import cli

if TYPE_CHECKING:
    from candour.policy.reports.prepared import Prepared, Progress
    from candour.schools.models import School

_PATIENCE = 2.0
_NO_SCHOOL = "There is no school here yet. Run 'candour setup' first, or try --dry-run."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare ``import`` and ``model``."""
    parser.description = "Import a policy, or see what it asks for."
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    take = acts.add_parser("import", help="read a policy: PDF, Word (.docx), Markdown or text")
    take.add_argument("file", metavar="FILE", type=Path, help="the policy")
    take.add_argument("--dry-run", action="store_true", help="keep nothing; needs no school")
    take.add_argument("--json", action="store_true", help="print one JSON document")
    take.add_argument("--report", metavar="OUT.pdf", type=Path, help="write the gap report here")
    take.add_argument("--school", metavar="SLUG", help="which school, where there are several")
    model = acts.add_parser("model", help="write the model policy as Markdown")
    model.add_argument(
        "out", metavar="OUT", type=Path, help="the file to write, or - for the screen"
    )


def run(args: argparse.Namespace) -> int:
    """Do it. 0 when it was done, 1 when the policy could not be read or imported."""
    if args.act == "model":
        return _write_model(args.out)
    from candour.policy.reading import UnreadablePolicy

    try:
        with _progress("Reading the policy") as progress:
            prepared = _prepare(args.file, progress)
    except UnreadablePolicy as error:
        return cli.fail(error.message)
    if args.report is not None and (code := _write_report(prepared, args.report)):
        return code
    said = f"{len(prepared.reading.clauses)} clauses read."
    if not args.dry_run:
        try:
            said = _import_file(prepared, args.file, args.school)
        except ValueError as error:
            return cli.fail(str(error))
    if args.json:
        sys.stdout.write(json.dumps(_as_json(prepared), ensure_ascii=False, indent=1) + "\n")
    else:
        from candour.policy.reports.plain import as_text

        sys.stdout.write(as_text(prepared) + f"\n{said}\n")
    return 0


def _prepare(path: Path, progress: Progress) -> Prepared:
    from candour.policy.reports.prepared import prepare

    return prepare(path, progress=progress)


def _as_json(prepared: Prepared) -> object:
    return prepared.reading.as_json(
        lambda clause: [
            {"control": each.control, "score": round(each.score, 3), "reason": each.reason}
            for each in prepared.suggestions[clause.id]
        ]
    )


def _import_file(prepared: Prepared, path: Path, slug: str | None) -> str:
    """Import a policy into the school as a version to be looked at; says so in a sentence.

    Raises ValueError with a plain sentence where the school is not clear or refuses it.
    """
    cli.start_django()
    from django.db import DatabaseError
    from django_scopes import scope

    from candour.keys.master import KeyTrouble
    from candour.kit.access import Machine, Refused
    from candour.policy.actions.imports import import_bytes

    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    try:
        school = _the_school(slug)
        by = Machine("import", school.pk, frozenset({"policy.import", "files.store"}))
        given = {"content": path.read_bytes(), "media_type": media_type}
        with scope(school=school):
            version = import_bytes(by=by, school=school, prepared=prepared, **given)
    except Refused as refused:
        raise ValueError(refused.reason) from None
    except KeyTrouble as trouble:
        raise ValueError(str(trouble)) from None
    except DatabaseError:
        raise ValueError(_NO_SCHOOL) from None
    said = f"{school.name} now looks at version {version.number}."
    return f"{said} Nothing counts before it is adopted."


def _the_school(slug: str | None) -> School:
    """The school with this slug, or the only one. Raises ValueError with a plain sentence."""
    from candour.schools.models import School

    wanted = School.objects.all() if slug is None else School.objects.filter(slug=slug)
    schools = list(wanted[:2])
    if not schools:
        raise ValueError(f"There is no school called {slug}." if slug else _NO_SCHOOL)
    if len(schools) > 1:
        raise ValueError("There are several schools. Say which one with --school SLUG.")
    return schools[0]


def _write_report(prepared: Prepared, out: Path) -> int:
    from candour.policy.reports.gap import gap_report
    from candour.policy.reports.typeset import gap_pdf

    with _progress("Setting the report"):
        pdf = gap_pdf(gap_report(prepared))
    return _write(out, pdf)


def _write_model(out: Path) -> int:
    from candour.policy.library import load_model_policy

    text = load_model_policy().text
    if str(out) == "-":
        sys.stdout.write(text)
        return 0
    return _write(out, text.encode())


def _write(out: Path, content: bytes) -> int:
    try:
        out.write_bytes(content)
    except OSError as error:
        return cli.fail(f"{out} could not be written: {(error.strerror or 'unknown').lower()}.")
    return 0


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for work over two seconds, when somebody is there to see it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None, visible=False)
        late = threading.Timer(_PATIENCE, lambda: bar.update(task, visible=True))
        late.start()
        try:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        finally:
            late.cancel()
