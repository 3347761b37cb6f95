"""By which addresses this machine is reached on its networks."""

from __future__ import annotations

import socket
from contextlib import closing

_PRIVATE = ("10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Asking the system by which address it would send there names this machine's address; nothing is sent."""


def own_addresses() -> tuple[str, ...]:
    """The addresses of this machine on its networks, the likeliest first."""
    return tuple(dict.fromkeys(address for target in _PRIVATE if (address := _own_address(target))))


def _own_address(target: str) -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asked:
        try:
            asked.connect((target, 9))
        except OSError:  # no network of that kind
            return ""
        return str(asked.getsockname()[0])
