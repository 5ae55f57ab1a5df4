"""``candour serve``: web pages and background work in one command."""

from __future__ import annotations

import argparse
import sys

from candour.config import cli


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to do background work here."""
    parser.description = "Start the web pages, with background work."
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--no-work", action="store_true", help="web pages only; 'candour work' runs elsewhere"
    )


def run(args: argparse.Namespace) -> int:
    """Check what must be right, then serve until told to stop."""
    cli.start_django()
    from candour.config.supervisor import serve

    def ready() -> None:
        name = "localhost" if args.host in {"127.0.0.1", "::1"} else args.host
        sys.stdout.write(f"Candour is at http://{name}:{args.port}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()

    return serve(host=args.host, port=args.port, with_work=not args.no_work, ready=ready)
