"""The whole state to bytes and back."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, get_args, get_origin

import msgspec
from immutables import Map

from app.domain.state import State
from app.journal.port import Snapshot


def encode_state(state: State) -> bytes:
    """The state in canonical bytes: equal states give equal bytes, whatever the order in which maps were filled."""
    return msgspec.json.encode(state, enc_hook=_encode, order="sorted")


def decode_state(body: bytes) -> State:
    """The state in these bytes; ``msgspec.DecodeError`` where they are not of the present form."""
    return msgspec.json.decode(body, type=State, dec_hook=_decode)


def state_digest(state: State) -> str:
    """SHA-256 of the canonical bytes, in hex: two states are equal when their digests are."""
    return hashlib.sha256(encode_state(state)).hexdigest()


def take(state: State, head_hash: bytes) -> Snapshot:
    """A snapshot of this state, which stands after the line with this seal."""
    return Snapshot(state.seq, head_hash, form(), encode_state(state))


@cache
def form() -> str:
    """The shape of the state in this version of the program: changes whenever a field of any value in it does."""
    seen: dict[str, Any] = {}
    _shape(State, seen)
    return hashlib.sha256(msgspec.json.encode(seen, order="sorted")).hexdigest()[:16]


def _encode(value: Any) -> Any:
    if isinstance(value, Map):
        return dict(value)
    raise NotImplementedError(type(value))


def _decode(kind: Any, value: Any) -> Any:
    if get_origin(kind) is Map:
        key, item = get_args(kind)
        return Map(msgspec.convert(value, dict[key, item], dec_hook=_decode))  # type: ignore[valid-type]
    raise NotImplementedError(kind)


def _shape(kind: Any, seen: dict[str, Any]) -> None:
    for argument in get_args(kind):
        _shape(argument, seen)
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)) or kind.__name__ in seen:
        return
    fields = msgspec.structs.fields(kind)
    seen[kind.__name__] = [(field.name, str(field.type)) for field in fields]
    for field in fields:
        _shape(field.type, seen)
