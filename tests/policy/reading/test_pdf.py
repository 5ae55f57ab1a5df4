"""PDF files: columns, running lines, pages without text, tables, progress."""

from __future__ import annotations

import typst

from candour.policy.reading import Reading, read_policy_bytes

from .builders import pdf
from .test_tiling import assert_tiled


def compiled(markup: str) -> bytes:
    """A PDF of typst markup."""
    made = typst.compile(markup.encode())
    assert isinstance(made, bytes)
    return made


def read(data: bytes) -> Reading:
    """The reading of a PDF."""
    reading = read_policy_bytes(data, name="policy.pdf")
    assert_tiled(reading)
    return reading


def test_a_sentence_flows_past_running_lines() -> None:
    things = " ".join(f"thing{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(120))
    words = f"Staff must look after {things} and keep every password secret."
    reading = read(
        compiled(
            "#set page(width: 12cm, height: 8cm, header: [Elm Park School], "
            f"footer: context [Page #counter(page).display() of 9])\n{words}"
        )
    )
    assert [c.text for c in reading.clauses] == [words]
    kinds = {f.kind for f in reading.furniture if not f.is_spacing}
    assert kinds == {"header", "page-number"}


def test_columns_are_read_one_after_the_other() -> None:
    left = "\n\n".join(f"Staff must keep rule {n} in mind at all times." for n in range(30))
    right = "\n\n".join(f"Parents must keep rule {n} in mind at all times." for n in range(30))
    markup = f"#set page(width: 21cm, height: 29.7cm, columns: 2)\n{left}\n#colbreak()\n{right}"
    reading = read(compiled(markup))
    assert [c.binds for c in reading.clauses] == [("Staff",)] * 30 + [("Par",)] * 30


def test_a_page_without_text_is_mentioned() -> None:
    words = "Staff must keep passwords secret. Parents must not film."
    reading = read(compiled(f"{words}\n#pagebreak()\n#rect()\n#pagebreak()\n{words}"))
    assert [(w.code, w.message) for w in reading.warnings] == [
        ("page-without-text", "Page 2 has no words that we can read. It is blank.")
    ]
    assert [c.page for c in reading.clauses] == [1, 1, 3, 3]


def test_a_ruled_table_is_one_record() -> None:
    source = (
        "Staff must follow this.\n\n| Act | Once | Twice |\n"
        "| Rude words to anybody on the page | Talk | Letter |\n\n"
        "Parents must be told.\n"
    )
    reading = read(pdf(source))
    tables = [f.text for f in reading.furniture if f.kind == "table"]
    assert tables == ["Act | Once | Twice\nRude words to anybody on the page | Talk | Letter"]
    assert [w.code for w in reading.warnings] == ["table-needs-person"]
    assert [c.text for c in reading.clauses] == ["Staff must follow this.", "Parents must be told."]


def test_progress_hears_of_every_page() -> None:
    heard: list[tuple[int, int]] = []
    data = compiled(
        "Staff must read.\n#pagebreak()\nStaff must sign.\n#pagebreak()\nStaff must go."
    )
    reading = read_policy_bytes(data, name="p.pdf", progress=lambda at, of: heard.append((at, of)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert reading.source.pages == 3


def test_a_contents_list_is_furniture() -> None:
    markup = "#outline()\n#pagebreak()\n= Scope\nStaff must read this.\n"
    markup += "= Photographs\nStaff must ask first."
    reading = read(compiled(markup))
    assert [(c.headings, c.text) for c in reading.clauses] == [
        (("Scope",), "Staff must read this."),
        (("Photographs",), "Staff must ask first."),
    ]


def test_bullets_that_are_drawn_count_as_bullets() -> None:
    dot = "#box(baseline: -0.25em, circle(radius: 2pt, fill: black))"
    items = ("keep accounts private", "tell the head of threats", "log out after use")
    lines = "\\ ".join(f"{dot} #h(4pt) {item}" for item in items)
    reading = read(compiled(f"Staff must:\n\n{lines}"))
    assert [(c.lead_in, c.text) for c in reading.clauses] == [("Staff must:", i) for i in items]


def test_what_a_browser_prints_in_the_margins_is_furniture() -> None:
    markup = (
        "#set page(width: 12cm, height: 8cm, header: [11/24/26, 9:02 AM #h(1fr) Policy], "
        "footer: [https://elm.example/policy 1/1])\nStaff must log out."
    )
    reading = read(compiled(markup))
    assert [c.text for c in reading.clauses] == ["Staff must log out."]
    assert [f.kind for f in reading.furniture if not f.is_spacing] == ["page-number"] * 2
