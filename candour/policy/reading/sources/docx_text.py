"""The words of one Word paragraph: tracked changes as if accepted, boxes and notes set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .docx_package import MC, W, is_on

_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}rt"}
_CHANGES = {f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"}
_BREAK = "\v"


@dataclass
class Words:
    """What a paragraph holds: text (line breaks as vertical tabs), boxes, all bold or not."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    bold: bool = True
    changed: bool = False


def words_of(paragraph: Element) -> Words:
    """The paragraph's words as printed once every tracked change is accepted."""
    words = Words()
    _walk(paragraph, words, False)
    words.bold = words.bold and bool(words.text.strip())
    return words


def ends_by_deletion(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted, so that it runs on into the next one."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(child.tag in (f"{W}del", f"{W}moveFrom") for child in mark)


def _walk(element: Element, words: Words, bold: bool) -> None:
    for child in element:
        tag = child.tag
        if tag in _CHANGES:
            words.changed = True
        if tag in _GONE:
            continue
        if tag == f"{W}txbxContent":
            words.boxes.append(child)
        elif tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            _walk(choice if choice is not None else child, words, bold)
        elif tag == f"{W}r":
            _walk(child, words, is_on(child.find(f"{W}rPr/{W}b")))
        elif tag == f"{W}t":
            _add(words, child.text or "", bold)
        elif tag == f"{W}sym":
            _add(words, _symbol(child), bold)
        elif tag in _SIGNS:
            words.text += _sign(child)
        else:
            _walk(child, words, bold)


_SIGNS = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}ptab"}


def _sign(element: Element) -> str:
    if element.tag in (f"{W}br", f"{W}cr"):
        return _BREAK
    return "-" if element.tag == f"{W}noBreakHyphen" else "\t"


def _add(words: Words, text: str, bold: bool) -> None:
    words.text += text
    if text.strip() and not bold:
        words.bold = False


def _symbol(element: Element) -> str:
    try:
        return chr(int(element.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return ""
