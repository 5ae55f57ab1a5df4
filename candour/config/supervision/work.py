"""The background worker's process; alone (``candour work``) or under the supervisor."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType

from candour.config.supervision.lifeline import watch


def work(threads: int | None = None) -> int:
    """Do background jobs until SIGTERM or SIGINT; a second one ends at once. Django is ready."""
    from django.conf import settings

    from candour.work.worker import Worker, default_threads

    stop = threading.Event()

    def asked(signum: int, frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(1)
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, asked)
    wanted = threads or int(os.environ.get("CANDOUR_WORK_THREADS", "0")) or default_threads()
    unfinished = Worker(data=settings.DATA, threads=wanted, stop=stop).run()
    sys.stderr.flush()
    if unfinished:
        # A thread is still in a job that was given up: it must not go on.
        os._exit(0)
    return 0


def main() -> int:
    """The supervisor's child."""
    watch()
    from candour.config.cli import start_django
    from candour.config.supervision.logs import configure_logs

    configure_logs()
    start_django()
    return work()


if __name__ == "__main__":
    sys.exit(main())
