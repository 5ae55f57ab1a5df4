"""What a test does with an answer that it has seen enough of."""

from __future__ import annotations

from collections import deque
from typing import Any


def finish(answer: Any) -> None:
    """Read a streamed answer to its end, so that its file is closed. Closing it by hand would close
    the database connection that the test's transaction lives on: the test client keeps that open
    only for answers that it read itself."""
    if answer.streaming:
        deque(answer.streaming_content, maxlen=0)
