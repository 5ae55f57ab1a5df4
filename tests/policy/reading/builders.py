"""Files made from the corpus: labelled source to text, PDF and Word, and the labels themselves."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "corpus"
KINDS = {"o": "obligation", "a": "advice", "p": "permission", "f": "fact"}
_LABEL = re.compile(r"\{\{([oapf]) ([A-Za-z,]+)\}\}")
_NUMBER = re.compile(r"^(\d+\.\d+|\d+\.|\([a-z]\))\s+")


@dataclass(frozen=True)
class Label:
    """A clause that a person marked: the words at its start, its kind, whom it binds."""

    quote: str
    kind: str
    binds: frozenset[str]


def source(name: str) -> str:
    """A corpus file with its labels."""
    return (CORPUS / name).read_text(encoding="utf-8")


def without_labels(text: str) -> str:
    """What the school would have written."""
    return _LABEL.sub("", text)


def labels(text: str) -> list[Label]:
    """The labels in order, each with the first eight words after it."""
    found = []
    for match in _LABEL.finditer(text):
        words = without_labels(text[match.end() : match.end() + 300]).replace("**", "").split()
        found.append(
            Label(" ".join(words[:5]), KINDS[match.group(1)], frozenset(match.group(2).split(",")))
        )
    return found


def typst_markup(text: str) -> str:
    """Neutral source (# heading, - item, numbers, | table |, paragraphs) as typst markup."""
    out: list[str] = []
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            table.append([_escape(cell.strip()) for cell in line.strip("| ").split("|")])
            continue
        if table:
            cells = ", ".join(f"[{cell}]" for row in table for cell in row)
            out.append(f"#table(columns: {len(table[0])}, {cells})")
            table = []
        out.append(_typst_line(line))
    return "\n".join(out)


def _typst_line(line: str) -> str:
    if line.startswith("#"):
        marks, _, title = line.partition(" ")
        return f"\n{'=' * len(marks)} {_escape(title)}\n"
    if line.startswith("- "):
        return f"- {_escape(line[2:])}"
    match = _NUMBER.match(line)
    if match is not None:
        number, rest = _escape(match.group(1)), _escape(line[match.end() :])
        return f"\n#grid(columns: (2.5em, 1fr), [{number}], [{rest}])\n"
    return f"\n{_escape(line)}\n"


def _escape(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text)


def pdf(text: str, page: str = "") -> bytes:
    """A PDF of neutral source; ``page`` is typst's page setting (columns, header, size)."""
    import typst

    setting = f"#set page({page or 'width: 21cm, height: 29.7cm'})\n#set text(size: 11pt)\n"
    made = typst.compile((setting + typst_markup(text)).encode())
    assert isinstance(made, bytes)
    return made


def _spaced(line: str) -> str:
    """A line with its indent and its wide gaps kept."""
    return re.sub(r"^ +| {2,}", lambda m: "~" * len(m.group()), _escape(line))


def pdf_of_lines(text: str, font: str = "DejaVu Sans Mono") -> bytes:
    """A PDF that prints each line of plain text as it stands."""
    import typst

    lines = "\n".join(f"{_spaced(line) or '~'} \\" for line in text.split("\n"))
    setting = "#set page(width: 21cm, height: 29.7cm, margin: 2cm)\n"
    setting += f'#set text(size: 9pt, font: "{font}")\n'
    made = typst.compile((setting + lines).encode())
    assert isinstance(made, bytes)
    return made


def docx(text: str) -> bytes:
    """A Word file of neutral source, numbers and bullets made by Word's own numbering."""
    import docx as word

    document: Any = word.Document()
    num_id = add_numbering(document)
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if line.strip():
            _add_line(document, line, num_id)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell


def _add_line(document: Any, line: str, num_id: int) -> None:
    match = _NUMBER.match(line)
    if line.startswith("#"):
        marks, _, title = line.partition(" ")
        document.add_heading(title, len(marks))
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif match is not None:
        printed = match.group(1)
        depth = 2 if printed.startswith("(") else 1 if re.match(r"\d+\.\d", printed) else 0
        number(document.add_paragraph(line[match.end() :]), num_id, depth)
    else:
        document.add_paragraph(line)


def number(paragraph: Any, num_id: int, depth: int) -> None:
    """Give a paragraph an automatic number of a list at a depth."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", depth), ("w:numId", num_id)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(value))
        numbering.append(element)
    paragraph._p.get_or_add_pPr().append(numbering)


LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4."))


def add_numbering(
    document: Any,
    levels: tuple[tuple[str, str], ...] = LEVELS,
    extra: str = "",
    abstract_id: int = 90,
) -> int:
    """Add an abstract list with these levels and one instance of it; gives the instance's id."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (shape, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">{inner}</w:abstractNum>'
    )
    first = root.find(f"{{{root.nsmap['w']}}}num")
    first.addprevious(abstract)
    return add_instance(document, abstract_id, extra)


def add_instance(document: Any, abstract_id: int, extra: str = "") -> int:
    """Add one more instance of an abstract list; ``extra`` is raw XML such as a start override."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    root = document.part.numbering_part.element
    used = [
        int(n.get(f"{{{root.nsmap['w']}}}numId")) for n in root.findall(f"{{{root.nsmap['w']}}}num")
    ]
    num_id = max(used) + 1
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{num_id}">'
            f'<w:abstractNumId w:val="{abstract_id}"/>{extra}</w:num>'
        )
    )
    return num_id
