"""``candour doctor``: what is wrong with this installation, and what to do."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    """Words that the command takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON document, nothing else")
    parser.epilog = "example: candour doctor --json"


def run(args: argparse.Namespace) -> int:
    """Print the findings. Returns 0 when all is well, 1 when something is wrong."""
    from candour.config.cli import start_django

    start_django()
    from candour.config.doctor import examine

    found = examine()
    if args.json:
        text = json.dumps({"findings": [dataclasses.asdict(each) for each in found]})
    elif found:
        text = "\n".join(f"! {each.what}\n  {each.do}" for each in found)
    else:
        text = "All is well."
    sys.stdout.write(f"{text}\n")
    return 1 if found else 0
