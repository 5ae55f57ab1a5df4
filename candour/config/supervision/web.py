"""The web server's process: granian with Candour's settings. Started by the supervisor as
``python -m candour.config.supervision.web HOST PORT``."""

from __future__ import annotations

import multiprocessing
import os
import sys

from candour.config.cli import start_django
from candour.config.supervision.lifeline import watch

WORKERS = 2
THREADS = 2
_MOST_MEMORY = 400


def serve(host: str, port: int) -> None:
    """Serve until told to stop. Two processes, so that one may die without a pause, of two threads
    each: SQLite has one writer at a time, and more threads would only wait for each other."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Loaded once, before the workers fork: they share its memory and are there at once.
    start_django()
    connections.close_all()
    # A forked worker inherits the lifeline; a spawned one would not.
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        "candour.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("CANDOUR_WEB_WORKERS", WORKERS)),
        blocking_threads=int(os.environ.get("CANDOUR_WEB_THREADS", THREADS)),
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_max_rss=_MOST_MEMORY,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    ).serve()


def main(words: list[str]) -> int:
    """Serve on the host and port given."""
    watch()
    serve(words[0], int(words[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
