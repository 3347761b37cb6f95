"""Taking in a regional package: staged, verified, then put in place as one step that survives a power cut."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import shutil
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import msgspec

from app.desk.jobs import Progress
from app.desk.maps import PackageReport
from app.kernel.clock import to_local
from app.kernel.errors import Fault
from app.kernel.whole_file import write_atomically
from app.map.region.manifest import Manifest, PackedFile, broken, things_of
from app.map.region.reading import check_ending, read_manifest

log = logging.getLogger(__name__)

_BLOCK = 1 << 20
_SPARE = 64 * 1024 * 1024
_STAGE = ".region-"
_PLAN = "plan.json"
_ABANDONED_S = 3600.0
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class _Plan(msgspec.Struct, frozen=True):
    """What is left to do once everything is verified: these paths go from the stage to their places."""

    paths: tuple[str, ...]
    kept_in: str


def import_package(
    data: Path,
    package: Path,
    now: datetime,
    progress: Progress,
    settle: Callable[[Manifest], None],
    still: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
) -> PackageReport:
    """Take it in; ``settle`` is told the manifest once the files stand in their places. Within ``still`` nobody holds a file
    of the data folder open: the files are put in place there.

    ``BadFile`` where anything about the package is wrong, ``Fault`` (``region_no_space``, ``region_not_taken``) where this
    computer cannot; then, and when it is cancelled, nothing here has changed.
    """
    try:
        check_ending(package)
        data.mkdir(parents=True, exist_ok=True)
        stage = data / f"{_STAGE}{secrets.token_hex(4)}"
        stage.mkdir()
    except FileNotFoundError as error:
        raise broken(package, "region_file_missing") from error
    except OSError as error:
        raise Fault("region_not_taken", {"why": error.strerror or str(error)}) from error
    try:
        manifest = _staged(package, stage, data, progress)
        with still():
            replaced, kept_in = _put_in_place(data, stage, manifest, now)
    except OSError as error:
        raise Fault("region_not_taken", {"why": error.strerror or str(error)}) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    settle(manifest)
    return PackageReport(
        name=manifest.name, files=Counter(one.path.split("/")[0] for one in manifest.files),
        size_bytes=sum(one.size for one in manifest.files), things=things_of(manifest.files),
        sources=tuple(one.name or one.id for one in manifest.sources),
        replaced=replaced, kept_in=kept_in if replaced else "",
    )  # fmt: skip


def finish_interrupted(data: Path, now: datetime) -> None:
    """Finish what a power cut interrupted: a verified stage is put in place, an unfinished old one is removed."""
    for stage in sorted(data.glob(f"{_STAGE}*")):
        plan = stage / _PLAN
        try:
            if plan.is_file():
                _carry_out(data, stage, msgspec.json.decode(plan.read_bytes(), type=_Plan))
                log.warning("a regional package that was interrupted has been taken in to its end")
            elif now.timestamp() - stage.stat().st_mtime < _ABANDONED_S:
                continue
        except (OSError, msgspec.DecodeError) as error:
            log.error("what was left of a regional package in %s cannot be finished: %s", stage.name, error)
            continue
        shutil.rmtree(stage, ignore_errors=True)


def _staged(package: Path, stage: Path, data: Path, progress: Progress) -> Manifest:
    try:
        opened = zipfile.ZipFile(package)
    except _UNREADABLE as error:
        raise broken(package, "region_not_package") from error
    with opened as archive:
        manifest = read_manifest(archive, package)
        total = sum(one.size for one in manifest.files)
        if shutil.disk_usage(data).free < total + _SPARE:
            raise Fault("region_no_space", {"mb": total // 1_000_000 + 1})
        done = 0
        for file in manifest.files:
            done = _unpack(archive, file, stage / "new", package, lambda now: progress.report(now / (total or 1)), done)
    progress.report(1.0)
    return manifest


def _unpack(
    archive: zipfile.ZipFile, file: PackedFile, to: Path, package: Path, tell: Callable[[int], None], done: int
) -> int:
    """One file into the stage, counted and hashed while it grows; how many bytes are done now."""
    target = to / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as sink:
        for block in _blocks(archive, file.path, package):
            tell(done + size)
            size += len(block)
            if size > file.size:
                raise broken(package, "region_swells", file.path)
            digest.update(block)
            sink.write(block)
        sink.flush()
        os.fsync(sink.fileno())
    if size != file.size or digest.hexdigest() != file.sha256:
        raise broken(package, "region_hash_wrong", file.path)
    return done + size


def _blocks(archive: zipfile.ZipFile, path: str, package: Path) -> Iterator[bytes]:
    """The bytes of a packed file; whatever goes wrong while they are read is wrong with the package."""
    try:
        with archive.open(path) as source:
            while block := source.read(_BLOCK):
                yield block
    except _UNREADABLE as error:
        raise broken(package, "region_hash_wrong", path) from error


def _put_in_place(data: Path, stage: Path, manifest: Manifest, now: datetime) -> tuple[tuple[str, ...], str]:
    kept_in = f"replaced/{to_local(now):%Y%m%d-%H%M%S}-{stage.name.removeprefix(_STAGE)}"
    plan = _Plan(tuple(one.path for one in manifest.files), kept_in)
    write_atomically(stage / _PLAN, msgspec.json.encode(plan))
    try:
        return _carry_out(data, stage, plan), kept_in
    except OSError:
        _take_back(data, stage, plan)
        raise


def _carry_out(data: Path, stage: Path, plan: _Plan) -> tuple[str, ...]:
    """Put the staged files in place, one rename each; what stood there is kept aside. May be begun again at any point."""
    replaced = []
    for path in plan.paths:
        new, target, old = stage / "new" / path, data / path, data / plan.kept_in / path
        if not new.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not old.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            os.replace(target, old)
            replaced.append(path)
        os.replace(new, target)
    return tuple(replaced)


def _take_back(data: Path, stage: Path, plan: _Plan) -> None:
    """Everything as it was: a disk that refused half-way leaves no half of a package."""
    (stage / _PLAN).unlink(missing_ok=True)
    for path in plan.paths:
        new, target, old = stage / "new" / path, data / path, data / plan.kept_in / path
        with contextlib.suppress(OSError):
            if not new.exists() and target.exists():
                target.unlink()
            if old.exists():
                os.replace(old, target)
