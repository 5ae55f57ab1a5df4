"""Children that end when the supervisor does, ``kill -9`` included.

The supervisor alone holds the writing end of a pipe; the operating system closes it when the
supervisor ends, however that happens. Every process below it holds the reading end, and a thread in
each waits for the end of the stream. Where there is Linux the kernel is also asked to end a process
with its parent, and everywhere a process that changes parent ends, so that the web server's own
workers do not outlive it and keep its port.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
import threading

VARIABLE = "CANDOUR_LIFELINE"
PARENT = "CANDOUR_PARENT"
_CHECK_PARENT = 1.0
_PR_SET_PDEATHSIG = 1


def open_lifeline() -> tuple[int, int]:
    """A pipe: the end to hand to children, and the end that the supervisor keeps to itself."""
    reading, keeping = os.pipe()
    os.set_inheritable(reading, True)
    return reading, keeping


def watch() -> None:
    """In a child: end this process when the supervisor, or this process's parent, ends. Does
    nothing when the process was not started by a supervisor."""
    given = os.environ.get(VARIABLE)
    if not given:
        return
    parent = int(os.environ.get(PARENT, os.getppid()))
    os.environ[PARENT] = str(os.getpid())
    _die_with_parent()
    threading.Thread(
        target=_until_the_end, args=(int(given), parent), name="lifeline", daemon=True
    ).start()


def _die_with_parent() -> None:
    """Ask Linux to kill this process when its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _until_the_end(lifeline: int, parent: int) -> None:
    while os.getppid() == parent:
        ready, _, _ = select.select([lifeline], [], [], _CHECK_PARENT)
        if ready and not os.read(lifeline, 1):
            break
    # Not sys.exit: that ends a thread, and waits for others that may never finish.
    os._exit(1)
