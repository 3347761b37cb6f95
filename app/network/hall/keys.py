"""The key of each seat: random, given out as an address and a square code, taken away at will."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterable

import msgspec

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that looks like something else: the key can be typed by hand."""

LENGTH, GROUP = 16, 4
"""79 bits of chance, shown in groups of four."""

LONGEST = 64
"""Of what is taken for a key at all."""


class SeatKeys:
    """Keys by role; they may be changed in worker threads. ``save`` keeps them (it may raise ``Fault``; then nothing has changed
    here), ``kept`` is what it kept before.

    A role whose key is "" had it taken away: it gets another one only when somebody asks for that.
    """

    def __init__(self, kept: str, save: Callable[[str], None]) -> None:
        self._save = save
        self._lane = threading.Lock()
        self._keys = _read(kept)
        self._hashes = {role: _hash_of(key) for role, key in self._keys.items() if key}

    def of(self, role: str) -> str:
        """The key in groups, "" for none."""
        key = self._keys.get(role, "")
        return "-".join(key[place : place + GROUP] for place in range(0, len(key), GROUP))

    def knows(self, role: str) -> bool:
        """Whether the role has a key that opens."""
        return role in self._hashes

    @staticmethod
    def is_plausible(shown: str) -> bool:
        """Whether somebody means this as a key; what browsers ask for by themselves is none."""
        plain = _plain(shown[:LONGEST])
        return len(plain) == LENGTH and all(one in ALPHABET for one in plain)

    def find(self, shown: str) -> str | None:
        """The role that this key opens, ``None`` for none; the work does not hang on how much of it is right."""
        wanted, found = _hash_of(_plain(shown[:LONGEST])), None
        for role, known in self._hashes.items():
            if hmac.compare_digest(wanted, known):
                found = role
        return found

    def lacks(self, role: str) -> bool:
        """Whether the role never had a key."""
        return role not in self._keys

    def ensure(self, roles: Iterable[str]) -> None:
        """A key for every role that never had one."""
        with self._lane:
            fresh = {role: _mint() for role in roles if role not in self._keys}
            if fresh:
                self._keep({**self._keys, **fresh})

    def renew(self, role: str) -> None:
        """Another key."""
        with self._lane:
            self._keep({**self._keys, role: _mint()})

    def revoke(self, role: str) -> None:
        """No key."""
        with self._lane:
            self._keep({**self._keys, role: ""})

    def _keep(self, keys: dict[str, str]) -> None:
        self._save(msgspec.json.encode(keys).decode())
        self._keys = keys
        self._hashes = {role: _hash_of(key) for role, key in keys.items() if key}


def _mint() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _plain(shown: str) -> str:
    return shown.replace("-", "").lower()


def _hash_of(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _read(kept: str) -> dict[str, str]:
    if not kept:
        return {}
    try:
        return msgspec.json.decode(kept, type=dict[str, str])
    except msgspec.DecodeError:  # a secrets file that somebody touched: every seat gets a new key
        return {}
