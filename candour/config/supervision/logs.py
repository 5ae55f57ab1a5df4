"""What the processes write: one line for each thing that happened, on standard error, without
personal data. JSON where nobody watches, words at a terminal."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def configure_logs() -> None:
    """Send structlog and the standard library's warnings to standard error."""
    seen = sys.stderr.isatty()
    last: Any = structlog.dev.ConsoleRenderer() if seen else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    # Addresses that were not found may hold what somebody typed.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # Whoever scans the internet sends names that are not ours; they get their 400 and no line here.
    logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
