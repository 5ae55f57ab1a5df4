"""Word files: numbers as printed, tracked changes as accepted, boxes, notes, contents, tables."""

from __future__ import annotations

from typing import Any

import docx as word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from candour.policy.reading import Reading, read_policy_bytes
from candour.policy.reading.sources.docx_numbers import format_number

from .builders import add_instance, add_numbering, number, saved
from .test_tiling import assert_tiled

START_AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def read(document: Any) -> Reading:
    """The reading of a python-docx document."""
    reading = read_policy_bytes(saved(document), name="policy.docx")
    assert_tiled(reading)
    return reading


def rules(count: int) -> list[str]:
    """Different obligations, one sentence each."""
    return [f"Staff must follow rule number {n} of the code." for n in range(1, count + 1)]


def numbered(levels: tuple[tuple[str, str], ...], depths: list[int]) -> list[str]:
    """The printed numbers of paragraphs at these depths."""
    document = word.Document()
    num_id = add_numbering(document, levels)
    for text, depth in zip(rules(len(depths)), depths, strict=True):
        number(document.add_paragraph(text), num_id, depth)
    return [clause.number for clause in read(document).clauses]


def test_levels_print_as_word_prints_them() -> None:
    levels = (
        ("decimal", "%1."),
        ("decimal", "%1.%2"),
        ("lowerLetter", "(%3)"),
        ("lowerRoman", "%4."),
    )
    printed = numbered(levels, [0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 1])
    assert printed == ["1.", "1.1", "1.2", "(a)", "(b)", "i.", "ii.", "1.3", "(a)", "2.", "2.1"]


def test_letters_romans_and_words_around_them_print() -> None:
    levels = (("upperLetter", "%1)"), ("upperRoman", "Rule %2:"), ("decimalZero", "%1-%3"))
    assert numbered(levels, [0, 1, 1, 2, 0]) == ["A)", "Rule I", "Rule II", "A-01", "B)"]


def test_instances_of_one_list_count_together_until_one_starts_again() -> None:
    document = word.Document()
    first = add_numbering(document)
    second = add_instance(document, 90)
    third = add_instance(document, 90, START_AGAIN)
    for text, num_id in zip(rules(5), (first, first, second, third, third), strict=True):
        number(document.add_paragraph(text), num_id, 0)
    assert [c.number for c in read(document).clauses] == ["1.", "2.", "3.", "1.", "2."]


def test_numbers_come_from_the_paragraph_style() -> None:
    document = word.Document()
    num_id = add_numbering(document)
    style = document.styles["List Number"].element
    properties = style.get_or_add_pPr()
    for old in properties.findall(f"{{{style.nsmap['w']}}}numPr"):
        properties.remove(old)
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{num_id}"/></w:numPr>'))
    for text in rules(3):
        document.add_paragraph(text, style="List Number")
    assert [c.number for c in read(document).clauses] == ["1.", "2.", "3."]


def test_numbered_headings_carry_their_number_in_the_path() -> None:
    document = word.Document()
    num_id = add_numbering(document)
    number(document.add_heading("Scope", 1), num_id, 0)
    document.add_paragraph("Staff must read this.")
    number(document.add_heading("Photographs", 1), num_id, 0)
    number(document.add_heading("On trips", 2), num_id, 1)
    document.add_paragraph("Staff must use the school's camera.")
    paths = [c.headings for c in read(document).clauses]
    assert paths == [("1. Scope",), ("2. Photographs", "2.1 On trips")]


def test_number_formats() -> None:
    shapes = [
        ("lowerLetter", 28),
        ("upperRoman", 9),
        ("ordinal", 22),
        ("ordinal", 11),
        ("decimal", 4),
    ]
    assert [format_number(n, shape) for shape, n in shapes] == ["bb", "IX", "22nd", "11th", "4"]


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _body(document: Any, *paragraphs: str) -> None:
    for inner in paragraphs:
        element = parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")
        document.element.body.insert(len(document.element.body) - 1, element)


