"""A rulebook as one YAML file, going out and coming in, in the form of ``resources/rulebooks/<id>/rulebook.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from app.catalog.yaml_source import read_source
from app.domain.reference import Reference
from app.domain.reporting.model import Rulebook
from app.domain.reporting.soundness import book_findings
from app.kernel.errors import Problem


def book_yaml(book: Rulebook) -> str:
    """The rulebook as the text of its file: fields that say nothing are left out; read again it is the same book."""
    return yaml.safe_dump(plain(book), allow_unicode=True, sort_keys=False, width=120)


def read_book_file(path: Path, reference: Reference) -> tuple[Rulebook, tuple[Problem, ...]]:
    """The rulebook in a file from anywhere, and what keeps it from being approved, each with its line.

    ``BadFile`` where it is no rulebook at all (no YAML, unknown fields, wrong types): then nothing of it can be used.
    """
    source = read_source(path)
    book = source.convert(Rulebook)
    return book, tuple(source.problem(one) for one in book_findings(book, reference))


def plain(value: Any) -> Any:
    """The value as plain data without the fields that have their default."""
    if isinstance(value, msgspec.Struct):
        defaults = _defaults(type(value))
        return {
            field.encode_name: plain(one)
            for field in msgspec.structs.fields(type(value))
            if (one := getattr(value, field.name)) != defaults.get(field.name, msgspec.NODEFAULT)
        }
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return msgspec.to_builtins(value, builtin_types=())


@cache
def _defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.default is not msgspec.NODEFAULT:
            found[field.name] = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            found[field.name] = field.default_factory()
    return found
