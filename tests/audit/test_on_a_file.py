"""The same on a SQLite file of its own, with processes instead of threads: as a school runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SET_UP = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from candour.keys.master import create_master
from candour.schools.models import School
from tests.factories.keys import give_keys
create_master()
give_keys(School.objects.create(slug="larkfield", name="Larkfield Primary"))
"""
WRITE = """
from candour.kit.access import Machine
from candour.schools.models import School
school = School.objects.get()
by = Machine("a writer", school.id, frozenset({"files.store"}))
from candour.files.actions import store_file
for number in range(6):
    store_file(by=by, school=school, name="n", media_type="text/plain", content=b"x")
"""
READ = """
import json
from django_scopes import scope
from candour.audit.checking import check_chain
from candour.audit.models import Entry
from candour.schools.models import School
school = School.objects.get()
with scope(school=school):
    places = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
print(json.dumps([places, [p.sentence for p in check_chain(school).problems]]))
"""


def start(script: str, data: Path) -> subprocess.Popen[str]:
    """Run a script as a process of its own, on this data folder."""
    environment = {
        **os.environ,
        "CANDOUR_DATA": str(data),
        "CANDOUR_KEY_FILE": str(data / "keys" / "master.key"),
        "CANDOUR_DATABASE_URL": "",
        "CANDOUR_TEST_DATABASE_URL": "",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        env=environment,
        cwd=data,
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for a process, which must succeed, and give what it printed."""
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return said


@pytest.mark.slow
def test_processes_at_once_make_one_chain(tmp_path: Path) -> None:
    ended(start(SET_UP, tmp_path))
    writers = [start(WRITE, tmp_path) for _ in range(3)]
    for writer in writers:
        ended(writer)
    assert json.loads(ended(start(READ, tmp_path))) == [list(range(1, 20)), []]
