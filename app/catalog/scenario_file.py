"""A scenario as the text of its ``scenario.yaml``: stable, and laid out for people, as the shipped ones are."""

from __future__ import annotations

from io import StringIO
from typing import Any

import yaml

from app.catalog.rulebook_file import plain
from app.catalog.yaml_source import READERS_SCALARS
from app.domain.exercise.scenario import Scenario

LINE = 118
"""What fits within so many characters and is not deep stands on one line."""

_FLAT = 3
"""So many levels of lists and mappings may stand on one line."""

_LINE_ENDS = "\x85\u2028\u2029"

_WHOLE = 1e15
"""Below it a float that is whole is the same number without its point."""


class _Dumper(yaml.SafeDumper):
    """Quotes every text that our reader or any other would take for something else; knows no anchors."""

    yaml_implicit_resolvers = {
        first: [*entries] for first, entries in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:
        """Everything is written out where it stands."""
        return True


def _number(dumper: yaml.SafeDumper, value: float) -> yaml.Node:
    """Whole minutes without a point."""
    if value.is_integer() and abs(value) < _WHOLE:
        return dumper.represent_int(int(value))
    return dumper.represent_float(value)


def _words(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    """In quotes with escapes where a character would be taken for the end of a line."""
    style = '"' if any(one in value for one in _LINE_ENDS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(float, _number)
_Dumper.add_representer(str, _words)

for _tag, _pattern, _first in READERS_SCALARS:
    _Dumper.add_implicit_resolver(_tag, _pattern, list(_first))


def scenario_yaml(scenario: Scenario) -> str:
    """The text of its file: fields in the order of the model, what says nothing left out; the same for the same value.

    Read again it is the same scenario, but for the ``hash``, which is that of the files.
    """
    data = {name: value for name, value in plain(scenario).items() if name != "hash"}
    sink = StringIO()
    dumper = _Dumper(sink, allow_unicode=True, sort_keys=False, width=LINE)
    try:
        node = dumper.represent_data(data)
        _lay_out(node)
        dumper.open()
        dumper.serialize(node)
        dumper.close()
    finally:
        dumper.dispose()
    return _aired(sink.getvalue())


def _lay_out(node: yaml.Node, top: bool = True) -> tuple[int, int]:
    """Put on one line what is short and flat; the width and the depth of the node if it stood on one line."""
    if isinstance(node, yaml.ScalarNode):
        return (LINE * 2 if "\n" in node.value else len(node.value) + 2), 0
    if not isinstance(node, yaml.CollectionNode):
        raise TypeError(type(node))
    if isinstance(node, yaml.MappingNode):
        inner = [(len(key.value) + 2, _lay_out(value, False)) for key, value in node.value]
    else:
        inner = [(0, _lay_out(value, False)) for value in node.value]
    width = 2 + sum(own + size + 2 for own, (size, _) in inner)
    depth = 1 + max((deep for _, (_, deep) in inner), default=0)
    node.flow_style = not top and width <= LINE and depth <= _FLAT
    return width, depth


def _aired(text: str) -> str:
    """An empty line before every block of the document and before every inject: what stands at the margin is in no text."""
    made: list[str] = []
    in_injects = False
    for line in text.splitlines(keepends=True):
        key = line[:1].isalpha()
        if key:
            in_injects = line.startswith("injects:")
        block = key and line.rstrip().endswith(":")
        if made and (block or (in_injects and line.startswith("- ") and not made[-1].startswith("injects:"))):
            made.append("\n")
        made.append(line)
    return "".join(made)
