"""What the code of the interface says: sentences it asks a translation of, and words it shows without asking.

Reads the source with ``ast`` and never imports it, so a panel that does not start is examined all the same.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "app" / "ui"

_SHOWN_AT: dict[str, tuple[int, ...]] = {
    "setText": (0,), "setPlaceholderText": (0,), "setToolTip": (0,), "setStatusTip": (0,), "setWindowTitle": (0,),
    "setAccessibleName": (0,), "setAccessibleDescription": (0,), "setTitle": (0,), "addTab": (1,), "setTabText": (1,),
    "addMenu": (0,), "addAction": (0, 1), "say": (), "QLabel": (0,), "QPushButton": (0,), "QCheckBox": (0,),
    "QGroupBox": (0,), "QAction": (0,), "Button": (0, 3), "Text": (0,), "Elided": (0,), "SectionHeader": (0, 1),
    "EmptyState": (0, 1), "Banner": (0,), "Badge": (0,), "SearchBox": (0,), "ProgressStrip": (0,), "Answer": (1,),
    "Option": (1, 2), "KitDialog": (1, 2), "FaultNote": (1, 3, 4), "confirm": (1, 2, 3), "tell": (1, 2), "choose": (1, 3),
    "ask": (1, 2), "prompt_text": (1, 2), "ask_command": (2, 3, 5), "save_path": (1,), "open_path": (1,),
    "navigator.say": (0,), "window.say": (0,),
}  # fmt: skip
"""Which arguments of these calls a person reads; ``say`` alone takes a code, the navigator's takes a sentence."""

_SHOWN_AS = frozenset(
    {"label", "title", "text", "tip", "hint", "placeholder", "detail", "unit", "consequence", "action_label", "still_works", "mend"}
)
_LETTERS = re.compile(r"[A-Za-z]{2}|[\u3400-\u9fff]")


class Sentence(NamedTuple):
    """A sentence in its context, as Qt looks it up."""

    context: str
    source: str


class Place(NamedTuple):
    """Where a rule is broken: file below the repository, line, the code or the words that are shown."""

    file: str
    line: int
    text: str


class Reading(NamedTuple):
    """What one file says."""

    sentences: list[Sentence]
    unreadable: list[Place]
    untranslated: list[Place]


def read_file(path: Path) -> Reading:
    """What this file says; see ``read_source``."""
    return read_source(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def read_source(source: str, name: str) -> Reading:
    """The sentences of a source text, the calls whose sentence no tool can read, the words shown as they stand."""
    reader = _Reader(name)
    reader.visit(ast.parse(source))
    return Reading(reader.sentences, reader.unreadable, reader.untranslated)


class _Reader(ast.NodeVisitor):
    def __init__(self, name: str) -> None:
        self.name = name
        self.classes: list[str] = []
        self.sentences: list[Sentence] = []
        self.unreadable: list[Place] = []
        self.untranslated: list[Place] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        called = _called(node.func)
        if called.endswith(".tr") or called == "tr":
            context = self.classes[-1] if self.classes and called == "self.tr" else None
            self._sentence(node, context, node.args[:1])
        elif called.split(".")[-1] == "translate" and called != "str.translate":
            context = _literal(node.args[0]) if node.args else None
            self._sentence(node, context, node.args[1:2])
        else:
            shown = ((one.lineno, _words(one)) for one in _shown(node, called))
            self.untranslated += [Place(self.name, line, words) for line, words in shown if _LETTERS.search(words)]
        self.generic_visit(node)

    def _sentence(self, node: ast.Call, context: str | None, arguments: list[ast.expr]) -> None:
        text = _literal(arguments[0]) if arguments else None
        if context is None or text is None:
            self.unreadable.append(self._place(node))
        else:
            self.sentences.append(Sentence(context, text))

    def _place(self, node: ast.expr) -> Place:
        return Place(self.name, node.lineno, ast.unparse(node)[:100])


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        owner = func.value
        last = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
        return f"{last}.{func.attr}"
    return func.id if isinstance(func, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _shown(node: ast.Call, called: str) -> Iterator[ast.expr]:
    for place in _SHOWN_AT.get(called, _SHOWN_AT.get(called.rsplit(".", maxsplit=1)[-1], ())):
        if place < len(node.args):
            yield from _choices(node.args[place])
    for keyword in node.keywords:
        if keyword.arg in _SHOWN_AS:
            yield from _choices(keyword.value)


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may come to: both branches of a choice, every part of a joined text."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from _choices(node.left)
        yield from _choices(node.right)
    else:
        yield node


def _words(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(_literal(part) or " " for part in parts).strip()
