"""The table of the shared cache, made like any other so that no command of its own is needed."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, editor):
    """Make the table that the setting ``CACHES`` names (nothing happens where it exists)."""
    call_command("createcachetable", "candour_cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
