"""Serve Candour: check what must be right, then keep web pages and background work running."""

from __future__ import annotations

from collections.abc import Callable


def serve(
    *, host: str, port: int, with_work: bool = True, ready: Callable[[], None] | None = None
) -> int:
    """Serve until SIGTERM or SIGINT; Django is set up already. ``ready`` is called once, when pages
    are served. Returns 0 at the end, 1 with a sentence on standard error when it cannot start."""
    from candour.config import cli
    from candour.config.supervision.logs import configure_logs
    from candour.config.supervision.preflight import NotReady, check_all
    from candour.config.supervision.processes import supervise

    configure_logs()
    try:
        check_all(host, port)
    except NotReady as trouble:
        return cli.fail(str(trouble))
    return supervise(host=host, port=port, with_work=with_work, ready=ready)
