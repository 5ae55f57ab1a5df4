"""Word files: paragraphs with their printed numbers, tables, boxes, notes, running lines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from candour.policy.reading.characters import clean_characters, single_spaced
from candour.policy.reading.errors import MAX_CHARACTERS, UnreadablePolicy
from candour.policy.reading.lines import NEW, UNKNOWN, Extract, Line, Note
from candour.policy.reading.tables import table_lines

from .docx_numbers import Numbering
from .docx_package import MC, Package, W, is_on, value, whole
from .docx_styles import Style, read_styles
from .docx_text import ends_by_deletion, words_of

_WRAPPERS = {
    f"{W}ins",
    f"{W}moveTo",
    f"{W}sdtContent",
    f"{W}customXml",
    f"{W}smartTag",
    f"{W}sdt",
    f"{MC}Choice",
}
_TRACKED = (
    "This Word file has changes that nobody has accepted yet. We read it as if all were accepted."
)
_BOXED = "Some words stand in a text box. We read them after the paragraph beside them."
_NOTED = "This file has footnotes. We kept them as notes at the end, not as clauses."


def read_docx(data: bytes) -> Extract:
    """An extract of a Word file.

    Raises:
        UnreadablePolicy: damaged, locked, unsafe, empty, or a picture of text.
    """
    package = Package(data)
    main = _main_part(package)
    body = main.find(f"{W}body")
    if body is None:
        raise UnreadablePolicy("corrupted")
    try:
        reader = _Reader(package)
        reader.blocks(body)
        reader.finish(package)
    except RecursionError as error:
        raise UnreadablePolicy("unsafe") from error
    if not any(line.text.strip() for line in reader.lines if line.role not in ("header", "footer")):
        pictures = any(name.startswith("word/media/") for name in package.names)
        raise UnreadablePolicy("scanned" if pictures else "empty")
    if sum(len(line.text) for line in reader.lines) > MAX_CHARACTERS:
        raise UnreadablePolicy("too-long")
    return Extract("docx", None, reader.lines, reader.notes)


def _main_part(package: Package) -> Element:
    for name in ("word/document.xml", "word/document2.xml", "word/document1.xml"):
        root = package.part(name)
        if root is not None:
            return root
    raise UnreadablePolicy("corrupted")


class _Reader:
    def __init__(self, package: Package) -> None:
        self.styles = read_styles(package.part("word/styles.xml"))
        self.numbering = Numbering(package.part("word/numbering.xml"))
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        self.noted: set[str] = set()
        self.held = ""
        self.blank = 0

    def note(self, code: str, message: str, line: int = -1) -> None:
        """Mention something once in the document."""
        if code not in self.noted:
            self.noted.add(code)
            self.notes.append(Note(code, message, line))

    def blocks(self, parent: Element) -> None:
        """Paragraphs and tables of a body, cell or box, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                self.lines.extend(self.paragraph(child))
            elif child.tag == f"{W}tbl":
                self.lines.extend(table_lines(tuple(self.rows(child)), None))
            elif child.tag in (f"{W}ins", f"{W}moveTo"):
                self.note("tracked-changes", _TRACKED)
                self.blocks(child)
            elif child.tag == f"{W}sdt" and _is_contents(child):
                self.contents(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.note("tracked-changes", _TRACKED)

    def contents(self, element: Element) -> None:
        """A contents list that Word made."""
        for paragraph in element.iter(f"{W}p"):
            text = single_spaced(clean_characters(words_of(paragraph).text.replace("\v", " ")))
            if text:
                self.lines.append(Line(text, gap=0, flow=NEW, role="contents"))

    def paragraph(self, element: Element) -> list[Line]:
        """The lines of one paragraph, with the paragraphs of boxes anchored in it behind them."""
        words = words_of(element)
        if words.changed or ends_by_deletion(element):
            self.note("tracked-changes", _TRACKED)
        text, self.held = self.held + words.text, ""
        if ends_by_deletion(element):
            self.held = text
            return []
        style = self.styles.get(value(element.find(f"{W}pPr/{W}pStyle")) or "Normal", Style())
        lines = self._printed(
            element, text, style, words.bold or (style.bold and bool(text.strip()))
        )
        if words.boxes:
            self.note("text-box", _BOXED, len(self.lines))
            for box in words.boxes:
                lines.extend(line for child in box.iter(f"{W}p") for line in self.paragraph(child))
        return lines

    def _printed(self, element: Element, text: str, style: Style, bold: bool) -> list[Line]:
        parts = [single_spaced(clean_characters(part)) for part in text.split("\v")]
        parts = [part for part in parts if part]
        if not parts:
            self.blank += 1
            return []
        gap, self.blank = self.blank, 0
        if style.name.lower().startswith(("toc ", "table of")):
            return [Line(part, gap=0, flow=NEW, role="contents") for part in parts]
        marker, depth = self._marker(element, style)
        role, level = _role(style, element, marker, depth)
        first = Line(
            parts[0], gap=gap, flow=NEW, role=role, level=level, marker=marker, bold=bold,
            indent=2.0 * depth if marker else _indent(element),
        )  # fmt: skip
        return [first, *(Line(part, gap=0, flow=UNKNOWN, bold=bold) for part in parts[1:])]

    def _marker(self, element: Element, style: Style) -> tuple[str, int]:
        """The printed number or bullet, and the depth in its list; ("", 0) without one."""
        numbering = element.find(f"{W}pPr/{W}numPr")
        num_id, depth = style.num_id, style.ilvl
        if numbering is not None:
            num_id = value(numbering.find(f"{W}numId")) or num_id
            own = value(numbering.find(f"{W}ilvl"))
            depth = whole(own, depth)
        if not num_id or num_id == "0":
            return "", 0
        if depth is None:
            style_id = value(element.find(f"{W}pPr/{W}pStyle")) or ""
            depth = self.numbering.level_of_style(num_id, style_id)
        return self.numbering.printed(num_id, depth), depth

    def rows(self, table: Element) -> Iterator[tuple[str, ...]]:
        """The rows of a table as the words of their cells; deleted rows are left out."""
        for row in _within(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.note("tracked-changes", _TRACKED)
                continue
            yield tuple(self._cell(cell) for cell in _within(row, f"{W}tc"))

    def _cell(self, cell: Element) -> str:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and value(merged) in (None, "continue"):
            return ""
        inner = [line for p in cell.iter(f"{W}p") for line in self.paragraph(p)]
        return "\n".join(f"{line.marker} {line.text}".strip() for line in inner)

    def finish(self, package: Package) -> None:
        """Running lines in front and behind, footnotes last; each running line once."""
        heads = [Line(t, flow=NEW, role="header") for t in _texts(package, "word/header")]
        feet = [Line(t, flow=NEW, role="footer") for t in _texts(package, "word/footer")]
        notes = [Line(t, flow=NEW, role="footnote") for t in _texts(package, "word/footnotes")]
        notes += [Line(t, flow=NEW, role="footnote") for t in _texts(package, "word/endnotes")]
        if notes:
            self.note("footnotes", _NOTED)
        shift = len(heads)
        self.notes = [
            Note(n.code, n.message, n.line + shift if n.line >= 0 else -1) for n in self.notes
        ]
        self.lines = heads + self.lines + notes + feet


def _texts(package: Package, prefix: str) -> list[str]:
    found: list[str] = []
    for root in package.parts_like(prefix):
        for paragraph in root.iter(f"{W}p"):
            text = single_spaced(clean_characters(words_of(paragraph).text.replace("\v", " ")))
            if text and text not in found:
                found.append(text)
    return found


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a table or row, looking through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _role(style: Style, element: Element, marker: str, depth: int) -> tuple[str, int]:
    outline = value(element.find(f"{W}pPr/{W}outlineLvl"))
    if style.level:
        return "heading", style.level
    if outline is not None and outline.isdigit() and int(outline) < 9:
        return "heading", int(outline) + 1
    if marker == "•":
        return "item", depth + 1
    return "", depth + 1 if marker else 0


def _indent(element: Element) -> float:
    """The paragraph's left indent in characters, taking 120 twentieths of a point for one."""
    left = value(element.find(f"{W}pPr/{W}ind"), "left") or "0"
    return (whole(left, 0) or 0) / 120


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return "contents" in (value(gallery) or "").lower() and is_on(gallery)
