"""``candour work``: background work alone, for a second machine or beside ``serve --no-work``."""

from __future__ import annotations

import argparse

from candour.config import cli


def configure(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once."""
    parser.description = "Do background work only, until told to stop."
    parser.add_argument(
        "--threads",
        type=int,
        default=None,
        help="jobs at once (default: 1 on SQLite, 4 on PostgreSQL)",
    )


def run(args: argparse.Namespace) -> int:
    """Check the database and the key, then work."""
    cli.start_django()
    from candour.config.supervision.logs import configure_logs
    from candour.config.supervision.preflight import NotReady, check_database, check_key
    from candour.config.supervision.work import work

    configure_logs()
    try:
        check_database()
        check_key()
    except NotReady as trouble:
        return cli.fail(str(trouble))
    return work(args.threads)