def test_tracked_changes_are_read_as_accepted_and_mentioned() -> None:
    document = word.Document()
    who = 'w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z"'
    _body(
        document,
        _run("Staff ") + f"<w:del {who}>{_run('may', 'delText')}</w:del>"
        + f"<w:ins {who}>{_run('must')}</w:ins>" + _run(" tell the head."),
        f"<w:moveFrom {who}>{_run('Governors must sign.')}</w:moveFrom>",
        f"<w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>" + _run("Pupils must "),
        _run("ask first."),
    )  # fmt: skip
    reading = read(document)
    assert [c.text for c in reading.clauses] == [
        "Staff must tell the head.",
        "Pupils must ask first.",
    ]
    assert [w.code for w in reading.warnings] == ["tracked-changes"]


def test_a_text_box_is_read_once_and_mentioned() -> None:
    document = word.Document()
    box = "<w:txbxContent><w:p>" + _run("Parents must not film.") + "</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    _body(
        document,
        _run("Staff must read this.")
        + f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        + f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    reading = read(document)
    assert [c.text for c in reading.clauses] == ["Staff must read this.", "Parents must not film."]
    assert [w.code for w in reading.warnings] == ["text-box"]


def test_running_lines_and_contents_are_furniture() -> None:
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "Elm Park School"
    document.sections[0].footer.paragraphs[0].text = "Version 2"
    document.add_paragraph("Scope 1", style=_style(document, "toc 1"))
    document.add_heading("Scope", 1)
    document.add_paragraph("Staff must read this.")
    reading = read(document)
    kinds = [(f.kind, f.text) for f in reading.furniture if not f.is_spacing]
    assert kinds == [
        ("header", "Elm Park School"),
        ("contents", "Scope 1"),
        ("heading", "Scope"),
        ("footer", "Version 2"),
    ]


def _style(document: Any, name: str) -> Any:
    return document.styles.add_style(name, 1)


def test_a_sanctions_table_is_kept_whole_and_flagged() -> None:
    document = word.Document()
    table = document.add_table(rows=2, cols=3)
    for at, cell in enumerate(
        ("Act", "First time", "Second time", "Bullying", "Letter", "Exclusion")
    ):
        table.cell(at // 3, at % 3).text = cell
    document.add_paragraph("Staff must follow the table.")
    reading = read(document)
    tables = [f.text for f in reading.furniture if f.kind == "table"]
    assert tables == ["Act | First time | Second time\nBullying | Letter | Exclusion"]
    assert [(w.code, w.start) for w in reading.warnings] == [("table-needs-person", 0)]
    assert len(reading.clauses) == 1


def test_a_table_of_numbers_and_rules_is_read_row_by_row() -> None:
    document = word.Document()
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(("1", "Staff must sign in.", "2", "Staff must sign out.")):
        table.cell(at // 2, at % 2).text = cell
    reading = read(document)
    assert [(c.number, c.text) for c in reading.clauses] == [
        ("1", "Staff must sign in."),
        ("2", "Staff must sign out."),
    ]


def test_two_columns_of_promises_are_read_under_their_stems() -> None:
    document = word.Document()
    table = document.add_table(rows=2, cols=2)
    cells = ("The school will", "Parents will", "Answer within two days", "Ring the office first")
    for at, cell in enumerate(cells):
        table.cell(at // 2, at % 2).text = cell
    reading = read(document)
    assert [(c.lead_in, c.text, c.kind, c.binds) for c in reading.clauses] == [
        ("The school will", "Answer within two days", "obligation", ("School",)),
        ("Parents will", "Ring the office first", "obligation", ("Par",)),
    ]


def test_a_file_of_printed_lines_is_rejoined() -> None:
    document = word.Document()
    for line in (
        "Staff must not use their own accounts to speak with pupils or with the",
        "parents of pupils, and must tell the head if a pupil or a parent writes to",
        "them there.",
        "Parents must raise worries with the class teacher first, and may then go",
        "to the head if they are not content with the answer that they have had",
        "from the teacher.",
    ):
        document.add_paragraph(line)
    assert [len(c.text.split()) for c in read(document).clauses] == [32, 31]


def test_nonsense_in_the_numbering_does_no_harm() -> None:
    document = word.Document()
    num_id = add_numbering(document, (("decimal", "%1."), ("nonsense", "%9")))
    root = document.part.numbering_part.element
    for start in root.iter(f"{{{root.nsmap['w']}}}start"):
        start.set(f"{{{root.nsmap['w']}}}val", "x")
    number(document.add_paragraph("Staff must log out."), num_id, 0)
    assert [c.text for c in read(document).clauses] == ["Staff must log out."]
