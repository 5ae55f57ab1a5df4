"""How good and how quick the clause matcher is: ``python bench/matching.py``.

Prints, for each half of the paraphrases, how often a right control came first and among the first
three, and how often the best was right where it was confident; then load time and speed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from candour.policy.matching import suggest  # noqa: E402 - after the path is set
from tests.policy.matching.paraphrases import (  # noqa: E402
    HALVES,
    Paraphrase,
    load_paraphrases,
    score,
)

LOADING = (
    "import time; t = time.perf_counter();"
    "from candour.policy.matching import suggest; suggest('Staff must not add pupils.');"
    "print(time.perf_counter() - t)"
)


def main() -> int:
    """Print the figures; exit 1 where the held-out half falls under the floors."""
    good = True
    clauses: list[Paraphrase] = []
    for half in HALVES:
        paraphrases = load_paraphrases(half)
        clauses += paraphrases
        found = score(paraphrases)
        first, three = found.first / found.total, found.three / found.total
        print(
            f"{half:12} {found.total} clauses: first {first:.1%}, first three {three:.1%}, "
            f"confident {found.sure} of which right {found.sure_right / found.sure:.1%}"
        )
        good = good and three >= 0.75 and first >= 0.5
    loads = sorted(_load_seconds() for _ in range(5))
    print(f"load and first suggestion: {loads[2] * 1000:.0f} ms (median of 5)")
    print(f"speed: {_speed(clauses):.0f} clauses a second")
    return 0 if good else 1


def _load_seconds() -> float:
    """Seconds for importing the matcher and one suggestion in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return float(done.stdout)


def _speed(clauses: list[Paraphrase]) -> float:
    """Clauses a second, over all paraphrases twice."""
    began = time.perf_counter()
    for each in clauses * 2:
        suggest(each.text, lead_in=each.lead_in, headings=each.headings)
    return len(clauses) * 2 / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
