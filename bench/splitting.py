"""Measures of splitting over the invented policies, and the time that a 60-page PDF takes.

Run: ``python bench/splitting.py``. Start, isolated, precision and junk are those of the splitting
trial (shares, 1 is best but for junk); ``norm P`` and ``norm R`` tell clauses that ask, advise or
allow from mere facts.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from candour.policy.reading import align, read_policy_bytes
from tests.policy.reading.builders import pdf, source, without_labels
from tests.policy.reading.measures import Counts
from tests.policy.reading.test_corpus import NAMES, UNSEEN, counts_of

HEADS = ("start", "isolated", "precision", "junk", "norm P", "norm R", "kind", "binds")


def row(name: str, counts: Counts) -> str:
    """One line of the table."""
    return f"{name:<30}" + "".join(f"{share:>10.3f}" for share in counts.shares().values())


def table(title: str, names: list[str]) -> None:
    """The measures of each policy and of all together."""
    print(f"{title:<30}" + "".join(f"{head:>10}" for head in HEADS))
    total = Counts()
    for name in names:
        counts = counts_of(name)
        total.add(counts)
        print(row(name, counts))
    print(row(f"all {len(names)}", total), end="\n\n")


def sixty_pages() -> bytes:
    """A PDF of about sixty pages with running lines, numbers and bullets."""
    text = without_labels(source("running_lines.src") + source("word_numbers.src"))
    page = (
        "width: 21cm, height: 29.7cm, margin: 2.5cm, header: [Harrow Beck Trust], "
        "footer: context [Page #counter(page).display()]"
    )
    return pdf(text * 46, page)


def main() -> None:
    """Print the tables and the times."""
    table("development", NAMES)
    table("unseen when first read", UNSEEN)
    data = sixty_pages()
    started = time.perf_counter()
    reading = read_policy_bytes(data, name="sixty.pdf")
    spent = time.perf_counter() - started
    print(f"{reading.source.pages} pages, {len(reading.clauses)} clauses: {spent:.2f} s")
    rows = [(c.id, c.lead_in, c.text, c.headings) for c in reading.clauses[:400]]
    changed = [
        (i, lead, text + (" too" if n % 9 == 0 else ""), path)
        for n, (i, lead, text, path) in enumerate(rows)
    ]
    started = time.perf_counter()
    align(rows, changed)
    print(f"400 by 400 clauses of two versions: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
