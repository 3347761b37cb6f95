"""Writing files that come out the same, byte for byte, on every machine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

NOTICE = {
    "zh": "虚构 · 不代表任何真实地区、单位或个人",
    "en": "Fictional: no real place, organisation or person",
}


_HEADER = "# 虚构数据,由 make_demo.py 生成,请勿手改 · fictional and generated: do not edit by hand\n"


def write_yaml(path: Path, value: Mapping[str, Any]) -> None:
    """Write a mapping as YAML under the notice that it is fictional; every string is double-quoted."""
    body = "\n".join(_block({"notice": NOTICE, **value}, 0))
    path.write_text(
        _HEADER + body + "\n",
        encoding="utf-8",
        newline="\n",
    )


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _is_small(value: object) -> bool:
    if isinstance(value, Mapping):
        return len(value) <= 6 and not any(isinstance(item, Mapping | list | tuple) for item in value.values())
    if isinstance(value, list | tuple):
        return not any(isinstance(item, Mapping | list | tuple) for item in value)
    return True


def _block(value: Mapping[str, Any], depth: int) -> list[str]:
    pad = "  " * depth
    lines: list[str] = []
    for key, item in value.items():
        if _is_small(item):
            lines.append(f"{pad}{key}: {_flow(item)}")
        elif isinstance(item, Mapping):
            lines += [f"{pad}{key}:", *_block(item, depth + 1)]
        else:
            lines += [f"{pad}{key}:", *_items(item, depth)]
    return lines


def _items(items: Sequence[Any], depth: int) -> list[str]:
    pad = "  " * depth
    lines: list[str] = []
    for item in items:
        if isinstance(item, Mapping) and not _is_small(item):
            first, *rest = _block(item, depth + 1)
            lines += [f"{pad}- {first.lstrip()}", *rest]
        else:
            lines.append(f"{pad}- {_flow(item)}")
    return lines


def write_geojson(path: Path, features: Sequence[Mapping[str, Any]]) -> None:
    """Write features (WGS-84, lon before lat) as one FeatureCollection, a line each, under the notice."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    notice = json.dumps(NOTICE, ensure_ascii=False)
    path.write_text(
        f'{{"type":"FeatureCollection","notice":{notice},"features":[\n{lines}\n]}}\n',
        encoding="utf-8",
        newline="\n",
    )


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a mapping as JSON under the notice; each top-level list of lists gets one row a line."""
    rows = [f'"notice":{json.dumps(NOTICE, ensure_ascii=False)}']
    for key, item in value.items():
        if isinstance(item, list):
            body = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in item)
            rows.append(f'"{key}":[\n{body}\n]')
        else:
            rows.append(f'"{key}":{json.dumps(item, ensure_ascii=False, separators=(",", ":"))}')
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8", newline="\n")
