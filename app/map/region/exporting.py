"""Writing a regional package."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

import app
from app.desk.jobs import Progress
from app.desk.maps import PackageReport, SourceEntry, SourceForm
from app.kernel.errors import Fault, Refusal
from app.kernel.whole_file import whole_file
from app.map.region.manifest import FORMAT, MAGIC, MANIFEST, MOST_BYTES, MOST_FILES, Manifest, PackedFile, packed_files, things_of

_BLOCK = 1 << 20
_PACKED_ALREADY = frozenset({".mbtiles", ".pmtiles", ".npz", ".png", ".jpg", ".jpeg", ".webp", ".pbf", ".mvt", ".zip"})
Outside = tuple[SourceEntry, Path]


def export_package(
    data: Path, target: Path, name: str, entries: tuple[SourceEntry, ...], outside: tuple[Outside, ...], made_at: datetime,
    progress: Progress,
) -> PackageReport:
    """Write the four folders, the registered maps that lie elsewhere, and what is known about them.

    ``Refusal("region_empty")`` where there is nothing, ``region_too_large``; ``Fault("region_not_written")`` where the disk
    refuses. Until all of it is written the target is as it was; ``Cancelled`` leaves it so too.
    """
    files, left = packed_files(data)
    sources: dict[str, SourceEntry] = {one.id: one for one in entries}
    taken = {path.casefold() for path, _file in files}
    for entry, where in outside:
        if not where.exists():
            sources.pop(entry.id)
            left.append(entry.name or where.name)
            continue
        place = _free_place(where, taken)
        sources[entry.id] = replace(entry, path=place)
        files += _of_source(where, place)
    if not files:
        raise Refusal("region_empty")
    sizes = {path: file.stat().st_size for path, file in files}
    if len(files) > MOST_FILES or sum(sizes.values()) > MOST_BYTES:
        raise Refusal("region_too_large", {"files": len(files), "gb": round(sum(sizes.values()) / 1e9, 1)})
    try:
        about = Manifest(
            kind=MAGIC, format=FORMAT, name=name, made_at=made_at.isoformat(timespec="seconds"), program=app.__version__,
            files=(), sources=tuple(map(_without_secrets, sources.values())),
        )  # fmt: skip
        with whole_file(target) as draft:
            packed = _write(draft, files, about, progress)
    except OSError as error:
        raise Fault("region_not_written", {"path": str(target), "why": error.strerror or str(error)}) from error
    return PackageReport(
        name=name, files=Counter(one.path.split("/")[0] for one in packed), size_bytes=target.stat().st_size,
        things=things_of(packed), sources=tuple(one.name or one.id for one in sources.values()), left_out=tuple(left),
    )  # fmt: skip


def _write(draft: Path, files: list[tuple[str, Path]], about: Manifest, progress: Progress) -> list[PackedFile]:
    total = sum(file.stat().st_size for _path, file in files) or 1
    done = 0
    packed: list[PackedFile] = []
    with zipfile.ZipFile(draft, "w", allowZip64=True) as archive:
        for path, file in files:
            way = zipfile.ZIP_STORED if file.suffix.lower() in _PACKED_ALREADY else zipfile.ZIP_DEFLATED
            head = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            head.compress_type = way
            digest, size = hashlib.sha256(), 0
            with file.open("rb") as source, archive.open(head, "w", force_zip64=True) as sink:
                while block := source.read(_BLOCK):
                    progress.report(min(done / total, 1.0), path)
                    sink.write(block)
                    digest.update(block)
                    size += len(block)
                    done += len(block)
            packed.append(PackedFile(path=path, size=size, sha256=digest.hexdigest()))
        manifest = replace(about, files=tuple(packed))
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1), zipfile.ZIP_DEFLATED)
    progress.report(1.0)
    return packed


def _free_place(where: Path, taken: set[str]) -> str:
    """Where a map from elsewhere stands in the package: under its own name, or a numbered one."""
    number = 1
    while True:
        place = f"maps/{where.stem}{'' if number == 1 else f'-{number}'}{where.suffix if where.is_file() else ''}"
        if not any(one == place.casefold() or one.startswith(f"{place.casefold()}/") for one in taken):
            taken.add(place.casefold())
            return place
        number += 1


def _of_source(where: Path, place: str) -> list[tuple[str, Path]]:
    if where.is_file():
        return [(place, where)]
    root = where.resolve()
    return [
        (f"{place}/{file.relative_to(where).as_posix()}", file)
        for file in sorted(where.rglob("*"))
        if file.is_file() and not file.is_symlink() and file.resolve().is_relative_to(root) and not file.name.startswith(".")
    ]


def _without_secrets(entry: SourceEntry) -> SourceEntry:
    """The entry for another computer: no key, not online before somebody there says so."""
    return replace(entry, key="", online_on=False) if entry.form is SourceForm.ONLINE else entry
