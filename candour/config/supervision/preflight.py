"""What must be right before anything starts; each trouble is one plain sentence."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path


class NotReady(Exception):
    """Candour cannot start; the message says why and what to do."""


def check_database() -> None:
    """Raise NotReady unless the database answers and has this version's tables."""
    from django.conf import settings
    from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    connection = connections[DEFAULT_DB_ALIAS]
    try:
        if (
            connection.vendor == "sqlite"
            and not Path(settings.DATABASES["default"]["NAME"]).exists()
        ):
            raise NotReady("There is no school here yet. Run 'candour setup' first.")
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise NotReady(f"The database does not answer ({str(error).strip()}).") from error
    if behind:
        raise NotReady(
            "The tables in the database are not those of this version. Run 'candour setup' first."
        )


def check_key() -> None:
    """Raise NotReady unless the master key is the one that the database expects."""
    from candour.keys.checks import assert_right_key
    from candour.keys.master import KeyTrouble

    try:
        assert_right_key()
    except KeyTrouble as trouble:
        raise NotReady(str(trouble)) from trouble


def check_port(host: str, port: int) -> None:
    """Raise NotReady when something else listens at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise NotReady(
                f"Port {port} of {host} cannot be used: {error.strerror}. "
                "Choose another with --port."
            ) from error


def ensure_static() -> bool:
    """Gather the style sheets, scripts and pictures when they changed since last time; returns
    whether that was done. Cheap to ask: names, sizes and times are compared, not contents."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    stamp = root / ".gathered"
    manifest = root / "staticfiles.json"
    if manifest.is_file() and stamp.is_file() and stamp.read_text() == digest.hexdigest():
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return True


def check_all(host: str, port: int) -> None:
    """Everything, quickest first. Raises NotReady."""
    check_port(host, port)
    check_database()
    check_key()
    ensure_static()
