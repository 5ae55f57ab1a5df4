"""The measures of splitting over invented policies in many structures."""

from __future__ import annotations

import pytest

from candour.policy.reading import read_policy_bytes

from .builders import CORPUS, docx, labels, pdf, pdf_of_lines, source, without_labels
from .measures import Counts, folded, measure

RUNNING = (
    "width: 15cm, height: 14cm, header: [Harrow Beck Trust #h(1fr) Acceptable use policy v2.1], "
    "footer: context [Approved March 2025 #h(1fr) Page #counter(page).display() of 9]"
)
PAGES = {
    "two_columns.src": "width: 21cm, height: 29.7cm, columns: 2",
    "running_lines.src": RUNNING,
    "long_prose.src": (
        "width: 14.8cm, height: 21cm, footer: context [#counter(page).display() | Page]"
    ),
}
NAMES = sorted(p.name for p in CORPUS.iterdir() if p.suffix in (".txt", ".md", ".src"))
UNSEEN = sorted(f"unseen/{p.name}" for p in (CORPUS / "unseen").iterdir())


def variants(name: str) -> list[tuple[str, bytes]]:
    """The files that are made of one corpus source: name and bytes."""
    text = without_labels(source(name))
    if name.endswith(".src"):
        page = PAGES.get(name.rpartition("/")[2], "")
        return [("policy.docx", docx(text)), ("policy.pdf", pdf(text, page))]
    if name.endswith(".md"):
        return [("policy.md", text.encode())]
    if "\f" in text:
        return [("policy.txt", text.encode())]
    return [("policy.txt", text.encode()), ("policy.pdf", pdf_of_lines(text))]


def counts_of(name: str) -> Counts:
    """The summed measures of every variant of a corpus source."""
    total = Counts()
    for file_name, data in variants(name):
        total.add(measure(read_policy_bytes(data, name=file_name), labels(source(name))))
    return total


@pytest.mark.parametrize("name", NAMES + UNSEEN)
def test_splitting_finds_every_clause_and_nothing_else(name: str) -> None:
    shares = counts_of(name).shares()
    measured = {key: shares[key] for key in ("start", "isolated", "precision", "junk")}
    assert measured == {"start": 1.0, "isolated": 1.0, "precision": 1.0, "junk": 0.0}


@pytest.mark.parametrize("names", [NAMES, UNSEEN], ids=["development", "unseen"])
def test_normative_clauses_are_told_from_facts(names: list[str]) -> None:
    total = Counts()
    for name in names:
        total.add(counts_of(name))
    shares = total.shares()
    assert shares["normative precision"] >= 0.95
    assert shares["normative recall"] >= 0.95
    assert shares["kind"] >= 0.92


@pytest.mark.parametrize("name", [n for n in NAMES + UNSEEN if len(variants(n)) > 1])
def test_twins_give_the_same_clauses(name: str) -> None:
    first, second = (read_policy_bytes(data, name=n) for n, data in variants(name))
    ours, theirs = ([folded(c.text) for c in reading.clauses] for reading in (first, second))
    assert ours == theirs
