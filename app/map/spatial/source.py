"""A file from outside before anybody believes its name: its beginning, its size, and what is packed into it."""

from __future__ import annotations

import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from typing import IO

from app.kernel.hashing import sha256_of
from app.map.spatial.collector import bad
from app.map.spatial.limits import LIMITS, Limits

_CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"


def _told(packed: zipfile.ZipInfo) -> str:
    """The name as it was meant: Chinese Windows packs names in GBK without saying so, and they are read as code page 437."""
    if packed.flag_bits & 0x800 or packed.filename.isascii():
        return packed.filename
    try:
        return packed.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return packed.filename


class Source:
    """One file. Making it raises ``BadFile`` where it is missing, unreadable, empty or too large.

    ``wish`` is the encoding that a person asked for ("" : find out).
    """

    def __init__(self, path: Path, wish: str = "", limits: Limits = LIMITS) -> None:
        self.path = path
        self.file = path.name
        self.suffix = path.suffix.lower()
        self.wish = wish
        self.limits = limits
        try:
            if path.is_dir():
                raise bad(self.file, "is_folder")
            self.size = path.stat().st_size
            with path.open("rb") as stream:
                self.head = stream.read(4096)
        except FileNotFoundError as error:
            raise bad(self.file, "missing") from error
        except OSError as error:
            raise bad(self.file, "unreadable", detail=error.strerror or str(error)) from error
        if not self.size:
            raise bad(self.file, "empty_file")
        if self.size > limits.bytes:
            raise bad(self.file, "too_large", most=limits.bytes // 1_000_000)

    @property
    def is_zip(self) -> bool:
        """Whether it begins like a ZIP file."""
        return self.head.startswith(_ZIP)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Names of the files that are packed into it; () where it is no ZIP. ``BadFile`` for a broken one or a bomb."""
        return tuple(self._names) if self.is_zip else ()

    @cached_property
    def _names(self) -> dict[str, str]:
        """What each packed file is called to a person, with the name by which the archive knows it."""
        return {_told(one): one.filename for one in self._packed()}

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the whole file in hex."""
        return sha256_of(self.path)

    def data(self) -> bytes:
        """The whole file. ``BadFile`` where the disk refuses."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise bad(self.file, "unreadable", detail=error.strerror or str(error)) from error

    def member(self, name: str) -> bytes:
        """One packed file, unpacked; never more than the limit, whatever the archive says of itself."""
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self._names[name]) as stream:
                return self._read_limited(stream)
        except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            code = "zip_password" if "password" in str(error) or "encrypted" in str(error) else "zip_broken"
            raise bad(self.file, code, field=name, detail=str(error)[:80]) from error
        except zlib.error as error:
            raise bad(self.file, "zip_broken", field=name, detail=str(error)[:80]) from error

    def beside(self, suffix: str) -> Path | None:
        """The file of the same name with another ending (in capitals or not) beside this one."""
        for ending in (suffix, suffix.upper(), suffix.capitalize()):
            other = self.path.with_suffix(ending)
            if other.is_file():
                return other
        return None

    def _packed(self) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(self.path) as archive:
                found = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError) as error:
            raise bad(self.file, "zip_broken", detail=str(error)[:80]) from error
        if len(found) > self.limits.members:
            raise bad(self.file, "zip_members", most=self.limits.members)
        if sum(one.file_size for one in found) > self.limits.unpacked:
            raise bad(self.file, "zip_bomb", most=self.limits.unpacked // 1_000_000)
        return found

    def _read_limited(self, stream: IO[bytes]) -> bytes:
        parts: list[bytes] = []
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > self.limits.unpacked:
                raise bad(self.file, "zip_bomb", most=self.limits.unpacked // 1_000_000)
            parts.append(chunk)
        return b"".join(parts)
