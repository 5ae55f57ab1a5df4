"""``candour demo``: the sample school, in a data folder of its own, ready to be tried."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

MARK = "demo.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Words that the command takes."""
    parser.add_argument("--data", default=".demo", help="its data folder (default: .demo)")
    parser.add_argument("--port", type=int, default=8000, help="where it answers (default: 8000)")
    parser.add_argument("--reset", action="store_true", help="throw the folder away and begin anew")
    parser.add_argument("--prepare", action="store_true", help="make it ready, but do not start it")


def run(args: argparse.Namespace) -> int:
    """Prepare what is missing, print the links, serve. Returns 1 for a folder that holds more than
    a demonstration."""
    from candour.config.cli import fail, start_django

    data = Path(args.data).resolve()
    if data.exists() and any(data.iterdir()) and not (data / MARK).is_file():
        return fail(f"{data} holds something that is not a demonstration; name another folder.")
    if args.reset:
        shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).write_text(json.dumps({"demonstration": True}), encoding="utf-8")
    os.environ["CANDOUR_DATA"] = str(data)
    os.environ.pop("CANDOUR_KEY_FILE", None)
    os.environ.pop("CANDOUR_DATABASE_URL", None)
    from candour.demo.preparing import ensure_key
    from candour.kit.access import Refused

    try:
        ensure_key(data)
    except Refused as refused:
        return fail(refused.reason)
    start_django()
    began = time.monotonic()
    _prepare()
    _print_links(args.port, time.monotonic() - began)
    if args.prepare:
        return 0
    from candour.config.supervisor import serve

    return serve(host="127.0.0.1", port=args.port)


def _prepare() -> None:
    from candour.config.supervision.preflight import ensure_static
    from candour.demo.preparing import prepare

    prepare(_say)
    ensure_static()


def _say(words: str) -> None:
    sys.stdout.write(f"· {words}\n")
    sys.stdout.flush()


def _print_links(port: int, seconds: float) -> None:
    from candour.demo.links import sign_in_links

    home = f"http://localhost:{port}"
    lines = [f"\nLarkfield Primary is ready ({seconds:.1f} s).  {home}/demo/", ""]
    lines += [f"  {link.roles} ({link.name})\n    {home}{link.path}" for link in sign_in_links()]
    lines += ["", f"  Try a policy, nothing kept:  {home}/demo/try/"]
    lines += [f"  What would have been sent:   {home}/demo/post/", "", "  Ctrl+C ends it.", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
