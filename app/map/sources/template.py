"""The address of an online tile: what a person typed, checked, and filled in. The key is never shown or logged."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from app.desk.maps import Datum
from app.kernel.errors import Refusal

LONGEST = 1000
PLACES = "{z} {x} {y} {-y} {s} {key}"
"""What an address may hold in braces."""

_NAMES = {
    "z": "z", "x": "x", "y": "y", "-y": "-y", "s": "s", "key": "key", "tk": "key",
    "TileMatrix": "z", "TileCol": "x", "TileRow": "y", "level": "z", "col": "x", "row": "y",
}  # fmt: skip
_PLACE = re.compile(r"\{([^{}]*)\}")
_DEGREES = re.compile(r"tilematrixset=c(&|$)|_c/wmts", re.IGNORECASE)


def check_template(template: str, datum: Datum, key: str, subdomains: str) -> None:
    """``Refusal`` where no tile could ever be asked for with this, or its picture would lie at the wrong place."""
    if datum is Datum.BD09:
        raise Refusal("map_bd09")
    if len(template) > LONGEST or any(ord(char) < 33 for char in template):
        raise Refusal("map_template_form", {"template": template[:80], "places": "{z} {x} {y}"})
    parts = urlsplit(_PLACE.sub("0", template))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise Refusal("map_template_form", {"template": template[:80], "places": "{z} {x} {y}"})
    found = _PLACE.findall(template)
    unknown = sorted({name for name in found if name not in _NAMES})
    if unknown:
        raise Refusal("map_template_unknown", {"names": ", ".join(unknown), "places": PLACES})
    meant = {_NAMES[name] for name in found}
    missing = [name for name in ("z", "x") if name not in meant] + ([] if meant & {"y", "-y"} else ["y"])
    if missing:
        raise Refusal("map_template_lacks", {"names": ", ".join(f"{{{name}}}" for name in missing)})
    if _DEGREES.search(template):
        raise Refusal("map_template_degrees")
    if "key" in meant and not key:
        raise Refusal("map_template_key")
    if "s" in meant and not subdomains_of(subdomains):
        raise Refusal("map_template_subdomains")


def subdomains_of(text: str) -> tuple[str, ...]:
    """``0-7``, ``a,b,c`` or ``abc`` as single names."""
    plain = text.strip()
    if re.fullmatch(r"[0-9]-[0-9]", plain):
        return tuple(str(number) for number in range(int(plain[0]), int(plain[2]) + 1))
    names = re.split(r"[,，\s]+", plain) if re.search(r"[,，\s]", plain) else list(plain)
    return tuple(name for name in names if re.fullmatch(r"[A-Za-z0-9-]{1,20}", name))


def address_of(template: str, z: int, x: int, y: int, key: str, subdomains: str) -> str:
    """The address of one tile; the same tile always asks the same subdomain, which helps every cache on the way."""
    names = subdomains_of(subdomains) or ("",)
    values = {"z": str(z), "x": str(x), "y": str(y), "-y": str((1 << z) - 1 - y), "key": quote(key, safe=""),
              "s": names[(x + y) % len(names)]}
    return _PLACE.sub(lambda match: values[_NAMES[match.group(1)]], template)


def host_of(template: str) -> str:
    """Which computer is asked, for messages; without key."""
    return _PLACE.sub("*", urlsplit(template).netloc)
