"""Who may come in now: so many reports a terminal and an address, and a rest for addresses that show wrong tokens. No I/O.

Times are seconds of a clock that only goes forward. The figures are suggestions of this program.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

import msgspec

_T = TypeVar("_T")


class Limits(msgspec.Struct, frozen=True):
    """``burst`` reports at once, ``per_s`` in the long run: a phone reports every few seconds, and many at once after a tunnel.

    Many phones share one address of their network, so an address may do more. After ``wrong_before_ban`` wrong tokens
    within ``wrong_window_s`` an address is answered without a look at its token for ``ban_s``, unless the token is right.
    """

    device_per_s: float = 4.0
    device_burst: float = 400.0
    address_per_s: float = 200.0
    address_burst: float = 2_000.0
    wrong_before_ban: int = 20
    wrong_window_s: float = 600.0
    ban_s: float = 900.0
    log_every_s: float = 30.0
    most_addresses: int = 10_000


class _Bucket:
    __slots__ = ("at_s", "left")

    def __init__(self, left: float, at_s: float) -> None:
        self.left = left
        self.at_s = at_s


class Buckets:
    """A bucket of allowances a key, filled at a steady rate. Of more keys than ``most`` the longest unused are forgotten."""

    def __init__(self, per_s: float, burst: float, most: int) -> None:
        self._per_s, self._burst, self._most = per_s, burst, most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str, now_s: float) -> bool:
        """Whether one more is allowed now."""
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._most:
                self._buckets.popitem(last=False)
            self._buckets[key] = _Bucket(self._burst - 1, now_s)
            return True
        left = min(self._burst, bucket.left + (now_s - bucket.at_s) * self._per_s)
        bucket.at_s = now_s
        if left < 1:
            bucket.left = left
            return False
        bucket.left = left - 1
        if bucket.left < self._burst / 2:  # only busy ones are worth their place in the order
            self._buckets.move_to_end(key)
        return True


class Gate:
    """Keeps count. ``refused`` and ``banned`` are for the health line."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._devices = Buckets(limits.device_per_s, limits.device_burst, limits.most_addresses)
        self._addresses = Buckets(limits.address_per_s, limits.address_burst, limits.most_addresses)
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._banned: OrderedDict[str, float] = OrderedDict()
        self._logged_s = float("-inf")
        self._unlogged = 0

    def address_may(self, address: str, now_s: float) -> bool:
        """Whether this address may send one more."""
        return self._addresses.take(address, now_s)

    def device_may(self, device_id: str, now_s: float) -> bool:
        """Whether this terminal may send one more."""
        return self._devices.take(device_id, now_s)

    def is_banned(self, address: str, now_s: float) -> bool:
        """Whether wrong tokens from this address are not even counted now."""
        until_s = self._banned.get(address)
        if until_s is None:
            return False
        if until_s <= now_s:
            del self._banned[address]
            return False
        return True

    def wrong_token(self, address: str, now_s: float) -> bool:
        """Count a wrong token; whether the address is banned by it."""
        limits = self.limits
        tries = [at for at in self._wrong.pop(address, []) if now_s - at < limits.wrong_window_s]
        tries.append(now_s)
        if len(tries) >= limits.wrong_before_ban:
            self._keep(self._banned, address, now_s + limits.ban_s)
            return True
        self._keep(self._wrong, address, tries)
        return False

    def may_log(self, now_s: float) -> int:
        """How many wrong tokens a log line may stand for now, 0 for no line: a flood must not fill the disk with its own log."""
        self._unlogged += 1
        if now_s - self._logged_s < self.limits.log_every_s:
            return 0
        self._logged_s, count, self._unlogged = now_s, self._unlogged, 0
        return count

    @property
    def banned(self) -> int:
        """How many addresses are banned (or were, and have not come back)."""
        return len(self._banned)

    def _keep(self, book: OrderedDict[str, _T], address: str, value: _T) -> None:
        if len(book) >= self.limits.most_addresses:
            book.popitem(last=False)
        book[address] = value
