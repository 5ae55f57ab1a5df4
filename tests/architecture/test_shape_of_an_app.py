"""The shape of an app: lower modules import no higher ones; others come in by the doors."""

import ast
import re

import pytest

from tests.architecture.code import Source, imports, sources

# From the bottom up. A module of a later row may import an earlier one, never the other way round.
ORDER = [
    {"events"},
    {"models"},
    {"rules"},
    {"queries"},
    {"actions"},
    {"forms", "jobs", "reactions", "controls", "public"},
    {"views"},
    {"urls", "school_urls"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
DOORS = {"models", "rules", "queries", "actions", "events", "public"}

# Modules of an app, beyond the doors above, that other apps may enter by, each with its reason.
OTHER_DOORS = {
    "audit.checking": "the evidence pack says whether the record is whole",
    "audit.naming": "people tells audit what an actor is called",
    "audit.recording": "a bulk act is one entry, written like any other",
    "audit.export": "the evidence pack carries the record",
    "files.serving": "a view answers with a stored file",
    "keys.sealing": "what is secret at rest is sealed by its own app",
    "keys.master": "set-up and start-up hold the master key",
    "keys.checks": "start-up refuses a wrong key",
    "people.authority": "today's roles, as the request read them once",
    "policy.library": "the model policy and the controls' texts, which import nothing",
    "policy.matching": "a library that imports nothing of Django",
    "policy.reading": "a library that imports nothing of Django",
    "policy.controls": "an app registers its controls with policy",
    "schools.calendar": "terms and school days, asked by everyone",
    "schools.scoping": "the manager that fails closed",
    "work.jobs": "how an app declares a job",
}
WHOLE_APPS = {"kit", "ui", "config"}


def part(module: str) -> str:
    """The kind of module inside its app: ``candour.policy.views.shelf`` is ``views``."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else ""


def lower_imports_higher(source: Source) -> list[str]:
    """What a module imports from above itself in its own app."""
    own = RANK.get(part(source.module))
    if own is None:
        return []
    return [
        f"{source.module}:{line} imports {name}"
        for line, name in imports(source)
        if name.split(".")[1:2] == [source.app] and RANK.get(part(name), -1) > own
    ]


def enters_by_no_door(source: Source) -> list[str]:
    """What a module imports from another app's private parts."""
    if source.app in {"config", "demo"}:
        return []
    wrong = []
    for line, name in imports(source):
        parts = name.split(".")
        if len(parts) < 3 or parts[1] == source.app or parts[1] in WHOLE_APPS:
            continue
        door = f"{parts[1]}.{parts[2]}"
        if parts[2] in DOORS or any(door == d for d in OTHER_DOORS):
            continue
        wrong.append(f"{source.module}:{line} imports {name}")
    return wrong


def test_lower_lines_never_import_higher_ones() -> None:
    assert [line for source in sources() for line in lower_imports_higher(source)] == []


def test_other_apps_come_in_by_the_doors() -> None:
    assert [line for source in sources() for line in enters_by_no_door(source)] == []


def test_views_neither_query_nor_write() -> None:
    wrong = []
    for source in sources():
        if part(source.module) != "views":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "save", "delete"}:
                wrong.append(f"{source.module}:{node.lineno} .{node.attr}")
    assert wrong == []


def decorated_with(node: ast.FunctionDef, name: str) -> bool:
    """Whether a function wears a decorator of this name, called or not."""
    names = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    return any(isinstance(d, ast.Name) and d.id == name for d in names)


def test_actions_are_keyword_only_and_wear_the_decorator() -> None:
    wrong = []
    for source in sources():
        if part(source.module) != "actions" or source.app == "kit":
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            keywords = {arg.arg for arg in node.args.kwonlyargs}
            if node.args.args or "by" not in keywords or not decorated_with(node, "action"):
                wrong.append(f"{source.module}.{node.name}")
    assert wrong == []


@pytest.mark.parametrize("word", ["Signal", "post_save", "receiver"])
def test_no_django_signals(word: str) -> None:
    wrong = []
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and re.match(
                r"django\.(dispatch|db\.models\.signals)", node.module or ""
            ):
                wrong += [f"{source.module}: {n.name}" for n in node.names if n.name == word]
    assert wrong == []
