"""The words of one Word paragraph, and what else hangs on it."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from app.exchange.plan_document.numbering import W
from app.exchange.plan_document.styles import Styles, switched

_FALLBACK = "}Fallback"
_MATH = qn("m:t")
_VML = "{urn:schemas-microsoft-com:vml}"
_SILENT = {f"{W}{name}" for name in ("pPr", "rPr", "instrText", "rt", "sdtPr", "sdtEndPr", "fldChar", "proofErr")}
_GONE = {f"{W}del", f"{W}moveFrom"}
_NEW = {f"{W}ins", f"{W}moveTo"}
_LETTERS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "□", f"{W}ptab": "\t",
}  # fmt: skip


class Gathered:
    """What was found in a paragraph: its words, whether all of them are bold, and what hangs on it."""

    def __init__(self, bold: bool) -> None:
        self._style_bold = bold
        self._words: list[str] = []
        self._gone: list[str] = []
        self._light = False
        self.boxes: list[Any] = []
        self.pictures: list[str] = []
        self.embedded: list[str] = []
        self.tracked = 0

    @property
    def text(self) -> str:
        """The words that stand."""
        return "".join(self._words)

    @property
    def deleted(self) -> str:
        """The words that were struck out."""
        return "".join(self._gone)

    @property
    def bold(self) -> bool:
        """Whether there are words and all of them are bold."""
        return bool(self._words) and not self._light

    def say(self, words: str, *, gone: bool, bold: bool) -> None:
        """Words of a run."""
        (self._gone if gone else self._words).append(words)
        if not gone and not bold and words.strip():
            self._light = True


class Runs:
    """Gathers paragraphs of a document with these styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def gather(self, paragraph: Any, *, bold: bool = False) -> Gathered:
        """Everything in this paragraph. ``bold``: whether its style is."""
        gathered = Gathered(bold)
        self._walk(paragraph, gathered, gone=False, bold=bold)
        return gathered

    def _walk(self, element: Any, into: Gathered, *, gone: bool, bold: bool) -> None:
        for child in element.iterchildren("*"):
            tag = child.tag
            if tag in (f"{W}t", f"{W}delText", _MATH):
                into.say(child.text or "", gone=gone or tag.endswith("delText"), bold=bold)
            elif tag == f"{W}r":
                self._walk(child, into, gone=gone, bold=self._is_bold(child, bold))
            elif tag in _LETTERS:
                into.say(_LETTERS[tag], gone=gone, bold=True)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._drawn(child, into)
            elif tag in _GONE:
                into.tracked += 1
                self._walk(child, into, gone=True, bold=bold)
            elif tag not in _SILENT and not tag.endswith(_FALLBACK):
                into.tracked += tag in _NEW
                self._walk(child, into, gone=gone, bold=bold)

    def _is_bold(self, run: Any, paragraph_bold: bool) -> bool:
        properties = run.find(f"{W}rPr")
        own = switched(properties, "b")
        if own is not None:
            return own
        named = properties.find(f"{W}rStyle") if properties is not None else None
        return paragraph_bold or (named is not None and self._styles.of(named.get(f"{W}val")).bold)

    @staticmethod
    def _drawn(element: Any, into: Gathered) -> None:
        boxes = [box for box in element.iter(f"{W}txbxContent") if not _told_before(box, element)]
        if boxes:
            into.boxes += boxes
        elif element.tag == f"{W}object":
            into.embedded.append("")
        else:
            label = next(element.iter(qn("wp:docPr")), None)
            shape = next(element.iter(f"{_VML}shape"), None)
            named = "" if label is None else label.get("descr") or label.get("title") or label.get("name") or ""
            into.pictures.append(named or ("" if shape is None else shape.get("alt") or ""))


def _told_before(box: Any, top: Any) -> bool:
    """Whether the box stands inside another box, or is the second telling of one that an older Word would show."""
    around = box.getparent()
    while around is not None and around is not top:
        if around.tag == f"{W}txbxContent" or around.tag.endswith(_FALLBACK):
            return True
        around = around.getparent()
    return False
