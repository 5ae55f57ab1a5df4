"""Candour's own source as the architecture tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "candour"


@dataclass(frozen=True)
class Source:
    """One module: its dotted name, path, number of lines and syntax tree."""

    module: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def app(self) -> str:
        """The top-level package that it belongs to ("people"), or an empty string."""
        parts = self.module.split(".")
        return parts[1] if len(parts) > 1 else ""


@cache
def sources() -> tuple[Source, ...]:
    """Every module of the package, migrations left out."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        found.append(Source(module, path, text.count("\n"), ast.parse(text)))
    return tuple(found)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, from its ``def`` to its end, without its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        whole -= (first.end_lineno or first.lineno) - first.lineno + 1
    return whole


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything of Candour that a module imports."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("candour"):
            yield node.lineno, str(node.module)
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            for name in node.names:
                if name.name.startswith("candour"):
                    yield node.lineno, name.name
