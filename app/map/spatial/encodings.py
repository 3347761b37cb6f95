"""Which characters the bytes of a text mean: what the file says, then UTF-8, then the Chinese encodings."""

from __future__ import annotations

import codecs

from app.map.spatial.collector import bad

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALIASES = {
    "936": "gb18030", "cp936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "ansi 936": "gb18030", "65001": "utf-8",
    "utf8": "utf-8", "oem": "gb18030", "system": "gb18030", "ansi": "gb18030", "950": "cp950",
    "1252": "cp1252", "ansi 1252": "cp1252",
}


def known_encoding(name: str) -> str:
    """The Python name of an encoding as people and programs write it; "" for one that does not exist."""
    plain = name.strip().lower()
    wanted = _ALIASES.get(plain, plain)
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def text_of(data: bytes, file: str, wish: str = "") -> tuple[str, str]:
    """The text and its encoding. ``BadFile`` for bytes that are no text, naming the line where they stop being one."""
    tried = [wish] if wish else [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    furthest = 0
    for name in tried:
        known = known_encoding(name)
        if not known:
            raise bad(file, "unknown_encoding", name=name)
        try:
            return data.decode(known).lstrip("\ufeff"), known
        except UnicodeError as error:
            at = getattr(error, "start", 0)
            if at >= len(data) - 3 and known.startswith("utf") and not data[:at].isascii():  # all but a torn last one
                raise bad(file, "cut_off", data.count(b"\n") + 1) from error
            furthest = max(furthest, at)
    raise bad(file, "wrong_encoding", data.count(b"\n", 0, furthest) + 1, encoding=", ".join(tried))
