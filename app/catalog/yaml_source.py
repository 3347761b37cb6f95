"""YAML that remembers where everything stood: values for the domain, problems with file, line, field and mend."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

import msgspec
import yaml

from app.domain.soundness import FieldPath, Found, field_name
from app.kernel.errors import BadFile, Problem

MAX_BYTES = 2_000_000
"""A catalogue file is a page or two; anything near this size is a mistake or an attack."""

MAX_NODES = 100_000
"""Values in one file, aliases counted every time they are used (a short file can unfold into a huge one)."""

MAX_DEPTH = 60

T = TypeVar("T")


if TYPE_CHECKING:
    _Fast = yaml.SafeLoader
else:
    _Fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"

_SURPRISES = {f"{_TAG}bool", f"{_TAG}int", f"{_TAG}float"}

_SCALARS = (
    (f"{_TAG}bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    (f"{_TAG}int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    (f"{_TAG}float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
)


class _Loader(_Fast):
    """SafeLoader without the YAML 1.1 surprises: no yes/no/on/off booleans, no base-60 numbers."""

    yaml_implicit_resolvers = {
        first: [entry for entry in entries if entry[0] not in _SURPRISES]
        for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


READERS_SCALARS = tuple((tag, re.compile(pattern), first) for tag, pattern, first in _SCALARS)
"""What this reader takes for a bool or a number: tag, pattern, first characters. Who writes YAML has to quote such texts."""

for _tag, _pattern, _first in READERS_SCALARS:
    _Loader.add_implicit_resolver(_tag, _pattern, list(_first))


class Source:
    """A YAML document that was read: its data, its bytes, and the line of every field."""

    def __init__(self, name: str, raw: bytes, data: Any, lines: dict[FieldPath, int]) -> None:
        self.name = name
        self.raw = raw
        self.data = data
        self._lines = lines

    def line(self, path: FieldPath) -> int:
        """The line (from 1) of a field, or of the nearest one around it that exists."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def problem(self, found: Found) -> Problem:
        """The finding as a problem of this file."""
        path, code, facts = found
        return Problem(self.name, self.line(path), field_name(path), code, facts)

    def convert(self, type_: type[T]) -> T:
        """The document as a value of this type; raises ``BadFile`` with every problem that its shape has."""
        found = tuple(self.problem(one) for one in shape_findings(self.data, type_, ()))
        if found:
            raise BadFile(found)
        return msgspec.convert(self.data, type_)


def read_source(path: Path, name: str = "") -> Source:
    """The document in this file. Raises ``BadFile``: missing, too large, not UTF-8, no YAML, duplicate keys."""
    name = name or path.name
    return _source(name, read_bytes(path, name))


def _source(name: str, raw: bytes) -> Source:
    text = _decoded(raw, name)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise _bad(name, 1, "empty")
        lines, duplicates = _survey(node, name)
        if duplicates:
            raise BadFile(duplicates)
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        detail = error.problem or error.context or ""
        raise _bad(name, mark.line + 1 if mark else 1, "syntax", detail=detail) from error
    except yaml.YAMLError as error:
        raise _bad(name, 1, "syntax", detail=str(error)) from error
    except RecursionError as error:
        raise _bad(name, 1, "too_deep") from error
    except ValueError as error:
        raise _bad(name, 1, "syntax", detail=str(error)) from error
    finally:
        loader.dispose()
    return Source(name, raw, data, lines)


