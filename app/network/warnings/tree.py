"""XML from outside as a small tree that knows its lines. Entities, DTDs and whatever else bombs are made of are refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from app.domain.warning.model import MOST_BYTES
from app.kernel.errors import BadFile, Problem

MOST_NODES = 20_000
MOST_DEPTH = 30


class Node:
    """An element: its namespace, name, attributes without namespace, words, children and line."""

    __slots__ = ("attributes", "children", "line", "name", "namespace", "text")

    def __init__(self, namespace: str, name: str, line: int) -> None:
        self.namespace, self.name, self.line = namespace, name, line
        self.attributes: dict[str, str] = {}
        self.text = ""
        self.children: list[Node] = []

    def all(self, name: str) -> Iterator[Node]:
        """The children of this name."""
        return (one for one in self.children if one.name == name)

    def first(self, name: str) -> Node | None:
        """The first child of this name."""
        return next(self.all(name), None)

    def words(self, name: str) -> str:
        """The words of the first child of this name; "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found is not None else ""


class _Builder(ContentHandler):
    def __init__(self, file: str) -> None:
        super().__init__()
        self._file, self._open, self._count = file, [Node("", "", 0)], 0
        self._where: Locator | None = None

    @property
    def root(self) -> Node:
        return self._open[0].children[0]

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - the names of this and the next two are SAX's
        self._where = locator

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        line = self._where.getLineNumber() or 1 if self._where else 1
        self._count += 1
        if self._count > MOST_NODES or len(self._open) > MOST_DEPTH:
            raise BadFile((Problem(self._file, line, "", "xml_too_large", {}),))
        made = Node(name[0] or "", name[1], line)
        made.attributes = {key[1]: attrs.getValue(key) for key in attrs.getNames() if not key[0]}
        self._open[-1].children.append(made)
        self._open.append(made)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].text += content


def read_tree(data: bytes, file: str) -> Node:
    """The root of the document. ``BadFile``: too large, no XML, or something in it that is not read for safety."""
    if len(data) > MOST_BYTES:
        raise BadFile((Problem(file, 1, "", "xml_too_large", {}),))
    parser = create_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    builder = _Builder(file)
    parser.setContentHandler(builder)
    source = InputSource()
    source.setByteStream(io.BytesIO(data))
    try:
        parser.parse(source)
        return builder.root
    except DefusedXmlException as error:
        raise BadFile((Problem(file, 1, "", "xml_unsafe", {"detail": type(error).__name__}),)) from error
    except SAXException as error:
        line = error.getLineNumber() or 1 if isinstance(error, SAXParseException) else 1
        message = error.getMessage()
        raise BadFile((Problem(file, line, "", "xml_broken", {"detail": message}),)) from error
    except (IndexError, LookupError, ValueError) as error:
        raise BadFile((Problem(file, 1, "", "xml_broken", {"detail": str(error)}),)) from error
