"""Entries to bytes and back. One canonical form: what is hashed is what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias, Union

import msgspec

from app.domain.apply import ENTRY_TYPES
from app.domain.record import Context, Entry, Record, Stamp
from app.kernel.errors import Fault

Upcaster: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

VERSIONS: Mapping[str, int] = {}
"""Kinds of entry whose body has changed since it was first written, with their present version (all others: 1)."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""What lifts the body of a kind from this version to the next; an old journal opens for ever."""

GENESIS = bytes(32)
"""The seal before the first."""

_ENCODER = msgspec.json.Encoder(order="sorted")
_UNION: Any = Union[ENTRY_TYPES]  # noqa: UP007 - a union built from the table of entries
_DECODER: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(_UNION)


class Sealed(msgspec.Struct, frozen=True):
    """A journal line as it is stored: header, body bytes, and the seal over both and the line before."""

    seq: int
    at: str
    actor: str
    seat: str
    origin: str
    cause: str
    command_id: str
    kind: str
    version: int
    body: bytes
    prev_hash: bytes
    hash: bytes


class Damage(msgspec.Struct, frozen=True):
    """Where a chain breaks: the first line that does not fit, and why (``gap``, ``hash``, ``link``, ``unreadable``)."""

    seq: int
    why: str


def seal(
    seq: int, stamp: Stamp, entry: Entry, prev_hash: bytes, versions: Mapping[str, int] = VERSIONS
) -> Sealed:
    """The entry as a journal line in its place.

    ``ValueError`` for an entry whose bytes could not be read again (a figure that is no number becomes ``null``): better a
    crash now, with nothing written, than a journal that never opens again.
    """
    kind = type(entry).__name__
    body = _ENCODER.encode(entry)
    try:
        _DECODER.decode(body)
    except msgspec.DecodeError as error:
        raise ValueError(f"{kind} could never be read again: {error}") from error
    header = Sealed(
        seq=seq,
        at=stamp.at.isoformat(timespec="microseconds"),
        actor=stamp.actor,
        seat=stamp.context.seat,
        origin=stamp.context.origin,
        cause=stamp.context.cause,
        command_id=stamp.command_id,
        kind=kind,
        version=versions.get(kind, 1),
        body=body,
        prev_hash=prev_hash,
        hash=b"",
    )
    return msgspec.structs.replace(header, hash=digest(header))


def digest(line: Sealed) -> bytes:
    """SHA-256 over the seal before, the header fields and the body bytes."""
    header = _ENCODER.encode(
        [line.seq, line.at, line.actor, line.seat, line.origin, line.cause, line.command_id, line.kind, line.version]
    )
    return hashlib.sha256(b"\n".join((line.prev_hash, header, line.body))).digest()


def unseal(
    line: Sealed,
    versions: Mapping[str, int] = VERSIONS,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
) -> Record:
    """The record in a journal line, lifted to the present version; ``Fault("journal_unreadable")`` where it cannot be."""
    try:
        return Record(line.seq, _stamp(line), _DECODER.decode(_lifted(line, versions, upcasters)))
    except (msgspec.DecodeError, ValueError) as error:
        raise Fault("journal_unreadable", {"seq": line.seq, "why": str(error)}) from error


def check(line: Sealed, seq: int, prev_hash: bytes) -> Damage | None:
    """What is wrong with this line as number ``seq`` after ``prev_hash``, or ``None``."""
    if line.seq != seq:
        return Damage(seq, "gap")
    if line.prev_hash != prev_hash:
        return Damage(seq, "link")
    if digest(line) != line.hash:
        return Damage(seq, "hash")
    try:
        unseal(line)
    except Fault:
        return Damage(seq, "unreadable")
    return None


def _lifted(
    line: Sealed, versions: Mapping[str, int], upcasters: Mapping[tuple[str, int], Upcaster]
) -> bytes:
    newest = versions.get(line.kind, 1)
    if line.version == newest:
        return line.body
    if line.version > newest:
        raise ValueError(f"version {line.version} of {line.kind} is newer than this program")
    body: dict[str, Any] = msgspec.json.decode(line.body)
    for version in range(line.version, newest):
        body = upcasters[line.kind, version](body)
    return _ENCODER.encode(body)


def _stamp(line: Sealed) -> Stamp:
    at = datetime.fromisoformat(line.at)
    return Stamp(at, line.command_id, Context(line.actor, line.seat, line.origin, line.cause))
