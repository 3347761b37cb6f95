"""What the source may not say: each ban reads one module's syntax tree and names the lines that break it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
HOST = re.compile(
    r"https?://(?!www\.w3\.org/)(?!json-schema\.org/)(?!www\.opengis\.net/kml/)"  # names of XML vocabularies, never opened
    r"(?!www\.aiim\.org/pdfa/ns/)(?!purl\.org/dc/elements/)(?!ns\.adobe\.com/(?:pdf|xap)/)"
    r"(?!127\.0\.0\.1)(?!localhost)[A-Za-z0-9]"
)
MARK = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
WALL_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
MODAL_STATICS = {"QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog"}
NO_MODAL = {"QFileDialog.Option", "QFileDialog.Options"}
QT = {"PySide6", "shiboken6", "qasync", "qtawesome", "qtpy"}
OUTSIDE_WORLD = {
    "aiohttp", "asyncio", "http", "io", "logging", "multiprocessing", "openpyxl", "os", "pathlib", "platform",
    "reportlab", "requests", "shutil", "socket", "sqlalchemy", "sqlite3", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib", "yaml",
}  # fmt: skip


class Module(NamedTuple):
    """One source file: its place in the repository, its text and its syntax tree."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    def below(self, *places: str) -> bool:
        """Whether the file is one of these places or inside one of them."""
        return any(self.path == PurePosixPath(p) or PurePosixPath(p) in self.path.parents for p in places)


Ban = Callable[[Module], Iterator[str]]


def parse(path: str, text: str) -> Module:
    """A module from its text."""
    return Module(PurePosixPath(path), text, ast.parse(text))


def nested_event_loops(module: Module) -> Iterator[str]:
    """A nested modal loop inside a coroutine starves every other task of the desk."""
    if not module.below("app/ui"):
        return
    for call in _calls(module.tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"exec", "exec_"}:
            yield _at(module, call, "opens a nested event loop; use open() through app.ui.kit")
    for function in _nodes(module.tree):
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        for call in _calls(function):
            name = _dotted(call.func)
            if name.split(".")[0] in MODAL_STATICS and "." in name and name not in NO_MODAL:
                yield _at(module, call, f"{name} blocks the loop inside a coroutine; use app.ui.kit")


def machine_clock(module: Module) -> Iterator[str]:
    """The desk must be replayable: the time comes from the clock port, except where a window only animates."""
    if module.below("app/kernel/clock.py", "app/ui"):
        return
    for call in _calls(module.tree):
        name = ".".join(_dotted(call.func).split(".")[-2:])
        if name in WALL_CLOCK:
            yield _at(module, call, f"{name}() reads the machine's clock; take a Clock")


def chinese_literals(module: Module) -> Iterator[str]:
    """The words of the field live in the catalogue of words, in two languages; the rules below know only codes."""
    if not module.below("app/domain", "app/kernel"):
        return
    for text in _literals(module.tree):
        if HAN.search(text.value):
            yield _at(module, text, f"Chinese in a literal: {text.value!r}; use a code and resources/i18n/words.yaml")


def printing(module: Module) -> Iterator[str]:
    """Only the command line talks to a terminal."""
    if module.below("app/cli"):
        return
    for call in _calls(module.tree):
        if _dotted(call.func) == "print":
            yield _at(module, call, "print() outside app/cli; log it or show it")


def bare_tasks(module: Module) -> Iterator[str]:
    """A task that nobody holds dies silently; the desk and the kit hold named tasks and report their failures."""
    held = module.below("app/desk", "app/ui/kit")
    for call in _calls(module.tree):
        name = _dotted(call.func)
        if name not in {"asyncio.create_task", "create_task", "asyncio.ensure_future", "ensure_future"} and not (
            name.endswith(".create_task") and "loop" in name.lower()
        ):
            continue
        named = any(keyword.arg == "name" for keyword in call.keywords)
        if not held:
            yield _at(module, call, f"{name}() outside app/desk and app/ui/kit; use their named tasks")
        elif not named:
            yield _at(module, call, f"{name}() without name=")


def hosts(module: Module) -> Iterator[str]:
    """The program is offline: no address of another machine is written into it."""
    for text in _literals(module.tree):
        if HOST.search(text.value):
            yield _at(module, text, f"an address of the network: {text.value!r}")


def qt_below_the_faces(module: Module) -> Iterator[str]:
    """Qt lives in app/ui and in the composition root."""
    if module.below("app/ui", "app/bootstrap", "app/bootstrap.py", "app/__main__.py"):
        return
    for node, name in _imports(module.tree):
        if name.split(".")[0] in QT:
            yield _at(module, node, f"imports {name}; Qt lives in app/ui")


def impure_domain(module: Module) -> Iterator[str]:
    """The domain decides from what it is given: no disk, no network, no clock, no tasks, no randomness."""
    if not module.below("app/domain"):
        return
    for node, name in _imports(module.tree):
        if name.split(".")[0] in OUTSIDE_WORLD | {"random", "secrets", "uuid"}:
            yield _at(module, node, f"imports {name}; the domain does no I/O")


def running_text_as_code(module: Module) -> Iterator[str]:
    """Text from outside never becomes code."""
    for call in _calls(module.tree):
        name = _dotted(call.func)
        if name == "yaml.load" and any("Safe" in ast.unparse(part) for part in _loader(call)):
            continue
        if name in {"eval", "exec", "pickle.loads", "pickle.load", "yaml.load", "yaml.unsafe_load", "os.system"}:
            yield _at(module, call, f"{name}() runs text as code")
        if any(k.arg == "shell" and isinstance(k.value, ast.Constant) and k.value.value for k in call.keywords):
            yield _at(module, call, f"{name}(shell=True) runs text as code")


def swallowed(module: Module) -> Iterator[str]:
    """An exception is handled, said or passed on; never dropped."""
    for node in _nodes(module.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or _dotted(node.type) in {"Exception", "BaseException"}
        if broad and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
            yield _at(module, node, "drops every exception")


def unfinished_marks(module: Module) -> Iterator[str]:
    """What is not done is an issue, not a comment."""
    for number, line in enumerate(module.text.splitlines(), 1):
        if found := MARK.search(line):
            yield f"{module.path}:{number}: {found.group()}"


def sleeping_windows(module: Module) -> Iterator[str]:
    """A window that sleeps is frozen."""
    if not module.below("app/ui"):
        return
    for call in _calls(module.tree):
        if _dotted(call.func) == "time.sleep":
            yield _at(module, call, "time.sleep() freezes the window")


BANS: tuple[Ban, ...] = (
    nested_event_loops,
    machine_clock,
    chinese_literals,
    printing,
    bare_tasks,
    hosts,
    qt_below_the_faces,
    impure_domain,
    running_text_as_code,
    swallowed,
    unfinished_marks,
    sleeping_windows,
)


@lru_cache(maxsize=8)
def _nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All nodes of a tree, listed once for all bans that look at it in turn."""
    return tuple(ast.walk(tree))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in _nodes(tree) if isinstance(node, ast.Call))


def _loader(call: ast.Call) -> list[ast.expr]:
    return [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "Loader")]


def _dotted(node: ast.AST) -> str:
    """``a.b.c`` of a chain of names; what is not a name is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = _dotted(node.value)
        return f"{head}.{node.attr}" if head else node.attr
    return ""


def _imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node, node.module


def _literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of the module but the docstrings, attribute docstrings among them."""
    prose = {id(node.value) for node in _nodes(tree) if isinstance(node, ast.Expr)}
    for node in _nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node


def _at(module: Module, node: ast.AST, what: str) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 0)}: {what}"
