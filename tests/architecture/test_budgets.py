"""Small and easy to see: files and functions keep to their budgets."""

import ast
import math

from tests.architecture.code import functions, length, sources

FILE_P90, FILE_MOST = 200, 400
FUNCTION_P90, FUNCTION_MOST = 25, 50
BARRED = {"utils", "helpers", "common", "services", "misc"}


def percentile_90(values: list[int]) -> int:
    """The smallest value that at least nine in ten do not exceed."""
    return sorted(values)[math.ceil(0.9 * len(values)) - 1]


def test_files_keep_to_their_budget() -> None:
    too_long = {s.module: s.lines for s in sources() if s.lines > FILE_MOST}
    assert too_long == {}
    assert percentile_90([s.lines for s in sources()]) <= FILE_P90


def test_functions_keep_to_their_budget() -> None:
    lengths = {
        f"{s.module}:{f.lineno} {f.name}": length(f) for s in sources() for f in functions(s)
    }
    assert {name: n for name, n in lengths.items() if n > FUNCTION_MOST} == {}
    assert percentile_90(list(lengths.values())) <= FUNCTION_P90


def test_no_module_is_a_junk_drawer() -> None:
    assert [s.module for s in sources() if s.module.split(".")[-1] in BARRED] == []


def test_everything_public_has_a_docstring() -> None:
    missing = []
    for source in sources():
        if ast.get_docstring(source.tree) is None and source.lines:
            missing.append(source.module)
        for node in source.tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                missing.append(f"{source.module}.{node.name}")
    assert missing == []
