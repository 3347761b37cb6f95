"""Looking into a regional package before anything of it is believed."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import msgspec

from app.desk.maps import Datum, SourceForm
from app.map.region.manifest import (
    FORMAT,
    LARGEST_MANIFEST,
    MAGIC,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    Manifest,
    broken,
    is_packable,
)

_MOST_SWELLING = 200
_SLACK = 1 << 20
_LARGEST_TABLE = 64 * 1024 * 1024
_END = b"PK\x05\x06"


def check_ending(package: Path) -> None:
    """``BadFile`` where this is no zip, or one whose table of contents alone would fill the memory."""
    size = package.stat().st_size
    with package.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise broken(package, "region_not_package")
    if int.from_bytes(tail[at + 12 : at + 16], "little") not in range(_LARGEST_TABLE) and size < 2**32:
        raise broken(package, "region_too_large_inside")


def read_manifest(archive: zipfile.ZipFile, package: Path) -> Manifest:
    """The table of contents, checked against the zip's own; ``BadFile`` names the first thing that does not fit."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES + 1:
        raise broken(package, "region_too_large_inside")
    there = {info.filename: info for info in infos}
    if len(there) != len(infos) or len({name.casefold() for name in there}) != len(infos):
        raise broken(package, "region_name_twice")
    head = there.pop(MANIFEST, None)
    if head is None or head.file_size > LARGEST_MANIFEST:
        raise broken(package, "region_not_package")
    manifest = _decoded(archive, head, package)
    named = {file.path: file for file in manifest.files}
    if set(named) != set(there) or len(named) != len(manifest.files):
        odd = sorted(set(named) ^ set(there))
        raise broken(package, "region_contents_differ", odd[0] if odd else "")
    if sum(file.size for file in manifest.files) > MOST_BYTES:
        raise broken(package, "region_too_large_inside")
    for name, info in there.items():
        _check_file(info, named[name].size, package)
    _check_sources(manifest, package)
    return manifest


def _decoded(archive: zipfile.ZipFile, head: zipfile.ZipInfo, package: Path) -> Manifest:
    try:
        raw = archive.read(head)
        kind = msgspec.json.decode(raw, type=_Kind)
    except (msgspec.DecodeError, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise broken(package, "region_not_package") from error
    if kind.kind != MAGIC:
        raise broken(package, "region_not_package")
    if kind.format > FORMAT:
        raise broken(package, "region_newer", found=kind.format, known=FORMAT)
    try:
        return msgspec.json.decode(raw, type=Manifest)
    except msgspec.DecodeError as error:
        raise broken(package, "region_manifest_wrong", why=error) from error


class _Kind(msgspec.Struct):
    kind: str
    format: int


def _check_file(info: zipfile.ZipInfo, size: int, package: Path) -> None:
    mode = info.external_attr >> 16
    linked = mode != 0 and stat.S_IFMT(mode) not in (0, stat.S_IFREG)
    if not is_packable(info.filename) or linked or info.flag_bits & 1:
        raise broken(package, "region_name_wrong", info.filename[:120])
    if info.file_size != size or size < 0:
        raise broken(package, "region_contents_differ", info.filename)
    if info.file_size > info.compress_size * _MOST_SWELLING + _SLACK:
        raise broken(package, "region_swells", info.filename)


def _check_sources(manifest: Manifest, package: Path) -> None:
    """Descriptions may only point at what the package itself carries."""
    for entry in manifest.sources:
        online = entry.form is SourceForm.ONLINE
        carried = any(file.path == entry.path or file.path.startswith(f"{entry.path}/") for file in manifest.files)
        if entry.datum is Datum.BD09 or (online and (entry.key or entry.online_on or entry.path)) or (not online and not carried):
            raise broken(package, "region_manifest_wrong", why=entry.id[:60])
