"""The ``candour`` command. Light on purpose: a command's module loads when it is run."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

# A command's module is candour.config.commands.<name>, with ``configure(parser)`` and
# ``run(args) -> int``; the line here is what ``candour --help`` shows.
COMMANDS = {
    "audit": "check the audit trail, in the database or in an export",
    "demo": "a sample school to try, with sign-in links for each role",
    "doctor": "what is wrong with this installation and what to do",
    "evidence": "make the evidence pack",
    "keys": "the recovery kit, new keys, and bringing the master key back",
    "policy": "import a policy, or see what it asks for",
    "serve": "start the web pages, with background work",
    "setup": "set up a new school and its first headteacher",
    "work": "do background work only",
}


def start_django() -> None:
    """Make models and settings usable; called by commands that need them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.config.settings")
    import django

    django.setup()


def fail(message: str) -> int:
    """Print one plain sentence on standard error; returns 1, "the answer is no"."""
    sys.stderr.write(f"candour: {message}\n")
    return 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 on success, 1 where the answer is no, 2 on bad usage."""
    # Whatever it writes (the database above all) is for the account that runs it, nobody else.
    os.umask(0o077)
    words = list(sys.argv[1:] if argv is None else argv)
    listing = "\n".join(f"  {name:<10} {line}" for name, line in sorted(COMMANDS.items()))
    parser = argparse.ArgumentParser(
        prog="candour",
        description="Candour makes a school's social media policy run.",
        epilog=f"commands:\n{listing}\n\n'candour COMMAND --help' says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=sorted(COMMANDS), metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = parser.parse_args(words[:1])
    module = importlib.import_module(f"candour.config.commands.{chosen.command}")
    own = argparse.ArgumentParser(prog=f"candour {chosen.command}")
    module.configure(own)
    try:
        return int(module.run(own.parse_args(words[1:])))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