def read_bytes(path: Path, name: str) -> bytes:
    """The file's bytes; raises ``BadFile`` where it is missing, unreadable or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _bad(name, 0, "too_large", most=str(MAX_BYTES))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _bad(name, 0, "file_missing") from error
    except OSError as error:
        raise _bad(name, 0, "file_unreadable", detail=error.strerror or str(error)) from error


def shape_findings(data: Any, type_: Any, path: FieldPath) -> Iterator[Found]:
    """Everything in the data that does not fit the type: one finding for each field, deepest first."""
    try:
        msgspec.convert(data, type_)
        return
    except msgspec.ValidationError as error:
        own = _classified(str(error), data, type_, path)
    inner = list(_inner_findings(data, type_, path))
    yield from inner or [own]


def _inner_findings(data: Any, type_: Any, path: FieldPath) -> Iterator[Found]:
    type_ = _without_none(type_)
    origin, args = get_origin(type_), get_args(type_)
    if isinstance(data, list) and origin in (tuple, list) and args:
        for index, item in enumerate(data):
            yield from shape_findings(item, args[0], (*path, index))
    elif isinstance(data, dict) and origin is dict:
        for key, value in data.items():
            yield from shape_findings(value, args[1], (*path, str(key)))
    elif isinstance(data, dict) and isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        yield from _struct_findings(data, type_, path)


def _struct_findings(data: dict[Any, Any], type_: type[msgspec.Struct], path: FieldPath) -> Iterator[Found]:
    fields = {one.encode_name: one for one in msgspec.structs.fields(type_)}
    for key in data:
        if str(key) not in fields and type_.__struct_config__.forbid_unknown_fields:
            near = get_close_matches(str(key), fields, n=1)
            facts = {"name": str(key), "known": ", ".join(near or fields)}
            yield (*path, str(key)), "unknown_field", facts
    for name, one in fields.items():
        if name in data:
            yield from shape_findings(data[name], one.type, (*path, name))
        elif one.required:
            yield path, "missing_field", {"name": name}


def _without_none(type_: Any) -> Any:
    if get_origin(type_) not in (Union, types.UnionType):
        return type_
    left = [arg for arg in get_args(type_) if arg is not type(None)]
    return left[0] if len(left) == 1 else type_


def _classified(message: str, data: Any, type_: Any, path: FieldPath) -> Found:
    detail = message.split(" - at `", maxsplit=1)[0]
    members = getattr(_without_none(type_), "__members__", {})
    if members and not isinstance(data, dict | list):
        choices = ", ".join(str(one.value) for one in members.values())
        return path, "not_one_of", {"value": str(data), "choices": choices}
    if detail.startswith("Expected `") and "got `" in detail:
        expected, got = detail.split("`")[1], detail.rsplit("got `", 1)[1].rstrip("`")
        return path, "wrong_type", {"expected": expected, "got": got, "value": str(data)[:60]}
    return path, "invalid", {"detail": detail, "value": str(data)[:60]}


def _survey(node: yaml.Node, name: str) -> tuple[dict[FieldPath, int], tuple[Problem, ...]]:
    """The line of every field, and every key that is written twice."""
    lines: dict[FieldPath, int] = {}
    duplicates: list[Problem] = []
    work: list[tuple[yaml.Node, FieldPath]] = [(node, ())]
    while work:
        here, path = work.pop()
        lines.setdefault(path, here.start_mark.line + 1)
        if len(lines) > MAX_NODES or len(path) > MAX_DEPTH:
            raise _bad(name, here.start_mark.line + 1, "too_deep")
        if isinstance(here, yaml.SequenceNode):
            work += [(item, (*path, index)) for index, item in enumerate(here.value)]
        elif isinstance(here, yaml.MappingNode):
            first_lines: dict[str, int] = {}
            for key, value in here.value:
                word, line = str(key.value), key.start_mark.line + 1
                if word in first_lines:
                    facts = {"key": word, "first_line": str(first_lines[word])}
                    duplicates.append(Problem(name, line, field_name((*path, word)), "duplicate_key", facts))
                    continue
                first_lines[word] = line
                lines[(*path, word)] = line
                work.append((value, (*path, word)))
    return lines, tuple(sorted(duplicates, key=lambda one: one.line))


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(name, raw[: error.start].count(b"\n") + 1, "not_utf8") from error


def _bad(name: str, line: int, code: str, **facts: str) -> BadFile:
    return BadFile((Problem(name, line, "", code, facts),))
