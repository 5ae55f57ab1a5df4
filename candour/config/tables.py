"""The generated tables of ``docs/``: who may do what, and the controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from candour.kit.manifest import capabilities
from candour.people.models import Role
from candour.people.roles import SECOND_FACTOR_ROLES, TABLE
from candour.policy.rules.catalogue import CONTROLS, Control

_MADE = "<!-- Made by `python3 run.py docs`; a test fails when it is stale. -->\n"


def access_table() -> str:
    """Every capability with the roles that hold it and why, as Markdown."""
    declared = capabilities()
    lines = ["# Who may do what", "", _MADE]
    for group in TABLE:
        lines += [f"## {group.title}", "", "| May | Roles | Why |", "|---|---|---|"]
        for grant in group.grants:
            roles = ", ".join(role.label for role in Role if role in grant.roles)
            lines.append(f"| {declared[grant.capability].sentence} | {roles} | {grant.why} |")
        lines.append("")
    second = ", ".join(role.label for role in Role if role in SECOND_FACTOR_ROLES)
    lines += ["A second step at sign-in is compulsory for: " + second + ".", ""]
    return "\n".join(lines)


def controls_table() -> str:
    """Every built-in control as Markdown."""
    lines = [
        "# The built-in controls",
        "",
        _MADE,
        "| Control | What it asks | Clauses of the model policy | How often | Evidence | Seen by |",
        "|---|---|---|---|---|---|",
        *(_row(control) for control in CONTROLS.all()),
        "",
    ]
    return "\n".join(lines)


def _row(control: Control) -> str:
    text = control.text
    seen = "a named person" if control.attested else "Candour"
    clauses = ", ".join(text.clauses) or "none"
    cells = (f"`{control.id}`", text.asks, clauses, text.rhythm, text.evidence, seen)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


TABLES: dict[str, Callable[[], str]] = {
    "access.md": access_table,
    "controls.md": controls_table,
}


def write_tables(folder: Path) -> None:
    """Write every table into a folder."""
    for name, make in TABLES.items():
        (folder / name).write_text(make(), encoding="utf-8")
