"""What was read once is kept: the catalogue in binary form beside the data, good for exactly the files it was read from.

Reading some ninety YAML files and checking them takes most of a second at every start; this takes hundredths. The kept file
is named after the hash of all it was read from and of the program that read it, so that a changed plan, word or program is
read anew; a kept file that is broken is thrown away.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from app.kernel.whole_file import write_atomically

T = TypeVar("T")
_log = logging.getLogger(__name__)
_CODE = (Path(__file__).parent, Path(__file__).parents[1] / "domain", Path(__file__).parents[1] / "kernel")


def remembered(
    cache_dir: Path | None, name: str, kind: type[T], folders: Iterable[Path], make: Callable[[], T]
) -> T:
    """What ``make`` gives, from the kept file where one fits. ``folders`` are all that it reads.

    ``kind`` must come through msgpack unharmed. Without a ``cache_dir``, or where it cannot be used, everything is read as
    ever; errors of ``make`` pass through and nothing is kept.
    """
    if cache_dir is None:
        return make()
    path = cache_dir / f"{name}-{_key(folders)}.msgpack"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        pass
    except (OSError, msgspec.DecodeError, ValueError) as problem:
        _log.warning("%s cannot be used and is made anew: %s", path.name, problem)
    made = make()
    _keep(path, name, msgspec.msgpack.encode(made))
    return made


def _key(folders: Iterable[Path]) -> str:
    """Changes with every byte, name and place of the files and of the code that reads them."""
    digest = hashlib.sha256(sys.version.encode())
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).stat()
        digest.update(f"{program.st_size} {program.st_mtime_ns}".encode())
    for folder, pattern in [*((one, "*.yaml") for one in folders), *((one, "*.py") for one in _CODE)]:
        for path in sorted(folder.rglob(pattern)):
            raw = path.read_bytes()
            digest.update(f"\0{path.relative_to(folder)}\0{len(raw)}\0".encode())
            digest.update(raw)
        digest.update(f"\1{folder}\1".encode())
    return digest.hexdigest()[:24]


def _keep(path: Path, name: str, raw: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, raw)
        for old in path.parent.glob(f"{name}-*.msgpack"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError as problem:
        _log.info("%s is not kept: %s", name, problem)
