"""Triggers by which the database itself refuses to change or delete what is on the trail.

They are the last of three fences: no action changes an entry, the hash chain shows it where
somebody does, and these make it hard to do by accident or with a stolen connection.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARDED = ("audit_entry", "audit_checkpoint")
_REFUSAL = "what is on the audit trail is never changed or deleted"


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for verb in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ]


def install_guards(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers on this editor's database; does no harm where they are there already."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[editor.connection.vendor]
    for table in GUARDED:
        for statement in make(table):
            editor.execute(statement)


def remove_guards(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away: to undo the migration, and in tests, whose tables are emptied."""
    for table in GUARDED:
        if editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        else:
            for end in ("no_change", "no_truncate"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_{end} ON {table}")
