"""The JSON document and the cost of importing the package."""

from __future__ import annotations

import subprocess
import sys

from candour.policy.reading import read_policy_bytes


def test_json_has_the_agreed_shape() -> None:
    reading = read_policy_bytes(b"Staff\n\n1. Staff must log out.\n", name="policy.txt")
    made = reading.as_json(
        lambda clause: [{"control": "training", "score": 0.5, "reason": clause.kind}]
    )
    assert made == {
        "source": {"name": "policy.txt", "sha256": reading.source.sha256, "pages": 1},
        "clauses": [
            {
                "id": "STA-1",
                "number": "1.",
                "headings": ["Staff"],
                "lead_in": "",
                "text": "Staff must log out.",
                "start": 10,
                "end": 29,
                "kind": "obligation",
                "binds": ["Staff"],
                "suggestions": [{"control": "training", "score": 0.5, "reason": "obligation"}],
            }
        ],
        "furniture": [
            {"kind": "heading", "text": "Staff", "start": 0, "end": 5},
            {"kind": "marker", "text": "\n\n1. ", "start": 5, "end": 10},
        ],
        "warnings": [],
        "text": "Staff\n\n1. Staff must log out.",
    }


def test_importing_loads_nothing_heavy() -> None:
    script = (
        "import sys, candour.policy.reading; "
        "heavy = {'pypdf', 'ftfy', 'markdown_it', 'charset_normalizer', 'django'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
