"""A Word file as a package of XML parts, opened so that no bomb and no entity does harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from candour.policy.reading.errors import UnreadablePolicy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_MAX_PART = 60 * 1024 * 1024
_MAX_RATIO = 250
_MAX_PARTS = 5_000
_MAX_DEPTH = 200


class Package:
    """The parts of a Word file, parsed on demand."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadablePolicy("corrupted") from error
        self.names = self._zip.namelist()
        if len(self.names) > _MAX_PARTS:
            raise UnreadablePolicy("unsafe")

    def part(self, name: str) -> Element | None:
        """The root element of a part, or None where there is no such part.

        Raises:
            UnreadablePolicy: ``unsafe`` for a bomb or a document type, ``corrupted`` for bad XML.
        """
        if name not in self.names:
            return None
        return parse_xml(self._bytes(name))

    def parts_like(self, prefix: str) -> Iterator[Element]:
        """The roots of the parts whose names start so (``word/header``), in order of name."""
        for name in sorted(self.names):
            if name.startswith(prefix) and name.endswith(".xml"):
                root = self.part(name)
                if root is not None:
                    yield root

    def _bytes(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise UnreadablePolicy("encrypted")
        heavy = info.file_size > 5_000_000 and info.file_size > _MAX_RATIO * max(
            info.compress_size, 1
        )
        if info.file_size > _MAX_PART or heavy:
            raise UnreadablePolicy("unsafe")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_MAX_PART + 1)
        except Exception as error:  # a broken archive fails in many ways, all meaning the same
            raise UnreadablePolicy("corrupted") from error
        if len(data) > _MAX_PART:
            raise UnreadablePolicy("unsafe")
        return data


def parse_xml(data: bytes) -> Element:
    """The root of an XML document that has no document type and is not nested absurdly deep.

    Raises:
        UnreadablePolicy: ``unsafe`` or ``corrupted``.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = TreeBuilder()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Open an element; refuse a nesting deeper than any real document's."""
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise UnreadablePolicy("unsafe")
        builder.start(_qualified(tag), {_qualified(k): v for k, v in attributes.items()})

    def end(tag: str) -> None:
        """Close an element."""
        nonlocal depth
        depth -= 1
        builder.end(_qualified(tag))

    def refuse(*_: object) -> None:
        """Refuse entities and document types, which no Word file needs."""
        raise UnreadablePolicy("unsafe")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError) as error:
        raise UnreadablePolicy("corrupted") from error


def _qualified(name: str) -> str:
    return "{" + name.replace(_STRICT, _LOOSE) if "}" in name else name


def value(element: Element | None, attribute: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be missing."""
    return None if element is None else element.get(W + attribute)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:b`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def whole(text: str | None, default: int | None = None) -> int | None:
    """A whole number of a file that may hold anything; the default where it is none or absurd."""
    if text is None or not text.lstrip("-").isdigit() or len(text) > 6:
        return default
    return int(text)
